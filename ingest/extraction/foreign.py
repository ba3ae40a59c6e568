"""Which paragraphs of an article are in another language than the article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from ingest.extraction.characters import letter_count
from ingest.extraction.language import identify

MIN_CONFIDENCE = 0.9
MIN_LETTERS = 60
"""A shorter paragraph is too short to be told foreign by itself; it goes with the foreign ones around it."""

MAX_SHARED_WORDS = 0.15
"""A paragraph with a larger share of the article's everyday words than this is in the article's language."""

_WORD = re.compile(r"[^\W_]+")
_WORDS_SAMPLE = 2000


def find_foreign(paragraphs: Sequence[str]) -> tuple[str, list[str]]:
    """Tells the language in which most characters of `paragraphs` are, and the paragraphs in another one.

    The identifier errs on lists of foreign names, so a paragraph is foreign only where it also lacks the short
    words that keep coming back in the rest of the article.

    Returns:
        The article's ISO 639-1 code ("" for too little text), and for each paragraph the code of its language
        where that is another one, else "".
    """
    identified = [identify(paragraph) for paragraph in paragraphs]
    weight: Counter[str] = Counter()
    for paragraph, (language, _) in zip(paragraphs, identified, strict=True):
        weight[language] += len(paragraph) if language else 0
    main = max(weight, key=lambda language: weight[language], default="")
    if not main:
        return identify(" ".join(paragraphs))[0], [""] * len(paragraphs)
    if not set(weight) - {"", main}:
        return main, [""] * len(paragraphs)
    everyday = _everyday_words(
        p for p, (language, _) in zip(paragraphs, identified, strict=True) if language == main
    )
    suspects = [
        language if language != main and _shared_words(paragraph, everyday) <= MAX_SHARED_WORDS else ""
        for paragraph, (language, _) in zip(paragraphs, identified, strict=True)
    ]
    sure = [
        suspect if confidence >= MIN_CONFIDENCE and letter_count(paragraph) >= MIN_LETTERS else ""
        for paragraph, suspect, (_, confidence) in zip(paragraphs, suspects, identified, strict=True)
    ]
    return main, _with_neighbours(sure, suspects, [language == "" for language, _ in identified])


def _with_neighbours(sure: Sequence[str], suspects: Sequence[str], short: Sequence[bool]) -> list[str]:
    """Adds to the sure ones the suspects beside them and the short ones between two of them."""
    foreign = list(sure)
    numbers = range(len(foreign))
    for order in (numbers, reversed(numbers)):
        for number in order:
            beside = {foreign[n] for n in (number - 1, number + 1) if n in numbers} - {""}
            if beside and suspects[number] and not foreign[number]:
                foreign[number] = suspects[number]
    for number in numbers[1:-1]:
        if short[number] and foreign[number - 1] and foreign[number + 1]:
            foreign[number] = foreign[number - 1]
    return foreign


def _everyday_words(paragraphs: Iterable[str]) -> frozenset[str]:
    """The short words that more than one paragraph uses: in any language mostly its function words."""
    counts = Counter(word for paragraph in paragraphs for word in set(_words(paragraph)))
    return frozenset(
        word for word, count in counts.items() if count >= 2 and len(word) <= 5 and word.isalpha()
    )


def _shared_words(paragraph: str, everyday: frozenset[str]) -> float:
    words = _words(paragraph)
    return sum(word in everyday for word in words) / len(words) if words else 1.0


def _words(paragraph: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(paragraph[:_WORDS_SAMPLE])]
