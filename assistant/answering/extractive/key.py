"""The core of an answer: the number, name, date or phrase that was asked for, as it stands in the sentence.

Rules tell what kind of thing is asked and which phrases of the sentence are of that kind. Of several the one is taken
without which the sentence answers worst, by the tuned cross-encoder, which is no part of the question, fits what is
counted or named, and stands near to the question's own words. Where that leaves it open there is no key: a wrong one
misleads more than none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from assistant.answering.extractive import key_phrases
from assistant.answering.extractive.key_phrases import Stretch
from assistant.answering.extractive.standing_alone import without_dateline
from assistant.answering.judging.judge import Judgement
from assistant.answering.language.fates import fates_in
from assistant.answering.language.question_kinds import Kind, kind_asked, main_question, noun_asked
from assistant.answering.language.terms import content_stems, names_and_numbers, stem
from assistant.answers import Sentence
from assistant.retrieval.broad_questions import topic_of
from ingest.number_words import SMALL_NUMBERS
from ingest.sentences import sentence_spans

if TYPE_CHECKING:
    from assistant.answering.claims import Claim

Scores: TypeAlias = Callable[[str, Sequence[str]], list[float]]

NEAR = 12
"""Words: what stands further from a candidate tells nothing about it."""
MOST_TRIED = 16
"""Candidates that the cross-encoder tries, about five milliseconds each."""
CERTAIN = 8.0
"""What a rule that is never wrong counts, in logits: more than the cross-encoder takes from any phrase."""
CLEARLY_BETTER = 0.2
"""By so much the best candidate must be ahead of the next, in logits and what the rules add to them."""
LEAST_LOSS = 1.5
"""Logits that a sentence must lose without a phrase that no rule knows for the kind of thing that was asked for."""
LEAST_LOSS_OF_MANNER = 4.0
"""The same for questions that begin with "how", where it is harder to tell."""

_UNITS = (
    (r"how (?:long|quickly|often)\b", r"\b(?:second|minute|hour|day|week|month|year|decade|night|season)s?\b(?!-old)"),
    (r"how old\b|\bage\b", r"-year-old|years?\b"),
    (r"how fast\b|\bspeed\b", r"\b(?:km|kilometres?|miles?) (?:an|per) hour|\bmph\b|km/h|\bknots\b"),
    (
        r"how (?:far|high|tall|deep|wide)\b|height|depth|width|distance",
        r"\b(?:k?m|cm|miles?|(?:kilo|centi)?met[re]{2}s?|feet|foot|ft)\b",
    ),
    (r"how heavy\b|weigh", r"\b(?:k?g|tonnes?|tons?|kilos?|kilograms?|pounds?|lbs?)\b"),
    (
        r"share|percentage|proportion|turnout|per ?cent|\brate\b",
        r"%|per ?cent|\bin (?:\d+|ten)\b|\b(?:half|third|quarter)\b",
    ),
    (
        r"\bcost|\bpays?\b|\bpaid\b|price|\bfees?\b|\bfined?\b|\bsum\b|budget|profit|salary|\bspen[dt]|\bworth\b|\bmoney\b",
        r"[$€£¥]|\b(?:crowns?|marks?|dollars?|euros?|pounds?|francs?|yen|yuan|rupees?|[mb]illion)\b",
    ),
)  # fmt: skip
_ALIKE = tuple(
    frozenset(stem(word) for word in words.split())
    for words in (
        "dead died die dies dying killed kill kills killing death deaths toll lives",
        "injured hurt wounded injuries",
        "arrested detained arrest held caught",
        "ill sick sickened infected caught fallen",
        "pay paid paying pays cost costs fee price",
        "found founded discovered detected",
        "elected won win wins election",
        "leader head chief leads heads led",
        "replace replaces replaced successor succeed succeeds succeeded takes",
    )
)
_SEVERAL = re.compile(
    r"\b(?:which|what|who) (?P<count>two|three|four|five|six)\b|\bwhich [a-z-]+[^su\W]s\b|\bwho (?:are|were)\b",
    re.I,
)
"""Asks for more than one; a name alone would be half an answer."""
_KIND_OF = re.compile(r"\b(?:sort|kind|type)s? of\b", re.I)
_NATIONALITY = re.compile(r"[A-Z]\w+(?:ian|ish|ese|ican|ench|utch)\b(?= [a-z])")
_BEHIND_A_PLACE_WORD = re.compile(r"\b(?:in|at|from|near|of|to|outside|the|a|an) $", re.I)
_IN_A_PLACE = re.compile(r"\b(?:in|at|from|near|to|across|outside|off|of|parts of|visit(?:ed)?) $", re.I)
_SOME_OF = re.compile(r"\d of (?:(?:the|its|their|all|[\w-]+['’]s?) ){0,2}(?:about |some )?$")
"""Before the whole that some are counted of: "1,150 of the city's 1,200 drivers"."""
_PUT_OFF_TO = re.compile(
    r"\b(?:put (?:off|back)|postponed|moved|delayed|deferred|rescheduled|brought forward|shifted|extended)\b"
    r"[^.;]*?\b(?:until|till|to|for) (?:the )?$"
)
"""Before the day that counts now, of two: "planned for Monday, was put off until Thursday"."""
_BRACKET_BEFORE = re.compile(r"^\[[^\]]*\] ")
_NOTE = re.compile(r" \[[^\]]*\]|^\[[^\]]*\] ")
"""What a sentence was given to stand alone: a name, or a date."""
_WORD = re.compile(r"[\w$€£%]+(?:[.,'’\-]\w+)*")


@dataclass(frozen=True, slots=True)
class _Tried:
    """A candidate, what it is worth in all, and what the sentence loses without it (logits)."""

    worth: float
    loss: float
    stretch: Stretch


def key_of_answer(
    question: str,
    sentences: Sequence[Sentence] | Sequence[Claim],
    judgement: Judgement,
    scores: Scores,
    standalone: str = "",
) -> str:
    """Give the key of an answer: of the sentence that was judged best where it is shown, else of the first.

    A list, whose rows all answer, has none, nor has what tells of a whole matter. `scores` is the tuned
    cross-encoder's: logits for a question and texts.
    """
    best = without_dateline(judgement.ranked[0][0]).text if judgement.ranked else ""
    shown = [sentence.text for sentence in sentences]
    if topic_of(standalone or question):
        return ""
    if len(shown) > 2 and (judgement.ranked[0][0].row or best.endswith(":")):
        return ""
    plain = [_NOTE.sub("", text) for text in shown]
    chosen = next((text for text, words in zip(shown, plain, strict=True) if best and best in words), "")
    return _BRACKET_BEFORE.sub("", key_of(question, chosen or "".join(shown[:1]), scores, standalone))


def key_of(question: str, sentence: str, scores: Scores, standalone: str = "") -> str:
    """Give the part of `sentence` that `question` asks for, word for word, "" where none is certain enough.

    `standalone` is the question with what it leans on, whose words are no answer either.
    """
    asked = main_question(question)
    kind = kind_asked(asked)
    known = _known(f"{question} {standalone}")
    fresh = _fresh_of_kind(kind, asked, sentence, known)
    if kind in ("reason", "phrase"):
        fresh = [one for one in fresh if not _breaks_off(sentence, one)]
    if kind == "reason" and fresh:
        return sentence[slice(*fresh[0])]
    best = _best(fresh[:MOST_TRIED], _fitness(kind, asked), sentence, known, scores, standalone or question)
    if best is None or (kind == "phrase" and best.loss < _least_loss(asked)):
        return ""
    return sentence[slice(*best.stretch)]


def tells_the_kind(question: str, sentence: str) -> bool:
    """Tell whether a sentence holds something of the kind that a question asks for and does not say itself.

    Of yes or no, and where anything may answer, it does.
    """
    asked = main_question(question)
    kind = kind_asked(asked)
    return kind in ("none", "phrase", "reason") or bool(
        _fresh_of_kind(kind, asked, sentence, _known(question))
    )


def place_of(key: str, text: str) -> Stretch | None:
    """Give where a key stands in a text as whole words, None where it doesn't, or is ""."""
    match = re.search(rf"(?<!\w){re.escape(key)}(?!\w)", text) if key else None
    return match.span() if match else None


