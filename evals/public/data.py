"""The files of a public benchmark: which are missing, their lines as records, a sample and two halves of them."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from ingest.errors import SuiteError

T = TypeVar("T")


def missing_files(folder: Path, names: Sequence[str]) -> str:
    """Say which of the files `folder` lacks, "" where it has them all."""
    if not folder.is_dir():
        return f"there is no folder {folder}"
    missing = [name for name in names if not (folder / name).is_file()]
    return f"{folder} holds no {' and no '.join(missing)}" if missing else ""


def read_lines(file: Path, record: Callable[[dict[str, Any]], T], benchmark: str) -> list[T]:
    """Read JSON Lines, each turned into a record by `record`; empty lines are passed over.

    Raises SuiteError, with file and line, on one that is not in the form that `record` reads (it may raise
    ValueError, KeyError, TypeError or AttributeError), on an id that comes twice, and where there are none.
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        raise SuiteError(f"{file} can't be read ({error.strerror}); get it from its origin again.") from error
    records: list[T] = []
    lines_of: dict[str, int] = {}
    for number, line in enumerate(content.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
            first = lines_of.setdefault(text_of(data, "id"), number)
            records.append(record(data))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise SuiteError(f"{file}, line {number}: this is no line of {benchmark} ({error!r}).") from error
        if first != number:
            raise SuiteError(f"{file}, line {number}: the id stands in line {first} already; remove one.")
    if not records:
        raise SuiteError(f"{file} holds nothing; get it from its origin again.")
    return records


def text_of(data: dict[str, Any], name: str) -> str:
    """Give a field that must be there and hold words. Raises KeyError, TypeError or ValueError."""
    value = data[name]
    if not isinstance(value, str):
        raise TypeError(f"'{name}' is no string")
    if not value.strip():
        raise ValueError(f"'{name}' is empty")
    return value


def flag_of(data: dict[str, Any], name: str) -> bool:
    """Give a field that must be true or false: the word "false" would else be taken for true."""
    value = data[name]
    if not isinstance(value, bool):
        raise TypeError(f"'{name}' is neither true nor false")
    return value


def facts_of(data: dict[str, Any]) -> tuple[tuple[str, ...], ...]:
    """Give `answers`: one tuple a fact, each with its accepted wordings. Raises ValueError or KeyError."""
    facts = data["answers"]
    if not facts or not all(isinstance(fact, list) and fact for fact in facts):
        raise ValueError("'answers' is not a list of lists of wordings")
    return tuple(tuple(str(wording) for wording in fact) for fact in facts)


def sample(items: Sequence[T], size: int | None, seed: int) -> list[T]:
    """Draw `size` items, the same for the same seed, in the order of the file; all of them for None."""
    if size is None or size >= len(items):
        return list(items)
    drawn = random.Random(seed).sample(range(len(items)), size)  # noqa: S311 - a sample, not a secret
    return [items[place] for place in sorted(drawn)]


def first_half(items: Sequence[T], kind: Callable[[T], object] = lambda _: None) -> list[T]:
    """Give the first half of each kind, in the order of the file; of an odd number the smaller half."""
    kinds: dict[object, list[T]] = {}
    for item in items:
        kinds.setdefault(kind(item), []).append(item)
    taken = {id(item) for group in kinds.values() for item in group[: len(group) // 2]}
    return [item for item in items if id(item) in taken]


def fingerprint(file: Path) -> str:
    """Give the SHA-256, in hexadecimal, of a file. Raises SuiteError where it can't be read."""
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as error:
        raise SuiteError(f"{file} can't be read ({error.strerror}); get it from its origin again.") from error
