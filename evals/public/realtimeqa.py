"""RealTime QA: weekly news-quiz questions asked of a pool of dated articles.

Source: Kasai et al., "RealTime QA: What's the Answer Right Now?" (2022), realtimeqa/realtimeqa_public on
GitHub. The folder holds `questions.jsonl` (id, question, question_date, answers: one list of wordings a fact,
answerable_weak) and `articles.jsonl.gz` (id, title, date, source, url, text).
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Protocol

from assistant.answers import Answer, Hit, Seconds
from evals.metrics.seconds import seconds_per_stage
from evals.normalise import holds_any, without_marks
from evals.records import Answerer
from ingest.errors import SuiteError

QUESTIONS_FILE = "questions.jsonl"
ARTICLES_FILE = "articles.jsonl.gz"
DAYS = 21
"""How many days before the question the window opens."""
PASSAGES = 30
BEST = (5, PASSAGES)
ANSWER_WORDS = 60
"""An answer counts as far as this many words: a longer one would be right by saying everything."""


class Retriever(Answerer, Protocol):
    """An assistant that also shows the passages it would answer from."""

    def retrieve(
        self,
        question: str,
        *,
        asked_on: date | None = None,
        since: date | None = None,
        until: date | None = None,
        outlet: str | None = None,
        limit: int = PASSAGES,
    ) -> Sequence[Hit]:
        """Give at most `limit` passages, the best first."""


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
    outcome: str
    text: str
    right: bool
    rank: int | None
    seconds: Seconds | None
    error: str = ""


@dataclass(frozen=True, slots=True)
class QuizFigures:
    """Shares (0 to 1) over `questions` questions; `answer_in_best` by the number of passages."""

    questions: int
    right: float
    refused: float
    errors: int
    answer_in_best: dict[int, float]
    median_seconds: dict[str, float]


def missing_data(folder: Path) -> str:
    """Say which file the benchmark lacks in `folder`, "" where it has both."""
    missing = [name for name in (QUESTIONS_FILE, ARTICLES_FILE) if not (folder / name).is_file()]
    return f"{folder} holds no {' and no '.join(missing)}" if missing else ""


def read_questions(file: Path) -> list[QuizQuestion]:
    """Read the questions. Raises SuiteError with file and line on one that is not in the form above."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise SuiteError(f"{file} can't be read ({error.strerror}); get it from its origin again.") from error
    questions: list[QuizQuestion] = []
    for number, line in enumerate(content.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            questions.append(_question(json.loads(line)))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise SuiteError(
                f"{file}, line {number}: this is no question of RealTime QA ({error!r})."
            ) from error
    if not questions:
        raise SuiteError(f"{file} holds no questions; get it from its origin again.")
    return questions


def sample(questions: Sequence[QuizQuestion], size: int | None, seed: int) -> list[QuizQuestion]:
    """Draw `size` questions, the same for the same seed, in the order of the file; all of them for None."""
    if size is None or size >= len(questions):
        return list(questions)
    drawn = random.Random(seed).sample(range(len(questions)), size)  # noqa: S311 - a sample, not a secret
    return [questions[place] for place in sorted(drawn)]


def ask_questions(
    questions: Sequence[QuizQuestion],
    assistant: Retriever,
    *,
    days: int = DAYS,
    asked: Callable[[QuizRow], None] | None = None,
) -> list[QuizRow]:
    """Ask each question as on its day, of the articles of the `days` days before it; 0: of all of them.

    `asked` is called with each row as it is made. A question that raises is a row that is wrong.
    """
    rows: list[QuizRow] = []
    for question in questions:
        row = _ask(question, assistant, days)
        rows.append(row)
        if asked:
            asked(row)
    return rows


def figures(rows: Sequence[QuizRow]) -> QuizFigures:
    """Fold the rows; a row that raised counts as wrong and as not refused. Shares of no rows are 0."""
    count = len(rows)
    times = [row.seconds for row in rows if row.seconds]
    return QuizFigures(
        questions=count,
        right=sum(row.right for row in rows) / max(count, 1),
        refused=sum(row.outcome == "not_found" for row in rows) / max(count, 1),
        errors=sum(bool(row.error) for row in rows),
        answer_in_best={
            best: sum(row.rank is not None and row.rank <= best for row in rows) / max(count, 1)
            for best in BEST
        },
        median_seconds={stage: spread.median for stage, spread in seconds_per_stage(times).items()},
    )


def to_dict(rows: Sequence[QuizRow], *, days: int) -> dict[str, Any]:
    """Give the figures of all and of the weakly answerable questions, and every row, as plain JSON values."""
    return {
        "benchmark": "realtimeqa",
        "days": days,
        "all": asdict(figures(rows)),
        "answerable_weak": asdict(figures(_answerable(rows))),
        "rows": [_plain_row(row) for row in rows],
    }


def terminal(rows: Sequence[QuizRow]) -> str:
    """Give the figures as a table for the terminal."""
    columns = [figures(rows), figures(_answerable(rows))]
    lines = [
        ("", "all", "answerable (weak label)"),
        ("questions", *(str(column.questions) for column in columns)),
        ("answered right", *(f"{column.right:.3f}" for column in columns)),
        *(
            (f"answer in the best {best}", *(f"{column.answer_in_best[best]:.3f}" for column in columns))
            for best in BEST
        ),
        ("refused", *(f"{column.refused:.3f}" for column in columns)),
        ("errors", *(str(column.errors) for column in columns)),
        *(
            (
                f"median seconds, {stage}",
                *(f"{column.median_seconds.get(stage, 0):.3f}" for column in columns),
            )
            for stage in columns[0].median_seconds
        ),
    ]
    return "\n".join(f"{label:26}{first:>8}{second:>26}" for label, first, second in lines)


def articles_fingerprint(folder: Path) -> str:
    """Give the SHA-256, in hexadecimal, of the articles file: what a cached library was made from."""
    with (folder / ARTICLES_FILE).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _question(data: dict[str, Any]) -> QuizQuestion:
    answers = tuple(tuple(str(wording) for wording in fact) for fact in data["answers"])
    if not answers or not all(answers) or any(isinstance(fact, str) for fact in data["answers"]):
        raise ValueError("'answers' is not a list of lists of wordings")
    return QuizQuestion(
        id=str(data["id"]),
        question=str(data["question"]),
        asked_on=date.fromisoformat(data["question_date"]),
        answers=answers,
        answerable=bool(data["answerable_weak"]),
    )


def _ask(question: QuizQuestion, assistant: Retriever, days: int) -> QuizRow:
    since = question.asked_on - timedelta(days=days) if days else None
    rank = None
    try:
        hits = assistant.retrieve(question.question, asked_on=question.asked_on, since=since, limit=PASSAGES)
        rank = _rank(question, hits)
        answer = assistant.ask(question.question, asked_on=question.asked_on, since=since)
        return QuizRow(
            question, answer.outcome, answer.text, _is_right(question, answer), rank, answer.seconds
        )
    except Exception as error:  # noqa: BLE001 - a crash, of whatever kind, must count as wrong and must not end the run
        return QuizRow(question, "error", "", False, rank, None, f"{type(error).__name__}: {error}")


def _is_right(question: QuizQuestion, answer: Answer) -> bool:
    if answer.outcome != "answered":
        return False
    text = " ".join(without_marks(answer.text).split()[:ANSWER_WORDS])
    return all(holds_any(text, wordings) for wordings in question.answers)


def _rank(question: QuizQuestion, hits: Sequence[Hit]) -> int | None:
    ranks: list[int] = []
    for wordings in question.answers:
        found = (rank for rank, hit in enumerate(hits, start=1) if holds_any(hit.passage.text, wordings))
        rank = next(found, None)
        if rank is None:
            return None
        ranks.append(rank)
    return max(ranks)


def _answerable(rows: Sequence[QuizRow]) -> list[QuizRow]:
    return [row for row in rows if row.question.answerable]


def _plain_row(row: QuizRow) -> dict[str, Any]:
    plain = asdict(row)
    plain["question"]["asked_on"] = row.question.asked_on.isoformat()
    return plain
