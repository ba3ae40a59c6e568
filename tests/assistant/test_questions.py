"""What counts as a question."""

from __future__ import annotations

import pytest

from assistant.questions import (
    LONGEST_QUESTION,
    checked_question,
    question_in,
)
from ingest.errors import QuestionError


@pytest.mark.parametrize("question", ["", " ", "\n\t ", "\0", "\u200b\u200d\ufeff", "\ud800", "\x1b\x07"])
def test_a_question_without_a_visible_sign_is_refused_as_empty(question: str) -> None:
    with pytest.raises(QuestionError, match="empty"):
        checked_question(question)


@pytest.mark.parametrize("question", ["🚢🌊", "👩‍🔬👍🏽", "?!…", "— “” ()", "🇺🇦"])
def test_a_question_without_words_is_refused(question: str) -> None:
    with pytest.raises(QuestionError, match="no words"):
        checked_question(question)


def test_a_question_of_a_hundred_kilobytes_is_refused_with_its_length_and_the_limit() -> None:
    with pytest.raises(QuestionError, match=r"100,000 characters; ask in at most 20,000"):
        checked_question("why " * 25_000)


def test_the_longest_question_passes_and_one_more_character_does_not() -> None:
    longest = "w" * LONGEST_QUESTION
    assert checked_question(longest) == longest
    with pytest.raises(QuestionError):
        checked_question(longest + "w")


@pytest.mark.parametrize(
    ("question", "cleaned"),
    [
        ("  Who\n\n lit  the\tlamp? ", "Who lit the lamp?"),
        ("Who\0lit the lamp?", "Who lit the lamp?"),
        ("Who lit the light\u200bhouse\u00ad lamp?\ufeff", "Who lit the lighthouse lamp?"),
        ("Who lit \u202ethe lamp?", "Who lit the lamp?"),
        ("Who lit the lamp \ud83d?", "Who lit the lamp ?"),
        ("Where is Malmo\u0308?", "Where is Malm\u00f6?"),
        ("Who lit the lamp 💡?", "Who lit the lamp 💡?"),
        ("灯台は?", "灯台は?"),
    ],
)
def test_what_nobody_sees_is_cleaned_away(question: str, cleaned: str) -> None:
    assert checked_question(question) == cleaned
    assert checked_question(cleaned) == cleaned


def test_of_a_text_of_two_thousand_words_the_last_question_is_asked() -> None:
    text = f"{'The dam is old. ' * 250}Who built the dam? {'It was said to be safe. ' * 170}"
    assert len(text.split()) > 2000
    assert question_in(checked_question(text)) == "Who built the dam?"


def test_a_long_text_without_a_question_is_refused_with_what_to_do() -> None:
    with pytest.raises(QuestionError, match=r"2,000 words and no question in it; ask one question"):
        question_in("word " * 2000)


def test_a_question_of_a_usual_length_is_asked_whole() -> None:
    question = "The dam broke on Tuesday. Who built it?"
    assert question_in(question) == question
