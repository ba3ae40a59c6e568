"""What all tests share: nothing of the environment of the person who runs them, and parts that load once."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest import Library, ingest, onnx_models
from ingest.embedding import BundledEmbedding
from tests.ingest.invented import write_invented_articles


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Take away what the person's environment sets, and point the default library to an empty place."""
    for name in list(os.environ):
        if name.startswith("OPENAI_") or (
            name.startswith("ASSISTANT_") and not name.startswith("ASSISTANT_TEST_")
        ):
            monkeypatch.delenv(name)
    monkeypatch.setenv("ASSISTANT_LIBRARY", str(tmp_path / "default-library"))


@pytest.fixture(scope="session", autouse=True)
def networks_stay_loaded() -> Iterator[None]:
    """Hold on to every network that a test loads: loading it again for the next test is most of what that one takes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(onnx_models, "_HELD", {})
        yield


@pytest.fixture(scope="session")
def embedding() -> BundledEmbedding:
    """The bundled embedding model, loaded once."""
    return BundledEmbedding()


@pytest.fixture(scope="session")
def invented_library_folder(tmp_path_factory: pytest.TempPathFactory, embedding: BundledEmbedding) -> Path:
    """The folder of a library of the invented articles. Never write to it; see `library_folder`."""
    folder = tmp_path_factory.mktemp("invented")
    write_invented_articles(folder / "articles")
    report = ingest([folder / "articles"], folder / "library", embed_model=embedding)
    assert not report.rejected
    return folder / "library"


@pytest.fixture
def invented_library(invented_library_folder: Path) -> Library:
    """An open library of the invented articles, for reading only."""
    with Library.open(invented_library_folder) as library:
        yield library


@pytest.fixture
def library_folder(invented_library_folder: Path, tmp_path: Path) -> Path:
    """A library of the invented articles that the test may break."""
    folder = tmp_path / "library"
    shutil.copytree(invented_library_folder, folder)
    return folder
