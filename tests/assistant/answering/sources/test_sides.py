"""How an answer tells of other sources: what leads it, who says so, what is told already."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.answering.claims import Claim, Numbering, marked
from assistant.answering.judging.judge import Judgement
from assistant.answering.sources.asked_values import asked_of, value_in
from assistant.answering.sources.sides import (
    disagreements_of,
    further_claims,
    led,
    sources_in_words,
    speaker_of,
)
from assistant.answering.sources.views import Differing, View
from assistant.answers import Disagreement, Sentence, Side
from ingest.records import Article, Header
from tests.assistant.answering.sources.blast import LONG, NINE, QUESTION, view
from tests.assistant.chat_ui.answers import answered, citation

APRIL = date(2022, 4, 1)


def differing(*views: View, is_series: bool = False) -> tuple[Differing, Judgement]:
    hits = tuple(one.candidate.hit for one in views)
    ranked = tuple((one.candidate, one.score) for one in views)
    return Differing("the dead", views, is_series), Judgement(hits, ranked, None, 1.0, answers=True)


def test_the_answer_is_led_by_the_first_view_and_cites_none_of_the_others() -> None:
    found, judgement = differing(view("a", NINE), view("b", NINE.replace("Nine", "Ten")))
    alone = led(judgement, found)
    assert [candidate.text for candidate, _ in alone.ranked] == [NINE]
    assert [hit.passage.article_id for hit in alone.hits] == ["a"]
    assert led(judgement, None) is judgement


def test_other_values_follow_with_their_citations() -> None:
    found, judgement = differing(view("a", NINE), view("b", NINE.replace("Nine", "Ten")))
    (claim,) = further_claims(found, judgement, [Sentence(NINE, (1,), "quoted")])
    assert (claim.lead, claim.text) == ("Others differ:", "Ten people were killed in the blast, police said.")
    assert [source.article_id for source in claim.passages] == ["b"]


def test_no_dateline_is_told_and_what_was_told_without_one_is_not_told_again() -> None:
    dated = [f"VELM, March 1 (HPA) - {text}" for text in (NINE, NINE.replace("Nine", "Ten"))]
    found, judgement = differing(view("a", dated[0]), view("b", dated[1]))
    (claim,) = further_claims(found, judgement, [Sentence(NINE, (1,), "quoted")])
    assert claim.text == "Ten people were killed in the blast, police said."


def test_earlier_values_are_told_with_their_day() -> None:
    later = view("a", NINE, APRIL)
    found, judgement = differing(later, view("b", NINE.replace("Nine", "Six")), is_series=True)
    (claim,) = further_claims(found, judgement, [Sentence(NINE, (1,), "quoted")])
    numbering = Numbering()
    assert marked(numbering.sentence(claim)) == (
        "Earlier: Six people were killed in the blast, police said. [1] (1 March 2022)"
    )


def test_what_a_model_has_told_is_not_told_again() -> None:
    other = "Ten people were killed in the blast, police said."
    found, judgement = differing(view("a", NINE), view("b", other))
    said = [Sentence(NINE, (1,), "quoted"), Sentence(other, (2,), "quoted")]
    assert list(further_claims(found, judgement, said)) == []


def test_nothing_is_added_to_an_answer_that_says_nothing() -> None:
    found, judgement = differing(view("a", NINE), view("b", LONG))
    assert list(further_claims(found, judgement, [])) == []


def test_a_side_that_is_not_cited_makes_no_disagreement() -> None:
    found, judgement = differing(view("a", NINE), view("b", LONG))
    numbering = Numbering()
    numbering.sentence(next(iter(further_claims(found, judgement, [Sentence(NINE, (1,), "quoted")]))))
    assert disagreements_of(found, judgement, numbering) == ()


def test_a_series_is_no_disagreement() -> None:
    found, judgement = differing(view("a", NINE, APRIL), view("b", LONG), is_series=True)
    assert disagreements_of(found, judgement, Numbering()) == ()


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Nine people were killed, according to the fire service.", "the fire service"),
        ("Union chief Marta Quill says nine in ten dockers are out.", "Union chief Marta Quill"),
        ('"Six in ten came to work," Faulk insisted.', "Faulk"),
        ("About 4,000 people marched, police said.", "police"),
        ("Nine people were killed in the blast.", ""),
    ],
)
def test_the_speaker_of_a_sentence(sentence: str, speaker: str) -> None:
    assert speaker_of(sentence) == speaker


def test_the_command_line_says_on_what_sources_differ_and_how_many_are_independent() -> None:
    articles = [Article(name, Header(outlet=name), "Nine died.") for name in ("Herald", "Echo")]
    citations = [citation(article, "Nine died.", number) for number, article in enumerate(articles, start=1)]
    sides = (Side("Herald: nine", (1,)), Side("Echo: ten", (2,)))
    told = replace(
        answered([Sentence("Nine died.", (1, 2), "quoted", origins=2)], citations),
        disagreements=(Disagreement("the dead", sides),),
    )
    assert sources_in_words(told) == [
        "2 independent sources.",
        "The sources differ on the dead:",
        "- Herald: nine [1]",
        "- Echo: ten [2]",
    ]
    wire = replace(told, sentences=(replace(told.sentences[0], origins=1),), disagreements=())
    assert sources_in_words(wire) == ["2 articles, one source."]


def test_a_copy_that_says_something_else_is_no_source_of_the_first_view() -> None:
    one, other = view("a", NINE), view("b", NINE.replace("Nine", "Ten"))
    hit = replace(one.candidate.hit, copies=(other.candidate.passage,))
    one = replace(one, candidate=replace(one.candidate, hit=hit))
    found, judgement = differing(one, other)
    ((candidate, _),) = led(judgement, found).ranked
    assert candidate.hit.copies == ()


def test_an_article_that_gives_another_value_is_no_source_of_a_view() -> None:
    one, other = view("a", NINE), view("b", NINE.replace("Nine", "Ten"))
    third = view("c", NINE.replace("Nine", "Ten"))
    found, judgement = differing(replace(one, against=frozenset({"b", "c"})), other)
    hits = (*judgement.hits, third.candidate.hit)
    assert [hit.passage.article_id for hit in led(replace(judgement, hits=hits), found).hits] == ["a"]


def test_two_speakers_in_one_sentence_are_told_in_that_sentence_alone() -> None:
    text = "Police put the dead at 9, while the union spoke of 17 people killed."
    whole = view("a", text).candidate
    asked = asked_of(QUESTION)
    assert asked is not None
    parts = [replace(whole, end=22 + 6 - 4), replace(whole, start=33)]
    views = tuple(View(part, value, 5.0) for part in parts if (value := value_in(part.text, asked)))
    found = Differing("the dead", views, is_series=False, whole=whole)
    judgement = Judgement((whole.hit,), ((whole, 5.0),), None, 1.0, answers=True)
    assert [candidate.text for candidate, _ in led(judgement, found).ranked] == [text]
    assert list(further_claims(found, judgement, [Sentence(text, (1,), "quoted")])) == []


def test_several_long_sides_are_cut_so_that_each_is_told() -> None:
    told = "people were killed in the blast at the mill, when the town was asleep and the river stood high for once"
    sides = [
        view(name, f"Police in the town of Halm said that {count} {told}.")
        for name, count in zip("abcd", (9, 17, 31, 52), strict=True)
    ]
    found, judgement = differing(*sides)
    first = led(judgement, found).ranked[0][0].text
    others = further_claims(found, judgement, [Sentence(first, (1,), "quoted")])
    texts = [first, *(claim.text for claim in others)]
    assert [text.split("that ")[-1].split()[0] for text in texts] == ["9", "17", "31", "52"]
    assert len(" ".join(texts).split()) <= 60


def test_a_side_on_another_bearer_of_a_name_says_on_whom_it_is() -> None:
    here, there = view("a", NINE), view("b", "There 17 people were killed in the blast.")
    views = replace(here, bearer="Holm, Sund County"), replace(there, bearer="Holm, Elm County")
    found, judgement = differing(*views)
    (claim,) = further_claims(found, judgement, [Sentence(NINE, (1,), "quoted")])
    assert claim.lead == "On Holm, Elm County:"
    numbering = Numbering()
    numbering.sentence(Claim(NINE, (here.candidate.passage,), "quoted"))
    numbering.sentence(claim)
    (disagreement,) = disagreements_of(found, judgement, numbering)
    assert [side.says.split(": ")[0].split(", on ")[-1] for side in disagreement.sides] == [
        "Holm, Sund County, citing police",
        "Holm, Elm County",
    ]


def test_two_sentences_that_are_told_as_one_side_are_not_told_again() -> None:
    text, said = (
        "The mill is old. Nine were killed, said Carl A. Berg today.",
        "Nine were killed, said Carl A. Berg today.",
    )
    first = view("a", text)
    first = replace(first, candidate=replace(first.candidate, start=0, end=len(text)))
    found, judgement = differing(first, view("b", NINE.replace("Nine", "Ten")))
    (claim,) = further_claims(found, judgement, [Sentence(said, (1,), "quoted")])
    assert claim.text.startswith("Ten people")


def test_what_leads_is_quoted_without_the_sentence_before() -> None:
    first = view("a", NINE)
    first = replace(first, candidate=replace(first.candidate, before="The mill had stood for long."))
    found, judgement = differing(first, view("b", NINE.replace("Nine", "Ten")))
    ((candidate, _),) = led(judgement, found).ranked
    assert candidate.before == ""


def test_as_many_sides_are_told_as_there_is_room_for() -> None:
    long = view("b", f"In 1902 and the eleven years behind it {NINE}".replace("Nine", "17"))
    short = view("c", NINE.replace("Nine", "Ten"))
    found, judgement = differing(view("a", NINE), long, short)
    (claim,) = further_claims(found, judgement, [Sentence(NINE, (1,), "quoted")], limit=26)
    assert claim.text == short.candidate.text
