"""Words in square brackets that an answer adds to a quoted sentence: "Saturday [29 January 2022]".

All other words of a quoted sentence stand in its passage as they are; these functions tell the two apart. A bracket
that an article has itself may look the same, so what was added is never told by its look alone.
"""

from __future__ import annotations

import re

_BRACKET = re.compile(r" \[(?!\d+\])[^\[\]]+\]|\[(?!\d+\])[^\[\]]+\] ?")


def without_additions(text: str) -> str:
    """Give a text without its words in square brackets; citation marks such as [2] stay."""
    return _BRACKET.sub("", text)


def additions_in(text: str) -> list[str]:
    """Give what stands in square brackets, without them; citation marks are not meant."""
    return [match.group().strip(" []") for match in _BRACKET.finditer(text)]


def quote_pattern(quoted: str) -> str:
    """Give a regular expression for the words of a quoted sentence; what stands in square brackets may be missing."""
    pattern: list[str] = []
    position = 0
    for bracket in _BRACKET.finditer(quoted):
        pattern += [re.escape(quoted[position : bracket.start()]), f"(?:{re.escape(bracket.group())})?"]
        position = bracket.end()
    return "".join([*pattern, re.escape(quoted[position:])])


def place_of_quote(quoted: str, text: str, start: int = 0, end: int | None = None) -> tuple[int, int] | None:
    """Give where the words of a quoted sentence stand in `text[start:end]`, added ones left aside; None for nowhere.

    A bracket counts as added only where the text does not have it.
    """
    if not without_additions(quoted).strip():
        return None
    match = re.compile(quote_pattern(quoted)).search(text, start, len(text) if end is None else end)
    return match.span() if match else None
