from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from lxml import html

from evals.records import Judging, Opinion, Result, Suite
from evals.reports.html import html_page
from evals.runner import run_suite
from tests.evals.stand_ins import HARBOUR, Scripted, answered, citation


def page(*results: Result) -> html.HtmlElement:
    return html.fromstring(html_page(results))


def text(element: html.HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def test_the_identity_stands_on_top(wrong: Result) -> None:
    named = {one[0].text: text(one[1]) for one in page(wrong).find_class("identity")[0]}
    assert named["Suite"] == "seaside, version 3"
    assert named["Answers by"] == "stand-in"
    assert named["Code"] == wrong.identity.code_version
    assert named["Articles, SHA-256"] == wrong.identity.corpus_fingerprint[:16]


def test_every_failed_case_is_shown_with_its_passages_and_reasons(suite: Suite) -> None:
    beside = "It cost 1,250 crowns."
    assistant = Scripted({"What did the harbour cost?": answered("It cost much.", citation(HARBOUR, beside))})
    cases = page(run_suite(suite, assistant)).find_class("case")
    assert [text(case.find_class("id")[0][1]) for case in cases] == ["cost", "who-opened"]
    shown = text(cases[0])
    assert "expected 1,250 / 1250 crowns" in shown
    assert "got It cost much. [1]" in shown
    assert "answered right: The answer does not say" in shown
    cited = cases[0].xpath(".//blockquote")[-1]
    assert "".join(mark.text_content() for mark in cited.find_class("proves")) == beside
    assert [mark.text_content() for mark in cited.find_class("wording")] == ["1,250"]


def test_nothing_is_fetched_and_no_script_stands_in_it(wrong: Result) -> None:
    shown = html_page([wrong])
    assert not re.search(r"<(script|link|img|iframe|object)|@import|url\(|\bon\w+=|(src|href)=", shown)
    assert re.findall(r"https?://[^\s\"<]+", shown.replace("http://www.w3.org/2000/svg", "")) == []
    assert "default-src 'none'" in shown


def test_nothing_of_an_answer_a_question_or_a_tag_becomes_markup(
    suite: Suite, right_assistant: Scripted
) -> None:
    evil = "<script>alert(1)</script>\"'><b>{{ 7 * 7 }}"
    case = replace(suite.cases[2], question=f"{evil}?", tags=(evil,), turns=(evil,), id=evil)
    right_assistant.script[f"{evil}?"] = answered(evil, citation(HARBOUR, "It cost 1,250 crowns."))
    right_assistant.script[evil] = answered(evil)
    result = run_suite(replace(suite, name=evil, cases=(case,), thresholds={}), right_assistant)
    judged = replace(result, judging=Judging(evil, {evil: (Opinion("faithfulness", "passed", None, evil),)}))
    shown = html_page([judged])
    assert "<script>" not in shown
    assert "<b>{{" not in shown
    assert "49" not in re.sub(r"&#\d+;", "", text(html.fromstring(shown).find_class("case")[0]))


def test_a_case_that_raised_shows_the_error(suite: Suite, right_assistant: Scripted) -> None:
    right_assistant.script["What did the harbour cost?"] = RuntimeError("gone")
    case = page(run_suite(suite, right_assistant)).find_class("case")[0]
    assert text(case.find_class("fate")[0]) == "raised an error"
    assert "got an error: RuntimeError: gone" in text(case)


def test_what_got_worse_stands_in_a_section_of_its_own(fallen: Result) -> None:
    shown = page(fallen)
    assert "Against the baseline" in [text(head) for head in shown.iter("h2")]
    assert len([case for case in shown.find_class("case") if "worse than the baseline" in text(case)]) == 6


def test_several_results_share_a_page(wrong: Result, fallen: Result) -> None:
    assert len(list(page(wrong, fallen).iter("h1"))) == 2


def test_the_judges_opinions_are_shown_as_advice(wrong: Result) -> None:
    opinions = {"cost": (Opinion("faithfulness", "unreadable", None, "Perhaps."),)}
    shown = text(page(replace(wrong, judging=Judging("wise", opinions))))
    assert "What wise says of the answers. It is never part of the gate" in shown
    assert "faithfulness: unreadable Perhaps." in shown


def test_half_a_character_does_not_break_it(with_answer: Callable[[str], Result]) -> None:
    assert html_page([with_answer("Nineteen \ud83d.")]).encode("utf-8", "backslashreplace")
