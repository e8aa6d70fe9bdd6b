"""The routes of the protocol. All of them run on the server's thread."""

import asyncio
import contextlib
import hmac
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from workshop_studio.app.door import Guest
from workshop_studio.app.guessing import Bucket
from workshop_studio.app.hub import Actor, Envelope, Receipt
from workshop_studio.app.people import Join, Joined
from workshop_studio.domain.commands import AddIdea, EditIdea
from workshop_studio.domain.errors import WorkshopError
from workshop_studio.domain.rejections import reject
from workshop_studio.server import messages as m
from workshop_studio.server.guard import Headers, answer, refuse
from workshop_studio.server.joining import Joining
from workshop_studio.server.limits import (
    JOINS_A_SECOND,
    JOINS_AT_ONCE,
    Limits,
    is_loopback,
)
from workshop_studio.server.live import Live
from workshop_studio.server.pages import Page, Pages
from workshop_studio.server.views import Views

_log = logging.getLogger(__name__)

PATIENCE = 30.0
"""Seconds after which a phone is told to try again, should the disk take so long."""
_MOST_BUCKETS = 20_000
Submit = Callable[[Envelope], "asyncio.Future[Receipt]"]


class Desk:
    """Answers phones: the routes and what they share."""

    def __init__(
        self,
        joining: Joining,
        views: Views,
        live: Live,
        pages: Pages,
        submit: Submit | None,
        title: Callable[[], str],
        limits: Limits,
    ) -> None:
        """Answer for a room.

        Args:
            joining: lets phones in.
            views: what each phone sees.
            live: pushes it.
            pages: the phones' page.
            submit: sends an envelope; None where only the connection is checked.
            title: the session's title.
            limits: what a phone may ask.
        """
        self._joining = joining
        self._room = joining.room
        self._views = views
        self._pages = pages
        self._submit = submit
        self._title = title
        self._limits = limits
        self._live = live
        self._buckets: dict[str, Bucket] = {}

    def app(self) -> ASGIApp:
        """The routes."""
        routes: list[Route | WebSocketRoute] = [
            Route("/", _Raw(self._front), methods=["GET"]),
            *(
                Route(path, _Raw(self._page(page)), methods=["GET"])
                for path, page in self._pages.words.items()
            ),
            Route("/about", _Raw(self._about), methods=["GET"]),
            Route("/view", _Raw(self._view), methods=["GET"]),
            *(
                Route(path, _Raw(handler), methods=["POST"])
                for path, handler in (
                    ("/join", self._join),
                    ("/leave", self._leave),
                    ("/send", self._send),
                    ("/signal", self._signal),
                )
            ),
            WebSocketRoute("/live", self._live),
        ]
        app = Starlette(
            routes=routes, exception_handlers={HTTPException: _told, Exception: _failed}
        )
        app.router.redirect_slashes = False
        app.router.default = _nowhere
        return app

    async def _front(self, scope: Scope, body: bytes, send: Send) -> None:
        del body
        accepted = dict(scope["headers"]).get(b"accept-language", b"").decode("latin-1")
        page = self._pages.front(accepted, self._known().model_dump_json())
        await _serve(scope, send, page, [(b"vary", b"accept-language")])

    def _page(self, page: Page) -> "Handler":
        async def serve(scope: Scope, body: bytes, send: Send) -> None:
            del body
            await _serve(scope, send, page, [])

        return serve

    async def _about(self, scope: Scope, body: bytes, send: Send) -> None:
        del body
        await answer(scope, send, self._known().model_dump_json().encode())

    def _known(self) -> m.About:
        policy = self._room.policy
        return m.About(
            title=self._title(),
            names=policy.names,
            approval=policy.approval,
            tables=policy.tables,
            languages=["nb", "nn", "en"],
        )

    async def _join(self, scope: Scope, body: bytes, send: Send) -> None:
        address = scope["client"][0] if scope.get("client") else ""
        request = m.read(body, m.JOIN)
        # Who has the key does not wait behind those who guess from the same address.
        is_known = hmac.compare_digest(request.key.encode(), self._room.key.encode())
        who = f"{'join' if is_known else 'guess'} {address}"
        if not is_loopback(address) and not self._may(who, JOINS_AT_ONCE, JOINS_A_SECOND):
            await refuse(scope, send, "server.too_fast", 429)
            return
        join = Join(address=address, **request.model_dump())
        async with _kept():
            joined = await self._joining.join(join)
        if isinstance(joined, Joined):
            told = m.JoinAnswer(
                token=joined.token,
                personal=joined.personal,
                status="in" if joined.status == "in" else "waiting",
            )
            await answer(scope, send, told.model_dump_json().encode())
        else:
            status = 429 if joined.code == "join.too_many_tries" else 403
            await refuse(scope, send, joined.code, status, dict(joined.params))

    async def _leave(self, scope: Scope, body: bytes, send: Send) -> None:
        m.read(body, m.NOTHING)
        token, _ = self._asking(scope)
        async with _kept():
            await asyncio.to_thread(self._room.leave, token)
        await answer(scope, send, b"", 204)

    async def _view(self, scope: Scope, body: bytes, send: Send) -> None:
        del body
        _, guest = self._asking(scope)
        self._room.presence.asked(guest.seat)
        query = scope["query_string"].decode("latin-1")
        seen, view = self._views.view(guest)
        if query == f"seen={seen}":
            await answer(scope, send, b"", 204)
        else:
            await answer(scope, send, view)

    async def _signal(self, scope: Scope, body: bytes, send: Send) -> None:
        signal = m.read(body, m.SIGNAL)
        _, guest = self._taking_part(scope)
        if not self._may(f"signal {guest.seat}", self._limits.at_once, self._limits.a_second):
            raise Refusing("server.too_fast", 429)
        self._views.refresh()  # so that "done" is of what is asked now
        self._room.presence.signal(guest.seat, done=signal.done, more_time=signal.more_time)
        await answer(scope, send, b"", 204)

    async def _send(self, scope: Scope, body: bytes, send: Send) -> None:
        request = m.read(body, m.SEND)
        _, guest = self._taking_part(scope)
        if self._submit is None:
            raise Refusing("server.only_checked", 403)
        if not self._may(guest.seat, self._limits.at_once, self._limits.a_second):
            raise Refusing("server.too_fast", 429)
        command = m.read_command(request.command)
        if command is None:
            raise Refusing("command.not_yours", 403)
        if isinstance(command, AddIdea | EditIdea) and len(command.text) > self._limits.text:
            most, length = self._limits.text, len(command.text)
            refused = reject("idea.too_long", most=most, length=length)
            await _answer_receipt(scope, send, Receipt(request.id, 0, rejection=refused))
            return
        envelope = Envelope(request.id, Actor("participant", guest.seat, guest.heads), command)
        async with _kept():
            receipt = await self._submit(envelope)
        await _answer_receipt(scope, send, receipt)

    def _asking(self, scope: Scope) -> tuple[str, Guest]:
        """The token of a request, and whose it is."""
        scheme, _, token = (
            dict(scope["headers"]).get(b"authorization", b"").decode("latin-1").partition(" ")
        )
        guest = self._room.guest(token) if scheme.lower() == "bearer" else None
        if guest is None:
            raise Refusing("join.unknown", 401)
        if guest.status == "removed":
            raise Refusing("join.removed", 403)
        return token, guest

    def _taking_part(self, scope: Scope) -> tuple[str, Guest]:
        token, guest = self._asking(scope)
        if guest.status != "in":
            raise Refusing("join.waiting", 403)
        return token, guest

    def _may(self, who: str, most: float, a_second: float) -> bool:
        now = asyncio.get_running_loop().time()
        if len(self._buckets) > _MOST_BUCKETS:
            self._buckets = {
                key: one for key, one in self._buckets.items() if one.fill(now) < one.most
            }
        bucket = self._buckets.setdefault(who, Bucket.full(most, a_second, now))
        return bucket.take(now)


