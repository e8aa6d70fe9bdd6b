"""What only the facilitator sees beside the work: their own notes, and the parking lot."""

from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from workshop_studio.blocks import Note
from workshop_studio.domain.records import TEXT_LIMIT
from workshop_studio.i18n.translator import Translator
from workshop_studio.projections.facilitator import FacilitatorView
from workshop_studio.ui.console.sections import Section
from workshop_studio.ui.widgets.labels import PlainLabel, QuietButton

QUIET: Final = 2_000
"""Milliseconds after the last key when notes are written down."""
_HIGH = 76


class _Sheet(QPlainTextEdit):
    """Signals: left(): the keyboard went elsewhere."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell of it."""
        super().focusOutEvent(event)
        self.left.emit()


class MyNotes(Section):
    """The facilitator's own notes on the step, on no other surface.

    Signals:
        written(str, str): write this down for that step: its id, the text.
    """

    written = Signal(str, str)

    def __init__(self, translator: Translator) -> None:
        super().__init__(translator.text("My notes"))
        self._step = ""
        self._known = ""
        self.sheet = _Sheet()
        self.sheet.setFixedHeight(_HIGH)
        self.sheet.setTabChangesFocus(True)
        self.sheet.setPlaceholderText(translator.text("Only you see what you write here."))
        self.sheet.setAccessibleName(translator.text("My notes"))
        self.sheet.textChanged.connect(self._on_changed)
        self.sheet.left.connect(self.write)
        self.column.addWidget(self.sheet)
        self.too_long = PlainLabel(
            translator.text(
                "There is room for {n} characters in each step. What is beyond that is not kept.",
                n=translator.number(TEXT_LIMIT),
            ),
            "small_warn",
        )
        self.too_long.hide()
        self.column.addWidget(self.too_long)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(QUIET)
        self._wait.timeout.connect(self.write)

    def show_view(self, view: FacilitatorView) -> None:
        """Show the step's notes; what was being written for another step is written down first."""
        if view.step != self._step:
            self.write()
            self._step = view.step
        elif view.notes == self._known or self.sheet.toPlainText() != self._known:
            self._known = view.notes  # somebody is writing: what they see stays
            return
        self._known = view.notes
        if self.sheet.toPlainText() != view.notes:
            with QSignalBlocker(self.sheet):
                self.sheet.setPlainText(view.notes)
            self.too_long.hide()
        self.sheet.setReadOnly(view.finished)

    def write(self) -> None:
        """Have what is written taken into the session now."""
        self._wait.stop()
        text = self.sheet.toPlainText()[:TEXT_LIMIT]
        if self._step and text != self._known and not self.sheet.isReadOnly():
            self._known = text
            self.written.emit(self._step, text)

    def _on_changed(self) -> None:
        self.too_long.setVisible(self.sheet.document().characterCount() > TEXT_LIMIT + 1)
        self._wait.start()


class ParkingLot(Section):
    """What belongs elsewhere: a line to write, and each thing with the way back.

    Signals:
        parked(str): put this text there.
        back_requested(str): put the idea with this id back where it came from.
        shown(bool): show the parking lot on the stage, or the step again.
    """

    parked = Signal(str)
    back_requested = Signal(str)
    shown = Signal(bool)

    def __init__(self, translator: Translator) -> None:
        super().__init__(translator.text("Parking lot"))
        self._translator = translator
        self._notes: tuple[Note, ...] | None = None
        self.stage = QuietButton(translator.text("Show"), "bare", small=True)
        self.stage.setCheckable(True)
        self.stage.setAccessibleDescription(translator.text("Show the parking lot on the stage"))
        self.stage.clicked.connect(self.shown)
        self.head.addWidget(self.stage)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.line = QLineEdit()
        self.line.setPlaceholderText(translator.text("Belongs elsewhere"))
        self.line.setAccessibleName(translator.text("Write in the parking lot"))
        self.line.returnPressed.connect(self._on_entered)
        self.column.addLayout(self._rows)
        self.column.addWidget(self.line)

    def show_view(self, view: FacilitatorView) -> None:
        """Show what lies there."""
        self.line.setVisible(not view.finished)
        self.setVisible(bool(view.parking) or not view.finished)
        self.stage.setVisible(bool(view.parking) and not view.finished)
        self.stage.setChecked(view.focus is not None and view.focus.kind == "parking")
        if view.parking == self._notes:
            return
        self._notes = view.parking
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for note in view.parking:
            self._rows.addWidget(self._row(note))

    def _row(self, note: Note) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(PlainLabel(note.text, "small"), 1)
        back = QuietButton(self._translator.text("Back"), small=True)
        back.setAccessibleDescription(note.text)
        back.clicked.connect(lambda: self.back_requested.emit(note.id))
        line.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _on_entered(self) -> None:
        text = self.line.text()
        if text.strip():
            self.parked.emit(text)
            self.line.clear()
