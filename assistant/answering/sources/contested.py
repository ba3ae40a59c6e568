"""Sentences that contradict each other on what is asked: a claim and its denial, or two who blame each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.answering.candidates import Candidate, quotable_of
from assistant.answering.checking.speakers import statements_in
from assistant.answering.checking.words import content_stems_of
from assistant.answering.judging.judge import Judgement
from assistant.answering.judging.namesakes import COUNTRIES
from assistant.answering.language.terms import content_stems
from assistant.answering.sources.denials import Denial, contradicts, denials_in, wants_sides
from assistant.answering.sources.opposites import are_opposite
from assistant.answering.sources.readings import Scores
from assistant.answering.sources.tellers import are_told_by_different, tellers
from assistant.answering.sources.values import Value
from assistant.answering.sources.views import View, is_older

HITS_READ = 12
"""Passages, the best, in which the contrary is looked for."""
MOST_READ = 12
"""Contrary sentences that the tuned model reads."""
CONTRARY_FROM = -3.0
"""How well a contrary sentence must answer (a logit) where yes or no is asked, or for sides; else from 0."""
SECOND_WITHIN = 2.0
"""How much worse than the best (logits) the sentence may answer that is contradicted in its place."""
_NOT_YET = re.compile(r"\b(?:(?:has|have)(?:\snot|n['’]t)|not yet|yet to)\b", re.IGNORECASE)
_CORRECTS = re.compile(
    r"\b(?:correct(?:s|ed|ion|ing)|retract\w*|withdr[ae]wn? (?:its|the|our) (?:report|claim|story)|was wrong|in error"
    r"|misreported|apologi[sz]e[sd]?|clarification|admit(?:s|ted)|acknowledged?|conceded?s?|now says?)\b",
    re.IGNORECASE,
)


def contrary_views(question: str, judgement: Judgement, scores: Scores) -> tuple[View, ...]:
    """Give the sentence that answers and those that contradict it, best first, nothing where none does.

    `scores` says how well each of several texts answers a question. A denial that only points at the sentence before
    it ("The union disputed that.") answers nothing alone and needs no score. In place of the best sentence one nearly
    as good may be contradicted, if somebody is told to deny it.
    """
    if not judgement.answers:
        return ()
    pool = list(everything_in(judgement))
    best = judgement.ranked[0][1]
    for candidate, score in judgement.ranked[:2]:
        if score < best - SECOND_WITHIN:
            break
        found = _against(question, candidate, score, pool, judgement, scores)
        if found:
            ours, other = found[0]
            if candidate is not judgement.ranked[0][0] and not _is_spoken(candidate, other.candidate):
                continue
            views = View(candidate, ours, score), other
            return views[::-1] if _points(candidate) else views
    return ()


def is_update(older: View, newer: View) -> bool:
    """Tell whether the later of two contrary sentences brings the earlier up to date instead of contradicting it.

    So it is where one outlet or one speaker says both, where the earlier one says that it has not happened, and where
    the later one tells it as a fact of its own.
    """
    if not is_older(older, newer):
        return False
    if older.candidate.passage.header.outlet == newer.candidate.passage.header.outlet != "":
        return True
    if _NOT_YET.search(older.candidate.text) and not any(True for _ in denials_in(newer.candidate.text)):
        return True
    ours, theirs = tellers(newer.candidate.text), tellers(older.candidate.text)
    if not ours or _CORRECTS.search(newer.candidate.text):
        return True
    return bool(ours & theirs)


def everything_in(judgement: Judgement) -> Iterator[Candidate]:
    """Give everything quotable of the best hits and of their copies, in which something may be told otherwise."""
    for hit in judgement.hits[:HITS_READ]:
        for passage in (hit.passage, *hit.copies):
            yield from quotable_of([replace(hit, passage=passage, copies=())])


def _against(
    question: str,
    candidate: Candidate,
    score: float,
    pool: Sequence[Candidate],
    judgement: Judgement,
    scores: Scores,
) -> list[tuple[Value, View]]:
    """Give for each sentence that contradicts one the place where that one says so, and the other's view."""
    known = {other.text: value for other, value in judgement.ranked}
    found: dict[str, tuple[Value, Value, bool, Candidate]] = {}
    for other in pool:
        if other.text != candidate.text and (pair := _contrary(candidate, other, question)):
            found.setdefault(other.text, (*pair, other))
    lowest = CONTRARY_FROM if wants_sides(question) else 0.0
    wanted = content_stems(question)
    unread = sorted(
        (text for text in found if text not in known), key=lambda text: -len(wanted & content_stems(text))
    )[:MOST_READ]
    known |= dict(zip(unread, scores(question, unread) if unread else [], strict=True))
    views = [
        (ours, View(other, theirs, score if points else known[text]))
        for text, (ours, theirs, points, other) in found.items()
        if points or known.get(text, lowest - 1) >= lowest
    ]
    return sorted(views, key=lambda pair: -pair[1].score)


def _points(candidate: Candidate) -> bool:
    """Tell whether a sentence only points at what it denies, so that it can't be told first."""
    return any(one.points for one in denials_in(candidate.text))


def _is_spoken(*candidates: Candidate) -> bool:
    """Tell whether one of some sentences tells that somebody denies something."""
    return any(one.is_spoken for candidate in candidates for one in denials_in(candidate.text))


def _contrary(one: Candidate, other: Candidate, question: str) -> tuple[Value, Value, bool] | None:
    """Give where two sentences contradict each other, and whether one only points at the other; None for nowhere."""
    whole = Value("stance", 0, len(one.text)), Value("stance", 0, len(other.text))
    if (denial := contradicts(other, one, question)) and _may_contradict(denial, one, other):
        return whole[0], Value("stance", denial.start, denial.end), denial.points
    if (denial := contradicts(one, other, question)) and _may_contradict(denial, one, other):
        return Value("stance", denial.start, denial.end), whole[1], denial.points
    if blame_each_other(one.text, other.text, question) or are_opposite(one, other, question):
        return (*whole, False)
    return None


def _may_contradict(denial: Denial, one: Candidate, other: Candidate) -> bool:
    """Tell whether a denial may contradict at all: in two articles of one outlet and day only if spoken."""
    ours, theirs = one.passage, other.passage
    if ours.article_id == theirs.article_id or not ours.header.outlet or not ours.header.published:
        return True
    if (ours.header.outlet, ours.header.published) != (theirs.header.outlet, theirs.header.published):
        return True
    return denial.is_spoken or are_told_by_different(one.text, other.text)


def blame_each_other(one: str, other: str, question: str) -> bool:
    """Tell whether two sentences say the same of each other's speaker: "the army said the rebels fired it".

    What each says of the other must be what the question asks after.
    """
    if denials_in(one) or denials_in(other):
        return False
    by = tellers(one)
    if not _may_tell_of(other, by) or not are_told_by_different(one, other):
        return False
    against = tellers(other)
    asked = content_stems_of(" ".join(word for word in question.split() if word[:1].islower()))
    for ours in statements_in(one):
        for theirs in statements_in(other):
            if not (by & theirs.said and against & ours.said):
                continue
            deed = (ours.said & theirs.said & asked) - by - against
            if deed and not (by & ours.said or against & theirs.said):
                return True
    return False


def _may_tell_of(text: str, stems: Iterable[str]) -> bool:
    """Tell, before the text is taken apart, whether it may hold a word of one of some stems, by their beginnings."""
    lowered = text.casefold()
    return any(stem[:3] in lowered or stem in COUNTRIES for stem in stems)
