"""Scheme, size of text and language: as settings and system say, in every window at once."""

import tomllib
from functools import partial
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.conftest import REPOSITORY
from tests.ui.desk import Make
from tests.ui.fakes import FakeSession
from workshop_studio.domain.records import Earlier
from workshop_studio.i18n.translator import Translator
from workshop_studio.settings import Settings, read_settings
from workshop_studio.ui.actions import ACTIONS
from workshop_studio.ui.blocks.entry import EntryView
from workshop_studio.ui.console.question import QuestionBar
from workshop_studio.ui.console.window import ConsoleWindow
from workshop_studio.ui.dialogs.about import parts
from workshop_studio.ui.dialogs.settings import SettingsWindow
from workshop_studio.ui.home.looks import Looks
from workshop_studio.ui.icons import icon
from workshop_studio.ui.jobs import Jobs
from workshop_studio.ui.theme import Theme, apply
from workshop_studio.ui.widgets.labels import PlainLabel

# The offscreen platform says so of every window whose layout sets a least size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def say_system(app: QApplication, scheme: Qt.ColorScheme) -> None:
    """Have the platform say that it is dark or light, as a desktop does when it is switched."""
    app.styleHints().setColorScheme(scheme)


def test_looks_follow_the_settings(qapp: QApplication) -> None:
    looks = Looks(qapp, Settings(theme="light"))
    heard: list[Theme] = []
    looks.changed.connect(lambda: heard.append(looks.theme))
    looks.follow(Settings(theme="light", facilitator="Kari"))
    looks.follow(Settings(theme="dark"))
    looks.follow(Settings(theme="dark", text_size=200))
    assert heard == [Theme("dark"), Theme("dark", 2.0)]
    assert qapp.font().pixelSize() == 30
    looks.follow(Settings(theme="light"))


def test_looks_follow_the_system_until_somebody_chooses(qapp: QApplication) -> None:
    say_system(qapp, Qt.ColorScheme.Light)
    looks = Looks(qapp, Settings(), own_scale=1.5)
    assert looks.theme == Theme("light", 1.5)  # whose own text is large
    looks.follow(Settings(theme="light"))
    say_system(qapp, Qt.ColorScheme.Dark)
    assert looks.theme.scheme == "light"
    looks.follow(Settings(theme="light", text_size=100))
    assert looks.theme == Theme("light", 1.0)


def test_the_command_line_holds_until_somebody_chooses(qapp: QApplication) -> None:
    looks = Looks(qapp, Settings(theme="light"), wanted="dark")
    assert looks.theme.scheme == "dark"
    looks.follow(Settings(theme="light", text_size=125))
    assert looks.theme == Theme("dark", 1.25)
    looks.follow(Settings(theme="system", text_size=125))
    looks.follow(Settings(theme="light", text_size=125))
    assert looks.theme == Theme("light", 1.25)


@pytest.mark.parametrize("size", [0, 99, 301, "150", 1.5, True])
def test_a_size_of_text_out_of_range_is_the_systems(size: object) -> None:
    assert read_settings({"text_size": size}).text_size is None
    assert read_settings({"text_size": 300}).text_size == 300


def test_the_console_is_made_anew_with_all_that_was_begun_in_it(make_desk: Make) -> None:
    desk = make_desk()
    desk.start()
    desk.home.sample_requested.emit()
    before = desk.console()
    session = desk.library.session
    assert session is not None
    step = session.steps("collect")[0]
    session.do({"type": "GoTo", "step": step})
    session.do({"type": "OpenStep", "step": step})
    desk.qtbot.waitUntil(lambda: before.place.work.view("entry") is not None)
    entry = cast("EntryView", before.place.work.view("entry"))
    QTest.keyClicks(entry.input, "halvskrevet")
    QTest.keyClicks(before.side.parking.line, "hører hjemme")
    before.manners.ask_to_open("/there/other.workshop")
    before.messages.say("something happened")
    before.stage.toggle()
    before.actions_["freeze"].trigger()
    frozen = before.stage.window.said()
    seat = before.passing.seat
    before.actions_["settings"].trigger()
    window = desk.studio.preferences.window
    assert window is not None
    window.choices["language"].setCurrentIndex(window.choices["language"].findData("nb"))
    desk.qtbot.waitUntil(lambda: desk.studio.console is not before)
    after = desk.console()
    assert not before.isVisible()
    assert after.actions_["quit"].text() == "Lukk økten og avslutt programmet"
    again = cast("EntryView", after.place.work.view("entry"))
    assert again.input.toPlainText() == "halvskrevet"
    assert after.side.parking.line.text() == "hører hjemme"
    assert after.manners.question.label.text().startswith("Åpne other.workshop?")
    assert [message.text for message in after.messages.messages] == ["something happened"]
    assert after.stage.is_shown
    assert after.stage.window.is_frozen
    assert after.passing.seat is seat
    assert not session.closed
    session.do({"type": "AddIdea", "step": step, "text": "Ny idé"})
    desk.qtbot.waitUntil(lambda: bool(after.bridge.snapshot.state.ideas))
    assert "Ny idé" not in after.stage.window.said()
    assert frozen
    desk.qtbot.waitUntil(lambda: window.windowTitle() == "Innstillinger")
    assert desk.home.actions_["quit"].text() == "Avslutt programmet"
    window.close()


