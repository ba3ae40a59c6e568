"""Sentences that say what somebody or something is, and the questions that such a sentence answers."""

from __future__ import annotations

import pytest

from assistant.answering.judging.introductions import DEFINED, asks_what_it_is, told_in_passing

PLAYER = "Jack Snow (25 January 1943 - 9 January 2006) was an American football player."


@pytest.mark.parametrize(
    "question",
    [
        "What sport did Jack Snow play?",
        "What is the profession of Jack Snow?",
        "What is Jack Snow's occupation?",
        "What is the genre of Hard Rain?",
        "What was the medium of The Green Door?",
    ],
)
def test_questions_that_ask_what_something_is(question: str) -> None:
    assert asks_what_it_is(question)


@pytest.mark.parametrize(
    "question", ["What role did Jack Snow play in the talks?", "Who is Jack Snow?", "What was sold?"]
)
def test_questions_that_ask_something_else(question: str) -> None:
    assert not asks_what_it_is(question)


def test_a_definition_answers_better_than_the_network_says() -> None:
    assert told_in_passing("What is the profession of Jack Snow?", PLAYER) == DEFINED


def test_a_definition_of_another_or_no_definition_does_not() -> None:
    assert told_in_passing("What is the profession of Ida Moll?", PLAYER) == 0.0
    assert told_in_passing("What is the profession of Jack Snow?", "Jack Snow was born in May.") == 0.0
