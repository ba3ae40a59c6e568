"""The records of an eval run: a Case is asked, Verdicts judge its Answer, and all of it makes a Row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, Protocol

from assistant.answers import Answer
from ingest.records import Article

Metric = Literal["answered_right", "cited_right", "refused_right"]
METRICS: tuple[Metric, ...] = ("answered_right", "cited_right", "refused_right")
ANSWERABLE_METRICS: tuple[Metric, ...] = ("answered_right", "cited_right")
UNANSWERABLE_METRICS: tuple[Metric, ...] = ("refused_right",)

Unanswerable = Literal["absent", "false-premise", "stale", "ambiguous"]
OWN_ARTICLES = "own"
"""The `Result.articles` of a suite that was asked of the articles it was written for."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A quote that proves an answer, word for word from the cleaned text of `article`."""

    article: str
    quote: str
    line: int
    """The line of the quote in the suite's file, counted from 1."""


@dataclass(frozen=True, slots=True)
class Case:
    """One question of a suite.

    `answers` holds one tuple a fact, each with the wordings that are accepted for it; `proof` at least one
    quote. Where `unanswerable` says why the articles hold no answer, both are empty. `line` is the line of
    the case in its file, counted from 1.
    """

    id: str
    question: str
    line: int
    asked_on: date | None = None
    since: date | None = None
    until: date | None = None
    outlet: str | None = None
    answers: tuple[tuple[str, ...], ...] = ()
    proof: tuple[Proof, ...] = ()
    unanswerable: Unanswerable | None = None
    tags: tuple[str, ...] = ()

    @property
    def metrics(self) -> tuple[Metric, ...]:
        """The metrics that judge this case."""
        return ANSWERABLE_METRICS if self.unanswerable is None else UNANSWERABLE_METRICS


@dataclass(frozen=True, slots=True)
class Suite:
    """A set of questions on a set of articles, and the shares (0 to 1) below which the gate closes.

    Without thresholds there is no gate. `fingerprint` is the SHA-256 of the questions file in hexadecimal.
    """

    name: str
    version: str
    questions: Path
    articles: Path
    fingerprint: str
    thresholds: dict[Metric, float]
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one metric says of one case; `why` is one sentence that names what was looked at."""

    metric: Metric
    right: bool
    why: str


@dataclass(frozen=True, slots=True)
class Row:
    """One case with its answer and its verdicts, one for each of the case's metrics.

    A case that raised has no answer, the error's text, and only wrong verdicts.
    """

    case: Case
    answer: Answer | None
    verdicts: tuple[Verdict, ...]
    error: str = ""

    @property
    def wrong(self) -> tuple[Verdict, ...]:
        """The verdicts that went against the answer."""
        return tuple(verdict for verdict in self.verdicts if not verdict.right)


@dataclass(frozen=True, slots=True)
class Result:
    """A suite, asked: one row for every case, in the order of the file.

    `articles` is "own", or the name of the folder or file of the other articles that were asked.
    """

    suite: Suite
    articles: str
    rows: tuple[Row, ...]


class ArticleSource(Protocol):
    """Whatever gives an article's cleaned text: the library."""

    def article(self, article_id: str) -> Article:
        """Give the article, or raise UnknownArticleError."""


class Answerer(Protocol):
    """Whatever is judged. `assistant.Assistant` is one; the tests judge ones that are wrong on purpose."""

    @property
    def library(self) -> ArticleSource:
        """The library that the answers cite."""

    def ask(
        self,
        question: str,
        *,
        asked_on: date | None = None,
        since: date | None = None,
        until: date | None = None,
        outlet: str | None = None,
    ) -> Answer:
        """Answer as on the day `asked_on` (None: today), from the articles that the filters leave."""
