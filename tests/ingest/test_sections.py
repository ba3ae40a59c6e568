"""Headings, times and speakers that govern what stands below and behind them."""

from __future__ import annotations

import pytest

from ingest.sections import Sections, clock_in, is_heading, is_moment, is_question


def governing(text: str, words: str) -> tuple[str, str]:
    section = Sections(text).at(text.index(words))
    return text[slice(*section.heading)], text[slice(*section.speaker)]


LIVE = "14.05\nThe bridge is closed. Nobody is hurt.\n\n11.30\nThe river rises."
INTERVIEW = (
    "Were you asked?\n\nBrandt: No. We were never asked.\n\nNobody came.\n\n"
    "Lee: I was. It was good.\n\nAnd now?\n\nWe wait."
)


def test_an_entry_stands_below_its_time() -> None:
    assert governing(LIVE, "Nobody is hurt") == ("14.05", "")
    assert governing(LIVE, "The river") == ("11.30", "")


def test_a_turn_goes_on_until_the_next_speaker_or_question() -> None:
    assert governing(INTERVIEW, "We were never") == ("Were you asked?", "Brandt")
    assert governing(INTERVIEW, "Nobody came") == ("Were you asked?", "Brandt")
    assert governing(INTERVIEW, "It was good") == ("Were you asked?", "Lee")
    assert governing(INTERVIEW, "We wait") == ("And now?", "")


def test_the_first_sentence_of_a_turn_names_its_speaker_itself() -> None:
    assert governing(INTERVIEW, "Brandt: No") == ("Were you asked?", "")
    assert governing(INTERVIEW, "Lee: I was") == ("Were you asked?", "")


def test_a_heading_and_a_question_stand_below_nothing() -> None:
    assert governing(LIVE, "11.30") == ("", "")
    assert governing(INTERVIEW, "And now?") == ("", "")


def test_one_short_line_alone_is_no_heading_and_one_turn_alone_none() -> None:
    text = "A ferry in port\n\nThe ferry sails again.\n\nVann: it sinks. All know it."
    assert governing(text, "The ferry sails") == ("", "")
    assert governing(text, "All know it") == ("", "")


def test_two_headings_part_a_text() -> None:
    text = "Harbour\n\nIt is closed.\n\nSchools\n\nThey are open. All of them."
    assert governing(text, "It is closed") == ("Harbour", "")
    assert governing(text, "All of them") == ("Schools", "")


def test_a_day_before_an_entry_governs_what_follows_in_it() -> None:
    text = "3 March: The council met. It was late.\n\n4 March – It went home. All slept."
    assert governing(text, "It was late") == ("", "3 March")
    assert governing(text, "All slept") == ("", "4 March")


@pytest.mark.parametrize(
    "line", ["14.05", "2:05pm", "2.05 pm GMT", "3 March", "March 3, 2024", "Monday 3 March, 14.05", "11am"]
)
def test_days_and_times_are_moments(line: str) -> None:
    assert is_moment(line)
    assert is_heading(line)


@pytest.mark.parametrize("line", ["14.05 million", "March", "3 marks", "At 14.05", "1.5"])
def test_other_figures_are_no_moments(line: str) -> None:
    assert not is_moment(line)


@pytest.mark.parametrize(
    "line", ["It sank.", "Ward | Votes", "- eggs", "The ferries of the old town sail again today"]
)
def test_sentences_rows_and_long_lines_are_no_headings(line: str) -> None:
    assert not is_heading(line)


def test_a_question_with_its_answer_on_the_line_is_no_question_alone() -> None:
    assert is_question("Who pays?")
    assert not is_question("He left. Who pays?")
    assert not is_question("Who pays? The town.")


@pytest.mark.parametrize(
    ("moment", "minutes"),
    [
        ("09.30", 570),
        ("17:55 GMT", 1075),
        ("6.40pm", 1120),
        ("12.05 am", 5),
        ("7pm", 1140),
        ("12 March", None),
    ],
)
def test_the_time_of_day_of_a_moment(moment: str, minutes: int | None) -> None:
    assert clock_in(moment) == minutes
