"""How well sentences answer a question, of which some were read for it before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from assistant.answering.candidates import Candidate
from assistant.answering.judging.judge import Judgement
from assistant.answering.language.terms import content_stems

Scores: TypeAlias = Callable[[str, Sequence[str]], Sequence[float]]
"""How well each of several texts answers a question (logits), as `Judge.scores`."""
MOST_READ = 16
"""Sentences that the tuned model reads anew, those with most words of the question."""


def read_for(
    question: str, candidates: Sequence[Candidate], judgement: Judgement, scores: Scores
) -> list[tuple[Candidate, float]]:
    """Give candidates with their scores, best first: those known, and of others those nearest to the question."""
    known = {words_of(candidate): score for candidate, score in judgement.ranked}
    unread = [candidate for candidate in candidates if words_of(candidate) not in known]
    wanted = content_stems(question)
    unread.sort(key=lambda candidate: -len(wanted & content_stems(candidate.text)))
    texts = list(dict.fromkeys(candidate.text for candidate in unread[:MOST_READ]))
    read = zip(texts, scores(question, texts) if texts else [], strict=True)
    known |= {" ".join(text.casefold().split()): score for text, score in read}
    found = [(one, known[words_of(one)]) for one in candidates if words_of(one) in known]
    return sorted(found, key=lambda pair: -pair[1])


def words_of(candidate: Candidate) -> str:
    """Give a candidate's words in one form, by which copies are known."""
    return " ".join(candidate.text.casefold().split())
