"""Relative dates of an article, resolved against its publication date: "on Saturday", "last week", "in March".

Own patterns and arithmetic rather than `dateparser`, which takes "we", "A&M" and "USA Today" for dates, looks at no
verb and knows no spans of days. In doubt nothing is resolved: a date that is missing can be looked up, a wrong one
is believed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date

from ingest.date_patterns import EXPRESSION, NAME_OF_A_PERSON
from ingest.date_places import DatePlace
from ingest.quotations import overlaps, quoted_spans
from ingest.records import Article, DatedExpression
from ingest.sentences import sentence_spans

RULES = 3
"""Raise it whenever the same text would be resolved differently: libraries then resolve theirs anew when written."""


def dated_expressions(article: Article) -> list[DatedExpression]:
    """Give the relative dates in an article's text that can be resolved for certain, in their order.

    A weekday told as past is the latest one up to the day of publication, one that is to come the first from there
    on; weeks run from Monday to Sunday. Without a publication date there are none. What a speaker calls yesterday or
    this week is left alone, since the day of speaking is unknown.
    """
    published = article.header.published
    if published is None or article.language not in ("", "en"):
        return []
    matches = list(EXPRESSION.finditer(article.text))
    return list(_resolved(article, published, matches)) if matches else []


def _resolved(article: Article, published: date, matches: list[re.Match[str]]) -> Iterator[DatedExpression]:
    text = article.text
    sentences = sentence_spans(text)
    starts = [start for start, _ in sentences]
    quoted = quoted_spans(text)
    people = {match["name"] for match in NAME_OF_A_PERSON.finditer(text)}
    for match in matches:
        index = bisect_right(starts, match.start()) - 1
        place = DatePlace(text, sentences, index, match, published, people, overlaps(quoted, *match.span()))
        try:
            found = place.span()
        except (OverflowError, ValueError):  # a day that no calendar has: 30 February, the year 0
            continue
        if found is not None:
            start, end = place.words()
            yield DatedExpression(article.id, start, end, *found)
