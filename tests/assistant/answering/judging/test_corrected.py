"""A figure that was put right is no answer any more."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answering.candidates import candidates_of
from assistant.answering.judging.corrected import without_corrected
from assistant.answers import Hit
from tests.assistant.press import passage

FIRST = "The juice cut the number of attacks by 38 per cent in a year."


def left(*told: tuple[str, date]) -> list[str]:
    hits = [Hit(passage(str(day), text, published=day), 1.0) for text, day in told]
    return [candidate.text for candidate in without_corrected(candidates_of(hits))]


@pytest.mark.parametrize(
    "later",
    [
        "The juice cut the number of attacks by 31 percent and not by 38, the journal said.",
        "The journal put the number of attacks at 31 per cent fewer, not 38.",
        "The number of attacks fell not by 38 per cent, but by 31, the journal said.",
    ],
)
def test_a_figure_that_is_put_right_later_is_left_out(later: str) -> None:
    assert left((FIRST, date(2026, 7, 1)), (later, date(2026, 8, 25))) == [later]


@pytest.mark.parametrize(
    ("other", "day"),
    [
        ("The juice cut the number of attacks by 31 percent and not by 38.", date(2026, 6, 1)),
        ("The bus takes 31 minutes and not 38.", date(2026, 8, 25)),
        ("The juice cut the number of attacks by 31 percent.", date(2026, 8, 25)),
    ],
)
def test_other_figures_stay(other: str, day: date) -> None:
    assert left((FIRST, date(2026, 7, 1)), (other, day)) == [FIRST, other]
