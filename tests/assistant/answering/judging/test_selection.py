"""The sentence selector and the file of its tuned weights."""

from __future__ import annotations

import hashlib
import os
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from assistant import Assistant
from assistant.answering.judging import selection
from assistant.answering.judging.selection import (
    WEIGHTS_FILE,
    WEIGHTS_SHA256,
    checksum,
    load_selector,
    own_weights,
    save_weights,
    tuned_weights,
)
from assistant.retrieval.reranking import CrossEncoder
from ingest.errors import CallError, ModelFileError
from ingest.settings import Settings

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
    content = bytearray(files("assistant.answering.judging").joinpath(WEIGHTS_FILE).read_bytes())
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
    assert checksum(Path(str(files("assistant.answering.judging").joinpath(WEIGHTS_FILE)))) == WEIGHTS_SHA256


@pytest.fixture
def own_file(tmp_path: Path) -> Path:
    """The bias of the last layer, raised by two, in a file of one's own."""
    bias = tuned_weights()["classifier.bias"].astype(np.float32)
    save_weights(tmp_path / "own.npz", {"classifier.bias": bias + np.float32(2)})
    return tmp_path / "own.npz"


def test_weights_of_ones_own_lie_over_the_shipped_ones(selector: CrossEncoder, own_file: Path) -> None:
    own = load_selector(own=own_file)
    for before, after in zip(selector.scores(QUESTION, TEXTS), own.scores(QUESTION, TEXTS), strict=True):
        assert after == pytest.approx(before + 2, abs=0.05)


def test_the_environment_names_weights_of_ones_own(own_file: Path) -> None:
    assert Settings.from_environment({"ASSISTANT_SELECTOR": str(own_file)}).selector == own_file
    assert Settings.from_environment({"ASSISTANT_SELECTOR": " "}).selector is None


def test_an_assistant_with_unusable_weights_of_ones_own_does_not_open(
    invented_library_folder: Path, tmp_path: Path
) -> None:
    with pytest.raises(ModelFileError, match=r"own\.npz can't be read.*unset ASSISTANT_SELECTOR"):
        Assistant.open(invented_library_folder, settings=Settings(selector=tmp_path / "own.npz"))


@pytest.mark.parametrize("share", [0.0, 0.2, 0.5, 0.8, 0.95, 0.999])
def test_own_weights_that_are_cut_or_altered_are_refused(share: float, own_file: Path) -> None:
    whole = own_file.read_bytes()
    place = int(share * len(whole))
    for broken in (whole[:place], whole[:place] + bytes([whole[place] ^ 8]) + whole[place + 1 :]):
        own_file.write_bytes(broken)
        try:
            weights = own_weights(own_file)
        except ModelFileError:
            continue
        # A bit that only the archive's own bookkeeping holds changes no weight.
        assert weights["classifier.bias"] == tuned_weights()["classifier.bias"].astype(np.float32) + 2


def test_own_weights_are_never_unpickled(own_file: Path) -> None:
    ran: list[str] = []

    class Trap:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return ran.append, ("ran",)

    with own_file.open("wb") as file:
        np.savez(file, stamp=np.array([Trap()], dtype=object))
    ran.clear()
    with pytest.raises(ModelFileError, match="can't be read"):
        own_weights(own_file)
    assert ran == []


@pytest.mark.parametrize(
    "weights",
    [
        {"no.such.bias": np.zeros(1, np.float32)},
        {"classifier.bias": np.zeros(2, np.float32)},
        {"classifier.bias": np.zeros(1, np.float64)},
    ],
    ids=["unknown name", "other shape", "other type"],
)
def test_own_weights_of_another_network_are_refused(weights: dict[str, np.ndarray], own_file: Path) -> None:
    save_weights(own_file, weights)
    with pytest.raises(ModelFileError, match="do not fit this version's network"):
        own_weights(own_file)


def test_own_weights_that_lay_over_other_shipped_ones_are_refused(
    own_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr(selection, "WEIGHTS_SHA256", "0" * 64)
        save_weights(own_file, {"classifier.bias": np.zeros(1, np.float32)})
    with pytest.raises(ModelFileError, match="do not fit this version's network"):
        own_weights(own_file)


def test_a_huge_file_is_refused_unread(own_file: Path) -> None:
    os.truncate(own_file, selection.LARGEST_FILE + 1)
    with pytest.raises(ModelFileError, match="larger than the whole network"):
        own_weights(own_file)


def test_a_small_file_that_unpacks_to_a_huge_one_is_refused(own_file: Path) -> None:
    with own_file.open("wb") as file:
        np.savez_compressed(file, bias=np.zeros(selection.LARGEST_FILE + 1, np.uint8))
    assert own_file.stat().st_size < 1_000_000
    with pytest.raises(ModelFileError, match="unpacks to more than the whole network"):
        own_weights(own_file)


def test_weights_that_are_no_numbers_are_not_written(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match="Nothing was written"):
        save_weights(tmp_path / "own.npz", {"classifier.bias": np.array([np.nan], np.float32)})
    assert list(tmp_path.iterdir()) == []


def test_weights_that_cannot_be_written_are_told(tmp_path: Path) -> None:
    with pytest.raises(CallError, match="name another file"):
        save_weights(tmp_path / "none" / "own.npz", {"classifier.bias": np.zeros(1, np.float32)})
