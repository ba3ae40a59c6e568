"""Text to sentences, with offsets: what passages are made of and what the extractive writer quotes.

Rules rather than a model, because a wrong cut has to be explainable and mendable, and because quoted speech
must stay in one piece with the words that say who spoke: "We can. We will," she said. is one sentence here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

_ABBREVIATIONS = """
    mr mrs ms dr prof gen col lt sgt capt cmdr adm maj rev hon gov sen rep st sr jr vs etc inc ltd corp co
    jan feb mar apr jun jul aug sep sept oct nov dec approx dept est messrs mt ft
"""
ABBREVIATIONS = frozenset(_ABBREVIATIONS.split())
BEFORE_A_NUMBER = frozenset({"no", "nos", "art", "fig", "p", "pp", "vol"})
LONGEST_QUOTATION = 600
"""Characters within which an opening quotation mark must be closed for its inside to be kept in one piece."""

LONGEST_WORD_BEFORE = 40
"""Characters looked back at for an abbreviation: to look at the whole line takes the square of its length."""

_END = re.compile(r"""(?<![.!?…])[.!?…]++["'”’»)\]]*+(?=\s)""")
_PARAGRAPH = re.compile(r"\n+")
_NEXT_WORD = re.compile(r"\s*(\S+)")
_WORD_BEFORE = re.compile(r"([A-Za-z.]+)\.$")
_MARK = re.compile('["“”]')
_SPEAKER = re.compile(
    r"""\s*(?:[^\W\d_a-z][\w.'’-]*\s+){1,4}(?:said|says|asked|asks|added|adds|told|wrote|cried|shouted|demanded|"""
    r"""warned|wondered|replied|answered|joked|insisted|declared|exclaimed|tweeted)\b"""
)
_STARTER = re.compile(r"""["'“‘«(\[]*[A-Z0-9À-ÖØ-Þ£$€\W]""")


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Give the (start, end) offsets of the sentences of `text[start:end]`, in order, trimmed.

    A line break always ends a sentence. Every character that is not white space lies in exactly one span.
    """
    end = len(text) if end is None else end
    spans: list[tuple[int, int]] = []
    for line_start, line_end in _lines(text, start, end):
        spans.extend(_line_spans(text, line_start, line_end))
    return spans


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    position = start
    for match in _PARAGRAPH.finditer(text, start, end):
        yield position, match.start()
        position = match.end()
    yield position, end


def _line_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    line = text[start:end]
    quotations = _quotations(line)
    openings = [opening for opening, _ in quotations]
    position = 0
    for match in _END.finditer(line):
        before = bisect_left(openings, match.start())
        if before and match.start() < quotations[before - 1][1]:
            continue
        if _ends_sentence(line, match):
            yield from _trimmed(text, start + position, start + match.end())
            position = match.end()
    yield from _trimmed(text, start + position, end)


def _ends_sentence(line: str, match: re.Match[str]) -> bool:
    next_word = _NEXT_WORD.match(line, match.end())
    if next_word is None or not _STARTER.match(next_word.group(1)):
        return False
    if not match.group().startswith(".") or match.group().startswith("..."):
        # "Are we ready?" Smith asked. is one sentence: a quotation is never parted from its speaker.
        return not (match.group()[-1] in '"”' and _SPEAKER.match(line, match.end()))
    before = _WORD_BEFORE.search(line, max(0, match.start() - LONGEST_WORD_BEFORE), match.start() + 1)
    if before is None:
        return True
    word = before.group(1)
    if len(word) == 1 and word.isupper():
        return word == "I"  # an initial, as in J. Smith
    if "." in word:
        # U.S. Army and a.m. go on; "in the U.S. The ..." can't be told apart without a list of its own.
        return next_word.group(1) in ("The", "A", "An", "He", "She", "It", "They", "But", "In", "On", "And")
    if word.casefold() in BEFORE_A_NUMBER:
        return not next_word.group(1)[0].isdigit()
    return word.casefold() not in ABBREVIATIONS


def _quotations(line: str) -> list[tuple[int, int]]:
    """Give the spans of double-quoted speech that ends within reach; an unclosed mark protects nothing."""
    spans: list[tuple[int, int]] = []
    opening: int | None = None
    for match in _MARK.finditer(line):
        position, character = match.start(), match.group()
        if character == "“" or (character == '"' and opening is None):
            opening = position
        elif opening is not None:
            if position - opening <= LONGEST_QUOTATION:
                spans.append((opening, _speech_end(line, position)))
            opening = None
    return spans


def _speech_end(line: str, closing: int) -> int:
    """A quotation that ends its own sentence does not hold back the cut behind it."""
    inside_end = closing
    while inside_end > 0 and line[inside_end - 1] in ".!?…":
        inside_end -= 1
    return inside_end


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
