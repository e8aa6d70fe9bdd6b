"""The three parts of a console: side by side, or one at a time where text is too large for that."""

from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.console import agenda_panel, side
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.flow import FlowLayout
from workshop_studio.ui.widgets.labels import QuietButton

LEAST: Final = 330
"""Pixels that the work needs beside the other two, at the drawn size of text."""
_MOST: Final = 16_777_215
"""Qt's own word for no limit."""


class Middle(QWidget):
    """Agenda, work, and what stands beside it.

    Where all three do not fit, one fills the width, and a row of buttons turns to the others.

    Attributes:
        buttons: the way to each part, in the order in which they stand.
    """

    def __init__(
        self,
        plan: QWidget,
        work: QWidget,
        beside: QWidget,
        translator: Translator,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        text = translator.text
        self._parts = (plan, work, beside)
        widths = (agenda_panel.WIDTH, 0, side.WIDTH)
        self._widths = tuple(round(width * theme.scale) for width in widths)
        self._needs = sum(self._widths) + round(LEAST * theme.scale)
        self._is_wide = True
        self._row = QWidget(self)
        self._row.setProperty("role", "ground")
        inside = QWidget()
        flow = FlowLayout(inside)
        around = QVBoxLayout(self._row)
        around.setContentsMargins(22, 12, 22, 0)
        around.addWidget(inside)
        self._group = QButtonGroup(self)
        self.buttons: tuple[QuietButton, ...] = ()
        for place, name in enumerate((text("Agenda"), text("This step"), text("Stage and room"))):
            button = QuietButton(name, "switch", small=True)
            button.setCheckable(True)
            button.clicked.connect(self._show_chosen)
            self._group.addButton(button, place)
            flow.addWidget(button)
            self.buttons = (*self.buttons, button)
        self.buttons[1].setChecked(True)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        for place, part in enumerate(self._parts):
            line.addWidget(part, 1 if place == 1 else 0)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._row)
        rows.addLayout(line, 1)
        self._lay_out()

    @property
    def is_wide(self) -> bool:
        """Whether all parts are seen at once."""
        return self._is_wide

    def hasHeightForWidth(self) -> bool:
        """Asks for no height: it scrolls, and the bars above and below are whole first."""
        return False

    def show_work(self) -> None:
        """Turn to the work, where only one part is seen."""
        self.buttons[1].setChecked(True)
        self._show_chosen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have all parts side by side where there is room."""
        super().resizeEvent(event)
        is_wide = event.size().width() >= self._needs
        if is_wide != self._is_wide:
            self._is_wide = is_wide
            self._lay_out()

    def _lay_out(self) -> None:
        self._row.setVisible(not self._is_wide)
        for width, part in zip(self._widths, self._parts, strict=True):
            part.setMinimumWidth(width if self._is_wide else 0)
            part.setMaximumWidth(width if self._is_wide and width else _MOST)
        self._show_chosen()

    def _show_chosen(self) -> None:
        chosen = self._group.checkedId()
        for place, part in enumerate(self._parts):
            part.setVisible(self._is_wide or place == chosen)