async def _answer_receipt(scope: Scope, send: Send, receipt: Receipt) -> None:
    """Say what came of a command; what its sender sees now comes by itself, or is asked for."""
    refused = receipt.rejection
    told = {
        "id": receipt.envelope,
        "accepted": refused is None,
        "rejection": refused and {"code": refused.code, "params": dict(refused.params)},
        "made": receipt.made,
    }
    body = json.dumps(told, ensure_ascii=False, default=str)
    await answer(scope, send, body.encode("utf-8", "replace"))


async def _serve(scope: Scope, send: Send, page: Page, headers: Headers) -> None:
    known = dict(scope["headers"]).get(b"if-none-match") == page.etag
    headers = [*headers, (b"etag", page.etag), (b"cache-control", b"no-cache")]
    await answer(scope, send, page.content, 304 if known else 200, headers, page.kind)


Handler = Callable[[Scope, bytes, Send], Awaitable[None]]


class Refusing(m.Unreadable):
    """A request that is answered with an error."""


@contextlib.asynccontextmanager
async def _kept() -> AsyncIterator[None]:
    """Wait for the disk; where it does not take it, the phone keeps it and asks again."""
    try:
        async with asyncio.timeout(PATIENCE):
            yield
    except (WorkshopError, TimeoutError):
        raise Refusing("server.not_saved", 503) from None


class _Raw:
    """A route without a request object: the body is there already, see ``guard.py``."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        message: dict[str, Any] = dict(await receive())
        await self._handler(scope, message.get("body", b""), send)


async def _nowhere(scope: Scope, receive: Receive, send: Send) -> None:
    """Where no route is, for requests and for upgrades."""
    del receive
    await refuse(scope, send, "server.no_page", 404)


_CODES = {405: "server.wrong_method"}


async def _told(request: Request, error: Exception) -> Response:
    del request
    status = error.status_code if isinstance(error, HTTPException) else 500
    code = error.code if isinstance(error, m.Unreadable) else _CODES.get(status, "server.failed")
    headers = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
    return Response(m.refusal(code), status, headers, "application/json")


async def _failed(request: Request, error: Exception) -> Response:
    del request, error
    return Response(m.refusal("server.failed"), 500, media_type="application/json")
