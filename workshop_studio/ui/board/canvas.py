"""The board's view: zoom, pan and keys; the hand works with the mouse, the editor in place."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPointF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QResizeEvent,
    QTouchEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QGestureEvent,
    QGraphicsView,
    QPinchGesture,
    QToolTip,
    QWidget,
)

from workshop_studio.ui.board.finding import at, beside, rect_of
from workshop_studio.ui.board.hand import Hand
from workshop_studio.ui.board.pictures import level_for
from workshop_studio.ui.board.rings import Rings
from workshop_studio.ui.board.scene import BoardScene
from workshop_studio.ui.board.sorting import Sorting
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.inputs import TextInput
from workshop_studio.ui.widgets.labels import plain_tooltip

LEAST: Final = 0.05
MOST: Final = 4.0
STEP: Final = 1.25
_FIT_MOST: Final = 1.5
_ARROWS: Final = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down})
_ZOOM: Final = {
    Qt.Key.Key_Plus: "in",
    Qt.Key.Key_Minus: "out",
    Qt.Key.Key_0: "whole",
    Qt.Key.Key_9: "fit",
}
_OWN: Final = frozenset({Qt.Key.Key_A, Qt.Key.Key_F, Qt.Key.Key_G})
"""With Ctrl: all, search, a new cluster."""
_CONTROL: Final = Qt.KeyboardModifier.ControlModifier
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier


class BoardCanvas(QGraphicsView):
    """Shows the scene and hands on what mouse, touch and keys ask for.

    Signals:
        zoomed(float): the board is seen at another size; 1 is as drawn.
        menu_requested(object): the point of the screen where a menu belongs.
        new_requested(object): ids of ideas that were let go on empty ground.
    """

    zoomed = Signal(float)
    menu_requested = Signal(object)
    new_requested = Signal(object)

    def __init__(self, sorting: Sorting, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.sorting = sorting
        self.board = BoardScene(sorting.model, theme, self)
        self.setScene(self.board)
        self.setProperty("role", "board")
        self.setBackgroundBrush(theme.colour("sunken"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setMinimumHeight(240)
        self.setMouseTracking(True)
        # It tells of panning too: Qt's own pan begins with a leap where a second finger came later.
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)
        self.rings = Rings(self.board, theme)
        self.hand = Hand(self, sorting)
        self.editor: TextInput | None = None
        self._edited = ""
        self._space = ""
        sorting.changed.connect(self.show_selection)
        sorting.selection.currentChanged.connect(self.show_selection)
        sorting.model.searched.connect(self.show_selection)
        self.board.arranged.connect(self._on_arranged)

    # Zoom and pan

    @property
    def zoom(self) -> float:
        """How large the board is seen; 1 is as drawn."""
        return self.transform().m11()

    def zoom_to(self, zoom: float, about: QPointF | None = None) -> None:
        """See the board at another size, with a point of the viewport staying where it is."""
        zoom = min(max(zoom, LEAST), MOST)
        if abs(zoom - self.zoom) < 0.0001:
            return
        point = about or QPointF(self.viewport().rect().center())
        kept = self.mapToScene(point.toPoint())
        self.resetTransform()
        self.scale(zoom, zoom)
        shift = self.mapFromScene(kept) - point.toPoint()
        self._scroll(shift.x(), shift.y())
        self.look()
        self.zoomed.emit(zoom)

    def zoom_by(self, name: str) -> None:
        """Zoom in or out by a step, to the size as drawn, or so that the whole board is seen."""
        if name == "fit":
            room, whole = self.viewport().size(), self.board.sceneRect().size()
            if not whole.isEmpty():
                fit = min(room.width() / whole.width(), room.height() / whole.height())
                self.zoom_to(min(fit, _FIT_MOST))
                self._scroll(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
            return
        self.zoom_to({"in": self.zoom * STEP, "out": self.zoom / STEP, "whole": 1.0}[name])

    def pan(self, by: QPointF) -> None:
        """Move the board under the window by so many pixels."""
        self._scroll(-round(by.x()), -round(by.y()))

    def _scroll(self, x: int, y: int) -> None:
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() + x)
        down.setValue(down.value() + y)

    def look(self) -> None:
        """Draw what is to be seen now, in the size that it is seen at."""
        seen = self.mapToScene(self.viewport().rect()).boundingRect()
        self.board.visible = seen.adjusted(0, -seen.height() / 4, 0, seen.height() / 4)
        self.board.level = level_for(self.zoom * self.devicePixelRatioF())
        if self.isVisible():
            self.board.work()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Draw what comes into view."""
        super().scrollContentsBy(dx, dy)
        if hasattr(self, "editor"):  # Qt scrolls once before the view is ready
            self.look()
            self._follow_editor()

    def sizeHint(self) -> QSize:
        """Small: the board scrolls by itself, and takes what height is left."""
        return QSize(320, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the cards out for another width."""
        super().resizeEvent(event)
        self.board.set_width(self.viewport().width())
        self.look()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, else pan."""
        if event.modifiers() & _CONTROL:
            self.zoom_to(self.zoom * STEP ** (event.angleDelta().y() / 120), event.position())
            event.accept()
            return
        super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Two fingers zoom and pan, one is the hand's; whole texts as tooltips."""
        if isinstance(event, QTouchEvent):
            self.hand.touch(event)
        elif isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom_to(self.zoom * (1 + event.value()), event.position())
                return True
        elif isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                centre = self.viewport().mapFromGlobal(pinch.centerPoint().toPoint())
                self.zoom_to(self.zoom * pinch.scaleFactor(), QPointF(centre))
                self.pan(pinch.centerPoint() - pinch.lastCenterPoint())
                return True
        elif event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            hit = at(self.board, self.mapToScene(event.pos()))
            text = hit.spot.text if hit.spot is not None else ""
            is_cut = bool(text) and self.board.pictures.lines(text).is_cut
            is_small = bool(text) and self.zoom < 0.7
            tip = plain_tooltip(text) if is_cut or is_small else ""
            QToolTip.showText(event.globalPos(), tip, self.viewport())
            return True
        return super().viewportEvent(event)

    # Keys

    def event(self, event: QEvent) -> bool:
        """Take keys for the board before the window's shortcuts have them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            held = event.modifiers() & (_CONTROL | Qt.KeyboardModifier.AltModifier)
            is_own_zoom = event.key() in _ZOOM and event.key() != Qt.Key.Key_Plus
            is_own = is_own_zoom or event.key() in _OWN
            if (held == _CONTROL and is_own) or event.key() == Qt.Key.Key_F2:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from note to note; plus, minus, 0 and 9 zoom; Space selects; pages pan."""
        key, held = Qt.Key(event.key()), event.modifiers()
        control, shift = bool(held & _CONTROL), bool(held & _SHIFT)
        if held & Qt.KeyboardModifier.AltModifier:
            event.ignore()
        elif key in _ARROWS:
            self.step(key, extend=shift, alone=not control)
        elif key in _ZOOM and not (control and key == Qt.Key.Key_Plus):
            self.zoom_by(_ZOOM[key])
        elif key == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._space = "held"
        elif key == Qt.Key.Key_A and control:
            self.sorting.select(list(self.board.spots))
        elif key == Qt.Key.Key_Escape and (self.hand.is_busy or self.sorting.ideas()):
            if not self.hand.cancel():
                self.sorting.select([])
        elif key in {Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}:
            on = 1 if key == Qt.Key.Key_PageDown else -1
            room = self.viewport().size() * 9 / 10 * on
            self._scroll(*((room.width(), 0) if shift else (0, room.height())))
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Select by Space, unless the board was panned with it."""
        if event.key() != Qt.Key.Key_Space or event.isAutoRepeat():
            super().keyReleaseEvent(event)
            return
        current = self.sorting.current()
        if self._space == "held" and current:
            self.sorting.toggle(current)
        self._space = ""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.show_selection()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard is elsewhere, and no key is held any more."""
        super().focusOutEvent(event)
        self._space = ""
        self.show_selection()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu at the current note by its key; the hand does it by the mouse."""
        rect = rect_of(self.board, self.sorting.current() or "")
        if event.reason() == QContextMenuEvent.Reason.Keyboard and not rect.isEmpty():
            self.show_key(self.sorting.current() or "")
            where = self.mapFromScene(rect.center())
            self.menu_requested.emit(self.viewport().mapToGlobal(where))
        event.accept()

    def step(self, arrow: Qt.Key, *, extend: bool, alone: bool) -> None:
        """Go to what lies beside, selecting it alone, or with what is selected, or not."""
        now = self.sorting.current()
        key = beside(self.board, now, arrow)
        if key is None:
            return
        if extend:
            both = [key] if now is None else [now, key]
            self.sorting.select(both, key, add=True)
        elif alone:
            self.sorting.select([key], key)
        else:
            self.sorting.go_to(key)
        self.show_key(key)

    def show_key(self, key: str) -> None:
        """Pan so that a note or a title is in view."""
        rect = rect_of(self.board, key)
        if not rect.isEmpty():
            self.ensureVisible(rect, 24, 24)

    def show_selection(self) -> None:
        """Ring what is selected and where the keyboard is."""
        current = self.sorting.current() if self.hasFocus() else None
        picked = (*self.sorting.ideas(), *self.sorting.clusters())
        self.rings.show(picked, current, self.sorting.model.found())

    # Mouse: see hand.py

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag, to mark or to pan."""
        self.close_editor(keep=True)
        if self._space:
            self._space = "panned"
        self.hand.press(event, pans=bool(self._space))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with it."""
        self.hand.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End it."""
        self.hand.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Write a title or an idea anew."""
        key = at(self.board, self.mapToScene(event.position().toPoint())).key
        if event.button() == Qt.MouseButton.LeftButton and key and self.sorting.step is not None:
            self.sorting.select([key], key)
            self.edit(key)

    # Writing in place

    def edit(self, key: str) -> None:
        """Write a title or an idea anew, in its place: Enter says it, Esc leaves it as it was."""
        indexes = self.sorting.model.indexes_of([key])
        if not indexes or not indexes[0].flags() & Qt.ItemFlag.ItemIsEditable:
            return
        self.close_editor(keep=True)
        self.show_key(key)
        editor = TextInput(most=6, parent=self.viewport())
        editor.setProperty("role", "cell")
        editor.setProperty("ring", False)
        editor.setAccessibleName(str(indexes[0].data(Qt.ItemDataRole.AccessibleTextRole) or ""))
        editor.setPlainText(str(indexes[0].data(Qt.ItemDataRole.EditRole) or ""))
        editor.document().setModified(False)
        editor.selectAll()
        editor.submitted.connect(lambda: self.close_editor(keep=True))
        editor.installEventFilter(self)
        self.editor, self._edited = editor, key
        self._follow_editor()
        editor.show()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_editor(self, *, keep: bool) -> None:
        """End writing; ``keep`` asks for what was written."""
        editor, self.editor = self.editor, None
        if editor is None:
            return
        editor.removeEventFilter(self)
        if keep and editor.document().isModified():
            for index in self.sorting.model.indexes_of([self._edited]):
                self.sorting.model.setData(index, editor.typed())
        had_focus = editor.hasFocus()
        editor.hide()
        editor.deleteLater()
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watch the editor: Esc leaves all as it was, whoever goes elsewhere has written it."""
        if watched is self.editor and self.editor is not None:
            is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
            if is_escape and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if is_escape and event.type() == QEvent.Type.KeyPress:
                self.close_editor(keep=False)
                return True
            is_leaving = event.type() == QEvent.Type.FocusOut
            if is_leaving and self.window().isActiveWindow():
                self.close_editor(keep=True)
        return False

    def _follow_editor(self) -> None:
        if self.editor is None:
            return
        rect = rect_of(self.board, self._edited)
        if rect.isEmpty():
            self.close_editor(keep=False)
            return
        seen = self.mapFromScene(rect).boundingRect()
        size = QSizeF(max(seen.width(), 160), max(seen.height(), 40)).toSize()
        place = seen.topLeft()
        place.setX(max(0, min(place.x(), self.viewport().width() - size.width())))
        self.editor.setGeometry(place.x(), place.y(), size.width(), size.height())

    def _on_arranged(self) -> None:
        self.look()
        self._follow_editor()
        self.hand.refresh()
        self.show_selection()
