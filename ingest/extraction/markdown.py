"""Markdown, with or without front matter: the words without the marks. The one module that imports markdown-it and YAML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.extraction.characters import clean_characters, clean_title
from ingest.extraction.draft import Draft
from ingest.extraction.header_fields import HeaderFields, read_header
from ingest.extraction.saved_text import read_paragraphs, split_header_lines
from ingest.records import Header, RawPage

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_CODE = ("fence", "code_block")
_TAG = re.compile(r"<[^<>]{1,500}>")


def read_markdown(page: RawPage) -> Draft:
    """The header and paragraphs of a Markdown page; its first heading is the title where nothing else names one.

    Front matter that can't be read stays in the text, so that nothing is lost.

    Raises:
        UnreadableSourceError: the front matter holds a value that its field can't.
    """
    fields, body = _split_front_matter(page.content.replace("\r\n", "\n").lstrip("\ufeff"))
    title, paragraphs = _read_body(body)
    given = page.header.title or fields.header.title
    if title and given:
        paragraphs.insert(0, title)
    if title and not given:
        fields = replace(fields, header=replace(fields.header, title=clean_title(title)))
    return read_paragraphs(paragraphs, fields, title_known=bool(title or given))


def _split_front_matter(text: str) -> tuple[HeaderFields, str]:
    match = _FRONT_MATTER.match(text)
    if not match:
        return split_header_lines(text)
    fields = _read_yaml(match[1])
    if fields is None:
        return HeaderFields(Header(), ""), f"{match[1]}\n\n{text[match.end() :]}"
    return read_header(fields), text[match.end() :]


def _read_yaml(text: str) -> Mapping[str, object] | None:
    """The front matter's fields, their names in lower case; None where it is no mapping."""
    import yaml

    try:
        fields = yaml.safe_load(clean_characters(text))
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    return {str(name).lower(): value for name, value in fields.items()} if isinstance(fields, dict) else None


def _read_body(text: str) -> tuple[str, list[str]]:
    """The text of the first heading where it is of the first level and stands on top, and the paragraphs below it."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    title = ""
    paragraphs: list[str] = []
    list_depth = 0
    for before, token in zip([None, *tokens], tokens, strict=False):
        list_depth += {"list_item_open": 1, "list_item_close": -1}.get(token.type, 0)
        if token.type not in ("inline", *_CODE, "html_block"):
            continue
        words = clean_characters(_words(token))
        if not words:
            continue
        if (
            not title
            and not paragraphs
            and before is not None
            and before.type == "heading_open"
            and before.tag == "h1"
        ):
            title = words.replace("\n", " ")
        elif list_depth and paragraphs and paragraphs[-1].startswith("- "):
            paragraphs[-1] += f"\n- {' '.join(words.split())}"
        elif token.type == "inline":
            paragraphs.append(("- " if list_depth else "") + " ".join(words.split()))
        else:
            paragraphs += [" ".join(block.split()) for block in words.split("\n\n")]
    return title, paragraphs


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
