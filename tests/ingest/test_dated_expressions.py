"""Relative dates and the days that they mean. The articles are published on Sunday, 30 January 2022, unless said."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.dated_expressions import dated_expressions
from ingest.records import Article, Header

SUNDAY = date(2022, 1, 30)


def article(text: str, published: date | None = SUNDAY, language: str = "en") -> Article:
    return Article("a", Header(published=published), text, language=language)


def found(text: str, published: date | None = SUNDAY) -> dict[str, str]:
    spans: dict[str, str] = {}
    for one in dated_expressions(article(text, published)):
        days = [one.first] if one.first == one.last else [one.first, one.last]
        spans[text[one.start : one.end]] = " to ".join(day.isoformat() for day in days)
    return spans


@pytest.mark.parametrize(
    ("text", "words", "days"),
    [
        ("The council met on Saturday.", "Saturday", "2022-01-29"),
        ("On Friday the mayor urged the towns not to stir up panic.", "Friday", "2022-01-28"),
        ("On Friday, the council met.", "Friday", "2022-01-28"),
        ("The council met on Sunday.", "Sunday", "2022-01-30"),
        ("Vann told CNN Saturday that he was tired.", "Saturday", "2022-01-29"),
        ("A fire broke out in Orrin late on Tuesday night.", "Tuesday night", "2022-01-25"),
        ("Friday's storm tore off the roof.", "Friday", "2022-01-28"),
        ("The ferry has not sailed since Thursday.", "Thursday", "2022-01-27"),
        ("He was arrested last Friday.", "last Friday", "2022-01-28"),
        ("He said on Saturday that the talks will resume soon.", "Saturday", "2022-01-29"),
        ("The talks had to be called off on Wednesday.", "Wednesday", "2022-01-26"),
        ("Workers failed to agree on Monday.", "Monday", "2022-01-24"),
        ("Vann used strong words Friday when he said he would leave.", "Friday", "2022-01-28"),
        ("Vann condemned Friday's attack.", "Friday", "2022-01-28"),
        ("Tuesday's election was won by Vann.", "Tuesday", "2022-01-25"),
        ("Velm would pay a third more than Friday's closing price.", "Friday", "2022-01-28"),
    ],
)
def test_a_weekday_told_as_past_is_the_latest_up_to_publication(text: str, words: str, days: str) -> None:
    assert found(text) == {words: days}


@pytest.mark.parametrize(
    ("text", "words", "days"),
    [
        ("The council will meet on Saturday.", "Saturday", "2022-02-05"),
        ("On Monday the ministers will meet in Halm.", "Monday", "2022-01-31"),
        ("The vote is expected on Thursday.", "Thursday", "2022-02-03"),
        ("He said the talks would resume on Tuesday.", "Tuesday", "2022-02-01"),
        ("The final is to be played on Wednesday.", "Wednesday", "2022-02-02"),
        ("The court meets next Friday.", "next Friday", "2022-02-04"),
        ("The final will be played on Sunday.", "Sunday", "2022-01-30"),
        ("The museum opens next Sunday.", "next Sunday", "2022-02-06"),
        ("The talks are scheduled for Tuesday evening.", "Tuesday evening", "2022-02-01"),
    ],
)
def test_a_weekday_that_is_to_come_is_the_first_from_publication_on(text: str, words: str, days: str) -> None:
    assert found(text) == {words: days}


@pytest.mark.parametrize(
    ("text", "words", "days"),
    [
        ("It rained yesterday.", "yesterday", "2022-01-29"),
        ("It will snow tomorrow.", "tomorrow", "2022-01-31"),
        ("The bridge was closed today.", "today", "2022-01-30"),
        ("The bridge was closed this morning.", "this morning", "2022-01-30"),
        ("The bridge fell last night.", "last night", "2022-01-29"),
        ("It fell the day before yesterday.", "the day before yesterday", "2022-01-28"),
        ("He left three days ago.", "three days ago", "2022-01-27"),
        ("He left two months ago.", "two months ago", "2021-11-01 to 2021-11-30"),
        ("He left 12 years ago.", "12 years ago", "2010-01-01 to 2010-12-31"),
        ("He left a week ago.", "a week ago", "2022-01-17 to 2022-01-23"),
        ("He left on Friday of last week.", "Friday of last week", "2022-01-21"),
        ("He will leave on Tuesday evening next week.", "Tuesday evening next week", "2022-02-01"),
        ("He left last week.", "last week", "2022-01-17 to 2022-01-23"),
        ("He left earlier this week.", "earlier this week", "2022-01-24 to 2022-01-30"),
        ("He will leave next month.", "next month", "2022-02-01 to 2022-02-28"),
        ("Last year it was sold.", "Last year", "2021-01-01 to 2021-12-31"),
        ("In the past six days nine ships sank.", "the past six days", "2022-01-24 to 2022-01-30"),
        ("Prices rose over the past year.", "the past year", "2021-01-30 to 2022-01-30"),
        (
            "It has rained for hours in the last three months.",
            "the last three months",
            "2021-10-30 to 2022-01-30",
        ),
        ("They met over the weekend.", "the weekend", "2022-01-29 to 2022-01-30"),
        ("They met last weekend.", "last weekend", "2022-01-29 to 2022-01-30"),
    ],
)
def test_days_weeks_months_and_years_are_counted_from_publication(text: str, words: str, days: str) -> None:
    assert found(text) == {words: days}


@pytest.mark.parametrize(
    ("text", "words", "days"),
    [
        ("The tower was sold in December.", "December", "2021-12-01 to 2021-12-31"),
        ("The tower was sold in January.", "January", "2022-01-01 to 2022-01-31"),
        ("The tower will be sold in March.", "March", "2022-03-01 to 2022-03-31"),
        ("The tower will be sold in May.", "May", "2022-05-01 to 2022-05-31"),
        ("He has been ill since November.", "November", "2021-11-01 to 2021-11-30"),
        ("He fell ill last March.", "last March", "2021-03-01 to 2021-03-31"),
        ("He was elected in June last year.", "June last year", "2021-06-01 to 2021-06-30"),
        ("The talks ended on 12 January.", "12 January", "2022-01-12"),
        ("The talks will begin on 12 May.", "12 May", "2022-05-12"),
        ("The talks ended on Dec. 28.", "Dec. 28", "2021-12-28"),
        ("The fair will run from 3 to 5 February.", "3 to 5 February", "2022-02-03 to 2022-02-05"),
        ("The awards, which take place Saturday, moved to Halm.", "Saturday", "2022-02-05"),
        ("They wrote of the Jan. 28 meeting.", "Jan. 28", "2022-01-28"),
        ("The talks ended on Friday, 28 January.", "Friday, 28 January", "2022-01-28"),
    ],
)
def test_a_month_or_day_without_a_year_gets_the_one_that_is_told(text: str, words: str, days: str) -> None:
    assert found(text) == {words: days}


@pytest.mark.parametrize(
    ("published", "text", "days"),
    [
        (date(2022, 1, 2), "He left last week.", "2021-12-20 to 2021-12-26"),
        (date(2022, 1, 1), "He left on Friday.", "2021-12-31"),
        (date(2022, 1, 1), "He left yesterday.", "2021-12-31"),
        (date(2021, 12, 31), "He will leave next month.", "2022-01-01 to 2022-01-31"),
        (date(2021, 12, 29), "The talks will begin on 5 January.", "2022-01-05"),
        (date(2022, 1, 3), "The talks ended on 30 December.", "2021-12-30"),
        (date(2021, 12, 30), "They will meet on Saturday.", "2022-01-01"),
        (date(2024, 2, 28), "It will end tomorrow.", "2024-02-29"),
    ],
)
def test_the_turn_of_the_year_is_no_hurdle(published: date, text: str, days: str) -> None:
    assert list(found(text, published).values()) == [days]


@pytest.mark.parametrize(
    "text",
    [
        "The Sunday Times wrote that he was ill.",
        "The Mail on Sunday wrote that he was ill.",
        "Sheffield Wednesday lost their match.",
        "Shoppers stormed the Black Friday sales.",
        "Joe Friday said he was innocent.",
        "Friday said he was innocent.",
        "Mr Friday was innocent. Halm Friday left.",
        "Theresa May said it was over. She was to step down.",
        "He may leave. May said so.",
        "They may march on the capital in step.",
        "The women's March drew thousands. A march was held.",
        "It took a second. He came second. Seconds ago it was quiet.",
        "The market was held on Saturdays.",
        "He met them every Friday and came on a Sunday.",
        "The office was open Monday to Friday.",
        "He worked there for the last year of the war.",
        "He spent his last week in office there.",
        "They met on the last weekend of May.",
        "USA Today wrote that he was ill.",
        "Today's young people were asked. The old harbour is a museum today. Today it is a bank.",
        "He became the favourite for the contest in June.",
        "He fell ill on 12 May 2019 and in March 2020.",
        "He wrote of the attacks of September 11 and of the October 7 attacks.",
        "They proposed an August 5 trial.",
        "Vann made no mention of Tuesday's election.",
        "Leap day was on Feb. 29, 2020. He came on 12 January 2022 and left in January 2022.",
        "More than three days ago it was quiet.",
        "The following day he left. The next day he came back.",
        "The road was closed until Friday.",
        "In 1995 he moved to Halm. In March he was elected.",
        "There is no 30 February, and there was no 31 June.",
        "The orders of 5:30 GMT and 10.30 were met.",
        "Saturday",
    ],
)
def test_what_is_no_date_or_a_doubtful_one_is_left_alone(text: str) -> None:
    assert found(text) == {}


def test_what_a_speaker_calls_yesterday_is_left_alone_but_not_what_the_article_does() -> None:
    assert found('"He came yesterday, not last week," Vann said on Friday.') == {"Friday": "2022-01-28"}
    assert found("“We met yesterday. It was long") == {}
    assert found("‘We met yesterday,’ she said. She came back last night.") == {"last night": "2022-01-29"}


def test_a_time_of_day_and_its_zone_do_not_move_the_day() -> None:
    text = "The ship sank at 23:30 GMT on Friday (00:30 local time on Saturday)."
    assert found(text) == {"Friday": "2022-01-28", "Saturday": "2022-01-29"}


def test_an_undated_or_foreign_article_has_none() -> None:
    assert found("The council met on Saturday.", None) == {}
    assert dated_expressions(article("Der Rat tagte. April und August.", language="de")) == []


def test_offsets_count_characters_of_the_text() -> None:
    text = "😀 Zoë paid.\n\nThe council met on Saturday."
    (one,) = dated_expressions(article(text))
    assert (one.article_id, text[one.start : one.end]) == ("a", "Saturday")


@pytest.mark.parametrize("published", [date(1, 1, 1), date(9999, 12, 31)])
def test_the_ends_of_the_calendar_are_survived(published: date) -> None:
    text = "He left last year, 12 years ago, on Monday and in December. He will go next year and tomorrow."
    assert all(1 <= one.first.year <= 9999 for one in dated_expressions(article(text, published)))
