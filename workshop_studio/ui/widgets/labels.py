"""Small widgets that take plain text only: no text of a user is ever read as markup.

Qt guesses whether a label's or a tooltip's text is HTML, and then fetches what it names. So this
file is the one place where labels and tooltips are made; tests/ui/test_widgets.py keeps watch.
"""

import html

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from workshop_studio.ui.widgets.wrapping import Lines, draw, lay_out

_TOOLTIP_MOST = 1_000
_WIDTHS_KEPT = 12
"""How many widths a label keeps its lines for: a layout asks for several before it settles."""
_SINGLE_MOST = 400


def plain_tooltip(text: str) -> str:
    """A text as a tooltip shows it to the letter, also from a model's ``ToolTipRole``."""
    if not text:
        return ""
    shown = text if len(text) <= _TOOLTIP_MOST else text[:_TOOLTIP_MOST] + "…"
    return f"<qt>{html.escape(shown).replace(chr(10), '<br>')}</qt>"


def set_tooltip(widget: QWidget, text: str) -> None:
    """Give a widget a tooltip of plain text."""
    widget.setToolTip(plain_tooltip(text))


def no_mnemonic(text: str) -> str:
    """A text for a button or a menu whose ``&`` is a character, not an underline."""
    return text.replace("&", "&&")


class PlainLabel(QLabel):
    """A label that shows every character as it is, and wraps so that none is cut off.

    Args:
        text: what it says.
        role: a role of the style sheet, such as ``title``, ``soft`` or ``warn``.
        wrap: whether it goes on in further lines; otherwise it ends in an ellipsis where the
            room ends, and the whole text is its tooltip.
        parent: the widget that it lies in.
    """

    def __init__(
        self, text: str = "", role: str = "", *, wrap: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._wraps = wrap
        self._laid: dict[float, Lines] = {}
        self.setWordWrap(wrap)  # so that Qt knows by itself that its height goes by its width
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        if role:
            self.setProperty("role", role)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show another text."""
        if text != self.text():
            self._laid.clear()
            super().setText(text)
            self._tell_cut()

    def set_tooltip(self, text: str) -> None:
        """Give it a tooltip of plain text."""
        set_tooltip(self, text)

    def lines(self, width: float) -> Lines:
        """The text as it is laid out for a width."""
        laid = self._laid.get(width)
        if laid is None:
            if len(self._laid) >= _WIDTHS_KEPT:
                self._laid.clear()
            most = None if self._wraps else 1
            laid = self._laid[width] = lay_out(self.text(), self.font(), width, most)
        return laid

    def heightForWidth(self, width: int) -> int:
        """The height of all lines at a width."""
        extra = self._extra()
        if not self.text():
            return self.fontMetrics().height() + extra.height()
        lines = self.lines(max(1, width - extra.width()))
        return int(lines.size.height() + 0.999) + extra.height()

    def sizeHint(self) -> QSize:
        """One line, or a readable width of several."""
        metrics, extra = self.fontMetrics(), self._extra()
        text = self.text()
        wide = metrics.averageCharWidth() * 60
        if len(text) > _SINGLE_MOST:
            natural = wide
        else:
            natural = max((metrics.horizontalAdvance(line) for line in text.split("\n")), default=0)
        width = (min(natural, wide) if self._wraps else natural) + 2 + extra.width()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """A few letters wide, one line high; the layout asks for the height at its width."""
        metrics, extra = self.fontMetrics(), self._extra()
        narrow = metrics.averageCharWidth() * 8
        width = min(narrow, metrics.horizontalAdvance(self.text()[:12]) + 2) + extra.width()
        return QSize(width, metrics.height() + extra.height())

    def changeEvent(self, event: QEvent) -> None:
        """Lay out anew in another font."""
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._laid.clear()
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw frame and text."""
        del event
        painter = QPainter(self)
        self.drawFrame(painter)
        rect = self.contentsRect()
        lines = self.lines(rect.width())
        painter.setFont(self.font())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        height = lines.size.height()
        top = float(rect.top())
        if self.alignment() & Qt.AlignmentFlag.AlignVCenter:
            top += max(0.0, (rect.height() - height) / 2)
        across = self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask
        align = Qt.AlignmentFlag.AlignLeft
        if across & Qt.AlignmentFlag.AlignRight:
            align = Qt.AlignmentFlag.AlignRight
        elif across & Qt.AlignmentFlag.AlignHCenter:
            align = Qt.AlignmentFlag.AlignHCenter
        draw(painter, lines, rect.left(), top, rect.width(), align)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say the whole text in a tooltip where it does not go in."""
        super().resizeEvent(event)
        self._tell_cut()

    def _tell_cut(self) -> None:
        if not self._wraps:
            is_cut = self.lines(self.contentsRect().width()).is_cut
            self.set_tooltip(self.text() if is_cut else "")

    def _extra(self) -> QSize:
        margins = self.contentsMargins()
        return QSize(margins.left() + margins.right(), margins.top() + margins.bottom())


class Chip(PlainLabel):
    """A word or two on a wash, such as a tie; ``warn`` where something wants looking at."""

    def __init__(
        self, text: str = "", *, warn: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, "warn_chip" if warn else "chip", wrap=False, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)


class PrimaryButton(QPushButton):
    """The one button of a screen that says what comes next."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "primary")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Say something else; every character as it is."""
        self.setText(no_mnemonic(text))
        self.setAccessibleName(text)


class QuietButton(QPushButton):
    """Any other button. It takes the keyboard by Tab only, so that a click never ends typing.

    Args:
        text: what it does.
        role: a role of the style sheet: empty, ``bare`` or ``danger``.
        shortcut: the key that does the same, named in the tooltip; the owner binds it.
        small: whether it is drawn a little smaller.
        parent: the widget that it lies in.
    """

    def __init__(
        self,
        text: str = "",
        role: str = "",
        *,
        shortcut: QKeySequence | str | None = None,
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        if small:
            self.setProperty("compact", True)  # "size" is a property of Qt's own
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        self._shortcut = QKeySequence(shortcut) if shortcut else QKeySequence()
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Say something else; every character as it is."""
        self.setText(no_mnemonic(text))
        self.say_more(text)

    def say_more(self, text: str) -> None:
        """Say this to a screen reader, and in the tooltip where there is one."""
        self.setAccessibleName(text)
        if not self._shortcut.isEmpty():
            keys = self._shortcut.toString(QKeySequence.SequenceFormat.NativeText)
            set_tooltip(self, f"{text} ({keys})")


class Card(QFrame):
    """A surface with a hairline around, for what belongs together; its layout is ready to fill.

    Args:
        role: a role of the style sheet: ``card``, ``sunken``, ``warn_card`` or ``accent_card``.
        parent: the widget that it lies in.
    """

    def __init__(self, role: str = "card", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 16, 16, 16)
        self.column.setSpacing(8)
