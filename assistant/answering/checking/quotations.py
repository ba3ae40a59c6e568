"""Quotation marks: whatever stands between them must stand word for word in a cited passage."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.checking.words import FOLD
from ingest.records import Passage

_QUOTATION = re.compile(
    r"[\"“”„«»](?P<double>[^\"“”„«»]*)[\"“”«»]|‘(?P<single>[^‘’]*)’(?!\w)|(?<!\w)'(?P<plain>[^']+)'(?!\w)"
)
_QUOTE_MARK = re.compile(r"[\"“”„«»‘]")


def with_exact_quotations(sentence: str, passages: Sequence[Passage]) -> tuple[str, str]:
    """Give the sentence with each quotation as a passage has it, and the first that none has, else ""."""
    parts: list[str] = []
    position = 0
    for match in _QUOTATION.finditer(sentence):
        words = next(group for group in match.groups() if group is not None).strip()
        inside = words.rstrip(".,;:!?…")
        exact = next((found for passage in passages if (found := _exact(inside, passage.text))), "")
        before = sentence[position : match.start()]
        if not exact or _QUOTE_MARK.search(before):
            return sentence, words or match.group()
        # A comma or full stop that the passage doesn't have moves behind the closing mark.
        parts += [before, match.group()[0], exact, match.group()[-1], words[len(inside) :]]
        position = match.end()
    rest = sentence[position:]
    return "".join([*parts, rest]), rest if _QUOTE_MARK.search(rest) else ""


def _exact(words: str, text: str) -> str:
    """Find words in a text, typography and blanks folded, and give them as the text has them, else ""."""
    if not any(character.isalnum() for character in words):
        return ""
    pattern = r"[ \t\u00a0]+".join(re.escape(word) for word in words.translate(FOLD).split())
    # The fold maps one character to one, so that offsets stay.
    match = re.search(rf"(?<!\w){pattern}(?!\w)", text.translate(FOLD))
    return text[match.start() : match.end()] if match else ""
