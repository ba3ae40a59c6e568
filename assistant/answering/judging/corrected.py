"""Figures that another sentence puts right: "by 31 per cent and not by 38" takes the 38 per cent out of all others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.candidates import Candidate
from assistant.answering.language.terms import content_stems

_FIGURE = r"(?:[$€£])?\d+(?:[.,]\d+)*"
_PUTS_RIGHT = re.compile(
    rf"(?P<right>{_FIGURE})[^.;\d]{{0,40}}?,? (?:(?:and|but) not|not|rather than|instead of)"
    rf" (?:by |of |for |in |at |the |about )*(?P<wrong>{_FIGURE})"
    rf"|\b(?:not|rather than|instead of) (?:by |of |for |in |at |the |about )*(?P<wrong_first>{_FIGURE})"
    rf"[^.;\d]{{0,40}}?[,;]? (?:but|it was|they were|as) [^.;\d]{{0,30}}?(?P<right_behind>{_FIGURE})"
)
SHARED = 2
"""Words of content that a sentence must share with the one that puts it right."""


def without_corrected(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Leave out the sentences whose figure another one of the same day or later says to be wrong."""
    corrections = [(one, *pair) for one in candidates if (pair := _puts_right(one.text)) is not None]
    return [one for one in candidates if not any(_is_put_right(one, *each) for each in corrections)]


def _puts_right(text: str) -> tuple[str, str] | None:
    match = _PUTS_RIGHT.search(text)
    if match is None:
        return None
    return (match["right"] or match["right_behind"], match["wrong"] or match["wrong_first"])


def _is_put_right(one: Candidate, by: Candidate, right: str, wrong: str) -> bool:
    published, later = one.passage.header.published, by.passage.header.published
    if one is by or (published and later and later < published):
        return False
    figures = re.findall(_FIGURE, one.text)
    shared = content_stems(one.text) & content_stems(by.text)
    return wrong in figures and right not in figures and len(shared) >= SHARED
