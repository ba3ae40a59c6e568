"""Which sentences contradict each other on what is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.answering.candidates import candidates_of
from assistant.answering.judging.judge import Judgement
from assistant.answering.sources.contested import contrary_views
from assistant.answers import Hit
from tests.assistant.press import passage

SOLD = "Orla Finn sold the ferry."
NOT_SOLD = "Orla Finn did not sell the ferry."


def contrary(first: str, other: str, outlets: tuple[str, str]) -> int:
    hits = []
    for name, text, outlet in zip("ab", (first, other), outlets, strict=True):
        told = passage(name, text, date(2022, 3, 1))
        hits.append(Hit(replace(told, header=replace(told.header, outlet=outlet)), 1.0))
    ranked = tuple((candidate, 5.0) for candidate in candidates_of(hits))
    judgement = Judgement(tuple(hits), ranked, None, 1.0, answers=True)
    return len(
        contrary_views("Did Orla Finn sell the ferry?", judgement, lambda _, texts: [5.0] * len(texts))
    )


@pytest.mark.parametrize(
    ("other", "outlets", "views"),
    [
        (NOT_SOLD, ("Post", "Herald"), 2),
        (NOT_SOLD, ("Post", "Post"), 0),
        ("Orla Finn denied that she sold the ferry.", ("Post", "Post"), 2),
    ],
)
def test_an_outlet_contradicts_itself_on_one_day_only_by_the_words_of_another(
    other: str, outlets: tuple[str, str], views: int
) -> None:
    assert contrary(SOLD, other, outlets) == views
