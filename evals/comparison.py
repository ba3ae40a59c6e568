"""Two results of the same questions held against each other, case by case, and the baseline of the gate."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.records import (
    ANSWERING_FIELDS,
    ASKED_FIELDS,
    MEASURES,
    METRICS,
    OWN_ARTICLES,
    Asked,
    Baseline,
    Identity,
    Measure,
    Metric,
    Result,
    Suite,
)
from evals.reports.document import FORMAT
from evals.reports.gate import sure
from evals.statistics import Paired, Shift, paired, shift
from evals.summary import verdicts_by_case
from ingest.errors import CallError, SuiteError

BASELINE_FILE = "baseline.json"
BASELINE_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of each metric and each measure that both results have.

    `changed` are the models, settings and code version that differ, each as before and after.
    """

    metrics: dict[Metric, Paired]
    measures: dict[Measure, Shift]
    changed: dict[str, tuple[Any, Any]]

    @property
    def fell(self) -> bool:
        """Whether a metric fell, and not by chance."""
        return any(change.fell for change in self.metrics.values())


@dataclass(frozen=True, slots=True)
class _Saved:
    file: Path
    identity: Identity
    right: dict[Metric, dict[str, bool]]
    measures: dict[Measure, dict[str, float]]


def compare(old: Path, new: Path) -> Comparison:
    """Compare two results files that `run` wrote.

    Raises SuiteError where a file can't be read, or where the two are not of the same suite, version,
    questions, corpus, half and articles: their figures would say nothing about each other.
    """
    before, after = _read(old), _read(new)
    different = unlike(before.identity, after.identity)
    if different:
        raise SuiteError(f"{old} and {new} can't be compared: {different}; run both on the same suite.")
    return Comparison(
        metrics={
            metric: _paired(metric, before, after)
            for metric in METRICS
            if before.right[metric] or after.right[metric]
        },
        measures={
            measure: change
            for measure in MEASURES
            if (change := shift(before.measures[measure], after.measures[measure]))
        },
        changed={
            name: (getattr(before.identity, name), getattr(after.identity, name))
            for name in ANSWERING_FIELDS
            if getattr(before.identity, name) != getattr(after.identity, name)
        },
    )


def unlike(before: Identity, after: Identity) -> str:
    """Say in which of the fields that must agree two identities differ, "" where in none."""
    return "; ".join(
        f"'{name}' is {getattr(before, name)!r} in the one and {getattr(after, name)!r} in the other"
        for name in ASKED_FIELDS
        if getattr(before, name) != getattr(after, name)
    )


def lines(comparison: Comparison) -> list[str]:
    """Say what differs in who answered, how each metric changed, which cases turned, and how sure that is."""
    said = [f"{_label(name)}: {old} -> {new}" for name, (old, new) in comparison.changed.items()]
    for metric, change in comparison.metrics.items():
        turned = change.after - change.before
        said.append(
            f"{_label(metric)}: {change.before} -> {change.after} of {change.of} ({turned:+d}), {_sure(change)}"
        )
        said += [f"  better: {case}" for case in change.better]
        said += [f"  worse:  {case}" for case in change.worse]
    for measure, moved in comparison.measures.items():
        said.append(
            f"{_label(measure)}: {moved.before:.3f} -> {moved.after:.3f} over {moved.of} cases "
            f"({moved.difference:+.3f}, 95 % from {moved.interval.low:+.3f} to {moved.interval.high:+.3f})"
        )
    return said


# --- the baseline


def baseline_for(suite: Suite, *, half: Asked | None = None, articles: str = OWN_ARTICLES) -> Baseline | None:
    """Give the suite's stored baseline; None where there is none, or none for this half and these articles.

    Raises SuiteError where the file is broken.
    """
    file = suite.questions.with_name(BASELINE_FILE)
    if not file.exists() or articles != OWN_ARTICLES or (half or suite.gated_half) != suite.gated_half:
        return None
    document = _json(file, "write it anew with: python -m evals baseline")
    try:
        if document["format"] != BASELINE_FORMAT:
            raise SuiteError(f"{file} has format {document['format']}; {_write_anew(suite.name)}.")
        identity = Identity(**document["identity"])
        right = {
            metric: {
                case: bool(verdicts[metric])
                for case, verdicts in document["cases"].items()
                if metric in verdicts
            }
            for metric in METRICS
        }
    except (KeyError, TypeError, AttributeError) as error:
        raise SuiteError(f"{file} is no whole baseline ({error!r}); {_write_anew(suite.name)}.") from error
    if {metric: set(right[metric]) for metric in METRICS} != _judged(suite):
        raise SuiteError(f"{file} does not hold the suite's questions; {_write_anew(suite.name)}.")
    return Baseline(file, identity, right)


