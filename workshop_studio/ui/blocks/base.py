"""What the widget of every block keeps to."""

from collections.abc import Mapping
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workshop_studio.blocks import Block
from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.labels import PlainLabel

Sent = Mapping[str, object]
"""A command as plain data: ``{"type": command, **fixed, **what was entered}``."""

B = TypeVar("B", bound=Block)


class BlockView(QWidget, Generic[B]):
    """Shows one block and hands out what is entered; it holds nothing that a projection holds.

    Signals:
        command_requested(object): a command as plain data.
    """

    command_requested = Signal(object)
    grows: ClassVar[bool] = False
    """Whether it takes what height is left: a list that scrolls by itself."""
    many_rows: ClassVar[bool] = False
    """Whether it is shown before it is filled: then its many rows are laid out once, not twice."""

    def __init__(self, translator: Translator, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.translator = translator
        self.theme = theme
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)
        self._refusal: PlainLabel | None = None

    def show_block(self, block: B) -> None:
        """Show this block in place of the last one, keeping what is being entered."""
        raise NotImplementedError

    def settle(self) -> None:
        """The session has gone on since the last command: what was sent may have been taken."""

    def draft(self) -> Any:  # noqa: ANN401 - each its own
        """What is entered and not sent; None if nothing is."""
        return None

    def restore(self, draft: Any) -> None:  # noqa: ANN401 - what :meth:`draft` gave
        """Enter again what was entered before the step changed."""
        del draft

    def refuse(self, text: str, sent: Sent | None) -> bool:
        """Say why a command was refused, and put what was entered back; False if not one's own."""
        del sent
        if self._refusal is None:
            self._refusal = PlainLabel("", "danger")
            self.column.addWidget(self._refusal)
        self._refusal.setText(text)
        self._refusal.setVisible(bool(text))
        return True

    def forget_refusal(self) -> None:
        """Take the last refusal's words away: something else is being tried."""
        if self._refusal is not None:
            self._refusal.hide()

    def refusal(self) -> str:
        """What is said of the last refusal; empty if nothing is."""
        is_said = self._refusal is not None and not self._refusal.isHidden()
        return self._refusal.text() if self._refusal is not None and is_said else ""

    def first_input(self) -> QWidget | None:
        """Where typing should go."""
        return None