def test_an_offer_that_waits_for_an_answer_is_made_in_the_new_language(make_desk: Make) -> None:
    desk = make_desk()
    desk.start()
    desk.home.sample_requested.emit()
    before = desk.console()
    step = before.bridge.view.step
    before.earlier.ask((Earlier(document="d", initiative="i", session="Før", title="Frokost"),))
    desk.studio.speak("nb")
    desk.qtbot.waitUntil(lambda: desk.studio.console is not before)
    after = desk.console()
    assert after.manners.question.label.text() == "1 tiltak er åpent fra tidligere økter"
    after.manners.question.accept.click()
    desk.qtbot.waitUntil(lambda: bool(after.bridge.snapshot.state.earlier))
    assert after.bridge.view.step == step
    desk.studio.speak("en")
    desk.qtbot.waitUntil(lambda: desk.studio.console is not after)
    assert desk.console().manners.question.isHidden()


def test_a_console_with_an_answer_under_way_is_made_anew_when_it_has_come(make_desk: Make) -> None:
    desk = make_desk()
    desk.start()
    desk.home.sample_requested.emit()
    before = desk.console()
    before.bridge._unanswered += 1  # as if the disk were slow
    desk.studio.looks.follow(Settings(theme="dark"))
    assert desk.studio.console is before
    before.bridge._unanswered -= 1
    desk.qtbot.waitUntil(lambda: desk.studio.console is not before)
    desk.console()
    desk.studio.looks.follow(Settings(theme="light"))


def test_every_setting_that_a_person_chooses_is_in_the_window(
    qtbot: QtBot, each_translator: Translator
) -> None:
    window = SettingsWindow(each_translator)
    qtbot.addWidget(window)
    known = Settings(facilitator="Kari", text_size=150, theme="dark", sound=False)
    window.show_settings(known, "/srv/økter")
    shown = {*window.choices, *window.switches, "facilitator", "rehearsal_people"}
    kept = {"geometry", "recent", "stage_screens", "welcomed", "unknown", "sessions_folder"}
    assert shown | kept == set(Settings.__dataclass_fields__)
    assert window.folder.text() == "/srv/økter"
    heard: list[Settings] = []
    window.chosen.connect(heard.append)
    window.switches["sound"].click()
    window.name.setText(" Ola ")
    window.name.editingFinished.emit()
    window.people.setValue(9)
    assert (heard[-1].sound, heard[-1].facilitator, heard[-1].rehearsal_people) == (True, "Ola", 9)
    window.defaults.click()
    assert heard[-1] == Settings(facilitator="Ola")


def test_a_folder_where_nothing_can_be_written_is_told_and_not_taken(
    make_desk: Make, tmp_path: Path
) -> None:
    desk = make_desk()
    desk.start()
    desk.home.actions_["settings"].trigger()
    window = desk.studio.preferences.window
    assert window is not None

    def kept() -> str | None:
        return desk.studio.settings.sessions_folder

    desk.files.path = str(tmp_path / "gone")
    window.choose.click()
    desk.settle()
    assert window.fault.isVisible()
    assert kept() is None
    desk.files.path = str(tmp_path)
    window.choose.click()
    desk.settle()
    assert window.fault.isHidden()
    assert kept() == str(tmp_path)
    assert window.folder.text() == str(tmp_path)


