"""The command `public`, run on the real ingest and the real assistant, on small files of our own."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from evals.__main__ import main
from evals.public.command_line import BENCHMARKS
from ingest.library.library import Library
from tests.evals.stand_ins import HARBOUR, LIGHTHOUSE

PARAGRAPHS = {
    "harbour": f"{HARBOUR.text} Hundreds of people came to see it, and the band played until the evening.",
    "lighthouse": f"{LIGHTHOUSE.text} Two ships waited outside until a spare lamp was brought by boat.",
}


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # What is written without an option must not land in the project.
    monkeypatch.chdir(tmp_path)
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "ASSISTANT_LLM", "ASSISTANT_EMBEDDING"):
        monkeypatch.delenv(name, raising=False)


def written(file: Path, *lines: dict[str, Any]) -> Path:
    file.parent.mkdir(exist_ok=True)
    text = "\n".join(json.dumps(line) for line in lines)
    if file.suffix == ".gz":
        with gzip.open(file, "wt", encoding="utf-8") as opened:
            opened.write(text)
    else:
        file.write_text(text, encoding="utf-8")
    return file.parent


@pytest.fixture
def quiz(tmp_path: Path) -> Path:
    """Two questions of 2021; one article of the week, one from before October 2020."""
    article = {"title": "Harbour fills up", "source": "tern.example", "url": "https://tern.example/harbour"}
    folder = tmp_path / "realtimeqa-small"
    written(
        folder / "articles.jsonl.gz",
        {**article, "id": "new", "date": "2021-05-04", "text": PARAGRAPHS["harbour"]},
        {**article, "id": "old", "date": "2020-09-30", "title": "Lamp", "text": PARAGRAPHS["lighthouse"]}
        | {"url": "https://tern.example/lamp"},
        {**article, "id": "october", "date": "2020-10-01", "title": "Band", "text": "The band played. " * 9}
        | {"url": "https://tern.example/band"},
    )
    question = {"question_date": "2021-05-05", "answerable_weak": True}
    return written(
        folder / "questions.jsonl",
        {**question, "id": "1", "question": "What did the harbour cost?", "answers": [["1,250 crowns"]]},
        {**question, "id": "2", "question": "What time do the ferries sail?", "answers": [["noon"]]},
    )


def sets(tmp_path: Path, name: str, *lines: dict[str, Any]) -> Path:
    return written(tmp_path / name / "questions.jsonl", *lines)


def article(text: str, **fields: Any) -> dict[str, Any]:
    return {"id": "same-everywhere", "title": "", "date": "", "source": "", "text": text, **fields}


def ran(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    capsys.readouterr()
    assert main(["public", *arguments, "--json"]) == 0
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return document


@pytest.mark.parametrize("option", [["--sample", "0"], ["--sample", "-1"], ["--days", "x"], ["--days", "-1"]])
def test_a_wrong_number_ends_with_2(option: list[str]) -> None:
    assert main(["public", "realtimeqa", "--data", "nowhere", *option]) == 2


@pytest.mark.parametrize("benchmark", BENCHMARKS)
def test_a_benchmark_without_its_files_is_skipped_aloud(
    benchmark: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["public", benchmark, "--data", str(tmp_path), "--json"]) == 0
    captured = capsys.readouterr()
    document = json.loads(captured.out)
    assert document["benchmark"] == benchmark
    assert BENCHMARKS[benchmark].files[0] in document["skipped"]
    assert "github.com/" in document["skipped"]
    assert "groups" not in document
    assert captured.err.startswith("SKIPPED, nothing was asked and nothing measured: ")
    assert main(["public", benchmark, "--data", str(tmp_path / "absent")]) == 0
    captured = capsys.readouterr()
    assert captured.out.startswith("SKIPPED, nothing was asked and nothing measured: ")
    assert "there is no folder" in captured.out


def test_a_broken_file_ends_with_2_and_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = sets(tmp_path, "clapnq", {"id": "1", "question": "Who?"})
    assert main(["public", "clapnq", "--data", str(folder), "--json"]) == 2
    error = json.loads(capsys.readouterr().out)["error"]
    assert error["kind"] == "SuiteError"
    assert "questions.jsonl, line 1" in error["message"]


@pytest.mark.parametrize(("benchmark", "option"), [("wice", "--library"), ("clapnq", "--days")])
def test_an_option_without_effect_ends_with_2(
    benchmark: str, option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in BENCHMARKS[benchmark].files:
        (tmp_path / name).touch()
    assert main(["public", benchmark, "--data", str(tmp_path), option, "3"]) == 2
    assert f"leave {option} out" in capsys.readouterr().err


def test_the_quiz_is_asked_and_its_articles_are_ingested_once(
    quiz: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    document = ran(capsys, "realtimeqa", "--data", str(quiz))
    figures = document["groups"]["all"]
    assert figures["answer in the best 5 passages"]["value"] == 1.0
    assert figures["errors"]["value"] == 0.0
    assert document["models"]["answers"] == "extractive"
    assert document["data"] == "realtimeqa-small"
    assert document["days"] == 21
    assert set(document["files"]) == {"questions.jsonl", "articles.jsonl.gz"}
    assert (tmp_path / ".cache" / "realtimeqa-small").is_dir()

    def refuse(*_arguments: object, **_options: object) -> None:
        raise AssertionError("The articles were ingested a second time.")

    monkeypatch.setattr("evals.libraries.ingest", refuse)
    again = ran(capsys, "realtimeqa", "--data", str(quiz), "--sample", "1")
    assert again["groups"]["all"]["errors"] == {"value": 0.0, "of": 1, "interval": {"low": 0.0, "high": 0.0}}


def test_a_library_that_holds_other_articles_besides_is_refused(
    quiz: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = {"id": "a", "question": "What did the harbour cost?", "answers": [["1,250"]], "wrong_answers": []}
    folder = sets(tmp_path, "ramdocs", {**line, "articles": [article(PARAGRAPHS["harbour"])]})
    ran(capsys, "ramdocs", "--data", str(folder), "--library", "kept")
    for _ in range(2):
        assert main(["public", "realtimeqa", "--data", str(quiz), "--library", "kept"]) == 2
        assert "holds 1 articles that are not of" in capsys.readouterr().err


def test_the_stale_quiz_is_asked_of_the_articles_from_before_october_only(
    quiz: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = ran(capsys, "realtimeqa-stale", "--data", str(quiz), "--library", "kept")
    assert [(row["id"], row["articles"]) for row in document["rows"]] == [
        ("1", "all"),
        ("2", "all"),
        ("1", "old"),
        ("2", "old"),
    ]
    assert document["groups"]["old articles only"]["answered wrongly"]["of"] == 2
    assert "1 from before 2020-10-01" in document["notes"][0]
    old = tmp_path / "kept-before-2020-10-01"
    with Library.open(tmp_path / "kept") as full, Library.open(old) as older:
        assert sorted(one.id for one in full.articles()) == ["new", "october", "old"]
        assert [one.id for one in older.articles()] == ["old"]
    marker = old / "marker"
    marker.touch()
    ran(capsys, "realtimeqa-stale", "--data", str(quiz), "--library", "kept")
    assert marker.exists(), "a finished copy is taken over as it is"
    old.with_name(f"{old.name}.sha256").unlink()
    ran(capsys, "realtimeqa-stale", "--data", str(quiz), "--library", "kept")
    assert not marker.exists(), "a copy that was interrupted is made anew"


def test_each_question_of_clapnq_is_asked_of_its_own_passage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cost, sail = "It cost 1,250 crowns.", "The ferries sail at noon."
    folder = sets(
        tmp_path,
        "clapnq",
        {"id": "a", "question": "What did the harbour cost?", "answerable": True}
        | {"answers": [[cost]], "articles": [article(PARAGRAPHS["harbour"], selected_sentences=[cost])]},
        {"id": "b", "question": "At what time do the ferries sail?", "answerable": False}
        | {"answers": [], "articles": [article(PARAGRAPHS["lighthouse"], selected_sentences=[])]},
        {"id": "c", "question": "At what time do the ferries sail?", "answerable": True}
        | {"answers": [[sail]], "articles": [article(PARAGRAPHS["harbour"], selected_sentences=[sail])]},
    )
    document = ran(capsys, "clapnq", "--data", str(folder))
    rows = {row["id"]: row for row in document["rows"]}
    assert [row["error"] for row in document["rows"]] == ["", "", ""]
    assert "noon" not in rows["b"]["text"]
    assert rows["c"]["confidence"] > rows["b"]["confidence"]
    assert [row["half"] for row in document["rows"]] == ["first", "second", "second"]
    assert document["groups"]["second half (reported)"]["AUROC of the confidence"]["value"] == 1.0
    assert document["notes"] == []
    assert (tmp_path / ".cache" / "clapnq").is_dir()


def test_articles_that_could_not_be_ingested_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = {"id": "a", "question": "What did the harbour cost?", "answers": [["1,250"]], "wrong_answers": []}
    folder = sets(tmp_path, "ramdocs", {**line, "articles": [article(PARAGRAPHS["harbour"]), article("...")]})
    document = ran(capsys, "ramdocs", "--data", str(folder))
    assert document["rows"][0]["right_shown"] == 1
    assert document["notes"] == ["1 of 2 articles are not in the library: nothing citable was left of them."]


def test_claims_are_scored_by_the_models_that_ship(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    evidence = {"passage": PARAGRAPHS["harbour"], "source": "CLIFF xsum BART val"}
    folder = written(
        tmp_path / "cliff" / "claims_val.jsonl",
        {**evidence, "id": "1", "claim": "The ferries sail at noon.", "label": "supported"},
        {**evidence, "id": "2", "claim": "Quill closed two schools in June.", "label": "not_supported"},
    )
    document = ran(capsys, "cliff", "--data", str(folder))
    figures = document["groups"]["CLIFF xsum"]
    assert {name: figure["value"] for name, figure in figures.items() if name.startswith("AUROC")} == {
        "AUROC, words in the evidence": 1.0,
        "AUROC, support score": 1.0,
        "AUROC, words in two sentences": 1.0,
        "AUROC, sentence selector (tuned)": 1.0,
        "AUROC, reranker (untuned)": 1.0,
    }
    assert main(["public", "cliff", "--data", str(folder)]) == 0
    assert capsys.readouterr().out.startswith("CLIFF xsum:\n  AUROC, words in the evidence")
