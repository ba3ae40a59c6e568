"""Markdown, with or without front matter: words without marks. Alone in importing markdown-it and YAML."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.extraction.characters import clean_characters, clean_title
from ingest.extraction.draft import Draft
from ingest.extraction.header_fields import HeaderFields, plain_names, read_header
from ingest.extraction.paragraphs import apart, split_paragraphs
from ingest.extraction.saved_text import read_paragraphs, split_header_lines
from ingest.records import RawPage
from ingest.rows import BETWEEN_CELLS

if TYPE_CHECKING:
    from markdown_it.token import Token

MAX_PARSED_CHARACTERS = 500_000
MAX_COMMENTS = 1000
"""Text with more is read as it stands, with its marks: the parser takes seconds for so much, and seeks the
end of each comment in all that follows."""

_TOML_FRONT_MATTER = re.compile(r"\+\+\+[ \t]*\n(.*?)\n\+\+\+[ \t]*(?:\n|$)", re.DOTALL)
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_CODE = ("fence", "code_block")
_WITH_WORDS = ("inline", "html_block", *_CODE)
_TAG = re.compile(r"<[^<>]{1,500}>")


def read_markdown(page: RawPage) -> Draft:
    """The header and paragraphs of a Markdown page, the heading on top for a title where nothing else is.

    Front matter that can't be read stays in the text, so that nothing is lost.

    Raises:
        UnreadableSourceError: the front matter holds a value that its field can't.
    """
    fields, body = _split_front_matter(page.content.replace("\r\n", "\n").lstrip("\ufeff"))
    title, paragraphs = _read_body(body) if _is_parsable(body) else _unparsed(body)
    given = page.header.title or fields.header.title
    if title and given:
        paragraphs.insert(0, title)
    if title and not given:
        fields = replace(fields, header=replace(fields.header, title=clean_title(title)))
    return read_paragraphs(paragraphs, fields, title_known=bool(title or given))


def _unparsed(body: str) -> tuple[str, list[str]]:
    return "", split_paragraphs(clean_characters(body))


def _is_parsable(body: str) -> bool:
    return len(body) <= MAX_PARSED_CHARACTERS and body.count("<!--") <= MAX_COMMENTS


def _split_front_matter(text: str) -> tuple[HeaderFields, str]:
    if (toml := _TOML_FRONT_MATTER.match(text)) and (fields := _read_toml(toml[1])) is not None:
        return read_header(fields), text[toml.end() :]
    match = _FRONT_MATTER.match(text)
    if not match:
        return split_header_lines(text)
    body = text[match.end() :]
    fields = _read_yaml(match[1])
    if fields is not None:
        return read_header(fields), body
    # A colon in a value that has no quotation marks is no YAML, but the field is plain enough.
    lines, unread = split_header_lines(match[1])
    return lines, f"{body}\n\n{unread}"


def _read_yaml(text: str) -> Mapping[str, object] | None:
    """The front matter's fields by their plain names; None where it is no mapping."""
    import yaml

    try:
        fields = yaml.safe_load(clean_characters(text))
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    return plain_names(fields) if isinstance(fields, dict) else None


def _read_toml(text: str) -> Mapping[str, object] | None:
    """The fields of front matter as Hugo writes it; None where it is no TOML."""
    try:
        return plain_names(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, RecursionError):
        return None


def _read_body(text: str) -> tuple[str, list[str]]:
    """The heading of the first level that stands on top, "" for none, and the paragraphs below it."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    title = ""
    lines: list[str] = []
    list_depth = 0
    cells: list[str] = []
    for number, token in enumerate(tokens):
        list_depth += {"list_item_open": 1, "list_item_close": -1}.get(token.type, 0)
        words = clean_characters(_words(token)) if token.type in _WITH_WORDS else ""
        if tokens[number - 1].type in ("th_open", "td_open"):
            cells.append(" ".join(words.split()))
            continue
        if token.type == "tr_close":
            lines.append(BETWEEN_CELLS.join(cells))
            cells = []
        if not words:
            continue
        if token.type not in ("inline", "code_block", "fence"):
            lines += [" ".join(block.split()) for block in words.split("\n\n")]
        elif not lines and not title and tokens[number - 1].tag == "h1":
            title = " ".join(words.split())
        else:
            lines.append(("- " if list_depth else "") + " ".join(words.split()))
    return title, split_paragraphs(apart(lines))


def _words(token: Token) -> str:
    """The words that a reader of the rendered page sees of `token`."""
    if token.type in _CODE:
        return token.content
    if token.type == "html_block":
        return _TAG.sub(" ", re.sub(r"(?s)<!--.*?-->|<(script|style)\b.*?</\1>", " ", token.content))
    if token.children is None:
        return token.content
    parts = {"softbreak": "\n", "hardbreak": "\n", "image": "", "html_inline": ""}
    return "".join(parts.get(child.type, child.content) for child in token.children)
