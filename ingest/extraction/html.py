"""Web pages: an article's text and header out of its HTML. Alone in importing trafilatura and lxml."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from typing import Any

from ingest.errors import EmptyArticleError, UnreadableSourceError
from ingest.extraction.characters import clean_characters, clean_title, one_line
from ingest.extraction.dates import read_date, why_unknown
from ingest.extraction.draft import Draft
from ingest.extraction.header_fields import MAX_OUTLET_CHARACTERS, HeaderFields, web_address
from ingest.extraction.paragraphs import apart, split_paragraphs
from ingest.extraction.saved_text import read_paragraphs
from ingest.extraction.structured_data import leave_out_updates, stated_address
from ingest.records import Header, RawPage
from ingest.rows import BETWEEN_CELLS
from ingest.sections import is_moment

MAX_HTML_CHARACTERS = 5 * 1024 * 1024
MAX_TAGS = 100_000
"""trafilatura takes about 10 s for a page of so many, and far longer for more."""

MAX_DEPTH = 250
"""News pages are about 20 deep; the time that extraction takes grows with depth times tags."""

MAX_JOINED_MEANING = 200
"""Characters of what is said of a term, beyond which it is no item of a list but a text."""

FEWEST_ENTRIES = 3
"""Elements built alike, with a time each, that are the entries of a live page."""

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_NOT_NESTING = frozenset(
    """area base br col embed hr img input link meta param source track wbr
    p li dt dd option optgroup tr td th thead tbody tfoot colgroup rp rt""".split()
)
"""Void elements, and those that the next of their kind closes without an end tag."""
_RULE = re.compile(r"[|:\s-]*")
_PAGE = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
_STYLE = "translate(@style, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ \t\r\n', 'abcdefghijklmnopqrstuvwxyz')"
_HIDDEN = "//template | //noscript | //dialog[not(@open)] | //*[@hidden] | " + " | ".join(
    f"//*[contains({_STYLE}, '{style}')]" for style in ("display:none", "visibility:hidden", "font-size:0")
)
_AROUND_THE_TEXT = (
    "//script|//style|//nav|//aside|//footer|//form|//button|//select|//svg|//iframe|//object|//head"
)
_DATES = (
    "//meta[@property='article:published_time' or @itemprop='datePublished' or @name='date' or @name='pubdate']"
    "/@content"
)
_BLOCKS = frozenset(
    """address article blockquote body caption dd details div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6
    header hr html li main ol p pre section summary table tbody tfoot thead tr ul""".split()
)
_CELLS = ("td", "th")
_HEADINGS = ".//h2 | .//h3 | .//h4 | .//h5"


def read_html(page: RawPage) -> Draft:
    """The header and paragraphs of a page, or of a piece of one, without what its reader would not see.

    Raises:
        UnreadableSourceError: the page is too large or too deep to be taken apart in reasonable time.
        EmptyArticleError: it holds no element that could hold text.
    """
    _check_size(page.content)
    tree = _parse(page.content)
    _remove(tree, _HIDDEN)
    _join_definitions(tree)
    timed = _times_of_entries(tree)
    if not _PAGE.search(page.content):
        return _draft(page, Header(), split_paragraphs(_block_text(tree)))
    problem, address = _date_problem(tree), stated_address(tree, page.content)
    leave_out_updates(tree)
    document = _extract(tree)
    text = clean_characters((document.text if document else "") or "")
    header = _read_header(document if text else _metadata(tree))
    header = replace(header, url=header.url or address)
    if not text:
        return _draft(page, header, split_paragraphs(_block_text(tree)), problem)
    lines = [line.strip("| ") if line.startswith("|") else line for line in text.split("\n")]
    lines = [timed.get(one_line(line), line) for line in lines]
    kept = apart(line for line in lines if not _RULE.fullmatch(line))
    return _draft(page, header, split_paragraphs(kept), problem)


def _draft(page: RawPage, header: Header, paragraphs: Sequence[str], date_problem: str = "") -> Draft:
    """A draft in which a title or day that only stands in the text is found as in a text file."""
    fields = HeaderFields(header, "", date_problem)
    return read_paragraphs(paragraphs, fields, title_known=bool(page.header.title or header.title))


def _check_size(content: str) -> None:
    if len(content) > MAX_HTML_CHARACTERS:
        raise UnreadableSourceError(
            f"The page has {len(content):,} characters, at most {MAX_HTML_CHARACTERS:,} are read;"
            " save its article as text."
        )
    tags, deepest = _count_tags(content)
    if deepest > MAX_DEPTH:
        raise UnreadableSourceError(
            f"The page's elements stand {deepest:,} deep in each other, at most {MAX_DEPTH} are read;"
            " save its article as text."
        )
    if tags > MAX_TAGS:
        raise UnreadableSourceError(
            f"The page has {tags:,} tags, at most {MAX_TAGS:,} are read; save its article as text."
        )


def _count_tags(content: str) -> tuple[int, int]:
    """How many tags `content` has, and how deep its elements stand in each other."""
    tags = depth = deepest = 0
    skipped = ""
    for match in _TAG.finditer(content):
        name, closing = match[2].lower(), bool(match[1])
        if skipped and not (closing and name == skipped):
            continue
        skipped = name if name in ("script", "style") and not closing else ""
        tags += 1
        if name not in _NOT_NESTING:
            depth = max(depth - 1, 0) if closing else depth + 1
            deepest = max(deepest, depth)
    return tags, deepest


def _parse(content: str) -> Any:
    """The page's tree. Entities that point outside it are not followed and nothing is fetched."""
    from lxml import etree, html  # type: ignore[import-untyped]

    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    markup = content.replace("\x00", "").encode("utf-8", "ignore")
    try:
        return html.document_fromstring(markup, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError) as error:
        raise EmptyArticleError("The page holds no text; save the page again once it has loaded.") from error


