"""The cross-encoder as a torch network whose biases and layer norms can be trained.

The int8 file turns back into floating point with its own scales and zero points; the rebuilt network agrees with it
to about a tenth of a logit. The frozen weights are kept in bfloat16, which is what the processor multiplies fastest.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
import torch
import torch.nn.functional as functional
from numpy.typing import NDArray
from onnx import numpy_helper

WIDTH = 384
HEADS = 12
LAYERS = 12
EPSILON = 1e-12
EMBEDDINGS = ("word_embeddings", "token_type_embeddings", "position_embeddings")


def float_weights(network: bytes) -> dict[str, NDArray[np.float32]]:
    """Give the weights of the int8 ONNX file as floats, matrices as (inputs, outputs)."""
    graph = onnx.load_model_from_string(network).graph
    arrays = {item.name: numpy_helper.to_array(item) for item in graph.initializer}

    def dequantised(name: str) -> NDArray[np.float32]:
        values = arrays[f"{name}_quantized"].astype(np.float32) - arrays[f"{name}_zero_point"].astype(
            np.float32
        )
        result: NDArray[np.float32] = values * arrays[f"{name}_scale"]
        return result

    weights = {name: array for name, array in arrays.items() if is_trained(name)}
    for name in (*(f"bert.embeddings.{part}.weight" for part in EMBEDDINGS), "bert.pooler.dense.weight"):
        weights[name] = dequantised(name)
    weights["classifier.weight"] = dequantised("classifier.weight")
    for node in graph.node:
        if node.op_type == "MatMulInteger" and "encoder/layer" in node.name:
            name = node.name.strip("/").rsplit("/MatMul", 1)[0].replace("/", ".") + ".weight"
            weights[name] = dequantised(node.input[1].removesuffix("_quantized"))
    return weights


def is_trained(name: str) -> bool:
    """Tell whether a weight is one of those that are tuned: a bias or part of a layer norm."""
    return name.endswith(".bias") or "LayerNorm" in name


class CrossEncoderNetwork(torch.nn.Module):
    """BERT with one output, for training; only what `is_trained` names learns."""

    def __init__(self, weights: dict[str, NDArray[np.float32]]) -> None:
        super().__init__()
        self._weights = torch.nn.ParameterDict(
            {_key(name): _parameter(name, array) for name, array in weights.items()}
        )

    def trained(self) -> dict[str, NDArray[np.float32]]:
        """Give the tuned weights under the names that they have in the ONNX file."""
        return {
            name.replace("/", "."): parameter.detach().numpy()
            for name, parameter in self._weights.items()
            if parameter.requires_grad
        }

    def forward(
        self, tokens: torch.Tensor, mask: torch.Tensor, types: torch.Tensor, dropout: float = 0.0
    ) -> torch.Tensor:
        """Score padded pairs, each argument of shape (pairs, tokens): logits of shape (pairs,)."""
        hidden = self._embedded(tokens, types)
        attention_mask = mask[:, None, None, :].bool()
        for layer in range(LAYERS):
            hidden = self._layer(hidden, attention_mask, f"bert.encoder.layer.{layer}.", dropout)
        pooled = torch.tanh(self._linear(hidden[:, 0], "bert.pooler.dense"))
        return self._linear(pooled, "classifier")[:, 0]

    def _embedded(self, tokens: torch.Tensor, types: torch.Tensor) -> torch.Tensor:
        prefix = "bert.embeddings."
        embedded = functional.embedding(tokens, self._weight(f"{prefix}word_embeddings.weight"))
        embedded = embedded + functional.embedding(
            types, self._weight(f"{prefix}token_type_embeddings.weight")
        )
        embedded = embedded + self._weight(f"{prefix}position_embeddings.weight")[: tokens.shape[1]]
        return self._norm(embedded, f"{prefix}LayerNorm")

    def _layer(self, hidden: torch.Tensor, mask: torch.Tensor, prefix: str, dropout: float) -> torch.Tensor:
        pairs, length, _ = hidden.shape

        def heads(part: str) -> torch.Tensor:
            projected = self._linear(hidden, f"{prefix}attention.self.{part}")
            return projected.view(pairs, length, HEADS, WIDTH // HEADS).transpose(1, 2)

        attended = functional.scaled_dot_product_attention(
            heads("query"), heads("key"), heads("value"), attn_mask=mask
        )
        attended = attended.transpose(1, 2).reshape(pairs, length, WIDTH)
        projected = self._linear(attended, f"{prefix}attention.output.dense")
        hidden = self._norm(hidden + self._dropped(projected, dropout), f"{prefix}attention.output.LayerNorm")
        wide = functional.gelu(self._linear(hidden, f"{prefix}intermediate.dense"))
        projected = self._linear(wide, f"{prefix}output.dense")
        return self._norm(hidden + self._dropped(projected, dropout), f"{prefix}output.LayerNorm")

    def _dropped(self, values: torch.Tensor, share: float) -> torch.Tensor:
        return functional.dropout(values, share, self.training)

    def _linear(self, values: torch.Tensor, name: str) -> torch.Tensor:
        return values @ self._weight(f"{name}.weight") + self._weight(f"{name}.bias")

    def _norm(self, values: torch.Tensor, name: str) -> torch.Tensor:
        return functional.layer_norm(
            values, (WIDTH,), self._weight(f"{name}.weight"), self._weight(f"{name}.bias"), EPSILON
        )

    def _weight(self, name: str) -> torch.Tensor:
        return self._weights[_key(name)]


def _key(name: str) -> str:
    # torch takes a dot in a name for a path.
    return name.replace(".", "/")


def _parameter(name: str, array: NDArray[Any]) -> torch.nn.Parameter:
    frozen_matrix = array.ndim == 2 and "embeddings" not in name
    values = torch.tensor(
        np.ascontiguousarray(array), dtype=torch.bfloat16 if frozen_matrix else torch.float32
    )
    return torch.nn.Parameter(values, requires_grad=is_trained(name))
