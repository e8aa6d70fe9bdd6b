"""The column beside the work: what the stage shows, time, who is here, tips, hidden ideas."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from workshop_studio.blocks import Note
from workshop_studio.i18n.translator import Translator
from workshop_studio.projections.facilitator import FacilitatorView
from workshop_studio.settings import Settings
from workshop_studio.ui.actions import Actions
from workshop_studio.ui.console import words
from workshop_studio.ui.console.discreet import Discreet
from workshop_studio.ui.console.phones import Phones, PhonesSection
from workshop_studio.ui.console.private import MyNotes, ParkingLot
from workshop_studio.ui.console.screens import StageKeeper
from workshop_studio.ui.console.sections import Counts, Section
from workshop_studio.ui.console.stage_section import StageSection
from workshop_studio.ui.console.timing import TimePanel
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.gutter import Gutter
from workshop_studio.ui.widgets.labels import PlainLabel, QuietButton

WIDTH = 302
"""Pixels at the drawn size of text."""
_RIGHT: Final = 18
"""To the right of all, where the scroll bar stands when there is one."""
_KEPT: Final = 640
"""Pixels of height, at the drawn size of text, from which the notes stay below what scrolls."""


class Side(QFrame):
    """What the facilitator looks at beside the work.

    Signals:
        restore_requested(str): bring the hidden idea with this id back.
    """

    restore_requested = Signal(str)

    def __init__(
        self,
        translator: Translator,
        theme: Theme,
        actions: Actions,
        stage: StageKeeper,
        settings: Callable[[], Settings],
        phones: Phones,
        passed: Callable[[], int],
    ) -> None:
        super().__init__()
        self._passed = passed
        self._translator = translator
        self._theme = theme
        self.setProperty("role", "surface")
        text = translator.text

        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setProperty("role", "surface")
        scroll.setWidget(inside)  # empty, for each that comes to another parent costs again
        scroll.viewport().setAutoFillBackground(False)
        self.stage = StageSection(translator, theme, actions, stage)
        self.time = TimePanel(translator, theme, actions, flashes=lambda: settings().flash)
        self.counts = Counts()
        self._here = Section(text("In the room"))
        self.headcount = QuietButton(text("How many …"), "bare", small=True)
        self.headcount.say_more(actions["headcount"].text())
        self.headcount.clicked.connect(actions["headcount"].trigger)
        self._here.head.addWidget(self.headcount)
        self._here.column.addWidget(self.counts)
        self._phones = phones
        self.phones = PhonesSection(translator, theme, phones)
        self.pass_round = QuietButton(
            actions["pass_round"].text(), shortcut=actions["pass_round"].shortcut(), small=True
        )
        self.pass_round.clicked.connect(actions["pass_round"].trigger)
        self._pass_round = actions["pass_round"]
        self._here.column.addWidget(self.pass_round)
        self.tips = PlainLabel("", "small")
        self._tips = Section(text("Tips for you"))
        self._tips.column.addWidget(self.tips)
        self._hidden = Section(text("Hidden ideas, only you see them"))
        self._hidden_rows = QVBoxLayout()
        self._hidden_rows.setSpacing(6)
        self._hidden.column.addLayout(self._hidden_rows)
        self._shown_hidden: tuple[Note, ...] | None = None
        self.parking = ParkingLot(translator)
        self.notes = MyNotes(translator)
        self.discreet = Discreet(translator, stage)

        self._rows = rows = QVBoxLayout(inside)
        rows.setContentsMargins(18, 18, _RIGHT, 16)
        rows.setSpacing(18)
        for section in (self.stage, self.time, self._here, self.phones, self._tips):
            rows.addWidget(section)
        rows.addWidget(self.discreet)
        rows.addStretch(1)
        for section in (self._hidden, self.parking, self.notes):
            rows.addWidget(section)
        Gutter(scroll, rows, _RIGHT)
        self._are_notes_kept = False
        self._whole = whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        self.discreet.show_part(self.notes, wanted=True)

    def show_phones(self, *, finished: bool) -> None:
        """Show how the room stands."""
        self.phones.show_phones(finished=finished)
        self.time.show_wishes(self._phones.more_time)

    def show_view(self, view: FacilitatorView) -> None:
        """Show how the step stands."""
        self.stage.show_view(view)
        self.time.show_view(view)
        self.time.setVisible(not view.finished)
        counts = words.in_the_room(view, self._translator, self._passed())
        self._here.setVisible(bool(counts) or not view.finished)
        self.headcount.setVisible(not view.finished)
        self.pass_round.setVisible(self._pass_round.isEnabled())
        self.counts.show_rows(counts)
        self.show_phones(finished=view.finished)
        self.parking.show_view(view)
        self.notes.show_view(view)
        tips = "" if view.finished else self._translator.words(view.tips)
        self.discreet.show_part(self._tips, wanted=bool(tips))
        self.tips.setText(tips)
        if view.hidden != self._shown_hidden:
            self._show_hidden(view.hidden)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the notes in sight where there is room for them."""
        super().resizeEvent(event)
        kept = self.height() >= round(_KEPT * self._theme.scale)
        if kept != self._are_notes_kept:
            self._are_notes_kept = kept
            (self._whole if kept else self._rows).addWidget(self.notes)
            self.notes.setContentsMargins(*((17, 12, _RIGHT, 16) if kept else (0, 0, 0, 0)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hairline towards the work, and one above the notes where others scroll behind them."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(0, 0, 1, self.height(), self._theme.colour("line"))
        if self._are_notes_kept and self.notes.isVisible():
            painter.fillRect(0, self.notes.y(), self.width(), 1, self._theme.colour("line"))
        painter.end()

    def _show_hidden(self, hidden: tuple[Note, ...]) -> None:
        self._shown_hidden = hidden
        while (item := self._hidden_rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for note in hidden:
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.addWidget(PlainLabel(note.text, "small"), 1)
            restore = QuietButton(self._translator.text("Restore"), small=True)
            restore.setAccessibleDescription(note.text)
            restore.clicked.connect(lambda _=False, key=note.id: self.restore_requested.emit(key))
            line.addWidget(restore, 0, Qt.AlignmentFlag.AlignTop)
            self._hidden_rows.addWidget(row)
        self.discreet.show_part(self._hidden, wanted=bool(hidden))
