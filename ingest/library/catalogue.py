"""The truth: articles, passages, vectors and words in one SQLite file. Only `library.py` uses this module.

One transaction files an article with everything that belongs to it, so a reader sees all of it or nothing,
and a process killed at any moment leaves the last complete state behind.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.dated_expressions import RULES, dated_expressions
from ingest.errors import LibraryError, LibraryLockedError, LibraryMismatchError, LibraryNotFoundError
from ingest.library.faults import LEAST_SPACE, library_faults
from ingest.library.lock import writer_lock
from ingest.library.schema import DATED_EXPRESSIONS, READABLE_VERSIONS, SCHEMA_VERSION, TABLES
from ingest.records import Article, DatedExpression, Filter, Header, Passage

FILE_NAME = "catalogue.sqlite3"
BUSY_SECONDS = 5
DATED_BY = "dated_by"
"""The stamp that names the rules by which the dated expressions were resolved."""
FEW_PASSAGES = 10_000
"""Passages up to which those that pass a filter are listed before a search by words: to look up the article of every
match takes as long as all the rest of the search."""
VARIABLES_PER_QUERY = 900
"""SQLite refuses a statement with too many parameters; long lists are asked for in pages of this many."""

_MATCHING = "FROM passage_words WHERE passage_words MATCH ?"
_MATCHING_OF_ARTICLES = """FROM passage_words JOIN passages ON passages.id = passage_words.rowid
JOIN articles ON articles.row = passages.article WHERE passage_words MATCH ?"""
_PASSAGE_COLUMNS = """passages.id, articles.id, title, outlet, url, published, number, start, end,
    substr(articles.text, start + 1, end - start)"""


@dataclass(frozen=True, slots=True)
class FiledArticle:
    """An article ready to be filed: its passages, their vectors (one row each), its content's hash."""

    article: Article
    passages: Sequence[Passage]
    vectors: NDArray[np.float32]
    content_hash: str


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """One line of the library's list."""

    id: str
    header: Header
    version: int
    language: str
    source: str
    passages: int
    characters: int
    filed_at: str


