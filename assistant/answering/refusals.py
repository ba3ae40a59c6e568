"""What is said in the place of an answer: what the articles hold on the matter, what they don't, what was searched.

Honest kinds are told apart: something that the question names and no article mentions; articles on the matter that
don't say this; a sentence that may be the answer, on evidence too weak to give it as one; and articles that deny what
the question takes for granted. Nothing here cites, and nothing stands between quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.answering.candidates import Candidate
from assistant.answering.judging.judge import Judgement
from assistant.answering.judging.premises import denied_premise
from assistant.answering.language.question_kinds import names_in_question, points_elsewhere
from assistant.answering.language.terms import ALIASES, is_day, met, stem, stems
from assistant.retrieval.broad_questions import topic_of
from assistant.retrieval.by_words import content_words
from ingest.advice import library_option
from ingest.calendar_names import day_in_words
from ingest.library.library import Library
from ingest.records import Filter

NOT_FOUND = "The articles do not say."
NOT_SURE = "I am not sure: the articles write on the matter, but no sentence says this clearly enough."
DENIED = "An article denies what the question takes for granted."
NO_ARTICLES = (
    "There are no articles to answer from yet. Put files into the folder corpus/ and start again, "
    "or run: python -m ingest add SOURCE"
)
NOTHING_NAMED = "The question does not say whom or what it is about; name it and ask again."
PASSAGES_READ = 10
"""Best passages that count as what the articles hold on a matter."""
SHORTEST_TELLING = 5
"""Letters: shorter words (new, best, stay) tell little about why nothing was found."""
MOST_NAMED = 3
"""Names or words that a refusal lists of a kind; more help nobody."""
MOST_OUTLETS = 5
"""Outlets that are named where there is none of the name that was given."""

_OF_OTHER_DAYS = "; articles of other days do"
_QUOTES = re.compile(r"[\"“”„«»‘\[\]【】]|(?<!\w)'")
_WORD = re.compile(r"\w+(?:[.'’\-]\w+)*")
_GROUPS = {name: group for group in ALIASES for name in group}


def refusal(
    question: str,
    judgement: Judgement,
    library: Library,
    search_filter: Filter,
    newest_on_this: date | None = None,
) -> str:
    """Say why a question was not answered, from what was found for it.

    `question` is the stand-alone one. `newest_on_this` is given where only articles that are too old touch the
    question: the day of the newest of them. Raises LibraryError.
    """
    question = topic_of(question) or question
    if not len(library):
        return f"{NO_ARTICLES}{library_option(library.folder)}"
    searched = _searched(library, search_filter)
    if not judgement.hits:
        return f"{NOT_FOUND} {_unfit(library, search_filter)}".strip()
    if points_elsewhere(question):
        return NOTHING_NAMED
    denied = denied_premise(question, judgement)
    if denied is not None:
        return f"{DENIED} {_denial(denied)} {searched}"
    if newest_on_this is not None:
        return f"{NOT_FOUND.rstrip('.')}; the newest article on this is of {day_in_words(newest_on_this)}. {searched}"
    if not judgement.is_hopeless:
        return f"{NOT_SURE} {searched}"
    return " ".join(
        part for part in (NOT_FOUND, _held(question, judgement, library, search_filter), searched) if part
    )


def _denial(denied: Candidate) -> str:
    """Give who denies it when, word for word; what holds a quotation or a bracket is shown as a passage only."""
    header = denied.passage.header
    day = day_in_words(header.published) if header.published else ""
    told = f"{', '.join(part for part in (header.outlet, day) if part) or 'An article'}: {denied.text}"
    return "It is the first of the nearest passages." if _QUOTES.search(told) else told


def _held(question: str, judgement: Judgement, library: Library, search_filter: Filter) -> str:
    """Say which names of the question the articles mention and which not, and which of its words they lack."""
    evidence = _evidence(judgement)
    names = names_in_question(question)
    mentioned = [name for name in names if met(stems(name), evidence) == 1]
    absent = [name for name in names if name not in mentioned and _is_absent(name, library, search_filter)]
    if absent:
        others = replace(search_filter, since=None, until=None)
        elsewhere = "" if any(_is_absent(name, library, others) for name in absent) else _OF_OTHER_DAYS
        if mentioned:
            return f"The articles searched mention {_listed(mentioned)}, but not {_listed(absent, 'or')}{elsewhere}."
        return f"None of the articles searched mentions {_listed(absent, 'or')}{elsewhere}."
    parts = {stem(word) for name in names for word in _WORD.findall(name)}
    lacking = [
        word
        for word in content_words(question)
        if len(word) >= SHORTEST_TELLING
        and stem(word) not in parts
        and not is_day(word)
        and met(stems(word), evidence) == 0
    ]
    held = f"They mention {_listed(mentioned)}, but not this." if mentioned else ""
    missed = f"The nearest passages lack the {_words(lacking)}." if lacking else ""
    return f"{held} {missed}".strip()


def _evidence(judgement: Judgement) -> frozenset[str]:
    passages = [hit.passage for hit in judgement.hits[:PASSAGES_READ]]
    return stems(" ".join(f"{one.header.title} {one.header.outlet} {one.text}" for one in passages))


def _is_absent(name: str, library: Library, search_filter: Filter) -> bool:
    """Tell whether no article that may be seen holds any word of a name, under any of the names it goes by."""
    words = {alias for word in _WORD.findall(name) for alias in _GROUPS.get(word.casefold(), (word,))}
    return not any(library.has_words(f'"{word}"', search_filter) for word in words)


def _searched(library: Library, search_filter: Filter) -> str:
    """Say which articles could be seen: the days that they are of, how many have none, and the outlet."""
    ends = [day for day in (search_filter.until, search_filter.known_by) if day is not None]
    newest = library.newest_article(min(ends, default=None))
    oldest = library.oldest_article()
    outlet = f" of {_QUOTES.sub('', search_filter.outlet)}" if search_filter.outlet else ""
    undated = library.count_undated(search_filter)
    since = max(search_filter.since or oldest, oldest) if oldest else None
    if newest is not None and since is not None and since > newest and not undated:
        return f"No article{outlet} of the days that were searched is in the library."
    if newest is None or since is None or since > newest:
        return f"Searched were the articles{outlet} without a date."
    days = (
        f"of {day_in_words(newest)}"
        if since == newest
        else f"from {day_in_words(since)} to {day_in_words(newest)}"
    )
    without = f" and {undated:,} without a date" if undated else ""
    return f"Searched were the articles{outlet} {days}{without}."


def _unfit(library: Library, search_filter: Filter) -> str:
    """Say why no article fits the limits: none is of the outlet, whatever its day, or none of the days."""
    if not search_filter.outlet or library.has_articles(Filter(outlet=search_filter.outlet)):
        return f"No article fits the limits of the search. {_covered(library)}"
    none = f"No article of the library is of the outlet {_QUOTES.sub('', search_filter.outlet)}"
    outlets = [_QUOTES.sub("", outlet) for outlet in library.outlets()]
    if not outlets:
        return f"{none}; none names an outlet."
    more = f" and {len(outlets) - MOST_OUTLETS} more" if len(outlets) > MOST_OUTLETS else ""
    return f"{none}; there are: {', '.join(outlets[:MOST_OUTLETS])}{more}."


def _covered(library: Library) -> str:
    """Say which days the library covers, "" where none of its articles has a date."""
    oldest, newest = library.oldest_article(), library.newest_article()
    return (
        f"The library covers {day_in_words(oldest)} to {day_in_words(newest)}." if oldest and newest else ""
    )


def _words(words: Sequence[str]) -> str:
    return f"word {words[0]}" if len(words) == 1 else f"words {_listed(words)}"


def _listed(names: Sequence[str], last: str = "and") -> str:
    """Join a few names as in speech: A, B and C."""
    few = list(names[:MOST_NAMED])
    return few[0] if len(few) == 1 else f"{', '.join(few[:-1])} {last} {few[-1]}"
