"""Retrieval: how far up the passages stand that hold a proving quote. The one door to `ir_measures`.

Source of the measures: MacAvaney, Macdonald and Ounis, "Streamlining Evaluation with ir-measures" (ECIR 2022).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from assistant.answers import Hit
from evals.metrics.spans import places
from evals.records import ArticleSource, Case, Measure
from ingest.records import Passage

INSTALL = "pip install -e '.[evals]' -c constraints.txt"


def missing_library() -> str:
    """Say what keeps the retrieval from being measured and how to mend it, "" where nothing does."""
    try:
        import ir_measures  # noqa: F401 - only to see whether it is there
        import pytrec_eval  # noqa: F401 - it does the counting, and needs scipy
    except ImportError as error:
        return f"Retrieval was not measured: {error.name or 'ir_measures'} is not installed; run: {INSTALL}"
    return ""


def retrieval_measures(case: Case, hits: Sequence[Hit], library: ArticleSource) -> dict[Measure, float]:
    """Give recall@5, recall@30, reciprocal rank and nDCG@10 (0 to 1) of hits, best first.

    Relevance is binary: a passage is relevant where a proving quote or a part of it stands in it. A hit
    stands for itself and for its copies; relevant passages that one hit stands for count as one. Raises
    UnknownArticleError where a proof names no article of the library.
    """
    ranked = [frozenset(_key(one) for one in (hit.passage, *hit.copies)) for hit in hits]
    return ranking_measures(proving_passages(case, library), ranked)


def proving_passages(case: Case, library: ArticleSource) -> frozenset[str]:
    """Give the keys of the passages that hold a proving quote of the case, or a part of one."""
    keys: set[str] = set()
    for proof in case.proof:
        spans = places(proof.quote, library.article(proof.article).text)
        for passage in library.article_passages(proof.article):
            if any(start < passage.end and passage.start < end for start, end in spans):
                keys.add(_key(passage))
    return frozenset(keys)


def ranking_measures(relevant: Collection[str], ranked: Sequence[Collection[str]]) -> dict[Measure, float]:
    """Measure a ranking, best first, in which each place holds the keys of a passage and its copies."""
    from ir_measures import RR, R, iter_calc, nDCG

    wanted, run = set(relevant), {}
    judged: dict[str, int] = {}
    for rank, keys in enumerate(ranked):
        name = f"rank {rank}"
        run[name] = float(len(ranked) - rank)
        if not wanted.isdisjoint(keys):
            judged[name] = 1
        wanted -= set(keys)
    judged |= dict.fromkeys(wanted, 1)
    if not judged:
        return {"recall@5": 0.0, "recall@30": 0.0, "reciprocal_rank": 0.0, "ndcg@10": 0.0}
    found = {
        str(one.measure): one.value
        for one in iter_calc([R @ 5, R @ 30, RR, nDCG @ 10], {"q": judged}, {"q": run})
    }
    return {
        "recall@5": found["R@5"],
        "recall@30": found["R@30"],
        "reciprocal_rank": found["RR"],
        "ndcg@10": found["nDCG@10"],
    }


def _key(passage: Passage) -> str:
    return f"{passage.article_id} {passage.start}"
