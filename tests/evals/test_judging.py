"""The judge, with a server that says what each test needs."""

from __future__ import annotations

import pytest

from assistant.answering.generative.language_model import language_model
from evals.judging import judge, judge_counts, judge_model, read_score, read_yes_or_no
from evals.openai_server import HTML_PAGE, KEY, NO_CHOICES, Reply, as_json, failed, openai_server
from evals.records import Judging, Opinion, Result, Suite
from evals.runner import run_suite
from evals.summary import shortfalls
from ingest.errors import SettingsError
from tests.evals.stand_ins import Scripted


def replied(text: str) -> Reply:
    """A chat reply in one piece, which is how LlamaIndex's evaluators ask for it."""
    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    return as_json({"id": "1", "object": "chat.completion", "created": 0, "model": "m", "choices": [choice]})


@pytest.fixture
def result(suite: Suite, right_assistant: Scripted) -> Result:
    """Two right answers, and one refusal that no judge is asked about."""
    return run_suite(suite, right_assistant)


def judged(result: Result, *script: Reply) -> tuple[Judging, list[str]]:
    """The opinions, and what the server was asked, by request."""
    with openai_server(*script) as server:
        judging = judge(result, language_model(server.endpoint, "wise"))
    return judging, [str(request["messages"]) for request in server.requests]


def verdicts(judging: Judging) -> list[str]:
    return [f"{one.judge} {one.verdict}" for opinions in judging.opinions.values() for one in opinions]


def test_each_answer_is_judged_by_its_reference_and_by_what_it_cites(result: Result) -> None:
    judging, asked = judged(
        result, replied("YES"), replied("4.5\nAll there."), replied("NO"), replied("2\nNo.")
    )
    assert judging.model == "wise"
    assert judging.opinions == {
        "cost": (
            Opinion("correctness", "passed", 4.5, "4.5\nAll there."),
            Opinion("faithfulness", "passed", None, "YES"),
        ),
        "who-opened": (
            Opinion("correctness", "not passed", 2.0, "2\nNo."),
            Opinion("faithfulness", "not passed", None, "NO"),
        ),
    }
    assert "Mayor Ada Quill opened the harbour on Sunday. It cost 1,250 crowns." in asked[0]
    assert "1,250 or 1250 crowns" in asked[1]
    assert "[1]" not in "".join(asked)


@pytest.mark.parametrize(
    "reply", ["", "Perhaps, but yes and no.", "9\nSuperb.", "nan\n", "I can't say.", "Nobody."]
)
def test_a_reply_that_is_no_verdict_is_unreadable_and_never_a_pass(result: Result, reply: str) -> None:
    judging, _ = judged(result, replied(reply))
    assert {one.verdict for opinions in judging.opinions.values() for one in opinions} == {"unreadable"}
    assert judge_counts(judging)["correctness"] == {
        "passed": 0,
        "not passed": 0,
        "unreadable": 2,
        "failed": 0,
    }


@pytest.mark.parametrize("reply", [HTML_PAGE, NO_CHOICES, failed(400)], ids=["page", "no choices", "400"])
def test_a_judge_that_is_down_has_failed_and_passes_nothing(result: Result, reply: Reply) -> None:
    judging, _ = judged(result, reply)
    assert set(verdicts(judging)) == {"correctness failed", "faithfulness failed"}
    assert KEY not in repr(judging)


def test_a_judge_that_fails_three_times_in_a_row_is_asked_no_more(result: Result) -> None:
    judging, asked = judged(result, HTML_PAGE)
    assert len(asked) == 3
    assert judging.opinions["who-opened"][0].why.startswith("Not asked: ")


def test_a_judge_that_refuses_the_key_is_asked_once(result: Result) -> None:
    judging, asked = judged(result, failed(401))
    assert len(asked) == 1
    assert "OPENAI_API_KEY" in judging.opinions["cost"][1].why


def test_a_judge_that_recovers_goes_on(result: Result) -> None:
    judging, _ = judged(result, NO_CHOICES, NO_CHOICES, replied("Yes."), replied("5\nFine."))
    assert verdicts(judging) == [
        "correctness failed",
        "faithfulness failed",
        "correctness passed",
        "faithfulness passed",
    ]


def test_an_endpoint_that_is_not_there_has_failed(result: Result, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.openai_endpoint.RETRIES", 0)
    with openai_server(HTML_PAGE) as server:
        endpoint = server.endpoint
    judging = judge(result, language_model(endpoint, "wise"))
    assert set(verdicts(judging)) == {"correctness failed", "faithfulness failed"}


def test_the_judge_has_no_say_in_the_gate(result: Result) -> None:
    judging, _ = judged(result, replied("1\nNO"))
    object.__setattr__(result, "judging", judging)
    assert shortfalls(result) == []


def test_an_unanswerable_question_that_was_answered_is_judged_by_what_it_cites_only(
    suite: Suite, right_assistant: Scripted
) -> None:
    right_assistant.script = {"How old is the keeper?": right_assistant.script["What did the harbour cost?"]}
    judging, _ = judged(run_suite(suite, right_assistant), replied("YES"))
    assert verdicts(judging) == ["faithfulness passed"]


@pytest.mark.parametrize(
    ("reply", "score"),
    [("4", 4.0), ("3.5\nwhy", 3.5), ("Score: 5/5", 5.0), ("**4.0**\n", 4.0), ("5.5", None), ("0\n", None)],
)
def test_scores_are_read_from_the_first_line(reply: str, score: float | None) -> None:
    assert read_score(reply) == score


@pytest.mark.parametrize(
    ("reply", "said"), [("YES", True), ("Answer: no.", False), ("**Yes**, it is", True), ("Yesterday", None)]
)
def test_yes_and_no_are_read_where_the_reply_begins(reply: str, said: bool | None) -> None:
    assert read_yes_or_no(reply) is said


def test_without_a_language_model_there_is_no_judge(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "ASSISTANT_LLM"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(SettingsError, match="--judge-model"):
        judge_model()


def test_another_model_than_the_one_that_answers_can_judge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("ASSISTANT_LLM", "none")
    assert judge_model("wise").metadata.model_name == "wise"
    with pytest.raises(SettingsError):
        judge_model()
