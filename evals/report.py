"""A result shown: a table for the terminal, plain values for JSON, Markdown for a pull request."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from evals.records import METRICS, OWN_ARTICLES, Metric, Result, Row
from evals.summary import Share, Shortfall, Summary, shortfalls, summarise

FORMAT = 2
"""The number of the form of a results file; it changes when `compare` could no longer read an older one."""

_LABELS: dict[Metric, str] = {
    "answered_right": "answered right",
    "cited_right": "cited right",
    "refused_right": "refused right",
    "quoted_verbatim": "quoted verbatim",
}
_TABLE_HEAD = ("", "right", "of", "share", "at least", "")


def to_dict(result: Result) -> dict[str, Any]:
    """Give the result as plain JSON values: what was run, the figures, whether it passed, and every row."""
    summary = summarise(result)
    below = shortfalls(result)
    models = sorted({row.answer.model for row in result.rows if row.answer})
    return {
        "format": FORMAT,
        **result.identity.to_dict(),
        "models": models,
        "notes": list(result.notes),
        "resumed": result.resumed,
        "baseline": result.baseline.identity.to_dict() if result.baseline else None,
        "passed": not below,
        "below": [asdict(shortfall) for shortfall in below],
        "thresholds": result.thresholds,
        "cases": summary.cases,
        "shares": _plain_shares(summary.shares),
        "means": {measure: asdict(mean) for measure, mean in summary.means.items()},
        "outcomes": summary.outcomes,
        "precision": _plain_share(summary.precision),
        "coverage": _plain_share(summary.coverage),
        "refusal_precision": _plain_share(summary.refusal_precision),
        "refusal_recall": _plain_share(summary.refusal_recall),
        "auroc": summary.auroc,
        "risk_coverage": asdict(summary.curve) if summary.curve else None,
        "confidence_missing": summary.confidence_missing,
        "refused": _plain_share(summary.refused),
        "answered_wrongly": _plain_share(summary.answered_wrongly),
        "errors": summary.errors,
        "by_tag": {tag: _plain_shares(shares) for tag, shares in summary.by_tag.items()},
        "seconds": {stage: asdict(spread) for stage, spread in summary.seconds.items()},
        "rows": [_plain_row(row) for row in result.rows],
    }


def terminal(result: Result) -> str:
    """Give the report for a terminal: the figures, what went wrong and why, and whether it passed."""
    summary = summarise(result)
    parts = [_title(result), _aligned([_TABLE_HEAD, *_metric_rows(result, summary)])]
    if summary.by_tag:
        parts.append(_aligned([("tag", *_LABELS.values()), *_tag_rows(summary)]))
    if summary.seconds:
        parts.append(_aligned([("seconds", "median", "95 %"), *_seconds_rows(summary)]))
    wrong = [_wrong_case(row) for row in result.rows if row.wrong]
    if wrong:
        parts.append("\n".join([f"Wrong ({len(wrong)} of {summary.cases}):", *wrong]))
    parts.extend(result.notes)
    parts.append("\n".join(gate(result)))
    return "\n\n".join(parts)


def markdown(result: Result) -> str:
    """Give the report as Markdown, with one section for each case that went wrong."""
    summary = summarise(result)
    parts = [f"## {_title(result)}", _markdown_table([_TABLE_HEAD, *_metric_rows(result, summary)])]
    if summary.by_tag:
        parts.append(_markdown_table([("tag", *_LABELS.values()), *_tag_rows(summary)]))
    if summary.seconds:
        parts.append(_markdown_table([("seconds", "median", "95 %"), *_seconds_rows(summary)]))
    parts.extend(_escaped(note) for note in result.notes)
    parts.append("\n".join(f"- {line}" for line in gate(result)))
    wrong = [row for row in result.rows if row.wrong]
    if wrong:
        parts.append(f"### Wrong: {len(wrong)} of {summary.cases}")
        parts.extend(_markdown_case(row) for row in wrong)
    return "\n\n".join(parts) + "\n"


def gate(result: Result) -> list[str]:
    """Say in one line a metric what stayed below its threshold and by how much, or that nothing did."""
    below = shortfalls(result)
    if below:
        return [_shortfall(one) for one in below]
    if not result.thresholds:
        return ["The suite has no thresholds for what was asked: nothing was held against them."]
    return ["Passed: no metric is below its threshold."]


def _shortfall(one: Shortfall) -> str:
    label = _LABELS[one.metric]
    if one.against == "quotations":
        return f"Made-up quotations: {one.cases_missing} ({', '.join(one.cases[:3])}); there must be none."
    if one.against == "baseline":
        return (
            f"Fell against the baseline: {label} is {one.share:.3f}, and was {one.threshold:.3f} "
            f"(p = {one.p:.3f}; worse: {', '.join(one.cases)})."
        )
    return (
        f"Below the threshold: {label} is {one.share:.3f}, {one.threshold - one.share:.3f} "
        f"under {one.threshold:.3f} ({one.cases_missing} more to be right)."
    )


def _title(result: Result) -> str:
    models = ", ".join(sorted({row.answer.model for row in result.rows if row.answer})) or "no answer"
    where = "" if result.articles == OWN_ARTICLES else f" asked of {result.articles}"
    return f"Suite {result.suite.name} {result.suite.version}{where}: {len(result.rows)} cases, {models}"


def _metric_rows(result: Result, summary: Summary) -> list[tuple[str, ...]]:
    failed = {shortfall.metric for shortfall in shortfalls(result)}
    rows: list[tuple[str, ...]] = []
    for metric in METRICS:
        share = summary.shares[metric]
        threshold = result.thresholds.get(metric)
        if threshold is not None:
            verdict = "below" if metric in failed else "ok"
            rows.append(_share_row(_LABELS[metric], share, f"{threshold:.3f}", verdict))
        elif share.of:
            rows.append(_share_row(_LABELS[metric], share))
    rows += [
        (measure.replace("_", " "), "", str(mean.of), _number(mean.value), "", "")
        for measure, mean in summary.means.items()
    ]
    rows.append(_share_row("refused though answerable", summary.refused))
    rows.append(_share_row("answered wrongly", summary.answered_wrongly))
    rows.append(_share_row("raised an error", Share(summary.errors, summary.cases)))
    return rows


def _share_row(label: str, share: Share, threshold: str = "", verdict: str = "") -> tuple[str, ...]:
    return (label, str(share.right), str(share.of), _number(share.value), threshold, verdict)


def _tag_rows(summary: Summary) -> list[tuple[str, ...]]:
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


def _seconds_rows(summary: Summary) -> list[tuple[str, ...]]:
    return [(stage, f"{spread.median:.3f}", f"{spread.p95:.3f}") for stage, spread in summary.seconds.items()]


def _wrong_case(row: Row) -> str:
    lines = [f"  {row.case.id}: {_one_line(row.case.question)}"]
    if row.answer:
        lines.append(
            f"      got: {_one_line(row.answer.text) if row.answer.outcome == 'answered' else 'not found'}"
        )
    lines += [f"      {_LABELS[verdict.metric]}: no. {_one_line(verdict.why)}" for verdict in row.wrong]
    return "\n".join(lines)


def _markdown_case(row: Row) -> str:
    got = (
        "an error"
        if row.answer is None
        else row.answer.text
        if row.answer.outcome == "answered"
        else "not found"
    )
    lines = [f"**{_escaped(row.case.id)}**: {_escaped(row.case.question)}", "", f"- got: {_escaped(got)}"]
    lines += [f"- {_LABELS[verdict.metric]}: no. {_escaped(verdict.why)}" for verdict in row.wrong]
    return "\n".join(lines)


def _plain_row(row: Row) -> dict[str, Any]:
    case = row.case
    answer = row.answer.to_dict() if row.answer else None
    return {
        "id": case.id,
        "question": case.question,
        "half": case.half,
        "turns": list(case.turns),
        "asked_on": case.asked_on.isoformat() if case.asked_on else None,
        "tags": list(case.tags),
        "expected": [list(wordings) for wordings in case.answers],
        "unanswerable": case.unanswerable,
        "verdicts": {
            verdict.metric: {"right": verdict.right, "why": verdict.why} for verdict in row.verdicts
        },
        "outcome": row.outcome,
        "confidence": row.confidence,
        "measures": dict(row.measures),
        "error": row.error,
        "answer": answer,
    }


def _plain_shares(shares: dict[Metric, Share]) -> dict[str, Any]:
    return {metric: _plain_share(share) for metric, share in shares.items()}


def _plain_share(share: Share) -> dict[str, Any]:
    interval = asdict(share.interval) if share.interval else None
    return {"right": share.right, "of": share.of, "share": share.value, "interval": interval}


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _one_line(text: str) -> str:
    # A language model may send half a character, which no file and no terminal takes.
    return " ".join(text.split()).encode("utf-8", "backslashreplace").decode("utf-8")


def _aligned(rows: list[tuple[str, ...]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for row in rows:
        first = row[0].ljust(widths[0])
        lines.append(
            "  ".join([first, *(cell.rjust(w) for cell, w in zip(row[1:], widths[1:], strict=True))]).rstrip()
        )
    return "\n".join(lines)


def _markdown_table(rows: list[tuple[str, ...]]) -> str:
    head, *body = [[_escaped(cell) for cell in row] for row in rows]
    rule = ["---", *("---:" for _ in head[1:])]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [head, rule, *body])


def _escaped(text: str) -> str:
    # An article or a model may hold anything: none of it may become a link, an image, HTML or a table cell.
    escaped = _one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    for mark in "\\`*_[]|!#":
        escaped = escaped.replace(mark, f"\\{mark}")
    return escaped
