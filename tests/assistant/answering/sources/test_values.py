"""Whether two sentences give different values."""

from __future__ import annotations

import pytest

from assistant.answering.sources.asked_values import asked_of, value_in
from assistant.answering.sources.values import differ
from tests.assistant.answering.sources.asking import (
    BUILT,
    DEAD,
    DESIGNED,
    SPORT,
    values_differ,
)


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (DEAD, "Nine people were killed.", "The blast killed 17."),
        (
            DEAD,
            "Nine people were killed and 23 injured.",
            "The death toll stands at 17, with 23 people injured.",
        ),
        (BUILT, "It was built in 1902.", "The bridge was built on 3 May 1911."),
        (DESIGNED, "The library was designed by Ida Voss.", "Its designer was the architect Karl Brandt."),
        (SPORT, "Odd Brekke is an ice hockey player.", "Odd Brekke is a golfer from Halm."),
        (
            "How much does the tower cost?",
            "The tower costs 200,000 crowns.",
            "The tower costs 250,000 crowns.",
        ),
    ],
)
def test_other_values_for_the_same_thing_differ(question: str, one: str, other: str) -> None:
    assert values_differ(question, one, other)
    assert values_differ(question, other, one)


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (DEAD, "Nine people were killed.", "Twenty-three people were injured."),
        (DEAD, "Nine people were killed.", "9 people were killed."),
        (DEAD, "Nine people were killed.", "More than eight people were killed."),
        (DEAD, "Nine people were killed.", "The blast broke 200 windows."),
        (BUILT, "It was built in 1902.", "It was built on 19 September 1902."),
        (BUILT, "It was built in 1902.", "It was opened on 19 September."),
        (DESIGNED, "It was designed by Ida Voss.", "Ms Voss drew it with Karl Brandt."),
        (SPORT, "Odd Brekke is an ice hockey player.", "Odd Brekke was the captain of a hockey team."),
        ("How much does the tower cost?", "The tower costs 200,000 crowns.", "The tower costs $25,000."),
    ],
)
def test_what_can_both_be_true_does_not_differ(question: str, one: str, other: str) -> None:
    assert not values_differ(question, one, other)


def test_a_higher_lower_bound_brings_the_other_up_to_date() -> None:
    one, other = "At least 12 people were killed.", "At least 17 people were killed."
    assert values_differ(DEAD, one, other, as_update=True)
    assert not values_differ(DEAD, one, other)


def test_no_more_than_is_a_bound_from_above() -> None:
    asked = asked_of("How many drivers went on strike?")
    assert asked is not None
    few, many = (
        value_in(f"{words} drivers went on strike.", asked) for words in ("No more than 30", "Over 80")
    )
    assert few is not None
    assert many is not None
    assert differ(few, many)
