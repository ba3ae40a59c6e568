"""JSON records to raw pages: one article an object, under whichever of the usual names its fields go."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ingest.errors import UnreadableSourceError
from ingest.extraction.header_fields import plain_names, read_header, unwrapped
from ingest.records import RawPage, Rejection

TEXT_NAMES = (
    "text",
    "body",
    "content",
    "article",
    "articlebody",
    "fulltext",
    "maintext",
    "bodytext",
    "bodyhtml",
    "contenthtml",
    "contenttext",
    "contentencoded",
)
LIST_NAMES = (
    "articles",
    "items",
    "data",
    "results",
    "documents",
    "docs",
    "hits",
    "posts",
    "entries",
    "stories",
)
ENVELOPES = ("fields", "_source", "attributes", "meta", "metadata", "article", "data", "document", "post")
"""Objects in a record that hold some of its fields: what stands outside of them counts first."""

MAX_LIST_DEPTH = 3
"""In so many objects, one in the other, an interface may wrap the list of its articles."""
FIELDS_SHOWN = 12
LONGEST_SHOWN_NAME = 40
"""Characters."""
MAX_RECORD_CHARACTERS = 5 * 1024 * 1024

_MARKUP = re.compile(
    r"</(?:p|div|span|a|h[1-6]|strong|em|b|i|ul|ol|li|br|blockquote|article|section|body|html)\s*>|<br\s*/?>",
    re.I,
)
_TAG = re.compile(r"<[^<>]{1,500}>")
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
    if _has_text(value):
        return None
    if value and all(isinstance(one, dict) and _has_text(one) for one in value.values()):
        return [{"id": name, **one} for name, one in value.items()]
    return _inner_list(value, MAX_LIST_DEPTH)


def _inner_list(value: Mapping[Any, object], depth: int) -> list[object] | None:
    """The list of articles in an object, or in an object in it."""
    fields = plain_names(value)
    found = next((found for name in LIST_NAMES if isinstance(found := fields.get(name), list)), None)
    if found is not None or depth == 0:
        return found
    inner = (_inner_list(one, depth - 1) for one in fields.values() if isinstance(one, dict))
    return next((one for one in inner if one is not None), None)


def _has_text(record: Mapping[Any, object]) -> bool:
    fields = _fields(record)
    return any(isinstance(unwrapped(fields.get(name)), str) for name in TEXT_NAMES)


def _read_record(record: object, source: str, place: str) -> RawPage:
    if not isinstance(record, dict):
        raise UnreadableSourceError(f"It is {_kind(record)}; an article is an object with a text field.")
    fields = _fields(record)
    text = _text(fields, record)
    if len(text) > MAX_RECORD_CHARACTERS:
        raise UnreadableSourceError(
            f"Its text has {len(text):,} characters, at most {MAX_RECORD_CHARACTERS:,} are read; split it."
        )
    found = read_header({name: _plain(unwrapped(value)) for name, value in fields.items()})
    return RawPage(
        source=source,
        content=text if _is_markup(text) else str(_unescaped(text)),
        form="html" if _is_markup(text) else "text",
        header=found.header,
        article_id=found.article_id,
        date_problem=found.date_problem,
        place=place,
    )


def _text(fields: Mapping[str, object], record: Mapping[Any, object]) -> str:
    for name in TEXT_NAMES:
        value = unwrapped(fields.get(name))
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
        f"It has no text: {_found_fields(record)}. The text goes into one of the fields "
        f"{', '.join(TEXT_NAMES[:5])}, a list of articles into one of {', '.join(LIST_NAMES[:5])}."
    )


def _found_fields(record: Mapping[Any, object]) -> str:
    if not record:
        return "it has no fields"
    shown = ", ".join(repr(str(name)[:LONGEST_SHOWN_NAME]) for name in list(record)[:FIELDS_SHOWN])
    more = f" and {len(record) - FIELDS_SHOWN} more" if len(record) > FIELDS_SHOWN else ""
    return f"its fields are {shown}{more}"


def _is_markup(text: str) -> bool:
    return "<" in text and bool(_MARKUP.search(text))


def _unescaped(value: object) -> object:
    """`value`, in a string of which "&amp;" and its like are read as the characters they stand for."""
    return html.unescape(value) if isinstance(value, str) and _ENTITY.search(value) else value


def _plain(value: object) -> object:
    """A field's value as it is read: without markup where it has some."""
    if isinstance(value, str) and _is_markup(value):
        value = _TAG.sub("", value)
    return _unescaped(value)


def _fields(record: Mapping[Any, object]) -> dict[str, object]:
    """A record's fields by their plain names, with those that stand in one of its envelopes."""
    outer = dict(record)
    envelopes: list[Mapping[Any, object]] = []
    for name, value in record.items():
        if isinstance(value, dict) and str(name).lower() in ENVELOPES:
            envelopes.append(outer.pop(name))
    fields = plain_names(outer)
    for envelope in envelopes:
        for name, value in plain_names(envelope).items():
            if fields.get(name) in (None, "", []):
                fields[name] = value
    return fields


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
