from __future__ import annotations

from dataclasses import dataclass

import pytest

from evals.metrics.answering import coverage, precision_when_answering, refusal_precision, refusal_recall
from evals.metrics.confidence import RiskPoint, auroc, missing_confidence, risk_coverage
from evals.records import Case, Row, Verdict
from evals.statistics import Share


@dataclass(frozen=True)
class Sure:
    """As much of an answer as the metrics look at."""

    outcome: str
    confidence: float


def row(kind: str, confidence: float = 0.5, *, answerable: bool = True) -> Row:
    case = Case("a", "?", 1, unanswerable=None if answerable else "absent")
    if kind == "error":
        return Row(case, None, (), "RuntimeError: gone")
    answer = Sure("not_found" if kind == "refused" else "answered", confidence)
    verdicts = (Verdict("answered_right", kind == "right", ""),) if answerable else ()
    return Row(case, answer, verdicts)  # type: ignore[arg-type]


ROWS = [
    row("right", 0.9),
    row("right", 0.8),
    row("wrong", 0.7),
    row("refused", 0.2),
    row("wrong", 0.8, answerable=False),
    row("refused", 0.1, answerable=False),
]


def test_the_outcomes_are_told_in_pairs() -> None:
    assert [one.outcome for one in ROWS] == ["right", "right", "wrong", "refused", "wrong", "refused"]
    assert (precision_when_answering(ROWS), coverage(ROWS)) == (Share(2, 4), Share(4, 6))
    assert (refusal_precision(ROWS), refusal_recall(ROWS)) == (Share(1, 2), Share(1, 2))


@pytest.mark.parametrize("answerable", [True, False])
def test_a_crash_is_a_wrong_answer(answerable: bool) -> None:
    crash = row("error", answerable=answerable)
    assert crash.outcome == "wrong"
    assert precision_when_answering([*ROWS, crash]) == Share(2, 5)
    assert refusal_precision([*ROWS, crash]) == refusal_precision(ROWS)


def test_auroc_counts_pairs_and_ties_half() -> None:
    # 0.9 beats both, 0.8 ties with one, 0.7 and 0.2 beat one.
    assert auroc(ROWS) == (2 + 1.5 + 1 + 1) / 8
    assert auroc([row("right", 0.4), row("refused", 0.4, answerable=False)]) == 0.5


@pytest.mark.parametrize("answerable", [True, False])
def test_a_crash_is_ranked_where_it_hurts(answerable: bool) -> None:
    crashed = auroc([*ROWS, row("error", answerable=answerable)])
    assert crashed is not None
    assert crashed < (auroc(ROWS) or 0)


def test_the_curve_goes_by_falling_confidence() -> None:
    curve = risk_coverage(ROWS)
    assert curve is not None
    assert curve.points == (
        RiskPoint(0.9, 1 / 6, 0.0),
        RiskPoint(0.8, 3 / 6, 1 / 3),
        RiskPoint(0.7, 4 / 6, 2 / 4),
    )
    assert curve.area == pytest.approx((0 + 2 / 3 + 1 / 2) / 4)
    assert risk_coverage(ROWS[::-1]) == curve


def test_the_curve_ends_at_coverage_and_one_minus_precision() -> None:
    rows = [*ROWS, row("error")]
    curve = risk_coverage(rows)
    assert curve is not None
    assert curve.points[0].risk > 0
    assert curve.points[-1].coverage == coverage(rows).value
    assert curve.points[-1].risk == 1 - (precision_when_answering(rows).value or 0)


def test_where_all_cases_raised_there_is_no_curve_and_it_is_said_why() -> None:
    rows = [row("error"), row("error", answerable=False)]
    assert auroc(rows) is None
    assert risk_coverage(rows) is None
    assert "No case was answered" in missing_confidence(rows)
    assert missing_confidence([*ROWS, *rows]) == ""


def test_where_there_is_nothing_to_compare_there_is_no_figure() -> None:
    assert auroc(ROWS[:4]) is None
    assert risk_coverage(ROWS[3:4]) is None
