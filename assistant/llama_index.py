"""The LlamaIndex face: the assistant as a retriever, a query engine and a tool.

The objects are of LlamaIndex's own kinds, for its pipelines and agents. Its global Settings is never read.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.base.response.schema import Response
from llama_index.core.prompts.mixin import PromptMixinType
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode
from llama_index.core.tools import QueryEngineTool

from assistant.answers import Answer, Citation, Hit

if TYPE_CHECKING:
    from assistant.assistant import Assistant

TOOL_NAME = "news_assistant"
TOOL_DESCRIPTION = (
    "Answers a question about the news from a library of articles and from nothing else. Every sentence of "
    "the answer cites its passages as [1], [2]; where the articles do not hold the answer, it says so. "
    "Input: one complete question in plain words, with names instead of pronouns."
)
NOT_FOR_THE_MODEL = ["article_id", "start", "end", "url"]


class AssistantRetriever(BaseRetriever):
    """Finds passages as the assistant does: both searches, fused and reranked."""

    def __init__(self, assistant: Assistant, limits: Mapping[str, Any] | None = None) -> None:
        """`limits` are keyword arguments of `Assistant.retrieve`, the same for every question."""
        super().__init__()
        self._assistant = assistant
        self._limits = dict(limits or {})

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return [_hit_node(hit) for hit in self._assistant.retrieve(query_bundle.query_str, **self._limits)]

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return await asyncio.to_thread(self._retrieve, query_bundle)


class AssistantQueryEngine(BaseQueryEngine):
    """Answers with citations. The response's metadata["answer"] is the whole answer, as plain values."""

    def __init__(self, assistant: Assistant, limits: Mapping[str, Any] | None = None) -> None:
        """`limits` are keyword arguments of `Assistant.ask`, the same for every question."""
        super().__init__(callback_manager=None)
        self._assistant = assistant
        self._limits = dict(limits or {})

    def _query(self, query_bundle: QueryBundle) -> Response:
        return _response(self._assistant.ask(query_bundle.query_str, **self._limits))

    async def _aquery(self, query_bundle: QueryBundle) -> Response:
        return _response(await self._assistant.aask(query_bundle.query_str, **self._limits))

    def _get_prompt_modules(self) -> PromptMixinType:
        return {}


def query_engine_tool(assistant: Assistant, limits: Mapping[str, Any] | None = None) -> QueryEngineTool:
    """Give the query engine as a tool for an agent; `limits` as for AssistantQueryEngine."""
    engine = AssistantQueryEngine(assistant, limits)
    return QueryEngineTool.from_defaults(engine, name=TOOL_NAME, description=TOOL_DESCRIPTION)


def _response(answer: Answer) -> Response:
    """Source nodes are the citations by number; an answer that was not found has none."""
    return Response(
        response=answer.text,
        source_nodes=[NodeWithScore(node=_node(citation)) for citation in answer.citations],
        metadata={"answer": answer.to_dict()},
    )


def _hit_node(hit: Hit) -> NodeWithScore:
    return NodeWithScore(node=_node(Citation.of(hit.passage, number=0)), score=hit.score)


def _node(citation: Citation) -> TextNode:
    return TextNode(
        id_=f"{citation.article_id}:{citation.start}-{citation.end}",
        text=citation.quote,
        metadata={
            "title": citation.title,
            "outlet": citation.outlet,
            "url": citation.url,
            "published": citation.published.isoformat() if citation.published else None,
            "article_id": citation.article_id,
            "start": citation.start,
            "end": citation.end,
        },
        excluded_embed_metadata_keys=NOT_FOR_THE_MODEL,
        excluded_llm_metadata_keys=NOT_FOR_THE_MODEL,
    )
