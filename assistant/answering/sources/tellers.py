"""Who tells what a sentence holds, so that two speakers in one article can be told apart."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.answering.checking.speakers import statements_in
from assistant.answering.checking.words import content_stems_of
from assistant.answering.language.terms import KEPT_TEXTS, stem

LONGEST_TELLER = 8
"""Words of who tells, with what stands beside the name."""

_TELLS = (
    r"(?:count(?:s|ed)|put(?:s|ting)?|spoke of|speaks? of|talk(?:s|ed) of|estimat(?:es?|ed)|reckon(?:s|ed)?|gave|gives?"
    r"|cit(?:es|ed)|measur(?:es|ed)|record(?:s|ed)|register(?:s|ed)|list(?:s|ed)|den(?:y|ies|ied)|disput(?:es|ed)"
    r"|reject(?:s|ed)|dismiss(?:es|ed)|contradict(?:s|ed)|contend(?:s|ed)|expect(?:s|ed)|accus(?:es|ed)|blam(?:es|ed)"
    r"|rul(?:es|ed) out|beg(?:s|ged)? to differ|assure[sd]?|promise[sd]?|swore|swears|point(?:s|ed) out)"
)
_WHO_TELLS = re.compile(
    rf"(?:^|[,;:]\s|\b(?:and|but|while|whereas|though|although)\s)(?P<who>[^,;:]{{2,90}}?)\s{_TELLS}\b"
)
_SHORT = re.compile(
    r"^(?:and\s|but\s|while\s|whereas\s)?(?P<who>(?:[^\W\d][\w’'-]*\s){1,6}?)"
    r"(?:at|of|nearer|closer to|only|some|about|around)\s"
    r"(?:\w+\s){0,2}?[$€£]?\d"
)
_NOBODY = frozenset(
    map(
        stem,
        "number numbers figure figures total toll count people official sources source ms mr mrs dr".split(),
    )
)
_PRONOUN = re.compile(r"(?:he|she|it|they|we|who|which|that|this)(?:\s|$)", re.IGNORECASE)
_OF = re.compile(r"\s(?:of|in|for|at|from|who|which|that|with|on|by)\s")


@lru_cache(KEPT_TEXTS)
def tellers(text: str, *, shortened: bool = False) -> frozenset[str]:
    """Give the stems of those who tell what a sentence or clause holds, none where nobody is named.

    With `shortened` also of a clause that lends its verb from the one before: "and the organisers at 10,000".
    """
    found: set[str] = set()
    for one in statements_in(text):
        found |= one.speaker
    for match in _WHO_TELLS.finditer(text):
        found |= _who(match)
    if shortened and not found and (short := _SHORT.match(text)):
        found |= _who(short)
    return frozenset(found - _NOBODY)


def _who(match: re.Match[str]) -> frozenset[str]:
    if len(match["who"].split()) > LONGEST_TELLER or _PRONOUN.match(match["who"]):
        return frozenset()
    return content_stems_of(_OF.split(match["who"])[0])


def are_told_by_different(one: str, other: str, *, shortened: bool = False) -> bool:
    """Tell whether two texts each name who tells it, and nobody is named by both."""
    ours = tellers(one)
    if not ours:
        return False
    theirs = tellers(other, shortened=shortened)
    return bool(theirs) and not ours & theirs
