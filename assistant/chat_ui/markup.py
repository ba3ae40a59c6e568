"""Small pieces of HTML. Whatever comes from an article, a question or a setting passes through `escaped`."""

from __future__ import annotations

import html
from collections.abc import Iterable
from datetime import date
from urllib.parse import urlsplit

Span = tuple[int, int]
"""Start and end of a stretch of text, in characters."""


def escaped(text: str) -> str:
    """Give `text` as it can stand in an element or between double quotation marks in an attribute."""
    return html.escape(text, quote=True)


def readable_day(day: date | None) -> str:
    """Give a day as 30 January 2022, "undated" for None."""
    return f"{day.day} {day:%B %Y}" if day is not None else "undated"


def link(url: str) -> str:
    """Give a link to a web page, "" where `url` is anything else than an address of the web."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        return ""
    address = escaped(url.strip())
    return (
        f'<a href="{address}" target="_blank" rel="noopener noreferrer nofollow">'
        f'{escaped(parts.hostname)} <span aria-hidden="true">↗</span></a>'
    )


def highlighted(text: str, start: int, end: int, cited: Span, stressed: Iterable[Span]) -> str:
    """Give `text[start:end]` as HTML: the cited stretch in <mark>, in it the stressed ones in <strong>.

    All offsets count characters of `text`. Stressed stretches count only where they lie in the cited one.
    """
    cited_start, cited_end = _clipped(cited, (start, end))
    if cited_start >= cited_end:
        return escaped(text[start:end])
    pieces = [escaped(text[start:cited_start]), "<mark>"]
    position = cited_start
    for span in sorted(stressed):
        first, last = _clipped(span, (position, cited_end))
        if first < last:
            pieces += [escaped(text[position:first]), "<strong>", escaped(text[first:last]), "</strong>"]
            position = last
    pieces += [escaped(text[position:cited_end]), "</mark>", escaped(text[cited_end:end])]
    return "".join(pieces)


def stressed(text: str, start: int, end: int, span: Span | None) -> str:
    """Give `text[start:end]` as HTML, with what of it lies in `span` in <strong>."""
    first, last = _clipped(span, (start, end)) if span else (end, end)
    if first >= last:
        return escaped(text[start:end])
    return (
        f"{escaped(text[start:first])}<strong>{escaped(text[first:last])}</strong>{escaped(text[last:end])}"
    )


def _clipped(span: Span, limits: Span) -> Span:
    return max(span[0], limits[0]), min(span[1], limits[1])
