"""A session opened to phones from its console, with a real server and a phone of the protocol."""

import sys
from concurrent.futures import Future
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import QSizeF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.server.client import Phone
from tests.server.conftest import HERE
from tests.ui.fakes import FakeSession
from tests.ui.phones_desk import PhonesDesk
from workshop_studio.app.phones import Address, Fault, OpenRoom, RoomStatus
from workshop_studio.app.room import Room
from workshop_studio.blocks import Join, Prompt
from workshop_studio.domain import commands as c
from workshop_studio.domain.errors import Failure
from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.blocks.scene import Picture, Text
from workshop_studio.ui.console.handover import follow, leave
from workshop_studio.ui.console.window import ConsoleWindow
from workshop_studio.ui.jobs import Jobs
from workshop_studio.ui.passed.paper import BallotPaper
from workshop_studio.ui.stage.plan import make_plan
from workshop_studio.ui.theme import Theme, apply

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "does not support raise")

JOIN = Join(url="http://10.0.0.2:8080/#" + "k" * 22, place="10.0.0.2:8080", code="ABCD-EFGH", of=26)


def test_one_click_opens_and_the_stage_shows_how_to_join(phones_desk: PhonesDesk) -> None:
    section = phones_desk.console.side.phones
    assert section.button.text() == "Open to phones"
    url = phones_desk.open()
    phones_desk.see(lambda: phones_desk.status.code in phones_desk.staged())
    assert phones_desk.status.place in phones_desk.staged()
    assert section.code.text() == phones_desk.status.code
    phone = Phone(url).joined()
    phones_desk.see(lambda: "1 of 26 have joined" in phones_desk.staged())
    assert ("Have joined", "1") in section.counts.rows()
    phones_desk.console.actions_["show_join"].trigger()
    assert phones_desk.status.code not in phones_desk.staged()
    step = next(
        s.id for s in phones_desk.session.snapshot.state.steps.values() if s.kind == "collect"
    )
    phones_desk.session.submit(c.GoTo(step=step)).result(10)
    phones_desk.session.submit(c.OpenStep(step=step)).result(10)
    phone.look()
    phone.accepted(type="AddIdea", step=step, text="Skolehage")
    phones_desk.see(lambda: len(phones_desk.console.bridge.snapshot.state.ideas) == 1)


def test_who_asks_for_more_time_is_told_beside_what_gives_it(phones_desk: PhonesDesk) -> None:
    session, panel = phones_desk.session, phones_desk.console.side.time
    step = next(s.id for s in session.snapshot.state.steps.values() if s.kind == "collect")
    session.submit(c.GoTo(step=step)).result(10)
    session.submit(c.OpenStep(step=step)).result(10)
    session.submit(c.StartTimer(step=step, seconds=0.1)).result(10)
    url = phones_desk.open()
    assert panel.wishes.isHidden()
    for heads, said in ((1, "1 asks for more time"), (3, "4 ask for more time")):
        phone = Phone(url).joined(heads=heads)
        phone.ask("POST", "/signal", {"more_time": True})
        phones_desk.see(lambda said=said: panel.wishes.text() == said)
    panel.minute.click()
    phones_desk.see(panel.wishes.isHidden)


def test_closing_lets_nobody_in_and_the_session_goes_on(phones_desk: PhonesDesk) -> None:
    url = phones_desk.open()
    phones_desk.console.side.phones.button.click()
    assert phones_desk.console.phones.open is None
    assert phones_desk.console.side.phones.button.text() == "Open to phones"
    [server] = phones_desk.rooms.opened
    server.stop().result(10)
    with pytest.raises(OSError, match="refused"):
        Phone(url).ask("GET", "/about")
    phones_desk.session.submit(c.AddParked(text="Senere")).result(10)
    assert phones_desk.console.isVisible()


def test_the_room_stays_open_when_the_console_is_made_anew(phones_desk: PhonesDesk) -> None:
    url = phones_desk.open()
    phone = Phone(url).joined()
    before, after = phones_desk.console, phones_desk.make()
    left = leave(before)
    follow(before, left, after)
    phones_desk.console = after
    assert after.phones.open is phones_desk.rooms.opened[0]
    assert phones_desk.status.url == url
    assert phone.ask("GET", "/view").status == 200
    phones_desk.see(lambda: phones_desk.status.code in phones_desk.staged())


