"""From Home into a session and back: nothing lost, nothing left running, bugs told calmly."""

import logging
import os
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.desk import ENGLISH, App, Make
from tests.ui.fakes import Answers, FakeLibrary, looks
from workshop_studio.app.library import Library
from workshop_studio.app.ports import Recoverable
from workshop_studio.bootstrap import Program
from workshop_studio.domain.errors import BadInput, Failure, described
from workshop_studio.domain.records import Frame
from workshop_studio.i18n.translator import Translator
from workshop_studio.resources import resources
from workshop_studio.settings import Recent, Settings
from workshop_studio.ui.dialogs.frame import FrameDialog
from workshop_studio.ui.home.crashes import Crashes
from workshop_studio.ui.home.looks import scheme_of
from workshop_studio.ui.home.recents import MissingRow
from workshop_studio.ui.home.studio import Studio
from workshop_studio.ui.start import Options, UiServices, run, wanted
from workshop_studio.ui.theme import Theme, apply
from workshop_studio.ui.widgets.labels import PlainLabel

# The offscreen platform says so of every window whose layout sets a least size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


NOW = datetime.now(UTC)


def test_a_workshop_is_begun_with_two_keys(make_desk: Make) -> None:
    desk = make_desk(Settings(facilitator="Kari"))
    desk.start()
    QTest.keyClick(desk.card("need-to-idea"), Qt.Key.Key_Return)
    (dialog,) = desk.home.findChildren(FrameDialog)
    assert dialog.line("title").text() == "From need to idea"
    QTest.keyClick(dialog.line("title"), Qt.Key.Key_Return)
    console = desk.console()
    desk.qtbot.waitUntil(lambda: console.isVisible() and not desk.home.isVisible())
    name, plan, frame = desk.library.calls[-1]
    assert (name, plan) == ("create", "need-to-idea")
    assert isinstance(frame, Frame)
    assert (frame.title, frame.facilitator, frame.date) == (
        "From need to idea",
        "Kari",
        date.today(),  # noqa: DTZ011 # as the dialog does
    )


def test_the_facilitators_name_is_remembered(make_desk: Make) -> None:
    desk = make_desk()
    desk.start()
    desk.home.start_requested.emit(desk.home.cards[0].plan)
    (dialog,) = desk.home.findChildren(FrameDialog)
    dialog.line("facilitator").setText("Kari")
    dialog.accept()
    desk.console()
    assert desk.studio.settings.facilitator == "Kari"


def test_a_closed_session_is_saved_and_foremost_among_the_recent_ones(make_desk: Make) -> None:
    desk = make_desk()
    desk.start()
    desk.home.front.example.click()
    console = desk.console()
    session = desk.library.session
    assert session is not None
    step = session.steps("collect")[0]
    session.do({"type": "ImportIdeas", "step": step, "texts": ("Frokost", "Uteskole")})
    console.close()
    desk.qtbot.waitUntil(lambda: session.closed)
    desk.settle()
    assert desk.home.isVisible()
    assert desk.app.quits == 0
    recent = desk.studio.settings.recent[0]
    assert (recent.title, recent.group, recent.ideas) == (
        "Digital skolehverdag",
        "Oppvekst vest",
        2,
    )
    assert desk.saved[-1].recent[0] == recent
    assert "console" in desk.saved[-1].geometry


def test_a_second_session_can_follow_the_first(make_desk: Make) -> None:
    desk = make_desk()
    desk.start()
    for _ in range(3):
        desk.home.sample_requested.emit()
        desk.leave()
        desk.qtbot.waitUntil(desk.home.isVisible)
    assert len(desk.library.calls) == 3


def test_a_file_named_at_the_start_is_opened(make_desk: Make, tmp_path: Path) -> None:
    desk = make_desk()
    path = tmp_path / "økt.workshop"
    desk.start(path)
    desk.console()
    assert desk.library.calls[0] == ("open", path)


def test_a_file_that_cannot_be_opened_is_one_calm_line(make_desk: Make) -> None:
    desk = make_desk()
    desk.library.fails = BadInput("file.empty", name="a.workshop")
    desk.start()
    desk.files.path = "/x/a.workshop"
    desk.home.actions_["open"].trigger()
    desk.settle()
    assert desk.said().startswith("a.workshop is empty.")
    assert desk.home.cards[0].isEnabled()
    assert desk.studio.console is None


def test_an_interrupted_session_goes_on(make_desk: Make) -> None:
    library = FakeLibrary()
    found = Recoverable(Path("/run"), "doc", running=False, title="Kantina", entries=3, at=NOW)
    library.found = [found, replace(found, document="other", running=True)]
    desk = make_desk(library=library)
    desk.start()
    cards = desk.home.interrupted
    desk.qtbot.waitUntil(cards.isVisible)
    desk.home.continue_requested.emit(found)
    desk.console()
    assert library.calls == [("recover", found)]
    assert not cards.isVisibleTo(desk.home)


