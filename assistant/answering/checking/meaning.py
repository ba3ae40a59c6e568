"""Whether a passage bears out what is told in other words: a cross-encoder that was tuned for it.

It is the sentence selector, whose upper six layers learnt on from statements that were written by hand about passages
of invented news, true ones and false ones in equally free wording (`python -m evals fit meaning`). It stands behind
the rules of `free_wording.py` and can only keep a statement back.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from assistant.answering.checking.words import content_stems_of
from assistant.answering.judging.selection import read_weights, tuned_weights
from assistant.retrieval.reranking import CrossEncoder
from ingest.errors import ModelFileError
from ingest.sentences import sentence_spans

WEIGHTS_FILE = "meaning.npz"
SETTINGS_FILE = "meaning.json"
SENTENCES_READ = 3
"""Neighbouring sentences of a passage that are read with a statement; the one that has most of its words always is."""


class MeaningModel:
    """Scores statements by passages. Safe to use from several threads."""

    def __init__(self, weights: Mapping[str, NDArray[np.generic]], floor: float) -> None:
        """Lay weights over the sentence selector's; `floor` is the logit from which on a statement is borne out.

        Raises ModelFileError.
        """
        self._encoder = CrossEncoder(tuned={**tuned_weights(), **weights})
        self.floor = floor

    @classmethod
    def load(cls) -> MeaningModel:
        """Load what ships. Raises ModelFileError where a file is missing or altered."""
        try:
            folder = files("assistant.answering.checking")
            settings = json.loads(folder.joinpath(SETTINGS_FILE).read_text(encoding="utf-8"))
            content = folder.joinpath(WEIGHTS_FILE).read_bytes()
            if hashlib.sha256(content).hexdigest() != settings["sha256"]:
                raise ValueError("its weights are altered")
            return cls(read_weights(content), float(settings["floor"]))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelFileError(
                f"The files {WEIGHTS_FILE} and {SETTINGS_FILE} of this project can't be used ({error!r}); install the "
                "project anew."
            ) from error

    def bears_out(self, statement: str, text: str) -> bool:
        """Whether a text of about 90 words bears a statement out."""
        return self.score(statement, text) >= self.floor

    def score(self, statement: str, text: str) -> float:
        """Give a logit: how well a text of about 90 words bears a statement out."""
        (score,) = self._encoder.scores(statement, [part_to_read(statement, text)])
        return score


def part_to_read(statement: str, text: str) -> str:
    """Give the sentences of a text that a statement is held against, in order.

    They are the neighbours that share most words with it, and the one sentence that does.
    """
    sentences = [text[start:end] for start, end in sentence_spans(text)]
    if len(sentences) <= SENTENCES_READ + 1:
        return text
    wanted = content_stems_of(statement)
    shared = [len(wanted & content_stems_of(sentence)) for sentence in sentences]
    first = max(
        range(len(sentences) - SENTENCES_READ + 1),
        key=lambda place: sum(shared[place : place + SENTENCES_READ]),
    )
    best = max(range(len(sentences)), key=lambda place: shared[place])
    chosen = sorted({*range(first, first + SENTENCES_READ), best})
    return " ".join(sentences[place] for place in chosen)
