from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest

from assistant.chat_ui.markup import escaped, highlighted, link, readable_day

TEXT = 'He said <b>"no"</b> & left. Then she came. They ate.'


def test_escaped_text_can_stand_in_an_attribute():
    assert escaped("<a href=\"x\" title='y'>&") == "&lt;a href=&quot;x&quot; title=&#x27;y&#x27;&gt;&amp;"


@pytest.mark.parametrize("url", ["https://a.example/b?c=1&d=2", "http://a.example", " HTTPS://A.example/x "])
def test_a_web_address_becomes_a_link(url):
    assert link(url).startswith('<a href="')
    assert 'rel="noopener noreferrer nofollow"' in link(url)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "\tjavascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "",
        "bridge.html",
        "//a.example",
        "https://",
        "https://[::1",
        "vbscript:x",
    ],
)
def test_anything_else_never_becomes_a_link(url):
    assert link(url) == ""


def test_a_link_cannot_break_out_of_its_attribute():
    assert '"onclick' not in link('https://a.example/"onclick="alert(1)').replace("&quot;", "'")
    assert "<script" not in link("https://a.example/<script>")


def plain(html: str) -> str:
    return unescape(re.sub(r"</?(?:mark|strong)>", "", html))


@pytest.mark.parametrize("cited", [(0, 0), (8, 27), (0, len(TEXT)), (40, 900)])
@pytest.mark.parametrize("window", [(0, len(TEXT)), (10, 30)])
def test_highlighting_loses_no_character(cited, window):
    start, end = window
    assert plain(highlighted(TEXT, start, end, cited, [(9, 12), (30, 35)])) == TEXT[start:end]


def test_the_cited_stretch_is_marked_and_the_stressed_one_inside_it():
    start, end = TEXT.index("Then"), TEXT.index(" They")
    stressed = TEXT.index("she"), TEXT.index("she") + 3
    html = highlighted(TEXT, 0, len(TEXT), (start, end), [stressed])
    assert "<mark>Then <strong>she</strong> came.</mark> They ate." in html


def test_a_stressed_stretch_outside_the_cited_one_is_not_shown():
    assert "<strong>" not in highlighted(TEXT, 0, len(TEXT), (0, 7), [(30, 35)])


def test_overlapping_stressed_stretches_are_shown_once():
    html = highlighted("abcdef", 0, 6, (0, 6), [(1, 4), (2, 5)])
    assert html == "<mark>a<strong>bcd</strong><strong>e</strong>f</mark>"


def test_markup_in_the_text_is_shown_as_text():
    html = highlighted(TEXT, 0, len(TEXT), (0, len(TEXT)), [])
    assert "<b>" not in html
    assert "&lt;b&gt;" in html


def test_a_day_is_written_out():
    assert readable_day(date(2022, 1, 30)) == "30 January 2022"
    assert readable_day(None) == "undated"
