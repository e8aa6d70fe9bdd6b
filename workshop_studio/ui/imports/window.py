"""The preview of a file of ideas: looked over, corrected, and only then brought in.

It is not modal, and opens only when somebody has asked for a file: session and stage go on. It
changes nothing itself; the ideas leave as a signal.
"""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from workshop_studio.app.ideas_in import Choices, Reading, read_rows
from workshop_studio.app.tables import Refused
from workshop_studio.domain.decide.ideas import MOST_IDEAS
from workshop_studio.domain.state import State
from workshop_studio.i18n.messages import tell_of
from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.imports import words
from workshop_studio.ui.imports.fields import Fields
from workshop_studio.ui.imports.foot import Foot
from workshop_studio.ui.imports.models import LeftOutModel, RowsModel
from workshop_studio.ui.imports.reading import Outcome, Reader, RowsOf
from workshop_studio.ui.imports.table import PreviewTable
from workshop_studio.ui.jobs import TURN, Jobs
from workshop_studio.ui.theme import Theme, set_role
from workshop_studio.ui.widgets.inputs import CheckBox
from workshop_studio.ui.widgets.labels import (
    Card,
    PlainLabel,
    PrimaryButton,
    QuietButton,
    no_mnemonic,
    set_tooltip,
)

SIZE = QSize(960, 720)


@dataclass(frozen=True, slots=True)
class Brought:
    """What is to come in: the file's name, the ideas, and the rows that stay out."""

    name: str
    texts: tuple[str, ...]
    refused: tuple[Refused, ...]


