"""Where a file can be dropped."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt
from PySide6.QtGui import QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.labels import PlainLabel


def dropped_files(data: QMimeData, *suffixes: str) -> list[Path]:
    """The files among what is dragged that end in one of the suffixes."""
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in files if path.suffix.lower() in suffixes]


class TakesFiles(QObject):
    """Has a window take files that are dropped on it, and hands out the first."""

    def __init__(
        self, window: QWidget, suffixes: Sequence[str], take: Callable[[str], None]
    ) -> None:
        super().__init__(window)
        self._suffixes, self._take = suffixes, take
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what can be taken, and nothing else."""
        if isinstance(event, QDropEvent):  # one that enters is one too
            files = dropped_files(event.mimeData(), *self._suffixes)
            event.setAccepted(bool(files))
            if files and event.type() == QEvent.Type.Drop:
                self._take(str(files[0]))
            return True
        return super().eventFilter(watched, event)


class DropZone(QWidget):
    """A place with a dashed edge that says what may be dropped; its window takes the drop.

    Attributes:
        is_over: whether something that can be dropped is over the window now.
    """

    def __init__(self, text: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.is_over = False
        self.setMinimumHeight(60)
        inside = QVBoxLayout(self)
        label = PlainLabel(text, role="soft")
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside.addWidget(label)

    def show_over(self, *, is_over: bool) -> None:
        """Show whether something that can be dropped is over the window now."""
        self.is_over = is_over
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dashed edge; a whole one where something can be let go."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.is_over:
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.setBrush(self._theme.colour("accent_wash"))
        else:
            painter.setPen(QPen(self._theme.colour("edge"), 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 12, 12)
        painter.end()
