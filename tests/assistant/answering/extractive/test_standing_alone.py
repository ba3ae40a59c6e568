"""Quoted sentences that get, in square brackets, what they lack. The articles are of Sunday, 30 January 2022."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from assistant.answering.candidates import LONGEST_QUOTE, Candidate, quotable_of
from assistant.answering.extractive.additions import without_additions
from assistant.answering.extractive.standing_alone import in_words, standing_alone
from assistant.answers import Hit
from ingest.chunking import passages_of
from ingest.dated_expressions import dated_expressions
from ingest.errors import UnknownArticleError
from ingest.records import Article, DatedExpression, Header, Passage

SUNDAY = date(2022, 1, 30)


class Shelf:
    """Articles that are in no library."""

    def __init__(self, *articles: Article) -> None:
        self._articles = {article.id: article for article in articles}

    def article(self, article_id: str) -> Article:
        if article_id not in self._articles:
            raise UnknownArticleError(article_id)
        return self._articles[article_id]

    def dated_expressions(self, article_id: str) -> Sequence[DatedExpression]:
        return dated_expressions(self.article(article_id))


def article_of(text: str, published: date | None = SUNDAY) -> Article:
    return Article("a", Header(published=published), text, language="en")


def candidates(article: Article) -> list[Candidate]:
    return list(quotable_of([Hit(passage, 1.0) for passage in passages_of(article)]))


def shown(text: str, *numbers: int, published: date | None = SUNDAY) -> list[str]:
    """Quote the sentences of an article with these numbers, the last one by default, as one answer."""
    article = article_of(text, published)
    everything = candidates(article)
    return standing_alone([everything[number] for number in numbers or (-1,)], Shelf(article))


def last(text: str) -> str:
    return shown(text)[0]


# --- datelines


@pytest.mark.parametrize(
    ("sentence", "quoted"),
    [
        ("KELSHOLM, June 22 (HPA) - The cup went to Westmere again.", "The cup went to Westmere again."),
        ("PORT ARVO — Dockers walked out at noon.", "Dockers walked out at noon."),
        ("Velm (Reuters) - A ferry ran aground off the cape.", "A ferry ran aground off the cape."),
        ("NATO - the alliance - met twice in the spring.", "NATO - the alliance - met twice in the spring."),
        (
            "The firm (a charity) - which sells tea - closed.",
            "The firm (a charity) - which sells tea - closed.",
        ),
    ],
)
def test_a_dateline_is_no_part_of_what_is_quoted(sentence: str, quoted: str) -> None:
    assert last(sentence) == quoted


# --- rows


def test_the_cells_of_a_row_get_the_heads_of_their_columns_but_the_first() -> None:
    assert last("Town | Ill | Dead\n\nOrrin | 14 | 0\n\nVell | 49 | 2") == "Vell | [Ill:] 49 | [Dead:] 2"
    assert last("- adults: 6 crowns\n- children: 3 crowns") == "children: 3 crowns"


# --- days


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The council met on Saturday.", "The council met on Saturday [29 January 2022]."),
        (
            "The council met on Saturday evening in Halm.",
            "The council met on Saturday evening [29 January 2022] in Halm.",
        ),
        ("Friday's storm tore off a roof.", "Friday's [28 January 2022] storm tore off a roof."),
        ("The tower was sold in December.", "The tower was sold in December [December 2021]."),
        ("The tower was sold last week.", "The tower was sold last week [17–23 January 2022]."),
        ("The tower was sold last year.", "The tower was sold last year [the year 2021]."),
        (
            "It will rain on Monday and snow next week.",
            "It will rain on Monday [31 January 2022] and snow next week [31 January to 6 February 2022].",
        ),
    ],
)
def test_a_relative_date_gets_its_day(text: str, expected: str) -> None:
    assert last(text) == expected


def test_a_day_and_month_get_a_year_only_where_it_is_not_the_article_s() -> None:
    assert last("The council votes on 27 March.") == "The council votes on 27 March."
    told = shown("The council voted on 27 December.", published=date(2022, 1, 30))
    assert told == ["The council voted on 27 December [27 December 2021]."]


def test_no_addition_looks_like_a_citation() -> None:
    text = "The tower was sold last year, in March, on Friday, this year, and will be sold again next year."
    assert not re.search(r"\[\d+\]", last(text))


def test_the_same_day_is_told_once_in_an_answer() -> None:
    text = "The council met on Saturday. The mayor left on Saturday."
    assert shown(text, 0, 1) == [
        "The council met on Saturday [29 January 2022].",
        "The mayor left on Saturday.",
    ]


def test_the_same_day_in_other_words_is_told_again() -> None:
    text = "The council met yesterday. The mayor left on Saturday."
    assert [without_additions(one) != one for one in shown(text, 0, 1)] == [True, True]


def test_nothing_is_dated_in_an_undated_article_or_inside_quotation_marks() -> None:
    assert shown("The council met on Saturday.", published=None) == ["The council met on Saturday."]
    text = "“The council met on Saturday,” said the mayor, Pelle Vann."
    assert last(text) == text


@pytest.mark.parametrize(
    ("first", "end", "words"),
    [
        (date(2022, 1, 29), date(2022, 1, 29), "29 January 2022"),
        (date(2022, 1, 1), date(2022, 1, 31), "January 2022"),
        (date(2021, 1, 1), date(2021, 12, 31), "the year 2021"),
        (date(2022, 1, 17), date(2022, 1, 23), "17–23 January 2022"),
        (date(2022, 1, 31), date(2022, 2, 6), "31 January to 6 February 2022"),
        (date(2021, 12, 27), date(2022, 1, 2), "27 December 2021 to 2 January 2022"),
    ],
)
def test_days_are_written_out(first: date, end: date, words: str) -> None:
    assert in_words(first, end) == words


# --- names


@pytest.mark.parametrize(
    ("before", "sentence", "expected"),
    [
        (
            "Foreign Minister Dmytro Kuleba came to Halm.",
            "He said the talks were useful.",
            "He [Dmytro Kuleba] said the talks were useful.",
        ),
        (
            "Sanna Kreel is the mayor of Orrin.",
            "She wants to sell the tower.",
            "She [Sanna Kreel] wants to sell the tower.",
        ),
        (
            "The spokeswoman Ulla Brandt came to Halm.",
            "Her office said the talks were useful.",
            "Her [Ulla Brandt’s] office said the talks were useful.",
        ),
        (
            "Dmytro Kuleba, the foreign minister, came to Halm.",
            "“The talks were useful,” he said.",
            "“The talks were useful,” he [Dmytro Kuleba] said.",
        ),
        (
            "Boris Johnson met Angela Merkel in Berlin.",
            "She said the talks were useful.",
            "She [Angela Merkel] said the talks were useful.",
        ),
        (
            "President Emmanuel Macron spoke in Paris. He was tired.",
            "He left soon.",
            "He [Emmanuel Macron] left soon.",
        ),
    ],
)
def test_a_leading_pronoun_gets_the_one_name_that_it_can_mean(
    before: str, sentence: str, expected: str
) -> None:
    assert last(f"{before} {sentence}") == expected


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("Boris Johnson met Emmanuel Macron in Paris.", "He said the talks were useful."),
        ("Angela Merkel met Ursula von der Leyen.", "She said the talks were useful."),
        ("Dmytro Kuleba met a spokesman of the ministry.", "He said the talks were useful."),
        ("Dmytro Kuleba met the president.", "He said the talks were useful."),
        ("Dmytro Kuleba met Zorbo Quillan.", "He said the talks were useful."),
        ("“Boris Johnson is a good man,” a visitor said.", "He left soon."),
        ("The storm was over.", "He left soon."),
        ("Dmytro Kuleba came. It rained. It snowed. It rained again.", "He left soon."),
        ("Angela Merkel came.", "He left soon."),
        ("Boris Johnson came.", "It was late."),
        ("Boris Johnson came.", "When he arrived, Emmanuel Macron was there."),
    ],
)
def test_a_pronoun_that_may_mean_two_or_nobody_gets_nothing(before: str, sentence: str) -> None:
    assert not re.search(r"\b[Hh]e \[|\b[Ss]he \[", last(f"{before} {sentence}"))


def test_a_pronoun_behind_its_own_name_in_the_answer_gets_nothing() -> None:
    text = "Dmytro Kuleba came to Halm. He said the talks were useful."
    assert shown(text, 0, 1) == ["Dmytro Kuleba came to Halm.", "He said the talks were useful."]


@pytest.mark.parametrize(
    ("before", "sentence", "expected"),
    [
        (
            "Dmytro Kuleba came to Halm, said the minister's aide. It rained.",
            "Kuleba left soon.",
            "[Dmytro] Kuleba left soon.",
        ),
        ("Boris Johnson came. It rained.", "Mr Johnson left soon.", "Mr [Boris] Johnson left soon."),
        ("Boris Johnson came. It rained.", "The rain pleased Johnson.", "The rain pleased [Boris] Johnson."),
        (
            "Ursula von der Leyen came. It rained.",
            "The rain pleased von der Leyen.",
            "The rain pleased von der Leyen.",
        ),
        (
            "Boris Johnson came. It rained.",
            "The plan, according to Johnson, was good.",
            "The plan, according to [Boris] Johnson, was good.",
        ),
        ("Boris Johnson came. It rained.", "Johnson's plan was good.", "[Boris] Johnson's plan was good."),
        ("Actress Scarla Johnson came.", "Johnson was tired.", "[Scarla] Johnson was tired."),
    ],
)
def test_a_bare_surname_gets_its_first_name(before: str, sentence: str, expected: str) -> None:
    assert last(f"{before} {sentence}") == expected


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("Boris Johnson came. Rachel Johnson left.", "Johnson was tired."),
        ("President Joe Biden came with Jill Biden.", "Biden was tired."),
        ("Boris Johnson came.", "“Johnson was tired,” said a visitor."),
        ("George Washington was the first president.", "Washington denied the report."),
        ("Boris Johnson came.", "The Johnson plan was bad."),
        ("Boris Johnson came.", "Boris Johnson was tired. "),
        ("Boris Johnson came.", "Johnson Matthey makes catalysts."),
        ("Dana White came.", "White was the colour of the hall."),
        ("Theresa May came.", "It may rain. May was cold."),
        ("Manchester United lost.", "United were tired."),
    ],
)
def test_a_surname_of_two_a_place_or_another_word_gets_nothing(before: str, sentence: str) -> None:
    assert "[" not in last(f"{before} {sentence}")


def test_a_name_is_told_once_in_an_answer() -> None:
    text = "Boris Johnson came. It rained in Halm. Johnson left soon. The rain pleased Johnson and Johnson’s aide."
    assert shown(text, 2, 3) == ["[Boris] Johnson left soon.", "The rain pleased Johnson and Johnson’s aide."]


def test_the_minister_gets_a_name_only_where_there_is_no_other() -> None:
    kuleba = "Dmytro Kuleba, the foreign minister, came to Halm."
    assert last(f"{kuleba} The minister was tired.") == "The minister [Dmytro Kuleba] was tired."
    assert "[" not in last(f"{kuleba} He met the defence minister. The minister was tired.")
    assert "[" not in last(f"{kuleba} Ann Holm, a minister of Norway, came too. The minister was tired.")
    assert "[" not in last(f"{kuleba} The minister of the interior was tired.")


# --- who said it


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("“We are ready,” said Pelle Vann. “We will fight.”", 1, "[Pelle Vann:] “We will fight.”"),
        (
            "Mr Vann spoke of war. “We will fight,” Mr Vann said.\n\n“We are many.”",
            2,
            "[Vann:] “We are many.”",
        ),
        ("“We are ready,” the ministry said. “We will fight.”", 1, "[the ministry:] “We will fight.”"),
    ],
)
def test_a_bare_quotation_gets_its_speaker(text: str, number: int, expected: str) -> None:
    assert shown(text, number) == [expected]


def test_speech_that_has_lost_its_marks_is_never_told_as_a_fact() -> None:
    text = "“The dam will break tonight.\n\n“It is too late for us,” Pelle Vann said."
    (first, *_) = candidates(article_of(text))
    assert first.text == "The dam will break tonight."
    assert shown(text, 0)[0].startswith("[")
    assert shown("“The dam will break tonight.", 0) == ["[quoted speech:] The dam will break tonight."]


def test_where_it_is_open_who_speaks_nobody_earlier_is_named() -> None:
    text = "Ann Holm said: “It is late.”\n\n“It rains,” who knows who said. “We will fight.”"
    assert shown(text, 2) == ["“We will fight.”"]
    asked = "President Joe Biden was asked about a truce and said, “I hope so.” “We will see.”"
    assert "truce and" not in last(asked)


def test_a_speaker_who_has_just_been_quoted_is_not_told_again() -> None:
    text = "“We are ready,” said Pelle Vann. “We will fight.”"
    assert shown(text, 0, 1) == ["“We are ready,” said Pelle Vann.", "“We will fight.”"]


def test_a_part_of_a_long_sentence_keeps_the_one_who_said_it() -> None:
    clause = " and ".join(["the old dam above the town of Halm will break in the night"] * 4)
    text = f"The mayor came. {clause.capitalize()}; {clause}, Pelle Vann said."
    pieces = candidates(article_of(text))
    assert len(pieces) > 2
    assert shown(text, 1)[0].startswith("[Pelle Vann:] ")


# --- the limits


def test_what_does_not_fit_into_the_words_of_an_answer_is_left_out() -> None:
    filler = " ".join(["word"] * (LONGEST_QUOTE - 6))
    text = f"Boris Johnson came. It rained. Johnson left {filler} on Saturday."
    (only,) = shown(text)
    assert only.startswith("[Boris] Johnson left")
    assert "2022" not in only
    assert len(only.split()) <= LONGEST_QUOTE


def test_the_name_for_a_pronoun_goes_before_the_day() -> None:
    filler = " ".join(["word"] * (LONGEST_QUOTE - 6))
    (only,) = shown(f"Boris Johnson came. He left {filler} on Saturday.")
    assert only.startswith("He [Boris Johnson] left")
    assert "2022" not in only


def test_an_article_s_own_brackets_stay() -> None:
    text = "The council met on Saturday and [it says] agreed."
    assert last(text) == "The council met on Saturday [29 January 2022] and [it says] agreed."


def test_an_article_that_is_gone_or_was_changed_adds_nothing() -> None:
    article = article_of("The council met on Saturday.")
    (candidate,) = candidates(article)
    assert standing_alone([candidate], Shelf()) == [candidate.text]
    changed = replace(article, text="It rained. The council met on Saturday.")
    assert standing_alone([candidate], Shelf(changed)) == [candidate.text]


@pytest.mark.parametrize(
    "text",
    [
        "Boris Johnson came on Friday. He met Angela Merkel. “We spoke on Monday,” she said. Johnson left last week.",
        "‘He came on Saturday,’ said Vann. \"She said 'he left' on Friday,\" Vann said. It was May. May left in May.",
        "“No. Never on a Sunday, he said",
        '"" “” ‘’ [1] [] He [x] said on Friday.',
    ],
)
def test_all_other_words_are_the_article_s_and_quotations_are_untouched(text: str) -> None:
    article = article_of(text)
    for candidate in candidates(article):
        (only,) = standing_alone([candidate], Shelf(article))
        assert without_additions(only) == without_additions(candidate.text)
        for quotation in re.findall(r"[“\"][^“”\"]*[”\"]", only):
            assert quotation in text


def test_a_passage_in_the_middle_of_an_article_is_placed_by_its_offsets() -> None:
    text = "It rained in Halm. " * 60 + "Boris Johnson came. He left on Saturday."
    article = article_of(text)
    (candidate,) = [one for one in candidates(article) if one.text.startswith("He left")]
    assert isinstance(candidate.passage, Passage)
    assert candidate.passage.start > 0
    assert standing_alone([candidate], Shelf(article)) == [
        "He [Boris Johnson] left on Saturday [29 January 2022]."
    ]


# --- countries


def answer_to(question: str, text: str) -> str:
    article = article_of(text)
    everything = candidates(article)
    return standing_alone([everything[-1]], Shelf(article), question)[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained in Syria. Syrian rebels won.", "Syrian [Syria] rebels won."),
        (
            "It rained in South Korea. The South Korean army left.",
            "The South Korean [South Korea] army left.",
        ),
        ("Bombs fell on Lebanon. The country’s army left.", "The country’s [Lebanon] army left."),
        ("It rained in France. French rebels won.", "French [France] rebels won."),
    ],
)
def test_a_sentence_that_only_means_a_country_gets_it_where_one_was_asked_for(
    text: str, expected: str
) -> None:
    assert answer_to("Which country was taken over by rebels?", text) == expected
    assert answer_to("Who won?", text) == text.split(". ", 1)[1]


@pytest.mark.parametrize(
    "text",
    [
        "It rained in Syria. Syrian rebels won in Turkey.",
        "It rained in Syria and Iraq. The country’s army left.",
        "Syrian rebels won.",
        "Ships left Russia. Russian rebels won.",
    ],
)
def test_no_country_is_added_where_it_is_open_named_or_asked_with(text: str) -> None:
    assert "[" not in answer_to("Which country near Russia was taken over?", text)


@pytest.mark.parametrize("firm", ["Vann & Sons", "Vann and Sons", "Vann Brothers", "Vann House"])
def test_a_firm_gets_no_first_name(firm: str) -> None:
    text = (
        f"The baker Pelle Vann said so. He left. The contractor, {firm}, had left out two of three sluices."
    )
    assert last(text) == f"The contractor, {firm}, had left out two of three sluices."


def test_a_pronoun_that_its_own_sentence_explains_gets_no_name_from_the_one_before() -> None:
    contradicted = "The mayor, Ingrid Falk, contradicted him: fares would stay as they are, she said."
    assert last(f"Milos Harte, the driver, spoke of cuts. {contradicted}") == contradicted
