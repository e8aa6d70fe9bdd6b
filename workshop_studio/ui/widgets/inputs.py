"""Inputs that the house needs beside Qt's own: plain text that grows, a drop-down, a date."""

from datetime import date

from PySide6.QtCore import (
    QDate,
    QEvent,
    QLocale,
    QMimeData,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)

from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.widgets.labels import QuietButton

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_PARAGRAPH = "\u2029"
_LINE = "\u2028"


class TextInput(QPlainTextEdit):
    """Plain text of one or more lines; grows with what is written, up to a number of lines.

    Signals:
        submitted(): Enter was pressed, or Ctrl+Enter where Enter begins a new line.

    Args:
        least: lines of height that it always has.
        most: lines of height that it grows to before it scrolls.
        enter_submits: whether Enter submits; Shift+Enter then breaks the line.
        parent: the widget that it lies in.
    """

    submitted = Signal()

    def __init__(
        self,
        *,
        least: int = 1,
        most: int = 6,
        enter_submits: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._least, self._most, self._enter_submits = least, most, enter_submits
        self._hint = ""
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)  # text begins where that of a QLineEdit does
        self.document().clearUndoRedoStacks()  # the margin is nothing that anybody typed
        self.document().setModified(False)
        self.document().documentLayout().documentSizeChanged.connect(self._on_size_changed)

    def setPlaceholderText(self, text: str) -> None:
        """Say what goes in here; what has one line ends in an ellipsis where the room ends."""
        self._hint = text
        self._show_hint()

    def paragraphs(self) -> list[str]:
        """What is written, as typed, one text a paragraph; line breaks within stay in it."""
        # Not toPlainText, which makes no-break spaces common ones.
        raw = self.document().toRawText()
        return [part.replace(_LINE, "\n") for part in raw.split(_PARAGRAPH)]

    def typed(self) -> str:
        """What is written, as typed."""
        return "\n".join(self.paragraphs())

    def sizeHint(self) -> QSize:
        """As many lines as are written, within its bounds."""
        lines = min(max(self._lines(), self._least), self._most)
        frame = max(self.height() - self.viewport().height() if self.isVisible() else 0, 18)
        text = self.fontMetrics().lineSpacing() * lines + 2 * self.document().documentMargin()
        return QSize(240, round(text + 0.5) + frame)

    def minimumSizeHint(self) -> QSize:
        """No wider than it must, as high as it asks for."""
        return QSize(80, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Submit by Enter."""
        if event.key() in _ENTER:
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if control or (self._enter_submits and not shift):
                event.accept()
                self.submitted.emit()
                return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window where there is nothing of its own to take back."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            document = self.document()
            undo = event.matches(QKeySequence.StandardKey.Undo) and not document.isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not document.isRedoAvailable()
            if undo or redo:
                event.ignore()
                return False
        return super().event(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste the text alone, whatever else the clipboard holds."""
        if source.hasText():
            self.insertPlainText(source.text())
            self.ensureCursorVisible()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another height where the lines break otherwise."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._show_hint()
            self.updateGeometry()

    def _show_hint(self) -> None:
        room = self.viewport().width() - 2 * self.document().documentMargin() - 1
        elide = Qt.TextElideMode.ElideRight if self._least == 1 else Qt.TextElideMode.ElideNone
        super().setPlaceholderText(self.fontMetrics().elidedText(self._hint, elide, int(room)))

    def _lines(self) -> int:
        return round(self.document().documentLayout().documentSize().height())

    def _on_size_changed(self) -> None:
        self.updateGeometry()


class DropDown(QComboBox):
    """A combo box that draws its own arrow, since the style sheet takes the style's away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def wheelEvent(self, event: QEvent) -> None:
        """Leave the wheel to the page: what was chosen must not change by scrolling past."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, then the arrow."""
        super().paintEvent(event)
        painter = QPainter(self)
        draw_arrow(painter, QPointF(self.width() - 18, self.height() / 2), self)
        painter.end()


class CheckBox(QCheckBox):
    """A box to tick that draws its own tick, as the style sheet has none."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, then the tick."""
        super().paintEvent(event)
        if not self.isChecked():
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        part = QStyle.SubElement.SE_CheckBoxIndicator
        box = QRectF(self.style().subElementRect(part, option, self))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self.palette().highlightedText().color(), 2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        corners = ((0.26, 0.53), (0.43, 0.70), (0.75, 0.32))
        tick = [QPointF(box.x() + box.width() * x, box.y() + box.height() * y) for x, y in corners]
        painter.drawPolyline(tick)
        painter.end()


def draw_arrow(painter: QPainter, centre: QPointF, of: QWidget) -> None:
    """Draw an arrow down in the colour of a widget's text."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(of.palette().text().color(), 1.6)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    tip = centre + QPointF(0, 2.5)
    painter.drawLine(tip + QPointF(-5, -5), tip)
    painter.drawLine(tip, tip + QPointF(5, -5))


class DateField(QWidget):
    """A date typed as dd.mm.yyyy, or picked from a calendar.

    Signals:
        edited(): somebody typed or picked.
        submitted(): Enter was pressed.
    """

    edited = Signal()
    submitted = Signal()

    def __init__(self, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lang = translator.lang
        self.line = QLineEdit()
        self.line.setPlaceholderText(translator.text("dd.mm.yyyy"))
        self.line.textEdited.connect(self._on_edited)
        self.line.returnPressed.connect(self._on_return)
        self.button = QuietButton(translator.text("Calendar"))
        self.button.clicked.connect(self.open_calendar)
        self._popup: QFrame | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        self.setFocusProxy(self.line)

    def value(self) -> date | None:
        """The date; None where nothing or no date is written."""
        return read_date(self.line.text())

    def is_spoilt(self) -> bool:
        """Whether something is written that is no date."""
        return bool(self.line.text().strip()) and self.value() is None

    def set_value(self, value: date | None) -> None:
        """Show a date."""
        self.line.setText("" if value is None else f"{value:%d.%m.%Y}")

    def open_calendar(self) -> None:
        """Show the calendar below the field; Esc closes it."""
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.setProperty("role", "lifted")
        calendar = QCalendarWidget()
        calendar.setLocale(QLocale(self._lang))
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        shown = self.value()
        if shown is not None:
            calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        calendar.activated.connect(self._on_picked)
        calendar.clicked.connect(self._on_picked)
        column = QVBoxLayout(popup)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(calendar)
        popup.move(self.mapToGlobal(QPoint(0, self.height() + 4)))
        self._popup = popup
        popup.show()
        calendar.setFocus()

    def _on_picked(self, day: QDate) -> None:
        self.set_value(date(day.year(), day.month(), day.day()))
        if self._popup is not None:
            self._popup.close()
            self._popup = None
        self.line.setFocus()
        self.edited.emit()

    def _on_edited(self) -> None:
        self.edited.emit()

    def _on_return(self) -> None:
        self.submitted.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard to the line."""
        super().focusInEvent(event)
        self.line.setFocus(event.reason())


def read_date(text: str) -> date | None:
    """The date that a text says as day, month and year, or as ISO writes it."""
    parts = text.strip().replace("/", ".").replace("-", ".").replace(" ", "").split(".")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    day, month, year = (int(part) for part in parts)
    if len(parts[0]) == 4:
        day, year = year, day
    if year < 100:
        year += 2000
    try:
        return date(year, month, day)
    except ValueError:
        return None
