"""The window of the room, and the room check, with a real server and phones of the protocol."""

import threading
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest
import shiboken6
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.server.client import Phone
from tests.server.conftest import HERE, PAGES
from tests.ui.phones_desk import PATIENCE, PhonesDesk
from workshop_studio.app.door import NoDoor, Policy
from workshop_studio.app.phones import Address, Fault
from workshop_studio.app.room import Room
from workshop_studio.i18n.translator import Translator
from workshop_studio.resources import resources
from workshop_studio.server.host import OpenServer, Wanted
from workshop_studio.ui.dialogs.people import PeopleDialog
from workshop_studio.ui.home.looks import Looks
from workshop_studio.ui.home.plans import read_plans
from workshop_studio.ui.home.room_check import RoomCheck
from workshop_studio.ui.home.window import HomeWindow
from workshop_studio.ui.jobs import Jobs
from workshop_studio.ui.room.causes import CAUSES, causes_text
from workshop_studio.ui.room.window import RoomWindow
from workshop_studio.ui.screenshots.others import StillRoom
from workshop_studio.ui.start import UiServices
from workshop_studio.ui.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def window_of(phones_desk: PhonesDesk) -> RoomWindow:
    phones_desk.console.actions_["who"].trigger()
    window = phones_desk.console.phones.window
    assert window is not None
    return window


def states(window: RoomWindow) -> list[tuple[str, str, str]]:
    model = window.model
    cells = [
        [str(model.data(model.index(row, column))) for column in range(3)]
        for row in range(model.rowCount())
    ]
    return [(name, heads, state) for name, heads, state in cells]


def mark(window: RoomWindow, *rows: int) -> None:
    chosen = window.table.selectionModel()
    chosen.clearSelection()
    for row in rows:
        flag = QItemSelectionModel.SelectionFlag
        chosen.select(window.model.index(row, 0), flag.Select | flag.Rows)


def test_the_facilitator_lets_in_shows_out_and_merges(phones_desk: PhonesDesk) -> None:
    url = phones_desk.open()
    window = window_of(phones_desk)
    assert window.state.text() == "Waiting for the first phone …"
    window.approval.click()
    phones_desk.see(lambda: window._room.room.policy.approval)
    first = Phone(url).joined(name="Kari")
    second = Phone(url).joined(heads=4)
    phones_desk.see(lambda: window.model.rowCount() == 2)
    assert states(window)[0] == ("Kari", "1", "waits to be let in")
    assert states(window)[1][:2] == ("Phone 2", "4")
    assert window.state.text() == "2 wait to be let in"
    section = phones_desk.console.side.phones
    phones_desk.see(lambda: ("Wait to be let in", "2") in section.counts.rows())
    mark(window, 0)
    window.let_in.click()
    phones_desk.see(lambda: first.look()["status"] == "in")
    assert second.look()["status"] == "waiting"
    mark(window)
    window.let_in.click()
    phones_desk.see(lambda: second.look()["status"] == "in")
    mark(window, 0, 1)
    assert window.merge.isEnabled()
    window.merge.click()
    phones_desk.see(lambda: window._room.room.snapshot.heads == 1)
    mark(window, 0)
    window.remove.click()
    phones_desk.see(lambda: states(window)[0][2] == "shown out")
    assert first.ask("GET", "/view").status == 403


def test_how_many_sit_at_a_phone_is_set_right_where_it_is_told(phones_desk: PhonesDesk) -> None:
    url = phones_desk.open()
    window = window_of(phones_desk)
    Phone(url).joined(name="Kari")
    table = Phone(url).joined(name="Bord", heads=40)
    phones_desk.see(lambda: window.model.rowCount() == 2)
    assert window.state.text() == "41 have joined"
    for rows in ((), (0, 1)):
        mark(window, *rows)
        assert not window.count.isEnabled()
        window.ask_count()
        assert window.findChild(PeopleDialog) is None
    mark(window, 1)
    window.count.click()
    dialog = window.findChild(PeopleDialog)
    assert dialog is not None
    assert (dialog.windowTitle(), dialog.number.text()) == ("Bord", "40")
    for wrong in ("", "0", "51"):
        dialog.number.setText(wrong)
        assert not dialog.save.isEnabled(), wrong
        dialog.accept()
        assert dialog.isVisible()
    dialog.number.setText("4")
    QTest.keyClick(dialog.number, Qt.Key.Key_Return)
    phones_desk.see(lambda: states(window)[1][:2] == ("Bord", "4"))
    assert window.state.text() == "5 have joined"
    assert table.look()["you"]["heads"] == 4
    section = phones_desk.console.side.phones
    phones_desk.see(lambda: ("Have joined", "5") in section.counts.rows())
    assert "5" in phones_desk.staged()


