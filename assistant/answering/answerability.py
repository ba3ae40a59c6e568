"""Is the evidence enough to answer? Signals of a chosen sentence, weighed into one probability."""

from __future__ import annotations

import json
import math
from dataclasses import astuple, dataclass, fields
from importlib.resources import files

from assistant.answering.candidates import Candidate
from assistant.answering.terms import holds_kind, met, question_terms, stems

WEIGHTS_FILE = "answerability.json"


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for and against a sentence as the answer to a question.

    The first three are logits of the cross-encoders; the others are shares from 0 to 1.
    """

    sentence: float
    """How well the sentence answers, by the model that was tuned to tell."""
    passage: float
    """How well its passage answers, by the untuned cross-encoder."""
    context: float
    """How well the sentence answers when it is read behind the one before it, by the tuned model."""
    names_met: float
    """Names and numbers of the question that the passage or its title holds."""
    words_met: float
    """The question's other content words that the passage or its title holds."""
    words_near: float
    """The question's other content words that the sentence itself or the one before it holds."""
    kind_met: float
    """1 where the sentence holds the kind of thing that is asked for (a number, a day, a name), else 0."""


@dataclass(frozen=True, slots=True)
class Answerability:
    """A logistic regression over Signals, fitted by `python -m evals fit` on the development suite."""

    intercept: float
    weights: tuple[float, ...]
    threshold: float

    def probability(self, signals: Signals) -> float:
        """Give the probability, from 0 to 1, that the sentence answers the question."""
        total = self.intercept + sum(
            weight * value for weight, value in zip(self.weights, astuple(signals), strict=True)
        )
        return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, total))))


def load_answerability() -> Answerability:
    """Read the fitted weights from the file that ships beside this module."""
    document = json.loads(files("assistant.answering").joinpath(WEIGHTS_FILE).read_text(encoding="utf-8"))
    return Answerability(
        intercept=document["intercept"],
        weights=tuple(document["weights"][field.name] for field in fields(Signals)),
        threshold=document["threshold"],
    )


def signals_of(question: str, candidate: Candidate, sentence: float, context: float) -> Signals:
    """Collect the signals of a candidate; `sentence` and `context` are its two scores by the tuned model."""
    terms = question_terms(question)
    passage = candidate.passage
    wide = stems(f"{passage.header.title} {passage.text}")
    near = stems(f"{candidate.before} {candidate.text}")
    return Signals(
        sentence=sentence,
        passage=candidate.hit.score,
        context=context,
        names_met=met(terms.names, wide),
        words_met=met(terms.words, wide),
        words_near=met(terms.words, near),
        kind_met=float(holds_kind(candidate.text, terms.kind, question)),
    )
