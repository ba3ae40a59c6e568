"""The fields that JSON records, front matter and header lines name in their own ways, as one Header."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from ingest.errors import UnreadableSourceError
from ingest.extraction.characters import clean_title, one_line
from ingest.extraction.dates import read_date, why_unknown
from ingest.records import Header

ID_NAMES = ("id", "_id", "uuid", "article_id")
TITLE_NAMES = ("title", "headline", "name")
DATE_NAMES = (
    "published",
    "published_at",
    "publishedat",
    "publish_date",
    "date_published",
    "datepublished",
    "pubdate",
    "pub_date",
    "date",
    "created",
    "created_at",
)
URL_NAMES = ("url", "link")
OUTLET_NAMES = ("outlet", "source", "publisher", "site")
FIELD_NAMES = frozenset((*ID_NAMES, *TITLE_NAMES, *DATE_NAMES, *URL_NAMES, *OUTLET_NAMES))
"""Every name that `read_header` looks for, in lower case."""

MAX_OUTLET_CHARACTERS = 100
MAX_URL_CHARACTERS = 2000


@dataclass(frozen=True, slots=True)
class HeaderFields:
    """A header, the id that the source gave its article ("" for none), and why it has no day in spite of a date."""

    header: Header
    article_id: str
    date_problem: str = ""


def read_header(fields: Mapping[str, object]) -> HeaderFields:
    """The header in `fields`, whose names are in lower case. What is missing stays unknown.

    Raises:
        UnreadableSourceError: a title, URL, outlet or id is of a type that can't be one; the field is named.
    """
    published = first_date(fields)
    header = Header(
        title=clean_title(_string(fields, TITLE_NAMES)),
        outlet=one_line(_string(fields, OUTLET_NAMES))[:MAX_OUTLET_CHARACTERS],
        url=web_address(_string(fields, URL_NAMES)),
        published=published,
    )
    return HeaderFields(
        header=header,
        article_id=_string(fields, ID_NAMES).strip(),
        date_problem="" if published else _date_problem(fields),
    )


def first_date(fields: Mapping[str, object]) -> date | None:
    """The first readable date among the date fields, None where there is none."""
    return next((found for name in DATE_NAMES if (found := read_date(fields.get(name)))), None)


def _date_problem(fields: Mapping[str, object]) -> str:
    """What is wrong with the first date field that holds anything, with the field's name."""
    return next((f"{name}: {why}" for name in DATE_NAMES if (why := why_unknown(fields.get(name)))), "")


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
    for name in names:
        value = fields.get(name)
        if isinstance(value, Mapping):
            value = value.get("name")
        if value is None or value == "":
            continue
        if isinstance(value, str):
            return value
        if isinstance(value, bool | list | Mapping) or (
            isinstance(value, float) and not math.isfinite(value)
        ):
            raise UnreadableSourceError(
                f"The field {name!r} holds a {type(value).__name__}; make it a string or leave it out."
            )
        return str(value)
    return ""
