from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from evals.public.data import (
    facts_of,
    fingerprint,
    first_half,
    flag_of,
    missing_files,
    read_lines,
    sample,
    text_of,
)
from ingest.errors import SuiteError


def written(tmp_path: Path, *lines: str) -> Path:
    file = tmp_path / "lines.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def test_lines_become_records_and_empty_ones_are_passed_over(tmp_path: Path) -> None:
    file = written(tmp_path, '{"id": "a", "n": 1}', "", '{"id": "b", "n": 2}')
    assert read_lines(file, lambda data: data["n"], "Numbers") == [1, 2]


@pytest.mark.parametrize(
    "bad", ["{", "[]", "null", '"text"', '{"n": 1}', '{"id": "", "n": 1}', '{"id": 3, "n": 1}', '{"id": "b"}']
)
def test_a_broken_line_is_refused_with_its_number(tmp_path: Path, bad: str) -> None:
    file = written(tmp_path, '{"id": "a", "n": 1}', "", bad)
    with pytest.raises(SuiteError, match=r"lines\.jsonl, line 3: this is no line of Numbers"):
        read_lines(file, lambda data: data["n"], "Numbers")


def test_an_id_that_comes_twice_is_refused(tmp_path: Path) -> None:
    file = written(tmp_path, '{"id": "a", "n": 1}', '{"id": "a", "n": 2}')
    with pytest.raises(SuiteError, match=r"line 2: the id stands in line 1"):
        read_lines(file, lambda data: data["n"], "Numbers")


def test_bytes_that_are_no_text_are_refused_with_their_line(tmp_path: Path) -> None:
    file = tmp_path / "lines.jsonl"
    file.write_bytes(b'{"id": "a"}\n\xff\xfe\x00\n')
    with pytest.raises(SuiteError, match="line 2"):
        read_lines(file, lambda data: data, "Numbers")


def test_an_empty_or_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SuiteError, match="holds nothing"):
        read_lines(written(tmp_path, ""), lambda data: data, "Numbers")
    with pytest.raises(SuiteError, match="can't be read"):
        read_lines(tmp_path / "absent.jsonl", lambda data: data, "Numbers")
    with pytest.raises(SuiteError, match="can't be read"):
        fingerprint(tmp_path / "absent.jsonl")


@pytest.mark.parametrize("answers", [[], ["Bo Lund"], [[]], [["Bo"], "Lund"], "Bo"])
def test_answers_must_be_lists_of_wordings(answers: Any) -> None:
    with pytest.raises(ValueError, match="list of lists"):
        facts_of({"answers": answers})


def test_a_word_is_no_flag() -> None:
    assert flag_of({"answerable": False}, "answerable") is False
    with pytest.raises(TypeError):
        flag_of({"answerable": "false"}, "answerable")
    with pytest.raises(ValueError, match="empty"):
        text_of({"claim": "  "}, "claim")


def test_a_sample_is_the_same_for_the_same_seed_and_keeps_the_order() -> None:
    items = list(range(50))
    assert sample(items, 10, 0) == sample(items, 10, 0) != sample(items, 10, 1)
    assert len(sample(items, 10, 0)) == 10
    assert sample(items, 10, 0) == sorted(sample(items, 10, 0))
    assert sample(items, 99, 0) == sample(items, None, 0) == items


def test_the_first_half_is_taken_of_each_kind() -> None:
    assert first_half([1, 3, 5, 7, 2, 4, 6], kind=lambda number: number % 2) == [1, 3, 2]
    assert first_half(["a", "b", "c", "d"]) == ["a", "b"]


def test_missing_files_are_named(tmp_path: Path) -> None:
    assert missing_files(tmp_path / "x", ["a"]) == f"there is no folder {tmp_path / 'x'}"
    assert missing_files(tmp_path, ["a", "b"]) == f"{tmp_path} holds no a and no b"
    (tmp_path / "a").write_text(json.dumps(1))
    assert missing_files(tmp_path, ["a"]) == ""
    assert fingerprint(tmp_path / "a") == hashlib.sha256(b"1").hexdigest()
