"""What several sentences tell of one matter, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answering.candidates import Candidate, quotable_of
from assistant.answering.extractive.writer import leans_on_the_one_before
from assistant.answering.language.question_kinds import kind_asked
from assistant.answering.language.terms import content_stems
from assistant.answering.sources.bearers import namesakes
from assistant.answering.sources.denials import denials_in
from assistant.answering.sources.matters import known_of
from assistant.answering.sources.tellers import tellers
from assistant.answering.sources.values import Value
from ingest.sections import clock_in, moment_in

LONGEST_PAIR = 40
"""Words of a sentence with the one that it leans on, or that goes with it: longer ones are told apart."""
OF_THE_QUESTION = 2
"""Content words of the question from which the sentence behind a denial tells what is so instead."""


@dataclass(frozen=True, slots=True)
class View:
    """A sentence that answers, its value and its score (a logit), and the articles that give another value.

    `bearer` is of whom or what it tells, where the views tell of several of one name: "Rush Township, Scioto County".
    `is_entry` says that it is told with the time of its entry, and not with the day of its article.
    """

    candidate: Candidate
    value: Value
    score: float
    against: frozenset[str] = frozenset()
    bearer: str = ""
    is_entry: bool = False

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
    # "That is far too low, the union said." says who "It" is, whatever "That" is.
    is_open = leans_on_the_one_before(before) and not tellers(before)
    if is_open or len(text[start : candidate.end].split()) > LONGEST_PAIR:
        return view
    by = candidate.start - start
    value = replace(view.value, start=view.value.start + by, end=view.value.end + by)
    return replace(view, candidate=replace(candidate, start=start, before=""), value=value)


def with_the_one_behind(view: View, question: str) -> View:
    """Give a view of a denial together with the sentence behind it, where that tells what is so instead.

    So it is with "The union disputed that. It counted 2,000 jobs that will be lost."; for yes or no the denial
    is enough.
    """
    candidate = view.candidate
    if kind_asked(question) == "none" or not any(one.is_spoken for one in denials_in(candidate.text)):
        return view
    behind = next((one for one in quotable_of([candidate.hit]) if one.before == candidate.text), None)
    if behind is None or behind.passage != candidate.passage:
        return view
    whole = replace(candidate, end=behind.end)
    is_of_it = len(content_stems(behind.text) & content_stems(question)) >= OF_THE_QUESTION
    return replace(view, candidate=whole) if is_of_it and len(whole.text.split()) <= LONGEST_PAIR else view


def entry_time(candidate: Candidate) -> int | None:
    """Give the time of day of a candidate's entry in a live page, in minutes; None where it stands in none."""
    return clock_in(moment_in(candidate.heading) or candidate.speaker)


def are_entries(one: Candidate, other: Candidate) -> bool:
    """Tell whether two sentences stand in two entries of one live page, of which the later may have news."""
    if one.passage.article_id != other.passage.article_id:
        return False
    times = (entry_time(one), entry_time(other))
    return None not in times and times[0] != times[1]


def is_older(one: View, other: View) -> bool:
    """Tell whether a view's entry, or else its article, is older than another's; of two undated ones neither is."""
    ours, theirs = entry_time(one.candidate), entry_time(other.candidate)
    if are_entries(one.candidate, other.candidate) and ours is not None and theirs is not None:
        return ours < theirs
    return bool(one.published and other.published and one.published < other.published)
