"""Do the cited passages bear a sentence out? Rules that can be explained; each can only keep a sentence back.

In this order: a whole statement; nothing foreign (links, markup); quotations word for word; then, statement by
statement where several are joined, one or two neighbouring sentences of a passage that have every figure and date
in the same place, every name and every word that says something, no denial, doubt or quantity more or less, the same
speaker, nothing turned round, and no words put together that stand in different clauses.

No model is asked here; `support.py` puts one behind the rules, and one beside them for what is told in other words.

What a writer calls: `verify` for a sentence and the passages that it cites, `recite` where they do not bear it out,
`is_connecting` for a sentence that cites nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from assistant.answering.checking.doers import other_doer
from assistant.answering.checking.figures import wrong_figure
from assistant.answering.checking.free_wording import free_shortcoming
from assistant.answering.checking.joined_statements import (
    is_fragment,
    is_statement,
    joined_statements,
    with_subject,
)
from assistant.answering.checking.links import torn_apart
from assistant.answering.checking.names import CONNECTIVES, Known, unknown_name
from assistant.answering.checking.order import turned_round
from assistant.answering.checking.particles import other_particle, other_preposition
from assistant.answering.checking.polarity import changed_mark, denied_in
from assistant.answering.checking.quotations import with_exact_quotations
from assistant.answering.checking.speakers import statements_in, unfaithful_speaker
from assistant.answering.checking.units import LONGEST_UNIT, Unit, nearest, nearest_first, units_of
from assistant.answering.checking.words import all_stems_of, content_stems_of, words_of
from assistant.answers import Hit
from ingest.number_words import NUMBER_WORDS
from ingest.records import Header, Passage
from ingest.sentences import sentence_spans

UNITS_TRIED = 4
"""Stretches of the passages, the nearest first, that are tried for each statement."""
UNITS_TRIED_FREELY = 2
"""The same, of one sentence and of two, where a statement is worded freely."""

CONNECTING = frozenset(
    "articl report answer follow question passag sourc newspap say said here mention describ summar cover".split()
)
"""Stems that claim nothing by themselves."""

_FOREIGN = re.compile(r"https?:|www\.|[\[\]【】<>{}|`\\]|\]\(")
_SPELLED_OUT = frozenset().union(*map(content_stems_of, NUMBER_WORDS))
"""What is compared as an amount: "fourteen weeks" are 14 weeks."""
_CODE = re.compile(r"[a-z]+\d+\w*|\d+[a-z]+\d\w*")
"""Letters and digits in one, such as a passage's id that a model leaves in its sentence."""
_STATEMENT = re.compile(r"[.!…][\"'”’»)]*$")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A stretch of a passage that bears a sentence out: `start` and `end` count characters of the article's text."""

    passage: Passage
    start: int
    end: int

    @property
    def quote(self) -> str:
        """The words there, exactly as they stand in the article."""
        return self.passage.text[self.start - self.passage.start : self.end - self.passage.start]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence may be shown. `text` has its quotations exactly as a passage has them.

    Two verdicts are equal where text and reason are.
    """

    text: str
    reason: str = ""
    """Why it may not be shown, "" where it may."""
    spans: tuple[Evidence, ...] = field(default=(), compare=False)
    """What bears the sentence out, statement by statement; none where it may not be shown."""
    score: float | None = field(default=None, compare=False)
    """How likely the support model takes it to be borne out, from 0 to 1; None where it was not asked."""

    @property
    def passed(self) -> bool:
        """Whether the sentence may be shown."""
        return not self.reason


Check: TypeAlias = Callable[[str, Sequence[Passage]], Verdict]
BearsOut: TypeAlias = Callable[[str, str], bool]
"""Whether a passage's text bears a statement out whose words are not the passage's."""


def verify(sentence: str, passages: Sequence[Passage]) -> Verdict:
    """Judge a sentence, without its citation marks, by the passages that it cites (one at least)."""
    text, reason = _well_formed(sentence, passages)
    if reason:
        return Verdict(text, reason)
    whole = _borne_out(text, passages, 1)
    if not isinstance(whole, str):
        return Verdict(text, spans=(whole,))
    spans = _borne_out_in_parts(joined_statements(text), passages)
    return Verdict(text, spans=tuple(dict.fromkeys(spans))) if spans else Verdict(text, whole)


def verify_in_other_words(sentence: str, passages: Sequence[Passage], bears_out: BearsOut) -> Verdict:
    """Judge a sentence that the passages may bear out in other words: by `bears_out` and `free_wording.py`."""
    text, reason = _well_formed(sentence, passages)
    if reason:
        return Verdict(text, reason)
    for count in range(1, LONGEST_UNIT + 1):
        units = [unit for passage in passages for unit in units_of(passage, count)]
        for unit in nearest_first(text, units)[:UNITS_TRIED_FREELY]:
            if not free_shortcoming(text, unit) and bears_out(text, unit.passage.text):
                offset = unit.passage.start
                return Verdict(text, spans=(Evidence(unit.passage, offset + unit.start, offset + unit.end),))
    return Verdict(text, "its evidence does not bear it out in other words either")


def recite(
    sentence: str, hits: Sequence[Hit], check: Check | None = None
) -> tuple[Verdict, tuple[Passage, ...]] | None:
    """Find a passage among the hits, the best first, that alone bears out a sentence whose own citations don't.

    `check` judges a sentence by passages that pass the rules. Gives the verdict, which has passed, and the passages to
    cite; None where no hit bears the sentence out. What is worded freely is not looked for: of many passages one would
    seem to bear it out too easily.
    """
    for hit in hits:
        verdict = verify(sentence, [hit.passage])
        if verdict.passed and check:
            verdict = check(sentence, [hit.passage])
        if verdict.passed:
            return verdict, (hit.passage,)
    return None


def is_connecting(sentence: str) -> bool:
    """Whether a sentence only leads on ("Here is what the articles say.") and claims nothing: it needs no citation."""
    if _FOREIGN.search(sentence) or any(character.isdigit() for character in sentence):
        return False
    return not content_stems_of(sentence) - CONNECTING


def holds_foreign(text: str) -> bool:
    """Whether a text holds a link or markup, which no sentence of an answer may."""
    return bool(_FOREIGN.search(text))


def says_the_same(one: str, other: str) -> bool:
    """Whether two sentences bear each other out: neither says more than the other."""
    return verify(one, [_alone(other)]).passed and verify(other, [_alone(one)]).passed


def is_quoted(sentence: str, passages: Sequence[Passage]) -> bool:
    """Whether the sentence is a whole sentence of a passage, character by character."""
    return any(
        sentence == passage.text[start:end]
        for passage in passages
        for start, end in sentence_spans(passage.text)
    )


def _alone(text: str) -> Passage:
    return Passage("", Header(), 0, 0, len(text), text)


def _borne_out_in_parts(parts: Sequence[str], passages: Sequence[Passage]) -> list[Evidence]:
    """Give the evidence of joined statements, as many at once as one sentence bears out; [] where one has none."""
    spans: list[Evidence] = []
    first = 0
    before = ""
    while first < len(parts):
        for last in range(len(parts), first, -1):
            joined = " and ".join(parts[first:last])
            if not is_statement(joined, passages):
                continue
            statement = with_subject(joined, before, passages)
            most = LONGEST_UNIT if last == first + 1 else 1
            found = [
                one
                for count in range(1, most + 1)
                if isinstance(one := _borne_out(statement, passages, count), Evidence)
            ]
            if found:
                break
        else:
            return []
        spans.append(found[0])
        before, first = with_subject(parts[last - 1], before, passages), last
    return spans


def _borne_out(claim: str, passages: Sequence[Passage], count: int) -> Evidence | str:
    """Give the run of `count` sentences that bears a statement out, or what keeps the nearest from doing so."""
    units = [unit for passage in passages for unit in units_of(passage, count)]
    reason = "its passages are shorter"
    for place, unit in enumerate(nearest_first(claim, units)[:UNITS_TRIED]):
        shortcoming = _shortcoming(claim, unit)
        if not shortcoming:
            offset = unit.passage.start
            return Evidence(unit.passage, offset + unit.start, offset + unit.end)
        reason = shortcoming if place == 0 else reason
    return reason


def _well_formed(sentence: str, passages: Sequence[Passage]) -> tuple[str, str]:
    """Give a sentence with its quotations as the passages have them, and what keeps it back whatever they say."""
    if _FOREIGN.search(sentence):
        return sentence, "it holds a link or markup"
    if not _STATEMENT.search(sentence) or is_fragment(sentence):
        return sentence, "it is no whole statement"
    text, missing = with_exact_quotations(sentence, passages)
    if missing:
        return sentence, f"no cited passage has the words {missing!r}"
    if not content_stems_of(text):
        return text, "it says nothing"
    if denied := _denied_by_its_speaker(text, passages):
        return text, f"it leaves out the denial of {denied}"
    return text, ""


def _shortcoming(claim: str, unit: Unit) -> str:
    """Say what keeps a unit from bearing a statement out, "" where nothing does.

    Besides the unit, only the outlet's name is known: a day of publication is not the day of an event.
    """
    outlet = unit.passage.header.outlet
    published = unit.passage.header.published
    if any(claim.rstrip(". ") == sentence.rstrip(". ") for sentence in unit.sentences):
        return ""
    return (
        wrong_figure(claim, unit.sentences, [published] * len(unit.sentences))
        or unknown_name(
            claim, Known(nearest(claim, unit), unit.before + unit.text, unit.passage.text, outlet)
        )
        or _missing_words(claim, f"{unit.text} {outlet}")
        or other_particle(claim, unit.sentences)
        or other_preposition(claim, unit.sentences)
        or changed_mark(claim, unit.sentences)
        or unfaithful_speaker(claim, unit.sentences, unit.before, outlet)
        or turned_round(claim, unit.sentences)
        or other_doer(claim, unit.sentences)
        or torn_apart(claim, unit.sentences)
    )


def _denied_by_its_speaker(claim: str, passages: Sequence[Passage]) -> str:
    """Give the stem of what a claim says somebody said, and a passage says they denied; "" for nothing.

    The words may stand in the sentence before, where another one is told to claim them.
    """
    speakers = frozenset().union(*(one.names for one in statements_in(claim)))
    if not speakers or is_quoted(claim, passages):
        return ""
    sentences = (
        passage.text[start:end] for passage in passages for start, end in sentence_spans(passage.text)
    )
    told = (
        sentence for sentence in sentences if any(speakers & one.names for one in statements_in(sentence))
    )
    return next((denied for sentence in told if (denied := denied_in(claim, sentence))), "")


def _missing_words(claim: str, evidence: str) -> str:
    # One word is enough to turn a statement round: "take guarantees" for "give guarantees".
    known = all_stems_of(evidence)
    missed = content_stems_of(claim) - CONNECTIVES - _SPELLED_OUT - known
    missed |= {word.lower for word in words_of(claim) if _CODE.fullmatch(word.lower)} - known
    return f"its evidence lacks {', '.join(sorted(missed))}" if missed else ""
