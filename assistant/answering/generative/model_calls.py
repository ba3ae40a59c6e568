"""The calls of one question to a language model: inside one deadline, counted, and closed when nobody waits."""

from __future__ import annotations

import asyncio
import queue
import random
import threading
import weakref
from collections.abc import AsyncIterator, Callable, Generator, Iterator, Sequence
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.answers import Usage
from assistant.deadline import Deadline
from ingest.errors import (
    LanguageModelBusyError,
    LanguageModelError,
    LanguageModelReplyError,
    LanguageModelTimeoutError,
    LanguageModelUnavailableError,
)
from ingest.openai_endpoint import NO_REPLY, endpoint_faults

if TYPE_CHECKING:
    from llama_index.core.llms import LLM, ChatMessage

RETRIES = 2
FIRST_PAUSE = 0.4
"""Seconds before the second try, doubled for the third, each shortened by up to a half at random."""
LOOK_EVERY = 0.1
"""Seconds between two looks at whether the question was called off."""
CUT_OFF = ("length", "max_tokens", "content_filter")
"""What an endpoint gives as the reason when a reply ended before it was complete."""
BYTES_PER_TOKEN = 3.5
"""To estimate tokens where an endpoint doesn't count them: a little more than English text has."""

SLACK = 2
"""A reply may be so many times as long as was asked for before it is no longer read: tokens are only estimated."""

_END = object()


def tokens_in(text: str) -> int:
    """Estimate the tokens of a text, rather too many than too few."""
    return int(len(text.encode()) / BYTES_PER_TOKEN) + 1


@dataclass(frozen=True, slots=True)
class _Failure:
    error: Exception


class Tally:
    """Counts the calls and tokens of one question."""

    def __init__(self) -> None:
        self.usage = Usage()

    def add(self, asked: str, said: str, raw: Any) -> None:
        """Count one call: as the endpoint counts it, else estimated from the texts."""
        counted = _field(raw, "usage")
        read, written = _field(counted, "prompt_tokens"), _field(counted, "completion_tokens")
        known = isinstance(read, int) and isinstance(written, int)
        before = self.usage
        self.usage = Usage(
            calls=before.calls + 1,
            prompt_tokens=before.prompt_tokens + (read if known else tokens_in(asked)),
            completion_tokens=before.completion_tokens
            + (written if known else tokens_in(said) if said else 0),
            estimated=before.estimated or not known,
        )


