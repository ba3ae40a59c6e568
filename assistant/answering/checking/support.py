"""The last gate of the check: how likely passages bear a sentence out that has passed all rules.

The late-interaction encoder of the wheel (Khattab and Zaharia, "ColBERT", SIGIR 2020; here answerai-colbert-small-v1)
sets every word of the sentence against every word of the passages; how the sentence's words hang together there, and
its names and figures, are counted. A logistic regression weighs that: `support.json`, which says on what it was fitted
(`python -m evals fit support`).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields, replace
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from assistant.answering.checking.dates import days_in
from assistant.answering.checking.figures import amounts_in
from assistant.answering.checking.meaning import MeaningModel
from assistant.answering.checking.names import all_words_as_names, names_in
from assistant.answering.checking.verification import (
    Verdict,
    is_quoted,
    verify,
    verify_in_other_words,
)
from assistant.answering.checking.words import words_of
from assistant.answering.language.terms import content_stems, stems
from assistant.retrieval.by_words import STOP_WORDS
from ingest.errors import ModelFileError
from ingest.onnx_models import ModelFiles, OnnxModel
from ingest.records import Passage

WEIGHTS_FILE = "support.json"
PASSAGES_READ = 6
"""Passages, those that share most words with the sentence, that the model reads."""
LEAST_MET = 5
"""Words of the sentence, those that are met least, whose mean says how well it is met."""
LINK = 12
"""Words between two words of a passage that hang together, at most; of the encoder's tokens, as many to either side."""
RUN = 3
"""Neighbouring words of the sentence that are looked for at one place."""
LEAST_RUNS = 3
"""Of these runs, those that are met least, whose mean counts."""
PASSAGES_KEPT = 64
"""Passages whose vectors are kept: the sentences of an answer are mostly held against the same."""
COLBERT_FILES = ModelFiles(
    folder="colbert",
    network_sha256="4980983628c18e4f0a4c756114abd2d7c097c6ccad9cffc70e77302d21e05df0",
    tokenizer_sha256="cb374d6bc042c22455946f4e09a89d29882a199fdaf8fb25be00dc8b8857a448",
)

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for a sentence: shares from 0 to 1, but for two mean cosines and a logarithm."""

    aligned: float
    """The five tokens that are met least, each by its nearest token of any passage: the mean of their cosines."""
    together: float
    """The three runs of three neighbouring tokens that are met least at one place of any passage: the mean of their
    cosines, each token by its nearest within twelve tokens of that place."""
    unlinked: float
    """How many pairs of neighbouring content words stand nowhere in the passages within twelve words of each other:
    the logarithm of one more than that."""
    triples: float
    """Share of the runs of three words that stand so in the passages."""
    names: float
    """Share of the names, in the passage that has most of them."""
    figures: float
    """Share of the figures and days, in the passage that has most of them."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic regression over Signals; below the probability `floor` a sentence is kept back."""

    intercept: float
    weights: tuple[float, ...]
    floor: float

    def probability(self, signals: Signals) -> float:
        """Give the probability, from 0 to 1, that the sentence is borne out."""
        pairs = zip(self.weights, astuple(signals), strict=True)
        total = self.intercept + sum(weight * value for weight, value in pairs)
        return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, total))))


