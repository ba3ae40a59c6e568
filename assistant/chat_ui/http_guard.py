"""What the page's server lets through: a plain ASGI middleware in front of everything that Gradio serves.

The page uses few of Gradio's routes. The others (uploads, reading of files, fetching of remote addresses) are
not needed here, and what can't be reached can't be misused.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]

LARGEST_BODY = 256 * 1024
"""Bytes: far more than the longest question takes."""

# Gradio's start-up scripts stand in the page and it compiles its templates, hence the two "unsafe" words.
# `script-src-attr 'none'` is what matters: markup that slipped in could run no handler such as onerror.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "script-src-attr 'none'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = (
    (b"content-security-policy", CONTENT_SECURITY_POLICY.encode("ascii")),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
)
READABLE = ("/", "/config", "/config/", "/theme.css", "/favicon.ico", "/manifest.json", "/robots.txt")
READABLE_BELOW = ("/assets/", "/static/", "/gradio_api/heartbeat/")
READABLE_API = ("/gradio_api/queue/data", "/gradio_api/startup-events", "/gradio_api/theme.css")
WRITABLE = ("/gradio_api/queue/join", "/gradio_api/cancel", "/gradio_api/reset", "/gradio_api/reset/")


class HttpGuard:
    """Lets only the page's own requests through, of a bounded size, and adds security headers."""

    def __init__(self, app: Application, hosts: tuple[str, ...] = ()) -> None:
        """Stand in front of `app`. Where `hosts` are given a request must name one of them as its host.

        The names keep out a web page elsewhere whose own name was made to point at this machine.
        """
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal:
            await _refuse(send, refusal)
            return
        await self._app(scope, _bounded(receive), _with_headers(send))

    def _refusal(self, scope: MutableMapping[str, Any]) -> int:
        """Give the status with which a request is refused, 0 for one that may pass."""
        headers = dict(scope["headers"])
        host = headers.get(b"host", b"").decode("latin-1").rsplit(":", 1)[0].lower()
        if self._hosts and host not in self._hosts:
            return 421
        if not _is_known(scope["method"], scope["path"]):
            return 404
        length = headers.get(b"content-length", b"0")
        return 413 if not length.isdigit() or int(length) > LARGEST_BODY else 0


def _is_known(method: str, path: str) -> bool:
    if method in ("GET", "HEAD"):
        return path in READABLE or path in READABLE_API or path.startswith(READABLE_BELOW)
    return method in ("POST", "OPTIONS") and path in WRITABLE


def _bounded(receive: Receive) -> Receive:
    """Cut off a body that is longer than it said, or that did not say how long it is."""
    received = 0

    async def bounded() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        return message if received <= LARGEST_BODY else {"type": "http.disconnect"}

    return bounded


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", ()), *HEADERS]
        await send(message)

    return sending


async def _refuse(send: Send, status: int) -> None:
    headers = [(b"content-type", b"text/plain"), *HEADERS]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"Not available here."})
