"""What a writer hands over, and how claims become a numbered answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from assistant.answers import Citation, Sentence, Support
from ingest.records import Passage

if TYPE_CHECKING:
    from assistant.answering.judging import Judgement


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence that a writer wants to say, and the passages that bear it out (one at least)."""

    text: str
    passages: tuple[Passage, ...]
    support: Support


class Writer(Protocol):
    """Writes an answer from hits. `model` is what the answer names as its author."""

    @property
    def model(self) -> str:
        """The name that stands in the answer: "extractive", or the language model's."""
        ...

    def write(self, question: str, judgement: Judgement) -> Iterator[Claim]:
        """Give the sentences of the answer one by one, none where the hits don't hold it."""
        ...


class Numbering:
    """Gives every cited passage its number, in the order of first use."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, int], int] = {}
        self._citations: list[Citation] = []

    def sentence(self, claim: Claim) -> Sentence:
        """Make a claim a sentence with citation numbers."""
        numbers = dict.fromkeys(self._number(passage) for passage in claim.passages)
        return Sentence(text=claim.text, citations=tuple(numbers), support=claim.support)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All citations so far, by number."""
        return tuple(self._citations)

    def _number(self, passage: Passage) -> int:
        key = (passage.article_id, passage.start)
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers) + 1
            self._citations.append(Citation.of(passage, self._numbers[key]))
        return self._numbers[key]


def marked(sentence: Sentence) -> str:
    """Give a sentence with its citation marks, as it stands in an answer's text."""
    return " ".join([sentence.text, *(f"[{number}]" for number in sentence.citations)])
