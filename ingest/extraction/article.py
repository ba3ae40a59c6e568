"""A raw page to a clean article: the form's own reading, then the rules that all forms share."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import PurePath
from types import MappingProxyType

from ingest.errors import EmptyArticleError, UnreadableSourceError
from ingest.extraction.boilerplate import find_story
from ingest.extraction.characters import hidden_characters, letter_count
from ingest.extraction.draft import Draft
from ingest.extraction.html import read_html
from ingest.extraction.markdown import read_markdown
from ingest.extraction.saved_text import read_saved_text
from ingest.records import Article, Dropped, Header, RawPage

MIN_TEXT_CHARACTERS = 20
"""A text that is shorter holds nothing that could be cited."""

MAX_SLUG_CHARACTERS = 40

_FORMS: Mapping[str, Callable[[RawPage], Draft]] = MappingProxyType(
    {"text": read_saved_text, "markdown": read_markdown, "html": read_html}
)
_USABLE_ID = re.compile(r"[A-Za-z0-9._:-]{1,64}")


def extract(page: RawPage) -> Article:
    """The article on `page`: its paragraphs, parted by one blank line, its header, and what was left out.

    What the page's reader found outside the text (`page.header`) stands before what is found in it.

    Raises:
        EmptyArticleError: too little is left to be cited.
        UnreadableSourceError: the form is unknown, or the page is too large or too deep to be read.
    """
    if page.form not in _FORMS:
        raise UnreadableSourceError(
            f"{page.source} is of the unknown form {page.form!r}; use one of {', '.join(_FORMS)}."
        )
    draft = _FORMS[page.form](page)
    header = _joined(page.header, draft.header)
    story = find_story(draft.paragraphs, header.title)
    text = "\n\n".join(story.paragraphs)
    if len(text) < MIN_TEXT_CHARACTERS or not letter_count(text):
        raise EmptyArticleError(_nothing_left(header.title, len(draft.paragraphs)))
    return Article(
        id=_article_id(replace(page, article_id=page.article_id or draft.article_id), header.url),
        header=header,
        text=text,
        source=page.source,
        language=story.language,
        dropped=(*_dropped_characters(page), *draft.dropped, *story.dropped),
        date_problem="" if header.published else page.date_problem or draft.date_problem,
    )


def _joined(first: Header, second: Header) -> Header:
    """Each field from `first` where it is known there, else from `second`."""
    return Header(
        title=first.title or second.title,
        outlet=first.outlet or second.outlet,
        url=first.url or second.url,
        published=first.published or second.published,
    )


def _dropped_characters(page: RawPage) -> tuple[Dropped, ...]:
    found = hidden_characters(page.content)
    return (Dropped(found, "control or hidden characters"),) if found else ()


def _nothing_left(title: str, paragraph_count: int) -> str:
    """What a report says behind the page's source and place."""
    what = f"no story in its {paragraph_count} paragraphs" if paragraph_count > 1 else "hardly any text"
    if not paragraph_count:
        what = "nothing but a title" if title else "no text"
    return f"It holds {what}: nothing to cite; check that the file has the article's text."


def _article_id(page: RawPage, url: str) -> str:
    """The source's own id, else one of its address, else of its file's name and place: always the same."""
    if page.article_id:
        return page.article_id if _USABLE_ID.fullmatch(page.article_id) else _digest(page.article_id)[:16]
    if url:
        return _digest(url)[:16]
    slug = re.sub(r"[^A-Za-z0-9]+", "-", PurePath(page.source).name.split(".")[0])[
        :MAX_SLUG_CHARACTERS
    ].strip("-")
    return f"{slug or 'article'}-{_digest(page.source + page.place)[:8]}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
