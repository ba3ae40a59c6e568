from __future__ import annotations

import pytest
from lxml import etree

from evals.metrics.confidence import RiskCoverage, RiskPoint
from evals.metrics.seconds import Spread
from evals.records import Result
from evals.reports.plots import EVERYTHING, fates_by_tag, risk_coverage_plot, seconds_plot, tag_plot

WIDEST_LETTER, LETTER_HEIGHT = 7.5, 12
"""Pixels of the pictures' type, 12 pixels high, at its boldest."""
SVG = "{http://www.w3.org/2000/svg}"


def test_the_fates_are_counted_for_all_cases_and_by_tag(wrong: Result) -> None:
    counts = fates_by_tag(wrong.rows)
    assert list(counts) == [EVERYTHING, "number", "money"]
    assert counts[EVERYTHING] == {"wrong": 2, "right": 1}
    assert counts["number"] == {"wrong": 2}


def test_the_bars_of_a_tag_are_as_long_as_their_shares(wrong: Result) -> None:
    drawn = etree.fromstring(str(tag_plot(wrong.rows)))
    first_row = [bar for bar in drawn.iter(f"{SVG}rect") if bar.get("y") == "4"]
    widths = {bar.get("class"): float(bar.get("width")) for bar in first_row}
    assert widths["wrong"] == pytest.approx(2 * widths["right"], abs=1.5)


def test_the_curve_goes_from_the_left_to_the_coverage_reached() -> None:
    curve = RiskCoverage((RiskPoint(0.9, 0.25, 0.0), RiskPoint(0.5, 0.5, 0.2)), 0.1)
    drawn = etree.fromstring(str(risk_coverage_plot(curve)))
    points = [
        tuple(map(float, point.split(","))) for point in drawn.find(f"{SVG}polyline").get("points").split()
    ]
    (left, bottom), (quarter, _), (half, top) = points
    assert half - left == pytest.approx(2 * (quarter - left), abs=0.2)
    assert top < bottom
    assert "20 % wrong at 50 %" in [text.text for text in drawn.iter(f"{SVG}text")]


@pytest.mark.parametrize("risk", [0.0, 1.0])
def test_a_curve_of_one_point_can_be_drawn(risk: float) -> None:
    etree.fromstring(str(risk_coverage_plot(RiskCoverage((RiskPoint(0.5, 1.0, risk),), risk))))


@pytest.mark.parametrize("risk", [0.03, 0.07, 0.15, 0.25, 0.4, 1.0])
@pytest.mark.parametrize("coverage", [0.05, 1.0])
def test_no_label_of_the_curve_leaves_the_picture(risk: float, coverage: float) -> None:
    drawn = etree.fromstring(str(risk_coverage_plot(RiskCoverage((RiskPoint(0.9, coverage, risk),), 0.1))))
    _, _, wide, high = map(int, drawn.get("viewBox").split())
    for label in drawn.iter(f"{SVG}text"):
        left, long = float(label.get("x")), WIDEST_LETTER * len(label.text)
        left -= {"start": 0, "middle": long / 2, "end": long}[label.get("text-anchor")]
        assert left >= 0
        assert left + long <= wide
        assert LETTER_HEIGHT <= float(label.get("y")) <= high


def test_the_lines_of_the_risk_stand_at_whole_per_cents() -> None:
    drawn = etree.fromstring(str(risk_coverage_plot(RiskCoverage((RiskPoint(0.9, 1.0, 0.03),), 0.1))))
    marks = [label.text for label in drawn.iter(f"{SVG}text") if label.get("text-anchor") == "end"]
    assert marks[:6] == ["0 %", "1 %", "2 %", "3 %", "4 %", "5 %"]


def test_times_of_nothing_can_be_drawn() -> None:
    drawn = str(seconds_plot({"search": Spread(0.0, 0.0), "total": Spread(0.0, 0.0)}))
    assert "0.000 s, 95 % 0.000 s" in drawn


def test_a_tag_can_not_break_out_of_the_picture(wrong: Result) -> None:
    object.__setattr__(wrong.rows[0].case, "tags", ("</text><script>",))
    assert "<script>" not in tag_plot(wrong.rows)