def test_a_pinned_session_stays_foremost_and_is_kept(make_desk: Make) -> None:
    recent = tuple(Recent(f"/no/{n}.workshop", f"{n}", NOW) for n in "abc")
    desk = make_desk(Settings(recent=recent))
    desk.start()
    desk.home.pin_requested.emit(recent[2])
    assert [one.title for one in desk.studio.settings.recent] == ["c", "a", "b"]
    desk.settle()
    assert desk.saved[-1].recent[0].pinned
    desk.home.sample_requested.emit()
    desk.leave()
    titles = [one.title for one in desk.studio.settings.recent]
    assert titles == ["c", "Digital skolehverdag", "a", "b"]
    desk.home.pin_requested.emit(desk.studio.settings.recent[0])
    assert desk.studio.settings.recent[0].title == "Digital skolehverdag"


def test_a_path_that_the_system_refuses_is_a_session_that_is_gone(
    make_desk: Make, tmp_path: Path
) -> None:
    path = tmp_path / ("x" * 300) / "a.workshop"  # no system has a name that long
    desk = make_desk(Settings(recent=(Recent(str(path), "A", NOW),)))
    desk.start()
    desk.qtbot.waitUntil(lambda: bool(desk.home.recents.findChildren(MissingRow)))


def test_missing_sessions_are_told_and_found_or_forgotten(make_desk: Make, tmp_path: Path) -> None:
    there = tmp_path / "there.workshop"
    there.write_bytes(b"")
    lost = Recent(str(tmp_path / "lost.workshop"), "Lost", NOW)
    gone = Recent(str(tmp_path / "gone.workshop"), "Gone", NOW)
    desk = make_desk(Settings(recent=(lost, Recent(str(there), "There", NOW), gone)))
    desk.start()
    desk.home.forget_requested.emit(gone)
    assert [one.title for one in desk.studio.settings.recent] == ["Lost", "There"]
    desk.files.path = str(there)
    desk.home.find_requested.emit(lost)
    desk.console()
    assert desk.library.calls == [("open", there)]
    assert "Lost" not in [one.title for one in desk.studio.settings.recent]


def test_looking_in_the_wrong_place_loses_nothing_and_what_is_found_stays_pinned(
    make_desk: Make, tmp_path: Path
) -> None:
    lost = Recent(str(tmp_path / "lost.workshop"), "Lost", NOW, pinned=True)
    desk = make_desk(Settings(recent=(lost,)))
    desk.start()
    desk.files.path = str(tmp_path / "no session.workshop")
    desk.library.fails = BadInput("file.not_a_zip", name="no session.workshop")
    desk.home.find_requested.emit(lost)
    desk.settle()
    assert desk.studio.settings.recent == (lost,)
    desk.library.fails = None
    desk.files.path = str(tmp_path / "moved.workshop")
    desk.home.find_requested.emit(lost)
    desk.console()
    [found] = desk.studio.settings.recent
    assert (found.path, found.pinned) == (str(tmp_path / "moved.workshop"), True)


def test_a_file_that_cannot_be_written_leaves_the_session_here_and_says_so(make_desk: Make) -> None:
    desk = make_desk()
    desk.start()
    desk.home.sample_requested.emit()
    console = desk.console()
    assert desk.library.session is not None
    desk.library.session.fails = Failure(
        "file.folder_missing", name="a.workshop", folder="/share", reason=""
    )
    console.actions_["quit"].trigger()
    desk.settle()
    desk.qtbot.waitUntil(desk.home.isVisible)
    assert "Digital skolehverdag is safe here" in desk.said()
    assert "/share" in desk.said()
    assert desk.app.quits == 0  # it stays, so that it is read
    desk.home.close()
    assert desk.app.quits == 1


def test_quitting_from_the_console_closes_the_session_first(make_desk: Make) -> None:
    desk = make_desk()
    desk.start()
    desk.home.sample_requested.emit()
    desk.console().actions_["quit"].trigger()
    desk.qtbot.waitUntil(lambda: desk.app.quits == 1)
    assert desk.library.session is not None
    assert desk.library.session.closed


def test_closing_home_quits(make_desk: Make) -> None:
    desk = make_desk()
    desk.start()
    desk.home.close()
    assert desk.app.quits == 1
    assert "home" in desk.studio.settings.geometry


def test_a_bug_while_the_stage_is_shown_waits_in_the_line(make_desk: Make) -> None:
    desk = make_desk()
    desk.start()
    assert not desk.studio.tell_crash("bug")
    desk.home.sample_requested.emit()
    console = desk.console()
    assert not desk.studio.tell_crash("bug")
    console.stage.toggle()
    assert desk.studio.tell_crash("bug")
    assert console.messages.label.text() == "bug"


