"""What counts as a question: checked before any work is done for it."""

from __future__ import annotations

import re
import unicodedata

from assistant.answering.follow_ups.surroundings import asked_part
from assistant.answering.manners import without_manners
from ingest.errors import QuestionError
from ingest.sentences import sentence_spans

LONGEST_QUESTION = 20_000
"""Characters: some three thousand words."""
LONGEST_READ_WHOLE = 100
"""Words: of a longer text only the last question in it is asked."""
_SURROGATE = re.compile("[\ud800-\udfff]")


def checked_question(question: str) -> str:
    """Give a question, composed (NFC), without control and zero-width characters and with single blanks.

    Raises QuestionError where it is no text, empty, longer than 20,000 characters, or holds no letter or digit.
    """
    if not isinstance(question, str):
        raise QuestionError(f"The question is {question!r}, which is no text; ask in words, as a str.")
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


def without_surrogates(text: str) -> str:
    """Give a text with a blank for each lone surrogate, such as a bad byte of a command line: UTF-8 has none."""
    return _SURROGATE.sub(" ", text)


def question_in(text: str) -> str:
    """Give the question that a checked text asks, without greeting, thanks and what else is told around it.

    Of a text of more than 100 words it is the last sentence that ends in a question mark. Raises QuestionError where
    there is none.
    """
    if len(text.split()) <= LONGEST_READ_WHOLE:
        return asked_part(without_manners(text))
    asked = [sentence for sentence in sentences_of(text) if sentence.endswith("?")]
    asked = [sentence for sentence in asked if len(sentence.split()) <= LONGEST_READ_WHOLE]
    if not asked:
        raise QuestionError(
            f"The text has {len(text.split()):,} words and no question in it; ask one question that ends in a "
            "question mark, and add long texts to the library instead."
        )
    return without_manners(asked[-1])


def sentences_of(text: str) -> list[str]:
    """Give the sentences of a text, in order."""
    return [text[start:end] for start, end in sentence_spans(text)]


def _visible(character: str) -> str:
    """Give nothing for a zero-width character, which may stand inside a word, and a blank for a control."""
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    return " " if category in ("Cc", "Cs", "Co") else character
