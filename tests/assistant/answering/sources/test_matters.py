"""Whether two sentences speak of the same matter, and what it is called."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answering.candidates import candidates_of
from assistant.answering.sources.asked_values import asked_of
from assistant.answering.sources.matters import about_of, is_one_matter, is_settled, told_by_article
from assistant.answers import Hit
from tests.assistant.press import passage

DEAD = "How many people were killed by the flood in Halm?"
KILLED = "The flood killed nine people in Halm."


def one_matter(question: str, first: str, other: str, articles: str = "ab") -> bool:
    asked = asked_of(question)
    assert asked is not None
    left, right = (
        candidates_of([Hit(passage(name, text, date(2022, 3, 1)), 1.0)])[0]
        for name, text in zip(articles, (first, other), strict=True)
    )
    told = told_by_article([left.hit, right.hit])
    return is_one_matter(question, asked, left, right, told)


@pytest.mark.parametrize(
    "other",
    [
        "The death toll of the flood in Halm has risen to 17.",
        "In Halm 12 people died in the flood.",
    ],
)
def test_the_same_matter_in_other_words(other: str) -> None:
    assert one_matter(DEAD, KILLED, other)


@pytest.mark.parametrize(
    "other",
    [
        "The flood killed 17 people in Orrin.",  # another place
        "The flood could kill 17 people in Halm.",  # foreseen
        "Halm has 17 people on its council.",  # another thing
        "The flood of 1953 killed 17 people in Halm.",  # another year
    ],
)
def test_another_matter(other: str) -> None:
    assert not one_matter("How many people were killed by the flood in Halm?", KILLED, other)


STORM = "How many people have died in Storm Edna?"
STORM_EDNA = "Eleven people are known to have died in Storm Edna, the authorities in Norland said."


@pytest.mark.parametrize("articles", ["aa", "ab"])
@pytest.mark.parametrize(
    "other",
    [
        "Experts said that Edna was the strongest storm since Storm Ulf in 2011, which killed 26 people.",
        "Experts said that Edna was the strongest storm since Storm Ulf, which killed 26 people.",
        "Edna was worse than Hurricane Ulf, when 26 people died.",
        "Storm Ulf killed 26 people.",
        "In 2011 a storm killed 26 people.",
    ],
)
def test_another_of_its_kind_in_the_same_words(other: str, articles: str) -> None:
    assert not one_matter(STORM, STORM_EDNA, other, articles)


@pytest.mark.parametrize(
    "other",
    [
        "Storm Edna, which reached Norland on Friday, killed 26 people.",
        "Storm Edna, which killed 26 people, is over.",
        "Storm Edna hit Port Sallow, and 26 people were killed.",
        "Storm Edna made landfall in Port Sallow, which mourns 26 people killed.",
    ],
)
def test_the_same_one_with_other_names_beside_it(other: str) -> None:
    assert one_matter(STORM, STORM_EDNA, other)


def test_two_days_are_two_matters() -> None:
    first = "The flood killed nine people in Halm on 3 March."
    assert not one_matter(DEAD, first, "The flood killed 17 people in Halm on 9 March.")
    assert one_matter(DEAD, first, "The flood killed 17 people in Halm on 3 March.")


def test_who_lost_is_not_who_won() -> None:
    question = "Who won the race in Halm?"
    assert not one_matter(question, "Ida Voss won the race in Halm.", "Karl Brandt lost the race in Halm.")
    assert one_matter(question, "Ida Voss won the race in Halm.", "Karl Brandt won the race in Halm.")


def test_a_protest_against_what_is_planned_is_not_itself_only_planned() -> None:
    question = "How many people marched in Halm against the closure of the library?"
    first = "About 1,500 protesters marched in Halm against the closure of the library, organisers said."
    other = "Some 600 people marched in Halm against the planned closure of the library, police said."
    assert one_matter(question, first, other)
    assert not one_matter(
        question, first, "Some 600 people plan to march in Halm against the closure of the library."
    )


def test_what_was_demanded_is_not_what_was_done() -> None:
    question = "How much was the mayor of Halm fined?"
    assert not one_matter(
        question,
        "The mayor of Halm was fined $9,000.",
        "A judge of Halm was urged to have the mayor fined $3,000.",
    )


@pytest.mark.parametrize(
    ("question", "settled"),
    [
        ("When was the bridge built?", True),
        ("When will the tunnel open?", False),
        ("How many people were killed?", False),
        ("What sport is Odd Brekke associated with?", True),
    ],
)
def test_what_is_long_past_cannot_be_brought_up_to_date(question: str, settled: bool) -> None:
    asked = asked_of(question)
    assert asked is not None
    assert is_settled(question, asked) == settled


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("How many people are missing?", "how many people are missing"),
        ("How many people did the fire injure?", "this: how many people did the fire injure"),
        ("What is the population of Halm?", "the population of Halm"),
        ("When was the iron bridge built?", "when the iron bridge was built"),
        ("When did the Queen die?", "this: when did the Queen die"),
    ],
)
def test_what_sources_differ_on_is_told_in_the_words_of_the_question(question: str, about: str) -> None:
    assert about_of(question) == about


def test_words_for_a_beginning_are_one() -> None:
    question = "When was the mill of Halm built?"
    assert one_matter(
        question, "The mill of Halm was built in 1902.", "The mill of Halm was completed in 1911."
    )


def test_what_is_foreseen_behind_an_amount_is_another_matter_than_the_amount() -> None:
    question = "What share of drivers joined the strike?"
    joined = "The union said 85 percent of drivers joined the strike."
    assert one_matter(question, joined, "Of the drivers 30 percent joined the strike and would be paid.")
    assert not one_matter(
        question, joined, "The union would be glad if 30 percent of drivers joined the strike."
    )


def test_sentences_on_two_bearers_of_one_name_may_tell_of_other_years() -> None:
    question = "What is the population of Holm Township?"
    older = "Holm Township, Sund County, is small. The census of 2000 found 887 people in the township."
    newer = "Holm Township, Elm County, is old. The census of 2010 found 924 people in the township."
    same = newer.replace(", Elm County,", "")

    def matter(other: str) -> bool:
        left, right = (
            candidates_of([Hit(passage(name, text, date(2022, 3, 1)), 1.0)])[1]
            for name, text in (("a", older), ("b", other))
        )
        asked = asked_of(question)
        assert asked is not None
        return is_one_matter(question, asked, left, right, told_by_article([left.hit, right.hit]))

    assert matter(newer)
    assert not matter(same)


CONTRACT = "Until when does the contract of Moll run?"


def test_what_is_told_of_him_is_of_whom_the_sentence_before_names() -> None:
    first = "Moll was given a contract that runs until June 2027."
    assert not one_matter(CONTRACT, first, "His contract runs until June 2028. Moll was there.")
    assert one_matter(CONTRACT, first, "The contract of Moll runs until June 2028.")
