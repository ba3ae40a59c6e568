from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant import __main__ as command_line
from assistant.__main__ import main
from ingest import Library, ingest
from ingest.command_line import run

PROJECT = Path(__file__).parents[2]
BRIDGE = """---
title: Harbour bridge in Ellisport shut
outlet: Ellisport Courier
published: 2024-03-05
---

Engineers found 37 cracks in the harbour bridge of Ellisport on Monday. The mayor, Mira Tolland, closed it.

The repair will cost 12 million crowns, the council said. Ferries will run every twenty minutes until then.
"""
QUESTION = "How many cracks did engineers find in the harbour bridge?"


@pytest.fixture(autouse=True)
def no_language_model(monkeypatch):
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "ASSISTANT_LLM", "ASSISTANT_EMBEDDING"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def articles(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    (folder / "bridge.md").write_text(BRIDGE, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def library(articles, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("command") / "library"
    ingest([articles], folder)
    return folder


def exit_code(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        run(lambda: main(list(arguments)))
    return left.value.code


def test_ask_prints_the_answer_and_its_numbered_citations(library, capsys):
    assert main(["ask", QUESTION, "--library", str(library)]) == 0
    answer, _, citations = capsys.readouterr().out.partition("\n\n")
    assert "37 cracks" in answer
    assert "[1]" in answer
    first = citations.splitlines()[0]
    assert first.startswith(
        '[1] Harbour bridge in Ellisport shut, Ellisport Courier, 2024-03-05: "Engineers found 37'
    )
    with Library.open(library) as opened:
        (article,) = opened.articles()
        assert f"({article.id}, characters 0-" in first


def test_ask_says_how_a_question_was_read_where_it_was_changed(library, capsys):
    assert main(["ask", f"My editor asks: {QUESTION}", "--library", str(library)]) == 0
    assert capsys.readouterr().out.startswith(f"Read as: {QUESTION}\n")


def test_what_was_asked_for_is_bold_on_a_terminal_only(library, capsys, monkeypatch):
    main(["ask", QUESTION, "--library", str(library)])
    assert "\x1b" not in capsys.readouterr().out
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    main(["ask", QUESTION, "--library", str(library)])
    assert "found \x1b[1m37 cracks\x1b[0m in" in capsys.readouterr().out


def test_ask_prints_one_json_document(library, capsys):
    assert main(["ask", QUESTION, "--library", str(library), "--json", "--asked-on", "2024-03-08"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["outcome"] == "answered"
    assert document["asked_on"] == "2024-03-08"
    with Library.open(library) as opened:
        for citation in document["citations"]:
            text = opened.article(citation["article_id"]).text
            assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_what_the_articles_do_not_hold_is_no_failure(library, capsys):
    assert main(["ask", QUESTION, "--library", str(library), "--until", "1990-01-01"]) == 0
    printed = capsys.readouterr().out
    assert "The articles do not say." in printed
    assert "The newest article is of 2024-03-05." in printed


@pytest.mark.parametrize(
    "limits", [["--asked-on", "2024-03-04"], ["--since", "2024-03-06"], ["--outlet", "Norwick Post"]]
)
def test_the_limits_of_the_call_hide_articles(library, capsys, limits):
    main(["ask", QUESTION, "--library", str(library), "--json", *limits])
    document = json.loads(capsys.readouterr().out)
    assert document["outcome"] == "not_found"
    assert document["nearest"] == []


def test_a_missing_library_says_how_to_make_one(tmp_path, capsys):
    assert exit_code("ask", QUESTION, "--library", str(tmp_path / "none")) == 3
    assert "python -m ingest add" in capsys.readouterr().err


@pytest.mark.parametrize(
    "call",
    [["ask"], ["ask", QUESTION, "--since", "soon"], ["--port", "0"], ["--port", "http"], ["sing"]],
)
def test_a_wrong_call_ends_with_two(call):
    assert exit_code(*call) == 2


def test_an_empty_question_ends_with_two(library, capsys):
    assert exit_code("ask", " ", "--library", str(library)) == 2
    assert "question" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("call", "kind", "said"),
    [
        (["ask", " "], "QuestionError", "is empty"),
        (["ask", QUESTION, "--since", "soon"], "CallError", "'soon' is not a day"),
        (["sing"], "CallError", "invalid choice: 'sing'"),
    ],
)
def test_with_json_an_error_is_a_document_too(library, capsys, call, kind, said):
    assert exit_code("--library", str(library), "--json", *call) == 2
    error = json.loads(capsys.readouterr().out)["error"]
    assert error["kind"] == kind
    assert said in error["message"]


def test_the_library_may_be_named_by_the_environment(library, monkeypatch, capsys):
    monkeypatch.setenv("ASSISTANT_LIBRARY", str(library))
    assert main(["ask", QUESTION]) == 0
    assert "37 cracks" in capsys.readouterr().out


def test_ask_loads_no_page_and_no_extraction(library):
    script = (
        "import sys; from assistant.__main__ import main; main(sys.argv[1:]); "
        "print(sorted({name.partition('.')[0] for name in sys.modules} "
        "& {'gradio', 'llama_index', 'trafilatura', 'openai'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "ask", QUESTION, "--library", str(library)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.slow
def test_ask_takes_little_longer_than_importing_the_big_libraries(library):
    """The median of five runs each, taken in turns so that a busy machine slows down both."""
    ask = [sys.executable, "-m", "assistant", "ask", QUESTION, "--library", str(library)]
    imports = [sys.executable, "-c", "import chromadb, onnxruntime, llama_index.core"]
    seconds: dict[str, list[float]] = {"ask": [], "imports": []}
    for _ in range(5):
        for name, command in (("ask", ask), ("imports", imports)):
            started = time.perf_counter()
            subprocess.run(command, cwd=PROJECT, capture_output=True, check=True)
            seconds[name].append(time.perf_counter() - started)
    assert statistics.median(seconds["ask"]) <= 1.3 * statistics.median(seconds["imports"])


# --- before the page opens


def test_the_articles_are_taken_in_before_the_page_opens(articles, tmp_path, capsys):
    folder = tmp_path / "library"
    (articles / "empty.md").write_text("", encoding="utf-8")
    command_line._take_in(articles, folder)
    printed = capsys.readouterr().err
    (articles / "empty.md").unlink()
    assert "Articles: 1 added." in printed
    assert "rejected:" in printed
    assert "empty.md" in printed
    with Library.open(folder) as opened:
        assert len(opened) == 1


def test_the_name_of_a_refused_file_says_nothing_to_the_terminal(articles, tmp_path, capsys):
    (articles / "bad\n\x1b[31mname.md").write_text("", encoding="utf-8")
    command_line._take_in(articles, tmp_path / "library")
    printed = capsys.readouterr().err
    assert r"bad\n\x1b[31mname.md: It is empty" in printed and "\x1b[31m" not in printed


def test_unchanged_articles_are_not_reported(articles, library, capsys):
    command_line._take_in(articles, library)
    assert "Articles:" not in capsys.readouterr().err


def test_a_removed_article_stays_away(articles, tmp_path):
    folder = tmp_path / "library"
    command_line._take_in(articles, folder)
    with Library.open(folder) as opened, opened.writing() as writer:
        writer.remove(opened.articles()[0].id)
    (articles / "bridge.md").touch()
    command_line._take_in(articles, folder)
    with Library.open(folder) as opened:
        assert len(opened) == 0


def test_a_missing_folder_is_only_noted(tmp_path, capsys):
    command_line._take_in(tmp_path / "none", tmp_path / "library")
    assert "There is no folder" in capsys.readouterr().err
    with Library.open(tmp_path / "library") as opened:
        assert len(opened) == 0


def test_another_writer_is_named_and_the_page_opens_all_the_same(articles, library, capsys):
    with Library.open(library) as opened, opened.writing():
        command_line._take_in(articles, library)
    printed = capsys.readouterr().err
    assert f"Process {os.getpid()} is writing" in printed
    assert "the page shows what the library holds" in printed


def test_the_folder_of_the_present_place_comes_before_the_project_s(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert command_line._articles_folder() == PROJECT / "corpus"
    (tmp_path / "corpus").mkdir()
    assert command_line._articles_folder() == Path("corpus")
