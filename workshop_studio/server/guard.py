"""What stands before every route: who may ask at all, and what every answer carries.

A page on the internet that has its name point to this laptop (DNS rebinding) must use a *name*:
only literal addresses of this machine are let through, on requests and upgrades alike.
"""

import asyncio
import logging
from collections.abc import Callable, Collection
from typing import Any, Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from workshop_studio.server.messages import refusal

_log = logging.getLogger(__name__)

Headers = list[tuple[bytes, bytes]]

FIXED: Final[Headers] = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-resource-policy", b"same-origin"),
]
_POLICY: Final = (
    "default-src 'none'; {sources}; img-src data:; "
    "connect-src 'self'{live}; object-src 'none'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
NOTHING: Final = "script-src 'none'; style-src 'none'"
SITES: Final = {b"same-origin", b"none"}
"""What a browser may say of where a request comes from, where it says so."""


def safe_headers(host: str = "", sources: str = NOTHING) -> Headers:
    """The headers of every answer; older Safari must be told of the WebSocket by name."""
    live = f" ws://{host}" if host else ""
    policy = _POLICY.format(sources=sources, live=live)
    return [*FIXED, (b"content-security-policy", policy.encode())]


class Guard:
    """Lets through what may be answered, and dresses the answers. An ASGI application."""

    def __init__(
        self,
        app: ASGIApp,
        hosts: Callable[[], Collection[str]],
        *,
        sources: str,
        body: int,
        rest: float,
    ) -> None:
        """Stand before ``app``.

        Args:
            app: the routes.
            hosts: what a Host header may be now, such as ``192.168.1.20:8080``.
            sources: what scripts and styles may run, as a policy says it.
            body: most bytes in the body of a request.
            rest: seconds within which the body must be there.
        """
        self._app = app
        self._hosts = hosts
        self._sources = sources
        self._body = body
        self._rest = rest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or carry one WebSocket."""
        names = [name for name, _ in scope["headers"]]
        headers = dict(scope["headers"])
        host = headers.get(b"host", b"").decode("latin-1").lower()
        known = names.count(b"host") == 1 and host in self._hosts()
        dressed = _dress(send, safe_headers(host if known else "", self._sources))
        if not known:
            await _turn_away(scope, dressed, "server.wrong_host", 421)
        elif _is_of_another(scope["headers"], host):
            await _turn_away(scope, dressed, "server.wrong_origin", 403)
        elif scope["type"] == "websocket":
            await self._app(scope, receive, dressed)
        else:
            await self._http(scope, headers, receive, dressed)

    async def _http(
        self, scope: Scope, headers: dict[bytes, bytes], receive: Receive, send: Send
    ) -> None:
        if scope["method"] == "POST":
            kind = headers.get(b"content-type", b"").lower().replace(b" ", b"")
            if kind not in {b"application/json", b"application/json;charset=utf-8"}:
                await _turn_away(scope, send, "server.wrong_type", 415)
                return
        told = headers.get(b"content-length", b"0")
        if not told.isdigit() or int(told[:12]) > self._body:
            await _turn_away(scope, send, "server.too_large", 413)
            return
        try:
            async with asyncio.timeout(self._rest):
                body = await self._read(receive)
        except TimeoutError:
            await _turn_away(scope, send, "server.too_slow", 408)
            return
        if body is None:
            await _turn_away(scope, send, "server.too_large", 413)
            return
        given = iter([{"type": "http.request", "body": body, "more_body": False}])

        async def read() -> Message:
            return next(given, None) or await receive()

        await self._app(scope, read, send)

    async def _read(self, receive: Receive) -> bytes | None:
        """The whole body; None where it is too large, whatever its head said."""
        pieces: list[bytes] = []
        size = 0
        while True:
            message = await receive()
            if message["type"] != "http.request":
                return b""
            pieces.append(message.get("body", b""))
            size += len(pieces[-1])
            if size > self._body:
                return None
            if not message.get("more_body"):
                return b"".join(pieces)


def _is_of_another(headers: Headers, host: str) -> bool:
    """Whether another page has asked; where a header is there twice, each must be right."""
    here = f"http://{host}".encode("latin-1")
    return any(
        (name == b"origin" and value.lower() != here)
        or (name == b"sec-fetch-site" and value not in SITES)
        for name, value in headers
    )


def _dress(send: Send, more: Headers) -> Send:
    async def dressed(message: Message) -> None:
        if message["type"] in {"http.response.start", "websocket.http.response.start"}:
            own = {name for name, _ in message["headers"]}
            headers = [*message["headers"], *more]
            if b"cache-control" not in own:
                headers.append((b"cache-control", b"no-store"))
            message = {**message, "headers": headers}
        await send(message)

    return dressed


async def refuse(
    scope: Scope, send: Send, code: str, status: int, params: dict[str, Any] | None = None
) -> None:
    """Answer with an error."""
    await answer(scope, send, refusal(code, params), status)


async def _turn_away(scope: Scope, send: Send, code: str, status: int) -> None:
    """Answer with an error and hang up, for what else is said may never end."""
    await answer(scope, send, refusal(code), status, [(b"connection", b"close")])


async def answer(
    scope: Scope,
    send: Send,
    body: bytes,
    status: int = 200,
    headers: Headers | None = None,
    kind: bytes = b"application/json",
) -> None:
    """Answer a request, or a WebSocket that is not to be."""
    what = "websocket.http.response" if scope["type"] == "websocket" else "http.response"
    head = [*(headers or [])]
    if status not in {204, 304}:
        head += [(b"content-type", kind), (b"content-length", str(len(body)).encode())]
    await send({"type": f"{what}.start", "status": status, "headers": head})
    await send({"type": f"{what}.body", "body": body if status not in {204, 304} else b""})
