"""Which sentence answers best, and is that good enough? Asked once a question, before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answering.candidates import Candidate, candidates_of
from assistant.answering.judging.answerability import Answerability, Signals
from assistant.answering.judging.bygone import cost_of_being_bygone
from assistant.answering.judging.evidence import PASSAGES_READ, is_beside_the_point
from assistant.answering.judging.introductions import told_in_passing
from assistant.answering.judging.naming import with_names
from assistant.answering.judging.near_misses import without_near_misses
from assistant.answering.judging.other_days import AskedTime
from assistant.answering.judging.plain_wording import plainly_worded
from assistant.answering.language.terms import met, names_and_numbers, stems
from assistant.answers import Hit, Ranked
from assistant.retrieval.reranking import CrossEncoder
from ingest.records import Passage

READ_IN_CONTEXT = 8
"""Sentences, the best on their own, that are read again behind their title and the sentence before them."""
PASSAGE_WEIGHT = 0.1
"""What a passage's own score adds to those of its sentences."""
SEPARATOR = " [SEP] "
"""The model's own token, which it learnt to find between title, sentence before and sentence."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The hits of a question, their best sentences with a score each (a logit), best first, and what they are worth.

    `probability` is how likely it is, from 0 to 1, that the first sentence answers the question. `answers` says
    that this is enough to quote it; `is_hopeless` that not even a writer who joins passages should be asked.
    """

    hits: tuple[Hit, ...]
    ranked: tuple[tuple[Candidate, float], ...] = ()
    signals: Signals | None = None
    probability: float = 0.0
    answers: bool = False
    is_hopeless: bool = True

    @property
    def places(self) -> tuple[Ranked, ...]:
        """The ranked sentences by their places in their articles."""
        return tuple(
            Ranked(
                candidate.passage.article_id,
                candidate.passage.start + candidate.start,
                candidate.passage.start + candidate.end,
                candidate.text,
                score,
            )
            for candidate, score in self.ranked
        )


class Judge:
    """Ranks sentences by the tuned cross-encoder and weighs the best one. Safe to use from several threads."""

    def __init__(
        self, selector: CrossEncoder, answerability: Answerability, told: frozenset[str] = frozenset()
    ) -> None:
        """Use `selector`, the cross-encoder that was tuned to choose sentences, and the fitted answerability.

        `told` are sentences of articles that are not to be chosen, because they were shown before.
        """
        self._selector = selector
        self._answerability = answerability
        self._told = told

    def leaving_out(self, told: frozenset[str]) -> Judge:
        """Give the same judge for a reader who asks what else there is and has read `told`."""
        return Judge(self._selector, self._answerability, told)

    def judge(
        self,
        question: str,
        hits: Sequence[Hit],
        handicap: Callable[[Passage], float] | None = None,
        time: AskedTime | None = None,
    ) -> Judgement:
        """Judge the sentences of the best passages; without any, or beside the point, it is hopeless.

        `handicap` gives the logits that a passage's sentences are to be better by than those of others. `time` are
        the days that the question asks about: sentences on other days are left out.
        """
        found = candidates_of(hits[:PASSAGES_READ])
        untold = [one for one in found if not one.text.endswith(tuple(self._told))]
        candidates = without_near_misses(question, untold, hits, time)
        if not candidates or is_beside_the_point(question, hits):
            return Judgement(tuple(hits))
        asked = plainly_worded(question)
        extra = [told_in_passing(asked, candidate.text) for candidate in candidates]
        read = self._selector.scores(asked, [with_names(candidate) for candidate in candidates])
        alone = [score + more for score, more in zip(read, extra, strict=True)]
        best = sorted(
            zip(candidates, alone, strict=True),
            key=lambda pair: -(pair[1] + PASSAGE_WEIGHT * pair[0].hit.score),
        )[:READ_IN_CONTEXT]
        contexts = self._selector.scores(asked, [in_context(candidate) for candidate, _ in best])
        scored = [
            (candidate, sentence, context + told_in_passing(asked, candidate.text))
            for (candidate, sentence), context in zip(best, contexts, strict=True)
        ]
        scored.sort(
            key=lambda one: (
                (handicap(one[0].passage) if handicap else 0.0)
                + cost_of_being_bygone(question, one[0])
                - ((one[1] + one[2]) / 2 + PASSAGE_WEIGHT * one[0].hit.score)
            )
        )
        first, sentence, context = scored[0]
        ranked = tuple((candidate, (one + other) / 2) for candidate, one, other in scored)
        return self._weighed(
            Judgement(tuple(hits), ranked, signals_of(question, first, sentence, context, hits))
        )

    def aged(self, judgement: Judgement, staleness: float) -> Judgement:
        """Weigh the evidence again as too old for its question, by `staleness` as `Timing.staleness` gives it."""
        if judgement.signals is None:
            return judgement
        return self._weighed(replace(judgement, signals=replace(judgement.signals, staleness=staleness)))

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """Say how well each text answers a question: the tuned cross-encoder's logits."""
        return self._selector.scores(question, texts)

    @property
    def floor(self) -> float:
        """The probability below which evidence is hopeless."""
        return self._answerability.floor

    def _weighed(self, judgement: Judgement) -> Judgement:
        if judgement.signals is None:
            return judgement
        probability = self._answerability.probability(judgement.signals)
        return replace(
            judgement,
            probability=probability,
            answers=probability >= self._answerability.threshold,
            is_hopeless=probability < self._answerability.floor,
        )


def signals_of(
    question: str, candidate: Candidate, sentence: float, context: float, hits: Sequence[Hit]
) -> Signals:
    """Collect what speaks for a candidate among `hits`, `sentence` and `context` being its two scores."""
    passage = candidate.passage
    evidence = stems(f"{passage.header.title} {passage.text}")
    best = max(hit.score for hit in hits)
    return Signals(sentence, context, met(names_and_numbers(question), evidence), best)


def in_context(candidate: Candidate) -> str:
    """Give a candidate as the model reads it in context."""
    before = "" if candidate.row else candidate.before
    return joined(candidate.passage.header.title, before, with_names(candidate))


def joined(title: str, before: str, sentence: str) -> str:
    """Join a title, the sentence before and the sentence, each of which may be "", in the form that was learnt."""
    return SEPARATOR.join(" ".join(part.split()) for part in (title, before, sentence) if part.strip())
