"""Draws the rows of lists and of the outline as plain text in lines, and edits them in place."""

from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from workshop_studio.ui.item_models.ideas import BADGE_ROLE, ID_ROLE, SOFT_ROLE
from workshop_studio.ui.item_models.outline import FOUND_ROLE, GROUP_ROLE, LOOSE
from workshop_studio.ui.item_models.rows import RowParts, SaysRowParts
from workshop_studio.ui.theme import Theme, tabular
from workshop_studio.ui.widgets.inputs import TextInput
from workshop_studio.ui.widgets.wrapping import Lines, draw, lay_out

Index = QModelIndex | QPersistentModelIndex

SIDE: Final = 10
ABOVE: Final = 7
MOST_LINES: Final = 8
_SWATCH: Final = 12
_BOX: Final = 18
_KEPT: Final = 20_000


class RowDelegate(QStyledItemDelegate):
    """Rows of plain text: groups with a swatch and a count, ideas, boxes to be ticked."""

    def __init__(self, view: QAbstractItemView, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._laid: dict[tuple[str, int, bool], Lines] = {}
        self._sizes: dict[RowParts, QSize] = {}
        self._sized_for = 0
        self._model: QAbstractItemModel | None = None
        self._says_parts: SaysRowParts | None = None
        self._font = theme.type("body")
        self._strong = theme.type("strong")
        self._small = tabular(theme.type("small"))

    # Size and drawing

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its lines."""
        del option
        key = self._quick_parts(index)
        if key is not None:  # Qt asks for every row whenever one changes
            width = self._view.viewport().width()
            if width != self._sized_for:
                self._sizes, self._sized_for = {}, width
            if key in self._sizes:
                return self._sizes[key]
        width = self._row_width(index)
        lines = self._lines(index, width)
        size = QSize(max(width, 40), int(lines.size.height() + 0.999) + 2 * ABOVE)
        if key is not None:
            self._sizes[key] = size
        return size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        theme, rect = self._theme, QRect(option.rect)
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        is_current = self._view.hasFocus() and index == self._view.currentIndex()
        frame = QRectF(rect).adjusted(1, 1, -1, -1)
        if is_selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_wash"))
            painter.drawRoundedRect(frame, 6, 6)
        if index.data(FOUND_ROLE):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("warn"), 2))
            painter.drawRoundedRect(frame, 6, 6)
        if is_current:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), 1.5))
            painter.drawRoundedRect(frame, 6, 6)
        lines = self._lines(index, rect.width())
        left = rect.left() + _indent(self._parts(index))
        if index.data(GROUP_ROLE):
            self._draw_swatch(painter, rect, index)
        elif index.data(Qt.ItemDataRole.CheckStateRole) is not None:
            self._draw_box(painter, rect, index)
        painter.setFont(self._strong if index.data(GROUP_ROLE) else self._font)
        is_soft = index.data(SOFT_ROLE) or index.data(ID_ROLE) == LOOSE
        painter.setPen(theme.colour("soft" if is_soft else "ink"))
        draw(painter, lines, left, rect.top() + ABOVE, rect.width())
        badge = index.data(BADGE_ROLE)
        if badge:
            painter.setFont(self._small)
            painter.setPen(theme.colour("soft"))
            first = QRect(
                rect.left(), rect.top() + ABOVE, rect.width() - SIDE, int(lines.line_height)
            )
            where = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(first, where, badge)
        painter.restore()

    def _draw_swatch(self, painter: QPainter, rect: QRect, index: Index) -> None:
        line = QFontMetricsF(self._strong).lineSpacing()
        top = rect.top() + ABOVE + (line - _SWATCH) / 2
        swatch = QRectF(rect.left() + SIDE, top, _SWATCH, _SWATCH)
        if index.data(ID_ROLE) == LOOSE:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.colour("edge"), 1, Qt.PenStyle.DashLine))
        else:
            painter.setBrush(self._theme.note(index.row()))
            painter.setPen(QPen(self._theme.colour("edge"), 1))
        painter.drawRoundedRect(swatch, 3, 3)

    def _draw_box(self, painter: QPainter, rect: QRect, index: Index) -> None:
        line = QFontMetricsF(self._font).lineSpacing()
        top = rect.top() + ABOVE + (line - _BOX) / 2
        box = QRectF(rect.left() + SIDE, top, _BOX, _BOX)
        is_ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        painter.setPen(QPen(self._theme.colour("accent" if is_ticked else "edge"), 1.5))
        painter.setBrush(self._theme.colour("accent" if is_ticked else "surface"))
        painter.drawRoundedRect(box, 4, 4)
        if is_ticked:
            pen = QPen(self._theme.colour("on_accent"), 2)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            tip = box.topLeft()
            for x1, y1, x2, y2 in ((4.5, 9.5, 7.8, 12.8), (7.8, 12.8, 13.5, 5.8)):
                painter.drawLine(tip + QPointF(x1, y1), tip + QPointF(x2, y2))

    def _row_width(self, index: Index) -> int:
        width = self._view.viewport().width()
        if isinstance(self._view, QTreeView):
            depth = 2 if index.parent().isValid() else 1
            width -= self._view.indentation() * depth
        return width

    def _quick_parts(self, index: Index) -> RowParts | None:
        """The parts of a row, from a model that says them without Qt between."""
        model = index.model()
        if model is not self._model:
            self._model = model
            self._says_parts = model if isinstance(model, SaysRowParts) else None
        return self._says_parts.row_parts(index) if self._says_parts is not None else None

    def _parts(self, index: Index) -> RowParts:
        return self._quick_parts(index) or RowParts(
            str(index.data(Qt.ItemDataRole.DisplayRole) or ""),
            str(index.data(BADGE_ROLE) or ""),
            is_group=bool(index.data(GROUP_ROLE)),
            has_box=index.data(Qt.ItemDataRole.CheckStateRole) is not None,
        )

    def _lines(self, index: Index, width: int) -> Lines:
        text, badge, is_group, _ = parts = self._parts(index)
        room = width - _indent(parts) - SIDE
        if badge:
            room -= int(QFontMetricsF(self._small).horizontalAdvance(badge)) + 12
        key = (text, room, is_group)
        found = self._laid.get(key)
        if found is None:
            if len(self._laid) > _KEPT:
                self._laid.clear()
            found = lay_out(text, self._strong if is_group else self._font, room, MOST_LINES)
            self._laid[key] = found
        return found

    # Editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A field over the row: Enter says it, Esc leaves it as it was."""
        del option
        editor = TextInput(most=4, parent=parent)
        editor.setProperty("role", "cell")
        editor.setProperty("ring", False)
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole) or ""))
        editor.submitted.connect(lambda: self._commit(editor))
        return editor

    def _commit(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Write the row's text, but never over what somebody has begun to type."""
        if isinstance(editor, TextInput) and not editor.document().isModified():
            editor.setPlainText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand the text to the model, which asks for the change."""
        if isinstance(editor, TextInput) and editor.document().isModified():
            model.setData(index, editor.typed(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Lie over the row, inside the view."""
        del index
        rect = QRect(option.rect)
        height = max(rect.height(), editor.sizeHint().height())
        rect.setHeight(height)
        bottom = self._view.viewport().height()
        if rect.bottom() > bottom:
            rect.moveBottom(bottom)
        editor.setGeometry(rect)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep an editor open while the application is in the background."""
        is_leaving = event.type() == QEvent.Type.FocusOut
        if is_leaving and isinstance(watched, QWidget) and not watched.window().isActiveWindow():
            return False
        return super().eventFilter(watched, event)


def _indent(parts: RowParts) -> int:
    if parts.is_group:
        return SIDE + _SWATCH + 8
    return SIDE + _BOX + 10 if parts.has_box else SIDE
