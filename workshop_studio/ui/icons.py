"""The line icons of actions, drawn in the colours of a theme."""

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap

from workshop_studio.resources import resources
from workshop_studio.ui.theme import Theme

if TYPE_CHECKING:  # Home paints before the first icon is needed
    from PySide6.QtSvg import QSvgRenderer


class DrawnIcon(QIconEngine):
    """An icon that is drawn anew at each size, in the colours of then; ``paint`` draws it."""

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """The same as a picture."""
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, picture.rect(), mode, state)
        painter.end()
        return picture


class _LineIcon(DrawnIcon):
    """Draws a line icon at any size; read from the disk when it is first drawn."""

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__()
        self._name = name
        self._theme = theme

    def clone(self) -> QIconEngine:
        """Another of the same."""
        return _LineIcon(self._name, self._theme)

    def paint(self, painter: QPainter, rect: QRectF, mode: QIcon.Mode, state: QIcon.State) -> None:  # type: ignore[override]
        """Draw it; paler where the action cannot be done."""
        del state
        role = "edge" if mode == QIcon.Mode.Disabled else "soft"
        drawn = _renderer(self._name, self._theme.colour(role).name())
        drawn.render(painter, QRectF(rect))


@lru_cache(maxsize=200)
def _renderer(name: str, colour: str) -> "QSvgRenderer":
    from PySide6.QtSvg import QSvgRenderer

    text = (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(text.replace("currentColor", colour).encode()))


def icon(name: str, theme: Theme) -> QIcon:
    """The icon of a name in ``resources/icons``; an empty one for no name."""
    return QIcon(_LineIcon(name, theme)) if name else QIcon()
