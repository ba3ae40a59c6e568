"""Two results of the same suite held against each other, case by case."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.records import METRICS, Metric
from evals.report import FORMAT
from ingest.errors import SuiteError

_MUST_BE_SAME = ("suite", "version", "fingerprint", "articles")


@dataclass(frozen=True, slots=True)
class Turned:
    """What became of one metric: the cases right before and after, and the ids of those that turned."""

    metric: Metric
    before: int
    after: int
    of: int
    better: tuple[str, ...]
    worse: tuple[str, ...]

    @property
    def fell(self) -> bool:
        """Whether fewer cases are right than before."""
        return self.after < self.before


@dataclass(frozen=True, slots=True)
class _Saved:
    file: Path
    about: dict[str, str]
    right: dict[Metric, dict[str, bool]]


def compare(old: Path, new: Path) -> list[Turned]:
    """Compare two results files that `run` wrote, and give one Turned for each metric that judged a case.

    Raises SuiteError where a file can't be read, or where the two are not of the same suite, version,
    questions and articles: their figures would say nothing about each other.
    """
    before, after = _read(old), _read(new)
    for name in _MUST_BE_SAME:
        if before.about[name] != after.about[name]:
            raise SuiteError(
                f"{old} and {new} can't be compared: '{name}' is {before.about[name]!r} in the one and "
                f"{after.about[name]!r} in the other; run both on the same suite."
            )
    return [
        _turned(metric, before, after) for metric in METRICS if before.right[metric] or after.right[metric]
    ]


def lines(turned: list[Turned]) -> list[str]:
    """Say for each metric how it changed and which cases turned."""
    said: list[str] = []
    for one in turned:
        change = one.after - one.before
        label = one.metric.replace("_", " ")
        said.append(f"{label}: {one.before} -> {one.after} of {one.of} ({change:+d})")
        said += [f"  better: {case}" for case in one.better] + [f"  worse:  {case}" for case in one.worse]
    return said


def _turned(metric: Metric, before: _Saved, after: _Saved) -> Turned:
    old, new = before.right[metric], after.right[metric]
    if old.keys() != new.keys():
        different = ", ".join(sorted(old.keys() ^ new.keys()))
        raise SuiteError(
            f"{before.file} and {after.file} can't be compared: only one of them has {different} for "
            f"{metric}; run the suite again."
        )
    return Turned(
        metric=metric,
        before=sum(old.values()),
        after=sum(new.values()),
        of=len(new),
        better=tuple(case for case in new if new[case] and not old[case]),
        worse=tuple(case for case in new if old[case] and not new[case]),
    )


def _read(file: Path) -> _Saved:
    try:
        data = json.loads(file.read_bytes())
    except OSError as error:
        raise SuiteError(
            f"{file} can't be read ({error.strerror}); give a file that 'evals run' wrote."
        ) from error
    except (ValueError, RecursionError) as error:
        raise SuiteError(f"{file} is no JSON ({error}); give a file that 'evals run' wrote.") from error
    try:
        if data["format"] != FORMAT:
            raise SuiteError(
                f"{file} has format {data['format']}, and this version reads {FORMAT}; run it again."
            )
        about = {name: str(data[name]) for name in _MUST_BE_SAME}
        right = {metric: _verdicts(data["rows"], metric) for metric in METRICS}
    except (KeyError, TypeError, AttributeError) as error:
        raise SuiteError(
            f"{file} is not a whole results file ({error!r}); give one that 'evals run' wrote."
        ) from error
    return _Saved(file, about, right)


def _verdicts(rows: list[dict[str, Any]], metric: Metric) -> dict[str, bool]:
    return {
        str(row["id"]): row["verdicts"][metric]["right"] is True for row in rows if metric in row["verdicts"]
    }
