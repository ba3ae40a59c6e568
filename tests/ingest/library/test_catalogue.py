from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ingest.chunking import passages_of
from ingest.errors import (
    LibraryCorruptError,
    LibraryError,
    LibraryLockedError,
    LibraryMismatchError,
    LibraryNotFoundError,
)
from ingest.library.catalogue import Catalogue
from ingest.library.database import FILE_NAME
from ingest.library.library import Library
from ingest.records import Filter
from tests.ingest.invented import ANYTHING, filed, make_article, run_python, story, vector_of


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    opened = Catalogue(tmp_path / "library", create=True)
    yield opened
    opened.close()


def test_an_article_comes_back_as_it_was_filed(catalogue: Catalogue) -> None:
    article = make_article(
        "bridge",
        "Zo\u00eb “paid” 5 € — 漢字 😀.\n\nThen she left.",
        outlet="Gazette",
        published=date(2021, 3, 4),
    )
    catalogue.file([filed(article)], {})
    assert catalogue.known("bridge") == (filed(article).content_hash, article)
    assert catalogue.known("other") is None


def test_passages_come_back_with_their_offsets_texts_and_headers(catalogue: Catalogue) -> None:
    article = make_article("bridge", "😀 " + story("Orrin", 40), published=date(2021, 3, 4))
    catalogue.file([filed(article)], {})
    stored = catalogue.article_passages("bridge")
    bare = passages_of(article)
    assert [(passage.number, passage.start, passage.end, passage.text) for passage in stored] == [
        (passage.number, passage.start, passage.end, passage.text) for passage in bare
    ]
    assert {passage.header for passage in stored} == {article.header}
    by_id = catalogue.passages([passage.id for passage in stored])
    assert list(by_id.values()) == stored


def test_a_new_version_replaces_the_old_one_in_every_table(catalogue: Catalogue) -> None:
    catalogue.file([filed(make_article("bridge", story("Orrin", 20)))], {})
    old = {passage.id for passage in catalogue.article_passages("bridge")}
    catalogue.file([filed(make_article("bridge", story("Tamsel", 20)))], {})
    assert catalogue.match_words("orrin", ANYTHING, 10) == []
    assert catalogue.match_words("tamsel", ANYTHING, 10)
    assert catalogue.passages(sorted(old)) == {}
    assert set(catalogue.index_leftovers()) == old
    assert catalogue.summaries()[0].version == 2
    assert catalogue.problems() == []


def test_an_article_that_cannot_be_filed_whole_is_not_filed_at_all(catalogue: Catalogue) -> None:
    catalogue.file([filed(make_article("bridge", story("Orrin")))], {})
    broken = filed(make_article("bridge", story("Tamsel", 40)))
    object.__setattr__(broken, "vectors", broken.vectors[:-1])
    with pytest.raises(ValueError, match="shorter"):
        catalogue.file([filed(make_article("second", story("Vessby"))), broken], {"dimension": "16"})
    assert [summary.id for summary in catalogue.summaries()] == ["bridge"]
    assert catalogue.article_passages("bridge")[0].text == story("Orrin")
    assert catalogue.stamp("dimension") == ""
    assert catalogue.problems() == []


def test_a_passages_number_is_never_used_again(catalogue: Catalogue) -> None:
    catalogue.file([filed(make_article("bridge", story("Orrin")))], {})
    first = catalogue.article_passages("bridge")[0].id
    catalogue.remove("bridge", on_purpose=False)
    catalogue.file([filed(make_article("bridge", story("Orrin")))], {})
    assert catalogue.article_passages("bridge")[0].id > first


