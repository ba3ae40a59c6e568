"""An article to passages: runs of whole sentences of about ninety words, with exact offsets."""

from __future__ import annotations

from ingest.records import Article, Passage
from ingest.rows import blocks_of
from ingest.sections import Sections
from ingest.sentences import sentence_spans

WORDS_PER_PASSAGE = 90
LONGEST_PASSAGE = 2000
"""Characters: a "sentence" beyond this (an endless word) is cut at a space or else anywhere."""
LONGEST_BLOCK = 150
"""Words of a table or list that are kept in one passage, with the heads of its columns and what opens it."""

MOST_HEADINGS = 3
"""Lines that are one heading, such as a title, a time and a name: a text of nothing but short lines has no headings."""


def passages_of(article: Article, words: int = WORDS_PER_PASSAGE) -> list[Passage]:
    """Cut an article into passages of about `words` words.

    Passages do not overlap, follow one another, and hold every sentence; `article.text[p.start:p.end] ==
    p.text`. The words are shared out evenly, so that no article ends in a passage of three words.
    """
    spans = [piece for span in _units(article.text) for piece in _bounded(article.text, span)]
    packed = _with_headings_ahead(article.text, _packed(article.text, spans, words))
    return [
        Passage(
            article_id=article.id,
            header=article.header,
            number=number,
            start=start,
            end=end,
            text=article.text[start:end],
        )
        for number, (start, end) in enumerate(packed)
    ]


def _units(text: str) -> list[tuple[int, int]]:
    """Give the sentences of a text, those of a table or list joined to one unless it is too long."""
    whole = (
        (block.start, block.end)
        for block in blocks_of(text)
        if len(text[block.start : block.end].split()) <= LONGEST_BLOCK
    )
    block = next(whole, None)
    units: list[tuple[int, int]] = []
    for start, end in sentence_spans(text):
        while block and block[1] <= start:
            block = next(whole, None)
        if block is None or start < block[0]:
            units.append((start, end))
        elif not units or units[-1] != block:
            units.append(block)
    return units


def _packed(text: str, spans: list[tuple[int, int]], words: int) -> list[tuple[int, int]]:
    counts = [len(text[start:end].split()) for start, end in spans]
    remaining_words = sum(counts)
    remaining_passages = max(1, round(remaining_words / words))
    packed: list[tuple[int, int]] = []
    first = 0
    held = 0
    for index, count in enumerate(counts):
        target = remaining_words / remaining_passages
        too_long = spans[index][1] - spans[first][0] > LONGEST_PASSAGE
        if index > first and (too_long or held + count / 2 > target):
            packed.append((spans[first][0], spans[index - 1][1]))
            remaining_words -= held
            remaining_passages = max(1, remaining_passages - 1)
            first, held = index, 0
        held += count
    if spans:
        packed.append((spans[first][0], spans[-1][1]))
    return packed


def _with_headings_ahead(text: str, passages: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Move the headings that end a passage, as the time of an entry may, to the passage that they head.

    The cuts stay where they are otherwise: passages that end early where a section does put the answer on RealTime QA
    2024 (305 questions) into eight answers less.
    """
    headings = Sections(text).headings
    moved: list[tuple[int, int]] = []
    for start, end in reversed(passages):
        for _ in range(MOST_HEADINGS if moved else 0):
            tail = _last_line(text, start, end)
            if tail not in headings or tail[0] == start:
                break
            moved[-1] = (tail[0], moved[-1][1])
            end = len(text[: tail[0]].rstrip())
        moved.append((start, end))
    return moved[::-1]


def _last_line(text: str, start: int, end: int) -> tuple[int, int]:
    return max(start, text.rfind("\n", start, end) + 1), end


def _bounded(text: str, span: tuple[int, int]) -> list[tuple[int, int]]:
    start, end = span
    pieces: list[tuple[int, int]] = []
    while end - start > LONGEST_PASSAGE:
        blank = text.rfind(" ", start + LONGEST_PASSAGE // 2, start + LONGEST_PASSAGE)
        cut = blank if blank > 0 else start + LONGEST_PASSAGE
        pieces.append((start, cut))
        start = cut + 1 if blank > 0 else cut
    return [*pieces, (start, end)]
