"""Rows that a question is not about."""

from __future__ import annotations

import pytest

from assistant.answering.candidates import candidates_of
from assistant.answering.judging.other_rows import without_other_rows
from assistant.answers import Hit
from tests.assistant.press import passage

HOURS = (
    "The baths are open at these hours:\n\nDay | Hours\n\nMonday to Friday | 7 to 20\n\nSaturday | 9 to 18\n\n"
    "Sunday | 9 to 13\n\nThe baths opened in 1931."
)
WEEKS = "Week | Cases\n\nSecond week | 49\n\nThird week | 55"


def kept(question: str, text: str = HOURS) -> list[str]:
    rows = without_other_rows(question, candidates_of([Hit(passage("a", text), 1.0)]))
    return [one.text for one in rows if one.row]


def test_a_row_that_holds_more_of_the_question_stands_alone() -> None:
    assert kept("When do the baths open on Saturday?") == ["Saturday | 9 to 18"]


def test_numbers_meet_in_words_and_as_ordinals() -> None:
    assert kept("How many cases were there in week two?", WEEKS) == ["Second week | 49"]
    assert kept("How many cases were there in the 3rd week?", WEEKS) == ["Third week | 55"]


@pytest.mark.parametrize(
    "question", ["What are the opening hours?", "On which days is it open longer than on Sunday?"]
)
def test_rows_that_a_question_does_not_tell_apart_or_compares_stay(question: str) -> None:
    assert len(kept(question)) == 3


def test_a_word_of_what_opens_the_table_tells_no_row_from_another() -> None:
    text = "Closed streets:\n- Queen Street\n- the ring road"
    assert kept("Which streets are closed?", text) == ["Queen Street", "the ring road"]


def test_a_row_that_holds_other_words_of_the_question_stays() -> None:
    text = "- Ground: Fell Park\n- Spectators: 18,344\n- Kick-off: 5 pm"
    assert kept("How many spectators came to Fell Park?", text) == ["Ground: Fell Park", "Spectators: 18,344"]


def test_what_is_no_row_stays() -> None:
    found = candidates_of([Hit(passage("a", HOURS), 1.0)])
    assert "The baths opened in 1931." in [one.text for one in without_other_rows("And Saturday?", found)]
