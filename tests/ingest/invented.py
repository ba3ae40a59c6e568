"""Invented articles, and short ways to make more and to file them without a model."""

from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np

from ingest.chunking import passages_of
from ingest.library.content_hash import content_hash
from ingest.library.filing import FiledArticle
from ingest.library.library import Library
from ingest.records import Article, Filter, Header

ROOT = Path(__file__).parents[2]
DIMENSION = 16
MODEL = "random-16"
ANYTHING = Filter()

INVENTED = {
    "lighthouse": (
        "Lighthouse of Orrin goes dark",
        "The Orrin Gazette",
        "2021-03-04",
        "The lighthouse of Orrin was switched off on Thursday after 140 years. “It kept us safe. It always "
        "did,” said the harbour master, Pelle Vann. A buoy with a lamp will take its place from April.\n\n"
        "The council of Orrin wants to sell the tower for 200,000 crowns. Three buyers have come forward, "
        "the mayor, Sanna Kreel, told reporters. One of them plans a small hotel with nine rooms.",
    ),
    "bakery": (
        "Oldest bakery of Tamsel reopens",
        "Tamsel Daily",
        "2021-05-17",
        "The oldest bakery of Tamsel opened its doors again on Monday, two years after a fire. Its owner, "
        "Edda Morn, spent 85,000 crowns on a new oven. “Are we ready for the queue?” Morn asked. “We will "
        "see.”\n\n"
        "The recipe for its rye bread has not changed since 1889, she said. Neighbours had collected 12,000 "
        "crowns.",
    ),
    "comet": (
        "Amateur finds comet from her roof",
        "Northern Wire",
        "2022-01-12",
        "A teacher in Vessby has found a comet with a telescope that she built herself. Ilka Strand saw the "
        "faint smudge on 3 January, and the observatory in Halm confirmed it a week later. The comet will "
        "be closest to Earth in June, Dr. Tove Lund of the observatory said. It can't be seen without "
        "glasses.",
    ),
    "undated": (
        "Ferry timetable changes",
        "The Orrin Gazette",
        "",
        "The ferry between Orrin and Vessby will leave at half past the hour instead of on the hour. The "
        "company gave no day on which the new timetable starts. Tickets keep their price of 14 crowns.",
    ),
}


def write_invented_articles(folder: Path) -> None:
    """Write the invented articles as Markdown files with a header."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (title, outlet, published, text) in INVENTED.items():
        header = f"id: {name}\ntitle: {title}\noutlet: {outlet}\n"
        header += f"published: {published}\n" if published else ""
        (folder / f"{name}.md").write_text(f"---\n{header}---\n\n{text}\n", encoding="utf-8")


def write_lines(path: Path, *records: dict[str, object]) -> Path:
    """Write a JSON Lines file."""
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def story(word: str, sentences: int = 3) -> str:
    """An English story of so many sentences in which `word` stands in each."""
    return " ".join(
        f"The town of {word} said on Monday that plan number {number} for its {word} bridge would go ahead."
        for number in range(1, sentences + 1)
    )


def random_text(seed: int, length: int = 400) -> str:
    """Text made to break rules about sentences, the same for the same seed."""
    words = "word Word said Mr. U.S. J. No. 3.5 £5 “ ” \" ' ’ ( ) ! ? . ... …".split()
    pieces = [
        *words,
        ". ",
        "? ",
        "! ",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\t",
        "\u00a0",
        "é",
        "漢字。",
        "😀",
        "—",
        "\u2028",
    ]
    generator = random.Random(seed)
    return "".join(generator.choice(pieces) + generator.choice(["", " "]) for _ in range(length))


def make_article(article_id: str, text: str, **header: str | date) -> Article:
    """An article with a header of the given fields."""
    return Article(id=article_id, header=Header(**{"title": article_id, **header}), text=text)  # type: ignore[arg-type]


def vector_of(text: str) -> np.ndarray:
    """A direction that belongs to a text: the same for the same text, another for any other."""
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
    vector = np.random.default_rng(seed).normal(size=DIMENSION).astype(np.float32)
    return vector / np.linalg.norm(vector)


def filed(article: Article) -> FiledArticle:
    """An article ready to be filed, its passages' vectors made by `vector_of`."""
    passages = passages_of(article)
    vectors = np.stack([vector_of(passage.text) for passage in passages])
    return FiledArticle(article, passages, vectors, content_hash(article))


def file_articles(folder: Path, articles: Sequence[Article]) -> None:
    """File articles in a library, which is made where there is none."""
    with Library.open(folder, create=True) as library, library.writing() as writer:
        writer.file([filed(article) for article in articles], MODEL)


def found_texts(library: Library, text: str, limit: int = 5) -> list[str]:
    """The texts of the passages that a search for a text's vector finds, nearest first."""
    keys = [key for key, _ in library.search_vectors(vector_of(text), ANYTHING, limit)]
    passages = library.passages(keys)
    return [passages[key].text for key in keys]


def start_python(code: str, *arguments: object) -> subprocess.Popen[str]:
    """Run code in another Python process, with pipes to its standard streams."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(
        command,
        env=environment,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def run_python(code: str, *arguments: object) -> str:
    """Run code in another Python process and give its output; fails where it fails."""
    process = start_python(code, *arguments)
    output, errors = process.communicate(timeout=120)
    assert process.returncode == 0, f"exit code {process.returncode}: {errors}"
    return output