def test_who_is_marked_stays_marked_when_somebody_else_joins(phones_desk: PhonesDesk) -> None:
    url = phones_desk.open()
    window = window_of(phones_desk)
    Phone(url).joined()
    Phone(url).joined()
    phones_desk.see(lambda: window.model.rowCount() == 2)
    mark(window, 0, 1)
    Phone(url).joined()
    phones_desk.see(lambda: window.model.rowCount() == 3)
    assert window._rows() == [0, 1]
    assert window.merge.isEnabled()


def test_names_and_code_are_set_here(phones_desk: PhonesDesk) -> None:
    url = phones_desk.open()
    window = window_of(phones_desk)
    window.names.setCurrentIndex(2)
    window.names.activated.emit(2)
    phones_desk.see(lambda: window._room.room.policy == Policy(names="required"))
    assert Phone(url).join().code == "join.name_needed"
    before = window.code.text()
    window.renew.click()
    phones_desk.see(lambda: window.code.text() != before)
    assert Phone(url).join(name="Kari").code == "join.wrong_code"
    window.close()
    phones_desk.see(lambda: phones_desk.console.phones.window is None)


def test_the_network_can_be_chosen_where_there_are_several(phones_desk: PhonesDesk) -> None:
    phones_desk.open()
    window = window_of(phones_desk)
    assert window._network_row.isHidden() == (len(HERE) < 2)
    window._show_networks(
        (Address("10.0.0.2", "wlan0"), Address("192.168.1.5", "eth0")), "10.0.0.2"
    )
    assert not window._network_row.isHidden()
    assert window.network.itemText(1) == "192.168.1.5 · eth0"


def test_when_nobody_has_come_the_causes_are_told_the_likeliest_first(
    phones_desk: PhonesDesk, each_translator: Translator
) -> None:
    phones_desk.open()
    phones, section = phones_desk.console.phones, phones_desk.console.side.phones
    assert section.late.isHidden()
    assert phones._late.isActive()
    assert phones._late.interval() == 30_000
    phones._late.timeout.emit()
    phones_desk.see(lambda: not section.late.isHidden())
    phones._on_told()  # however often it is shown, it is told once
    [said] = [one for one in phones_desk.console.messages.messages if one.details]
    assert said.is_fault
    assert phones_desk.console.messages.label.text() == said.text
    order = [line for line in said.details if line[0].isdigit()]
    assert [line.partition(" ")[2] for line in order[:2]] == [cause for cause, _ in CAUSES[:2]]
    assert CAUSES[0][1] in said.details
    section.why.click()
    window = phones.window
    assert window is not None
    assert not window.causes.isHidden()
    assert "may be wrong" in window.state.text()
    told = causes_text(each_translator)
    assert len(told) >= 6
    assert all(cause and remedy for cause, remedy in told)
    phones_desk.console.phones.open.room.set_policy(Policy(approval=True))  # type: ignore[union-attr]
    Phone(phones_desk.status.url).joined()  # has come, though it waits to be let in
    phones_desk.see(section.late.isHidden)


def test_one_phone_shows_that_phones_reach_the_laptop(
    qtbot: QtBot, theme: Theme, translator: Translator
) -> None:
    jobs = Jobs()
    server = OpenServer(None, Room(NoDoor()), Wanted("127.0.0.1", 0), PAGES, find=lambda: HERE)
    window = RoomWindow(cast("Any", server), translator, theme, jobs, is_check=True, late=50)
    try:
        window.show()
        qtbot.waitUntil(lambda: bool(server.status.url), timeout=PATIENCE)
        qtbot.waitUntil(lambda: not window.causes.isHidden(), timeout=PATIENCE)
        assert window._session_only.isHidden()
        assert window.place.text() == server.status.place
        phone = Phone(server.status.url).joined()
        qtbot.waitUntil(lambda: window.state.text().startswith("✓"), timeout=PATIENCE)
        assert window.causes.isHidden()
        assert phone.look()["type"] == "view"
    finally:
        with qtbot.waitSignal(window.gone):
            window.close()
        server.stop().result(10)
        jobs.close()


