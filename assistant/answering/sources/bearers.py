"""Whether two articles tell of different bearers of one name: of two townships, two works, two of one surname."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.answering.judging.namesakes import TITLES
from assistant.answering.language.terms import KEPT_TEXTS, names_of, stem, stems
from assistant.retrieval.by_words import is_stop_word

_CAPITAL = r"(?:(?:No|St|Mt|[^\W\d_a-z])\.|[^\W\d_a-z][\w'’-]*)"
_RUN = re.compile(rf"{_CAPITAL}(?: {_CAPITAL})*(?: \d{{1,4}}\b)?")
_TITLES = frozenset(map(stem, TITLES))
_OF = re.compile(rf"{_CAPITAL}(?: {_CAPITAL})* (?:of|for|and) (?:the )?{_CAPITAL}(?: {_CAPITAL})*")
_QUALIFIED = re.compile(
    r"[”\"'’]? \((?!born\b|b\.|Redirected)[^()–;,]{3,40}(?:,[^()–;\d]{3,30})?\)"
    rf"|(?:, {_CAPITAL}(?: {_CAPITAL})*)+"
)
"""What tells a name's bearers apart behind the name: "(1935 film)", ", Scioto County, Ohio"."""


def are_namesakes(question: str, ours: str, theirs: str) -> bool:
    """Tell whether two texts, each all that is known of an article, name other bearers of a name of the question.

    Each adds to the name what the other one has nowhere: a first name, a county, what kind of work it is.
    """
    return bool(namesakes(question, ours, theirs))


def namesakes(question: str, ours: str, theirs: str) -> tuple[str, ...]:
    """Give both bearers as their texts name them ("Rush Township, Scioto County"), nothing where they may be one."""
    for name in heads_of(question):
        (one, our_words), (other, their_words) = bearer_in(name, ours), bearer_in(name, theirs)
        if _are_apart(one, other, stems(ours), stems(theirs)):
            return our_words, their_words
    return ()


@lru_cache(KEPT_TEXTS)
def heads_of(question: str) -> tuple[frozenset[str], ...]:
    """Give the names of a question, each as stems, without what stands behind a comma: "Rush Township, Ohio".

    The parts of one name are none: "Museum of Applied Arts".
    """
    parts = stems(" ".join(match.group() for match in _OF.finditer(question)))
    runs = [frozenset(map(stem, match.group().split())) for match in _RUN.finditer(question)]
    firsts = (next((run & name for run in runs if run & name), name) for name in names_of(question))
    return tuple(name - _TITLES or name for name in firsts if not name <= parts)


def _are_apart(
    ours: frozenset[str], theirs: frozenset[str], our_text: frozenset[str], their_text: frozenset[str]
) -> bool:
    left, right = ours - theirs, theirs - ours
    if not (left and right):
        return False
    # With something in common, such as "County", the rest is of the same kind, and the text may well tell of both.
    return bool(ours & theirs) or not (left & their_text or right & our_text)


@lru_cache(KEPT_TEXTS)
def bearer_in(name: frozenset[str], text: str) -> tuple[frozenset[str], str]:
    """Give the stems of what a text adds to a name where it first adds anything, and all of it in its words."""
    for match in _RUN.finditer(text):
        words = match.group().split()
        found = [stem(word.rstrip(".")) for word in words]
        if not name <= frozenset(found):
            continue
        begun = min(place for place, word in enumerate(found) if word in name)
        added = {
            found[place]
            for place in range(begun)
            if words[place].casefold() not in TITLES and not is_stop_word(words[place])
        }
        told = match.group()
        if behind := _QUALIFIED.match(text, match.end()):
            # A heading without a stop runs into the sentence that names the same once more.
            told += behind.group().split(match.group())[0].rstrip(" ,")
            added |= stems(told) - frozenset(found)
        if added - name:
            return frozenset(added - name), told
    return frozenset(), ""
