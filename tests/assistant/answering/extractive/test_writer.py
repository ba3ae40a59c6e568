"""The writer that quotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.answering.candidates import candidates_of
from assistant.answering.claims import Claim
from assistant.answering.extractive.writer import (
    SECOND_WITHIN,
    ExtractiveWriter,
    asks_two_things,
    chosen,
)
from assistant.answering.judging.judge import Judgement
from assistant.answers import Hit
from ingest.records import Article, DatedExpression, Header
from tests.assistant.answering.tower import DEAR, REWORDED, STORY, TOWER, hit
from tests.assistant.press import passage

QUESTION = "For how much does the council want to sell the tower of Orrin?"


def cited(claim: Claim) -> list[str]:
    return [source.article_id for source in claim.passages]


def judged(*scored: tuple[str, float]) -> Judgement:
    """Judge sentences of one article, which do not follow each other."""
    hits = [hit("a", text) for text, _ in scored]
    ranked = tuple((candidates_of([one])[0], score) for one, (_, score) in zip(hits, scored, strict=True))
    return Judgement(tuple(hits), ranked, None, 1.0, answers=True, is_hopeless=False)


def written(hits: Sequence[Hit]) -> list[Claim]:
    ranked = tuple((candidate, 1.0) for candidate in candidates_of(hits) if candidate.text in (TOWER, DEAR))
    judgement = Judgement(tuple(hits), ranked, None, 1.0, answers=True, is_hopeless=False)
    return list(ExtractiveWriter().write(QUESTION, judgement))


def picked(*scored: tuple[str, float]) -> list[str]:
    return [candidate.text for candidate in chosen(QUESTION, judged(*scored))]


# --- writing


def test_the_best_sentence_is_quoted_with_its_passage() -> None:
    claims = written([hit("story", STORY), hit("rain", "It rained all day in Halm.")])
    assert claims == [Claim(TOWER, (passage("story", STORY),), "quoted")]


def test_weak_evidence_writes_nothing() -> None:
    weak = replace(judged((TOWER, 5.0)), answers=False)
    assert list(ExtractiveWriter().write(QUESTION, weak)) == []
    assert list(ExtractiveWriter().write(QUESTION, Judgement(()))) == []


def test_the_answer_cites_a_copy_a_rewording_and_the_same_words_elsewhere_but_no_other_figure() -> None:
    hits = [
        hit("story", STORY, ("copy", STORY.replace("told reporters", "said"))),
        hit("dear", DEAR),
        hit("reworded", f"Gulls nest there. {REWORDED}"),
        hit("same", f"Nothing else was said that day in the hall. {TOWER}"),
    ]
    claims = {claim.text: cited(claim) for claim in written(hits)}
    assert set(claims[TOWER]) == {"story", "copy", "reworded", "same"}
    assert all(sources == ["dear"] for text, sources in claims.items() if "250,000" in text)


def test_the_rows_of_a_list_are_told_from_the_sentence_that_opens_it_whatever_they_end_with() -> None:
    one = hit("hours", "The tower opens at these hours:\n\n- Monday: 9 a.m.\n\n- Sunday: 10 a.m.")
    ranked = tuple((candidate, 1.0) for candidate in candidates_of([one]) if candidate.row)
    judgement = Judgement((one,), ranked, None, 1.0, answers=True, is_hopeless=False)
    claims = ExtractiveWriter().write("When does the tower open?", judgement)
    assert [(claim.text, claim.is_row) for claim in claims] == [
        ("The tower opens at these hours:", False),
        ("Monday: 9 a.m.", True),
        ("Sunday: 10 a.m.", True),
    ]


# --- which sentences


def test_a_second_sentence_is_added_where_it_is_nearly_as_good_and_says_more() -> None:
    assert picked((TOWER, 20.0), ("Three buyers came.", 20.0 - SECOND_WITHIN)) == [
        TOWER,
        "Three buyers came.",
    ]


@pytest.mark.parametrize(
    ("first_score", "second", "score"),
    [
        (20.0, "Three buyers came.", 20.0 - SECOND_WITHIN - 0.01),
        (-7.5, "Three buyers came.", -8.0),
        (20.0, REWORDED, 20.0),
        (20.0, " ".join(["word"] * 49) + ".", 20.0),
    ],
    ids=["much worse", "rather no answer", "the same again", "too long"],
)
def test_a_second_sentence_is_left_out(first_score: float, second: str, score: float) -> None:
    assert len(TOWER.split()) == 12
    assert picked((TOWER, first_score), (second, score)) == [TOWER]


def test_the_next_best_second_sentence_is_taken_where_the_best_does_not_fit() -> None:
    assert picked((TOWER, 5.0), (REWORDED, 4.9), ("Gulls nest there.", 4.0)) == [TOWER, "Gulls nest there."]


def test_no_third_sentence_is_added() -> None:
    assert len(picked((TOWER, 5.0), ("Gulls nest there.", 4.9), ("Three buyers came.", 4.8))) == 2


def test_neighbours_stand_in_the_order_of_their_article_and_others_by_worth() -> None:
    text = "The mayor wants to sell. Three buyers have come forward for the old tower. Gulls nest there."
    hits = [hit("a", text)]
    wants, buyers, gulls = candidates_of(hits)
    neighbours = Judgement(tuple(hits), ((buyers, 5.0), (wants, 4.0)), None, 1.0, answers=True)
    assert chosen(QUESTION, neighbours) == [wants, buyers]
    apart = Judgement(tuple(hits), ((gulls, 5.0), (wants, 4.0)), None, 1.0, answers=True)
    assert chosen(QUESTION, apart) == [gulls, wants]


def test_a_sentence_that_begins_with_a_pronoun_is_quoted_with_the_one_before() -> None:
    hits = [hit("a", "The dockers of Orrin are on strike. They want nine percent more. Gulls nest there.")]
    strike, want, gulls = candidates_of(hits)
    judgement = Judgement(tuple(hits), ((want, 5.0), (gulls, 4.0)), None, 1.0, answers=True)
    assert chosen(QUESTION, judgement) == [strike, want]


def test_a_short_reply_is_quoted_with_its_question() -> None:
    text = "Post: Will you stand again? Moll: No, never. Eleven years in this office are quite enough for me."
    asked, reply, more = candidates_of([hit("a", text)])
    assert [one.text for one in chosen("Will Moll stand?", Judgement((), ((reply, 3.0),)))] == [
        asked.text,
        reply.text,
    ]
    assert chosen("Will Moll stand?", Judgement((), ((more, 3.0),))) == [more]


def test_a_second_sentence_whose_pronoun_would_be_read_of_another_is_left_out() -> None:
    hits = [hit("a", "The company offers four percent. Rain fell. They want nine percent more.")]
    offers, _, want = candidates_of(hits)
    judgement = Judgement(tuple(hits), ((offers, 5.0), (want, 4.0)), None, 1.0, answers=True)
    assert chosen(QUESTION, judgement) == [offers]


@pytest.mark.parametrize(
    ("question", "two"),
    [
        ("What do the dockers want, and what have they been offered?", True),
        ("Did the minister resign? And who follows her?", True),
        ("How many died and how many are missing?", True),
        ("What did the minister and the mayor say?", False),
        ("Who said what was sold?", False),
        ("What is the price of gold and silver?", False),
        ("When, in his own words, did he leave?", False),
    ],
)
def test_a_question_that_asks_two_things_is_told(question: str, two: bool) -> None:
    assert asks_two_things(question) is two


def test_a_question_that_asks_two_things_gets_a_second_sentence_more_easily() -> None:
    scored = judged((TOWER, 5.0), ("Three buyers came.", -3.0))
    assert len(chosen(QUESTION, scored)) == 1
    assert len(chosen("What does the tower cost, and who wants it?", scored)) == 2


def test_a_question_for_two_gets_a_second_sentence_that_holds_the_other() -> None:
    first, other = "Ostrevia signed the pact on Friday.", "The pact was also signed by Corvania."
    for question, texts in (
        ("Which two countries signed the pact?", [first, other]),
        ("Which country signed the pact?", [first]),
    ):
        quoted = chosen(question, judged((first, 4.0), (other, -3.0)))
        assert [candidate.text for candidate in quoted] == texts


@pytest.mark.parametrize(
    ("question", "first", "other", "beside"),
    [
        (
            "Has Finch been convicted?",
            "Gerald Finch denied three charges.",
            "Police said he was later released without charge.",
            False,
        ),
        (
            "Has Finch been convicted?",
            "Gerald Finch denied three charges.",
            "Peter Lisle was convicted in May.",
            False,
        ),
        (
            "Has Finch been convicted?",
            "Gerald Finch denied three charges.",
            "The judge told the jury to acquit Finch.",
            True,
        ),
        (
            "What did Orrin lose?",
            "Seven went, Fabian Orte said.",
            "Two were on loan, Fabian Orte said.",
            True,
        ),
        (
            "When will the power be back?",
            "Power will be back on Sunday.",
            "The council votes on Friday.",
            False,
        ),
        (
            "When will the power be back?",
            "Power will be back on Sunday.",
            "Engineers expect power on Monday.",
            True,
        ),
        ("Who is missing?", "Three men are missing.", "Rovers will play without the captain.", False),
        ("Did the mayor attend?", "The mayor attended.", "It rained as they waited for the mayor.", False),
        (
            "Did the mayor attend?",
            "The mayor attended.",
            "The police said they had seen the mayor attend.",
            True,
        ),
        (
            "Did the mayor attend?",
            "The mayor attended.",
            'Dora Filip said: "The mayor says he will attend."',
            True,
        ),
    ],
)
def test_a_second_sentence_of_another_article_tells_of_whom_and_what_was_asked(
    question: str, first: str, other: str, beside: bool
) -> None:
    hits = (hit("a", first), hit("b", other))
    ranked = tuple((candidates_of([one])[0], score) for one, score in zip(hits, (5.0, 4.9), strict=True))
    judgement = Judgement(hits, ranked, None, 1.0, answers=True, is_hopeless=False)
    assert [one.text for one in chosen(question, judgement)] == ([first, other] if beside else [first])


class Shelf:
    """Articles that are in no library, of undated passages."""

    def __init__(self, *texts: str) -> None:
        self._articles = {
            f"a{n}": Article(f"a{n}", Header(), text, language="en") for n, text in enumerate(texts)
        }

    def article(self, article_id: str) -> Article:
        return self._articles[article_id]

    def dated_expressions(self, article_id: str) -> list[DatedExpression]:
        return []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She spoke. She received a medal in 1981.", "The medal of Constance Vale is from 1981."),
        (
            "Constance Vale, the author, was ill. She received a medal in 1981.",
            "Constance Vale, the author, was ill. She received a medal in 1981.",
        ),
    ],
)
def test_an_answer_does_not_open_with_a_pronoun_that_nobody_stands_for(text: str, expected: str) -> None:
    other = "The medal of Constance Vale is from 1981."
    hits = (hit("a0", text), hit("a1", other))
    she = candidates_of(hits[:1])[-1]
    ranked = ((she, 5.0), (candidates_of(hits[1:])[0], 4.0))
    judgement = Judgement(hits, ranked, None, 1.0, answers=True, is_hopeless=False)
    claims = ExtractiveWriter(Shelf(text, other)).write("When did Constance Vale receive a medal?", judgement)
    assert " ".join(claim.text for claim in claims) == expected


@pytest.mark.parametrize(
    ("words", "quoted"), [(20, 2), (52, 1)], ids=["room for both", "no room for the name"]
)
def test_a_second_sentence_does_not_take_the_room_of_what_the_first_needs(words: int, quoted: int) -> None:
    text = f"Constance Vale, the author, was ill. The mayor gave Vale a medal in 1981. Word{' word' * (words - 1)}."
    hits = (hit("a0", text),)
    _, medal, other = candidates_of(hits)
    judgement = Judgement(hits, ((medal, 5.0), (other, 4.0)), None, 1.0, answers=True, is_hopeless=False)
    claims = list(ExtractiveWriter(Shelf(text)).write("Who received a medal in 1981?", judgement))
    assert claims[0].text == "The mayor gave [Constance] Vale a medal in 1981."
    assert len(claims) == quoted
