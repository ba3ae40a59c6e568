"""Rows of tables and items of lists."""

from __future__ import annotations

import pytest

from ingest.rows import blocks_of, cells_of, tabs_to_cells

TABLE = "The count stands so:\n\nTown | Ill | Dead\n\nOrrin | 14 | 0\n\nVell | 49 | 2"
LIST = "It rained. Tickets cost:\n- adults: 6 crowns\n- children: 3 crowns\n\nThe bath is old."


def rows(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(text[row.start : row.end], row.heads) for block in blocks_of(text) for row in block.rows]


def openings(text: str) -> list[str]:
    return [text[slice(*block.opening)] for block in blocks_of(text)]


def test_the_rows_of_a_table_have_the_heads_of_its_columns_and_the_sentence_that_opens_it() -> None:
    heads = ("Town", "Ill", "Dead")
    assert rows(TABLE) == [("Orrin | 14 | 0", heads), ("Vell | 49 | 2", heads)]
    assert openings(TABLE) == ["The count stands so:"]
    (block,) = blocks_of(TABLE)
    assert TABLE[block.start : block.end] == TABLE


def test_the_items_of_a_list_stand_without_their_marks_behind_what_opens_it() -> None:
    assert rows(LIST) == [("adults: 6 crowns", ()), ("children: 3 crowns", ())]
    assert openings(LIST) == ["Tickets cost:"]


@pytest.mark.parametrize("mark", ["- ", "* ", "• ", "1. ", "(2) ", "a) "])
def test_an_item_is_told_by_its_mark(mark: str) -> None:
    assert [text for text, _ in rows(f"{mark}red\n{mark}blue")] == ["red", "blue"]


def test_a_table_whose_first_line_holds_figures_like_the_others_has_no_heads() -> None:
    assert rows("May | 5.1\nJune | 4.8") == [("May | 5.1", ()), ("June | 4.8", ())]


def test_years_may_be_heads() -> None:
    heads = ("Department", "2024", "2025")
    assert rows("Department | 2024 | 2025\nRoads | 9.8 | 8.1") == [("Roads | 9.8 | 8.1", heads)]


def test_a_year_in_the_first_column_s_head_is_no_figure_of_a_row() -> None:
    assert rows("Month of 2024 | Inflation\nMay | 5.1") == [("May | 5.1", ("Month of 2024", "Inflation"))]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "News | Sport | Stars",
        "It rained. Nobody saw it.",
        "- He left at noon.",
        "a | b\n\nIt rained.\n\nc | d",
        "1. Tickets cost:\n- a crown",
    ],
)
def test_a_line_alone_is_no_table_and_no_list(text: str) -> None:
    assert blocks_of(text) == []


def test_a_list_within_a_list_is_opened_by_its_own_item() -> None:
    text = "- The shortlist reads:\n- Salt\n- Glass"
    assert openings(text) == ["The shortlist reads:"]
    assert [words for words, _ in rows(text)] == ["Salt", "Glass"]
    assert [block.start for block in blocks_of(text)] == [0]


@pytest.mark.parametrize(
    ("above", "opening"),
    [
        ("Which streets are closed?", "Which streets are closed?"),
        ("Opening hours", "Opening hours"),
        ("It rained. Here is more:", "Here is more:"),
        ("It rained in Orrin.", ""),
        ("The council of Orrin has put these to the vote once more", ""),
        ("News | Sport", ""),
    ],
)
def test_a_question_or_a_heading_opens_a_list_too(above: str, opening: str) -> None:
    assert openings(f"{above}\n\n- Salt\n- Glass") == [opening]


def test_a_line_of_heads_without_one_for_the_first_column_is_told_by_its_cells() -> None:
    text = "Prices\n\nEarly | Late\n\nAdults | 60 | 80\n\nStudents | 30 | 40"
    assert rows(text)[1] == ("Students | 30 | 40", ("", "Early", "Late"))
    assert openings(text) == ["Prices"]


def test_tables_of_different_width_are_two() -> None:
    assert len(blocks_of("a | 1\nb | 2\nc | 1 | 2\nd | 3 | 4")) == 2


def test_cells_have_their_places() -> None:
    row = "Orrin | 14 | 0"
    assert [row[start:end] for start, end in cells_of(row)] == ["Orrin", "14", "0"]


def test_tabs_stand_for_cells_where_several_lines_have_as_many() -> None:
    assert tabs_to_cells("Town\tIll\nOrrin \t 14\n\tIt rained.\nA\ttab") == (
        "Town | Ill\nOrrin | 14\n\tIt rained.\nA\ttab"
    )
