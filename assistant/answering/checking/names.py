"""Names: each must stand in the evidence, and its words side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from assistant.answering.checking.speakers import statements_in
from assistant.answering.checking.words import TITLES, Word, content_stems_of, words_of
from ingest.calendar_names import MONTHS, WEEKDAYS

CONNECTIVES = frozenset(
    "however moreover meanwhile additionally also further still besides separately later earlier overall yet".split()
)
NO_NAMES = frozenset([*(name.lower() for name in (*MONTHS, *WEEKDAYS)), "i", *TITLES])
_DEMONYMS = ("s", "n", "ns", "an", "ans", "ian", "ians", "ese", "ish", "er", "ers")
_BACK = frozenset("he she it they his her its their him them who this that these those".split())


@dataclass(frozen=True, slots=True)
class Known:
    """The sentence that comes nearest, the text around it, its passage, and what is known besides (the outlet)."""

    main: str
    around: str
    passage: str
    besides: str


def unknown_name(claim: str, known: Known) -> str:
    """Give a name of the claim that the evidence lacks or splits up, "" where it has all.

    A name may also stand around it where the evidence refers to it ("she", "the firm") and names no other, or be
    said in full where the evidence has a part of it.
    """
    here = all_words_as_names(known.main) | (
        all_words_as_names(known.besides) if _names_outlet(claim, known) else frozenset[str]()
    )
    said_of = {word.name for name in names_in(claim) for word in name}
    # Where the evidence names another, "it" or "the firm" there may be that one.
    clear = all(
        word.name in said_of for name in names_in(known.main) for word in name if word.lower not in TITLES
    )
    earlier = all_words_as_names(known.around) if clear and _refers_back(known.main) else frozenset[str]()
    passage = words_of(known.passage)
    for name in names_in(claim):
        named = [word for word in name if word.lower not in TITLES]
        missing = [word for word in named if not _holds(word, here)]
        if (
            missing
            and not _in_full(name, missing, passage)
            and not all(_holds(word, earlier) for word in missing)
        ):
            return missing[0].text
        if not clear and any(_more_often(word, claim, known.main) for word in named):
            return f"{named[0].text} in so many places"
        pair = _parted(named, passage)
        if pair and _parted(named, words_of(known.besides)) != "":
            return pair
    return ""


@lru_cache(maxsize=4096)
def names_in(text: str) -> tuple[tuple[Word, ...], ...]:
    """Give the names of a text: runs of words with capitals, days, months and first words of no matter left out."""
    return tuple(_runs(words_of(text)))


def _more_often(word: Word, claim: str, evidence: str) -> bool:
    """Whether a claim has a name twice that its evidence has once: one of the two stands for another name."""
    here, there = ([one.name for one in words_of(text)].count(word.name) for text in (claim, evidence))
    return here > max(1, there)


def _names_outlet(claim: str, known: Known) -> bool:
    """Whether the claim gives the outlet as its source, or the evidence names nobody else."""
    outlet = content_stems_of(known.besides)
    return any(one.speaker & outlet for one in statements_in(claim)) or not names_in(known.main)


def _runs(words: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    run: list[Word] = []
    start = True
    for place, word in enumerate(words):
        following = words[place + 1] if place + 1 < len(words) else None
        is_name = word.is_capital and word.lower not in NO_NAMES - TITLES and word.carries_matter
        if start and is_name and not run and word.lower in CONNECTIVES:
            is_name = False
        if is_name:
            run.append(word)
        elif run and not (word.lower == "of" and following is not None and following.is_capital):
            yield tuple(run)
            run = []
        start = word.text in '.!?:"'
    if run:
        yield tuple(run)


def _holds(word: Word, names: frozenset[str]) -> bool:
    """Whether a name is among others, a people's name being that of its country: Norrelander, Norreland."""
    if word.name in names:
        return True
    return any(
        f"{shorter}{ending}" == longer
        for other in names
        for shorter, longer in [sorted((word.name, other), key=len)]
        if len(shorter) > 3
        for ending in _DEMONYMS
    )


@lru_cache(maxsize=4096)
def all_words_as_names(text: str) -> frozenset[str]:
    """Give all words of a text as names are compared; the parts of a hyphenated one too."""
    words = [word for word in words_of(text) if not word.is_mark]
    parts = (part for word in words if "-" in word.lower for part in word.lower.split("-"))
    return frozenset([*(word.name for word in words), *parts])


def _in_full(name: Sequence[Word], missing: Sequence[Word], passage: Sequence[Word]) -> bool:
    """Whether the passage has the whole name side by side, of which the evidence has a part."""
    return len(missing) < len(name) and any(
        [word.lower for word in passage[place : place + len(name)]] == [word.lower for word in name]
        for place in range(len(passage))
    )


def _parted(name: Sequence[Word], passage: Sequence[Word]) -> str:
    """Give a name whose words do not follow one another in the passage, "" where they do."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(passage):
        places.setdefault(word.name, []).append(place)
    for left, right in pairwise(name):
        if (
            left.name in places
            and right.name in places
            and not any(0 < there - here <= 3 for here in places[left.name] for there in places[right.name])
        ):
            return f"{left.text} {right.text}"
    return ""


def _refers_back(text: str) -> bool:
    words = [word.lower for word in words_of(text)]
    return bool(_BACK.intersection(words)) or words[:1] == ["the"]


def is_name(word: Word) -> bool:
    """Whether a word is one of a name: no day, no title, and more than a first word of no matter."""
    return word.is_capital and word.carries_matter and word.lower not in NO_NAMES
