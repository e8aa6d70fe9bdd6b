"""Opens rooms: what bootstrap gives to windows and commands."""

from collections.abc import Callable
from typing import Final

from workshop_studio.app.door import NoDoor, Policy
from workshop_studio.app.phones import PORT, Address
from workshop_studio.app.room import Room
from workshop_studio.app.session import Session
from workshop_studio.domain.commands import CountSeat, MergeSeats
from workshop_studio.server.addresses import addresses
from workshop_studio.server.host import OpenServer, Wanted
from workshop_studio.server.pages import Pages

PATIENCE: Final = 10.0
"""Seconds that the disk may take."""


class Rooms:
    """Implements ``app.phones.OpensRooms``."""

    def __init__(self, pages: Callable[[], Pages]) -> None:
        """Serve what ``pages`` reads; asked when a room is opened."""
        self._pages = pages

    def addresses(self) -> tuple[Address, ...]:
        """This machine's addresses, the likeliest first."""
        return addresses()

    def open(
        self,
        session: Session | None,
        *,
        address: str = "",
        port: int = PORT,
        policy: Policy | None = None,
    ) -> OpenServer:
        """Open a room; see ``app.phones.OpensRooms``."""
        room = Room(NoDoor(), policy) if session is None else room_of(session, policy)
        return OpenServer(session, room, Wanted(address, port), self._pages())


def room_of(session: Session, policy: Policy | None = None) -> Room:
    """The room of a session; what is set right of its seats holds in its open boxes too."""

    def merged(goes: str, stays: str) -> None:
        session.submit(MergeSeats(goes=goes, stays=stays)).result(PATIENCE)

    def counted(seat: str, heads: int) -> None:
        session.submit(CountSeat(seat=seat, heads=heads)).result(PATIENCE)

    return Room(session.door, policy, merged=merged, counted=counted)
