"""A question to an answer: the whole way in twenty lines. Read `Assistant._answered` first."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeAlias

from assistant.answering.claims import Claim, Inquiry, Numbering, Writer, Written, in_text
from assistant.answering.extractive.key import key_of_answer
from assistant.answering.extractive.writer import ExtractiveWriter
from assistant.answering.generative.from_settings import writer_from_settings
from assistant.answering.judging.answerability import load_answerability
from assistant.answering.judging.freshness import Found, find
from assistant.answering.judging.judge import Judge, Judgement
from assistant.answering.judging.premises import heeding
from assistant.answering.judging.selection import load_selector
from assistant.answering.manners import Reply, foreign_language, reply_to
from assistant.answering.refusals import refusal
from assistant.answering.sources.disagreement import differing_in
from assistant.answering.sources.origins import with_origins
from assistant.answering.sources.sides import disagreements_of, further_claims, led
from assistant.answering.sources.views import Differing
from assistant.answers import NO_USAGE, Answer, Citation, Hit, Outcome, Seconds, Sentence, Usage
from assistant.asked_question import AskedQuestion, asked_question
from assistant.background import in_background
from assistant.conversation import Chat
from assistant.deadline import Deadline
from assistant.feedback import Feedback, feedback_on, keep_feedback
from assistant.questions import checked_question, question_in
from assistant.retrieval.reranking import CrossEncoder
from assistant.retrieval.retriever import FOUND, Retriever
from assistant.several_questions import joined_answers, questions_in_one
from ingest.embedding import EmbeddingModel, embedding_from_settings
from ingest.errors import LibraryError, SettingsError
from ingest.library.library import Library
from ingest.pipeline import choose_embedding
from ingest.settings import DEFAULT_DEADLINE, Settings

if TYPE_CHECKING:
    from llama_index.core.base.base_query_engine import BaseQueryEngine
    from llama_index.core.base.base_retriever import BaseRetriever
    from llama_index.core.base.embeddings.base import BaseEmbedding
    from llama_index.core.llms import LLM
    from llama_index.core.tools import QueryEngineTool

    from assistant.answering.follow_ups.referents import Turn
    from assistant.answering.generative.writer import GenerativeWriter


NEAREST = 3
"""Passages that are shown in the place of an answer."""
Event: TypeAlias = "Sentence | Answer"
"""What a stream gives: the finished sentences, and the whole answer last."""


class Assistant:
    """Answers questions from one library. Safe to use from several threads."""

    def __init__(
        self,
        library: Library,
        retriever: Retriever,
        judge: Judge,
        writer: Writer | None = None,
        language_writer: GenerativeWriter | None = None,
        deadline: float = DEFAULT_DEADLINE,
        takes_feedback: bool = True,
    ) -> None:
        """Put the parts together; `open` is the usual way. Without a writer answers are quoted.

        A `language_writer` goes before a `writer`. `deadline` is how many seconds a question may take in all before
        a language model is given up. `takes_feedback` says whether `feedback` keeps what it is told.
        """
        self.takes_feedback = takes_feedback
        self.library = library
        self._retriever = retriever
        self._judge = judge
        self._writer = writer or ExtractiveWriter(library)
        self._language_writer = language_writer
        self._deadline = deadline

    @classmethod
    def open(
        cls,
        library: str | Path | Library = "library",
        *,
        llm: LLM | None = None,
        embed_model: BaseEmbedding | EmbeddingModel | None = None,
        settings: Settings | None = None,
    ) -> Assistant:
        """Open an assistant on a library's folder.

        `llm` is any LlamaIndex LLM and writes the answers; `embed_model` must be the one that the library was made
        with. Where they are not given `settings` choose, which are the environment's unless given: endpoint, key,
        model, deadline. Raises LibraryError, ModelError, SettingsError, and CallError for another kind of model.
        """
        settings = settings or Settings.from_environment()
        opened = library if isinstance(library, Library) else Library.open(library)
        # Loading is mostly work outside Python, so four things at once take hardly longer than the longest of them.
        with ThreadPoolExecutor(4) as pool:
            index = pool.submit(opened.prepare)
            reranker = pool.submit(CrossEncoder)
            selector = pool.submit(load_selector, own=settings.selector)
            embedding = (
                choose_embedding(embed_model)
                if embed_model is not None
                else embedding_from_settings(settings)
            )
            opened.check_embedding(embedding.name)
            index.result()
            cross_encoder = reranker.result()
            judge = Judge(selector.result(), load_answerability(settings.answerability), articles=opened)
        writer = writer_from_settings(llm, settings, opened)
        retriever = Retriever(opened, embedding, cross_encoder)
        return cls(
            opened,
            retriever,
            judge,
            language_writer=writer,
            deadline=settings.deadline,
            takes_feedback=settings.feedback,
        )

    @property
    def model(self) -> str:
        """The name of what writes the answers: "extractive", or the language model's."""
        return (self._language_writer or self._writer).model

    def close(self) -> None:
        """Close the library."""
        self.library.close()

    def __enter__(self) -> Self:
        """Give the assistant itself, to be closed at the end of a `with`."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close the library."""
        self.close()

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
        Raises QuestionError for a question that is empty, too long or without words, CallError for a limit of another
        type, LibraryError and ModelError.
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
        deadline: Deadline | None = None,
        told: frozenset[str] = frozenset(),
    ) -> Generator[Event]:
        """Give the finished sentences as they come, and the whole Answer last. Arguments and errors as `ask`.

        `standalone` is the question as it is to be searched for, where it follows from earlier turns, and `told` are
        sentences of articles that a reader who asks for more has been shown. Closing the
        generator closes the connection to a language model; by a `deadline` of its own the question can be called
        off from another thread.
        """
        started = time.perf_counter()
        deadline = deadline or self.new_deadline()
        limits: dict[str, Any] = {"asked_on": asked_on, "since": since, "until": until, "outlet": outlet}
        if events := self._translated(question, standalone or question, deadline, limits):
            yield from events
            return
        asked = asked_question(question, self.library, standalone=standalone, **limits)
        if reply := reply_to(asked.standalone, self.library, asked.asked_on):
            yield self._replied(asked, reply)
            return
        if len(parts := questions_in_one(asked.standalone)) > 1:
            wholes = [self._whole(part, deadline=deadline, **limits) for part in parts]
            answer = joined_answers(asked.asked, asked.standalone, wholes)
            yield from answer.sentences
            yield answer
            return
        yield from self._answered(asked, deadline, started, told)

    def _answered(
        self, asked: AskedQuestion, deadline: Deadline, started: float, told: frozenset[str]
    ) -> Generator[Event]:
        """Go the whole way of one question: find, judge, write, number."""
        judge = self._judge.leaving_out(told) if told else self._judge
        found = find(asked.standalone, asked.timing, asked.outlet, self._retriever, judge)
        found = replace(found, judgement=heeding(asked.standalone, found.judgement))
        differing = differing_in(asked.standalone, found.judgement, self._judge.scores)
        numbering = Numbering()
        sentences: list[Sentence] = []
        written = Written(self.model)
        with closing(self._written(asked, found, differing, deadline)) as claims:
            for said in claims:
                if isinstance(said, Written):
                    written = said
                    continue
                sentences.append(with_origins(numbering.sentence(said), numbering.citations, self.library))
                yield sentences[-1]
        for claim in further_claims(differing, found.judgement, sentences):
            sentences.append(with_origins(numbering.sentence(claim), numbering.citations, self.library))
            yield sentences[-1]
        total = time.perf_counter() - started
        searched, reranked = found.search_seconds, found.rerank_seconds
        seconds = Seconds(searched, reranked, write=total - searched - reranked, total=total)
        yield self._answer(asked, found, differing, sentences, numbering, written, seconds)

    async def aask(self, question: str, **limits: Any) -> Answer:
        """Do as `ask`, in a thread of its own. Cancelling it closes the connection to a language model too."""
        answer = [event async for event in self.astream(question, **limits)][-1]
        assert isinstance(answer, Answer)  # noqa: S101 - what `stream` promises
        return answer

    async def astream(self, question: str, **limits: Any) -> AsyncIterator[Event]:
        """Do as `stream`, in a thread of its own. Cancelling it closes the connection to a language model too."""
        deadline = self.new_deadline()
        events = in_background(
            lambda: self.stream(question, deadline=deadline, **limits), deadline, every=3600
        )
        try:
            while (event := await asyncio.to_thread(next, events, None)) is not None:
                yield event
        finally:
            deadline.cancel()

    def rewritten(self, question: str, turns: Sequence[Turn], deadline: Deadline) -> tuple[str, Usage]:
        """Give a follow-up as the language model makes it stand alone, and the cost.

        It is "" without a language model, and where what it says can't be believed.
        """
        if self._language_writer is None or not turns:
            return "", NO_USAGE
        # Here, because it imports openai, which a question that is asked without a model need not wait for.
        from assistant.answering.follow_ups.rewriting import rewritten

        return rewritten(question, turns, self._language_writer.calls, deadline)

    def new_deadline(self) -> Deadline:
        """Give the time that one question has, from now on."""
        return Deadline(self._deadline)

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
        limit: int = FOUND,
    ) -> list[Hit]:
        """Find the passages that may answer a question, best first, 30 at most. Arguments and errors as `ask`."""
        asked = asked_question(
            question, self.library, asked_on=asked_on, since=since, until=until, outlet=outlet
        )
        limits = asked.timing.limits(asked.outlet)
        return list(self._retriever.retrieve(asked.standalone, limits, limit).hits)

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

    # --- learning

    def feedback(self, answer: Answer, *, right: bool) -> Feedback:
        """Keep a reader's verdict on an answer in the library's folder, and give what was kept.

        Raises SettingsError where feedback is off, LibraryError where it can't be written: then nothing is kept.
        """
        if not self.takes_feedback:
            raise SettingsError("Feedback is off; to keep any, unset ASSISTANT_FEEDBACK.")
        given = feedback_on(answer, right=right)
        keep_feedback(self.library.folder, given)
        return given

    # --- inside

    def _translated(
        self, question: str, standalone: str, deadline: Deadline, limits: dict[str, Any]
    ) -> Generator[Event] | None:
        """Answer a question in a language that no article has: in English, and translated back.

        None where it has not, or where there is no language model that can put it into English.
        """
        if self._language_writer is None:
            return None
        asked = question_in(checked_question(standalone))
        language = foreign_language(asked, self.library)
        if language is None:
            return None
        # Here, because it imports openai, which a question that is asked without a model need not wait for.
        from assistant.answering.generative.translating import Translator, translated

        translator = Translator(language, self._language_writer, deadline)
        english = translator.question(asked)
        if not english:
            return None
        return translated(self.stream(question, standalone=english, deadline=deadline, **limits), translator)

    def _replied(self, asked: AskedQuestion, reply: Reply) -> Answer:
        """Give the reply to what is no question of the news, with what is nearest to the names in it."""
        limits = asked.timing.limits(asked.outlet)
        hits = self._retriever.retrieve(reply.search_for, limits).hits if reply.search_for else ()
        found = Found(Judgement(tuple(hits)), None, limits, None, 0.0, 0.0)
        answer = self._answer(asked, found, None, [], Numbering(), Written(self._writer.model), Seconds())
        return replace(answer, text=reply.text)

    def _whole(self, part: str, **limits: Any) -> Answer:
        """Answer one of several questions that were put in one go."""
        *_, answer = self.stream(part, standalone=part, **limits)
        assert isinstance(answer, Answer)  # noqa: S101 - what `stream` promises
        return answer

    def _written(
        self, asked: AskedQuestion, found: Found, differing: Differing | None, deadline: Deadline
    ) -> Generator[Claim | Written]:
        """Give the claims of whoever writes; without evidence nobody is asked."""
        if found.judgement.is_hopeless:
            return
        if self._language_writer is None:
            yield from self._writer.write(asked.standalone, led(found.judgement, differing))
            return
        state = f"{self.library.content_state()} {found.search_filter}"
        inquiry = Inquiry(
            asked.standalone, found.judgement, asked.asked_on, deadline, self._judge.scores, state
        )
        yield from self._language_writer.write(inquiry)

    def _answer(
        self,
        asked: AskedQuestion,
        found: Found,
        differing: Differing | None,
        sentences: list[Sentence],
        numbering: Numbering,
        written: Written,
        seconds: Seconds,
    ) -> Answer:
        """Put the answer together, or the refusal with what is nearest where there are no sentences."""
        outcome: Outcome = "answered" if sentences else "not_found"
        judgement = found.judgement
        nearest = () if sentences else judgement.hits[:NEAREST]
        return Answer(
            question=asked.asked,
            standalone_question=asked.standalone,
            asked_on=asked.asked_on,
            outcome=outcome,
            text=in_text(sentences)
            or refusal(asked.standalone, judgement, self.library, found.search_filter, found.newest),
            key=key_of_answer(
                asked.asked, sentences, led(judgement, differing), self._judge.scores, asked.standalone
            ),
            sentences=tuple(sentences),
            citations=numbering.citations,
            disagreements=disagreements_of(differing, judgement, numbering),
            window=found.window,
            nearest=tuple(Citation.of(hit.passage, number) for number, hit in enumerate(nearest, start=1)),
            newest_article=self.library.newest_article(asked.asked_on),
            model=written.model,
            seconds=seconds,
            notices=written.notices,
            usage=written.usage,
            confidence=judgement.probability,
            hits=judgement.hits,
            ranked=judgement.places,
        )
