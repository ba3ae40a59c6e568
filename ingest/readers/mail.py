"""Saved mails (.eml), and pages that a browser saved in one file in a mail's form (.mht), as raw pages."""

from __future__ import annotations

import email
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
    kinds = reversed(FORMS) if saved_page else iter(FORMS)
    kind, part = next(
        ((kind, part) for kind in kinds for part in parts if part.get_content_type() == kind), ("", message)
    )
    content = _text(part) if kind else ""
    if not content.strip():
        raise UnreadableSourceError("It is a mail without a text; save its attachment as a file of its own.")
    if len(content) > MAX_CHARACTERS:
        raise UnreadableSourceError(
            f"Its text has {len(content):,} characters, at most {MAX_CHARACTERS:,} are read; split it."
        )
    names = {"url": "Snapshot-Content-Location"} if saved_page else {"title": "Subject", "date": "Date"}
    found = read_header({field: _field(message, name) for field, name in names.items()})
    return RawPage(source, content, FORMS[kind], header=found.header, date_problem=found.date_problem)


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
