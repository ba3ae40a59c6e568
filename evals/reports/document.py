"""A result as plain JSON values: the results file that `compare` reads and `--json` prints."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from evals.judging import judge_counts
from evals.records import Judging, Metric, Result, Row
from evals.reports.gate import gate
from evals.reports.wording import models
from evals.statistics import Share
from evals.summary import changes, shortfalls, summarise

FORMAT = 2
"""The number of the form of a results file; it changes when `compare` could no longer read an older one."""


def to_dict(result: Result) -> dict[str, Any]:
    """Give the result as plain JSON values: what was run, the figures, whether it passed, and every row.

    Without thresholds nothing can fall below one: `passed` is true, and `gate` says that there are none.
    """
    summary = summarise(result)
    below = shortfalls(result)
    return {
        "format": FORMAT,
        **result.identity.to_dict(),
        "models": models(result),
        "notes": list(result.notes),
        "resumed": result.resumed,
        "baseline": result.baseline.identity.to_dict() if result.baseline else None,
        "against_baseline": {
            metric: {**asdict(change), "fell": change.fell} for metric, change in changes(result).items()
        },
        "passed": not below,
        "gate": gate(result),
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
        "wrong_though_answerable": _plain_share(summary.wrong_though_answerable),
        "errors": summary.errors,
        "by_tag": {tag: _plain_shares(shares) for tag, shares in summary.by_tag.items()},
        "seconds": {stage: asdict(spread) for stage, spread in summary.seconds.items()},
        "judge": _plain_judging(result.judging) if result.judging else None,
        "rows": [_plain_row(row, result.judging) for row in result.rows],
    }


def _plain_row(row: Row, judging: Judging | None) -> dict[str, Any]:
    case = row.case
    opinions = judging.opinions.get(case.id, ()) if judging else ()
    return {
        "id": case.id,
        "question": case.question,
        "half": case.half,
        "turns": list(case.turns),
        "asked_on": case.asked_on.isoformat() if case.asked_on else None,
        "tags": list(case.tags),
        "expected": [list(wordings) for wordings in case.answers],
        "proof": [{"article": proof.article, "quote": proof.quote} for proof in case.proof],
        "unanswerable": case.unanswerable,
        "verdicts": {
            verdict.metric: {"right": verdict.right, "why": verdict.why} for verdict in row.verdicts
        },
        "outcome": row.outcome,
        "confidence": row.confidence,
        "measures": dict(row.measures),
        "opinions": [asdict(opinion) for opinion in opinions],
        "error": row.error,
        "answer": row.answer.to_dict() if row.answer else None,
    }


def _plain_judging(judging: Judging) -> dict[str, Any]:
    return {"model": judging.model, "counts": judge_counts(judging)}


def _plain_shares(shares: dict[Metric, Share]) -> dict[str, Any]:
    return {metric: _plain_share(share) for metric, share in shares.items()}


def _plain_share(share: Share) -> dict[str, Any]:
    interval = asdict(share.interval) if share.interval else None
    return {"right": share.right, "of": share.of, "share": share.value, "interval": interval}
