"""Values that the environment sets, read once by whoever starts the program and handed on from there."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from ingest.errors import SettingsError

DEFAULT_LIBRARY = "library"
BUNDLED_EMBEDDING = "bundled"
DEFAULT_LANGUAGE_MODEL = "gpt-4o-mini"
NO_LANGUAGE_MODEL = "none"
LOCAL_HOSTS = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address that speaks OpenAI's API. The key is kept out of every repr.

    `base_url` is None for OpenAI itself. `api_key` may be empty: local servers ask for none.
    """

    base_url: str | None = None
    api_key: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment says.

    `embedding` is "bundled", "openai:MODEL" or "fastembed:MODEL". `language_model` is the model's name, or
    None where answers are extractive. `endpoint` is None where neither a key nor a base URL is set.
    """

    library: Path = Path(DEFAULT_LIBRARY)
    embedding: str = BUNDLED_EMBEDDING
    language_model: str | None = None
    endpoint: Endpoint | None = None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read `ASSISTANT_LIBRARY`, `_EMBEDDING`, `_LLM`, `OPENAI_API_KEY` and `OPENAI_BASE_URL`.

        Raises SettingsError, naming the variable, where a value can't be used.
        """
        values = os.environ if environment is None else environment
        endpoint = _endpoint(values)
        embedding = _embedding(values.get("ASSISTANT_EMBEDDING", "").strip() or BUNDLED_EMBEDDING)
        return cls(
            library=Path(values.get("ASSISTANT_LIBRARY", "").strip() or DEFAULT_LIBRARY),
            embedding=embedding,
            language_model=_language_model(values.get("ASSISTANT_LLM", "").strip(), endpoint),
            endpoint=endpoint,
        )


def _endpoint(values: Mapping[str, str]) -> Endpoint | None:
    key = values.get("OPENAI_API_KEY", "").strip()
    base_url = values.get("OPENAI_BASE_URL", "").strip()
    if not key and not base_url:
        return None
    if base_url:
        _check_base_url(base_url, has_key=bool(key))
    return Endpoint(base_url=base_url or None, api_key=key)


def _check_base_url(base_url: str, *, has_key: bool) -> None:
    try:
        parts = urlsplit(base_url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # an open bracket, or a port that is no number
        usable = False
    if not usable:
        raise SettingsError(
            "OPENAI_BASE_URL is not a web address; give one such as http://127.0.0.1:8000/v1 or unset it."
        )
    if parts.scheme == "http" and has_key and parts.hostname not in LOCAL_HOSTS:
        raise SettingsError(
            "OPENAI_BASE_URL would send the key unencrypted to another machine; use https, or unset "
            "OPENAI_API_KEY."
        )


def _embedding(value: str) -> str:
    kind, _, model = value.partition(":")
    if value == BUNDLED_EMBEDDING or (kind in ("openai", "fastembed") and model):
        return value
    raise SettingsError(
        f"ASSISTANT_EMBEDDING is {value!r}; use openai:MODEL or fastembed:MODEL, or unset it for the "
        "bundled model."
    )


def _language_model(value: str, endpoint: Endpoint | None) -> str | None:
    if value.casefold() == NO_LANGUAGE_MODEL:
        return None
    if endpoint is None:
        if value:
            raise SettingsError(
                "ASSISTANT_LLM names a language model, but no endpoint is set; set OPENAI_API_KEY or "
                "OPENAI_BASE_URL, "
                "or set ASSISTANT_LLM=none."
            )
        return None
    return value or DEFAULT_LANGUAGE_MODEL
