"""The tables of the catalogue, and the stamp that says what made it."""

SCHEMA_VERSION = 2
READABLE_VERSIONS = ("1", "2")
"""Version 1 has no `dated_expressions`: they are made from the texts, when asked for or once somebody writes."""

DATED_EXPRESSIONS = """
-- Relative dates of the articles' texts and the days they mean; derived from `articles`.
CREATE TABLE IF NOT EXISTS dated_expressions (
    article INTEGER NOT NULL REFERENCES articles (row) ON DELETE CASCADE,
    start   INTEGER NOT NULL,
    end     INTEGER NOT NULL,
    first   TEXT NOT NULL,
    last    TEXT NOT NULL,
    PRIMARY KEY (article, start)
) STRICT, WITHOUT ROWID;
"""

TABLES = f"""
CREATE TABLE stamp (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- What has been read, so that an unchanged file need not be read again.
CREATE TABLE sources (
    source TEXT PRIMARY KEY,
    digest TEXT NOT NULL
) STRICT;

CREATE TABLE articles (
    row          INTEGER PRIMARY KEY AUTOINCREMENT,
    id           TEXT NOT NULL UNIQUE,
    version      INTEGER NOT NULL,
    content_hash TEXT NOT NULL,
    title        TEXT NOT NULL,
    outlet       TEXT NOT NULL,
    url          TEXT NOT NULL,
    published    TEXT,
    language     TEXT NOT NULL,
    source       TEXT NOT NULL,
    text         TEXT NOT NULL,
    passages     INTEGER NOT NULL,
    filed_at     TEXT NOT NULL
) STRICT;
CREATE INDEX articles_by_day ON articles (published, outlet, passages);
CREATE INDEX articles_by_source ON articles (source);

-- Which versions there have been: their hashes, not their texts.
CREATE TABLE versions (
    article_id   TEXT NOT NULL,
    version      INTEGER NOT NULL,
    content_hash TEXT NOT NULL,
    filed_at     TEXT NOT NULL,
    PRIMARY KEY (article_id, version)
) STRICT;

-- Removed on purpose: not picked up again just because the file still lies in the folder.
CREATE TABLE removed (
    article_id   TEXT PRIMARY KEY,
    content_hash TEXT NOT NULL
) STRICT;

-- AUTOINCREMENT: a passage's number is never used twice, so a stale index can't point at a wrong text.
CREATE TABLE passages (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL REFERENCES articles (row) ON DELETE CASCADE,
    number  INTEGER NOT NULL,
    start   INTEGER NOT NULL,
    end     INTEGER NOT NULL
) STRICT;
CREATE INDEX passages_by_article ON passages (article, number);

CREATE TABLE vectors (
    passage INTEGER PRIMARY KEY REFERENCES passages (id) ON DELETE CASCADE,
    vector  BLOB NOT NULL
) STRICT;

-- Passages that the published vector index still holds although they are gone.
CREATE TABLE index_leftovers (
    passage INTEGER PRIMARY KEY
) STRICT;

CREATE VIRTUAL TABLE passage_words USING fts5 (
    title, text, tokenize = "porter unicode61 remove_diacritics 2"
);
{DATED_EXPRESSIONS}
"""
