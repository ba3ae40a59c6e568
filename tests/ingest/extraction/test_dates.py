from datetime import UTC, date, datetime, timedelta

import pytest

from ingest.extraction.dates import read_date

DAY = date(2022, 1, 30)
TODAY = date(2022, 2, 1)


@pytest.mark.parametrize(
    "value",
    [
        "2022-01-30",
        "2022-01-30T23:30:00Z",
        "2022-01-30 10:15:00+02:00",
        "2022/01/30",
        "20220130",
        "30.01.2022",
        "30/01/2022",
        "01/30/2022",
        "January 30, 2022",
        "Jan. 30, 2022, 5:07 a.m. ET",
        "30 January 2022",
        "30th January 2022",
        "30th of January 2022",
        "2022-1-30",
        "2022/1/30",
        "10:15, 30 January 2022",
        "10:15 AM EST, Sun January 30, 2022",
        "Sunday, January 30, 2022",
        "Sun, 30 Jan 2022 18:05:00 GMT",
        "30-Jan-2022",
        "Published: 30 Jan 2022",
        1643565600,
        1643565600.5,
        1643565600000,
        "1643565600",
        date(2022, 1, 30),
        datetime(2022, 1, 30, 23, 59, tzinfo=UTC),
    ],
)
def test_the_day_is_read(value):
    assert read_date(value, today=TODAY) == DAY


@pytest.mark.parametrize(
    "value",
    [
        *(None, "", "soon", "yesterday", "2022", 2022, "January 2022", "2022-01", "02/03/2022", "30 January"),
        *(
            "30/01/22",
            "2022-02-30",
            "2022-13-01",
            "0001-01-01",
            0,
            -1,
            True,
            float("nan"),
            float("inf"),
            10**30,
        ),
        *([], {}, "10:15", "Monday", "Version 2022-01-30", "9" * 5000, "30 Januember 2022"),
    ],
)
def test_what_names_no_day_for_certain_is_unknown(value):
    assert read_date(value, today=TODAY) is None


def test_the_future_is_unknown_but_for_a_day_that_time_zones_explain():
    assert read_date("2022-02-02", today=TODAY) == date(2022, 2, 2)
    assert read_date("2022-02-03", today=TODAY) is None
    assert read_date((datetime.now(UTC) + timedelta(days=3)).isoformat()) is None
