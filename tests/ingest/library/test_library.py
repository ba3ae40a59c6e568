from __future__ import annotations

import logging
import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from ingest.errors import (
    LibraryError,
    LibraryFullError,
    LibraryMismatchError,
    LibraryPermissionError,
    UnknownArticleError,
)
from ingest.library import library as library_module
from ingest.library.content_hash import RECIPE, content_hash
from ingest.library.library import Library
from ingest.library.vector_index import write_generation
from ingest.records import Article, Filter
from tests.ingest.invented import (
    ANYTHING,
    DIMENSION,
    INVENTED,
    MODEL,
    file_articles,
    filed,
    found_texts,
    make_article,
    run_python,
    start_python,
    story,
    vector_of,
)
from tests.ingest.library.disks import read_only, resize, small_disk


@pytest.fixture
def by_graph(monkeypatch: pytest.MonkeyPatch) -> None:
    """Search small libraries through Chroma too, which are otherwise compared passage by passage."""
    monkeypatch.setattr(library_module, "EXACT_SEARCH_PASSAGES", 0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library of 40 articles of several passages each, more than Chroma keeps in its log."""
    articles = [make_article(f"a{number:02d}", story(f"town{number}", 40)) for number in range(40)]
    file_articles(tmp_path / "library", articles)
    return tmp_path / "library"


@pytest.fixture
def library(folder: Path) -> Iterator[Library]:
    with Library.open(folder) as opened:
        yield opened


def replace_article(folder: Path, article: Article) -> None:
    with Library.open(folder) as library, library.writing() as writer:
        writer.file([filed(article)], MODEL)


def index_files(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / "chroma").rglob("*") if path.is_file())


# --- reading


def test_the_library_tells_what_it_holds(invented_library: Library) -> None:
    status = invented_library.status()
    assert status.articles == len(invented_library) == len(INVENTED)
    assert status.index == "ready"
    assert (status.passages_not_indexed, status.dimension) == (0, 384)
    assert status.newest_article == invented_library.newest_article() == date(2022, 1, 12)
    assert set(status.outlets) == {"The Orrin Gazette", "Tamsel Daily", "Northern Wire"}
    assert [article.id for article in invented_library.articles()] == [
        "comet",
        "bakery",
        "lighthouse",
        "undated",
    ]
    assert invented_library.article("undated").header.published is None
    assert invented_library.verify() == []


def test_an_unknown_article_is_named(invented_library: Library) -> None:
    with pytest.raises(UnknownArticleError, match="nothing-like-it"):
        invented_library.article("nothing-like-it")
    assert invented_library.article_passages("nothing-like-it") == []


def test_a_closed_library_says_so_in_every_call(library: Library) -> None:
    library.close()
    for call in (
        lambda: library.articles(),
        lambda: library.article("a01"),
        lambda: library.search_vectors(vector_of("x"), ANYTHING, 3),
        lambda: library.search_words("town", ANYTHING, 3),
        lambda: library.status(),
        lambda: library.writing().__enter__(),
    ):
        with pytest.raises(LibraryError, match="open it again"):
            call()
    library.close()


def test_a_library_may_be_closed_while_other_threads_read(folder: Path) -> None:
    # In a process of its own, which a fault would end with a segmentation fault.
    program = """
import sys, threading, time
from pathlib import Path
from ingest import Library
from ingest.errors import LibraryError

def read(library):
    try:
        while True:
            with library.snapshot():
                library.articles()
                library.article_passages("a01")
    except LibraryError as error:
        told.append(str(error))

told = []
for _ in range(30):
    library = Library.open(sys.argv[1])
    threads = [threading.Thread(target=read, args=(library,)) for _ in range(3)]
    for thread in threads:
        thread.start()
    time.sleep(0.02)
    library.close()
    for thread in threads:
        thread.join()
assert len(told) == 90 and all("open it again" in message for message in told), told
files = [str(path.resolve()) for path in Path("/proc/self/fd").iterdir()]
assert not any("catalogue" in name for name in files), files
"""
    run_python(program, str(folder))


def test_a_reading_that_had_begun_comes_to_its_end_after_close(library: Library) -> None:
    passages = library.status().passages
    vectors = library._catalogue.vectors()
    next(vectors)
    with library.snapshot():
        library.close()
        assert sum(1 for _ in vectors) == passages - 1
        with pytest.raises(LibraryError, match="open it again"):
            library.articles()


# --- searching


def test_exact_and_graph_search_find_the_same(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    questions = [vector_of(f"question {number}") for number in range(20)]
    exact = [library.search_vectors(question, ANYTHING, 5) for question in questions]
    monkeypatch.setattr(library_module, "EXACT_SEARCH_PASSAGES", 0)
    by_graph = [library.search_vectors(question, ANYTHING, 5) for question in questions]
    assert [[key for key, _ in found] for found in by_graph] == [[key for key, _ in found] for found in exact]
    assert np.allclose(
        [score for found in by_graph for _, score in found],
        [score for found in exact for _, score in found],
        atol=1e-5,
    )


@pytest.mark.usefixtures("by_graph")
def test_a_narrow_filter_loses_nothing_in_the_graph(folder: Path) -> None:
    rare = make_article("rare", story("rare", 40), outlet="Rare Press", published=date(2020, 1, 1))
    replace_article(folder, rare)
    with Library.open(folder) as library:
        found = library.search_vectors(vector_of("anything"), Filter(outlet="rare press"), 50)
        assert {library.passages([key])[key].article_id for key, _ in found} == {"rare"}
        assert len(found) == len(library.article_passages("rare"))
        assert library.search_vectors(vector_of("anything"), Filter(outlet="nobody"), 50) == []
        assert library.search_vectors(vector_of("anything"), ANYTHING, 0) == []


@pytest.mark.usefixtures("by_graph")
def test_articles_are_found_before_the_index_knows_them(folder: Path) -> None:
    with Library.open(folder) as library, library.writing() as writer:
        article = make_article("new", story("Vessby"))
        writer.file([filed(article)], MODEL)
        assert library.status().passages_not_indexed == 1
        assert found_texts(library, article.text)[0] == article.text


@pytest.mark.usefixtures("by_graph")
def test_an_old_text_is_gone_at_once_although_the_index_still_holds_it(folder: Path) -> None:
    with Library.open(folder) as reader:
        old = reader.article_passages("a07")
        assert found_texts(reader, old[0].text)[0] == old[0].text
        with Library.open(folder) as library, library.writing() as writer:
            writer.file([filed(make_article("a07", story("Vessby")))], MODEL)
            assert old[0].text not in found_texts(reader, old[0].text, limit=500)
            assert found_texts(reader, story("Vessby"))[0] == story("Vessby")
            writer.remove("a08")
            assert all("town8 " not in text for text in found_texts(reader, "x", limit=500))
        assert found_texts(reader, story("Vessby"))[0] == story("Vessby")
        assert reader.verify() == []


def test_a_vector_of_another_length_is_refused(library: Library) -> None:
    with pytest.raises(LibraryMismatchError, match="numbers"):
        library.search_vectors(np.eye(DIMENSION + 1, dtype=np.float32)[0], ANYTHING, 3)


def test_an_empty_library_finds_nothing(tmp_path: Path) -> None:
    with Library.open(tmp_path / "new", create=True) as library:
        assert library.search_vectors(vector_of("x"), ANYTHING, 5) == []
        assert library.search_words("town", ANYTHING, 5) == []
        assert library.verify() == []
        assert library.status().index == "ready"
        with library.writing() as writer:
            writer.rebuild()
            writer.purge()


@pytest.mark.usefixtures("by_graph")
def test_many_threads_may_search_while_articles_are_filed(folder: Path) -> None:
    failures: list[Exception] = []
    searches = 0
    stop = threading.Event()
    with Library.open(folder) as reader:
        text = reader.article_passages("a03")[0].text

        def search() -> None:
            nonlocal searches
            try:
                while not stop.is_set():
                    searches += 1
                    assert found_texts(reader, text)[0] == text
            except (AssertionError, LibraryError) as error:
                failures.append(error)

        threads = [threading.Thread(target=search) for _ in range(4)]
        for thread in threads:
            thread.start()
        for number in range(6):
            replace_article(folder, make_article("moving", story(f"place{number}", 30)))
        stop.set()
        for thread in threads:
            thread.join()
    assert failures == []
    assert searches > 10


# --- writing


def test_a_library_refuses_vectors_of_another_model_or_length(folder: Path) -> None:
    article = make_article("new", story("Vessby"))
    with Library.open(folder) as library, library.writing() as writer:
        with pytest.raises(LibraryMismatchError, match="another-model"):
            writer.file([filed(article)], "another-model")
        wrong = filed(article)
        object.__setattr__(wrong, "vectors", np.ones((1, 7), dtype=np.float32))
        with pytest.raises(LibraryMismatchError, match="7 numbers"):
            writer.file([wrong], MODEL)
        with pytest.raises(UnknownArticleError):
            library.article("new")
    with Library.open(folder) as library, pytest.raises(LibraryMismatchError, match="ASSISTANT_EMBEDDING"):
        library.check_embedding("another-model")


def test_a_rebuild_embeds_nothing_and_finds_the_same(folder: Path) -> None:
    with Library.open(folder) as library:
        before = [library.search_vectors(vector_of(f"q{number}"), ANYTHING, 5) for number in range(5)]
        with library.writing() as writer:
            writer.rebuild()
        assert [library.search_vectors(vector_of(f"q{number}"), ANYTHING, 5) for number in range(5)] == before
        assert library.verify() == []


@pytest.mark.usefixtures("by_graph")
def test_every_passage_stays_findable_however_often_its_article_is_filed_anew(tmp_path: Path) -> None:
    articles = [make_article(f"a{number}", story(f"town{number}", 40)) for number in range(30)]
    for _ in range(4):
        file_articles(tmp_path, articles)
    with Library.open(tmp_path) as library:
        passages = [passage for article in articles for passage in library.article_passages(article.id)]
        lost = [passage for passage in passages if found_texts(library, passage.text, 1) != [passage.text]]
        assert lost == []
        assert library.verify() == []


def test_old_and_half_written_generations_do_not_pile_up(folder: Path) -> None:
    (folder / "chroma" / "000009.deadbeef.unfinished").mkdir()
    (folder / "chroma" / "000002").mkdir()
    for number in range(5):
        replace_article(folder, make_article("moving", story(f"place{number}")))
    assert len(list((folder / "chroma").iterdir())) <= 2


def test_a_stop_in_the_middle_keeps_what_was_filed(folder: Path) -> None:
    with (
        pytest.raises(KeyboardInterrupt),
        Library.open(folder) as library,
        library.writing() as writer,
    ):
        writer.file([filed(make_article("new", story("Vessby")))], MODEL)
        raise KeyboardInterrupt
    with Library.open(folder) as library:
        assert library.article("new").text == story("Vessby")
        assert library.status().passages_not_indexed == 0
        assert library.verify() == []


CANARY = "Quendrathil"


def files_with(folder: Path, word: str) -> list[str]:
    forms = (word.encode(), word.lower().encode(), word.encode("utf-16-le"))
    contents = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return [path.name for path, content in contents.items() if any(form in content for form in forms)]


@pytest.mark.parametrize("replaced", [False, True])
def test_purge_leaves_no_byte_of_a_removed_or_replaced_text(folder: Path, replaced: bool) -> None:
    replace_article(folder, make_article("secret", story(CANARY, 80), outlet="Gazette"))
    assert files_with(folder, CANARY)
    with Library.open(folder) as library, library.writing() as writer:
        if replaced:
            writer.file([filed(make_article("secret", story("Orrin", 80)))], MODEL)
        else:
            writer.remove("secret")
        writer.purge()
        assert files_with(folder, CANARY) == []
        assert library.verify() == []
    assert files_with(folder, CANARY) == []
    assert len(list((folder / "chroma").iterdir())) == 1


# --- a broken index


@pytest.mark.usefixtures("by_graph")
@pytest.mark.parametrize("damage", ["missing", "truncated", "emptied", "flipped"])
def test_a_damaged_index_file_is_rebuilt_at_opening_with_a_word_to_the_user(
    folder: Path, tmp_path: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    questions = [vector_of(f"question {number}") for number in range(10)]
    with Library.open(folder) as library:
        before = [library.search_vectors(question, ANYTHING, 5) for question in questions]
    for number, path in enumerate(index_files(folder)):
        copy = tmp_path / f"copy{number}"
        shutil.copytree(folder, copy)
        broken = copy / path.relative_to(folder)
        content = broken.read_bytes()
        if damage == "missing":
            broken.unlink()
        else:
            changed = {
                "truncated": content[:-7],
                "emptied": b"",
                "flipped": content[:-1] + bytes([content[-1] ^ 1]),
            }
            broken.write_bytes(changed[damage])
        caplog.clear()
        with Library.open(copy) as library:
            assert "rebuilding" in caplog.text, path.name
            after = [library.search_vectors(question, ANYTHING, 5) for question in questions]
            assert [[key for key, _ in found] for found in after] == [
                [key for key, _ in found] for found in before
            ]
            assert library.verify() == []
        caplog.clear()
        Library.open(copy).close()
        assert caplog.text == ""


@pytest.mark.usefixtures("by_graph")
def test_a_deleted_index_folder_is_rebuilt(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    shutil.rmtree(folder / "chroma")
    with Library.open(folder, repair=False) as library:
        assert "missing" in library.status().index
        assert any("rebuild" in problem for problem in library.verify())
        assert found_texts(library, story("town3", 40))
    assert not (folder / "chroma").exists()
    with Library.open(folder) as library:
        assert "rebuilding" in caplog.text
        assert library.verify() == []


@pytest.mark.usefixtures("by_graph")
@pytest.mark.parametrize("searched_before", [False, True])
def test_deleting_the_index_of_an_open_library_stops_no_search(folder: Path, searched_before: bool) -> None:
    with Library.open(folder) as library:
        text = library.article_passages("a03")[0].text
        if searched_before:
            assert found_texts(library, text)[0] == text
        else:
            library._index.open(library._index.state())
        shutil.rmtree(folder / "chroma")
        assert found_texts(library, text)[0] == text
        replace_article(folder, make_article("new", story("Vessby")))
        assert found_texts(library, story("Vessby"))[0] == story("Vessby")


def test_a_library_whose_last_article_and_index_are_gone_is_rebuilt_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file_articles(tmp_path, [make_article("only", story("Orrin"))])
    with Library.open(tmp_path) as library, library.writing() as writer:
        writer.remove("only")
    shutil.rmtree(tmp_path / "chroma")
    Library.open(tmp_path).close()
    assert "rebuilding" in caplog.text
    caplog.clear()
    Library.open(tmp_path).close()
    assert caplog.text == ""


def test_verify_finds_vectors_that_the_index_lacks_or_holds_too_many(folder: Path) -> None:
    with Library.open(folder) as library:
        vectors = list(library._catalogue.vectors())
        generation = library._index.generation_folder(library._index.state().generation)
        write_generation(generation, base=None, gone=(), vectors=[*vectors[3:], (99_999, vectors[0][1])])
        assert any("lacks 3 passages and holds 1 too many" in problem for problem in library.verify())
        with library.writing() as writer:
            writer.rebuild()
        assert library.verify() == []


def test_verify_finds_vectors_that_the_catalogue_lacks(folder: Path) -> None:
    with Library.open(folder) as library:
        with library._catalogue.transaction() as connection:
            connection.execute("DELETE FROM vectors WHERE passage IN (3, 4)")
        assert "2 passages without a vector" in library.verify()


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        (
            "UPDATE articles SET text = replace(text, 'town3', 'city3') WHERE id = 'a03'",
            "is not what was filed (a03)",
        ),
        (
            "UPDATE articles SET text = CAST(x'ff' || text AS TEXT) WHERE id = 'a03'",
            "is not what was filed (a03)",
        ),
        ("UPDATE articles SET published = 'soon' WHERE id = 'a03'", "is not what was filed (a03)"),
        ("UPDATE articles SET title = 'Other' WHERE id = 'a03'", "is not what was filed (a03)"),
        ("UPDATE passages SET end = 99999 WHERE id = 1", "do not lie in their text (a00)"),
        ("UPDATE passages SET start = -1 WHERE id = 1", "do not lie in their text (a00)"),
        (
            "UPDATE vectors SET vector = randomblob(length(vector)) WHERE passage = 1",
            "1 damaged vectors (a00)",
        ),
        ("UPDATE vectors SET vector = zeroblob(length(vector)) WHERE passage = 1", "1 damaged vectors (a00)"),
        ("UPDATE vectors SET vector = x'0000803f' WHERE passage = 1", "1 damaged vectors (a00)"),
    ],
)
def test_verify_finds_what_is_no_longer_as_it_was_filed(folder: Path, statement: str, problem: str) -> None:
    with Library.open(folder) as library:
        assert library.verify() == []
        with library._catalogue.transaction() as connection:
            connection.execute(statement)
        (found,) = library.verify()
        assert problem in found


def test_verify_takes_an_article_that_an_earlier_recipe_cleaned_for_sound(folder: Path) -> None:
    with Library.open(folder) as library:
        with library.writing() as writer:
            item = filed(library.article("a03"))
            writer.file([replace(item, content_hash=content_hash(item.article, RECIPE - 1))], MODEL)
        assert library.verify() == []


def test_an_index_that_cannot_be_opened_is_done_without(
    folder: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_module, "EXACT_SEARCH_PASSAGES", 0)
    with Library.open(folder) as library:
        text = library.article_passages("a03")[0].text
        with small_disk(folder.parent / "temporary", 64) as temporary:
            monkeypatch.setattr("tempfile.tempdir", str(temporary))
            assert found_texts(library, text)[0] == text
            assert "Searching without it" in caplog.text


# --- other processes


def test_another_process_sees_a_new_article_while_the_writer_still_runs(folder: Path) -> None:
    reader = """
import sys
from ingest import Library
library = Library.open(sys.argv[1])
for line in sys.stdin:
    print([passage.text for passage in library.article_passages("new")] and "seen" or "not there", flush=True)
"""
    process = start_python(reader, folder)

    def ask() -> str:
        process.stdin.write("?\n")
        process.stdin.flush()
        return process.stdout.readline().strip()

    assert ask() == "not there"
    with Library.open(folder) as library, library.writing() as writer:
        writer.file([filed(make_article("new", story("Vessby")))], MODEL)
        assert ask() == "seen"
    assert process.communicate()[1] == ""


WRITER = """
import sys
from ingest import Library
from tests.ingest.invented import MODEL, filed, make_article, story
with Library.open(sys.argv[1]) as library, library.writing() as writer:
    print("ready", flush=True)
    for number in range(60):
        article = make_article("moving", story(("first", "second")[number % 2], 30))
        writer.file([filed(article)], MODEL)
        if number % 20 == 0:
            writer.update_index()
"""


@pytest.mark.usefixtures("by_graph")
def test_a_reader_sees_the_old_version_or_the_new_one_and_never_a_mixture(folder: Path) -> None:
    replace_article(folder, make_article("moving", story("second", 30)))
    process = start_python(WRITER, folder)
    assert process.stdout.readline() == "ready\n"
    seen: set[str] = set()
    versions = {"first": story("first", 30), "second": story("second", 30)}
    with Library.open(folder) as library:
        while process.poll() is None:
            with library.snapshot():
                text = library.article("moving").text
                passages = library.article_passages("moving")
                by_words = {
                    word for word in versions for _ in library.search_words(f"text: {word}", ANYTHING, 10)
                }
                texts = found_texts(library, passages[0].text, limit=3)
            (word,) = [word for word, whole in versions.items() if whole == text]
            assert by_words == {word}
            assert all(text[passage.start : passage.end] == passage.text for passage in passages)
            assert " ".join(passage.text for passage in passages) == text
            assert texts[0] == passages[0].text
            seen.add(word)
    assert process.communicate()[1] == ""
    assert seen == set(versions)


# --- disks


def answers(folder: Path, ids: set[str]) -> None:
    """Check that a library opens, is sound, and finds each of the articles whole."""
    with Library.open(folder) as library:
        assert {article.id for article in library.articles()} == ids
        for article_id in ids:
            article = library.article(article_id)
            passages = library.article_passages(article_id)
            assert [filed(article).passages[passage.number].text for passage in passages] == [
                passage.text for passage in passages
            ]
            assert found_texts(library, passages[-1].text)[0] == passages[-1].text
        assert [problem for problem in library.verify() if "rebuild" not in problem] == []


@pytest.mark.parametrize("kilobytes", [4, 80, 160, 240, 480, 1200])
def test_a_disk_that_fills_up_while_a_library_is_made_is_told_and_loses_nothing(
    tmp_path: Path, kilobytes: int
) -> None:
    articles = [make_article(f"a{number}", story(f"town{number}", 40)) for number in range(60)]
    kept: set[str] = set()
    with small_disk(tmp_path / "disk", kilobytes) as disk:
        with (
            pytest.raises(LibraryFullError, match="free some space"),
            Library.open(disk / "library", create=True) as library,
            library.writing() as writer,
        ):
            for article in articles:
                writer.file([filed(article)], MODEL)
                kept.add(article.id)
        if kept:
            answers(disk / "library", kept)
        resize(disk, 40_000)
        file_articles(disk / "library", articles)
        answers(disk / "library", {article.id for article in articles})
        with Library.open(disk / "library") as library:
            assert library.verify() == []


@pytest.mark.usefixtures("by_graph")
@pytest.mark.parametrize("left", [0, 30, 100, 200, 300, 600])
def test_a_disk_that_fills_up_while_a_library_grows_is_told_and_loses_nothing(
    tmp_path: Path, left: int
) -> None:
    with small_disk(tmp_path / "disk", 40_000) as disk:
        articles = [make_article(f"a{number}", story(f"town{number}", 40)) for number in range(60)]
        file_articles(disk / "library", articles[:30])
        usage = shutil.disk_usage(disk)
        (disk / "ballast").write_bytes(b"x" * max(0, usage.free - left * 1024))
        kept = {article.id for article in articles[:30]}
        with (
            pytest.raises(LibraryFullError),
            Library.open(disk / "library") as library,
            library.writing() as writer,
        ):
            for article in articles[30:]:
                writer.file([filed(article)], MODEL)
                kept.add(article.id)
        answers(disk / "library", kept)
        (disk / "ballast").unlink()
        file_articles(disk / "library", articles)
        answers(disk / "library", {article.id for article in articles})


def test_a_full_disk_stops_a_purge_with_a_word(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 40_000) as disk:
        file_articles(
            disk / "library", [make_article(f"a{number}", story(CANARY, 40)) for number in range(30)]
        )
        (disk / "ballast").write_bytes(b"x" * (shutil.disk_usage(disk).free - 150_000))
        with (
            Library.open(disk / "library") as library,
            pytest.raises(LibraryFullError),
            library.writing() as writer,
        ):
            for number in range(30):
                writer.remove(f"a{number}")
            writer.purge()
        (disk / "ballast").unlink()
        with Library.open(disk / "library") as library, library.writing() as writer:
            for article in library.articles():
                writer.remove(article.id)
            writer.purge()
        assert files_with(disk / "library", CANARY) == []


@pytest.mark.usefixtures("by_graph")
def test_a_library_on_a_read_only_disk_answers_and_refuses_to_be_changed(folder: Path) -> None:
    with read_only(folder):
        answers(folder, {f"a{number:02d}" for number in range(40)})
        with Library.open(folder) as library, pytest.raises(LibraryPermissionError), library.writing():
            raise AssertionError("written")
        with pytest.raises(LibraryPermissionError):
            Library.open(folder / "new", create=True)


def test_what_a_killed_writer_filed_can_be_read_on_a_read_only_disk(folder: Path) -> None:
    code = """
import os, sys
from ingest import Library
from tests.ingest.invented import MODEL, filed, make_article, story
library = Library.open(sys.argv[1])
writing = library.writing()
writing.__enter__().file([filed(make_article("new", story("Vessby")))], MODEL)
print("filed", flush=True)
sys.stdin.readline()
"""
    process = start_python(code, folder)
    assert process.stdout.readline() == "filed\n"
    process.kill()
    process.communicate()
    assert (folder / "catalogue.sqlite3-wal").stat().st_size
    with read_only(folder), Library.open(folder) as library:
        assert library.article("new").text == story("Vessby")


def test_a_damaged_index_on_a_read_only_disk_is_done_without(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    index_files(folder)[0].unlink()
    with read_only(folder), Library.open(folder) as library:
        assert "could not be rebuilt" in caplog.text and "disk that is read-only" in caplog.text
        assert "rebuilding" not in caplog.text
        text = library.article_passages("a03")[0].text
        assert found_texts(library, text)[0] == text


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become somebody else"
)
def test_a_folder_of_somebody_else_is_told_as_forbidden(folder: Path) -> None:
    code = """
import os, sys
from ingest import Library
from ingest.errors import LibraryPermissionError
import ingest.library.lock
os.setgid(65534)
os.setuid(65534)
for create in (False, True):
    try:
        Library.open(sys.argv[1], create=create)
    except LibraryPermissionError as error:
        print("forbidden")
"""
    folder.chmod(0o700)
    folder.parent.chmod(0o700)
    assert run_python(code, folder).split() == ["forbidden", "forbidden"]


def test_a_file_in_the_librarys_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "library").write_text("not a folder")
    for create in (False, True):
        with pytest.raises(LibraryError):
            Library.open(tmp_path / "library", create=create)


def test_warnings_go_to_the_librarys_logger_only(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    index_files(folder)[0].unlink()
    with caplog.at_level(logging.WARNING):
        Library.open(folder).close()
    assert [record.name for record in caplog.records] == ["ingest.library.published_index"]
