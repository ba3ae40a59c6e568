"""The stretches of a passage that may bear a statement out: its sentences, and neighbours taken together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.checking.words import content_stems_of
from ingest.records import Passage
from ingest.sentences import sentence_spans

LONGEST_UNIT = 2
"""How many neighbouring sentences may bear a statement out together."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Neighbouring sentences of a passage; `start` and `end` count characters of the passage's text."""

    passage: Passage
    start: int
    end: int
    sentences: tuple[str, ...]
    before: str
    """The text of the passage before them."""

    @property
    def text(self) -> str:
        """The sentences as they stand in the passage."""
        return self.passage.text[self.start : self.end]


def sentences_of(passage: Passage) -> list[str]:
    """Give the sentences of a passage."""
    return [passage.text[start:end] for start, end in sentence_spans(passage.text)]


def units_of(passage: Passage, count: int) -> Iterator[Unit]:
    """Give every run of `count` neighbouring sentences of a passage."""
    text = passage.text
    spans = sentence_spans(text)
    for first in range(len(spans) - count + 1):
        run = spans[first : first + count]
        sentences = tuple(text[start:end] for start, end in run)
        yield Unit(passage, run[0][0], run[-1][1], sentences, text[: run[0][0]])


def nearest_first(claim: str, units: Sequence[Unit]) -> list[Unit]:
    """Order units by how many of the claim's stems they hold, the shorter first where they hold as many."""
    wanted = content_stems_of(claim)
    return sorted(units, key=lambda unit: (-len(wanted & content_stems_of(unit.text)), len(unit.text)))


def nearest(claim: str, unit: Unit) -> str:
    """Give the sentence of a unit that has most of the claim's words."""
    wanted = content_stems_of(claim)
    return max(unit.sentences, key=lambda sentence: len(wanted & content_stems_of(sentence)))
