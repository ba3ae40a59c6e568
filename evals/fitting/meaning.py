"""Tunes the judge of free wording (`assistant/answering/checking/meaning.py`) and sets its floor.

The upper half of the sentence selector learns on from the statements, each with the part of its passage that is read;
the lower half stays, so what it makes of them is kept. An epoch takes about six minutes on two cores.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as functional
from numpy.typing import NDArray

from assistant.answering.checking.meaning import MeaningModel, part_to_read
from assistant.answering.judging.selection import checksum, save_weights, tuned_weights
from evals.fitting.descent import DROPOUT, LEAST_RATE, Descent
from evals.fitting.network import Arrays, CrossEncoderNetwork, QuantisedFile
from evals.fitting.statements import (
    FLOOR_SET_ON,
    TESTED_ON,
    TUNED_ON,
    Statement,
    made_statements,
    statements_of,
)
from ingest.onnx_models import RERANKER_FILES, OnnxModel, network_bytes

FIRST_LAYER = 6
LEARNING_RATE = 5e-5
WARM_UP = 0.1
"""Share of the steps in which the learning rate grows."""
PER_STEP = 16
SHUFFLED = 20
"""Steps whose statements are put in order of length, so that little is padded."""
MOST_PASSED = 0.01
"""Share of the statements that are not borne out and may reach the floor."""


@dataclass(frozen=True, slots=True)
class _Example:
    """What the lower layers make of a statement and its passage, of shape (tokens, width), and the truth."""

    states: torch.Tensor
    borne_out: float


def tune(
    statements: Sequence[Statement], epochs: int, seed: int, tell: Callable[[str], None] = lambda line: None
) -> Arrays:
    """Tune the upper layers and give the arrays that are laid over the selector's, by their names in its file.

    `tell` hears how far it is. Raises ModelFileError where the files of the models are missing.
    """
    torch.manual_seed(seed)
    chance = random.Random(seed)  # noqa: S311 - no secret
    file = QuantisedFile(network_bytes(RERANKER_FILES), tuned_weights())
    network = CrossEncoderNetwork(file.float_weights(), first_layer=FIRST_LAYER)
    examples = _examples(network, OnnxModel(RERANKER_FILES), statements)
    descent = Descent(network)
    steps = epochs * -(-len(examples) // PER_STEP)
    network.train()
    for step, batch in enumerate(_batches(examples, epochs, chance)):
        wanted = torch.tensor([example.borne_out for example in batch])
        loss = functional.binary_cross_entropy_with_logits(
            network.above(*_padded([example.states for example in batch]), DROPOUT), wanted
        )
        descent.step(loss, LEARNING_RATE * _rate(step, steps))
        tell(f"step {step + 1} of {steps}: loss {loss.item():.3f}")
    return file.overlay(network.trained())


def fit_meaning(
    output: Path, epochs: int, seed: int, tell: Callable[[str], None] = lambda line: None
) -> dict[str, Any]:
    """Tune, write the weights to `output` and beside it a JSON file with floor and figures, and give what that holds.

    Raises CallError where a file can't be written.
    """
    written = statements_of(TUNED_ON)
    statements = [*written, *made_statements(written)]
    weights = tune(statements, epochs, seed, tell)
    save_weights(output, weights)
    model = MeaningModel(weights, 0.0)
    floor = floor_of(*_scores(model, statements_of([FLOOR_SET_ON])))
    truth, scores = _scores(model, statements_of(TESTED_ON))
    document = {
        "fitted_by": "python -m evals fit meaning",
        "fitted_on": f"{len(written)} statements of evals/fitting/statements ({', '.join(TUNED_ON)}) and "
        f"{len(statements) - len(written)} made of their passages",
        "floor_set_on": FLOOR_SET_ON,
        "tested_on": ", ".join(TESTED_ON),
        "figures": figures_of(truth, scores, floor),
        "floor": round(floor, 3),
        "sha256": checksum(output),
    }
    output.with_suffix(".json").write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    return document


def floor_of(truth: NDArray[np.bool_], scores: NDArray[np.float64]) -> float:
    """Give the logit that at most a hundredth of the statements that are not borne out reach."""
    false = np.sort(scores[~truth])[::-1]
    return float(np.nextafter(false[int(MOST_PASSED * len(false))], np.inf))


def figures_of(truth: NDArray[np.bool_], scores: NDArray[np.float64], floor: float) -> dict[str, float]:
    """Give the AUROC and the shares of true and of false statements that reach the floor."""
    from sklearn.metrics import roc_auc_score

    figures = {
        "auroc": roc_auc_score(truth, scores),
        "true_passed": (scores[truth] >= floor).mean(),
        "false_passed": (scores[~truth] >= floor).mean(),
    }
    return {name: round(float(value), 3) for name, value in figures.items()}


def _scores(
    model: MeaningModel, statements: Sequence[Statement]
) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    truth = np.array([statement.borne_out for statement in statements])
    return truth, np.array([model.score(statement.text, statement.passage) for statement in statements])


def _examples(
    network: CrossEncoderNetwork, tokenizer: OnnxModel, statements: Sequence[Statement]
) -> list[_Example]:
    pairs = [(statement.text, part_to_read(statement.text, statement.passage)) for statement in statements]
    examples = []
    for encoding, statement in zip(tokenizer.encode(pairs), statements, strict=True):
        rows = (encoding.ids, encoding.attention_mask, encoding.type_ids)
        (states,) = network.below(*(torch.tensor([row]) for row in rows))
        examples.append(_Example(states, float(statement.borne_out)))
    return examples


def _batches(
    examples: Sequence[_Example], epochs: int, chance: random.Random
) -> Iterator[Sequence[_Example]]:
    for _ in range(epochs):
        order = list(examples)
        chance.shuffle(order)
        batches = []
        for first in range(0, len(order), SHUFFLED * PER_STEP):
            part = sorted(order[first : first + SHUFFLED * PER_STEP], key=lambda example: len(example.states))
            batches += [part[place : place + PER_STEP] for place in range(0, len(part), PER_STEP)]
        chance.shuffle(batches)
        yield from batches


def _rate(step: int, steps: int) -> float:
    warm_up = max(1, int(WARM_UP * steps))
    return min((step + 1) / warm_up, max(LEAST_RATE, (steps - step) / (steps - warm_up + 1)))


def _padded(states: Sequence[torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor]:
    """Give states in one tensor of shape (pairs, tokens, width), and the mask of what is no padding."""
    mask = torch.nn.utils.rnn.pad_sequence([torch.ones(len(one)) for one in states], batch_first=True)
    return torch.nn.utils.rnn.pad_sequence(list(states), batch_first=True), mask
