"""Days as a reader writes them."""

from __future__ import annotations

from datetime import date

from ingest.calendar_names import day_in_words


def test_a_day_is_written_with_the_month_s_name_and_no_zero_before_it() -> None:
    assert day_in_words(date(2022, 5, 3)) == "3 May 2022"