def _remove(tree: Any, xpath: str) -> None:
    for element in tree.xpath(xpath):
        if element.getparent() is not None:
            element.drop_tree()


def _join_definitions(tree: Any) -> None:
    """Make the terms of definition lists and what is said of each one item: "Course record: 2:08:14"."""
    for term in tree.xpath("//dl/dt"):
        said = list(takewhile(lambda element: element.tag == "dd", term.itersiblings()))
        words, meaning = (
            " ".join(" ".join(one.text_content().split()) for one in some) for some in ([term], said)
        )
        if not words or not meaning or words.endswith("?") or len(meaning) > MAX_JOINED_MEANING:
            continue
        for child in (*term, *said):
            child.drop_tree()
        term.text = f"{words.removesuffix(':')}: {meaning}"


def _times_of_entries(tree: Any) -> dict[str, str]:
    """Give the headings and first paragraphs of a live page's entries, each with its time: by their words without it.

    The elements of the times are dropped by trafilatura, and others in their place would have another part of the page
    taken for the article. Entries are several and built alike; the times of the page itself are none of them.
    """
    times = [time for time in tree.xpath("//body//time") if is_moment(one_line(time.text_content()))]
    entries = {time: _entry_of(time) for time in times}
    built = Counter((entry.tag, entry.get("class")) for entry in set(entries.values()))
    found: dict[str, str] = {}
    for time, entry in entries.items():
        if built[entry.tag, entry.get("class")] < FEWEST_ENTRIES:
            continue
        moment = one_line(time.text_content())
        headings = entry.xpath(_HEADINGS)
        words = one_line((headings or entry.xpath(".//p"))[0].text_content())
        found.setdefault(words, f"{words}, {moment}" if headings else f"{moment}: {words}")
    return found


def _entry_of(time: Any) -> Any:
    """Give the nearest element around a time that has a heading or a paragraph too, else the page's body."""
    around = list(time.iterancestors("article", "section", "li", "div", "body"))
    return next((one for one in around if one.xpath(f"{_HEADINGS} | .//p")), around[-1])


def _extract(tree: Any) -> Any:
    """The document that trafilatura makes of the page, None where it finds no article in it."""
    import trafilatura

    _quieten()
    try:
        return trafilatura.bare_extraction(
            tree, include_comments=False, with_metadata=True, date_extraction_params=_date_search()
        )
    except RecursionError as error:
        raise UnreadableSourceError(
            "The page is too deeply nested to be read; save its article as text."
        ) from error


def _metadata(tree: Any) -> Any:
    from trafilatura.metadata import extract_metadata

    return extract_metadata(tree, date_config=_date_search())


def _date_search() -> dict[str, Any]:
    # The extensive search takes any date in the text for the article's, which would be a guess.
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    return {"original_date": True, "extensive_search": False, "max_date": tomorrow.isoformat()}


def _quieten() -> None:
    """Keep trafilatura from logging every page in which it finds nothing: the caller gets an error."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def _read_header(document: Any) -> Header:
    return Header(
        title=clean_title(document.title or ""),
        outlet=one_line(document.sitename or "")[:MAX_OUTLET_CHARACTERS],
        url=web_address(document.url or ""),
        published=read_date(document.date),
    )


def _date_problem(tree: Any) -> str:
    """Why what the page names as its day of publication is none, "" where it is one or none is named."""
    return next((f"published: {why}" for found in tree.xpath(_DATES) if (why := why_unknown(found))), "")


def _mark_before(element: Any) -> str:
    """What stands before an element's words in plain text."""
    if element.tag in _CELLS:
        before = element.getprevious()
        return "" if before is None or before.tag not in _CELLS else BETWEEN_CELLS
    return {"br": "\n", "li": "- "}.get(element.tag, "")


def _block_text(tree: Any) -> str:
    """All visible text of `tree`: a blank line where a browser begins a new block, list items and rows as such."""
    from lxml import etree

    _remove(tree, _AROUND_THE_TEXT)
    parts: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if element.tag in _BLOCKS:
            parts.append("\n\n")
        if event == "start":
            parts.append(_mark_before(element))
        piece = element.text if event == "start" else element.tail
        parts.append(" ".join(f"<{piece}>".split())[1:-1] if piece else "")
    return clean_characters("".join(parts))
