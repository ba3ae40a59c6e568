"""Searching with time in mind: the newer articles first, and the older ones only for what may lie long ago."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from assistant.answering.judging.judge import Judge, Judgement
from assistant.answering.judging.other_days import asked_time
from assistant.answers import Hit, Window
from assistant.retrieval.retriever import Retrieved
from assistant.retrieval.timeliness import PREFERENCE, Timing
from ingest.records import Filter

NEAR = 2.0
"""Logits behind the best sentence within which another one touches the question as well."""


class Search(Protocol):
    """What finds the hits of a question within a filter; `known` are hits that need no scoring any more."""

    def retrieve(self, question: str, search_filter: Filter, *, known: Sequence[Hit] = ()) -> Retrieved:
        """Find the hits, best first."""
        ...


@dataclass(frozen=True, slots=True)
class Found:
    """What was found and what it is worth; `window` is what was searched, with `search_filter`.

    A preference for newer articles is given as a window only where it decided something.

    `newest` is given where nothing but articles that are too old for the question touch it: the day of the newest.
    The seconds are those of both halves of all searches.
    """

    judgement: Judgement
    window: Window | None
    search_filter: Filter
    newest: date | None
    search_seconds: float
    rerank_seconds: float


def find(question: str, timing: Timing, outlet: str, search: Search, judge: Judge) -> Found:
    """Search and judge as time bounds the question.

    Words that name days ("in March") limit the search to articles of then; where none of those answers, to the later
    ones that name the same days. A question about now, or about a past without a date, is asked of the newer articles
    first. Where those don't answer, the older ones may, of a question in the past, at what their age leaves of their
    confidence. Of a question about now they may not: `Found.newest` then says how old they are.
    Raises EmbeddingError and LibraryError.
    """
    return _Finding(question, timing, outlet, search, judge).found()


class _Finding:
    """One question on its way through its searches."""

    def __init__(self, question: str, timing: Timing, outlet: str, search: Search, judge: Judge) -> None:
        self._question = question
        self._timing = timing
        self._outlet = outlet
        self._search = search
        self._judge = judge
        self._time = asked_time(question, timing)
        self._retrieved: list[Retrieved] = []

    def found(self) -> Found:
        if self._timing.days is not None and self._timing.window is not None:
            return self._of_days(self._timing.window)
        if self._timing.fresh_since is None:
            return self._as_found(self._judged(self._hits(self._timing.limits(self._outlet))))
        return self._newer_first()

    def _of_days(self, window: Window) -> Found:
        """Ask of the days that the question names."""
        timing, days = self._timing, self._timing.days
        within = self._judged(self._hits(timing.limits(self._outlet)))
        if within.answers or days is None:
            return self._as_found(within)
        if days.named is not None:
            why = f"{window.why}, and of later articles those that name it"
            wider = replace(timing, window=Window(window.since, timing.known_by, why))
            hits = self._hits(wider.limits(self._outlet))
            telling = self._judged([hit for hit in hits if days.tells(hit.passage)])
            if telling.answers:
                return self._as_found(telling, wider)
        hits = self._hits(replace(timing, window=None).limits(self._outlet))
        if window.since is None or window.until is None or window.until < timing.now:
            # Nothing of those days is not nothing at all: a refusal shows what is nearest.
            return self._as_found(within if within.hits else replace(within, hits=hits))
        return self._refused(within, self._judged([hit for hit in hits if is_older(hit, window.since)]))

    def _newer_first(self) -> Found:
        timing = self._timing
        young = self._judged(self._hits(timing.limits(self._outlet, since=timing.fresh_since)))
        if young.answers:
            return self._as_found(young)
        hits = self._hits(timing.limits(self._outlet))
        stale = [hit for hit in hits if is_older(hit, timing.fresh_since)]
        others = [hit for hit in hits if not is_older(hit, timing.fresh_since)]
        if any(hit.passage.header.published is None for hit in others):
            young = self._judged(others)
        if young.answers or not stale:
            return self._as_found(young)
        old = self._judged(stale)
        if old.ranked:
            aged = self._judge.aged(old, timing.staleness(old.ranked[0][0].passage))
            if timing.currency == "open" and aged.answers:
                return self._as_found(aged)
            young = replace(
                young, probability=max(young.probability, min(aged.probability, self._judge.floor))
            )
        return self._refused(young, old)

    def _refused(self, young: Judgement, old: Judgement) -> Found:
        """Say how old what there is is, unless a newer article comes as near, which a language model may then read."""
        if old.is_hopeless or (not young.is_hopeless and not old.answers):
            return self._as_found(young)
        refused = replace(young, hits=old.hits, is_hopeless=True)
        return self._as_found(refused, newest=newest_on_this(old))

    def _hits(self, limits: Filter) -> tuple[Hit, ...]:
        known = [hit for retrieved in self._retrieved for hit in retrieved.hits]
        self._retrieved.append(self._search.retrieve(self._question, limits, known=known))
        return self._retrieved[-1].hits

    def _judged(self, hits: Sequence[Hit]) -> Judgement:
        return self._judge.judge(self._question, hits, self._timing.handicap, self._time)

    def _as_found(
        self, judgement: Judgement, timing: Timing | None = None, newest: date | None = None
    ) -> Found:
        timing = timing or self._timing
        is_idle = timing.window == PREFERENCE and newest is None and not self._newer_won(judgement)
        return Found(
            judgement,
            None if is_idle else timing.window,
            timing.limits(self._outlet),
            newest,
            sum(retrieved.search_seconds for retrieved in self._retrieved),
            sum(retrieved.rerank_seconds for retrieved in self._retrieved),
        )

    def _newer_won(self, judgement: Judgement) -> bool:
        """Tell whether an older sentence that answers better on its own stands behind the first one."""
        if judgement.is_hopeless:
            return False
        first, best = judgement.ranked[0]
        cost = self._timing.handicap
        return any(
            score > best and cost(one.passage) > cost(first.passage) for one, score in judgement.ranked[1:]
        )


def is_older(hit: Hit, day: date | None) -> bool:
    """Tell whether a hit and all its copies are of a day before `day`; what has no date can't be shown to be."""
    days = [passage.header.published for passage in (hit.passage, *hit.copies)]
    return day is not None and all(published is not None and published < day for published in days)


def newest_on_this(judgement: Judgement) -> date | None:
    """Give the day of the newest article that holds one of the best sentences; None where none has a date."""
    best = judgement.ranked[0][1]
    near = [candidate.hit for candidate, score in judgement.ranked if score >= best - NEAR]
    days = [passage.header.published for hit in near for passage in (hit.passage, *hit.copies)]
    return max((day for day in days if day is not None), default=None)
