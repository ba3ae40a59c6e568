"""The writer that needs no language model: it picks the sentences that answer the question, word for word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answering.claims import Claim
from assistant.answers import Hit
from assistant.retrieval.reranking import CrossEncoder
from ingest.sentences import sentence_spans

LONGEST_ANSWER = 60
"""Words."""
PASSAGES_READ = 5


class ExtractiveWriter:
    """Quotes at most sixty words."""

    model = "extractive"

    def __init__(self, cross_encoder: CrossEncoder) -> None:
        """Use the cross-encoder that already ranks the passages."""
        self._cross_encoder = cross_encoder

    def write(self, question: str, hits: Sequence[Hit]) -> Iterator[Claim]:
        """Give the sentences that answer the question, none where the evidence is too weak."""
        candidates = [
            (hit.passage.text[start:end], hit)
            for hit in hits[:PASSAGES_READ]
            for start, end in sentence_spans(hit.passage.text)
        ]
        scores = self._cross_encoder.scores(question, [text for text, _ in candidates])
        words = 0
        for _, (text, hit) in sorted(zip(scores, candidates, strict=True), key=lambda pair: -pair[0])[:2]:
            words += len(text.split())
            if words > LONGEST_ANSWER:
                return
            yield Claim(text, (hit.passage, *hit.copies), "quoted")
