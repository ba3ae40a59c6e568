"""Answers made by hand, for what the page shows of them."""

from __future__ import annotations

from datetime import date

from assistant.answers import Answer, Citation, Disagreement, Seconds, Sentence, Side
from ingest.records import Article


def citation(article: Article, quote: str, number: int = 1) -> Citation:
    """Cite `quote` in `article`, at its first place."""
    start = article.text.index(quote)
    header = article.header
    return Citation(
        number,
        article.id,
        header.title,
        header.outlet,
        header.url,
        header.published,
        start,
        start + len(quote),
        quote,
    )


def answered(sentences: list[Sentence], citations: list[Citation], *, differing: bool = False) -> Answer:
    """Give an answer; `differing` adds a disagreement between its first and its last citation."""
    sides = (Side("four <b>ferries</b>", (1,)), Side("five ferries", (citations[-1].number,)))
    return Answer(
        question="Q?",
        standalone_question="Q?",
        asked_on=date(2024, 3, 8),
        outcome="answered",
        text=" ".join(sentence.text for sentence in sentences),
        sentences=tuple(sentences),
        citations=tuple(citations),
        disagreements=(Disagreement("the number of ferries", sides),) if differing else (),
        window=None,
        nearest=(),
        newest_article=date(2024, 3, 7),
        model="extractive",
        seconds=Seconds(),
    )


def not_found(nearest: list[Citation]) -> Answer:
    """Give an answer that the articles do not hold."""
    return Answer(
        question="Q?",
        standalone_question="Q?",
        asked_on=date(2024, 3, 8),
        outcome="not_found",
        text="The articles do not say.",
        sentences=(),
        citations=(),
        disagreements=(),
        window=None,
        nearest=tuple(nearest),
        newest_article=date(2024, 3, 7),
        model="extractive",
        seconds=Seconds(),
    )
