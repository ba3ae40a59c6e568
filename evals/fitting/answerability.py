"""Fits `assistant/answering/judging/answerability.json` on suites, and on what readers said of their answers.

The suite `development` was written for this, and so were the development halves of `newsroom` and `readers`. The
probabilities are cross-validated by article, so that the threshold is not set on questions that the weights have seen;
nothing else is looked at.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant import Assistant
from assistant.answering.judging.answerability import Answerability, Signals
from assistant.answering.judging.judge import Judge
from assistant.answering.judging.selection import load_selector
from evals.libraries import filled_library
from evals.normalise import holds_any
from evals.records import Case
from evals.suite import find_suite, load_suite
from ingest.errors import CallError
from ingest.settings import Settings

KEPT = 0.956
"""The threshold is the highest that still answers so many of the questions whose best sentence is right. From here to
0.92 the held-out refusals rise from 74 to 79 in 100; evals/README.md tells what else was seen when it was chosen."""
NOT_HOPELESS = 0.98
"""The same for the floor, below which no language model is asked either. At 0.99 it lay so low that hardly any refusal
said plainly that the articles do not say it."""
CHOSEN = {"staleness": -3.0}
"""Weights that the suites can't tell, because their articles are of the days before their questions: chosen on
RealTime QA 2024, asked of the articles from before October 2023 (102 questions). From -2 to -3 to -4 to -5 the share
that is answered wrongly falls from 7 to 5 to 3 to 1 in 100; but of the right answers to such questions a year-old
article would still give 47, 37, 23 and 14 of 55."""
REGULARISATION = 0.5
FOLDS = 10


@dataclass(frozen=True, slots=True)
class Example:
    """A question's signals, whether its best sentence answers it, and the group that is held out together."""

    signals: Signals
    right: bool
    answerable: bool
    group: str


def examples_of(cases: tuple[Case, ...], assistant: Assistant, judge: Judge) -> list[Example]:
    """Judge every case's best sentence; a case for which nothing quotable is found gives no example.

    Follow-up questions are left out: what they are about is not in their own words.
    """
    examples: list[Example] = []
    for case in cases:
        if case.turns or case.half == "test":
            continue
        hits = assistant.retrieve(
            case.question, asked_on=case.asked_on, since=case.since, until=case.until, outlet=case.outlet
        )
        judgement = judge.judge(case.question, hits)
        if judgement.signals is None:
            continue
        best = judgement.ranked[0][0]
        right = bool(case.answers) and any(holds_any(best.text, wordings) for wordings in case.answers)
        examples.append(Example(judgement.signals, right, bool(case.answers), best.passage.article_id))
    return examples


def fit(examples: list[Example]) -> tuple[Answerability, dict[str, float]]:
    """Fit the weights, set the threshold on held-out probabilities, and say how well those separate."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import roc_auc_score
    from sklearn.model_selection import GroupKFold, cross_val_predict
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    names = [field.name for field in fields(Signals) if field.name not in CHOSEN]
    signals = np.array([[getattr(example.signals, name) for name in names] for example in examples])
    right = np.array([example.right for example in examples])
    unanswerable = np.array([not example.answerable for example in examples])
    used = right | unanswerable
    groups = np.array([example.group for example in examples])
    if len(set(groups[used])) < FOLDS or len(set(right[used])) < 2:
        raise CallError(
            f"There is too little to fit on: best sentences of at least {FOLDS} articles are needed, some right and "
            "some not; name more suites or give more feedback."
        )
    pipeline = make_pipeline(StandardScaler(), LogisticRegression(C=REGULARISATION))
    held_out: NDArray[np.float64] = cross_val_predict(
        pipeline,
        signals[used],
        right[used],
        groups=groups[used],
        cv=GroupKFold(FOLDS),
        method="predict_proba",
    )[:, 1]
    threshold, floor = (float(np.quantile(held_out[right[used]], 1 - kept)) for kept in (KEPT, NOT_HOPELESS))
    pipeline.fit(signals[used], right[used])
    scaler, regression = pipeline[0], pipeline[1]
    weights = regression.coef_[0] / scaler.scale_
    intercept = float(regression.intercept_[0] - (weights * scaler.mean_).sum())
    figures = {
        "examples": float(used.sum()),
        "best_sentence_right": float(right[~unanswerable].mean()),
        "auroc_held_out": float(roc_auc_score(right[used], held_out)),
        "refused_right_held_out": float((held_out[~right[used]] < threshold).mean()),
    }
    weight_of = CHOSEN | {name: float(weight) for name, weight in zip(names, weights, strict=True)}
    in_order = tuple(weight_of[field.name] for field in fields(Signals))
    return Answerability(intercept, in_order, threshold, floor), figures


def document_of(fitted: Answerability, figures: dict[str, float], suites: list[str]) -> dict[str, Any]:
    """Give what is written to the file: weights by name, rounded, and where they come from."""
    names = [field.name for field in fields(Signals)]
    return {
        "fitted_by": "python -m evals fit answerability",
        "fitted_on": suites,
        "figures": {name: round(value, 3) for name, value in figures.items()},
        "intercept": round(fitted.intercept, 4),
        "weights": {name: round(weight, 4) for name, weight in zip(names, fitted.weights, strict=True)},
        "threshold": round(fitted.threshold, 4),
        "floor": round(fitted.floor, 4),
    }


@dataclass(frozen=True, slots=True)
class FeedbackCases:
    """Readers' feedback as cases, and the folder of the library that they are asked of."""

    library: Path
    cases: tuple[Case, ...]


def fit_suites(suites: Sequence[str], output: Path, feedback: FeedbackCases | None = None) -> dict[str, Any]:
    """Fit on suites and feedback, write the file, and give what stands in it.

    The selector is the one that the environment names. Raises SuiteError, LibraryError, ModelError, and CallError
    where the file can't be written.
    """
    selector = load_selector(own=Settings.from_environment().selector)
    judge = Judge(selector, Answerability(0.0, (0.0,) * len(fields(Signals)), 0.0, 0.0))
    examples: list[Example] = []
    for suite in [load_suite(find_suite(name)) for name in suites]:
        with filled_library(suite.articles, None) as (assistant, _):
            examples.extend(examples_of(suite.cases, assistant, judge))
    if feedback:
        with closing(Assistant.open(feedback.library)) as assistant:
            examples.extend(examples_of(feedback.cases, assistant, judge))
    fitted, figures = fit(examples)
    document = document_of(fitted, figures, [*suites, *(["feedback"] if feedback else [])])
    try:
        output.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise CallError(f"{output} can't be written ({error.strerror}); name another file.") from error
    return document
