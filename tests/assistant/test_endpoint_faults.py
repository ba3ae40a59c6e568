"""Everything that an endpoint may do wrong, met by each way of asking: the reader gets an answer in time, and why."""

from __future__ import annotations

import asyncio
import json
import logging
import re
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import cast

import pytest
from llama_index.core.llms import ChatMessage
from llama_index.llms.openai_like import OpenAILike  # type: ignore[import-untyped]

import assistant.assistant as asking
from assistant import Assistant
from assistant.answering.generative.language_model import language_model
from assistant.answering.generative.model_calls import ModelCalls, Tally
from assistant.answers import Answer, Sentence
from assistant.deadline import Deadline
from evals.openai_server import (
    BROKEN_EVENT,
    BROKEN_JSON,
    CHOICES_NONE,
    EMPTY_CHOICES_EVENTS,
    ERROR_EVENT,
    HTML_PAGE,
    KEY,
    NO_CHOICES,
    Reply,
    as_json,
    failed,
    openai_server,
    said,
)
from ingest.embedding import BundledEmbedding
from ingest.errors import (
    LanguageModelBusyError,
    LanguageModelContextError,
    LanguageModelError,
    LanguageModelReplyError,
    LanguageModelSettingsError,
    LanguageModelTimeoutError,
    LanguageModelUnavailableError,
)
from ingest.settings import Endpoint, Settings

QUESTION = "What did Edda Morn spend on a new oven?"
TRUE = "Its owner, Edda Morn, spent 85,000 crowns on a new oven [1]."
HALF = "The recipe for its rye bread has not"
SECONDS = 2.0
OVERRUN = 1.0
CONVERSATION = [ChatMessage(role="user", content="Well?")]
IN_HOURS = format_datetime(datetime.now(UTC) + timedelta(hours=3), usegmt=True)
CONTENT_NONE = as_json(
    {
        "id": "1",
        "object": "chat.completion",
        "created": 0,
        "model": "m",
        "choices": [
            {
                "index": 0,
                "finish_reason": "stop",
                "message": {"role": "assistant", "content": None, "refusal": "I will not"},
            }
        ],
    }
)


def events(*parts: bytes, drip: float = 0.0) -> Reply:
    """A stream of just these parts."""
    return Reply(content_type="text/event-stream", parts=parts, drip=drip)


def delta(given: dict[str, object] | None, finish: str | None = None) -> bytes:
    """One event of a stream."""
    choice = {"index": 0, "delta": given, "finish_reason": finish}
    whole = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "m", "choices": [choice]}
    return b"data: " + json.dumps(whole).encode() + b"\n\n"


@dataclass(frozen=True)
class Fault:
    """A reply, the error that it must end in, and how often the endpoint may be asked."""

    reply: Reply
    error: type[LanguageModelError]
    calls: int = 1


