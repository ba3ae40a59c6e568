"""The day of an event that a question counts from, "since the election", as the articles give it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from assistant.answering.language.terms import content_stems, met, names_and_numbers, stems
from assistant.retrieval.by_words import words_expression
from assistant.retrieval.periods import periods_in
from assistant.retrieval.timeliness import Event
from ingest.library.library import Library
from ingest.records import Filter, Passage
from ingest.sentences import sentence_spans

PASSAGES_READ = 40
"""Passages that hold the event's words, among which its day is looked for."""

_SINCE = re.compile(
    r"\b(?P<words>since (?:the |his |her |their |its )?(?P<event>(?!then\b|when\b|now\b)[\w'’ -]{3,60}?))"
    r"(?=$|[?,.;:!]| (?:did|has|have|had|is|are|was|were|do|does|who|what|how|by)\b)",
    re.IGNORECASE,
)


def event_of(question: str, library: Library, known_by: date) -> Event | None:
    """Give the event that a question counts from, with the day, up to `known_by`, that most articles give it.

    A sentence gives it that holds the event's words and names one day, in a passage on what the question names; of two
    days as often given the later one counts. None where the question counts from no event. Raises LibraryError.
    """
    match = _SINCE.search(question)
    event = content_stems(match["event"]) if match else frozenset()
    expression = words_expression(match["event"]) if match else ""
    if match is None or not event or not expression:
        return None
    limits = Filter(known_by=known_by)
    keys = [key for key, _ in library.search_words(expression, limits, PASSAGES_READ)]
    about = names_and_numbers(question)
    votes: Counter[date] = Counter()
    for passage in library.passages(keys, limits).values():
        if not about or met(about, stems(f"{passage.header.title} {passage.text}")) > 0:
            votes.update(day for day in _days_given(passage, event, library) if day <= known_by)
    return Event(match["words"], max(votes, key=lambda day: (votes[day], day), default=None))


def _days_given(passage: Passage, event: frozenset[str], library: Library) -> Iterator[date]:
    """Give the one day that each sentence on the event names, resolved against the day of publication."""
    published = passage.header.published
    if published is None:
        return
    relative = library.dated_expressions(passage.article_id)
    for start, end in sentence_spans(passage.text):
        sentence = passage.text[start:end]
        if met(event, stems(sentence)) < 1:
            continue
        days = {one.first for one in periods_in(sentence, published) if one.has_year and one.days == 1}
        days |= {
            one.first
            for one in relative
            if one.first == one.last and passage.start + start <= one.start < passage.start + end
        }
        if len(days) == 1:
            yield days.pop()
