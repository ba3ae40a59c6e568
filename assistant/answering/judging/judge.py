"""Which sentence answers best, and is that good enough? Asked once a question, before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answering.candidates import Candidate, candidates_of
from assistant.answering.judging.answerability import Answerability, Signals
from assistant.answering.judging.as_read import as_read
from assistant.answering.judging.bygone import cost_of_being_bygone
from assistant.answering.judging.elsewhere import ArticleTexts
from assistant.answering.judging.introductions import told_in_passing
from assistant.answering.judging.near_misses import without_near_misses
from assistant.answering.judging.other_days import AskedTime
from assistant.answering.judging.overviews import OVERVIEW_FROM, overview
from assistant.answering.judging.plain_wording import plainly_worded
from assistant.answering.judging.unmentioned import is_about_the_unmentioned
from assistant.answering.language.terms import met, names_and_numbers, stems
from assistant.answers import Hit, Ranked
from assistant.retrieval.broad_questions import topic_of
from assistant.retrieval.reranking import CrossEncoder
from ingest.records import Passage

PASSAGES_READ = 5
PASSAGES_OF_AN_OVERVIEW = 8
"""Passages whose sentences are read."""
READ_IN_CONTEXT = 8
"""Sentences, the best on their own, that are read again behind their title and the sentence before them."""
ROW_BONUS = 1.0
"""Logits that rank a row higher than its score, which is that of a network that saw none; its confidence stays. On 166
questions of `evals/fitting/later_news/tables.yaml` the best candidate is right for 114 without it and for 118 with
it."""
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


@dataclass(frozen=True, slots=True)
class _Scored:
    """A candidate with its two scores (logits): read alone, and behind its title and the sentence before."""

    candidate: Candidate
    alone: float
    in_context: float

    @property
    def score(self) -> float:
        """The mean of both."""
        return (self.alone + self.in_context) / 2


class Judge:
    """Ranks sentences by the tuned cross-encoder and weighs the best one. Safe to use from several threads."""

    def __init__(
        self,
        selector: CrossEncoder,
        answerability: Answerability,
        told: frozenset[str] = frozenset(),
        articles: ArticleTexts | None = None,
    ) -> None:
        """Use `selector`, the cross-encoder that was tuned to choose sentences, and the fitted answerability.

        `told` are sentences of articles that are not to be chosen, because they were shown before. In `articles` it is
        looked up what an article names besides what was found of it.
        """
        self._selector = selector
        self._answerability = answerability
        self._told = told
        self._articles = articles

    def leaving_out(self, told: frozenset[str]) -> Judge:
        """Give the same judge for a reader who asks what else there is and has read `told`."""
        return Judge(self._selector, self._answerability, told, self._articles)

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
        if topic := topic_of(question):
            return self._overview(topic, hits, handicap)
        candidates = self._candidates(question, hits, time)
        if not candidates or is_about_the_unmentioned(question, hits):
            return Judgement(tuple(hits))

        def worth(one: _Scored) -> float:
            behind = handicap(one.candidate.passage) if handicap else 0.0
            behind += cost_of_being_bygone(question, one.candidate)
            return one.score + _standing(one.candidate) - behind

        best, *others = sorted(self._scored(plainly_worded(question), candidates), key=worth, reverse=True)
        ranked = tuple((one.candidate, one.score) for one in (best, *others))
        signals = signals_of(question, best.candidate, best.alone, best.in_context, hits)
        return self._weighed(Judgement(tuple(hits), ranked, signals))

    def _overview(
        self, topic: str, hits: Sequence[Hit], handicap: Callable[[Passage], float] | None
    ) -> Judgement:
        """Judge what the hits tell of a topic; where they are not on it, it is hopeless."""
        untold = self._untold(hits[:PASSAGES_OF_AN_OVERVIEW])
        if not untold or is_about_the_unmentioned(topic, hits):
            return Judgement(tuple(hits))
        scored = overview(topic, untold, self._selector.scores, in_context)
        told = [(one, score - (handicap(one.passage) if handicap else 0.0)) for one, score in scored]
        told.sort(key=lambda pair: -pair[1])
        probability = self._answerability.beyond_threshold(told[0][1] - OVERVIEW_FROM)
        answers = told[0][1] >= OVERVIEW_FROM
        return Judgement(tuple(hits), tuple(told), None, probability, answers, is_hopeless=not answers)

    def _candidates(self, question: str, hits: Sequence[Hit], time: AskedTime | None) -> list[Candidate]:
        """Give the sentences of the best passages that may answer and that the reader has not been told."""
        untold = self._untold(hits[:PASSAGES_READ])
        return without_near_misses(question, untold, hits, time, self._articles)

    def _untold(self, hits: Sequence[Hit]) -> list[Candidate]:
        return [one for one in candidates_of(hits) if not one.text.endswith(tuple(self._told))]

    def _scored(self, question: str, candidates: Sequence[Candidate]) -> list[_Scored]:
        """Read the candidates alone, and the best of them once more in context."""
        extra = [told_in_passing(question, candidate.text) for candidate in candidates]
        read = self._selector.scores(question, [as_read(candidate) for candidate in candidates])
        alone = [score + more for score, more in zip(read, extra, strict=True)]
        best = sorted(
            zip(candidates, alone, strict=True),
            key=lambda pair: -(pair[1] + _standing(pair[0])),
        )[:READ_IN_CONTEXT]
        contexts = self._selector.scores(question, [in_context(candidate) for candidate, _ in best])
        return [
            _Scored(candidate, sentence, context + told_in_passing(question, candidate.text))
            for (candidate, sentence), context in zip(best, contexts, strict=True)
        ]

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


def _standing(candidate: Candidate) -> float:
    """Give what a candidate's passage adds to its score, and its being a row, where it is ranked among others."""
    return PASSAGE_WEIGHT * candidate.hit.score + (ROW_BONUS if candidate.row else 0.0)


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
    return joined(candidate.passage.header.title, above(candidate), as_read(candidate))


def above(candidate: Candidate) -> str:
    """Give the heading and the sentence before a candidate, of which a row has been told its own already."""
    if candidate.row:
        return ""
    lines = candidate.heading.splitlines()
    return " ".join(
        part for part in (*lines, candidate.before if candidate.before not in lines else "") if part
    )


def joined(title: str, before: str, sentence: str) -> str:
    """Join a title, the sentence before and the sentence, each of which may be "", in the form that was learnt."""
    return SEPARATOR.join(" ".join(part.split()) for part in (title, before, sentence) if part.strip())
