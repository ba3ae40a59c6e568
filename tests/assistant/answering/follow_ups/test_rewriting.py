"""A follow-up that a language model makes stand alone, and what of it is believed."""

from __future__ import annotations

import pytest

from assistant.answering.follow_ups.referents import Turn
from assistant.answering.follow_ups.rewriting import rewritten
from assistant.answering.generative.language_model import language_model
from assistant.answering.generative.model_calls import ModelCalls
from assistant.deadline import Deadline
from evals.openai_server import HTML_PAGE, Reply, failed, openai_server, said

TURNS = (Turn("What did Ida Brandt open?", "Ida Brandt opened the bridge of Marl on Monday."),)
FOLLOW_UP = "When did she close it?"


def by_model(reply: Reply, seconds: float = 60.0) -> str:
    with openai_server(reply) as server:
        calls = ModelCalls(language_model(server.endpoint, "m"))
        return rewritten(FOLLOW_UP, TURNS, calls, Deadline(seconds))[0]


def test_names_of_the_turns_before_take_the_place_of_pronouns() -> None:
    assert (
        by_model(said("When did Ida Brandt close the bridge of Marl?"))
        == "When did Ida Brandt close the bridge of Marl?"
    )


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param("Ida Brandt closed it on Monday.", id="an answer"),
        pytest.param("When did Olaf Lind close the bridge of Marl?", id="a name that nobody has said"),
        pytest.param("When did Ida Brandt close the bridge in 1999?", id="a year that nobody has said"),
        pytest.param(
            "Olaf's bridge of Marl: when did Ida Brandt close it?", id="a new name at the beginning"
        ),
        pytest.param("When did Ida Brandt close the bridge twelve times?", id="a number in words"),
        pytest.param("Why did Ida Brandt close the bridge of Marl?", id="another thing is asked for"),
        pytest.param("When did Ida Brandt not close the bridge of Marl?", id="a denial"),
        pytest.param("What is the capital of Brazil?", id="another question"),
        pytest.param("When did she close it? Who paid for it?", id="two questions"),
        pytest.param("Sure!\nWhen did Ida Brandt close the bridge of Marl?", id="two lines"),
        pytest.param("When did Ida Brandt close " + "the bridge of Marl " * 30 + "?", id="far too long"),
    ],
)
def test_what_can_not_be_believed_is_dropped(reply: str) -> None:
    assert by_model(said(reply)) == ""


@pytest.mark.parametrize("reply", [failed(401), failed(500), HTML_PAGE, said("")])
def test_a_model_that_fails_rewrites_nothing(reply: Reply) -> None:
    assert by_model(reply) == ""


def test_a_slow_model_leaves_time_for_the_answer() -> None:
    deadline = Deadline(3.0)
    with openai_server(said("When?", silent_first=30)) as server:
        calls = ModelCalls(language_model(server.endpoint, "m"))
        assert rewritten(FOLLOW_UP, TURNS, calls, deadline)[0] == ""
    assert deadline.left > 1.0


def test_the_call_is_counted() -> None:
    with openai_server(said("When did Ida Brandt close it?", usage=(50, 9))) as server:
        calls = ModelCalls(language_model(server.endpoint, "m"))
        _, usage = rewritten(FOLLOW_UP, TURNS, calls, Deadline(10))
    assert (usage.calls, usage.prompt_tokens, usage.completion_tokens) == (1, 50, 9)
