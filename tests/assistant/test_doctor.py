"""What `python -m assistant doctor` says of the library, the embedding model and the language model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.__main__ import main
from assistant.doctor import examine
from evals.openai_server import KEY, OpenAIServer, failed, openai_server, said
from ingest import Library
from ingest.library.database import FILE_NAME


def use(server: OpenAIServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", str(server.endpoint.base_url))
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("ASSISTANT_LLM", "small-chat")


def test_without_an_endpoint_all_is_well_and_answers_are_quoted(
    invented_library_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["doctor", "--library", str(invented_library_folder)]) == 0
    told = capsys.readouterr().out
    assert "library: " in told
    assert "embedding: bundled: answers" in told
    assert "answers are quoted" in told


def test_a_language_model_that_answers_is_named_with_its_host_and_never_its_key(
    invented_library_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with openai_server(said("Yes.")) as server:
        use(server, monkeypatch)
        assert main(["doctor", "--json", "--library", str(invented_library_folder)]) == 0
    shown = capsys.readouterr()
    found = json.loads(shown.out)["language model"]
    assert found["works"] is True
    assert found["configured"].startswith("small-chat at 127.0.0.1:")
    assert found["configured"].endswith("key set")
    assert KEY not in shown.out + shown.err


def test_a_language_model_that_refuses_is_told_with_what_to_do(
    invented_library_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with openai_server(failed(401)) as server:
        use(server, monkeypatch)
        assert main(["doctor", "--library", str(invented_library_folder)]) == 3
    shown = capsys.readouterr()
    assert "does NOT answer" in shown.out
    assert "check OPENAI_API_KEY" in shown.out
    assert KEY not in shown.out + shown.err


def test_a_missing_library_is_told_with_what_to_do(tmp_path: Path) -> None:
    library = examine(tmp_path / "nowhere")[0]
    assert library.works is False
    assert "python -m" in library.problem


def test_an_empty_library_is_told_with_the_whole_command_that_fills_it(tmp_path: Path) -> None:
    Library.open(tmp_path / "my library", create=True).close()
    library = examine(tmp_path / "my library")[0]
    assert library.problem.endswith(f"python -m ingest add FOLDER --library '{tmp_path / 'my library'}'")


def test_the_embedding_is_not_blamed_for_a_damaged_library(tmp_path: Path) -> None:
    Library.open(tmp_path, create=True).close()
    (tmp_path / FILE_NAME).write_bytes(b"no database" * 500)
    library, embedding, _ = examine(tmp_path)
    assert library.works is False
    assert embedding.works is True


def test_a_setting_that_can_not_be_used_is_a_finding(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ASSISTANT_DEADLINE", "soon")
    (finding,) = examine(tmp_path)
    assert "ASSISTANT_DEADLINE" in finding.problem
