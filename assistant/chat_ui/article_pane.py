"""The right half of the page as HTML: the cited article with its passage highlighted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.extractive.additions import place_of_quote
from assistant.answers import Citation
from assistant.chat_ui.markup import Span, escaped, highlighted, link, readable_day
from ingest.records import Article
from ingest.sentences import sentence_spans

SHARED_WORDS = 0.6
"""Share of an answer's words that a sentence of the passage must hold to be stressed for it."""

_PARAGRAPH = re.compile(r"[^\n]+")
_WORD = re.compile(r"\w+")


def nothing_open() -> str:
    """Give what stands there before the first citation is opened."""
    return (
        '<div class="source none"><p>The article behind an answer opens here, '
        "with the very passage highlighted.</p></div>"
    )


def problem_pane(problem: str) -> str:
    """Give what stands there when an article could not be opened."""
    return f'<div class="source none"><p role="alert">{escaped(problem)}</p></div>'


def article_pane(
    article: Article, citation: Citation, said: Sequence[str], *, view: int, by_click: bool
) -> str:
    """Give an article, the cited passage highlighted and in it the sentences stressed that bear out `said`.

    `said` holds the texts of the answer's sentences that cite the passage. `view` is different each time that
    something is opened, which tells the page's script to scroll; `by_click`: the reader asked for it.
    """
    cited = cited_span(article.text, citation)
    if cited is None:
        body = (
            '<p class="problem">The article has been changed since this answer was given, '
            f"and the passage is no longer in it:</p><blockquote>{escaped(citation.quote)}</blockquote>"
        )
        return _framed(citation, body + _paragraphs(article.text, (0, 0), ()), view, by_click)
    stressed = stressed_spans(article.text, cited, said)
    return _framed(citation, _paragraphs(article.text, cited, stressed), view, by_click)


def gone_pane(citation: Citation, *, view: int) -> str:
    """Give what stands there for an article that has left the library: the passage as it was quoted."""
    body = (
        '<p class="problem">This article has been removed from the library since the answer was given.</p>'
        f"<blockquote>{escaped(citation.quote)}</blockquote>"
    )
    return _framed(citation, body, view, by_click=True)


def cited_span(text: str, citation: Citation) -> Span | None:
    """Give where the citation's quote stands in `text`: at its offsets, else elsewhere, else None."""
    if text[citation.start : citation.end] == citation.quote:
        return citation.start, citation.end
    moved = text.find(citation.quote)
    return (moved, moved + len(citation.quote)) if citation.quote and moved >= 0 else None


def stressed_spans(text: str, cited: Span, said: Sequence[str]) -> list[Span]:
    """Give the stretches of the cited passage that bear out what was said.

    The very words where they are there, else the sentence that shares most words with them, if enough.
    """
    spans: list[Span] = []
    for sentence in said:
        exact = place_of_quote(sentence, text, *cited)
        if exact is not None:
            spans.append(exact)
            continue
        words = set(_WORD.findall(sentence.casefold()))
        candidates = sentence_spans(text, *cited)
        if words and candidates:
            share, span = max((_shared(words, text[start:end]), (start, end)) for start, end in candidates)
            if share >= SHARED_WORDS:
                spans.append(span)
    return spans


def _shared(words: set[str], sentence: str) -> float:
    return len(words & set(_WORD.findall(sentence.casefold()))) / len(words)


def _paragraphs(text: str, cited: Span, stressed: Sequence[Span]) -> str:
    return "".join(
        f'<p dir="auto">{highlighted(text, match.start(), match.end(), cited, stressed)}</p>'
        for match in _PARAGRAPH.finditer(text)
    )


def _framed(citation: Citation, body: str, view: int, by_click: bool) -> str:
    kicker = " · ".join(part for part in (citation.outlet, readable_day(citation.published)) if part)
    address = link(citation.url)
    where = f'<p class="where">{address}</p>' if address else ""
    return (
        f'<article class="source" tabindex="-1" data-view="{view}" data-by-click="{str(by_click).lower()}" '
        f'aria-label="Source {citation.number}">'
        f'<button type="button" class="back">↑ Back to the answer</button>'
        f'<header><p class="kicker"><span class="count">{citation.number}</span> {escaped(kicker)}</p>'
        f'<h2 dir="auto">{escaped(citation.title or "Untitled")}</h2>{where}</header>'
        f'<div class="story">{body}</div></article>'
    )
