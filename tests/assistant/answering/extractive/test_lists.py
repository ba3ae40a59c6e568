"""Questions that ask for several things."""

from __future__ import annotations

import pytest

from assistant.answering.candidates import Candidate, candidates_of
from assistant.answering.extractive.lists import adds_what_lacks, completest, count_asked, count_held
from assistant.answers import Hit
from tests.assistant.press import passage

QUESTION = "Which two countries signed the pact?"
PART = "Ostrevia signed the pact on Friday."
WHOLE = "Ostrevia and Corvania have put their names to it, the pact's author said."
OTHER = "The pact was also signed by Corvania."


def ranked(*scored: tuple[str, float]) -> tuple[tuple[Candidate, float], ...]:
    hits = [Hit(passage(f"a{number}", text), 1.0) for number, (text, _) in enumerate(scored)]
    return tuple((candidates_of([hit])[0], score) for hit, (_, score) in zip(hits, scored, strict=True))


@pytest.mark.parametrize(
    ("question", "count"),
    [
        (QUESTION, 2),
        ("Name the three firms that were fined.", 3),
        ("Who are the four candidates?", 4),
        ("What are the names of the 2 brothers?", 2),
        ("Which towns were flooded?", 2),
        ("Which country signed?", 1),
        ("Which of the two men won?", 1),
        ("What happened to the two brothers?", 1),
        ("How many countries signed?", 1),
        ("Who won two medals?", 1),
        ("Which singer was named the best?", 1),
    ],
)
def test_how_many_are_asked_for(question: str, count: int) -> None:
    assert count_asked(question) == count


def test_names_and_parts_of_a_list_are_counted_and_those_of_the_question_are_not() -> None:
    assert count_held(QUESTION, [WHOLE]) == 2
    assert count_held(QUESTION, [PART]) == 1
    assert count_held(QUESTION, [PART, OTHER]) == 2
    assert count_held("What three things did Ostrevia sell?", ["Ostrevia sold wheat, salt and tin."]) == 3


def test_a_sentence_that_holds_all_goes_before_one_that_scores_little_better() -> None:
    assert [one.text for one, _ in completest(QUESTION, ranked((PART, 4.0), (WHOLE, 2.0)))] == [WHOLE, PART]


@pytest.mark.parametrize(("question", "score"), [(QUESTION, 0.5), ("Which country signed the pact?", 3.0)])
def test_a_far_worse_sentence_or_a_question_for_one_changes_nothing(question: str, score: float) -> None:
    assert [one.text for one, _ in completest(question, ranked((PART, 4.0), (WHOLE, score)))] == [PART, WHOLE]


def test_a_second_sentence_adds_what_the_first_lacks() -> None:
    assert adds_what_lacks(QUESTION, PART, OTHER)
    assert not adds_what_lacks(QUESTION, PART, "Ostrevia is glad.")
    assert not adds_what_lacks(QUESTION, WHOLE, OTHER)
    assert not adds_what_lacks("Which country signed the pact?", PART, OTHER)
