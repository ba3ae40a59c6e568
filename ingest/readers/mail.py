"""Saved mails (.eml), and pages that a browser saved in one file in a mail's form (.mht), as raw pages."""

from __future__ import annotations

import email
import re
from collections.abc import Mapping
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message

from ingest.errors import UnreadableSourceError
from ingest.extraction.header_fields import read_header
from ingest.readers.decoding import decode, decode_as
from ingest.records import RawPage

MAX_CHARACTERS = 5 * 1024 * 1024
FORMS = {"text/plain": "text", "text/html": "html"}
"""The kinds of parts that are read, and their forms. A mail has its text in one of them, or the same text in both."""

MIN_PLAIN_SHARE = 0.3
"""Of the words of a mail's HTML that its plain text has, where both say the same."""

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
_UNSEEN = ("head", "style", "script")


def read_mail(data: bytes, source: str, *, saved_page: bool) -> RawPage:
    """The text of a mail as a page, with the mail's subject for a title and its date.

    Args:
        data: the whole file.
        source: where it was read, as it stands in the page.
        saved_page: whether it is a page in a mail's form. Its date is the day on which it was saved and its subject
            the name of the browser's window, so only its address is taken; the rest stands in the page itself.

    Raises:
        UnreadableSourceError: it has no part that is text, or one that is too large or can't be decoded.
    """
    try:
        message = email.message_from_bytes(data)
        parts = [part for part in message.walk() if part.get_content_disposition() != "attachment"]
    except RecursionError as error:
        raise UnreadableSourceError(
            "Its parts are nested too deep; save its text as .txt or .html."
        ) from error
    texts = {
        kind: _text(part) for kind in FORMS for part in reversed(parts) if part.get_content_type() == kind
    }
    kind = _fuller(texts, saved_page)
    content = texts.get(kind, "")
    if not content.strip():
        raise UnreadableSourceError("It is a mail without a text; save its attachment as a file of its own.")
    if len(content) > MAX_CHARACTERS:
        raise UnreadableSourceError(
            f"Its text has {len(content):,} characters, at most {MAX_CHARACTERS:,} are read; split it."
        )
    names = {"url": "Snapshot-Content-Location"} if saved_page else {"title": "Subject", "date": "Date"}
    found = read_header({field: _field(message, name) for field, name in names.items()})
    return RawPage(source, content, FORMS[kind], header=found.header, date_problem=found.date_problem)


def _fuller(texts: Mapping[str, str], saved_page: bool) -> str:
    """The kind of the text to be read: plain, unless that only says where to read the mail instead."""
    if saved_page or "text/plain" not in texts:
        return "text/html" if "text/html" in texts else "text/plain"
    plain = len(texts["text/plain"].split())
    shown = _count_shown_words(texts.get("text/html", ""))
    return "text/html" if plain < MIN_PLAIN_SHARE * shown else "text/plain"


def _count_shown_words(html: str) -> int:
    """About how many words a reader of a page sees. A pattern for a whole element would seek its end for each begun."""
    words, position, hidden = 0, 0, ""
    for match in _TAG.finditer(html):
        if not hidden:
            words += len(html[position : match.start()].split())
        name, closing, position = match[2].lower(), bool(match[1]), match.end()
        if closing and name == hidden:
            hidden = ""
        elif not closing and not hidden and name in _UNSEEN:
            hidden = name
    return words + (0 if hidden else len(html[position:].split()))


def _text(part: Message) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    named = part.get_content_charset() or ""
    text = decode_as(payload, named) if named else None
    return decode(payload, declared=part.get_content_type() == "text/html") if text is None else text


def _field(message: Message, name: str) -> str:
    """A header field in plain letters, on one line; as it stands where its encoding can't be read."""
    raw = str(message.get(name, ""))
    try:
        return " ".join(str(make_header(decode_header(raw))).split())
    except (HeaderParseError, LookupError, ValueError):
        return " ".join(raw.split())
