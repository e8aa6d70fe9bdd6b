"""The agenda beside the work: its heading, the activities, and the plan against the clock."""

from datetime import UTC, datetime
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from workshop_studio.i18n.translator import Translator
from workshop_studio.projections.facilitator import FacilitatorView
from workshop_studio.ui.console import words
from workshop_studio.ui.console.agenda import AgendaTree
from workshop_studio.ui.theme import Theme, set_role
from workshop_studio.ui.widgets.clock import Now
from workshop_studio.ui.widgets.labels import PlainLabel, QuietButton
from workshop_studio.ui.widgets.lifted import REACH
from workshop_studio.ui.widgets.pages import in_scrolling_page

WIDTH = 264
"""Pixels at the drawn size of text."""
MINUTE: Final = 60_000


class AgendaPanel(QFrame):
    """The agenda under its heading; below it when the group will be done as things go."""

    def __init__(
        self, translator: Translator, theme: Theme, now: Now = lambda: datetime.now(UTC)
    ) -> None:
        super().__init__()
        self._translator = translator
        self._theme = theme
        self._now = now
        self._view: FacilitatorView | None = None
        self.setProperty("role", "ground")
        self.planned = PlainLabel("", "label", wrap=False)
        self.planned.setContentsMargins(REACH + 10, 0, REACH, 0)
        self.tree = AgendaTree(translator, theme)
        self.ends = PlainLabel("", "small")
        self.ends.setContentsMargins(REACH + 40, 0, REACH, 0)
        self.add = QuietButton(translator.text("+ Add"), "bare", small=True)
        self.add.setAccessibleName(translator.text("Add an activity"))
        column = in_scrolling_page(self)
        self.setContentsMargins(0, 0, 1, 0)  # for the hairline
        column.setContentsMargins(8, 20, 7, 16)
        column.setSpacing(4)
        column.addWidget(self.planned)
        column.addWidget(self.tree, 1)
        column.addWidget(self.ends)
        line = QHBoxLayout()  # its text stands under the others, not its edge
        line.setContentsMargins(REACH - 2, 0, 0, 0)
        line.addWidget(self.add)
        line.addStretch(1)
        column.addLayout(line)
        column.addStretch()
        self._tick = QTimer(self)
        self._tick.setInterval(MINUTE)
        self._tick.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._tick.timeout.connect(self._show_time)

    def show_view(self, view: FacilitatorView) -> None:
        """Show where the group stands."""
        self._view = view
        self.tree.show_agenda(view.agenda)
        self.add.setVisible(not view.finished)
        self._show_time()
        self._keep_ticking()

    def _show_time(self) -> None:
        if self._view is None:
            return
        self.planned.setText(words.planned_text(self._view, self._translator))
        text, is_over = words.ends_text(self._view, self._now(), self._translator)
        set_role(self.ends, "warn_small" if is_over else "small")
        self.ends.setText(text)
        self.ends.setVisible(bool(text))

    def _keep_ticking(self) -> None:
        """Tick while somebody looks at a session that goes on."""
        view = self._view
        is_going = view is not None and not view.finished and view.schedule.began is not None
        if not (is_going and self.isVisible()):
            self._tick.stop()
        elif not self._tick.isActive():
            self._tick.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Let the minutes tick."""
        super().showEvent(event)
        self._show_time()
        self._keep_ticking()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let them rest."""
        super().hideEvent(event)
        self._tick.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hairline towards the work."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(self.width() - 1, 0, 1, self.height(), self._theme.colour("line"))
        painter.end()