FAULTS = {
    "401": Fault(failed(401), LanguageModelSettingsError),
    "403": Fault(failed(403), LanguageModelSettingsError),
    "404 no such model": Fault(failed(404), LanguageModelSettingsError),
    "400": Fault(failed(400), LanguageModelSettingsError),
    "422": Fault(failed(422), LanguageModelSettingsError),
    "400 context": Fault(
        failed(400, "maximum context length is 512", "context_length_exceeded"), LanguageModelContextError
    ),
    "413": Fault(failed(413), LanguageModelContextError),
    "429 wait 120": Fault(failed(429, retry_after="120"), LanguageModelBusyError),
    "429 until a date": Fault(failed(429, retry_after=IN_HOURS), LanguageModelBusyError),
    "429 wait soon": Fault(failed(429, retry_after="soon"), LanguageModelBusyError, 3),
    "429 wait -1": Fault(failed(429, retry_after="-1"), LanguageModelBusyError, 3),
    "429": Fault(failed(429), LanguageModelBusyError, 3),
    "500": Fault(failed(500), LanguageModelUnavailableError, 3),
    "502": Fault(failed(502), LanguageModelUnavailableError, 3),
    "503 wait 90": Fault(failed(503, retry_after="90"), LanguageModelUnavailableError),
    "529": Fault(failed(529), LanguageModelUnavailableError, 3),
    "a web page": Fault(HTML_PAGE, LanguageModelReplyError),
    "nothing": Fault(Reply(body=b""), LanguageModelReplyError),
    "broken JSON": Fault(BROKEN_JSON, LanguageModelReplyError),
    "other JSON": Fault(as_json({"hello": KEY}), LanguageModelReplyError),
    "a list": Fault(as_json([KEY]), LanguageModelReplyError),
    "no choices": Fault(NO_CHOICES, LanguageModelReplyError),
    "choices null": Fault(CHOICES_NONE, LanguageModelReplyError),
    "content null and a refusal": Fault(CONTENT_NONE, LanguageModelReplyError),
    "broken event": Fault(BROKEN_EVENT, LanguageModelReplyError),
    "error event": Fault(ERROR_EVENT, LanguageModelReplyError),
    "events without choices": Fault(EMPTY_CHOICES_EVENTS, LanguageModelReplyError),
    "empty reply": Fault(said(""), LanguageModelReplyError),
    "blank reply": Fault(said(" \n "), LanguageModelReplyError),
    "silent before the first byte": Fault(said(TRUE, silent_first=30.0), LanguageModelTimeoutError),
    "cut in the middle": Fault(said(HALF, cut=True, finish=None), LanguageModelReplyError),
    "cut by length": Fault(said(HALF, finish="length"), LanguageModelReplyError),
    "cut by a filter": Fault(said(HALF, finish="content_filter"), LanguageModelReplyError),
    "no finish reason": Fault(said(HALF, finish=None), LanguageModelReplyError),
    "not UTF-8": Fault(Reply(body=b"\xff\xfe\x00{"), LanguageModelReplyError),
    "an error in a 200": Fault(as_json({"error": {"message": f"no {KEY}"}}), LanguageModelReplyError),
    "JSON null": Fault(Reply(body=b"null"), LanguageModelReplyError),
    "408": Fault(failed(408), LanguageModelReplyError),
}
STREAMED_ONLY = {
    "stalls in the middle": Fault(said(HALF, silent_after=4), LanguageModelTimeoutError),
    "drips for ever": Fault(said(HALF * 40, drip=0.1), LanguageModelTimeoutError),
    "keeps alive for ever": Fault(events(*[b": ping\n\n"] * 300, drip=0.1), LanguageModelTimeoutError),
    "a refusal in pieces": Fault(
        events(delta({"content": None, "refusal": "I will not"}), delta({}, "stop")), LanguageModelReplyError
    ),
    "calls a tool": Fault(
        events(delta({"tool_calls": [{"index": 0, "id": "x", "type": "function"}]}), delta({}, "tool_calls")),
        LanguageModelReplyError,
    ),
    "pieces of another kind": Fault(
        events(delta({"content": [{"type": "text", "text": HALF}]}), delta({}, "stop")),
        LanguageModelReplyError,
    ),
    "no delta": Fault(events(delta(None), delta({}, "stop")), LanguageModelReplyError),
    "ends at once": Fault(events(b"data: [DONE]\n\n"), LanguageModelReplyError),
}
ALL = {**FAULTS, **STREAMED_ONLY}
WHOLE_ONLY = {
    # Nothing of it was read, so another try is worth it.
    "cut in the middle": Fault(said(HALF, cut=True), LanguageModelUnavailableError, 3),
}


def test_there_are_enough_scenarios() -> None:
    assert len(ALL) >= 25


# --- the calls themselves, streamed and not


