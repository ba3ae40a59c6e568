"""The language of a text."""

from __future__ import annotations

import pytest

from ingest.extraction.language import identify_among


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wer ist der neue Minister?", "de"),
        ("Who is the new minister?", "en"),
        ("Qui est le ministre ?", "fr"),
    ],
)
def test_a_short_text_is_told_apart_among_few_languages(text: str, language: str) -> None:
    code, share = identify_among(text, ("en", "de", "fr"))
    assert code == language
    assert 0.5 < share <= 1


def test_of_one_language_there_is_no_doubt() -> None:
    assert identify_among("Who?", ("sv",)) == ("sv", pytest.approx(1.0))
