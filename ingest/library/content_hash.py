"""The hash by which an article is known to be the same as before, and as it was filed."""

from __future__ import annotations

import hashlib

from ingest.records import Article

RECIPE = 4
"""Raise it whenever the same page would be cleaned, cut or dated differently: everything is then filed anew."""


def content_hash(article: Article, recipe: int = RECIPE) -> str:
    """Give the hexadecimal SHA-256 of an article's header and text, as they are cleaned by a recipe."""
    header = article.header
    parts = (str(recipe), header.title, header.outlet, header.url, str(header.published), article.text)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def is_unaltered(article: Article, filed_hash: str) -> bool:
    """Tell whether an article is still what it was when it was filed, by this recipe or an earlier one."""
    return any(content_hash(article, recipe) == filed_hash for recipe in range(RECIPE, 0, -1))
