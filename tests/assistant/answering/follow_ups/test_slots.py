"""The changed part of a follow-up, put into the last question."""

from __future__ import annotations

import pytest

from assistant.answering.follow_ups.referents import Turn
from assistant.answering.follow_ups.slots import filled


@pytest.mark.parametrize(
    ("part", "last", "whole"),
    [
        ("in March", "How many died in February?", "How many died in March?"),
        ("March", "How many died in February?", "How many died in March?"),
        ("yesterday", "How many died in Halm?", "How many died in Halm yesterday?"),
        ("in Marlock", "How many fell ill in Marlick?", "How many fell ill in Marlock?"),
        ("with Putin", "Did Macron speak with Kuleba?", "Did Macron speak with Putin?"),
        ("Torle", "Which shops in Vessing have closed?", "Which shops in Torle have closed?"),
        ("the museum", "When does the library open?", "When does the museum open?"),
        ("wounded", "How many were killed?", "How many were wounded?"),
        ("blue", "How many were killed?", ""),
    ],
)
def test_the_part_takes_the_place_of_its_like(part: str, last: str, whole: str) -> None:
    assert filled(part, [Turn(last)]) == whole


def test_the_name_most_alike_is_the_one_that_was_mixed_up() -> None:
    turn = Turn("Did Anton Weyl see Jonah Pell?", "", ("The guard, Jonas Pell, left.",))
    assert filled("Jonas", [turn], corrects=True) == "Did Anton Weyl see Jonas Pell?"


def test_only_a_time_takes_the_place_of_a_time() -> None:
    turn = Turn("How many launches a year does the company want?")
    assert filled("the bird trust", [turn]) == "How many launches a year does the bird trust want?"
