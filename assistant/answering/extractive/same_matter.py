"""Whether a sentence of another article may stand beside a quoted one without being read of somebody else."""

from __future__ import annotations

import re

from assistant.answering.extractive.key_phrases import names_in
from assistant.answering.language.terms import content_stems, names_of, related, stems

_GENERIC = content_stems(
    "people person persons man men woman women many much more most number say says said tell told ask asked think"
    " happen happened thing things kind sort year years month months week weeks day days today yesterday tomorrow time"
    " times date long often big new old first last latest news currently recently so far start started begin began end"
    " ended come came go went get got give given make made take took have had cause caused reason name named called"
    " exactly"
)
_HE = re.compile(r"\b(?:he|him|his|she|her|hers)\b", re.IGNORECASE)
_THEY = re.compile(r"\b(?:they|them|their|theirs|it|its)\b", re.IGNORECASE)
_SOMETHING = re.compile(r"\b(?:the|an?|this|these|our|\d[\d,.]*|\w+s)\b", re.IGNORECASE)
_QUOTATION = re.compile(r"[“\"«][^”\"»]*[”\"»]")


def may_stand_beside(question: str, quoted: str, sentence: str) -> bool:
    """Tell whether a sentence of another article than the quoted one may be quoted with it.

    It tells of whom it speaks, and it shares with the question one of its names, or a word of its matter where it has
    no names; or it holds a whole name of the `quoted` sentence.
    """
    return not leaves_open_whom(sentence) and (
        _shares_the_matter(question, sentence) or _shares_a_whole_name(quoted, sentence)
    )


def leaves_open_whom(sentence: str) -> bool:
    """Tell whether a pronoun stands in a sentence before anything that it could mean: a name for "he" and "she"."""
    own = _QUOTATION.sub(lambda match: " " * len(match.group()), sentence)
    he, they = _HE.search(own), _THEY.search(own)
    if he and not names_in(own[: he.start()]):
        return True
    before = own[: they.start()] if they else ""
    return they is not None and not (names_in(before) or _SOMETHING.search(before))


def _shares_a_whole_name(quoted: str, sentence: str) -> bool:
    names = (quoted[start:end] for start, end in names_in(quoted))
    return any(" " in name and name in sentence for name in names)


def _shares_the_matter(question: str, sentence: str) -> bool:
    names = frozenset[str]().union(*names_of(question))
    wanted = names or content_stems(question) - _GENERIC
    known = stems(sentence)
    return any(word in known or any(related(word, other) for other in known) for word in wanted)
