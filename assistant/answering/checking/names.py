"""Names: each must stand in the evidence, its words side by side, and who does it to whom must not be turned round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from assistant.answering.checking.dates import MONTHS, WEEKDAYS
from assistant.answering.checking.speakers import REPORTING, statements_in
from assistant.answering.checking.words import TITLES, Word, content_stems_of, words_of

REACH = 4
"""How many words that carry matter may lie between doer, deed and done to."""
CONNECTIVES = frozenset(
    "however moreover meanwhile additionally also further still besides separately later earlier overall yet".split()
)
NO_NAMES = frozenset([*MONTHS, *WEEKDAYS, "i", *TITLES])
_CLAUSE = frozenset(
    "and or but after before when while as because since that who which where if than with".split()
)
_DEMONYMS = ("s", "n", "ns", "an", "ans", "ian", "ians", "ese", "ish", "er", "ers")
_BACK = frozenset("he she it they his her its their him them who this that these those".split())


@dataclass(frozen=True, slots=True)
class Known:
    """The sentence that comes nearest, the text around it, all of the passage, and what is known besides (the outlet)."""

    main: str
    around: str
    passage: str
    besides: str


def unknown_name(claim: str, known: Known) -> str:
    """Give a name of the claim that the evidence lacks or splits up, "" where it has all.

    A name may also stand around it where the evidence refers to it ("she", "the firm") and names no other, or be
    said in full where the evidence has a part of it.
    """
    here = _names_of(known.main) | (
        _names_of(known.besides) if _names_outlet(claim, known) else frozenset[str]()
    )
    said_of = {word.name for name in names_in(claim) for word in name}
    # Where the evidence names another, "it" or "the firm" there may be that one.
    clear = all(
        word.name in said_of for name in names_in(known.main) for word in name if word.lower not in TITLES
    )
    earlier = _names_of(known.around) if clear and _refers_back(known.main) else frozenset[str]()
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
        pair = _parted(named, passage)
        if pair and not _parted(named, words_of(known.besides)) == "":
            return pair
    return ""


@lru_cache(maxsize=4096)
def names_in(text: str) -> tuple[tuple[Word, ...], ...]:
    """Give the names of a text: runs of words with capitals, days, months and first words of no matter left out."""
    return tuple(_runs(words_of(text)))


def turned_round(claim: str, evidence: Sequence[str]) -> str:
    """Say which three words the evidence has in the opposite order, such as "Norland asked Brandt", "" for none."""
    for first, deed, last, by in _triples(claim):
        told = [order for text in evidence if (order := _order(text, first, deed, last)) is not None]
        # Between the active and the passive voice the order changes and "by" comes or goes.
        if told and all(backwards != (by != by_there) for backwards, by_there in told):
            return f"its evidence has {first}, {deed} and {last} the other way round"
    return _swapped(claim, evidence)


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
def _names_of(text: str) -> frozenset[str]:
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
    for left, right in zip(name, name[1:], strict=False):
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


def _triples(text: str) -> Iterator[tuple[str, str, str, bool]]:
    """Give three words that carry matter in their order, and whether "by" stands before the last."""
    words = words_of(text)
    places = [place for place, word in enumerate(words) if word.carries_matter and not word.is_figure]
    for here in range(len(places)):
        for there in range(here + 1, min(here + REACH, len(places))):
            for last in range(there + 1, min(here + REACH + 1, len(places))):
                first, deed, end = (words[places[index]] for index in (here, there, last))
                between = words[places[here] : places[last]]
                if len({first.stem, deed.stem, end.stem}) < 3 or any(word.is_mark for word in between):
                    continue
                if (
                    deed.is_capital
                    or deed.lower in REPORTING
                    or not (_is_thing(words, places[here]) and _is_thing(words, places[last]))
                ):
                    continue
                yield (
                    first.stem,
                    deed.stem,
                    end.stem,
                    any(word.lower == "by" for word in words[places[there] : places[last]]),
                )


def _is_thing(words: Sequence[Word], place: int) -> bool:
    """Whether a word is a name or stands behind an article: what does something, or has it done."""
    return words[place].is_capital or (
        place > 0 and words[place - 1].lower in ("the", "a", "an", "its", "his", "her", "their")
    )


def _swapped(claim: str, evidence: Sequence[str]) -> str:
    """Say which two names of one clause the evidence has in the opposite order, "" for none."""
    speakers = frozenset[str]().union(*(one.names for one in statements_in(claim)))
    words = words_of(claim)
    places = [place for place, word in enumerate(words) if _is_name(word) and word.name not in speakers]
    for left, right in pairwise(places):
        between = words[left + 1 : right]
        if not between or any(word.is_mark or word.lower in _CLAUSE for word in between):
            continue
        first, last = words[left].name, words[right].name
        told = [[word.name for word in words_of(text)] for text in evidence]
        both = [names for names in told if first in names and last in names]
        if both and all(
            names.index(first) > _last(names, last) and ("by" in names) == ("by" in _lower(words))
            for names in both
        ):
            return f"its evidence has {words[right].text} before {words[left].text}, not the other way round"
    return ""


def _is_name(word: Word) -> bool:
    return word.is_capital and word.carries_matter and word.lower not in NO_NAMES


def _lower(words: Sequence[Word]) -> list[str]:
    return [word.lower for word in words]


def _last(names: Sequence[str], name: str) -> int:
    return len(names) - 1 - list(reversed(names)).index(name)


def _order(text: str, first: str, deed: str, last: str) -> tuple[bool, bool] | None:
    """Say whether a text has three stems backwards, and with "by"; None where it does not have them near each other."""
    words = words_of(text)
    content = [word for word in words if word.carries_matter or word.is_mark or word.lower == "by"]
    for place, word in enumerate(content):
        if word.stem != deed:
            continue
        before = [one.stem for one in content[max(0, place - REACH - 1) : place]]
        behind = [one.stem for one in content[place + 1 : place + REACH + 2]]
        by = "by" in [one.lower for one in content[place + 1 : place + REACH + 2]]
        if first in before and last in behind:
            return False, by
        if last in before and first in behind:
            return True, by
    return None
