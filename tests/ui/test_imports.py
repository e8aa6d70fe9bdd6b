"""The preview: what comes in is what is shown, and nothing before somebody says so."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from tests.app.compound import encrypted_workbook
from tests.ui.fakes import FakeSession
from tests.ui.sample_blocks import HOSTILE
from workshop_studio.app.ideas_in import Choices, read_rows
from workshop_studio.app.progress import Watch
from workshop_studio.app.tables import Grid
from workshop_studio.domain.commands import ImportIdeas
from workshop_studio.i18n.translator import Translator
from workshop_studio.resources import resources
from workshop_studio.ui.imports.models import LONGEST, SHOWN
from workshop_studio.ui.imports.reading import Outcome, Reader, RowsOf
from workshop_studio.ui.imports.window import Brought, ImportWindow
from workshop_studio.ui.jobs import Jobs
from workshop_studio.ui.theme import Theme, apply

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

ENGLISH = Translator("en", resources() / "locales")
NORWEGIAN = Translator("nb", resources() / "locales")
Role = Qt.ItemDataRole


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.close()


class Preview:
    """A preview of a file, and what it gave."""

    def __init__(
        self,
        qtbot: QtBot,
        jobs: Jobs,
        path: Path,
        session: FakeSession,
        rows: RowsOf = read_rows,
    ) -> None:
        self.session = session
        step = session.steps("collect")[0]
        theme = Theme("light")
        self.window = ImportWindow(path, session.state, step, ENGLISH, theme, jobs, rows=rows)
        self.given: list[Brought] = []
        self.window.given.connect(self.given.append)
        self.qtbot = qtbot
        qtbot.addWidget(self.window)
        self.window.show()
        self.wait()

    def wait(self) -> None:
        self.qtbot.waitUntil(lambda: not self.window.progress.isVisible())

    def choose(self, box: QComboBox, name: str) -> None:
        """Choose as somebody does by keyboard or mouse."""
        row = box.findText(name)
        assert row >= 0, name
        box.setCurrentIndex(row)
        box.activated.emit(row)
        self.wait()

    def press(self) -> list[str]:
        with self.qtbot.waitSignal(self.window.given):
            self.window.press()
        return list(self.given[-1].texts)

    def shown(self) -> list[str]:
        rows, column = self.window.rows, self.window.rows.column
        return [rows.index(row, column).data() for row in range(rows.rowCount())]

    def out(self) -> list[tuple[str, str]]:
        out = self.window.out
        return [
            (out.index(row, 0).data(), out.index(row, 1).data()) for row in range(out.rowCount())
        ]


Look = Callable[..., Preview]


@pytest.fixture
def look(qtbot: QtBot, jobs: Jobs, theme: Theme) -> Look:
    del theme

    def looked(path: Path, session: FakeSession | None = None) -> Preview:
        return Preview(qtbot, jobs, path, session or FakeSession())

    return looked


def text_file(folder: Path, text: str, encoding: str = "utf-8", name: str = "ideas.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def book(folder: Path, **sheets: list[list[Any]]) -> Path:
    made = openpyxl.Workbook()
    del made["Sheet"]
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    path = folder / "ideas.xlsx"
    made.save(path)
    return path


def test_what_was_found_is_shown_and_what_stays_out_with_its_reason(
    look: Look, tmp_path: Path
) -> None:
    preview = look(text_file(tmp_path, "nr;idé\n1;Blåbær\n2;\n3;Bål\n", "cp1252"))
    window = preview.window
    assert window.title.text() == "Import ideas from ideas.csv"
    assert window.kind.text() == "Table as text · 3 rows"
    fields = window.fields
    assert fields.column.box.currentText() == "idé"
    assert fields.separator.box.currentText() == "Semicolon ;"
    assert fields.encoding.box.currentText() == "Windows-1252"
    assert fields.header.isChecked()
    assert not fields.sheet.isVisible()
    assert preview.shown() == ["Blåbær", "An idea needs some text.", "Bål"]
    assert preview.out() == [("3", "An idea needs some text.")]
    assert window.summary.text() == "2 ideas will be added. 1 row is left out."
    assert window.accept_button.accessibleName() == "Import 2 ideas"
    assert preview.press() == ["Blåbær", "Bål"]


def test_everything_that_was_found_can_be_corrected(look: Look, tmp_path: Path) -> None:
    preview = look(text_file(tmp_path, "a;b\n1;blå\n", "cp1252"))
    fields = preview.window.fields
    preview.choose(fields.column.box, "a")
    assert preview.shown() == ["1"]
    fields.header.click()
    preview.wait()
    assert fields.column.box.currentText() == "Column A"
    assert preview.shown() == ["a", "1"]
    preview.choose(fields.separator.box, "None")
    assert preview.shown() == ["a;b", "1;blå"]
    assert not fields.column.isVisible()
    preview.choose(fields.encoding.box, "DOS 850")
    assert preview.shown()[-1] == "1;blÕ"
    preview.choose(fields.encoding.box, "UTF-8")
    assert "does not read as utf-8: line 2" in preview.window.fault.text()
    assert not preview.window.accept_button.isEnabled()
    assert fields.encoding.box.currentText() == "UTF-8"
    preview.choose(fields.encoding.box, "Windows-1252")
    assert not preview.window.fault_card.isVisible()
    assert preview.press() == ["a;b", "1;blå"]


def test_a_text_that_is_spoilt_can_be_read_in_another_encoding(look: Look, tmp_path: Path) -> None:
    path = tmp_path / "ideas.csv"
    path.write_bytes("idé\næøå æøå\n".encode() + b"bl\xe5\n")
    preview = look(path)
    assert "spoilt on line 3" in preview.window.fault.text()
    assert preview.window.fields.encoding.box.currentText() == ""
    preview.choose(preview.window.fields.encoding.box, "Windows-1252")
    assert preview.shown()[-1] == "blå"


def test_a_column_is_chosen_by_its_heading_too(look: Look, tmp_path: Path) -> None:
    preview = look(text_file(tmp_path, "idé,hvem\nBusser,Kari\n"))
    preview.window.table.horizontalHeader().sectionClicked.emit(1)
    preview.wait()
    assert preview.shown() == ["Kari"]
    header = preview.window.rows.headerData
    assert header(1, Qt.Orientation.Horizontal, Role.DisplayRole) == "✓ hvem"
    assert header(1, Qt.Orientation.Horizontal, Role.AccessibleTextRole) == "hvem, the ideas"


def test_another_sheet_can_be_chosen(look: Look, tmp_path: Path) -> None:
    path = book(tmp_path, Tom=[], Ark=[["idé"], ["Busser"]], Andre=[["idé"], ["Biler"]])
    preview = look(path)
    fields = preview.window.fields
    assert preview.window.kind.text() == "Spreadsheet · 1 row"
    assert fields.sheet.box.currentText() == "Ark"
    assert not fields.encoding.isVisible()
    preview.choose(fields.sheet.box, "Tom")
    assert "The sheet Tom of ideas.xlsx is empty" in preview.window.fault.text()
    preview.choose(fields.sheet.box, "Andre")
    assert preview.press() == ["Biler"]


def test_repeated_ideas_come_in_unless_they_are_left_out(look: Look, tmp_path: Path) -> None:
    session = FakeSession()
    step = session.steps("collect")[0]
    session.do(ImportIdeas(step=step, texts=("Busser",)))
    preview = look(text_file(tmp_path, "idé\nBiler\nBusser\nBiler\nbiler\n"), session)
    same = preview.window.same
    assert not same.isChecked()
    assert same.text() == "Leave out 2 ideas that are repetitions"
    assert preview.window.accept_button.accessibleName() == "Import 4 ideas"
    same.click()
    preview.wait()
    assert preview.out() == [
        ("3", "The step has this idea already."),
        ("4", "The same idea as in row 2."),
    ]
    assert preview.press() == ["Biler", "biler"]


def test_a_file_that_is_gone_can_come_in_after_a_word_about_it(look: Look, tmp_path: Path) -> None:
    path = text_file(tmp_path, "idé\nBusser\n")
    preview = look(path)
    path.unlink()
    preview.window.press()
    preview.qtbot.waitUntil(lambda: "no longer where it was" in preview.window.fault.text())
    assert not preview.given
    assert preview.press() == ["Busser"]


def test_a_file_that_is_changed_is_read_again_and_looked_over(look: Look, tmp_path: Path) -> None:
    path = text_file(tmp_path, "idé;x\nBusser;1\n")
    preview = look(path)
    preview.choose(preview.window.fields.column.box, "x")
    text_file(tmp_path, "idé;x\nBusser;2\nBiler;3\n")
    preview.window.press()
    preview.qtbot.waitUntil(lambda: preview.shown() == ["2", "3"])
    assert "changed meanwhile" in preview.window.fault.text()
    assert not preview.given
    assert preview.press() == ["2", "3"]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:20]))
def test_cells_are_plain_and_short_and_come_in_whole(look: Look, tmp_path: Path, text: str) -> None:
    quoted = '"' + text.replace('"', '""') + '"'
    preview = look(text_file(tmp_path, f"idé;x\n{quoted};1\n"))
    rows = preview.window.rows
    assert len(rows.index(0, 0).data()) <= LONGEST + 1
    assert "\n" not in rows.index(0, 0).data()
    assert rows.index(0, 0).data(Role.ToolTipRole).startswith("<qt>")
    assert not preview.window.grab().isNull()
    assert preview.press() == [text]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (encrypted_workbook(), "protected by a password"),
        (b"PK\x03\x04" + bytes(2000), "ideas.xlsx"),
        (b"\x89PNG\r\n\x1a\n", "ideas.xlsx"),
        (b"", "ideas.xlsx is empty"),
    ],
    ids=["encrypted", "broken", "a picture", "empty"],
)
def test_a_workbook_that_gives_nothing_is_one_calm_line(
    data: bytes, says: str, look: Look, tmp_path: Path
) -> None:
    path = tmp_path / "ideas.xlsx"
    path.write_bytes(data)
    preview = look(path)
    window = preview.window
    assert says in window.fault.text()
    assert "\n" not in window.fault.text()
    assert window.fault_card.isVisible()
    assert not window.accept_button.isEnabled()
    window.press()
    assert not preview.given


def test_a_workbook_full_of_formulas_says_why_each_row_stays_out(
    look: Look, tmp_path: Path
) -> None:
    preview = look(book(tmp_path, Idéer=[["Idé"], *[[f"=A{n}"] for n in range(1, 300)]]))
    out = preview.out()
    assert [row for row, _ in out] == [str(n) for n in range(2, 301)]
    assert all("formula" in why for _, why in out)
    assert not preview.window.accept_button.isEnabled()


def test_a_cell_of_a_million_characters_is_shown_short(look: Look, tmp_path: Path) -> None:
    preview = look(text_file(tmp_path, "idé\n" + "æ" * 1_000_000 + "\n" + "ø" * 1_000_001 + "\n"))
    assert preview.shown()[0] == "æ" * LONGEST + "…"
    assert len(preview.window.rows.index(0, 0).data(Role.ToolTipRole)) < 2_000
    assert preview.out() == [
        ("3", "The idea has 1000001 characters, and 1000000 is the most. Make it shorter.")
    ]
    assert len(preview.press()[0]) == 1_000_000


def test_only_the_first_rows_are_shown_and_all_come_in(look: Look, tmp_path: Path) -> None:
    lines = "".join(f"{n};idé {n}\n" for n in range(10_000))
    preview = look(text_file(tmp_path, "nr;idé\n" + lines))
    assert preview.window.rows.rowCount() == SHOWN
    assert preview.window.more.text() == "The first 200 of 10000 rows"
    assert len(preview.press()) == 10_000


def test_more_than_the_session_has_room_for_is_told(look: Look, tmp_path: Path) -> None:
    session = FakeSession()
    step = session.steps("collect")[0]
    session.do(ImportIdeas(step=step, texts=("x",) * 99_999))
    preview = look(text_file(tmp_path, "a\nb\n", name="ideas.txt"), session)
    assert preview.window.summary.text().startswith("The session has room for 1 ideas more.")
    preview.window.press()
    assert not preview.given
    assert not preview.window.accept_button.isEnabled()


@pytest.mark.parametrize("scale", [1.0, 3.0])
def test_with_large_text_on_a_small_screen_the_buttons_stand_below(
    qtbot: QtBot, qapp: QApplication, jobs: Jobs, tmp_path: Path, scale: float
) -> None:
    theme = Theme("light", scale)
    apply(qapp, theme)
    session = FakeSession()
    path = text_file(tmp_path, "nr;idé\n" + "1;Blåbær\n2;\n" * 100)
    step = session.steps("collect")[0]
    window = ImportWindow(path, session.state, step, NORWEGIAN, theme, jobs)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(window.accept_button.isEnabled)
    window.resize(800, 570)
    button = window.accept_button
    qtbot.waitUntil(lambda: button.width() >= button.sizeHint().width())
    assert window.width() <= 800
    for widget in (window.summary, window.cancel, window.accept_button):
        place = QRect(widget.mapTo(window, QPoint()), widget.size())
        assert window.rect().contains(place)
        assert widget.width() >= widget.minimumSizeHint().width()
    assert window.summary.height() >= window.summary.heightForWidth(window.summary.width())
    below = window.accept_button.mapTo(window, QPoint()).y()
    above = window.summary.mapTo(window, QPoint(0, window.summary.height())).y()
    assert (below >= above) == (scale > 2)
    window.close()
    apply(qapp, Theme("light"))


def test_enter_imports_and_escape_does_not(look: Look, tmp_path: Path) -> None:
    path = text_file(tmp_path, "idé;x\nBusser;1\n")
    preview = look(path)
    preview.window.fields.column.box.setFocus()
    with preview.qtbot.waitSignal(preview.window.given):
        QTest.keyClick(preview.window.fields.column.box, Qt.Key.Key_Return)
    other = look(path)
    with other.qtbot.waitSignal(other.window.finished):
        QTest.keyClick(other.window, Qt.Key.Key_Escape)
    assert not other.given


# Reading beside the window


class Gate:
    """Reads the rows when it is told to, in place of a slow disk."""

    def __init__(self) -> None:
        self.began = threading.Semaphore(0)
        self.goes_on = threading.Semaphore(0)
        self.is_open = False
        self.read: list[Choices] = []

    def rows(self, data: bytes, name: str, choices: Choices, watch: Watch) -> Grid:
        if not self.is_open:
            watch(0.5)
            self.began.release()
            self.goes_on.acquire(timeout=10)
            watch(0.6)
        self.read.append(choices)
        return read_rows(data, name, choices, watch)


def test_what_is_overtaken_is_never_told(qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> None:
    gate = Gate()
    session = FakeSession()
    path = text_file(tmp_path, "a;b\n1;2\n")
    reader = Reader(jobs, path, session.state, session.steps("collect")[0], gate.rows)
    ended: list[Outcome] = []
    reader.ended.connect(ended.append)
    wanted = [Choices(separator=mark) for mark in (",", "|", ";")]
    for choices in wanted:
        reader.read(choices)
        assert gate.began.acquire(timeout=10)
    for _ in wanted:
        gate.goes_on.release()
    qtbot.waitUntil(lambda: jobs.running == 0)
    assert [outcome.choices for outcome in ended] == [wanted[-1]]
    assert gate.read == [wanted[-1]]  # the others stopped where they stood


def test_progress_is_told_and_the_window_can_be_closed_meanwhile(
    qtbot: QtBot, jobs: Jobs, tmp_path: Path, theme: Theme
) -> None:
    gate = Gate()
    session = FakeSession()
    path = text_file(tmp_path, "idé\nBusser\n")
    step = session.steps("collect")[0]
    window = ImportWindow(path, session.state, step, ENGLISH, theme, jobs, rows=gate.rows)
    qtbot.addWidget(window)
    window.show()
    given: list[Brought] = []
    window.given.connect(given.append)
    qtbot.waitUntil(lambda: window.progress.value() == 50)
    assert window.summary.text() == "Reading ideas.csv …"
    assert not window.accept_button.isEnabled()
    assert not window.stop_button.isVisible()  # there is nothing to go back to
    window.close()
    gate.goes_on.release()
    qtbot.waitUntil(lambda: jobs.running == 0)
    assert not gate.read
    assert not given


def test_a_correction_that_takes_long_can_be_stopped(
    qtbot: QtBot, jobs: Jobs, tmp_path: Path, theme: Theme
) -> None:
    del theme
    gate = Gate()
    gate.is_open = True
    path = text_file(tmp_path, "a;b\n1;2\n")
    preview = Preview(qtbot, jobs, path, FakeSession(), gate.rows)
    gate.is_open = False
    window = preview.window
    before = preview.shown()
    box = window.fields.separator.box
    row = box.findText("Comma ,")
    box.setCurrentIndex(row)
    box.activated.emit(row)
    assert gate.began.acquire(timeout=10)
    assert window.stop_button.isVisible()
    window.stop_button.click()
    gate.goes_on.release()
    preview.wait()
    assert preview.shown() == before
    assert box.currentText() == "Semicolon ;"
    qtbot.waitUntil(window.accept_button.isEnabled)
    assert len(gate.read) == 1  # the correction stopped, and the rows of before were still there
