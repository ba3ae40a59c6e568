from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from assistant.answers import Notice, Sentence
from assistant.chat_ui.conversation import Opened, Turn, conversation, empty_library, welcome
from tests.assistant.chat_ui.answers import answered, citation, not_found
from tests.assistant.chat_ui.conftest import ATTACK, BRIDGE, FERRIES, HOSTILE

CRACKS = "Engineers found 37 cracks in the harbour bridge on Monday."
LENT = "Norwick has lent Ellisport four ferries until the harbour bridge opens again."
TWO = answered(
    [Sentence(CRACKS, (1,), "quoted"), Sentence(LENT, (2,), "quoted")],
    [citation(BRIDGE, CRACKS, 1), citation(FERRIES, LENT, 2)],
)


def buttons(html: str) -> list[tuple[str, str]]:
    return re.findall(
        r'<button type="button" class="(?:cite|near)" data-turn="(\d+)" data-number="(\d+)"', html
    )


def test_every_number_is_a_button_that_names_its_turn_and_citation():
    html = conversation([Turn(7, "Q?", answer=TWO)])
    assert {("7", "1"), ("7", "2")} == set(buttons(html))


def test_a_number_stands_behind_its_own_sentence():
    html = conversation([Turn(0, "Q?", answer=TWO)])
    first, second = html.index('data-number="1"'), html.index('data-number="2"')
    assert html.index("37 cracks") < first < html.index("lent Ellisport") < second


def test_the_rows_of_a_list_stand_on_lines_of_their_own():
    row = Sentence("adults: from 9 a.m.", (1,), "quoted", is_row=True)
    around = [Sentence(text, (1,), "quoted") for text in ("The hours are these.", CRACKS)]
    html = conversation(
        [Turn(0, "Q?", answer=answered([around[0], row, around[1]], [citation(BRIDGE, CRACKS, 1)]))]
    )
    assert re.findall(r'<br><span class="sentence">(\w+)', html) == ["adults", "Engineers"]
    assert "<br>" not in conversation([Turn(0, "Q?", answer=TWO)])


def test_what_was_asked_for_is_bold_and_escaped():
    text = "It cost <b>37</b> crowns."
    article = citation(BRIDGE, CRACKS, 1)
    for key, bold in (("<b>37</b>", "&lt;b&gt;37&lt;/b&gt;"), ("37</b> crowns", "37&lt;/b&gt; ")):
        answer = replace(answered([Sentence(text, (1,), "quoted")], [article]), key=key)
        html = conversation([Turn(0, "Q?", answer=answer)])
        assert f"<strong>{bold}</strong>" in html
        assert "<b>37" not in html


def test_without_a_key_nothing_in_an_answer_is_bold():
    assert "<strong>" not in conversation([Turn(0, "Q?", answer=TWO)])


def test_a_number_says_aloud_what_it_opens():
    html = conversation([Turn(0, "Q?", answer=TWO)])
    assert (
        'aria-label="Source 2: Norwick lends four ferries to its neighbour, Norwick Post, 7 March 2024"'
        in html
    )


def test_only_the_opened_number_is_pressed():
    html = conversation([Turn(0, "Q?", answer=TWO), Turn(1, "Q?", answer=TWO)], Opened(1, 2))
    pressed = re.findall(r'data-turn="(\d)" data-number="(\d)"[^>]*aria-pressed="true"', html)
    assert set(pressed) == {("1", "2")}


def test_sentences_show_before_the_answer_is_whole_but_cannot_be_opened_yet():
    html = conversation([Turn(0, "Q?", sentences=(Sentence(CRACKS, (1,), "quoted"),))])
    assert "37 cracks" in html
    assert 'aria-busy="true"' in html
    assert not buttons(html)


def test_an_article_cited_twice_is_listed_once():
    mayor = "urged Norwick to send ferries."
    answer = answered(
        [Sentence(CRACKS, (1,), "quoted"), Sentence(mayor, (2,), "quoted")],
        [citation(BRIDGE, CRACKS, 1), citation(BRIDGE, mayor, 2)],
    )
    sources = conversation([Turn(0, "Q?", answer=answer)]).split('class="sources"')[1]
    assert sources.count("<li>") == 1
    assert len(buttons(sources)) == 2


def test_what_was_not_found_offers_the_nearest_passages_and_the_newest_day():
    html = conversation(
        [Turn(3, "Q?", answer=not_found([citation(BRIDGE, CRACKS), citation(FERRIES, LENT, 2)]))]
    )
    assert "The articles do not say." in html
    assert buttons(html) == [("3", "1"), ("3", "2")]
    assert re.findall(r'class="near".*?<span class="count">(\d+)</span>', html) == ["1", "2"]
    assert "The newest article is of 7 March 2024." in html


@pytest.mark.parametrize(
    ("origins", "said", "unsaid"),
    [
        (2, "(2 independent sources)", "one source"),
        (1, "2 articles, one source.", "independent"),
    ],
)
def test_how_many_sources_are_independent_is_said(origins: int, said: str, unsaid: str):
    sentence = Sentence(CRACKS, (1, 2), "quoted", origins=origins)
    html = conversation([Turn(0, "Q?", answer=answered([sentence], list(TWO.citations)))])
    assert said in html
    assert unsaid not in html