def test_the_real_library_makes_the_example_and_keeps_it(qtbot: QtBot) -> None:
    program = Program("en")
    services = program.ui_services()
    app = App()
    studio = Studio(cast("QApplication", app), services, looks(services), Answers())
    studio.start()
    studio.home.sample_requested.emit()
    qtbot.waitUntil(lambda: studio.console is not None, timeout=20_000)
    assert studio.console is not None
    qtbot.waitUntil(studio.console.isVisible)
    assert studio.console.bridge.view.title == "Mat og digital skolehverdag"
    studio.console.close()
    qtbot.waitUntil(lambda: studio.jobs.running == 0, timeout=20_000)
    assert Path(studio.settings.recent[0].path).is_file()
    assert studio.settings.recent[0].ideas > 40
    studio.home.close()
    qtbot.waitUntil(lambda: app.quits == 1 and studio.jobs.running == 0)
    studio.close()
    for handler in list(logging.getLogger().handlers):
        if getattr(handler, "baseFilename", "").endswith("workshop-studio.log"):
            logging.getLogger().removeHandler(handler)
            handler.close()


def test_a_bug_is_logged_without_what_people_wrote(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[str] = []

    def quietly(text: str) -> bool:
        told.append(text)
        return True

    secret = "dum er Sjefen"[::-1]  # lines of the program are in the log, and tell nothing

    def fail() -> None:
        try:
            int(secret)
        except ValueError as error:
            raise RuntimeError(secret) from error

    with Crashes(lambda: ENGLISH, Path("/log"), quietly):
        try:
            fail()
        except RuntimeError as error:
            sys.excepthook(RuntimeError, error, error.__traceback__)
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
        qtbot.waitUntil(lambda: len(told) == 2)
    assert "RuntimeError" in caplog.text
    assert "ValueError" in caplog.text
    assert secret not in caplog.text
    assert described(None) == ""
    assert "/log" in told[0]


def test_a_bug_opens_one_dialog_however_often_it_comes(qapp: QApplication, qtbot: QtBot) -> None:
    """With the theme's focus ring, which once held the dialog so that it was deleted twice."""
    apply(qapp, Theme("light"))
    spoken = [ENGLISH]
    with Crashes(lambda: spoken[-1], None, lambda _: False) as crashes:
        for _ in range(3):
            sys.excepthook(ValueError, ValueError("x"), None)
        qtbot.waitUntil(lambda: crashes.dialog is not None and crashes.dialog.isVisible())
        dialog = crashes.dialog
        assert dialog is not None
        dialog.accept()
        sys.excepthook(ValueError, ValueError("x"), None)
        qtbot.waitUntil(dialog.isVisible)
        dialog.close()
        spoken.append(Translator("nb", resources() / "locales"))
        sys.excepthook(ValueError, ValueError("x"), None)
        qtbot.waitUntil(lambda: crashes.dialog is not dialog)
        assert crashes.dialog is not None
        said = [
            label.text() for label in crashes.dialog.findChildren(PlainLabel) if label.isVisible()
        ]
        assert said[0] == "Noe gikk galt i programmet"
        assert not [one for one in said if one.endswith(": ")]  # no log is named where none is
        crashes.dialog.close()


@pytest.mark.parametrize(
    ("argv", "options"),
    [
        ([], Options()),
        (["--lang", "nb", "--theme=dark"], Options("nb", "dark")),
        (["økt.workshop"], Options(file=Path("økt.workshop"))),
        (["--theme", "pink"], Options(unknown="--theme pink")),
        (["--lang"], Options(unknown="--lang")),
        (["--fast"], Options(unknown="--fast")),
        (["a.workshop", "b.workshop"], Options(file=Path("a.workshop"), unknown="b.workshop")),
    ],
)
def test_what_the_command_line_asks_for(argv: list[str], options: Options) -> None:
    assert wanted(argv) == options


def test_a_word_that_is_not_understood_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    services = UiServices(
        ENGLISH, Settings(), lambda _: None, lambda _: cast("Library", None), None
    )
    assert run(services, Options(unknown="--fast")) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_the_scheme_follows_what_is_asked_for(qapp: QApplication) -> None:
    assert scheme_of(qapp, "light") == "light"
    assert scheme_of(qapp, "dark") == "dark"
    assert scheme_of(qapp, "system") in {"light", "dark"}


@pytest.mark.skipif(sys.platform != "linux", reason="only there Qt aborts")
def test_without_a_display_there_is_one_plain_line_and_no_abort() -> None:
    env = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_SESSION_TYPE"}
    }
    result = subprocess.run(
        [sys.executable, "-m", "workshop_studio", "--lang", "en"],
        env=env,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert result.returncode == 1
    assert result.stderr.startswith("There is no display here")
    assert result.stderr.count("\n") == 1
