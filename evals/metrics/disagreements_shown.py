"""Disagreements shown: of the questions on which sources differ, how many answers show the reader every side."""

from __future__ import annotations

from assistant.answers import Answer
from evals.normalise import holds_any, without_marks
from evals.records import Case

TAG = "disagreement"
"""The tag of a case whose facts are the sides of a disagreement."""


def disagreements_shown(case: Case, answer: Answer) -> float:
    """Give 1 where each fact of the case stands in the answer's text or in one of its sides, else 0."""
    if answer.outcome != "answered":
        return 0.0
    sides = (side.says for disagreement in answer.disagreements for side in disagreement.sides)
    shown = "\n".join((without_marks(answer.text), *sides))
    return float(all(holds_any(shown, wordings) for wordings in case.answers))
