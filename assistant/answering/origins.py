"""From how many independent sources an answer's sentences come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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


def with_origins(
    sentences: Sequence[Sentence], citations: Sequence[Citation], library: ArticleSource
) -> tuple[Sentence, ...]:
    """Give the sentences with the number of independent origins of the articles that each of them cites.

    Raises LibraryError where a cited article can't be read.
    """
    cited = {
        citation.number: Telling(library.article(citation.article_id), citation.quote)
        for citation in citations
    }
    return tuple(replace(sentence, origins=_origins(sentence, cited)) for sentence in sentences)


def _origins(sentence: Sentence, cited: Mapping[int, Telling]) -> int:
    return count_origins([cited[number] for number in sentence.citations])
