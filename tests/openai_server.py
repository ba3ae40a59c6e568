"""A server on 127.0.0.1 that speaks OpenAI's protocol and does, in turn, what a test has scripted."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from ingest.settings import Endpoint

KEY = "sk-canary-7f3a9b"


@dataclass(frozen=True)
class Reply:
    """One scripted reply: a whole body, or parts that are flushed one by one."""

    status: int = 200
    body: bytes = b""
    content_type: str = "application/json"
    parts: tuple[bytes, ...] = ()
    cut: bool = False
    """Whether the connection breaks after the last part, in the middle of the reply."""
    headers: tuple[tuple[str, str], ...] = ()


@dataclass
class OpenAIServer:
    """`script` is used up from the front; its last reply is given again and again."""

    endpoint: Endpoint
    script: list[Reply]
    requests: list[dict[str, Any]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)


@contextmanager
def openai_server(*script: Reply) -> Iterator[OpenAIServer]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            length = int(self.headers.get("content-length", 0))
            server.requests.append(json.loads(self.rfile.read(length)))
            server.paths.append(self.path)
            reply = server.script.pop(0) if len(server.script) > 1 else server.script[0]
            try:
                self._send(reply)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def _send(self, reply: Reply) -> None:
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.content_type)
            for name, value in reply.headers:
                self.send_header(name, value)
            if not reply.parts:
                self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                self.wfile.write(reply.body)
                return
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for part in reply.parts:
                self.wfile.write(f"{len(part):x}\r\n".encode() + part + b"\r\n")
                self.wfile.flush()
            if reply.cut:
                self.close_connection = True
            else:
                self.wfile.write(b"0\r\n\r\n")

        def log_message(self, format: str, *args: object) -> None:
            pass

    web = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    web.daemon_threads = True
    server = OpenAIServer(Endpoint(f"http://127.0.0.1:{web.server_port}/v1", KEY), list(script))
    threading.Thread(target=web.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield server
    finally:
        web.shutdown()
        web.server_close()


def said(text: str, *, finish: str | None = "stop", step: int = 3, cut: bool = False) -> Reply:
    """A streamed chat reply, `step` characters an event; `finish` None ends the stream without a reason."""
    pieces = [text[first : first + step] for first in range(0, len(text), step)]
    events = [_event({"content": piece}) for piece in pieces]
    if finish is not None:
        events += [_event({}, finish), b"data: [DONE]\n\n"]
    return Reply(content_type="text/event-stream", parts=tuple(events), cut=cut)


def vectors(rows: Sequence[Sequence[float]]) -> Reply:
    """A reply of /v1/embeddings."""
    data = [{"object": "embedding", "index": index, "embedding": list(row)} for index, row in enumerate(rows)]
    usage = {"prompt_tokens": 1, "total_tokens": 1}
    return as_json({"object": "list", "data": data, "model": "m", "usage": usage})


def as_json(value: Any, status: int = 200, headers: tuple[tuple[str, str], ...] = ()) -> Reply:
    return Reply(status, json.dumps(value).encode(), headers=headers)


def failed(status: int, **headers: str) -> Reply:
    """An error that repeats the key, as some servers do."""
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return as_json({"error": {"message": f"Incorrect API key provided: {KEY}", "type": "x"}}, status, named)


HTML_PAGE = Reply(body=b"<html><body>It works!</body></html>", content_type="text/html")
BROKEN_JSON = Reply(body=b'{"object": "list", "data": [')
NO_CHOICES = as_json({"id": "1", "object": "chat.completion", "created": 0, "model": "m", "choices": []})
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


def _event(delta: dict[str, Any], finish: str | None = None) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    chunk = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "m", "choices": [choice]}
    return b"data: " + json.dumps(chunk).encode() + b"\n\n"
