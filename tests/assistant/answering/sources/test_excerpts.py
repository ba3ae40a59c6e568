"""How much of a sentence is quoted where there is no room for all of it."""

from __future__ import annotations

import pytest

from assistant.answering.sources.excerpts import excerpt
from tests.assistant.answering.sources.blast import LONG, NINE, view


def test_a_side_with_room_is_quoted_whole() -> None:
    found = excerpt(view("a", NINE), 60)
    assert found is not None
    assert found.text == NINE


@pytest.mark.parametrize("words", [10, 14, 20, 30])
def test_a_long_side_is_cut_to_the_words_around_its_value(words: int) -> None:
    found = excerpt(view("a", LONG), words)
    assert found is not None
    assert found.text in LONG
    assert "17 people" in found.text
    assert len(found.text.split()) <= words


@pytest.mark.parametrize("words", range(7, 30))
@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        (
            "The hunt went on through the night, after 17 people were killed in a blast in the old mill by the river.",
            ("The hunt went on",),
        ),
        (
            "The mill burned for two days and killed 17 people, the fire service of Norland said on Saturday evening.",
            ("The mill burned",),
        ),
        (
            "Two people died on Thursday when the storm hit the west coast with winds of 150 kilometres an hour.",
            ("Two people died",),
        ),
        (LONG, ("the governor told", "17 people were killed", "After a night")),
    ],
)
def test_what_is_cut_out_begins_with_its_subject_and_ends_between_phrases(
    text: str, clauses: tuple[str, ...], words: int
) -> None:
    found = excerpt(view("a", text), words)
    assert found is None or found.text.startswith(clauses)
    assert found is None or text[len(found.text) + text.index(found.text) :][:4] not in (
        " an ",
        " hou",
        " peo",
    )


def test_a_clause_after_another_is_told_where_it_has_a_subject() -> None:
    text = "The mill had stood for a hundred years by the river, but 17 people were killed in the blast."
    found = excerpt(view("a", text), 12)
    assert found is not None
    assert found.text == "17 people were killed in the blast."


def test_with_too_little_room_a_side_is_left_out() -> None:
    assert excerpt(view("a", LONG), 6) is None


def test_a_quotation_is_never_cut_in_two() -> None:
    text = (
        '"We have counted again, and 17 people were killed, and that is one too many for us all," she said.'
    )
    found = excerpt(view("a", text), 9)
    assert found is None or found.text.count('"') % 2 == 0


def test_where_the_sentence_does_not_fit_a_side_is_cut_with_its_quotations_whole() -> None:
    text = (
        'Nine people were killed in the blast, said a driver who had seen it from the cab of his lorry, "The Red and '
        'Black", which he had parked by the gate.'
    )
    found = excerpt(view("a", text), 12)
    assert found is not None
    assert found.text.startswith("Nine people")
    assert found.text.count('"') % 2 == 0


def test_a_cut_side_ends_in_no_word_that_leads_on() -> None:
    found = excerpt(
        view("a", "Some 81 people were killed in the blast, of which 41 were guests and 40 were sailors."), 12
    )
    assert found is not None
    assert found.text == "Some 81 people were killed in the blast"


def test_a_cut_side_ends_in_no_clause_that_has_only_come_to_its_subject() -> None:
    text = "The death toll stands at 17 after a man of 66 who had been missing was found dead in a barn by the river."
    found = excerpt(view("a", text), 12)
    assert found is not None
    assert found.text == "The death toll stands at 17"


def test_a_heading_that_runs_into_its_sentence_is_left_out_where_there_is_no_room_for_it() -> None:
    text = "Orlen Mill (Velbury) Orlen Mill stood by the river when 17 people were killed."
    found = excerpt(view("a", text), 12)
    assert found is not None
    assert found.text == "Orlen Mill stood by the river when 17 people were killed."
    whole = excerpt(view("a", text), 20)
    assert whole is not None
    assert whole.text == text