@pytest.mark.parametrize("streamed", [True, False], ids=["streamed", "whole"])
@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_an_error_of_its_kind_in_time_and_without_the_key(
    name: str, streamed: bool, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    fault = FAULTS[name] if streamed else {**FAULTS, **WHOLE_ONLY}[name]
    with openai_server(fault.reply) as server:
        calls = ModelCalls(language_model(server.endpoint, "m"))
        calls._running_loop()
        started = time.monotonic()
        with pytest.raises(LanguageModelError) as caught:
            if streamed:
                list(calls.stream(CONVERSATION, Deadline(SECONDS), Tally()))
            else:
                calls.complete(CONVERSATION, Deadline(SECONDS), Tally())
        assert time.monotonic() - started < SECONDS + OVERRUN
    assert type(caught.value) is fault.error
    assert len(server.requests) == fault.calls
    assert KEY not in f"{caught.value!r} {caught.value} {caplog.text}"


def test_a_wait_that_fits_is_waited_for() -> None:
    with openai_server(failed(429, retry_after="1"), said(TRUE)) as server:
        started = time.monotonic()
        assert ModelCalls(language_model(server.endpoint, "m")).complete(CONVERSATION, Deadline(10), Tally())
        assert time.monotonic() - started >= 1


def test_a_busy_endpoint_says_how_long_to_wait() -> None:
    with (
        openai_server(failed(429, retry_after="120")) as server,
        pytest.raises(LanguageModelBusyError) as busy,
    ):
        ModelCalls(language_model(server.endpoint, "m")).complete(CONVERSATION, Deadline(2), Tally())
    assert busy.value.retry_after == 120


def test_an_llm_that_tries_again_by_itself_is_kept_from_it(
    invented_library_folder: Path, embedding: BundledEmbedding
) -> None:
    with openai_server(failed(500)) as server:
        own = OpenAILike(model="m", api_base=server.endpoint.base_url, api_key=KEY, is_chat_model=True)
        with opened(invented_library_folder, embedding, llm=own, deadline=60.0) as assistant:
            assert assistant.ask(QUESTION).model == "extractive"
    assert len(server.requests) == 3


@pytest.mark.parametrize(
    "address", ["http://no-such-host.invalid/v1", "https://127.0.0.1:{port}/v1", "http://127.0.0.1:1/v1"]
)
def test_an_address_that_leads_nowhere_is_an_endpoint_that_can_not_be_reached(address: str) -> None:
    with openai_server(said(TRUE)) as server:
        port = str(server.endpoint.base_url).split(":")[2].split("/")[0]
        calls = ModelCalls(language_model(Endpoint(address.format(port=port), KEY), "m"))
        started = time.monotonic()
        with pytest.raises(LanguageModelUnavailableError):
            calls.complete(CONVERSATION, Deadline(10.0), Tally())
        assert time.monotonic() - started < 10.0 + OVERRUN


# --- the assistant, by each way of asking

Way = Callable[[Assistant], list[Sentence | Answer]]


def by_ask(assistant: Assistant) -> list[Sentence | Answer]:
    return [assistant.ask(QUESTION)]


def by_stream(assistant: Assistant) -> list[Sentence | Answer]:
    return list(assistant.stream(QUESTION))


def by_aask(assistant: Assistant) -> list[Sentence | Answer]:
    return [asyncio.run(assistant.aask(QUESTION))]


def by_astream(assistant: Assistant) -> list[Sentence | Answer]:
    async def collected() -> list[Sentence | Answer]:
        return [event async for event in assistant.astream(QUESTION)]

    return asyncio.run(collected())


WAYS = {"ask": by_ask, "stream": by_stream, "aask": by_aask, "astream": by_astream}


class opened:
    """An assistant with a deadline of two seconds."""

    def __init__(
        self, folder: Path, embedding: BundledEmbedding, llm: object = None, **settings: object
    ) -> None:
        chosen = replace(
            Settings(deadline=SECONDS, answer_cache=False),
            **settings,  # type: ignore[arg-type]
        )
        self.assistant = Assistant.open(folder, llm=llm, embed_model=embedding, settings=chosen)  # type: ignore[arg-type]

    def __enter__(self) -> Assistant:
        return self.assistant

    def __exit__(self, *_: object) -> None:
        self.assistant.close()


@pytest.fixture(scope="module")
def assistant(invented_library_folder: Path, embedding: BundledEmbedding) -> Iterator[Assistant]:
    """One assistant for all faults; each test gives it an endpoint of its own."""
    nowhere = Endpoint("http://127.0.0.1:9/v1", KEY)
    with (
        opened(invented_library_folder, embedding, language_model="m", endpoint=nowhere) as assistant,
        pytest.MonkeyPatch.context() as patch,
    ):
        # What is found is the same for every fault. Found once, a busy machine can't break the limits of time.
        for name in ("find", "differing_in"):
            patch.setattr(f"assistant.assistant.{name}", once(getattr(asking, name)))
        assistant.ask(QUESTION)
        yield assistant


def once(step: Callable[..., object]) -> Callable[..., object]:
    """Do a step the first time, and give the same again ever after."""
    given: list[object] = []

    def memory(*arguments: object) -> object:
        if not given:
            given.append(step(*arguments))
        return given[0]

    return memory


def use(assistant: Assistant, endpoint: Endpoint) -> None:
    writer = assistant._language_writer
    assert writer
    writer.calls = ModelCalls(language_model(endpoint, "small-chat"))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ALL)
