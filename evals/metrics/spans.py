"""What an answer really cites: the spans of its citations, as far as they are what the articles hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.answers import Citation
from evals.normalise import normalise, says_any
from evals.records import ArticleSource, Case, Proof
from ingest.errors import UnknownArticleError

OVERLAP_WORDS = 4
"""Words in a row that a sentence and a quote must share to overlap; all of them where one is shorter."""


def true_spans(citations: Iterable[Citation], library: ArticleSource) -> tuple[Citation, ...]:
    """Keep the citations whose quote is what their article holds between their offsets.

    Only these can prove anything: a span that is wider than its article, an altered quote or an article that
    isn't there would else prove whatever is wanted.
    """
    return tuple(citation for citation in citations if _is_true(citation, library))


def places(quote: str, text: str) -> list[tuple[int, int]]:
    """Give the start and end of every place where `quote` stands in `text`, whatever the white space."""
    pattern = r"\s+".join(re.escape(word) for word in quote.split())
    return [match.span() for match in re.finditer(pattern, text)] if pattern else []


def holds_proof(span: Citation, proof: Proof, library: ArticleSource) -> bool:
    """Say whether the proving quote lies wholly inside the span. Raises UnknownArticleError."""
    if span.article_id != proof.article:
        return False
    text = library.article(proof.article).text
    return any(span.start <= start and end <= span.end for start, end in places(proof.quote, text))


def proves(span: Citation, sentence: str, case: Case, library: ArticleSource) -> bool:
    """Say whether the span holds a proving quote that the sentence retells.

    It retells the quote where it overlaps it, or where it holds an accepted wording of one of the facts.
    """
    held = [proof for proof in case.proof if holds_proof(span, proof, library)]
    if not held:
        return False
    worded = any(says_any(sentence, wordings) for wordings in case.answers)
    return worded or any(overlap(sentence, proof.quote) for proof in held)


def overlap(sentence: str, quote: str) -> bool:
    """Say whether the two share a run of four words, or all words of the shorter one, both normalised."""
    ours, theirs = normalise(sentence).split(), normalise(quote).split()
    length = min(OVERLAP_WORDS, len(ours), len(theirs))
    return length > 0 and not _runs(ours, length).isdisjoint(_runs(theirs, length))


def _runs(words: Sequence[str], length: int) -> set[tuple[str, ...]]:
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


def _is_true(citation: Citation, library: ArticleSource) -> bool:
    try:
        text = library.article(citation.article_id).text
    except UnknownArticleError:
        return False
    return (
        0 <= citation.start < citation.end <= len(text)
        and text[citation.start : citation.end] == citation.quote
    )
