"""A passage cut into pieces, so that a report can highlight the words that prove or that were looked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from evals.metrics.spans import places

_WORD = re.compile(r"\w+", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text: whether it belongs to a proving quote, and whether to an accepted wording."""

    text: str
    proves: bool
    wording: bool


def pieces(text: str, quotes: Iterable[str], wordings: Iterable[str]) -> tuple[Piece, ...]:
    """Cut `text` where a proving quote or an accepted wording begins or ends; joined, the pieces are `text`."""
    proving = [place for quote in quotes for place in places(quote, text)]
    worded = [place for wording in wordings for place in _wording_places(wording, text)]
    cuts = sorted({0, len(text), *(end for place in (*proving, *worded) for end in place)})
    return tuple(
        Piece(text[start:end], _within(proving, start, end), _within(worded, start, end))
        for start, end in pairwise(cuts)
    )


def _wording_places(wording: str, text: str) -> list[tuple[int, int]]:
    """Find whole words, whatever their case and what stands between them. Spelled numbers are not found."""
    words = _WORD.findall(wording)
    if not words:
        return []
    pattern = r"(?<!\w)" + r"[\W_]{1,3}".join(map(re.escape, words)) + r"(?!\w)"
    return [match.span() for match in re.finditer(pattern, text, re.I)]


def _within(places: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    return any(first <= start and end <= last for first, last in places)
