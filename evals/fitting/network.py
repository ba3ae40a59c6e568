"""The cross-encoder as a torch network that can be trained, and the way back into the int8 file.

The int8 file turns into floating point with its own scales and zero points; the rebuilt network agrees with it to about
a tenth of a logit. What was tuned is quantised again, with a scale for each column, and laid over the file when it is
loaded: the word embeddings, which stay as they are, need not be shipped twice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeAlias

import numpy as np
import onnx
import torch
import torch.nn.functional as functional
from numpy.typing import NDArray
from onnx import numpy_helper

Weights: TypeAlias = "dict[str, NDArray[np.float32]]"
Arrays: TypeAlias = "dict[str, NDArray[np.generic]]"

WIDTH = 384
HEADS = 12
LAYERS = 12
EPSILON = 1e-12
WORD_EMBEDDINGS = "bert.embeddings.word_embeddings.weight"
WHOLE_MATRICES = (
    "bert.embeddings.token_type_embeddings.weight",
    "bert.embeddings.position_embeddings.weight",
    "bert.pooler.dense.weight",
    "classifier.weight",
)
"""Matrices that the file keeps under their own names and with one scale each."""
MASKED = -1e4


class QuantisedFile:
    """The arrays of the int8 ONNX file, and where each weight matrix of the network stands in it."""

    def __init__(self, network: bytes, tuned: Mapping[str, NDArray[np.generic]] | None = None) -> None:
        """Read the file's content, with the weights of an earlier `overlay` laid over it."""
        graph = onnx.load_model_from_string(network).graph
        self.arrays: Arrays = {item.name: numpy_helper.to_array(item) for item in graph.initializer}
        self.matrices = {name: name for name in (WORD_EMBEDDINGS, *WHOLE_MATRICES)}
        self.arrays.update(tuned or {})
        for node in graph.node:
            if node.op_type == "MatMulInteger" and "encoder/layer" in node.name:
                name = node.name.strip("/").rsplit("/MatMul", 1)[0].replace("/", ".") + ".weight"
                self.matrices[name] = node.input[1].removesuffix("_quantized")

    def float_weights(self) -> Weights:
        """Give all weights as floats under the network's own names, matrices as (inputs, outputs)."""
        weights = {name: array.astype(np.float32) for name, array in self.arrays.items() if _is_vector(name)}
        for name, stored in self.matrices.items():
            values, zero, scale = (
                self.arrays[f"{stored}_{part}"].astype(np.float32)
                for part in ("quantized", "zero_point", "scale")
            )
            weights[name] = (values - zero) * scale
        return weights

    def overlay(self, weights: Weights) -> Arrays:
        """Give tuned weights as the arrays that replace those of the file: int8 matrices with scales, float vectors."""
        replaced: Arrays = {name: array for name, array in weights.items() if _is_vector(name)}
        for name, stored in self.matrices.items():
            if name in weights:
                kind = self.arrays[f"{stored}_quantized"].dtype
                quantised, scale, zero = _quantised(weights[name], kind, by_column=name not in WHOLE_MATRICES)
                replaced[f"{stored}_quantized"] = quantised
                replaced[f"{stored}_scale"] = scale
                replaced[f"{stored}_zero_point"] = zero
        return replaced


def _is_vector(name: str) -> bool:
    return name.endswith(".bias") or "LayerNorm" in name


def _is_tuned(name: str, *, only_biases: bool, first_layer: int) -> bool:
    if only_biases:
        return _is_vector(name) and not name.startswith("bert.embeddings.")
    if first_layer and name.startswith("bert.embeddings."):
        return False
    layer = re.match(r"bert\.encoder\.layer\.(\d+)\.", name)
    return name != WORD_EMBEDDINGS and (layer is None or int(layer[1]) >= first_layer)


def _quantised(
    matrix: NDArray[np.float32], kind: np.dtype[np.generic], *, by_column: bool
) -> tuple[NDArray[np.generic], NDArray[np.generic], NDArray[np.generic]]:
    """Quantise symmetrically; with one scale for a whole encoder matrix the scores were off by two logits."""
    largest = np.abs(matrix).max(axis=0) if by_column else np.abs(matrix).max()
    scale = np.maximum(np.asarray(largest, np.float32) / 127, np.float32(1e-9))
    middle = 128 if kind == np.uint8 else 0
    values = np.clip(np.round(matrix / scale), -127, 127) + middle
    return values.astype(kind), scale, np.full(scale.shape, middle, kind)


