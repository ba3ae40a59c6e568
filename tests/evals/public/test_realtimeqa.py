from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.answers import Answer, Hit
from evals.public import realtimeqa, realtimeqa_stale
from evals.public.findings import Figure
from evals.public.realtimeqa import QuizQuestion, QuizRow, ask_questions, read_questions
from ingest.errors import SuiteError
from tests.evals.stand_ins import HARBOUR, LIGHTHOUSE, Scripted, answered, passage, refused

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


def named(figures: tuple[Figure, ...]) -> dict[str, float | None]:
    return {figure.name: figure.value for figure in figures}


def found(answer: Answer, *hits: Hit) -> Answer:
    return replace(answer, hits=hits)


def confident(answer: Answer, confidence: float) -> Answer:
    return replace(answer, confidence=confidence)


def test_answers_and_passages_are_judged() -> None:
    assistant = Scripted(
        script={
            COST.question: found(answered("It cost 1250 crowns."), *[NOON] * 5, PRICE),
            KEEPER.question: found(refused(), NOON),
        },
    )
    rows = ask_questions([COST, KEEPER], assistant)
    assert [(row.row.outcome, row.rank) for row in rows] == [("right", 6), ("refused", None)]
    figures = named(realtimeqa.figures(rows))
    assert figures["answered right"] == 0.5
    assert figures["right when answering"] == 1.0
    assert figures["answered"] == 0.5
    assert figures["answer in the best 5 passages"] == 0.0
    assert figures["answer in the best 30 passages"] == 0.5
    assert figures["errors"] == 0.0
    assert figures["median seconds, total"] == pytest.approx(0.6)
    plain = [realtimeqa.plain_row(row) for row in rows]
    json.dumps(plain)
    assert plain[0]["answers"] == [["1,250 crowns"]]
    assert [row["answerable_weak"] for row in plain] == [True, False]


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
    assert ask_questions([COST], Scripted(script={COST.question: late}))[0].row.outcome == "wrong"
    in_time = answered("word " * 58 + "1,250 crowns")
    assert ask_questions([COST], Scripted(script={COST.question: in_time}))[0].row.outcome == "right"


def test_all_facts_must_be_found_and_the_last_one_gives_the_rank() -> None:
    both = replace(COST, answers=(("noon",), ("1,250",), ("damp", "blamed the damp")))
    damp = Hit(passage(LIGHTHOUSE, "Keeper Bo Lund blamed the damp."), 0.1)
    answer = found(refused(), NOON, PRICE, NOON, damp)
    assert ask_questions([both], Scripted(script={both.question: answer}))[0].rank == 4


def test_a_question_that_raises_is_a_wrong_row_and_the_rest_goes_on() -> None:
    assistant = Scripted(script={COST.question: OSError("gone")})
    rows = ask_questions([COST, KEEPER], assistant)
    assert (rows[0].row.outcome, rows[0].row.error, rows[0].rank) == ("wrong", "OSError: gone", None)
    assert named(realtimeqa.figures(rows))["errors"] == 0.5
    assert len(rows) == 2


def test_questions_are_read(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text(f"{json.dumps(LINE)}\n\n", encoding="utf-8")
    assert read_questions(file) == [QuizQuestion("7", "Who?", date(2021, 5, 5), (("Bo Lund", "Lund"),), True)]


@pytest.mark.parametrize(
    "bad", [{"answers": ["Bo Lund"]}, {"answers": []}, {"question_date": "soon"}, {"answerable_weak": "yes"}]
)
def test_a_broken_question_is_refused_with_its_line(tmp_path: Path, bad: dict[str, object]) -> None:
    file = tmp_path / "questions.jsonl"
    broken = json.dumps({**LINE, "id": "8", **bad})
    file.write_text(f"{json.dumps(LINE)}\n{broken}\n", encoding="utf-8")
    with pytest.raises(SuiteError, match=r"questions\.jsonl, line 2"):
        read_questions(file)


def test_articles_from_october_of_the_year_before_on_are_too_new() -> None:
    questions = [replace(COST, asked_on=date(2021, 12, 3)), KEEPER]
    assert realtimeqa_stale.first_day_too_new(questions) == date(2020, 10, 1)


def asked(question: QuizQuestion, answer: Answer, *, stale: bool) -> QuizRow:
    return ask_questions([question], Scripted({question.question: answer}), days=0, stale=stale)[0]


def test_of_old_articles_a_wrong_answer_counts_and_confidence_is_held_against_now() -> None:
    now = [
        asked(COST, confident(answered("It cost 1250 crowns."), 0.6), stale=False),
        asked(KEEPER, confident(refused(), 0.1), stale=False),
    ]
    old = [
        asked(COST, confident(answered("It cost 9 crowns."), 0.9), stale=True),
        asked(COST, confident(answered("It cost 1,250 crowns."), 0.2), stale=True),
        asked(KEEPER, confident(refused(), 0.1), stale=True),
        asked(KEEPER, confident(refused(), 0.6), stale=True),
    ]
    figures = named(realtimeqa_stale.figures(old, now))
    assert figures["answered wrongly"] == 0.25
    assert figures["answered right all the same"] == 0.25
    assert figures["refused"] == 0.5
    # The one that is not answerable now is left out; of the four old ones one is above 0.6 and one at it.
    assert figures["AUROC of the confidence, now against old"] == pytest.approx((2 + 0.5) / 4)


def test_a_crash_on_old_articles_counts_as_answered_wrongly() -> None:
    rows = ask_questions([COST], Scripted(script={COST.question: OSError("gone")}), days=0, stale=True)
    figures = named(realtimeqa_stale.figures(rows, rows))
    assert figures["answered wrongly"] == 1.0
    assert figures["errors"] == 1.0
