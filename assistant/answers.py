"""The records of the second half of the way: a Passage is found as a Hit, a Hit is cited by an Answer."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Literal

from ingest.records import Passage

Outcome = Literal["answered", "not_found"]
Support = Literal["quoted", "supported"]
Checked = Literal["quoted", "supported", "recited", "mended", "connecting"]
NoticeKind = Literal["left_out", "incomplete", "fallback", "added", "translated", "untranslated"]


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
class Span:
    """Where in an article a sentence is borne out: characters `start` to `end` of the text of citation `number`."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer, without its citation marks, and the numbers of the citations that bear it out.

    `support` is "quoted" when the words stand in the cited passages as they are, else "supported". `verdict` says
    how it came to be shown: "quoted"; "supported" by what it cites; "recited", where the citations were found for it;
    "mended" by the language model that wrote it; "connecting", a phrase without a claim, which cites nothing. `reason`
    is what was wrong with it as it was first written, "" for nothing.

    Not part of `Answer.to_dict`: `lead`, words that go before it in the text, such as "Earlier:"; `told_on`, the day
    that stands behind it there; `origins`, from how many independent sources the cited articles have it; `score`,
    how likely, from 0 to 1, the support model takes a language model's sentence to be borne out, None for a quoted one;
    and `is_row`, that it is a row of a table or an item of a list, which stands on a line of its own.
    """

    text: str
    citations: tuple[int, ...]
    support: Support
    verdict: Checked = "quoted"
    reason: str = ""
    spans: tuple[Span, ...] = ()
    lead: str = ""
    told_on: date | None = None
    origins: int = 1
    score: float | None = None
    is_row: bool = False


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
    """The days that were searched, both ends included, None for open, and why.

    One that is open at both ends limited nothing: it is a preference, and `why` says for what.
    """

    since: date | None
    until: date | None
    why: str

    @property
    def is_preference(self) -> bool:
        """Whether newer articles only came first, and none was left out."""
        return self.since is None and self.until is None

    def in_words(self) -> str:
        """Give a sentence for the reader, who must not take what was not searched for what is not there."""
        if self.is_preference:
            return f"{self.why[:1].upper()}{self.why[1:]}."
        days = " ".join(
            f"{word} {day.day} {day:%B %Y}"
            for word, day in (("from", self.since), ("until", self.until))
            if day is not None
        )
        return f"Only articles {days} were searched: {self.why}."


@dataclass(frozen=True, slots=True)
class Usage:
    """What an answer cost: calls to the language model, and tokens read and written.

    `estimated` says that an endpoint did not count them; `cached` that an earlier reply was used again.
    """

    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    estimated: bool = False
    cached: bool = False

    def plus(self, other: Usage) -> Usage:
        """Give what both cost together."""
        return Usage(
            self.calls + other.calls,
            self.prompt_tokens + other.prompt_tokens,
            self.completion_tokens + other.completion_tokens,
            self.estimated or other.estimated,
            self.cached or other.cached,
        )


NO_USAGE = Usage()


@dataclass(frozen=True, slots=True)
class Notice:
    """One line for the reader about how an answer came to be.

    "left_out": sentences of the language model were dropped. "incomplete": its reply was cut off.
    "fallback": the articles are quoted in its place. "added": they are quoted behind it, for what it lacks.
    "translated": sentences stand in the language of the question, which is not the articles'. "untranslated": some do
    not, because their translation could not be checked.
    """

    kind: NoticeKind
    text: str


@dataclass(frozen=True, slots=True)
class Ranked:
    """A sentence that was weighed as an answer: characters `start` to `end` of an article, and its score, a logit."""

    article_id: str
    start: int
    end: int
    text: str
    score: float


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
    Not part of it either are lines for the reader on how the answer came to be
    (`notices`), what it cost (`usage`), and the sentences that were weighed, best first (`ranked`).
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
    notices: tuple[Notice, ...] = ()
    usage: Usage = NO_USAGE
    ranked: tuple[Ranked, ...] = ()

    @property
    def read_as(self) -> str:
        """The stand-alone question where its words are not those that were typed, else ""."""
        words = [re.findall(r"\w+", text.casefold()) for text in (self.question, self.standalone_question)]
        return self.standalone_question if words[0] != words[1] else ""

    def to_dict(self) -> dict[str, Any]:
        """Give the answer as plain JSON values; dates are ISO strings."""
        plain: dict[str, Any] = _plain(asdict(replace(self, hits=())))
        if self.window is not None and self.window.is_preference:
            plain["window"] = None  # what is only preferred limits nothing
        for name in ("confidence", "hits", "key", "notices", "usage", "ranked"):
            del plain[name]
        for sentence in plain["sentences"]:
            for name in ("lead", "told_on", "origins", "score", "is_row"):
                del sentence[name]
        return plain


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value
