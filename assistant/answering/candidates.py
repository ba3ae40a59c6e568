"""What may be quoted: the sentences of the passages that were found, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answers import Hit
from ingest.records import Passage
from ingest.sentences import sentence_spans

LONGEST_QUOTE = 60
"""Words: a longer sentence is offered in parts, cut where a clause ends."""
SHORTEST_HEADING = 8
"""Words: a line without a full stop that is shorter is a heading, which answers nothing."""

KEPT_TEXTS = 256
"""Passages whose sentences are kept: the judge, the writer and those who look for other values cut the same ones."""

_CLAUSE_END = re.compile(r"[;:,—–](?=\s)")
_LIKE_A_CITATION = re.compile(r"\[\d+\]")
_OPENERS = {"“": "”", "«": "»"}
_MARK = re.compile(r"[\"“”«»]")
_SENTENCE_END = re.compile(r"""[.!?…]["'”’»)\]]*$""")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that could be quoted: `passage.text[start:end] == text`; `before` is the sentence before it."""

    hit: Hit
    passage: Passage
    start: int
    end: int
    before: str

    @property
    def text(self) -> str:
        """The words, as they stand in the passage."""
        return self.passage.text[self.start : self.end]


def candidates_of(hits: Sequence[Hit]) -> list[Candidate]:
    """Give everything quotable of the hits, in their order; the same words twice are offered once."""
    found: dict[str, Candidate] = {}
    for candidate in quotable_of(hits):
        found.setdefault(" ".join(candidate.text.casefold().split()), candidate)
    return list(found.values())


def quotable_of(hits: Sequence[Hit]) -> Iterator[Candidate]:
    """Give everything quotable of the hits, in their order, also what several of them hold."""
    for hit in hits:
        for start, end, before in _places(hit.passage.text):
            yield Candidate(hit, hit.passage, start, end, before)


@lru_cache(KEPT_TEXTS)
def _places(text: str) -> tuple[tuple[int, int, str], ...]:
    """Give where a passage's quotable words begin and end, and the sentence before each."""
    places: list[tuple[int, int, str]] = []
    before = ""
    for start, end in sentence_spans(text):
        places.extend((*piece, before) for piece in _quotable(text, start, end))
        before = text[start:end]
    return tuple(places)


def _quotable(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    sentence = text[start:end]
    if len(sentence.split()) < SHORTEST_HEADING and not _SENTENCE_END.search(sentence):
        return
    for piece_start, piece_end in _parts(text, start, end):
        piece = text[piece_start:piece_end]
        if _LIKE_A_CITATION.search(piece):
            continue  # the article's own footnote would be taken for a citation of the answer
        if quotations_are_whole(piece):
            yield piece_start, piece_end
        elif piece[0] in '"“' and not any(mark in piece[1:] for mark in '"“”'):
            # Speech that runs on into the next paragraph is opened and never closed: its words can still be quoted.
            words = piece[1:].lstrip()
            yield piece_end - len(words), piece_end


def quotations_are_whole(piece: str) -> bool:
    """Tell whether every quotation mark has its partner, so that what stands between two marks is quoted."""
    closers: list[str] = []
    for match in _MARK.finditer(piece):
        position, character = match.start(), match.group()
        if character == '"':
            if _faces(piece, position) == ("closing" if '"' not in closers else "opening"):
                return False
            if '"' not in closers:
                closers.append('"')
            elif closers.pop() != '"':
                return False
        elif character in _OPENERS:
            closers.append(_OPENERS[character])
        elif not closers or closers.pop() != character:
            return False
    return not closers


def _faces(piece: str, position: int) -> str:
    """Tell by its neighbours whether a straight mark is "opening" or "closing", "" where they leave it open."""
    before, after = piece[:position][-1:], piece[position + 1 :][:1]
    blank_before, blank_after = not before or before.isspace(), not after or after.isspace()
    if blank_before == blank_after:
        return ""
    return "opening" if blank_before else "closing"


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    if len(text[start:end].split()) <= LONGEST_QUOTE:
        yield start, end
        return
    cuts = [match.end() for match in _CLAUSE_END.finditer(text, start, end)]
    position = start
    while position < end:
        within = [
            cut for cut in (*cuts, end) if cut > position and _words(text, position, cut) <= LONGEST_QUOTE
        ]
        cut = max(within) if within else _after_words(text, position, end)
        trimmed = len(text[position:cut]) - len(text[position:cut].lstrip())
        yield position + trimmed, cut
        position = cut


def _words(text: str, start: int, end: int) -> int:
    return len(text[start:end].split())


def _after_words(text: str, start: int, end: int) -> int:
    words = list(re.finditer(r"\S+", text[start:end]))
    return start + words[min(LONGEST_QUOTE, len(words)) - 1].end() if words else end
