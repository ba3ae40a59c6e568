from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

from assistant.chat_ui.article_pane import article_pane, cited_span, gone_pane, stressed_spans
from tests.assistant.chat_ui.answers import citation
from tests.assistant.chat_ui.conftest import BRIDGE, FERRIES, HOSTILE

CRACKS = "Engineers found 37 cracks in the harbour bridge on Monday."
PASSAGE = BRIDGE.text[
    BRIDGE.text.index("Engineers") : BRIDGE.text.index("send ferries.") + len("send ferries.")
]


def marked(html: str, tag: str) -> list[str]:
    return [unescape(re.sub(r"<[^>]+>", "", found)) for found in re.findall(rf"<{tag}>(.*?)</{tag}>", html)]


def test_the_cited_passage_is_marked_and_the_answer_s_sentence_stressed():
    html = article_pane(BRIDGE, citation(BRIDGE, PASSAGE), [CRACKS], view=1, by_click=True)
    assert marked(html, "mark") == [PASSAGE]
    assert marked(html, "strong") == [CRACKS]


def test_the_whole_article_is_there():
    html = article_pane(BRIDGE, citation(BRIDGE, PASSAGE), [], view=1, by_click=False)
    story = html.split('class="story"')[1]
    paragraphs = [
        unescape(re.sub(r"<[^>]+>", "", found)) for found in re.findall(r"<p[^>]*>(.*?)</p>", story)
    ]
    assert "\n".join(paragraphs) == BRIDGE.text


def test_a_passage_over_two_paragraphs_is_marked_in_both():
    html = article_pane(FERRIES, citation(FERRIES, FERRIES.text), [], view=1, by_click=False)
    assert "\n".join(marked(html, "mark")) == FERRIES.text


def test_a_reworded_sentence_stresses_the_sentence_that_it_stands_on():
    start = BRIDGE.text.index(PASSAGE)
    spans = stressed_spans(
        BRIDGE.text, (start, start + len(PASSAGE)), ["On Monday engineers found 37 cracks."]
    )
    assert [BRIDGE.text[first:last] for first, last in spans] == [CRACKS]


def test_a_sentence_that_shares_little_stresses_nothing():
    assert stressed_spans(BRIDGE.text, (0, len(BRIDGE.text)), ["Bananas are grown in hot countries."]) == []


def test_a_passage_that_moved_is_found_again():
    longer = replace(BRIDGE, text=f"A new first line.\n{BRIDGE.text}")
    found = cited_span(longer.text, citation(BRIDGE, PASSAGE))
    assert found is not None
    assert longer.text[slice(*found)] == PASSAGE


def test_a_passage_that_is_gone_is_quoted_with_a_word_of_warning():
    html = article_pane(
        replace(BRIDGE, text="All new."), citation(BRIDGE, PASSAGE), [CRACKS], view=1, by_click=True
    )
    assert "no longer in it" in html
    assert f"<blockquote>{PASSAGE}</blockquote>" in html
    assert "<mark>" not in html


def test_a_removed_article_still_shows_what_was_quoted():
    html = gone_pane(citation(BRIDGE, PASSAGE), view=2)
    assert "removed from the library" in html
    assert PASSAGE in html


def test_only_a_web_address_is_linked():
    assert 'href="https://courier.example/bridge"' in article_pane(
        BRIDGE, citation(BRIDGE, CRACKS), [], view=1, by_click=False
    )
    assert "href" not in article_pane(HOSTILE, citation(HOSTILE, HOSTILE.text), [], view=1, by_click=False)


def test_a_hostile_article_is_shown_as_text():
    html = article_pane(HOSTILE, citation(HOSTILE, HOSTILE.text), [HOSTILE.text], view=1, by_click=False)
    assert "&lt;script&gt;window.hacked=1" in html
    assert not set(re.findall(r"<\s*/?\s*([a-zA-Z]+)", html)) & {"script", "img", "svg", "a"}


def test_a_sentence_with_words_in_square_brackets_stresses_its_very_words():
    quoted = CRACKS.replace("on Monday", "on Monday [1 March 2021]").replace("Engineers", "[Two] Engineers")
    spans = stressed_spans(BRIDGE.text, (0, len(BRIDGE.text)), [quoted])
    assert [BRIDGE.text[first:last] for first, last in spans] == [CRACKS]
