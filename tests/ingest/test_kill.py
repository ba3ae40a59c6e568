"""The writer is killed at random moments; whatever it acknowledged must be there, whole.

The full number: ASSISTANT_TEST_KILLS=200 pytest -m slow -s -o timeout=3600 tests/ingest/test_kill.py
"""

from __future__ import annotations

import os
import random
import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from ingest import Library, ingest
from ingest.chunking import passages_of
from ingest.embedding import BundledEmbedding, embedded_text
from tests.ingest.invented import ANYTHING, start_python, story

KILLS = int(os.environ.get("ASSISTANT_TEST_KILLS", "20"))
KILLS_PER_LIBRARY = 25
LONGEST_LIFE = 1.5
"""Seconds from the first call until the kill; one call takes about a fifth of that."""

WRITER = """
import os, sys, tempfile
from pathlib import Path
from ingest import ingest
from ingest.embedding import BundledEmbedding
from tests.ingest.test_kill import article_text, next_article

folder, seed = Path(sys.argv[1]), int(sys.argv[2])
embedding = BundledEmbedding(threads=1)
acknowledged = open(folder / "acknowledged", "a")
with tempfile.TemporaryDirectory() as warm_up:
    (Path(warm_up) / "article.txt").write_text(article_text("warm", 1))
    ingest([Path(warm_up) / "article.txt"], Path(warm_up) / "library", embed_model=embedding)
print("ready", flush=True)
for name, version in next_article(folder, seed):
    source = folder / "articles" / f"{name}.txt"
    source.with_suffix(".new").write_text(article_text(name, version))
    source.with_suffix(".new").rename(source)
    ingest([source], folder / "library", embed_model=embedding)
    acknowledged.write(f"{name} {version}\\n")
    acknowledged.flush()
    os.fsync(acknowledged.fileno())
"""


def article_text(name: str, version: int) -> str:
    """The file of an article: a version of it holds a word that no other version holds."""
    return f"News of {name}\n\n{story(word_of(name, version), 12 + version % 3 * 10)}"


def word_of(name: str, version: int) -> str:
    return f"{name}v{version}x"


def acknowledged_versions(folder: Path) -> dict[str, int]:
    """The newest version of each article that was acknowledged; a torn last line counts for nothing."""
    path = folder / "acknowledged"
    lines = path.read_text().split("\n")[:-1] if path.exists() else []
    return {name: int(version) for name, version in (line.split() for line in lines)}


def next_article(folder: Path, seed: int):
    """Endlessly, an article to file: mostly a new one, else the next version of one that was filed."""
    generator = random.Random(seed)
    versions = acknowledged_versions(folder)
    while True:
        if versions and generator.random() < 0.4:
            name = generator.choice(sorted(versions))
        else:
            name = f"article{len(versions)}n"
        versions[name] = versions.get(name, 0) + 1
        yield name, versions[name]


@dataclass
class Tally:
    """What was seen over all kills."""

    kills: int = 0
    acknowledged: int = 0
    checked: set[str] = field(default_factory=set)


def check(folder: Path, embedding: BundledEmbedding, tally: Tally, generator: random.Random) -> None:
    """Open the library and hold it against what was acknowledged and what lies in the articles' folder."""
    acknowledged = acknowledged_versions(folder)
    if not (folder / "library" / "catalogue.sqlite3").exists():
        assert not acknowledged
        return
    on_disk = {path.stem: path.read_text() for path in (folder / "articles").glob("*.txt")}
    with Library.open(folder / "library") as library:
        filed = {Path(article.source).stem: article.id for article in library.articles()}
        assert set(acknowledged) <= set(filed) <= set(on_disk)
        assert len(set(filed) - set(acknowledged)) <= 1
        for name, article_id in filed.items():
            article = library.article(article_id)
            allowed = {on_disk[name]}
            if name in acknowledged:
                allowed.add(article_text(name, acknowledged[name]))
            assert f"{article.header.title}\n\n{article.text}" in allowed
            stored = [(one.start, one.end, one.text) for one in library.article_passages(article_id)]
            assert stored == [(one.start, one.end, one.text) for one in passages_of(article)]
            assert all(article.text[start:end] == text for start, end, text in stored)
        changed = [name for name in filed if f"{name} {acknowledged.get(name)}" not in tally.checked]
        for name in {*changed, *generator.sample(sorted(filed), min(3, len(filed)))}:
            check_searches(library, filed[name], embedding)
            tally.checked.add(f"{name} {acknowledged.get(name)}")
        assert library.verify() == []


def check_searches(library: Library, article_id: str, embedding: BundledEmbedding) -> None:
    """An article's vectors are the model's, bit for bit, and its own words find it and nothing else."""
    passages = library.article_passages(article_id)
    vectors = dict(library._catalogue.vectors())
    expected = embedding.embed_passages([embedded_text(passage) for passage in passages])
    assert (
        b"".join(vectors[passage.id] for passage in passages) == np.asarray(expected, dtype="<f4").tobytes()
    )
    word = passages[0].text.split()[3]
    found = {key for key, _ in library.search_words(f'"{word}"', ANYTHING, 1000)}
    assert found == {passage.id for passage in passages}
    assert library.search_vectors(expected[0], ANYTHING, 1)[0][1] == pytest.approx(1, abs=1e-5)


def kill_once(folder: Path, seed: int, life: float) -> None:
    """Start a writer and kill it after so many seconds of work."""
    process = start_python(WRITER, folder, seed)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    time.sleep(life)
    assert process.poll() is None, process.communicate()
    process.kill()
    process.communicate()


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_and_nothing_is_half_however_often_the_writer_is_killed(
    tmp_path: Path, embedding: BundledEmbedding
) -> None:
    seed = int(os.environ.get("ASSISTANT_TEST_SEED", "1"))
    generator = random.Random(seed)
    tally = Tally()
    while tally.kills < KILLS:
        folder = tmp_path / f"from{tally.kills}"
        (folder / "articles").mkdir(parents=True)
        for _ in range(min(KILLS_PER_LIBRARY, KILLS - tally.kills)):
            kill_once(folder, seed=generator.randrange(1 << 30), life=generator.uniform(0, LONGEST_LIFE))
            tally.kills += 1
            check(folder, embedding, tally, generator)
        tally.acknowledged += len((folder / "acknowledged").read_text().splitlines())
        report = ingest([folder / "articles"], folder / "library", embed_model=embedding)
        assert report.rejected == ()
        with Library.open(folder / "library") as library:
            texts = {f"{one.header.title}\n\n{library.article(one.id).text}" for one in library.articles()}
            assert texts == {path.read_text() for path in (folder / "articles").glob("*.txt")}
        assert len(list((folder / "library" / "chroma").iterdir())) <= 2
        assert not list((folder / "library").glob("*.new*"))
    print(f"\n{tally.kills} kills, {tally.acknowledged} acknowledged filings, nothing lost, nothing half")  # noqa: T201 - the figure is the point
    assert tally.acknowledged > KILLS / 2
