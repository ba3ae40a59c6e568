from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.answers import Answer, Hit
from evals.public import clapnq
from evals.public.article_sets import DAY, SetArticle
from evals.public.clapnq import PassageQuestion
from evals.public.findings import Figure
from evals.records import Row
from ingest.errors import SuiteError
from tests.evals.stand_ins import HARBOUR, Scripted, answered, passage, refused

SELECTED = "The old lamp was lit by whale oil until 1911 ."
PASSAGE = SetArticle("p-0", "Lamp", f"{SELECTED} Ferries sail at noon .")
ASKED = PassageQuestion("q-1", "what lit the old lamp", True, (PASSAGE,), (SELECTED, "It burnt whale oil ."))
UNANSWERED = PassageQuestion("q-2", "who built the lamp", False, (PASSAGE,), ())
LINE: dict[str, Any] = {
    "id": "q-1",
    "question": "what lit the old lamp",
    "answerable": True,
    "answers": [["It burnt whale oil ."]],
    "articles": [
        {"id": "p-0", "title": "Lamp", "date": "", "source": "", "text": PASSAGE.text}
        | {"supports": True, "selected_sentences": [SELECTED]}
    ],
}


def asked(question: PassageQuestion, answer: Answer | Exception) -> Row:
    return clapnq.ask(question, Scripted(script={question.question: answer}))


def named(figures: tuple[Figure, ...]) -> dict[str, float | None]:
    return {figure.name: figure.value for figure in figures}


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("The old lamp was lit by whale oil until 1911.", "right"),
        ("It burnt whale oil.", "right"),
        ("lit by whale oil until 1911", "right"),
        ("The old lamp was lit by whale oil until 1912.", "wrong"),
        ("Ferries sail at noon.", "wrong"),
    ],
)
def test_an_answer_is_right_where_it_is_of_an_answering_sentence(text: str, outcome: str) -> None:
    assert asked(ASKED, answered(text)).outcome == outcome


def test_an_answer_to_an_unanswerable_question_is_wrong_and_a_crash_too() -> None:
    assert asked(UNANSWERED, answered(SELECTED)).outcome == "wrong"
    assert asked(UNANSWERED, refused()).outcome == "refused"
    crashed = asked(ASKED, OSError("gone"))
    assert (crashed.outcome, crashed.error) == ("wrong", "OSError: gone")


def test_a_question_is_asked_of_its_own_passage_on_the_day_of_the_articles() -> None:
    assistant = Scripted()
    clapnq.ask(ASKED, assistant)
    assert assistant.asked == [
        {"question": ASKED.question, "asked_on": DAY, "since": None, "until": None, "outlet": "q-1"}
    ]


def test_figures_of_one_half() -> None:
    rows = [
        asked(ASKED, replace(answered(SELECTED), confidence=0.8)),
        asked(ASKED, replace(answered("Ferries sail at noon."), confidence=0.6)),
        asked(ASKED, replace(refused(), confidence=0.2)),
        asked(UNANSWERED, replace(refused(), confidence=0.1)),
        asked(UNANSWERED, replace(answered("Ferries sail at noon."), confidence=0.7)),
    ]
    figures = named(clapnq.figures(rows))
    assert figures["AUROC of the confidence"] == pytest.approx(4 / 6)
    assert figures["AUROC of the best passage's score alone"] == 0.5
    assert figures["answerable: answered right"] == pytest.approx(1 / 3)
    assert figures["answerable: refused"] == pytest.approx(1 / 3)
    assert figures["unanswerable: refused (refusal recall)"] == 0.5
    assert figures["refusal precision"] == 0.5
    assert figures["right when answering"] == pytest.approx(1 / 3)


def test_the_best_passage_alone_is_the_yardstick_and_a_crash_hurts_either_way() -> None:
    def scored(question: PassageQuestion, *scores: float) -> Row:
        hits = tuple(Hit(passage(HARBOUR, "It cost 1,250 crowns."), score) for score in scores)
        return asked(question, replace(refused(), hits=hits))

    name = "AUROC of the best passage's score alone"
    rows = [scored(ASKED, 3.0, -9.0), scored(ASKED, -2.0), scored(UNANSWERED, -1.0), scored(UNANSWERED)]
    assert named(clapnq.figures(rows))[name] == pytest.approx(3 / 4)
    crashed = [asked(ASKED, OSError("gone")), asked(UNANSWERED, OSError("gone"))]
    figures = named(clapnq.figures([*rows, *crashed]))
    assert figures[name] == pytest.approx(3 / 9)
    assert figures["AUROC of the confidence"] == pytest.approx((4 * 0.5) / 9)


def test_half_of_each_kind_may_be_tuned_on() -> None:
    kinds = [ASKED, ASKED, ASKED, ASKED, UNANSWERED, UNANSWERED]
    questions = [replace(one, id=str(n)) for n, one in enumerate(kinds)]
    assert clapnq.tuning_half(questions) == {"0", "1", "4"}


def test_questions_are_read(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text(json.dumps(LINE), encoding="utf-8")
    assert clapnq.read_questions(file) == [ASKED]


@pytest.mark.parametrize(
    "bad",
    [
        {"answerable": False},
        {"answerable": "true"},
        {"articles": []},
        {"articles": [{**LINE["articles"][0], "text": ""}]},
        {"articles": [{**LINE["articles"][0], "selected_sentences": []}], "answers": []},
        {"answers": ["whale oil"]},
        {"question": ""},
    ],
    ids=str,
)
def test_a_broken_question_is_refused_with_its_line(tmp_path: Path, bad: dict[str, Any]) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text(f"{json.dumps(LINE)}\n{json.dumps({**LINE, 'id': 'q-9', **bad})}\n", encoding="utf-8")
    with pytest.raises(SuiteError, match=r"line 2: this is no line of CLAPnq"):
        clapnq.read_questions(file)
