"""Which days were searched is shown beneath an answer, and beneath a refusal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.answers import Sentence, Window
from assistant.chat_ui.conversation import Turn, conversation
from assistant.retrieval.timeliness import PREFERENCE
from tests.assistant.chat_ui.answers import answered, citation, not_found
from tests.assistant.chat_ui.conftest import BRIDGE

CRACKS = BRIDGE.text.split(". ")[0]
MARCH = Window(date(2024, 3, 1), date(2024, 4, 15), 'the question says "in <March>"')


@pytest.mark.parametrize("is_answered", [True, False])
@pytest.mark.parametrize(
    ("window", "shown"),
    [
        (
            MARCH,
            "Only articles from 1 March 2024 until 15 April 2024 were searched: the question says &quot;in &lt;March",
        ),
        (PREFERENCE, "Newer articles are preferred, because the question is about now."),
        (None, None),
    ],
)
def test_the_days_searched_are_shown_where_not_all_were(
    is_answered: bool, window: Window, shown: str | None
) -> None:
    cited = [citation(BRIDGE, CRACKS)]
    answer = answered([Sentence(CRACKS, (1,), "quoted")], cited) if is_answered else not_found(cited)
    html = conversation([Turn(1, "Q?", answer=replace(answer, window=window))]).replace("&#34;", "&quot;")
    assert (shown in html) if shown else ("searched:" not in html and "preferred" not in html)
