from __future__ import annotations

import json
import logging
import os
import re
import shutil
import socket
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from llama_index.core import MockEmbedding

from ingest import Library, Report, ingest
from ingest.embedding import BundledEmbedding, EmbeddingModel, Vectors
from ingest.errors import CallError, EmbeddingError, LibraryMismatchError, UnknownArticleError
from ingest.pipeline import FAILURES_BEFORE_GIVING_UP
from tests.ingest.invented import ANYTHING, INVENTED, story, write_invented_articles, write_lines

Run = Callable[..., Report]


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def run(articles: Path, folder: Path, embedding: BundledEmbedding) -> Run:
    """Ingest the articles' folder, or other sources, with the bundled embedding."""

    def ingest_them(*sources: str | Path, **options: object) -> Report:
        options.setdefault("embed_model", embedding)
        return ingest(sources or [articles], folder, **options)

    return ingest_them


class Poisoned:
    """An embedding model that refuses every text with a given word in it and keeps what it was given."""

    def __init__(self, embedding: EmbeddingModel, word: str = "") -> None:
        self.name = embedding.name
        self.word = word
        self.texts: list[str] = []
        self._embedding = embedding

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self.texts.extend(texts)
        if any(self.word in text for text in texts):
            raise EmbeddingError("The model is down.")
        return self._embedding.embed_passages(texts)

    def embed_question(self, text: str) -> Vectors:
        raise AssertionError(text)


def words_found(folder: Path, word: str) -> set[str]:
    """The articles in which a word is found, by the word index and in the texts alike."""
    with Library.open(folder) as library:
        keys = [key for key, _ in library.search_words(word, ANYTHING, 100)]
        found = {passage.article_id for passage in library.passages(keys).values()}
        assert found == {
            article.id
            for article in library.articles()
            if word.casefold() in library.article(article.id).text.casefold()
        }
        assert library.verify() == []
    return found


def test_a_folder_becomes_a_library_that_finds_its_articles(articles: Path, folder: Path, run: Run) -> None:
    write_invented_articles(articles)
    report = run()
    assert set(report.added) == set(INVENTED)
    assert (report.updated, report.unchanged, report.removed, report.rejected) == ((), (), (), ())
    assert report.seconds > 0
    with Library.open(folder) as library:
        for name, (title, outlet, published, text) in INVENTED.items():
            article = library.article(name)
            assert (article.header.title, article.header.outlet) == (title, outlet)
            assert str(article.header.published or "") == published
            assert article.text == text
            assert article.source == str(articles / f"{name}.md")


def test_an_address_of_the_web_is_refused_and_the_files_beside_it_are_taken_in(
    articles: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("a connection was opened"))
    write_lines(articles / "a.jsonl", {"id": "one", "text": story("Aven")})
    report = run("HTTPS://example.org/a.html", articles)
    assert report.added == ("one",)
    (rejection,) = report.rejected
    assert rejection.source == "HTTPS://example.org/a.html" and "save the page" in rejection.reason


def test_adding_the_same_again_changes_nothing(
    articles: Path, folder: Path, run: Run, embedding: BundledEmbedding
) -> None:
    write_invented_articles(articles)
    run()
    with Library.open(folder) as library:
        before = [(article, library.article_passages(article.id)) for article in library.articles()]
    generations = sorted(path.name for path in (folder / "chroma").iterdir())
    report = run(embed_model=Poisoned(embedding))
    assert set(report.unchanged) == set(INVENTED)
    assert (report.added, report.updated, report.removed, report.rejected) == ((), (), (), ())
    for path in articles.iterdir():
        path.write_bytes(path.read_bytes() + b"\n\n")
    assert set(run(embed_model=Poisoned(embedding)).unchanged) == set(INVENTED)
    with Library.open(folder) as library:
        assert [(article, library.article_passages(article.id)) for article in library.articles()] == before
    assert sorted(path.name for path in (folder / "chroma").iterdir()) == generations


def test_a_changed_file_replaces_its_old_version_at_once_and_whole(
    articles: Path, folder: Path, run: Run
) -> None:
    path = articles / "bridge.txt"
    path.write_text(f"The bridge\n\n{story('Zelvania', 30)}")
    (added,) = run().added
    path.write_text(f"The bridge\n\n{story('Tamsel', 30)}")
    assert run().updated == (added,)
    assert words_found(folder, "zelvania") == set()
    assert words_found(folder, "tamsel") == {added}
    with Library.open(folder) as library:
        assert [article.version for article in library.articles()] == [2]


