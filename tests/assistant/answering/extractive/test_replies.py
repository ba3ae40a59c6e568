"""What is denied at once is quoted with its denial."""

from __future__ import annotations

import pytest

from assistant.answering.candidates import Candidate, candidates_of
from assistant.answering.extractive.replies import reply_behind
from assistant.answers import Hit
from tests.assistant.press import passage

CLAIM = "Clara Nyberg said it was Odd Vann who had stood up and left."


def reply(behind: str) -> Candidate | None:
    return reply_behind(candidates_of([Hit(passage("story", f"{CLAIM} {behind}"), 1.0)])[0])


@pytest.mark.parametrize(
    "behind",
    [
        "Vann denied this.",
        "But Vann flatly denied the accusation on Friday.",
        "The union called that a lie.",
    ],
)
def test_a_denial_right_behind_a_claim_goes_with_it(behind: str) -> None:
    found = reply(behind)
    assert found is not None
    assert found.text == behind


@pytest.mark.parametrize(
    "behind",
    [
        "Vann went home.",
        "Vann denied entry to the press.",
        "Vann denied that the bridge was safe.",
        "She declined to say why.",
        "The talks will go on.",
        "Two days later the council rejected the plan of a new bridge.",
    ],
)
def test_other_sentences_are_no_reply(behind: str) -> None:
    assert reply(behind) is None
