"""Fitting the answerability: what is learnt from examples, and what is chosen."""

from __future__ import annotations

import pytest

from assistant.answering.answerability import Signals
from evals.fitting.answerability import CHOSEN, Example, document_of, fit


def test_the_weights_stand_in_the_signals_order_and_the_chosen_ones_are_kept() -> None:
    pytest.importorskip("sklearn")
    examples = [
        Example(Signals(score, score / 2, 1.0), right=score > 0, answerable=score > 0, group=str(number))
        for number, score in enumerate([-4.0, -3.0, -2.0, -1.0, 1.0, 2.0, 3.0, 4.0] * 3)
    ]
    fitted, figures = fit(examples)
    weights = document_of(fitted, figures, ["invented"])["weights"]
    assert list(weights) == list(Signals.__dataclass_fields__)
    assert weights["sentence"] > 0
    assert {name: weights[name] for name in CHOSEN} == CHOSEN
    assert (
        fitted.probability(Signals(4.0, 2.0, 1.0))
        > fitted.threshold
        > fitted.probability(Signals(-4.0, -2.0, 1.0))
    )
    assert fitted.probability(Signals(4.0, 2.0, 1.0, staleness=0.9)) < fitted.probability(
        Signals(4.0, 2.0, 1.0)
    )
