"""The conversation that is put to a language model: passages as fenced data, under ids that can't be guessed."""

from __future__ import annotations

import re
import secrets
import string
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from assistant.answering.generative import prompts
from assistant.answering.generative.citations import CitingSentence, without_marks
from assistant.answering.generative.model_calls import tokens_in
from assistant.answers import Hit
from ingest.calendar_names import day_in_words
from ingest.records import Passage
from ingest.sentences import sentence_spans

if TYPE_CHECKING:
    from llama_index.core.llms import ChatMessage

CONSONANTS = "bcdfghjkmnpqrtvwxz"
EXAMPLES = len(prompts.EXAMPLE_PASSAGES)
REPLY_TOKENS = 400
"""Room that is kept for the reply in the model's context."""
MOST_SPEAKERS = 3
_NAME = r"[^\W\d_a-z][\w’'-]+(?:\s+[^\W\d_a-z][\w’'-]+){0,3}"
_SAYS = r"(?:said|says|told|wrote|tweeted|added|denied|claimed|warned|announced|called|asked|insisted|according to)"
_SPEAKER = re.compile(rf"(?P<before>{_NAME})\s+{_SAYS}\b|{_SAYS}\s+(?P<after>{_NAME})")
_NOT_NAMES = frozenset("he she they it we i you the a this that his her their".split())


@dataclass(frozen=True, slots=True)
class Request:
    """What the passages of one request are called: ids in the order of the hits, and the word of its fences.

    `examples` are the ids of the invented turn, so that what is copied from it points nowhere.
    """

    ids: tuple[str, ...]
    fence: str
    examples: tuple[str, ...]

    @classmethod
    def new(cls, passages: int) -> Request:
        """Draw ids for so many passages; the next request has others."""
        drawn: dict[str, None] = {}
        while len(drawn) < passages + EXAMPLES:
            parts = (CONSONANTS, string.digits, CONSONANTS)
            drawn["".join(secrets.choice(part) for part in parts)] = None
        ids = tuple(drawn)
        return cls(ids[:passages], secrets.token_hex(4), ids[passages:])


def hits_that_fit(question: str, hits: Sequence[Hit], context: int, asked_on: date) -> Sequence[Hit]:
    """Give as many of the best hits as a context of so many tokens holds with a reply; one at least."""
    for count in range(len(hits), 1, -1):
        conversation = answer_messages(question, hits[:count], Request.new(count), asked_on)
        if sum(tokens_in(str(message.content)) for message in conversation) + REPLY_TOKENS <= context:
            return hits[:count]
    return hits[:1]


def answer_messages(
    question: str, hits: Sequence[Hit], request: Request, asked_on: date
) -> list[ChatMessage]:
    """Give the conversation that asks for an answer: instructions, one invented turn, passages, question."""
    example = zip(request.examples, prompts.EXAMPLE_PASSAGES, strict=True)
    shown = [_fenced(name, header, text, request.fence) for name, (header, text) in example]
    return _conversation(
        request,
        asked_on,
        ("user", prompts.QUESTION.format(passages="\n".join(shown), question=prompts.EXAMPLE_QUESTION)),
        ("assistant", prompts.EXAMPLE_ANSWER.format(*request.examples)),
        (
            "user",
            prompts.QUESTION.format(
                passages=_passages(hits, request), question=_harmless(question, request.fence)
            ),
        ),
    )


def mend_messages(
    question: str,
    sentences: Sequence[CitingSentence],
    hits: Sequence[Hit],
    request: Request,
    asked_on: date,
) -> list[ChatMessage]:
    """Give the conversation that asks for sentences again, which the passages did not bear out."""
    told = "\n".join(f"- {_harmless(sentence.text, request.fence)}" for sentence in sentences)
    asked = prompts.MEND.format(
        passages=_passages(hits, request), sentences=told, question=_harmless(question, request.fence)
    )
    return _conversation(request, asked_on, ("user", asked))


def rewrite_messages(question: str, turns: Sequence[tuple[str, str]]) -> list[ChatMessage]:
    """Give the conversation that asks for a question that stands alone; `turns` are questions with their answers."""
    from llama_index.core.llms import ChatMessage

    told = "\n".join(prompts.REWRITE_TURN.format(question=asked, answer=said) for asked, said in turns)
    return [
        ChatMessage(role="system", content=prompts.REWRITE_SYSTEM),
        ChatMessage(role="user", content=prompts.REWRITE.format(turns=told, question=question)),
    ]


def translate_messages(sentence: str, language: str) -> list[ChatMessage]:
    """Give the conversation that asks for a sentence in a language, which is named in English."""
    from llama_index.core.llms import ChatMessage

    return [
        ChatMessage(role="system", content=prompts.TRANSLATE_SYSTEM.format(language=language)),
        ChatMessage(role="user", content=sentence),
    ]


def _conversation(request: Request, asked_on: date, *turns: tuple[str, str]) -> list[ChatMessage]:
    from llama_index.core.llms import ChatMessage

    system = prompts.SYSTEM.format(
        today=day_in_words(asked_on),
        fence=request.fence,
        first=request.examples[0],
        second=request.examples[1],
    )
    told = [ChatMessage(role=role, content=content) for role, content in turns]
    return [ChatMessage(role="system", content=system), *told]


def _passages(hits: Sequence[Hit], request: Request) -> str:
    named = zip(request.ids, (hit.passage for hit in hits), strict=True)
    return "\n".join(_fenced(name, _heading(one), one.text, request.fence) for name, one in named)


def _fenced(name: str, header: str, text: str, fence: str) -> str:
    """Put a passage between fences, with its id behind each sentence: small models cite only what they can copy."""
    clean = _harmless(text, fence)
    sentences = (clean[start:end] for start, end in sentence_spans(clean))
    marked = " ".join(f"{sentence} [{name}]" for sentence in sentences)
    return prompts.PASSAGE.format(fence=fence, id=name, header=_harmless(header, fence), text=marked)


def _harmless(text: str, fence: str) -> str:
    """Give a text in which nothing passes for a mark or a fence, and nothing is hidden from a person's eye."""
    seen = "".join(character for character in text if character.isprintable() or character in "\n\t")
    return without_marks(seen).replace(fence, "").replace("<<", "<").replace(">>", ">")


def _heading(passage: Passage) -> str:
    header = passage.header
    names = speakers(passage.text)
    parts = (
        header.title,
        header.outlet,
        day_in_words(header.published) if header.published else "date unknown",
        prompts.SPEAKERS.format(names=", ".join(names)) if names else "",
    )
    return ", ".join(" ".join(part.split()) for part in parts if part)


def speakers(text: str) -> list[str]:
    """Give the names in a passage that stand beside a word of saying, in order, three at most."""
    found: dict[str, None] = {}
    for match in _SPEAKER.finditer(text):
        name = " ".join((match["before"] or match["after"]).split())
        if name.casefold() not in _NOT_NAMES:
            found[name] = None
    return list(found)[:MOST_SPEAKERS]
