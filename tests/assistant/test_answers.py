"""The records of an answer, and the JSON that other programs read."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError, replace
from datetime import date

import pytest

from assistant.answers import Answer, Citation, Disagreement, Seconds, Sentence, Side, Window
from tests.assistant.press import passage

KEYS = [
    "question",
    "standalone_question",
    "asked_on",
    "outcome",
    "text",
    "sentences",
    "citations",
    "disagreements",
    "window",
    "nearest",
    "newest_article",
    "model",
    "seconds",
]
CITATION = Citation.of(
    passage("lamp", "It cost “12 crowns” – 🎈.", date(2021, 3, 4), start=7, title="Lamp"), 1
)


def answer(window: Window | None = None, newest_article: date | None = None) -> Answer:
    return Answer(
        question="What did it cost?",
        standalone_question="What did it cost? (lamp)",
        asked_on=date(2021, 3, 5),
        outcome="answered",
        text="It cost 12 crowns. [1]",
        sentences=(Sentence("It cost 12 crowns.", (1,), "supported"),),
        citations=(CITATION,),
        disagreements=(Disagreement("cost", (Side("12", (1,)), Side("13", (2, 3)))),),
        window=window,
        nearest=(),
        newest_article=newest_article,
        model="extractive",
        seconds=Seconds(0.25, 0.5, 0.125, 1.0),
    )


def test_the_keys_are_the_promised_ones_and_in_their_order() -> None:
    plain = answer(Window(date(2021, 1, 1), None, "said so")).to_dict()
    assert list(plain) == KEYS
    assert list(plain["sentences"][0]) == ["text", "citations", "support", "verdict", "reason", "spans"]
    assert list(plain["citations"][0]) == [
        *("number", "article_id", "title", "outlet", "url", "published", "start", "end", "quote")
    ]
    assert plain["disagreements"] == [
        {"about": "cost", "sides": [{"says": "12", "citations": [1]}, {"says": "13", "citations": [2, 3]}]}
    ]
    assert plain["window"] == {"since": "2021-01-01", "until": None, "why": "said so"}
    assert plain["seconds"] == {"search": 0.25, "rerank": 0.5, "write": 0.125, "total": 1.0}


def test_a_row_has_the_same_keys_as_any_sentence() -> None:
    row = replace(answer(), sentences=(Sentence("adults: 12 crowns", (1,), "quoted", is_row=True),))
    assert list(row.to_dict()["sentences"][0]) == list(answer().to_dict()["sentences"][0])


def test_days_are_iso_strings_and_what_is_unknown_is_null() -> None:
    plain = answer(newest_article=date(2021, 3, 4)).to_dict()
    assert plain["asked_on"] == "2021-03-05"
    assert plain["newest_article"] == "2021-03-04"
    assert plain["citations"][0]["published"] == "2021-03-04"
    assert plain["window"] is None
    assert answer().to_dict()["newest_article"] is None


def test_an_answer_survives_the_way_through_json() -> None:
    plain = answer(Window(None, date(2021, 1, 1), "said so"), date(2021, 3, 4)).to_dict()
    assert json.loads(json.dumps(plain)) == plain
    assert json.loads(json.dumps(plain, ensure_ascii=False)) == plain


def test_a_citation_takes_everything_from_its_passage() -> None:
    expected = Citation(
        number=1,
        article_id="lamp",
        title="Lamp",
        outlet="Orrin Gazette",
        url="",
        published=date(2021, 3, 4),
        start=7,
        end=7 + len("It cost “12 crowns” – 🎈."),
        quote="It cost “12 crowns” – 🎈.",
    )
    assert expected == CITATION


def test_an_answer_can_not_be_altered() -> None:
    with pytest.raises(FrozenInstanceError):
        answer().text = "something else"  # type: ignore[misc]


def test_a_window_says_in_words_what_was_searched() -> None:
    whole = Window(date(2024, 6, 2), date(2024, 6, 20), "the dates asked for")
    assert (
        whole.in_words()
        == "Only articles from 2 June 2024 until 20 June 2024 were searched: the dates asked for."
    )
    open_end = Window(None, date(2024, 6, 20), "the dates asked for")
    assert open_end.in_words() == "Only articles until 20 June 2024 were searched: the dates asked for."
    assert not open_end.is_preference


def test_a_window_that_is_open_at_both_ends_is_a_preference_and_says_so() -> None:
    preference = Window(None, None, "newer articles are preferred, because the question is about now")
    assert preference.is_preference
    assert preference.in_words() == "Newer articles are preferred, because the question is about now."
