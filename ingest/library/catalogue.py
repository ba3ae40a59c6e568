"""The truth: articles, passages, vectors and words in one SQLite file. Only the library's own modules use this one.

One transaction files an article with everything that belongs to it, so a reader sees all of it or nothing,
and a process killed at any moment leaves the last complete state behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ingest.dated_expressions import RULES, dated_expressions
from ingest.errors import LibraryLockedError, LibraryMismatchError
from ingest.library.database import Database
from ingest.library.faults import library_faults
from ingest.library.filing import (
    DATED_BY,
    FiledArticle,
    delete_article,
    file_article,
    file_dates,
    stamp_rules,
)
from ingest.library.schema import DATED_EXPRESSIONS, READABLE_VERSIONS, SCHEMA_VERSION
from ingest.records import Article, DatedExpression, Filter, Header, Passage

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


class Catalogue(Database):
    """The tables of a library: what is filed in them, and what is asked of them.

    A process that was forked off has to open it again: SQLite's connections don't survive a fork.
    """

    def __init__(self, folder: Path, *, create: bool) -> None:
        """Open the catalogue in `folder`, or make one there when `create` is set.

        Raises LibraryNotFoundError, LibraryMismatchError, LibraryCorruptError, LibraryPermissionError.
        """
        super().__init__(folder, create=create)
        version = self.stamp("schema_version")
        if version not in READABLE_VERSIONS:
            raise LibraryMismatchError(
                f"The library {folder} was made by another version of this project (schema "
                f"{version or 'unknown'}, "
                f"here {SCHEMA_VERSION}); add the articles to a new folder."
            )

    # --- the stamp

    def stamp(self, name: str) -> str:
        """Give a value that the library was stamped with, "" where there is none."""
        rows = self.rows("SELECT value FROM stamp WHERE name = ?", (name,))
        return str(rows[0][0]) if rows else ""

    # --- writing

    def file(self, filed: Iterable[FiledArticle], stamps: Mapping[str, str]) -> None:
        """File articles, each replacing its older version, and set stamps, all of it in one transaction."""
        with self.transaction() as connection:
            connection.executemany("INSERT OR REPLACE INTO stamp VALUES (?, ?)", list(stamps.items()))
            for item in filed:
                file_article(connection, item)

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
                    file_dates(connection, row, known[1])
            stamp_rules(connection)

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
            delete_article(connection, row[0])
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
            handle = self.handle()
            connection = handle.connection
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
        rows = self.rows("SELECT digest FROM sources WHERE source = ?", (source,))
        return str(rows[0][0]) if rows else ""

    def article_ids_from(self, source: str) -> list[str]:
        """Give the ids of the articles that came from a source."""
        return [
            str(row[0])
            for row in self.rows("SELECT id FROM articles WHERE source = ? ORDER BY row", (source,))
        ]

    def article_sources(self) -> dict[str, str]:
        """Give every article's id with the source that it came from, in the order of filing."""
        return {
            str(key): str(source) for key, source in self.rows("SELECT id, source FROM articles ORDER BY row")
        }

    def source_digests(self) -> dict[str, str]:
        """Give the digests under which sources were last read, by source."""
        return {
            str(source): str(digest) for source, digest in self.rows("SELECT source, digest FROM sources")
        }

    def known(self, article_id: str) -> tuple[str, Article] | None:
        """Give an article's content hash and the article as it is filed, None where there is none."""
        rows = self.rows(
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
            rows = self.rows(
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
        rows = self.rows("SELECT content_hash FROM removed WHERE article_id = ?", (article_id,))
        return str(rows[0][0]) if rows else ""

    def summaries(self) -> list[ArticleSummary]:
        """List the articles, newest first, undated ones last."""
        rows = self.rows(
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
        return _int(self.rows("SELECT count(*) FROM articles")[0][0])

    def count_passages(self, search_filter: Filter | None = None) -> int:
        """Count the passages that a filter lets through."""
        condition, parameters = _conditions(search_filter or Filter())
        where = f"WHERE {condition}" if condition else ""
        return _int(self.rows(f"SELECT coalesce(sum(passages), 0) FROM articles {where}", parameters)[0][0])  # noqa: S608

    def count_undated(self, search_filter: Filter) -> int:
        """Count the articles without a publication date that a filter lets through."""
        condition, parameters = _conditions(search_filter)
        where = f"published IS NULL AND {condition}" if condition else "published IS NULL"
        return _int(self.rows(f"SELECT count(*) FROM articles WHERE {where}", parameters)[0][0])  # noqa: S608

    def newest_published(self, known_by: date | None = None) -> date | None:
        """Give the newest publication date, up to `known_by` where given; None where no article has one."""
        limit = known_by.isoformat() if known_by else "9999-12-31"
        value = self.rows("SELECT max(published) FROM articles WHERE published <= ?", (limit,))[0][0]
        return date.fromisoformat(str(value)) if value else None

    def oldest_published(self) -> date | None:
        """Give the oldest publication date; None where no article has one."""
        value = self.rows("SELECT min(published) FROM articles WHERE published <> ''")[0][0]
        return date.fromisoformat(str(value)) if value else None

    def outlets(self) -> list[str]:
        """List the outlets' names."""
        return [
            str(row[0]) for row in self.rows("SELECT DISTINCT outlet FROM articles ORDER BY outlet") if row[0]
        ]

    def passages(self, ids: Sequence[int], search_filter: Filter | None = None) -> dict[int, Passage]:
        """Give those of the passages that still exist and that the filter lets through, by id."""
        condition, parameters = _conditions(search_filter or Filter())
        found: dict[int, Passage] = {}
        for first in range(0, len(ids), VARIABLES_PER_QUERY):
            page = ids[first : first + VARIABLES_PER_QUERY]
            marks = ",".join("?" * len(page))
            rows = self.rows(
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
            rows = self.rows(
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
            rows = self.rows(
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
            (_int(row[0]), float(str(row[1]))) for row in self.rows(sql, [expression, *parameters, limit])
        ]

    def has_match(self, expression: str, search_filter: Filter) -> bool:
        """Tell whether any passage matches an FTS5 expression, without ranking those that do."""
        condition, parameters = _conditions(search_filter)
        matching = f"{_MATCHING_OF_ARTICLES} AND {condition}" if condition else _MATCHING
        return bool(self.rows(f"SELECT 1 {matching} LIMIT 1", [expression, *parameters]))

    def terms(self, first: str, shortest: int, longest: int) -> list[tuple[str, int]]:
        """List the words of the index that begin with the letter `first`, each with how many passages hold it.

        They are as the index keeps them: in lower case, stemmed, without accents. Both lengths are in letters and
        included.
        """
        # A temporary table belongs to this connection alone, so it needs no right to write to the library.
        self.rows(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.passage_terms USING fts5vocab(main, passage_words, row)"
        )
        rows = self.rows(
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
            handle = self.handle()
            yield from handle.connection.execute(sql, [after, *parameters])

    def count_vectors(self, after: int = 0) -> int:
        """Count the vectors of passages with an id above `after`."""
        return _int(self.rows("SELECT count(*) FROM vectors WHERE passage > ?", (after,))[0][0])

    def newest_passage(self) -> int:
        """Give the highest passage id that is filed, 0 for an empty library."""
        return _int(self.rows("SELECT coalesce(max(passage), 0) FROM vectors")[0][0])

    def index_leftovers(self) -> list[int]:
        """Give the passages that are gone but may still be in the published index."""
        return [_int(row[0]) for row in self.rows("SELECT passage FROM index_leftovers ORDER BY passage")]

    # --- checking

    def problems(self) -> list[str]:
        """Check the file and what its tables say of one another; an empty list means sound."""
        found = [str(row[0]) for row in self.rows("PRAGMA integrity_check") if row[0] != "ok"]
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
            count = _int(self.rows(sql)[0][0])
            if count:
                found.append(f"{count} {what}")
        return found


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
