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
DEFAULT_DEADLINE = 60.0
DEFAULT_CONTEXT = 4096
NO_LANGUAGE_MODEL = "none"
LOCAL_HOSTS = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address that speaks OpenAI's API. The key is kept out of every repr.

    `base_url` is None for OpenAI itself. `api_key` may be empty: local servers ask for none. `api_version` is that
    of Azure's older API, "" for every other.
    """

    base_url: str | None = None
    api_key: str = field(default="", repr=False)
    api_version: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment says.

    `embedding` is "bundled", "openai:MODEL" or "fastembed:MODEL". `language_model` is the model's name, or
    None where answers are extractive. `endpoint` is None where neither a key nor a base URL is set. `deadline` is
    how many seconds a question may take in all before the extractive answer is given, `context` how many tokens the
    language model reads and writes at most, and `answer_cache` whether its replies are kept beside the library.
    `selector` and `answerability` are files of the user's own weights for choosing sentences and for judging
    evidence, None for the shipped ones alone, and `feedback` says whether readers may call an answer right or wrong.
    """

    library: Path = Path(DEFAULT_LIBRARY)
    embedding: str = BUNDLED_EMBEDDING
    language_model: str | None = None
    endpoint: Endpoint | None = None
    deadline: float = DEFAULT_DEADLINE
    context: int = DEFAULT_CONTEXT
    answer_cache: bool = True
    selector: Path | None = None
    answerability: Path | None = None
    feedback: bool = True

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read the variables that the README lists: `ASSISTANT_` and `OPENAI_` something.

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
            deadline=_number(values, "ASSISTANT_DEADLINE", DEFAULT_DEADLINE, 0.1, 3600.0),
            context=int(_number(values, "ASSISTANT_LLM_CONTEXT", DEFAULT_CONTEXT, 200, 10_000_000)),
            answer_cache=_is_on(values, "ASSISTANT_ANSWER_CACHE"),
            selector=_file(values, "ASSISTANT_SELECTOR"),
            answerability=_file(values, "ASSISTANT_ANSWERABILITY"),
            feedback=_is_on(values, "ASSISTANT_FEEDBACK"),
        )


def _number(values: Mapping[str, str], name: str, default: float, least: float, most: float) -> float:
    text = values.get(name, "").strip()
    try:
        number = float(text) if text else default
    except ValueError:
        number = float("nan")
    if not least <= number <= most:
        raise SettingsError(f"{name} is {text!r}; give a number from {least:g} to {most:g}, or unset it.")
    return number


def _file(values: Mapping[str, str], name: str) -> Path | None:
    text = values.get(name, "").strip()
    return Path(text) if text else None


def _is_on(values: Mapping[str, str], name: str) -> bool:
    text = values.get(name, "").strip().casefold()
    if text not in ("", "on", "off"):
        raise SettingsError(f"{name} is {text!r}; give on or off, or unset it.")
    return text != "off"


def _endpoint(values: Mapping[str, str]) -> Endpoint | None:
    key = values.get("OPENAI_API_KEY", "").strip()
    base_url = values.get("OPENAI_BASE_URL", "").strip()
    if not key and not base_url:
        return None
    if base_url:
        _check_base_url(base_url, has_key=bool(key))
    version = values.get("OPENAI_API_VERSION", "").strip()
    return Endpoint(base_url=base_url or None, api_key=key, api_version=version)


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
            "OPENAI_BASE_URL would send the key unencrypted to another machine; use https, or unset OPENAI_API_KEY."
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
                "ASSISTANT_LLM names a language model, but no endpoint is set; set OPENAI_API_KEY or OPENAI_BASE_URL, "
                "or set ASSISTANT_LLM=none."
            )
        return None
    return value or DEFAULT_LANGUAGE_MODEL
