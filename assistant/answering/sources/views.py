"""What several sentences tell of one matter, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answering.candidates import Candidate
from assistant.answering.extractive.writer import leans_on_the_one_before
from assistant.answering.sources.asked_values import Value
from assistant.answering.sources.bearers import namesakes
from assistant.answering.sources.matters import known_of

LONGEST_PAIR = 40
"""Words of a sentence with the one that it leans on: longer ones are told apart."""


@dataclass(frozen=True, slots=True)
class View:
    """A sentence that answers, its value and its score (a logit), and the articles that give another value.

    `bearer` is of whom or what it tells, where the views tell of several of one name: "Rush Township, Scioto County".
    """

    candidate: Candidate
    value: Value
    score: float
    against: frozenset[str] = frozenset()
    bearer: str = ""

    @property
    def published(self) -> date | None:
        """The day of its article."""
        return self.candidate.passage.header.published


@dataclass(frozen=True, slots=True)
class Differing:
    """What sources tell differently: of what, and a view for each value.

    The first view is the answer. In a series in time it is the newest, and the others follow, newest first. `leads`
    says that the answer begins with it; otherwise it is told behind the best sentence. `whole` is the sentence that
    holds all views where these are parts of one.
    """

    about: str
    views: tuple[View, ...]
    is_series: bool
    leads: bool = True
    whole: Candidate | None = None


def with_bearers(question: str, views: Sequence[View]) -> list[View]:
    """Give the views, those with the bearer they tell of that tell of another bearer of a name than the first."""
    first, *others = views
    told = []
    for view in others:
        ours, theirs = namesakes(question, known_of(first.candidate), known_of(view.candidate)) or ("", "")
        first = replace(first, bearer=first.bearer or ours)
        told.append(replace(view, bearer=theirs))
    return [first, *told]


def with_the_one_before(view: View) -> View:
    """Give a view of a sentence such as "It said that ..." together with the sentence before, where that is short."""
    candidate = view.candidate
    text, before = candidate.passage.text, candidate.before
    start = text.rfind(before, 0, candidate.start) if before else -1
    if start < 0 or text[start + len(before) : candidate.start] != " ":
        return view
    if not leans_on_the_one_before(candidate.text):
        return view
    if len(text[start : candidate.end].split()) > LONGEST_PAIR or leans_on_the_one_before(before):
        return view
    by = candidate.start - start
    value = replace(view.value, start=view.value.start + by, end=view.value.end + by)
    return replace(view, candidate=replace(candidate, start=start, before=""), value=value)