class SupportModel:
    """Scores sentences by passages. Safe to use from several threads."""

    def __init__(self, encoder: OnnxModel, weights: Weights, meaning: MeaningModel | None = None) -> None:
        """Use the late-interaction encoder, fitted weights, and a model that judges what is worded freely."""
        self._encoder = encoder
        self.weights = weights
        self._meaning = meaning
        self._passage_vectors = lru_cache(PASSAGES_KEPT)(self._vectors_of)

    @classmethod
    def load(cls) -> SupportModel:
        """Load what ships. Raises ModelFileError."""
        return cls(OnnxModel(COLBERT_FILES), load_weights(), MeaningModel.load())

    def check(self, sentence: str, passages: Sequence[Passage]) -> Verdict:
        """Judge a sentence as `verify` does; what passes the rules and is not quoted must reach the floor too.

        What does not pass them may still be borne out in other words, whatever its score.
        """
        verdict = verify(sentence, passages)
        texts = [passage.text for passage in passages]
        if not verdict.passed and self._meaning:
            free = verify_in_other_words(sentence, passages, self._meaning.bears_out)
            return replace(free, score=self.probability(free.text, texts)) if free.passed else verdict
        if not verdict.passed or is_quoted(verdict.text, passages):
            return verdict
        score = self.probability(verdict.text, texts)
        if score < self.weights.floor:
            return Verdict(verdict.text, f"its evidence bears it out too weakly ({score:.2f})", score=score)
        return replace(verdict, score=score)

    def probability(self, sentence: str, texts: Sequence[str]) -> float:
        """Give the probability, from 0 to 1, that texts (one at least) bear a sentence out."""
        return self.weights.probability(self.signals(sentence, texts))

    def signals(self, sentence: str, texts: Sequence[str]) -> Signals:
        """Collect what speaks for a sentence in texts of about 90 words each (one at least)."""
        wanted = content_stems(sentence)
        read = sorted(texts, key=lambda text: -len(wanted & stems(text)))[:PASSAGES_READ]
        pairs = _links(sentence, texts)
        aligned, together = self._met(sentence, read)
        return Signals(
            aligned=aligned,
            together=together,
            unlinked=math.log(1 + len(pairs) - sum(pairs)),
            triples=_share(_triples(sentence), frozenset().union(*map(_triples, texts))),
            names=max(_share(_names(sentence), all_words_as_names(text)) for text in read),
            figures=max(_share(_figures(sentence), _figures(text)) for text in read),
        )

    def _met(self, sentence: str, texts: Sequence[str]) -> tuple[float, float]:
        """Give how well the tokens are met that are met least: each for itself, and in runs at one place."""
        (encoding,) = self._encoder.encode([sentence])
        kept = [place for place, token in enumerate(encoding.tokens) if _carries_matter(token)]
        if not kept:
            return 1.0, 1.0
        tokens = _normalised(self._encoder.run_encoding(encoding))[kept]
        cosines = [tokens @ self._passage_vectors(text).T for text in texts]
        met = np.max([one.max(axis=1) for one in cosines], axis=0)
        runs = np.max([_best_places(one) for one in cosines], axis=0)
        return float(np.sort(met)[:LEAST_MET].mean()), float(np.sort(runs)[:LEAST_RUNS].mean())

    def _vectors_of(self, text: str) -> Vectors:
        (vectors,) = self._encoder.run([text])
        return _normalised(vectors[1:-1])


def load_weights() -> Weights:
    """Read the fitted weights from the file that ships beside this module. Raises ModelFileError."""
    try:
        file = files("assistant.answering.checking").joinpath(WEIGHTS_FILE)
        document = json.loads(file.read_text(encoding="utf-8"))
        weights = tuple(float(document["weights"][field.name]) for field in fields(Signals))
        return Weights(float(document["intercept"]), weights, float(document["floor"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelFileError(
            f"The file {WEIGHTS_FILE} of this project can't be used ({error!r}); install the project anew."
        ) from error


def _best_places(cosines: Vectors) -> Vectors:
    """Give the mean cosine of each run at its best place, from cosines of shape (tokens, tokens of a passage).

    A run of the tokens begins at each that has enough behind it; a shorter sentence is one run.
    """
    around = np.pad(cosines, ((0, 0), (LINK, LINK)), constant_values=-1.0)
    near = np.lib.stride_tricks.sliding_window_view(around, 2 * LINK + 1, axis=1).max(axis=-1)
    length = min(RUN, len(near))
    runs = np.lib.stride_tricks.sliding_window_view(near, length, axis=0).mean(axis=-1)
    best: Vectors = runs.max(axis=1)
    return best


def _links(sentence: str, texts: Sequence[str]) -> list[bool]:
    """Say of each pair of neighbouring content words whether a text has the two near each other."""
    places = [_places(text) for text in texts]
    content = [word.stem for word in words_of(sentence) if word.carries_matter]
    return [any(_are_near(one, other, held) for held in places) for one, other in pairwise(content)]


def _places(text: str) -> dict[str, list[int]]:
    held: dict[str, list[int]] = {}
    for place, stem in enumerate(_stems_in_order(text)):
        held.setdefault(stem, []).append(place)
    return held


def _are_near(one: str, other: str, held: dict[str, list[int]]) -> bool:
    return any(abs(left - right) <= LINK for left in held.get(one, ()) for right in held.get(other, ()))


def _triples(text: str) -> frozenset[tuple[str, ...]]:
    in_order = list(_stems_in_order(text))
    return frozenset(zip(in_order, in_order[1:], in_order[2:], strict=False))


def _stems_in_order(text: str) -> Iterator[str]:
    return (word.stem for word in words_of(text) if not word.is_mark)


def _names(text: str) -> frozenset[str]:
    return frozenset(word.name for name in names_in(text) for word in name)


def _figures(text: str) -> frozenset[str]:
    days = (day.shown.lower() for day in days_in(text))
    return frozenset([*(amount.value for amount in amounts_in(text)), *days])


def _share(wanted: frozenset[object], held: frozenset[object]) -> float:
    return len(wanted & held) / len(wanted) if wanted else 1.0


def _carries_matter(token: str) -> bool:
    word = token.strip("#").lower()
    return word.isalnum() and word not in STOP_WORDS


def _normalised(vectors: Vectors) -> Vectors:
    scaled: Vectors = vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)
    return scaled
