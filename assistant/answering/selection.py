"""The sentence selector: the bundled cross-encoder with the biases and layer norms that were tuned to choose sentences.

Tuning those alone (Ben Zaken, Goldberg and Ravfogel, "BitFit", ACL 2022) moves 61,057 of 33 million numbers, so the
tuned part is a small file that is laid over the wheel's network. A score above 0 means: rather this than no answer.
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
WEIGHTS_SHA256 = "41b59775ee7e411316699108f1f33e6d5a814a4aa73f3ea3b750b58fbe3a7b45"


def load_selector(threads: int | None = None) -> CrossEncoder:
    """Load the tuned cross-encoder. Raises ModelFileError where its file is missing or altered."""
    return CrossEncoder(threads, tuned=_tuned_weights())


def checksum(path: Path) -> str:
    """Give the SHA-256 of a file of tuned weights, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _tuned_weights() -> dict[str, NDArray[np.float32]]:
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