def _fresh_of_kind(kind: Kind, asked: str, sentence: str, known: frozenset[str]) -> list[Stretch]:
    stretches = _of_kind(kind, asked, sentence, known)
    return [one for one in stretches if _is_fresh(sentence[slice(*one)], known, kind)]


def _known(question: str) -> frozenset[str]:
    """Give the stems of what a question says, figures in "under-16s" and countries in capitals among them."""
    figures: list[str] = re.findall(r"\d+", question)
    return content_stems(question) | names_and_numbers(question) | frozenset(figures)


def _is_fresh(words: str, known: frozenset[str], kind: Kind) -> bool:
    """Tell whether words hold what the question doesn't; a phrase that is found by nothing else holds nothing of it.

    The full name of whom the question calls by their surname is nobody else's.
    """
    stems = content_stems(words)
    if kind == "person" and stem(words.split()[-1]) in known:
        return False
    return bool(stems) and not (stems & known if kind == "phrase" else stems <= known)


def _breaks_off(sentence: str, one: Stretch) -> bool:
    """Tell whether a phrase is no whole one.

    It begins with a moment ("since October, would weigh on"), begins or ends within a name or a moment, or holds a
    sentence's end.
    """
    start, end = one
    moments = key_phrases.moments_in(sentence)
    return (
        any(
            first < edge < last for first, last in (*key_phrases.names_in(sentence), *moments) for edge in one
        )
        or any(first == start and last < end for first, last in moments)
        or len(sentence_spans(sentence[start:end])) > 1
    )


