"""The writer that asks a language model, and hands over only what the articles bear out.

Each finished sentence is held, checked and shown. One that its citations don't bear out is tried with the other
passages that were found; then the model is asked once to mend what has failed; what fails again is left out, and the
reader is told. Where nothing is left, or the model fails, the articles are quoted in its place; so they are where it
declines, although a sentence of theirs was judged to answer, and behind it where it does not tell what that one does.
"""

from __future__ import annotations

import logging
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from assistant.answering.checking.verification import Check, verify
from assistant.answering.claims import Claim, Inquiry, Writer, Written
from assistant.answering.extractive.writer import ExtractiveWriter
from assistant.answering.generative.beside_the_point import has_nothing_of, is_beside_the_point
from assistant.answering.generative.citations import CitingSentence, finished_sentences
from assistant.answering.generative.mending import checked_claim
from assistant.answering.generative.model_calls import ModelCalls, Tally
from assistant.answering.generative.prompting import Request, answer_messages, hits_that_fit, mend_messages
from assistant.answering.generative.prompts import PROMPT_VERSION, REFUSAL
from assistant.answering.generative.reply_cache import Reply, ReplyCache, key_of
from assistant.answers import Hit, Notice, Usage
from ingest.errors import LanguageModelContextError, LanguageModelError

if TYPE_CHECKING:
    from llama_index.core.llms import LLM, ChatMessage

logger = logging.getLogger(__name__)

PASSAGES_READ = 6
MOST_SENTENCES = 4
MOST_SENTENCES_READ = 8
"""A model that has said so much and nothing that is borne out goes on in circles."""
WORDS_AROUND_REFUSAL = 6
DECLINED = "The language model found no answer in the articles; what comes nearest to one is quoted."
ADDED = "The articles are quoted for what the language model did not tell."
NOTHING_BORNE_OUT = "The articles bear out nothing of what the language model wrote; they are quoted instead."
UNASKED = "it has nothing of what was asked"
LEFT_OUT_ONE = "1 sentence was left out, the articles don't bear it out."
LEFT_OUT = "{count} sentences were left out, the articles don't bear them out."
QUOTED_INSTEAD = "{error} The articles are quoted instead."
INCOMPLETE = "{error} The answer may be incomplete."


class GenerativeWriter:
    """Has a LlamaIndex LLM write from fenced passages, and checks each sentence. Safe to use from several threads."""

    def __init__(
        self,
        llm: LLM,
        *,
        cache: ReplyCache | None = None,
        fallback: Writer | None = None,
        check: Check = verify,
    ) -> None:
        """Use `llm`; nothing is called before the first question. Without a `cache` every reply is asked for.

        `check` judges each sentence by the passages that it cites: the rules alone unless given.
        """
        self.check = check
        self.calls = ModelCalls(llm)
        self.cache = cache
        self.fallback = fallback or ExtractiveWriter()

    @property
    def model(self) -> str:
        """The language model's name."""
        llm = self.calls.llm
        name = llm.metadata.model_name
        return name if name != "unknown" else llm.class_name()

    def write(self, inquiry: Inquiry) -> Iterator[Claim | Written]:
        """Give the checked sentences as they are finished, and what is to be said of the whole last.

        Nothing is asked without hits. The errors of the endpoint end in a notice.
        """
        if not inquiry.judgement.hits:
            yield Written(self.model)
            return
        draft = _Draft(self, inquiry)
        error = ""
        try:
            yield from draft.claims()
        except LanguageModelError as failure:
            error = str(failure)
            logger.info("%s", error)  # no warning: the notice tells it
        quoted = list(self.fallback.write(inquiry.question, inquiry.judgement))
        if not draft.shown and (quoted or error or not draft.declined):
            yield from quoted
            yield Written(self.fallback.model, (Notice("fallback", draft.why_quoted(error)),), draft.usage)
            return
        notices = list(draft.notices(error))
        if draft.shown and is_beside_the_point(inquiry, draft.shown, quoted):
            yield from (claim for claim in quoted if claim.text not in draft.shown)
            notices.append(Notice("added", ADDED))
        yield Written(self.model, tuple(notices), draft.usage)