def test_every_fault_ends_in_the_articles_own_words_in_time_with_one_line_saying_why(
    assistant: Assistant, name: str, way: str
) -> None:
    with openai_server(ALL[name].reply) as server:
        use(assistant, server.endpoint)
        started = time.monotonic()
        *sentences, answer = WAYS[way](assistant)
        assert time.monotonic() - started < SECONDS + OVERRUN
    assert isinstance(answer, Answer)
    assert (answer.outcome, answer.model) == ("answered", "extractive")
    assert "85,000" in answer.text
    (notice,) = answer.notices
    assert notice.kind == "fallback"
    assert "\n" not in notice.text
    assert KEY not in repr(answer)
    assert HALF not in answer.text
    assert all(isinstance(sentence, Sentence) for sentence in sentences)
    assert list(answer.to_dict())[-2:] == ["model", "seconds"]


@pytest.mark.parametrize("way", WAYS)
def test_an_endpoint_that_is_down_ends_alike_and_is_told_once(
    assistant: Assistant, way: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    with openai_server(said(TRUE)) as server:
        pass
    use(assistant, server.endpoint)
    *_, answer = WAYS[way](assistant)
    assert isinstance(answer, Answer)
    assert answer.model == "extractive"
    assert "can't be reached" in answer.notices[0].text
    assert caplog.text == ""


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "options",
    [
        pytest.param({"finish": None, "cut": True}, id="cut"),
        pytest.param({"finish": None}, id="no reason"),
        pytest.param({"finish": "length"}, id="length"),
        pytest.param({"silent_after": 25}, id="stall"),
    ],
)
def test_what_was_finished_stays_and_the_answer_is_marked_incomplete(
    assistant: Assistant, options: dict[str, object], way: str
) -> None:
    with openai_server(said(f"{TRUE} {HALF}", **options)) as server:
        use(assistant, server.endpoint)
        started = time.monotonic()
        *_, answer = WAYS[way](assistant)
        assert time.monotonic() - started < SECONDS + OVERRUN
    assert isinstance(answer, Answer)
    assert [sentence.text for sentence in answer.sentences] == [
        "Its owner, Edda Morn, spent 85,000 crowns on a new oven."
    ]
    assert answer.model == "small-chat"
    assert [notice.kind for notice in answer.notices] == ["incomplete"]
    marks = {int(mark) for mark in re.findall(r"\[(\d+)\]", answer.text)}
    assert marks == {citation.number for citation in answer.citations}


# --- the reader leaves


def closed_within_a_second(left: list[float], moment: float) -> bool:
    until = time.monotonic() + 1.5
    while not left and time.monotonic() < until:
        time.sleep(0.02)
    return bool(left) and left[0] - moment < 1.0


