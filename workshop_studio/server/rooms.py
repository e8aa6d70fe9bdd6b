"""Opens rooms: what bootstrap gives to windows and commands."""

from collections.abc import Callable

from workshop_studio.app.door import NoDoor
from workshop_studio.app.people import Policy
from workshop_studio.app.phones import PORT, Address
from workshop_studio.app.room import Room
from workshop_studio.app.session import Session
from workshop_studio.server.addresses import addresses
from workshop_studio.server.host import OpenServer, Wanted
from workshop_studio.server.pages import Pages


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
        room = Room(NoDoor() if session is None else session.door, policy)
        return OpenServer(session, room, Wanted(address, port), self._pages())
