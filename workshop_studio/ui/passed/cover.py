"""What the laptop shows between two people: who is next, and how many have not answered."""

from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent

from workshop_studio.app.seat import SeatView
from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.passed.rows import be_touched
from workshop_studio.ui.widgets.labels import PlainLabel, PrimaryButton
from workshop_studio.ui.widgets.pages import Page

_RING: Final = 12


class Cover(Page):
    """Nothing of anybody; scrolls where text is too large for the screen.

    Attributes:
        ready: the button of whoever has the laptop now.
        warning: that the projector may show what is written here.
    """

    def __init__(self, translator: Translator, *, is_seen: bool, is_rehearsal: bool) -> None:
        super().__init__()
        self._translator = translator
        mark = PlainLabel(translator.text("Rehearsal"), "warn")
        self.title = PlainLabel("", "display")
        self.told = PlainLabel("", "lead")
        self.count = PlainLabel("", "soft")
        self.warning = PlainLabel(
            translator.text(
                "If the projector shows this screen, turn it off first: the room would see what "
                "is written here."
            ),
            "warn",
        )
        if not is_seen:
            self.warning.hide()
        self.ready = PrimaryButton(translator.text("I am ready"))
        be_touched(self.ready)
        self._look = QTimer(self, singleShot=True, interval=0)
        self._look.timeout.connect(self._show_button)
        self.column.setContentsMargins(6, 6, 6, 6)
        self.column.setSpacing(16)
        self.column.addStretch(1)
        for widget in (mark, self.title, self.told, self.count, self.warning):
            self.column.addWidget(widget)
        mark.setVisible(is_rehearsal)
        self.column.addSpacing(8)
        self.column.addWidget(self.ready, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(2)

    def show_view(self, view: SeatView) -> None:
        """Say whose turn it is by now."""
        text = self._translator.text
        is_open = bool(view.place)
        is_done = is_open and view.left == 0
        self.title.setText(
            text("Give the laptop back to the facilitator")
            if is_done or not is_open
            else text("Give the laptop to the next person")
        )
        self.told.setText(
            text("Everybody has answered. Thank you.")
            if is_done
            else text("What was written here before is gone from the screen.")
            if is_open
            else text("Nothing can be answered just now. What was handed in is kept.")
        )
        self.told.setVisible(is_done or not is_open or view.had > 0)
        self.count.setText(self._counted(view))
        self.count.setVisible(is_open)
        self.ready.setVisible(is_open)
        self._look.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button in sight."""
        super().resizeEvent(event)
        self._look.start()

    def _show_button(self) -> None:
        """Once all is in its place: of what does not go in, the button is what is needed."""
        if self.ready.isVisible():
            self.ensureWidgetVisible(self.ready, _RING, _RING)

    def _counted(self, view: SeatView) -> str:
        """How many have had it; and how many are left, of whom some may answer by phone."""
        had = self._translator.count("{n} has had it", "{n} have had it", view.had)
        if view.left is None:
            return had
        left = self._translator.count(
            "{n} of {of} has not answered yet",
            "{n} of {of} have not answered yet",
            view.left,
            of=view.of,
        )
        return f"{had} · {left}" if view.had else left
