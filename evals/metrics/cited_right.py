"""Cited right: of the answerable questions, how many answers cite a span that proves them."""

from __future__ import annotations

from assistant.answers import Answer
from evals.metrics.spans import holds_proof, true_spans
from evals.normalise import holds_any
from evals.records import ArticleSource, Case, Proof, Verdict


def cited_right(case: Case, answer: Answer, library: ArticleSource) -> Verdict:
    """Judge whether one of the case's proving quotes lies wholly inside a span that the answer cites.

    A citation counts only where its quote is what its article holds between its offsets, so that a span
    cannot prove anything by being wider than the article. Raises UnknownArticleError where a proof names no
    article of the library.
    """
    spans = true_spans(answer.citations, library)
    for proof in case.proof:
        library.article(proof.article)
        if any(holds_proof(span, proof, library) for span in spans):
            return Verdict("cited_right", True, f"Citation in {proof.article} holds the proof.")
    return Verdict("cited_right", False, _nothing_proves(answer, case.proof))


def cited_answer(case: Case, answer: Answer, library: ArticleSource) -> Verdict:
    """Judge whether the cited quotes, as far as they stand in their articles, hold a wording of each fact.

    This stands in for `cited_right` where a suite is asked of articles other than its own, which do not hold
    its proving quotes.
    """
    quotes = [cited.quote for cited in true_spans(answer.citations, library)]
    missing = [
        wordings for wordings in case.answers if not any(holds_any(quote, wordings) for quote in quotes)
    ]
    if not missing:
        return Verdict("cited_right", True, "The cited quotes hold the answer.")
    facts = "; ".join(" / ".join(wordings) for wordings in missing)
    return Verdict("cited_right", False, f"No cited quote holds: {facts}.")


def _nothing_proves(answer: Answer, proof: tuple[Proof, ...]) -> str:
    if not answer.citations:
        return "It cites nothing."
    cited = ", ".join(f"{c.article_id} {c.start}-{c.end}" for c in answer.citations)
    wanted = " / ".join(f"{item.article}: “{item.quote}”" for item in proof)
    return f"No cited span ({cited}) holds a proof ({wanted})."