def test_the_about_box_names_every_library_with_its_licence(make_desk: Make) -> None:
    text = (REPOSITORY / "pyproject.toml").read_text(encoding="utf-8")
    needed = tomllib.loads(text)["project"]["dependencies"]
    told = {part.name.casefold().replace("_", "-"): part for part in parts()}
    for line in needed:
        name = line.split(">")[0].split("=")[0].casefold()
        assert told[name].licence, name
    assert told["inter"].licence == "OFL-1.1"
    desk = make_desk()
    desk.start()
    desk.home.actions_["about"].trigger()
    box = desk.studio.preferences.about
    assert box is not None
    assert box.isVisible()
    assert box.table.rowCount() == len(told)
    box.accept()


def test_every_action_has_an_icon_that_draws_something(qapp: QApplication, theme: Theme) -> None:
    for action in ACTIONS:
        picture = icon(action.icon, theme).pixmap(QSize(20, 20)).toImage()
        dots = [picture.pixelColor(x, y).alpha() for x in range(20) for y in range(20)]
        assert any(dots), action.id
    disabled = icon("undo", theme).pixmap(QSize(20, 20), QIcon.Mode.Disabled)
    assert disabled.toImage() != icon("undo", theme).pixmap(QSize(20, 20)).toImage()


def test_a_console_shown_twice_is_one_window(make_desk: Make) -> None:
    desk = make_desk()
    desk.start()
    desk.home.sample_requested.emit()
    first = desk.console()
    desk.studio.looks.follow(Settings(theme="dark"))
    desk.qtbot.waitUntil(lambda: desk.studio.console is not first)
    desk.console()
    shown = [
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, ConsoleWindow) and widget.isVisible()
    ]
    assert len(shown) == 1
    desk.studio.looks.follow(Settings(theme="light"))


@pytest.mark.parametrize("scale", [1.0, 2.0, 3.0])
def test_every_part_of_the_console_is_reached_whatever_the_size_of_text(
    qtbot: QtBot, qapp: QApplication, each_translator: Translator, scale: float
) -> None:
    theme = Theme("light", scale)
    apply(qapp, theme)
    jobs = Jobs()
    console = ConsoleWindow(FakeSession(), each_translator, theme, jobs, lambda _: "")
    qtbot.addWidget(console)
    console.resize(1440, 900)
    console.show()
    middle, parts = console.middle, (console.plan, console.place, console.side)
    assert middle.is_wide == (scale == 1.0)
    for button, part in zip(middle.buttons, parts, strict=True):
        if not middle.is_wide:
            button.click()
        assert part.isVisible()
        assert part.width() >= part.minimumSizeHint().width()
        assert console.rect().contains(part.rect().translated(part.mapTo(console, QPoint(0, 0))))
    for bar in (console.top, console.bottom):
        assert bar.height() >= bar.minimumSizeHint().height()
    middle.show_work()
    assert console.place.isVisible()
    console.close()
    jobs.close()
    apply(qapp, Theme("light"))


@pytest.mark.parametrize("scale", [1.0, 3.0])
def test_on_a_small_screen_nothing_of_the_console_is_squeezed(
    qtbot: QtBot, qapp: QApplication, each_translator: Translator, scale: float
) -> None:
    theme = Theme("light", scale)
    apply(qapp, theme)
    jobs, session = Jobs(), FakeSession()
    console = ConsoleWindow(session, each_translator, theme, jobs, lambda _: "")
    qtbot.addWidget(console)
    console.resize(800, 600)
    console.show()
    for step in (session.steps("brief")[0], session.steps("collect")[0]):
        session.do({"type": "GoTo", "step": step})
        qtbot.waitUntil(partial(_is_in, console, step))
        for button in console.middle.buttons:
            button.click()
            qtbot.waitUntil(lambda: not _squeezed(console), timeout=2_000)
        console.middle.show_work()
    assert (console.width(), console.height()) == (800, 600)
    console.place.focus_entry()
    entry, page = console.focusWidget(), console.place.viewport()
    assert isinstance(entry, QLineEdit | QPlainTextEdit)
    qtbot.waitUntil(
        lambda: page.rect().contains(entry.rect().translated(entry.mapTo(page, QPoint(0, 0))))
    )
    console.close()
    jobs.close()
    apply(qapp, Theme("light"))


