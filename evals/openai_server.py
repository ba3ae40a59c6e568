"""A server on 127.0.0.1 that speaks OpenAI's protocol and does, in turn, what it was told to.

The benchmark of planted instructions and the tests use it for what a healthy endpoint won't do.
"""

from __future__ import annotations

import json
import re
import select
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from ingest.settings import Endpoint

KEY = "sk-canary-7f3a9b"
PASSAGE = re.compile(r"^<<\w+ ([a-z]\d[a-z]) \(", re.MULTILINE)


@dataclass(frozen=True)
class Reply:
    """One scripted reply: a whole body, parts that are flushed one by one, or what a model says.

    In `text` [1] stands for the id of the first passage of the request, and so on; numbers beyond stay.
    """

    status: int = 200
    body: bytes = b""
    content_type: str = "application/json"
    parts: tuple[bytes, ...] = ()
    cut: bool = False
    """Whether the connection breaks after the last part, in the middle of the reply."""
    headers: tuple[tuple[str, str], ...] = ()
    text: str | Callable[[dict[str, Any]], str] | None = None
    finish: str | None = "stop"
    step: int = 3
    silent_first: float = 0.0
    """Seconds before the first byte."""
    silent_after: int | None = None
    """Part after which it falls silent, for `silence` seconds."""
    silence: float = 30.0
    drip: float = 0.0
    """Seconds between two parts."""
    usage: tuple[int, int] | None = None


