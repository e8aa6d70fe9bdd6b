"""What tests of windows share: themes, translators, and a look at what a test leaves behind."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.ui.console_room import Open, Room
from tests.ui.desk import Desk, Make
from tests.ui.fakes import FakeLibrary
from tests.ui.phones_desk import PhonesDesk
from workshop_studio.i18n.translator import Translator
from workshop_studio.resources import resources
from workshop_studio.settings import Settings
from workshop_studio.ui.jobs import Jobs
from workshop_studio.ui.theme import Theme, apply


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """The light theme, given to the application."""
    light = Theme("light")
    apply(qapp, light)
    return light


@pytest.fixture
def translator() -> Translator:
    """The language of the source, so that a test can say what it expects to read."""
    return Translator("en", resources() / "locales")


@pytest.fixture(params=["nb", "en"])
def each_translator(request: pytest.FixtureRequest) -> Translator:
    """Every language in turn, for what must hold in all."""
    return Translator(request.param, resources() / "locales")


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    """A window for dialogs to stand on."""
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


@pytest.fixture(autouse=True)
def no_stray_timers(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that leaves a timer ticking has failed: it would wake in the next one."""
    if "qapp" not in request.fixturenames:
        yield
        return
    gc.freeze()  # what is there already is not looked through after every test
    yield
    app = QApplication.instance()
    assert app is not None
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    timers = [thing for thing in gc.get_objects() if type(thing) is QTimer]
    gc.unfreeze()
    left = [timer for timer in timers if isValid(timer) and timer.isActive()]
    for timer in left:
        timer.stop()
    assert not left, f"{len(left)} timers left ticking: {[timer.parent() for timer in left]}"


@pytest.fixture(autouse=True)
def no_window_stays(request: pytest.FixtureRequest) -> Iterator[None]:
    """Windows that a test has made go with it: each one left makes every later test slower."""
    before = {id(widget) for widget in QApplication.topLevelWidgets()}
    yield
    app = QApplication.instance()
    if app is None or "qapp" not in request.fixturenames:
        return
    for widget in QApplication.topLevelWidgets():
        if isValid(widget) and id(widget) not in before and widget.parent() is None:
            widget.hide()
            widget.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def every_label_is_plain(request: pytest.FixtureRequest) -> Iterator[None]:
    """No label of any window may guess whether its text is markup."""
    if "qtbot" in request.fixturenames:
        request.getfixturevalue("qtbot")  # so that the windows are still there afterwards
    yield
    if "qapp" not in request.fixturenames:
        return
    guessing = [
        widget.text()
        for widget in QApplication.allWidgets()
        if isinstance(widget, QLabel) and widget.textFormat() != Qt.TextFormat.PlainText
    ]
    assert not guessing


@pytest.fixture
def make_desk(qtbot: QtBot) -> Iterator[Make]:
    made: list[Desk] = []

    def make_one(settings: Settings | None = None, library: FakeLibrary | None = None) -> Desk:
        made.append(Desk(qtbot, settings or Settings(welcomed=True), library or FakeLibrary()))
        return made[-1]

    yield make_one
    for desk in made:
        if desk.studio.console is not None:
            desk.leave()
        desk.home.close()
        desk.settle()
        desk.studio.close()


@pytest.fixture
def open_room(qtbot: QtBot, theme: Theme) -> Iterator[Open]:
    """Opens a console on a session in memory, in the look that the application has."""
    del theme
    jobs = Jobs()
    rooms: list[Room] = []

    def opened(plan: str = "need-to-idea") -> Room:
        rooms.append(Room(qtbot, jobs, plan))
        return rooms[-1]

    yield opened
    for room in rooms:
        room.window.close()
    jobs.close()


@pytest.fixture
def phones_desk(
    qtbot: QtBot, theme: Theme, translator: Translator, tmp_path: Path
) -> Iterator[PhonesDesk]:
    """A console on a real session that can be opened to phones."""
    made = PhonesDesk(qtbot, theme, translator, tmp_path)
    yield made
    made.close()
