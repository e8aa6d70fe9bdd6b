"""A desktop program's manners: windows come back to be seen, sleep waits, files ask first."""

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, QSize, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.fakes import FakeSession
from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.console.awake import Awake
from workshop_studio.ui.console.window import ConsoleWindow
from workshop_studio.ui.home.places import restore_place, visible_place, written_place
from workshop_studio.ui.home.summons import Summons
from workshop_studio.ui.jobs import Jobs
from workshop_studio.ui.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "does not support raise")

LAPTOP = QRect(0, 0, 1440, 900)
PROJECTOR = QRect(1440, 0, 1920, 1080)


@pytest.mark.parametrize(
    "wanted",
    [
        QRect(100, 80, 900, 600),
        QRect(1500, 40, 900, 600),
        QRect(1400, 40, 900, 600),  # its head reaches over to the other screen
        QRect(-700, 40, 900, 600),  # most of it is off, but it can be taken hold of
    ],
)
def test_a_window_that_is_seen_stays_where_it_is(wanted: QRect) -> None:
    assert visible_place(wanted, [LAPTOP, PROJECTOR], LAPTOP) == wanted


@pytest.mark.parametrize(
    "wanted",
    [
        QRect(1500, 40, 900, 600),  # on the projector that is gone
        QRect(100, -500, 900, 600),  # its head is above the screen
        QRect(100, 890, 900, 600),
        QRect(-890, 40, 900, 600),
        QRect(5000, 5000, 3000, 2000),  # from a far larger screen
    ],
)
def test_a_window_whose_screen_is_gone_comes_to_the_first(wanted: QRect) -> None:
    seen = visible_place(wanted, [LAPTOP], LAPTOP)
    assert LAPTOP.contains(seen)
    assert seen.size() == wanted.size().boundedTo(QSize(1440, 860))


def test_a_place_is_remembered_and_nonsense_is_not_followed(qtbot: QtBot) -> None:
    one, two = QWidget(), QWidget()
    qtbot.addWidget(one)
    qtbot.addWidget(two)
    one.setGeometry(30, 40, 500, 300)
    restore_place(two, written_place(one))
    assert two.geometry() == one.geometry()
    for nonsense in ("", "no place", "ÆØÅ", "AdnQywADAAA="):
        restore_place(two, nonsense)
    assert two.geometry() == one.geometry()


class Holding:
    """Notes whether sleep is held off."""

    def __init__(self, *, works: bool = True) -> None:
        self.works = works
        self.is_held = False
        self.times = 0
        self.threads: set[str] = set()

    @contextmanager
    def hold(self) -> Iterator[bool]:
        self.is_held, self.times = True, self.times + 1
        self.threads.add(threading.current_thread().name)
        yield self.works
        self.is_held = False


@pytest.fixture
def console(qtbot: QtBot, translator: Translator, theme: Theme) -> Iterator[ConsoleWindow]:
    holding, jobs = Holding(works=False), Jobs()
    window = ConsoleWindow(FakeSession(), translator, theme, jobs, lambda _: "", hold=holding.hold)
    window.setProperty("holding", holding)
    window.show()
    yield window
    window.close()
    jobs.close()
    qtbot.waitUntil(lambda: not holding.is_held)
    window.deleteLater()


def test_sleep_waits_while_the_stage_is_shown(qtbot: QtBot, console: ConsoleWindow) -> None:
    holding: Holding = console.property("holding")
    for time in (1, 2):
        console.stage.toggle()
        qtbot.waitUntil(lambda: holding.is_held)
        console.stage.toggle()
        qtbot.waitUntil(lambda: not holding.is_held)
        assert holding.times == time
    assert holding.threads == {"awake"}  # the window does not wait for the system

    def times_told() -> int:
        return sum("cannot be kept awake" in one.text for one in console.messages.messages)

    qtbot.waitUntil(lambda: times_told() > 0)  # it comes from the thread that holds
    assert times_told() == 1
    assert not any(one.is_fault for one in console.messages.messages)


def test_closing_the_console_lets_sleep_come_again(qtbot: QtBot, console: ConsoleWindow) -> None:
    holding: Holding = console.property("holding")
    console.stage.toggle()
    qtbot.waitUntil(lambda: holding.is_held)
    console.close()
    qtbot.waitUntil(lambda: not holding.is_held)


def test_a_way_that_throws_is_told_like_one_that_is_missing(qtbot: QtBot) -> None:
    def broken() -> AbstractContextManager[bool]:
        raise OSError("no bus")

    awake = Awake(hold=broken)
    with qtbot.waitSignal(awake.refused):
        awake.set_held(held=True)
    awake.close()


def _drag(path: Path) -> tuple[QMimeData, QPoint]:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    return data, QPoint(50, 300)


def test_a_session_that_is_dropped_asks_first(qtbot: QtBot, console: ConsoleWindow) -> None:
    data, at = _drag(Path("/a/Kantina & co.workshop"))
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at, Qt.DropAction.CopyAction, data, buttons, keys)
    console.dragEnterEvent(enter)
    assert enter.isAccepted()
    question = console.manners.question
    assert not question.isVisible()
    focused = console.focusWidget()
    for accept in (False, True):
        console.dropEvent(QDropEvent(QPointF(at), Qt.DropAction.CopyAction, data, buttons, keys))
        assert question.isVisible()
        assert console.focusWidget() is focused  # who is typing goes on typing
        assert "Kantina & co.workshop" in question.label.text()
        if not accept:
            QTest.keyClick(question, Qt.Key.Key_Escape)
            assert not question.isVisible()
            continue
        with qtbot.waitSignal(console.manners.open_requested) as opened:
            question.accept.click()
        assert opened.args == [str(Path("/a/Kantina & co.workshop"))]
        assert not question.isVisible()


def test_anything_else_that_is_dropped_is_not_for_it(console: ConsoleWindow) -> None:
    data, at = _drag(Path("/a/picture.png"))
    enter = QDragEnterEvent(
        at,
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter.ignore()
    console.dragEnterEvent(enter)
    assert not enter.isAccepted()


class Asked:
    """A console that notes what it is asked."""

    def __init__(self) -> None:
        self.paths: list[str] = []

    def ask_to_open(self, path: str) -> None:
        self.paths.append(path)


def test_a_second_start_opens_raises_or_asks(qtbot: QtBot, tmp_path: Path) -> None:
    opened: list[str] = []
    asked = Asked()
    summons = Summons(opened.append)
    window = QWidget()
    qtbot.addWidget(window)
    window.showMinimized()
    summons.take(window, None, "", "")
    assert not window.isMinimized()
    assert opened == []
    summons.take(window, None, "", "/b.workshop")
    assert opened == ["/b.workshop"]
    running = str(tmp_path / "a.workshop")
    summons.take(window, asked, running, str(tmp_path / "x" / ".." / "a.workshop"))
    assert asked.paths == []
    summons.take(window, asked, running, "/b.workshop")
    assert asked.paths == ["/b.workshop"]
    summons.wait("/b.workshop")
    summons.go_on()
    summons.go_on()
    assert opened == ["/b.workshop", "/b.workshop"]


def test_a_window_that_was_never_shown_is_no_larger_than_the_screen(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(9_000, 9_000)
    restore_place(window, "")
    room = QGuiApplication.primaryScreen().availableGeometry()
    assert window.width() <= room.width()
    assert window.height() < room.height()  # its title bar needs some
