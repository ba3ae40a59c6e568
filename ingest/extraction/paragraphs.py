"""Lines to paragraphs: of text that is wrapped or not, with blank lines between its paragraphs or without."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

MIN_JOINED_CHARACTERS = 40
MAX_WRAPPED_CHARACTERS = 120
MAX_JOINED_CHARACTERS = 2000

_LIST_ITEM = re.compile(r"(?:[-*•‣◦▪–]|\(?\d{1,2}[.)])\s+\S")
_CLOSED = re.compile(r"[.!?…:;\"'”’»)\]]$")


def split_paragraphs(text: str) -> list[str]:
    """The paragraphs of cleaned text, in order, each on one line but for lists, whose items keep theirs.

    A line is a paragraph of its own, but in text wrapped at a fixed width a blank line ends one.
    """
    blocks = [
        [line.strip() for line in block.split("\n") if line.strip()] for block in re.split(r"\n\s*\n", text)
    ]
    if _is_wrapped(blocks):
        return [" ".join(lines) for block in blocks for lines in _list_apart(block)]
    return [paragraph for block in blocks for paragraph in _join_lines(block)]


def apart(lines: Iterable[str]) -> str:
    """Lines of which each is a paragraph as text with blank lines between them, none within a list."""
    text = "\n\n".join(lines)
    return re.sub(r"(?m)(^- .*)\n\n(?=- )", r"\1\n", text)


def is_list_item(line: str) -> bool:
    """Whether `line` begins with a bullet or an item's number."""
    return bool(_LIST_ITEM.match(line))


def _is_wrapped(blocks: Sequence[Sequence[str]]) -> bool:
    """Whether lines end where the width does: nearly as long as each other, and mostly within a sentence."""
    lines = [line for block in blocks for line in block[:-1] if not is_list_item(line)]
    if len(lines) < 3:
        return False
    lengths = sorted(map(len, lines))
    widest = lengths[-1]
    even = sum(length >= 0.7 * widest for length in lengths) >= 0.8 * len(lengths)
    within = sum(not _CLOSED.search(line) for line in lines) >= 0.6 * len(lines)
    return MIN_JOINED_CHARACTERS <= widest <= MAX_WRAPPED_CHARACTERS and even and within


def _list_apart(block: Sequence[str]) -> list[list[str]]:
    """The lines of a wrapped block as runs that belong together: each list item begins one."""
    runs: list[list[str]] = []
    for line in block:
        if not runs or is_list_item(line):
            runs.append([])
        runs[-1].append(line)
    return runs


def _join_lines(block: Sequence[str]) -> list[str]:
    """The paragraphs of an unwrapped block: its lines, but for lists and for lines that go on in the next."""
    paragraphs: list[str] = []
    items: list[str] = []
    for line in block:
        if is_list_item(line):
            items.append(line)
            continue
        paragraphs += _list_of(items)
        items = []
        last = paragraphs[-1] if paragraphs else ""
        if MIN_JOINED_CHARACTERS <= len(last) <= MAX_JOINED_CHARACTERS and _goes_on(last, line):
            paragraphs[-1] = f"{last} {line}"
        else:
            paragraphs.append(line)
    return paragraphs + _list_of(items)


def _list_of(items: Sequence[str]) -> list[str]:
    """Consecutive list items as one paragraph, none for none."""
    return ["\n".join(items)] if items else []


def _goes_on(line: str, following: str) -> bool:
    """Whether the sentence of `line` goes on in the next line."""
    return following[0].islower() and not _CLOSED.search(line)
