"""A question to an answer: the whole way in twenty lines. Read `Assistant.stream` first."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from assistant.answering.answerability import load_answerability
from assistant.answering.claims import Claim, Numbering, Writer, marked
from assistant.answering.extractive import ExtractiveWriter
from assistant.answering.follow_ups import standalone_question
from assistant.answering.judging import Judge, Judgement
from assistant.answering.key import key_of_answer
from assistant.answering.refusals import refusal
from assistant.answering.selection import load_selector
from assistant.answers import Answer, Citation, Hit, Outcome, Seconds, Sentence, Window
from assistant.questions import checked_question
from assistant.retrieval.reranking import CrossEncoder
from assistant.retrieval.retriever import RERANKED, Retriever
from assistant.retrieval.window import window_of
from ingest.embedding import EmbeddingModel
from ingest.errors import CallError, LanguageModelError, LibraryError
from ingest.library.library import Library
from ingest.pipeline import choose_embedding
from ingest.records import Filter
from ingest.settings import Settings

if TYPE_CHECKING:
    from llama_index.core.base.base_query_engine import BaseQueryEngine
    from llama_index.core.base.base_retriever import BaseRetriever
    from llama_index.core.base.embeddings.base import BaseEmbedding
    from llama_index.core.llms import LLM
    from llama_index.core.tools import QueryEngineTool

logger = logging.getLogger(__name__)

NEAREST = 3
Event: TypeAlias = "Sentence | Answer"


@dataclass(frozen=True, slots=True)
class _Question:
    asked: str
    standalone: str
    asked_on: date
    search_filter: Filter
    window: Window | None


class Assistant:
    """Answers questions from one library. Safe to use from several threads."""

    def __init__(
        self, library: Library, retriever: Retriever, judge: Judge, writer: Writer | None = None
    ) -> None:
        """Put the parts together; `open` is the usual way. Without a `writer` answers are quoted."""
        self.library = library
        self._retriever = retriever
        self._judge = judge
        self._fallback = ExtractiveWriter()
        self._writer = writer or self._fallback

    @classmethod
    def open(
        cls,
        library: str | Path | Library = "library",
        *,
        llm: LLM | None = None,
        embed_model: BaseEmbedding | EmbeddingModel | None = None,
    ) -> Assistant:
        """Open an assistant on a library's folder.

        `llm` is any LlamaIndex LLM and writes the answers; `embed_model` must be the one that the library was made
        with. Where they are not given the environment chooses. Raises LibraryError, ModelError and SettingsError.
        """
        opened = library if isinstance(library, Library) else Library.open(library)
        # Loading is mostly work outside Python, so four things at once take hardly longer than the longest of them.
        with ThreadPoolExecutor(4) as pool:
            index = pool.submit(opened.prepare)
            reranker = pool.submit(CrossEncoder)
            selector = pool.submit(load_selector)
            embedding = choose_embedding(embed_model)
            opened.check_embedding(embedding.name)
            index.result()
            cross_encoder = reranker.result()
            judge = Judge(selector.result(), load_answerability())
        return cls(opened, Retriever(opened, embedding, cross_encoder), judge, _generative_writer(llm))

    @property
    def model(self) -> str:
        """The name of what writes the answers: "extractive", or the language model's."""
        return self._writer.model

    def close(self) -> None:
        """Close the library."""
        self.library.close()

    # --- asking

    def ask(
        self,
        question: str,
        *,
        asked_on: date | None = None,
        since: date | None = None,
        until: date | None = None,
        outlet: str | None = None,
    ) -> Answer:
        """Answer a question from the articles.

        `asked_on` (today unless given) hides every later article; `since`, `until` (days, both included) and
        `outlet` narrow the search. A question that the articles don't answer gives the outcome "not_found".
        Raises QuestionError for a question that is empty, too long or without words, LibraryError and ModelError.
        """
        for event in self.stream(question, asked_on=asked_on, since=since, until=until, outlet=outlet):
            if isinstance(event, Answer):
                return event
        raise LibraryError("The answer was cut off.")  # pragma: no cover - stream always ends in an Answer

    def stream(
        self,
        question: str,
        *,
        asked_on: date | None = None,
        since: date | None = None,
        until: date | None = None,
        outlet: str | None = None,
        standalone: str | None = None,
    ) -> Iterator[Event]:
        """Give the finished sentences as they come, and the whole Answer last. Arguments and errors as `ask`.

        `standalone` is the question as it is to be searched for, where it follows from earlier turns.
        """
        started = time.perf_counter()
        asked = _question(question, standalone, asked_on, since, until, outlet)
        retrieved = self._retriever.retrieve(asked.standalone, asked.search_filter)
        writing = time.perf_counter()
        judgement = self._judge.judge(asked.standalone, retrieved.hits)
        numbering = Numbering()
        sentences: list[Sentence] = []
        authors = [self._writer.model]
        for author, claim in self._claims(asked.standalone, judgement):
            authors.append(author)
            if claim:
                sentences.append(numbering.sentence(claim))
                yield sentences[-1]
        seconds = Seconds(
            search=retrieved.search_seconds,
            rerank=retrieved.rerank_seconds,
            write=time.perf_counter() - writing,
            total=time.perf_counter() - started,
        )
        yield self._answer(asked, judgement, sentences, numbering, authors[-1], seconds)

    async def aask(self, question: str, **limits: Any) -> Answer:
        """Do as `ask`, in a thread of its own."""
        return await asyncio.to_thread(self.ask, question, **limits)

    async def astream(self, question: str, **limits: Any) -> AsyncIterator[Event]:
        """Do as `stream`, each step in a thread of its own."""
        events = self.stream(question, **limits)
        while (event := await asyncio.to_thread(next, events, None)) is not None:
            yield event

    def chat(self) -> Chat:
        """Begin a conversation, in which a question may lean on the ones before."""
        return Chat(self)

    def retrieve(
        self,
        question: str,
        *,
        asked_on: date | None = None,
        since: date | None = None,
        until: date | None = None,
        outlet: str | None = None,
        limit: int = RERANKED,
    ) -> list[Hit]:
        """Find the passages that may answer a question, best first, 30 at most. Arguments and errors as `ask`."""
        asked = _question(question, None, asked_on, since, until, outlet)
        return list(self._retriever.retrieve(asked.standalone, asked.search_filter, limit).hits)

    # --- LlamaIndex

    def as_retriever(self, **limits: Any) -> BaseRetriever:
        """Give a LlamaIndex retriever over the library; `limits` as for `retrieve`."""
        from assistant.llama_index import AssistantRetriever

        return AssistantRetriever(self, limits)

    def as_query_engine(self, **limits: Any) -> BaseQueryEngine:
        """Give a LlamaIndex query engine that answers with citations; `limits` as for `ask`."""
        from assistant.llama_index import AssistantQueryEngine

        return AssistantQueryEngine(self, limits)

    def as_tool(self, **limits: Any) -> QueryEngineTool:
        """Give a LlamaIndex tool, for an agent, that answers with citations; `limits` as for `ask`."""
        from assistant.llama_index import query_engine_tool

        return query_engine_tool(self, limits)

    # --- inside

    def _claims(self, question: str, judgement: Judgement) -> Iterator[tuple[str, Claim | None]]:
        """Give the claims, each with its author: a language model that fails before its first word is stood in for.

        Who stands in is named without a claim first, because the claims may be none.
        """
        if judgement.is_hopeless:
            return
        begun = False
        try:
            for claim in self._writer.write(question, judgement):
                begun = True
                yield self._writer.model, claim
        except LanguageModelError as error:
            if begun:
                logger.warning("%s The answer ends where the language model broke off.", error)
                return
            logger.warning("%s What the articles say is quoted instead.", error)
            yield self._fallback.model, None
            for claim in self._fallback.write(question, judgement):
                yield self._fallback.model, claim

    def _answer(
        self,
        asked: _Question,
        judgement: Judgement,
        sentences: list[Sentence],
        numbering: Numbering,
        model: str,
        seconds: Seconds,
    ) -> Answer:
        outcome: Outcome = "answered" if sentences else "not_found"
        nearest = () if sentences else judgement.hits[:NEAREST]
        return Answer(
            question=asked.asked,
            standalone_question=asked.standalone,
            asked_on=asked.asked_on,
            outcome=outcome,
            text=" ".join(marked(sentence) for sentence in sentences) 
            or refusal(asked.standalone, judgement, self.library, asked.search_filter),
            key=key_of_answer(asked.asked, sentences, judgement, self._judge.scores, asked.standalone),
            sentences=tuple(sentences),
            citations=numbering.citations,
            disagreements=(),
            window=asked.window,
            nearest=tuple(Citation.of(hit.passage, number) for number, hit in enumerate(nearest, start=1)),
            newest_article=self.library.newest_article(asked.asked_on),
            model=model,
            seconds=seconds,
            confidence=judgement.probability,
            hits=judgement.hits,
        )


