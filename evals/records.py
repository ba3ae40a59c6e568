"""The records of an eval run: a Case is asked, Verdicts judge its Answer, and all of it makes a Row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal, Protocol

from assistant.answers import Answer
from ingest.records import Article, Passage

Metric = Literal["answered_right", "cited_right", "refused_right", "quoted_verbatim"]
METRICS: tuple[Metric, ...] = ("answered_right", "cited_right", "refused_right", "quoted_verbatim")
THRESHOLD_METRICS: tuple[Metric, ...] = ("answered_right", "cited_right", "refused_right")
"""The metrics that a suite sets a threshold for; of `quoted_verbatim` every single failure closes the gate."""
ANSWERABLE_METRICS: tuple[Metric, ...] = ("answered_right", "cited_right", "quoted_verbatim")
UNANSWERABLE_METRICS: tuple[Metric, ...] = ("refused_right", "quoted_verbatim")

Measure = Literal[
    "recall@5",
    "recall@30",
    "reciprocal_rank",
    "ndcg@10",
    "citation_recall",
    "citation_precision",
    "disagreements_shown",
    "statements_borne_out",
]
RETRIEVAL_MEASURES: tuple[Measure, ...] = ("recall@5", "recall@30", "reciprocal_rank", "ndcg@10")
CITATION_MEASURES: tuple[Measure, ...] = ("citation_recall", "citation_precision")
MEASURES: tuple[Measure, ...] = (
    *RETRIEVAL_MEASURES,
    *CITATION_MEASURES,
    "disagreements_shown",
    "statements_borne_out",
)

Unanswerable = Literal["absent", "false-premise", "stale", "ambiguous"]
Half = Literal["development", "test"]
Asked = Literal["development", "test", "all"]
"""Which cases of a suite are asked."""
CaseOutcome = Literal["right", "wrong", "refused"]
Judge = Literal["correctness", "faithfulness"]
JudgeVerdict = Literal["passed", "not passed", "unreadable", "failed"]
"""What a judge said: only "passed" is a pass. "unreadable" is a reply that is no verdict, "failed" is none."""
OWN_ARTICLES = "own"
"""The `Result.articles` of a suite that was asked of the articles it was written for."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A quote that proves an answer, word for word from the cleaned text of `article`.

    `article` is an article's id or, as it stands in a suite's file, the name of its file without suffix; the
    runner judges by ids only. `line` is the line of the quote in the suite's file, counted from 1.
    """

    article: str
    quote: str
    line: int


@dataclass(frozen=True, slots=True)
class Case:
    """One question of a suite.

    `answers` holds one tuple a fact, each with the wordings that are accepted for it; `proof` at least one
    quote. Where `unanswerable` says why the articles hold no answer, both are empty. `turns` are the earlier
    questions of the same chat, oldest first. `half` is None in a suite that has no halves. `line` is the line
    of the case in its file, counted from 1.
    """

    id: str
    question: str
    line: int
    half: Half | None = None
    turns: tuple[str, ...] = ()
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

    Without thresholds there is no gate but that on made-up quotations. `fingerprint` is the SHA-256 of the
    questions file in hexadecimal.
    """

    name: str
    version: str
    questions: Path
    articles: Path
    fingerprint: str
    thresholds: dict[Metric, float]
    cases: tuple[Case, ...]

    @property
    def gated_half(self) -> Asked:
        """The cases that the thresholds and the baseline hold for: the test half, or all without halves."""
        return "all" if self.cases[0].half is None else "test"

    def cases_of(self, half: Asked) -> tuple[Case, ...]:
        """Give the cases of a half, in the order of the file."""
        return tuple(case for case in self.cases if half in ("all", case.half))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one metric says of one case; `why` is one sentence that names what was looked at."""

    metric: Metric
    right: bool
    why: str


@dataclass(frozen=True, slots=True)
class Row:
    """One case with its answer, its verdicts, one for each of the case's metrics, and what was measured.

    `measures` holds shares from 0 to 1, and only what applies to the case. A case that raised has the error's
    text, only wrong verdicts, 0 in what was measured of the retrieval, and mostly no answer.
    """

    case: Case
    answer: Answer | None
    verdicts: tuple[Verdict, ...]
    error: str = ""
    measures: Mapping[Measure, float] = field(default_factory=dict)

    @property
    def wrong(self) -> tuple[Verdict, ...]:
        """The verdicts that went against the answer."""
        return tuple(verdict for verdict in self.verdicts if not verdict.right)

    @property
    def outcome(self) -> CaseOutcome:
        """What a reader got: a right answer, a wrong one (a crash counts as one), or none."""
        if self.error or self.answer is None:
            return "wrong"
        if self.answer.outcome == "not_found":
            return "refused"
        right = any(verdict.metric == "answered_right" and verdict.right for verdict in self.verdicts)
        return "right" if right else "wrong"

    @property
    def confidence(self) -> float | None:
        """How sure the assistant was, from 0 to 1; None of a case that raised."""
        return None if self.error or self.answer is None else self.answer.confidence


@dataclass(frozen=True, slots=True)
class Identity:
    """What a result is a result of.

    The first six say what was asked, and only results that agree in them can be compared; the others say who
    answered. `questions_fingerprint` is the SHA-256 of the questions file, `corpus_fingerprint` that of the
    library's articles. `settings` are the assistant's environment variables that are set, never a key.
    """

    suite: str
    version: str
    questions_fingerprint: str
    corpus_fingerprint: str
    half: Asked
    articles: str
    embedding_model: str = ""
    answer_model: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)
    code_version: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Give the identity as plain JSON values."""
        return {**asdict(self), "settings": dict(self.settings)}


