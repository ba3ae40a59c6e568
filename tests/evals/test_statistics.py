from __future__ import annotations

import pytest

from evals.statistics import Share, bootstrap_interval, mcnemar, mean_of, paired, shift


def test_the_interval_of_a_mean_is_about_two_standard_errors_to_either_side() -> None:
    # Of 100 zeros and ones the standard error is 0.05.
    interval = bootstrap_interval([0.0, 1.0] * 50)
    assert interval.low == pytest.approx(0.4, abs=0.02)
    assert interval.high == pytest.approx(0.6, abs=0.02)
    assert bootstrap_interval([0.0, 1.0] * 50) == interval


def test_a_share_has_the_interval_of_its_zeros_and_ones() -> None:
    drawn = Share(30, 40).interval
    by_case = bootstrap_interval([1.0] * 30 + [0.0] * 10)
    assert drawn is not None
    assert (drawn.low, drawn.high) == pytest.approx((by_case.low, by_case.high), abs=0.03)
    assert Share(0, 0).interval is None


def test_more_cases_than_are_drawn_at_once_are_no_matter() -> None:
    interval = bootstrap_interval([0.0, 1.0] * 2_000)
    assert 0.47 < interval.low < 0.5 < interval.high < 0.53


def test_equal_values_have_an_interval_without_width() -> None:
    mean = mean_of([0.25])
    assert (mean.value, mean.of, mean.interval.low, mean.interval.high) == (0.25, 1, 0.25, 0.25)


def test_there_is_no_interval_of_nothing() -> None:
    with pytest.raises(ValueError, match="no values"):
        bootstrap_interval([])


@pytest.mark.parametrize(
    ("better", "worse", "p"),
    [
        (0, 0, 1.0),
        (0, 1, 1.0),
        (0, 5, 0.0625),
        (0, 6, 0.03125),
        (6, 0, 0.03125),
        (1, 9, 22 / 1024),
        (5, 5, 1.0),
    ],
)
def test_the_exact_test_counts_the_tails(better: int, worse: int, p: float) -> None:
    assert mcnemar(better, worse) == pytest.approx(p)


def test_thousands_of_turned_cases_are_no_overflow() -> None:
    assert 0 < mcnemar(1_900, 2_100) < 0.01


def test_a_drop_falls_only_where_it_is_hardly_chance() -> None:
    before = {str(n): True for n in range(20)}
    after = {str(n): n >= 6 for n in range(20)}
    change = paired(before, after)
    assert (change.before, change.after, change.of, change.difference) == (20, 14, 20, -0.3)
    assert change.worse == ("0", "1", "2", "3", "4", "5")
    assert change.interval.low < -0.3 < change.interval.high < 0
    assert change.fell
    assert not paired(after, before).fell
    assert not paired(before, {**before, "0": False}).fell


def test_other_cases_are_not_paired() -> None:
    with pytest.raises(ValueError, match="same cases"):
        paired({"a": True}, {"b": True})


def test_a_measure_is_compared_where_both_runs_have_it() -> None:
    moved = shift({"a": 0.5, "b": 1.0, "c": 0.0}, {"a": 1.0, "b": 1.0})
    assert moved is not None
    assert (moved.before, moved.after, moved.of, moved.difference) == (0.75, 1.0, 2, 0.25)
    assert shift({"a": 1.0}, {"b": 1.0}) is None
