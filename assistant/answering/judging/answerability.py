"""Is the evidence enough to answer? Signals of a chosen sentence, weighed into one probability."""

from __future__ import annotations

import json
import math
from dataclasses import astuple, dataclass, fields
from importlib.resources import files
from pathlib import Path

from ingest.errors import ModelFileError

WEIGHTS_FILE = "answerability.json"


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for and against a sentence as the answer to a question."""

    sentence: float
    """How well the sentence answers on its own: the tuned model's logit."""
    context: float
    """How well it answers when it is read behind its title and the sentence before it: the same model's logit."""
    names_met: float
    """Share, from 0 to 1, of the question's names and numbers that the passage or its title holds."""
    passage: float = 0.0
    """How well the best passage answers as a whole: the logit of the cross-encoder as it comes."""
    staleness: float = 0.0
    """How much too old the article is for the question, from 0 for young enough towards 1 (`Timing.staleness`)."""


@dataclass(frozen=True, slots=True)
class Answerability:
    """A logistic regression over Signals, fitted by `python -m evals fit answerability`.

    From the probability `threshold` on a sentence is quoted; below `floor` nobody is asked to write.
    """

    intercept: float
    weights: tuple[float, ...]
    threshold: float
    floor: float

    def probability(self, signals: Signals) -> float:
        """Give the probability, from 0 to 1, that the sentence answers the question."""
        total = self.intercept + sum(
            weight * value for weight, value in zip(self.weights, astuple(signals), strict=True)
        )
        return _logistic(total)

    def beyond_threshold(self, logits: float) -> float:
        """Give the probability that lies so many logits above the threshold."""
        return _logistic(math.log(self.threshold / (1 - self.threshold)) + logits)


def _logistic(logits: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, logits))))


def load_answerability(own: Path | None = None) -> Answerability:
    """Read the fitted weights from the file `own`, or from the one that ships beside this module.

    Raises ModelFileError where a file of one's own can't be used.
    """
    try:
        file = own or files("assistant.answering.judging").joinpath(WEIGHTS_FILE)
        document = json.loads(file.read_text(encoding="utf-8"))
        return Answerability(
            intercept=float(document["intercept"]),
            weights=tuple(float(document["weights"][field.name]) for field in fields(Signals)),
            threshold=float(document["threshold"]),
            floor=float(document["floor"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelFileError(
            f"The weights {own or WEIGHTS_FILE} by which evidence is judged can't be used ({error!r}); fit them anew "
            "with: python -m evals fit answerability, or unset ASSISTANT_ANSWERABILITY."
        ) from error
