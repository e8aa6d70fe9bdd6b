"""A console on a real session that can be opened to phones of this machine, for tests of both."""

from pathlib import Path
from typing import Any, cast

from pytestqt.qtbot import QtBot

from tests.bench.sessions import library
from tests.server.conftest import HERE, PAGES
from workshop_studio.app.phones import Address, OpenRoom, RoomStatus
from workshop_studio.app.session import Session
from workshop_studio.domain.errors import Failure
from workshop_studio.domain.records import Frame
from workshop_studio.i18n.translator import Translator
from workshop_studio.server.host import OpenServer, Wanted
from workshop_studio.server.rooms import room_of
from workshop_studio.ui.console.window import ConsoleWindow
from workshop_studio.ui.jobs import Jobs
from workshop_studio.ui.theme import Theme

PATIENCE = 10_000


class Loopback:
    """Opens rooms on this machine alone; what is open is let go of at the end."""

    def __init__(self) -> None:
        self.opened: list[OpenServer] = []
        self.fails: Failure | None = None
        self.network: tuple[Address, ...] = HERE

    def addresses(self) -> tuple[Address, ...]:
        return self.network

    def open(self, session: Session | None, **parts: object) -> OpenRoom:
        del parts
        if self.fails is not None:
            raise self.fails
        assert session is not None
        server = OpenServer(
            session, room_of(session), Wanted(), PAGES, find=self.addresses, look=0.2
        )
        self.opened.append(server)
        return server


class PhonesDesk:
    """A console on a real session that can be opened to phones."""

    def __init__(
        self,
        qtbot: QtBot,
        theme: Theme,
        translator: Translator,
        folder: Path,
        plan: str = "brainstorm",
    ) -> None:
        self.qtbot, self.theme, self.translator = qtbot, theme, translator
        self.jobs, self.rooms = Jobs(), Loopback()
        self.session = library(folder).create(plan, Frame(title="Skoledagen", headcount=26))
        self.console = self.make()
        self.console.show()

    def make(self) -> ConsoleWindow:
        made = ConsoleWindow(
            self.session,
            self.translator,
            self.theme,
            self.jobs,
            lambda _: "",
            rooms=lambda: cast("Any", self.rooms),
        )
        self.qtbot.addWidget(made)
        return made

    def open(self) -> str:
        self.console.actions_["phones"].trigger()
        self.see(lambda: bool(self.status.url))
        return self.status.url

    @property
    def status(self) -> RoomStatus:
        room = self.console.phones.open
        return RoomStatus() if room is None else room.status

    def see(self, what: Any) -> None:
        self.qtbot.waitUntil(what, timeout=PATIENCE)

    def staged(self) -> str:
        return self.console.stage.window.said()

    def close(self) -> None:
        self.console.close()
        for server in self.rooms.opened:
            server.stop().result(10)
        self.session.close().result(10)
        self.jobs.close()
