"""The words that all reports share: names of figures, numbers, and what was expected and got."""

from __future__ import annotations

from typing import TypeAlias

from evals.records import OWN_ARTICLES, Case, Metric, Result, Row
from evals.statistics import Interval, Mean, Share
from evals.summary import Summary

LABELS: dict[Metric, str] = {
    "answered_right": "answered right",
    "cited_right": "cited right",
    "refused_right": "refused right",
    "quoted_verbatim": "quoted verbatim",
}
REASONS = {
    "absent": "the articles do not say",
    "false-premise": "the question takes for granted what the articles do not say",
    "stale": "the question asks about a time after the articles",
    "ambiguous": "nothing tells whom or what the question means",
}
NO_NUMBER = "-"

FigureRow: TypeAlias = tuple[str, str, str, str, str]
"""Name, how many right, of how many, share or mean, its 95 % interval."""


def title(result: Result) -> str:
    """Give the suite, whose articles were asked, which cases, and who answered, in one line."""
    where = "" if result.articles == OWN_ARTICLES else f" asked of {result.articles}"
    half = "" if result.identity.half == "all" else f" ({result.identity.half} half)"
    suite = f"Suite {result.suite.name} {result.suite.version}{where}{half}"
    return f"{suite}: {len(result.rows)} cases, {', '.join(models(result)) or 'no answer'}"


def models(result: Result) -> list[str]:
    """Give the names of whatever wrote the answers, sorted: a language model may have been stood in for."""
    return sorted({row.answer.model for row in result.rows if row.answer})


def answering_figures(summary: Summary) -> list[FigureRow]:
    """Give the figures that mean something only in pairs: of answering, and of refusing."""
    rows = [
        share_row("precision when answering", summary.precision),
        share_row("coverage", summary.coverage),
        share_row("refusal precision", summary.refusal_precision),
        share_row("refusal recall", summary.refusal_recall),
    ]
    if summary.auroc is not None:
        rows.append(("AUROC of the confidence", "", str(summary.cases), number(summary.auroc), ""))
    if summary.curve:
        answered = str(summary.precision.of)
        rows.append(("area under risk and coverage", "", answered, number(summary.curve.area), ""))
    return rows


def measure_figures(summary: Summary) -> list[FigureRow]:
    """Give the means of what was measured of retrieval and citations."""
    return [mean_row(measure.replace("_", " "), mean) for measure, mean in summary.means.items()]


def failure_figures(summary: Summary) -> list[FigureRow]:
    """Give the shares of the ways in which a case goes wrong."""
    return [
        share_row("refused though answerable", summary.refused),
        share_row("wrong though answerable", summary.wrong_though_answerable),
        share_row("raised an error", Share(summary.errors, summary.cases)),
    ]


def share_row(label: str, share: Share) -> FigureRow:
    """Give a share as a row of a table."""
    return (label, str(share.right), str(share.of), number(share.value), interval(share.interval))


def mean_row(label: str, mean: Mean) -> FigureRow:
    """Give a mean as a row of a table."""
    return (label, "", str(mean.of), number(mean.value), interval(mean.interval))


def number(value: float | None) -> str:
    """Give a share to three places, "-" where there is none."""
    return NO_NUMBER if value is None else f"{value:.3f}"


def chance(p: float) -> str:
    """Give how likely a change is chance to three places; one too small for that is no nought."""
    return "p < 0.001" if p < 0.001 else f"p = {p:.3f}"


def interval(ends: Interval | None) -> str:
    """Give both ends of an interval to two places, "" where there is none."""
    return "" if ends is None else f"{ends.low:.2f} to {ends.high:.2f}"


def expected(case: Case) -> str:
    """Say in one line what a right answer holds, or why a right reply is a refusal."""
    if case.unanswerable:
        return f"a refusal: {REASONS[case.unanswerable]} ({case.unanswerable})"
    return "; ".join(" / ".join(wordings) for wordings in case.answers)


def got(row: Row) -> str:
    """Give the answer's text, or say that there was none and why."""
    if row.answer is None:
        return f"an error: {row.error}" if row.error else "no answer"
    return row.answer.text if row.answer.outcome == "answered" else "a refusal"


def one_line(text: str) -> str:
    """Give the text in one line that every file and terminal takes."""
    # A language model may send half a character, which can't be encoded.
    return " ".join(text.split()).encode("utf-8", "backslashreplace").decode("utf-8")
