"""Where quoted speech stands in a text: words that are not the article's own."""

from __future__ import annotations

import re

_PARAGRAPH = re.compile(r"[^\n]+")
_SINGLE = re.compile(
    r"(?<!\w)‘(?=\w).*?(?<=[\w.,!?…])’(?!\w)|(?<!\w)'(?=\w)[^'\n]*?(?:(?<=\w)'(?=\w)[^'\n]*?)*'(?!\w)"
)
_CLOSERS = {"“": "”", '"': '"', "«": "»", "„": "“"}


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Give the (start, end) offsets of quoted speech with its marks, in order.

    Speech that is opened and not closed goes to its paragraph's end, as where it runs on into the next one; of marks
    that face no way (inches, an odd straight mark) the text to the paragraph's end counts as quoted too, because
    what may be quoted must be left alone.
    """
    spans: list[tuple[int, int]] = []
    for paragraph in _PARAGRAPH.finditer(text):
        double = _double_spans(text, *paragraph.span())
        spans += double
        spans += [
            match.span()
            for match in _SINGLE.finditer(text, *paragraph.span())
            if not overlaps(double, *match.span())
        ]
    return sorted(spans)


def overlaps(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Tell whether `start` to `end` shares a character with one of the spans."""
    return any(first < end and start < last for first, last in spans)


def _double_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    position = start
    while position < end:
        opening = next((i for i in range(position, end) if text[i] in _CLOSERS), None)
        if opening is None:
            break
        closers = (_CLOSERS[text[opening]], "’’", "''")
        found = [(place, len(mark)) for mark in closers if (place := text.find(mark, opening + 1, end)) >= 0]
        position = sum(min(found)) if found else end
        spans.append((opening, position))
    return spans
