"""Seconds: how long the stages of a question took."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from assistant.answers import Seconds


@dataclass(frozen=True, slots=True)
class Spread:
    """Wall-clock seconds of one stage over all questions: the median and the 95th percentile."""

    median: float
    p95: float


def seconds_per_stage(questions: Sequence[Seconds]) -> dict[str, Spread]:
    """Give the spread of each stage (search, rerank, write, total); an empty dict where nothing was timed."""
    if not questions:
        return {}
    return {stage.name: _spread([getattr(one, stage.name) for one in questions]) for stage in fields(Seconds)}


def _spread(values: Sequence[float]) -> Spread:
    median, p95 = np.percentile(values, [50, 95])
    return Spread(float(median), float(p95))
