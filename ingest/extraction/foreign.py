"""Which paragraphs of an article are in another language than the article."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from ingest.extraction.characters import letter_count
from ingest.extraction.language import identify

MIN_CONFIDENCE = 0.9
MIN_LETTERS = 60
"""A shorter paragraph is too short to be told foreign by itself; it goes with the foreign ones around it."""

MAX_SHARED_WORDS = 0.15
"""A paragraph with a larger share of the article's everyday words than this is in the article's language."""

MAX_NAMES = 0.5
"""Where more of the words than this begin with a capital, they are names, which belong to no language."""

LONGEST_WORD = 100
"""Letters in a row; more of them are no word of any language, but data: they say nothing of the article's."""

_WORD = re.compile(r"[^\W_]+")
_WORDS_SAMPLE = 2000


def find_foreign(paragraphs: Sequence[str]) -> tuple[str, list[str]]:
    """The language of most characters of `paragraphs`, and which of them are in another one.

    The identifier errs on lists of foreign names, so a paragraph is foreign only where it also lacks the
    short words that keep coming back in the rest of the article.

    Returns:
        The article's ISO 639-1 code ("" for too little text), and for each paragraph the code of its language
        where that is another one, else "".
    """
    identified = [identify(paragraph) for paragraph in paragraphs]
    weight: dict[str, float] = defaultdict(float)
    for paragraph, (language, confidence) in zip(paragraphs, identified, strict=True):
        weight[language] += _letters_of_words(paragraph) * confidence
    main = max(weight, key=lambda language: weight[language], default="")
    if not weight.get(main):
        return identify(" ".join(paragraphs))[0], [""] * len(paragraphs)
    if not set(weight) - {"", main}:
        return main, [""] * len(paragraphs)
    everyday = _everyday_words(
        p for p, (language, _) in zip(paragraphs, identified, strict=True) if language == main
    )
    suspects = [
        language if language not in ("", main) and _is_other(paragraph, everyday) else ""
        for paragraph, (language, _) in zip(paragraphs, identified, strict=True)
    ]
    sure = [
        suspect if confidence >= MIN_CONFIDENCE and _stands_alone(paragraph) else ""
        for paragraph, suspect, (_, confidence) in zip(paragraphs, suspects, identified, strict=True)
    ]
    return main, _with_neighbours(sure, suspects, [language == "" for language, _ in identified])


def _letters_of_words(paragraph: str) -> int:
    return sum(len(word) for word in _WORD.findall(paragraph) if len(word) <= LONGEST_WORD)


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


def _stands_alone(paragraph: str) -> bool:
    """Whether `paragraph` can be judged without its neighbours: it is long enough and no quotation."""
    return letter_count(paragraph) >= MIN_LETTERS and paragraph[0] not in "\"'“‘«„"


def _everyday_words(paragraphs: Iterable[str]) -> frozenset[str]:
    """The short words that more than one paragraph uses: in any language mostly its function words."""
    counts = Counter(
        word for paragraph in paragraphs for word in set(_WORD.findall(paragraph[:_WORDS_SAMPLE].lower()))
    )
    return frozenset(
        word for word, count in counts.items() if count >= 2 and len(word) <= 5 and word.isalpha()
    )


def _is_other(paragraph: str, everyday: frozenset[str]) -> bool:
    """Whether `paragraph` lacks the article's everyday words, and is no list of names either."""
    words = _WORD.findall(paragraph[:_WORDS_SAMPLE])
    names = sum(word[0].isupper() for word in words)
    shared = sum(word.lower() in everyday for word in words)
    return names <= MAX_NAMES * len(words) and shared <= MAX_SHARED_WORDS * len(words)
