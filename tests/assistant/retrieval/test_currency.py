"""Telling a question about now from one about the past, by its tense and its words."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.retrieval.currency import currency_of, leans_ahead, tense_of

DAY = date(2024, 5, 10)


@pytest.mark.parametrize(
    "question",
    [
        *(
            "How many troops are at the border?",
            "Has the minister resigned?",
            "Have they left?",
            "Who's in charge?",
        ),
        *(
            "What does the union want?",
            "Who leads the party?",
            "When will the bridge open?",
            "Who won't come?",
        ),
        *("Which company is facing a strike?", "What's the toll?", "Is it true that the mayor fled?"),
        *("Who was the latest to resign?", "How many have died so far?", "What did he say recently?"),
        *(
            "Which country recently loaned two pandas?",
            "Who currently holds the title?",
            "Was he still alive?",
        ),
        *("Which film won at the 2024 festival?", "A storm came. What is its name?", "How old is he now?"),
        "Which of the many wounded soldiers are back?",
    ],
)
def test_the_present_the_perfect_the_future_and_words_for_now_are_about_now(question: str) -> None:
    assert currency_of(question, DAY) == "now"


@pytest.mark.parametrize(
    "question",
    [
        *("When was the bridge built?", "Who won the 2018 election?", "In which year did he die?"),
        *(
            "What did miners earn in the 1980s?",
            "Who ruled here in the 17th century?",
            "And when did it burn?",
        ),
        *("What was the worst flood in history?", "Who paid for the 2023 festival?"),
    ],
)
def test_an_earlier_year_and_asking_when_something_was_allow_that_it_lies_long_ago(question: str) -> None:
    assert currency_of(question, DAY) == "past"


@pytest.mark.parametrize(
    "question",
    [
        *("Who won the election?", "Which airline said it found loose bolts?", "What caused the fire?"),
        *(
            "Why did the voyage end?",
            "Who was hurt?",
            "storm victims",
            "Which state passed a law banning it?",
        ),
        *("Which agency cut rates for the first time since 2020?", "Who said the bridge is closed?"),
    ],
)
def test_a_past_without_a_date_is_open(question: str) -> None:
    assert currency_of(question, DAY) == "open"


def test_a_year_that_has_come_is_earlier_only_later() -> None:
    question = "Who won the 2024 final?"
    assert (currency_of(question, DAY), currency_of(question, date(2025, 1, 1))) == ("now", "past")


@pytest.mark.parametrize(
    ("question", "tense"),
    [
        ("Who is due to come?", "future"),
        ("Who is going to win?", "future"),
        ("Who isn't there?", "present"),
        ("Whose is Canada's biggest port that burned?", "present"),
        ("Smoke from Canada's fires reached which city?", "past"),
        ("Who’ll come?", "future"),
        ("Did they?", "past"),
        ("Who resigned in May?", "past"),
        ("in May", "none"),
        ("", "none"),
    ],
)
def test_the_first_verb_that_shows_it_tells_the_tense(question: str, tense: str) -> None:
    assert tense_of(question) == tense


@pytest.mark.parametrize(
    ("question", "ahead"),
    [
        ("Who plays on Saturday?", True),
        ("What will open in March?", True),
        ("Why can't they open it before April?", True),
        ("What happened on Saturday?", False),
        ("Who has resigned since March?", False),
        ("Is it true that he died on Saturday?", False),
        ("Saturday's match", False),
    ],
)
def test_a_day_without_a_year_lies_ahead_only_of_the_present_and_the_future(
    question: str, ahead: bool
) -> None:
    assert leans_ahead(question) is ahead