class Catalogue:
    """The SQLite file of a library. Each thread has its own connection, so readers never wait.

    A process that was forked off has to open it again: SQLite's connections don't survive a fork.
    """

    def __init__(self, folder: Path, *, create: bool) -> None:
        """Open the catalogue in `folder`, or make one there when `create` is set.

        Raises LibraryNotFoundError, LibraryMismatchError, LibraryCorruptError, LibraryPermissionError.
        """
        self.folder = folder
        self.path = folder / FILE_NAME
        self._process = os.getpid()
        self._closed = False
        self._connections: dict[threading.Thread, sqlite3.Connection] = {}
        self._frozen: dict[threading.Thread, tuple[int, int, bool] | None] = {}
        self._log = folder / f"{FILE_NAME}-wal"
        with library_faults(folder):
            exists = self.path.exists()
            if not exists and create:
                self._create()
        if not exists and not create:
            raise LibraryNotFoundError(
                f"There is no library in {folder}; make one with: python -m ingest add SOURCE --library "
                f"{folder}"
            )
        version = self.stamp("schema_version")
        if version not in READABLE_VERSIONS:
            raise LibraryMismatchError(
                f"The library {folder} was made by another version of this project (schema "
                f"{version or 'unknown'}, "
                f"here {SCHEMA_VERSION}); add the articles to a new folder."
            )

    # --- connections

    def _create(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        with writer_lock(self.folder):
            if not self.path.exists():
                self._write_empty()

    def _write_empty(self) -> None:
        temporary = self.folder / f"{FILE_NAME}.new"
        for suffix in ("", "-wal", "-shm"):
            temporary.with_name(temporary.name + suffix).unlink(missing_ok=True)
        connection = sqlite3.connect(temporary, isolation_level=None)
        try:
            # The log comes last: on a full disk, closing would leave the tables in it without a word.
            connection.executescript(f"BEGIN; {TABLES} COMMIT;")
            _stamp_dates(connection)
            connection.execute("PRAGMA journal_mode = WAL")
        finally:
            connection.close()
        # A killed process must not leave a half-made catalogue under the real name.
        os.replace(temporary, self.path)

    @property
    def _connection(self) -> sqlite3.Connection:
        thread = threading.current_thread()
        connection = self._connections.get(thread)
        if self._closed or self._process != os.getpid():
            raise LibraryError(
                f"The library {self.folder} was closed, or opened before a fork; open it again."
            )
        if connection is not None and not self._is_outdated(thread, connection):
            return connection
        # A server's threads come and go; what a thread that is gone had opened would stay open for ever.
        for gone in [other for other in list(self._connections) if not other.is_alive()]:
            self._connections.pop(gone).close()
            self._frozen.pop(gone, None)
        self._frozen[thread] = None
        connection = self._connections[thread] = self._connect()
        return connection

    def _is_outdated(self, thread: threading.Thread, connection: sqlite3.Connection) -> bool:
        """Tell whether somebody else has written a file that was opened as one that never changes."""
        frozen = self._frozen[thread]
        return frozen is not None and not connection.in_transaction and frozen != self._file_state()

    def _file_state(self) -> tuple[int, int, bool]:
        status = self.path.stat()
        return status.st_mtime_ns, status.st_size, self._log.exists()

    def _connect(self) -> sqlite3.Connection:
        writable = os.access(self.folder, os.W_OK)
        uri = self.path.resolve().as_uri()
        if not self._log.exists() and not (writable and shutil.disk_usage(self.folder).free >= LEAST_SPACE):
            # SQLite can't read in this mode without making a log beside the file, where there is no room for one.
            self._frozen[threading.current_thread()] = self._file_state()
            uri += "?immutable=1"
        elif not writable:
            uri += "?mode=ro"
        connection = sqlite3.connect(
            uri, uri=True, isolation_level=None, timeout=BUSY_SECONDS, check_same_thread=False
        )
        connection.execute("PRAGMA foreign_keys = ON")
        if writable:
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA secure_delete = ON")
        return connection

    def close(self) -> None:
        """Close every thread's connection. The catalogue can't be used afterwards."""
        self._closed = True
        while self._connections:
            self._connections.popitem()[1].close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Commit what happens inside, or nothing of it."""
        with library_faults(self.folder):
            connection = self._connection
            # Begun inside the try: an interrupt may strike between this call and the next line.
            try:
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.execute("COMMIT")
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let this thread's queries inside see one and the same moment, whatever is filed meanwhile."""
        connection = self._connection
        outermost = not connection.in_transaction
        try:
            if outermost:
                with library_faults(self.folder):
                    connection.execute("BEGIN")
            yield
        finally:
            # After a fault SQLite may have ended the transaction by itself.
            if outermost and connection.in_transaction:
                connection.execute("ROLLBACK")

    def _rows(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[object, ...]]:
        with library_faults(self.folder):
            return self._connection.execute(sql, parameters).fetchall()

    # --- the stamp

    def stamp(self, name: str) -> str:
        """Give a value that the library was stamped with, "" where there is none."""
        rows = self._rows("SELECT value FROM stamp WHERE name = ?", (name,))
        return str(rows[0][0]) if rows else ""

    # --- writing

    def file(self, filed: Iterable[FiledArticle], stamps: Mapping[str, str]) -> None:
        """File articles, each replacing its older version, and set stamps, all of it in one transaction."""
        with self.transaction() as connection:
            connection.executemany("INSERT OR REPLACE INTO stamp VALUES (?, ?)", list(stamps.items()))
            for item in filed:
                _file(connection, item)

    def resolve_dates(self) -> None:
        """Make the table of dated expressions anew where it is missing or made by older rules."""
        if self.stamp(DATED_BY) == str(RULES):
            return
        with self.transaction() as connection:
            # One by one: `executescript` would commit what the transaction holds so far.
            connection.execute(DATED_EXPRESSIONS)
            connection.execute("DELETE FROM dated_expressions")
            for row, article_id in connection.execute("SELECT row, id FROM articles").fetchall():
                known = self.known(article_id)
                if known is not None:
                    _file_dates(connection, row, known[1])
            _stamp_dates(connection)

    def remove(self, article_id: str, *, on_purpose: bool) -> bool:
        """Remove an article; False where there is none.

        One removed on purpose is not picked up again by a mere rescan of its folder.
        """
        with self.transaction() as connection:
            row = connection.execute(
                "SELECT row, content_hash, source FROM articles WHERE id = ?", (article_id,)
            ).fetchone()
            if row is None:
                return False
            _delete_article(connection, row[0])
            connection.execute("DELETE FROM versions WHERE article_id = ?", (article_id,))
            if on_purpose:
                connection.execute("DELETE FROM sources WHERE source = ?", (row[2],))
                connection.execute("INSERT OR REPLACE INTO removed VALUES (?, ?)", (article_id, row[1]))
        return True

    def remember_source(self, source: str, digest: str) -> None:
        """Note that a source of this digest has been read to its end without a rejection."""
        with self.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO sources VALUES (?, ?)", (source, digest))

    def vacuum(self) -> None:
        """Write the file anew, so that nothing of a removed article is left in it.

        Raises LibraryLockedError where a reader holds on to the write-ahead log.
        """
        with library_faults(self.folder):
            connection = self._connection
            connection.execute("INSERT INTO passage_words (passage_words) VALUES ('optimize')")
            connection.execute("VACUUM")
            busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if busy:
            raise LibraryLockedError(
                f"Somebody is reading the library {self.folder}, so removed text may still stand in its "
                "write-ahead log; purge it again when nobody asks."
            )

    # --- reading

    def source_digest(self, source: str) -> str:
        """Give the digest under which a source was last read, "" for never."""
        rows = self._rows("SELECT digest FROM sources WHERE source = ?", (source,))
        return str(rows[0][0]) if rows else ""

    def article_ids_from(self, source: str) -> list[str]:
        """Give the ids of the articles that came from a source."""
        return [
            str(row[0])
            for row in self._rows("SELECT id FROM articles WHERE source = ? ORDER BY row", (source,))
        ]

    def known(self, article_id: str) -> tuple[str, Article] | None:
        """Give an article's content hash and the article as it is filed, None where there is none."""
        rows = self._rows(
            "SELECT content_hash, title, outlet, url, published, text, source, language FROM articles "
            "WHERE id = ?",
            (article_id,),
        )
        if not rows:
            return None
        content_hash, title, outlet, url, published, text, source, language = rows[0]
        article = Article(
            id=article_id,
            header=_header(title, outlet, url, published),
            text=str(text),
            source=str(source),
            language=str(language),
        )
        return str(content_hash), article

    def dated_expressions(self, article_id: str) -> list[DatedExpression]:
        """Give the resolved relative dates of an article in their order, none for an unknown id."""
        with self.snapshot():
            if self.stamp(DATED_BY) != str(RULES):
                known = self.known(article_id)
                return dated_expressions(known[1]) if known else []
            rows = self._rows(
                """SELECT start, end, first, last FROM dated_expressions
                JOIN articles ON articles.row = article WHERE articles.id = ? ORDER BY start""",
                (article_id,),
            )
        return [
            DatedExpression(
                article_id,
                _int(start),
                _int(end),
                date.fromisoformat(str(first)),
                date.fromisoformat(str(last)),
            )
            for start, end, first, last in rows
        ]

    def removed_hash(self, article_id: str) -> str:
        """Give the content hash of an article that was removed on purpose, "" where it was not."""
        rows = self._rows("SELECT content_hash FROM removed WHERE article_id = ?", (article_id,))
        return str(rows[0][0]) if rows else ""

    def summaries(self) -> list[ArticleSummary]:
        """List the articles, newest first, undated ones last."""
        rows = self._rows(
            """SELECT id, title, outlet, url, published, version, language, source, passages, length(text),
            filed_at FROM articles ORDER BY published IS NULL, published DESC, row"""
        )
        return [
            ArticleSummary(
                id=str(row[0]),
                header=_header(*row[1:5]),
                version=_int(row[5]),
                language=str(row[6]),
                source=str(row[7]),
                passages=_int(row[8]),
                characters=_int(row[9]),
                filed_at=str(row[10]),
            )
            for row in rows
        ]

    def count_articles(self) -> int:
        """Count the articles."""
        return _int(self._rows("SELECT count(*) FROM articles")[0][0])

    def count_passages(self, search_filter: Filter | None = None) -> int:
        """Count the passages that a filter lets through."""
        condition, parameters = _conditions(search_filter or Filter())
        where = f"WHERE {condition}" if condition else ""
        return _int(self._rows(f"SELECT coalesce(sum(passages), 0) FROM articles {where}", parameters)[0][0])  # noqa: S608

    def newest_published(self, known_by: date | None = None) -> date | None:
        """Give the newest publication date, up to `known_by` where given; None where no article has one."""
        limit = known_by.isoformat() if known_by else "9999-12-31"
        value = self._rows("SELECT max(published) FROM articles WHERE published <= ?", (limit,))[0][0]
        return date.fromisoformat(str(value)) if value else None

    def oldest_published(self) -> date | None:
        """Give the oldest publication date; None where no article has one."""
        value = self._rows("SELECT min(published) FROM articles WHERE published <> ''")[0][0]
        return date.fromisoformat(str(value)) if value else None

    def outlets(self) -> list[str]:
        """List the outlets' names."""
        return [
            str(row[0])
            for row in self._rows("SELECT DISTINCT outlet FROM articles ORDER BY outlet")
            if row[0]
        ]

    def passages(self, ids: Sequence[int], search_filter: Filter | None = None) -> dict[int, Passage]:
        """Give those of the passages that still exist and that the filter lets through, by id."""
        condition, parameters = _conditions(search_filter or Filter())
        found: dict[int, Passage] = {}
        for first in range(0, len(ids), VARIABLES_PER_QUERY):
            page = ids[first : first + VARIABLES_PER_QUERY]
            marks = ",".join("?" * len(page))
            rows = self._rows(
                f"""SELECT {_PASSAGE_COLUMNS} FROM passages JOIN articles ON articles.row = passages.article
                WHERE passages.id IN ({marks}) {"AND " + condition if condition else ""}""",  # noqa: S608
                [*page, *parameters],
            )
            found.update((_int(row[0]), _passage(row)) for row in rows)
        return found

    def live_passages(self, ids: Sequence[int], search_filter: Filter) -> set[int]:
        """Give those of the ids that still exist and that the filter lets through, without their texts."""
        condition, parameters = _conditions(search_filter)
        live: set[int] = set()
        for first in range(0, len(ids), VARIABLES_PER_QUERY):
            page = ids[first : first + VARIABLES_PER_QUERY]
            marks = ",".join("?" * len(page))
            rows = self._rows(
                f"""SELECT passages.id FROM passages JOIN articles ON articles.row = passages.article
                WHERE passages.id IN ({marks}) {"AND " + condition if condition else ""}""",  # noqa: S608
                [*page, *parameters],
            )
            live.update(_int(row[0]) for row in rows)
        return live

    def article_passages(self, article_id: str) -> list[Passage]:
        """Give the passages of one article in their order."""
        with self.snapshot():
            known = self.known(article_id)
            rows = self._rows(
                """SELECT passages.id, number, start, end FROM passages
                JOIN articles ON articles.row = passages.article WHERE articles.id = ? ORDER BY number""",
                (article_id,),
            )
        if known is None:
            return []
        # Cut here rather than by SQLite, which would count a long article's characters anew for each passage.
        header, text = known[1].header, known[1].text
        return [
            Passage(article_id, header, number, start, end, text[start:end], id=key)
            for key, number, start, end in (map(_int, row) for row in rows)
        ]

    def match_words(self, expression: str, search_filter: Filter, limit: int) -> list[tuple[int, float]]:
        """Rank passages by BM25 for an FTS5 expression: (passage id, score) pairs, higher is better."""
        condition, parameters = _conditions(search_filter)
        matching = _MATCHING
        if condition and self.count_passages(search_filter) <= FEW_PASSAGES:
            # The plus keeps SQLite from going through this list, with a search for each passage of it.
            matching = f"""{_MATCHING} AND +passage_words.rowid IN (SELECT passages.id FROM articles
            CROSS JOIN passages ON passages.article = articles.row WHERE {condition})"""  # noqa: S608
        elif condition:
            matching = f"{_MATCHING_OF_ARTICLES} AND {condition}"
        sql = f"""SELECT passage_words.rowid, -bm25(passage_words, 0.5, 1.0) AS score {matching}
        ORDER BY score DESC LIMIT ?"""
        return [
            (_int(row[0]), float(str(row[1]))) for row in self._rows(sql, [expression, *parameters, limit])
        ]

    def has_match(self, expression: str, search_filter: Filter) -> bool:
        """Tell whether any passage matches an FTS5 expression, without ranking those that do."""
        condition, parameters = _conditions(search_filter)
        matching = f"{_MATCHING_OF_ARTICLES} AND {condition}" if condition else _MATCHING
        return bool(self._rows(f"SELECT 1 {matching} LIMIT 1", [expression, *parameters]))

    def terms(self, first: str, shortest: int, longest: int) -> list[tuple[str, int]]:
        """List the words of the index that begin with the letter `first`, each with how many passages hold it.

        They are as the index keeps them: in lower case, stemmed, without accents. Both lengths are in letters and
        included.
        """
        # A temporary table belongs to this connection alone, so it needs no right to write to the library.
        self._rows(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.passage_terms USING fts5vocab(main, passage_words, row)"
        )
        rows = self._rows(
            "SELECT term, doc FROM temp.passage_terms WHERE term >= ? AND term < ? AND length(term) BETWEEN ? AND ?",
            (first, chr(ord(first) + 1), shortest, longest),
        )
        return [(str(term), _int(passages)) for term, passages in rows]

    # --- vectors

    def vectors(self, after: int = 0, search_filter: Filter | None = None) -> Iterator[tuple[int, bytes]]:
        """Give (passage id, little-endian float32 vector) of the passages with an id above `after`.

        Without a filter they come in the order of their ids.
        """
        condition, parameters = _conditions(search_filter or Filter())
        # CROSS JOIN keeps SQLite to the order written: from few articles to their vectors, or from few new vectors to
        # their articles. Left to itself it walks through all vectors to save a sort.
        if not condition:
            sql = "SELECT passage, vector FROM vectors WHERE passage > ? ORDER BY passage"
        elif after:
            sql = f"""SELECT vectors.passage, vector FROM vectors
            CROSS JOIN passages ON passages.id = vectors.passage
            CROSS JOIN articles ON articles.row = passages.article WHERE vectors.passage > ? AND {condition}"""  # noqa: S608
        else:
            sql = f"""SELECT vectors.passage, vector FROM articles
            CROSS JOIN passages ON passages.article = articles.row
            CROSS JOIN vectors ON vectors.passage = passages.id WHERE vectors.passage > ? AND {condition}"""  # noqa: S608
        with library_faults(self.folder):
            yield from self._connection.execute(sql, [after, *parameters])

    def count_vectors(self, after: int = 0) -> int:
        """Count the vectors of passages with an id above `after`."""
        return _int(self._rows("SELECT count(*) FROM vectors WHERE passage > ?", (after,))[0][0])

    def newest_passage(self) -> int:
        """Give the highest passage id that is filed, 0 for an empty library."""
        return _int(self._rows("SELECT coalesce(max(passage), 0) FROM vectors")[0][0])

    def index_leftovers(self) -> list[int]:
        """Give the passages that are gone but may still be in the published index."""
        return [_int(row[0]) for row in self._rows("SELECT passage FROM index_leftovers ORDER BY passage")]

    # --- checking

    def problems(self) -> list[str]:
        """Check the file and what its tables say of one another; an empty list means sound."""
        found = [str(row[0]) for row in self._rows("PRAGMA integrity_check") if row[0] != "ok"]
        checks = {
            "passages whose article is gone": """SELECT count(*) FROM passages
                LEFT JOIN articles ON articles.row = article WHERE articles.row IS NULL""",
            "passages without a vector": """SELECT count(*) FROM passages
                LEFT JOIN vectors ON passage = passages.id WHERE passage IS NULL""",
            "passages that the word index lacks": """SELECT count(*) FROM passages
                LEFT JOIN passage_words ON passage_words.rowid = passages.id
                WHERE passage_words.rowid IS NULL""",
            "words without a passage": """SELECT count(*) FROM passage_words
                LEFT JOIN passages ON passages.id = passage_words.rowid WHERE passages.id IS NULL""",
            "articles with another number of passages than was filed": """SELECT count(*) FROM articles
                WHERE passages != (SELECT count(*) FROM passages WHERE article = articles.row)""",
        }
        for what, sql in checks.items():
            count = _int(self._rows(sql)[0][0])
            if count:
                found.append(f"{count} {what}")
        return found


def _file(connection: sqlite3.Connection, item: FiledArticle) -> None:
    """File an article with all that belongs to it, in place of its older version. Only in a transaction."""
    article = item.article
    now = datetime.now(UTC).isoformat(timespec="seconds")
    old = connection.execute("SELECT row, version FROM articles WHERE id = ?", (article.id,)).fetchone()
    version = 1
    if old is not None:
        version = old[1] + 1
        _delete_article(connection, old[0])
    row = _file_article(connection, item, version, now)
    _file_dates(connection, row, article)
    _file_passages(connection, row, item)
    connection.execute(
        "INSERT OR REPLACE INTO versions VALUES (?, ?, ?, ?)", (article.id, version, item.content_hash, now)
    )
    connection.execute("DELETE FROM removed WHERE article_id = ?", (article.id,))


def _file_article(connection: sqlite3.Connection, item: FiledArticle, version: int, now: str) -> int | None:
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


def _file_passages(connection: sqlite3.Connection, row: int | None, item: FiledArticle) -> None:
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


def _file_dates(connection: sqlite3.Connection, row: int | None, article: Article) -> None:
    connection.executemany(
        "INSERT INTO dated_expressions VALUES (?, ?, ?, ?, ?)",
        [
            (row, found.start, found.end, found.first.isoformat(), found.last.isoformat())
            for found in dated_expressions(article)
        ],
    )


def _stamp_dates(connection: sqlite3.Connection) -> None:
    stamps = (("schema_version", str(SCHEMA_VERSION)), (DATED_BY, str(RULES)))
    connection.executemany("INSERT OR REPLACE INTO stamp VALUES (?, ?)", stamps)


def _delete_article(connection: sqlite3.Connection, row: int) -> None:
    connection.execute("INSERT INTO index_leftovers SELECT id FROM passages WHERE article = ?", (row,))
    connection.execute(
        "DELETE FROM passage_words WHERE rowid IN (SELECT id FROM passages WHERE article = ?)", (row,)
    )
    connection.execute("DELETE FROM articles WHERE row = ?", (row,))


def _conditions(search_filter: Filter) -> tuple[str, list[str]]:
    """Give the SQL condition on the table `articles`, "" where there is none, and its parameters."""
    conditions: list[tuple[str, str]] = []
    if search_filter.since:
        conditions.append(("published >= ?", search_filter.since.isoformat()))
    if search_filter.until:
        conditions.append(("published <= ?", search_filter.until.isoformat()))
    if search_filter.known_by:
        conditions.append(("(published IS NULL OR published <= ?)", search_filter.known_by.isoformat()))
    if search_filter.outlet:
        conditions.append(("outlet = ? COLLATE NOCASE", search_filter.outlet))
    return " AND ".join(sql for sql, _ in conditions), [value for _, value in conditions]


def _header(title: object, outlet: object, url: object, published: object) -> Header:
    return Header(
        title=str(title),
        outlet=str(outlet),
        url=str(url),
        published=date.fromisoformat(str(published)) if published else None,
    )


def _passage(row: tuple[object, ...]) -> Passage:
    return Passage(
        id=_int(row[0]),
        article_id=str(row[1]),
        header=_header(*row[2:6]),
        number=_int(row[6]),
        start=_int(row[7]),
        end=_int(row[8]),
        text=str(row[9]),
    )


def _int(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"expected an integer from the catalogue, got {type(value).__name__}")
    return value
