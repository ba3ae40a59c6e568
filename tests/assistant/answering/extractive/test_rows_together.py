"""What is quoted of tables and lists."""

from __future__ import annotations

from assistant.answering.candidates import LONGEST_QUOTE, Candidate, candidates_of
from assistant.answering.extractive.rows_together import rows_together
from assistant.answers import Hit
from tests.assistant.press import passage

HOURS = (
    "It is old. The baths are open at these hours:\n\nDay | Hours\n\nMonday to Friday | 7 to 20\n\n"
    "Saturday | 9 to 18\n\nSunday | 9 to 13"
)
OPENING, WEEK, SATURDAY, SUNDAY = (
    "The baths are open at these hours:",
    "Monday to Friday | 7 to 20",
    "Saturday | 9 to 18",
    "Sunday | 9 to 13",
)


def quoted(question: str, scores: dict[str, float], text: str = HOURS) -> list[str]:
    found = {one.text: one for one in candidates_of([Hit(passage("a", text), 1.0)])}
    ranked: list[tuple[Candidate, float]] = [(found[words], score) for words, score in scores.items()]
    return [one.text for one in rows_together(question, ranked)]


def test_a_row_is_quoted_behind_the_sentence_that_opens_its_table() -> None:
    assert quoted("And on Saturday?", {SATURDAY: 4.0, WEEK: 3.5}) == [OPENING, SATURDAY]


def test_rows_that_answer_alike_are_quoted_in_their_order() -> None:
    scores = {SUNDAY: 4.0, WEEK: 3.5, SATURDAY: 3.2}
    assert quoted("What are the opening hours?", scores) == [OPENING, WEEK, SATURDAY, SUNDAY]


def test_a_row_that_answers_worse_is_left_out() -> None:
    assert quoted("How long is it open?", {WEEK: 4.0, SUNDAY: 1.0}) == [OPENING, WEEK]


def test_a_question_for_several_gets_all_rows() -> None:
    assert quoted("Which days are named?", {WEEK: 4.0}) == [OPENING, WEEK, SATURDAY, SUNDAY]


def test_a_sentence_that_opens_a_list_brings_the_list() -> None:
    assert quoted("What are the hours?", {OPENING: 4.0}) == [OPENING, WEEK, SATURDAY, SUNDAY]


def test_the_list_ends_where_an_answer_has_no_more_room() -> None:
    items = [f"item number {number} with a few more words" for number in range(20)]
    text = "\n".join(["It reads:", *(f"- {item}" for item in items)])
    shown = quoted("Which items are there?", {items[0]: 4.0}, text)
    assert shown[:2] == ["It reads:", items[0]]
    assert 50 < sum(len(one.split()) for one in shown) <= LONGEST_QUOTE


def test_nothing_is_said_of_a_sentence_that_is_no_row() -> None:
    assert quoted("How old is it?", {"It is old.": 4.0}) == []
