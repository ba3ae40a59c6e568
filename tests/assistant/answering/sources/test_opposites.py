"""Opposite words that answer a yes-or-no question."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answering.candidates import Candidate, candidates_of
from assistant.answering.sources.opposites import are_opposite
from assistant.answers import Hit
from tests.assistant.press import passage

QUESTION = "Is the airport of Larn open?"
OPEN = "The airport of Larn is open again, its operator said."


def candidate(text: str, name: str) -> Candidate:
    return candidates_of([Hit(passage(name, text, date(2023, 1, 1)), 1.0)])[-1]


def opposite(one: str, other: str, question: str = QUESTION) -> bool:
    return are_opposite(candidate(one, "a"), candidate(other, "b"), question)


def test_open_and_closed_are_opposite_whichever_is_first() -> None:
    closed = "The airport of Larn is closed because of ash."
    assert opposite(OPEN, closed)
    assert opposite(closed, OPEN)


@pytest.mark.parametrize(
    "other",
    [
        "The harbour of Larn is closed because of ash.",
        "The airport of Larn may be closed because of ash.",
        "The airport of Larn was closed in 1999.",
        "The airport of Larn is not closed.",
        "The airport of Larn was built on a marsh.",
    ],
)
def test_another_thing_another_time_and_a_mere_chance_are_not(other: str) -> None:
    assert not opposite(OPEN, other)


def test_only_a_question_for_yes_or_no_has_opposite_answers() -> None:
    assert not opposite(OPEN, "The airport of Larn is closed.", "Why is the airport of Larn open?")
