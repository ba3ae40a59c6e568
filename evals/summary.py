"""The rows of a run folded into figures, and the gate that they have to pass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.metrics.seconds import Spread, seconds_per_stage
from evals.records import METRICS, Metric, Result, Row


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many cases."""

    right: int
    of: int

    @property
    def value(self) -> float | None:
        """The share from 0 to 1, None of no cases."""
        return self.right / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a run.

    `refused` and `answered_wrongly` are shares of the answerable cases; `errors` counts the cases of either
    kind that raised. `by_tag` is sorted by tag.
    """

    cases: int
    shares: dict[Metric, Share]
    refused: Share
    answered_wrongly: Share
    errors: int
    by_tag: dict[str, dict[Metric, Share]]
    seconds: dict[str, Spread]


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A metric that stayed below its threshold, and how many more cases had to be right."""

    metric: Metric
    share: float
    threshold: float
    cases_missing: int


def summarise(result: Result) -> Summary:
    """Fold the rows of a run; a case that raised counts as wrong in each of its metrics."""
    rows = result.rows
    answerable = [row for row in rows if row.case.unanswerable is None]
    answered = [
        row for row in answerable if not row.error and row.answer and row.answer.outcome == "answered"
    ]
    refused = [
        row for row in answerable if not row.error and row.answer and row.answer.outcome == "not_found"
    ]
    wrongly = [row for row in answered if any(verdict.metric == "answered_right" for verdict in row.wrong)]
    tags = sorted({tag for row in rows for tag in row.case.tags})
    return Summary(
        cases=len(rows),
        shares=_shares(rows),
        refused=Share(len(refused), len(answerable)),
        answered_wrongly=Share(len(wrongly), len(answerable)),
        errors=sum(bool(row.error) for row in rows),
        by_tag={tag: _shares([row for row in rows if tag in row.case.tags]) for tag in tags},
        seconds=seconds_per_stage([row.answer.seconds for row in rows if row.answer and not row.error]),
    )


def shortfalls(result: Result) -> list[Shortfall]:
    """Give the metrics that are below the suite's thresholds; an empty list opens the gate."""
    shares = _shares(result.rows)
    below: list[Shortfall] = []
    for metric, threshold in result.suite.thresholds.items():
        share = shares[metric]
        # In whole cases, because 0.56 * 25 is a little more than 14 in floating point.
        needed = next(n for n in range(share.of + 1) if n >= threshold * share.of - 1e-9)
        if share.right < needed:
            below.append(Shortfall(metric, share.right / share.of, threshold, needed - share.right))
    return below


def _shares(rows: Sequence[Row]) -> dict[Metric, Share]:
    shares: dict[Metric, Share] = {}
    for metric in METRICS:
        verdicts = [verdict for row in rows for verdict in row.verdicts if verdict.metric == metric]
        shares[metric] = Share(sum(verdict.right for verdict in verdicts), len(verdicts))
    return shares
