"""Which language a text is in. The one module that imports py3langid, whose model travels in its package."""

from __future__ import annotations

from functools import cache
from typing import Any

from ingest.extraction.characters import letter_count

MIN_LETTERS = 40
"""Fewer letters than this tell no language apart from another."""

SAMPLE_CHARACTERS = 1000


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def identify(text: str) -> tuple[str, float]:
    """The ISO 639-1 code of the language of `text` and the identifier's confidence, from 0 to 1.

    ("", 0.0) for fewer than MIN_LETTERS letters. Of a longer text the first SAMPLE_CHARACTERS are looked at.
    """
    sample = text[:SAMPLE_CHARACTERS]
    if letter_count(sample) < MIN_LETTERS:
        return "", 0.0
    language, confidence = _identifier().classify(sample)
    return str(language), float(confidence)
