"""The door to any endpoint that speaks OpenAI's API: the only module that imports openai.

It makes vectors, and it turns the faults of such an endpoint into the project's errors, for whoever calls
one. What a server says is never repeated: an error text of a 401 may hold the key.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import httpx
import numpy as np
import openai

from ingest.embedding import Vectors, unit_vectors
from ingest.errors import (
    EmbeddingError,
    LanguageModelError,
    LanguageModelSettingsError,
    LanguageModelUnavailableError,
)
from ingest.settings import Endpoint

TEXTS_PER_CALL = 64
SECONDS_PER_CALL = 30.0
RETRIES = 2
LONGEST_WAIT = 5.0
"""Seconds: a server that asks for a longer pause before another try is given up at once."""
NO_KEY = "no-key"
"""The client refuses an empty key; local servers ignore what they are given."""


def openai_clients(endpoint: Endpoint) -> tuple[openai.OpenAI, openai.AsyncOpenAI]:
    """Make a client and its async twin; nothing is called before the first request.

    Each try may stay silent for 30 s, and two more tries follow. No repr of a client shows the key.
    """
    options: dict[str, Any] = {
        "api_key": endpoint.api_key or NO_KEY,
        "base_url": endpoint.base_url,
        "timeout": SECONDS_PER_CALL,
        "max_retries": RETRIES,
    }
    hooks = {"response": [_refuse_long_wait]}
    async_hooks = {"response": [_refuse_long_wait_async]}
    return (
        openai.OpenAI(**options, http_client=openai.DefaultHttpxClient(event_hooks=hooks)),
        openai.AsyncOpenAI(**options, http_client=openai.DefaultAsyncHttpxClient(event_hooks=async_hooks)),
    )


def _refuse_long_wait(response: httpx.Response) -> None:
    """Keep the client from sleeping for as long as a server likes: it obeys a Retry-After of up to 120 s."""
    wait = response.headers.get("retry-after")
    if wait is None:
        return
    try:
        seconds = float(wait)
    except ValueError:
        seconds = float("inf")  # an HTTP date, or garbage
    if not 0 <= seconds <= LONGEST_WAIT:
        response.headers["x-should-retry"] = "false"


async def _refuse_long_wait_async(response: httpx.Response) -> None:
    _refuse_long_wait(response)


_REFUSALS: tuple[tuple[type[Exception], str], ...] = (
    (openai.AuthenticationError, "The endpoint refused the key; check OPENAI_API_KEY."),
    (openai.PermissionDeniedError, "The endpoint forbids this key the model; check the key's rights."),
    (
        openai.NotFoundError,
        "The endpoint knows no such model or address; "
        "check ASSISTANT_LLM, ASSISTANT_EMBEDDING and OPENAI_BASE_URL.",
    ),
    (openai.BadRequestError, "The endpoint can't serve this request (status 400); check the model's name."),
    (
        openai.UnprocessableEntityError,
        "The endpoint can't serve this request (status 422); check the model's name.",
    ),
)
"""What another try would not mend."""
_FAILURES: tuple[tuple[type[Exception], str], ...] = (
    (openai.RateLimitError, "The endpoint is busy or its quota is used up (status 429)."),
    (openai.APITimeoutError, "The endpoint did not answer in time."),
    (openai.APIConnectionError, "The endpoint can't be reached; check OPENAI_BASE_URL."),
    (openai.InternalServerError, "The endpoint failed (status 500 or above)."),
    (openai.OpenAIError, "The endpoint failed or gave an answer that can't be read."),
    (httpx.TimeoutException, "The endpoint fell silent."),
    (httpx.HTTPError, "The connection to the endpoint broke."),
    # An HTML page or JSON of another shape, which the client hands on as if it were an answer.
    (json.JSONDecodeError, "The endpoint gave an answer that can't be read."),
    (AttributeError, "The endpoint gave an answer that can't be read."),
    (LookupError, "The endpoint gave an answer that can't be read."),
    (TypeError, "The endpoint gave an answer that can't be read."),
    (ValueError, "The endpoint gave an answer that can't be read."),
)
"""What may be over a moment later."""
_CAUGHT = tuple(cause for cause, _ in (*_REFUSALS, *_FAILURES))


@contextmanager
def endpoint_faults() -> Iterator[None]:
    """Raise a LanguageModelError in place of whatever the client or its transport raises.

    LanguageModelSettingsError where another try would fail alike, else LanguageModelUnavailableError.
    """
    try:
        yield
    except _CAUGHT as error:
        refusal = next((message for cause, message in _REFUSALS if isinstance(error, cause)), "")
        # Not chained: the cause repeats what the server said, and a printed traceback would show it.
        if refusal:
            raise LanguageModelSettingsError(refusal) from None
        failure = next(message for cause, message in _FAILURES if isinstance(error, cause))
        raise LanguageModelUnavailableError(failure) from None


class OpenAIEmbedding:
    """Vectors from an endpoint that speaks OpenAI's API."""

    def __init__(self, endpoint: Endpoint, model: str) -> None:
        """Make a client; nothing is called before the first text."""
        self.name = f"openai:{model}"
        self._model = model
        self._client, _ = openai_clients(endpoint)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed texts to (len(texts), dimension). Raises EmbeddingError."""
        pages = [
            self._embed(list(texts[first : first + TEXTS_PER_CALL]))
            for first in range(0, len(texts), TEXTS_PER_CALL)
        ]
        if not pages:
            return np.zeros((0, 0), dtype=np.float32)
        if len({page.shape[1] for page in pages}) != 1:
            raise EmbeddingError(
                "The embedding endpoint gave vectors of different lengths; nothing was filed."
            )
        return np.concatenate(pages)

    def embed_question(self, text: str) -> Vectors:
        """Embed one question to (dimension,). Raises EmbeddingError as embed_passages."""
        vector: Vectors = self._embed([text])[0]
        return vector

    def _embed(self, texts: list[str]) -> Vectors:
        try:
            with endpoint_faults():
                response = self._client.embeddings.create(model=self._model, input=texts)
                rows = [item.embedding for item in sorted(response.data, key=lambda item: item.index)]
        except LanguageModelError as error:
            raise EmbeddingError(f"The embedding model {self._model} failed: {error}") from error
        return unit_vectors(rows, expected=len(texts))
