"""The push: whole views by WebSocket, coalesced, never more than a few a second to a phone."""

import asyncio
import contextlib
from collections import Counter

from starlette.types import Message, Receive, Scope, Send
from uvicorn.protocols.utils import ClientDisconnected

from workshop_studio.app.room import Room
from workshop_studio.server import messages as m
from workshop_studio.server.limits import Limits
from workshop_studio.server.views import Views

UNKNOWN, REMOVED, TOO_MUCH, AGAIN = 4401, 4403, 4429, 1012
_MESSAGES_A_MINUTE = 120


class _Gone(Exception):
    """The phone has gone, or is told to go."""


class Live:
    """The route ``/live``. An ASGI application."""

    def __init__(self, room: Room, views: Views, limits: Limits) -> None:
        """Push the views of a room."""
        self._room = room
        self._views = views
        self._limits = limits
        self._awake: set[asyncio.Event] = set()
        self._links: Counter[str] = Counter()

    def wake(self) -> None:
        """Something has changed: every phone gets what is new for it."""
        for event in self._awake:
            event.set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Carry one WebSocket."""
        if (await receive())["type"] != "websocket.connect":
            return
        await send({"type": "websocket.accept"})
        with contextlib.suppress(ClientDisconnected, _Gone):
            hello = await self._hello(receive, send)
            guest = self._room.guest(hello.token)
            if guest is None:
                await _close(send, UNKNOWN)
                return
            if self._links[guest.seat] >= self._limits.links:
                await _close(send, TOO_MUCH)
                return
            self._links[guest.seat] += 1
            disconnect = self._room.presence.connect(guest.seat)
            awake = asyncio.Event()
            awake.set()
            self._awake.add(awake)
            reading = asyncio.create_task(self._read(receive, awake))
            try:
                await self._push(scope, send, hello, guest.seat, awake, reading)
            finally:
                reading.cancel()
                self._awake.discard(awake)
                self._links[guest.seat] -= 1
                disconnect()

    async def _hello(self, receive: Receive, send: Send) -> m.Hello:
        try:
            async with asyncio.timeout(self._limits.head):
                return m.read(_text(await receive()), m.HELLO)
        except TimeoutError:
            await _close(send, 1008)
        except m.Unreadable:
            await _close(send, 1007)
        raise _Gone

    async def _read(self, receive: Receive, awake: asyncio.Event) -> int:
        """Take in what the phone says until it goes; returns the code to close with."""
        loop = asyncio.get_running_loop()
        began, count = loop.time(), 0
        try:
            while True:
                m.read(_text(await receive()), m.SEEN)
                if loop.time() - began > 60.0:
                    began, count = loop.time(), 0
                count += 1
                if count > _MESSAGES_A_MINUTE:
                    return TOO_MUCH
        except m.Unreadable:
            return 1007
        except _Gone:
            return 0
        finally:
            awake.set()

    async def _push(
        self,
        scope: Scope,
        send: Send,
        hello: m.Hello,
        seat: str,
        awake: asyncio.Event,
        reading: "asyncio.Task[int]",
    ) -> None:
        seen = hello.seen
        while True:
            await awake.wait()
            awake.clear()
            if reading.done():
                if code := reading.result():
                    await _close(send, code)
                return
            guest = self._room.guest(hello.token)
            if guest is None or guest.status == "removed":
                await _close(send, UNKNOWN if guest is None else REMOVED)
                return
            if guest.seat != seat:  # made one with another: it connects again, and counts there
                await _close(send, AGAIN)
                return
            newest, view = self._views.view(guest)
            if newest != seen:
                seen = newest
                try:
                    async with asyncio.timeout(self._limits.rest):
                        await send({"type": "websocket.send", "text": view.decode()})
                except TimeoutError:  # it does not read: nothing waits for it any longer
                    scope["extensions"]["room"]["abort"]()
                    return
            # Where nothing was new too: one phone's signals wake all others, however many they are.
            await asyncio.sleep(1.0 / self._limits.pushes)


def _text(message: Message) -> str:
    if message["type"] == "websocket.disconnect":
        raise _Gone
    text = message.get("text")
    if text is None:
        raise m.Unreadable
    return str(text)


async def _close(send: Send, code: int) -> None:
    await send({"type": "websocket.close", "code": code})
