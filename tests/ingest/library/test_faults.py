from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from ingest.errors import (
    LibraryCorruptError,
    LibraryError,
    LibraryFullError,
    LibraryLockedError,
    LibraryPermissionError,
)
from ingest.library.faults import library_faults
from ingest.library.library import Library


def raised_for(error: Exception, folder: Path) -> LibraryError:
    with pytest.raises(LibraryError) as caught, library_faults(folder):
        raise error
    assert str(folder) in str(caught.value)
    assert caught.value.__cause__ is error
    return caught.value


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, LibraryFullError),
        (errno.EDQUOT, LibraryFullError),
        (errno.EACCES, LibraryPermissionError),
        (errno.EROFS, LibraryPermissionError),
        (errno.EPERM, LibraryPermissionError),
        (errno.EIO, LibraryError),
        (errno.ENAMETOOLONG, LibraryError),
    ],
)
def test_a_fault_of_the_file_system_becomes_the_error_that_says_what_to_do(
    tmp_path: Path, number: int, kind: type[LibraryError]
) -> None:
    assert type(raised_for(OSError(number, os.strerror(number)), tmp_path)) is kind


def test_a_file_where_the_folder_should_be_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for folder in (tmp_path / "file", tmp_path / "file" / "library"):
        with pytest.raises(LibraryError, match="no folder"):
            Library.open(folder, create=True)


def test_a_full_disk_is_recognised_inside_a_failed_copy_of_a_folder(tmp_path: Path) -> None:
    failed = shutil.Error([("a", "b", f"[Errno 28] {os.strerror(errno.ENOSPC)}: 'b'")])
    assert isinstance(raised_for(failed, tmp_path), LibraryFullError)


def sqlite_error(name: str, message: str = "words") -> sqlite3.Error:
    error = sqlite3.OperationalError(message)
    error.sqlite_errorname = name
    return error


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("SQLITE_FULL", LibraryFullError),
        ("SQLITE_READONLY_DBMOVED", LibraryPermissionError),
        ("SQLITE_CANTOPEN", LibraryPermissionError),
        ("SQLITE_BUSY_SNAPSHOT", LibraryLockedError),
        ("SQLITE_LOCKED", LibraryLockedError),
        ("SQLITE_IOERR_SHORT_READ", LibraryError),
        ("SQLITE_CORRUPT_VTAB", LibraryCorruptError),
        ("SQLITE_NOTADB", LibraryCorruptError),
    ],
)
def test_a_fault_of_sqlite_becomes_the_error_that_says_what_to_do(
    tmp_path: Path, name: str, kind: type[LibraryError]
) -> None:
    assert type(raised_for(sqlite_error(name), tmp_path)) is kind


def test_a_disk_error_is_told_as_a_full_disk_where_the_disk_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: shutil._ntuple_diskusage(100, 100, 0))
    for name in ("SQLITE_IOERR_SHMSIZE", "SQLITE_CANTOPEN"):
        assert isinstance(raised_for(sqlite_error(name, "disk I/O error"), tmp_path), LibraryFullError)


def test_a_read_only_disk_is_called_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    by_system = raised_for(OSError(errno.EROFS, os.strerror(errno.EROFS)), tmp_path)
    monkeypatch.setattr("ingest.library.faults.lies_on_read_only_disk", lambda folder: True)
    for error in (by_system, raised_for(sqlite_error("SQLITE_READONLY"), tmp_path)):
        assert "disk that is read-only" in str(error) and "mode" not in str(error)


def test_an_emptied_catalogue_is_told_in_plain_words(tmp_path: Path) -> None:
    said = str(raised_for(sqlite_error("SQLITE_ERROR", "no such table: stamp"), tmp_path))
    assert "its tables are gone, as of a file that was emptied" in said and "stamp" not in said


def test_nobody_is_told_to_delete_a_library_because_a_query_was_wrong(tmp_path: Path) -> None:
    for error in (sqlite_error("SQLITE_ERROR", "fts5: syntax error"), sqlite3.ProgrammingError("closed")):
        assert not isinstance(raised_for(error, tmp_path), LibraryCorruptError)
    assert isinstance(
        raised_for(sqlite_error("SQLITE_ERROR", "no such table: stamp"), tmp_path), LibraryCorruptError
    )


def test_other_errors_pass_through(tmp_path: Path) -> None:
    with pytest.raises(KeyError), library_faults(tmp_path):
        raise KeyError("mine")
