"""From how many independent sources a sentence of an answer comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from assistant.answers import Citation, Sentence
from ingest.copies import Telling, count_origins
from ingest.records import Article


class ArticleSource(Protocol):
    """Where articles are looked up: the library."""

    def article(self, article_id: str) -> Article:
        """Give an article by its id."""
        ...


def with_origins(sentence: Sentence, citations: Sequence[Citation], library: ArticleSource) -> Sentence:
    """Give a sentence with the number of independent origins of the articles that it cites by the `citations`.

    Raises LibraryError where a cited article can't be read.
    """
    tellings = [
        Telling(library.article(citation.article_id), citation.quote)
        for citation in citations
        if citation.number in sentence.citations
    ]
    return replace(sentence, origins=count_origins(tellings))
