"""The door to any endpoint that speaks OpenAI's API: the only module that imports openai.

It makes vectors, and it turns the faults of such an endpoint into the project's errors, for whoever calls one. What
a server says is never repeated: an error text of a 401 may hold the key.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import httpx
import numpy as np
import openai

from ingest.embedding import Vectors, unit_vectors
from ingest.errors import EmbeddingError, LanguageModelError, LanguageModelSettingsError, LanguageModelUnavailableError
from ingest.settings import Endpoint

TEXTS_PER_CALL = 64
SECONDS_PER_CALL = 30.0
RETRIES = 2
NO_KEY = "no-key"
"""The client refuses an empty key; local servers ignore what they are given."""


@contextmanager
def endpoint_faults() -> Iterator[None]:
    """Raise a LanguageModelError in place of whatever the client or its transport raises.

    LanguageModelSettingsError where another try would fail alike, LanguageModelUnavailableError where it may not.
    """
    try:
        yield
    except openai.AuthenticationError as error:
        raise LanguageModelSettingsError("The endpoint refused the key; check OPENAI_API_KEY.") from error
    except openai.PermissionDeniedError as error:
        raise LanguageModelSettingsError("The endpoint forbids this key the model; check its rights.") from error
    except openai.NotFoundError as error:
        raise LanguageModelSettingsError(
            "The endpoint knows no such model or address; check ASSISTANT_LLM, ASSISTANT_EMBEDDING and OPENAI_BASE_URL."
        ) from error
    except openai.BadRequestError as error:
        raise LanguageModelSettingsError("The endpoint can't serve this request (status 400).") from error
    except openai.RateLimitError as error:
        raise LanguageModelUnavailableError("The endpoint is busy or its quota is used up (status 429).") from error
    except openai.APITimeoutError as error:
        raise LanguageModelUnavailableError("The endpoint did not answer in time.") from error
    except openai.APIConnectionError as error:
        raise LanguageModelUnavailableError("The endpoint can't be reached; check OPENAI_BASE_URL.") from error
    except openai.APIStatusError as error:
        raise LanguageModelUnavailableError(f"The endpoint failed (status {error.status_code}).") from error
    except openai.OpenAIError as error:
        raise LanguageModelUnavailableError("The endpoint gave an answer that can't be read.") from error
    except httpx.HTTPError as error:
        raise LanguageModelUnavailableError("The connection to the endpoint broke.") from error
    except (json.JSONDecodeError, AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        # An HTML page or JSON of another shape, which the client hands on as if it were an answer.
        raise LanguageModelUnavailableError("The endpoint gave an answer that can't be read.") from error


class OpenAIEmbedding:
    """Vectors from an endpoint that speaks OpenAI's API."""

    def __init__(self, endpoint: Endpoint, model: str) -> None:
        """Make a client; nothing is called before the first text."""
        self.name = f"openai:{model}"
        self._model = model
        self._client = openai.OpenAI(
            api_key=endpoint.api_key or NO_KEY,
            base_url=endpoint.base_url,
            timeout=SECONDS_PER_CALL,
            max_retries=RETRIES,
        )

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed texts to (len(texts), dimension). Raises EmbeddingError where the endpoint fails or answers nonsense."""
        pages = [
            self._embed(list(texts[first : first + TEXTS_PER_CALL])) for first in range(0, len(texts), TEXTS_PER_CALL)
        ]
        if not pages:
            return np.zeros((0, 0), dtype=np.float32)
        if len({page.shape[1] for page in pages}) != 1:
            raise EmbeddingError("The embedding endpoint gave vectors of different lengths; nothing was filed.")
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
