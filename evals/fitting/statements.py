"""What the judge of free wording learns from: passages with statements that they bear out, and that they do not.

Each file of `statements/` is by another author; the passages are those of the stories in `news/`. Five are learnt
from, one sets the floor, and two give the figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from evals.verifier.made_set import made_set
from evals.verifier.sources import sources_of
from ingest.records import Article, Header

STATEMENTS = Path(__file__).with_name("statements")
TUNED_ON = ("conflict", "details", "economy", "explainers", "politics")
FLOOR_SET_ON = "week_quiz"
TESTED_ON = ("diplomacy", "voices")
MADE = 1000
"""Sentences of the same passages that are learnt from too, true ones and as many changed ones: nobody writes down a
hundred times what stands there already, nor puts a "not" into it."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement about a passage, and whether the passage bears it out."""

    text: str
    passage: str
    borne_out: bool


def statements_of(names: Sequence[str], folder: Path = STATEMENTS) -> list[Statement]:
    """Read the statements of files, by their names without ending."""
    return [
        Statement(text, entry["passage"], borne_out)
        for name in names
        for entry in yaml.safe_load((folder / f"{name}.yaml").read_text(encoding="utf-8"))
        for borne_out, texts in ((True, entry["borne_out"]), (False, entry["not_borne_out"]))
        for text in texts
    ]


def made_statements(statements: Sequence[Statement], count: int = MADE) -> list[Statement]:
    """Make true and changed sentences, up to `count` of either, of the passages of statements."""
    passages = dict.fromkeys(statement.passage for statement in statements)
    articles = [
        (str(number), Article(id=f"passage-{number}", header=Header(), text=text))
        for number, text in enumerate(passages)
    ]
    return [
        Statement(one.text, one.passages[0].text, one.true) for one in made_set(sources_of(articles), count)
    ]
