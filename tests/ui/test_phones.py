"""A session opened to phones from its console, with a real server and a phone of the protocol."""

from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.bench.sessions import library
from tests.server.client import Phone
from tests.server.conftest import HERE, PAGES
from tests.ui.fakes import FakeSession
from workshop_studio.app.phones import Address, Fault, OpenRoom, RoomStatus
from workshop_studio.app.room import Room
from workshop_studio.app.session import Session
from workshop_studio.blocks import Join, Prompt
from workshop_studio.domain import commands as c
from workshop_studio.domain.errors import Failure
from workshop_studio.domain.records import Frame
from workshop_studio.i18n.translator import Translator
from workshop_studio.server.host import OpenServer, Wanted
from workshop_studio.ui.blocks.scene import Picture, Text
from workshop_studio.ui.console.handover import follow, leave
from workshop_studio.ui.console.window import ConsoleWindow
from workshop_studio.ui.jobs import Jobs
from workshop_studio.ui.stage.plan import make_plan
from workshop_studio.ui.theme import Theme, apply

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

PATIENCE = 10_000
JOIN = Join(url="http://10.0.0.2:8080/#" + "k" * 22, place="10.0.0.2:8080", code="ABCD-EFGH", of=26)


class Loopback:
    """Opens rooms on this machine alone; what is open is let go of at the end."""

    def __init__(self) -> None:
        self.opened: list[OpenServer] = []
        self.fails: Failure | None = None

    def addresses(self) -> tuple[Address, ...]:
        return HERE

    def open(self, session: Session | None, **parts: object) -> OpenRoom:
        del parts
        if self.fails is not None:
            raise self.fails
        assert session is not None
        server = OpenServer(
            session, Room(session.door), Wanted("127.0.0.1", 0), PAGES, find=lambda: HERE
        )
        self.opened.append(server)
        return server


class Desk:
    """A console on a real session that can be opened to phones."""

    def __init__(self, qtbot: QtBot, theme: Theme, translator: Translator, folder: Path) -> None:
        self.qtbot, self.theme, self.translator = qtbot, theme, translator
        self.jobs, self.rooms = Jobs(), Loopback()
        self.session = library(folder).create("brainstorm", Frame(title="Skoledagen", headcount=26))
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


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme, translator: Translator, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, theme, translator, tmp_path)
    yield made
    made.console.close()
    for server in made.rooms.opened:
        server.stop().result(10)
    made.session.close().result(10)
    made.jobs.close()


def test_one_click_opens_and_the_stage_shows_how_to_join(desk: Desk) -> None:
    section = desk.console.side.phones
    assert section.button.text() == "Open to phones"
    url = desk.open()
    desk.see(lambda: desk.status.code in desk.staged())
    assert desk.status.place in desk.staged()
    assert section.code.text() == desk.status.code
    phone = Phone(url).joined()
    desk.see(lambda: "1 of 26 have joined" in desk.staged())
    assert ("Have joined", "1") in section.counts.rows()
    desk.console.actions_["show_join"].trigger()
    assert desk.status.code not in desk.staged()
    step = next(s.id for s in desk.session.snapshot.state.steps.values() if s.kind == "collect")
    desk.session.submit(c.GoTo(step=step)).result(10)
    desk.session.submit(c.OpenStep(step=step)).result(10)
    phone.look()
    phone.accepted(type="AddIdea", step=step, text="Skolehage")
    desk.see(lambda: len(desk.console.bridge.snapshot.state.ideas) == 1)


def test_closing_lets_nobody_in_and_the_session_goes_on(desk: Desk) -> None:
    url = desk.open()
    desk.console.side.phones.button.click()
    assert desk.console.phones.open is None
    assert desk.console.side.phones.button.text() == "Open to phones"
    [server] = desk.rooms.opened
    server.stop().result(10)
    with pytest.raises(OSError, match="refused"):
        Phone(url).ask("GET", "/about")
    desk.session.submit(c.AddParked(text="Senere")).result(10)
    assert desk.console.isVisible()


