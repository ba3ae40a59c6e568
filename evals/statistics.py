"""How sure a figure is: bootstrap intervals, and whether a difference between two runs can be chance.

All of it is deterministic: the resamples are drawn with a fixed seed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 2_000
CONFIDENCE_LEVEL = 0.95
SIGNIFICANT = 0.05
"""A drop with a smaller p is not taken for chance."""
SEED = 20_240_301
_RESAMPLES_AT_ONCE = 4_000_000
"""Drawn numbers held in memory together (32 MB)."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % percentile bootstrap interval, both ends in the unit of what was averaged."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many cases."""

    right: int
    of: int

    @property
    def value(self) -> float | None:
        """The share from 0 to 1, None of no cases."""
        return self.right / self.of if self.of else None

    @property
    def interval(self) -> Interval | None:
        """The share's bootstrap interval by case, None of no cases."""
        if not self.of:
            return None
        # Drawing `of` cases with replacement and counting the right ones is one binomial draw.
        drawn = np.random.default_rng(SEED).binomial(self.of, self.right / self.of, RESAMPLES)
        return _percentiles(drawn / self.of)


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of a measure over `of` cases (at least one), with its bootstrap interval by case."""

    value: float
    of: int
    interval: Interval


@dataclass(frozen=True, slots=True)
class Paired:
    """One pass/fail metric before and after, on the same cases.

    `difference` is the change of the share of right cases (-1 to 1), `interval` its paired bootstrap
    interval, `p` the two-sided p of the exact McNemar test: how likely chance alone would turn the cases as
    one-sidedly. `better` and `worse` are the ids of the cases that turned.
    """

    before: int
    after: int
    of: int
    better: tuple[str, ...]
    worse: tuple[str, ...]
    difference: float
    interval: Interval
    p: float

    @property
    def fell(self) -> bool:
        """Whether fewer cases are right than before, and not by chance."""
        return self.after < self.before and self.p < SIGNIFICANT


@dataclass(frozen=True, slots=True)
class Shift:
    """One measure before and after, on the `of` cases that both runs measured: means and their difference."""

    before: float
    after: float
    of: int
    difference: float
    interval: Interval


def bootstrap_interval(values: Sequence[float]) -> Interval:
    """Give the interval of the mean of `values` (one a case, at least one).

    The percentile bootstrap of Efron (1979): the mean of 2,000 samples drawn by case with replacement, and
    of these means the 2.5th and the 97.5th percentile. Values that are all equal give an interval without
    width, however few they are. Raises ValueError where there are no values.
    """
    if not values:
        raise ValueError("There is no mean of no values.")
    observed = np.asarray(values, dtype=np.float64)
    generator = np.random.default_rng(SEED)
    at_once = max(1, _RESAMPLES_AT_ONCE // len(observed))
    means = [
        observed[generator.integers(0, len(observed), (min(at_once, RESAMPLES - start), len(observed)))].mean(
            axis=1
        )
        for start in range(0, RESAMPLES, at_once)
    ]
    return _percentiles(np.concatenate(means))


def mean_of(values: Sequence[float]) -> Mean:
    """Give the mean of `values` (one a case) with its interval. Raises ValueError where there are none."""
    interval = bootstrap_interval(values)
    return Mean(float(np.mean(values)), len(values), interval)


def mcnemar(better: int, worse: int) -> float:
    """Give the two-sided p of the exact McNemar test for the cases that turned either way.

    McNemar (1947) in the exact form: if nothing changed, a case that turns is as likely to turn either way,
    so the rarer way follows a binomial distribution. 1.0 where no case turned.
    """
    turned = better + worse
    tail = sum(math.comb(turned, count) for count in range(min(better, worse) + 1))
    return min(1.0, 2 * tail / (1 << turned))


def paired(before: Mapping[str, bool], after: Mapping[str, bool]) -> Paired:
    """Compare a metric's verdicts by case id. Raises ValueError where the ids differ or there are none."""
    if before.keys() != after.keys():
        raise ValueError("Only the verdicts of the same cases can be paired.")
    differences = [float(after[case]) - float(before[case]) for case in before]
    better = tuple(case for case in after if after[case] and not before[case])
    worse = tuple(case for case in after if before[case] and not after[case])
    return Paired(
        before=sum(before.values()),
        after=sum(after.values()),
        of=len(after),
        better=better,
        worse=worse,
        difference=float(np.mean(differences)) if differences else 0.0,
        interval=bootstrap_interval(differences),
        p=mcnemar(len(better), len(worse)),
    )


def shift(before: Mapping[str, float], after: Mapping[str, float]) -> Shift | None:
    """Compare a measure by case id, on the cases that both runs measured; None where there are none."""
    both = [case for case in after if case in before]
    if not both:
        return None
    old, new = [before[case] for case in both], [after[case] for case in both]
    differences = [late - early for early, late in zip(old, new, strict=True)]
    return Shift(
        before=float(np.mean(old)),
        after=float(np.mean(new)),
        of=len(both),
        difference=float(np.mean(differences)),
        interval=bootstrap_interval(differences),
    )


def _percentiles(means: NDArray[np.float64]) -> Interval:
    rest = 50 * (1 - CONFIDENCE_LEVEL)
    low, high = np.percentile(means, [rest, 100 - rest])
    return Interval(float(low), float(high))
