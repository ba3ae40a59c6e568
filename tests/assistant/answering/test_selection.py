"""The sentence selector and the file of its tuned weights."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from pathlib import Path

import pytest

from assistant.answering import selection
from assistant.answering.selection import WEIGHTS_FILE, WEIGHTS_SHA256, checksum, load_selector
from assistant.retrieval.reranking import CrossEncoder
from ingest.errors import ModelFileError

QUESTION = "Why was the bridge closed?"
TEXTS = ["The bridge was closed because of cracks.", "The bridge is blue.", "Gulls nest on the roof. " * 30]


@pytest.fixture(scope="module")
def selector() -> CrossEncoder:
    return load_selector()


def test_the_sentence_that_answers_scores_best(selector: CrossEncoder) -> None:
    scores = selector.scores(QUESTION, TEXTS)
    assert max(scores) == scores[0] > 0


def test_the_tuned_weights_are_in_use(selector: CrossEncoder, cross_encoder: CrossEncoder) -> None:
    assert selector.scores(QUESTION, TEXTS) != cross_encoder.scores(QUESTION, TEXTS)


def test_scores_are_the_same_in_any_company_and_on_any_number_of_threads(selector: CrossEncoder) -> None:
    expected = selector.scores(QUESTION, TEXTS)
    assert [selector.scores(QUESTION, [text])[0] for text in TEXTS] == expected
    assert load_selector(threads=1).scores(QUESTION, TEXTS) == expected
    assert load_selector(threads=3).scores(QUESTION, TEXTS[::-1]) == expected[::-1]


@pytest.mark.parametrize("byte", [0, -1])
def test_a_file_with_one_bit_altered_is_refused(
    byte: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = bytearray(files("assistant.answering").joinpath(WEIGHTS_FILE).read_bytes())
    content[byte] ^= 1
    (tmp_path / WEIGHTS_FILE).write_bytes(content)
    monkeypatch.setattr(selection, "files", lambda package: tmp_path)
    with pytest.raises(ModelFileError, match=f"{WEIGHTS_FILE} of this project is altered; install"):
        load_selector()


def test_a_missing_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selection, "files", lambda package: tmp_path)
    with pytest.raises(ModelFileError, match=f"{WEIGHTS_FILE} of this project is missing; install"):
        load_selector()


def test_the_checksum_is_that_of_the_shipped_file(tmp_path: Path) -> None:
    (tmp_path / "weights").write_bytes(b"weights")
    assert checksum(tmp_path / "weights") == hashlib.sha256(b"weights").hexdigest()
    assert checksum(Path(str(files("assistant.answering").joinpath(WEIGHTS_FILE)))) == WEIGHTS_SHA256
