"""Whether the evidence is enough to answer."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files

import pytest

from assistant.answering.answerability import (
    WEIGHTS_FILE,
    Answerability,
    Signals,
    load_answerability,
    signals_of,
)
from assistant.answering.candidates import candidates_of
from assistant.answers import Hit
from tests.assistant.press import passage

SIGNALS = Signals(
    sentence=2.0, passage=3.0, context=1.0, names_met=1.0, words_met=0.5, words_near=0.25, kind_met=1.0
)
TEXT = "Pelle Vann looks after it. The lamp was switched off on Thursday."


def test_the_probability_is_that_of_a_logistic_regression() -> None:
    model = Answerability(intercept=-1.0, weights=(1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0), threshold=0.5)
    assert model.probability(replace(SIGNALS, sentence=1.0)) == pytest.approx(0.5)
    assert model.probability(replace(SIGNALS, sentence=3.0)) == pytest.approx(0.880797, abs=1e-6)


@pytest.mark.parametrize("sentence", [1e9, -1e9])
def test_no_score_overflows(sentence: float) -> None:
    model = Answerability(intercept=0.0, weights=(1.0,) * 7, threshold=0.5)
    assert model.probability(replace(SIGNALS, sentence=sentence)) == pytest.approx(float(sentence > 0))


def test_the_shipped_weights_have_a_name_for_every_signal_and_a_threshold_between_0_and_1() -> None:
    document = json.loads(files("assistant.answering").joinpath(WEIGHTS_FILE).read_text(encoding="utf-8"))
    assert list(document["weights"]) == list(Signals.__dataclass_fields__)
    model = load_answerability()
    assert model.weights == tuple(document["weights"].values())
    assert 0 < model.threshold < 1


def test_with_the_shipped_weights_good_evidence_answers_and_none_does_not() -> None:
    model = load_answerability()
    assert model.probability(Signals(8.0, 8.0, 8.0, 1.0, 1.0, 1.0, 1.0)) > model.threshold
    assert model.probability(Signals(-8.0, -8.0, -8.0, 0.0, 0.0, 0.0, 0.0)) < model.threshold


def test_signals_tell_what_passage_and_sentence_meet_of_the_question() -> None:
    hit = Hit(passage("a", TEXT, title="Orrin goes dark"), 4.5)
    second = candidates_of([hit])[1]
    signals = signals_of("When was the lamp in Orrin that Sanna Kreel sold switched off?", second, 2.5, 1.5)
    assert (signals.sentence, signals.passage, signals.context) == (2.5, 4.5, 1.5)
    assert signals.names_met == pytest.approx(1 / 3)  # Orrin stands in the title; Sanna and Kreel nowhere
    assert signals.words_met == pytest.approx(2 / 3)  # lamp, switched, but not sold
    assert signals.kind_met == 1.0


def test_what_only_the_rest_of_the_passage_holds_is_not_near() -> None:
    hit = Hit(passage("a", f"{TEXT} It rained. Gulls nest there."), 0.0)
    last = candidates_of([hit])[-1]
    signals = signals_of("Who switched the lamp off?", last, 0.0, 0.0)
    assert (signals.words_met, signals.words_near, signals.kind_met) == (1.0, 0.0, 0.0)
