from __future__ import annotations

from dataclasses import replace

from evals.metrics.answered_right import answered_right
from evals.records import Suite
from tests.evals.stand_ins import HARBOUR, answered, citation, refused


def test_every_fact_must_be_said(suite: Suite) -> None:
    case = suite.cases[1]
    assert answered_right(case, answered("Quill opened it on 4 May.")).right
    half = answered_right(case, answered("Quill opened it."))
    assert not half.right
    assert "Sunday / 4 May" in half.why
    assert "Quill" not in half.why


def test_a_citation_number_is_no_answer(suite: Suite) -> None:
    answer = answered("It cost much.", citation(HARBOUR, "crowns", number=1250))
    assert "[1250]" in answer.text
    assert not answered_right(suite.cases[0], answer).right


def test_a_refusal_is_wrong_though_its_text_may_hold_the_words(suite: Suite) -> None:
    assert not answered_right(suite.cases[0], refused()).right


def test_words_in_square_brackets_neither_part_an_answer_nor_are_lost(suite: Suite) -> None:
    case = replace(suite.cases[1], answers=(("Sunday afternoon",), ("4 May",)))
    assert answered_right(case, answered("Quill opened it on Sunday [4 May 2019] afternoon.")).right
    assert not answered_right(case, answered("Quill opened it on Sunday [5 May 2019] afternoon.")).right
