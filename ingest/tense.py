"""Does the verb that a date belongs to look back or ahead? Rules on the words of its sentence, nearest verb first.

Rules rather than a tagger: they take microseconds, and where they are not sure they say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

Direction = Literal["past", "future"]

_PAST = frozenset(
    """was were had did said told met held went came took made gave got saw found left began became led won lost hit
    struck shot fell rose grew broke brought bought built caught chose drew drove fled flew fought kept knew laid meant
    paid ran sent shook sold spoke spent stood stole sought swept swore taught thought threw understood wore wrote
    wound woke sank sang sat slid hung dug drank ate felt heard lay lent lit rode rang
    shone shrank slept stuck tore withdrew overturned underwent undertook overcame oversaw forgot froze sprang
    taken seen given gone done been shown known written broken driven fallen chosen stolen spoken thrown worn
    arisen begun drawn flown grown hidden risen sung sunk sworn torn withdrawn upheld rebuilt outlined""".split()
)
_FORWARD = frozenset(
    """expected scheduled planned slated due set booked timed poised supposed postponed delayed planning plans plan
    hopes hoping hope hoped expects wants want wanted agreed agrees vowed vows pledged pledges promised promises
    ready preparing prepares prepared aims aiming intends intended likely unlikely going decided decides urged urges
    urging ordered asked asks threatened threatens about invited rescheduled deadline tipped
    proposed proposes""".split()
)
_ASKING = frozenset(
    "asked agreed decided ordered urged threatened vowed pledged promised proposed invited".split()
)
"""Verbs of `_FORWARD` that themselves tell what was done."""
_MODALS = frozenset(
    "will shall won't 'll may might could can should would must cannot can't wouldn't".split()
)
_IS = frozenset("is are am 's 're isn't aren't".split())
_HAS = frozenset("has have had having hasn't haven't hadn't".split())
_SCHEDULED = frozenset(
    """begins starts opens takes meets plays faces hosts kicks airs votes heads travels visits returns ends expires
    launches premieres closes reopens resumes arrives debuts concludes""".split()
)
_SCHEDULED_PLURAL = frozenset(
    "begin start open take meet play face host kick vote resume return end close arrive travel".split()
)
_CLAUSE_OPENERS = frozenset("that and but while as when because who which where although though or".split())
_NOT_A_VERB = frozenset(
    """united indeed need speed feed seed breed deed heed weed reed greed creed bleed sped bred fred
    undefeated unexpected unlimited unidentified uninsured limited crowded tired beloved
    hundred armed so-called sacred naked wicked red bed shed led exceed
    proceed succeed embed medalled unprecedented biased talented gifted""".split()
)
_NOT_AN_INFINITIVE = frozenset(
    "the a an his her their its our my your this that these those more about all some both each one".split()
)
_SKIPPED = frozenset("not also now already still only just then never ever first being".split())
_WORD = re.compile(r"(?:'ll|'s|'re)\b|[^\W\d_]+n't\b|[^\W\d_]+(?:-[^\W\d_]+)*|\d+|[;:()]")
_FURTHEST = 300
"""Characters of the sentence that are looked at on either side."""


def direction(sentence: str, start: int, end: int) -> Direction | None:
    """Tell whether what happens at `sentence[start:end]` is told as past or as to come; None where it is not clear.

    `start` is where the expression begins, with its preposition if it has one.
    """
    before = _words(sentence[max(0, start - _FURTHEST) : start])
    after = _words(sentence[end : end + _FURTHEST])
    if not before or before[-1] in _CLAUSE_OPENERS:
        return _ahead(after) or _behind(before)
    return _behind(before) or _ahead(after)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.replace("’", "'"))


def _behind(words: Sequence[str]) -> Direction | None:
    """Judge by the verb nearest before the expression; `words` end where it begins."""
    infinitive = False
    for index in range(len(words) - 1, -1, -1):
        word = words[index].casefold()
        if word == "to" and _is_infinitive(words, index):
            infinitive = True
            continue
        if word.endswith("ing") and index and words[index - 1].casefold() in ("after", "since", "following"):
            return "past"
        found = _verb(words, index, infinitive)
        if found is None:
            continue
        if found == "future" and word in _FORWARD and index < len(words) - 1 and _is_told_back(words, index):
            return None  # "agreed to sell the ship on Saturday": sold or agreed on Saturday?
        return None if found == "unclear" else found
    return None


def _is_told_back(words: Sequence[str], index: int) -> bool:
    """Tell whether the plan at `index` was made in the past, or stands in a sentence that looks back."""
    if _auxiliary(words, index) & _IS:
        return False
    return any(
        word.casefold() in _PAST or _is_regular_past(word) for word in words[max(0, index - 12) : index + 1]
    )


def _ahead(words: Sequence[str]) -> Direction | None:
    """Judge by the first verb behind the expression."""
    for index, word in enumerate(words):
        folded = word.casefold()
        if folded == "to" and _is_infinitive(words, index):
            continue
        if folded in _IS and index + 1 < len(words):
            following = words[index + 1].casefold()
            if following in _FORWARD or following.endswith("ing"):
                return "future"
            continue
        if word in _ASKING and not _auxiliary(words, index) & {
            "is",
            "are",
            "was",
            "were",
            "be",
            "been",
            "to",
        }:
            return (
                "past"  # "On Friday the president urged the West to ...": it is the urging that has the day
            )
        if folded in _HAS or folded in _FORWARD:
            following = words[index + 1].casefold() if index + 1 < len(words) else ""
            if folded in _HAS and following in _FORWARD | {"to"}:
                return None
            if folded in _HAS and (following in _PAST or following.endswith("ed")):
                return "past"
            continue
        found = _verb(words, index, infinitive=False)
        if found is not None:
            return None if found == "unclear" else found
    return None


def _verb(words: Sequence[str], index: int, infinitive: bool) -> Direction | Literal["unclear"] | None:
    """Say what one word tells, None where it is no verb that tells anything."""
    word = words[index].casefold()
    if word in _MODALS and word.islower() and words[index] != "May":
        following = {later.casefold() for later in words[index + 1 : index + 3]}
        return "past" if "have" in following and "to" not in following else "future"
    if word in _FORWARD and words[index][0].islower():
        return _forward(words, index)
    if word in _PAST or _is_regular_past(words[index]):
        return _past(words, index, infinitive)
    if word == "take" and _followed_by(words, index, ("place",)) and not _auxiliary(words, index):
        return "future"
    if word in _IS and index + 1 < len(words) and words[index + 1].casefold().endswith("ing"):
        return "future"
    if word in _SCHEDULED or (word in _SCHEDULED_PLURAL and index and words[index - 1].endswith("s")):
        is_noun = index and words[index - 1].casefold() in _NOT_AN_INFINITIVE | {"of", "'s", "to"}
        return None if is_noun or not words[index][0].islower() else "future"
    return None


def _forward(words: Sequence[str], index: int) -> Direction | Literal["unclear"]:
    """Tell of "is due", "agreed to" or "talks planned for"; whether what "was due" came to pass is unclear."""
    auxiliary = _auxiliary(words, index)
    if auxiliary & {"was", "were", "had", "been"} and words[index] != "going":
        return "unclear"
    if words[index] == "set" and not _followed_by(words, index, ("to", "for")):
        return "past"
    if words[index] in ("asked", "decided", "agreed", "proposed", "ordered", "urged", "threatened"):
        return "future" if "to" in (word.casefold() for word in words[index + 1 : index + 6]) else "past"
    if words[index] in ("about", "plan", "hope", "deadline", "set", "asks") and not _followed_by(
        words, index, ("to", "for")
    ):
        return "unclear"
    return "future"


def _past(words: Sequence[str], index: int, infinitive: bool) -> Direction | Literal["unclear"]:
    auxiliary = _auxiliary(words, index)
    if auxiliary & _MODALS:
        return "past" if "have" in auxiliary else "future"
    if "be" in auxiliary:
        return "past" if "had" in auxiliary else "unclear" if auxiliary & {"was", "were"} else "future"
    if auxiliary & _IS and words[index] not in ("been",):
        return "unclear"
    if infinitive and words[index].casefold() in ("was", "were", "had"):
        return "unclear"
    return "past"


def _auxiliary(words: Sequence[str], index: int) -> set[str]:
    """Give the auxiliaries right before a participle, adverbs skipped: {"will", "be"} of "will probably be held"."""
    known = _MODALS | _IS | _HAS | {"be", "been", "was", "were", "get", "got", "to"}
    found: set[str] = set()
    for earlier in reversed(words[max(0, index - 5) : index]):
        folded = earlier.casefold()
        if folded in known:
            found.add(folded)
        elif folded not in _SKIPPED and not folded.endswith("ly"):
            break
    return found


def _is_regular_past(word: str) -> bool:
    return word.endswith("ed") and len(word) > 3 and word.islower() and word not in _NOT_A_VERB


def _is_infinitive(words: Sequence[str], index: int) -> bool:
    following = words[index + 1] if index + 1 < len(words) else ""
    return following.islower() and following.isalpha() and following not in _NOT_AN_INFINITIVE


def _followed_by(words: Sequence[str], index: int, wanted: Iterable[str]) -> bool:
    return any(word.casefold() in wanted for word in words[index + 1 : index + 3])
