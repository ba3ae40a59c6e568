"""Whether the evidence is enough to answer."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from importlib.resources import files
from pathlib import Path

import pytest

from assistant.answering.judging.answerability import WEIGHTS_FILE, Answerability, Signals, load_answerability
from ingest.errors import ModelFileError
from ingest.settings import Settings

SIGNALS = Signals(sentence=2.0, context=1.0, names_met=1.0)


def test_the_probability_is_that_of_a_logistic_regression() -> None:
    model = Answerability(intercept=-1.0, weights=(1.0, 0.0, 0.0, 0.0, 0.0), threshold=0.5, floor=0.1)
    assert model.probability(replace(SIGNALS, sentence=1.0)) == pytest.approx(0.5)
    assert model.probability(replace(SIGNALS, sentence=3.0)) == pytest.approx(0.880797, abs=1e-6)


@pytest.mark.parametrize("sentence", [1e9, -1e9])
def test_no_score_overflows(sentence: float) -> None:
    model = Answerability(intercept=0.0, weights=(1.0,) * 5, threshold=0.5, floor=0.1)
    assert model.probability(replace(SIGNALS, sentence=sentence)) == pytest.approx(float(sentence > 0))


def test_the_shipped_weights_have_a_name_for_every_signal_and_a_threshold_between_0_and_1() -> None:
    document = json.loads(
        files("assistant.answering.judging").joinpath(WEIGHTS_FILE).read_text(encoding="utf-8")
    )
    assert list(document["weights"]) == list(Signals.__dataclass_fields__)
    model = load_answerability()
    assert model.weights == tuple(document["weights"].values())
    assert 0 < model.floor < model.threshold < 1


def test_with_the_shipped_weights_good_evidence_answers_and_none_does_not() -> None:
    model = load_answerability()
    assert model.probability(Signals(8.0, 8.0, 1.0)) > model.threshold
    assert model.probability(Signals(-8.0, -8.0, 0.0)) < model.threshold


def test_weights_of_ones_own_take_the_place_of_the_shipped_ones(tmp_path: Path) -> None:
    own = {
        "intercept": -1.0,
        "weights": {field.name: 0.5 for field in fields(Signals)},
        "threshold": 0.4,
        "floor": 0.1,
    }
    (tmp_path / "own.json").write_text(json.dumps(own), encoding="utf-8")
    loaded = load_answerability(tmp_path / "own.json")
    assert loaded == Answerability(-1.0, (0.5,) * len(fields(Signals)), 0.4, 0.1)
    settings = Settings.from_environment({"ASSISTANT_ANSWERABILITY": str(tmp_path / "own.json")})
    assert settings.answerability == tmp_path / "own.json"


@pytest.mark.parametrize("content", [None, "", "[]", "{}", '{"intercept": "none"}'])
def test_unusable_weights_of_ones_own_are_refused(content: str | None, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "own.json").write_text(content, encoding="utf-8")
    with pytest.raises(ModelFileError, match="unset ASSISTANT_ANSWERABILITY"):
        load_answerability(tmp_path / "own.json")
