"""RealTime QA: weekly news-quiz questions asked of a pool of dated articles.

Source: Kasai et al., "RealTime QA: What's the Answer Right Now?" (2022). The folder holds `questions.jsonl`
(id, question, question_date, answers: one list of wordings a fact, answerable_weak: whether an article from
shortly before holds the answer's words) and `articles.jsonl.gz` (id, title, date, source, url, text). They
are made of realtimeqa/realtimeqa_public on GitHub: the questions of `past/YEAR/*_qa.jsonl`, a choice's text
and its other wordings as answers, and the articles that its searches (`*_gcs.jsonl`) found, one a line.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from assistant import Assistant
from assistant.answers import Hit
from evals.metrics.answering import coverage, precision_when_answering
from evals.normalise import holds_any
from evals.public import asking
from evals.public.data import facts_of, flag_of, read_lines, sample, text_of
from evals.public.findings import Call, Figure, Findings, Group, median_seconds, of_share, share
from evals.public.libraries import not_held, pool_library
from evals.records import Answerer, Case, Row
from ingest.readers.digest import count_articles

QUESTIONS_FILE = "questions.jsonl"
ARTICLES_FILE = "articles.jsonl.gz"
FILES = (QUESTIONS_FILE, ARTICLES_FILE)
DAYS = 21
"""How many days before the question the window opens."""
PASSAGES = 30
BEST = (5, PASSAGES)


@dataclass(frozen=True, slots=True)
class QuizQuestion:
    """One question: `answers` holds one tuple a fact, each with its accepted wordings.

    `answerable` is the data's own weak label: an article from shortly before holds the answer's words.
    """

    id: str
    question: str
    asked_on: date
    answers: tuple[tuple[str, ...], ...]
    answerable: bool


@dataclass(frozen=True, slots=True)
class QuizRow:
    """What came of one question.

    `rank` counts from 1: the first passages up to it hold every fact. It is None where all PASSAGES do not.
    """

    question: QuizQuestion
    row: Row
    rank: int | None


def run(call: Call) -> Findings:
    """Ask the questions as on their days, of the articles of the days before. Raises SuiteError."""
    questions = sample(read_questions(call.data / QUESTIONS_FILE), call.sample, call.seed)
    with now_library(call) as assistant:
        rows = ask_questions(questions, assistant, days=call.days, asked=lambda _: call.tick(len(questions)))
        models = asking.models_of(assistant)
        notes = not_held(assistant, count_articles(call.data / ARTICLES_FILE))
    return Findings(
        groups=(
            Group("all", figures(rows)),
            Group("answerable (weak label)", figures([row for row in rows if row.question.answerable])),
        ),
        rows=tuple(plain_row(row) for row in rows),
        models=models,
        notes=(*notes, *asking.confidence_note([row.row for row in rows])),
    )


def now_library(call: Call) -> AbstractContextManager[Assistant]:
    """Give an assistant on all articles, ingested once. Raises SuiteError and LibraryError."""
    return pool_library(call, ARTICLES_FILE)


def read_questions(file: Path) -> list[QuizQuestion]:
    """Read the questions. Raises SuiteError with file and line on one that is not in the form above."""
    return read_lines(file, _question, "RealTime QA")


def ask_questions(
    questions: Sequence[QuizQuestion],
    assistant: Answerer,
    *,
    days: int = DAYS,
    stale: bool = False,
    asked: Callable[[QuizRow], None] | None = None,
) -> list[QuizRow]:
    """Ask each question as on its day, of the articles of the `days` days before it; 0: of all of them.

    `stale` says that the articles are too old to answer. `asked` is called with each row as it is made. A
    question that raises is a row that is wrong.
    """
    rows: list[QuizRow] = []
    for question in questions:
        rows.append(_ask(question, assistant, days, stale=stale))
        if asked:
            asked(rows[-1])
    return rows


def figures(rows: Sequence[QuizRow]) -> tuple[Figure, ...]:
    """Fold the rows; one that raised counts as wrong and as not refused."""
    asked = [row.row for row in rows]
    return (
        share("answered right", [row.outcome == "right" for row in asked]),
        of_share("right when answering", precision_when_answering(asked)),
        of_share("answered", coverage(asked)),
        *(
            share(f"answer in the best {best} passages", [_within(row, best) for row in rows])
            for best in BEST
        ),
        share("errors", [bool(row.error) for row in asked]),
        *median_seconds([row.answer.seconds for row in asked if row.answer]),
    )


def plain_row(row: QuizRow) -> dict[str, Any]:
    """Give a row as plain JSON values."""
    return {
        **asking.plain_row(row.row),
        "answers": [list(wordings) for wordings in row.question.answers],
        "answerable_weak": row.question.answerable,
        "rank": row.rank,
    }


def _question(data: dict[str, Any]) -> QuizQuestion:
    return QuizQuestion(
        id=text_of(data, "id"),
        question=text_of(data, "question"),
        asked_on=date.fromisoformat(data["question_date"]),
        answers=facts_of(data),
        answerable=flag_of(data, "answerable_weak"),
    )


def _ask(question: QuizQuestion, assistant: Answerer, days: int, *, stale: bool) -> QuizRow:
    case = Case(
        id=question.id,
        question=question.question,
        line=0,
        asked_on=question.asked_on,
        since=question.asked_on - timedelta(days=days) if days else None,
        answers=() if stale else question.answers,
        unanswerable="stale" if stale else None,
    )
    row = asking.ask(
        case, assistant, lambda answer: asking.holds_all(asking.counted_words(answer), question.answers)
    )
    return QuizRow(question, row, _rank(question, row.answer.hits) if row.answer else None)


def _rank(question: QuizQuestion, hits: Sequence[Hit]) -> int | None:
    ranks: list[int] = []
    for wordings in question.answers:
        found = (
            rank for rank, hit in enumerate(hits[:PASSAGES], start=1) if holds_any(hit.passage.text, wordings)
        )
        rank = next(found, None)
        if rank is None:
            return None
        ranks.append(rank)
    return max(ranks)


def _within(row: QuizRow, best: int) -> bool:
    return row.rank is not None and row.rank <= best
