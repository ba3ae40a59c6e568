"""Questions that lean on the one before."""

from __future__ import annotations

import pytest

from assistant.answering.follow_ups import LONGEST_TOPIC, standalone_question
from assistant.questions import LONGEST_QUESTION, points_elsewhere

TOPIC = "What did Pelle Vann say about the lighthouse?"
SUBJECT = "(Pelle Vann pelle vann lighthouse)"


@pytest.mark.parametrize(
    "question",
    [
        "Why?",
        "When?",
        "How many?",
        "Who",
        "And who said so?",
        "What about the buoy?",
        "How about a hotel?",
        "When did he say it?",
        "Is that true?",
        "How old is it?",
        "Did they sell their tower?",
        "What did he tell Kreel?",
    ],
)
def test_a_question_that_leans_takes_the_topic_with_it(question: str) -> None:
    standalone = standalone_question(question, TOPIC)
    assert standalone == f"{question} {SUBJECT}"
    assert not points_elsewhere(standalone)


@pytest.mark.parametrize(
    "question",
    [
        "How much did Edda Morn spend on a new oven?",
        "When will the comet be closest to Earth?",
        "Who found a comet?",
        "Why did the bakery burn?",
        "How many rooms does the hotel in Orrin have?",
        "Did Edda Morn sell the bakery when it burned?",
    ],
)
def test_a_question_that_stands_alone_stays_as_it_is(question: str) -> None:
    assert standalone_question(question, TOPIC) == question


def test_the_first_question_has_nothing_to_lean_on() -> None:
    assert standalone_question("What did he say about it?", "") == "What did he say about it?"


def test_a_topic_that_names_nothing_lends_nothing() -> None:
    assert standalone_question("Why?", "What did he say about it?") == "Why?"


def test_the_topic_goes_on_through_several_turns_that_name_nothing() -> None:
    topic = TOPIC
    for question in ("Why?", "And who said so?", "When was that?"):
        topic = standalone_question(question, topic)
        assert topic == f"{question} {SUBJECT}"


def test_a_long_conversation_does_not_add_up_without_end() -> None:
    topic = TOPIC
    for turn in range(200):
        topic = standalone_question(f"And what about lamp{turn} of buoy{turn}?", topic)
    assert len(topic.split()) <= LONGEST_TOPIC + 10
    assert "lamp198" in topic
    assert len(topic) < LONGEST_QUESTION


@pytest.mark.parametrize(
    "question", ["And who said so?", "Who says so?", "Who reported that?", "who told it"]
)
def test_who_said_so_asks_about_what_was_answered(question: str) -> None:
    said = "The tower is for sale, said the mayor."
    assert standalone_question(question, TOPIC, said) == f"Who said: {said}"


def test_a_question_that_only_mentions_saying_does_not() -> None:
    said = "The tower is for sale, said the mayor."
    assert said not in standalone_question("And what did she say about it?", TOPIC, said)