def check_baseline(baseline: Baseline, identity: Identity) -> None:
    """Raise SuiteError, saying what to do, where the baseline is of other questions or another corpus."""
    different = unlike(baseline.identity, identity)
    if different:
        raise SuiteError(
            f"{baseline.file} does not fit this run: {different}; {_write_anew(identity.suite)}, and look at the "
            "figures before you keep it."
        )


def write_baseline(result: Result) -> Path:
    """Store the result as the baseline of its suite, and give the file.

    Raises SuiteError where the result can't be one: of another half than the gate's, of other articles, or
    with a case that raised; CallError where the file can't be written.
    """
    file = result.suite.questions.with_name(BASELINE_FILE)
    identity = result.identity
    if identity.half != result.suite.gated_half or identity.articles != OWN_ARTICLES:
        raise SuiteError(
            f"A baseline is of the suite's own articles and of the cases that the gate asks "
            f"('{result.suite.gated_half}'), but this run asked '{identity.half}' of '{identity.articles}'."
        )
    raised = [row.case.id for row in result.rows if row.error]
    if raised:
        raise SuiteError(
            f"A run in which cases raised ({', '.join(raised[:3])}) is no baseline; run it again."
        )
    verdicts = verdicts_by_case(result)
    cases = {
        row.case.id: {metric: int(verdicts[metric][row.case.id]) for metric in row.case.metrics}
        for row in result.rows
    }
    try:
        file.write_text(_baseline_text(identity, cases), encoding="utf-8")
    except OSError as error:
        raise CallError(f"{file} can't be written ({error.strerror}).") from error
    return file


def _baseline_text(identity: Identity, cases: Mapping[str, Mapping[Metric, int]]) -> str:
    """One line a case, so that a change of the file shows which cases turned."""
    head = json.dumps({"format": BASELINE_FORMAT, "identity": identity.to_dict()}, indent=1)
    body = ",\n".join(f"  {json.dumps(case)}: {json.dumps(verdicts)}" for case, verdicts in cases.items())
    return f'{head.removesuffix("}").rstrip()},\n "cases": {{\n{body}\n }}\n}}\n'


def _judged(suite: Suite) -> dict[Metric, set[str]]:
    gated = suite.cases_of(suite.gated_half)
    return {metric: {case.id for case in gated if metric in case.metrics} for metric in METRICS}


def _write_anew(suite: str) -> str:
    return f"write the baseline anew with: python -m evals baseline {suite}"


# --- inside


def _paired(metric: Metric, before: _Saved, after: _Saved) -> Paired:
    old, new = before.right[metric], after.right[metric]
    if old.keys() != new.keys():
        different = ", ".join(sorted(old.keys() ^ new.keys()))
        raise SuiteError(
            f"{before.file} and {after.file} can't be compared: only one of them has {different} for "
            f"{metric}; run the suite again."
        )
    return paired(old, new)


def _sure(change: Paired) -> str:
    if not change.better and not change.worse:
        return "no case turned"
    return f"95 % from {change.interval.low:+.3f} to {change.interval.high:+.3f}, {sure(change)}"


def _label(name: str) -> str:
    return name.replace("_", " ")


def _read(file: Path) -> _Saved:
    document = _json(file, "give a file that 'evals run' wrote")
    try:
        if document["format"] != FORMAT:
            raise SuiteError(
                f"{file} has format {document['format']}, and this version reads {FORMAT}; run it again."
            )
        identity = Identity(**{name: document[name] for name in (*ASKED_FIELDS, *ANSWERING_FIELDS)})
        rows = {str(row["id"]): row for row in document["rows"]}
        right = {
            metric: {
                case: row["verdicts"][metric]["right"] is True
                for case, row in rows.items()
                if metric in row["verdicts"]
            }
            for metric in METRICS
        }
        measures = {
            measure: {
                case: float(row["measures"][measure])
                for case, row in rows.items()
                if measure in row["measures"]
            }
            for measure in MEASURES
        }
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise SuiteError(
            f"{file} is not a whole results file ({error!r}); give one that 'evals run' wrote."
        ) from error
    return _Saved(file, identity, right, measures)


def _json(file: Path, advice: str) -> Any:
    try:
        return json.loads(file.read_bytes())
    except OSError as error:
        raise SuiteError(f"{file} can't be read ({error.strerror}); {advice}.") from error
    except (ValueError, RecursionError) as error:
        raise SuiteError(f"{file} is no JSON ({error}); {advice}.") from error
