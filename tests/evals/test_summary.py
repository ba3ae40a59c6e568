from __future__ import annotations

from dataclasses import replace

import pytest

from evals.records import Identity, Result, Row, Suite, Verdict
from evals.runner import run_suite
from evals.statistics import Share
from evals.summary import shortfalls, summarise
from tests.evals.stand_ins import Scripted, answered


def identity(suite: Suite) -> Identity:
    return Identity(suite.name, suite.version, suite.fingerprint, "0", "all", "own")


def judged(suite: Suite, right: int, of: int, threshold: float) -> Result:
    case = suite.cases[2]
    rows = tuple(Row(case, None, (Verdict("refused_right", n < right, ""),)) for n in range(of))
    return Result(replace(suite, thresholds={"refused_right": threshold}), identity(suite), rows)


def test_wrong_answers_are_split_into_refusals_and_wrong_ones(suite: Suite) -> None:
    summary = summarise(
        run_suite(suite, Scripted({"What did the harbour cost?": answered("It cost nothing.")}))
    )
    assert summary.shares["answered_right"] == Share(0, 2)
    assert summary.refused == Share(1, 2)
    assert summary.wrong_though_answerable == Share(1, 2)
    assert summary.errors == 0


def test_shares_by_tag(suite: Suite, right_assistant: Scripted) -> None:
    summary = summarise(run_suite(suite, right_assistant))
    assert list(summary.by_tag) == ["money", "number"]
    assert summary.by_tag["number"]["answered_right"] == Share(1, 1)
    assert summary.by_tag["number"]["refused_right"] == Share(1, 1)
    assert summary.by_tag["money"]["refused_right"] == Share(0, 0)
    assert summary.by_tag["money"]["refused_right"].value is None


@pytest.mark.parametrize(
    ("right", "of", "threshold", "missing"),
    [
        (19, 20, 0.95, 0),
        (18, 20, 0.95, 1),
        (0, 20, 0.0, 0),
        (20, 20, 1.0, 0),
        (19, 20, 1.0, 1),
        (18, 20, 0.91, 1),
        (0, 20, 0.95, 19),
        (14, 25, 0.56, 0),
    ],
)
def test_the_gate_counts_whole_cases(
    suite: Suite, right: int, of: int, threshold: float, missing: int
) -> None:
    below = shortfalls(judged(suite, right, of, threshold))
    assert sum(one.cases_missing for one in below) == missing
