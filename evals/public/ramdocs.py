"""RAMDocs: one question, several articles, of which some are right, some wrong on purpose and some beside it.

Source: Wang, Prasad, Stengel-Eskin and Bansal, "Retrieval-Augmented Generation with Conflicting Evidence"
(2025). The folder holds `questions.jsonl`, one question a line: `id`, `question`, `answers` (one list of
wordings for each right answer: a name may be that of several people or places), `wrong_answers` and
`articles` with `id`, `title` (empty) and `text`. It is made of `RAMDocs_test.jsonl` of HanNight/RAMDocs on
GitHub: `documents` are the articles, `gold_answers` the answers.

The first half of each kind (one or several right answers, with wrong ones or without), in the order of the
file, is there to tune on; the second is reported. Plain halves would differ in kind: the file is sorted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.answers import Answer
from evals.normalise import holds, holds_any
from evals.public import asking
from evals.public.article_sets import QUESTIONS_FILE, SetArticle, articles_of, ask_of_sets, case_of
from evals.public.data import facts_of, first_half, read_lines, text_of
from evals.public.findings import Call, Figure, Findings, Group, median_seconds, share
from evals.records import Answerer, Row

FILES = (QUESTIONS_FILE,)


@dataclass(frozen=True, slots=True)
class DisputedQuestion:
    """A question on which its articles differ: each of `answers` is right, each of `wrong` is not."""

    id: str
    question: str
    answers: tuple[tuple[str, ...], ...]
    wrong: tuple[str, ...]
    articles: tuple[SetArticle, ...]


@dataclass(frozen=True, slots=True)
class DisputedRow:
    """What came of one question: how many of its right and of its wrong answers the reader is shown."""

    question: DisputedQuestion
    row: Row
    right_shown: int
    wrong_shown: int


def run(call: Call) -> Findings:
    """Ask each question of its own articles. Raises SuiteError and LibraryError."""
    questions = read_questions(call.data / QUESTIONS_FILE)
    tuning = tuning_half(questions)
    rows, models, notes = ask_of_sets(call, questions, ask)
    return Findings(
        groups=(
            Group("second half (reported)", figures([row for row in rows if row.question.id not in tuning])),
            Group("first half (to tune on)", figures([row for row in rows if row.question.id in tuning])),
        ),
        rows=tuple(
            {**_plain(row), "half": "first" if row.question.id in tuning else "second"} for row in rows
        ),
        models=models,
        notes=notes,
    )


def read_questions(file: Path) -> list[DisputedQuestion]:
    """Read the questions. Raises SuiteError with file and line on one that is not in the form above."""
    return read_lines(file, _question, "RAMDocs")


def tuning_half(questions: Sequence[DisputedQuestion]) -> frozenset[str]:
    """Give the ids of the questions that may be tuned on. `questions` must be all of the file."""
    half = first_half(questions, kind=lambda one: (len(one.answers) > 1, bool(one.wrong)))
    return frozenset(one.id for one in half)


def ask(question: DisputedQuestion, assistant: Answerer) -> DisputedRow:
    """Ask a question of its own articles, and count the answers that the reader is shown.

    Shown is what stands in the answer's first sixty words, and in what it says of either side where it says
    that the sources differ. The row is right where a right answer is among them.
    """
    case = case_of(question.id, question.question, question.answers)
    row = asking.ask(case, assistant, lambda answer: _right_shown(question, shown(answer)) > 0)
    words = shown(row.answer) if row.answer and not row.error else ""
    return DisputedRow(
        question, row, _right_shown(question, words), sum(holds(words, wrong) for wrong in question.wrong)
    )


def shown(answer: Answer) -> str:
    """Give the words that are looked through for right and wrong answers, "" of a refusal."""
    if answer.outcome != "answered":
        return ""
    sides = (side.says for disagreement in answer.disagreements for side in disagreement.sides)
    return "\n".join((asking.counted_words(answer), *sides))


def figures(rows: Sequence[DisputedRow]) -> tuple[Figure, ...]:
    """Fold the rows of one half. What is said of both or several sides is of the questions that have them."""
    disputed = [row for row in rows if row.question.wrong]
    several = [row for row in rows if len(row.question.answers) > 1]
    differing = [row for row in rows if len(row.question.answers) + len(row.question.wrong) > 1]
    return (
        share("a right answer shown", [row.right_shown > 0 for row in rows]),
        share("every right answer shown", [_every(row) for row in rows]),
        share("every right answer shown, of several", [_every(row) for row in several]),
        share("a wrong answer shown, where there is one", [row.wrong_shown > 0 for row in disputed]),
        share("only wrong shown, where there is one", [_only_wrong(row) for row in disputed]),
        share("a right and a wrong one shown", [_both(row) for row in disputed]),
        share("every right and no wrong one shown", [_every(row) and not row.wrong_shown for row in rows]),
        share("said to differ, where they do", [_told(row.row) for row in differing]),
        asking.refused([row.row for row in rows]),
        share("errors", [bool(row.row.error) for row in rows]),
        *median_seconds([row.row.answer.seconds for row in rows if row.row.answer]),
    )


def _question(data: dict[str, Any]) -> DisputedQuestion:
    answers = facts_of(data)
    if not isinstance(data["wrong_answers"], list):
        raise TypeError("'wrong_answers' is no list")
    # A wrong answer that stands inside a right one would be found wherever the right one is shown.
    wrong = dict.fromkeys(
        str(answer)
        for answer in data["wrong_answers"]
        if not any(holds(right, str(answer)) for wordings in answers for right in wordings)
    )
    return DisputedQuestion(
        id=text_of(data, "id"),
        question=text_of(data, "question"),
        answers=answers,
        wrong=tuple(wrong),
        articles=articles_of(data),
    )


def _right_shown(question: DisputedQuestion, words: str) -> int:
    return sum(holds_any(words, wordings) for wordings in question.answers)


def _every(row: DisputedRow) -> bool:
    return row.right_shown == len(row.question.answers)


def _both(row: DisputedRow) -> bool:
    return row.right_shown > 0 and row.wrong_shown > 0


def _only_wrong(row: DisputedRow) -> bool:
    return row.wrong_shown > 0 and not row.right_shown


def _told(row: Row) -> bool:
    return bool(row.answer and row.answer.disagreements)


def _plain(row: DisputedRow) -> dict[str, Any]:
    return {
        **asking.plain_row(row.row),
        "answers": [list(wordings) for wordings in row.question.answers],
        "wrong_answers": list(row.question.wrong),
        "right_shown": row.right_shown,
        "wrong_shown": row.wrong_shown,
        "said_to_differ": _told(row.row),
    }
