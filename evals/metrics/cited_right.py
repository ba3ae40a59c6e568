"""Cited right: of the answerable questions, how many answers cite a span that proves them."""

from __future__ import annotations

import re

from assistant.answers import Answer, Citation
from evals.normalise import holds_any
from evals.records import ArticleSource, Case, Proof, Verdict


def cited_right(case: Case, answer: Answer, library: ArticleSource) -> Verdict:
    """Judge whether one of the case's proving quotes lies wholly inside a span that the answer cites.

    A citation counts only where its quote is what its article holds between its offsets, so that a span
    cannot prove anything by being wider than the article. Raises UnknownArticleError where a proof names no
    article of the library.
    """
    for proof in case.proof:
        text = library.article(proof.article).text
        cited = [
            span for span in answer.citations if span.article_id == proof.article and _is_true(span, text)
        ]
        for start, end in places(proof.quote, text):
            if any(span.start <= start and end <= span.end for span in cited):
                return Verdict("cited_right", True, f"Citation in {proof.article} holds the proof.")
    return Verdict("cited_right", False, _nothing_proves(answer, case.proof))


def cited_answer(case: Case, answer: Answer, library: ArticleSource) -> Verdict:
    """Judge whether the cited quotes, as far as they stand in their articles, hold a wording of each fact.

    This stands in for `cited_right` where a suite is asked of articles other than its own, which do not hold
    its proving quotes. Raises UnknownArticleError where a citation names no article of the library.
    """
    quotes = [
        cited.quote for cited in answer.citations if _is_true(cited, library.article(cited.article_id).text)
    ]
    missing = [
        wordings for wordings in case.answers if not any(holds_any(quote, wordings) for quote in quotes)
    ]
    if not missing:
        return Verdict("cited_right", True, "The cited quotes hold the answer.")
    facts = "; ".join(" / ".join(wordings) for wordings in missing)
    return Verdict("cited_right", False, f"No cited quote holds: {facts}.")


def places(quote: str, text: str) -> list[tuple[int, int]]:
    """Give the start and end of every place where `quote` stands in `text`, whatever the white space."""
    pattern = r"\s+".join(re.escape(word) for word in quote.split())
    return [match.span() for match in re.finditer(pattern, text)] if pattern else []


def _is_true(citation: Citation, text: str) -> bool:
    return (
        0 <= citation.start < citation.end <= len(text)
        and text[citation.start : citation.end] == citation.quote
    )


def _nothing_proves(answer: Answer, proof: tuple[Proof, ...]) -> str:
    if not answer.citations:
        return "It cites nothing."
    cited = ", ".join(f"{c.article_id} {c.start}-{c.end}" for c in answer.citations)
    wanted = " / ".join(f"{item.article}: “{item.quote}”" for item in proof)
    return f"No cited span ({cited}) holds a proof ({wanted})."
