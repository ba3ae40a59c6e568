from __future__ import annotations

from dataclasses import replace

import pytest

from evals.records import Result, Row, Suite, Verdict
from evals.runner import run_suite
from evals.summary import Share, shortfalls, summarise
from tests.evals.stand_ins import Scripted, answered


def of_twenty(suite: Suite, right: int, threshold: float) -> Result:
    case = suite.cases[2]
    rows = tuple(Row(case, None, (Verdict("refused_right", n < right, ""),)) for n in range(20))
    return Result(replace(suite, thresholds={"refused_right": threshold}), "own", rows)


def test_wrong_answers_are_split_into_refusals_and_wrong_ones(suite: Suite) -> None:
    summary = summarise(
        run_suite(suite, Scripted({"What did the harbour cost?": answered("It cost nothing.")}))
    )
    assert summary.shares["answered_right"] == Share(0, 2)
    assert summary.refused == Share(1, 2)
    assert summary.answered_wrongly == Share(1, 2)
    assert summary.errors == 0


def test_shares_by_tag(suite: Suite, right_assistant: Scripted) -> None:
    summary = summarise(run_suite(suite, right_assistant))
    assert list(summary.by_tag) == ["money", "number"]
    assert summary.by_tag["number"]["answered_right"] == Share(1, 1)
    assert summary.by_tag["number"]["refused_right"] == Share(1, 1)
    assert summary.by_tag["money"]["refused_right"] == Share(0, 0)
    assert summary.by_tag["money"]["refused_right"].value is None


@pytest.mark.parametrize(
    ("right", "threshold", "missing"),
    [
        (11, 0.55, 0),
        (19, 0.95, 0),
        (18, 0.95, 1),
        (0, 0.0, 0),
        (20, 1.0, 0),
        (19, 1.0, 1),
        (18, 0.91, 1),
        (0, 0.95, 19),
    ],
)
def test_the_gate_counts_whole_cases(suite: Suite, right: int, threshold: float, missing: int) -> None:
    below = shortfalls(of_twenty(suite, right, threshold))
    assert sum(one.cases_missing for one in below) == missing
