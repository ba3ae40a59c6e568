"""Confidence: does the assistant know when it knows? AUROC, and the risk of an answer by coverage.

Sources: Hanley and McNeil (1982) for the area under the curve as a share of pairs; El-Yaniv and Wiener, "On
the Foundations of Noise-free Selective Classification" (2010), for risk by coverage.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from evals.records import Row


@dataclass(frozen=True, slots=True)
class RiskPoint:
    """What it would be like to answer only from `confidence` up.

    `coverage` is the share of all questions that would be answered, `risk` the share of these that would be
    wrong.
    """

    confidence: float
    coverage: float
    risk: float


@dataclass(frozen=True, slots=True)
class RiskCoverage:
    """The curve by falling confidence, and the mean risk along it (0 is best), up to the coverage reached."""

    points: tuple[RiskPoint, ...]
    area: float


def missing_confidence(rows: Sequence[Row]) -> str:
    """Say why confidence can't be judged, "" where at least one case was answered or refused."""
    if any(row.confidence is not None for row in rows):
        return ""
    return "No case was answered or refused, so there is no confidence to judge."


def auroc(rows: Sequence[Row]) -> float | None:
    """Give how often an answerable question has more confidence than an unanswerable one; ties count half.

    A case that raised is put where it hurts: below all others if answerable, else above. None where all cases
    raised, or where one of the two kinds is missing.
    """
    if missing_confidence(rows):
        return None
    answerable = np.array([_confidence(row, -1.0) for row in rows if row.case.unanswerable is None])
    unanswerable = np.array([_confidence(row, 2.0) for row in rows if row.case.unanswerable is not None])
    if not answerable.size or not unanswerable.size:
        return None
    higher = answerable[:, None] > unanswerable[None, :]
    equal = answerable[:, None] == unanswerable[None, :]
    return float((higher + 0.5 * equal).mean())


def risk_coverage(rows: Sequence[Row]) -> RiskCoverage | None:
    """Give the risk by coverage over the questions that were answered, the most confident first.

    Answers of equal confidence make one point. A case that raised counts as a wrong answer of the highest
    confidence. None where all cases raised or nothing was answered.
    """
    answered = [row for row in rows if row.outcome != "refused"]
    if missing_confidence(rows) or not answered:
        return None
    by_confidence = sorted(
        ((_confidence(row, 1.0), row.outcome == "wrong") for row in answered), reverse=True
    )
    points: list[RiskPoint] = []
    taken = wrong = 0
    area = 0.0
    for confidence, group in groupby(by_confidence, key=lambda pair: pair[0]):
        outcomes = [is_wrong for _, is_wrong in group]
        taken += len(outcomes)
        wrong += sum(outcomes)
        points.append(RiskPoint(confidence, taken / len(rows), wrong / taken))
        area += wrong / taken * len(outcomes) / len(answered)
    return RiskCoverage(tuple(points), area)


def _confidence(row: Row, of_error: float) -> float:
    return of_error if row.confidence is None else row.confidence
