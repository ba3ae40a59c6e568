"""Answered right: of the answerable questions, how many answers hold every fact that was asked for."""

from __future__ import annotations

from assistant.answers import Answer
from evals.normalise import says_any, without_marks
from evals.records import Case, Verdict


def answered_right(case: Case, answer: Answer) -> Verdict:
    """Judge whether the answer's text holds, for each fact of the case, one of its accepted wordings."""
    if answer.outcome != "answered":
        return Verdict("answered_right", False, "It refused a question that the articles answer.")
    text = without_marks(answer.text)
    missing = [wordings for wordings in case.answers if not says_any(text, wordings)]
    if missing:
        facts = "; ".join(" / ".join(wordings) for wordings in missing)
        return Verdict("answered_right", False, f"The answer does not say: {facts}.")
    return Verdict("answered_right", True, "The answer says all that was asked for.")
