"""What may be quoted: the sentences of the passages that were found, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answers import Hit
from ingest.records import Passage
from ingest.rows import BETWEEN_CELLS, LONGEST_HEADING, Row, behind_dash, blocks_of
from ingest.sections import Sections
from ingest.sentences import sentence_spans

LONGEST_QUOTE = 60
"""Words: a longer sentence is offered in parts, cut where a clause ends."""

KEPT_TEXTS = 256
"""Passages whose sentences are kept: the judge, the writer and those who look for other values cut the same ones."""

_CLAUSE_END = re.compile(r"[;:,—–](?=\s)")
_LIKE_A_CITATION = re.compile(r"\[\d+\]")
_OPENERS = {"“": "”", "«": "»"}
_MARK = re.compile(r"[\"“”«»]")
_SENTENCE_END = re.compile(r"""[.!?…]["'”’»)\]]*$""")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that could be quoted: `passage.text[start:end] == text`; `before` is the sentence before it.

    A `row` of a table or list is one too; `before` is then the sentence that opens it, "" where none does. `heading` is
    what stands above it in its passage, a question or a time of day too, and `speaker` the "Brandt:" whose words it
    goes on with; both may be "".
    """

    hit: Hit
    passage: Passage
    start: int
    end: int
    before: str
    row: Row | None = None
    heading: str = ""
    speaker: str = ""

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
        for start, end, before, row in _places(hit.passage.text):
            heading, speaker = _above(hit.passage.text, start)
            yield Candidate(hit, hit.passage, start, end, before, row, heading, speaker)


def _above(text: str, start: int) -> tuple[str, str]:
    section = _sections(text).at(start)
    return text[slice(*section.heading)], text[slice(*section.speaker)]


@lru_cache(KEPT_TEXTS)
def _sections(text: str) -> Sections:
    return Sections(text)


@lru_cache(KEPT_TEXTS)
def _places(text: str) -> tuple[tuple[int, int, str, Row | None], ...]:
    """Give where a passage's quotable words begin and end, the sentence before each, and the rows among them."""
    blocks = blocks_of(text)
    rows = {row.end: (row, text[slice(*block.opening)]) for block in blocks for row in block.rows}
    openings = {block.opening for block in blocks}
    places: list[tuple[int, int, str, Row | None]] = []
    before = ""
    for sentence_start, end in sentence_spans(text):
        start = behind_dash(text, sentence_start)
        row, opening = rows.get(end, (None, ""))
        if row and start <= row.start and (opening or not ends_sentence(text[start:end])):
            places.extend((*piece, opening, row) for piece in _whole(text, row.start, end))
        elif (start, end) in openings or not _is_heading(text[start:end]):
            places.extend((*piece, before, None) for piece in _whole(text, start, end))
        before = text[start:end]
    return tuple(places)


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends as a sentence does, which headings and the rows of a table do not."""
    return bool(_SENTENCE_END.search(text))


def _is_heading(line: str) -> bool:
    """Tell whether a line that is no sentence is too short to answer anything, or a row that belongs to no table."""
    return (len(line.split()) <= LONGEST_HEADING or BETWEEN_CELLS in line) and not ends_sentence(line)


def _whole(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give what can be quoted of a sentence: all of it, or the parts of a long one, where no quotation is torn."""
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
