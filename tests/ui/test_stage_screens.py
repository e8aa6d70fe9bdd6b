"""The stage finds its screen, holds its picture where it is told to, and survives a pulled plug."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.fakes import FakeSession
from workshop_studio.domain.commands import ImportIdeas
from workshop_studio.i18n.translator import Translator
from workshop_studio.settings import Settings
from workshop_studio.ui.blocks.scene import Text
from workshop_studio.ui.console.handover import follow, leave
from workshop_studio.ui.console.window import ConsoleWindow
from workshop_studio.ui.jobs import Jobs
from workshop_studio.ui.stage.identify import Identify
from workshop_studio.ui.stage.places import Place, set_name, stage_place
from workshop_studio.ui.stage.strip import Strip
from workshop_studio.ui.theme import Theme, apply

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "raise")

LAPTOP = Place("eDP-1", QRect(0, 0, 1440, 900))
PROJECTOR = Place("HDMI-1", QRect(1440, 0, 1920, 1080))
THIRD = Place("DP-2", QRect(3360, 0, 1280, 720))
MIRROR = Place("HDMI-1", QRect(0, 0, 1440, 900))


@pytest.mark.parametrize(
    ("places", "console", "wanted", "stage"),
    [
        ([LAPTOP], "eDP-1", "", None),
        ([LAPTOP, MIRROR], "eDP-1", "HDMI-1", None),
        ([LAPTOP, PROJECTOR], "eDP-1", "", PROJECTOR),
        ([LAPTOP, PROJECTOR], "HDMI-1", "", LAPTOP),
        ([LAPTOP, PROJECTOR], "eDP-1", "eDP-1", PROJECTOR),
        ([LAPTOP, PROJECTOR, THIRD], "eDP-1", "DP-2", THIRD),
        ([LAPTOP, PROJECTOR, THIRD], "eDP-1", "gone", PROJECTOR),
    ],
)
def test_the_stage_goes_beside_the_console(
    places: list[Place], console: str, wanted: str, stage: Place | None
) -> None:
    assert stage_place(places, console, wanted) == stage
    assert stage_place(list(reversed(places)), console, wanted) is stage or len(places) > 2


def test_a_set_of_screens_has_one_name_in_any_order() -> None:
    assert set_name([LAPTOP, PROJECTOR]) == set_name([PROJECTOR, LAPTOP])
    assert set_name([LAPTOP, PROJECTOR]) != set_name([LAPTOP, THIRD])


@pytest.fixture
def console(qtbot: QtBot, translator: Translator, theme: Theme) -> Iterator[ConsoleWindow]:
    jobs = Jobs()
    session = FakeSession()
    window = ConsoleWindow(session, translator, theme, jobs, lambda _: "")
    window.setProperty("session", session)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    window.close()
    jobs.close()
    window.deleteLater()


def test_black_shows_nothing_and_says_so_in_the_console_alone(
    qtbot: QtBot, console: ConsoleWindow
) -> None:
    stage, section = console.stage, console.side.stage
    assert not console.actions_["blank"].isEnabled()  # there is nothing to blank
    console.actions_["stage"].trigger()
    qtbot.waitUntil(lambda: stage.is_shown)
    sent = len(console.property("session").sent)
    QTest.keyClick(stage.window, Qt.Key.Key_B)
    assert stage.window.is_blank
    image = stage.render(QSize(320, 180), 1.0)
    black = Theme("light").colour("stage_blank")
    seen = {image.pixelColor(x, y).name() for x in range(0, 320, 7) for y in range(0, 180, 7)}
    assert seen == {black.name()}
    assert section.held.text() == "The stage is black"
    assert section.held.isVisibleTo(console)
    QTest.keyClick(stage.window, Qt.Key.Key_B)
    assert not section.held.isVisibleTo(console)
    assert len(console.property("session").sent) == sent  # local, never an event


def test_a_frozen_stage_keeps_its_picture_while_the_work_goes_on(
    qtbot: QtBot, console: ConsoleWindow
) -> None:
    stage, session = console.stage, console.property("session")
    console.actions_["stage"].trigger()
    qtbot.waitUntil(lambda: stage.is_shown)
    before = stage.window.said()
    console.actions_["freeze"].trigger()
    assert console.side.stage.held.text().startswith("Frozen")
    step = session.steps("collect")[0]
    session.do({"type": "GoTo", "step": step})
    session.do(ImportIdeas(step=step, texts=("Frokost",)))
    session.do({"type": "StartTimer", "step": step})
    qtbot.waitUntil(lambda: console.bridge.view.step == step)
    assert stage.window.said() == before
    assert not stage.window._countdown.is_ticking()
    console.actions_["freeze"].trigger()
    assert stage.window.said() != before
    console.actions_["freeze"].trigger()
    console.actions_["stage"].trigger()  # whoever shows it again begins with what there is
    assert not stage.window.is_frozen


def test_a_frozen_picture_of_an_idea_that_is_hidden_is_let_go(
    qtbot: QtBot, console: ConsoleWindow
) -> None:
    """An idea that is hidden stands on no surface any more."""
    session, window = console.property("session"), console.stage.window
    step = session.steps("collect")[0]
    session.do({"type": "GoTo", "step": step})
    session.do(ImportIdeas(step=step, texts=("Dårlig spøk", "Frokost", "Uteskole")))
    session.do({"type": "Reveal", "step": step})
    ids = {idea.text: idea.id for idea in session.state.ideas.values()}
    session.do({"type": "HideIdea", "idea": ids["Uteskole"]})
    console.actions_["stage"].trigger()
    qtbot.waitUntil(lambda: "Dårlig spøk" in window.said())
    console.actions_["freeze"].trigger()
    session.do(ImportIdeas(step=step, texts=("Leksehjelp",)))
    qtbot.waitUntil(lambda: len(console.bridge.view.seen) == 3)
    assert window.is_frozen  # what was hidden before is not in the picture
    session.do({"type": "HideIdea", "idea": ids["Dårlig spøk"]})
    qtbot.waitUntil(lambda: not window.is_frozen)
    qtbot.waitUntil(lambda: "Leksehjelp" in window.said())
    assert "Dårlig" not in window.said()
    assert "hidden now" in console.messages.messages[-1].text


def test_letters_are_typed_where_there_is_a_line_and_do_their_work_elsewhere(
    qtbot: QtBot, console: ConsoleWindow
) -> None:
    session = console.property("session")
    step = session.steps("collect")[0]
    session.do({"type": "GoTo", "step": step})
    qtbot.waitUntil(lambda: console.bridge.view.step == step)
    console.actions_["stage"].trigger()
    qtbot.waitUntil(lambda: console.stage.is_shown)
    console.activateWindow()
    qtbot.waitUntil(console.isActiveWindow)
    console.place.work.focus_entry()
    entry = console.focusWidget()
    assert entry is not None
    QTest.keyClicks(entry, "bf")
    assert not console.stage.window.is_blank
    console.bottom.next.setFocus()
    QTest.keyClick(console.bottom.next, Qt.Key.Key_B)
    assert console.stage.window.is_blank


def test_one_screen_gives_the_facilitator_a_strip_that_goes_by_itself(
    qtbot: QtBot, console: ConsoleWindow
) -> None:
    console.actions_["stage"].trigger()
    stage = console.stage.window
    qtbot.waitUntil(stage.isFullScreen)
    assert console.stage.shares_screen
    strip = stage.findChild(Strip)
    assert strip is not None
    assert strip.isVisible()
    assert strip.geometry().bottom() == stage.rect().bottom()
    assert strip.buttons["next"].text() == console.bottom.next.text()
    primary = [name for name, one in strip.buttons.items() if one.property("role") == "primary"]
    assert primary == ["next"]
    strip._rest.setInterval(0)
    strip._rest.start()
    qtbot.waitUntil(lambda: not strip.isVisible())
    strip._rest.setInterval(60_000)
    _move(stage, QPoint(40, 40))
    assert not strip.isVisible()  # it is no bother while somebody points at the wall
    _move(stage, QPoint(40, stage.height() - 3))
    assert strip.isVisible()
    strip.go()
    QTest.keyClick(stage, Qt.Key.Key_Tab)
    assert strip.isVisible()
    step = console.bridge.view.step
    QTest.mouseClick(strip.buttons["next"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: console.bridge.view.step != step)
    QTest.mouseClick(strip.buttons["stage"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not console.stage.is_shown)
    assert not strip._rest.isActive()


def test_what_is_private_is_covered_while_the_room_sees_the_consoles_screen(
    qtbot: QtBot, console: ConsoleWindow
) -> None:
    side, session = console.side, console.property("session")
    step = session.steps("collect")[0]
    session.do({"type": "GoTo", "step": step})
    session.do(ImportIdeas(step=step, texts=("Dårlig spøk",)))
    session.do({"type": "HideIdea", "idea": next(iter(session.state.ideas))})
    private = (side.notes, side._hidden, side._tips)
    qtbot.waitUntil(lambda: all(part.isVisibleTo(console) for part in private))
    assert not side.discreet.isVisibleTo(console)
    console.stage.toggle()
    qtbot.waitUntil(lambda: console.stage.is_shown)
    console.stage.toggle()  # back to the console, which a mirrored projector shows now
    assert not any(part.isVisibleTo(console) for part in private)
    assert side.discreet.isVisibleTo(console)
    assert side.parking.isVisibleTo(console)
    session.do({"type": "GoTo", "step": session.steps("cluster")[0]})
    assert not any(part.isVisibleTo(console) for part in private)
    side.discreet.button.click()
    assert all(part.isVisibleTo(console) for part in private)
    console.stage.toggle()
    assert not any(part.isVisibleTo(console) for part in private)


def test_what_is_covered_stays_so_in_the_console_of_another_language(
    qtbot: QtBot, console: ConsoleWindow, translator: Translator
) -> None:
    console.stage.toggle()
    qtbot.waitUntil(lambda: console.stage.is_shown)
    console.stage.toggle()
    jobs = Jobs()
    after = ConsoleWindow(
        console.property("session"), translator, Theme("dark"), jobs, lambda _: ""
    )
    qtbot.addWidget(after)
    follow(console, leave(console), after)
    assert not after.side.discreet.isHidden()
    assert after.side.notes.isHidden()
    after.close()
    jobs.close()


@pytest.mark.parametrize("scale", [1.0, 1.5, 3.0])
@pytest.mark.parametrize("long", [False, True])
def test_the_strip_is_whole_and_hides_nothing_on_a_small_screen_with_large_text(
    qtbot: QtBot, qapp: QApplication, each_translator: Translator, scale: float, long: bool
) -> None:
    theme = Theme("light", scale)
    apply(qapp, theme)
    jobs, session = Jobs(), FakeSession()
    console = ConsoleWindow(session, each_translator, theme, jobs, lambda _: "")
    qtbot.addWidget(console)
    console.show()
    step = session.steps("collect")[0]
    session.do({"type": "GoTo", "step": step})
    session.do(ImportIdeas(step=step, texts=("Frokost",)))
    console.stage.toggle()
    stage = console.stage.window
    stage.resize(800, 600)
    strip = stage.findChild(Strip)
    assert strip is not None
    if long:
        console.actions_["next"].setText("Tittel " * 80)
    strip.come()
    qapp.processEvents()
    inside = strip.rect().adjusted(1, 0, -1, 0)
    for button in strip.buttons.values():
        assert inside.contains(button.geometry())
        assert button.width() >= button.minimumSizeHint().width()
        assert button.accessibleName()
        assert button.toolTip()  # all of a text that is cut short
    places = [button.geometry() for button in strip.buttons.values()]
    assert not any(one.intersects(other) for one, other in combinations(places, 2))
    going = strip.buttons["next"]
    assert long or going.width() >= going.text_width() * (0.75 if scale > 2 else 1)
    for piece in stage.plan().pieces:
        if isinstance(piece, Text):
            assert piece.rect.top() + piece.lines.size.height() <= strip.geometry().top() + 1
    console.stage.toggle()
    assert stage.plan().pieces  # where it stands alone again, the edge is the stage's
    console.close()
    jobs.close()
    apply(qapp, Theme("light"))


def test_the_console_goes_onto_a_small_screen_that_the_projector_mirrors(
    qtbot: QtBot, theme: Theme, each_translator: Translator
) -> None:
    jobs = Jobs()
    session = FakeSession(title="Hvordan kan vi sammen " * 22)
    console = ConsoleWindow(session, each_translator, theme, jobs, lambda _: "")
    qtbot.addWidget(console)
    console.show()
    console.resize(800, 560)
    assert console.width() == 800
    session.do({"type": "GoTo", "step": session.steps("collect")[0]})
    going = console.bottom.next
    qtbot.waitUntil(lambda: going.width() >= going.sizeHint().width())
    assert console.rect().contains(QRect(going.mapTo(console, QPoint()), going.size()))
    console.close()
    jobs.close()


def test_a_double_click_on_the_strip_closes_no_vote(qtbot: QtBot, console: ConsoleWindow) -> None:
    """Closing is asked about first, and cannot be taken back."""
    session = console.property("session")
    collect, cluster, vote = (session.steps(kind)[0] for kind in ("collect", "cluster", "vote"))
    session.do(ImportIdeas(step=collect, texts=("Frokost", "Uteskole")))
    session.do({"type": "Reveal", "step": collect})
    for title, idea in zip(("Mat", "Ute"), list(session.state.ideas), strict=True):
        made = {"type": "MakeCluster", "step": cluster, "title": title, "ideas": [idea]}
        session.do(made)
    session.do({"type": "GoTo", "step": vote})
    session.do({"type": "OpenVote", "step": vote})
    qtbot.waitUntil(lambda: console.bridge.view.step == vote)
    console.stage.toggle()
    strip = console.stage.window.findChild(Strip)
    assert strip is not None
    going = strip.buttons["next"]
    QTest.mouseClick(going, Qt.MouseButton.LeftButton)
    assert console.bottom.is_confirming
    QTest.mouseDClick(going, Qt.MouseButton.LeftButton)
    [opened] = session.state.votes.values()
    assert opened.status == "open"
    QTest.mouseClick(going, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: next(iter(session.state.votes.values())).status == "closed")


def _move(widget: object, at: QPoint) -> None:
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(at), QPointF(at), none, none, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(widget, event)  # type: ignore[arg-type] # any widget


def test_swapping_one_screen_is_told_calmly(console: ConsoleWindow) -> None:
    console.stage.swap()
    assert console.messages.messages[-1].text == "There is no second screen to swap with."
    assert not console.messages.messages[-1].is_fault


def test_screens_are_numbered_for_a_moment(qtbot: QtBot, theme: Theme) -> None:
    keeper = QApplication.instance()
    assert isinstance(keeper, QApplication)
    identify = Identify(theme, keeper, lasts=1)
    with qtbot.waitSignal(identify.done):
        identify.show_on(keeper.screens())
        assert [number.number for number in identify.numbers] == [1]
        assert identify.numbers[0].isVisible()
    assert identify.numbers == []
    identify.deleteLater()


def test_the_stage_is_light_unless_chosen_and_does_not_follow_the_windows(
    qtbot: QtBot, translator: Translator
) -> None:
    jobs = Jobs()
    chosen = [Settings()]
    window = ConsoleWindow(
        FakeSession(), translator, Theme("dark"), jobs, lambda _: "", settings=lambda: chosen[0]
    )
    qtbot.addWidget(window)
    ground = window.stage.render(QSize(160, 90), 1.0).pixelColor(1, 1)
    assert ground == Theme("light").colour("stage")
    chosen[0] = Settings(stage_theme="dark")
    window.stage.follow_settings()
    ground = window.stage.render(QSize(160, 90), 1.0).pixelColor(1, 1)
    assert ground == Theme("dark").colour("stage")
    window.close()
    jobs.close()


def test_a_screen_is_pulled_out_in_the_middle_of_a_reveal(tmp_path: Path) -> None:
    """In a process of its own: the platform must know of two screens before it starts."""
    screens = [
        {"name": "laptop", "x": 0, "y": 0, "width": 1440, "height": 900},
        {"name": "projector", "x": 1440, "y": 0, "width": 1920, "height": 1080},
    ]
    shape = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    config = tmp_path / "screens.json"
    config.write_text(json.dumps({"screens": [{**screen, **shape} for screen in screens]}))
    ran = subprocess.run(
        [sys.executable, "-m", "tests.ui.two_screens"],
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={config}"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.split("\n")[-2] == "all told"


def test_one_idea_at_a_time_by_the_arrows_and_all_again_by_esc(
    qtbot: QtBot, console: ConsoleWindow
) -> None:
    session, stage = console.property("session"), console.stage
    step = session.steps("collect")[0]
    session.do({"type": "GoTo", "step": step})
    session.do(ImportIdeas(step=step, texts=("Frokost", "Uteskole", "Leksehjelp")))
    qtbot.waitUntil(lambda: console.bridge.view.step == step)
    assert not console.actions_["next_idea"].isEnabled()  # they are hidden still
    session.do({"type": "Reveal", "step": step})
    qtbot.waitUntil(console.actions_["next_idea"].isEnabled)
    console.actions_["stage"].trigger()
    qtbot.waitUntil(lambda: stage.is_shown)
    for key, text in (
        (Qt.Key.Key_Right, "1 of 3"),
        (Qt.Key.Key_Right, "2 of 3"),
        (Qt.Key.Key_Left, "1 of 3"),
    ):
        QTest.keyClick(stage.window, key)
        qtbot.waitUntil(lambda text=text: text in stage.window.said())  # type: ignore[misc] # lambda
    assert "Frokost" in stage.window.said()
    assert "Uteskole" not in stage.window.said()
    console.actions_["next_idea"].trigger()
    qtbot.waitUntil(lambda: "Uteskole" in stage.window.said())
    QTest.keyClick(stage.window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: "Leksehjelp" in stage.window.said())
    assert stage.window.isFullScreen()
    assert not console.actions_["all_ideas"].isEnabled()
    QTest.keyClick(stage.window, Qt.Key.Key_Left)  # from the end
    qtbot.waitUntil(lambda: "3 of 3" in stage.window.said())
    QTest.keyClick(stage.window, Qt.Key.Key_Right)  # behind the last come all again
    qtbot.waitUntil(lambda: "Frokost" in stage.window.said())
