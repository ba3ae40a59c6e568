"""Small and read-only disks for tests, mounted for as long as a test runs."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def _mount(*arguments: str | Path) -> None:
    try:
        done = subprocess.run(["mount", *map(str, arguments)], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        reason = "there is no mount command"
    else:
        if done.returncode == 0:
            return
        reason = f"mounting is not permitted here: {done.stderr.strip()}"
    if os.environ.get("CI"):
        pytest.fail(f"this test has to run in continuous integration, but {reason}")
    pytest.skip(reason)


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[Path]:
    """A disk of so many kilobytes, mounted on `folder`."""
    folder.mkdir(exist_ok=True)
    _mount("-t", "tmpfs", "-o", f"size={kilobytes}k", "none", folder)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def resize(folder: Path, kilobytes: int) -> None:
    """Make a small disk larger."""
    _mount("-o", f"remount,size={kilobytes}k", folder)


@contextmanager
def read_only(folder: Path) -> Iterator[Path]:
    """The folder as it lies on a disk that can't be written, not even by root."""
    _mount("--bind", folder, folder)
    try:
        _mount("-o", "remount,ro,bind", folder)
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
