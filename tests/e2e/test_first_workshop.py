"""A first workshop from a fresh start: ideas, clusters, dots and initiatives, each click counted.

Whoever adds a step to the road of a beginner meets this count.
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.bench.sessions import library
from tests.ui.fakes import looks
from workshop_studio.app.session import Session
from workshop_studio.domain.state import State, ordered
from workshop_studio.i18n.translator import Translator
from workshop_studio.projections.report import report
from workshop_studio.reports.markdown import markdown
from workshop_studio.resources import resources
from workshop_studio.settings import Settings
from workshop_studio.ui.blocks.board import BoardView
from workshop_studio.ui.blocks.fields import TickList
from workshop_studio.ui.board.finding import rect_of
from workshop_studio.ui.console.window import ConsoleWindow
from workshop_studio.ui.dialogs.frame import FrameDialog
from workshop_studio.ui.home.cards import PlanCard
from workshop_studio.ui.home.studio import Studio
from workshop_studio.ui.start import UiServices
from workshop_studio.ui.theme import Theme, apply

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

PATIENCE = 20_000
CTRL = Qt.KeyboardModifier.ControlModifier
IDEAS = ("Breakfast for all", "Outdoor school", "One app, not six", "Later start")
CLICKS = 22
"""From the first window to the end of the session, with two clusters and one initiative."""


@pytest.fixture
def studio(qapp: QApplication, tmp_path: Path) -> Iterator[Studio]:
    theme = Theme("light")
    apply(qapp, theme)
    translator = Translator("en", resources() / "locales")
    services = UiServices(
        translator=translator,
        settings=Settings(),
        save_settings=lambda _: None,
        library=lambda _: library(tmp_path, render=lambda s, t: markdown(report(s), t)),
        log_path=None,
    )
    made = Studio(qapp, services, looks(services))
    yield made
    made.home.hide()
    made.close()


class Beginner:
    """Somebody who clicks what is in sight, and types where the keyboard is."""

    def __init__(self, qtbot: QtBot, studio: Studio) -> None:
        self.qtbot, self.studio = qtbot, studio
        self.clicks: list[str] = []

    @property
    def console(self) -> ConsoleWindow:
        assert self.studio.console is not None
        return self.studio.console

    @property
    def state(self) -> State:
        session = self.studio._session
        assert isinstance(session, Session)
        return session.snapshot.state

    def see(self, until: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(until, timeout=PATIENCE)

    def click(
        self,
        widget: QWidget,
        what: str,
        at: QPoint | None = None,
        held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        self.clicks.append(what)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, held, at or widget.rect().center())

    def press(self, text: str) -> None:
        """The one primary button, when it begins so."""
        button = self.console.bottom.next
        self.see(lambda: button.accessibleName().startswith(text))
        self.click(button, text)

    def write(self, text: str, *, enter: bool = True, window: QWidget | None = None) -> None:
        """Type into whatever has the keyboard of a window."""
        focused = (window or self.console).focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, text)
        if enter:
            QTest.keyClick(focused, Qt.Key.Key_Return)


def _sort(someone: Beginner) -> None:
    """Two notes and a key make a cluster, twice; its title is typed at once."""
    board = someone.console.place.work.view("board")  # which may come a turn later
    assert isinstance(board, BoardView)
    canvas = board.canvas

    def lies(key: str) -> bool:
        return bool(rect_of(canvas.board, key).width())

    def has_sorted(many: int) -> bool:
        return len(someone.console.bridge.snapshot.state.memberships) == many

    keys = [idea.id for idea in ordered(someone.state.ideas.values())]
    for number, title in enumerate(("Food and air", "Time and tools"), start=1):
        first, second = keys[2 * number - 2 : 2 * number]
        for key, held in ((first, Qt.KeyboardModifier.NoModifier), (second, CTRL)):
            someone.see(partial(lies, key))
            at = canvas.mapFromScene(rect_of(canvas.board, key).topLeft()) + QPoint(20, 20)
            someone.click(canvas.viewport(), "a note", at, held)
        QTest.keyClick(canvas, Qt.Key.Key_N)
        someone.write(title)
        someone.see(partial(has_sorted, 2 * number))


def test_a_first_workshop_takes_few_clicks(studio: Studio, qtbot: QtBot) -> None:
    someone = Beginner(qtbot, studio)
    studio.start()
    home = studio.home
    someone.click(home.welcome().start, "Begin")
    card = next(c for c in home.findChildren(PlanCard) if c.plan.id == "ideas-to-initiatives")
    someone.see(card.isVisible)
    someone.click(card, "the workshop")
    someone.see(lambda: any(d.isVisible() for d in home.findChildren(FrameDialog)))
    [dialog] = [d for d in home.findChildren(FrameDialog) if d.isVisible()]
    title = dialog.focusWidget()
    assert isinstance(title, QLineEdit)
    title.selectAll()
    someone.write("Food and school", window=dialog)
    someone.see(lambda: studio.console is not None)

    someone.press("Open for ideas")
    someone.see(lambda: someone.console.bottom.next.accessibleName() == "Close for ideas")
    for text in IDEAS:
        someone.write(text)
    someone.see(lambda: len(someone.state.ideas) == len(IDEAS))
    someone.press("Close for ideas")
    someone.press("Next")

    someone.see(lambda: someone.console.place.work.findChild(BoardView) is not None)
    _sort(someone)

    someone.press("Next")
    someone.press("Save, and on to the next")
    someone.press("Save, and next")
    someone.press("Open the vote")
    someone.see(lambda: someone.console.bottom.next.accessibleName() == "Close the vote")
    someone.write("4", enter=False)
    QTest.keyClick(someone.console.focusWidget(), Qt.Key.Key_Tab)
    someone.write("3", enter=False)
    someone.press("Close the vote")
    someone.press("Close for good")
    someone.press("Show the result")
    someone.press("Next")
    someone.see(lambda: someone.console.bottom.next.accessibleName() == "Save the choice")
    _choose(someone)
    someone.press("Next")
    someone.see(lambda: someone.console.bridge.view.number == someone.console.bridge.view.of)
    someone.write("Kari", enter=False)
    QTest.keyClick(someone.console.focusWidget(), Qt.Key.Key_Tab)
    someone.write("01.02.2027", enter=False)
    someone.press("End the session")
    someone.press("End the session?")
    someone.see(lambda: len(someone.state.initiatives) == 1)
    someone.press("Close the session")
    qtbot.waitUntil(lambda: studio.home.isVisible() and studio._closing == 0, timeout=PATIENCE)
    assert len(someone.clicks) == CLICKS, someone.clicks


def _choose(someone: Beginner) -> None:
    """The first of the list by the key that ticks, and a click on where the reason goes."""
    work = someone.console.place.work
    work_list = someone.console.focusWidget()
    assert isinstance(work_list, TickList)
    QTest.keyClick(work_list, Qt.Key.Key_Space)
    QTest.keyClick(work_list, Qt.Key.Key_Tab)
    someone.write("Most hands, and cheap to try", enter=False)
    assert not work.rejection()
    someone.press("Save the choice")
