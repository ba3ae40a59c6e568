"""A claim taken apart where two statements are joined, and the stretches of a passage that may bear one out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.checking.words import content_stems_of, words_of
from ingest.records import Passage
from ingest.sentences import sentence_spans

FEWEST_WORDS = 2
"""Words that carry matter: with fewer, a part is no statement of its own."""
LONGEST_UNIT = 2
"""How many neighbouring sentences may bear a statement out together."""
_JOINT = re.compile(
    r"(?:[,;]\s+(?:and|but|while|whereas|yet|so)|;|[,\s]\s*while|\s+and|\s+but)\s+(?![^\"“”]*[\"”](?:[^\"“”]*[\"“][^\"“”]*[\"”])*[^\"“”]*$)"
)
_SUBJECT = re.compile(
    r"[\"“‘']?(?:[A-Z\d]|(?:the|an?|his|her|its|their|this|that|these|those|there|some|most|all|many|no|both|neither|each|every"
    r"|other|several|few|two|three|four|five|six|seven|eight|nine|ten|he|she|it|they|we|nothing|nobody|somebody|everybody)\b"
    r"|(?:at|in|on|from|after|before|when|by|down|up|for|with|during|under|over) [^,]+,)"
)


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


def joined_statements(claim: str) -> list[str]:
    """Take a claim apart at "and", "but", "while" and ";" where each side is a statement; [claim] where none is.

    A part may lack its subject; `with_subject` gives it that of the part before, so that "She resigned and was
    arrested" is not borne out by the arrest of another.
    """
    parts: list[str] = []
    position = 0
    for match in _JOINT.finditer(claim):
        left, right = claim[position : match.start()], claim[match.end() :]
        if _says_something(left) and _says_something(right):
            parts.append(left)
            position = match.end()
    return [*parts, claim[position:]]


def with_subject(part: str, before: str, passages: Sequence[Passage]) -> str:
    """Give a part with the subject of the one before it, unless it has its own.

    It has one where it begins as subjects do, or as a sentence of the passages does ("rescuers dug").
    """
    begins = " ".join(part.split()[:2]).casefold()
    own = _SUBJECT.match(part) or any(
        sentence.casefold().startswith(begins) for passage in passages for sentence in sentences_of(passage)
    )
    return part if not before or own else f"{_subject(before)} {part}"


def _says_something(part: str) -> bool:
    return len(content_stems_of(part)) >= FEWEST_WORDS


def _subject(claim: str) -> str:
    """Give the first words of a claim that carry matter: a whole name, or one other word."""
    words = [word for word in words_of(claim) if not word.is_mark]
    first = next((place for place, word in enumerate(words) if word.carries_matter), 0)
    end = first + 1
    while (
        end < len(words) and words[first].is_capital and words[end].is_capital and words[end].carries_matter
    ):
        end += 1
    return " ".join(word.text for word in words[first:end])
