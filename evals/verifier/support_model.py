"""How likely passages bear a claim out: words, names and figures found, and what two small models say.

It was made to stand behind the assistant's rules, and does not: its AUROC is 0.82 on claims of WiCE that it was not
fitted on, where the share of words has 0.77, but of the changed sentences of the made set that pass the rules it keeps
back none. `python -m evals verifier --support-model` puts it behind the rules.

The models are the wheel's: the cross-encoder reads claim and passage together, and the late-interaction encoder
(Khattab and Zaharia, "ColBERT", SIGIR 2020; here answerai-colbert-small-v1) sets every token of the claim against
the tokens of a passage. A logistic regression weighs them; `python -m evals.fitting.support` fitted it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from assistant.answering.checking.dates import days_in
from assistant.answering.checking.figures import amounts_in
from assistant.answering.checking.names import all_words_as_names, names_in
from assistant.answering.language.terms import content_stems, stems
from assistant.retrieval.by_words import STOP_WORDS
from assistant.retrieval.reranking import CrossEncoder
from ingest.onnx_models import ModelFiles, OnnxModel

WEIGHTS_FILE = "support.json"
PASSAGES_READ = 4
"""Passages, those that share most words with the claim, that the models read."""
COLBERT_FILES = ModelFiles(
    folder="colbert",
    network_sha256="4980983628c18e4f0a4c756114abd2d7c097c6ccad9cffc70e77302d21e05df0",
    tokenizer_sha256="cb374d6bc042c22455946f4e09a89d29882a199fdaf8fb25be00dc8b8857a448",
)


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for a claim: shares from 0 to 1, but for `relevance`, a logit, and `missing`, a count."""

    words: float
    """Share of the claim's content words in the passages that were read."""
    aligned: float
    """Mean cosine of the claim's tokens to their nearest tokens, in the passage where it is highest."""
    relevance: float
    """The cross-encoder's logit of the best passage."""
    names: float
    figures: float
    missing: float
    """How many content words stand in no passage."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic regression over Signals; below the probability `floor` a claim is kept back."""

    intercept: float
    weights: tuple[float, ...]
    floor: float

    def probability(self, signals: Signals) -> float:
        """Give the probability, from 0 to 1, that the claim is borne out."""
        pairs = zip(self.weights, astuple(signals), strict=True)
        total = self.intercept + sum(weight * value for weight, value in pairs)
        return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, total))))


class SupportModel:
    """Scores claims by passages. Safe to use from several threads."""

    def __init__(self, aligner: OnnxModel, reranker: CrossEncoder, weights: Weights) -> None:
        """Use the late-interaction encoder, the untuned cross-encoder and fitted weights."""
        self._aligner = aligner
        self._reranker = reranker
        self.weights = weights

    @classmethod
    def load(cls, reranker: CrossEncoder | None = None) -> SupportModel:
        """Load what ships, with the cross-encoder of the retriever where one is given. Raises ModelFileError."""
        return cls(OnnxModel(COLBERT_FILES), reranker or CrossEncoder(), load_weights())

    def probability(self, claim: str, texts: Sequence[str]) -> float:
        """Give the probability, from 0 to 1, that texts (one at least) bear a claim out."""
        return self.weights.probability(self.signals(claim, texts))

    def signals(self, claim: str, texts: Sequence[str]) -> Signals:
        """Collect what speaks for a claim in texts of about 90 words each (one at least)."""
        wanted = content_stems(claim)
        read = sorted(texts, key=lambda text: -len(wanted & stems(text)))[:PASSAGES_READ]
        near = frozenset[str]().union(*map(stems, read))
        everything = " ".join(texts)
        names = frozenset(word.name for name in names_in(claim) for word in name)
        return Signals(
            words=_share(wanted, near),
            aligned=self._aligned(claim, read),
            relevance=max(self._reranker.scores(claim, read)),
            names=_share(names, all_words_as_names(everything)),
            figures=_share(_figures(claim), _figures(everything)),
            missing=float(len(wanted - stems(everything))),
        )

    def _aligned(self, claim: str, texts: Sequence[str]) -> float:
        (encoding,) = self._aligner.encode([claim])
        last = len(encoding.tokens) - 1
        tokens, *passages = (_normalised(one) for one in self._aligner.run([claim, *texts]))
        kept = [
            place
            for place, token in enumerate(encoding.tokens)
            if 0 < place < last and _carries_matter(token)
        ]
        if not kept:
            return 0.0
        return max(float((tokens[kept] @ passage[1:-1].T).max(axis=1).mean()) for passage in passages)


def load_weights() -> Weights:
    """Read the fitted weights from the file that ships beside this module."""
    folder = files("evals.verifier")
    document = json.loads(folder.joinpath(WEIGHTS_FILE).read_text(encoding="utf-8"))
    weights = tuple(document["weights"][field.name] for field in fields(Signals))
    return Weights(document["intercept"], weights, document["floor"])


def _figures(text: str) -> frozenset[str]:
    days = (day.shown.lower() for day in days_in(text))
    return frozenset([*(amount.value for amount in amounts_in(text)), *days])


def _share(wanted: frozenset[str], held: frozenset[str]) -> float:
    return len(wanted & held) / len(wanted) if wanted else 1.0


def _carries_matter(token: str) -> bool:
    word = token.strip("#").lower()
    return word.isalnum() and word not in STOP_WORDS


def _normalised(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    scaled: NDArray[np.float32] = vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)
    return scaled