def test_what_is_in_the_way_is_one_calm_line(phones_desk: PhonesDesk) -> None:
    phones_desk.rooms.fails = Failure("file.folder_missing", name="a", folder="/share", reason="")
    phones_desk.console.actions_["phones"].trigger()
    phones_desk.see(lambda: bool(phones_desk.console.messages.messages))
    assert QApplication.activeModalWidget() is None
    assert phones_desk.console.side.phones.button.isEnabled()


def test_a_fault_of_the_network_is_said_beside_the_work(phones_desk: PhonesDesk) -> None:
    class Told:
        room = Room(phones_desk.session.door)
        status = RoomStatus(
            "open", JOIN.url, JOIN.place, JOIN.code, faults=(Fault("room.only_here"),)
        )

        def listen(self, callback: object) -> Any:
            del callback
            return lambda: None

        def stop(self) -> "Future[None]":
            return Future()

    console = phones_desk.console
    console.phones.take(cast("OpenRoom", Told()))
    assert "only this machine reaches the session" in console.side.phones.fault.text()
    # and where it is in sight on a small screen, once
    console.phones._on_told()
    assert "only this machine reaches the session" in console.messages.label.text()
    assert len(console.messages.messages) == 1


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS has but one address for itself")
def test_the_code_on_the_stage_follows_the_network(phones_desk: PhonesDesk) -> None:
    wifi, cable = Address("127.0.0.2", "Wi-Fi"), Address("127.0.0.3", "Ethernet")
    phones_desk.rooms.network = (wifi, *HERE)
    phones_desk.open()
    phones_desk.see(lambda: phones_desk.status.place in phones_desk.staged())
    before = phones_desk.status.place
    phones_desk.rooms.network = HERE
    phones_desk.see(lambda: phones_desk.status.state == "lost")
    phones_desk.see(lambda: before not in phones_desk.staged())
    fault = phones_desk.console.side.phones.fault
    phones_desk.see(lambda: "The network is gone" in fault.text())
    phones_desk.rooms.network = (cable, *HERE)
    phones_desk.see(lambda: cable.ip in phones_desk.staged())
    assert phones_desk.status.place in phones_desk.staged()
    phones_desk.see(lambda: cable.ip in fault.text())


def test_when_phones_are_cut_off_the_group_votes_on_the_laptop(
    qtbot: QtBot, theme: Theme, translator: Translator, tmp_path: Path
) -> None:
    desk = PhonesDesk(qtbot, theme, translator, tmp_path, "dot-vote")
    session = desk.session
    step = next(s.id for s in session.snapshot.state.steps.values() if s.kind == "vote")
    session.submit(c.GoTo(step=step)).result(10)
    session.submit(c.ImportIdeas(step=step, texts=("Frokost", "Uteskole"))).result(10)
    [vote] = session.submit(c.OpenVote(step=step)).result(10).made
    first, second = (option.id for option in session.snapshot.state.votes[vote].options)
    phone = Phone(desk.open()).joined()
    assert phone.send(type="CastVote", vote=vote, marks={first: 1}).json["accepted"]
    before = session.snapshot.state
    desk.rooms.network = ()
    desk.see(lambda: desk.status.state == "lost")
    desk.see(lambda: desk.console.actions_["pass_round"].isEnabled())
    desk.console.actions_["pass_round"].trigger()
    window = desk.console.passing.window
    assert window is not None
    QTest.mouseClick(window.ready, Qt.MouseButton.LeftButton)
    desk.see(lambda: window.sheet is not None)
    assert window.sheet is not None
    paper = window.sheet.view("ballot")
    assert isinstance(paper, BallotPaper)
    QTest.mouseClick(paper.rows[second].give, Qt.MouseButton.LeftButton)
    QTest.mouseClick(window.hand_on_button, Qt.MouseButton.LeftButton)
    desk.see(lambda: session.snapshot.boxes[f"vote.{vote}"].voters == 2)
    after = session.snapshot.state
    assert (after.activities, after.steps, after.flow) == (
        before.activities,
        before.steps,
        before.flow,
    )
    window.returned.emit()
    session.submit(c.CloseVote(vote=vote)).result(10)
    [bundle] = session.snapshot.state.bundles.values()
    assert sorted(map(dict, bundle.ballots), key=str) == sorted([{first: 1}, {second: 1}], key=str)
    desk.close()


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
