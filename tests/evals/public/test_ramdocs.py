from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.answers import Answer, Disagreement, Side
from evals.public import ramdocs
from evals.public.article_sets import SetArticle
from evals.public.findings import Figure
from evals.public.ramdocs import DisputedQuestion, DisputedRow
from ingest.errors import SuiteError
from tests.evals.stand_ins import Scripted, answered, refused

ARTICLES = (SetArticle("0-0", "", "The tower is 40 metres high."),)
HEIGHT = DisputedQuestion(
    "r-1", "How high is the tower?", (("40 metres",), ("52 metres",)), ("9 km",), ARTICLES
)
PLAIN = DisputedQuestion("r-2", "Who built it?", (("Ada Quill",),), (), ARTICLES)
LINE: dict[str, Any] = {
    "id": "r-1",
    "question": "How high is the tower?",
    "answers": [["40 metres"], ["52 metres"]],
    "wrong_answers": ["9 km", "9 km", "40"],
    "articles": [
        {"id": "0-0", "title": "", "text": ARTICLES[0].text, "kind": "correct", "answer": "40 metres"}
    ],
}


def asked(question: DisputedQuestion, answer: Answer | Exception) -> DisputedRow:
    return ramdocs.ask(question, Scripted(script={question.question: answer}))


def named(figures: tuple[Figure, ...]) -> dict[str, tuple[float | None, int]]:
    return {figure.name: (figure.value, figure.of) for figure in figures}


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("It is 40 metres high.", 1, 0),
        ("It is 40 metres high, or 52 metres.", 2, 0),
        ("It is 9 km high.", 0, 1),
        ("It is 40 metres high, some say 9 km.", 1, 1),
        ("Nobody knows.", 0, 0),
        ("word " * 60 + "40 metres", 0, 0),
    ],
)
def test_right_and_wrong_answers_that_are_shown_are_counted(text: str, right: int, wrong: int) -> None:
    row = asked(HEIGHT, answered(text))
    assert (row.right_shown, row.wrong_shown) == (right, wrong)
    assert row.row.outcome == ("right" if right else "wrong")


def test_the_sides_of_a_disagreement_are_shown_too() -> None:
    sides = (Side("52 metres", (1,)), Side("9 km", (2,)))
    answer = replace(answered("It is 40 metres high."), disagreements=(Disagreement("height", sides),))
    row = asked(HEIGHT, answer)
    assert (row.right_shown, row.wrong_shown) == (2, 1)
    assert named(ramdocs.figures([row]))["said to differ, where they do"] == (1.0, 1)


def test_a_refusal_and_a_crash_show_nothing() -> None:
    assert (asked(HEIGHT, refused()).right_shown, asked(HEIGHT, refused()).wrong_shown) == (0, 0)
    crashed = asked(HEIGHT, OSError("gone"))
    assert (crashed.right_shown, crashed.row.outcome, crashed.row.error) == (0, "wrong", "OSError: gone")


def test_figures_of_one_half() -> None:
    rows = [
        asked(HEIGHT, answered("It is 40 metres high, or 52 metres.")),
        asked(HEIGHT, answered("It is 40 metres high, some say 9 km.")),
        asked(HEIGHT, answered("It is 9 km high.")),
        asked(PLAIN, answered("Ada Quill built it.")),
        asked(PLAIN, refused()),
    ]
    figures = named(ramdocs.figures(rows))
    assert figures["a right answer shown"] == (0.6, 5)
    assert figures["every right answer shown"] == (0.4, 5)
    assert figures["every right answer shown, of several"] == (pytest.approx(1 / 3), 3)
    assert figures["a wrong answer shown, where there is one"] == (pytest.approx(2 / 3), 3)
    assert figures["only wrong shown, where there is one"] == (pytest.approx(1 / 3), 3)
    assert figures["a right and a wrong one shown"] == (pytest.approx(1 / 3), 3)
    assert figures["every right and no wrong one shown"] == (0.4, 5)
    assert figures["said to differ, where they do"] == (0.0, 3)
    assert figures["refused"] == (0.2, 5)


def test_half_of_each_kind_may_be_tuned_on() -> None:
    kinds = {"plain": PLAIN, "disputed": replace(PLAIN, wrong=("Bo Lund",)), "several": HEIGHT}
    questions = [replace(one, id=f"{name}-{n}") for name, one in kinds.items() for n in range(4)]
    assert ramdocs.tuning_half(questions) == {f"{name}-{n}" for name in kinds for n in (0, 1)}


def test_questions_are_read_and_a_wrong_answer_inside_a_right_one_is_left_out(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text(json.dumps(LINE), encoding="utf-8")
    assert ramdocs.read_questions(file) == [HEIGHT]


@pytest.mark.parametrize(
    "bad",
    [{"answers": ["40 metres"]}, {"wrong_answers": "9 km"}, {"articles": []}, {"question": None}],
    ids=str,
)
def test_a_broken_question_is_refused_with_its_line(tmp_path: Path, bad: dict[str, Any]) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text(f"{json.dumps(LINE)}\n{json.dumps({**LINE, 'id': 'r-9', **bad})}\n", encoding="utf-8")
    with pytest.raises(SuiteError, match=r"line 2: this is no line of RAMDocs"):
        ramdocs.read_questions(file)
