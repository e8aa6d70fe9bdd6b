"""A whole number that may be left empty."""

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit, QWidget


class NumberField(QLineEdit):
    """Takes a whole number within a range, or nothing."""

    def __init__(
        self, least: int, most: int, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._least = least
        self._most = most
        self.setValidator(QIntValidator(0, most, self))
        self.setPlaceholderText(hint)

    def value(self) -> int | None:
        """The number; None where none is written."""
        text = self.text().strip()
        return int(text) if text.isascii() and text.isdigit() else None

    def set_value(self, value: int | None) -> None:
        """Show a number."""
        self.setText("" if value is None else str(value))

    def is_spoilt(self) -> bool:
        """Whether something is written that is out of the range."""
        value = self.value()
        if value is None:
            return bool(self.text().strip())
        return not self._least <= value <= self._most
