from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import SettingsError
from ingest.settings import DEFAULT_LANGUAGE_MODEL, Endpoint, Settings

KEY = "sk-canary-7431"


def test_an_empty_environment_needs_no_key_and_no_network() -> None:
    assert Settings.from_environment({}) == Settings(Path("library"), "bundled", None, None)


def test_blank_values_count_as_unset() -> None:
    blank = dict.fromkeys(
        ("ASSISTANT_LIBRARY", "ASSISTANT_EMBEDDING", "ASSISTANT_LLM", "OPENAI_API_KEY"), " "
    )
    assert Settings.from_environment(blank) == Settings.from_environment({})


def test_the_process_environment_is_read_when_none_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_LIBRARY", "/somewhere/else")
    assert Settings.from_environment().library == Path("/somewhere/else")


def test_a_key_switches_to_a_language_model() -> None:
    settings = Settings.from_environment({"OPENAI_API_KEY": KEY})
    assert settings.language_model == DEFAULT_LANGUAGE_MODEL
    assert settings.endpoint == Endpoint(None, KEY)


def test_none_keeps_the_extractive_writer_in_spite_of_a_key() -> None:
    settings = Settings.from_environment({"OPENAI_API_KEY": KEY, "ASSISTANT_LLM": "None"})
    assert settings.language_model is None
    assert settings.endpoint is not None


def test_a_local_server_needs_no_key() -> None:
    settings = Settings.from_environment(
        {"OPENAI_BASE_URL": "http://127.0.0.1:8000/v1", "ASSISTANT_LLM": "tiny"}
    )
    assert settings.language_model == "tiny"
    assert settings.endpoint == Endpoint("http://127.0.0.1:8000/v1", "")


@pytest.mark.parametrize(
    "value", ["openai:text-embedding-3-small", "fastembed:BAAI/bge-small-en-v1.5", "bundled"]
)
def test_known_embeddings_are_taken(value: str) -> None:
    assert Settings.from_environment({"ASSISTANT_EMBEDDING": value}).embedding == value


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({"ASSISTANT_EMBEDDING": "openai"}, "ASSISTANT_EMBEDDING"),
        ({"ASSISTANT_EMBEDDING": "openai:"}, "ASSISTANT_EMBEDDING"),
        ({"ASSISTANT_EMBEDDING": "word2vec:x"}, "ASSISTANT_EMBEDDING"),
        ({"ASSISTANT_LLM": "gpt-4o"}, "ASSISTANT_LLM"),
        ({"OPENAI_BASE_URL": "127.0.0.1:8000"}, "OPENAI_BASE_URL"),
        ({"OPENAI_BASE_URL": "ftp://host/v1"}, "OPENAI_BASE_URL"),
        ({"OPENAI_BASE_URL": "http://"}, "OPENAI_BASE_URL"),
        ({"OPENAI_BASE_URL": "http://[::1"}, "OPENAI_BASE_URL"),
        ({"OPENAI_BASE_URL": "http://localhost:80000/v1"}, "OPENAI_BASE_URL"),
        ({"OPENAI_BASE_URL": "http://localhost:port/v1"}, "OPENAI_BASE_URL"),
        ({"OPENAI_BASE_URL": "http://example.org/v1", "OPENAI_API_KEY": KEY}, "OPENAI_BASE_URL"),
        ({"OPENAI_BASE_URL": f"http://user:{KEY}@example.org/v1", "OPENAI_API_KEY": KEY}, "OPENAI_BASE_URL"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_its_name(environment: dict[str, str], named: str) -> None:
    with pytest.raises(SettingsError, match=named) as caught:
        Settings.from_environment(environment)
    assert KEY not in str(caught.value)


def test_no_repr_shows_the_key() -> None:
    settings = Settings.from_environment({"OPENAI_API_KEY": KEY})
    assert KEY not in repr(settings) + str(settings) + repr(settings.endpoint)