class CrossEncoderNetwork(torch.nn.Module):
    """BERT with one output, for training; all of it learns except the word embeddings."""

    def __init__(self, weights: Weights, *, only_biases: bool = False, first_layer: int = 0) -> None:
        """Use these weights.

        With `only_biases` only the layers' biases and norms learn (Zaken et al. 2022), with `first_layer` only the
        layers from that one on and what stands above them.
        """
        super().__init__()
        self._first_layer = first_layer
        self._weights = torch.nn.ParameterDict(
            {
                _key(name): torch.nn.Parameter(
                    torch.tensor(np.ascontiguousarray(array)),
                    requires_grad=_is_tuned(name, only_biases=only_biases, first_layer=first_layer),
                )
                for name, array in weights.items()
            }
        )

    def trained(self) -> Weights:
        """Give the tuned weights under their names."""
        return {
            name.replace("/", "."): parameter.detach().numpy()
            for name, parameter in self._weights.items()
            if parameter.requires_grad
        }

    def forward(
        self, tokens: torch.Tensor, mask: torch.Tensor, types: torch.Tensor, dropout: float = 0.0
    ) -> torch.Tensor:
        """Score padded pairs, each argument of shape (pairs, tokens): logits of shape (pairs,)."""
        hidden = self._dropped(self._embedded(tokens, types), dropout)
        return self._scored(self._through(range(LAYERS), hidden, mask, dropout), dropout)

    def below(self, tokens: torch.Tensor, mask: torch.Tensor, types: torch.Tensor) -> torch.Tensor:
        """Give what the layers that do not learn make of padded pairs: states of shape (pairs, tokens, WIDTH)."""
        with torch.no_grad():
            return self._through(range(self._first_layer), self._embedded(tokens, types), mask, 0.0)

    def above(self, states: torch.Tensor, mask: torch.Tensor, dropout: float = 0.0) -> torch.Tensor:
        """Score pairs by their states from `below`: logits of shape (pairs,)."""
        layers = range(self._first_layer, LAYERS)
        return self._scored(self._through(layers, self._dropped(states, dropout), mask, dropout), dropout)

    def _through(
        self, layers: range, hidden: torch.Tensor, mask: torch.Tensor, dropout: float
    ) -> torch.Tensor:
        attention_mask = (1 - mask[:, None, None, :].to(torch.bfloat16)) * MASKED
        for layer in layers:
            hidden = self._layer(hidden, attention_mask, f"bert.encoder.layer.{layer}.", dropout)
        return hidden

    def _scored(self, hidden: torch.Tensor, dropout: float) -> torch.Tensor:
        pooled = torch.tanh(self._linear(hidden[:, 0], "bert.pooler.dense"))
        return self._linear(self._dropped(pooled, dropout), "classifier")[:, 0]

    def _embedded(self, tokens: torch.Tensor, types: torch.Tensor) -> torch.Tensor:
        prefix = "bert.embeddings."
        embedded = functional.embedding(tokens, self._weight(WORD_EMBEDDINGS))
        embedded = embedded + functional.embedding(
            types, self._weight(f"{prefix}token_type_embeddings.weight")
        )
        embedded = embedded + self._weight(f"{prefix}position_embeddings.weight")[: tokens.shape[1]]
        return self._norm(embedded, f"{prefix}LayerNorm")

    def _layer(self, hidden: torch.Tensor, mask: torch.Tensor, prefix: str, dropout: float) -> torch.Tensor:
        attended = self._attended(hidden, mask, f"{prefix}attention.self.")
        projected = self._linear(attended, f"{prefix}attention.output.dense")
        hidden = self._norm(hidden + self._dropped(projected, dropout), f"{prefix}attention.output.LayerNorm")
        wide = functional.gelu(self._linear(hidden, f"{prefix}intermediate.dense"))
        projected = self._linear(wide, f"{prefix}output.dense")
        return self._norm(hidden + self._dropped(projected, dropout), f"{prefix}output.LayerNorm")

    def _attended(self, hidden: torch.Tensor, mask: torch.Tensor, prefix: str) -> torch.Tensor:
        # Written out, because on a CPU the way back through torch's fused attention takes half of all the time.
        pairs, length, _ = hidden.shape
        query, key, value = (
            self._linear(hidden, f"{prefix}{part}").view(pairs, length, HEADS, -1).transpose(1, 2)
            for part in ("query", "key", "value")
        )
        shares = torch.softmax(query @ key.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5 + mask, dim=-1)
        return (shares.to(value.dtype) @ value).transpose(1, 2).reshape(pairs, length, WIDTH)

    def _dropped(self, values: torch.Tensor, share: float) -> torch.Tensor:
        return functional.dropout(values, share, self.training)

    def _linear(self, values: torch.Tensor, name: str) -> torch.Tensor:
        return functional.linear(values, self._weight(f"{name}.weight").t(), self._weight(f"{name}.bias"))

    def _norm(self, values: torch.Tensor, name: str) -> torch.Tensor:
        return functional.layer_norm(
            values, (WIDTH,), self._weight(f"{name}.weight"), self._weight(f"{name}.bias"), EPSILON
        )

    def _weight(self, name: str) -> torch.Tensor:
        return self._weights[_key(name)]


def _key(name: str) -> str:
    # torch takes a dot in a name for a path.
    return name.replace(".", "/")
