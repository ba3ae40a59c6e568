from __future__ import annotations

import asyncio

import pytest

from assistant.chat_ui.http_guard import LARGEST_BODY, HttpGuard


async def echo(scope, receive, send):
    """An application that reads the whole body and says how long it was."""
    length, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            await send({"type": "http.response.start", "status": 499, "headers": []})
            await send({"type": "http.response.body", "body": b"cut off"})
            return
        length, more = length + len(message.get("body", b"")), message.get("more_body", False)
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": str(length).encode()})


def request(method: str, path: str, *, hosts=(), body=(b"",), **headers: str):
    sent = []
    pending = [{"type": "http.request", "body": part, "more_body": True} for part in body]
    pending[-1]["more_body"] = False

    async def receive():
        return pending.pop(0)

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
    }
    asyncio.run(HttpGuard(echo, hosts)(scope, receive, send))
    return sent[0]["status"], dict(sent[0]["headers"])


@pytest.mark.parametrize("path", ["/", "/config", "/assets/index.js", "/gradio_api/queue/data", "/theme.css"])
def test_the_page_s_own_routes_pass(path):
    assert request("GET", path)[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/proxy=http://a.example",
        "/gradio_api/info",
        "/openapi.json",
        "/monitoring",
        "/docs",
        "/gradio_api/vibe-code",
        "/gradio_api/upload_progress",
        "/login",
    ],
)
def test_other_routes_are_not_there(path):
    assert request("GET", path)[0] == 404


@pytest.mark.parametrize("path", ["/gradio_api/upload", "/gradio_api/run/ask", "/gradio_api/call/ask", "/"])
def test_nothing_is_written_but_questions(path):
    assert request("POST", path)[0] == 404
    assert request("POST", "/gradio_api/queue/join")[0] == 200


def test_a_large_body_is_refused_by_its_announced_length():
    assert request("POST", "/gradio_api/queue/join", content_length=str(LARGEST_BODY + 1))[0] == 413
    assert request("POST", "/gradio_api/queue/join", content_length="-1")[0] == 413


def test_a_large_body_without_an_announced_length_is_cut_off():
    parts = [b"x" * (LARGEST_BODY // 2)] * 3
    assert request("POST", "/gradio_api/queue/join", body=parts)[0] == 499


def test_another_host_name_is_refused_where_names_are_given():
    hosts = ("127.0.0.1", "localhost", "[::1]")
    assert request("GET", "/", hosts=hosts, host="rebound.example:7860")[0] == 421
    assert request("GET", "/", hosts=hosts)[0] == 421
    for host in ("127.0.0.1:7860", "localhost", "LOCALHOST:7860", "[::1]:7860"):
        assert request("GET", "/", hosts=hosts, host=host)[0] == 200


def test_every_answer_carries_the_security_headers():
    for path in ("/", "/openapi.json"):
        headers = request("GET", path)[1]
        assert b"script-src-attr 'none'" in headers[b"content-security-policy"]
        assert headers[b"x-content-type-options"] == b"nosniff"