class Checks:
    """Opens rooms without a session on this machine alone."""

    def __init__(self) -> None:
        self.opened: list[OpenServer] = []
        self.may_open = threading.Event()

    def open(self, session: None) -> OpenServer:
        assert session is None
        assert self.may_open.wait(PATIENCE / 1000)
        self.opened.append(
            OpenServer(None, Room(NoDoor()), Wanted("127.0.0.1", 0), PAGES, find=lambda: HERE)
        )
        return self.opened[-1]


@pytest.mark.parametrize("is_left", [False, True], ids=["pressed twice", "left while it opens"])
def test_a_room_check_opens_one_room_and_leaves_none_behind(
    qtbot: QtBot, theme: Theme, translator: Translator, is_left: bool
) -> None:
    home = HomeWindow(translator, theme, read_plans(resources()))
    qtbot.addWidget(home)
    jobs, checks = Jobs(), Checks()
    services = cast("UiServices", SimpleNamespace(rooms=lambda: checks))
    check = RoomCheck(home, services, cast("Looks", SimpleNamespace(theme=theme)), jobs)
    home.check_room()
    home.check_room()
    if is_left:
        check.end()
    checks.may_open.set()
    qtbot.waitUntil(lambda: not check.is_opening, timeout=PATIENCE)
    [server] = checks.opened
    assert (check.window is None) == is_left
    check.end()
    qtbot.waitUntil(lambda: check.window is None, timeout=PATIENCE)
    qtbot.waitUntil(lambda: server.status.state == "closed", timeout=PATIENCE)
    server.stop().result(10)
    jobs.close()


def test_a_room_check_speaks_another_language_and_stays_open(
    qtbot: QtBot, theme: Theme, translator: Translator
) -> None:
    home = HomeWindow(translator, theme, read_plans(resources()))
    qtbot.addWidget(home)
    jobs, checks = Jobs(), Checks()
    checks.may_open.set()
    services = cast("UiServices", SimpleNamespace(rooms=lambda: checks))
    check = RoomCheck(home, services, cast("Looks", SimpleNamespace(theme=theme)), jobs)
    home.check_room()
    qtbot.waitUntil(lambda: check.window is not None, timeout=PATIENCE)
    [server] = checks.opened
    before = check.window
    check.dress(Translator("nb", resources() / "locales"))
    assert check.window is not None
    assert check.window is not before
    assert check.window.isVisible()
    assert check.window.windowTitle() == "Romsjekk"
    assert server.status.state == "open"
    check.end()
    qtbot.waitUntil(lambda: server.status.state == "closed", timeout=PATIENCE)
    server.stop().result(10)
    jobs.close()


def test_a_room_that_opens_after_home_is_gone_is_stopped(
    qtbot: QtBot, theme: Theme, translator: Translator
) -> None:
    home = HomeWindow(translator, theme, read_plans(resources()))
    jobs, checks = Jobs(), Checks()
    services = cast("UiServices", SimpleNamespace(rooms=lambda: checks))
    RoomCheck(home, services, cast("Looks", SimpleNamespace(theme=theme)), jobs)
    home.check_room()
    shiboken6.delete(home)
    checks.may_open.set()
    qtbot.waitUntil(lambda: len(checks.opened) == 1, timeout=PATIENCE)
    [server] = checks.opened
    qtbot.waitUntil(lambda: server.status.state == "closed", timeout=PATIENCE)
    server.stop().result(10)
    jobs.close()


def test_no_way_in_is_shown_while_the_network_is_gone(
    qtbot: QtBot, theme: Theme, translator: Translator
) -> None:
    jobs = Jobs()
    room = StillRoom((), Address("10.2.14.37", "Wi-Fi"))
    window = RoomWindow(room, translator, theme, jobs)
    qtbot.addWidget(window)
    window.show()
    ways_in = (window.qr, window.place, window.code, window.state)
    assert all(widget.isVisible() for widget in ways_in)
    window.close()
    room.status = replace(room.status, state="lost", url="", faults=(Fault("room.no_network"),))
    window = RoomWindow(room, translator, theme, jobs)
    qtbot.addWidget(window)
    window.show()
    assert window.fault.isVisible()
    assert not any(
        widget.isVisible() for widget in (window.qr, window.place, window.code, window.state)
    )
    window.close()
    jobs.close()
