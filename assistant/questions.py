"""What counts as a question: checked before any work is done for it."""

from __future__ import annotations

import re
import unicodedata

from assistant.retrieval.by_words import content_words
from ingest.errors import QuestionError

LONGEST_QUESTION = 4000
"""Characters."""


_POINTERS = frozenset({"ones", "thing", "things"})


def points_elsewhere(question: str) -> bool:
    """Tell whether a question names nothing that it is about, such as "What did he say about it?" or "Why?".

    Asked on its own such a question has no answer; in a conversation the turn before says what it points to.
    """
    return _POINTERS.issuperset(content_words(question))


def checked_question(question: str) -> str:
    """Give a question, composed (NFC), without control and zero-width characters and with single blanks.

    Raises QuestionError where it is empty, longer than 4,000 characters, or holds no letter or digit.
    """
    if len(question) > LONGEST_QUESTION:
        raise QuestionError(
            f"The question has {len(question):,} characters; ask in at most {LONGEST_QUESTION:,}, "
            "and add long texts to the library instead."
        )
    visible = "".join(_visible(character) for character in unicodedata.normalize("NFC", question))
    cleaned = re.sub(r"\s+", " ", visible).strip()
    if not cleaned:
        raise QuestionError("The question is empty; type what you want to know.")
    if not any(character.isalnum() for character in cleaned):
        raise QuestionError("The question has no words; type what you want to know in words.")
    return cleaned


def _visible(character: str) -> str:
    """Give nothing for a zero-width character, which may stand inside a word, and a blank for a control."""
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    return " " if category in ("Cc", "Cs", "Co") else character