def test_an_article_that_a_changed_file_no_longer_holds_is_removed(
    articles: Path, folder: Path, run: Run
) -> None:
    records = [
        {"id": f"n{number}", "title": f"News {number}", "text": story(f"Town{number}")} for number in range(3)
    ]
    write_lines(articles / "news.jsonl", *records)
    run()
    write_lines(articles / "news.jsonl", records[0], records[2])
    report = run()
    assert (report.removed, set(report.unchanged)) == (("n1",), {"n0", "n2"})
    (note,) = report.notes
    assert f"REMOVED 1 article that {articles / 'news.jsonl'} no longer holds: n1;" in note
    assert words_found(folder, "town1") == set()
    write_lines(articles / "news.jsonl", *records)
    assert run().added == ("n1",)


def test_a_broken_line_removes_nothing_and_is_reported_with_its_number(
    articles: Path, folder: Path, run: Run
) -> None:
    records = [
        {"id": f"n{number}", "title": f"News {number}", "text": story(f"Town{number}")} for number in range(3)
    ]
    write_lines(articles / "news.jsonl", *records)
    run()
    path = write_lines(articles / "news.jsonl", records[0], records[2])
    path.write_text(path.read_text() + '{"id": "n1", "text": "torn')
    report = run()
    assert report.removed == ()
    assert [(rejection.source, rejection.place) for rejection in report.rejected] == [(str(path), "line 3")]
    assert words_found(folder, "town1") == {"n1"}


def test_what_was_removed_on_purpose_stays_away_until_it_is_added_on_purpose(
    articles: Path, folder: Path, run: Run
) -> None:
    write_invented_articles(articles)
    run()
    with Library.open(folder) as library, library.writing() as writer:
        writer.remove("bakery")
    for _ in range(2):
        report = run(restore_removed=False)
        assert (report.added, report.rejected) == ((), ())
        assert any("bakery" in note for note in report.notes)
        with Library.open(folder) as library, pytest.raises(UnknownArticleError):
            library.article("bakery")
    assert run().added == ("bakery",)
    assert run(restore_removed=False).notes == ()
    assert words_found(folder, "bakery") == {"bakery"}


def test_of_an_id_that_comes_twice_in_a_run_the_last_counts_and_is_reported(
    articles: Path, folder: Path, run: Run, embedding: BundledEmbedding
) -> None:
    first = {"id": "n1", "title": "The bridge", "text": story("Zelvania")}
    last = {"id": "n1", "title": "The bridge", "text": story("Tamsel")}
    write_lines(articles / "news.jsonl", first, last)
    for outcome in ("added", "unchanged"):
        report = run()
        assert getattr(report, outcome) == ("n1",)
        assert len(report.added + report.updated + report.unchanged) == 1
        assert any("more than once" in note and "line 2" in note for note in report.notes) == (
            outcome == "added"
        )
        assert words_found(folder, "tamsel") == {"n1"}
        assert words_found(folder, "zelvania") == set()
    write_lines(articles / "news.jsonl", first, last, {"id": "n2", "title": "Other", "text": story("Vessby")})
    report = run()
    assert (report.added, report.updated, report.unchanged) == (("n2",), (), ("n1",))


@pytest.mark.parametrize("runs", ["one run", "two runs"])
def test_two_files_that_number_their_articles_alike_keep_all_of_them(
    articles: Path, folder: Path, run: Run, runs: str
) -> None:
    for outlet in ("gazette", "wire"):
        records = [
            {"id": str(number), "title": f"{outlet} {number}", "text": story(f"{outlet}{number}")}
            for number in (1, 2, 3)
        ]
        write_lines(articles / f"{outlet}.jsonl", *records)
        if runs == "two runs":
            run(articles / f"{outlet}.jsonl")
    report = run()
    assert len(report.added + report.unchanged) == 6
    assert report.updated == ()
    for outlet in ("gazette", "wire"):
        assert len(words_found(folder, f"{outlet}2")) == 1
    assert len(run().unchanged) == 6


