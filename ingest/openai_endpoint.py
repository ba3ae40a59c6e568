"""The door to any endpoint that speaks OpenAI's API: the only module that imports openai.

It makes vectors, and it turns the faults of such an endpoint into the project's errors, for whoever calls
one. What a server says is never repeated: an error text of a 401 may hold the key.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
import numpy as np
import openai

from ingest.embedding import Vectors, unit_vectors
from ingest.errors import (
    EmbeddingError,
    LanguageModelBusyError,
    LanguageModelContextError,
    LanguageModelError,
    LanguageModelReplyError,
    LanguageModelSettingsError,
    LanguageModelTimeoutError,
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


def openai_clients(
    endpoint: Endpoint, *, seconds: float = SECONDS_PER_CALL, retries: int = RETRIES
) -> tuple[openai.OpenAI, openai.AsyncOpenAI]:
    """Make a client and its async twin; nothing is called before the first request.

    Each try may stay silent for `seconds`, and `retries` more tries follow. No repr of a client shows the key.
    """
    options: dict[str, Any] = {
        "api_key": endpoint.api_key or NO_KEY,
        "base_url": endpoint.base_url,
        "timeout": seconds,
        "max_retries": retries,
    }
    if endpoint.api_version:
        # The older API of Azure wants its version in the address and the key in a header of its own.
        options["default_query"] = {"api-version": endpoint.api_version}
        options["default_headers"] = {"api-key": endpoint.api_key}
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


_TOO_LONG = re.compile(
    r"context.{0,40}(?:length|window|size|exceed|limit)|(?:prompt|input) is too long|too many tokens", re.I
)
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
NO_REPLY = (
    "The endpoint gave an answer that can't be read; check OPENAI_BASE_URL, whose address often ends in /v1."
)
"""Such as a web page, of which the client makes a stream without events."""
_FAILURES: tuple[tuple[type[Exception], type[LanguageModelUnavailableError], str], ...] = (
    (
        openai.RateLimitError,
        LanguageModelBusyError,
        "The endpoint is busy or its quota is used up (status 429).",
    ),
    (openai.APITimeoutError, LanguageModelTimeoutError, "The endpoint did not answer in time."),
    (
        openai.APIConnectionError,
        LanguageModelUnavailableError,
        "The endpoint can't be reached; check OPENAI_BASE_URL.",
    ),
    (
        openai.InternalServerError,
        LanguageModelUnavailableError,
        "The endpoint failed (status 500 or above).",
    ),
    (
        openai.OpenAIError,
        LanguageModelReplyError,
        "The endpoint failed or gave an answer that can't be read.",
    ),
    (httpx.TimeoutException, LanguageModelTimeoutError, "The endpoint fell silent."),
    (httpx.HTTPError, LanguageModelReplyError, "The connection to the endpoint broke."),
    # An HTML page or JSON of another shape, which the client hands on as if it were an answer.
    (json.JSONDecodeError, LanguageModelReplyError, NO_REPLY),
    (AttributeError, LanguageModelReplyError, NO_REPLY),
    (LookupError, LanguageModelReplyError, NO_REPLY),
    (TypeError, LanguageModelReplyError, NO_REPLY),
    (ValueError, LanguageModelReplyError, NO_REPLY),
)
"""What may be over a moment later."""
_CAUGHT = tuple({cause for cause, _ in _REFUSALS} | {cause for cause, _, _ in _FAILURES})


@contextmanager
def endpoint_faults() -> Iterator[None]:
    """Raise a LanguageModelError in place of whatever the client or its transport raises.

    LanguageModelContextError where the request was too long, LanguageModelSettingsError where another try would
    fail alike, else LanguageModelUnavailableError or one of its kinds.
    """
    try:
        yield
    except _CAUGHT as error:
        # Not chained: the cause repeats what the server said, and a printed traceback would show it.
        raise _ours(error) from None


def _ours(error: Exception) -> LanguageModelError:
    if isinstance(error, openai.APIStatusError) and _is_too_long(error):
        return LanguageModelContextError("The request is longer than the model's context.")
    refusal = next((message for cause, message in _REFUSALS if isinstance(error, cause)), "")
    if refusal:
        return LanguageModelSettingsError(refusal)
    kind, failure = next((kind, message) for cause, kind, message in _FAILURES if isinstance(error, cause))
    return kind(failure, retry_after=_retry_after(error))


def _is_too_long(error: openai.APIStatusError) -> bool:
    if error.status_code not in (400, 413, 422):
        return False
    return error.status_code == 413 or bool(_TOO_LONG.search(f"{error.code or ''} {error}"))


def _retry_after(error: Exception) -> float | None:
    """Read how many seconds a refusal asks to wait: a number or an HTTP date, None for anything else."""
    wait = error.response.headers.get("retry-after") if isinstance(error, openai.APIStatusError) else None
    if wait is None:
        return None
    try:
        seconds = float(wait)
    except ValueError:
        try:
            seconds = (parsedate_to_datetime(wait) - datetime.now(UTC)).total_seconds()
        except (TypeError, ValueError, OverflowError):
            return None
        seconds = max(seconds, 0.0)
    return seconds if 0 <= seconds < float("inf") else None


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
