"""Rows of a table or list that a question is not about: it names what only another row holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.candidates import Candidate
from assistant.answering.language.terms import content_stems
from assistant.retrieval.by_words import content_words
from ingest.number_words import with_figures

_AGAINST_ANOTHER = re.compile(
    r"\b(?:than|ahead|behind|besides?|except|other|else|apart|after|before|next to)\b", re.IGNORECASE
)
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")


def without_other_rows(question: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Leave out each row beside which another row of its table or list holds the same words of the question and more.

    "Saturday" tells the row on Saturdays from the others; words of the heads or of the opening tell none. A question
    that compares ("more than Saturday") keeps them all.
    """
    if _AGAINST_ANOTHER.search(question):
        return list(candidates)
    asked = _words(question)
    held = [asked & _own_words(one) for one in candidates]
    together: dict[tuple[str, str, tuple[str, ...]], list[frozenset[str]]] = {}
    for one, words in zip(candidates, held, strict=True):
        together.setdefault(_table(one), []).append(words)
    return [
        one
        for one, words in zip(candidates, held, strict=True)
        if not one.row or not any(words < more for more in together[_table(one)])
    ]


def _table(row: Candidate) -> tuple[str, str, tuple[str, ...]]:
    return row.passage.article_id, row.before, row.row.heads if row.row else ()


def _own_words(row: Candidate) -> frozenset[str]:
    return _words(row.text) - _words(" ".join([row.before, *row.row.heads])) if row.row else frozenset()


def _words(text: str) -> frozenset[str]:
    figures = with_figures([word.casefold() for word in re.findall(r"[^\W_]+", text)])
    numbers = {_ORDINAL.sub(r"\1", word) for word in figures if word[0].isdigit()}
    return content_stems(" ".join(content_words(text))) | numbers
