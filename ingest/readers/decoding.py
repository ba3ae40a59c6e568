"""Bytes to text: rightly decoded, or refused. A character is never replaced or skipped on the way."""

from __future__ import annotations

import codecs
import re

from ingest.errors import UnreadableSourceError
from ingest.extraction.language import identify

MAX_CONTROL_SHARE = 0.02
"""Text has stray control characters at most; files of other kinds are full of them."""

MAX_MISPLACED_SHARE = 0.2
"""Of the characters outside ASCII, how many may stand where no word has them."""

_MAGIC = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"RIFF",
    b"SQLite format",
    b"\x1f\x8b",
)
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"<(?:meta[^>]{1,200}charset\s*=\s*[\"']?|\?xml[^>]{1,100}encoding\s*=\s*[\"'])([A-Za-z0-9_:-]{2,30})",
    re.I,
)
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_AFTER_LETTER = re.compile("(?<=[^\\W\\d_])[^\x00-\x7f]")
_MARKS = frozenset("\xa0’‘“”–—…«»°€£§®©™•")
_WESTERN_PAGES = ("cp1252", "mac_roman", "cp850")
_CODE_PAGES = (
    (frozenset(["pl", "cs", "sk", "hu", "ro", "sl", "hr", "bs"]), ("cp1250", "iso8859_2")),
    (frozenset(["tr", "az"]), ("cp1254",)),
    (frozenset(["lt", "lv", "et"]), ("cp1257", "iso8859_13")),
)
_ADVICE = "save it again as UTF-8"


def decode(data: bytes, declared: bool = False) -> str:
    """The text in `data`: UTF-8, what a byte order mark says, or a declared or safely detected encoding.

    Args:
        data: a whole file, or one line of a file of records.
        declared: whether an encoding that HTML declares in its head counts.

    Raises:
        UnreadableSourceError: the bytes are not text, or their encoding can't be told for certain.
    """
    if data.startswith(_MAGIC):
        raise UnreadableSourceError("It holds binary data, not text; save the article as .txt, .md or .html.")
    if data.startswith(b"{\\rtf"):
        raise UnreadableSourceError("It is rich text, full of marks; save it as plain text, named .txt.")
    text = _from_mark(data) or _from_utf_8(data) or _from_zero_bytes(data)
    if text is None:
        text = (_from_declaration(data) if declared else None) or _from_detection(data)
    if len(_CONTROL.findall(text)) > MAX_CONTROL_SHARE * len(text) + 5:
        raise UnreadableSourceError("It holds binary data, not text; save the article as .txt, .md or .html.")
    return text


def decode_as(data: bytes, name: str) -> str | None:
    """The text in `data` in the encoding that its source names, None where there is none such or it does not fit."""
    try:
        # Browsers read what calls itself Latin-1 as Windows-1252.
        known = codecs.lookup(name).name
        return data.decode({"iso8859-1": "cp1252", "ascii": "cp1252"}.get(known, known))
    except (LookupError, ValueError):
        return None


def encoding_of_mark(data: bytes) -> str:
    """The encoding that the byte order mark at the start of `data` names, "" where there is none."""
    return next((encoding for mark, encoding in _BYTE_ORDER_MARKS if data.startswith(mark)), "")


def _from_mark(data: bytes) -> str | None:
    encoding = encoding_of_mark(data)
    if not encoding:
        return None
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableSourceError(
            f"It begins as {error.encoding} but breaks off it at byte {error.start:,}; {_ADVICE}."
        ) from error


def _from_utf_8(data: bytes) -> str | None:
    try:
        return _repaired(data.decode("utf-8"))
    except UnicodeDecodeError:
        return None


def _from_zero_bytes(data: bytes) -> str | None:
    """UTF-16 without a mark: in western text every other byte is zero."""
    sample = data[:4000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) < 0.3 * len(sample) / 2 or min(even, odd) > 0.05 * len(sample):
        return None
    try:
        return data.decode("utf-16-le" if odd > even else "utf-16-be")
    except UnicodeDecodeError:
        return None


def _repaired(text: str) -> str:
    """`text`, or what it was before UTF-8 was read as Windows-1252 ("donâ€™t") where that fits throughout."""
    if not re.search("[ÂÃâÐÑ][\x80-\xbf\u0152-\u2122]", text):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def _from_declaration(data: bytes) -> str | None:
    match = _DECLARED.search(data[:4000])
    return decode_as(data, match[1].decode("ascii")) if match else None


def _from_detection(data: bytes) -> str:
    if b"\x00" in data:
        raise UnreadableSourceError("It holds binary data, not text; save the article as .txt, .md or .html.")
    outside, sequences = len(_NOT_ASCII.findall(data)), _UTF8_SEQUENCE.findall(data)
    if 2 * sum(map(len, sequences)) > outside:
        raise UnreadableSourceError(
            f"It is UTF-8 with broken characters in it, the first in line {_first_break(data):,}; correct it, or "
            f"{_ADVICE}."
        )
    latin_script = len(re.findall(rb"[A-Za-z]", data)) > 2 * outside
    text = _from_latin_script(data) if latin_script else _from_other_script(data)
    if text is None:
        raise UnreadableSourceError(f"Its encoding can't be told; {_ADVICE}.")
    return text


def _first_break(data: bytes) -> int:
    """The number of the line, from 1, with the first character of `data` that is no UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return data.count(b"\n", 0, error.start) + 1
    return 0


def _from_other_script(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    return None if best is None else str(best)


def _from_latin_script(data: bytes) -> str | None:
    """The reading in which accents stand where the language has them.

    Detectors by letter statistics take one western code page for another: the plain letters tell the
    language, the language its code pages, and letters that fit no word tell these apart.
    """
    language, _ = identify(data.decode("cp1252", "replace"))
    candidates: list[tuple[int, str]] = []
    for encoding in next(
        (pages for languages, pages in _CODE_PAGES if language in languages), _WESTERN_PAGES
    ):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        candidates.append((_misplaced(text), text))
    best = min(candidates, key=lambda candidate: candidate[0], default=None)
    if best is None or best[0] > MAX_MISPLACED_SHARE * len(_NOT_ASCII.findall(data)):
        return None
    return best[1]


def _misplaced(text: str) -> int:
    """How many characters after a letter are symbols or controls, or capitals after a small letter."""
    pairs = (text[match.start() - 1 : match.end()] for match in _AFTER_LETTER.finditer(text))
    return sum(
        (not pair[1].isalpha() and pair[1] not in _MARKS) or (pair[0].islower() and pair[1].isupper())
        for pair in pairs
    )
