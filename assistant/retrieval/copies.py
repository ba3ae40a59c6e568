"""The same words in several articles: near-identical passages become one group."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ingest.records import Passage

SHINGLE_WORDS = 3
SAME_FROM = 0.6
"""Share of common shingles (Jaccard) from which two passages count as the same text with small edits."""

_WORD = re.compile(r"\w+")


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """Give the set of runs of three words of a text, lower-cased."""
    words = [word.casefold() for word in _WORD.findall(text)]
    if len(words) < SHINGLE_WORDS:
        return frozenset([tuple(words)]) if words else frozenset()
    return frozenset(tuple(words[i : i + SHINGLE_WORDS]) for i in range(len(words) - SHINGLE_WORDS + 1))


def resemblance(left: frozenset[tuple[str, ...]], right: frozenset[tuple[str, ...]]) -> float:
    """Give the Jaccard coefficient of two shingle sets, 0 where one is empty.

    Broder, "On the resemblance and containment of documents", 1997.
    """
    if not left or not right:
        return 0.0
    common = len(left & right)
    return common / (len(left) + len(right) - common)


def group_copies(passages: Sequence[Passage]) -> list[tuple[Passage, ...]]:
    """Group passages that say the same in nearly the same words, keeping the order of each group's first.

    Within a group the first stays first; the others follow, newest first. Passages of one article are never grouped.
    """
    groups: list[list[Passage]] = []
    profiles: list[frozenset[tuple[str, ...]]] = []
    for passage in passages:
        profile = shingles(passage.text)
        for group, known in zip(groups, profiles, strict=True):
            elsewhere = all(member.article_id != passage.article_id for member in group)
            if elsewhere and resemblance(profile, known) >= SAME_FROM:
                group.append(passage)
                break
        else:
            groups.append([passage])
            profiles.append(profile)
    return [(group[0], *sorted(group[1:], key=_newest_first)) for group in groups]


def _newest_first(passage: Passage) -> int:
    return -(passage.header.published or date.min).toordinal()
