"""The writer that asks a language model, and hands over only what the cited passages bear out."""

from __future__ import annotations

import logging
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from itertools import islice
from typing import TYPE_CHECKING, Any

from assistant.answering import prompts
from assistant.answering.citations import CitingSentence, finished_sentences, without_marks
from assistant.answering.claims import Claim
from assistant.answering.judging import Judgement
from assistant.answering.prompts import REFUSAL
from assistant.answering.verification import is_quoted, verify
from assistant.answers import Hit, Support
from ingest.errors import LanguageModelError, LanguageModelUnavailableError
from ingest.openai_endpoint import endpoint_faults
from ingest.records import Header
from ingest.sentences import sentence_spans

if TYPE_CHECKING:
    from llama_index.core.llms import LLM, ChatMessage

logger = logging.getLogger(__name__)

PASSAGES_READ = 6
"""About 1,400 tokens with the instructions: even a context of 2,048 holds them and a reply."""
MOST_SENTENCES = 4
MOST_SENTENCES_READ = 8
"""A model that has said so much and nothing that is borne out goes on in circles."""
WORDS_AROUND_REFUSAL = 6
SECONDS_PER_REPLY = 60.0
CUT_OFF = ("length", "max_tokens", "content_filter")
"""What an endpoint gives as the reason when a reply ended before it was complete."""


class GenerativeWriter:
    """Has a LlamaIndex LLM write from numbered passages, and checks each sentence that it writes."""

    def __init__(self, llm: LLM) -> None:
        """Use `llm`; nothing is called before the first question."""
        self._llm = llm

    @property
    def model(self) -> str:
        """The language model's name."""
        name = self._llm.metadata.model_name
        return name if name != "unknown" else self._llm.class_name()

    def write(self, question: str, judgement: Judgement) -> Iterator[Claim]:
        """Give the checked sentences as they are finished: none without hits, or where the model declines.

        Raises LanguageModelUnavailableError and LanguageModelSettingsError where the endpoint fails or breaks
        off, and LanguageModelError where nothing of what the model wrote is borne out.
        """
        read = judgement.hits[:PASSAGES_READ]
        if not read:
            return
        claims: list[Claim] = []
        with closing(self._deltas(messages(question, read))) as deltas:
            for sentence in islice(finished_sentences(deltas), MOST_SENTENCES_READ):
                if _declines(sentence.text):
                    return
                claim = checked_claim(sentence, read)
                if claim is None or any(claim.text == earlier.text for earlier in claims):
                    continue
                claims.append(claim)
                yield claim
                if len(claims) == MOST_SENTENCES:
                    return
        if not claims:
            raise LanguageModelError("The articles bear out nothing of what the language model wrote.")

    def _deltas(self, conversation: Sequence[ChatMessage]) -> Generator[str]:
        deadline = time.monotonic() + SECONDS_PER_REPLY
        ended: str | None = None
        said = False
        with endpoint_faults(), closing(self._llm.stream_chat(conversation)) as replies:
            for reply in replies:
                ended = _finish_reason(reply.raw) or ended
                said = said or bool(reply.delta)
                yield reply.delta or ""
                if time.monotonic() > deadline:
                    raise LanguageModelUnavailableError(
                        f"The language model took more than {SECONDS_PER_REPLY:.0f} seconds."
                    )
        if not said:
            raise LanguageModelUnavailableError("The language model gave an empty reply.")
        if ended is None or ended in CUT_OFF:
            raise LanguageModelUnavailableError("The language model's reply was cut off.")


def _declines(text: str) -> bool:
    """Whether the model says the sentinel, alone or almost, rather than repeats the instructions."""
    return REFUSAL in text and len(text.split()) <= WORDS_AROUND_REFUSAL


def messages(question: str, hits: Sequence[Hit]) -> list[ChatMessage]:
    """Give the conversation: instructions, one invented turn, the passages numbered from 1, the question."""
    from llama_index.core.llms import ChatMessage

    passages = [(_heading(hit.passage.header), hit.passage.text) for hit in hits]
    return [
        ChatMessage(role="system", content=prompts.SYSTEM),
        ChatMessage(role="user", content=_request(prompts.EXAMPLE_QUESTION, prompts.EXAMPLE_PASSAGES)),
        ChatMessage(role="assistant", content=prompts.EXAMPLE_ANSWER),
        ChatMessage(role="user", content=_request(question, passages)),
    ]


def _heading(header: Header) -> str:
    day = f"{header.published.day} {header.published:%B %Y}" if header.published else "date unknown"
    return ", ".join(part for part in (header.title, header.outlet, day) if part)


def _request(question: str, passages: Sequence[tuple[str, str]]) -> str:
    numbered = (
        prompts.PASSAGE.format(number=number, header=without_marks(header), text=_marked(text, number))
        for number, (header, text) in enumerate(passages, start=1)
    )
    return prompts.QUESTION.format(passages="\n\n".join(numbered), question=without_marks(question))


def _marked(text: str, number: int) -> str:
    """Put the passage's number behind each of its sentences: small models cite only what they can copy."""
    sentences = (without_marks(text[start:end]) for start, end in sentence_spans(text))
    return " ".join(f"{sentence} [{number}]" for sentence in sentences)


def checked_claim(sentence: CitingSentence, hits: Sequence[Hit]) -> Claim | None:
    """Make a claim of a sentence that cites hits by number (from 1), None where they don't bear it out.

    Unknown numbers are left out. Copies of a cited passage are cited too where they bear it out alone.
    """
    cited = [hits[number - 1] for number in sentence.numbers if 1 <= number <= len(hits)]
    if not cited:
        logger.info("A sentence was left out: it cites no passage that it was given.")
        return None
    passages = [hit.passage for hit in cited]
    verdict = verify(sentence.text, passages)
    if not verdict.passed:
        logger.info("A sentence was left out: %s.", verdict.reason)
        return None
    copies = [copy for hit in cited for copy in hit.copies if verify(verdict.text, [copy]) == verdict]
    support: Support = "quoted" if is_quoted(verdict.text, passages) else "supported"
    return Claim(verdict.text, (*passages, *copies), support)


def _finish_reason(raw: Any) -> str | None:
    """Read why a reply ended, None while it goes on; one that is not OpenAI's says nothing and is whole."""
    choices = raw.get("choices") if isinstance(raw, dict) else getattr(raw, "choices", None)
    if choices is None:
        return "stop"
    return next((choice.finish_reason for choice in choices), None)
