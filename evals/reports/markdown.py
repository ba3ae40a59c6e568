"""A result as Markdown, for a pull request or the summary of a job."""

from __future__ import annotations

from collections.abc import Sequence

from evals.records import Result, Row
from evals.reports.gate import against_baseline, gate, worse_lines
from evals.reports.terminal import notes, tables
from evals.reports.wording import LABELS, expected, got, one_line, title
from evals.summary import shortfalls, summarise

_ANSWERED_BY = (
    "answer_model",
    "embedding_model",
    "code_version",
    "questions_fingerprint",
    "corpus_fingerprint",
)


def markdown(result: Result) -> str:
    """Give the report of one result: the gate first, then the figures, then each case that went wrong."""
    summary = summarise(result)
    verdict = "failed" if shortfalls(result) else "passed" if result.thresholds else "no gate"
    parts = [f"## {_escaped(title(result))}: {verdict}", _list(gate(result))]
    if shortfalls(result) and (worse := worse_lines(result)):
        parts += ["### Worse than the baseline", _list(worse)]
    if turned := against_baseline(result):
        parts.append(_list(turned))
    parts += [_table(table) for table in tables(result, summary)]
    parts += [_escaped(note) for note in notes(result, summary)]
    parts.append(_identity(result))
    wrong = [row for row in result.rows if row.wrong]
    if wrong:
        parts.append(_folded(f"Wrong: {len(wrong)} of {summary.cases}", [_case(row) for row in wrong]))
    return "\n\n".join(parts) + "\n"


def _identity(result: Result) -> str:
    identity = result.identity
    said = [f"{name.replace('_', ' ')} {str(getattr(identity, name))[:40]}" for name in _ANSWERED_BY]
    said += [f"{name}={value}" for name, value in identity.settings.items()]
    return _escaped(", ".join(said))


def _case(row: Row) -> str:
    lines = [
        f"**{_escaped(row.case.id)}**: {_escaped(row.case.question)}",
        "",
        f"- expected: {_escaped(expected(row.case))}",
        f"- got: {_escaped(got(row))}",
    ]
    lines += [f"- {LABELS[verdict.metric]}: no. {_escaped(verdict.why)}" for verdict in row.wrong]
    return "\n".join(lines)


def _folded(head: str, parts: Sequence[str]) -> str:
    # Blank lines around it: else what is inside would not be read as Markdown.
    return "\n\n".join([f"<details><summary>{head}</summary>", *parts, "</details>"])


def _list(lines: Sequence[str]) -> str:
    return "\n".join(f"- {_escaped(line)}" for line in lines)


def _table(rows: Sequence[Sequence[str]]) -> str:
    head, *body = [[_escaped(cell) for cell in row] for row in rows]
    rule = ["---", *("---:" for _ in head[1:])]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [head, rule, *body])


def _escaped(text: str) -> str:
    # An article or a model may hold anything: none of it may become a link, an image, HTML or a table cell.
    escaped = one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    for mark in "\\`*_[]|!#":
        escaped = escaped.replace(mark, f"\\{mark}")
    # Nor may a name in it call somebody to the pull request.
    return escaped.replace("@", "@\u2060")
