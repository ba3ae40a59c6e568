from __future__ import annotations

import json

import pytest
from scipy.stats import mannwhitneyu

from assistant.answers import Seconds
from evals.public.findings import (
    Figure,
    Findings,
    Group,
    area_under_curve,
    median_seconds,
    share,
    terminal,
    to_dict,
)

HIGH = [0.9, 0.8, 0.5, 0.4, 0.4]
LOW = [0.7, 0.4, 0.3, 0.1]


def test_the_area_under_the_curve_counts_ties_half() -> None:
    figure = area_under_curve("AUROC", HIGH, LOW)
    statistic = mannwhitneyu(HIGH, LOW).statistic
    assert figure.value == pytest.approx(statistic / (len(HIGH) * len(LOW)))
    assert figure.of == 9
    assert area_under_curve("", [1.0], [1.0]).value == 0.5


def test_the_area_has_an_interval_that_is_the_same_every_time_and_narrows() -> None:
    figure = area_under_curve("AUROC", HIGH, LOW)
    again = area_under_curve("AUROC", HIGH, LOW)
    wide, many = figure.interval, area_under_curve("AUROC", HIGH * 30, LOW * 30).interval
    assert figure == again
    assert wide is not None
    assert many is not None
    assert wide.low < (figure.value or 0) < wide.high
    assert many.high - many.low < (wide.high - wide.low) / 3


def test_separated_scores_have_the_area_one_and_no_width() -> None:
    figure = area_under_curve("AUROC", [2.0, 3.0], [0.0, 1.0])
    assert figure.value == 1.0
    assert figure.interval is not None
    assert (figure.interval.low, figure.interval.high) == (1.0, 1.0)


@pytest.mark.parametrize(("positive", "negative"), [([], LOW), (HIGH, []), ([], [])])
def test_one_kind_alone_has_no_area(positive: list[float], negative: list[float]) -> None:
    figure = area_under_curve("AUROC", positive, negative)
    assert (figure.value, figure.interval) == (None, None)
    assert figure.of == len(positive) + len(negative)


def test_findings_are_shown_and_are_plain_json() -> None:
    right = share("answered right", [True, True, False, True])
    findings = Findings(
        groups=(Group("all", (right, share("of none", []))),),
        rows=({"id": "1"},),
        models={"answers": "stand-in"},
        notes=("Nothing was left out.",),
    )
    document = json.loads(json.dumps(to_dict(findings)))
    assert document["groups"]["all"]["answered right"]["value"] == 0.75
    assert document["groups"]["all"]["answered right"]["interval"]["low"] < 0.75
    assert document["groups"]["all"]["of none"] == {"value": None, "of": 0, "interval": None}
    assert document["models"] == {"answers": "stand-in"}
    lines = terminal(findings).splitlines()
    assert lines[0] == "all:"
    assert lines[1].split()[:5] == ["answered", "right", "0.750", "of", "4"]
    assert lines[2].split() == ["of", "none", "-", "of", "0"]
    assert lines[-1] == "Nothing was left out."


def test_median_seconds_are_given_by_stage() -> None:
    times = [Seconds(0.1, 0.2, 0.3, 0.6), Seconds(0.3, 0.2, 0.3, 0.8), Seconds(0.2, 0.2, 0.3, 0.7)]
    search, *_, total = median_seconds(times)
    assert search == Figure("median seconds, search", pytest.approx(0.2), 3)
    assert total.value == pytest.approx(0.7)
    assert median_seconds([]) == ()