def test_articles_without_titles_that_share_an_id_keep_apart(articles: Path, folder: Path, run: Run) -> None:
    for outlet in ("gazette", "wire"):
        write_lines(articles / f"{outlet}.jsonl", {"id": "1", "text": story(outlet)})
    assert len(run().added) == 2
    assert words_found(folder, "gazette") != words_found(folder, "wire") != set()


def test_a_moved_file_stays_one_article(articles: Path, folder: Path, run: Run) -> None:
    write_invented_articles(articles)
    run()
    (articles / "comet.md").rename(articles / "moved.md")
    assert set(run().unchanged) == set(INVENTED)
    with Library.open(folder) as library:
        assert len(library) == len(INVENTED)


def test_a_file_that_is_gone_from_an_added_folder_is_told_with_the_command_that_removes_it(
    articles: Path, folder: Path, run: Run
) -> None:
    write_invented_articles(articles)
    assert run().notes == ()
    (articles / "comet.md").unlink()
    told = (
        f"The file of the article comet is gone ({articles / 'comet.md'}); to remove the article too, run: "
        f"python -m ingest remove comet --library {folder}",
    )
    assert run().notes == run().notes == told
    assert run(articles / "bakery.md").notes == (), "only a folder tells what is no longer in it"
    with Library.open(folder) as library, library.writing() as writer:
        assert len(library) == len(INVENTED)
        writer.remove("comet")
    assert run().notes == ()


def test_of_many_files_that_are_gone_five_are_named(articles: Path, run: Run) -> None:
    (articles / "old").mkdir()
    for number in range(7):
        (articles / "old" / f"n{number}.txt").write_text(story(f"Town{number}"))
    run()
    shutil.rmtree(articles / "old")
    *named, rest = run().notes
    assert len(named) == 5
    assert rest == "The files of 2 more articles are gone."


def test_a_file_that_was_moved_is_not_called_gone(articles: Path, run: Run) -> None:
    write_invented_articles(articles)
    run()
    (articles / "comet.md").rename(articles / "moved.md")
    assert run().notes == run().notes == ()


def test_a_failing_embedding_keeps_the_old_version_and_is_reported(
    articles: Path, folder: Path, run: Run, embedding: BundledEmbedding
) -> None:
    path = articles / "bridge.txt"
    path.write_text(f"The bridge\n\n{story('Tamsel')}")
    (added,) = run().added
    path.write_text(f"The bridge\n\n{story('Zelvania')}")
    report = run(embed_model=Poisoned(embedding))
    assert (report.updated, [rejection.source for rejection in report.rejected]) == ((), [str(path)])
    assert "The model is down" in report.rejected[0].reason
    assert words_found(folder, "tamsel") == {added}
    assert words_found(folder, "zelvania") == set()
    assert run().updated == (added,)
    assert words_found(folder, "zelvania") == {added}


def test_one_article_that_cannot_be_embedded_does_not_keep_the_others_out(
    articles: Path, folder: Path, run: Run, embedding: BundledEmbedding
) -> None:
    for number in range(6):
        word = "Poison" if number == 3 else "Tamsel"
        (articles / f"a{number}.txt").write_text(f"Number {number}\n\n{story(word)}")
    report = run(embed_model=Poisoned(embedding, "Poison"))
    assert len(report.added) == 5
    assert [Path(rejection.source).name for rejection in report.rejected] == ["a3.txt"]
    assert len(words_found(folder, "tamsel")) == 5
    report = run()
    assert (len(report.added), len(report.unchanged)) == (1, 5)


def test_a_model_that_is_down_ends_the_run_and_loses_nothing(
    articles: Path, folder: Path, run: Run, embedding: BundledEmbedding
) -> None:
    write_invented_articles(articles)
    run()
    for number in range(40):
        (articles / f"a{number:02d}.txt").write_text(f"Number {number}\n\n{story('Tamsel')}")
    poisoned = Poisoned(embedding)
    with pytest.raises(EmbeddingError, match="down"):
        run(embed_model=poisoned)
    assert len(poisoned.texts) <= 40 + FAILURES_BEFORE_GIVING_UP
    with Library.open(folder) as library:
        assert {article.id for article in library.articles()} == set(INVENTED)
        assert library.verify() == []
    assert len(run().added) == 40


def test_a_library_of_another_model_is_refused_before_anything_is_read(
    articles: Path, folder: Path, run: Run
) -> None:
    write_invented_articles(articles)
    run()
    with pytest.raises(LibraryMismatchError, match="MockEmbedding"):
        run(embed_model=MockEmbedding(embed_dim=8))
    with Library.open(folder) as library:
        assert library.verify() == []


