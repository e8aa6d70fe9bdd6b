"""A button whose text goes on in further lines where it is narrow, such as an option's."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
)

from workshop_studio.ui.widgets.labels import QuietButton, no_mnemonic
from workshop_studio.ui.widgets.wrapping import lay_out

_AIR: Final = 14
"""Pixels beside a text of a letter or two, such as a number's."""


def draw_in_lines(button: QPushButton, lines: Sequence[str]) -> None:
    """Draw a button with these lines in place of its text."""
    option = QStyleOptionButton()
    button.initStyleOption(option)
    option.text = no_mnemonic("\n".join(lines))
    painter = QStylePainter(button)
    painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
    painter.end()


class WrappedButton(QuietButton):
    """A quiet button that says all of its text, in as many lines as its width asks for."""

    def set_text(self, text: str) -> None:
        """Say something else; every character as it is."""
        self._said = text
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        super().set_text(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """In one line, which letters that are not whole pixels wide must not break."""
        return super().sizeHint() + QSize(2, 0)

    def heightForWidth(self, width: int) -> int:
        """The height of all lines."""
        whole, edges = self.sizeHint(), self._edges()
        lines = self._lines(width)
        high = self.fontMetrics().lineSpacing() * len(lines) + edges.height()
        return max(whole.height(), high)

    def minimumSizeHint(self) -> QSize:
        """A few letters, or all where there are fewer; the height is asked for at its width."""
        wide = self.fontMetrics().horizontalAdvance(self._said) + _AIR
        return QSize(self._edges().width() + min(48, wide), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button with its text in lines."""
        del event
        draw_in_lines(self, self._lines(self.width()))

    def _edges(self) -> QSize:
        """What the style draws around the text."""
        metrics, whole = self.fontMetrics(), super().sizeHint()
        wide = whole.width() - metrics.horizontalAdvance(self._said)
        return QSize(max(0, wide), max(0, whole.height() - metrics.height()))

    def _lines(self, width: int) -> tuple[str, ...]:
        return lay_out(self._said, self.font(), width - self._edges().width()).texts
