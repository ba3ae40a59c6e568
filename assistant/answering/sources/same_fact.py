"""Which passages tell the same fact as a quoted sentence, and are cited with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.answering.candidates import Candidate
from assistant.answering.judging.namesakes import names_another
from assistant.answering.language.amounts_and_denials import AMOUNT_WORD, NEGATION, NUMBER_WORDS
from assistant.answering.language.people import ROLES, TITLES
from assistant.answering.language.terms import KEPT_TEXTS, content_stems, stem
from assistant.retrieval.by_words import content_words
from ingest.records import Passage
from ingest.sentences import sentence_spans

SAME_FACT_FROM = 0.6
"""Share of content words from which a sentence of another article, with the same figures, tells the same fact."""

_FIGURE_OR_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")


def sources_of(quoted: Candidate, candidates: Sequence[Candidate], question: str = "") -> tuple[Passage, ...]:
    """Give the passages that say what the quoted sentence says: its own first, then one of each other article.

    Another sentence must agree also in what it says beyond the words of the `question`, and of nobody else.
    """
    passages: dict[str, Passage] = {}
    asked = content_stems(question)
    agreeing = (
        other
        for other in candidates
        if tells_the_same(quoted.text, other.text, aside=asked) and not names_another(quoted.text, other.text)
    )
    for candidate in (quoted, *agreeing):
        copies = (copy for copy in candidate.hit.copies if _holds(copy, candidate.text))
        for passage in (candidate.passage, *copies):
            passages.setdefault(passage.article_id, passage)
    return tuple(passages.values())


def _holds(copy: Passage, text: str) -> bool:
    sentences = (copy.text[start:end] for start, end in sentence_spans(copy.text))
    return any(tells_the_same(text, sentence, part=True) for sentence in sentences)


def tells_the_same(left: str, right: str, *, part: bool = False, aside: frozenset[str] = frozenset()) -> bool:
    """Tell whether two texts state the same fact: the same figures, both or neither denied, most words in common.

    With `part`, `left` need only be told by some part of `right`. The stems `aside` count for nothing: most words must
    be in common without them too, where there are any others, and without names and titles: two sentences on the same
    person may tell quite different things. What is denied must be the same.
    """
    left_figures, right_figures = _figures(left), _figures(right)
    if not left_figures <= right_figures or (not part and left_figures != right_figures):
        return False
    if _denies(left) != _denies(right):
        return False
    left_stems, right_stems = content_stems(left), content_stems(right)
    if not left_stems or not right_stems:
        return False
    if not (_denied(left) <= right_stems and (part or _denied(right) <= left_stems)):
        return False
    return all(
        _mostly_common(left_stems - less, right_stems - less, part=part)
        for less in (frozenset[str](), aside, _stems_of_names(left) | _stems_of_names(right))
    )


def _mostly_common(left: frozenset[str], right: frozenset[str], *, part: bool) -> bool:
    whole = len(left) if part else max(len(left), len(right))
    return len(left & right) >= SAME_FACT_FROM * whole


@lru_cache(KEPT_TEXTS)
def _figures(text: str) -> frozenset[str]:
    """Give the figures and amounts of a text: "5", "five" and "12,000" as 5 and 12000, "millions" as million."""
    found: set[str] = set()
    for word in _FIGURE_OR_WORD.findall(text.casefold()):
        if word[0].isdigit():
            found.add(word.replace(",", ""))
        elif word in NUMBER_WORDS:
            found.add(NUMBER_WORDS[word])
        elif AMOUNT_WORD.fullmatch(word):
            found.add(word.rstrip("s"))
    return frozenset(found)


@lru_cache(KEPT_TEXTS)
def _denies(text: str) -> bool:
    words = _FIGURE_OR_WORD.findall(text.casefold().replace("’", "'"))
    return any(NEGATION.fullmatch(word) for word in words)


@lru_cache(KEPT_TEXTS)
def _denied(text: str) -> frozenset[str]:
    """Give the stem of the first word of content behind each word that denies: "attend" for "did not attend"."""
    words = _FIGURE_OR_WORD.findall(text.replace("’", "'"))
    denials = [place for place, word in enumerate(words) if NEGATION.fullmatch(word.casefold())]
    behind = (content_words(" ".join(words[place + 1 :]))[:1] for place in denials)
    return frozenset(stem(word) for first in behind for word in first)


@lru_cache(KEPT_TEXTS)
def _stems_of_names(text: str) -> frozenset[str]:
    """Give the stems of what tells nothing of a fact but whom: names, titles and roles; and of "didn't" and its like.

    A name is told by its capital behind the first word, none in a text that is all in capitals.
    """
    words = _FIGURE_OR_WORD.findall(text)
    named = [word for word in words[1:] if word[:1].isupper()] if not text.isupper() else []
    others = [word for word in words if word.casefold() in TITLES | ROLES or word.endswith(("n't", "n’t"))]
    return content_stems(" ".join((*named, *others)))
