"""The entries of a live page that bring one another up to date: the newest count is the answer, earlier ones follow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.judging.judge import Judgement
from assistant.answering.sources.asked_values import asked_of, value_in
from assistant.answering.sources.contested import everything_in
from assistant.answering.sources.matters import about_of, is_one_matter, told_by_article
from assistant.answering.sources.readings import Scores, read_for
from assistant.answering.sources.values import differ
from assistant.answering.sources.views import Differing, View, entry_time

MOST_ENTRIES = 3
"""Entries that are told at most."""
LEAST_SCORE = 0.0
BELOW_THE_BEST = 5.0
"""How well an entry's sentence must answer (logits, the least and the most below the best)."""
_ASKS_FOR_A_TIME = re.compile(
    r"\b(?:noon|midday|midnight|morning|afternoon|evening|night|first|initially|at \d|by \d|\d[.:]\d\d)\b",
    re.I,
)


def entry_series(question: str, judgement: Judgement, scores: Scores) -> Differing | None:
    """Give what the entries of the best sentence's page count one after another, newest first; None for no series.

    Only numbers move so, and a question that names a time of day wants that time's. `scores` as `Judge.scores`.
    """
    best, score = judgement.ranked[0]
    asked = asked_of(question)
    if (
        asked is None
        or asked.kind != "number"
        or entry_time(best) is None
        or _ASKS_FOR_A_TIME.search(question)
    ):
        return None
    told = told_by_article(judgement.hits)
    entries = [
        one
        for one in everything_in(judgement)
        if one.passage.article_id == best.passage.article_id
        and entry_time(one) is not None
        and value_in(one.text, asked)
        and is_one_matter(question, asked, best, one, told)
    ]
    lowest = max(LEAST_SCORE, score - BELOW_THE_BEST)
    views = [
        View(one, value, its)
        for one, its in read_for(question, entries, judgement, scores)
        if its >= lowest and (value := value_in(one.text, asked))
    ]
    series = _newest_of_each_value(views)
    return Differing(about_of(question), tuple(series), is_series=True) if len(series) > 1 else None


def _newest_of_each_value(views: Sequence[View]) -> list[View]:
    """Give the best view of each entry that differs from all later ones, newest first."""
    best: dict[int, View] = {}
    for view in views:
        best.setdefault(entry_time(view.candidate) or 0, view)
    kept: list[View] = []
    for _, view in sorted(best.items(), reverse=True):
        if len(kept) < MOST_ENTRIES and all(differ(view.value, one.value, as_update=True) for one in kept):
            kept.append(replace(view, is_entry=True))
    return kept
