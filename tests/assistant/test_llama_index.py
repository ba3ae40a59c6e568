"""The assistant as LlamaIndex objects, and LlamaIndex objects inside the assistant."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from llama_index.core import Settings
from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.base.response.schema import Response
from llama_index.core.embeddings import MockEmbedding
from llama_index.core.llms import MockLLM
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.response_synthesizers import get_response_synthesizer
from llama_index.core.schema import MetadataMode
from llama_index.core.tools import QueryEngineTool

from assistant import Assistant
from ingest import ingest
from ingest.embedding import BundledEmbedding
from ingest.errors import LibraryMismatchError
from tests.ingest.invented import write_invented_articles

OVEN = "How much did Edda Morn spend on a new oven?"
NOWHERE = "Who won the chess championship of Lisbon in 1999?"


@pytest.fixture
def assistant(invented_library_folder: Path, embedding: BundledEmbedding) -> Iterator[Assistant]:
    opened = Assistant.open(invented_library_folder, embed_model=embedding)
    yield opened
    opened.close()


def test_the_retriever_gives_nodes_with_scores_whose_text_is_the_article_s(assistant: Assistant) -> None:
    retriever = assistant.as_retriever(limit=3)
    assert isinstance(retriever, BaseRetriever)
    found = retriever.retrieve(OVEN)
    assert len(found) == 3
    best = found[0].node.metadata
    assert best["article_id"] == "bakery"
    assert (best["title"], best["outlet"]) == ("Oldest bakery of Tamsel reopens", "Tamsel Daily")
    assert best["published"] == "2021-05-17"
    text = assistant.library.article("bakery").text
    assert found[0].node.get_content() == text[best["start"] : best["end"]]
    assert [node.score for node in found] == sorted((node.score for node in found), reverse=True)


def test_the_same_passage_has_the_same_node_id_every_time(assistant: Assistant) -> None:
    first, second = (assistant.as_retriever().retrieve(OVEN) for _ in range(2))
    assert [node.node_id for node in first] == [node.node_id for node in second]
    assert len({node.node_id for node in first}) == len(first)


def test_a_model_reads_title_and_day_but_no_offsets(assistant: Assistant) -> None:
    (node,) = assistant.as_retriever(limit=1).retrieve(OVEN)
    read = node.node.get_content(metadata_mode=MetadataMode.LLM)
    assert "Oldest bakery of Tamsel reopens" in read
    assert "start" not in read


def test_the_retriever_keeps_to_its_limits(assistant: Assistant) -> None:
    found = assistant.as_retriever(outlet="Northern Wire").retrieve(OVEN)
    assert {node.node.metadata["article_id"] for node in found} == {"comet"}


def test_the_retriever_can_be_awaited(assistant: Assistant) -> None:
    retriever = assistant.as_retriever(limit=2)
    awaited = asyncio.run(retriever.aretrieve(OVEN))
    assert [node.node_id for node in awaited] == [node.node_id for node in retriever.retrieve(OVEN)]


def test_the_query_engine_answers_with_the_citations_as_source_nodes(assistant: Assistant) -> None:
    engine = assistant.as_query_engine()
    assert isinstance(engine, BaseQueryEngine)
    response = engine.query(OVEN)
    assert isinstance(response, Response)
    assert "85,000" in str(response)
    answer = response.metadata["answer"]
    assert answer["text"] == str(response)
    assert [node.node.get_content() for node in response.source_nodes] == [
        citation["quote"] for citation in answer["citations"]
    ]


def test_the_query_engine_can_be_awaited(assistant: Assistant) -> None:
    engine = assistant.as_query_engine()
    assert str(asyncio.run(engine.aquery(OVEN))) == str(engine.query(OVEN))


def test_a_question_that_nothing_answers_has_no_source_nodes(assistant: Assistant) -> None:
    response = assistant.as_query_engine().query(NOWHERE)
    assert response.metadata["answer"]["outcome"] == "not_found"
    assert response.source_nodes == []


def test_the_tool_answers_sync_and_async(assistant: Assistant) -> None:
    tool = assistant.as_tool()
    assert isinstance(tool, QueryEngineTool)
    assert tool.metadata.name == "news_assistant"
    assert "question" in tool.metadata.description
    assert "85,000" in tool.call(OVEN).content
    assert "85,000" in asyncio.run(tool.acall(input=OVEN)).content


def test_the_retriever_serves_llama_index_s_own_query_engine(assistant: Assistant) -> None:
    synthesizer = get_response_synthesizer(llm=MockLLM(max_tokens=4))
    engine = RetrieverQueryEngine(assistant.as_retriever(limit=2), response_synthesizer=synthesizer)
    assert len(engine.query(OVEN).source_nodes) == 2


class Forbidden:
    """Whoever reads LlamaIndex's global settings gets this."""

    def __get__(self, instance: object, owner: type | None = None) -> object:
        raise AssertionError("the global Settings of LlamaIndex was read")

    def __set__(self, instance: object, value: object) -> None:
        raise AssertionError("the global Settings of LlamaIndex was set")


@pytest.fixture
def no_global_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = (
        "llm",
        "embed_model",
        "callback_manager",
        "tokenizer",
        "node_parser",
        "transformations",
        "prompt_helper",
    )
    for name in parts:
        assert hasattr(type(Settings), name)
        monkeypatch.setattr(type(Settings), name, Forbidden())


@pytest.mark.usefixtures("no_global_settings")
@pytest.mark.parametrize("llm", [MockLLM(), MockLLM(max_tokens=5)], ids=["echo", "babble"])
def test_any_llama_index_models_serve_and_the_global_settings_are_left_alone(
    tmp_path: Path, llm: MockLLM
) -> None:
    write_invented_articles(tmp_path / "articles")
    embed_model = MockEmbedding(embed_dim=8)
    report = ingest([tmp_path / "articles"], library=tmp_path / "library", embed_model=embed_model)
    assert len(report.added) == 4
    opened = Assistant.open(tmp_path / "library", llm=llm, embed_model=embed_model)
    assert opened.model == "MockLLM"
    answer = opened.ask(OVEN)
    assert "85,000" in answer.text
    assert str(opened.as_query_engine().query(OVEN)) == answer.text
    assert "85,000" in opened.as_tool().call(OVEN).content
    assert opened.as_retriever().retrieve(OVEN)
    opened.close()


def test_another_embedding_than_the_library_s_is_refused(invented_library_folder: Path) -> None:
    with pytest.raises(LibraryMismatchError):
        Assistant.open(invented_library_folder, embed_model=MockEmbedding(embed_dim=8))
