"""The recipe of the judge of free wording, on a few statements."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.answering.checking.meaning import MeaningModel
from assistant.answering.judging.selection import tuned_weights
from evals.fitting.statements import FLOOR_SET_ON, statements_of
from ingest.onnx_models import RERANKER_FILES, OnnxModel, network_bytes

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("tools")]


def test_what_it_learnt_it_judges_better_afterwards() -> None:
    from evals.fitting.meaning import tune

    statements = statements_of([FLOOR_SET_ON])[:28]
    lines: list[str] = []
    before = MeaningModel({}, 0.0)
    after = MeaningModel(tune(statements, 20, 0, lines.append), 0.0)
    assert len(lines) == 40

    def loss(model: MeaningModel) -> float:
        scores = np.array([model.score(one.text, one.passage) for one in statements])
        truth = np.array([one.borne_out for one in statements])
        return float(np.log1p(np.exp(np.where(truth, -scores, scores))).mean())

    assert loss(after) < 0.8 * loss(before)


def test_the_lower_layers_and_the_upper_ones_are_the_network() -> None:
    import torch

    from evals.fitting.network import CrossEncoderNetwork, QuantisedFile

    weights = QuantisedFile(network_bytes(RERANKER_FILES), tuned_weights()).float_weights()
    network = CrossEncoderNetwork(weights, first_layer=6).eval()
    (encoding,) = OnnxModel(RERANKER_FILES).encode([("Gulls nest.", "Gulls nest on the roof.")])
    rows = [torch.tensor([row]) for row in (encoding.ids, encoding.attention_mask, encoding.type_ids)]
    with torch.no_grad():
        parted = network.above(network.below(*rows), rows[1])
        assert parted == pytest.approx(network(*rows))
    assert not any("layer.5." in name or "embeddings" in name for name in network.trained())
    assert any("layer.6." in name for name in network.trained())


def test_a_hundredth_of_the_false_ones_reaches_the_floor() -> None:
    from evals.fitting.meaning import figures_of, floor_of

    scores = np.arange(300, dtype=float)
    truth = scores % 3 == 0
    floor = floor_of(truth, scores)
    figures = figures_of(truth, scores, floor)
    assert 0 < figures["false_passed"] <= 0.01
    assert 0 < figures["true_passed"] < 0.05
