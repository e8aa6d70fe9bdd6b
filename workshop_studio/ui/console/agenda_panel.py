"""The column of the agenda: how long it is planned to take, and the activities with their steps."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from workshop_studio.i18n.translator import Translator
from workshop_studio.projections.facilitator import FacilitatorView
from workshop_studio.ui.console import words
from workshop_studio.ui.console.agenda import AgendaTree
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.labels import PlainLabel
from workshop_studio.ui.widgets.lifted import REACH

WIDTH = 264


class AgendaPanel(QFrame):
    """The agenda under its heading."""

    def __init__(self, translator: Translator, theme: Theme) -> None:
        super().__init__()
        self._translator = translator
        self._theme = theme
        self.setProperty("role", "ground")
        self.setFixedWidth(WIDTH)
        self.planned = PlainLabel("", "label", wrap=False)
        self.planned.setContentsMargins(REACH + 10, 0, REACH, 0)
        self.tree = AgendaTree(translator, theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 20, 8, 16)
        column.setSpacing(4)
        column.addWidget(self.planned)
        column.addWidget(self.tree, 1)
        column.addStretch(1)

    def show_view(self, view: FacilitatorView) -> None:
        """Show where the group stands."""
        self.planned.setText(words.planned_text(view, self._translator))
        self.tree.show_agenda(view.agenda)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hairline towards the work."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(self.width() - 1, 0, 1, self.height(), self._theme.colour("line"))
        painter.end()
