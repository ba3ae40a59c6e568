"""Where sources give different values for what a question asks, and which of them only bring older ones up to date.

A false "sources differ" is worse than a missed one. So two sentences must come from different articles, or each name
who tells it; both answer the question by the tuned model's score, give the same kind of value, meet the question's
names, and name no other place or day than each other, unless their articles tell of different bearers of a name; and
none of the values that the one gives may agree with one of the other's. Apart from values, a sentence may deny what
another one claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from assistant.answering.candidates import Candidate
from assistant.answering.judging.introductions import defines
from assistant.answering.judging.judge import Judgement
from assistant.answering.language.terms import content_stems, names_of, stems
from assistant.answering.sources.asked_values import asked_of, value_in
from assistant.answering.sources.bearers import are_namesakes
from assistant.answering.sources.contested import contrary_views, everything_in, is_update
from assistant.answering.sources.counted_values import counts_only_bodies
from assistant.answering.sources.denials import wants_sides
from assistant.answering.sources.entries import entry_series
from assistant.answering.sources.matters import (
    about_of,
    brings_up_to_date,
    is_one_matter,
    is_settled,
    known_of,
    told_by_article,
)
from assistant.answering.sources.readings import Scores, read_for, words_of
from assistant.answering.sources.tellers import are_told_by_different
from assistant.answering.sources.values import Asked, Value, differ, without_the_common
from assistant.answering.sources.views import (
    Differing,
    View,
    are_entries,
    is_older,
    with_bearers,
    with_the_one_before,
    with_the_one_behind,
)

MOST_VIEWS = 4
"""Values that are told at most."""
SIDE_FROM = {"number": 0.0, "date": 0.0, "name": 2.0, "class": -2.0, "reason": 0.0}
SIDE_WITHIN = {"number": 5.0, "date": 5.0, "name": 4.0, "class": 9.0, "reason": 5.0}
"""How well a sentence must answer to be a side (logits, the least and the most below the best), by kind of value."""
ALIKE_FROM = 0.6
"""Share of content words in common from which two definitions are of one form, with one word put for another."""
NAMESAKE_FROM = -4.0
"""The same for a sentence that says what its bearer of the name is where the answer does so too."""
BEARER_FROM = 2.0
BEARER_WITHIN = 3.0
"""The same for what is told of another bearer of a name and gives no value that can be compared."""
NEWER_WITHIN = 2.0
"""How much worse than the best a newer sentence may answer and take its place, unless it says that it is newer."""

_NO_VALUE = Value("stance", 0, 0)
_JOINT = re.compile(r"[,;]?\s(?:and|but|while|whereas|although|though|against)\s|[,;]\s")


def differing_in(question: str, judgement: Judgement, scores: Scores) -> Differing | None:
    """Find what is told otherwise than by the best sentence, None where nothing is or nothing is to be quoted.

    `scores` says how well each of several texts answers a question, as `Judge.scores`.
    """
    if not judgement.answers:
        return None
    found = (
        _in_values(question, judgement, scores)
        or entry_series(question, judgement, scores)
        or _contested(question, judgement, scores)
        or _of_other_bearers(question, judgement, scores)
    )
    if found is None:
        return None
    views = (with_the_one_behind(with_the_one_before(view), question) for view in found.views)
    return replace(found, views=tuple(views))


def _contested(question: str, judgement: Judgement, scores: Scores) -> Differing | None:
    """Tell a claim and its denial side by side, or the later of the two as the answer where it is an update."""
    views = contrary_views(question, judgement, scores)
    if not views:
        return None
    about, leads = about_of(question), any(view.candidate is judgement.ranked[0][0] for view in views)
    if are_entries(views[0].candidate, views[1].candidate):
        views = tuple(replace(view, is_entry=True) for view in views)
    older, newer = views if is_older(*views) else reversed(views)
    # Of another question than one for yes or no, a denial is no answer, however new it is.
    may_lead = newer.candidate is judgement.ranked[0][0] or wants_sides(question)
    if may_lead and is_update(older, newer):
        return Differing(about, (newer, older), is_series=True)
    return Differing(about, views, is_series=False, leads=leads)


def _in_values(question: str, judgement: Judgement, scores: Scores) -> Differing | None:
    asked = asked_of(question)
    if asked is None:
        return None
    best, score = judgement.ranked[0]
    if asked.kind == "number" and (parts := _told_apart(best, asked, score)):
        return Differing(about_of(question), parts, is_series=False, whole=best)
    value = value_in(best.text, asked)
    if value is None:
        return None
    first = View(best, value, score)
    found = [
        _put_for(view, first, question)
        for view in _best_of_each_article(question, asked, first, judgement, scores)
    ]
    views = [first]
    for view in found:
        if len(views) < MOST_VIEWS and all(differ(view.value, one.value, as_update=True) for one in views):
            views.append(view)
    views = [replace(view, against=_articles_against(view, [first, *found])) for view in views]
    views = with_bearers(question, views)
    return _told(question, asked, views) if len(views) > 1 else None


def _of_other_bearers(question: str, judgement: Judgement, scores: Scores) -> Differing | None:
    """Give the best sentence of each article that tells of another bearer of a name, whatever is asked."""
    best, score = judgement.ranked[0]
    others = [
        candidate
        for candidate in everything_in(judgement)
        if are_namesakes(question, known_of(best), known_of(candidate))
    ]
    views = [View(best, _NO_VALUE, score)]
    for candidate, its in read_for(question, others, judgement, scores):
        articles = {view.candidate.passage.article_id for view in views}
        if its < max(BEARER_FROM, score - BEARER_WITHIN) or len(views) == MOST_VIEWS:
            break
        if candidate.passage.article_id not in articles:
            views.append(View(candidate, _NO_VALUE, its))
    if len(views) < 2:
        return None
    return Differing(about_of(question), tuple(with_bearers(question, views)), is_series=False)


def _articles_against(view: View, found: Sequence[View]) -> frozenset[str]:
    return frozenset(
        one.candidate.passage.article_id for one in found if differ(one.value, view.value, as_update=True)
    )


def _put_for(view: View, first: View, question: str) -> View:
    """Give a view with what it puts for the first one's words, where both are definitions of one form.

    So it is too where they tell of two bearers of a name: those may have a town or a forefather in common.
    """
    if are_namesakes(question, known_of(first.candidate), known_of(view.candidate)):
        return replace(view, value=without_the_common(view.value, first.value))
    names = names_of(question)
    if not (defines(view.candidate.text, names) and defines(first.candidate.text, names)):
        return view
    ours, theirs = content_stems(view.candidate.text), content_stems(first.candidate.text)
    if len(ours & theirs) < ALIKE_FROM * max(len(ours), len(theirs)):
        return view
    return replace(view, value=without_the_common(view.value, first.value))


def _told(question: str, asked: Asked, views: Sequence[View]) -> Differing | None:
    """Tell a series in time from a disagreement; of a matter that moves only the newest values can disagree.

    What is told of several bearers of one name is no series.
    """
    about = about_of(question)
    first = views[0]
    days = [view.published for view in views if view.published]
    is_moved = not (is_settled(question, asked) or any(view.bearer for view in views))
    if not is_moved or len(days) < len(views) or len(set(days)) == 1:
        sides = _contradicting(views)
        return Differing(about, sides, is_series=False) if len(sides) > 1 else None
    newest = [view for view in views if view.published == max(days)]
    sides = _contradicting(newest)
    if len(sides) > 1:
        return Differing(about, sides, is_series=False)
    leads = newest[0].score >= first.score - NEWER_WITHIN or brings_up_to_date(newest[0].candidate.text)
    earlier = sorted((view for view in views if view not in newest), key=_day, reverse=True)
    return Differing(about, (newest[0], *earlier), is_series=True, leads=leads)


def _contradicting(views: Sequence[View]) -> tuple[View, ...]:
    """Give the first view and those that can't be true beside it or each other: "more than 1,000" beside 1,200 can."""
    kept: list[View] = []
    for view in views:
        if all(differ(view.value, one.value) for one in kept):
            kept.append(view)
    return tuple(kept)


