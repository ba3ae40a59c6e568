"""The fields that JSON records, front matter and header lines name in their own ways, as one Header."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from ingest.errors import UnreadableSourceError
from ingest.extraction.characters import clean_title, one_line
from ingest.extraction.dates import read_date, why_unknown
from ingest.records import Header

ID_NAMES = ("id", "uuid", "articleid")
TITLE_NAMES = ("title", "headline", "name", "webtitle")
DATE_NAMES = (
    "published",
    "publishedat",
    "publishedon",
    "publishdate",
    "publisheddate",
    "datepublished",
    "datepublish",
    "publicationdate",
    "webpublicationdate",
    "firstpublished",
    "pubdate",
    "date",
    "created",
    "createdat",
)
URL_NAMES = ("url", "link", "weburl", "permalink", "canonicalurl", "canonicallink")
OUTLET_NAMES = (
    "outlet",
    "source",
    "publisher",
    "publication",
    "site",
    "sitename",
    "sourcename",
    "sourcehostname",
    "sourcedomain",
    "hostname",
    "domain",
)
FIELD_NAMES = frozenset((*ID_NAMES, *TITLE_NAMES, *DATE_NAMES, *URL_NAMES, *OUTLET_NAMES))
"""Every name that `read_header` looks for, as `plain_name` gives it."""

INNER_NAMES = ("name", "rendered", "main", "title", "value", "text", "$date", "$oid")
"""Where a field holds an object, such as {"name": "Harbour Post"} or {"rendered": "..."}, what of it counts."""

MAX_OUTLET_CHARACTERS = 100
MAX_URL_CHARACTERS = 2000


@dataclass(frozen=True, slots=True)
class HeaderFields:
    """A header, the id that the source gave its article ("" for none), and why it has no day in spite of a date."""

    header: Header
    article_id: str
    date_problem: str = ""


def plain_name(name: object) -> str:
    """A field's name however it is put: "Date published", "date_published" and "datePublished" are one."""
    return re.sub(r"[\s_:-]+", "", str(name).lower())


def plain_names(record: Mapping[Any, object]) -> dict[str, object]:
    """A record's fields by their plain names; of two that come to the same name, the first that holds anything."""
    fields: dict[str, object] = {}
    for name, value in record.items():
        plain = plain_name(name)
        if fields.get(plain) in (None, ""):
            fields[plain] = value
    return fields


def unwrapped(value: object) -> object:
    """What of a field's value counts: of an object the first of INNER_NAMES that it has, else the value itself."""
    if not isinstance(value, Mapping):
        return value
    inner = (value.get(name) for name in INNER_NAMES)
    return next((found for found in inner if isinstance(found, str | int | float)), value)


def read_header(fields: Mapping[str, object]) -> HeaderFields:
    """The header in `fields`, which have plain names. What is missing stays unknown.

    Raises:
        UnreadableSourceError: a title, URL, outlet or id is of a type that can't be one; the field is named.
    """
    published = first_date(fields)
    header = Header(
        title=clean_title(_string(fields, TITLE_NAMES)),
        outlet=one_line(_outlet(fields))[:MAX_OUTLET_CHARACTERS],
        url=next(filter(None, map(web_address, _strings(fields, (*URL_NAMES, *OUTLET_NAMES)))), ""),
        published=published,
    )
    return HeaderFields(
        header=header,
        article_id=_string(fields, ID_NAMES).strip(),
        date_problem="" if published else _date_problem(fields),
    )


def first_date(fields: Mapping[str, object]) -> date | None:
    """The first readable date among the date fields, None where there is none."""
    return next((found for name in DATE_NAMES if (found := read_date(unwrapped(fields.get(name))))), None)


def _date_problem(fields: Mapping[str, object]) -> str:
    """What is wrong with the first date field that holds anything, with the field's name."""
    problems = ((name, why_unknown(unwrapped(fields.get(name)))) for name in DATE_NAMES)
    return next((f"{name}: {why}" for name, why in problems if why), "")


def _outlet(fields: Mapping[str, object]) -> str:
    """The first outlet that is named: an address says where the article stands, not who published it."""
    return next((found for found in _strings(fields, OUTLET_NAMES) if not web_address(found)), "")


def web_address(text: str) -> str:
    """`text` where it is the http or https address of a page, "" where it is anything else."""
    text = text.strip()
    if len(text) > MAX_URL_CHARACTERS or not text.isprintable() or any(c in ' "<>\\' for c in text):
        return ""
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    usable = parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc
    return text if usable else ""


def _string(fields: Mapping[str, object], names: tuple[str, ...]) -> str:
    """The first of the named fields that holds something, as text."""
    return next(_strings(fields, names), "")


def _strings(fields: Mapping[str, object], names: tuple[str, ...]) -> Iterator[str]:
    """Each of the named fields that holds something, as text."""
    for name in names:
        value = unwrapped(fields.get(name))
        if value is None or value == "" or isinstance(value, Mapping):
            continue
        if isinstance(value, str):
            yield value
            continue
        if isinstance(value, bool | list) or (isinstance(value, float) and not math.isfinite(value)):
            raise UnreadableSourceError(
                f"The field {name!r} holds a {type(value).__name__}; make it a string or leave it out."
            )
        yield str(value)
