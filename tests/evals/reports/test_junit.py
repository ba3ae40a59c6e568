from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from evals.records import Result, Suite
from evals.reports.junit import junit
from evals.runner import run_suite
from tests.evals.stand_ins import Scripted


def test_each_question_is_a_test_case_and_a_wrong_one_a_failure_with_its_reasons(wrong: Result) -> None:
    root = etree.fromstring(junit([wrong, wrong]).encode())
    assert [suite.get("name") for suite in root] == ["evals.seaside", "evals.seaside"]
    suite = root[0]
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("3", "2", "0")
    failures = {case.get("name"): case.find("failure") for case in suite.iter("testcase")}
    assert failures["who-opened: Who opened the harbour, and when?"] is None
    failure = failures["cost: What did the harbour cost?"]
    assert failure.get("message") == "not answered right, cited right"
    assert "answered right: The answer does not say: 1,250 / 1250 crowns." in failure.text
    properties = {one.get("name"): one.get("value") for one in suite.iter("property")}
    assert properties["answer_model"] == "stand-in"
    assert "Below the threshold: answered right" in suite.find("system-out").text


def test_a_case_that_raised_is_an_error(suite: Suite, right_assistant: Scripted) -> None:
    right_assistant.script["What did the harbour cost?"] = RuntimeError("gone")
    found = etree.fromstring(junit([run_suite(suite, right_assistant)]).encode())[0]
    assert (found.get("failures"), found.get("errors")) == ("0", "1")
    assert found.find("testcase/error").get("message") == "RuntimeError: gone"


def test_what_xml_can_not_hold_is_taken_out(with_answer: Callable[[str], Result]) -> None:
    text = junit([with_answer("Nine\x00teen \ud83d \x1b[31m <b>&amp;")])
    failure = etree.fromstring(text.encode()).find(".//failure")
    assert "Nine?teen ? ?[31m <b>&amp;" in failure.text