def _day(view: View) -> date:
    return view.published or date.min


def _best_of_each_article(
    question: str, asked: Asked, first: View, judgement: Judgement, scores: Scores
) -> Iterator[View]:
    """Give, best first, the sentence of each article that answers best and gives a value, of the first's another's."""
    seen: set[str] = set()
    names = names_of(question)
    first_defines = defines(first.candidate.text, names)
    for view in _views(question, asked, first, judgement, scores):
        lowest = max(SIDE_FROM[asked.kind], first.score - SIDE_WITHIN[asked.kind])
        if brings_up_to_date(view.candidate.text) and _day(view) > _day(first):
            lowest = SIDE_FROM[asked.kind]
        if first_defines and defines(view.candidate.text, names):
            lowest = NAMESAKE_FROM
        if view.score < lowest or view.candidate.passage.article_id in seen:
            continue
        seen.add(view.candidate.passage.article_id)
        yield view


def _views(question: str, asked: Asked, first: View, judgement: Judgement, scores: Scores) -> list[View]:
    found: dict[tuple[str, str], tuple[Candidate, Value]] = {}
    told, names = told_by_article(judgement.hits), names_of(question)
    for candidate in everything_in(judgement):
        if candidate.passage.article_id == first.candidate.passage.article_id and (
            asked.kind != "number"
            or are_entries(first.candidate, candidate)
            or not are_told_by_different(first.candidate.text, candidate.text)
        ):
            continue
        value = value_in(candidate.text, asked)
        if (
            asked.kind == "name"
            and first.value.words & stems(candidate.text)
            and not defines(candidate.text, names)
        ):
            continue
        # Two reasons may both be true, and differ only where two differ on them.
        if asked.kind == "reason" and not are_told_by_different(first.candidate.text, candidate.text):
            continue
        if value and is_one_matter(question, asked, first.candidate, candidate, told):
            found.setdefault((candidate.passage.article_id, words_of(candidate)), (candidate, value))
    found = _without_bodies(found, first)
    values = {id(candidate): value for candidate, value in found.values()}
    read = read_for(question, [candidate for candidate, _ in found.values()], judgement, scores)
    return [View(candidate, values[id(candidate)], score) for candidate, score in read]


def _without_bodies(
    found: dict[tuple[str, str], tuple[Candidate, Value]], first: View
) -> dict[tuple[str, str], tuple[Candidate, Value]]:
    """Leave out how many bodies were found somewhere, where the article itself gives another number of the dead."""
    counts = [(article, counts_only_bodies(value, one.text)) for (article, _), (one, value) in found.items()]
    with_total = {article for article, is_of_bodies in counts if not is_of_bodies}
    with_total.add(first.candidate.passage.article_id)
    return {
        key: (one, value)
        for key, (one, value) in found.items()
        if key[0] not in with_total or not counts_only_bodies(value, one.text)
    }


def _told_apart(candidate: Candidate, asked: Asked, score: float) -> tuple[View, ...]:
    """Give the parts of one sentence in which two speakers give different values, nothing where they don't."""
    for joint in _JOINT.finditer(candidate.text):
        left = replace(candidate, end=candidate.start + joint.start())
        right = replace(candidate, start=candidate.start + joint.end())
        ours, theirs = value_in(left.text, asked), value_in(right.text, asked)
        if not (ours and theirs and differ(ours, theirs)):
            continue
        if are_told_by_different(left.text, right.text, shortened=True):
            return View(left, ours, score), View(right, theirs, score)
    return ()
