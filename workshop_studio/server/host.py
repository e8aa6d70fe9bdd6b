"""An open room: uvicorn on a thread of its own, at an address that follows the network."""

import asyncio
import contextlib
import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

import uvicorn
from starlette.types import ASGIApp

from workshop_studio.app.hub import Envelope, Receipt, Snapshot
from workshop_studio.app.phones import Address, Fault, RoomStatus
from workshop_studio.app.room import Room
from workshop_studio.app.session import Session
from workshop_studio.server.addresses import addresses, bind
from workshop_studio.server.connection import connection_class, link_class
from workshop_studio.server.guard import Guard
from workshop_studio.server.joining import Joining
from workshop_studio.server.limits import Gate, Limits, allow_files
from workshop_studio.server.live import Live
from workshop_studio.server.pages import Pages
from workshop_studio.server.returns import Returns
from workshop_studio.server.routes import Desk
from workshop_studio.server.views import Views

_log = logging.getLogger(__name__)

LOOK: Final = 2.0
"""Seconds between two looks at the network."""
STOP: Final = 3
"""Seconds that answers on their way have when the room closes."""
EVERYWHERE: Final = "0.0.0.0"  # noqa: S104 # only where it is asked for by name


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where a room is to be open."""

    address: str = ""
    port: int = 0


class OpenServer:
    """Implements ``app.phones.OpenRoom``."""

    def __init__(
        self,
        session: Session | None,
        room: Room,
        wanted: Wanted,
        pages: Pages,
        *,
        limits: Limits | None = None,
        find: Callable[[], tuple[Address, ...]] = addresses,
        look: float = LOOK,
    ) -> None:
        """Open on a thread; ``status`` tells how it goes.

        Args:
            session: what phones take part in; None for a check of the connection.
            room: who has joined.
            wanted: where it is to be.
            pages: the phones' page.
            limits: what phones may ask.
            find: finds this machine's addresses.
            look: seconds between two looks at the network.
        """
        self._session = session
        self._room = room
        self._wanted = wanted
        self._pages = pages
        self._gate = Gate(limits or Limits())
        self._find = find
        self._look = look
        self._status = RoomStatus(code=room.code)
        self._listeners: tuple[Callable[[], None], ...] = ()
        self._hosts: frozenset[str] = frozenset()
        self._stopped: Future[None] = Future()
        self._stopping = False
        self._told = False
        self._port = wanted.port
        self._was_in_room = False
        self._sees_network = True
        self._loop: asyncio.AbstractEventLoop | None = None
        self._again = asyncio.Event()
        self._server: uvicorn.Server | None = None
        self._thread = threading.Thread(target=self._run, name="room", daemon=True)
        self._thread.start()

    @property
    def room(self) -> Room:
        """Who has joined."""
        return self._room

    @property
    def status(self) -> RoomStatus:
        """How it stands now."""
        return self._status

    def listen(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Have ``callback`` called, on the room's thread, when the status has changed."""
        self._listeners = (*self._listeners, callback)

        def stop() -> None:
            self._listeners = tuple(one for one in self._listeners if one is not callback)

        return stop

    def move(self, address: str) -> None:
        """Open at another of the machine's addresses."""
        self._wanted = replace(self._wanted, address=address)
        self._call(self._leave_address)

    def stop(self) -> "Future[None]":
        """Tell the phones, and close."""
        self._stopping = True
        self._call(self._leave_address)
        return self._stopped

    def _call(self, what: Callable[[], None]) -> None:
        loop = self._loop
        if loop is not None:
            with contextlib.suppress(RuntimeError):  # it has ended
                loop.call_soon_threadsafe(what)

    def _leave_address(self) -> None:
        self._again.set()
        if self._server is not None:
            self._server.should_exit = True

    # On the room's thread

    def _run(self) -> None:
        allow_files()
        try:
            asyncio.run(self._main())
        except Exception as error:  # noqa: BLE001 # the windows must hear of it, whatever it is
            _log.exception("the room's server ended")
            fault = Fault("room.not_opened", {"reason": type(error).__name__})
            self._set(RoomStatus("closed", faults=(fault,)))
        else:
            self._set(RoomStatus("closed", faults=self._status.faults))
        finally:
            self._stopped.set_result(None)

    async def _main(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._returns = Returns(self._loop)
        views = Views(self._room, self._snapshot, lambda: datetime.now(UTC))
        live = Live(self._room, views, self._gate.limits)
        desk = Desk(
            Joining(self._room),
            views,
            live,
            self._pages,
            None if self._session is None else self._submit,
            self._title,
            self._gate.limits,
        )
        limits = self._gate.limits
        app = Guard(
            desk.app(),
            lambda: self._hosts,
            sources=self._pages.sources,
            body=limits.body,
            rest=limits.rest,
        )

        def changed() -> None:  # by any thread
            if not self._told:
                self._told = True
                self._call(tell)

        def tell() -> None:
            self._told = False
            status = self._status
            if status.url and status.code != self._room.code:  # the facilitator has made new keys
                url = f"http://{status.place}/#{self._room.key}"
                self._set(replace(status, url=url, code=self._room.code))
            views.refresh()
            live.wake()

        ends = [self._room.listen(changed)]
        if self._session is not None:
            ends.append(self._session.listen(changed))
        watching = asyncio.create_task(self._watch(views, live))
        try:
            while not self._stopping:
                await self._serve(app)
        finally:
            for end in ends:
                end()
            watching.cancel()

    async def _serve(self, app: ASGIApp) -> None:
        """Be open at one address until that changes."""
        self._again.clear()
        found = self._found()
        address = self._choose(found)
        if address is None:
            self._set(self._lost(found))
            await self._again.wait()
            return
        try:
            listening = bind(address, self._port)
        except OSError as error:
            fault = Fault("room.not_opened", {"reason": error.strerror or str(error)})
            self._set(RoomStatus("closed", addresses=found, faults=(fault,)))
            self._stopping = True
            return
        server = uvicorn.Server(self._config(app))
        self._server = server
        self._port = listening.getsockname()[1]  # a phone knows it: the same when it comes back
        self._set(self._opened(address, self._port, found))
        if self._stopping or self._again.is_set():
            listening.close()
        else:
            await server.serve(sockets=[listening])
        self._server = None

    def _config(self, app: ASGIApp) -> uvicorn.Config:
        limits = self._gate.limits
        return uvicorn.Config(
            app,
            http=connection_class(self._gate),
            ws=link_class(self._gate),
            loop="asyncio",
            lifespan="off",
            interface="asgi3",
            log_config=None,
            log_level="warning",  # below that it would write down who asked for what
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_keep_alive=30,
            timeout_graceful_shutdown=STOP,
            h11_max_incomplete_event_size=16_384,
            ws_max_size=limits.message,
            ws_per_message_deflate=False,
            ws_ping_interval=20.0,
            ws_ping_timeout=20.0,
        )

    def _choose(self, found: Sequence[Address]) -> str | None:
        """Where to be open; None while a network that there was is gone."""
        wanted, ips = self._wanted.address, {one.ip for one in found}
        if wanted and (wanted in ips or wanted == EVERYWHERE or not self._status.address):
            return wanted
        best = found[0] if found else None
        if best is None or (self._was_in_room and best.kind != "room"):
            return None  # phones would be sent to an address that is their own, or nobody's
        return best.ip

    def _opened(self, address: str, port: int, found: tuple[Address, ...]) -> RoomStatus:
        faults: list[Fault] = []
        shown = address
        if address == EVERYWHERE:
            shown = found[0].ip if found else "127.0.0.1"
        if self._wanted.port and port != self._wanted.port:
            faults.append(Fault("room.port_taken", {"wanted": self._wanted.port, "port": port}))
        kinds = {one.ip: one.kind for one in found}
        if kinds.get(shown) == "alone" and not self._wanted.address:
            faults.append(Fault("room.only_here"))
        else:
            faults += _several(found, shown)
        self._was_in_room |= kinds.get(shown) == "room"
        before = self._status.address
        if before and before != shown:
            faults.append(Fault("room.address_changed", {"address": shown}))
        self._allow([shown, *(kinds if address == EVERYWHERE else ())], port)
        place = shown if port == 80 else f"{shown}:{port}"
        return RoomStatus(
            state="open",
            url=f"http://{place}/#{self._room.key}",
            place=place,
            code=self._room.code,
            address=shown,
            addresses=found,
            faults=tuple(faults),
        )

    def _lost(self, found: tuple[Address, ...]) -> RoomStatus:
        self._hosts = frozenset()
        return replace(
            self._status,
            state="lost",
            url="",
            place="",
            addresses=found,
            faults=(Fault("room.no_network"),),
        )

    def _allow(self, ips: Sequence[str], port: int) -> None:
        hosts = {f"{ip}:{port}" for ip in ips}
        self._hosts = frozenset(hosts | (set(ips) if port == 80 else set()))

    async def _watch(self, views: Views, live: Live) -> None:
        """Notice that the network has changed, that somebody has gone, that the time is up."""
        loop = asyncio.get_running_loop()
        looked = loop.time()
        while True:
            ends = views.shared.ends_at
            left = self._look
            if ends is not None:
                left = min(left, max(0.05, (ends - datetime.now(UTC)).total_seconds()))
            await asyncio.sleep(left)
            if ends is not None and ends <= datetime.now(UTC):
                views.refresh()  # or it would be up anew each time, where no phone asks
                live.wake()
            if loop.time() - looked < self._look:
                continue
            looked = loop.time()
            self._room.presence.look_round()
            found = await asyncio.to_thread(self._found)
            if found != self._status.addresses:
                self._follow(found)

    def _found(self) -> tuple[Address, ...]:
        """This machine's addresses; where they cannot be read just now, those of before."""
        try:
            found = self._find()
        except Exception:
            if self._status.state == "opening":
                raise  # there are none of before: the facilitator hears of it at once
            if self._sees_network:
                _log.exception("the addresses of this machine could not be read")
            self._sees_network = False
            return self._status.addresses
        self._sees_network = True
        return found

    def _follow(self, found: tuple[Address, ...]) -> None:
        """The machine's addresses are others now."""
        status = self._status
        kinds = {one.ip: one.kind for one in found}
        is_good = (
            status.address == self._wanted.address
            or kinds.get(status.address) == "room"
            or "room" not in kinds.values()
        )
        if self._wanted.address == EVERYWHERE and status.state == "open":
            port = int(status.place.partition(":")[2] or 80)
            self._set(self._opened(EVERYWHERE, port, found))
        elif status.address in kinds and status.state == "open" and is_good:
            kept = [one for one in status.faults if one.code != "room.several_networks"]
            faults = (*kept, *_several(found, status.address))
            self._set(replace(status, addresses=found, faults=faults))
        else:
            self._leave_address()

    def _set(self, status: RoomStatus) -> None:
        if status == self._status:
            return
        self._status = status
        for callback in self._listeners:
            try:
                callback()
            except Exception:  # noqa: BLE001 # one surface's fault must not close the room
                _log.exception("a listener failed")

    def _snapshot(self) -> Snapshot | None:
        return None if self._session is None else self._session.snapshot

    def _title(self) -> str:
        snapshot = self._snapshot()
        frame = None if snapshot is None else snapshot.state.frame
        return "" if frame is None else frame.title

    def _submit(self, envelope: Envelope) -> "asyncio.Future[Receipt]":
        if self._session is None:
            raise ValueError("there is no session to send to")
        return self._returns.follow(self._session.send(envelope))


def _several(found: Sequence[Address], here: str) -> list[Fault]:
    """What is to be said where phones may be on more than one of this machine's networks."""
    is_several = sum(one.kind == "room" for one in found) > 1
    return [Fault("room.several_networks", {"address": here})] if is_several else []
