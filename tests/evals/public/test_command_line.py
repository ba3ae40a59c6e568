"""The command `public`, run on the real ingest and the real assistant."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from evals.__main__ import main
from evals.public import realtimeqa
from tests.evals.stand_ins import HARBOUR


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # What is written without an option must not land in the project.
    monkeypatch.chdir(tmp_path)
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "ASSISTANT_LLM", "ASSISTANT_EMBEDDING"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("option", [["--sample", "0"], ["--sample", "-1"], ["--days", "x"], ["--days", "-1"]])
def test_a_wrong_number_ends_with_2(option: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["public", "realtimeqa", "--data", "nowhere", *option])
    assert ended.value.code == 2


def test_a_public_benchmark_without_its_files_is_skipped_aloud(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["public", "realtimeqa", "--data", str(tmp_path), "--json"]) == 0
    captured = capsys.readouterr()
    assert "Skipped" in captured.err
    assert "questions.jsonl" in json.loads(captured.out)["skipped"]


def test_a_public_benchmark_ingests_its_articles_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "realtimeqa-small"
    data.mkdir()
    question = {
        "id": "1",
        "question": "What did the harbour cost?",
        "question_date": "2021-05-05",
        "answers": [["1,250 crowns"]],
        "answerable_weak": True,
    }
    article = {
        "id": HARBOUR.id,
        "title": HARBOUR.header.title,
        "date": "2021-05-04",
        "source": "tern.example",
        "url": "https://tern.example/harbour",
        "text": HARBOUR.text,
    }
    (data / realtimeqa.QUESTIONS_FILE).write_text(json.dumps(question), encoding="utf-8")
    with gzip.open(data / realtimeqa.ARTICLES_FILE, "wt", encoding="utf-8") as file:
        file.write(json.dumps(article))
    assert main(["public", "realtimeqa", "--data", str(data), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["all"]["errors"] == 0
    assert document["all"]["answer_in_best"]["5"] == 1.0
    assert (tmp_path / ".cache" / "realtimeqa-small").is_dir()

    def refuse(*_arguments: object, **_options: object) -> None:
        raise AssertionError("The articles were ingested a second time.")

    monkeypatch.setattr("evals.libraries.ingest", refuse)
    assert main(["public", "realtimeqa", "--data", str(data), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["all"]["answer_in_best"]["5"] == 1.0
