"""JSON records to raw pages: one article an object, under whichever of the usual names its fields go."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ingest.errors import UnreadableSourceError
from ingest.extraction.header_fields import read_header
from ingest.records import RawPage, Rejection

TEXT_NAMES = ("text", "body", "content", "article", "article_body", "articlebody", "full_text")
LIST_NAMES = ("articles", "items", "data", "results", "documents")
FIELDS_SHOWN = 12
LONGEST_SHOWN_NAME = 40
"""Characters."""
MAX_RECORD_CHARACTERS = 5 * 1024 * 1024

_MARKUP = re.compile(
    r"</(?:p|div|span|a|h[1-6]|strong|em|b|i|ul|ol|li|br|blockquote|article|section|body|html)\s*>|<br\s*/?>",
    re.I,
)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]{2,6});")


def read_json_text(text: str) -> Any:
    """The value that `text` holds.

    Raises:
        UnreadableSourceError: it is no JSON, or nested too deep; the message says where it breaks.
    """
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        line = f"line {error.lineno}, " if error.lineno > 1 else ""
        raise UnreadableSourceError(
            f"It is broken JSON ({error.msg.removesuffix(' at')}: {line}character {error.colno}); correct it."
        ) from error
    except RecursionError as error:
        raise UnreadableSourceError(
            "Its JSON is nested too deep to be read; write one flat object an article."
        ) from error
    except ValueError as error:
        raise UnreadableSourceError(f"It is broken JSON ({error}); correct it.") from error


def read_records(value: object, source: str) -> Iterator[RawPage | Rejection]:
    """The articles of a JSON document: an object, a list of objects, or an object that holds such a list.

    Args:
        value: the parsed document.
        source: where it was read, as it stands in each page and rejection.
    """
    records = _listed(value)
    if records is None:
        yield page_or_rejection(value, source, "")
        return
    if not records:
        yield Rejection(source, "", "It holds an empty list: no article to read.")
    for number, record in enumerate(records, 1):
        yield page_or_rejection(record, source, f"item {number}")


def page_or_rejection(record: object, source: str, place: str) -> RawPage | Rejection:
    """One record as a page, or why it can't be one."""
    try:
        return _read_record(record, source, place)
    except UnreadableSourceError as error:
        return Rejection(source, place, str(error))


def _listed(value: object) -> list[object] | None:
    if isinstance(value, list):
        return value
    if not isinstance(value, dict):
        return None
    fields = _lower_names(value)
    if any(isinstance(fields.get(name), str) for name in TEXT_NAMES):
        return None
    return next((found for name in LIST_NAMES if isinstance(found := fields.get(name), list)), None)


def _read_record(record: object, source: str, place: str) -> RawPage:
    if not isinstance(record, dict):
        raise UnreadableSourceError(f"It is {_kind(record)}; an article is an object with a text field.")
    fields = _lower_names(record)
    text = _text(fields)
    if len(text) > MAX_RECORD_CHARACTERS:
        raise UnreadableSourceError(
            f"Its text has {len(text):,} characters, at most {MAX_RECORD_CHARACTERS:,} are read; split it."
        )
    found = read_header({name: _unescaped(value) for name, value in fields.items()})
    return RawPage(
        source=source,
        content=text if _is_markup(text) else str(_unescaped(text)),
        form="html" if _is_markup(text) else "text",
        header=found.header,
        article_id=found.article_id,
        date_problem=found.date_problem,
        place=place,
    )


def _text(fields: Mapping[str, object]) -> str:
    for name in TEXT_NAMES:
        value = fields.get(name)
        if value is None or value == "" or value == []:
            continue
        if isinstance(value, str):
            return value
        if isinstance(value, list) and all(isinstance(part, str) for part in value):
            return "\n\n".join(value)
        raise UnreadableSourceError(
            f"The field {name!r} holds {_kind(value)}; make it a string or a list of strings."
        )
    empty = next((name for name in TEXT_NAMES if name in fields), "")
    if empty:
        raise UnreadableSourceError(f"Its field {empty!r} is empty; put the article's text into it.")
    raise UnreadableSourceError(
        f"It has no text: {_found_fields(fields)}. The text goes into one of the fields "
        f"{', '.join(TEXT_NAMES[:5])}, a list of articles into one of {', '.join(LIST_NAMES)}."
    )


def _found_fields(fields: Mapping[str, object]) -> str:
    if not fields:
        return "it has no fields"
    shown = ", ".join(repr(name[:LONGEST_SHOWN_NAME]) for name in list(fields)[:FIELDS_SHOWN])
    more = f" and {len(fields) - FIELDS_SHOWN} more" if len(fields) > FIELDS_SHOWN else ""
    return f"its fields are {shown}{more}"


def _is_markup(text: str) -> bool:
    return "<" in text and bool(_MARKUP.search(text))


def _unescaped(value: object) -> object:
    """`value`, in a string of which "&amp;" and its like are read as the characters they stand for."""
    return html.unescape(value) if isinstance(value, str) and _ENTITY.search(value) else value


def _lower_names(record: Mapping[Any, object]) -> dict[str, object]:
    return {str(name).lower(): value for name, value in record.items()}


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
