"""The console: one button leads, typing does the rest, and nothing is told by a surprise."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QCloseEvent, QDropEvent, QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.console_room import Open, Room
from workshop_studio.app.session import Saving
from workshop_studio.domain.commands import CloseVote, FinishSession, ImportIdeas
from workshop_studio.domain.errors import Failure
from workshop_studio.ui.blocks.form import FormView
from workshop_studio.ui.console.preview import Preview
from workshop_studio.ui.dialogs.frame import FrameDialog, StepDialog
from workshop_studio.ui.imports.window import ImportWindow
from workshop_studio.ui.theme import Theme

# The offscreen platform says so of every window whose layout sets a least size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def test_the_primary_button_always_says_what_comes_next(open_room: Open) -> None:
    room = open_room()
    room.expect("Next: Collect ideas ›")
    room.press("Open for ideas")
    room.press("Close for ideas")
    room.session.participate(
        "phone", type="AddIdea", step=room.session.steps("collect")[0], text="Frokost"
    )
    room.press("Show the ideas")
    room.press("Next: Sort into clusters ›")


def test_what_cannot_be_taken_back_is_confirmed_on_the_same_button(open_room: Open) -> None:
    room = open_room()
    room.ideas("Frokost", "Uteskole")
    room.go("vote", 1)
    room.expect("Open the vote")
    room.press("Close the vote")
    room.press("Close for good and count?")
    assert not any(isinstance(command, CloseVote) for command in room.session.sent)
    cancel = room.window.bottom.cancel
    assert cancel.isVisible()
    QTest.mouseClick(cancel, Qt.MouseButton.LeftButton)
    room.expect("Close the vote")
    assert not cancel.isVisible()
    room.press("Close for good and count?")
    QTest.keyClick(room.next, Qt.Key.Key_Escape)
    room.expect("Close the vote")
    room.press("Close for good and count?")
    room.press("Show the result")


def test_raised_hands_that_are_filled_in_are_counted_without_a_press_of_their_own(
    open_room: Open,
) -> None:
    room = open_room()
    room.ideas("Frokost", "Uteskole")
    step = room.go("vote", 1)
    room.press("Close the vote")
    form = room.window.place.work.view("form")
    assert isinstance(form, FormView)
    [vote] = [one for one in room.session.state.votes.values() if one.step == step]
    form.field("heads").enter(5)
    form.field("counts").enter({vote.options[0].id: 9})  # more than five people can approve
    for name in ("heads", "counts"):
        form.field(name).is_touched = True
    room.press("Close for good and count?")
    QTest.mouseClick(room.next, Qt.MouseButton.LeftButton)
    room.qtbot.waitUntil(lambda: bool(room.window.place.work.rejection()))
    assert room.session.state.votes[vote.id].status == "open"
    assert form.field("heads").entered() == 5

    form.field("counts").enter({vote.options[0].id: 4})
    room.press("Close for good and count?")
    room.press("Show the result")
    closed = room.session.state.votes[vote.id]
    assert closed.hands is not None
    assert (closed.hands.heads, dict(closed.hands.counts)) == (5, {vote.options[0].id: 4})


def test_a_question_is_taken_back_when_something_else_comes_next(open_room: Open) -> None:
    room = open_room()
    room.ideas("Frokost", "Uteskole")
    vote = room.go("vote", 1)
    room.press("Close the vote")
    room.press("Close for good and count?")
    opened = next(one.id for one in room.session.state.votes.values() if one.step == vote)
    room.session.do(CloseVote(vote=opened))
    room.expect("Show the result")
    assert not room.window.bottom.is_confirming


def test_a_step_that_was_closed_too_soon_is_opened_again(open_room: Open) -> None:
    room = open_room()
    step = room.go("collect")
    again = room.window.bottom.secondary["reopen"]
    room.press("Close for ideas")
    assert not room.window.actions_["reopen"].isEnabled()
    room.press("Show the ideas")
    room.window.lead.go_back()
    room.qtbot.waitUntil(lambda: room.window.bridge.view.step != step)
    room.go("collect")
    room.qtbot.waitUntil(again.isVisible)
    QTest.mouseClick(again, Qt.MouseButton.LeftButton)
    room.expect("Close for ideas")
    assert room.session.state.progress_of(step).status == "open"
    assert room.window.bridge.view.timer is not None
    room.qtbot.waitUntil(again.isHidden)


def test_a_double_click_is_one_press_and_a_held_key_too(open_room: Open) -> None:
    room = open_room()
    room.go("collect")
    room.expect("Open for ideas")
    QTest.mouseClick(room.next, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(room.next, Qt.MouseButton.LeftButton)
    room.expect("Close for ideas")
    opened = [command for command in room.session.sent if command.type == "OpenStep"]
    assert len(opened) == 1
    assert not [command for command in room.session.sent if command.type == "CloseStep"]


def test_typing_needs_no_mouse(open_room: Open, qtbot: QtBot) -> None:
    room = open_room()
    QTest.keyClick(room.next, Qt.Key.Key_Return)
    room.expect("Open for ideas")
    entry = QApplication.focusWidget()
    assert isinstance(entry, QLineEdit | QPlainTextEdit)
    QTest.keyClicks(entry, "<b>Frokost</b>")
    QTest.keyClick(entry, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(room.session.state.ideas) == 1)
    (idea,) = room.session.state.ideas.values()
    assert idea.text == "<b>Frokost</b>"
    qtbot.waitUntil(lambda: room.window.top.undo.accessibleName() == "Undo: idea")


def test_undo_has_its_key_even_from_an_empty_input(open_room: Open, qtbot: QtBot) -> None:
    room = open_room()
    room.go("collect")
    entry = QApplication.focusWidget()
    assert entry is not None
    QTest.keyClicks(entry, "Frokost")
    QTest.keyClick(entry, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(room.session.state.ideas) == 1)
    QTest.keyClicks(entry, "Ute")
    QTest.keySequence(entry, QKeySequence(QKeySequence.StandardKey.Undo))
    assert len(room.session.state.ideas) == 1  # that was the input's own undo
    assert isinstance(entry, QPlainTextEdit)
    qtbot.waitUntil(lambda: not entry.toPlainText())
    qtbot.waitUntil(lambda: room.window.actions_["undo"].isEnabled())
    QTest.keySequence(entry, QKeySequence(QKeySequence.StandardKey.Undo))
    qtbot.waitUntil(lambda: not room.session.state.ideas)
    qtbot.waitUntil(lambda: room.window.actions_["redo"].isEnabled())
    assert room.window.actions_["redo"].text() == "Redo: idea"
    room.window.actions_["redo"].trigger()
    qtbot.waitUntil(lambda: len(room.session.state.ideas) == 1)


def test_a_click_in_the_agenda_moves_nobody_and_enter_does(open_room: Open, qtbot: QtBot) -> None:
    room = open_room()
    tree = room.window.agenda
    collect = room.session.steps("collect")[0]
    first = tree.topLevelItem(0)
    assert first is not None
    assert first.isExpanded()
    row = first.child(1)
    assert row is not None
    place = tree.visualItemRect(row).center()
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert room.session.sent == []
    assert tree.currentItem() is row
    QTest.keyClick(tree, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: room.session.state.flow.current == collect)
    room.expect("Open for ideas")
    room.window.actions_["back"].trigger()
    room.expect("Next: Collect ideas ›")


def test_the_agenda_tells_state_and_counts_to_a_screen_reader(open_room: Open) -> None:
    room = open_room()
    room.ideas("Frokost", "Uteskole")
    tree = room.window.agenda
    role = Qt.ItemDataRole.AccessibleTextRole

    def told() -> list[str]:
        first = tree.topLevelItem(0)
        assert first is not None
        rows = (first.child(n) for n in range(first.childCount()))
        return [row.data(0, role) for row in rows if row is not None]

    wanted = ["Ground rules, 5 min, done", "Collect ideas · 2, 12 min, now"]
    room.qtbot.waitUntil(lambda: told() == wanted)
    first = tree.topLevelItem(0)
    assert first is not None
    shown = first.child(1)
    assert shown is not None
    assert shown.text(0) == "Collect ideas\u00a0·\u00a02"  # never the count alone on a line


def test_the_clock_is_started_held_and_lengthened(open_room: Open, qtbot: QtBot) -> None:
    room = open_room()
    run = room.window.side.time.run
    assert run.accessibleName() == "Start"
    room.window.actions_["clock"].trigger()
    qtbot.waitUntil(lambda: run.accessibleName() == "Pause")
    room.window.actions_["minute"].trigger()
    qtbot.waitUntil(lambda: room.window.side.time.clock.beside() == "of 6 min")
    room.window.actions_["clock"].trigger()
    qtbot.waitUntil(lambda: run.accessibleName() == "Start")
    assert room.window.side.time.clock.text() == "06:00"
    assert room.window.side.time.clock.word() == "paused"


def look_over(room: Room, path: Path) -> ImportWindow:
    """Ask for a file, and wait until it is read."""
    room.files.path = str(path)
    room.window.actions_["import"].trigger()
    preview = room.window.errands.preview
    assert preview is not None
    room.qtbot.waitUntil(lambda: not preview.progress.isVisible())
    return preview


def test_a_list_comes_in_with_one_undo_and_tells_what_did_not(
    open_room: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    room = open_room()
    room.go("collect")
    path = tmp_path / "idéer.csv"
    path.write_text("id;idé\n1;Frokost\n2;  \n3;Uteskole\n", encoding="utf-8-sig")
    preview = look_over(room, path)
    assert not room.session.state.ideas
    QTest.mouseClick(preview.accept_button, Qt.MouseButton.LeftButton)
    told = "2 ideas came in from idéer.csv. 1 row was left out."
    qtbot.waitUntil(lambda: room.said() == told)
    assert sorted(idea.text for idea in room.session.state.ideas.values()) == [
        "Frokost",
        "Uteskole",
    ]
    everything = room.window.messages.everything()
    assert "Row 3: An idea needs some text." in everything
    assert room.window.top.undo.accessibleName() == "Undo: import"
    room.window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: not room.session.state.ideas)


def test_a_broken_list_is_one_calm_line_and_changes_nothing(
    open_room: Open, tmp_path: Path
) -> None:
    room = open_room()
    room.go("collect")
    path = tmp_path / "binary.csv"
    path.write_bytes(bytes(range(256)) * 20)
    sent = list(room.session.sent)
    for file in (path, tmp_path / "none.csv"):
        preview = look_over(room, file)
        assert file.name in preview.fault.text()
        assert not preview.accept_button.isEnabled()
        assert not preview.isModal()
        QTest.keyClick(preview, Qt.Key.Key_Escape)
        assert room.window.errands.preview is None
    assert room.session.sent == sent


def test_lists_can_be_dropped_where_ideas_are_taken_and_show_one_after_the_other(
    open_room: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    room = open_room()
    paths = [tmp_path / "one.txt", tmp_path / "two.txt"]
    for path in paths:
        path.write_text(f"{path.stem}\nUteskole\n", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])

    def drop() -> None:
        room.window.dropEvent(
            QDropEvent(
                QPointF(5, 5),
                Qt.DropAction.CopyAction,
                data,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            )
        )

    def has_ideas(count: int) -> bool:
        return len(room.session.state.ideas) == count

    drop()
    assert room.said() == "This step takes no ideas from a list."
    assert not room.window.findChildren(ImportWindow)
    room.go("collect")
    drop()
    for path, ideas in zip(paths, (2, 4), strict=True):
        preview = room.window.errands.preview
        assert preview is not None
        assert path.name in preview.title.text()
        qtbot.waitUntil(preview.accept_button.isEnabled)
        with qtbot.waitSignal(preview.finished):
            QTest.keyClick(preview, Qt.Key.Key_Return)
        qtbot.waitUntil(partial(has_ideas, ideas))
    assert room.window.errands.preview is None


def test_the_preview_goes_with_the_console(open_room: Open, tmp_path: Path) -> None:
    room = open_room()
    room.go("collect")
    path = tmp_path / "one.txt"
    path.write_text("Frokost\n", encoding="utf-8")
    look_over(room, path)
    room.window.close()
    assert room.window.errands.preview is None


def test_the_report_goes_where_it_is_wanted_and_never_over_the_session(
    open_room: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    room = open_room()
    room.files.path = str(tmp_path / "Rapport")
    room.window.actions_["report"].trigger()
    written = tmp_path / "Rapport.md"
    qtbot.waitUntil(lambda: str(written) in room.said())
    assert written.read_text(encoding="utf-8") == "# Digital skolehverdag\n"
    assert room.files.proposed.endswith("Digital skolehverdag.md")
    room.files.path = str(tmp_path / "session.workshop")
    room.window.actions_["report"].trigger()
    qtbot.waitUntil(lambda: room.said().startswith("session.workshop is the session itself"))
    room.files.path = str(tmp_path / "no" / "folder.md")
    room.window.actions_["report"].trigger()
    qtbot.waitUntil(lambda: "could not be written" in room.said())
    assert sorted(path.name for path in tmp_path.glob("*.*")) == ["Rapport.md"]


def test_a_hidden_idea_is_listed_and_can_be_restored(open_room: Open, qtbot: QtBot) -> None:
    room = open_room()
    room.ideas("Frokost", "Uteskole")
    key = next(iter(room.session.state.ideas))
    room.session.do({"type": "HideIdea", "idea": key})

    def buttons() -> list[QPushButton]:
        return [
            one for one in room.window.side.findChildren(QPushButton) if one.text() == "Restore"
        ]

    qtbot.waitUntil(lambda: len(buttons()) == 1)
    QTest.mouseClick(buttons()[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not room.session.state.ideas[key].hidden)
    qtbot.waitUntil(lambda: not any(one.isVisible() for one in buttons()))


def test_saving_is_told_in_calm_words(open_room: Open, qtbot: QtBot) -> None:
    room = open_room()
    label = room.window.top.saving
    assert label.text().startswith("✓ Saved ")
    room.session.save(Saving("pending", room.session.now))
    qtbot.waitUntil(lambda: label.text() == "✓ Safe here · the file follows")
    lost = {"name": "a.workshop", "folder": "/share"}
    room.session.save(Saving("failed", None, "file.folder_missing", lost))
    qtbot.waitUntil(lambda: "could not be written yet" in label.text())
    assert "/share" in room.said()
    assert label.property("role") == "warn"


def test_a_fault_waits_in_the_line_and_opens_nothing(open_room: Open, qtbot: QtBot) -> None:
    room = open_room()
    room.session.fails = Failure("journal.full_disk", name="/state", reason="no space")
    room.window.actions_["minute"].trigger()
    qtbot.waitUntil(lambda: len(room.window.messages.messages) == 1)
    assert QApplication.activeModalWidget() is None
    assert not room.window.message_list.isVisible()
    room.window.actions_["messages"].trigger()
    assert room.window.message_list.isVisible()
    assert room.said() in room.window.message_list.text.toPlainText()
    QTest.keyClick(room.window.message_list.text, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not room.window.message_list.isVisible())


def test_a_refusal_is_told(open_room: Open, qtbot: QtBot) -> None:
    room = open_room()
    room.ideas("Frokost", "Uteskole")
    room.go("vote", 1)
    room.press("Close the vote")
    room.window.agenda.go_requested.emit(room.session.steps("plan")[0])
    qtbot.waitUntil(lambda: room.said() == "A vote is open. Close it first.")


def test_title_and_step_are_edited_and_brought_back(open_room: Open, qtbot: QtBot) -> None:
    room = open_room()
    room.window.actions_["edit_frame"].trigger()
    (dialog,) = room.window.findChildren(FrameDialog)
    assert dialog.line("group").text() == "Oppvekst vest"
    dialog.line("title").setText("Kantina & <b>mat</b>")
    dialog.accept()
    qtbot.waitUntil(lambda: room.window.top.title.text() == "Kantina & <b>mat</b>")
    room.window.actions_["edit_step"].trigger()
    (step,) = room.window.findChildren(StepDialog)
    step.title.setText("Regler")
    step.accept()
    qtbot.waitUntil(lambda: room.window.place.title.text() == "Regler")
    assert room.window.top.undo.accessibleName() == "Undo: change of the step"
    room.window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: room.window.place.title.text() == "Ground rules")


def test_very_long_texts_leave_the_window_as_it_is(open_room: Open, qtbot: QtBot) -> None:
    room = open_room()
    width = room.window.minimumSizeHint().width()
    step = room.session.steps("collect")[0]
    room.session.do({"type": "EditStep", "step": step, "title": "Samle " * 80})
    frame = {"title": "Kantina " * 60, "group": "Oppvekst " * 50}
    room.session.do({"type": "EditFrame", "frame": frame})
    qtbot.waitUntil(lambda: room.next.accessibleName().endswith("… ›"))
    room.go("collect")
    qtbot.waitUntil(lambda: room.window.place.title.text().startswith("Samle Samle"))
    assert room.window.minimumSizeHint().width() <= max(width, 1000)


def test_the_stage_is_shown_and_closed_with_the_console(open_room: Open, qtbot: QtBot) -> None:
    room = open_room()
    stage = room.window.stage
    room.window.actions_["stage"].trigger()
    qtbot.waitUntil(lambda: stage.is_shown)
    qtbot.waitUntil(lambda: room.window.side.stage.button.accessibleName() == "Close the stage")
    stage.window.activateWindow()
    qtbot.waitUntil(stage.window.isActiveWindow)
    qtbot.waitUntil(stage.window.isFullScreen)
    QTest.keyClick(stage.window, Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: not stage.window.isFullScreen())
    QTest.keyClick(stage.window, Qt.Key.Key_F11)
    qtbot.waitUntil(stage.window.isFullScreen)
    QTest.keyClick(stage.window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not stage.window.isFullScreen())
    QTest.keyClick(stage.window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: not stage.is_shown)
    assert room.window.side.stage.button.accessibleName() == "Show the stage"
    room.window.actions_["stage"].trigger()
    with qtbot.waitSignal(room.window.closed) as closed:
        room.window.close()
    assert closed.args == [False]
    assert not stage.is_shown
    assert room.session.listeners == []


def test_the_end_is_confirmed_and_then_the_button_closes(open_room: Open, qtbot: QtBot) -> None:
    room = open_room()
    room.go("plan")
    room.expect("End the session")
    room.press("End the session? It cannot be changed after that.")
    room.press("Close the session")
    assert room.window.bottom.secondary["report"].isVisible()
    assert isinstance(room.session.sent[-1], FinishSession)
    assert not room.window.actions_["import"].isEnabled()
    assert not room.window.actions_["edit_frame"].isEnabled()
    with qtbot.waitSignal(room.window.closed):
        QTest.mouseClick(room.next, Qt.MouseButton.LeftButton)


def test_nothing_touches_a_console_that_is_closed(open_room: Open, qtbot: QtBot) -> None:
    room = open_room()
    room.window.actions_["import"].trigger()
    room.window.closeEvent(QCloseEvent())
    room.session.do({"type": "GoTo", "step": room.session.steps("collect")[0]})
    QApplication.processEvents()
    room.expect("Next: Collect ideas ›")


def test_a_reveal_can_come_early_and_be_taken_back(open_room: Open, qtbot: QtBot) -> None:
    room = open_room()
    step = room.go("collect")
    room.session.do(ImportIdeas(step=step, texts=("Frokost",)))
    room.expect("Show the ideas")
    assert not room.window.bottom.secondary["reveal"].isVisible()  # the primary button does it
    room.session.do({"type": "OpenStep", "step": step})
    reveal = room.window.bottom.secondary["reveal"]
    qtbot.waitUntil(reveal.isVisible)
    QTest.mouseClick(reveal, Qt.MouseButton.LeftButton)
    conceal = room.window.bottom.secondary["conceal"]
    qtbot.waitUntil(conceal.isVisible)
    assert not room.window.bottom.secondary["report"].isVisible()
    assert conceal.text() == room.window.actions_["conceal"].text() == "Hide the ideas again"
    QTest.mouseClick(conceal, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(reveal.isVisible)


def test_nothing_ticks_while_nothing_happens(open_room: Open, qtbot: QtBot) -> None:
    room = open_room()

    def ticking() -> list[QTimer]:
        return [timer for timer in room.window.findChildren(QTimer) if timer.isActive()]

    qtbot.waitUntil(lambda: not ticking())
    room.window.actions_["clock"].trigger()
    qtbot.waitUntil(lambda: room.window.side.time.clock.countdown.is_ticking())
    clock = room.window.side.time
    known = {clock.clock.countdown, clock.alarm, room.window.side.stage.preview, room.window.plan}
    qtbot.waitUntil(lambda: {timer.parent() for timer in ticking()} <= known)


def test_the_preview_is_drawn_only_when_something_changed(qtbot: QtBot) -> None:
    drawn: list[QSize] = []

    def render(size: QSize, ratio: float) -> QImage:
        drawn.append(size)
        image = QImage(size * ratio, QImage.Format.Format_RGB32)
        image.fill(0)
        return image

    preview = Preview(Theme("light"), render)
    qtbot.addWidget(preview)
    preview.resize(320, 180)
    preview.show()
    qtbot.waitUntil(lambda: len(drawn) == 1)
    for _ in range(5):
        preview.show_changed(is_ticking=False)
    QApplication.processEvents()
    assert len(drawn) == 1  # four a second at most
    qtbot.waitUntil(lambda: len(drawn) == 2)
    qtbot.waitUntil(lambda: not preview._wait.isActive())
    assert len(drawn) == 2
    preview.stop()


def test_long_names_in_the_agenda_are_whole_and_it_has_the_room_there_is(
    open_room: Open, qtbot: QtBot
) -> None:
    room = open_room()
    tree = room.window.agenda
    top = tree.topLevelItem(0)
    assert top is not None
    room.window.resize(900, 600)
    qtbot.waitUntil(lambda: tree.height() >= tree.sizeHint().height())
    before = tree.visualItemRect(top).height()
    top.setText(0, "Et navn som aldri går inn på en linje i programmet")
    qtbot.waitUntil(lambda: tree.visualItemRect(top).height() > before)


def test_how_the_file_stands_is_said_whole_beside_any_title(open_room: Open, qtbot: QtBot) -> None:
    room = open_room()
    room.session.do({"type": "EditFrame", "frame": {"title": "t" * 500}})
    room.window.resize(900, 560)
    top = room.window.top
    top.show_saving(Saving("saved", datetime(2026, 11, 24, 13, 0, tzinfo=UTC)))
    qtbot.waitUntil(lambda: top.saving.width() >= top.saving.sizeHint().width())


def test_in_a_narrow_bar_what_the_menu_has_too_gives_way(open_room: Open, qtbot: QtBot) -> None:
    room = open_room()
    room.ideas("Frokost")
    bar = room.window.bottom
    qtbot.waitUntil(lambda: bar.secondary["conceal"].isVisible())
    bar.resize(420, bar.height())
    assert not bar.secondary["import"].isVisible()
    assert bar.next.isVisible()
    bar.resize(1400, bar.height())
    assert bar.secondary["conceal"].isVisible()
