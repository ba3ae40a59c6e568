"""The rows of a run folded into figures, and the gate that they have to pass."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from evals.metrics.answering import coverage, precision_when_answering, refusal_precision, refusal_recall
from evals.metrics.confidence import RiskCoverage, auroc, missing_confidence, risk_coverage
from evals.metrics.seconds import Spread, seconds_per_stage
from evals.records import MEASURES, METRICS, CaseOutcome, Measure, Metric, Result, Row
from evals.statistics import Mean, Paired, Share, mean_of, paired


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a run.

    `shares` are the pass/fail metrics, `means` the measures that a case was measured by. `outcomes` counts
    all cases; `precision` (right of answered) and `coverage` (answered of all) are to be told together, and so
    are `refusal_precision` and `refusal_recall`. `auroc` and `curve` are None where `confidence_missing` says
    why, or where there is nothing to compare. `refused` and `wrong_though_answerable` are shares of the answerable
    cases; `errors` counts the cases of either kind that raised. `by_tag` is sorted by tag.
    """

    cases: int
    shares: dict[Metric, Share]
    means: dict[Measure, Mean]
    outcomes: dict[CaseOutcome, int]
    precision: Share
    coverage: Share
    refusal_precision: Share
    refusal_recall: Share
    auroc: float | None
    curve: RiskCoverage | None
    confidence_missing: str
    refused: Share
    wrong_though_answerable: Share
    errors: int
    by_tag: dict[str, dict[Metric, Share]]
    seconds: dict[str, Spread]


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A metric that closes the gate, and how many more cases had to be right.

    `against` is "threshold" (`threshold` is the suite's), "quotations" (every case must be right, so it is 1)
    or "baseline" (it is the baseline's share, `p` says how likely the drop is chance). `cases` are the ids
    that count against the metric: of the baseline, those that turned for the worse.
    """

    metric: Metric
    share: float
    threshold: float
    cases_missing: int
    against: Literal["threshold", "quotations", "baseline"] = "threshold"
    cases: tuple[str, ...] = ()
    p: float | None = None


def summarise(result: Result) -> Summary:
    """Fold the rows of a run; a case that raised counts as wrong in each of its metrics."""
    rows = result.rows
    answerable = [row for row in rows if row.case.unanswerable is None]
    refused = [row for row in answerable if row.outcome == "refused"]
    wrongly = [row for row in answerable if row.outcome == "wrong" and not row.error]
    outcomes = Counter(row.outcome for row in rows)
    tags = sorted({tag for row in rows for tag in row.case.tags})
    return Summary(
        cases=len(rows),
        shares=_shares(rows),
        means=_means(rows),
        outcomes={"right": outcomes["right"], "wrong": outcomes["wrong"], "refused": outcomes["refused"]},
        precision=precision_when_answering(rows),
        coverage=coverage(rows),
        refusal_precision=refusal_precision(rows),
        refusal_recall=refusal_recall(rows),
        auroc=auroc(rows),
        curve=risk_coverage(rows),
        confidence_missing=missing_confidence(rows),
        refused=Share(len(refused), len(answerable)),
        wrong_though_answerable=Share(len(wrongly), len(answerable)),
        errors=sum(bool(row.error) for row in rows),
        by_tag={tag: _shares([row for row in rows if tag in row.case.tags]) for tag in tags},
        seconds=seconds_per_stage([row.answer.seconds for row in rows if row.answer and not row.error]),
    )


def shortfalls(result: Result) -> list[Shortfall]:
    """Give what closes the gate; an empty list opens it.

    Three things do: a metric below the suite's threshold, a quotation that is not word for word (one is
    enough, in every suite), and a significant drop against the baseline (p < 0.05) where the result has one.
    """
    return [*_below_thresholds(result), *_made_up_quotations(result), *_drops(result)]


def changes(result: Result) -> dict[Metric, Paired]:
    """Hold every metric against the baseline, case by case; an empty dict where there is none."""
    if result.baseline is None:
        return {}
    now = verdicts_by_case(result)
    return {metric: paired(before, now[metric]) for metric, before in result.baseline.right.items() if before}


def verdicts_by_case(result: Result) -> dict[Metric, dict[str, bool]]:
    """Give every verdict by metric and case id."""
    return {
        metric: {
            row.case.id: verdict.right
            for row in result.rows
            for verdict in row.verdicts
            if verdict.metric == metric
        }
        for metric in METRICS
    }


def _below_thresholds(result: Result) -> list[Shortfall]:
    shares = _shares(result.rows)
    below: list[Shortfall] = []
    for metric, threshold in result.thresholds.items():
        share = shares[metric]
        # In whole cases, because 0.56 * 25 is a little more than 14 in floating point.
        needed = next(n for n in range(share.of + 1) if n >= threshold * share.of - 1e-9)
        if share.right < needed:
            below.append(
                Shortfall(
                    metric,
                    share.right / share.of,
                    threshold,
                    needed - share.right,
                    cases=_failed(result, metric),
                )
            )
    return below


def _made_up_quotations(result: Result) -> list[Shortfall]:
    failed = _failed(result, "quoted_verbatim")
    if not failed:
        return []
    share = _shares(result.rows)["quoted_verbatim"]
    return [Shortfall("quoted_verbatim", share.right / share.of, 1.0, len(failed), "quotations", failed)]


def _drops(result: Result) -> list[Shortfall]:
    dropped: list[Shortfall] = []
    for metric, change in changes(result).items():
        if change.fell:
            dropped.append(
                Shortfall(
                    metric=metric,
                    share=change.after / change.of,
                    threshold=change.before / change.of,
                    cases_missing=change.before - change.after,
                    against="baseline",
                    cases=change.worse,
                    p=change.p,
                )
            )
    return dropped


def _failed(result: Result, metric: Metric) -> tuple[str, ...]:
    return tuple(row.case.id for row in result.rows if any(verdict.metric == metric for verdict in row.wrong))


def _shares(rows: Sequence[Row]) -> dict[Metric, Share]:
    shares: dict[Metric, Share] = {}
    for metric in METRICS:
        verdicts = [verdict for row in rows for verdict in row.verdicts if verdict.metric == metric]
        shares[metric] = Share(sum(verdict.right for verdict in verdicts), len(verdicts))
    return shares


def _means(rows: Sequence[Row]) -> dict[Measure, Mean]:
    measured = {
        measure: [row.measures[measure] for row in rows if measure in row.measures] for measure in MEASURES
    }
    return {measure: mean_of(values) for measure, values in measured.items() if values}
