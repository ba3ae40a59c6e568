"""What a message tells the user to type next."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.advice import command_on


def test_the_library_of_the_environment_needs_no_option(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_LIBRARY", "press")
    assert command_on(Path("press"), "list") == "python -m ingest list"


def test_another_library_is_named_as_a_shell_reads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ASSISTANT_LIBRARY", raising=False)
    assert command_on(Path("my press"), "rebuild") == "python -m ingest rebuild --library 'my press'"


def test_a_wrong_environment_does_not_hide_the_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_DEADLINE", "soon")
    assert command_on(Path("library"), "list") == "python -m ingest list --library library"