ASKED_FIELDS = ("suite", "version", "questions_fingerprint", "corpus_fingerprint", "half", "articles")
ANSWERING_FIELDS = ("embedding_model", "answer_model", "settings", "code_version")


@dataclass(frozen=True, slots=True)
class Baseline:
    """The verdicts of an earlier run, by metric and case id, which a new run must not fall below."""

    file: Path
    identity: Identity
    right: Mapping[Metric, Mapping[str, bool]]


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a language model said of one answer; it is shown and never gates anything.

    `score` is that of the judge: 1 to 5 of correctness, None where it gave none. `why` is in the judge's own
    words, or says what kept it from judging.
    """

    judge: Judge
    verdict: JudgeVerdict
    score: float | None
    why: str


@dataclass(frozen=True, slots=True)
class Judging:
    """The opinions of the language model `model`, by case id, on the cases that it was asked about."""

    model: str
    opinions: Mapping[str, tuple[Opinion, ...]]


@dataclass(frozen=True, slots=True)
class Result:
    """A suite, asked: one row for every case that was asked, in the order of the file.

    `notes` say what was not measured and why. `resumed` counts the rows that an interrupted run had left.
    `judging` is None unless a language model was asked to judge.
    """

    suite: Suite
    identity: Identity
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    resumed: int = 0
    baseline: Baseline | None = None
    judging: Judging | None = None

    @property
    def articles(self) -> str:
        """What "own" or the name of the folder or file of other articles says: whose articles were asked."""
        return self.identity.articles

    @property
    def thresholds(self) -> dict[Metric, float]:
        """The thresholds that hold for the cases that were asked: none outside of the gated half."""
        return self.suite.thresholds if self.identity.half == self.suite.gated_half else {}


class ArticleListing(Protocol):
    """One line of a library's list."""

    @property
    def id(self) -> str:
        """The article's id."""

    @property
    def source(self) -> str:
        """The file that it came from, or the address."""


class ArticleSource(Protocol):
    """Whatever gives the articles' cleaned texts: the library."""

    @property
    def embedding_model(self) -> str:
        """The name of the model that the passages were embedded with."""

    def article(self, article_id: str) -> Article:
        """Give the article, or raise UnknownArticleError."""

    def articles(self) -> Sequence[ArticleListing]:
        """List the articles."""

    def article_passages(self, article_id: str) -> Sequence[Passage]:
        """Give the passages of an article in their order, none for an unknown id."""


class Conversation(Protocol):
    """A chat, in which a question may lean on the ones before."""

    def ask(
        self,
        question: str,
        *,
        asked_on: date | None = None,
        since: date | None = None,
        until: date | None = None,
        outlet: str | None = None,
    ) -> Answer:
        """Answer as `Answerer.ask`, after the questions that were asked before."""


class Answerer(Conversation, Protocol):
    """Whatever is judged. `assistant.Assistant` is one; the tests judge ones that are wrong on purpose."""

    @property
    def library(self) -> ArticleSource:
        """The library that the answers cite."""

    @property
    def model(self) -> str:
        """The name of what writes the answers."""

    def chat(self) -> Conversation:
        """Begin a conversation."""
