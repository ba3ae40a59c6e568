"""A question of a benchmark, asked and judged: one row, whatever happens."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from assistant.answers import Answer
from evals.metrics.confidence import missing_confidence
from evals.normalise import says_any, without_marks
from evals.public.findings import Figure, area_under_curve, share
from evals.records import Answerer, Case, Row, Verdict

ANSWER_WORDS = 60
"""An answer counts as far as this many words: a longer one would be right by saying everything."""

NO_PASSAGE = -100.0
"""The logit of a question for which no passage was found: below all others."""


def ask(case: Case, assistant: Answerer, is_right: Callable[[Answer], bool]) -> Row:
    """Ask a case and judge its answer by `is_right`, which is only asked about an answer that was given.

    The row's one verdict is `answered_right`, also of an unanswerable case: then it says that the answer was
    right all the same. A case that raises is a row that is wrong.
    """
    answer = None
    try:
        answer = assistant.ask(
            case.question, asked_on=case.asked_on, since=case.since, until=case.until, outlet=case.outlet
        )
        right = answer.outcome == "answered" and is_right(answer)
        return Row(case, answer, (Verdict("answered_right", right, ""),))
    except Exception as error:  # noqa: BLE001 - a crash, of whatever kind, must count as wrong and must not end the run
        text = f"{type(error).__name__}: {error}"
        return Row(case, answer, (Verdict("answered_right", False, text),), text)


def counted_words(answer: Answer) -> str:
    """Give the words of an answer that count, without its citation marks."""
    return " ".join(without_marks(answer.text).split()[:ANSWER_WORDS])


def holds_all(text: str, facts: Sequence[Sequence[str]]) -> bool:
    """Say whether a text holds a wording of each fact."""
    return all(says_any(text, wordings) for wordings in facts)


def refused(rows: Sequence[Row], name: str = "refused") -> Figure:
    """Give the share of questions that were refused."""
    return share(name, [row.outcome == "refused" for row in rows])


def confidence_area(name: str, answerable: Sequence[Row], unanswerable: Sequence[Row]) -> Figure:
    """Give the AUROC of the confidence of answerable questions against that of unanswerable ones.

    A case that raised is put where it hurts. Without a value where all raised.
    """
    if missing_confidence([*answerable, *unanswerable]):
        return Figure(name, None, len(answerable) + len(unanswerable))
    return _area(name, answerable, unanswerable, lambda row: row.confidence)


def passage_area(name: str, answerable: Sequence[Row], unanswerable: Sequence[Row]) -> Figure:
    """Give the same of the best passage's score (a logit), the plainest way to tell the two apart."""
    return _area(name, answerable, unanswerable, _best_score)


def confidence_note(rows: Sequence[Row]) -> tuple[str, ...]:
    """Say why the confidence could not be judged, nothing where it could."""
    missing = missing_confidence(rows)
    return (missing,) if missing else ()


def plain_row(row: Row) -> dict[str, Any]:
    """Give a row as plain JSON values."""
    answer = row.answer
    return {
        "id": row.case.id,
        "question": row.case.question,
        "asked_on": row.case.asked_on.isoformat() if row.case.asked_on else None,
        "answerable": row.case.unanswerable is None,
        "outcome": row.outcome,
        "text": answer.text if answer and answer.outcome == "answered" else "",
        "confidence": row.confidence,
        "seconds": answer.seconds.total if answer else None,
        "error": row.error,
    }


def models_of(assistant: Answerer) -> dict[str, str]:
    """Say which models answer: what writes, and what the passages were embedded with."""
    return {"answers": assistant.model, "embedding": assistant.library.embedding_model}


def _area(
    name: str,
    answerable: Sequence[Row],
    unanswerable: Sequence[Row],
    score: Callable[[Row], float | None],
) -> Figure:
    ours, theirs = map(score, answerable), map(score, unanswerable)
    return area_under_curve(
        name,
        [-math.inf if one is None else one for one in ours],
        [math.inf if one is None else one for one in theirs],
    )


def _best_score(row: Row) -> float | None:
    if row.answer is None or row.error:
        return None
    return max((hit.score for hit in row.answer.hits), default=NO_PASSAGE)
