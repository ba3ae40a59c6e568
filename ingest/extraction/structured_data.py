"""What a page says of itself beside its text: JSON-LD, and the notes of the program that saved it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ingest.extraction.header_fields import web_address

_JSON_LD = "//script[@type='application/ld+json']"
_UPDATES = "liveBlogUpdate"
_ARTICLE = re.compile(r"Article\b|Posting\b|Report\b")
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)|<!--\s*Page saved with SingleFile\s+url: (\S+)")
_TOP_CHARACTERS = 4000


def leave_out_updates(tree: Any) -> None:
    """Take the updates of a live blog out of a page's JSON-LD: their headlines and days are not those of the page."""
    for script in tree.xpath(_JSON_LD):
        value = _parsed(script)
        found = [one for one in _objects(value) if _UPDATES in one]
        for one in found:
            del one[_UPDATES]
        if found:
            script.text = json.dumps(value)


def stated_address(tree: Any, content: str) -> str:
    """The page's address as its JSON-LD has it, or the program that saved it; "" for none."""
    for one in (one for script in tree.xpath(_JSON_LD) for one in _objects(_parsed(script))):
        if not _ARTICLE.search(str(one.get("@type", ""))):
            continue
        named = (one.get("url"), one.get("mainEntityOfPage"), one.get("@id"))
        texts = (name.get("@id") if isinstance(name, Mapping) else name for name in named)
        address = next(
            (found for text in texts if isinstance(text, str) and (found := web_address(text))), ""
        )
        if address:
            return address
    saved = _SAVED_FROM.search(content[:_TOP_CHARACTERS])
    return web_address(saved[1] or saved[2]) if saved else ""


def _parsed(script: Any) -> Any:
    try:
        return json.loads(script.text or "null")
    except (ValueError, RecursionError):
        return None


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """The objects that stand for the page: on top, in a list on top, or in a graph."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            yield one
            yield from _objects(one.get("@graph"))
