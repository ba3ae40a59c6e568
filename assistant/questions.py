"""What counts as a question: checked before any work is done for it."""

from __future__ import annotations

import re
import unicodedata

from assistant.retrieval.by_words import content_words
from ingest.errors import QuestionError

LONGEST_QUESTION = 4000
"""Characters."""


_POINTS_ELSEWHERE = re.compile(
    r"\b(he|she|they|him|her|them|it|this|that|these|those|there|one|ones|his|their|its)\b", re.IGNORECASE
)


def points_elsewhere(question: str) -> bool:
    """Tell whether a question is only about something it does not name, such as "What did he say about it?".

    Asked on its own such a question has no answer; in a conversation the turn before says what it points to.
    """
    return bool(_POINTS_ELSEWHERE.search(question)) and not content_words(
        _POINTS_ELSEWHERE.sub(" ", question)
    )


def checked_question(question: str) -> str:
    """Give a question without control and zero-width characters and with single blanks.

    Raises QuestionError where it is empty, longer than 4,000 characters, or holds no letter or digit.
    """
    if len(question) > LONGEST_QUESTION:
        raise QuestionError(
            f"The question has {len(question):,} characters; ask in at most {LONGEST_QUESTION:,}, "
            "and add long texts to the library instead."
        )
    cleaned = "".join(
        character if unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co") else " "
        for character in question
    )
    cleaned = re.sub(r"\s+", " ", cleaned).strip()
    if not cleaned:
        raise QuestionError("The question is empty; type what you want to know.")
    if not any(character.isalnum() for character in cleaned):
        raise QuestionError("The question has no words; type what you want to know in words.")
    return cleaned
