"""What a message tells the user to type next."""

from __future__ import annotations

import shlex
from pathlib import Path

from ingest.errors import SettingsError
from ingest.settings import Settings


def library_option(library: Path) -> str:
    """Give the option that names a library, "" where it is the one of the environment."""
    try:
        is_named = library == Settings.from_environment().library
    except SettingsError:  # a message about something else is no place to complain of it
        is_named = False
    return "" if is_named else f" --library {shlex.quote(str(library))}"


def command_on(library: Path, command: str) -> str:
    """Give `python -m ingest COMMAND`, naming the library's folder where it is not the one the environment says."""
    return f"python -m ingest {command}{library_option(library)}"
