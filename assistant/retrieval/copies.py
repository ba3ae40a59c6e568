"""The same words in several articles: near-identical passages become one group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from ingest.copies import SAME_FROM, resemblance, shingles
from ingest.records import Passage


def group_copies(passages: Sequence[Passage]) -> list[tuple[Passage, ...]]:
    """Group passages that say the same in nearly the same words, keeping the order of each group's first.

    Within a group the first stays first; the others follow, newest first. Passages of one article are never grouped.
    """
    groups: list[list[Passage]] = []
    sizes: list[int] = []
    holders: dict[tuple[str, ...], tuple[int, ...]] = {}
    for passage in passages:
        profile = shingles(passage.text)
        # Counted through an index, because to compare each with each took longer than the search.
        known = profile & holders.keys()
        common = Counter(number for shingle in known for number in holders[shingle])
        for number in sorted(common):
            elsewhere = all(member.article_id != passage.article_id for member in groups[number])
            if elsewhere and resemblance(len(profile), sizes[number], common[number]) >= SAME_FROM:
                groups[number].append(passage)
                break
        else:
            holders.update((shingle, (*holders[shingle], len(groups))) for shingle in known)
            holders.update(dict.fromkeys(profile - known, (len(groups),)))
            groups.append([passage])
            sizes.append(len(profile))
    return [(group[0], *sorted(group[1:], key=_newest_first)) for group in groups]


def _newest_first(passage: Passage) -> int:
    return -(passage.header.published or date.min).toordinal()