def test_in_a_narrow_bar_a_question_is_whole_with_the_way_out_of_it(
    qtbot: QtBot, qapp: QApplication, each_translator: Translator
) -> None:
    theme = Theme("light", 3.0)
    apply(qapp, theme)
    jobs, session = Jobs(), FakeSession()
    console = ConsoleWindow(session, each_translator, theme, jobs, lambda _: "")
    qtbot.addWidget(console)
    console.resize(800, 600)
    console.show()
    step = session.steps("plan")[0]
    session.do({"type": "GoTo", "step": step})
    qtbot.waitUntil(partial(_is_in, console, step))
    bar = console.bottom

    def is_whole(button: QPushButton) -> bool:
        inside = button.rect().translated(button.mapTo(bar, QPoint(0, 0)))
        text = button.fontMetrics().horizontalAdvance(button.accessibleName() or button.text())
        lines = button.height() // button.fontMetrics().lineSpacing()
        return (
            bar.rect().left() <= inside.left()
            and inside.right() < bar.width()
            and (text <= button.width() * lines)
        )

    console.press()
    assert bar.is_confirming
    qtbot.waitUntil(
        lambda: is_whole(bar.next) and bar.next.height() >= bar.next.sizeHint().height()
    )
    qtbot.waitUntil(lambda: bar.cancel.isVisible() and is_whole(bar.cancel))
    bar.stop_confirming()
    qtbot.waitUntil(lambda: console.bottom._message.isVisible() and not bar.cancel.isVisible())
    assert is_whole(bar.next)
    asks = console.manners.question
    asks.ask("Open the session about the school day instead of this one?", "Open", bar.show)
    said = asks.label
    qtbot.waitUntil(lambda: said.isVisible() and said.height() >= said.heightForWidth(said.width()))
    assert console.height() == 600
    console.close()
    jobs.close()
    apply(qapp, Theme("light"))


def test_a_question_in_a_narrow_bar_stands_above_its_answers(
    qtbot: QtBot, qapp: QApplication, each_translator: Translator
) -> None:
    theme = Theme("light", 3.0)
    apply(qapp, theme)
    bar = QuestionBar(each_translator, theme)
    qtbot.addWidget(bar)
    bar.ask("Open it? This session is saved and closed first.", "Save, close, open", lambda: None)
    for width, is_above in ((900, True), (2400, False), (900, True)):
        qtbot.waitUntil(partial(_is_whole_at, width, bar, is_above=is_above))
    apply(qapp, Theme("light"))


def _is_whole_at(width: int, bar: QuestionBar, *, is_above: bool) -> bool:
    bar.resize(width, bar.heightForWidth(width))
    label, answers = bar.label, (bar.accept, bar.later)
    return (
        all(one.width() >= one.sizeHint().width() for one in answers)
        and all(bar.rect().contains(one.geometry()) for one in answers)
        and (label.geometry().bottom() < bar.accept.geometry().top()) == is_above
        and label.height() >= label.heightForWidth(label.width())
    )


def _is_in(console: ConsoleWindow, step: str) -> bool:
    return console.bridge.view.step == step


def _squeezed(console: ConsoleWindow) -> list[str]:
    """What is shown lower than its text is; the agenda and the work scroll by themselves."""
    labels = [one for one in console.findChildren(PlainLabel) if one.isVisible() and one.text()]
    buttons = [one for one in console.findChildren(QPushButton) if one.isVisible()]
    return [
        *(one.text() for one in labels if one.height() < one.heightForWidth(one.width())),
        *(one.text() for one in buttons if one.height() < one.sizeHint().height()),
        *(one.text() for one in (console.bottom.next,) if one.width() < one.sizeHint().width()),
    ]


@pytest.mark.parametrize("scale", [1.0, 3.0])
def test_no_setting_is_cut_off(
    qtbot: QtBot, qapp: QApplication, each_translator: Translator, scale: float
) -> None:
    apply(qapp, Theme("light", scale))
    window = SettingsWindow(each_translator)
    qtbot.addWidget(window)
    window.show_settings(Settings(), "/srv/økter")
    window.show()
    for part in (*window.choices.values(), *window.switches.values(), window.places):
        right = part.mapTo(window, part.rect().bottomRight()).x()
        assert right <= window.width() or window.width() == window.screen().size().width()
    window.close()
    apply(qapp, Theme("light"))
