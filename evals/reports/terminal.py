"""A result for a terminal: the figures, what went wrong and why, and whether it passed."""

from __future__ import annotations

from collections.abc import Sequence

from evals.judging import judge_counts
from evals.records import METRICS, Result, Row
from evals.reports.gate import against_baseline, gate, worse_lines
from evals.reports.wording import (
    LABELS,
    answering_figures,
    expected,
    failure_figures,
    got,
    measure_figures,
    number,
    one_line,
    share_row,
    title,
)
from evals.summary import Summary, shortfalls, summarise

Table = list[tuple[str, ...]]
FIGURES_HEAD = ("", "right", "of", "share", "95 %", "at least", "")


def terminal(result: Result) -> str:
    """Give the report of one result for a terminal."""
    summary = summarise(result)
    parts = [title(result), *(aligned(table) for table in tables(result, summary))]
    wrong = [_wrong_case(row) for row in result.rows if row.wrong]
    if wrong:
        parts.append("\n".join([f"Wrong ({len(wrong)} of {summary.cases}):", *wrong]))
    parts.extend(notes(result, summary))
    if shortfalls(result) and (worse := worse_lines(result)):
        parts.append("\n".join(["Worse than the baseline:", *(f"  {line}" for line in worse)]))
    parts.append("\n".join([*against_baseline(result), *gate(result)]))
    return "\n\n".join(parts)


def tables(result: Result, summary: Summary) -> list[Table]:
    """Give the tables of a result, each with its head in the first row; those that would be empty are left out."""
    found: list[Table] = [[FIGURES_HEAD, *figure_rows(result, summary)]]
    if summary.by_tag:
        found.append([("tag", *LABELS.values()), *_tag_rows(summary)])
    if summary.seconds:
        seconds = [(stage, f"{one.median:.3f}", f"{one.p95:.3f}") for stage, one in summary.seconds.items()]
        found.append([("seconds", "median", "95th percentile"), *seconds])
    if result.judging:
        counts = judge_counts(result.judging)
        head = ("the judge, advisory", *next(iter(counts.values())))
        found.append([head, *((name, *map(str, one.values())) for name, one in counts.items())])
    return found


def figure_rows(result: Result, summary: Summary) -> Table:
    """Give every figure as a row: name, right, of, share, interval, threshold, "ok" or "below"."""
    failed = {one.metric for one in shortfalls(result)}
    rows: Table = []
    for metric in METRICS:
        threshold = result.thresholds.get(metric)
        verdict = "" if threshold is None and metric not in failed else "below" if metric in failed else "ok"
        if threshold is not None or summary.shares[metric].of:
            limit = "" if threshold is None else number(threshold)
            rows.append((*share_row(LABELS[metric], summary.shares[metric]), limit, verdict))
    others = [*answering_figures(summary), *measure_figures(summary), *failure_figures(summary)]
    return rows + [(*row, "", "") for row in others]


def notes(result: Result, summary: Summary) -> list[str]:
    """Say what was not measured and why, and what was taken over from an interrupted run."""
    said = list(result.notes)
    if summary.confidence_missing:
        said.append(summary.confidence_missing)
    if result.resumed:
        said.append(f"{result.resumed} of {summary.cases} cases were taken over from an interrupted run.")
    return said


def aligned(table: Sequence[Sequence[str]]) -> str:
    """Set a table in columns, the first to the left and the others to the right."""
    widths = [max(len(row[column]) for row in table) for column in range(len(table[0]))]
    lines = []
    for row in table:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def _tag_rows(summary: Summary) -> Table:
    return [
        (
            tag,
            *(
                f"{shares[metric].right}/{shares[metric].of}" if shares[metric].of else "-"
                for metric in METRICS
            ),
        )
        for tag, shares in summary.by_tag.items()
    ]


def _wrong_case(row: Row) -> str:
    lines = [
        f"  {row.case.id}: {one_line(row.case.question)}",
        f"      expected: {one_line(expected(row.case))}",
        f"      got: {one_line(got(row))}",
    ]
    lines += [f"      {LABELS[verdict.metric]}: no. {one_line(verdict.why)}" for verdict in row.wrong]
    return "\n".join(lines)
