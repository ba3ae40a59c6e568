"""An earlier occasion is no answer to a question about the newest one."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answering.candidates import Candidate, candidates_of
from assistant.answering.judging.bygone import cost_of_being_bygone, is_of_an_earlier_year
from assistant.answers import Hit
from tests.assistant.press import passage

JUNE = date(2026, 6, 22)
LOOKS_BACK = "Last year's regatta was watched by 24,650 people."


def told(sentence: str, published: date | None = JUNE) -> Candidate:
    (candidate,) = candidates_of([Hit(passage("story", sentence, published=published), 1.0)])
    return candidate


@pytest.mark.parametrize(
    "sentence", [LOOKS_BACK, "She had won the regatta in 2011.", "In March 2026 it was put off."]
)
def test_what_was_long_ago_loses_to_what_is_new(sentence: str) -> None:
    assert cost_of_being_bygone("Who won the regatta?", told(sentence)) > 0


@pytest.mark.parametrize(
    "sentence",
    ["Ida Moll won the regatta.", "She won on Sunday, as in 2011.", "It will be held in March."],
)
def test_what_is_new_or_without_a_day_loses_nothing(sentence: str) -> None:
    assert cost_of_being_bygone("Who won the regatta?", told(sentence)) == 0


@pytest.mark.parametrize(
    "question",
    ["Who won the regatta in 2011?", "When did she win the regatta?", "Who had won the regatta before?"],
)
def test_a_question_that_looks_back_may_be_answered_by_what_was(question: str) -> None:
    assert cost_of_being_bygone(question, told("She had won the regatta in 2011.")) == 0


def test_an_article_without_a_date_is_never_bygone() -> None:
    assert cost_of_being_bygone("Who won the regatta?", told(LOOKS_BACK, None)) == 0


def test_last_year_s_is_not_this_year_s() -> None:
    assert is_of_an_earlier_year("How many people watched this year's regatta?", told(LOOKS_BACK))
    assert not is_of_an_earlier_year("How many people watched last year's regatta?", told(LOOKS_BACK))
    assert not is_of_an_earlier_year("Before this year's, who won the regatta last?", told(LOOKS_BACK))
    both = told("This year 30,117 people watched, last year 24,650.")
    assert not is_of_an_earlier_year("How many people watched this year's regatta?", both)
