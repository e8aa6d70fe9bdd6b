"""Home: it paints before what is heavy, offers what there is, and says what is wrong."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from workshop_studio.i18n.times import duration
from workshop_studio.i18n.translator import Translator
from workshop_studio.resources import resources
from workshop_studio.settings import Recent
from workshop_studio.ui.home.cards import PlanCard
from workshop_studio.ui.home.plans import Plan, read_plans
from workshop_studio.ui.home.recents import RecentRow
from workshop_studio.ui.home.when import clock, day
from workshop_studio.ui.home.window import HomeWindow
from workshop_studio.ui.palette.sessions import summary
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.labels import PlainLabel

# The offscreen platform says so of every window whose layout sets a least size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

ENGLISH = Translator("en", resources() / "locales")
NOW = datetime.now(UTC)
RECENT = (
    Recent("/sessions/a.workshop", "Digital skolehverdag", NOW, "Oppvekst vest", 47, 3),
    Recent("/sessions/b.workshop", "<b>Smartmat</b> & mer", NOW - timedelta(days=1), "", 1, 1),
    Recent("/sessions/c.workshop", "Byggesak på ett sted", NOW - timedelta(days=400)),
)

Make = Callable[[], HomeWindow]


@pytest.fixture
def make(qtbot: QtBot) -> Make:
    def made() -> HomeWindow:
        window = HomeWindow(ENGLISH, Theme("light"), read_plans(resources()))
        qtbot.addWidget(window)
        window.show()
        return window

    return made


def texts(window: HomeWindow) -> list[str]:
    labels = window.findChildren(PlainLabel)
    return [label.text() for label in labels if label.isVisibleTo(window)]


def button(window: HomeWindow, text: str) -> QPushButton:
    return next(one for one in window.findChildren(QPushButton) if one.text() == text)


def test_plans_are_told_as_the_full_reader_tells_them() -> None:
    from workshop_studio.app.catalogue import Catalogue

    catalogue = Catalogue(resources())
    plans = {plan.id: plan for plan in read_plans(resources())}
    assert plans.keys() == catalogue.workshops.keys() | catalogue.techniques.keys()
    for name, workshop in catalogue.workshops.items():
        assert plans[name].minutes == catalogue.minutes(name)
        assert len(plans[name].flow) == len(workshop.activities)
        assert (plans[name].name, plans[name].people) == (workshop.name, workshop.people)
    for name, technique in catalogue.techniques.items():
        assert plans[name].minutes == catalogue.minutes(name)
        assert plans[name].purpose == technique.purpose


def test_a_plan_that_cannot_be_read_does_not_keep_home_from_opening(tmp_path: Path) -> None:
    for folder in ("techniques", "workshops"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "broken.json").write_text("{")
        (tmp_path / folder / "list.json").write_text("[1]")
        (tmp_path / folder / "odd.json").write_text('{"id": "odd", "activities": [{}]}')
    assert read_plans(tmp_path) == ()


def test_a_card_is_started_by_mouse_and_keyboard(make: Make, qtbot: QtBot) -> None:
    window = make()
    card = window.cards[0]
    assert card.plan.is_workshop
    with qtbot.waitSignal(window.start_requested) as started:
        QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    assert started.args == [card.plan]
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
        with qtbot.waitSignal(window.start_requested):
            QTest.keyClick(card, key)


def test_every_plan_has_a_card_that_a_screen_reader_can_tell(make: Make) -> None:
    window = make()
    window.actions_["techniques"].trigger()
    assert window.focusWidget() is window.techniques.cards[0]
    assert window.techniques.isVisible()
    cards = [*window.cards, *window.techniques.cards]
    told = {card.accessibleName(): card.accessibleDescription() for card in cards}
    assert len(told) == len(read_plans(resources()))
    assert "Ground rules · Collect ideas · Sort into clusters. 20 min" in told["Brainstorming"]
    assert "1 h 40 min · 4 activities · 6 to 40 people" in told["From need to idea"]


def test_a_technique_is_started_or_tried_from_its_page(make: Make, qtbot: QtBot) -> None:
    window = make()
    window.front.single.click()
    assert window.to_techniques.isChecked()
    assert not window.to_front.isChecked()
    card = window.techniques.cards[1]
    assert not card.plan.is_workshop
    with qtbot.waitSignal(window.start_requested) as started:
        QTest.keyClick(card, Qt.Key.Key_Return)
    assert started.args == [card.plan]
    with qtbot.waitSignal(window.rehearse_requested) as tried:
        card.rehearse.click()
    assert tried.args == [card.plan]
    window.to_front.click()
    assert window.front.isVisible()


def test_a_card_offers_the_rest_in_a_menu(make: Make, qtbot: QtBot) -> None:
    window = make()
    [action] = window.cards[0].menu().actions()
    with qtbot.waitSignal(window.rehearse_requested):
        action.trigger()
    window.show_recent(RECENT)
    pin, _ = window.recents.findChildren(RecentRow)[0].menu().actions()
    with qtbot.waitSignal(window.pin_requested):
        pin.trigger()


def test_cards_grow_with_their_texts(qtbot: QtBot) -> None:
    words = {"en": "A name of many words " * 12}
    plan = Plan("long", words, {"en": "A purpose " * 60}, (2, 3), (5, 0), is_workshop=True)
    card = PlanCard(plan, ENGLISH, Theme("dark"))
    qtbot.addWidget(card)
    assert card.heightForWidth(300) > card.heightForWidth(900) > 150
    card.resize(300, card.heightForWidth(300))
    card.show()
    lowest = max(label.geometry().bottom() for label in card.findChildren(PlainLabel))
    assert lowest <= card.height()


def test_recent_sessions_tell_what_came_of_them(make: Make, qtbot: QtBot) -> None:
    window = make()
    window.show_recent(RECENT)
    qtbot.waitUntil(lambda: "Oppvekst vest · 47 ideas · 3 initiatives" in texts(window))
    assert summary(RECENT[1], ENGLISH) == "1 idea · 1 initiative"
    assert summary(RECENT[2], ENGLISH) == "Nothing written yet"
    row = window.recents.findChildren(RecentRow)[1]
    assert row.accessibleName() == "<b>Smartmat</b> & mer"
    with qtbot.waitSignal(window.open_requested) as opened:
        QTest.keyClick(row, Qt.Key.Key_Return)
    assert opened.args == ["/sessions/b.workshop"]


def test_a_session_is_pinned_by_mouse_and_keyboard(make: Make, qtbot: QtBot) -> None:
    window = make()
    window.show_recent(RECENT)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    row = window.recents.rows()[1]
    assert isinstance(row, RecentRow)
    assert row.pin.accessibleName() == "Keep <b>Smartmat</b> & mer at the top"
    with qtbot.waitSignal(window.pin_requested) as wanted:
        QTest.mouseClick(row.pin, Qt.MouseButton.LeftButton)
    assert wanted.args == [RECENT[1]]
    assert not row.pin.isChecked()  # the list says what is so
    row.pin.setFocus()
    with qtbot.waitSignal(window.pin_requested):
        QTest.keyClick(row.pin, Qt.Key.Key_Space)
    pinned = replace(RECENT[1], pinned=True)
    window.show_recent([pinned, RECENT[0], RECENT[2]])
    first = window.recents.rows()[0]
    assert isinstance(first, RecentRow)
    assert first.pin.isChecked()
    assert first.pin.hasFocus()  # the keyboard goes along with it
    assert first.accessibleDescription().endswith("kept at the top")


def test_a_session_that_is_there_is_taken_off_the_list_by_its_menu(
    make: Make, qtbot: QtBot
) -> None:
    window = make()
    window.show_recent(RECENT)
    row = window.recents.rows()[1]
    assert isinstance(row, RecentRow)
    [forget] = [one for one in row.menu().actions() if one.text() == "Take it off this list"]
    with qtbot.waitSignal(window.forget_requested) as wanted:
        forget.trigger()
    assert wanted.args == [RECENT[1]]


def test_a_missing_session_can_be_looked_for_or_forgotten(make: Make, qtbot: QtBot) -> None:
    window = make()
    window.show_recent(RECENT, {RECENT[0].path})
    qtbot.waitUntil(lambda: "The file is not there" in texts(window))
    rows = window.recents.findChildren(RecentRow)
    assert [row.recent for row in rows] == [RECENT[1], RECENT[2]]
    with qtbot.waitSignal(window.find_requested) as found:
        QTest.mouseClick(button(window, "Look for it …"), Qt.MouseButton.LeftButton)
    assert found.args == [RECENT[0]]
    with qtbot.waitSignal(window.forget_requested) as forgotten:
        QTest.mouseClick(button(window, "Remove"), Qt.MouseButton.LeftButton)
    assert forgotten.args == [RECENT[0]]


def test_without_sessions_home_says_what_to_do(make: Make, qtbot: QtBot) -> None:
    window = make()
    window.show_recent([])
    hint = "The sessions you have led will be here."
    qtbot.waitUntil(lambda: any(text.startswith(hint) for text in texts(window)))
    assert not window.interrupted.isVisibleTo(window)


def test_each_interrupted_session_is_offered(make: Make, qtbot: QtBot) -> None:
    window = make()
    today = SimpleNamespace(title="Kantina", entries=31, at=NOW, damaged=False)
    old = SimpleNamespace(title="", entries=1, at=None, damaged=True)
    window.show_interrupted([today, old])
    said = texts(window)
    assert f"A session was interrupted at {clock(NOW, ENGLISH)}" in said
    assert "Everything that was written is here (31 changes)." in said
    assert "A session was interrupted" in said
    [spoilt] = [text for text in said if "spoilt" in text]
    assert "before that is here" in spoilt  # never that all of it is
    with qtbot.waitSignal(window.continue_requested) as wanted:
        QTest.mouseClick(button(window, "Continue the session"), Qt.MouseButton.LeftButton)
    assert wanted.args == [today]
    window.show_interrupted([])
    assert "Kantina" not in texts(window)


def test_a_dropped_session_is_opened_and_nothing_else_is(make: Make, qtbot: QtBot) -> None:
    window = make()

    def dragged(*names: str) -> QMimeData:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(name) for name in names])
        return data

    def is_over() -> bool:
        return window.front.drop.is_over

    def drag(data: QMimeData) -> bool:
        place, action = QPoint(5, 5), Qt.DropAction.CopyAction
        button, key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        event = QDragEnterEvent(place, action, data, button, key)
        event.ignore()
        window.dragEnterEvent(event)
        return event.isAccepted()

    def drop(*names: str) -> QDropEvent:
        data = dragged(*names)
        event = QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        window.dropEvent(event)
        return event

    assert not drag(dragged("/x/notes.pdf"))
    assert not is_over()
    both = dragged("/x/notes.pdf", "/x/Økt.WORKSHOP")
    assert drag(both)
    assert is_over()
    window.dragLeaveEvent(QDragLeaveEvent())
    assert not is_over()
    assert drag(both)
    with qtbot.waitSignal(window.open_requested) as opened:
        drop("/x/notes.pdf", "/x/Økt.WORKSHOP")
    assert not is_over()
    assert opened.args == [str(Path("/x/Økt.WORKSHOP"))]
    window.open_requested.connect(lambda _: pytest.fail("opened"))
    drop("/x/notes.pdf")
    window.set_busy("Opening …")
    drop("/x/a.workshop")


def test_a_narrow_window_hides_nothing(make: Make, qtbot: QtBot) -> None:
    window = make()
    window.show_recent(RECENT)
    window.show_interrupted(
        [SimpleNamespace(title="K", entries=1, at=None, running=False, damaged=False)]
    )
    side, card, offer = window.recents, window.cards[0], window.interrupted

    def place(widget: QWidget) -> QPoint:
        return widget.mapTo(window, QPoint(0, 0))

    def is_beside(*, wanted: bool) -> bool:
        return (place(side).x() > place(card).x() + 100) == wanted

    for width in (760, 1280):
        window.resize(width, 800)
        qtbot.waitUntil(partial(is_beside, wanted=width > 1000))
        qtbot.waitUntil(lambda: offer.isVisible() and place(offer).y() < 200)
        assert place(side).x() + side.width() <= width


def test_with_large_text_nothing_stands_beside_what_has_no_room(qtbot: QtBot) -> None:
    window = HomeWindow(ENGLISH, Theme("light", scale=3.0), read_plans(resources()))
    qtbot.addWidget(window)
    window.show_recent(RECENT)
    window.show()
    card, row = window.cards[-1], window.recents.findChildren(RecentRow)[0]

    def is_below() -> bool:
        return row.mapTo(window, QPoint(0, 0)).y() > card.mapTo(window, QPoint(0, 0)).y()

    qtbot.waitUntil(is_below)
    assert row.pin.width() == 3 * 26


def test_nothing_is_asked_twice_while_home_is_busy(make: Make, qtbot: QtBot) -> None:
    window = make()
    window.set_busy("Opening …")
    assert not window.cards[0].isEnabled()
    assert "Opening …" in texts(window)
    window.set_busy("")
    assert window.cards[0].isEnabled()
    assert not window.message.isVisibleTo(window)


def test_shortcuts_come_from_the_table(make: Make, qtbot: QtBot) -> None:
    window = make()
    with qtbot.waitSignal(window.browse_requested):
        window.actions_["open"].trigger()
    with qtbot.waitSignal(window.sample_requested):
        window.actions_["sample"].trigger()
    with qtbot.waitSignal(window.closed):
        window.actions_["quit"].trigger()


def test_days_and_times_are_said_as_people_say_them() -> None:
    today = datetime(2026, 11, 23, 12).astimezone()
    assert day(today, today.date(), ENGLISH) == "today"
    assert day(today - timedelta(days=1), today.date(), ENGLISH) == "yesterday"
    assert day(datetime(2026, 10, 3, 12).astimezone(), today.date(), ENGLISH) == "3 Oct"
    assert day(datetime(2025, 10, 3, 12).astimezone(), today.date(), ENGLISH) == "3 Oct 2025"
    norwegian = Translator("nb", resources() / "locales")
    assert day(datetime(2026, 10, 3, 12).astimezone(), today.date(), norwegian) == "3. okt."
    assert [duration(n, ENGLISH) for n in (5, 60, 100)] == ["5 min", "1 h", "1 h 40 min"]


def test_home_and_what_its_cards_open_import_nothing_heavy() -> None:
    code = (
        "import sys, workshop_studio.ui.home.studio, workshop_studio.ui.dialogs.frame\n"
        "heavy = {'pydantic', 'rpds', 'babel', 'charset_normalizer', 'platformdirs'}\n"
        "print(sorted(heavy.intersection(sys.modules)))\n"
        "print([name for name in sys.modules if name.startswith('workshop_studio.app')])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split("\n")[:2] == ["[]", "[]"]


def test_what_happens_between_two_languages_is_shown_in_the_second(make: Make) -> None:
    window = make()
    window.undress()
    window.set_busy("Opening …")
    window.set_busy("")
    window.show_recent(RECENT)
    window.show_interrupted([])
    window.say("The disk is full.", warn=True)
    window.dress(ENGLISH, Theme("dark"))
    assert "The disk is full." in texts(window)
    assert len(window.recents.findChildren(RecentRow)) == len(RECENT)
    window.say("")
    assert "The disk is full." not in texts(window)
