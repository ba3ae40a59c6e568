"""A question to hits: two searches, fused, without copies, reranked."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answers import Hit
from assistant.retrieval.broad_questions import topic_of
from assistant.retrieval.by_words import words_expression
from assistant.retrieval.copies import group_copies
from assistant.retrieval.fusion import reciprocal_rank_fusion
from assistant.retrieval.reranking import CrossEncoder
from ingest.embedding import EmbeddingModel
from ingest.library.library import Library
from ingest.records import Filter, Passage

SEARCHED = 60
"""Passages asked of each of the two searches."""
FOUND = 30
"""Passages that a question is given at most, copies counted once."""
KEPT_QUESTIONS = 16
"""Questions whose vectors are kept."""
RERANKED = 20
"""Passages of them that the cross-encoder reads. On RealTime QA 2024 (every other question) twenty put the answer among
the best 5, 10 and 30 as often as thirty or sixty did; with fifteen it was missed once more."""


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The hits of a question, best first, and the seconds that the two halves of the search took."""

    hits: tuple[Hit, ...]
    search_seconds: float
    rerank_seconds: float


class Retriever:
    """Finds the passages of one library that may answer a question. Safe to use from several threads."""

    def __init__(self, library: Library, embedding: EmbeddingModel, cross_encoder: CrossEncoder) -> None:
        self._library = library
        # A question about now is searched for twice.
        self._embedded = lru_cache(KEPT_QUESTIONS)(embedding.embed_question)
        self._cross_encoder = cross_encoder

    def retrieve(
        self, question: str, search_filter: Filter, limit: int = FOUND, *, known: Sequence[Hit] = ()
    ) -> Retrieved:
        """Find up to `limit` passages (30 at most), best first. Raises EmbeddingError and LibraryError.

        `known` are hits of the same question from another search: their passages are not scored again. Passages
        that the cross-encoder did not read follow those that it read, with the lowest score among them. A broad
        question is searched for by its topic.
        """
        started = time.perf_counter()
        question = topic_of(question) or question
        groups = self._candidates(question, search_filter)
        searched = time.perf_counter()
        # The lowest score may be that of passages which were never read.
        lowest = min((hit.score for hit in known), default=0.0)
        score_of = {hit.passage.id: hit.score for hit in known if hit.score > lowest}
        read, unread = groups[:RERANKED], groups[RERANKED:]
        new = [group[0] for group in read if group[0].id not in score_of]
        scores = self._cross_encoder.scores(question, [reranked_text(passage) for passage in new])
        score_of |= {passage.id: score for passage, score in zip(new, scores, strict=True)}
        hits = [Hit(passage=group[0], score=score_of[group[0].id], copies=group[1:]) for group in read]
        hits.sort(key=lambda hit: -hit.score)
        hits.extend(Hit(passage=group[0], score=hits[-1].score, copies=group[1:]) for group in unread)
        return Retrieved(tuple(hits[:limit]), searched - started, time.perf_counter() - searched)

    def _candidates(self, question: str, search_filter: Filter) -> list[tuple[Passage, ...]]:
        vector = self._embedded(question)
        expression = words_expression(question)
        with self._library.snapshot():
            by_meaning = self._library.search_vectors(vector, search_filter, SEARCHED)
            by_words = self._library.search_words(expression, search_filter, SEARCHED) if expression else []
            rankings = [[key for key, _ in by_meaning], [key for key, _ in by_words]]
            fused = reciprocal_rank_fusion(rankings, SEARCHED)
            passages = self._library.passages(fused, search_filter)
        # Grouped before they are cut, so that a wire story's thirty copies leave room for the rest.
        return group_copies([passages[key] for key in fused if key in passages])[:FOUND]


def reranked_text(passage: Passage) -> str:
    """Give what the cross-encoder reads of a passage: its article's title, then its text."""
    return f"{passage.header.title}\n{passage.text}" if passage.header.title else passage.text
