"""The same story twice: near-copies and wire copies, and how many independent origins several articles have.

Five papers that print one agency's report are one source. Articles have one origin where their words are nearly the
same, where they credit the same agency, where one of them is that agency's own, and where one outlet has them all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.records import Article

SHINGLE_WORDS = 3
SAME_FROM = 0.6
"""Share of common shingles (Jaccard) from which two texts count as the same with small edits."""
WITHIN_FROM = 0.8
"""Share of the shorter text's shingles from which it counts as taken over into a longer one."""
SHORTEST_COPY = 20
"""Words: of a shorter text the words may be the same by chance."""
SHORTEST_SAME = 12
"""Words: so much may be one even where it is shorter, if it is the same word for word."""
CREDIT_WITHIN = 400
"""Characters at the beginning and at the end of an article in which a credit is one for all of it."""

_WORD = re.compile(r"\w+")
_AGENCY = (
    r"(?P<agency>(?-i:Reuters|AP|AFP|dpa|DPA|UPI|EFE|ANSA|TASS|Interfax|Xinhua|Kyodo|Yonhap|PTI|ANI|AAP|PA Media"
    r"|Associated Press|Agence France-Presse|Press Association|United Press International|Canadian Press"
    r"|Press Trust of India|(?:[A-Z][\w’'-]+ ){1,3}(?:News Agency|Press Agency|Newswire|News Wire|Wire Service|Wire)))"
)
_DATELINE = re.compile(r"\A\W*[^()\n]{0,80}\((?P<agency>[A-Z][\w&./’' -]{1,40})\)\s*[-–—:]")
_CREDIT = re.compile(
    rf"\b(?:according to|told|by|via|source:|from|with material from|reported by|copyright|©)\s+"
    rf"(?:the\s+)?{_AGENCY}(?!\w)"
    r"|(?<!\w)"
    + _AGENCY.replace("agency>", "named>")
    + r"(?!\w)(?:\s+(?:news agency|reported|reports|contributed|said))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Telling:
    """An article that tells something, and the words of it that do."""

    article: Article
    words: str


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """Give the set of runs of three words of a text, lower-cased."""
    words = list(map(str.casefold, _WORD.findall(text)))
    if len(words) < SHINGLE_WORDS:
        return frozenset([tuple(words)]) if words else frozenset()
    return frozenset(zip(*(words[first:] for first in range(SHINGLE_WORDS)), strict=False))


def resemblance(left: int, right: int, common: int) -> float:
    """Give the Jaccard coefficient of two sets by their sizes and the size of what they share, 0 of empty ones.

    Broder, "On the resemblance and containment of documents", 1997.
    """
    together = left + right - common
    return common / together if together else 0.0


def is_copy(one: str, other: str) -> bool:
    """Tell whether two texts are one with small edits, or the shorter was taken over into the longer.

    Short ones are copies only where they are the same word for word and hold a sentence or two.
    """
    words = [_WORD.findall(text.casefold()) for text in (one, other)]
    if words[0] == words[1] and len(words[0]) >= SHORTEST_SAME:
        return True
    if min(map(len, words)) < SHORTEST_COPY:
        return False
    left, right = shingles(one), shingles(other)
    common = len(left & right)
    return resemblance(len(left), len(right), common) >= SAME_FROM or common >= WITHIN_FROM * min(
        len(left), len(right)
    )


def agencies_of(telling: Telling) -> frozenset[str]:
    """Give the agencies that an article credits: in its dateline, at its ends, or for these very words."""
    text = telling.article.text
    found: set[str] = set()
    dateline = _DATELINE.match(text[:CREDIT_WITHIN])
    if dateline:
        found.add(dateline["agency"].split("/")[0].strip())
    for part in (text[:CREDIT_WITHIN], text[-CREDIT_WITHIN:], telling.words):
        found.update(match["agency"] or match["named"] for match in _CREDIT.finditer(part))
    return frozenset(name for name in found if name)


def count_origins(tellings: Sequence[Telling]) -> int:
    """Count the independent origins of what several articles tell: 0 of none, and at most one an outlet."""
    groups: list[list[tuple[Telling, frozenset[str]]]] = []
    for telling in tellings:
        agencies = agencies_of(telling)
        same = [group for group in groups if any(_one_origin(telling, agencies, *other) for other in group)]
        groups = [group for group in groups if group not in same]
        groups.append([(telling, agencies), *(member for group in same for member in group)])
    return len(groups)


def _one_origin(one: Telling, ones: frozenset[str], other: Telling, others: frozenset[str]) -> bool:
    if one.article.id == other.article.id or _same_outlet(one, other):
        return True
    credited, others_credited = ({_short(name) for name in names} for names in (ones, others))
    outlet, other_outlet = (_short(telling.article.header.outlet) for telling in (one, other))
    if credited & (others_credited | {other_outlet}) or outlet in others_credited:
        return True
    return is_copy(one.words, other.words) or is_copy(one.article.text, other.article.text)


def _same_outlet(one: Telling, other: Telling) -> bool:
    outlets = {telling.article.header.outlet.strip().casefold() for telling in (one, other)}
    return len(outlets) == 1 and "" not in outlets


def _short(name: str) -> str:
    """Give the short form by which an agency is known: AFP for Agence France-Presse, reuters for Reuters."""
    words = [word for word in re.findall(r"\w+", name) if word.casefold() not in ("the", "of", "news")]
    return "".join(word[0] for word in words).casefold() if len(words) > 1 else "".join(words).casefold()
