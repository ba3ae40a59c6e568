"""What is written to the catalogue's tables when an article is filed or deleted."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from ingest.dated_expressions import RULES, dated_expressions
from ingest.library.schema import SCHEMA_VERSION
from ingest.records import Article, Passage

DATED_BY = "dated_by"
"""The stamp that names the rules by which the dated expressions were resolved."""


@dataclass(frozen=True, slots=True)
class FiledArticle:
    """An article ready to be filed: its passages, their vectors (one row each), its content's hash."""

    article: Article
    passages: Sequence[Passage]
    vectors: NDArray[np.float32]
    content_hash: str


def file_article(connection: sqlite3.Connection, item: FiledArticle) -> None:
    """File an article with all that belongs to it, in place of its older version. Only in a transaction."""
    article = item.article
    now = datetime.now(UTC).isoformat(timespec="seconds")
    old = connection.execute("SELECT row, version FROM articles WHERE id = ?", (article.id,)).fetchone()
    version = 1
    if old is not None:
        version = old[1] + 1
        delete_article(connection, old[0])
    row = _insert_article(connection, item, version, now)
    file_dates(connection, row, article)
    _insert_passages(connection, row, item)
    connection.execute(
        "INSERT OR REPLACE INTO versions VALUES (?, ?, ?, ?)", (article.id, version, item.content_hash, now)
    )
    connection.execute("DELETE FROM removed WHERE article_id = ?", (article.id,))


def delete_article(connection: sqlite3.Connection, row: int) -> None:
    """Delete an article with all that belongs to it, and note that the vector index may still hold its passages."""
    connection.execute("INSERT INTO index_leftovers SELECT id FROM passages WHERE article = ?", (row,))
    connection.execute(
        "DELETE FROM passage_words WHERE rowid IN (SELECT id FROM passages WHERE article = ?)", (row,)
    )
    connection.execute("DELETE FROM articles WHERE row = ?", (row,))


def file_dates(connection: sqlite3.Connection, row: int | None, article: Article) -> None:
    """File the relative dates of the article in `row`, resolved."""
    connection.executemany(
        "INSERT INTO dated_expressions VALUES (?, ?, ?, ?, ?)",
        [
            (row, found.start, found.end, found.first.isoformat(), found.last.isoformat())
            for found in dated_expressions(article)
        ],
    )


def stamp_rules(connection: sqlite3.Connection) -> None:
    """Note by which schema and which rules for dates the tables are made."""
    stamps = (("schema_version", str(SCHEMA_VERSION)), (DATED_BY, str(RULES)))
    connection.executemany("INSERT OR REPLACE INTO stamp VALUES (?, ?)", stamps)


def _insert_article(connection: sqlite3.Connection, item: FiledArticle, version: int, now: str) -> int | None:
    article, header = item.article, item.article.header
    cursor = connection.execute(
        """INSERT INTO articles (id, version, content_hash, title, outlet, url, published, language, source,
        text, passages, filed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            article.id,
            version,
            item.content_hash,
            header.title,
            header.outlet,
            header.url,
            header.published.isoformat() if header.published else None,
            article.language,
            article.source,
            article.text,
            len(item.passages),
            now,
        ),
    )
    return cursor.lastrowid


def _insert_passages(connection: sqlite3.Connection, row: int | None, item: FiledArticle) -> None:
    for passage, vector in zip(item.passages, item.vectors, strict=True):
        key = connection.execute(
            "INSERT INTO passages (article, number, start, end) VALUES (?, ?, ?, ?)",
            (row, passage.number, passage.start, passage.end),
        ).lastrowid
        connection.execute("INSERT INTO vectors VALUES (?, ?)", (key, vector.astype("<f4").tobytes()))
        connection.execute(
            "INSERT INTO passage_words (rowid, title, text) VALUES (?, ?, ?)",
            (key, item.article.header.title, passage.text),
        )