@dataclass
class OpenAIServer:
    """`script` is used up from the front; its last reply is given again and again.

    `left` holds the moments (time.monotonic) at which a client went away in the middle of a reply.
    """

    endpoint: Endpoint
    script: list[Reply]
    requests: list[dict[str, Any]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    left: list[float] = field(default_factory=list)


@contextmanager
def openai_server(*script: Reply) -> Iterator[OpenAIServer]:
    """Serve the replies of `script` until the block ends."""
    web = _Web(script)
    threading.Thread(target=web.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield web.told
    finally:
        web.shutdown()
        web.server_close()


class _Web(ThreadingHTTPServer):
    """Listens on a free port and knows what it was told."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, script: Sequence[Reply]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.told = OpenAIServer(Endpoint(f"http://127.0.0.1:{self.server_port}/v1", KEY), list(script))

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Pass over a client that has hung up; it may, and every other error is shown."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    """Gives one scripted reply a request."""

    protocol_version = "HTTP/1.1"
    server: _Web

    def do_GET(self) -> None:
        """Answer a request without a body."""
        self._answer({})

    def do_POST(self) -> None:
        """Keep the request and answer it."""
        length = int(self.headers.get("content-length", 0))
        request = json.loads(self.rfile.read(length))
        self.server.told.requests.append(request)
        self._answer(request)

    def _answer(self, request: dict[str, Any]) -> None:
        told = self.server.told
        told.paths.append(self.path)
        reply = told.script.pop(0) if len(told.script) > 1 else told.script[0]
        try:
            self._send(spoken(reply, request))
        except (BrokenPipeError, ConnectionResetError):
            told.left.append(time.monotonic())
            self.close_connection = True

    def _send(self, reply: Reply) -> None:
        self._pause(reply.silent_first)
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.content_type)
        for name, value in reply.headers:
            self.send_header(name, value)
        if reply.parts:
            self._send_parts(reply)
            return
        self.send_header("Content-Length", str(len(reply.body) + (100 if reply.cut else 0)))
        self.end_headers()
        self.wfile.write(reply.body)
        self.close_connection = reply.cut

    def _send_parts(self, reply: Reply) -> None:
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for number, part in enumerate(reply.parts):
            self._pause(reply.silence if number == reply.silent_after else reply.drip)
            self.wfile.write(f"{len(part):x}\r\n".encode() + part + b"\r\n")
            self.wfile.flush()
        if reply.cut:
            self.close_connection = True
        else:
            self.wfile.write(b"0\r\n\r\n")

    def _pause(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            readable, _, _ = select.select([self.connection], [], [], 0.02)
            if readable and self.connection.recv(1, socket.MSG_PEEK) == b"":
                raise BrokenPipeError

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing: standard error belongs to what is tested."""


def spoken(reply: Reply, request: dict[str, Any]) -> Reply:
    """Put what a model says into the form that was asked for: events, or one body."""
    if reply.text is None:
        return reply
    text = with_ids(reply.text if isinstance(reply.text, str) else reply.text(request), request)
    if not request.get("stream"):
        body = json.dumps(_whole(text, reply.finish, reply.usage)).encode()
        return replace(reply, body=body[: len(body) // 2] if reply.cut else body)
    pieces = [text[first : first + reply.step] for first in range(0, len(text), reply.step)]
    events = [_event({"content": piece}) for piece in pieces]
    if reply.finish is not None:
        events += [_event({}, reply.finish, reply.usage), b"data: [DONE]\n\n"]
    return replace(reply, content_type="text/event-stream", parts=tuple(events))


def passage_ids(request: dict[str, Any]) -> list[str]:
    """Give the ids of the request's passages, in their order."""
    messages = request.get("messages") or [{"content": ""}]
    return PASSAGE.findall(messages[-1]["content"])


def with_ids(text: str, request: dict[str, Any]) -> str:
    """Put the ids of the passages in place of their numbers, where those stand as citation marks."""
    names = {str(number): name for number, name in enumerate(passage_ids(request), start=1)}

    def mark(found: re.Match[str]) -> str:
        return re.sub(r"\d+", lambda number: names.get(number.group(), number.group()), found.group())

    return re.sub(r"[\[【][\d,; ]+[\]】]", mark, text)


def said(text: str | Callable[[dict[str, Any]], str], **options: Any) -> Reply:
    """Make a chat reply; `finish` None ends it without a reason."""
    return Reply(text=text, **options)


def vectors(rows: Sequence[Sequence[float]]) -> Reply:
    """Make a reply of /v1/embeddings."""
    data = [{"object": "embedding", "index": index, "embedding": list(row)} for index, row in enumerate(rows)]
    usage = {"prompt_tokens": 1, "total_tokens": 1}
    return as_json({"object": "list", "data": data, "model": "m", "usage": usage})


def as_json(value: Any, status: int = 200, headers: tuple[tuple[str, str], ...] = ()) -> Reply:
    """Make a reply with a JSON body."""
    return Reply(status, json.dumps(value).encode(), headers=headers)


def failed(status: int, message: str = "", code: str | None = None, **headers: str) -> Reply:
    """Make an error that repeats the key, as some servers do."""
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    error = {"message": message or f"Incorrect API key provided: {KEY}", "type": "x", "code": code}
    return as_json({"error": error}, status, named)


HTML_PAGE = Reply(body=b"<html><body>It works!</body></html>", content_type="text/html")
BROKEN_JSON = Reply(body=b'{"object": "list", "data": [')
NO_CHOICES = as_json({"id": "1", "object": "chat.completion", "created": 0, "model": "m", "choices": []})
CHOICES_NONE = as_json({"id": "1", "object": "chat.completion", "created": 0, "model": "m", "choices": None})
BROKEN_EVENT = Reply(content_type="text/event-stream", parts=(b'data: {"id": "1", "choi\n\n',))
ERROR_EVENT = Reply(
    content_type="text/event-stream",
    parts=(b'data: {"error": {"message": "overloaded ' + KEY.encode() + b'", "type": "x"}}\n\n',),
)
EMPTY_CHOICES_EVENTS = Reply(
    content_type="text/event-stream",
    parts=(
        b'data: {"id":"1","object":"chat.completion.chunk","created":0,"model":"m","choices":[]}\n\n',
        b"data: [DONE]\n\n",
    ),
)


def _whole(text: str, finish: str | None, usage: tuple[int, int] | None) -> dict[str, Any]:
    choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": finish}
    whole = {"id": "1", "object": "chat.completion", "created": 0, "model": "m", "choices": [choice]}
    return {**whole, **_usage(usage)}


def _event(delta: dict[str, Any], finish: str | None = None, usage: tuple[int, int] | None = None) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    chunk = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "m", "choices": [choice]}
    return b"data: " + json.dumps({**chunk, **_usage(usage)}).encode() + b"\n\n"


def _usage(usage: tuple[int, int] | None) -> dict[str, Any]:
    if usage is None:
        return {}
    read, written = usage
    return {"usage": {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written}}