def test_a_model_that_changes_its_dimension_is_refused(articles: Path, run: Run) -> None:
    (articles / "one.txt").write_text(f"One\n\n{story('Orrin')}")
    run(embed_model=MockEmbedding(embed_dim=8))
    (articles / "two.txt").write_text(f"Two\n\n{story('Tamsel')}")
    with pytest.raises(LibraryMismatchError, match="9 numbers"):
        run(embed_model=MockEmbedding(embed_dim=9))


def test_a_bad_file_never_stops_the_rest(articles: Path, run: Run) -> None:
    write_invented_articles(articles)
    (articles / "empty.txt").write_bytes(b"")
    (articles / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (articles / "broken.json").write_text('{"text": ')
    (articles / "loop.txt").symlink_to(articles / "loop.txt")
    report = run(articles, articles / "nothing.txt")
    assert set(report.added) == set(INVENTED)
    rejected = {Path(rejection.source).name: rejection.reason for rejection in report.rejected}
    assert {"empty.txt", "binary.txt", "broken.json", "nothing.txt"} <= set(rejected)
    assert all(reason and "Traceback" not in reason for reason in rejected.values())


def test_a_file_whose_name_is_no_text_is_filed(articles: Path, folder: Path, run: Run) -> None:
    name = os.fsencode(articles) + b"/caf\xe9.txt"
    with open(name, "w", encoding="utf-8") as opened:
        opened.write(f"The café\n\n{story('Orrin')}")
    assert len(run().added) == 1
    assert len(run().unchanged) == 1
    with Library.open(folder) as library:
        assert library.articles()[0].source.endswith("caf\\xe9.txt")


def test_a_library_inside_its_source_folder_is_not_read_as_articles(
    articles: Path, embedding: BundledEmbedding
) -> None:
    write_invented_articles(articles)
    for outcome in ("added", "unchanged"):
        report = ingest([articles], articles / "library", embed_model=embedding)
        assert set(getattr(report, outcome)) == set(INVENTED)
        assert report.rejected == ()


def test_a_single_path_is_one_source(articles: Path, folder: Path, embedding: BundledEmbedding) -> None:
    write_invented_articles(articles)
    assert len(ingest(str(articles), folder, embed_model=embedding).added) == len(INVENTED)
    assert len(ingest(articles, folder, embed_model=embedding).unchanged) == len(INVENTED)


def test_an_address_is_rejected_with_what_to_do(run: Run) -> None:
    run("https://example.org/news")
    (rejection,) = run("https://example.org/news").rejected
    assert "save the page" in rejection.reason


@pytest.mark.parametrize(
    ("source", "shown", "advice"),
    [
        ("https://reader:secret@example.org/a", "https://example.org/a", "save the page"),
        ("ftp://reader:secret@example.org/a", "ftp://example.org/a", "save the page"),
        ("data:text/html,<p>a", "data:text/html,<p>a", "save the page"),
        ("file:///etc/hostname", "file:///etc/hostname", "by its path"),
    ],
)
def test_an_address_of_any_kind_is_refused_and_its_password_is_not_shown(
    run: Run, source: str, shown: str, advice: str
) -> None:
    (rejection,) = run(source).rejected
    assert rejection.source == shown and advice in rejection.reason


@pytest.mark.parametrize("sources", [5, None, [5], ["articles", None], b"articles"])
def test_a_source_that_is_no_path_is_a_wrong_call_and_no_library_is_made(
    sources: Any, folder: Path, embedding: BundledEmbedding
) -> None:
    with pytest.raises(CallError, match=r"^sources: .* is no path"):
        ingest(sources, folder, embed_model=embedding)
    assert not folder.exists()


def test_an_empty_name_is_not_taken_for_the_present_folder(
    articles: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_lines(articles / "a.jsonl", {"id": "one", "text": story("Aven")})
    monkeypatch.chdir(articles)
    report = run("")
    assert not report.added and "empty name" in report.rejected[0].reason


def test_more_articles_than_fit_a_batch_are_all_filed(
    articles: Path, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.pipeline.PASSAGES_PER_BATCH", 4)
    monkeypatch.setattr("ingest.pipeline.PASSAGES_PER_INDEX_UPDATE", 10)
    records = [
        {"id": f"n{number}", "title": f"News {number}", "text": story(f"Town{number}x")}
        for number in range(30)
    ]
    write_lines(articles / "news.jsonl", *records)
    report = run()
    assert report.added == tuple(f"n{number}" for number in range(30))
    assert words_found(folder, "town17x") == {"n17"}


def test_vectors_in_the_library_are_those_of_the_model(
    articles: Path, folder: Path, run: Run, embedding: BundledEmbedding
) -> None:
    (articles / "bridge.md").write_text(
        f"---\nid: bridge\ntitle: The bridge\npublished: 2021-03-04\n---\n\n{story('Orrin')}\n"
    )
    run()
    with Library.open(folder) as library:
        ((_, stored),) = library._catalogue.vectors()
    expected = embedding.embed_passages([f"The bridge (4 March 2021)\n{story('Orrin')}"])[0]
    assert np.frombuffer(stored, dtype="<f4").tobytes() == expected.tobytes()


def test_progress_goes_to_standard_error_with_a_rate(
    articles: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    write_invented_articles(articles)
    run(progress=True)
    captured = capsys.readouterr()
    assert captured.out == ""
    finished = [shown for shown in captured.err.split("\r") if "4/4" in shown]
    assert finished
    assert all("passages, " in shown for shown in finished), "an article was counted before it was filed"


def test_progress_counts_one_passage_as_one(
    articles: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    (articles / "bridge.txt").write_text(story("Orrin"))
    run(progress=True)
    assert " 1 passage, " in capsys.readouterr().err


def test_progress_counts_articles_and_not_files_or_lines(
    articles: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    records = [{"id": f"n{number}", "text": story(f"Town{number}")} for number in range(5)]
    (articles / "all.json").write_text(json.dumps({"articles": records[:3]}))
    lines = write_lines(articles / "more.jsonl", *records[3:])
    lines.write_text(lines.read_text().replace("\n", "\n\n"))
    for outcome in ("added", "unchanged"):
        assert len(getattr(run(progress=True), outcome)) == 5
        shown = capsys.readouterr().err
        assert "5/5" in shown
        assert not {"5/2", "5/4", "5/6", "5/7"} & set(re.findall(r"\d+/\d+", shown))


def test_nothing_is_shown_or_logged_unless_asked_for(
    articles: Path, run: Run, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    write_invented_articles(articles)
    with caplog.at_level(logging.WARNING):
        run()
    assert capfd.readouterr() == ("", "")
    assert [record for record in caplog.records if record.name.startswith("ingest")] == []


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("soonish", "'soonish' can't be read as a day"),
        ("01/02/2022", "'01/02/2022' can't be read as a day"),
        (2022, "2022 can't be read as a day"),
        ("2922-01-30", "'2922-01-30' is no day on which"),
    ],
)
def test_a_date_that_gives_no_day_is_reported_with_its_article(
    articles: Path, run: Run, value: object, said: str
) -> None:
    record = {"id": "n1", "title": "The bridge", "text": story("Zelvania")}
    path = write_lines(articles / "news.jsonl", record, {**record, "id": "n2", "published": value})
    report = run()
    assert report.added == ("n1", "n2")
    (note,) = report.notes
    assert note.startswith(f"n2 ({path}, line 2): published: {said}")
    assert note.endswith("the article's day is unknown.")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.md", f"---\ntitle: The bridge\ndate: soonish\n---\n\n{story('Zelvania')}"),
        ("page.txt", f"Title: The bridge\nPublished: soonish\n\n{story('Zelvania')}"),
        (
            "page.html",
            "<html><head><title>The bridge</title><meta property='article:published_time' content='soonish'>"
            f"</head><body><article><p>{story('Zelvania')}</p></article></body></html>",
        ),
    ],
)
def test_an_unreadable_date_is_reported_of_every_form_of_page(
    articles: Path, run: Run, name: str, content: str
) -> None:
    (articles / name).write_text(content)
    (note,) = run().notes
    assert "'soonish' can't be read as a day" in note


def test_an_unreadable_date_beside_a_readable_one_is_no_matter(articles: Path, run: Run) -> None:
    record = {"id": "n1", "text": story("Zelvania"), "published": "soonish", "date": "2022-01-30"}
    write_lines(articles / "news.jsonl", record)
    assert run().notes == ()