@pytest.mark.parametrize("answer", [TWO, not_found([])])
def test_how_a_question_was_read_is_shown_where_it_is_not_as_it_was_typed(answer):
    turned = replace(answer, question="and he <b>?", standalone_question="What did <Ida Moll> say?")
    assert "Read as: What did &lt;Ida Moll&gt; say?" in conversation([Turn(0, "and he?", answer=turned)])
    same = replace(answer, question="what did Ida Moll say", standalone_question="What did Ida Moll say?")
    assert "Read as" not in conversation([Turn(0, "Q?", answer=same)])


def test_an_article_alone_is_not_counted():
    html = conversation([Turn(0, "Q?", answer=TWO)])
    assert "independent" not in html
    assert "one source" not in html


def test_what_became_of_the_language_model_is_told_in_a_line_and_escaped():
    failed = replace(
        TWO, notices=(Notice("fallback", "The model <gpt> did not answer; the articles are quoted."),)
    )
    for answer in (failed, replace(not_found([]), notices=failed.notices)):
        html = conversation([Turn(0, "Q?", answer=answer)])
        assert "The model &lt;gpt&gt; did not answer" in html


def test_sources_that_differ_stand_side_by_side_with_their_numbers():
    answer = answered(list(TWO.sentences), list(TWO.citations), differing=True)
    differing = conversation([Turn(0, "Q?", answer=answer)]).split('class="differ"')[1]
    assert "The sources differ on the number of ferries" in differing
    assert "four &lt;b&gt;ferries&lt;/b&gt;" in differing
    assert 'data-number="2"' in differing


def test_a_reader_is_asked_whether_an_answer_is_right_and_sees_what_was_said():
    html = conversation([Turn(4, "Q?", answer=TWO, verdict="wrong")]).split('class="verdict"')[1]
    assert 'data-turn="4" data-right="true" aria-pressed="false">Right<' in html
    assert 'data-turn="4" data-right="false" aria-pressed="true">Wrong<' in html
    assert "Kept in the library" in html


def test_a_verdict_that_was_not_kept_says_why():
    html = conversation([Turn(4, "Q?", answer=TWO, verdict="open", verdict_problem="The disk is <full>.")])
    assert "The disk is &lt;full&gt;." in html
    assert "Kept" not in html


def test_no_verdict_is_asked_for_unless_it_can_be_kept():
    assert "data-right" not in conversation([Turn(0, "Q?", answer=TWO), Turn(1, "Q?", problem="Too long.")])


def test_a_problem_is_told_in_words_in_place_of_an_answer():
    html = conversation([Turn(0, "", problem="The question is empty; type <something>.")])
    assert "The question is empty; type &lt;something&gt;." in html


def test_a_huge_question_is_shown_cut():
    assert len(conversation([Turn(0, "x" * 1_000_000, problem="too long")])) < 2000


def test_nothing_hostile_reaches_the_page_as_markup():
    text = HOSTILE.text.split("\n")[0]
    cited = answered([Sentence(text, (1,), "quoted")], [citation(HOSTILE, text)])
    turns = [
        Turn(0, ATTACK, answer=cited),
        Turn(1, f'"{ATTACK}', answer=not_found([citation(HOSTILE, text)])),
        Turn(2, ATTACK, sentences=(Sentence(ATTACK, (1,), "quoted"),)),
        Turn(3, ATTACK, problem=ATTACK),
    ]
    html = conversation(turns) + welcome([ATTACK])
    assert "&lt;script&gt;" in html
    tags = set(re.findall(r"<\s*/?\s*([a-zA-Z]+)", html))
    assert not tags & {"script", "img", "svg", "iframe", "a"}
    assert not re.search(r"<[^>]*\son\w+=", re.sub(r'"[^"]*"', '""', html))


def test_the_welcome_offers_the_samples_and_says_when_they_are_being_made():
    assert 'data-ask="Who is &quot;X&quot;?"' in welcome(['Who is "X"?'])
    assert "Reading the articles" in welcome([], looking=True)
    assert "Reading the articles" not in welcome([])


def test_an_empty_library_says_what_to_do():
    assert "corpus/" in empty_library()
    assert "python -m ingest add FOLDER<" in empty_library()
    assert "python -m ingest add FOLDER --library &lt;b&gt;<" in empty_library(" --library <b>")


def test_an_earlier_count_is_told_as_such_and_independent_sources_are_counted() -> None:
    cited = citation(BRIDGE, CRACKS)
    earlier = Sentence("Four died.", (1,), "quoted", lead="Earlier:", told_on=date(2022, 1, 29))
    shown = conversation(
        [Turn(0, "Q?", answer=answered([earlier, Sentence("Six.", (1,), "quoted", origins=2)], [cited]))]
    )
    assert "Earlier: Four" in shown
    assert "29 January 2022" in shown
    assert "(2 independent sources)" in shown
