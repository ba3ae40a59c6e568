"""Answering and refusing: four shares of a run's outcomes, each meaningful only beside its twin."""

from __future__ import annotations

from collections.abc import Sequence

from evals.records import Row
from evals.statistics import Share


def precision_when_answering(rows: Sequence[Row]) -> Share:
    """Give how many of the answered questions were answered right.

    An answer to an unanswerable question is a wrong one, and so is a case that raised.
    """
    answered = [row for row in rows if row.outcome != "refused"]
    return Share(sum(row.outcome == "right" for row in answered), len(answered))


def coverage(rows: Sequence[Row]) -> Share:
    """Give how many of all questions were answered, rightly or wrongly."""
    return Share(sum(row.outcome != "refused" for row in rows), len(rows))


def refusal_precision(rows: Sequence[Row]) -> Share:
    """Give how many of the refused questions the articles don't answer."""
    refused = [row for row in rows if row.outcome == "refused"]
    return Share(sum(row.case.unanswerable is not None for row in refused), len(refused))


def refusal_recall(rows: Sequence[Row]) -> Share:
    """Give how many of the questions that the articles don't answer were refused."""
    unanswerable = [row for row in rows if row.case.unanswerable is not None]
    return Share(sum(row.outcome == "refused" for row in unanswerable), len(unanswerable))
