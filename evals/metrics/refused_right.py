"""Refused right: of the questions that the articles do not answer, how many were refused."""

from __future__ import annotations

from assistant.answers import Answer
from evals.records import Case, Verdict


def refused_right(case: Case, answer: Answer) -> Verdict:
    """Judge whether a question without an answer (`case.unanswerable` says why) was refused."""
    if answer.outcome == "not_found":
        return Verdict("refused_right", True, "It refused, and the articles hold no answer.")
    return Verdict(
        "refused_right", False, f"It answered what the articles do not answer ({case.unanswerable})."
    )
