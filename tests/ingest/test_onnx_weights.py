"""Weights that are laid into the bytes of a network."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.errors import ModelFileError
from ingest.onnx_models import RERANKER_FILES, OnnxModel, network_bytes
from ingest.onnx_weights import with_weights

BIAS = "classifier.bias"
PAIR = ("Who sank the ferry?", "A storm sank the ferry.")


def test_a_network_with_no_other_weights_scores_as_it_did() -> None:
    plain, same = OnnxModel(RERANKER_FILES), OnnxModel(RERANKER_FILES, tuned={})
    assert plain.run([PAIR])[0] == same.run([PAIR])[0]


def test_a_weight_that_is_laid_in_is_in_use() -> None:
    (before,) = OnnxModel(RERANKER_FILES).run([PAIR])
    (zero,) = OnnxModel(RERANKER_FILES, tuned={BIAS: np.zeros(1, np.float32)}).run([PAIR])
    (three,) = OnnxModel(RERANKER_FILES, tuned={BIAS: np.full(1, 3, np.float32)}).run([PAIR])
    assert three == pytest.approx(zero + 3, abs=1e-4)
    assert not np.isclose(before, three)


def test_the_same_weight_twice_gives_the_same_bytes() -> None:
    network, weights = network_bytes(RERANKER_FILES), {BIAS: np.ones(1, np.float32)}
    once = with_weights(network, weights)
    assert with_weights(once, weights) == once


def test_a_weight_that_the_network_lacks_is_refused() -> None:
    with pytest.raises(ModelFileError, match=r"no weights named classifier\.bais"):
        with_weights(network_bytes(RERANKER_FILES), {"classifier.bais": np.zeros(1, np.float32)})