def test_closing_the_stream_closes_the_connection(assistant: Assistant) -> None:
    with openai_server(said(f"{TRUE} {HALF} " * 3, silent_after=30)) as server:
        use(assistant, server.endpoint)
        events = assistant.stream(QUESTION)
        assert isinstance(next(events), Sentence)
        moment = time.monotonic()
        events.close()
        assert closed_within_a_second(server.left, moment)


def test_cancelling_the_async_stream_closes_the_connection_even_before_the_first_word(
    assistant: Assistant,
) -> None:
    async def leave() -> float:
        asking = asyncio.ensure_future(assistant.aask(QUESTION))
        while not server.requests:
            await asyncio.sleep(0.02)
        asking.cancel()
        return time.monotonic()

    with openai_server(said(TRUE, silent_first=30)) as server:
        use(assistant, server.endpoint)
        moment = asyncio.run(leave())
        assert closed_within_a_second(server.left, moment)


def test_leaving_the_async_stream_closes_the_connection(assistant: Assistant) -> None:
    async def leave() -> float:
        events = cast("AsyncIterator[Sentence | Answer]", assistant.astream(QUESTION))
        await anext(events)
        moment = time.monotonic()
        await events.aclose()  # type: ignore[attr-defined]
        return moment

    with openai_server(said(f"{TRUE} {HALF} " * 3, silent_after=30)) as server:
        use(assistant, server.endpoint)
        moment = asyncio.run(leave())
        assert closed_within_a_second(server.left, moment)


def test_leaving_while_a_follow_up_is_rewritten_closes_the_connection(assistant: Assistant) -> None:
    with openai_server(said(TRUE)) as server:
        use(assistant, server.endpoint)
        chat = assistant.chat()
        chat.ask(QUESTION)
        server.script[:] = [said("When?", silent_first=30)]
        server.requests.clear()
        deadline = Deadline(60.0)
        asking = threading.Thread(
            target=lambda: list(chat.stream("And when?", deadline=deadline)), daemon=True
        )
        asking.start()
        while not server.requests:
            time.sleep(0.02)
        moment = time.monotonic()
        deadline.cancel()
        assert closed_within_a_second(server.left, moment)
        asking.join(5)


def test_leaving_while_sentences_are_mended_closes_the_connection(assistant: Assistant) -> None:
    async def leave() -> float:
        asking = asyncio.ensure_future(assistant.aask(QUESTION))
        while len(server.requests) < 2:
            await asyncio.sleep(0.02)
        asking.cancel()
        return time.monotonic()

    with openai_server(said("She spent 99,000 crowns [1]."), said(TRUE, silent_first=30)) as server:
        use(assistant, server.endpoint)
        moment = asyncio.run(leave())
        assert closed_within_a_second(server.left, moment)


@pytest.mark.parametrize("streamed", [True, False])
def test_a_reply_without_end_is_read_little_further_than_was_asked_for(streamed: bool) -> None:
    tally = Tally()
    with openai_server(said("It rained on and on. " * 1000, step=50, drip=0.005)) as server:
        calls = ModelCalls(language_model(server.endpoint, "m"))
        ask = calls.stream if streamed else calls.complete
        with pytest.raises(LanguageModelReplyError, match="cut off"):
            "".join(ask(CONVERSATION, Deadline(20.0), tally))
    assert 300 < tally.usage.completion_tokens <= 601


@pytest.mark.parametrize("streamed", [True, False])
def test_a_web_page_in_place_of_a_reply_hints_at_the_address(streamed: bool) -> None:
    with openai_server(HTML_PAGE) as server:
        calls = ModelCalls(language_model(server.endpoint, "m"))
        ask = calls.stream if streamed else calls.complete
        with pytest.raises(LanguageModelReplyError, match=r"OPENAI_BASE_URL.*/v1"):
            "".join(ask(CONVERSATION, Deadline(20.0), Tally()))
