"""Connections as uvicorn makes them, with what it leaves open: counting, the slow, the deaf."""

import asyncio
import contextlib
from typing import Any, Final, cast

import h11
from starlette.types import Message
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.utils import get_remote_addr
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.exceptions import InvalidHandshake, InvalidState
from websockets.http11 import Request

from workshop_studio.server.guard import Headers, safe_headers
from workshop_studio.server.limits import Gate
from workshop_studio.server.messages import refusal

_BODY: Final = refusal("server.bad_message")
_HEADERS: Final[Headers] = [
    (b"content-type", b"application/json"),
    (b"content-length", str(len(_BODY)).encode()),
    (b"cache-control", b"no-store"),
    (b"connection", b"close"),
    *safe_headers(),
]
"""What every answer to something not understood says, whoever gives it."""
_LAST: Final = 2.5
"""Seconds that a connection has to take what it was told last when the room closes."""


def connection_class(gate: Gate) -> type[H11Protocol]:
    """The class of an HTTP connection that a gate counts."""

    class Connection(H11Protocol):
        """Must send the head of each request in time."""

        _deadline: asyncio.TimerHandle | None = None

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn's
            super().connection_made(transport)
            client = get_remote_addr(transport)
            if gate.enter(transport, client[0] if client else ""):
                self._await_head()
            else:
                transport.abort()

        def connection_lost(self, exc: Exception | None) -> None:
            gate.leave(self.transport)
            self._stop_waiting()
            super().connection_lost(exc)

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            if self.conn.their_state is h11.IDLE and self.conn.trailing_data[0]:
                self._await_head()
            elif self.cycle is not None:
                self._stop_waiting()

        def handle_websocket_upgrade(self, event: h11.Request) -> None:
            self._stop_waiting()
            super().handle_websocket_upgrade(event)

        def send_400_response(self, msg: str) -> None:
            """The answer to what is no HTTP, in the manner of all others."""
            del msg
            head = h11.Response(status_code=400, headers=_HEADERS, reason=b"Bad Request")
            try:
                for part in (head, h11.Data(data=_BODY), h11.EndOfMessage()):
                    self.transport.write(self.conn.send(part))
            except h11.LocalProtocolError:  # an answer is on its way already
                pass
            self.transport.close()

        def shutdown(self) -> None:
            super().shutdown()
            self.loop.call_later(_LAST, self.transport.abort)

        def _await_head(self) -> None:
            if self._deadline is None:
                self._deadline = self.loop.call_later(gate.limits.head, self.transport.abort)

        def _stop_waiting(self) -> None:
            if self._deadline is not None:
                self._deadline.cancel()
                self._deadline = None

    return Connection


def link_class(gate: Gate) -> type[WebSocketsSansIOProtocol]:
    """The class of a WebSocket that a gate counts."""

    class Link(WebSocketsSansIOProtocol):
        """Tells the application how to break it off."""

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            if not self.handshake_initiated:  # the head came whole, so nothing more would come
                self._turn_away()

        def handle_connect(self, event: Request) -> None:
            try:
                self.conn.process_request(event)
            except InvalidHandshake:
                self._turn_away()
                return
            super().handle_connect(event)
            scope = cast("dict[str, Any] | None", getattr(self, "scope", None))
            if scope is not None:
                scope["extensions"]["room"] = {"abort": self.transport.abort}

        async def send(self, message: Message) -> None:  # type: ignore[override] # of ASGI
            await super().send(cast("Any", message))
            if message["type"] == "websocket.http.response.body":
                self.handshake_complete = True  # else each upgrade refused is logged as a fault

        def connection_lost(self, exc: Exception | None) -> None:
            gate.leave(self.transport)
            super().connection_lost(exc)

        def shutdown(self) -> None:
            self.loop.call_later(_LAST, self.transport.abort)
            with contextlib.suppress(InvalidState):  # its other end has said that it goes
                super().shutdown()

        def _turn_away(self) -> None:
            """Answer an upgrade that is none, in the manner of all others, and hang up."""
            self.handshake_initiated = self.handshake_complete = self.close_sent = True
            head = b"".join(b"%b: %b\r\n" % pair for pair in _HEADERS)
            self.transport.write(b"HTTP/1.1 400 Bad Request\r\n%b\r\n%b" % (head, _BODY))
            self.transport.close()

    return Link
