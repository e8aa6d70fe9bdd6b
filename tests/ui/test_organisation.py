"""The window of the organisation on a real file: edited by keyboard, broken, gone, and shared."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.fakes import Answers, FakeLibrary, looks
from workshop_studio.app.library import Library
from workshop_studio.app.organisation import added, bring_in
from workshop_studio.domain.errors import WorkshopError
from workshop_studio.domain.organisation import Kind, Organisation
from workshop_studio.i18n.translator import Translator
from workshop_studio.resources import resources
from workshop_studio.settings import Settings
from workshop_studio.storage.organisation_file import NAME, OrganisationFile, decoded, encoded
from workshop_studio.ui.home.studio import Studio
from workshop_studio.ui.jobs import Jobs
from workshop_studio.ui.organisation.bringing import read_sample
from workshop_studio.ui.organisation.window import OrganisationWindow
from workshop_studio.ui.start import UiServices

# The offscreen platform says so of every window whose layout sets a least size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

ENGLISH = Translator("en", resources() / "locales")
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
ONE = added(Organisation(), "area", "Helse", "a")

NO_KEY = Qt.KeyboardModifier.NoModifier


class App:
    """Nothing quits in these tests."""

    def quit(self) -> None:
        """Stay."""


class Desk:
    """The window, the folder that its file lies in, and what is on the disk."""

    def __init__(self, qtbot: QtBot, folder: Path, jobs: Jobs) -> None:
        self.qtbot, self.folder, self.jobs = qtbot, folder, jobs
        self.path = folder / "sessions" / NAME
        self.files = Answers()
        self.store = OrganisationFile(lambda: folder / "sessions", folder / "settings", lambda: NOW)

    def put(self, organisation: Organisation) -> None:
        self.path.parent.mkdir(exist_ok=True)
        self.path.write_bytes(encoded(organisation))

    def open(self) -> OrganisationWindow:
        try:
            kept = self.store.read()
        except WorkshopError as error:
            self.window = OrganisationWindow(self.store, error, ENGLISH, self.jobs, self.files)
        else:
            self.window = OrganisationWindow(self.store, kept, ENGLISH, self.jobs, self.files)
        self.qtbot.addWidget(self.window, before_close_func=self._forget)
        self.window.show()
        return self.window

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.jobs.running == 0)

    def type(self, name: str) -> None:
        QTest.keyClicks(self.window.entry.name, name)
        QTest.keyClick(self.window.entry.name, Qt.Key.Key_Return)
        self.settle()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        QTest.keyClick(self.window.rows, key, modifier or Qt.KeyboardModifier.NoModifier)
        self.settle()

    def lying(self) -> Organisation:
        return decoded(self.path.read_bytes(), "x")

    def names(self, kind: Kind = "area") -> list[str]:
        return [unit.name for unit in self.lying().units(kind)]

    def shown(self) -> list[str]:
        rows = self.window.rows
        return [rows.item(row).text() for row in range(rows.count())]

    @staticmethod
    def _forget(window: OrganisationWindow) -> None:
        window.draft.is_unsaved = False


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    jobs = Jobs()
    yield Desk(qtbot, tmp_path, jobs)
    jobs.close()


def test_a_name_is_typed_changed_ordered_and_removed_by_keyboard(desk: Desk) -> None:
    window = desk.open()
    assert window.empty.isVisible()
    assert window.focusWidget() is window.entry.name
    for name in ("Helse", "Oppvekst", "Kultur"):
        desk.type(name)
    assert desk.names() == desk.shown() == ["Helse", "Oppvekst", "Kultur"]
    window.rows.setFocus()
    window.rows.setCurrentRow(2)
    desk.press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert desk.names() == ["Helse", "Kultur", "Oppvekst"]
    assert window.rows.currentRow() == 1
    desk.press(Qt.Key.Key_F2)
    assert window.focusWidget() is window.entry.name
    desk.type("Kultur og idrett")
    window.rows.setFocus()
    window.rows.setCurrentRow(0)
    desk.press(Qt.Key.Key_Delete)
    assert desk.names() == ["Kultur og idrett", "Oppvekst"]
    assert "Helse was removed" in window.message.text()


def test_undo_and_redo_reach_the_disk(desk: Desk) -> None:
    window = desk.open()
    desk.type("Helse")
    desk.type("Oppvekst")
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(window.entry.name, Qt.Key.Key_Z, control)
    desk.settle()
    assert desk.names() == ["Helse"]
    QTest.keyClick(window.entry.name, Qt.Key.Key_Z, control | Qt.KeyboardModifier.ShiftModifier)
    desk.settle()
    assert desk.names() == ["Helse", "Oppvekst"]
    assert not window.redo_button.isEnabled()


def test_undo_names_what_it_undoes_and_turns_to_its_list(desk: Desk) -> None:
    desk.put(ONE)
    window = desk.open()
    undo, redo = window.undo_button, window.redo_button
    assert (undo.accessibleName(), redo.accessibleName()) == ("Undo", "Redo")
    window.lists.button("goal").click()
    desk.type("Less paper")
    assert undo.accessibleName() == "Undo: adding Less paper"
    assert undo.toolTip() == "<qt>Undo: adding Less paper (Ctrl+Z)</qt>"
    window.lists.button("area").click()
    window.rows.setCurrentRow(0)
    gone = window.organisation.areas[0].name
    window.remove()
    assert undo.accessibleName() == f"Undo: removing {gone}"
    window.undo()
    window.undo()
    assert window.lists.button("goal").isChecked()
    assert redo.accessibleName() == "Redo: adding Less paper"
    window.redo()
    assert redo.accessibleName() == f"Redo: removing {gone}"
    window.redo()
    assert window.lists.button("area").isChecked()
    desk.settle()


def test_a_group_is_put_into_its_area_and_cohort(desk: Desk) -> None:
    desk.put(added(ONE, "cohort", "Kull 1", "c"))
    window = desk.open()
    window.lists.button("group").click()
    window.entry.area.setCurrentIndex(1)
    window.entry.cohort.setCurrentIndex(1)
    desk.type("Rektorene")
    group = desk.lying().groups[0]
    assert (group.name, group.area, group.cohort) == ("Rektorene", "a", "c")
    assert desk.shown() == ["Rektorene   ·   Helse   ·   Kull 1"]
    window.rows.setCurrentRow(0)
    window.edit()
    window.entry.cohort.setCurrentIndex(0)
    desk.type("")
    assert desk.lying().groups[0].cohort is None
    assert desk.lying().groups[0].id == group.id


def test_a_name_that_is_there_is_refused_and_stays_to_be_corrected(desk: Desk) -> None:
    desk.put(ONE)
    window = desk.open()
    desk.type("helse")
    assert window.message.text() == "helse is there already."
    assert window.entry.name.text() == "helse"
    assert desk.names() == ["Helse"]


def test_a_search_shows_what_it_finds_and_says_where_it_finds_nothing(desk: Desk) -> None:
    desk.put(read_sample())
    window = desk.open()
    window.show_kind("group")
    window.search.setText("REKTOR")
    assert len(desk.shown()) == 2
    window.rows.setCurrentRow(0)
    assert not window.down_button.isEnabled()  # the order of a part means nothing
    window.search.setText("nobody is called that")
    assert window.nothing.isVisible()
    assert not window.sample.isVisible()


def test_the_example_comes_in_and_goes_by_undo(desk: Desk) -> None:
    window = desk.open()
    window.sample.click()
    desk.settle()
    assert desk.lying() == read_sample()
    assert "made up" in window.message.text()
    window.undo()
    desk.settle()
    assert desk.lying().is_empty
    assert window.sample.isVisible()


def test_a_list_comes_in_as_one_change_and_tells_what_was_refused(
    desk: Desk, tmp_path: Path
) -> None:
    desk.put(ONE)
    source = tmp_path / "liste.csv"
    source.write_text(f"Programområde;Kull\nHelse;1\nOppvekst;{'x' * 501}\nKultur;2\n", "utf-8")
    desk.files.path = str(source)
    window = desk.open()
    window.import_list()
    desk.settle()
    assert desk.names() == ["Helse", "Kultur"]
    told = window.message.text()
    assert told.startswith("3 new names. 1 was there already. 1 line was refused. Row 3: The name")
    window.undo()
    desk.settle()
    assert desk.lying() == ONE


@pytest.mark.parametrize(("name", "taken"), [("liste.CSV", True), ("liste.pdf", False)])
def test_a_list_is_dropped_on_the_window(
    desk: Desk, tmp_path: Path, name: str, taken: bool
) -> None:
    desk.put(ONE)
    source = tmp_path / name
    source.write_text("Programområde\nKultur\n", "utf-8")
    window = desk.open()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(source))])
    held = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NO_KEY)
    enters = QDragEnterEvent(QPoint(5, 5), *held)
    QApplication.sendEvent(window, enters)
    assert enters.isAccepted() == taken
    QApplication.sendEvent(window, QDropEvent(QPointF(5, 5), *held))
    desk.settle()
    assert ("Kultur" in desk.names()) == taken


@pytest.mark.parametrize("data", [b"", b"\x00\x01", b"Ting;Tang\n1;2\n"])
def test_a_list_that_is_none_changes_nothing_and_is_one_line(
    desk: Desk, tmp_path: Path, data: bytes
) -> None:
    desk.put(ONE)
    (tmp_path / "liste.csv").write_bytes(data)
    window = desk.open()
    for path in ("liste.csv", "gone.csv"):
        window.import_file(str(tmp_path / path))
        desk.settle()
        assert path in window.message.text()
    assert desk.lying() == window.organisation == ONE


def test_a_broken_file_is_left_alone_and_read_again_when_mended(desk: Desk) -> None:
    desk.put(ONE)
    desk.path.write_bytes(desk.path.read_bytes()[:-20])
    broken = desk.path.read_bytes()
    window = desk.open()
    assert str(desk.path) in window.message.text()
    assert not window.work.isVisible()
    window.accept()
    window.import_list()
    assert desk.path.read_bytes() == broken
    window.again.click()
    desk.settle()
    assert not window.work.isVisible()
    desk.put(ONE)
    window.again.click()
    desk.settle()
    assert desk.shown() == ["Helse"]
    assert not window.message.isVisible()
    assert not window.again.isVisible()


def test_what_somebody_else_wrote_meanwhile_is_shown_and_ours_is_kept(desk: Desk) -> None:
    desk.put(ONE)
    window = desk.open()
    theirs = added(ONE, "area", "Theirs", "t")
    desk.put(theirs)
    desk.type("Ours")
    assert desk.lying() == theirs
    assert desk.shown() == ["Helse", "Theirs"]
    copy = next(path for path in desk.path.parent.iterdir() if path != desk.path)
    assert [unit.name for unit in decoded(copy.read_bytes(), "x").areas] == ["Helse", "Ours"]
    assert str(copy) in window.message.text()
    desk.type("Ours")
    assert desk.names() == ["Helse", "Theirs", "Ours"]


def test_what_is_edited_while_a_conflict_is_found_is_in_a_copy_too(desk: Desk) -> None:
    desk.put(ONE)
    window = desk.open()
    desk.put(added(ONE, "area", "Theirs", "t"))
    for name in ("First", "Second"):  # the second comes while the first is written
        window.entry.name.setText(name)
        window.accept()
    desk.settle()
    copies = [path for path in desk.path.parent.iterdir() if path != desk.path]
    kept = [decoded(path.read_bytes(), "x") for path in copies]
    assert any([one.name for one in copy.areas] == ["Helse", "First", "Second"] for copy in kept)


def test_a_file_that_went_is_written_anew_and_said(desk: Desk) -> None:
    desk.put(ONE)
    window = desk.open()
    desk.path.unlink()
    desk.type("Oppvekst")
    assert desk.names() == ["Helse", "Oppvekst"]
    assert "written anew" in window.message.text()


def test_what_cannot_be_saved_stays_until_it_can(desk: Desk) -> None:
    desk.put(ONE)
    window = desk.open()
    away = desk.folder / "away"
    desk.path.parent.rename(away)
    (desk.folder / "sessions").write_text("a file in the way of the folder")
    desk.type("Oppvekst")
    assert "was not saved" in window.message.text()
    assert desk.shown() == ["Helse", "Oppvekst"]
    window.close()
    assert window.isVisible()
    (desk.folder / "sessions").unlink()
    away.rename(desk.path.parent)
    window.again.click()
    desk.settle()
    assert desk.names() == ["Helse", "Oppvekst"]
    assert not window.again.isVisible()
    window.close()
    assert not window.isVisible()


def test_closing_waits_for_the_disk(desk: Desk) -> None:
    window = desk.open()
    window.entry.name.setText("Helse")
    window.accept()
    window.close()
    assert window.isVisible()
    desk.settle()
    assert not window.isVisible()
    assert desk.names() == ["Helse"]


def test_nothing_is_cut_off_in_the_least_window(desk: Desk) -> None:
    rows = "".join(f"{'Et langt navn ' * 30}{n};Kull {n}\n" for n in range(50))
    many = bring_in(
        Organisation(),
        f"Område;Kull\n{rows}".encode(),
        "x.csv",
        partial(next, map(str, range(999))),
    ).organisation
    desk.put(many)
    window = desk.open()
    window.resize(window.minimumSize())
    for part in (window.entry, window.rows, window.undo_button, window.place, window.import_button):
        assert part.isVisible()
        rect = part.rect().translated(part.mapTo(window, part.rect().topLeft()))
        assert window.rect().contains(rect)
        assert part.height() >= part.minimumSizeHint().height() - 1


def test_every_control_has_a_name_and_is_reached_by_tab(desk: Desk) -> None:
    desk.put(read_sample())
    window = desk.open()
    window.show_kind("group")
    window.entry.name.setText("x")
    window.rows.setCurrentRow(1)
    reached: set[QWidget] = set()
    while (now := window.focusWidget()) not in reached and now is not None:
        reached.add(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    entry = window.entry
    wanted = {window.search, window.rows, entry.name, entry.area, entry.cohort, entry.accept}
    assert wanted | {window.remove_button, window.import_button, window.up_button} <= reached
    assert all(widget.accessibleName() for widget in reached)


@pytest.fixture
def studio(qtbot: QtBot, desk: Desk) -> Iterator[Studio]:
    services = UiServices(
        translator=ENGLISH,
        settings=Settings(),
        save_settings=lambda _: None,
        library=lambda _: cast("Library", FakeLibrary()),
        log_path=None,
        organisation=lambda _: desk.store,
    )
    made = Studio(cast("QApplication", App()), services, looks(services), desk.files)
    qtbot.addWidget(made.home)
    yield made
    made.close()


def test_it_is_opened_from_home_once_and_reads_what_is_there_by_then(
    studio: Studio, desk: Desk, qtbot: QtBot
) -> None:
    def opened() -> OrganisationWindow:
        studio.home.actions_["organisation"].trigger()
        qtbot.waitUntil(lambda: studio.jobs.running == 0)
        window = studio.organising.window
        assert window is not None
        return window

    first = opened()
    assert first.empty.isVisible()
    assert opened() is first
    first.close()
    desk.put(ONE)
    second = opened()
    assert second.organisation == ONE
    studio.home.close()
    assert not second.isVisible()


def test_it_speaks_another_language_and_loses_nothing_that_was_begun(
    studio: Studio, desk: Desk, qtbot: QtBot
) -> None:
    desk.put(ONE)
    studio.home.actions_["organisation"].trigger()
    qtbot.waitUntil(lambda: studio.jobs.running == 0)
    before = studio.organising.window
    assert before is not None
    before.lists.button("group").click()
    QTest.keyClicks(before.entry.name, "Added")
    QTest.keyClick(before.entry.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: studio.jobs.running == 0)
    QTest.keyClicks(before.entry.name, "Half a na")
    studio.speak("nb")
    after = studio.organising.window
    assert after is not None
    assert after is not before
    assert (before.isVisible(), after.isVisible()) == (False, True)
    assert after.lists.button("area").text().startswith("Programområder")
    assert after.kind == "group"
    assert after.entry.name.text() == "Half a na"
    assert "Added" in [unit.name for unit in after.organisation.groups]
    after.undo()
    qtbot.waitUntil(lambda: studio.jobs.running == 0)
    assert desk.lying() == ONE
    studio.home.close()
    assert not after.isVisible()


def test_what_is_wrong_is_told_in_the_language_that_is_spoken_now(
    studio: Studio, desk: Desk, qtbot: QtBot
) -> None:
    desk.put(ONE)
    desk.path.write_bytes(b"{")
    studio.home.actions_["organisation"].trigger()
    qtbot.waitUntil(lambda: studio.jobs.running == 0)
    before = studio.organising.window
    assert before is not None
    told = before.message.text()
    studio.speak("nb")
    after = studio.organising.window
    assert after is not None
    assert after.message.text()
    assert after.message.text() != told
    assert after.again.isVisible()
    desk.put(ONE)
    after.again.click()
    qtbot.waitUntil(lambda: after.organisation == ONE)
    studio.home.close()
