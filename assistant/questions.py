"""What counts as a question: checked before any work is done for it."""

from __future__ import annotations

import re
import unicodedata

from assistant.answering.follow_ups.referents import Turn
from assistant.answering.follow_ups.standalone import standalone_question
from assistant.answering.language.clauses import clause_of
from assistant.answering.language.phrases import phrases
from assistant.answering.manners import without_manners
from assistant.retrieval.by_words import content_words
from ingest.errors import QuestionError
from ingest.sentences import sentence_spans

LONGEST_QUESTION = 20_000
"""Characters: some three thousand words."""
LONGEST_READ_WHOLE = 100
"""Words: of a longer text only the last question in it is asked."""
MOST_PARTS = 4
"""Questions that are answered of those put in one go."""


_SHORTEST_PART = 3
_LEAST_MATTER = 2
_TWO_QUESTIONS = re.compile(
    r"(?P<first>(?:who|whom|what|when|where|why|how|which|is|are|was|were|do|does|did|has|have|will|can)\b.+?)"
    r"(?:,|;)? (?:and|but|and also|also) (?P<second>(?:who|what|when|where|why|how|which)\b.+)",
    re.IGNORECASE,
)
_POINTERS = frozenset({"ones", "thing", "things"})


def points_elsewhere(question: str) -> bool:
    """Tell whether a question names nothing that it is about, such as "What did he say about it?" or "Why?".

    Asked on its own such a question has no answer; in a conversation the turn before says what it points to.
    """
    return _POINTERS.issuperset(content_words(question))


def checked_question(question: str) -> str:
    """Give a question, composed (NFC), without control and zero-width characters and with single blanks.

    Raises QuestionError where it is empty, longer than 20,000 characters, or holds no letter or digit.
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


def question_in(text: str) -> str:
    """Give the question that a checked text asks, without greeting, thanks and the like.

    Of a text of more than 100 words it is the last sentence that ends in a question mark. Raises QuestionError where
    there is none.
    """
    if len(text.split()) <= LONGEST_READ_WHOLE:
        return without_manners(text)
    asked = [sentence for sentence in _sentences(text) if sentence.endswith("?")]
    asked = [sentence for sentence in asked if len(sentence.split()) <= LONGEST_READ_WHOLE]
    if not asked:
        raise QuestionError(
            f"The text has {len(text.split()):,} words and no question in it; ask one question that ends in a "
            "question mark, and add long texts to the library instead."
        )
    return without_manners(asked[-1])


def parts_of(question: str) -> list[str]:
    """Give the questions that are put in one go, each able to stand alone, or just the one.

    "Who is Kuleba? How many troops are at the border?" are two, and so are they with "and" between them. Where a later
    one leans on the first ("Who won? And by how much?") they are one matter, and asked as one. Four at most are told
    apart.
    """
    asked = [sentence for sentence in _sentences(question) if sentence.endswith("?") and clause_of(sentence)]
    parts = [part for sentence in asked or [question] for part in _joined_by_and(sentence)]
    if not 1 < len(parts) <= MOST_PARTS or not all(_is_whole(part) for part in parts[1:]):
        return [question]
    turns: list[Turn] = []
    for part in parts:
        turns.append(Turn(standalone_question(part, turns)))
    alone = list(dict.fromkeys(turn.question for turn in turns))
    return [question] if any(part.endswith(")") for part in alone) else alone


def _joined_by_and(sentence: str) -> list[str]:
    """Part "Who won the race and how many whales died?" where both are whole questions."""
    match = _TWO_QUESTIONS.fullmatch(sentence)
    if not match:
        return [sentence]
    first, second = match.group("first").rstrip(" ,;"), match.group("second")
    if not phrases(first) or len(first.split()) < _SHORTEST_PART or not _is_whole(second):
        return [sentence]
    return [f"{first}?", f"{second[0].upper()}{second[1:]}"]


def _is_whole(part: str) -> bool:
    """Tell whether a question says all of its matter: "what does the chair reply?" doesn't say to what."""
    clause = clause_of(part)
    if clause is None or len(content_words(part)) < _LEAST_MATTER:
        return False
    found = phrases(clause.rest)
    named = len(found) + bool(clause.noun) + (clause.asks_adverbial and bool(found) and found[0].is_name)
    if clause.auxiliary.casefold() in ("is", "are", "was", "were"):
        return named > 0
    return named > bool(clause.auxiliary) or (not clause.auxiliary and len(clause.rest.split()) > 1)


def _sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


def _visible(character: str) -> str:
    """Give nothing for a zero-width character, which may stand inside a word, and a blank for a control."""
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    return " " if category in ("Cc", "Cs", "Co") else character
