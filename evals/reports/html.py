"""Results as one page of HTML that needs nothing from outside: no script, no font, no picture, no style sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.answers import Citation
from evals.judging import judge_counts
from evals.records import Case, Opinion, Result, Row
from evals.reports import gate, wording
from evals.reports.highlighting import Piece, pieces
from evals.reports.plots import FATES, fate, risk_coverage_plot, seconds_plot, tag_plot
from evals.reports.terminal import figure_rows, notes
from evals.summary import Summary, changes, shortfalls, summarise

TEMPLATE = "page.html.jinja"


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage as the page shows it: whence it is, and its text in pieces."""

    number: int
    title: str
    source: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class FailedCase:
    """A case that went wrong as the page shows it; `passages` are cited or, of a refusal, the nearest ones."""

    row: Row
    expected: str
    got: str
    passages: tuple[Passage, ...]
    proofs: tuple[Passage, ...]
    opinions: tuple[Opinion, ...]
    is_worse: bool


def html_page(results: Sequence[Result]) -> str:
    """Give the page of one or several results. Whatever comes from an article or a model is escaped."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(number=wording.number, interval=wording.interval)
    return environment.get_template(TEMPLATE).render(
        reports=[_report(result) for result in results], labels=wording.LABELS, fates=FATES, fate=fate
    )


def _report(result: Result) -> dict[str, Any]:
    """Give what the template needs of one result."""
    summary = summarise(result)
    closed = bool(shortfalls(result))
    return {
        "result": result,
        "summary": summary,
        "models": ", ".join(wording.models(result)) or "none",
        "verdict": "closed" if closed else "open" if result.thresholds else "none",
        "gate": gate.gate(result),
        "turned": gate.against_baseline(result),
        "worse": gate.worse_cases(result),
        "better": _better(result),
        "notes": notes(result, summary),
        "figures": figure_rows(result, summary),
        "failed": failed_cases(result),
        "judged": judge_counts(result.judging) if result.judging else {},
        **_plots(result, summary),
    }


def _plots(result: Result, summary: Summary) -> dict[str, Any]:
    return {
        "tag_plot": tag_plot(result.rows),
        "curve_plot": risk_coverage_plot(summary.curve) if summary.curve else None,
        "seconds_plot": seconds_plot(summary.seconds) if summary.seconds else None,
    }


def failed_cases(result: Result) -> list[FailedCase]:
    """Give every case that went wrong, those first that were right in the baseline."""
    worse = {one.row.case.id for one in gate.worse_cases(result)}
    opinions = result.judging.opinions if result.judging else {}
    failed = [
        FailedCase(
            row=row,
            expected=wording.expected(row.case),
            got=wording.got(row),
            passages=_passages(row),
            proofs=_proofs(row.case),
            opinions=opinions.get(row.case.id, ()),
            is_worse=row.case.id in worse,
        )
        for row in result.rows
        if row.wrong
    ]
    return sorted(failed, key=lambda one: not one.is_worse)


def _better(result: Result) -> list[str]:
    turned = {case for change in changes(result).values() for case in change.better}
    return [row.case.id for row in result.rows if row.case.id in turned]


def _passages(row: Row) -> tuple[Passage, ...]:
    if row.answer is None:
        return ()
    shown = row.answer.citations if row.answer.outcome == "answered" else row.answer.nearest
    return tuple(_passage(citation, row.case) for citation in shown)


def _passage(citation: Citation, case: Case) -> Passage:
    proving = (proof.quote for proof in case.proof if proof.article == citation.article_id)
    day = citation.published.isoformat() if citation.published else "undated"
    place = f"{citation.article_id}, characters {citation.start} to {citation.end}"
    source = ", ".join(part for part in (citation.outlet, day, place) if part)
    return Passage(
        citation.number,
        citation.title or citation.article_id,
        source,
        pieces(citation.quote, proving, _wordings(case)),
    )


def _proofs(case: Case) -> tuple[Passage, ...]:
    return tuple(
        Passage(number, "", proof.article, pieces(proof.quote, (), _wordings(case)))
        for number, proof in enumerate(case.proof, start=1)
    )


def _wordings(case: Case) -> Iterable[str]:
    return [one for wordings in case.answers for one in wordings]
