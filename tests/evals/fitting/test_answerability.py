"""The weights by which evidence is judged, fitted on made-up evidence."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from assistant.answering.judging.answerability import Signals
from evals.fitting.answerability import FOLDS, KEPT, Example, document_of, fit
from ingest.errors import CallError

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("tools")]


def examples() -> list[Example]:
    chance = random.Random(0)
    made = []
    for number in range(200):
        right = number % 2 == 0
        score = chance.gauss(3 if right else -3, 2)
        signals = Signals(score, chance.gauss(0, 1), 1.0 if right else chance.random())
        made.append(Example(signals, right, right, f"article {number % 20}"))
    return made


def test_the_fit_trusts_what_tells_right_from_wrong_and_keeps_most_right_answers() -> None:
    made = examples()
    fitted, figures = fit(made)
    document = document_of(fitted, figures, ["made"])
    assert document["weights"]["sentence"] > abs(document["weights"]["context"])
    assert figures["auroc_held_out"] > 0.95
    assert fitted.floor < fitted.threshold
    kept = [fitted.probability(one.signals) >= fitted.threshold for one in made if one.right]
    assert sum(kept) / len(kept) == pytest.approx(KEPT, abs=0.04)


@pytest.mark.parametrize("kind", ["few articles", "all right"])
def test_too_little_to_fit_on_is_told(kind: str) -> None:
    made = examples()
    if kind == "few articles":
        made = [replace(one, group=f"article {number % (FOLDS - 1)}") for number, one in enumerate(made)]
    else:
        made = [one for one in made if one.right]
    with pytest.raises(CallError, match="too little to fit on"):
        fit(made)
