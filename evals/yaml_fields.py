"""YAML read strictly: every value is checked where it stands, and a complaint names its file and line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NoReturn, TypeVar

import yaml

from ingest.errors import SuiteError

_Choice = TypeVar("_Choice", bound=str)
_KINDS = {
    "tag:yaml.org,2002:str": "text",
    "tag:yaml.org,2002:int": "a whole number",
    "tag:yaml.org,2002:float": "a number",
    "tag:yaml.org,2002:bool": "yes or no",
    "tag:yaml.org,2002:timestamp": "a date",
    "tag:yaml.org,2002:null": "nothing",
    "tag:yaml.org,2002:seq": "a list",
    "tag:yaml.org,2002:map": "fields",
}


@dataclass(frozen=True, slots=True)
class Value:
    """One node of a YAML file, with the name under which complaints speak of it."""

    file: Path
    name: str
    node: yaml.Node

    @property
    def line(self) -> int:
        """The line on which the value begins, counted from 1."""
        return self.node.start_mark.line + 1

    @property
    def kind(self) -> str:
        """What the value is, in words."""
        return _KINDS.get(self.node.tag, self.node.tag)

    def fail(self, problem: str) -> NoReturn:
        """Raise SuiteError with the file, the line and `problem`."""
        raise SuiteError(f"{self.file}, line {self.line}: {problem}")

    def text(self) -> str:
        """Give a text that is not empty. A number or a yes has to be quoted: YAML would read it otherwise."""
        if self.kind != "text" or not isinstance(self.node, yaml.ScalarNode):
            self.fail(
                f"{self.name} is {self.kind}; write text, in quotes where YAML would not take it for text."
            )
        value = str(self.node.value)
        if not value.strip():
            self.fail(f"{self.name} is empty; write something or leave the field out.")
        return value

    def choice(self, known: Sequence[_Choice]) -> _Choice:
        """Give a text that is one of those that are known."""
        text = self.text()
        for one in known:
            if one == text:
                return one
        self.fail(f"{self.name} is '{text}'; it is one of {', '.join(known)}.")

    def label(self) -> str:
        """Give a version as it is written, be it text or a number."""
        if self.kind in ("text", "a whole number", "a number") and isinstance(self.node, yaml.ScalarNode):
            version = str(self.node.value)
            if version.strip():
                return version
        self.fail(f"{self.name} is {self.kind}; write a number or a text.")

    def day(self) -> date:
        """Give a date that is written YYYY-MM-DD."""
        if isinstance(self.node, yaml.ScalarNode):
            try:
                return date.fromisoformat(self.node.value)
            except ValueError:
                pass
        self.fail(f"{self.name} is no date; write it as 2022-01-30.")

    def share(self) -> float:
        """Give a share between 0 and 1."""
        if self.kind in ("a whole number", "a number") and isinstance(self.node, yaml.ScalarNode):
            try:
                share = float(self.node.value)
            except ValueError:
                share = -1.0
            if 0 <= share <= 1:
                return share
        self.fail(f"{self.name} is no share; write a number from 0 to 1, such as 0.95.")

    def items(self, *, empty: bool = False) -> list[Value]:
        """Give the items of a list, which may be empty only where `empty` says so."""
        if not isinstance(self.node, yaml.SequenceNode):
            self.fail(f"{self.name} is {self.kind}; write a list.")
        if not self.node.value and not empty:
            self.fail(f"{self.name} is an empty list; write at least one item or leave the field out.")
        return [
            Value(self.file, f"{self.name}, item {n}", item)
            for n, item in enumerate(self.node.value, start=1)
        ]

    def fields(self, *, required: tuple[str, ...], optional: tuple[str, ...] = ()) -> dict[str, Value]:
        """Give the fields of a mapping: all that are required, and none that is unknown or written twice."""
        if not isinstance(self.node, yaml.MappingNode):
            self.fail(f"{self.name} is {self.kind}; write fields such as '{(required + optional)[0]}: ...'.")
        found: dict[str, Value] = {}
        for key, node in self.node.value:
            name = str(key.value)
            field = Value(self.file, f"'{name}' of {self.name}", node)
            if name not in required + optional:
                Value(self.file, name, key).fail(
                    f"{self.name} has an unknown field '{name}'; known are {', '.join(required + optional)}."
                )
            if name in found:
                Value(self.file, name, key).fail(f"{self.name} has the field '{name}' twice; keep one.")
            found[name] = field
        for name in required:
            if name not in found:
                self.fail(f"{self.name} has no field '{name}'; add it.")
        return found


def read_yaml(file: Path, name: str) -> tuple[Value, bytes]:
    """Read the one document of a YAML file, and give it as a Value called `name`, with the file's bytes.

    Raises SuiteError where the file is missing, unreadable, not UTF-8, empty, or no YAML.
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        raise SuiteError(f"{file} can't be read ({error.strerror}); a suite needs it.") from error
    try:
        node = yaml.compose(content.decode("utf-8"), Loader=yaml.SafeLoader)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise SuiteError(f"{file}, line {line}: the file is not UTF-8; save it as UTF-8.") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "it can't be parsed"
        raise SuiteError(f"{file}{where}: this is no YAML ({problem}); correct it.") from error
    except RecursionError as error:
        raise SuiteError(f"{file}: the lists in it are nested too deeply; correct it.") from error
    if node is None:
        raise SuiteError(
            f"{file}, line 1: the file is empty; README.md of the suite 'corpus' tells what to write."
        )
    return Value(file, name, node), content
