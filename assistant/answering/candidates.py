"""What may be quoted: the sentences of the passages that were found, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answers import Hit
from ingest.records import Passage
from ingest.sentences import sentence_spans

LONGEST_QUOTE = 60
"""Words: a longer sentence is offered in parts, cut where a clause ends."""
SHORTEST_HEADING = 8
"""Words: a line without a full stop that is shorter is a heading, which answers nothing."""

_CLAUSE_END = re.compile(r"[;:,—–](?=\s)")
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
    for hit in hits:
        text = hit.passage.text
        before = ""
        for start, end in sentence_spans(text):
            for piece_start, piece_end in _quotable(text, start, end):
                candidate = Candidate(hit, hit.passage, piece_start, piece_end, before)
                found.setdefault(" ".join(candidate.text.casefold().split()), candidate)
            before = text[start:end]
    return list(found.values())


def _quotable(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    sentence = text[start:end]
    if len(sentence.split()) < SHORTEST_HEADING and not _SENTENCE_END.search(sentence):
        return
    for piece_start, piece_end in _parts(text, start, end):
        piece = text[piece_start:piece_end]
        if piece.count('"') % 2 == 0 and piece.count("“") == piece.count("”"):
            yield piece_start, piece_end
        elif piece[0] in '"“' and not any(mark in piece[1:] for mark in '"“”'):
            # Speech that runs on into the next paragraph is opened and never closed: its words can still be quoted.
            yield piece_start + 1, piece_end


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
