"""A whole workshop led with the one primary button and typing alone: nothing else is clicked."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.bench.sessions import library
from workshop_studio.app.session import Session
from workshop_studio.domain.records import Frame
from workshop_studio.domain.state import State, ordered
from workshop_studio.i18n.translator import Translator
from workshop_studio.resources import resources
from workshop_studio.settings import Settings
from workshop_studio.steps.vote_result import result
from workshop_studio.storage.verify import verify
from workshop_studio.ui.blocks.outline import OutlineTree
from workshop_studio.ui.console.window import ConsoleWindow
from workshop_studio.ui.jobs import Jobs
from workshop_studio.ui.theme import Theme, apply

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

PATIENCE = 5_000
ENGLISH = Translator("en", resources() / "locales")
IDEAS = ("Breakfast for all", "Outdoor school", "One app, not six", "Later start")
MOST_TABS = 60


class Someone:
    """Somebody who presses one button, and types."""

    def __init__(self, qtbot: QtBot, console: ConsoleWindow, session: Session) -> None:
        self.qtbot, self.console, self.session = qtbot, console, session
        self.pressed: list[str] = []

    @property
    def state(self) -> State:
        return self.session.snapshot.state

    def see(self, until: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(until, timeout=PATIENCE)

    def press(self, text: str) -> None:
        """The one button, when it says just this."""
        button = self.console.bottom.next

        def says() -> bool:
            assert button.accessibleName() == text, self.console.messages.everything()
            return True

        self.qtbot.waitUntil(says, timeout=PATIENCE)
        assert self.console.bottom.said(), f"nothing stands beside {text!r}"
        self.pressed.append(text)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def key(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key, modifier)

    def write(self, text: str, *, enter: bool = True) -> None:
        """Type into whatever has the keyboard."""
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, text)
        if enter:
            self.key(Qt.Key.Key_Return)

    def has_hands(self, many: int) -> bool:
        return sum(vote.hands is not None for vote in self.state.votes.values()) == many

    def has_sorted(self, many: int) -> bool:
        """Also in the window: the next key must meet what is there now."""
        return len(self.console.bridge.snapshot.state.memberships) == many

    def has_said(self, text: str) -> bool:
        return text in {talk.text for talk in self.state.talks.values()}

    def has_ideas(self, many: int) -> bool:
        return len(self.state.ideas) == many

    def tab_to(self, kind: type[QWidget]) -> None:
        """Go on by Tab until something of a kind has the keyboard, once it is there to see."""
        self.see(lambda: any(one.isVisible() for one in self.console.place.work.findChildren(kind)))
        for _ in range(MOST_TABS):
            if isinstance(QApplication.focusWidget(), kind):
                return
            self.key(Qt.Key.Key_Tab)
        raise AssertionError(f"no {kind.__name__} can be reached by Tab")


@pytest.fixture
def someone(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Someone]:
    theme = Theme("light")
    apply(qapp, theme)
    frame = Frame(title="Food and school", group="Oppvekst vest", headcount=4)
    session = library(tmp_path).create("need-to-idea", frame)
    jobs = Jobs()
    settings = Settings(board="outline")
    console = ConsoleWindow(session, ENGLISH, theme, jobs, lambda _: "", settings=lambda: settings)
    qtbot.addWidget(console)
    console.show()
    console.activateWindow()
    qtbot.waitUntil(console.isActiveWindow)
    yield Someone(qtbot, console, session)
    console.close()
    session.close().result()
    jobs.close()


def test_one_button_and_typing_lead_from_need_to_initiative(
    someone: Someone, tmp_path: Path, qtbot: QtBot
) -> None:
    someone.press("Next: Collect ideas ›")
    someone.press("Open for ideas")
    someone.see(lambda: someone.console.bottom.next.accessibleName() == "Close for ideas")
    for number, text in enumerate(IDEAS, start=1):
        someone.write(text)
        someone.see(partial(someone.has_ideas, number))
    someone.press("Close for ideas")
    someone.press("Show the ideas")
    someone.press("Next: Sort into clusters ›")

    # The ideas in the outline: the first two into one cluster, by keys alone.
    someone.see(lambda: someone.console.bridge.view.number == 3)
    someone.tab_to(OutlineTree)
    someone.key(Qt.Key.Key_Home)
    someone.key(Qt.Key.Key_Down)
    for number, title in enumerate(("Food and air", "Time and tools"), start=1):
        someone.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
        someone.key(Qt.Key.Key_N)
        someone.write(title)
        someone.see(partial(someone.has_sorted, 2 * number))
    titles = [cluster.title for cluster in ordered(someone.state.clusters.values())]
    assert titles == ["Food and air", "Time and tools"]

    # What each cluster is really about: said and written down.
    someone.press("Next: Talk about the titles ›")
    someone.see(lambda: someone.console.bottom.next.accessibleName().startswith("Save"))
    someone.write("Calm before school", enter=False)
    someone.press("Save, and on to the next")
    someone.see(partial(someone.has_said, "Calm before school"))
    someone.press("Save, and next: Dots on clusters")

    # Dots on the cluster by raised hands, then on the ideas.
    for number, title in enumerate(("Dots on clusters", "Mark what you support"), start=1):
        if number > 1:
            someone.press(f"Next: {title} ›")
        someone.press("Open the vote")
        someone.see(lambda: someone.console.bottom.next.accessibleName() == "Close the vote")
        someone.write("4", enter=False)
        someone.key(Qt.Key.Key_Tab)
        someone.write("3", enter=False)
        someone.press("Close the vote")
        someone.press("Close for good and count?")
        someone.see(partial(someone.has_hands, number))
        someone.press("Show the result")
    votes = sorted(someone.state.votes.values(), key=lambda vote: vote.order)
    totals = [[one.total for one in result(someone.state, vote).options] for vote in votes]
    assert [max(each) for each in totals] == [3, 3], [vote.hands for vote in votes]

    # What goes on, why, and who does it by when.
    someone.press("Next: Choose ›")
    someone.see(lambda: someone.console.bottom.next.accessibleName() == "Save the choice")
    someone.tab_to(QPlainTextEdit)
    someone.write("Most hands, and cheap to try", enter=False)
    someone.press("Save the choice")
    someone.press("Next: Plan initiatives ›")
    someone.see(lambda: someone.console.bridge.view.number == someone.console.bridge.view.of)
    someone.write("Kari", enter=False)  # what was chosen is what it is called, unless one types
    someone.key(Qt.Key.Key_Tab)
    someone.write("01.02.2027", enter=False)
    someone.press("End the session")  # what is filled in is kept, though nobody pressed Enter
    someone.press("End the session? It cannot be changed after that.")
    someone.see(lambda: len(someone.state.initiatives) == 1)
    path = someone.session.path
    with qtbot.waitSignal(someone.console.closed, timeout=PATIENCE):
        someone.press("Close the session")
    someone.session.close().result()
    assert verify(path).ok
    state = library(tmp_path).read(path).state
    [initiative] = state.initiatives.values()
    assert initiative.title in IDEAS
    assert initiative.owner == "Kari"
    assert str(initiative.due) == "2027-02-01"
    assert [idea.text for idea in ordered(state.ideas.values())] == list(IDEAS)
    assert len(someone.pressed) == 23
