"""What a benchmark found: named figures in groups, each with the number of cases it is of and its interval."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.answers import Seconds
from evals.metrics.seconds import seconds_per_stage
from evals.statistics import CONFIDENCE_LEVEL, RESAMPLES, SEED, Interval, Share

BLOCK = 100
"""Resamples that are drawn at once."""


@dataclass(frozen=True, slots=True)
class Call:
    """What is to be run: the folder of the files, where the library is kept, how many cases, which.

    `library` is None for a benchmark without a library. `days` is the length of the window before a question,
    0 for none. `tick` is called once for each case, with the number of all.
    """

    data: Path
    library: Path | None = None
    sample: int | None = None
    seed: int = 0
    days: int = 0
    tick: Callable[[int], None] = lambda _: None


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of `of` cases; `value` and `interval` are None where there is nothing to measure."""

    name: str
    value: float | None
    of: int
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of some of the cases."""

    name: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """All that a run found. `models` says who answered or scored; `rows` holds plain JSON values, one a case.

    `notes` say what was left out or could not be measured, and why.
    """

    groups: tuple[Group, ...]
    rows: tuple[dict[str, Any], ...]
    models: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def share(name: str, verdicts: Sequence[bool]) -> Figure:
    """Give the share of true verdicts, one a case, with its interval."""
    return of_share(name, Share(sum(verdicts), len(verdicts)))


def of_share(name: str, counted: Share) -> Figure:
    """Give a counted share as a figure."""
    return Figure(name, counted.value, counted.of, counted.interval)


def area_under_curve(name: str, positive: Sequence[float], negative: Sequence[float]) -> Figure:
    """Give how often a positive case scores higher than a negative one; ties count half.

    The area under the ROC curve as in Hanley and McNeil (1982). The interval is the percentile bootstrap by
    case, the positive and the negative ones drawn apart, with a fixed seed. None where one kind is missing.
    """
    count = len(positive) + len(negative)
    if not positive or not negative:
        return Figure(name, None, count)
    ours, theirs = np.asarray(positive)[:, None], np.asarray(negative)[None, :]
    wins = (ours > theirs) + 0.5 * (ours == theirs)
    low, high = np.percentile(_resampled(wins), [50 * (1 - CONFIDENCE_LEVEL), 50 * (1 + CONFIDENCE_LEVEL)])
    return Figure(name, float(wins.mean()), count, Interval(float(low), float(high)))


def median_seconds(times: Sequence[Seconds]) -> tuple[Figure, ...]:
    """Give the median seconds of each stage, none where nothing was timed."""
    return tuple(
        Figure(f"median seconds, {stage}", spread.median, len(times))
        for stage, spread in seconds_per_stage(times).items()
    )


def to_dict(findings: Findings) -> dict[str, Any]:
    """Give the findings as plain JSON values; a group's figures stand under their names."""
    return {
        "models": findings.models,
        "notes": list(findings.notes),
        "groups": {
            group.name: {figure.name: _plain(figure) for figure in group.figures} for group in findings.groups
        },
        "rows": list(findings.rows),
    }


def terminal(findings: Findings) -> str:
    """Give the findings for a terminal: a table for each group, then the notes."""
    tables = ["\n".join([f"{group.name}:", *map(_line, group.figures)]) for group in findings.groups]
    return "\n\n".join([*tables, *findings.notes])


def _resampled(wins: NDArray[np.float64]) -> NDArray[np.float64]:
    rows, columns = wins.shape
    generator = np.random.default_rng(SEED)
    areas: list[NDArray[np.float64]] = []
    # How often a case is drawn is multinomial, and these counts are all that the area of a resample needs.
    for _ in range(RESAMPLES // BLOCK):
        left = generator.multinomial(rows, np.full(rows, 1 / rows), BLOCK)
        right = generator.multinomial(columns, np.full(columns, 1 / columns), BLOCK)
        areas.append(((left @ wins) * right).sum(axis=1) / (rows * columns))
    return np.concatenate(areas)


def _plain(figure: Figure) -> dict[str, Any]:
    return {
        "value": figure.value,
        "of": figure.of,
        "interval": asdict(figure.interval) if figure.interval else None,
    }


def _line(figure: Figure) -> str:
    value = "-" if figure.value is None else f"{figure.value:.3f}"
    interval = f"{figure.interval.low:.3f} to {figure.interval.high:.3f}" if figure.interval else ""
    return f"  {figure.name:44}{value:>7}  of {figure.of:<5} {interval}".rstrip()
