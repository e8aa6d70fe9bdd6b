"""The rings about what is selected, current, found, or where a note would go."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem

from workshop_studio.ui.board.scene import BoardScene
from workshop_studio.ui.theme import Theme

_RINGS: Final = (
    ("found", "warn", 2.0, 3),
    ("selected", "accent", 2.5, 4),
    ("current", "focus", 3.0, 5),
    ("target", "focus", 2.5, 6),
)
"""Name, role of the colour, width in pixels whatever the zoom, and height above the board."""
_CARD_CORNER: Final = 12.0


class Rings:
    """Four paths over the notes, so that no note is drawn anew to be ringed."""

    def __init__(self, board: BoardScene, theme: Theme) -> None:
        """Lie over a board."""
        self._board = board
        self._selected: Sequence[str] = ()
        self._current: str | None = None
        self._found: Sequence[str] = ()
        self._items: dict[str, QGraphicsPathItem] = {}
        for name, role, width, z in _RINGS:
            item = QGraphicsPathItem()
            pen = QPen(theme.colour(role), width)
            pen.setCosmetic(True)
            item.setPen(pen)
            item.setZValue(z)
            board.addItem(item)
            self._items[name] = item
        board.moved.connect(self.draw)

    def show(self, selected: Sequence[str], current: str | None, found: Sequence[str]) -> None:
        """Ring what is selected, where the keyboard is, and what was searched for."""
        self._selected, self._current, self._found = selected, current, found
        self.draw()

    def show_target(self, rect: QRectF) -> None:
        """Frame where a note would go; an empty rectangle takes the frame away."""
        path = QPainterPath()
        if not rect.isEmpty():
            path.addRoundedRect(rect, _CARD_CORNER, _CARD_CORNER)
        self._items["target"].setPath(path)

    def draw(self) -> None:
        """Draw the rings where the notes are just now."""
        self._items["selected"].setPath(self._around(self._selected, 1.0))
        self._items["found"].setPath(self._around(self._found, 3.0))
        current = [] if self._current is None else [self._current]
        self._items["current"].setPath(self._around(current, 4.0))

    def _around(self, keys: Sequence[str], off: float) -> QPainterPath:
        path = QPainterPath()
        if not keys:
            return path
        titles = {card.key: card.place.title for card in self._board.cards}
        for key in keys:
            spot = self._board.spots.get(key)
            if spot is not None and not spot.rect.isEmpty():
                rect = QRectF(spot.corner(), spot.rect.size())
                path.addRoundedRect(rect.adjusted(-off, -off, off, off), 6, 6)
            elif key in titles:
                path.addRoundedRect(titles[key].adjusted(5, 5, -5, -3), 8, 8)
        return path
