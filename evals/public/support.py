"""How well a text bears a claim out: the scores that the project has today, each under a name of its own.

`verify` decides what is shown, yes or no; the support score stands behind it; the others are what they are made of.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.answering.checking.support import SupportModel
from assistant.answering.checking.verification import verify
from assistant.answering.judging.selection import load_selector
from assistant.answering.language.terms import content_stems
from assistant.retrieval.reranking import CrossEncoder
from ingest.chunking import passages_of
from ingest.records import Article, Header, Passage
from ingest.sentences import sentence_spans

SUPPORT = "support score"
SENTENCES_READ = 10
"""Sentences, those that share most words with the claim, that a cross-encoder reads."""
BY_SENTENCE = ("words in two sentences", "sentence selector (tuned)", "reranker (untuned)", "verify")
"""The scores that each sentence of a claim has."""


class SupportScores:
    """Scores claims against their evidence. Holds three models; scores one claim at a time."""

    def __init__(self, selector: CrossEncoder, reranker: CrossEncoder, support: SupportModel) -> None:
        """Use the tuned cross-encoder, the untuned one, and the support model."""
        self._selector = selector
        self._reranker = reranker
        self._support = support

    @classmethod
    def load(cls) -> SupportScores:
        """Load the models that ship. Raises ModelFileError."""
        return cls(load_selector(), CrossEncoder(), SupportModel.load())

    def scores(self, claim: str, evidence: str) -> dict[str, float]:
        """Give every score of a claim by its evidence (a whole article); the higher, the better borne out.

        The shares are from 0 to 1: the claim's content words that stand anywhere in the evidence, or in the
        two neighbouring sentences that hold most of them. The cross-encoders give the logit of the best sentence, the
        support score is a probability. `verify` is 1 where the rules would let the claim pass as borne out by the
        evidence, else 0. Of a claim of several sentences all but the first score and the support score are those of
        its worst one: all must be true.
        """
        sentences = _sentences(evidence)
        held = [content_stems(sentence) for sentence in sentences]
        by_sentence = [
            (
                _share_of_two(content_stems(one), held),
                *self._logits(one, _nearest(content_stems(one), sentences, held)),
                float(is_verified(one, evidence)),
            )
            for one in _sentences(claim)
        ]
        return {
            "words in the evidence": _share(content_stems(claim), frozenset().union(*held)),
            SUPPORT: self._support.probability(claim, passage_texts(evidence)),
            **dict(zip(BY_SENTENCE, map(min, zip(*by_sentence, strict=True)), strict=True)),
        }

    def _logits(self, sentence: str, evidence: Sequence[str]) -> tuple[float, float]:
        return max(self._selector.scores(sentence, evidence)), max(self._reranker.scores(sentence, evidence))


def is_verified(sentence: str, evidence: str) -> bool:
    """Say whether the rules would let a sentence pass that cites all of the evidence."""
    passages = _passages(evidence)
    return bool(passages) and verify(sentence, passages).passed


def _passages(evidence: str) -> list[Passage]:
    return list(passages_of(Article(id="evidence", header=Header(), text=evidence)))


def passage_texts(evidence: str) -> list[str]:
    """Give evidence as texts of passages, as the assistant would cut it; one at least."""
    return [passage.text for passage in _passages(evidence)] or [evidence]


def _sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)] or [text]


def _share_of_two(wanted: frozenset[str], held: Sequence[frozenset[str]]) -> float:
    neighbours = [left | right for left, right in pairwise(held)] or held
    return max(_share(wanted, both) for both in neighbours)


def _share(wanted: frozenset[str], held: frozenset[str]) -> float:
    return len(wanted & held) / len(wanted) if wanted else 0.0


def _nearest(wanted: frozenset[str], sentences: Sequence[str], held: Sequence[frozenset[str]]) -> list[str]:
    order = sorted(range(len(sentences)), key=lambda place: -len(wanted & held[place]))
    return [sentences[place] for place in order[:SENTENCES_READ]]
