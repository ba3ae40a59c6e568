"""A library of invented articles and an assistant on it, made once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import Answer, Assistant
from assistant.retrieval.reranking import CrossEncoder
from ingest import ingest
from ingest.embedding import BundledEmbedding
from tests.assistant.press import ANSWERED, ASKED_ON, OTHERS, write_press


@pytest.fixture(scope="session")
def press_folder(tmp_path_factory: pytest.TempPathFactory, embedding: BundledEmbedding) -> Path:
    """The folder of a library of the invented articles, for reading only."""
    folder = tmp_path_factory.mktemp("press")
    write_press(folder / "articles")
    report = ingest([folder / "articles"], folder / "library", embed_model=embedding)
    assert not report.rejected
    return folder / "library"


@pytest.fixture(scope="session")
def press(press_folder: Path, embedding: BundledEmbedding) -> Iterator[Assistant]:
    """An assistant on the invented articles that writes without a language model."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSISTANT_LLM", "none")
        opened = Assistant.open(press_folder, embed_model=embedding)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def answers(press: Assistant) -> dict[str, Answer]:
    """The answers to all questions on the invented articles, by question."""
    return {question: press.ask(question, asked_on=ASKED_ON) for question in (*ANSWERED, *OTHERS)}


@pytest.fixture(scope="session")
def cross_encoder() -> CrossEncoder:
    """The bundled cross-encoder, loaded once."""
    return CrossEncoder()
