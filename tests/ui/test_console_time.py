"""The console's clock: it warns, rings once at the end, and flashes where that is wanted."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication, QProxyStyle, QStyle, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.fakes import FakeSession
from workshop_studio.blocks import Timer
from workshop_studio.i18n.translator import Translator
from workshop_studio.projections.facilitator import FacilitatorView, facilitator
from workshop_studio.settings import Settings
from workshop_studio.ui.actions import Actions, actions_of
from workshop_studio.ui.console.timing import FLASHES, Alarm, TimePanel
from workshop_studio.ui.console.window import ConsoleWindow
from workshop_studio.ui.jobs import Jobs
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.motion import is_motion_wanted

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

SOON = timedelta(milliseconds=40)


class Doer(QWidget):
    """A window in which every action does nothing."""

    def __getattr__(self, name: str) -> Callable[[], None]:
        del name
        return lambda: None


def ending(after: timedelta, seconds: float = 60.0) -> Timer:
    return Timer(seconds=seconds, ends_at=datetime.now(UTC) + after)


@pytest.fixture
def view() -> FacilitatorView:
    session = FakeSession()
    return facilitator(session.state, {})


@pytest.fixture
def wants() -> dict[str, bool]:
    return {"flash": True}


@pytest.fixture
def panel(
    qtbot: QtBot, theme: Theme, translator: Translator, wants: dict[str, bool]
) -> Iterator[TimePanel]:
    window = Doer()
    qtbot.addWidget(window)
    actions = Actions(actions_of("console"), window, translator, theme)
    made = TimePanel(translator, theme, actions, flashes=lambda: wants["flash"])
    qtbot.addWidget(made)
    made.show()
    yield made
    made.stop()


def test_the_alarm_rings_once_and_only_at_the_end(qtbot: QtBot, qapp: QApplication) -> None:
    alarm = Alarm(qapp)
    rings: list[int] = []
    alarm.rang.connect(lambda: rings.append(1))
    with qtbot.waitSignal(alarm.rang):
        alarm.set_timer(ending(SOON))
    alarm.set_timer(ending(-SOON))  # a session opened after its time was up
    alarm.set_timer(Timer(seconds=60.0, left=0.01))  # paused
    assert not alarm._wait.isActive()
    alarm.set_timer(ending(SOON))
    alarm.stop()
    assert not alarm._wait.isActive()
    assert rings == [1]


def test_an_alarm_that_was_slept_through_says_nothing(qtbot: QtBot, qapp: QApplication) -> None:
    clock = [datetime.now(UTC)]
    alarm = Alarm(qapp, now=lambda: clock[0])
    rings: list[int] = []
    alarm.rang.connect(lambda: rings.append(1))
    alarm.set_timer(Timer(seconds=60.0, ends_at=clock[0] + SOON))
    clock[0] += timedelta(hours=1)
    qtbot.waitUntil(lambda: not alarm._wait.isActive())
    assert rings == []


def test_the_clock_flashes_and_comes_to_rest(
    qtbot: QtBot, panel: TimePanel, view: FacilitatorView
) -> None:
    roles: list[str] = []
    with qtbot.waitSignal(panel.ended):
        panel.show_view(replace(view, timer=ending(SOON)))
    assert panel.is_flashing()
    assert panel.property("role") == "time_flash"
    while panel.is_flashing():
        panel._on_flash()
        roles.append(panel.property("role"))
    assert roles.count("time_flash") == FLASHES - 1
    assert roles[-1] == "time"


def test_another_step_ends_the_flash(qtbot: QtBot, panel: TimePanel, view: FacilitatorView) -> None:
    with qtbot.waitSignal(panel.ended):
        panel.show_view(replace(view, timer=ending(SOON)))
    panel.show_view(replace(view, timer=None))
    assert not panel.is_flashing()
    assert panel.property("role") == "time"


class Still(QProxyStyle):
    """A system that asks for no motion."""

    def styleHint(self, hint: QStyle.StyleHint, *rest: object) -> int:  # noqa: N802 # Qt's name
        if hint == QStyle.StyleHint.SH_Widget_Animation_Duration:
            return 0
        return super().styleHint(hint, *rest)  # type: ignore[arg-type]


@pytest.mark.parametrize("why", ["setting", "system"])
def test_nothing_flashes_where_it_is_not_wanted(
    why: str,
    qtbot: QtBot,
    qapp: QApplication,
    panel: TimePanel,
    view: FacilitatorView,
    wants: dict[str, bool],
) -> None:
    assert is_motion_wanted()
    if why == "setting":
        wants["flash"] = False
    else:
        qapp.setStyle(Still("fusion"))
        assert not is_motion_wanted()
    with qtbot.waitSignal(panel.ended):
        panel.show_view(replace(view, timer=ending(SOON)))
    assert not panel.is_flashing()
    qapp.setStyle("Fusion")


def test_a_length_without_a_clock_is_shown_ready_to_start(
    panel: TimePanel, view: FacilitatorView
) -> None:
    panel.show_view(replace(view, timer=None, minutes=12))
    assert (panel.clock.text(), panel.clock.beside()) == ("12:00", "of 12 min")
    assert not panel.clock.countdown.is_ticking()
    panel.show_view(replace(view, timer=None, minutes=None))
    assert panel.clock.isHidden()
    assert not panel.run.isEnabled()


@pytest.mark.parametrize("sound", [True, False])
def test_a_soft_sound_tells_the_end_unless_it_is_turned_off(
    sound: bool, qtbot: QtBot, theme: Theme, translator: Translator
) -> None:
    heard: list[int] = []
    jobs = Jobs()
    session = FakeSession()
    console = ConsoleWindow(
        session,
        translator,
        theme,
        jobs,
        lambda _: "",
        settings=lambda: Settings(sound=sound, flash=False),
        beep=lambda: heard.append(1),
    )
    qtbot.addWidget(console)
    with qtbot.waitSignal(console.side.time.ended):
        console.side.time.alarm.set_timer(ending(SOON))
    assert heard == ([1] if sound else [])
    console.close()
    jobs.close()
