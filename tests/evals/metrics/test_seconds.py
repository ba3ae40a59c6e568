from __future__ import annotations

import pytest

from assistant.answers import Seconds
from evals.metrics.seconds import seconds_per_stage


def test_median_and_95th_percentile_of_each_stage() -> None:
    spreads = seconds_per_stage([Seconds(search=n, total=2 * n) for n in range(101)])
    assert (spreads["search"].median, spreads["search"].p95) == pytest.approx((50, 95))
    assert (spreads["total"].median, spreads["total"].p95) == pytest.approx((100, 190))
    assert spreads["write"].p95 == 0


def test_nothing_timed_gives_nothing() -> None:
    assert seconds_per_stage([]) == {}
