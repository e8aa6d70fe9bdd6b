"""The line that a search is typed in, and what it can find. Light: Home has one at once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from workshop_studio.ui.palette.matching import folded

if TYPE_CHECKING:
    from workshop_studio.ui.palette.results import Results

_MOVES: Final[Mapping[int, int]] = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}
_DOES: Final[frozenset[int]] = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found.

    Attributes:
        text: what it is called.
        hint: its shortcut, or what kind of thing it is.
        run: does it.
        about: what else is told of it and searched in; the first of it is shown.
    """

    text: str
    hint: str
    run: Callable[[], object]
    about: tuple[str, ...] = ()

    def told(self, words: Iterable[str]) -> str:
        """What is shown below its name: what answers these folded words, else the first of it."""
        if not self.about:
            return ""
        name = folded(self.text)
        asked = [word for word in words if word not in name]
        answers = [sum(word in folded(part) for word in asked) for part in self.about]
        best = max(answers)
        part = self.about[answers.index(best)] if best else self.about[0]
        return " ".join(part.split())


class SearchLine(QLineEdit):
    """A line whose keys choose among results while it keeps the keyboard."""

    def __init__(self, placeholder: str, name: str) -> None:
        super().__init__()
        self._results: Results | None = None
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)

    def choose_among(self, results: "Results") -> None:
        """Search in these results."""
        self._results = results
        results.search(self.text())
        self.textChanged.connect(results.search)
        results.chosen.connect(self.setAccessibleDescription)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down choose, Enter picks; the rest is typed."""
        key = event.key()
        if self._results is not None and key in _MOVES:
            self._results.choose(_MOVES[key])
        elif self._results is not None and key in _DOES:
            self._results.pick()
        else:
            super().keyPressEvent(event)