class ImportWindow(QDialog):
    """Shows what of a file would come in, and lets the facilitator correct how it is read.

    Signals:
        given(Brought): these are to come in.
    """

    given = Signal(object)

    def __init__(
        self,
        path: Path,
        state: State,
        step: str,
        translator: Translator,
        theme: Theme,
        jobs: Jobs,
        parent: QWidget | None = None,
        *,
        rows: RowsOf = read_rows,
    ) -> None:
        """Begin to read.

        Args:
            path: the file.
            state: the session as it is now.
            step: the step that the ideas are for.
            translator: the language.
            theme: the look.
            jobs: reads beside the window.
            parent: the console.
            rows: reads the rows of a file, in a worker.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._translator = translator
        self._theme = theme
        self._name = path.name
        self._room = MOST_IDEAS - len(state.ideas)
        self._good: Outcome | None = None
        self._reading: Reading | None = None
        self._is_gone_told = False
        self._note = ""
        # The rows come after what is said of the file: laid out together they hold the window up.
        self._turn = QTimer(self, singleShot=True, interval=TURN)
        self._turn.timeout.connect(self._show_reading)
        self.reader = Reader(jobs, path, state, step, rows, self)
        self._make(translator)
        self._lay_out()
        self.reader.progressed.connect(self._on_progress)
        self.reader.ended.connect(self._on_ended)
        self.reader.checked.connect(self._on_checked)
        self.fields.changed.connect(self._read)
        self.resize(SIZE.boundedTo(self.screen().availableSize() * 0.95))
        self._show_busy(is_busy=True)
        # Once the window is painted: reading beside it would make that twice as long.
        self._begin = QTimer(self, singleShot=True, interval=TURN)
        self._begin.timeout.connect(lambda: self.reader.read(Choices()))
        self._begin.start()

    def press(self) -> None:
        """Bring the ideas in, if the file is still what is shown here."""
        if self.accept_button.isEnabled():
            self.accept_button.setEnabled(False)
            self.reader.check()

    def stop_reading(self) -> None:
        """Go back to how the file was read before."""
        if self._good is not None:
            self.reader.read(self._good.choices)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Read no further."""
        self._begin.stop()
        self._turn.stop()
        self.reader.stop()
        super().closeEvent(event)

    def reject(self) -> None:
        """Close without bringing anything in."""
        self._begin.stop()
        self._turn.stop()
        self.reader.stop()
        super().reject()

    # Inside

    def _make(self, translator: Translator) -> None:
        text = translator.text
        self.setWindowTitle(text("Import ideas"))
        self.title = PlainLabel(text("Import ideas from {name}", name=self._name), "title")
        self.kind = PlainLabel("", "soft")
        self.fields = Fields(translator)
        self.fault = PlainLabel("", "warn")
        self.fault_card = Card("warn_card")
        self.fault_card.column.addWidget(self.fault)
        self.fault_card.hide()
        self.rows = RowsModel(translator, self._theme, self)
        self.table = PreviewTable(self.rows, text("The first rows of the file"))
        self.table.horizontalHeader().setSectionsClickable(True)
        self.table.horizontalHeader().sectionClicked.connect(self._on_header_clicked)
        self.more = PlainLabel("", "small")
        self.out_title = PlainLabel("", "strong")
        self.out = LeftOutModel(translator, self._theme, self)
        self.out_table = PreviewTable(self.out, text("Rows that are left out"))
        self.out_table.verticalHeader().hide()
        self.out_table.horizontalHeader().setStretchLastSection(True)
        self.same = CheckBox()
        set_tooltip(
            self.same,
            text("The same, to the letter, as an idea above it or one that the step has already."),
        )
        self.same.clicked.connect(lambda checked: self.fields.leave_same_out(leaves=checked))
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(text("How much is read"))
        self.stop_button = QuietButton(text("Stop"), small=True)
        self.stop_button.clicked.connect(self.stop_reading)
        self.summary = PlainLabel("", "strong")
        self.cancel = QuietButton(text("Cancel"))
        self.cancel.clicked.connect(self.reject)
        self.accept_button = PrimaryButton(words.import_text(0, translator))
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self.press)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("role", "ground")
        column = QVBoxLayout(inside)
        column.setContentsMargins(28, 24, 28, 16)
        column.setSpacing(12)
        column.addWidget(self.title)
        column.addWidget(self.kind)
        column.addWidget(self.fields)
        column.addWidget(self.fields.header)
        column.addWidget(self.fault_card)
        column.addWidget(self.table, 3)
        column.addWidget(self.more)
        column.addWidget(self.same)
        column.addWidget(self.out_title)
        column.addWidget(self.out_table, 1)
        column.addStretch(0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        said = (self.summary, self.progress)
        foot = Foot(self._theme, said, (self.stop_button, self.cancel, self.accept_button))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(area, 1)
        whole.addWidget(foot)

    def _read(self, choices: Choices, *, anew: bool = False) -> None:
        self._begin.stop()
        self._turn.stop()
        self._show_busy(is_busy=True)
        self.reader.read(choices, anew=anew)

    def _show_busy(self, *, is_busy: bool) -> None:
        self.progress.setVisible(is_busy)
        self.stop_button.setVisible(is_busy and self._good is not None)
        self.accept_button.setEnabled(not is_busy and self._can_import())
        if is_busy:
            self.progress.setValue(0)
            set_role(self.summary, "strong")
            self.summary.setText(self._translator.text("Reading {name} …", name=self._name))

    def _can_import(self) -> bool:
        return self._reading is not None and 0 < len(self._reading.texts) <= self._room

    def _on_progress(self, percent: int) -> None:
        self.progress.setValue(percent)

    def _on_ended(self, outcome: Outcome) -> None:
        self._reading = outcome.reading
        if outcome.reading is not None:
            self._good = outcome
        self.fields.show_outcome(outcome)
        grid, error = outcome.grid, outcome.error
        rows = 0 if outcome.reading is None else len(outcome.reading.table.rows)
        self.kind.setText("" if grid is None else words.kind_text(grid, rows, self._translator))
        self.kind.setVisible(outcome.reading is not None)
        self._say(self._note if error is None else tell_of(error, self._translator))
        self._note = ""
        self._turn.start()

    def _show_reading(self) -> None:
        self._show_rows(self._reading)
        self._show_busy(is_busy=False)
        self._show_summary()

    def _say(self, fault: str) -> None:
        self.fault.setText(fault)
        self.fault_card.setVisible(bool(fault))

    def _show_rows(self, reading: Reading | None) -> None:
        self.rows.show_reading(reading)
        self.table.setVisible(reading is not None)
        self.same.setVisible(reading is not None and bool(reading.same))
        refused = () if reading is None else reading.refused
        self.out.show_rows(refused)
        self.out_table.setVisible(bool(refused))
        self.out_title.setVisible(bool(refused))
        count = self._translator.count
        self.out_title.setText(count("{n} row is left out", "{n} rows are left out", len(refused)))
        shown = self.rows.rowCount()
        every = 0 if reading is None else len(reading.table.rows)
        self.more.setVisible(every > shown)
        self.more.setText(
            self._translator.text("The first {shown} of {every} rows", shown=shown, every=every)
        )
        if reading is not None:
            self.same.setText(no_mnemonic(words.same_text(reading, self._translator)))
            self.table.share_width(reading.column)

    def _show_summary(self) -> None:
        reading = self._reading
        set_role(self.summary, "strong")
        ideas = 0 if reading is None else len(reading.texts)
        self.accept_button.set_text(words.import_text(ideas, self._translator))
        if reading is None:
            self.summary.setText(self._translator.text("Nothing comes in like this."))
        elif ideas > self._room:
            set_role(self.summary, "warn")
            self.summary.setText(
                self._translator.text(
                    "The session has room for {room} ideas more. Split the file first.",
                    room=self._room,
                )
            )
        else:
            self.summary.setText(words.summary(ideas, len(reading.refused), self._translator))

    def _on_header_clicked(self, column: int) -> None:
        if column != self.rows.column:
            self.fields.choose_column(column)

    def _on_checked(self, became: str) -> None:
        reading, text = self._reading, self._translator.text
        if reading is None:
            return
        if became == "changed" and self._good is not None:
            self._note = text(
                "{name} was changed meanwhile and is read again. Look it over, then import it.",
                name=self._name,
            )
            self._read(self._good.choices, anew=True)
        elif became == "gone" and not self._is_gone_told:
            self._is_gone_told = True
            self._say(
                text(
                    "{name} is no longer where it was. What you see was read before, and can be "
                    "imported all the same.",
                    name=self._name,
                )
            )
            self.accept_button.setEnabled(True)
        else:
            self.given.emit(Brought(self._name, reading.texts, reading.refused))
            self.accept()
