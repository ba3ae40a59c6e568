"""What was done on one day is no answer to what was done on another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.answering.candidates import Candidate, candidates_of
from assistant.answering.judging.other_days import asked_time, told_then
from assistant.answers import Hit
from assistant.retrieval.timeliness import timing_of
from tests.assistant.press import passage

SUNDAY = date(2024, 6, 9)
DEMANDED = "What did Moll demand on Sunday?"


def candidate(sentence: str, published: date | None) -> Candidate:
    told = passage("story", sentence)
    told = replace(told, header=replace(told.header, published=published))
    return candidates_of([Hit(told, 1.0)])[0]


def is_of_another_time(question: str, sentence: str, published: date | None = SUNDAY) -> bool:
    asked = asked_time(question, timing_of(question, SUNDAY, asked_on=SUNDAY))
    one = candidate(sentence, published)
    return asked is not None and not told_then(asked, [one], [one.hit])


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (DEMANDED, "Moll, the harbour master, demanded on Saturday that the cranes be mended at once."),
        (DEMANDED, "On Saturday, Moll called on the port to mend its cranes without delay."),
        (DEMANDED, "Moll asked the owners of the port to stay “calm and firm” on Saturday, two days early."),
        (
            DEMANDED,
            "Ida Moll, the harbour master of Velm, made the appeal on Saturday when she met the mayor.",
        ),
        ("What did Moll demand on 9 June?", "Moll demanded on 7 June that all of the cranes be mended."),
        ("What did Moll demand yesterday?", "Moll demanded on Friday that all of the cranes be mended."),
        (
            "On Sunday, who closed the harbour of Velm?",
            "The harbour of Velm was closed by Moll on Friday night.",
        ),
        ("Who won the regatta in 2023?", "Ida Brenn won the regatta in 2021 by less than a boat's length."),
        ("What did Moll build in March?", "Moll built a new quay for the ferries of Velm in February."),
        ("What will Moll open on Friday?", "Moll will open the new quay for the ferries of Velm on Monday."),
    ],
)
def test_a_sentence_on_another_day_is_of_another_time(question: str, sentence: str) -> None:
    assert is_of_another_time(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (DEMANDED, "Moll, the harbour master, demanded on Sunday that the cranes be mended at once."),
        (DEMANDED, "Moll, the harbour master, demanded on 9 June that the cranes be mended at once."),
        (DEMANDED, "Moll said on Saturday that it was early, and demanded on Sunday that cranes be mended."),
        (DEMANDED, "Moll demanded that the cranes, which had failed on Friday, be mended without delay."),
        (DEMANDED, "Moll, who had met the mayor on Friday, demanded that the cranes be mended at once."),
        (
            "Which quay was closed on Sunday?",
            "Moll closed the old quay once more, this time until 26 May next year.",
        ),
        (
            "Why could nobody sail on June 9?",
            "Moll closed the harbour of Velm on Sunday because of the storm.",
        ),
        (DEMANDED, "After the accident on Friday, Moll demanded that all of the cranes be mended at once."),
        (DEMANDED, "Moll demanded that all of the cranes of the port be mended without any more delay."),
        ("What did Moll demand this week?", "Moll demanded on Saturday that the cranes be mended at once."),
        (
            "How many died in the crash on Sunday?",
            "A fifth man died on Saturday in the hospital of Velm, of burns.",
        ),
        (
            "How many people did the fire kill on Sunday?",
            "The fire killed nine people, police said on Saturday.",
        ),
        ("Who won in 2023?", "Ida Brenn won in 2022, and the year after the prize went to Jon Rask of Velm."),
        ("What did Moll say about Sunday's crash?", "Moll said on Saturday that it had been a dreadful day."),
        ("What has Moll done since Sunday?", "Moll closed the harbour on Saturday because of the weather."),
    ],
)
def test_a_sentence_that_may_be_of_the_day_is_kept(question: str, sentence: str) -> None:
    assert not is_of_another_time(question, sentence)


def test_an_article_of_the_day_before_cannot_tell_what_was_done() -> None:
    sentence = "Moll demanded that all of the cranes of the port be mended without any more delay."
    assert is_of_another_time(DEMANDED, sentence, date(2024, 6, 8))
    assert not is_of_another_time(DEMANDED, sentence, date(2024, 6, 10))
    assert not is_of_another_time(DEMANDED, "Moll will speak on Sunday of cranes.", date(2024, 6, 8))
    assert not is_of_another_time("What will Moll demand on Sunday?", sentence, date(2024, 6, 8))


@pytest.mark.parametrize(
    ("lead", "is_kept"),
    [("The port stood still on 9 June. ", True), ("It is the worst year of the port, 2024. ", False)],
)
def test_an_article_that_names_the_day_may_tell_of_it_days_later(lead: str, is_kept: bool) -> None:
    told = passage("story", f"{lead}Moll demanded that the cranes be mended at once.", date(2024, 6, 13))
    hit = Hit(told, 1.0)
    asked = asked_time("What did Moll demand on 9 June?", timing_of("", date(2024, 6, 14)))
    assert asked is not None
    kept = told_then(asked, candidates_of([hit]), [hit])
    assert any(one.text.startswith("Moll demanded") for one in kept) == is_kept


def test_no_certain_day_is_asked_about() -> None:
    question = "Until when can I swim in Velm on a Saturday?"
    assert asked_time(question, timing_of(question, SUNDAY)) is None


def test_how_things_stood_may_be_told_by_the_article_of_the_day_before() -> None:
    sentence = "Nine people are missing in the port of Velm, and the search for them goes on."
    assert not is_of_another_time("How many people were missing on Sunday?", sentence, date(2024, 6, 8))
    assert is_of_another_time("Who went missing on Sunday?", sentence, date(2024, 6, 8))


def test_weekdays_count_from_the_day_of_the_article() -> None:
    demanded = "Moll demanded on Sunday that all of the cranes of the port be mended at once."
    assert not is_of_another_time(DEMANDED, demanded, date(2024, 6, 10))
    assert is_of_another_time(DEMANDED, demanded, date(2024, 6, 17))


def test_an_article_without_a_day_may_be_of_any() -> None:
    assert not is_of_another_time(DEMANDED, "Moll demanded on Saturday that all cranes be mended.", None)


def test_the_day_of_a_quotation_is_that_of_its_speaker() -> None:
    assert not is_of_another_time(DEMANDED, "“Moll demanded it yesterday,” said the mayor, “of all of us.”")
