"""The dialogs: each gives a value or nothing, and Enter is enough."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from workshop_studio.app.catalogue import Catalogue
from workshop_studio.domain.errors import BadInput
from workshop_studio.domain.records import Frame, Step
from workshop_studio.domain.state import State
from workshop_studio.i18n.translator import Translator
from workshop_studio.resources import resources
from workshop_studio.steps.registry import KINDS
from workshop_studio.ui.dialogs.arranging import Arranging
from workshop_studio.ui.dialogs.base import CalmDialog
from workshop_studio.ui.dialogs.crash import CrashDialog, crash_text
from workshop_studio.ui.dialogs.files import FileDialogs
from workshop_studio.ui.dialogs.frame import FrameDialog, FrameValues, StepDialog
from workshop_studio.ui.theme import Theme, apply
from workshop_studio.ui.widgets.labels import PlainLabel
from workshop_studio.ui.widgets.pages import Page

# The offscreen platform says so of every window whose layout sets a least size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

ENGLISH = Translator("en", resources() / "locales")
KNOWN: FrameValues = {
    "title": "From need to idea",
    "challenge": "<b>Skole</b>",
    "date": date(2026, 11, 23),
    "facilitator": "Kari",
    "headcount": 24,
}


Ask = Callable[[FrameValues], FrameDialog]


@pytest.fixture
def ask(parent: QWidget) -> Ask:
    def asked(values: FrameValues) -> FrameDialog:
        dialog = FrameDialog(ENGLISH, values, heading="Heading", accept="Start", parent=parent)
        dialog.open()
        return dialog

    return asked


def test_enter_starts_with_what_was_prefilled(ask: Ask, qtbot: QtBot) -> None:
    dialog = ask(KNOWN)
    with qtbot.waitSignal(dialog.given) as given:
        QTest.keyClick(dialog.line("title"), Qt.Key.Key_Return)
    values = given.args[0]
    assert {name: value for name, value in values.items() if value not in ("", {})} == KNOWN
    frame = Frame.model_validate(values)
    assert (frame.title, frame.date, frame.headcount) == (
        "From need to idea",
        date(2026, 11, 23),
        24,
    )


def test_enter_starts_from_every_field(ask: Ask, qtbot: QtBot) -> None:
    fields: tuple[Callable[[FrameDialog], QWidget], ...] = (
        lambda dialog: dialog.line("goal"),
        lambda dialog: dialog.challenge,
        lambda dialog: dialog.date.line,
        lambda dialog: dialog.headcount,
    )
    for field in fields:
        dialog = ask(KNOWN)
        with qtbot.waitSignal(dialog.given):
            QTest.keyClick(field(dialog), Qt.Key.Key_Return)


def test_a_title_is_needed_and_a_date_must_be_one(ask: Ask, qtbot: QtBot) -> None:
    dialog = ask({})
    assert not dialog.accept_button.isEnabled()
    dialog.given.connect(lambda _: pytest.fail("given"))
    QTest.keyClick(dialog.line("title"), Qt.Key.Key_Return)
    dialog.line("title").setText("Kantina")
    assert dialog.accept_button.isEnabled()
    QTest.keyClicks(dialog.date.line, "31.02.2026")
    assert not dialog.accept_button.isEnabled()
    dialog.given.disconnect()
    dialog.date.line.clear()
    QTest.keyClicks(dialog.date.line, "1.3.2026")
    dialog.headcount.clear()
    with qtbot.waitSignal(dialog.given) as given:
        QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert given.args[0]["date"] == date(2026, 3, 1)
    assert given.args[0]["headcount"] is None


def test_escape_gives_nothing(ask: Ask, qtbot: QtBot) -> None:
    dialog = ask(KNOWN)
    dialog.given.connect(lambda _: pytest.fail("given"))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))


def test_every_field_has_a_name_for_a_screen_reader(ask: Ask) -> None:
    dialog = ask(KNOWN)
    names = {dialog.line(name).accessibleName() for name in ("title", "group")}
    names.add(dialog.challenge.accessibleName())
    assert names == {"Title", "Challenge", "Leadership group"}
    assert dialog.headcount.accessibleName() == "How many take part"


def test_only_what_changed_in_a_step_is_given(parent: QWidget, qtbot: QtBot) -> None:
    dialog = StepDialog(ENGLISH, "Collect", "What could we do?", 12, parent)
    dialog.open()
    dialog.prompt.setPlainText("What must we do?\nWrite.")
    with qtbot.waitSignal(dialog.given) as given:
        dialog.accept()
    assert given.args == [{"title": None, "prompt": "What must we do?\nWrite.", "minutes": None}]
    again = StepDialog(ENGLISH, "Collect", "", None, parent)
    again.open()
    again.title.setText("   ")
    assert not again.save.isEnabled()
    again.title.setText("Collect")
    again.minutes.set_value(601)
    assert not again.save.isEnabled()
    again.minutes.set_value(5)
    with qtbot.waitSignal(again.given) as given:
        again.accept()
    assert given.args == [{"title": None, "prompt": None, "minutes": 5}]


def test_the_crash_dialog_says_what_is_safe_and_where_the_log_is(qtbot: QtBot) -> None:
    dialog = CrashDialog(ENGLISH, "/state/log/workshop-studio.log")
    qtbot.addWidget(dialog)
    dialog.show()
    said = " ".join(label.text() for label in dialog.findChildren(PlainLabel))
    assert "safe" in said
    assert "/state/log/workshop-studio.log" in said
    assert "/state/log" in crash_text(ENGLISH, "/state/log")
    assert not dialog.isModal()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert [one.text() for one in dialog.findChildren(QPushButton)] == [
        "Open the log folder",
        "Go on",
    ]


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_no_line_of_a_dialog_is_cut_off(lang: str, qtbot: QtBot, parent: QWidget) -> None:
    words = Translator(lang, resources() / "locales")
    dialogs = (
        CrashDialog(words, "/a/long/path/" * 12),
        FrameDialog(words, KNOWN, heading="A heading " * 20, accept="Start", parent=parent),
        StepDialog(words, "Collect", "What?", 5, parent),
    )
    for dialog in dialogs:
        dialog.show()
        for label in dialog.findChildren(PlainLabel):
            assert label.height() >= label.heightForWidth(label.width()), label.text()
        dialog.close()


def test_a_chosen_file_is_given_and_a_cancelled_choice_is_not(
    parent: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "økt.workshop").write_bytes(b"")
    chosen: list[str] = []
    FileDialogs().ask_open(parent, "Open", str(tmp_path), "Sessions (*.workshop)", chosen.append)
    (dialog,) = parent.findChildren(QFileDialog)
    assert dialog.directory().absolutePath() == tmp_path.as_posix()
    dialog.reject()
    qtbot.waitUntil(lambda: not parent.findChildren(QFileDialog))
    assert chosen == []
    target = str(tmp_path / "report.md")
    FileDialogs().ask_save(parent, "Save", target, "Report (*.md)", chosen.append)
    (dialog,) = parent.findChildren(QFileDialog)
    dialog.fileSelected.emit(target)
    assert chosen == [target]
    dialog.reject()
    qtbot.waitUntil(lambda: not parent.findChildren(QFileDialog))


def test_a_dialog_that_is_higher_than_the_screen_scrolls(ask: Ask, qapp: QApplication) -> None:
    apply(qapp, Theme("light", 3.0))
    dialog = ask({**KNOWN, "challenge": "Hvordan kan vi gjøre hverdagen enklere? " * 9})
    assert dialog.height() <= dialog.screen().availableSize().height()
    page = dialog.findChild(Page)
    assert page is not None
    assert page.verticalScrollBar().maximum() > 0
    page.ensureWidgetVisible(dialog.accept_button)
    corner = dialog.accept_button.mapTo(dialog, dialog.accept_button.rect().bottomRight())
    assert dialog.rect().contains(corner)
    apply(qapp, Theme("light"))


@pytest.mark.parametrize("scale", [1.0, 3.0])
def test_with_large_text_a_field_has_room_below_its_name(
    qtbot: QtBot, qapp: QApplication, parent: QWidget, scale: float
) -> None:
    apply(qapp, Theme("light", scale))
    norwegian = Translator("nb", resources() / "locales")
    frame = FrameDialog(norwegian, KNOWN, heading="Ramme", accept="Lagre", parent=parent)
    step = StepDialog(norwegian, "Tittel " * 70, "Spørsmål " * 60, 20, parent)
    for dialog, field in ((frame, frame.line("title")), (step, step.title)):
        dialog.open()
        if dialog is frame:
            frame.show_organisation(BadInput("organisation.broken", name="organisasjon.json"))
        pages: list[Page] = dialog.findChildren(Page)
        [page] = pages
        qtbot.waitUntil(lambda page=page: page.horizontalScrollBar().maximum() == 0)  # type: ignore[misc] # lambda
        room = dialog.screen().availableSize().width()
        assert dialog.width() <= room
        assert field.width() >= dialog.width() * (0.8 if scale > 2 else 0.5)
        dialog.close()
    apply(qapp, Theme("light"))


def test_a_long_title_shows_how_it_begins(ask: Ask, parent: QWidget) -> None:
    title = ask({"title": "Lang " * 100}).line("title")
    assert title.selectedText() == title.text()  # typing puts another in its place
    assert title.cursorPosition() == 0
    assert StepDialog(ENGLISH, "Lang " * 100, "", None, parent).title.cursorPosition() == 0


def test_settings_of_a_step_stand_in_line_with_its_texts(parent: QWidget) -> None:
    theme = Theme("light")
    plan = Catalogue(resources()).techniques["impact-effort"]
    [spec] = [step for step in plan.steps if step.kind == "place"]
    step = Step(id="s", activity="a", order=0, kind="place", title={}, params=spec.params)
    arranging = Arranging(KINDS["place"].settings(State(), step), ENGLISH, theme)
    dialog = StepDialog(ENGLISH, "Title", "", 5, parent, arranging)
    dialog.open()
    widest = max(arranging.fields.values(), key=lambda field: field.width())
    edges = [
        one.mapTo(dialog, one.rect().topRight()).x() for one in (dialog.title, widest, dialog.save)
    ]
    assert len(set(edges)) == 1, edges
    dialog.close()


def test_a_dialog_becomes_higher_where_a_text_needs_it_once_it_is_shown(
    qtbot: QtBot, theme: Theme
) -> None:
    dialog = CalmDialog(420)
    qtbot.addWidget(dialog)
    said = PlainLabel("Nothing is lost.")
    dialog.column.addWidget(said)
    dialog.show()
    before = dialog.height()
    said.setMinimumHeight(before)
    [page] = dialog.findChildren(Page)
    qtbot.waitUntil(lambda: dialog.height() > before)
    assert not page.verticalScrollBar().isVisible()
