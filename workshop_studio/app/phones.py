"""The room as the windows open it to phones: where it is found, and what is in the way.

The adapter is in ``server/``. A window keeps the :class:`OpenRoom` that it was given, shows
its ``status`` and its room's snapshot, and stops it before the session is closed.
"""

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Final, Literal, Protocol

from workshop_studio.app.door import Policy
from workshop_studio.app.room import Room
from workshop_studio.app.session import Session

PORT: Final = 8080
"""The port that is tried first."""


@dataclass(frozen=True, slots=True)
class Address:
    """One of this machine's addresses.

    Attributes:
        ip: the address, such as ``192.168.1.20``.
        adapter: the adapter's name as the system shows it.
        kind: ``room`` for one that phones are likely to reach; ``virtual`` for an adapter
            that is made by a program; ``alone`` for one that only this machine reaches.
    """

    ip: str
    adapter: str
    kind: Literal["room", "virtual", "alone"] = "room"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is in the way or was got round; ``i18n/messages.py`` has the words."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RoomStatus:
    """How the room stands towards the network.

    Attributes:
        state: ``opening``; ``open``; ``lost`` while the machine has no network (the room waits
            for one); ``closed``, by ``stop`` or by a fault.
        url: what the QR code says, key included; empty unless open.
        place: the address as it is typed into a browser, such as ``192.168.1.20:8080``.
        code: the code that is typed there, such as ``ABCD-EFGH``.
        address: where it is open.
        addresses: where it could be opened, the likeliest first.
        faults: what was got round (``room.port_taken``, ``room.several_networks``,
            ``room.address_changed``, ``room.only_here``) or is in the way
            (``room.no_network``, ``room.not_opened``).
    """

    state: Literal["opening", "open", "lost", "closed"] = "opening"
    url: str = ""
    place: str = ""
    code: str = ""
    address: str = ""
    addresses: tuple[Address, ...] = ()
    faults: tuple[Fault, ...] = ()


class OpenRoom(Protocol):
    """A room that is open to phones. All methods may be called by any thread, and none blocks."""

    @property
    def room(self) -> Room:
        """Who has joined."""

    @property
    def status(self) -> RoomStatus:
        """How it stands now."""

    def listen(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Have ``callback`` called, on the room's thread, when the status has changed.

        Returns:
            What ends it.
        """

    def move(self, address: str) -> None:
        """Open at another of the machine's addresses; phones come to the new one by the QR."""

    def stop(self) -> "Future[None]":
        """Tell the phones, and close; done within seconds. May be called again."""


class OpensRooms(Protocol):
    """Opens rooms to phones."""

    def addresses(self) -> tuple[Address, ...]:
        """This machine's addresses, the likeliest first."""

    def open(
        self,
        session: Session | None,
        *,
        address: str = "",
        port: int = PORT,
        policy: Policy | None = None,
    ) -> OpenRoom:
        """Open a room; returns at once, and the status tells when it is open.

        Reads the door list from the disk, so windows call it on a thread beside their own.

        Args:
            session: what the phones take part in; None for a room check, in which a phone
                that has joined is told that all is well.
            address: where; empty for the likeliest.
            port: the port that is tried first, then those behind it; 0 for any.
            policy: how one joins.

        Raises:
            Failure: the door list could not be read or begun.
        """
