"""Replies that are kept: the same question of the same articles is not paid for twice."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.answering.generative.reply_cache import MOST_REPLIES, Reply, ReplyCache, key_of
from evals.openai_server import OpenAIServer, failed, openai_server, said
from ingest import Library, ingest
from ingest.embedding import BundledEmbedding
from ingest.library.writer import REPLY_CACHE
from ingest.settings import Settings

QUESTION = "What did Edda Morn spend on a new oven?"
TRUE = "Its owner, Edda Morn, spent 85,000 crowns on a new oven [1]."


@pytest.fixture
def server() -> Iterator[OpenAIServer]:
    with openai_server(said(TRUE)) as server:
        yield server


def opened(server: OpenAIServer, folder: Path, embedding: BundledEmbedding, **changed: object) -> Assistant:
    settings = Settings(language_model="m", endpoint=server.endpoint)
    return Assistant.open(folder, embed_model=embedding, settings=replace(settings, **changed))  # type: ignore[arg-type]


def test_a_kept_reply_comes_back_and_an_unknown_key_gives_none(tmp_path: Path) -> None:
    cache = ReplyCache(tmp_path)
    assert cache.get("one") is None
    cache.put("one", Reply(("k7d",), "It rained [k7d]."))
    assert cache.get("one") == Reply(("k7d",), "It rained [k7d].")
    assert cache.get("other") is None


def test_the_oldest_replies_make_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_REPLIES > 2
    monkeypatch.setattr("assistant.answering.generative.reply_cache.MOST_REPLIES", 2)
    cache = ReplyCache(tmp_path)
    for name in "abc":
        cache.put(name, Reply((), name))
    assert [cache.get(name) is None for name in "abc"] == [True, False, False]


def test_a_file_that_is_no_database_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / REPLY_CACHE).write_bytes(b"nonsense" * 200)
    cache = ReplyCache(tmp_path)
    cache.put("one", Reply((), "x"))
    assert cache.get("one") is None


def test_every_part_of_a_key_counts() -> None:
    assert len({key_of("a", "b"), key_of("ab"), key_of("b", "a"), key_of("a", "b", "")}) == 4


def test_the_same_question_is_asked_once_and_every_other_anew(
    server: OpenAIServer, library_folder: Path, embedding: BundledEmbedding
) -> None:
    with_cache = opened(server, library_folder, embedding)
    first = with_cache.ask(QUESTION, asked_on=date(2024, 5, 1))
    again = with_cache.ask(QUESTION, asked_on=date(2024, 5, 1))
    assert len(server.requests) == 1
    assert (again.text, again.citations) == (first.text, first.citations)
    assert (first.usage.calls, first.usage.cached) == (1, False)
    assert (again.usage.calls, again.usage.cached) == (0, True)
    with_cache.ask(QUESTION, asked_on=date(2024, 5, 2))
    assert len(server.requests) == 2
    with_cache.close()
    other = opened(server, library_folder, embedding, language_model="other")
    other.ask(QUESTION, asked_on=date(2024, 5, 1))
    assert len(server.requests) == 3
    other.close()


def test_a_changed_library_is_asked_of_anew(
    server: OpenAIServer, library_folder: Path, embedding: BundledEmbedding, tmp_path: Path
) -> None:
    page = tmp_path / "far.md"
    page.write_text(
        "---\ntitle: Far away\n---\n\nNothing of this has to do with any oven in the whole town.\n"
    )
    for requests in (1, 2):
        assistant = opened(server, library_folder, embedding)
        assistant.ask(QUESTION, asked_on=date(2024, 5, 1))
        assistant.close()
        assert len(server.requests) == requests
        assert ingest([page], library_folder, embed_model=embedding).added or requests == 2


def test_switched_off_nothing_is_kept(
    server: OpenAIServer, library_folder: Path, embedding: BundledEmbedding
) -> None:
    assistant = opened(server, library_folder, embedding, answer_cache=False)
    for _ in range(2):
        assistant.ask(QUESTION)
    assistant.close()
    assert len(server.requests) == 2
    assert not (library_folder / REPLY_CACHE).exists()


def test_a_reply_that_failed_is_not_kept(library_folder: Path, embedding: BundledEmbedding) -> None:
    with openai_server(failed(401), said(TRUE)) as server:
        assistant = opened(server, library_folder, embedding)
        assert [assistant.ask(QUESTION).model for _ in range(2)] == ["extractive", "m"]
        assistant.close()


def test_purging_the_library_takes_the_replies_with_it(library_folder: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(library_folder, tmp_path / "copy")
    ReplyCache(folder).put("one", Reply((), "words of a removed article"))
    with Library.open(folder) as library, library.writing() as writer:
        writer.purge()
    assert not (folder / REPLY_CACHE).exists()
