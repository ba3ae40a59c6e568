"""A quick look at a file before it is read: has it changed, and how many articles may it hold?"""

from __future__ import annotations

import gzip
import hashlib
import zlib
from pathlib import Path

from ingest.readers.files import read_file

LINE_SUFFIXES = (".jsonl", ".ndjson")
DOCUMENT_SUFFIX = ".json"


def file_digest(path: Path, recipe: int) -> str:
    """Give a hash of the file's bytes and of the recipe by which it is read, "" where it can't be read."""
    digest = hashlib.sha256(f"recipe {recipe}\n".encode())
    try:
        with path.open("rb") as opened:
            while block := opened.read(1 << 20):
                digest.update(block)
    except OSError:
        return ""
    return digest.hexdigest()


def count_articles(path: Path) -> int:
    """Say how many articles a file holds, for a progress bar: those of a JSON document, or lines of which each is one.

    What can't be read counts as one.
    """
    name = path.name.casefold()
    inner = name.removesuffix(".gz")
    if inner.endswith(DOCUMENT_SUFFIX):
        return sum(1 for _ in read_file(path))
    if not inner.endswith(LINE_SUFFIXES):
        return 1
    try:
        with gzip.open(path, "rb") if name.endswith(".gz") else path.open("rb") as opened:
            return sum(bool(line.strip()) for line in iter(lambda: opened.readline(1 << 20), b""))
    except (OSError, EOFError, zlib.error):
        return 1
