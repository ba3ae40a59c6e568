"""What answers a broad question: the sentences that open the reports on its matter.

News tells the heart of a matter first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.answering.candidates import Candidate

OVERVIEW_FROM = -1.5
"""The score from which on a sentence tells of the matter. On the development half of `overviews` the best sentence has
1.2 or more where the articles are on it, and -4.1 or less where they are not."""
PASSAGE_WEIGHT = 0.5
COST_OF_A_PLACE = 0.4
"""Logits that a sentence loses for each `PLACE` characters that stand before it in its article."""
PLACE = 150
MOST_PLACES = 5


def overview(
    topic: str,
    candidates: Sequence[Candidate],
    scores: Callable[[str, Sequence[str]], list[float]],
    read: Callable[[Candidate], str],
) -> list[tuple[Candidate, float]]:
    """Give sentences with their scores (logits) as an overview of a topic.

    `scores` gives the tuned cross-encoder's logits, `read` a candidate as it reads it behind its title.
    """
    told = scores(f"What happened with {topic}?", [read(one) for one in candidates])
    return [(one, score + _standing(one)) for one, score in zip(candidates, told, strict=True)]


def _standing(candidate: Candidate) -> float:
    """Give what a sentence's passage and its place in its article add: a report tells first what matters most."""
    place = (candidate.passage.start + candidate.start) / PLACE
    return PASSAGE_WEIGHT * candidate.hit.score - COST_OF_A_PLACE * min(place, MOST_PLACES)
