"""Which language a text is in. The one module that imports py3langid, whose model travels in its package."""

from __future__ import annotations

from functools import cache
from typing import Any

from ingest.extraction.characters import letter_count

MIN_LETTERS = 40
"""Fewer letters than this tell no language apart from another."""

SAMPLE_CHARACTERS = 1000

MIN_ENGLISH_SHARE = 0.3

_NOT_OF_NEWS = frozenset(("la", "eo", "ia", "ie", "io", "vo"))
"""Dead and made languages, for which the identifier takes short paragraphs of the living ones."""

_ENGLISH_WORDS = (
    "the|of|and|to|in|a|is|that|for|it|as|was|with|be|by|on|not|he|his|but|at|are|this|have|from|or|"
    "had|an|they|which|were|we|their|been|has|will|would|who|its|if|more|when|said|there|she|her|about|"
    "than|into|them|can|only|other|after|also|two|over|new|some|could|these|what|out|up"
)
_ENGLISH = frozenset(_ENGLISH_WORDS.split("|"))


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(
        [code for code in identifier.labels if len(code) == 2 and code not in _NOT_OF_NEWS]
    )
    return identifier


def identify(text: str) -> tuple[str, float]:
    """The ISO 639-1 code of the language of `text` and the identifier's confidence, from 0 to 1.

    ("", 0.0) for fewer than MIN_LETTERS letters. Of a longer text the first SAMPLE_CHARACTERS are looked at.
    """
    sample = text[:SAMPLE_CHARACTERS]
    if letter_count(sample) < MIN_LETTERS:
        return "", 0.0
    if _is_plainly_english(sample):
        return "en", 1.0
    language, confidence = _identifier().classify(sample)
    return str(language), float(confidence)


def identify_among(text: str, languages: tuple[str, ...]) -> tuple[str, float]:
    """Give the likeliest of `languages` (ISO 639-1 codes) for a text of any length, and its share from 0 to 1.

    A single question is short, so the fewer languages are asked for the better they are told apart.
    """
    ranked = [(str(code), float(share)) for code, share in _identifier().rank(text) if code in languages]
    total = sum(share for _, share in ranked)
    return (ranked[0][0], ranked[0][1] / total) if total else ("", 0.0)


def _is_plainly_english(sample: str) -> bool:
    """Spares the identifier most of its work: in English prose nearly every second word is one of a few."""
    words = sample.lower().split()
    return "the" in words and sum(word in _ENGLISH for word in words) >= MIN_ENGLISH_SHARE * len(words)
