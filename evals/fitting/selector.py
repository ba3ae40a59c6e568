"""Tunes the sentence selector.

    python -m evals.fitting.selector --answer-sentences FILE --clapnq FILE --epochs 3

It learns from questions with the sentences that answer them and sentences that only share the topic: those of this
folder's `news/`, written for it, and two files of questions about Wikipedia texts under licences that allow it (see
NOTICE). For each question it learns a distribution over its candidate sentences and "none of these", whose logit is
fixed at 0, so that a score above 0 comes to mean that a sentence answers. The whole network is tuned except its word
embeddings. An epoch takes about twenty minutes on two cores.

The first file has a JSON object a line: `question`, `answering` and `other`, both lists of sentences. It was made of
the English part of XQuAD, the development part of QED and half of the answerable questions of CLAPnq's, by splitting
each passage into sentences. The second is read as `evals.fitting.stories.unanswerable_groups` says.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Encoding

from assistant.answering import selection
from evals.fitting.network import CrossEncoderNetwork, QuantisedFile, Weights
from evals.fitting.stories import Drawn, Group, drawn, news_groups, sentence_groups, unanswerable_groups
from ingest.onnx_models import RERANKER_FILES, OnnxModel, network_bytes

LEARNING_RATE = 3e-5
WEIGHT_DECAY = 0.01
WARM_UP_STEPS = 60
LEAST_RATE = 0.02
GROUPS_PER_STEP = 8
PAIRS_PER_RUN = 16
"""Pairs of like length that go through the network together, so that little is padded."""
DROPOUT = 0.1
LONGEST_PAIR = 192
"""Tokens."""


def tune(groups: Sequence[Group], epochs: int, weights: Weights, seed: int) -> Weights:
    """Tune the network that has these weights, and give those that were tuned."""
    torch.manual_seed(seed)
    chance = random.Random(seed)  # noqa: S311 - no secret
    tokenizer = OnnxModel(RERANKER_FILES)
    network = CrossEncoderNetwork(weights)
    learning = [parameter for parameter in network.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(learning, lr=LEARNING_RATE, weight_decay=WEIGHT_DECAY)
    steps = epochs * len(groups) // GROUPS_PER_STEP
    began, losses = time.perf_counter(), []
    network.train()
    for step, batch in enumerate(_batches(groups, epochs, chance)):
        for settings in optimizer.param_groups:
            decay = max(LEAST_RATE, 1 - step / steps)
            settings["lr"] = LEARNING_RATE * min(1.0, step / WARM_UP_STEPS) * decay
        pairs = [(item.question, text) for item in batch for text in (*item.answering, *item.others)]
        loss = _loss(_scores(network, tokenizer.encode(pairs)), batch)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(learning, 1.0)
        optimizer.step()
        losses.append(loss.item())
        if step % 50 == 49:
            rate = (step + 1) / (time.perf_counter() - began)
            sys.stderr.write(
                f"step {step + 1} of {steps}: loss {np.mean(losses[-50:]):.3f}, {rate:.2f} a second\n"
            )
    return network.trained()


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
    for first in range(0, len(by_length), PAIRS_PER_RUN):
        places = by_length[first : first + PAIRS_PER_RUN]
        with torch.autocast("cpu", torch.bfloat16):
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


def main(arguments: list[str] | None = None) -> int:
    """Tune and write the file; prints the checksum that `selection.py` has to name."""
    parser = argparse.ArgumentParser(prog="python -m evals.fitting.selector", description=__doc__)
    parser.add_argument("--answer-sentences", type=Path, metavar="FILE", help="more questions, as JSON Lines")
    parser.add_argument("--clapnq", type=Path, metavar="FILE", help="CLAPnq's questions, as JSON Lines")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--output", type=Path, default=Path(selection.__file__).with_name(selection.WEIGHTS_FILE)
    )
    options = parser.parse_args(arguments)
    groups = [
        *news_groups(),
        *(sentence_groups(options.answer_sentences) if options.answer_sentences else []),
        *(unanswerable_groups(options.clapnq) if options.clapnq else []),
    ]
    file = QuantisedFile(network_bytes(RERANKER_FILES))
    tuned = file.overlay(tune(groups, options.epochs, file.float_weights(), options.seed))
    np.savez(options.output, **tuned)  # type: ignore[arg-type]
    sys.stdout.write(f"{len(groups)} questions; SHA-256 {selection.checksum(options.output)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
