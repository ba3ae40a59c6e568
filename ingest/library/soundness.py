"""Whether what is filed in a catalogue is still what was filed: the texts, their passages, the vectors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np

from ingest.advice import command_on
from ingest.errors import LibraryCorruptError
from ingest.library.catalogue import Catalogue
from ingest.library.content_hash import is_unaltered

VECTORS_AT_ONCE = 1000
LARGEST_ERROR_OF_LENGTH = 1e-3
"""By which a vector's length may differ from one: float32 rounds, and an embedding may be kept in fewer bits."""
IDS_NAMED = 5


def content_problems(catalogue: Catalogue) -> list[str]:
    """Read every article and vector and say what is damaged; an empty list means sound. Raises LibraryError."""
    with catalogue.snapshot():
        altered, torn = _damaged_articles(catalogue)
        damaged = list(_damaged_vectors(catalogue))
        owners = dict.fromkeys(passage.article_id for passage in catalogue.passages(damaged).values())
    remove = command_on(catalogue.folder, "remove ID")
    problems = [
        _problem(len(altered), "articles whose text or header is not what was filed", altered, remove),
        _problem(len(torn), "articles with passages that do not lie in their text", torn, remove),
        _problem(len(damaged), "damaged vectors", list(owners), remove),
    ]
    return [problem for problem in problems if problem]


def _damaged_articles(catalogue: Catalogue) -> tuple[list[str], list[str]]:
    """Give the ids of the articles that no longer agree with their hash, and of those with passages outside."""
    altered: list[str] = []
    torn: list[str] = []
    for article_id in [str(row[0]) for row in catalogue.rows("SELECT id FROM articles ORDER BY row")]:
        try:
            known = catalogue.known(article_id)
        except (LibraryCorruptError, ValueError):  # a text that is no UTF-8, a day that is none
            known = None
        if known is None or not is_unaltered(known[1], known[0]):
            altered.append(article_id)
        if known is not None and _has_passage_outside(catalogue, article_id, len(known[1].text)):
            torn.append(article_id)
    return altered, torn


def _has_passage_outside(catalogue: Catalogue, article_id: str, characters: int) -> bool:
    rows = catalogue.rows(
        """SELECT 1 FROM articles JOIN passages ON article = articles.row
        WHERE articles.id = ? AND (start < 0 OR end <= start OR end > ?) LIMIT 1""",
        (article_id, characters),
    )
    return bool(rows)


def _damaged_vectors(catalogue: Catalogue) -> Iterator[int]:
    """Give the passages whose vector is of another dimension than the library's, not finite or not of length one."""
    size = 4 * int(catalogue.stamp("dimension") or 0)
    vectors = catalogue.vectors()
    while batch := list(islice(vectors, VECTORS_AT_ONCE)):
        whole = [(key, blob) for key, blob in batch if len(blob) == size]
        yield from (key for key, blob in batch if len(blob) != size)
        if not whole:
            continue
        matrix = np.frombuffer(b"".join(blob for _, blob in whole), dtype="<f4").reshape(len(whole), -1)
        with np.errstate(over="ignore", invalid="ignore"):
            lengths = np.sqrt(np.einsum("ij,ij->i", matrix, matrix))
            # Not-a-number is on neither side of a limit, so the sound ones are asked for.
            sound = np.abs(lengths - 1) <= LARGEST_ERROR_OF_LENGTH
        yield from (key for (key, _), good in zip(whole, sound, strict=True) if not good)


def _problem(count: int, what: str, article_ids: Sequence[str], remove: str) -> str:
    """Say what is damaged in which articles and what to do, "" where nothing is."""
    if not count:
        return ""
    more = f" and {len(article_ids) - IDS_NAMED} more" if len(article_ids) > IDS_NAMED else ""
    return (
        f"{count} {what} ({', '.join(article_ids[:IDS_NAMED])}{more}); remove these articles with: "
        f"{remove}, and add their files again"
    )
