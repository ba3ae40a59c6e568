from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ingest.__main__ import main
from ingest.command_line import run
from tests.ingest.invented import INVENTED, ROOT, story, write_invented_articles, write_lines


@dataclass(frozen=True)
class Outcome:
    """What a call printed and its exit code."""

    code: int
    output: str
    errors: str

    @property
    def document(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.output)


Call = Callable[..., Outcome]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Run the command line in this process, as `python -m ingest` would."""

    def run_command(*arguments: object) -> Outcome:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            run(lambda: main([str(argument) for argument in arguments]))
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        assert isinstance(ended.value.code, int)
        return Outcome(ended.value.code, captured.out, captured.err)

    return run_command


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    write_invented_articles(tmp_path / "articles")
    return tmp_path / "articles"


def test_a_file_name_says_nothing_to_the_terminal(call: Call, tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    for name in (b"a\nb\x1b[2J.txt", b"a\nb\x1b[2J.pdf", b"c\xff.pdf"):
        Path(os.fsdecode(os.fsencode(tmp_path / "articles") + b"/" + name)).write_text(story("Aven"))
    added = call("add", tmp_path / "articles", "--library", tmp_path / "library")
    assert "a\\nb\\x1b[2J.pdf" in added.errors and "c\\udcff.pdf" in added.errors
    listed = call("list", "--library", tmp_path / "library")
    assert "a\\nb\\x1b[2J.txt" in listed.output
    assert "\x1b" not in added.errors.rpartition("Ingesting")[2] + listed.output


def test_add_reports_what_it_did(call: Call, articles: Path, tmp_path: Path) -> None:
    added = call("add", articles, "--library", tmp_path / "library", "--json")
    assert added.code == 0
    assert set(added.document["added"]) == set(INVENTED)
    again = call("--library", tmp_path / "library", "add", articles)
    assert again.code == 0
    assert again.output.startswith("0 added, 0 updated, 4 unchanged, 0 rejected")


def test_add_in_part_exits_with_1_and_says_which_and_why(call: Call, articles: Path, tmp_path: Path) -> None:
    path = write_lines(articles / "news.jsonl", {"id": "n1", "title": "Bridge", "text": story("Orrin")})
    path.write_text(path.read_text() + "{broken\n")
    told = call("add", articles, tmp_path / "nothing", "--library", tmp_path / "library", "--json")
    assert told.code == 1
    assert {(item["source"], item["place"]) for item in told.document["rejected"]} == {
        (str(path), "line 2"),
        (str(tmp_path / "nothing"), ""),
    }
    assert all(item["reason"] for item in told.document["rejected"])
    again = call("add", articles, "--library", tmp_path / "library")
    assert again.code == 1
    assert "line 2" in again.errors
    assert "1 rejected" in again.output


def test_the_library_of_the_environment_is_used_unless_another_is_named(
    call: Call, library_folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ASSISTANT_LIBRARY", str(library_folder))
    assert call("status", "--json").document["folder"] == str(library_folder)
    assert call("status", "--json", "--library", tmp_path / "other").code == 3
    monkeypatch.delenv("ASSISTANT_LIBRARY")
    monkeypatch.chdir(library_folder.parent)
    assert call("status", "--json").document["folder"] == "library"


def test_status_tells_what_the_library_holds(call: Call, library_folder: Path) -> None:
    told = call("status", "--library", library_folder, "--json")
    assert told.code == 0
    assert told.document["articles"] == 4
    assert told.document["newest_article"] == "2022-01-12"
    assert told.document["index"] == "ready"
    assert told.errors == ""
    read = call("status", "--library", library_folder)
    assert "bge-small" in read.output
    assert "2022-01-12" in read.output


def test_list_and_show_print_the_articles(call: Call, library_folder: Path) -> None:
    listed = call("list", "--library", library_folder, "--json").document
    assert [article["id"] for article in listed] == ["comet", "bakery", "lighthouse", "undated"]
    printed = call("list", "--library", library_folder).output
    assert "undated" in printed
    for article in listed:
        assert f"\n    from {article['source']}\n" in printed
    shown = call("show", "bakery", "--library", library_folder, "--json").document
    text = shown["article"]["text"]
    assert text == INVENTED["bakery"][3]
    assert all(text[passage["start"] : passage["end"]] == passage["text"] for passage in shown["passages"])
    assert (
        "“Are we ready for the queue?” Morn asked."
        in call("show", "bakery", "--library", library_folder).output
    )


def test_an_article_without_a_title_is_shown_as_untitled(call: Call, tmp_path: Path) -> None:
    record = {"id": "plain", "text": story("Aven")}
    lines = write_lines(tmp_path / "plain.jsonl", record)
    call("add", lines, "--library", tmp_path / "library")
    assert call("show", "plain", "--library", tmp_path / "library").output.startswith("untitled\nundated\n")


def test_remove_verify_rebuild_and_purge_do_what_they_say(call: Call, library_folder: Path) -> None:
    for json_too in ([], ["--json"]):
        verified = call("verify", "--library", library_folder, *json_too)
        assert (verified.code, verified.errors) == (0, "")
    assert call("verify", "--library", library_folder, "--json").document == {"problems": []}
    removed = call("remove", "bakery", "--library", library_folder, "--json").document
    assert removed == {"removed": ["bakery"], "unknown": []}
    assert "purge" in call("remove", "comet", "--library", library_folder).output
    assert call("status", "--library", library_folder, "--json").document["articles"] == 2
    assert call("rebuild", "--library", library_folder, "--json").document == {"passages": 2}
    assert call("purge", "--library", library_folder, "--json").document == {"purged": True}
    assert call("verify", "--library", library_folder).code == 0
    left = b"".join(path.read_bytes() for path in library_folder.rglob("*") if path.is_file())
    assert b"Edda Morn" not in left
    assert b"Pelle Vann" in left


def test_several_articles_are_removed_and_one_that_is_not_there_is_reported(
    call: Call, library_folder: Path
) -> None:
    told = call("remove", "bakery", "nobody", "comet", "bakery", "--library", library_folder, "--json")
    assert told.code == 1
    assert told.document == {"removed": ["bakery", "comet"], "unknown": ["nobody"]}
    assert "No article 'nobody'" in told.errors
    left = call("list", "--library", library_folder, "--json").document
    assert [article["id"] for article in left] == ["lighthouse", "undated"]
    told = call("remove", "nobody", "no one", "--library", library_folder, "--json")
    assert (told.code, told.document["error"]["kind"]) == (2, "UnknownArticleError")
    assert "'no one'" in told.document["error"]["message"]


def test_verify_exits_with_1_where_something_is_wrong(call: Call, library_folder: Path) -> None:
    next((library_folder / "chroma").rglob("chroma.sqlite3")).write_bytes(b"")
    told = call("verify", "--library", library_folder, "--json")
    assert told.code == 1
    assert "rebuild" in told.document["problems"][0]
    assert call("rebuild", "--library", library_folder).code == 0
    assert call("verify", "--library", library_folder).code == 0


@pytest.mark.parametrize("command", ["verify", "rebuild", "purge", "status", "list"])
def test_an_empty_library_bothers_no_command(call: Call, tmp_path: Path, command: str) -> None:
    (tmp_path / "empty").mkdir()
    assert call("add", tmp_path / "empty", "--library", tmp_path / "library").code == 0
    told = call(command, "--library", tmp_path / "library")
    assert told.code == 0
    assert command != "list" or told.errors.endswith(f"add SOURCE --library {tmp_path / 'library'}\n")
    assert call(command, "--library", tmp_path / "library", "--json").document is not None


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["add"],
        ["frobnicate"],
        ["show"],
        ["status", "--colour"],
        ["remove", "no-such-article"],
        ["show", "no-such-article"],
    ],
)
def test_a_wrong_call_exits_with_2_and_prints_nothing_on_standard_output(
    call: Call, library_folder: Path, arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_LIBRARY", str(library_folder))
    told = call(*arguments)
    assert (told.code, told.output) == (2, "")
    assert told.errors.splitlines()[-1].startswith("Error: ")
    for with_json in ([*arguments, "--json"], ["--json", *arguments]):
        in_json = call(*with_json)
        assert in_json.code == 2
        assert f"Error: {in_json.document['error']['message']}\n" in in_json.errors


def test_a_bad_setting_exits_with_2_and_is_named(
    call: Call, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_EMBEDDING", "word2vec")
    told = call("add", articles)
    assert told.code == 2
    assert "ASSISTANT_EMBEDDING" in told.errors


@pytest.mark.parametrize(
    "command", [["status"], ["list"], ["show", "x"], ["remove", "x"], ["verify"], ["rebuild"], ["purge"]]
)
def test_a_missing_library_exits_with_3_and_is_not_made(
    call: Call, tmp_path: Path, command: list[str]
) -> None:
    told = call(*command, "--library", tmp_path / "nothing", "--json")
    assert told.code == 3
    assert told.document["error"]["kind"] == "LibraryNotFoundError"
    assert "python -m ingest add" in told.document["error"]["message"]
    assert told.errors == f"Error: {told.document['error']['message']}\n"
    assert not (tmp_path / "nothing").exists()


@pytest.mark.parametrize(
    "command", [["add", "ARTICLES"], ["status"], ["list"], ["verify"], ["rebuild"], ["purge"]]
)
def test_a_damaged_library_exits_with_3(
    call: Call, articles: Path, tmp_path: Path, command: list[str]
) -> None:
    (tmp_path / "catalogue.sqlite3").write_bytes(b"garbage" * 1000)
    told = call(*[articles if word == "ARTICLES" else word for word in command], "--library", tmp_path)
    assert (told.code, told.output) == (3, "")
    assert told.errors.splitlines()[-1].startswith("Error: The catalogue")


def python(*arguments: object, **options: Any) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "ingest", *map(str, arguments)]
    return subprocess.Popen(
        command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options
    )


def test_the_real_command_prints_one_json_document_and_nothing_else(library_folder: Path) -> None:
    process = python("status", "--library", library_folder, "--json")
    output, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, "")
    assert json.loads(output)["articles"] == 4


def test_a_reader_that_goes_away_is_no_error(library_folder: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "ingest", "show", "bakery", "--library", str(library_folder)]
    done = subprocess.run(command, cwd=ROOT, stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("arguments", [["list"], ["status", "--json"]])
def test_output_that_cant_be_written_is_told(library_folder: Path, arguments: list[str]) -> None:
    command = [sys.executable, "-m", "ingest", *arguments, "--library", str(library_folder)]
    with open("/dev/full", "w") as full:
        done = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 3
    assert done.stderr.startswith("Error: The output can't be written") and "Traceback" not in done.stderr


def test_streams_that_the_caller_closed_are_no_error(library_folder: Path) -> None:
    command = (
        f"{shlex.quote(sys.executable)} -m ingest list --library {shlex.quote(str(library_folder))} >&- 2>&-"
    )
    assert subprocess.run(command, cwd=ROOT, shell=True, check=False).returncode == 0


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_run_keeps_what_was_finished_and_says_so(
    tmp_path: Path, call: Call, sent: signal.Signals, code: int
) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    for number in range(300):
        (articles / f"a{number:03d}.txt").write_text(f"Number {number}\n\n{story(f'Town{number}', 30)}")
    process = python("add", articles, "--library", tmp_path / "library")
    assert process.stderr is not None
    shown = ""
    while "a second" not in shown:
        character = process.stderr.read(1)
        assert character, shown
        shown += character
    process.send_signal(sent)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == code, errors
    assert "Stopped" in errors
    assert "Traceback" not in errors
    told = call("status", "--library", tmp_path / "library", "--json").document
    assert 0 < told["articles"] < 300
    assert told["passages_not_indexed"] == 0
    assert call("verify", "--library", tmp_path / "library").code == 0
