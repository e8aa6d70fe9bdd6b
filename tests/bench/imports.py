"""The longest time without an answer of the UI thread while a large file of ideas comes in."""

from pathlib import Path

import openpyxl
from PySide6.QtWidgets import QApplication

from tests.bench.sessions import library
from tests.bench.stalls import Pulse
from workshop_studio.domain import commands as c
from workshop_studio.domain.items import agenda
from workshop_studio.domain.records import Frame
from workshop_studio.i18n.translator import Translator
from workshop_studio.resources import resources
from workshop_studio.ui.console.window import ConsoleWindow
from workshop_studio.ui.imports.window import ImportWindow
from workshop_studio.ui.jobs import Jobs
from workshop_studio.ui.theme import Theme, apply

ROWS = 10_000


def imports(folder: Path) -> list[tuple[str, float]]:
    """Each step of an import, and the longest gap while it was done."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme = Theme("light")
    apply(app, theme)
    translator = Translator("nb", resources() / "locales")
    session = library(folder / "imports").create("need-to-idea", Frame(title="Stor import"))
    collect = next(step.id for step in agenda(session.snapshot.state) if step.kind == "collect")
    session.submit(c.GoTo(step=collect)).result()
    jobs = Jobs()
    pulse = Pulse()
    console = ConsoleWindow(session, translator, theme, jobs, lambda _state: "")
    console.show()
    pulse.during(lambda: True)
    found: list[tuple[str, float]] = []
    for path in (_text_file(folder), _spreadsheet(folder)):
        before = len(session.snapshot.state.ideas)
        console.errands.import_file(path)
        preview = console.errands.preview
        assert isinstance(preview, ImportWindow)
        name = path.suffix.removeprefix(".").upper()
        gap = pulse.during(preview.accept_button.isEnabled)
        found.append((f"{ROWS} rows of {name} are read and shown", gap))
        preview.fields.choose_column(0)
        gap = pulse.during(preview.accept_button.isEnabled)
        found.append((f"another column of them ({name})", gap))
        preview.fields.choose_column(1)
        pulse.during(preview.accept_button.isEnabled)
        preview.press()
        gap = pulse.during(lambda n=before: len(session.snapshot.state.ideas) == n + ROWS)  # type: ignore[misc]
        found.append((f"they come in ({name}), beside {before}", gap))
        session.submit(c.Undo()).result()
        pulse.during(lambda: not session.snapshot.state.ideas)
    console.close()
    session.close().result()
    jobs.close()
    console.deleteLater()
    return found


def _text_file(folder: Path) -> Path:
    path = folder / "ideas.csv"
    lines = (f"{n};Idé nummer {n} om den digitale skolehverdagen\n" for n in range(ROWS))
    path.write_text("nr;idé\n" + "".join(lines), encoding="utf-8")
    return path


def _spreadsheet(folder: Path) -> Path:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Forslag")
    sheet.append(["nr", "idé"])
    for n in range(ROWS):
        sheet.append([n, f"Idé nummer {n} om den digitale skolehverdagen"])
    path = folder / "ideas.xlsx"
    book.save(path)
    return path