def test_the_room_stays_open_when_the_console_is_made_anew(desk: Desk) -> None:
    url = desk.open()
    phone = Phone(url).joined()
    before, after = desk.console, desk.make()
    left = leave(before)
    follow(before, left, after)
    desk.console = after
    assert after.phones.open is desk.rooms.opened[0]
    assert desk.status.url == url
    assert phone.ask("GET", "/view").status == 200
    desk.see(lambda: desk.status.code in desk.staged())


def test_what_is_in_the_way_is_one_calm_line(desk: Desk) -> None:
    desk.rooms.fails = Failure("file.folder_missing", name="a", folder="/share", reason="")
    desk.console.actions_["phones"].trigger()
    desk.see(lambda: bool(desk.console.messages.messages))
    assert QApplication.activeModalWidget() is None
    assert desk.console.side.phones.button.isEnabled()


def test_a_fault_of_the_network_is_said_beside_the_work(desk: Desk) -> None:
    class Told:
        room = Room(desk.session.door)
        status = RoomStatus(
            "open", JOIN.url, JOIN.place, JOIN.code, faults=(Fault("room.only_here"),)
        )

        def listen(self, callback: object) -> Any:
            del callback
            return lambda: None

        def stop(self) -> "Future[None]":
            return Future()

    desk.console.phones.take(cast("OpenRoom", Told()))
    assert "only this machine reaches the session" in desk.console.side.phones.fault.text()


def test_where_phones_are_not_for_this_session_nothing_is_offered(
    qtbot: QtBot, theme: Theme, translator: Translator
) -> None:
    jobs = Jobs()
    console = ConsoleWindow(FakeSession(), translator, theme, jobs, lambda _: "")
    qtbot.addWidget(console)
    console.show()
    assert not console.side.phones.isVisible()
    assert not console.actions_["phones"].isEnabled()
    console.close()
    jobs.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("wide", "high"), [(1920, 1080), (800, 600), (1280, 720)])
def test_the_code_on_the_stage_can_be_scanned_and_read(
    qapp: QApplication, each_translator: Translator, scheme: Any, wide: int, high: int
) -> None:
    theme = Theme(scheme)
    apply(qapp, theme)
    words = {"nb": "Velkommen", "en": "Welcome"}
    blocks = (Prompt(activity=words, title=words, prompt=words), JOIN)
    plan = make_plan(blocks, QSizeF(wide, high), theme, each_translator)
    [picture] = [piece for piece in plan.pieces if isinstance(piece, Picture)]
    assert picture.rect.width() == picture.rect.height()
    assert picture.rect.width() >= high * 0.4
    texts = [piece for piece in plan.pieces if isinstance(piece, Text)]
    said = " ".join(" ".join(piece.lines.texts) for piece in texts).replace(" ", "")
    assert JOIN.code in said
    assert JOIN.place in said
    for piece in texts:
        assert piece.font.pixelSize() >= high // 20
        assert not piece.rect.intersects(picture.rect)
        assert not piece.lines.is_cut
    assert plan.pages == 1
    apply(qapp, Theme("light"))


def test_the_code_is_dark_on_white_and_says_the_address(qapp: QApplication) -> None:
    import segno
    from PySide6.QtGui import QImage, QPainter

    from workshop_studio.ui.stage.joining import QUIET, qr

    wanted = segno.make(JOIN.url, error="m", micro=False)
    rows = [list(row) for row in wanted.matrix_iter(scale=1, border=QUIET)]
    side = len(rows) * 8
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(0xFF00FF00)
    painter = QPainter(image)
    drawn, modules = qr(JOIN.url)
    assert modules == len(rows)
    drawn.render(painter)
    painter.end()
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            light = image.pixelColor(x * 8 + 4, y * 8 + 4).lightness()
            assert light < 64 if dark else light > 192