class ModelCalls:
    """Calls a LlamaIndex LLM. Safe to use from several threads.

    Each call runs on an event loop in a thread of its own, where it can be cancelled at any moment: the
    connection is then closed, whatever it was waiting for. An LLM whose async methods only wrap blocking ones
    would hold up that loop; it runs in a thread that is left to itself when time is over.
    """

    def __init__(self, llm: LLM) -> None:
        """Use `llm`; nothing is called, and no thread begun, before the first call."""
        self.llm = llm
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None

    def stream(self, conversation: Sequence[ChatMessage], deadline: Deadline, tally: Tally) -> Generator[str]:
        """Give the reply in pieces as they come. Closing the generator closes the connection.

        A refusal or failure before the first piece is tried again, twice at most and only inside the deadline.
        Raises LanguageModelError: of the kind LanguageModelReplyError where the reply was cut off or empty.
        """
        return self._tried(conversation, deadline, tally, streamed=True)

    def complete(self, conversation: Sequence[ChatMessage], deadline: Deadline, tally: Tally) -> str:
        """Give the whole reply, asked for in one piece. Tries and errors as `stream`."""
        return "".join(self._tried(conversation, deadline, tally, streamed=False))

    def _tried(
        self, conversation: Sequence[ChatMessage], deadline: Deadline, tally: Tally, *, streamed: bool
    ) -> Generator[str]:
        for attempt in range(RETRIES + 1):
            begun = False
            try:
                with closing(self._once(conversation, deadline, tally, streamed=streamed)) as deltas:
                    for delta in deltas:
                        begun = True
                        yield delta
            except LanguageModelUnavailableError as error:
                pause = _pause(error, attempt)
                if begun or pause is None or pause >= deadline.left:
                    raise
                deadline.pause(pause)
            else:
                return

    def _once(
        self, conversation: Sequence[ChatMessage], deadline: Deadline, tally: Tally, *, streamed: bool
    ) -> Generator[str]:
        said: list[str] = []
        ended: str | None = None
        raw: Any = None
        came = False
        room = _most_characters(self.llm)
        try:
            with closing(self._replies(conversation, deadline, streamed=streamed)) as replies:
                for delta, piece in replies:
                    came = True
                    ended = _finish_reason(piece) or ended
                    raw = piece if _field(piece, "usage") else raw
                    too_long = room is not None and len(delta) > room
                    taken = delta[:room]
                    if taken:
                        said.append(taken)
                        yield taken
                    if too_long:
                        ended = "length"
                        break
                    room = None if room is None else room - len(taken)
        finally:
            tally.add("".join(str(message.content) for message in conversation), "".join(said), raw)
        if not came:
            raise LanguageModelReplyError(NO_REPLY)
        if not "".join(said).strip():
            raise LanguageModelReplyError("The language model gave an empty reply.")
        if ended is None or ended in CUT_OFF:
            raise LanguageModelReplyError("The language model's reply was cut off.")

    def _replies(
        self, conversation: Sequence[ChatMessage], deadline: Deadline, *, streamed: bool
    ) -> Generator[tuple[str, Any]]:
        """Hand over what the other thread puts down, until the end, the deadline, or the reader's leaving."""
        came: queue.SimpleQueue[Any] = queue.SimpleQueue()
        stop = self._start(conversation, came.put, streamed=streamed)
        try:
            while deadline.left:
                try:
                    item = came.get(timeout=min(LOOK_EVERY, deadline.left + 0.001))
                except queue.Empty:
                    continue
                if item is _END:
                    return
                if isinstance(item, _Failure):
                    raise _ours(item.error)
                yield item
            raise LanguageModelTimeoutError("The language model took longer than a question may take.")
        finally:
            stop()

    def _start(
        self, conversation: Sequence[ChatMessage], put: Callable[[Any], None], *, streamed: bool
    ) -> Callable[[], None]:
        """Begin a call that hands its pieces to `put`; gives what stops it."""
        if _blocks(self.llm):
            stopped = threading.Event()
            run = (self.llm, list(conversation), put, stopped, streamed)
            threading.Thread(target=_call_blocking, args=run, daemon=True).start()
            return stopped.set
        call = _call(self.llm, list(conversation), put, streamed=streamed)
        future: Future[None] = asyncio.run_coroutine_threadsafe(call, self._running_loop())

        def cancel() -> None:
            future.cancel()

        return cancel

    def _running_loop(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = loop = asyncio.new_event_loop()
                threading.Thread(target=loop.run_forever, name="language model", daemon=True).start()
                weakref.finalize(self, asyncio.run_coroutine_threadsafe, _end(loop), loop)
            return self._loop


def _most_characters(llm: LLM) -> int | None:
    """Give how long a reply is read, None where the LLM asks for no limit."""
    tokens = getattr(llm, "max_tokens", None)
    return int(tokens * BYTES_PER_TOKEN * SLACK) if isinstance(tokens, int) and tokens > 0 else None


async def _end(loop: asyncio.AbstractEventLoop) -> None:
    """Let what is still being closed be closed, then stop the loop."""
    others = asyncio.all_tasks(loop) - {asyncio.current_task(loop)}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    await loop.shutdown_asyncgens()
    loop.stop()


async def _call(
    llm: LLM, conversation: list[ChatMessage], put: Callable[[Any], None], *, streamed: bool
) -> None:
    try:
        async for piece in _pieces(llm, conversation, streamed=streamed):
            put(piece)
        put(_END)
    except Exception as error:  # noqa: BLE001 - handed over to the thread that waits, which raises it
        put(_Failure(error))


async def _pieces(
    llm: LLM, conversation: list[ChatMessage], *, streamed: bool
) -> AsyncIterator[tuple[str, Any]]:
    try:
        if streamed:
            async for reply in await llm.astream_chat(conversation):
                yield reply.delta or "", reply.raw
            return
        whole = await llm.achat(conversation)
    except NotImplementedError:  # some know only the plainest way
        whole = await asyncio.to_thread(llm.chat, conversation)
    yield whole.message.content or "", whole.raw


def _call_blocking(
    llm: LLM,
    conversation: list[ChatMessage],
    put: Callable[[Any], None],
    stopped: threading.Event,
    streamed: bool,
) -> None:
    try:
        for piece in _blocking_pieces(llm, conversation, streamed=streamed):
            if stopped.is_set():
                return
            put(piece)
        put(_END)
    except Exception as error:  # noqa: BLE001 - handed over to the thread that waits, which raises it
        put(_Failure(error))


def _blocking_pieces(
    llm: LLM, conversation: list[ChatMessage], *, streamed: bool
) -> Iterator[tuple[str, Any]]:
    try:
        if streamed:
            for reply in llm.stream_chat(conversation):
                yield reply.delta or "", reply.raw
            return
    except NotImplementedError:
        pass
    whole = llm.chat(conversation)
    yield whole.message.content or "", whole.raw


def _ours(error: Exception) -> LanguageModelError:
    """Give the project's error for whatever an LLM has raised. What it says is not repeated: it may hold a key."""
    try:
        with endpoint_faults():
            raise error
    except LanguageModelError as ours:
        return ours
    except Exception as other:  # noqa: BLE001 - any LLM of LlamaIndex may stand here, with errors of its own
        return LanguageModelReplyError(f"The language model failed ({type(other).__name__}).")


def _blocks(llm: LLM) -> bool:
    """Whether the async methods of an LLM only wrap blocking ones."""
    from llama_index.core.llms.custom import CustomLLM

    return isinstance(llm, CustomLLM)


def _pause(error: LanguageModelUnavailableError, attempt: int) -> float | None:
    """Give the seconds to wait before another try, None where another try is not worth it."""
    failed = type(error) is LanguageModelUnavailableError or isinstance(error, LanguageModelBusyError)
    if attempt == RETRIES or not failed:
        return None
    if error.retry_after is not None:
        return error.retry_after
    shortened: float = random.uniform(0.5, 1.0)  # noqa: S311 - jitter, not a secret
    return FIRST_PAUSE * shortened * (2 if attempt else 1)


def _finish_reason(raw: Any) -> str | None:
    """Read why a reply ended, None while it goes on; one that is not OpenAI's says nothing and is whole."""
    choices = _field(raw, "choices")
    if choices is None:
        return "stop"
    return next((_field(choice, "finish_reason") for choice in choices), None)


def _field(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else getattr(value, name, None)
