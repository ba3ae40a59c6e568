"""The gate in words: which metric closed it, by how much, and which cases got worse against the baseline."""

from __future__ import annotations

from dataclasses import dataclass

from evals.records import Result, Row, Verdict
from evals.reports.wording import LABELS, chance, one_line
from evals.statistics import SIGNIFICANT, Paired
from evals.summary import Shortfall, changes, shortfalls

SHOWN_CASES = 3
NO_THRESHOLDS = "The suite has no thresholds for what was asked: nothing was held against them."
PASSED = "Passed: no metric is below its threshold."


@dataclass(frozen=True, slots=True)
class Worse:
    """A case of which the baseline was right and this run is not, with the verdicts that turned."""

    row: Row
    verdicts: tuple[Verdict, ...]


def gate(result: Result) -> list[str]:
    """Say in one line a metric what closes the gate and by how much, or that nothing does."""
    below = shortfalls(result)
    if below:
        return [_shortfall(one) for one in below]
    return [PASSED if result.thresholds else NO_THRESHOLDS]


def against_baseline(result: Result) -> list[str]:
    """Say in one line a metric how its cases turned since the baseline; nothing where there is no baseline."""
    if result.baseline is None:
        return []
    turned = [
        f"Against the baseline: {LABELS[metric]} {change.before} -> {change.after} of {change.of}, "
        f"{len(change.better)} better, {len(change.worse)} worse; {sure(change)}."
        for metric, change in changes(result).items()
        if change.better or change.worse
    ]
    return turned or ["Against the baseline: no case turned."]


def worse_cases(result: Result) -> list[Worse]:
    """Give the cases that got worse against the baseline, in the order of the suite."""
    fallen = {(metric, case) for metric, change in changes(result).items() for case in change.worse}
    found = (
        Worse(row, tuple(one for one in row.wrong if (one.metric, row.case.id) in fallen))
        for row in result.rows
    )
    return [one for one in found if one.verdicts]


def worse_lines(result: Result) -> list[str]:
    """Give the cases that got worse, each in a line with the reasons."""
    return [
        f"{one.row.case.id}: {one_line(one.row.case.question)} ("
        + "; ".join(f"{LABELS[verdict.metric]}: {one_line(verdict.why)}" for verdict in one.verdicts)
        + ")"
        for one in worse_cases(result)
    ]


def sure(change: Paired) -> str:
    """Say how sure it is that a metric changed."""
    return f"{chance(change.p)}, {'hardly chance' if change.p < SIGNIFICANT else 'can be chance'}"


def _shortfall(one: Shortfall) -> str:
    label = LABELS[one.metric]
    if one.against == "quotations":
        shown = ", ".join(one.cases[:SHOWN_CASES])
        return f"Made-up quotations: {one.cases_missing} ({shown}); there must be none."
    if one.against == "baseline":
        likely = "" if one.p is None else f" ({chance(one.p)}, hardly chance)"
        return (
            f"Fell against the baseline: {label} is {one.share:.3f}, {one.threshold - one.share:.3f} under "
            f"{one.threshold:.3f}{likely}."
        )
    return (
        f"Below the threshold: {label} is {one.share:.3f}, {one.threshold - one.share:.3f} "
        f"under {one.threshold:.3f} ({one.cases_missing} more to be right)."
    )
