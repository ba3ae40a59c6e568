"""What readers say of answers: right or wrong, kept in a file of the library's folder and sent nowhere.

The file has a JSON object a line, of the fields of `Feedback`. It names sentences by their places and holds none of
their words: those are read again from the library, so that what is removed from there is gone from here too.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, get_args

from assistant.answers import Answer, Outcome, Ranked
from ingest.errors import CallError
from ingest.library.faults import library_faults

FEEDBACK_FILE = "feedback.jsonl"
DIGEST_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence by its place: characters `start` to `end` of an article's cleaned text.

    `digest` is the beginning of the SHA-256 of what stood there, by which a changed article is noticed. `score` is
    the selector's logit, None for what it did not rank.
    """

    article_id: str
    start: int
    end: int
    digest: str
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a reader said of an answer.

    `chosen` are the sentences on which the answer stands, none for "not_found"; `others` are the other ones that were
    ranked, best first. `given_at` is a moment in UTC.
    """

    question: str
    standalone_question: str
    asked_on: date
    outcome: Outcome
    right: bool
    given_at: datetime
    chosen: tuple[Place, ...]
    others: tuple[Place, ...]


def feedback_on(answer: Answer, *, right: bool, now: datetime | None = None) -> Feedback:
    """Put together what is kept of an answer and a reader's verdict on it; `now` is the moment unless given."""
    spans = list(_cited_spans(answer))
    chosen = [one for one in answer.ranked if any(_overlap(one, span) for span in spans)]
    others = [one for one in answer.ranked if one not in chosen]
    return Feedback(
        question=answer.question,
        standalone_question=answer.standalone_question,
        asked_on=answer.asked_on,
        outcome=answer.outcome,
        right=right,
        given_at=now or datetime.now(UTC),
        # A language model may stand on a sentence that was not ranked.
        chosen=tuple(map(_place, chosen)) or tuple(replace(_place(span), score=None) for span in spans),
        others=tuple(map(_place, others)),
    )


def keep_feedback(folder: Path, feedback: Feedback) -> None:
    """Add feedback to the file in a library's folder. Safe from several threads and processes.

    Raises LibraryFullError, LibraryPermissionError or LibraryError where the file can't be written.
    """
    line = json.dumps(asdict(feedback), ensure_ascii=False, default=_plain).encode() + b"\n"
    with library_faults(folder):
        descriptor = os.open(folder / FEEDBACK_FILE, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            # One write a line: appending is whole against other writers, and a line that a full disk cut is ended.
            length = os.fstat(descriptor).st_size
            torn = length and os.pread(descriptor, 1, length - 1) != b"\n"
            content = b"\n" * bool(torn) + line
            if os.write(descriptor, content) < len(content):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def read_feedback(path: Path) -> tuple[list[Feedback], list[str]]:
    """Read a file of feedback: what its readers said last of each answer, and a line on each entry left out.

    Raises CallError where the file can't be read.
    """
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError as error:
        raise CallError(
            f"The feedback {path} can't be read ({error.strerror}); it lies in a library's folder as {FEEDBACK_FILE} "
            "once a reader has said right or wrong."
        ) from error
    latest: dict[tuple[object, ...], Feedback] = {}
    left_out: list[str] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            one = _feedback(json.loads(line))
        except (ValueError, KeyError, TypeError):
            left_out.append(f"line {number} is no feedback")
            continue
        latest[one.standalone_question, one.asked_on, one.chosen] = one
    return list(latest.values()), left_out


def digest_of(text: str) -> str:
    """Give the digest by which a sentence is known again."""
    return hashlib.sha256(text.encode()).hexdigest()[:DIGEST_LENGTH]


def _cited_spans(answer: Answer) -> Iterator[Ranked]:
    citations = {citation.number: citation for citation in answer.citations}
    for span in (span for sentence in answer.sentences for span in sentence.spans):
        citation = citations[span.number]
        text = citation.quote[span.start - citation.start : span.end - citation.start]
        yield Ranked(citation.article_id, span.start, span.end, text, 0.0)


def _overlap(one: Ranked, other: Ranked) -> bool:
    return one.article_id == other.article_id and one.start < other.end and other.start < one.end


def _place(one: Ranked) -> Place:
    return Place(one.article_id, one.start, one.end, digest_of(one.text), round(one.score, 3))


def _feedback(document: dict[str, Any]) -> Feedback:
    """Read a line's object; raises ValueError, KeyError or TypeError for anything else."""
    outcome, right = document["outcome"], document["right"]
    if outcome not in get_args(Outcome) or not isinstance(right, bool):
        raise ValueError("neither right nor wrong")
    return Feedback(
        question=str(document["question"]),
        standalone_question=str(document["standalone_question"]),
        asked_on=date.fromisoformat(document["asked_on"]),
        outcome=outcome,
        right=right,
        given_at=datetime.fromisoformat(document["given_at"]),
        chosen=tuple(Place(**place) for place in document["chosen"]),
        others=tuple(Place(**place) for place in document["others"]),
    )


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} can't be written as JSON")
