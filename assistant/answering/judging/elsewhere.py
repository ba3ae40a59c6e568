"""Sentences of articles that never name what the question names, where another article does: a fire in another town.

The network reads a sentence with its title at most, and what an article is about may stand in neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from assistant.answering.candidates import Candidate
from assistant.answering.judging.unmentioned import lacks_name, told_of
from assistant.answering.language.terms import met, names_of, stems
from assistant.answers import Hit
from ingest.errors import UnknownArticleError
from ingest.records import Article


class ArticleTexts(Protocol):
    """Where articles come from: the library."""

    def article(self, article_id: str) -> Article:
        """Give an article. Raises UnknownArticleError."""
        ...


def without_other_matters(
    question: str, candidates: Sequence[Candidate], hits: Sequence[Hit], articles: ArticleTexts | None
) -> list[Candidate]:
    """Leave out the sentences of articles that have no word of a name which the question and another article have.

    Without `articles` what was found of an article counts for all of it. Outlets are left aside: who asks how two
    papers tell something asks of both.
    """
    outlets = stems(" ".join(hit.passage.header.outlet for hit in hits))
    names = [name for name in names_of(question) if met(name, outlets) < 1]
    found: dict[str, list[str]] = {}
    for hit in hits:
        found.setdefault(hit.passage.article_id, []).append(told_of(hit.passage.header, hit.passage.text))
    if not names or len(found) < 2:
        return list(candidates)
    known = [stems(" ".join(texts)) for texts in found.values()]
    held = [name for name in names if any(met(name, words) == 1 for words in known)]
    apart = {
        article_id
        for article_id in {candidate.passage.article_id for candidate in candidates}
        if any(
            lacks_name(" ".join(found.get(article_id, ())), name)
            and lacks_name(_whole(article_id, articles), name)
            for name in held
        )
    }
    return [candidate for candidate in candidates if candidate.passage.article_id not in apart]


def _whole(article_id: str, articles: ArticleTexts | None) -> str:
    """Give all that an article tells, "" where it can't be looked up or is gone."""
    if articles is None:
        return ""
    try:
        article = articles.article(article_id)
    except UnknownArticleError:
        return ""
    return told_of(article.header, article.text)
