"""Names and noun phrases."""

from __future__ import annotations

import pytest

from assistant.answering.language.phrases import gender, is_country, phrases


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("What did Pelle Vann say about the lighthouse?", ["Pelle Vann", "the lighthouse"]),
        ("When was the lighthouse of Orrin switched off?", ["the lighthouse of Orrin"]),
        ("Did the Port Sennick dockers accept the deal?", ["the Port Sennick dockers", "the deal"]),
        ("Did the minister resign?", ["the minister"]),
        ("Was the deal close?", ["the deal"]),
        ("What did Macron's aide say about the call?", ["Macron's aide", "the call"]),
        ("What does the aide to Macron fear?", ["the aide to Macron"]),
        ("Is the dock strike at Port Sennick still on?", ["the dock strike at Port Sennick"]),
        ("What did Kuleba tell Le Drian on Saturday?", ["Kuleba", "Le Drian"]),
        ("Who won the Tour of Calder?", ["the Tour of Calder"]),
        ("Which towns does it link?", ["towns"]),
        ("Why?", []),
    ],
)
def test_names_and_noun_phrases_are_found_with_what_is_attached(text: str, found: list[str]) -> None:
    assert [phrase.text for phrase in phrases(text)] == found


def test_a_phrase_knows_its_place_in_the_text() -> None:
    text = "How old is the lighthouse of Orrin?"
    (phrase,) = phrases(text)
    assert text[phrase.start : phrase.end] == phrase.text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Did Pelle Vann agree?", "person"),
        ("Did the minister agree?", "person"),
        ("Did Dr Orlo agree?", "person"),
        ("Did Rescue chief Ilka Brandvold agree?", "person"),
        ("Did NATO agree?", "group"),
        ("Did the Reef Alliance agree?", "group"),
        ("Did Estonia agree?", "place"),
        ("Did Lake Orme freeze?", "place"),
        ("Was the comet seen?", "thing"),
        ("Was the Heron Cup found?", "thing"),
    ],
)
def test_a_name_s_kind_is_told_by_its_words(text: str, kind: str) -> None:
    assert phrases(text)[0].kind == kind


@pytest.mark.parametrize(
    ("text", "is_plural"),
    [
        ("Did the dockers agree?", True),
        ("Did the fishermen agree?", True),
        ("Did the people agree?", True),
        ("Did the dock burn?", False),
        ("Was the news good?", False),
    ],
)
def test_plurals_are_told_from_singulars(text: str, is_plural: bool) -> None:
    assert phrases(text)[0].is_plural is is_plural


def test_a_pronoun_or_title_behind_a_name_tells_he_from_she() -> None:
    texts = ("Dr Sabine Orlo gave notice. Orlo said that she had found nothing.", "Mr Weyl resigned.")
    assert gender("Sabine Orlo", texts) == "she"
    assert gender("Weyl", texts) == "he"
    assert gender("Castor", texts) == ""


def test_countries_are_known_by_all_their_names() -> None:
    assert is_country("the UK")
    assert is_country("Estonia")
    assert not is_country("Orrin")


def test_a_name_put_behind_a_pronoun_tells_who_it_is() -> None:
    assert gender("Marcus Teal", ("He [Marcus Teal] will be replaced by Yasmin Orr.",)) == "he"
    assert gender("Yasmin Orr", ("He [Marcus Teal] will be replaced by Yasmin Orr.",)) == ""
