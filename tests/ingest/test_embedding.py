from __future__ import annotations

import sys
import weakref
from collections.abc import Iterator
from datetime import date

import numpy as np
import pytest
from llama_index.core import MockEmbedding

from ingest.chunking import passages_of
from ingest.embedding import (
    BGE_QUESTION_PREFIX,
    BundledEmbedding,
    FunctionEmbedding,
    embedded_text,
    embedding_from_llama_index,
    embedding_from_settings,
    unit_vectors,
)
from ingest.errors import EmbeddingError, SettingsError
from ingest.settings import Settings
from tests.ingest.invented import INVENTED, make_article

TEXTS = [text for _, _, _, text in INVENTED.values()]


def test_vectors_have_length_one_and_the_meaning_of_their_texts(embedding: BundledEmbedding) -> None:
    vectors = embedding.embed_passages(TEXTS)
    assert vectors.shape == (len(TEXTS), 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    for number, question in enumerate(
        [
            "Who sells the lighthouse?",
            "When did the bakery burn?",
            "Who saw a comet?",
            "What does the ferry cost?",
        ]
    ):
        assert np.argmax(vectors @ embedding.embed_question(question)) == number


def test_vectors_are_bit_equal_whatever_the_batch_and_the_threads(embedding: BundledEmbedding) -> None:
    together = embedding.embed_passages(TEXTS * 2)
    alone = np.concatenate([embedding.embed_passages([text]) for text in TEXTS])
    one_thread = BundledEmbedding(threads=1).embed_passages(TEXTS)
    assert together[: len(TEXTS)].tobytes() == alone.tobytes() == one_thread.tobytes()
    assert together[len(TEXTS) :].tobytes() == alone.tobytes()


def test_a_question_is_embedded_with_the_models_prefix(embedding: BundledEmbedding) -> None:
    question = "Who saw a comet?"
    prefixed = embedding.embed_passages([BGE_QUESTION_PREFIX + question])[0]
    assert embedding.embed_question(question).tobytes() == prefixed.tobytes()
    assert embedding.embed_question(question).tobytes() != embedding.embed_passages([question])[0].tobytes()


def test_no_texts_give_no_vectors(embedding: BundledEmbedding) -> None:
    assert len(embedding.embed_passages([])) == 0


def test_outputs_of_earlier_texts_are_let_go(
    embedding: BundledEmbedding, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A view of the first token would keep the whole output: 1.8 GB for five million characters."""
    outputs: list[weakref.ref[np.ndarray]] = []

    def run(texts: list[str]) -> Iterator[np.ndarray]:
        for _ in texts:
            output = np.ones((100, 384), dtype=np.float32)
            outputs.append(weakref.ref(output))
            yield output
            del output
            assert len(outputs) < 3 or outputs[-3]() is None

    monkeypatch.setattr(embedding._model, "run", run)
    assert embedding.embed_passages(["a"] * 10).shape == (10, 384)


@pytest.mark.parametrize(
    ("title", "published", "heading"),
    [
        ("Ferry sinks", date(2022, 1, 3), "Ferry sinks (3 January 2022)\n"),
        ("Ferry sinks", None, "Ferry sinks\n"),
        ("", date(2022, 1, 30), "30 January 2022\n"),
        ("", None, ""),
    ],
)
def test_a_passage_is_embedded_with_its_articles_title_and_date(
    title: str, published: date | None, heading: str
) -> None:
    article = make_article("ferry", "It sank at noon.", title=title, published=published)
    assert [embedded_text(passage) for passage in passages_of(article)] == [f"{heading}It sank at noon."]


@pytest.mark.parametrize(
    "vectors",
    [
        [[1.0, 2.0]],
        [[1.0, 2.0], [1.0]],
        [[1.0, 2.0], [0.0, 0.0]],
        [[1.0, 2.0], [float("nan"), 1.0]],
        [[1.0, 2.0], [float("inf"), 1.0]],
        [[1.0, 2.0], [1e30, 1e30]],
        [[1.0, 2.0], None],
        [[1.0, 2.0], ["a", "b"]],
        [1.0, 2.0],
        [[], []],
    ],
)
def test_vectors_that_would_poison_a_search_are_refused(vectors: list[object]) -> None:
    with pytest.raises(EmbeddingError, match="nothing was filed"):
        unit_vectors(vectors, expected=2)


def test_vectors_are_scaled_to_length_one() -> None:
    assert unit_vectors([[3.0, 4.0]], expected=1).tolist() == [[pytest.approx(0.6), pytest.approx(0.8)]]


def test_any_llama_index_embedding_can_be_used() -> None:
    embedding = embedding_from_llama_index(MockEmbedding(embed_dim=8))
    assert embedding.name.startswith("MockEmbedding:")
    assert embedding.embed_passages(["a", "b"]).shape == (2, 8)
    assert embedding.embed_question("a").shape == (8,)
    assert len(embedding.embed_passages([])) == 0


def test_whatever_a_foreign_model_raises_is_an_embedding_error_without_its_words() -> None:
    def fail(_: object) -> None:
        raise RuntimeError("key sk-canary-7431 refused")

    embedding = FunctionEmbedding("broken", fail, fail)
    for call in (lambda: embedding.embed_passages(["a"]), lambda: embedding.embed_question("a")):
        with pytest.raises(EmbeddingError, match="broken failed") as caught:
            call()
        assert "canary" not in str(caught.value)


def test_the_settings_choose_the_embedding() -> None:
    assert embedding_from_settings(Settings()).name == BundledEmbedding.name
    with pytest.raises(SettingsError, match="OPENAI_API_KEY"):
        embedding_from_settings(Settings(embedding="openai:text-embedding-3-small"))


def test_a_missing_fastembed_is_named_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "fastembed", None)
    with pytest.raises(SettingsError, match="pip install"):
        embedding_from_settings(Settings(embedding="fastembed:BAAI/bge-small-en-v1.5"))


def test_a_model_that_fastembed_does_not_know_is_told() -> None:
    pytest.importorskip("fastembed")
    with pytest.raises(SettingsError, match="no-such-model"):
        embedding_from_settings(Settings(embedding="fastembed:no-such-model"))
