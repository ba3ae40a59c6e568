"""What kind of thing a question asks for."""

from __future__ import annotations

import pytest

from assistant.answering.language.question_kinds import kind_asked, main_question, points_elsewhere


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Who found the comet?", "person"),
        ("When was the lighthouse switched off?", "moment"),
        ("On which day did he ring?", "moment"),
        ("Where did the rocket take off?", "place"),
        ("Which country sent ships?", "site"),
        ("How many ships were sent?", "amount"),
        ("What will the bridge cost?", "amount"),
        ("What is the death toll of the landslide?", "amount"),
        ("Which film won?", "name"),
        ("What is the storm called?", "quotation"),
        ("Why did the school close?", "reason"),
        ("What did the thieves take?", "phrase"),
        ("How did they get away?", "phrase"),
        ("Did the minister resign?", "none"),
        ("opening day of the tunnel", "none"),
    ],
)
def test_the_kind_is_told_by_the_word_that_asks(question: str, kind: str) -> None:
    assert kind_asked(question) == kind


def test_the_last_sentence_with_a_question_mark_asks() -> None:
    asked = main_question("The tunnel is late. Who says so? When will it open? (harle tunnel)")
    assert asked == "When will it open?"


@pytest.mark.parametrize(
    "question",
    [
        "What did he say about it?",
        "Why?",
        "And then?",
        "Who said this, and when?",
        "Which ones?",
        "What are those things?",
    ],
)
def test_a_question_that_names_nothing_points_elsewhere(question: str) -> None:
    assert points_elsewhere(question)


@pytest.mark.parametrize(
    "question",
    [
        "What did Vann say about it?",
        "Did it rain?",
        "Who lit the lamp?",
        "What did the US say about it?",
        "What did the WHO do then?",
        "2021?",
        "灯台は?",
    ],
)
def test_a_question_that_names_something_does_not(question: str) -> None:
    assert not points_elsewhere(question)
