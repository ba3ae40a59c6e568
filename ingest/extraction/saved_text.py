"""Plain text, written by hand or saved from a page: its header lines, its title, its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.extraction.boilerplate_rules import ends_sentence, reason_to_drop
from ingest.extraction.characters import clean_characters, clean_title
from ingest.extraction.dates import read_date
from ingest.extraction.draft import Draft
from ingest.extraction.header_fields import FIELD_NAMES, TITLE_NAMES, HeaderFields, plain_name, read_header
from ingest.extraction.paragraphs import is_list_item, split_paragraphs
from ingest.records import Dropped, Header, RawPage
from ingest.rows import tabs_to_cells

MAX_TITLE_LINE_CHARACTERS = 200
MAX_LABEL_WORDS = 3
MIN_TITLE_WORDS = 4
MAX_TITLE_WORDS = 25
MAX_TOP_PARAGRAPHS = 6
"""A page's date line stands above or beside the title, not further down."""

_HEADER_LINE = re.compile(r"([A-Za-z][A-Za-z _-]{1,20}):[ ]*(.*)")
_UNUSED_FIELDS = frozenset(
    "author authors by byline section language tags category description from to cc bcc replyto".split()
)
_MAIL_FIELDS = {"subject": "title", "sent": "date"}
"""What the lines of a mail that was saved as text are called, by the names that other headers have for them."""

_DAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]? )?"
    r"(?:\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9}\.?,?|[a-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,?) \d{4}"
    r"(?:[ ,|·-]*(?:at )?\d{1,2}[:.]\d{2}.{0,20})?|\d{4}-\d{2}-\d{2}(?:[T ][\d:.Z+-]*)?"
)
_DATE_LINE = re.compile(rf"(?:(?:first )?(?:published|posted)(?: on| at)?:? )?(?P<day>{_DAY})", re.I)
_UPDATE_LINE = re.compile(rf"(?:last )?(?:updated|modified)(?: on| at)?:? (?:{_DAY})", re.I)
_SITE_AFTER_TITLE = re.compile(r"\s+\|\s+[^|]{2,40}$")


def read_saved_text(page: RawPage) -> Draft:
    """The header and paragraphs of a text page.

    Raises:
        UnreadableSourceError: a header line holds a value that it can't.
    """
    text = clean_characters(tabs_to_cells(page.content))
    fields, body = split_header_lines(text)
    return read_paragraphs(
        split_paragraphs(body), fields, title_known=bool(page.header.title or fields.header.title)
    )


def split_header_lines(text: str) -> tuple[HeaderFields, str]:
    """The fields of lines such as "Outlet: ..." at the top of `text` or below its title, and the text below them."""
    top, _, body = text.partition("\n\n")
    if fields := _fields_in(top.split("\n")):
        return read_header(fields), body
    title, _, lines = top.partition("\n")
    if not lines:
        lines, _, body = body.partition("\n\n")
    fields = _fields_in(lines.split("\n"))
    if not fields or TITLE_NAMES[0] in fields or not _is_headline(title):
        return HeaderFields(Header(), ""), text
    return read_header({**fields, TITLE_NAMES[0]: title}), body


def _fields_in(lines: Sequence[str]) -> dict[str, str]:
    """The fields of header lines by their plain names; none where a line is none or names what no header has."""
    matches = [_HEADER_LINE.fullmatch(line) for line in lines]
    found = {plain_name(match[1]): match[2] for match in matches if match}
    fields = {field: found[name] for name, field in _MAIL_FIELDS.items() if name in found}
    fields |= {name: value for name, value in found.items() if name not in _MAIL_FIELDS}
    is_header = all(matches) and FIELD_NAMES & set(fields) and not set(fields) - FIELD_NAMES - _UNUSED_FIELDS
    return fields if is_header else {}


def read_paragraphs(paragraphs: Sequence[str], fields: HeaderFields, title_known: bool) -> Draft:
    """A draft of `paragraphs`: a headline on top is the title where none is known, a date line the date."""
    rest = list(paragraphs)
    dropped: list[Dropped] = []
    header = fields.header
    if not title_known:
        title, label, rest = _take_title(rest)
        header = replace(header, title=clean_title(title))
        dropped += [Dropped(label, "label above the title")] if label else []
    for line in _date_lines(rest):
        rest.remove(line)
        dropped.append(Dropped(line, "date line"))
        if match := _DATE_LINE.fullmatch(line):
            header = replace(header, published=header.published or read_date(match["day"]))
    return Draft(header, tuple(rest), fields.article_id, tuple(dropped), fields.date_problem)


def _take_title(paragraphs: Sequence[str]) -> tuple[str, str, list[str]]:
    """The headline among the first paragraphs, a label above it, and the others; "" where there is none."""
    story = [number for number, paragraph in enumerate(paragraphs) if not reason_to_drop(paragraph)]
    if len(story) < 2 or not _is_headline(paragraphs[story[0]]):
        return "", "", list(paragraphs)
    first, second = story[0], story[1]
    if len(story) > 2 and _is_label(paragraphs[first]) and _is_long_headline(paragraphs[second]):
        rest = [paragraph for number, paragraph in enumerate(paragraphs) if number not in (first, second)]
        return _without_site(paragraphs[second]), paragraphs[first], rest
    return _without_site(paragraphs[first]), "", [p for number, p in enumerate(paragraphs) if number != first]


def _is_headline(paragraph: str) -> bool:
    if (
        len(paragraph) > MAX_TITLE_LINE_CHARACTERS
        or is_list_item(paragraph)
        or _DATE_LINE.fullmatch(paragraph)
    ):
        return False
    return not re.search(r"[.:;,]$", paragraph) and any(map(str.isalpha, paragraph))


def _is_long_headline(paragraph: str) -> bool:
    words = len(paragraph.split())
    whole = not ends_sentence(paragraph) and not re.search(r"[.!?)] |[)\]]$", paragraph)
    return MIN_TITLE_WORDS <= words <= MAX_TITLE_WORDS and whole and _is_headline(paragraph)


def _is_label(paragraph: str) -> bool:
    words = len(paragraph.split())
    return (
        words <= MAX_LABEL_WORDS
        and (words < MAX_LABEL_WORDS or paragraph.isupper())
        and not ends_sentence(paragraph)
    )


def _without_site(title: str) -> str:
    return _SITE_AFTER_TITLE.sub("", title) or title


def _date_lines(paragraphs: Sequence[str]) -> list[str]:
    """The lines above the story that are nothing but the day of its publication or of an update."""
    found: list[str] = []
    for paragraph in paragraphs[:MAX_TOP_PARAGRAPHS]:
        if _DATE_LINE.fullmatch(paragraph) or _UPDATE_LINE.fullmatch(paragraph):
            found.append(paragraph)
        elif len(paragraph.split()) > MAX_TITLE_WORDS:
            break
    return found
