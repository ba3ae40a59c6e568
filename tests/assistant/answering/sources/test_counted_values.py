"""The number that a sentence gives for what a question counts."""

from __future__ import annotations

import pytest

from assistant.answering.sources.asked_values import asked_of, value_in
from assistant.answering.sources.counted_values import is_part_of
from tests.assistant.answering.sources.asking import (
    DEAD,
    given,
    values_differ,
)


@pytest.mark.parametrize(
    "sentence",
    [
        "The death toll rose from 12 to 17 people.",
        "The death toll was put at 17 people, up from 12.",
        "The blast killed 17 people, and not 12 as we wrote.",
    ],
)
def test_an_amount_that_no_longer_holds_is_not_the_value(sentence: str) -> None:
    assert given(DEAD, sentence).startswith("17")


def test_a_group_of_people_is_part_of_all_people() -> None:
    asked = asked_of(DEAD)
    assert asked is not None
    sentences = "Twelve children were killed.", "The blast killed 60 people."
    few, all_of_them = (value_in(sentence, asked) for sentence in sentences)
    assert few is not None
    assert all_of_them is not None
    assert is_part_of(few, all_of_them, *sentences)
    assert not is_part_of(all_of_them, few, *reversed(sentences))


@pytest.mark.parametrize(
    "one",
    [
        "About 1,500 protesters took to the streets of Halm.",
        "1,500 marchers came, the organisers said.",
        "The organisers counted 1,500 demonstrators.",
        "1,500 supporters were there.",
    ],
)
@pytest.mark.parametrize(
    "question", ["How many people marched in Halm?", "How many protesters marched in Halm?"]
)
def test_a_crowd_is_people(one: str, question: str) -> None:
    assert values_differ(question, one, "Some 600 people marched through Halm.")


def test_a_crowd_is_no_part_of_more_people_unless_something_befell_it() -> None:
    def is_part(question: str, one: str, other: str) -> bool:
        asked = asked_of(question)
        assert asked is not None
        left, right = value_in(one, asked), value_in(other, asked)
        assert left is not None
        assert right is not None
        return is_part_of(left, right, one, other)

    assert not is_part("How many people marched?", "600 protesters marched.", "1,500 people marched.")
    assert is_part(DEAD, "Six protesters were killed.", "15 people were killed.")


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Two of those arrested were children.", ""),
        ("The treaty was signed by 40 states, 12 of them in the north.", ""),
        ("The police held 31 people, two of whom were arrested at home.", "31"),
    ],
)
def test_some_of_those_counted_are_no_count_of_all(sentence: str, value: str) -> None:
    question = (
        "How many countries signed the treaty?" if "treaty" in sentence else "How many people were arrested?"
    )
    assert given(question, sentence) == value


def test_so_many_of_the_things_asked_for_are_a_count() -> None:
    assert given("How many votes are needed to win?", "It takes 270 of these votes to win.") == "270"


def test_some_of_so_many_are_counted_and_not_the_whole() -> None:
    assert given("How many seats did the Blues win?", "The Blues won 41 of the 120 seats.") == "41"


def test_those_who_died_of_the_injured_are_all_who_died() -> None:
    assert given(DEAD, "The blast hurt 40 people, 12 of whom died.") == "12"


def test_only_one_is_a_count() -> None:
    question = "How many ships were sunk in the raid?"
    assert values_differ(
        question, "Three ships were sunk in the raid.", "Only one ship was sunk in the raid."
    )
    assert given(question, "The one ship in the bay was theirs.") == ""
