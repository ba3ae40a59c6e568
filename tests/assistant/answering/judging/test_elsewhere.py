"""Sentences of articles on another place or person than the one that a question names."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answering.candidates import candidates_of
from assistant.answering.judging.elsewhere import without_other_matters
from assistant.answers import Hit
from ingest.errors import UnknownArticleError
from ingest.records import Article, Header
from tests.assistant.press import passage

SUNK = Hit(passage("storm", "Three fishing boats sank and nobody was hurt.", title="Storm in Brelm"), 2.0)
TOLL = Hit(passage("toll", "The bridge at Tenby Falls will cost drivers a toll."), 1.0)


@dataclass(frozen=True)
class Shelf:
    """Articles by their ids, with their whole texts."""

    texts: dict[str, str]

    def article(self, article_id: str) -> Article:
        """Give an article."""
        if article_id not in self.texts:
            raise UnknownArticleError(article_id)
        return Article(article_id, Header(), self.texts[article_id])


def kept(question: str, *hits: Hit, articles: Shelf | None = None) -> list[str]:
    candidates = without_other_matters(question, candidates_of(hits), hits, articles)
    return [candidate.passage.article_id for candidate in candidates]


def test_an_article_that_never_names_the_place_is_left_out_where_another_does() -> None:
    assert kept("How many boats sank in Tenby Falls?", SUNK, TOLL) == ["toll"]


def test_an_article_that_names_it_outside_what_was_found_stays() -> None:
    shelf = Shelf(
        {"storm": "The harbour of Tenby Falls is closed. Three fishing boats sank and nobody was hurt."}
    )
    assert kept("How many boats sank in Tenby Falls?", SUNK, TOLL, articles=shelf) == ["storm", "toll"]


def test_part_of_a_name_is_enough() -> None:
    assert "storm" in kept("How many boats sank at Brelm Harbour?", SUNK, TOLL)


def test_a_name_that_no_article_has_leaves_nothing_out() -> None:
    assert kept("How many boats sank in Orrin Bay?", SUNK, TOLL) == ["storm", "toll"]


def test_who_compares_outlets_asks_of_articles_that_do_not_name_them() -> None:
    assert kept("What does the Orrin Gazette say of the boats?", SUNK, TOLL) == ["storm", "toll"]
