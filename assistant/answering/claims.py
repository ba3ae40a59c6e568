"""What a writer hands over, and how claims become a numbered answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from assistant.answering.checking.verification import Evidence
from assistant.answering.extractive.additions import place_of_quote
from assistant.answers import NO_USAGE, Checked, Citation, Notice, Sentence, Span, Support, Usage
from assistant.deadline import Deadline
from ingest.calendar_names import day_in_words
from ingest.records import Passage

if TYPE_CHECKING:
    from assistant.answering.judging.judge import Judgement


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence that a writer wants to say, and the passages that bear it out: one at least, unless it leads on.

    `verdict` says how it came to be shown, `reason` what was wrong with it as it was first written, and `evidence`
    where exactly the passages bear it out, empty where nobody has looked. `lead`, `told_on`, `score` and `is_row` as
    in a Sentence.
    """

    text: str
    passages: tuple[Passage, ...]
    support: Support
    verdict: Checked = "quoted"
    reason: str = ""
    evidence: tuple[Evidence, ...] = ()
    lead: str = ""
    told_on: date | None = None
    score: float | None = None
    is_row: bool = False


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What a language model is asked to write: the question as it stands alone, its judged hits, and the limits.

    `deadline` holds for the whole question. `state` is what else the reply depends on: the library and the filters.
    `scores` gives the tuned cross-encoder's logits for a question and texts: what was asked for is told by it.
    """

    question: str
    judgement: Judgement
    asked_on: date
    deadline: Deadline
    scores: Callable[[str, Sequence[str]], list[float]]
    state: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """How an answer was written, once it is: by whom in the end, what the reader should know, and what it cost."""

    model: str
    notices: tuple[Notice, ...] = ()
    usage: Usage = NO_USAGE


class Writer(Protocol):
    """Writes an answer from hits. `model` is what the answer names as its author."""

    @property
    def model(self) -> str:
        """The name that stands in the answer: "extractive", or the language model's."""
        ...

    def write(self, question: str, judgement: Judgement) -> Iterator[Claim]:
        """Give the sentences of the answer one by one, none where the hits don't hold it."""
        ...


class Numbering:
    """Gives every cited passage its number, in the order of first use."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, int], int] = {}
        self._citations: list[Citation] = []

    def sentence(self, claim: Claim) -> Sentence:
        """Make a claim a sentence with citation numbers."""
        numbers = dict.fromkeys(self._number(passage) for passage in claim.passages)
        return Sentence(
            text=claim.text,
            citations=tuple(numbers),
            support=claim.support,
            verdict=claim.verdict,
            reason=claim.reason,
            spans=tuple(self._spans(claim)),
            lead=claim.lead,
            told_on=claim.told_on,
            score=claim.score,
            is_row=claim.is_row,
        )

    def _spans(self, claim: Claim) -> Iterator[Span]:
        """Give where the cited passages bear a claim out; of a quoted one, where its words stand."""
        for one in claim.evidence:
            if one.passage not in claim.passages:
                continue
            yield Span(self._number(one.passage), one.start, one.end)
        if claim.evidence:
            return
        for passage in claim.passages:
            place = place_of_quote(claim.text, passage.text)
            if place is not None:
                yield Span(self._number(passage), passage.start + place[0], passage.start + place[1])

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All citations so far, by number."""
        return tuple(self._citations)

    def number_of(self, passage: Passage) -> int | None:
        """Give the number of a passage, None where it is not cited."""
        return self._numbers.get((passage.article_id, passage.start))

    def _number(self, passage: Passage) -> int:
        key = (passage.article_id, passage.start)
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers) + 1
            self._citations.append(Citation.of(passage, self._numbers[key]))
        return self._numbers[key]


def in_text(sentences: Sequence[Sentence]) -> str:
    """Give the text of an answer: its sentences with their marks, the rows of a table or list each on a line."""
    parts = [marked(sentence) for sentence in sentences[:1]]
    for before, sentence in pairwise(sentences):
        parts += ["\n" if begins_a_line(before, sentence) else " ", marked(sentence)]
    return "".join(parts)


def begins_a_line(before: Sentence, sentence: Sentence) -> bool:
    """Tell whether a sentence stands on a new line: a row does, and so does what a row or a colon stands before."""
    return before.is_row or sentence.is_row or before.text.endswith(":")


def marked(sentence: Sentence) -> str:
    """Give a sentence with its citation marks and what goes before and behind it, as it stands in an answer's text."""
    lead = [sentence.lead] if sentence.lead else []
    day = [f"({day_in_words(sentence.told_on)})"] if sentence.told_on else []
    return " ".join([*lead, sentence.text, *(f"[{number}]" for number in sentence.citations), *day])
