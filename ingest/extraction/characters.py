"""Text without the characters that a reader can't see and a program can't stand."""

from __future__ import annotations

import re
import unicodedata

MAX_TITLE_CHARACTERS = 300

_NEWLINES = re.compile("\r\n?|[\x0b\x0c\x85\u2028]")
_SPACES = re.compile("[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_ROUTINE = re.compile("[\xad\u200b-\u200d\u2060\ufe0e\ufe0f\ufeff]")
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # control
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # direction overrides
    "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2061-\u2065\u206a-\u206f\u3164\uffa0"  # invisible
    "\ufe00-\ufe0d\U000e0000-\U000e0fff"  # variation selectors and tag characters, which can hide a message
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"  # annotation marks, no characters, lone halves of pairs
)
_BLANKS = re.compile(" {2,}")
_BLANK_LINES = re.compile("\n{3,}")


def clean_characters(text: str) -> str:
    """`text` in NFC, without control, invisible and direction characters, with plain spaces and newlines.

    Runs of spaces become one, spaces around a line and more than one blank line in a row go.
    """
    text = text.replace("\u2029", "\n\n")
    text = _NEWLINES.sub("\n", text)
    text = _SPACES.sub(" ", text)
    text = _ROUTINE.sub("", text)
    text = _UNWANTED.sub("", text)
    text = unicodedata.normalize("NFC", text)
    text = _BLANKS.sub(" ", text).replace(" \n", "\n").replace("\n ", "\n")
    return _BLANK_LINES.sub("\n\n", text).strip()


def hidden_characters(text: str) -> str:
    """The kinds of unusual characters that `clean_characters` takes out of `text`, escaped; "" for none.

    Soft hyphens, byte order marks and zero-width spaces are routine in saved pages and don't count.
    """
    return " ".join(sorted({ascii(character)[1:-1] for character in _UNWANTED.findall(text)})[:20])


def one_line(text: str) -> str:
    """`text` cleaned and on one line: a title, an outlet's name."""
    return " ".join(clean_characters(text).split())


def clean_title(text: str) -> str:
    """`text` on one line, cut at a word so that it has at most MAX_TITLE_CHARACTERS characters."""
    title = one_line(text[: 20 * MAX_TITLE_CHARACTERS])
    if len(title) <= MAX_TITLE_CHARACTERS:
        return title
    cut = title[: MAX_TITLE_CHARACTERS - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[-60:] else cut).rstrip() + "…"


def letter_count(text: str) -> int:
    """How many characters of `text` are letters."""
    return sum(map(str.isalpha, text))
