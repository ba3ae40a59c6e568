"""What is said in the place of an answer, on a real library of invented articles."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.answering.candidates import candidates_of
from assistant.answering.judging.judge import Judgement
from assistant.answering.refusals import (
    DENIED,
    MOST_OUTLETS,
    NO_ARTICLES,
    NOT_FOUND,
    NOT_SURE,
    NOTHING_NAMED,
    refusal,
)
from assistant.answers import Hit
from ingest import Library, ingest
from ingest.embedding import BundledEmbedding
from ingest.records import Filter
from tests.assistant.press import ASKED_ON, passage
from tests.ingest.invented import story

SEARCHED = Filter(known_by=ASKED_ON)


def days(press: Assistant) -> str:
    first, last = press.library.oldest_article(), press.library.newest_article(ASKED_ON)
    assert first
    assert last
    span = f"from {first.day} {first:%B %Y} to {last.day} {last:%B %Y}"
    return f"Searched were the articles {span} and 1 without a date."


def said(
    press: Assistant,
    question: str,
    limits: Filter = SEARCHED,
    *,
    hopeless: bool = True,
    newest: date | None = None,
) -> str:
    hits = press.retrieve(
        question, asked_on=limits.known_by, since=limits.since, until=limits.until, outlet=limits.outlet
    )
    judgement = Judgement(tuple(hits), is_hopeless=hopeless)
    return refusal(question, judgement, press.library, limits, newest)


def test_a_name_that_no_article_mentions_is_told(press: Assistant) -> None:
    text = said(press, "Who won the chess championship of Lisbon?")
    assert text == f"{NOT_FOUND} None of the articles searched mentions Lisbon. {days(press)}"


def test_names_that_are_mentioned_are_told_beside_the_one_that_is_not(press: Assistant) -> None:
    text = said(press, "When did Pelle Vann meet Boris Lavrov?")
    assert f"The articles searched mention Pelle Vann, but not Boris Lavrov. {days(press)}" in text


def test_an_article_on_the_matter_is_told_with_the_words_that_it_lacks(press: Assistant) -> None:
    text = said(press, "What salary does the harbour master Pelle Vann get?")
    assert "They mention Pelle Vann, but not this." in text
    assert "The nearest passages lack the word salary." in text


def test_a_name_is_mentioned_under_its_other_names(press: Assistant) -> None:
    assert "mentions" not in said(press, "Who says that Orrin is cold?")


def test_evidence_too_weak_is_told_as_doubt(press: Assistant) -> None:
    text = said(press, "What does a boat to Lund cost?", hopeless=False)
    assert text == f"{NOT_SURE} {days(press)}"


def test_what_is_too_old_is_told_with_its_day(press: Assistant) -> None:
    text = said(press, "Who is the mayor of Orrin now?", newest=date(2021, 3, 5))
    assert text.startswith("The articles do not say; the newest article on this is of 5 March 2021.")


@pytest.mark.parametrize("question", ["Why?", "What did he say about it?"])
def test_a_question_that_names_nothing_is_asked_back(press: Assistant, question: str) -> None:
    assert said(press, question) == NOTHING_NAMED


def test_the_limits_in_force_are_told(press: Assistant) -> None:
    limits = Filter(since=date(2021, 4, 1), known_by=date(2021, 12, 31), outlet="Coast Courier")
    text = said(press, "What is the capital of Mongolia?", limits)
    newest = press.library.newest_article(date(2021, 12, 31))
    assert newest is not None
    assert f"the articles of Coast Courier from 1 April 2021 to {newest.day} {newest:%B %Y}." in text


def test_a_name_that_only_articles_of_other_days_have_is_told_as_such(press: Assistant) -> None:
    newest = press.library.newest_article(ASKED_ON)
    assert newest is not None
    text = said(press, "What did Pelle Vann say?", Filter(since=newest, known_by=ASKED_ON))
    assert "None of the articles searched mentions Pelle Vann; articles of other days do." in text


def test_limits_that_leave_no_article_are_told_as_the_reason(press: Assistant) -> None:
    limits = Filter(since=date(2001, 1, 1), until=date(2001, 1, 2), known_by=ASKED_ON, outlet="coast courier")
    text = said(press, "What does the tower cost?", limits)
    assert text.startswith(f"{NOT_FOUND} No article fits the limits of the search. The library covers")


def test_an_outlet_that_no_article_has_is_told_with_some_that_there_are(press: Assistant) -> None:
    text = said(press, "What does the tower cost?", Filter(known_by=ASKED_ON, outlet="Nobody's [1] Paper"))
    outlets = press.library.outlets()
    more = f" and {len(outlets) - MOST_OUTLETS} more" if len(outlets) > MOST_OUTLETS else ""
    told = f"{', '.join(outlets[:MOST_OUTLETS])}{more}"
    assert (
        text == f"{NOT_FOUND} No article of the library is of the outlet Nobody's 1 Paper; there are: {told}."
    )


@pytest.fixture(scope="module")
def partly_dated(tmp_path_factory: pytest.TempPathFactory, embedding: BundledEmbedding) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("partly_dated")
    for number in range(7):
        dated = "published: 2021-03-04\n" if number < 2 else ""
        header = f"---\nid: n{number}\ntitle: Town {number}\noutlet: Paper {number}\n{dated}---\n\n"
        (folder / f"n{number}.md").write_text(f"{header}{story(f'Town{number}')}\n")
    ingest([folder], folder / "library", embed_model=embedding)
    with Library.open(folder / "library") as library:
        yield library


@pytest.mark.parametrize(
    ("limits", "told"),
    [
        (Filter(known_by=ASKED_ON), "of 4 March 2021 and 5 without a date"),
        (Filter(known_by=ASKED_ON, outlet="PAPER 1"), "of PAPER 1 of 4 March 2021"),
        (Filter(known_by=ASKED_ON, until=date(2021, 5, 1)), "of 4 March 2021"),
        (Filter(known_by=date(2021, 1, 1)), "without a date"),
    ],
)
def test_undated_articles_that_were_searched_are_counted(
    partly_dated: Library, limits: Filter, told: str
) -> None:
    judgement = Judgement((Hit(passage("n0", "The ferry is late."), 1.0),), is_hopeless=True)
    text = refusal("What is the capital of Mongolia?", judgement, partly_dated, limits)
    assert text.endswith(f"Searched were the articles {told}.")


def test_of_many_outlets_five_are_named(partly_dated: Library) -> None:
    text = refusal("Who is it?", Judgement(()), partly_dated, Filter(outlet="Nope"))
    assert text.endswith("there are: Paper 0, Paper 1, Paper 2, Paper 3, Paper 4 and 2 more.")


def test_an_empty_library_says_what_to_do(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library", create=True) as library:
        said = refusal("What does it cost?", Judgement(()), library, SEARCHED)
    assert said == f"{NO_ARTICLES} --library {tmp_path / 'library'}"
    assert "python -m ingest add" in NO_ARTICLES


def test_nothing_is_quoted_or_cited(press: Assistant) -> None:
    for question in ('Who said "never again" in Lisbon?', "What of [1] and [2]?"):
        assert not set('"“”[]') & set(said(press, question))
    limits = Filter(known_by=ASKED_ON, outlet='The "Sun" [1]')
    judgement = Judgement(tuple(press.retrieve("What is the capital of Mongolia?", asked_on=ASKED_ON)))
    assert not set('"[]') & set(refusal("What is the capital of Mongolia?", judgement, press.library, limits))


def denied(press: Assistant, sentence: str) -> str:
    hit = Hit(passage("fabry", sentence, date(2021, 3, 5)), 1.0)
    judgement = Judgement((hit,), tuple((one, 1.0) for one in candidates_of([hit])))
    return refusal("Why did Jon Fabry resign?", judgement, press.library, SEARCHED)


def test_a_premise_that_an_article_denies_is_told_in_its_words(press: Assistant) -> None:
    text = denied(press, "Jon Fabry did not resign.")
    assert text.startswith(DENIED)
    assert "5 March 2021: Jon Fabry did not resign." in text


def test_a_denial_that_holds_a_quotation_is_shown_as_a_passage_only(press: Assistant) -> None:
    text = denied(press, "Jon Fabry did not “resign”.")
    assert text.startswith(f"{DENIED} It is the first of the nearest passages.")
