"""What is quoted of a table or a list: the sentence that opens it, and the row that answers or all that do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from assistant.answering.candidates import LONGEST_QUOTE, Candidate, quotable_of
from assistant.answering.extractive.lists import count_asked
from assistant.answering.judging.other_rows import without_other_rows

ALIKE_WITHIN = 1.0
"""Logits within which the rows of a table answer alike: asked for the opening hours, those of each day do."""


def rows_together(question: str, ranked: Sequence[tuple[Candidate, float]]) -> list[Candidate]:
    """Give what to quote where the best of the `ranked` sentences is a row, or opens a table or list; else nothing.

    As many rows follow as the words of an answer allow, in their order. A question that asks for several gets all
    that it may mean.
    """
    (first, best), *_ = ranked
    quotable = list(quotable_of([first.hit]))
    if first.row is None:
        rows = [one for one in quotable if one.row and one.before == first.text]
        return _fitting([first, *rows]) if rows else []
    rows = without_other_rows(question, [one for one in quotable if _is_of_the_same(one, first)])
    if count_asked(question) == 1:
        alike = {
            one.start for one, score in ranked if _is_of_the_same(one, first) and best - score <= ALIKE_WITHIN
        }
        rows = [one for one in rows if one.start in alike]
    return _fitting([*_opening(first), *rows]) or [first]


def _opening(row: Candidate) -> list[Candidate]:
    start = row.passage.text.rfind(row.before, 0, row.start) if row.before else -1
    if start < 0:
        return []
    return [replace(row, start=start, end=start + len(row.before), before="", row=None)]


def _is_of_the_same(one: Candidate, other: Candidate) -> bool:
    return (
        one.row is not None
        and other.row is not None
        and one.passage.article_id == other.passage.article_id
        and (one.before, one.row.heads) == (other.before, other.row.heads)
    )


def _fitting(quoted: Sequence[Candidate]) -> list[Candidate]:
    """Give the first of them, as many as keep to the words of an answer, and nothing where an opening is left alone."""
    lengths = accumulate(len(one.text.split()) for one in quoted)
    fitting = [one for one, length in zip(quoted, lengths, strict=True) if length <= LONGEST_QUOTE]
    return fitting if any(one.row for one in fitting) else []
