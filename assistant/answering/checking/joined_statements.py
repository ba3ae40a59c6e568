"""A claim taken apart where two statements are joined: "She resigned and was arrested"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.answering.checking.units import sentences_of
from assistant.answering.checking.words import Word, content_stems_of, words_of
from assistant.answering.language.verbs import BASE_FORM
from ingest.records import Passage

FEWEST_WORDS = 2
"""Words that carry matter: with fewer, a part is no statement of its own."""
LONGEST_NAME = 3
"""Words that carry matter: no more make a part without a verb the name of somebody or something."""
_AUXILIARIES = frozenset("will would can cannot could may might must shall should does not".split())
_JOINT = re.compile(
    r"(?:[,;]\s+(?:and|but|while|whereas|yet|so)|;|[,\s]\s*while|\s+and|\s+but)\s+(?![^\"“”]*[\"”](?:[^\"“”]*[\"“][^\"“”]*[\"”])*[^\"“”]*$)"
)
_SUBJECT = re.compile(
    r"[\"“‘']?(?:[A-Z\d]|(?:the|an?|his|her|its|their|this|that|these|those|there|some|most|all|many|no|both|neither|each|every"
    r"|other|several|few|two|three|four|five|six|seven|eight|nine|ten|he|she|it|they|we|nothing|nobody|somebody|everybody)\b"
    r"|(?:at|in|on|from|after|before|when|by|down|up|for|with|during|under|over) [^,]+,)"
)


def joined_statements(claim: str) -> list[str]:
    """Take a claim apart at "and", "but", "while" and ";" where each side is a statement; [claim] where none is.

    A part may lack its subject; `with_subject` gives it that of the part before, so that "She resigned and was
    arrested" is not borne out by the arrest of another.
    """
    parts: list[str] = []
    position = 0
    for match in _JOINT.finditer(claim):
        left, right = claim[position : match.start()], claim[match.end() :]
        if _says_something(left) and _says_something(right):
            parts.append(left)
            position = match.end()
    return [*parts, claim[position:]]


def is_statement(part: str, passages: Sequence[Passage]) -> bool:
    """Tell a statement from the mere second name of "arrested Brask and Hanna Solm".

    It has what may be a verb, or is more than a name is, or stands so as a sentence of a passage.
    """
    if len(content_stems_of(part)) > LONGEST_NAME or _has_verb(part):
        return True
    bare = part.rstrip(". ").casefold()
    return any(
        bare == sentence.rstrip(". ").casefold() for passage in passages for sentence in sentences_of(passage)
    )


def is_fragment(sentence: str) -> bool:
    """Tell a name with something beside it and nothing told of it: "Greta Solm, who leads the inquiry.".

    One word that is no number tells nothing either: it may be an order's that was planted in the passage.
    """
    if len(content_stems_of(sentence)) == 1 and not (_has_verb(sentence) or any(map(str.isdigit, sentence))):
        return True
    name, _, beside = sentence.partition(", ")
    named = [word for word in words_of(name) if word.lower not in ("of", "the")]
    behind = words_of(beside)
    if "," in beside or len(behind) < 2 or not named or not all(word.is_capital for word in named):
        return False
    if behind[0].lower in ("who", "which"):
        return True
    return (behind[0].lower in ("the", "a", "an") or behind[1].lower == "of") and not _has_verb(beside)


def with_subject(part: str, before: str, passages: Sequence[Passage]) -> str:
    """Give a part with the subject of the one before it, unless it has its own.

    It has one where it begins as subjects do, or as a sentence of the passages does ("rescuers dug").
    """
    begins = " ".join(part.split()[:2]).casefold()
    own = _SUBJECT.match(part) or any(
        sentence.casefold().startswith(begins) for passage in passages for sentence in sentences_of(passage)
    )
    return part if not before or own else f"{_subject(before)} {part}"


def _says_something(part: str) -> bool:
    return len(content_stems_of(part)) >= FEWEST_WORDS


def _has_verb(text: str) -> bool:
    """Whether a text has what may be a verb: in the past, irregular, an auxiliary, or in "-s" behind a noun."""
    words = [word for word in words_of(text) if not word.is_mark]
    return any(map(_may_be_verb, words)) or any(
        word.lower.endswith("s")
        and not word.is_capital
        and noun.carries_matter
        and not noun.text.endswith("'s")
        for noun, word in pairwise(words[:-1])
    )


def _may_be_verb(word: Word) -> bool:
    lower = word.lower
    return not word.is_capital and (
        lower in BASE_FORM or lower in _AUXILIARIES or lower.endswith(("ed", "ing"))
    )


def _subject(claim: str) -> str:
    """Give the first words of a claim that carry matter: a whole name, or one other word."""
    words = [word for word in words_of(claim) if not word.is_mark]
    first = next((place for place, word in enumerate(words) if word.carries_matter), 0)
    end = first + 1
    while (
        end < len(words) and words[first].is_capital and words[end].is_capital and words[end].carries_matter
    ):
        end += 1
    return " ".join(word.text for word in words[first:end])
