"""Suites drafted from a real library."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from evals.drafting import DRAFT_TAG, Draft, draft_suite, drafted
from evals.libraries import filled_library
from evals.suite import check_proofs
from ingest import Library, ingest
from ingest.errors import CallError, EmptyArticleError
from ingest.extraction import extract
from ingest.records import Article, Header, RawPage

FERRY = (
    "The ferry between Osk and Marl was stopped on 3 May 2021 after a storm tore its ramp away. "
    "Some 2,150 people had to wait in the two harbours until the evening came. "
    "“We had no choice but to stop it,” harbour master Ada Quill said. "
    "“Nobody told us anything for hours,” said Bo Lund, who waited in Osk with his family. It was cold.\n\n"
    "The company lost 40 % of its fares in that week; in 2019 it had lost nothing at all."
)
BRIDGE = "The repair of the bridge of Marl will cost 12 million crowns, and lorries have to take the ferry until March."


def article(text: str, article_id: str = "ferry") -> Article:
    return Article(article_id, Header("Ferry stopped"), text)


def test_a_speaker_a_day_and_a_figure_are_asked_for() -> None:
    drafts = list(drafted([article(FERRY)]))
    assert [(draft.question, draft.wordings) for draft in drafts] == [
        (
            "On which day was the ferry between Osk and Marl stopped after a storm tore its ramp away?",
            ("3 May 2021",),
        ),
        ("How many people had to wait in the two harbours until the evening came?", ("2,150",)),
        ("Who said “We had no choice but to stop it”?", ("Ada Quill", "Quill")),
        ("Who said “Nobody told us anything for hours”?", ("Bo Lund", "Lund")),
    ]
    assert all(draft.quote in FERRY for draft in drafts)


def test_articles_take_turns() -> None:
    names = [one.article for one in drafted([article(FERRY), article(BRIDGE, "bridge")])]
    assert names == ["ferry", "bridge", "ferry", "ferry", "ferry"]


def test_the_kinds_of_an_article_take_turns_and_no_question_comes_twice() -> None:
    twice = (
        "The repair of the bridge will cost 12 million crowns. "
        "The council has sold 14 boats since the storm of that spring."
    )
    text = f"{twice} {twice} The old bridge was opened on 3 May 1901 by a king who had never seen the town."
    assert [draft.kind for draft in drafted([article(text)])] == ["number", "day", "number"]


@pytest.mark.parametrize(
    "text", ["In 2019 the company had lost nothing at all, its owner said with a smile.", ""]
)
def test_a_year_alone_is_no_figure(text: str) -> None:
    assert list(drafted([article(text)])) == []


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    pages = tmp_path / "pages"
    pages.mkdir()
    head = "---\nid: ferry\ntitle: 'Ferry: \"stopped\"'\noutlet: Tern Post\npublished: 2021-05-04\n---\n\n"
    (pages / "ferry.md").write_text(head + FERRY, encoding="utf-8")
    (pages / "bridge.txt").write_text(f"Bridge closes\n\n{BRIDGE}\n", encoding="utf-8")
    ingest([pages], library=tmp_path / "library")
    with Library.open(tmp_path / "library") as opened:
        yield opened


def test_a_draft_is_asked_as_of_the_day_of_its_article(library: Library, tmp_path: Path) -> None:
    (tmp_path / "later.md").write_text(
        "---\nid: later\ntitle: A later story\npublished: 2022-01-30\n---\n\n"
        "The repair of the bridge of Vessby will cost 12 million crowns, the council said.",
        encoding="utf-8",
    )
    ingest([tmp_path / "later.md"], library=library.folder)
    suite = draft_suite(str(tmp_path / "mine"), library)
    asked = {case.proof[0].article: str(case.asked_on) for case in suite.cases}
    assert asked["ferry"] == "2021-05-04"
    assert asked["later"] == "2022-01-30"


def test_a_drafted_suite_loads_and_its_proofs_hold_in_its_own_articles(
    library: Library, tmp_path: Path
) -> None:
    suite = draft_suite(str(tmp_path / "mine"), library)
    assert (suite.name, suite.thresholds, len(suite.cases)) == ("mine", {}, 5)
    assert {case.tags[0] for case in suite.cases} == {DRAFT_TAG}
    assert {str(case.asked_on) for case in suite.cases} == {"2021-05-04"}
    with filled_library(suite.articles, None) as (assistant, report):
        assert len(report.added) == 2
        check_proofs(suite, assistant.library)
        assert assistant.library.article("ferry").header == library.article("ferry").header
    text = suite.questions.read_text(encoding="utf-8")
    assert text.count("# DRAFT: reword") == 5
    assert "unanswerable: absent" in text
    assert "nobody has checked" in (tmp_path / "mine" / "README.md").read_text(encoding="utf-8")


def test_no_more_is_drafted_than_was_asked_for(library: Library, tmp_path: Path) -> None:
    assert len(draft_suite(str(tmp_path / "mine"), library, count=2).cases) == 2


def test_a_name_is_a_folder_of_the_suites(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evals.drafting.SUITES", tmp_path / "suites")
    assert draft_suite("mine", library).questions == tmp_path / "suites" / "mine" / "questions.yaml"


def test_a_path_is_a_path_also_where_it_is_the_folder_one_is_in(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    draft_suite("./mine", library)
    assert (tmp_path / "mine" / "suite.yaml").exists()


def test_a_folder_that_is_there_is_left_alone(library: Library, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    with pytest.raises(CallError, match="there already"):
        draft_suite(str(tmp_path / "mine"), library)
    assert list((tmp_path / "mine").iterdir()) == []


def test_an_empty_library_gives_no_suite(tmp_path: Path) -> None:
    with (
        Library.open(tmp_path / "library", create=True) as library,
        pytest.raises(CallError, match="by hand"),
    ):
        draft_suite(str(tmp_path / "mine"), library)
    assert not (tmp_path / "mine").exists()


def test_a_place_that_can_not_be_written_is_named(library: Library, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(CallError, match="can't be written"):
        draft_suite(str(tmp_path / "file" / "mine"), library)


def test_words_that_yaml_would_read_otherwise_come_back_as_they_were(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = Draft("number", "Which: “yes: #1”?", ("2021-05-04", "1_000", "no", "- x"), "ferry", "It was cold.")
    monkeypatch.setattr("evals.drafting.drafted", lambda _: iter([odd]))
    case = draft_suite(str(tmp_path / "mine"), library).cases[0]
    assert (case.question, case.answers) == (odd.question, (odd.wordings,))
    record = (tmp_path / "mine" / "articles" / "articles.jsonl").read_text(encoding="utf-8").splitlines()[0]
    assert json.loads(record)["text"]


def test_an_article_of_which_nothing_is_left_is_left_out_and_that_is_said(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def emptied(page: RawPage) -> Article:
        if page.header.title == "Bridge closes":
            raise EmptyArticleError("Nothing of it is text.")
        return extract(page)

    monkeypatch.setattr("evals.drafting.extract", emptied)
    suite = draft_suite(str(tmp_path / "mine"), library)
    assert {proof.article for case in suite.cases for proof in case.proof} == {"ferry"}
    assert "is left out: Nothing of it is text." in caplog.text
