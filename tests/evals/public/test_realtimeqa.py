from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.answers import Hit
from evals.public import realtimeqa
from evals.public.realtimeqa import QuizQuestion, ask_questions, figures, read_questions, sample
from ingest.errors import SuiteError
from tests.evals.stand_ins import HARBOUR, LIGHTHOUSE, Scripted, answered, passage

COST = QuizQuestion("1", "What did the harbour cost?", date(2021, 5, 5), (("1,250 crowns",),), True)
KEEPER = QuizQuestion("2", "Who keeps the lighthouse?", date(2021, 5, 5), (("Bo Lund",),), False)

NOON = Hit(passage(HARBOUR, "The ferries sail at noon."), 1.0)
PRICE = Hit(passage(HARBOUR, "It cost 1,250 crowns."), 0.5)
LINE = {
    "id": "7",
    "question": "Who?",
    "question_date": "2021-05-05",
    "answers": [["Bo Lund", "Lund"]],
    "answerable_weak": True,
    "choices": ["more", "fields"],
}


def test_answers_and_passages_are_judged() -> None:
    assistant = Scripted(
        script={COST.question: answered("It cost 1250 crowns.")},
        hits={COST.question: [NOON] * 5 + [PRICE], KEEPER.question: [NOON]},
    )
    rows = ask_questions([COST, KEEPER], assistant)
    assert [(row.right, row.rank, row.outcome) for row in rows] == [
        (True, 6, "answered"),
        (False, None, "not_found"),
    ]
    everything = figures(rows)
    assert (everything.right, everything.refused, everything.errors) == (0.5, 0.5, 0)
    assert everything.answer_in_best == {5: 0.0, 30: 0.5}
    assert everything.median_seconds["total"] == pytest.approx(0.6)
    document = realtimeqa.to_dict(rows, days=21)
    assert document["answerable_weak"]["questions"] == 1
    assert document["answerable_weak"]["right"] == 1.0
    json.dumps(document)
    assert "answered right" in realtimeqa.terminal(rows)


def test_each_question_is_asked_as_on_its_day_with_the_window() -> None:
    assistant = Scripted()
    ask_questions([COST], assistant, days=10)
    ask_questions([COST], assistant, days=0)
    assert [(one["asked_on"], one["since"]) for one in assistant.asked] == [
        (date(2021, 5, 5), date(2021, 4, 25)),
        (date(2021, 5, 5), None),
    ]


def test_an_answer_counts_for_sixty_words_only() -> None:
    late = answered("word " * 59 + "1,250 crowns")
    assert not ask_questions([COST], Scripted(script={COST.question: late}))[0].right
    in_time = answered("word " * 58 + "1,250 crowns")
    assert ask_questions([COST], Scripted(script={COST.question: in_time}))[0].right


def test_all_facts_must_be_found_and_the_last_one_gives_the_rank() -> None:
    both = replace(COST, answers=(("noon",), ("1,250",), ("damp", "blamed the damp")))
    damp = Hit(passage(LIGHTHOUSE, "Keeper Bo Lund blamed the damp."), 0.1)
    row = ask_questions([both], Scripted(hits={both.question: [NOON, PRICE, NOON, damp]}))[0]
    assert row.rank == 4


def test_a_question_that_raises_is_a_wrong_row() -> None:
    assistant = Scripted(script={COST.question: OSError("gone")}, hits={COST.question: [PRICE]})
    rows = ask_questions([COST, KEEPER], assistant)
    assert (rows[0].right, rows[0].outcome, rows[0].error) == (False, "error", "OSError: gone")
    assert figures(rows).errors == 1
    assert figures(rows).questions == 2


def test_a_sample_is_the_same_for_the_same_seed() -> None:
    questions = [replace(COST, id=str(n)) for n in range(50)]
    assert sample(questions, 10, 0) == sample(questions, 10, 0) != sample(questions, 10, 1)
    assert len(sample(questions, 10, 0)) == 10
    assert sample(questions, 99, 0) == sample(questions, None, 0) == questions


def test_questions_are_read(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text(f"{json.dumps(LINE)}\n\n", encoding="utf-8")
    assert read_questions(file) == [QuizQuestion("7", "Who?", date(2021, 5, 5), (("Bo Lund", "Lund"),), True)]


@pytest.mark.parametrize(
    "bad",
    [
        "{",
        "[]",
        json.dumps({**LINE, "answers": ["Bo Lund"]}),
        json.dumps({**LINE, "answers": []}),
        json.dumps({**LINE, "question_date": "soon"}),
    ],
)
def test_a_broken_question_is_refused_with_its_line(tmp_path: Path, bad: str) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text(f"{json.dumps(LINE)}\n{bad}\n", encoding="utf-8")
    with pytest.raises(SuiteError, match=r"questions\.jsonl, line 2"):
        read_questions(file)


def test_missing_data_is_named(tmp_path: Path) -> None:
    (tmp_path / "questions.jsonl").touch()
    assert realtimeqa.missing_data(tmp_path) == f"{tmp_path} holds no articles.jsonl.gz"
    (tmp_path / "articles.jsonl.gz").touch()
    assert realtimeqa.missing_data(tmp_path) == ""
