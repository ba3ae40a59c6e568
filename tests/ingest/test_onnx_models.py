from __future__ import annotations

import gc
import importlib.metadata
import shutil
from pathlib import Path
from weakref import WeakValueDictionary

import numpy as np
import pytest
from numpy.typing import NDArray
from tokenizers import Encoding

from ingest import onnx_models
from ingest.errors import ModelFileError
from ingest.onnx_models import EMBEDDING_FILES, MAXIMUM_TOKENS, RERANKER_FILES, OnnxModel, available_cores
from tests.ingest.invented import INVENTED, random_text, story

TEXTS = [
    *(text for _, _, _, text in INVENTED.values()),
    *(story("Orrin", count) for count in (1, 5, 15)),
    *(random_text(seed, 60) for seed in range(3)),
    "",
    "x",
]


@pytest.fixture(scope="module")
def model() -> OnnxModel:
    return OnnxModel(EMBEDDING_FILES, threads=1)


@pytest.fixture(scope="module")
def alone(model: OnnxModel) -> list[bytes]:
    """The output of each text when nothing else is run."""
    return [model.run([text])[0].tobytes() for text in TEXTS]


@pytest.mark.parametrize("threads", [1, 2, 4])
def test_outputs_are_bit_equal_in_any_company_and_order_on_any_number_of_threads(
    threads: int, alone: list[bytes]
) -> None:
    model = OnnxModel(EMBEDDING_FILES, threads=threads)
    assert [output.tobytes() for output in model.run(TEXTS)] == alone
    assert [output.tobytes() for output in model.run(TEXTS[::-1])] == alone[::-1]
    assert [output.tobytes() for output in model.run(TEXTS * 3)] == alone * 3


def test_a_network_is_loaded_once_while_it_is_in_use_and_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    held: WeakValueDictionary[str, object] = WeakValueDictionary()
    monkeypatch.setattr(onnx_models, "_HELD", held)
    first = OnnxModel(EMBEDDING_FILES, threads=1)
    (session,) = held.values()
    second = OnnxModel(EMBEDDING_FILES, threads=2)
    assert list(held.values()) == [session]
    other = OnnxModel(RERANKER_FILES)
    assert len(held) == 2
    del session, first, second, other
    gc.collect()
    assert not held


def test_running_a_tokenized_text_is_running_the_text(model: OnnxModel, alone: list[bytes]) -> None:
    assert [model.run_encoding(encoding).tobytes() for encoding in model.encode(TEXTS)] == alone


def test_the_longest_text_is_begun_first_and_the_order_stays(
    model: OnnxModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[int] = []
    run_encoding = model.run_encoding

    def recorded(encoding: Encoding) -> NDArray[np.float32]:
        begun.append(len(encoding.ids))
        return run_encoding(encoding)

    monkeypatch.setattr(model, "run_encoding", recorded)
    outputs = model.run(["One word.", "word " * 30, "A few words more."])
    assert begun == sorted(begun, reverse=True)
    assert [len(output) for output in outputs] == [begun[2], begun[0], begun[1]]


def test_of_each_output_the_first_row_can_be_kept_alone(model: OnnxModel) -> None:
    rows = model.run_for_first_rows(TEXTS)
    assert [row.tobytes() for row in rows] == [output[0].tobytes() for output in model.run(TEXTS)]
    assert all(row.base is None for row in rows)


def test_nothing_is_padded_and_long_texts_are_cut(model: OnnxModel) -> None:
    short, long = model.encode(["One word.", "word " * 2000])
    assert set(short.attention_mask) == {1}
    assert len(long.ids) == MAXIMUM_TOKENS
    assert [output.shape for output in model.run(["One word."])] == [(len(short.ids), 384)]


def test_a_cross_encoder_reads_pairs() -> None:
    reranker = OnnxModel(RERANKER_FILES)
    question = "Who wants to sell the tower?"
    fitting, other = (INVENTED[name][3] for name in ("lighthouse", "comet"))
    scores = [float(np.ravel(output)[0]) for output in reranker.run([(question, fitting), (question, other)])]
    assert scores[0] > scores[1]
    assert set(reranker.encode([(question, other)])[0].type_ids) == {0, 1}


def test_every_core_is_used_unless_told_otherwise(model: OnnxModel) -> None:
    assert model.threads == 1
    assert OnnxModel(EMBEDDING_FILES).threads == available_cores() >= 1


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the package's folder with the embedding model in it, to be altered."""
    source = onnx_models._package_folder() / "models" / "data" / EMBEDDING_FILES.folder
    copy = tmp_path / "models" / "data" / EMBEDDING_FILES.folder
    copy.mkdir(parents=True)
    for name in ("model.onnx", "tokenizer.json"):
        shutil.copyfile(source / name, copy / name)
    monkeypatch.setattr(onnx_models, "_package_folder", lambda: tmp_path)
    return copy


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
@pytest.mark.parametrize("damage", ["altered", "truncated", "missing"])
def test_an_altered_model_file_is_refused_by_its_name(package: Path, name: str, damage: str) -> None:
    path = package / name
    content = path.read_bytes()
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes(content[:-1] + (b"\0" if damage == "altered" else b""))
    with pytest.raises(ModelFileError, match=f"{package.name}/{name}.*pip install"):
        OnnxModel(EMBEDDING_FILES)


def test_a_missing_package_is_named_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing(name: str) -> None:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "distribution", missing)
    with pytest.raises(ModelFileError, match="pip install"):
        OnnxModel(EMBEDDING_FILES)


def test_sums_of_int8_products_are_exact_on_every_processor(model: OnnxModel) -> None:
    options = model._session.get_session_options()
    assert options.get_session_config_entry("session.x64quantprecision") == "1"