def _least_loss(question: str) -> float:
    return LEAST_LOSS_OF_MANNER if re.match(r"(?:\W|and|but|so)*how\b", question, re.I) else LEAST_LOSS


def _best(
    stretches: Sequence[Stretch],
    fits: Callable[[str, Stretch], float],
    sentence: str,
    known: frozenset[str],
    scores: Scores,
    question: str,
) -> _Tried | None:
    """Give the stretch that speaks best for itself, None where there is none or two do so almost alike.

    What is cut out to try it: the sentence that lacks its answer answers worst.
    """
    if not stretches:
        return None
    cut = [sentence[:start] + sentence[end:] for start, end in stretches]
    whole, *without = scores(question, [sentence, *cut])
    near = _with_alike(known)
    tried = [
        _Tried(fits(sentence, one) + nearness(sentence, one, near) + whole - score, whole - score, one)
        for one, score in zip(stretches, without, strict=True)
    ]
    tried.sort(key=lambda one: (-one.worth, one.stretch))
    if len(tried) > 1 and (tried[0].worth - tried[1].worth < CLEARLY_BETTER or tried[0].loss < 0):
        return None
    return tried[0]


def _of_kind(kind: Kind, question: str, sentence: str, known: frozenset[str]) -> list[Stretch]:
    """Give the stretches of a sentence that are of a kind."""
    several = _SEVERAL.search(question)
    names = key_phrases.lists_of_names_in(sentence, _most_of(several)) if several else []
    names = names or key_phrases.names_in(sentence)
    if kind in ("person", "site"):
        return names
    if kind == "name":
        new = any(_is_fresh(sentence[slice(*one)], known, kind) for one in names)
        return (
            names if new and not _KIND_OF.search(question) else names + _kinds_of_noun_in(question, sentence)
        )
    if kind == "phrase":
        return key_phrases.wordings_in(sentence, known)
    ways: dict[str, Callable[[str], list[Stretch]]] = {
        "moment": key_phrases.moments_in,
        "place": key_phrases.places_in,
        "amount": key_phrases.amounts_in,
        "quotation": key_phrases.quotations_in,
        "reason": key_phrases.reasons_in,
    }
    return ways[kind](sentence) if kind in ways else []


def _most_of(several: re.Match[str]) -> int:
    """Give how many a question asks for, more than any sentence lists where it does not say so."""
    return SMALL_NUMBERS.get((several["count"] or "").casefold(), MOST_TRIED)


