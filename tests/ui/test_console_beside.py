"""What stands beside the work: the agenda that can change, notes, the parking lot, the clock."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.console_room import ENGLISH, Open
from workshop_studio.app.catalogue import Catalogue
from workshop_studio.domain.commands import GoTo
from workshop_studio.domain.records import TEXT_LIMIT, Earlier
from workshop_studio.domain.state import State
from workshop_studio.domain.technique import Technique
from workshop_studio.resources import resources
from workshop_studio.ui.blocks.ideas import IdeasView
from workshop_studio.ui.console import words
from workshop_studio.ui.console.agenda_menu import AgendaMenu
from workshop_studio.ui.console.agenda_rows import MINUTES
from workshop_studio.ui.dialogs.people import PeopleDialog
from workshop_studio.ui.jobs import Jobs


def pick(menu: QMenu, text: str) -> None:
    """Choose the entry that begins so."""
    next(action for action in menu.actions() if action.text().startswith(text)).trigger()


def button(inside: QWidget, text: str) -> QPushButton:
    return next(b for b in inside.findChildren(QPushButton) if b.text() == text)


def test_an_activity_is_skipped_brought_back_and_repeated_from_its_menu(
    open_room: Open,
    qtbot: QtBot,
) -> None:
    room = open_room()
    second = room.window.bridge.view.agenda.activities[1]
    pick(room.window.arrange.menu(second), "Skip")
    room.qtbot.waitUntil(lambda: room.window.bridge.view.agenda.activities[1].state == "skipped")
    assert [command.type for command in room.session.sent] == ["SetActivityStatus"]

    def says_skipped() -> bool:
        row = room.window.agenda.topLevelItem(1)
        return row is not None and row.data(0, MINUTES) == "skipped"

    room.qtbot.waitUntil(says_skipped)
    assert room.window.actions_["undo"].text() == "Undo: a change of the agenda"
    pick(room.window.arrange.menu(room.window.bridge.view.agenda.activities[1]), "Bring back")
    room.qtbot.waitUntil(lambda: room.window.bridge.view.agenda.activities[1].state == "ahead")
    before = second.minutes
    pick(room.window.arrange.menu(second), "5 min shorter")
    room.qtbot.waitUntil(lambda: room.window.bridge.view.agenda.activities[1].minutes == before - 5)
    room.window.actions_["repeat"].trigger()
    room.qtbot.waitUntil(lambda: len(room.window.bridge.view.agenda.activities) == 5)
    assert room.session.sent[-1].type == "RepeatActivity"


def test_what_was_skipped_shows_the_time_that_was_spent_on_it(open_room: Open) -> None:
    window = open_room().window
    shown = window.bridge.view.agenda
    first = shown.activities[0].model_copy(update={"state": "skipped", "spent": 7})
    second = shown.activities[1].model_copy(update={"spent": 7})  # brought back
    rows = (first, second, *shown.activities[2:])
    window.agenda.show_agenda(shown.model_copy(update={"activities": rows}))
    told = [window.agenda.topLevelItem(row) for row in (0, 1)]
    minutes = [item.data(0, MINUTES) for item in told if item is not None]
    assert minutes == ["skipped · 7 min", f"{second.minutes} min"]


def test_a_technique_is_added_behind_where_the_group_is(
    open_room: Open,
) -> None:
    room = open_room()
    window = room.window
    techniques = tuple(Catalogue(resources()).techniques.values())
    adding = AgendaMenu(window.plan, window.bridge, ENGLISH, lambda: techniques)
    pick(adding.add_menu(), "Dot voting")
    room.qtbot.waitUntil(lambda: len(window.bridge.view.agenda.activities) == 5)
    added = window.bridge.view.agenda.activities[1]
    assert ENGLISH.words(added.name) == "Dot voting"
    window.lead.undo()
    room.qtbot.waitUntil(lambda: len(window.bridge.view.agenda.activities) == 4)


def test_the_current_activity_is_made_shorter_and_longer_by_actions(open_room: Open) -> None:
    room = open_room()
    window = room.window

    def minutes() -> int:
        return window.bridge.view.agenda.activities[0].minutes

    at_first = minutes()
    window.actions_["shorter"].trigger()
    room.qtbot.waitUntil(lambda: minutes() == at_first - 5)
    window.actions_["longer"].trigger()
    room.qtbot.waitUntil(lambda: minutes() == at_first)
    assert window.actions_["undo"].text() == "Undo: the length of an activity"
    while window.actions_["shorter"].isEnabled():
        before = minutes()
        window.actions_["shorter"].trigger()
        room.qtbot.waitUntil(lambda before=before: minutes() == before - 5)  # type: ignore[misc]
    assert 0 < minutes() <= 5


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_how_many_take_part_is_set_right_beside_the_work_and_brought_back(open_room: Open) -> None:
    room = open_room()
    window = room.window
    people = next(number for name, number in window.side.counts.rows() if name == "People")
    window.side.headcount.click()
    (dialog,) = window.findChildren(PeopleDialog)
    assert dialog.number.text() == people
    dialog.number.setText("x")
    assert not dialog.save.isEnabled()
    dialog.number.setText("19")
    QTest.keyClick(dialog.number, Qt.Key.Key_Return)
    room.qtbot.waitUntil(lambda: ("People", "19") in window.side.counts.rows())
    frame = room.session.snapshot.state.frame
    assert frame is not None
    assert frame.title  # all the rest of it stands
    window.lead.undo()
    room.qtbot.waitUntil(lambda: ("People", people) in window.side.counts.rows())
    room.session.do({"type": "FinishSession"})
    room.qtbot.waitUntil(window.side.headcount.isHidden)


def test_the_last_activity_is_kept_with_a_calm_line(open_room: Open) -> None:
    room = open_room("brainstorm")
    room.window.actions_["skip"].trigger()
    room.qtbot.waitUntil(lambda: "only activity left" in room.said())


def test_notes_stay_in_sight_below_what_scrolls_where_there_is_room(open_room: Open) -> None:
    room = open_room()
    side, sheet = room.window.side, room.window.side.notes.sheet
    scroll = side.findChildren(QScrollArea)[0]
    QTest.keyClicks(sheet, "Ask Idrett")

    def place() -> tuple[bool, bool]:
        """Whether they scroll with the others, and whether all of them is seen."""
        seen = sheet.visibleRegion().boundingRect().size() == sheet.size()
        return scroll.isAncestorOf(sheet), seen

    room.qtbot.waitUntil(lambda: place() == (False, True))
    assert scroll.height() > 300
    room.window.resize(1440, 640)
    room.qtbot.waitUntil(lambda: place()[0])

    def is_at_the_end() -> bool:
        scroll.verticalScrollBar().setValue(scroll.verticalScrollBar().maximum())
        return place() == (True, True)

    room.qtbot.waitUntil(is_at_the_end)
    room.window.resize(1440, 900)
    room.qtbot.waitUntil(lambda: place() == (False, True))
    assert sheet.toPlainText() == "Ask Idrett"


def test_notes_are_written_down_when_the_keyboard_leaves_or_the_step_ends(
    open_room: Open,
) -> None:
    room = open_room()
    notes = room.window.side.notes
    first = room.window.bridge.view.step
    QTest.keyClicks(notes.sheet, "Ask Idrett")
    notes.sheet.setFocus()
    room.window.bottom.next.setFocus()
    assert room.session.state.notes[first].text == "Ask Idrett"
    QTest.keyClicks(notes.sheet, ", and Kari")
    step = room.go("collect")
    assert room.session.state.notes[first].text == "Ask Idrett, and Kari"
    assert notes.sheet.toPlainText() == ""
    room.session.do(GoTo(step=first))
    room.qtbot.waitUntil(lambda: notes.sheet.toPlainText() == "Ask Idrett, and Kari")
    assert step not in room.session.state.notes


def test_notes_that_are_too_long_to_be_kept_say_so(open_room: Open) -> None:
    room = open_room()
    notes = room.window.side.notes
    notes.sheet.setPlainText("x" * TEXT_LIMIT)
    assert notes.too_long.isHidden()
    notes.sheet.setPlainText("x" * (TEXT_LIMIT + 1))
    assert not notes.too_long.isHidden()
    assert "10,000" in notes.too_long.text()
    room.go("collect")
    room.qtbot.waitUntil(notes.too_long.isHidden)


def test_notes_are_written_down_when_the_window_closes(open_room: Open) -> None:
    room = open_room()
    step = room.window.bridge.view.step
    QTest.keyClicks(room.window.side.notes.sheet, "Not lost")
    room.window.close()
    assert room.session.state.notes[step].text == "Not lost"


def test_what_is_written_stays_while_others_contribute(open_room: Open) -> None:
    room = open_room()
    step = room.go("collect")
    sheet = room.window.side.notes.sheet
    QTest.keyClicks(sheet, "half a sent")
    room.session.do({"type": "AddIdea", "step": step, "text": "Frokost"})
    room.qtbot.waitUntil(lambda: room.window.bridge.view.work[1].count == 1)  # type: ignore[union-attr]
    assert sheet.toPlainText() == "half a sent"


def test_an_idea_is_parked_shown_and_put_back(open_room: Open) -> None:
    room = open_room()
    room.ideas("Frokost", "Parkering")
    view = room.window.place.work.view("ideas")
    assert isinstance(view, IdeasView)
    lists = view.list
    room.qtbot.waitUntil(lambda: view.model.rowCount() == 2)
    lists.setCurrentIndex(lists.model().index(1, 0))
    QTest.keyClick(lists, Qt.Key.Key_P)
    room.qtbot.waitUntil(lambda: len(room.window.bridge.view.parking) == 1)
    lot = room.window.side.parking
    QTest.keyClicks(lot.line, "Ask Eiendom")
    QTest.keyClick(lot.line, Qt.Key.Key_Return)
    room.qtbot.waitUntil(lambda: len(room.window.bridge.view.parking) == 2)
    assert lot.line.text() == ""
    QTest.mouseClick(lot.stage, Qt.MouseButton.LeftButton)
    room.qtbot.waitUntil(lambda: "Ask Eiendom" in room.window.stage.window.said())
    QTest.mouseClick(button(lot, "Back"), Qt.MouseButton.LeftButton)
    room.qtbot.waitUntil(lambda: len(room.window.bridge.view.parking) == 1)


def test_the_plan_is_held_against_the_clock(open_room: Open) -> None:
    room = open_room()
    assert words.ends_text(room.window.bridge.view, room.session.now, ENGLISH) == ("", False)
    room.go("collect")
    view = room.window.bridge.view
    entered = view.schedule.entered
    assert entered is not None
    on_time, is_late = words.ends_text(view, entered, ENGLISH)
    assert on_time.endswith("as planned")
    assert not is_late
    over = entered + timedelta(minutes=view.schedule.minutes + 8)
    late, is_late = words.ends_text(view, over, ENGLISH)
    assert late.endswith("8 min over")
    assert is_late
    assert "–" in words.planned_text(view, ENGLISH)
    room.session.now += timedelta(minutes=1)
    room.go("cluster")
    view = room.window.bridge.view
    minutes = view.schedule.before + view.schedule.minutes + view.schedule.after
    early, is_late = words.ends_text(view, room.session.now, ENGLISH)
    spared = minutes - view.schedule.minutes - view.schedule.after - 6  # five of them assumed
    assert early.endswith(f"{spared} min to spare")
    assert not is_late
    next_day = entered + timedelta(hours=20)
    assert words.ends_text(view, next_day, ENGLISH) == ("", False)


class OneShelf:
    """A library with one initiative left open."""

    def techniques(self) -> tuple[Technique, ...]:
        return ()

    def earlier(self, state: State, stopped: Callable[[], bool]) -> tuple[Earlier, ...]:
        return (Earlier(document="d", initiative="i", session="Kantina", title="Salatbar"),)


def test_what_earlier_sessions_left_open_is_offered_once_and_shown(
    open_room: Open,
) -> None:
    room = open_room()
    jobs = Jobs()
    room.window.earlier.look(OneShelf(), jobs)
    question = room.window.manners.question
    room.qtbot.waitUntil(lambda: not question.isHidden())
    assert "1 initiative is open" in question.label.text()
    QTest.mouseClick(question.accept, Qt.MouseButton.LeftButton)
    room.qtbot.waitUntil(lambda: "Salatbar" in room.window.stage.window.said())
    assert room.window.bridge.view.earlier is not None
    jobs.close()
