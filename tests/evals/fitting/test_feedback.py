"""What readers' feedback teaches."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from assistant.feedback import Feedback, Place, digest_of
from evals.fitting.feedback import cases_of, taught_by
from ingest import Library, ingest
from ingest.embedding import BundledEmbedding
from ingest.records import Article

TOWER = "The council sells the tower for 200,000 crowns."
GULLS = "Gulls nest under its roof all summer long."
AGAIN = "For 200,000 crowns the council sells the tower."
MAYOR = "The mayor of Orrin, Sanna Kreel, is glad about it."
PAGE = (
    f"---\nid: orrin\ntitle: Orrin sells\npublished: 2024-03-05\n---\n\n{TOWER} {GULLS}\n\n{AGAIN} {MAYOR}\n"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, embedding: BundledEmbedding) -> Path:
    place = tmp_path_factory.mktemp("orrin")
    (place / "orrin.md").write_text(PAGE, encoding="utf-8")
    assert not ingest([place / "orrin.md"], place / "library", embed_model=embedding).rejected
    return place / "library"


@pytest.fixture
def library(folder: Path) -> Iterator[Library]:
    with Library.open(folder) as opened:
        yield opened


def place(article: Article, sentence: str, score: float | None) -> Place:
    start = article.text.index(sentence)
    return Place(article.id, start, start + len(sentence), digest_of(sentence), score)


@pytest.fixture
def said(library: Library) -> Feedback:
    article = library.article("orrin")
    return Feedback(
        question="And for how much?",
        standalone_question="For how much is the tower sold?",
        asked_on=date(2024, 3, 8),
        outcome="answered",
        right=True,
        given_at=datetime(2024, 3, 8, tzinfo=UTC),
        chosen=(place(article, TOWER, 3.0),),
        others=(place(article, AGAIN, 2.0), place(article, GULLS, -4.0), place(article, MAYOR, 4.0)),
    )


def test_a_right_answer_teaches_its_sentence_against_those_ranked_below_that_tell_something_else(
    said: Feedback, library: Library
) -> None:
    taught = taught_by([said], library)
    assert taught.left_out == ()
    (group,) = taught.groups
    assert group.question == "For how much is the tower sold?"
    assert [(one.text, one.answers) for one in group.sentences] == [(TOWER, True), (GULLS, False)]
    assert group.in_context
    assert group.sentences[1].title == "Orrin sells"
    assert group.sentences[1].before == TOWER


def test_a_wrong_answer_teaches_only_that_its_sentences_do_not_answer(
    said: Feedback, library: Library
) -> None:
    (group,) = taught_by([replace(said, right=False)], library).groups
    assert [(one.text, one.answers) for one in group.sentences] == [(TOWER, False)]


def test_a_right_refusal_teaches_that_nothing_that_was_ranked_answers(
    said: Feedback, library: Library
) -> None:
    refused = replace(said, outcome="not_found", chosen=(), others=said.chosen + said.others)
    (group,) = taught_by([refused], library).groups
    assert [one.text for one in group.sentences] == [TOWER, AGAIN, GULLS, MAYOR]
    assert not any(one.answers for one in group.sentences)


def test_a_wrong_refusal_teaches_nothing_and_is_told(said: Feedback, library: Library) -> None:
    taught = taught_by([replace(said, outcome="not_found", right=False, chosen=())], library)
    assert taught.groups == ()
    assert "no sentence is known to answer" in taught.left_out[0]
    assert list(cases_of([replace(said, outcome="not_found", right=False, chosen=())], library)) == []


def test_what_is_no_longer_in_the_library_teaches_nothing(said: Feedback, library: Library) -> None:
    (there,) = said.chosen
    for gone in (replace(there, article_id="sold"), replace(there, digest="0" * 16)):
        taught = taught_by([replace(said, chosen=(gone,))], library)
        assert taught.groups == ()
        assert "changed or removed" in taught.left_out[0]


def test_a_part_of_a_sentence_that_a_language_model_stood_on_teaches_the_whole(
    said: Feedback, library: Library
) -> None:
    part = place(library.article("orrin"), "for 200,000 crowns", None)
    (group,) = taught_by([replace(said, chosen=(part,))], library).groups
    assert [(one.text, one.answers) for one in group.sentences] == [(TOWER, True)]


def test_feedback_becomes_cases_that_a_right_sentence_answers_and_a_wrong_one_does_not(
    said: Feedback, library: Library
) -> None:
    right, wrong = cases_of([said, replace(said, right=False)], library)
    assert right.question == "For how much is the tower sold?"
    assert right.answers == ((TOWER,),)
    assert right.asked_on == date(2024, 3, 8)
    assert wrong.unanswerable == "absent"


def test_nothing_is_read_from_a_library_that_was_replaced(
    said: Feedback, folder: Path, tmp_path: Path, embedding: BundledEmbedding
) -> None:
    shutil.copytree(folder, tmp_path / "library")
    (tmp_path / "orrin.md").write_text(PAGE.replace("200,000", "210,000"), encoding="utf-8")
    ingest([tmp_path / "orrin.md"], tmp_path / "library", embed_model=embedding)
    with Library.open(tmp_path / "library") as changed:
        assert taught_by([said], changed).groups == ()
