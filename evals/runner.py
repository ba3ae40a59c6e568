"""A suite, asked: every case gives exactly one row, whatever happens to it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from assistant.answers import Answer
from evals.comparison import check_baseline
from evals.identity import identity_of
from evals.journal import Journal
from evals.metrics.answered_right import answered_right
from evals.metrics.citation_quality import citation_precision, citation_recall, statements_borne_out
from evals.metrics.cited_right import cited_answer, cited_right
from evals.metrics.disagreements_shown import TAG, disagreements_shown
from evals.metrics.quoted_verbatim import quoted_verbatim
from evals.metrics.refused_right import refused_right
from evals.metrics.retrieval import missing_library, retrieval_measures
from evals.records import (
    OWN_ARTICLES,
    RETRIEVAL_MEASURES,
    Answerer,
    Asked,
    Baseline,
    Case,
    Measure,
    Result,
    Row,
    Suite,
    Verdict,
)
from evals.suite import check_proofs
from ingest.errors import SuiteError

NO_PROOFS = (
    "The suite was asked of articles that are not its own and do not hold its proving quotes, so retrieval and "
    "citation recall and precision were not measured."
)


def run_suite(
    suite: Suite,
    assistant: Answerer,
    *,
    half: Asked | None = None,
    articles: str = OWN_ARTICLES,
    baseline: Baseline | None = None,
    journal: Path | None = None,
    asked: Callable[[Row], None] | None = None,
) -> Result:
    """Ask the assistant the questions of the suite and judge its answers.

    `half` says which (None: the test half, or all where the suite has no halves). `articles` names other
    articles that the assistant answers from; the suite's proofs are then not looked for. `baseline` is held
    against the result by the gate. `journal` is a file in which finished rows outlive an interruption: a run of
    the same identity takes them over. `asked` is called with each row as it is made or taken over. Raises
    SuiteError where a proof is not in the suite's own articles, the half is empty or the baseline does not fit,
    and CallError where the journal can't be written; an error of the assistant is a row that is wrong.
    """
    own = articles == OWN_ARTICLES
    if own:
        suite = check_proofs(suite, assistant.library)
    chosen: Asked = half or suite.gated_half
    cases = _cases_of(suite, chosen)
    identity = identity_of(suite, assistant, half=chosen, articles=articles)
    if baseline:
        check_baseline(baseline, identity)
    missing = missing_library() if own else NO_PROOFS
    examiner = _Examiner(assistant, own=own, retrieval=not missing)
    rows: list[Row] = []
    with _opened(Journal(journal, identity, cases, retrieval=not missing) if journal else None) as kept:
        done = dict(kept.rows) if kept else {}
        for case in cases:
            row = done.get(case.id) or examiner.row(case)
            rows.append(row)
            if kept and case.id not in done:
                kept.add(row)
            if asked:
                asked(row)
    return Result(suite, identity, tuple(rows), (missing,) if missing else (), len(done), baseline)


def _opened(journal: Journal | None) -> AbstractContextManager[Journal | None]:
    return journal if journal is not None else nullcontext()


def _cases_of(suite: Suite, half: Asked) -> tuple[Case, ...]:
    cases = suite.cases_of(half)
    if not cases:
        halves = ", ".join(sorted({case.half for case in suite.cases if case.half})) or "none"
        raise SuiteError(
            f"{suite.questions} has no question of the half '{half}' (its halves: {halves}); ask another."
        )
    return cases


@dataclass(frozen=True, slots=True)
class _Examiner:
    """Asks one case after the other. `retrieval` says whether the ranking is measured too."""

    assistant: Answerer
    own: bool
    retrieval: bool

    def row(self, case: Case) -> Row:
        answer = None
        try:
            answer = self._answer(case)
            return Row(case, answer, self._verdicts(case, answer), measures=self._measures(case, answer))
        except Exception as error:  # noqa: BLE001 - a crash, of whatever kind, must count as wrong and must not end the run
            text = f"{type(error).__name__}: {error}"
            verdicts = tuple(Verdict(metric, False, text) for metric in case.metrics)
            measured = RETRIEVAL_MEASURES if case.proof and self.retrieval else ()
            return Row(case, answer, verdicts, text, dict.fromkeys(measured, 0.0))

    def _answer(self, case: Case) -> Answer:
        conversation = self.assistant.chat() if case.turns else self.assistant
        for turn in case.turns:
            conversation.ask(
                turn, asked_on=case.asked_on, since=case.since, until=case.until, outlet=case.outlet
            )
        return conversation.ask(
            case.question, asked_on=case.asked_on, since=case.since, until=case.until, outlet=case.outlet
        )

    def _verdicts(self, case: Case, answer: Answer) -> tuple[Verdict, ...]:
        library = self.assistant.library
        quoted = quoted_verbatim(answer, library)
        if case.unanswerable is not None:
            return (refused_right(case, answer), quoted)
        judge_citations = cited_right if self.own else cited_answer
        return (answered_right(case, answer), judge_citations(case, answer, library), quoted)

    def _measures(self, case: Case, answer: Answer) -> dict[Measure, float]:
        measures: dict[Measure, float] = {}
        if TAG in case.tags:
            measures["disagreements_shown"] = disagreements_shown(case, answer)
        library = self.assistant.library
        if self.own and (borne_out := statements_borne_out(case, answer, library)) is not None:
            measures["statements_borne_out"] = borne_out
        if not case.proof or not self.own:
            return measures
        if self.retrieval:
            measures |= retrieval_measures(case, answer.hits, library)
        if answer.outcome == "answered":
            measures["citation_recall"] = citation_recall(case, answer, library)
            measures["citation_precision"] = citation_precision(case, answer, library)
        return measures
