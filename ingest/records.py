"""The records of the first half of the way: an Article is cut into Passages, a header travels with both."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Header:
    """What a reader must know of an article before trusting a line of it.

    Empty strings mean unknown. `published` is None when no date was found: it is never guessed.
    """

    title: str = ""
    outlet: str = ""
    url: str = ""
    published: date | None = None


@dataclass(frozen=True, slots=True)
class RawPage:
    """One article as it was read and before it is cleaned.

    `source` is where it came from (a file's resolved path), `place` says where in it ("line 12", "" for
    the whole file), `content` is the decoded text and `form` tells the extraction what it is looking at.
    `header` holds what the reader found outside the text (JSON fields), `article_id` the identity that the
    source gave, "" where it gave none. `date_problem` says why what it gave for a date is no day.
    """

    source: str
    content: str
    form: str
    """One of "text", "markdown", "html"."""
    header: Header = Header()
    article_id: str = ""
    place: str = ""
    date_problem: str = ""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A stretch of a page that extraction left out of the article, and why (such as "repeated caption")."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Article:
    """A cleaned article. Every offset in the project counts characters (code points) of `text`."""

    id: str
    header: Header
    text: str
    source: str = ""
    language: str = ""
    """ISO 639-1 code, "" where the text is too short to tell."""
    dropped: tuple[Dropped, ...] = field(default=(), compare=False)
    date_problem: str = field(default="", compare=False)
    """Why the day is unknown although the source gave a date, "" otherwise. Both are told in an ingest's report."""


@dataclass(frozen=True, slots=True)
class DatedExpression:
    """A relative date in an article, such as "on Saturday", and the days that it means, both included.

    `start` and `end` are offsets into the article's cleaned text; a single day is `first` and `last` at once.
    """

    article_id: str
    start: int
    end: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences of one article: `article.text[start:end] == text`.

    `number` counts from 0 within the article. `id` is the library's key, 0 before the passage is filed.
    """

    article_id: str
    header: Header
    number: int
    start: int
    end: int
    text: str
    id: int = 0


@dataclass(frozen=True, slots=True)
class Filter:
    """Which articles a search may see. None and "" stand for no limit; both ends of a span are included.

    `since` and `until` leave out articles without a date; `known_by` (the day on which a question is asked)
    does not, because a page without a date can't be shown to be newer. Outlets are compared without regard to
    case.
    """

    since: date | None = None
    until: date | None = None
    known_by: date | None = None
    outlet: str = ""


@dataclass(frozen=True, slots=True)
class Rejection:
    """Something that was not ingested: which source, where in it ("line 12", ""), why, what to do next."""

    source: str
    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """What an ingest run did. The first four hold article ids, in the order in which they were met."""

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    """Articles that a changed source no longer holds."""
    rejected: tuple[Rejection, ...] = ()
    notes: tuple[str, ...] = ()
    """Things worth knowing that stopped nothing, such as an article that came twice, or a date that can't be read."""
    dropped: tuple[tuple[str, Dropped], ...] = ()
    """What extraction left out of the added and updated articles, each with its article's id."""
    seconds: float = 0.0