class Chat:
    """A conversation: the same arguments as `Assistant.ask`, and questions may lean on earlier ones."""

    def __init__(self, assistant: Assistant) -> None:
        """Begin an empty conversation; `Assistant.chat` is the usual way."""
        self._assistant = assistant
        self._topic = ""
        self._said = ""

    def ask(self, question: str, **limits: Any) -> Answer:
        """Answer a question that may lean on the ones before. Arguments and errors as `Assistant.ask`."""
        *_, answer = self.stream(question, **limits)
        assert isinstance(answer, Answer)  # noqa: S101 - what `stream` promises
        return answer

    def stream(self, question: str, **limits: Any) -> Iterator[Event]:
        """Give sentences and then the Answer, as `Assistant.stream`."""
        standalone = standalone_question(checked_question(question), self._topic, self._said)
        for event in self._assistant.stream(question, standalone=standalone, **limits):
            if isinstance(event, Answer):
                self._topic = standalone
                self._said = event.sentences[0].text if event.sentences else ""
            yield event


def _question(
    question: str,
    standalone: str | None,
    asked_on: date | None,
    since: date | None,
    until: date | None,
    outlet: str | None,
) -> _Question:
    checked = checked_question(question)
    day = _day(asked_on) or date.today()  # noqa: DTZ011 - the asker's own day
    since, until = _day(since), _day(until)
    if since and until and since > until:
        raise CallError(f"since ({since}) is later than until ({until}); swap them.")
    if since or until:
        window: Window | None = Window(since, until, "the dates asked for")
    else:
        window = window_of(checked, day)
    limits = Filter(
        since=window.since if window else None,
        until=window.until if window else None,
        known_by=day,
        outlet=outlet or "",
    )
    return _Question(question, standalone or checked, day, limits, window)


def _day(moment: date | None) -> date | None:
    """A datetime is a date too, but sorts behind the day that it belongs to."""
    return moment.date() if isinstance(moment, datetime) else moment


def _generative_writer(llm: LLM | None) -> Writer | None:
    if llm is None:
        settings = Settings.from_environment()
        if settings.language_model is None or settings.endpoint is None:
            return None
        from assistant.answering.language_model import language_model

        llm = language_model(settings.endpoint, settings.language_model)
    from assistant.answering.generative import GenerativeWriter

    return GenerativeWriter(llm)
