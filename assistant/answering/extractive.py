"""The writer that needs no language model: it picks the sentences that answer the question, word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.answerability import Answerability, Signals, signals_of
from assistant.answering.candidates import LONGEST_QUOTE, Candidate, candidates_of, quotable_of
from assistant.answering.claims import Claim
from assistant.answering.terms import stems
from assistant.answering.verification import AMOUNT_WORD, NEGATION, NUMBER_WORDS
from assistant.answers import Hit
from assistant.retrieval.by_words import content_words
from assistant.retrieval.reranking import CrossEncoder
from ingest.records import Passage
from ingest.sentences import sentence_spans

PASSAGES_READ = 5
PASSAGE_WEIGHT = 0.3
"""What a passage's own score adds to those of its sentences."""
SECOND_WITHIN = 5.0
SECOND_FROM = -2.0
"""A second sentence is added when the tuned model scores it so high, and at most so much below the first: on the
suite `development` that lifts the answers that hold what was asked for from 88 to 94 in 100."""
SAME_FACT_FROM = 0.6
"""Share of content words from which a sentence of another article, with the same figures, tells the same fact."""

_FIGURE_OR_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Judgement:
    """The quotable sentences of the best passages, best first, each with its score by the tuned model.

    `signals` and `probability` are of the first: what speaks for it, and how likely it is to answer the question.
    """

    ranked: tuple[tuple[Candidate, float], ...]
    signals: Signals
    probability: float


class ExtractiveWriter:
    """Quotes at most two sentences and sixty words."""

    model = "extractive"

    def __init__(self, selector: CrossEncoder, answerability: Answerability) -> None:
        """Use the cross-encoder `selector`, tuned to choose sentences, and the fitted answerability."""
        self._selector = selector
        self._answerability = answerability

    def write(self, question: str, hits: Sequence[Hit]) -> Iterator[Claim]:
        """Give the sentences that answer the question, none where the evidence is too weak."""
        judgement = self.judge(question, hits)
        if judgement is None or judgement.probability < self._answerability.threshold:
            return
        everything = list(quotable_of(hits))
        for candidate in chosen(judgement):
            yield Claim(candidate.text, sources_of(candidate, everything), "quoted")

    def judge(self, question: str, hits: Sequence[Hit]) -> Judgement | None:
        """Rank the quotable sentences of the best passages and weigh the first; None where there are none."""
        candidates = candidates_of(hits[:PASSAGES_READ])
        if not candidates:
            return None
        scores = self._selector.scores(question, [candidate.text for candidate in candidates])
        ranked = sorted(
            zip(candidates, scores, strict=True),
            key=lambda pair: -(pair[1] + PASSAGE_WEIGHT * pair[0].hit.score),
        )
        first, score = ranked[0]
        context = self._selector.scores(question, [f"{first.before} {first.text}".strip()])[0]
        signals = signals_of(question, first, score, context)
        return Judgement(tuple(ranked), signals, self._answerability.probability(signals))


def chosen(judgement: Judgement) -> list[Candidate]:
    """Give the sentences to quote: the best, and a second one where it is nearly as good, says more and fits."""
    (first, best), *others = judgement.ranked
    room = LONGEST_QUOTE - len(first.text.split())
    for other, score in others:
        near = score > SECOND_FROM and best - score <= SECOND_WITHIN
        if near and len(other.text.split()) <= room and not tells_the_same(first.text, other.text):
            return [first, other]
    return [first]


def sources_of(quoted: Candidate, candidates: Sequence[Candidate]) -> tuple[Passage, ...]:
    """Give the passages that say what the quoted sentence says: its own first, then one of each other article."""
    passages: dict[str, Passage] = {}
    agreeing = (other for other in candidates if tells_the_same(quoted.text, other.text))
    for candidate in (quoted, *agreeing):
        copies = (copy for copy in candidate.hit.copies if _holds(copy, candidate.text))
        for passage in (candidate.passage, *copies):
            passages.setdefault(passage.article_id, passage)
    return tuple(passages.values())


def _holds(copy: Passage, text: str) -> bool:
    sentences = (copy.text[start:end] for start, end in sentence_spans(copy.text))
    return any(tells_the_same(text, sentence, part=True) for sentence in sentences)


def tells_the_same(left: str, right: str, *, part: bool = False) -> bool:
    """Tell whether two texts state the same fact: the same figures, both or neither denied, most words in common.

    With `part`, `left` need only be told by some part of `right`.
    """
    left_figures, right_figures = _figures(left), _figures(right)
    if not left_figures <= right_figures or (not part and left_figures != right_figures):
        return False
    if _denies(left) != _denies(right):
        return False
    left_stems, right_stems = _content_stems(left), _content_stems(right)
    if not left_stems or not right_stems:
        return False
    whole = len(left_stems) if part else max(len(left_stems), len(right_stems))
    return len(left_stems & right_stems) >= SAME_FACT_FROM * whole


def _figures(text: str) -> set[str]:
    """Give the figures and amounts of a text: "5", "five" and "12,000" as 5 and 12000, "millions" as million."""
    found: set[str] = set()
    for word in _FIGURE_OR_WORD.findall(text.casefold()):
        if word[0].isdigit():
            found.add(word.replace(",", ""))
        elif word in NUMBER_WORDS:
            found.add(NUMBER_WORDS[word])
        elif AMOUNT_WORD.fullmatch(word):
            found.add(word.rstrip("s"))
    return found


def _denies(text: str) -> bool:
    words = _FIGURE_OR_WORD.findall(text.casefold().replace("’", "'"))
    return any(NEGATION.fullmatch(word) for word in words)


def _content_stems(text: str) -> frozenset[str]:
    return stems(" ".join(content_words(text)))