@pytest.mark.parametrize("few", [0, 10_000])
def test_filters_let_through_the_days_and_outlets_they_name(
    few: int, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.library.catalogue.FEW_PASSAGES", few)
    days = {"early": date(2021, 1, 1), "late": date(2021, 6, 1)}
    for name, day in days.items():
        catalogue.file([filed(make_article(name, story(name), published=day, outlet="The Gazette"))], {})
    catalogue.file([filed(make_article("undated", story("undated"), outlet="Wire"))], {})

    def let_through(search_filter: Filter) -> set[str]:
        ids = [key for key, _ in catalogue.vectors(0, search_filter)]
        assert catalogue.count_passages(search_filter) == len(ids)
        assert {key for key, _ in catalogue.match_words("town", search_filter, 10)} == set(ids)
        assert catalogue.has_match("town", search_filter) == bool(ids)
        assert catalogue.live_passages([1, 2, 3], search_filter) == set(ids)
        return {passage.article_id for passage in catalogue.passages(ids, search_filter).values()}

    assert let_through(ANYTHING) == {"early", "late", "undated"}
    assert let_through(Filter(since=date(2021, 1, 1))) == {"early", "late"}
    assert let_through(Filter(since=date(2021, 1, 2))) == {"late"}
    assert let_through(Filter(until=date(2021, 6, 1))) == {"early", "late"}
    assert let_through(Filter(until=date(2021, 5, 31))) == {"early"}
    assert let_through(Filter(known_by=date(2021, 5, 31))) == {"early", "undated"}
    assert let_through(Filter(outlet="the gazette")) == {"early", "late"}
    assert let_through(Filter(outlet="Gazette'; DROP TABLE articles; --")) == set()
    assert catalogue.newest_published() == date(2021, 6, 1)
    assert catalogue.newest_published(date(2021, 5, 31)) == date(2021, 1, 1)
    assert catalogue.outlets() == ["The Gazette", "Wire"]


def test_long_lists_of_ids_are_asked_for_in_pages(catalogue: Catalogue) -> None:
    catalogue.file([filed(make_article("bridge", story("Orrin")))], {})
    many = list(range(100_000))
    assert len(catalogue.passages(many)) == len(catalogue.live_passages(many, ANYTHING)) == 1


def test_words_are_ranked_best_first_and_stemmed(catalogue: Catalogue) -> None:
    catalogue.file(
        [filed(make_article("bakery", "The bakery sells bread. Bakeries are rare. Another bakery."))], {}
    )
    catalogue.file(
        [filed(make_article("ferry", "The ferry passes a bakery on its way to the port of Vessby."))], {}
    )
    ranked = catalogue.match_words("bakeries", ANYTHING, 10)
    assert [catalogue.passages([key])[key].article_id for key, _ in ranked] == ["bakery", "ferry"]
    assert ranked[0][1] > ranked[1][1]
    assert len(catalogue.match_words("bakeries", ANYTHING, 1)) == 1


def test_words_that_only_a_later_article_holds_are_not_there(catalogue: Catalogue) -> None:
    catalogue.file([filed(make_article("ferry", story("Vessby"), published=date(2021, 6, 1)))], {})
    assert catalogue.has_match('"vessby"', ANYTHING)
    assert catalogue.has_match('"vessby"', Filter(known_by=date(2021, 6, 1)))
    assert not catalogue.has_match('"vessby"', Filter(known_by=date(2021, 5, 31)))
    assert not catalogue.has_match('"orrin"', ANYTHING)


def test_words_are_ranked_alike_whether_few_or_many_passages_pass_a_filter(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(30):
        text = f"The bakery of Orrin sells bread. {story('Orrin', 1 + number % 5)}"
        day = date(2021, 1, 1 + number)
        catalogue.file([filed(make_article(f"bakery-{number}", text, published=day))], {})
    january = Filter(since=date(2021, 1, 3), until=date(2021, 1, 28))
    few = catalogue.match_words('"bakery" OR "town"', january, 20)
    monkeypatch.setattr("ingest.library.catalogue.FEW_PASSAGES", 0)
    assert catalogue.match_words('"bakery" OR "town"', january, 20) == few
    assert len(few) == 20


def test_a_broken_query_is_not_told_as_a_damaged_library(catalogue: Catalogue) -> None:
    with pytest.raises(LibraryError) as caught:
        catalogue.match_words('"unclosed', ANYTHING, 10)
    assert not isinstance(caught.value, LibraryCorruptError)


def test_a_snapshot_sees_one_moment_while_another_thread_files(catalogue: Catalogue) -> None:
    catalogue.file([filed(make_article("bridge", story("Orrin")))], {})
    with catalogue.snapshot(), catalogue.snapshot():
        before = catalogue.known("bridge")
        new = filed(make_article("bridge", story("Tamsel")))
        thread = threading.Thread(target=catalogue.file, args=([new], {}))
        thread.start()
        thread.join()
        assert catalogue.known("bridge") == before
        assert catalogue.match_words("tamsel", ANYTHING, 10) == []
    assert catalogue.match_words("tamsel", ANYTHING, 10)


def test_connections_of_finished_threads_are_closed(catalogue: Catalogue) -> None:
    for _ in range(40):
        thread = threading.Thread(target=catalogue.count_articles)
        thread.start()
        thread.join()
    opened = [os.readlink(f"/proc/self/fd/{name}") for name in os.listdir("/proc/self/fd") if _is_open(name)]
    assert sum(str(catalogue.path) == name for name in opened) <= 3


def _is_open(name: str) -> bool:
    return os.path.islink(f"/proc/self/fd/{name}")


def test_a_closed_catalogue_says_so(catalogue: Catalogue) -> None:
    catalogue.close()
    with pytest.raises(LibraryError, match="closed"):
        catalogue.count_articles()


def test_a_forked_process_is_told_to_open_the_library_again(tmp_path: Path) -> None:
    code = """
import os, sys
from pathlib import Path
from ingest.errors import LibraryError
from ingest.library.catalogue import Catalogue
catalogue = Catalogue(Path(sys.argv[1]), create=True)
if os.fork() == 0:
    try:
        catalogue.count_articles()
    except LibraryError as error:
        os._exit(7 if "fork" in str(error) else 8)
    os._exit(9)
print(os.waitstatus_to_exitcode(os.wait()[1]), catalogue.count_articles())
"""
    assert run_python(code, tmp_path).split() == ["7", "0"]


def test_a_folder_without_a_library_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(LibraryNotFoundError, match="python -m ingest add"):
        Catalogue(tmp_path / "nothing", create=False)
    assert not (tmp_path / "nothing").exists()


def test_a_library_of_another_schema_is_refused(catalogue: Catalogue) -> None:
    with catalogue.transaction() as connection:
        connection.execute("UPDATE stamp SET value = '999' WHERE name = 'schema_version'")
    with pytest.raises(LibraryMismatchError, match="999"):
        Catalogue(catalogue.folder, create=False)


@pytest.mark.parametrize(
    "content", [b"", b"not a database at all, " * 500, b"SQLite format 3\0" + b"\xff" * 5000]
)
def test_a_file_of_garbage_is_told_as_damaged(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    with pytest.raises(LibraryCorruptError, match="copy"):
        Catalogue(tmp_path, create=False)
    with pytest.raises(LibraryCorruptError):
        Library.open(tmp_path, create=True)
    assert (tmp_path / FILE_NAME).read_bytes() == content


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.95])
def test_a_truncated_catalogue_is_told_as_damaged(tmp_path: Path, share: float) -> None:
    catalogue = Catalogue(tmp_path, create=True)
    catalogue.file([filed(make_article(f"a{number}", story("Orrin", 30))) for number in range(20)], {})
    catalogue.close()
    size = catalogue.path.stat().st_size
    os.truncate(catalogue.path, int(size * share))
    with pytest.raises(LibraryCorruptError):
        opened = Catalogue(tmp_path, create=False)
        found = opened.problems()
        assert found
        raise LibraryCorruptError(found[0])


def test_a_flipped_page_never_ends_in_a_foreign_error(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path, create=True)
    catalogue.file([filed(make_article(f"a{number}", story("Orrin", 30))) for number in range(5)], {})
    catalogue.close()
    content = catalogue.path.read_bytes()
    for page in range(0, len(content) // 4096, 3):
        broken = bytearray(content)
        broken[page * 4096 : page * 4096 + 32] = b"\xff" * 32
        catalogue.path.write_bytes(broken)
        try:
            opened = Catalogue(tmp_path, create=False)
            opened.problems()
            for summary in opened.summaries():
                opened.article_passages(summary.id)
        except LibraryError:
            continue


def test_problems_name_what_is_missing(catalogue: Catalogue) -> None:
    catalogue.file([filed(make_article("bridge", story("Orrin", 40)))], {})
    with catalogue.transaction() as connection:
        connection.execute("DELETE FROM vectors WHERE passage = 1")
        connection.execute("DELETE FROM passage_words WHERE rowid = 2")
    assert catalogue.problems() == ["1 passages without a vector", "1 passages that the word index lacks"]


def test_vacuum_refuses_while_somebody_reads_the_log(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.library.database.BUSY_SECONDS", 0.1)
    catalogue.file([filed(make_article("bridge", story("Orrin", 40)))], {})
    reader = sqlite3.connect(catalogue.path, isolation_level=None)
    writer = Catalogue(catalogue.folder, create=False)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM articles").fetchone()
    with pytest.raises(LibraryLockedError, match="purge"):
        writer.vacuum()
    reader.execute("ROLLBACK")
    writer.vacuum()
    reader.close()
    writer.close()


def test_a_vector_is_stored_bit_for_bit(catalogue: Catalogue) -> None:
    article = make_article("bridge", story("Orrin"))
    catalogue.file([filed(article)], {})
    assert next(catalogue.vectors())[1] == vector_of(article.text).tobytes()


def test_several_processes_may_make_the_same_library_at_once(tmp_path: Path) -> None:
    code = """
import sys
from pathlib import Path
from ingest.library.catalogue import Catalogue
from tests.ingest.invented import filed, make_article, story
from ingest.library.lock import writer_lock
folder, name = Path(sys.argv[1]), sys.argv[2]
sys.stdin.readline()
catalogue = Catalogue(folder, create=True)
with writer_lock(folder, wait=30):
    catalogue.file([filed(make_article(name, story(name)))], {})
"""
    from tests.ingest.invented import start_python

    processes = [start_python(code, tmp_path / "library", f"article{number}") for number in range(4)]
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    assert [(process.wait(60), process.stderr.read()) for process in processes] == [(0, "")] * 4
    opened = Catalogue(tmp_path / "library", create=False)
    assert {summary.id for summary in opened.summaries()} == {f"article{number}" for number in range(4)}
    opened.close()


# --- dated expressions

SATURDAY = "The council of Orrin met on Saturday. It will meet again next week."


def dated(catalogue: Catalogue, article_id: str = "bridge") -> list[tuple[str, date, date]]:
    return [
        (SATURDAY[one.start : one.end], one.first, one.last)
        for one in catalogue.dated_expressions(article_id)
    ]


def make_old(catalogue: Catalogue) -> None:
    """Take out what schema 1 did not have."""
    with catalogue.transaction() as connection:
        connection.execute("DROP TABLE dated_expressions")
        connection.execute("UPDATE stamp SET value = '1' WHERE name = 'schema_version'")
        connection.execute("DELETE FROM stamp WHERE name = 'dated_by'")


EXPECTED = [
    ("Saturday", date(2022, 1, 29), date(2022, 1, 29)),
    ("next week", date(2022, 1, 31), date(2022, 2, 6)),
]


def test_relative_dates_are_filed_with_their_article_and_leave_with_it(catalogue: Catalogue) -> None:
    catalogue.file([filed(make_article("bridge", SATURDAY, published=date(2022, 1, 30)))], {})
    assert dated(catalogue) == EXPECTED
    catalogue.file([filed(make_article("bridge", SATURDAY, published=date(2022, 1, 31)))], {})
    assert dated(catalogue)[1][1] == date(2022, 2, 7)
    catalogue.remove("bridge", on_purpose=True)
    assert dated(catalogue) == []
    with catalogue.transaction() as connection:
        assert connection.execute("SELECT count(*) FROM dated_expressions").fetchone() == (0,)


def test_a_library_of_the_schema_before_gives_its_relative_dates_without_being_changed(
    tmp_path: Path,
) -> None:
    with Library.open(tmp_path / "library", create=True) as library:
        catalogue = library._catalogue
        catalogue.file([filed(make_article("bridge", SATURDAY, published=date(2022, 1, 30)))], {})
        make_old(catalogue)
    before = (tmp_path / "library" / FILE_NAME).read_bytes()
    with Library.open(tmp_path / "library") as library:
        assert [one.first for one in library.dated_expressions("bridge")] == [days[1] for days in EXPECTED]
        assert library._catalogue.stamp("schema_version") == "1"
    assert (tmp_path / "library" / FILE_NAME).read_bytes() == before


def test_a_library_of_the_schema_before_is_brought_up_to_date_when_somebody_writes(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library", create=True) as library:
        library._catalogue.file([filed(make_article("bridge", SATURDAY, published=date(2022, 1, 30)))], {})
        make_old(library._catalogue)
    with Library.open(tmp_path / "library") as library:
        with library.writing() as writer:
            other = make_article("other", SATURDAY, published=date(2022, 1, 30))
            writer.file([filed(other)], "none")
        assert dated(library._catalogue) == dated(library._catalogue, "other") == EXPECTED
        assert library._catalogue.stamp("schema_version") == "2"
        assert library.verify() == []


def test_relative_dates_made_by_older_rules_are_made_anew(catalogue: Catalogue) -> None:
    catalogue.file([filed(make_article("bridge", SATURDAY, published=date(2022, 1, 30)))], {})
    with catalogue.transaction() as connection:
        connection.execute("UPDATE stamp SET value = '0' WHERE name = 'dated_by'")
        connection.execute("UPDATE dated_expressions SET first = '1999-01-01'")
    assert dated(catalogue) == EXPECTED
    catalogue.resolve_dates()
    assert catalogue.stamp("dated_by") != "0"
    assert dated(catalogue) == EXPECTED


def test_the_index_s_words_are_listed_by_first_letter_and_length(catalogue: Catalogue) -> None:
    catalogue.file([filed(make_article("bridge", "Zoë Kreel sold the kiosks. Kreel kept a kayak."))], {})
    assert dict(catalogue.terms("k", 5, 6)) == {"kreel": 1, "kiosk": 1, "kayak": 1}
    assert dict(catalogue.terms("z", 3, 3)) == {"zoe": 1}
    assert catalogue.terms("q", 1, 9) == []
