"""Articles of a library whose file is gone from the folder that was added: told, and never removed unasked."""

from __future__ import annotations

import os
import shlex
from collections.abc import Collection, Sequence

from ingest.advice import command_on
from ingest.library.writer import LibraryWriter

MOST_NAMED = 5
"""Articles that are named; of the others the number is told."""


def gone_files(writer: LibraryWriter, folders: Sequence[str], read: Collection[str]) -> list[str]:
    """Say which articles came from a file within `folders` that is no longer there, and how to remove them.

    `folders` and `read`, the files that there are, are full paths as the library names its sources.
    """
    inside = tuple(f"{folder.rstrip(os.sep)}{os.sep}" for folder in folders)
    if not inside:
        return []
    filed = writer.article_sources()
    missing = {source for source in filed.values() if source.startswith(inside) and source not in read}
    gone = {source for source in missing if _is_gone(source)}
    if gone:
        gone -= _moved(writer, gone, set(read) - set(filed.values()))
    ids = [article_id for article_id, source in filed.items() if source in gone]
    notes = [
        f"The file of the article {article_id} is gone ({filed[article_id]}); to remove the article too, run: "
        f"{command_on(writer.folder, f'remove {shlex.quote(article_id)}')}"
        for article_id in ids[:MOST_NAMED]
    ]
    more = len(ids) - MOST_NAMED
    return (
        [*notes, f"The files of {more} more {'article' if more == 1 else 'articles'} are gone."]
        if more > 0
        else notes
    )


def _moved(writer: LibraryWriter, gone: set[str], without_articles: set[str]) -> set[str]:
    """Give those of the gone files whose bytes lie in a file that no article is filed under: they were moved.

    An article that has an id of its own stays filed under the name that its file had first.
    """
    digests = writer.source_digests()
    elsewhere = {digests.get(source, "") for source in without_articles} - {""}
    return {source for source in gone if digests.get(source) in elsewhere}


def _is_gone(source: str) -> bool:
    """Tell whether a file is not there; one that can't be reached may be."""
    try:
        os.lstat(source)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False
