"""The records of the second half of the way: a Passage is found as a Hit, a Hit is cited by an Answer."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Literal

from ingest.records import Passage

Outcome = Literal["answered", "not_found"]
Support = Literal["quoted", "supported"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found, with its cross-encoder score (a logit, higher is nearer).

    `copies` are near-identical passages of other articles, newest first: the same words from several sources.
    """

    passage: Passage
    score: float
    copies: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered pointer into an article: `library.article(article_id).text[start:end] == quote`."""

    number: int
    article_id: str
    title: str
    outlet: str
    url: str
    published: date | None
    start: int
    end: int
    quote: str

    @classmethod
    def of(cls, passage: Passage, number: int) -> Citation:
        """Cite the whole of `passage` under `number`."""
        header = passage.header
        return cls(
            number=number,
            article_id=passage.article_id,
            title=header.title,
            outlet=header.outlet,
            url=header.url,
            published=header.published,
            start=passage.start,
            end=passage.end,
            quote=passage.text,
        )


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer, without its citation marks, and the numbers of the citations that bear it out.

    `support` is "quoted" when the words stand in the cited passages as they are, else "supported".
    """

    text: str
    citations: tuple[int, ...]
    support: Support


@dataclass(frozen=True, slots=True)
class Side:
    """What one side says where sources differ."""

    says: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A matter on which the cited sources differ."""

    about: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """The days that were searched, both ends included, None for open, and why."""

    since: date | None
    until: date | None
    why: str

    def in_words(self) -> str:
        """Give a sentence for the reader, who must not take what was not searched for what is not there."""
        days = " ".join(
            f"{word} {day.day} {day:%B %Y}"
            for word, day in (("from", self.since), ("until", self.until))
            if day is not None
        )
        return f"Only articles {days} were searched: {self.why}."


@dataclass(frozen=True, slots=True)
class Seconds:
    """Wall-clock seconds of the stages of one question."""

    search: float = 0.0
    rerank: float = 0.0
    write: float = 0.0
    total: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question, complete in itself: it can be printed without a second look-up.

    `text` holds the sentences with their marks as [1] [2]. A "not_found" answer has no sentences and no
    citations; its `nearest` are the closest passages. For those who measure, and not part of `to_dict`: how
    likely it seemed before anything was written that the articles answer (`confidence`, 0 to 1), and all `hits`
    that were found, best first, and `key`, the part of a sentence that was asked for, "" where none could be told.
    """

    question: str
    standalone_question: str
    asked_on: date
    outcome: Outcome
    text: str
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    disagreements: tuple[Disagreement, ...]
    window: Window | None
    nearest: tuple[Citation, ...]
    newest_article: date | None
    model: str
    seconds: Seconds
    confidence: float = 0.0
    hits: tuple[Hit, ...] = ()
    key: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Give the answer as plain JSON values; dates are ISO strings."""
        plain: dict[str, Any] = _plain(asdict(replace(self, hits=())))
        del plain["confidence"], plain["hits"], plain["key"]
        return plain


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value