class _Draft:
    """What comes of one question: claims that may be shown, sentences that failed, calls that were made."""

    def __init__(self, writer: GenerativeWriter, inquiry: Inquiry) -> None:
        self._writer = writer
        self._inquiry = inquiry
        self._tally = Tally()
        self._used_again = False
        self._failed: list[tuple[CitingSentence, str]] = []
        self._leading: list[Claim] = []
        self.shown: list[str] = []
        self.declined = False

    @property
    def usage(self) -> Usage:
        """What the calls have cost."""
        counted = self._tally.usage
        return Usage(
            counted.calls,
            counted.prompt_tokens,
            counted.completion_tokens,
            counted.estimated,
            self._used_again,
        )

    def claims(self) -> Iterator[Claim]:
        """Give what may be shown, in the model's order; what had to be mended last. Raises LanguageModelError."""
        inquiry = self._inquiry
        context = self._writer.calls.llm.metadata.context_window
        hits = hits_that_fit(
            inquiry.question, inquiry.judgement.hits[:PASSAGES_READ], context, inquiry.asked_on
        )
        try:
            yield from self._answer(hits)
        except LanguageModelContextError:
            if len(hits) == 1:
                raise
            hits = hits[: len(hits) // 2]
            yield from self._answer(hits)
        if self._failed and not self.declined and len(self.shown) < MOST_SENTENCES and inquiry.deadline.left:
            yield from self._mended(hits)

    def why_quoted(self, error: str) -> str:
        """Say why the articles are quoted in the model's place."""
        if error:
            return QUOTED_INSTEAD.format(error=error)
        return DECLINED if self.declined else NOTHING_BORNE_OUT

    def notices(self, error: str) -> Iterator[Notice]:
        """Say what the reader should know of an answer of which something is shown."""
        count = len(self._failed)
        if count and self.shown:
            yield Notice("left_out", LEFT_OUT_ONE if count == 1 else LEFT_OUT.format(count=count))
        if error:
            yield Notice("incomplete", INCOMPLETE.format(error=error))

    def _answer(self, hits: Sequence[Hit]) -> Iterator[Claim]:
        inquiry = self._inquiry
        reply = self._reply("answer", hits)
        by_id = dict(zip(reply.request.ids, hits, strict=True))
        messages = answer_messages(inquiry.question, hits, reply.request, inquiry.asked_on)
        read = 0
        with closing(reply.deltas(messages)) as deltas:
            for sentence in finished_sentences(deltas, by_id):
                if _declines(sentence.text):
                    self.declined = True
                    break
                read += 1
                yield from self._checked(sentence, by_id)
                if len(self.shown) == MOST_SENTENCES or read == MOST_SENTENCES_READ:
                    break
        reply.keep()

    def _checked(self, sentence: CitingSentence, by_id: dict[str, Hit]) -> Iterator[Claim]:
        claim = checked_claim(sentence, by_id, self._inquiry.judgement.hits, check=self._writer.check)
        if isinstance(claim, str):
            self._failed.append((sentence, claim))
            return
        if self._is_unasked(claim):
            self._failed.append((sentence, UNASKED))
            return
        if claim.verdict == "connecting":
            # It leads on to something, or is not shown.
            self._leading = [claim]
            return
        if claim.text in self.shown:
            return
        self.shown.append(claim.text)
        yield from (*self._leading, claim)
        self._leading = []

    def _is_unasked(self, claim: Claim) -> bool:
        """Tell whether a first sentence is on something else where nothing could be quoted: true, and no answer."""
        if claim.verdict == "connecting" or self.shown or self._inquiry.judgement.answers:
            return False
        return has_nothing_of(self._inquiry.question, claim.text)

    def _mended(self, hits: Sequence[Hit]) -> Iterator[Claim]:
        """Ask once for what has failed. A failure of that call loses nothing that is shown already."""
        inquiry = self._inquiry
        failed = self._failed
        reply = self._reply("mend", hits, *(sentence.text for sentence, _ in failed))
        by_id = dict(zip(reply.request.ids, hits, strict=True))
        messages = mend_messages(
            inquiry.question, [sentence for sentence, _ in failed], hits, reply.request, inquiry.asked_on
        )
        try:
            text = reply.whole(messages)
        except LanguageModelError as error:
            logger.warning("What had failed was not mended: %s", error)
            return
        why = "; ".join(reason for _, reason in failed)
        for sentence in finished_sentences([text], by_id):
            claim = checked_claim(
                sentence, by_id, inquiry.judgement.hits, mended=why, check=self._writer.check
            )
            if isinstance(claim, str) or claim.verdict == "connecting" or claim.text in self.shown:
                continue
            if self._is_unasked(claim):
                continue
            self._failed = self._failed[1:]
            self.shown.append(claim.text)
            yield claim
            if len(self.shown) == MOST_SENTENCES or not self._failed:
                return

    def _reply(self, kind: str, hits: Sequence[Hit], *more: str) -> _Reply:
        writer, inquiry = self._writer, self._inquiry
        passages = [f"{hit.passage.article_id} {hit.passage.start} {hit.passage.text}" for hit in hits]
        endpoint = getattr(writer.calls.llm, "api_base", "")
        key = key_of(
            PROMPT_VERSION,
            kind,
            endpoint,
            writer.model,
            inquiry.question,
            inquiry.asked_on,
            inquiry.state,
            *passages,
            *more,
        )
        kept = writer.cache.get(key) if writer.cache else None
        self._used_again = self._used_again or kept is not None
        return _Reply(self._writer, self._inquiry, self._tally, key, kept, len(hits))


class _Reply:
    """A reply of the model, asked for or kept from an earlier time."""

    def __init__(
        self,
        writer: GenerativeWriter,
        inquiry: Inquiry,
        tally: Tally,
        key: str,
        kept: Reply | None,
        passages: int,
    ) -> None:
        self._writer = writer
        self._inquiry = inquiry
        self._tally = tally
        self._key = key
        self._kept = kept
        self._said: list[str] = []
        drawn = Request.new(passages)
        self.request = Request(kept.ids, drawn.fence, drawn.examples) if kept else drawn

    def deltas(self, messages: Sequence[ChatMessage]) -> Generator[str]:
        """Give the reply in pieces as they come. Raises LanguageModelError."""
        if self._kept:
            yield self._kept.text
            return
        stream = self._writer.calls.stream(messages, self._inquiry.deadline, self._tally)
        with closing(stream) as deltas:
            for delta in deltas:
                self._said.append(delta)
                yield delta

    def whole(self, messages: Sequence[ChatMessage]) -> str:
        """Give the reply in one piece. Raises LanguageModelError."""
        if self._kept:
            return self._kept.text
        text = self._writer.calls.complete(messages, self._inquiry.deadline, self._tally)
        self._said.append(text)
        self.keep()
        return text

    def keep(self) -> None:
        """Keep the reply for the next time; only for one that was read as far as it is wanted."""
        if self._writer.cache and not self._kept:
            self._writer.cache.put(self._key, Reply(self.request.ids, "".join(self._said)))


def _declines(text: str) -> bool:
    """Whether the model says the sentinel, alone or almost, rather than repeats the instructions."""
    return REFUSAL in text and len(text.split()) <= WORDS_AROUND_REFUSAL
