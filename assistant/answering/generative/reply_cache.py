"""What a language model has replied, kept beside the library: the same question of the same articles costs nothing.

Only the model's own words are kept. They are read and checked like new ones, so that nothing is shown from here
that would not be shown today.
"""

from __future__ import annotations

import hashlib
import json
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from ingest.library.writer import REPLY_CACHE

logger = logging.getLogger(__name__)

MOST_REPLIES = 5_000
BUSY_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole reply, and the ids under which the passages stood in its request."""

    ids: tuple[str, ...]
    text: str


class ReplyCache:
    """Replies in a SQLite file of a library's folder. Safe to use from several threads and processes.

    Where the file can't be written or read, nothing is kept and nothing is lost.
    """

    def __init__(self, library: Path) -> None:
        """Use the folder `library`; the file is made with the first reply."""
        self._file = library / REPLY_CACHE

    def get(self, key: str) -> Reply | None:
        """Give the reply that was kept under a key."""
        if not self._file.is_file():
            return None
        try:
            with self._connection() as connection:
                row = connection.execute("SELECT ids, text FROM replies WHERE key = ?", (key,)).fetchone()
            return Reply(tuple(json.loads(row[0])), str(row[1])) if row else None
        except (sqlite3.Error, ValueError) as error:
            logger.info("A kept reply can't be read: %s", error)
            return None

    def put(self, key: str, reply: Reply) -> None:
        """Keep a reply; the oldest make room."""
        row = (key, json.dumps(reply.ids), reply.text)
        try:
            with self._connection() as connection:
                connection.execute("INSERT OR REPLACE INTO replies (key, ids, text) VALUES (?, ?, ?)", row)
                connection.execute(
                    "DELETE FROM replies WHERE rowid <= (SELECT max(rowid) FROM replies) - ?", (MOST_REPLIES,)
                )
        except sqlite3.Error as error:
            logger.info("A reply can't be kept: %s", error)

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._file, timeout=BUSY_SECONDS)) as connection, connection:
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute(
                "CREATE TABLE IF NOT EXISTS replies (key TEXT PRIMARY KEY, ids TEXT NOT NULL, text TEXT NOT NULL)"
            )
            yield connection


def key_of(*parts: object) -> str:
    """Give the key of what a reply depends on."""
    return hashlib.sha256(json.dumps([str(part) for part in parts]).encode()).hexdigest()
