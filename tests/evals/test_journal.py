from __future__ import annotations

import json
import logging
from dataclasses import fields, replace
from pathlib import Path

import pytest

from assistant.answers import Answer
from evals.identity import identity_of
from evals.journal import Journal
from evals.records import Identity, Row, Suite
from evals.runner import run_suite
from ingest.errors import CallError
from tests.evals.stand_ins import Scripted


@pytest.fixture
def identity(suite: Suite, right_assistant: Scripted) -> Identity:
    return identity_of(suite, right_assistant, half="all", articles="own")


@pytest.fixture
def rows(suite: Suite, right_assistant: Scripted) -> tuple[Row, ...]:
    right_assistant.script["How old is the keeper?"] = ValueError("half a character: \ud83d")
    return run_suite(suite, right_assistant).rows


@pytest.fixture
def file(tmp_path: Path, suite: Suite, identity: Identity, rows: tuple[Row, ...]) -> Path:
    """A journal as a run leaves it that was stopped after its last row."""
    file = tmp_path / "journal.jsonl"
    with pytest.raises(KeyboardInterrupt), Journal(file, identity, suite.cases, retrieval=True) as journal:
        for row in rows:
            journal.add(row)
        raise KeyboardInterrupt
    return file


def left(file: Path, identity: Identity, suite: Suite, *, retrieval: bool = True) -> dict[str, Row]:
    journal = Journal(file, identity, suite.cases, retrieval=retrieval)
    with journal:
        return dict(journal.rows)


def test_rows_come_back_as_they_were(
    file: Path, identity: Identity, suite: Suite, rows: tuple[Row, ...]
) -> None:
    assert tuple(left(file, identity, suite).values()) == rows


def test_an_answer_is_written_down_with_every_field(file: Path) -> None:
    first_row = file.read_text(encoding="utf-8").splitlines()[1]
    assert set(json.loads(first_row)["answer"]) == {field.name for field in fields(Answer)}


def test_a_finished_run_leaves_no_journal(file: Path, identity: Identity, suite: Suite) -> None:
    left(file, identity, suite)
    assert list(file.parent.glob("journal*")) == []


def test_a_torn_last_line_is_asked_again(file: Path, identity: Identity, suite: Suite) -> None:
    file.write_bytes(file.read_bytes()[:-20])
    assert list(left(file, identity, suite)) == ["cost", "who-opened"]


@pytest.mark.parametrize("line", [b"\xff\xfe", b"[]", b'{"id": "unknown"}', b'{"id": "cost", "answer": 3}'])
def test_a_line_that_is_no_row_is_left_out(file: Path, identity: Identity, suite: Suite, line: bytes) -> None:
    head, *others = file.read_bytes().splitlines()
    file.write_bytes(b"\n".join([head, line, *others[1:]]) + b"\n")
    assert list(left(file, identity, suite)) == ["who-opened", "keeper-age"]


@pytest.mark.parametrize(
    "change",
    [{"code_version": "2"}, {"settings": {"ASSISTANT_LLM": "x"}}, {"corpus_fingerprint": "0"}],
    ids=str,
)
def test_the_journal_of_another_run_is_begun_anew_and_that_is_said(
    file: Path,
    identity: Identity,
    suite: Suite,
    change: dict[str, str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.WARNING):
        assert left(file, replace(identity, **change), suite) == {}
    assert f"another {next(iter(change)).replace('_', ' ')}" in caplog.text


def test_rows_without_the_retrieval_do_not_fit_among_rows_with_it(
    file: Path, identity: Identity, suite: Suite
) -> None:
    assert left(file, identity, suite, retrieval=False) == {}


@pytest.mark.parametrize("content", [b"", b"\n", b"{}", b"[1]", b"no journal", b'{"format": 1}'])
def test_a_file_that_is_no_journal_is_begun_anew(
    tmp_path: Path, identity: Identity, suite: Suite, content: bytes
) -> None:
    file = tmp_path / "other.jsonl"
    file.write_bytes(content)
    with pytest.raises(KeyboardInterrupt), Journal(file, identity, suite.cases, retrieval=True) as journal:
        assert journal.rows == {}
        raise KeyboardInterrupt
    assert json.loads(file.read_text(encoding="utf-8"))["identity"] == identity.to_dict()


def test_a_journal_that_cannot_be_written_is_a_clear_error(
    tmp_path: Path, identity: Identity, suite: Suite
) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(CallError, match=r"journal .*taken.* can't be written"):
        Journal(tmp_path / "taken" / "journal.jsonl", identity, suite.cases, retrieval=True)


def test_a_disk_that_fills_up_during_the_run_is_a_clear_error(
    tmp_path: Path,
    identity: Identity,
    suite: Suite,
    rows: tuple[Row, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with Path("/dev/full").open("a", encoding="utf-8") as full:
        monkeypatch.setattr("evals.journal._written_anew", lambda *_: full)
        with (
            pytest.raises(CallError, match=r"journal .*can't be written \(No space left"),
            Journal(tmp_path / "journal.jsonl", identity, suite.cases, retrieval=True) as journal,
        ):
            journal.add(rows[0])