def _kinds_of_noun_in(question: str, sentence: str) -> list[Stretch]:
    """Give the word before the noun that was asked for, with it: "hard plastic" for "which sort of plastic"."""
    noun = noun_asked(question)
    if not noun:
        return []
    found = re.finditer(rf"\b[a-z][\w-]+ {re.escape(noun.removesuffix('s'))}s?\b", sentence)
    return [match.span() for match in found if content_stems(match.group().split()[0])]


def _fitness(kind: Kind, question: str) -> Callable[[str, Stretch], float]:
    """Give what says how well a stretch is of the very kind that the question's own words name."""
    folded = question.casefold()
    if kind == "amount":
        units = [re.compile(unit, re.I) for asked, unit in _UNITS if re.search(asked, folded)]
        counted = re.search(r"how many ((?:[\w'’-]+ ?){1,2})", folded)
        nouns = content_stems(counted.group(1)) if counted else frozenset()
        fates = fates_in(question)
        return lambda sentence, one: (
            _fits_amount(sentence, one, units, nouns) + _fits_fate(sentence, one, fates)
        )
    if kind == "person":
        return lambda sentence, one: (
            _fits_name(sentence, one) - 1.0 * bool(_BEHIND_A_PLACE_WORD.search(sentence[: one[0]]))
        )
    if kind == "site":
        return lambda sentence, one: (
            _fits_name(sentence, one) + 0.8 * bool(_IN_A_PLACE.search(sentence[: one[0]]))
        )
    if kind == "moment":
        return lambda sentence, one: CERTAIN * bool(_PUT_OFF_TO.search(sentence[: one[0]]))
    if kind == "name":
        noun = stem(noun_asked(question)) if noun_asked(question) else ""
        return lambda sentence, one: _fits_name(sentence, one) + 2.0 * (noun in _around(sentence, one))
    return lambda sentence, one: 0.0


def _fits_amount(
    sentence: str, one: Stretch, units: Sequence[re.Pattern[str]], nouns: frozenset[str]
) -> float:
    words = sentence[slice(*one)]
    of_unit = any(unit.search(words) or unit.match(sentence, one[1]) for unit in units)
    counts = bool(nouns & {stem(word) for word in _WORD.findall(words)})
    is_whole = bool(_SOME_OF.search(sentence[: one[0]]))
    return 3.0 * of_unit + 1.0 * counts - CERTAIN * is_whole


def _fits_fate(sentence: str, one: Stretch, fates: frozenset[str]) -> float:
    """Say how well the people of an amount fared as those asked for: the first word that tells it behind, or before."""
    told = [word for word in (*_WORD.findall(sentence[one[0] :]), *_WORD.findall(sentence)) if fates_in(word)]
    return 2.0 if fates and told and fates_in(told[0]) == fates else 0.0


def _fits_name(sentence: str, one: Stretch) -> float:
    is_adjective = bool(_NATIONALITY.match(sentence, one[0], one[1] + 2))
    only_opens = one[0] == key_phrases.after_dateline(sentence) and " " not in sentence[slice(*one)]
    return -1.0 * is_adjective - 0.3 * only_opens


def _around(sentence: str, one: Stretch) -> set[str]:
    """Give the stems of a stretch and of the word before and behind it."""
    before = _WORD.findall(sentence[: one[0]])[-1:]
    behind = _WORD.findall(sentence[one[1] :])[:1]
    return {stem(word) for word in (*before, *_WORD.findall(sentence[slice(*one)]), *behind)}


def _with_alike(known: frozenset[str]) -> frozenset[str]:
    """Add to stems those of words that tell the same thing in the news."""
    return known.union(*(group for group in _ALIKE if group & known))


def nearness(sentence: str, stretch: Stretch, known: frozenset[str]) -> float:
    """Give how near a stretch stands to the question's words in the sentence: the sum of 1 / (distance + 1)."""
    before = [stem(match.group()) in known for match in _WORD.finditer(sentence, 0, stretch[0])][::-1]
    behind = [stem(match.group()) in known for match in _WORD.finditer(sentence, stretch[1])]
    inside = sum(stem(match.group()) in known for match in _WORD.finditer(sentence, *stretch))
    return inside + sum(
        1 / (distance + 1)
        for side in (before, behind)
        for distance, is_known in enumerate(side[:NEAR])
        if is_known
    )
