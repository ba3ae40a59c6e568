"""The language model of an endpoint: what it sends, and that its key stays inside."""

from __future__ import annotations

import logging
import traceback

import pytest
from llama_index.core.llms import ChatMessage

from assistant.answering.generative.language_model import LONGEST_REPLY, language_model
from assistant.answering.generative.model_calls import Tally
from assistant.answering.generative.writer import GenerativeWriter
from assistant.deadline import Deadline
from evals.openai_server import KEY, failed, openai_server, said
from ingest.errors import LanguageModelError, SettingsError
from ingest.settings import Endpoint
from tests.assistant.answering.generative.test_writer import inquiry


def test_a_question_is_sent_as_a_chat_with_the_model_named() -> None:
    with openai_server(said("Yes [1].")) as server:
        llm = language_model(server.endpoint, "small-chat")
        list(llm.stream_chat([ChatMessage(role="user", content="Well?")]))
    assert server.paths == ["/v1/chat/completions"]
    request = server.requests[0]
    assert request["model"] == "small-chat"
    assert request["temperature"] == 0
    assert request["max_tokens"] == LONGEST_REPLY
    assert request["stream"] is True


def test_an_endpoint_without_a_key_is_called_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    with openai_server(said("Yes [1].")) as server:
        llm = language_model(Endpoint(server.endpoint.base_url), "small-chat")
        assert [reply.delta for reply in llm.stream_chat([ChatMessage(role="user", content="Well?")])]


def test_a_key_of_the_environment_is_not_sent_to_an_endpoint_without_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    llm = language_model(Endpoint("http://127.0.0.1:9/v1"), "small-chat")
    assert KEY not in f"{llm!r} {llm._get_client().api_key}"  # type: ignore[attr-defined]


def test_the_key_never_shows(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> None:
    caplog.set_level(logging.DEBUG)
    with openai_server(failed(401)) as server:
        llm = language_model(server.endpoint, "small-chat")
        writer = GenerativeWriter(llm)
        whole = list(writer.write(inquiry()))[-1]
        with pytest.raises(LanguageModelError) as caught:
            writer.calls.complete([ChatMessage(role="user", content="Well?")], Deadline(5), Tally())
    shown = [repr(llm), str(llm), str(llm.to_dict()), llm.model_dump_json(exclude={"callback_manager"})]
    shown += [repr(server.endpoint), repr(writer), "".join(traceback.format_exception(caught.value))]
    shown += [repr(whole), repr(writer.calls), repr(vars(writer.calls))]
    shown += [caplog.text, *capfd.readouterr()]
    assert server.requests
    assert KEY not in "\n".join(shown)


def test_a_model_that_cannot_be_asked_by_chat_is_a_setting_to_mend() -> None:
    with pytest.raises(SettingsError, match="ASSISTANT_LLM"):
        language_model(Endpoint("http://127.0.0.1:9/v1"), "gpt-5.2-pro")
