"""The hand on the board: drags notes and titles, marks with a frame, pans."""

from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QTouchEvent
from PySide6.QtWidgets import QApplication, QGraphicsPixmapItem, QRubberBand

from workshop_studio.ui.board.finding import Hit, at, within
from workshop_studio.ui.board.pictures import NotePictures
from workshop_studio.ui.board.sorting import Sorting
from workshop_studio.ui.item_models.outline import LOOSE

if TYPE_CHECKING:
    from workshop_studio.ui.board.canvas import BoardCanvas

_EDGE: Final = 28
_PUSH: Final = 18
"""Pixels that the board goes on while something is held at its edge."""
_TICK: Final = 30
"""Milliseconds between two such steps."""
_MANY: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
Doing = Literal["", "pressed", "notes", "title", "frame", "pan"]


class Hand:
    """What the mouse is doing; the truth stays with the model, commands go by the sorting."""

    def __init__(self, canvas: "BoardCanvas", sorting: Sorting) -> None:
        """Work on a canvas."""
        self._canvas, self._sorting = canvas, sorting
        self._doing: Doing = ""
        self._from = QPoint()
        self._last = QPointF()
        self._hit = Hit()
        self._held: tuple[str, ...] = ()
        self._grip = QPointF()
        self._lifted: QGraphicsPixmapItem | None = None
        self._band = QRubberBand(QRubberBand.Shape.Rectangle, canvas.viewport())
        self._before: tuple[str, ...] = ()
        self._chosen: tuple[str, ...] = ()
        self._is_pushed_aside = False
        self._at_edge = QTimer(canvas, interval=_TICK)
        self._at_edge.timeout.connect(self._go_on)

    @property
    def is_busy(self) -> bool:
        """Whether something is held."""
        return self._doing not in {"", "pressed"}

    @property
    def held(self) -> tuple[str, ...]:
        """Ids of the ideas in the hand, or of the cluster whose title is."""
        return self._held

    def touch(self, event: QTouchEvent) -> None:
        """One finger is a mouse; a second one zooms and pans, and the first lets all be."""
        if event.type() == QEvent.Type.TouchBegin:
            self._chosen, self._is_pushed_aside = self._picked(), False
        if event.type() in {QEvent.Type.TouchEnd, QEvent.Type.TouchCancel}:
            self._is_pushed_aside = False
        elif event.pointCount() > 1 and not self._is_pushed_aside:
            self._is_pushed_aside = True
            self.cancel()
            self._doing = ""
            self._sorting.select(self._chosen)

    def press(self, event: QMouseEvent, *, pans: bool) -> None:
        """Begin."""
        if self._is_pushed_aside:
            return
        where = event.position().toPoint()
        self._from, self._last = where, event.position()
        if event.button() == Qt.MouseButton.MiddleButton or pans:
            self._doing = "pan"
            self._canvas.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            return
        self._hit = at(self._canvas.board, self._canvas.mapToScene(where))
        key = self._hit.key
        is_many = bool(event.modifiers() & _MANY)
        if event.button() == Qt.MouseButton.RightButton:
            if key and key not in self._picked():
                self._sorting.select([key], key)
            self._canvas.menu_requested.emit(event.globalPosition().toPoint())
            return
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._doing = "pressed"
        if not key:
            self._before = self._picked() if is_many else ()
            if not is_many:
                self._sorting.select([])
        elif is_many:
            self._sorting.toggle(key)
        elif key not in self._picked():
            self._sorting.select([key], key)
        else:
            self._sorting.go_to(key)

    def move(self, event: QMouseEvent) -> None:
        """Go on."""
        where = event.position()
        if self._doing == "pan":
            self._canvas.pan(where - self._last)
            self._last = where
            return
        if self._doing == "pressed":
            way = (where.toPoint() - self._from).manhattanLength()
            if way < QApplication.startDragDistance():
                return
            self._begin()
        if self._doing in {"notes", "title", "frame"}:
            self._last = where
            self._go_on()

    def release(self, event: QMouseEvent) -> None:
        """End."""
        doing, self._doing = self._doing, ""
        self._at_edge.stop()
        point = self._canvas.mapToScene(event.position().toPoint())
        if doing == "pan":
            self._canvas.viewport().unsetCursor()
        elif doing == "frame":
            self._end_frame(event.position().toPoint())
        elif doing == "notes":
            self._drop(at(self._canvas.board, point))
        elif doing == "title":
            self._drop_title(at(self._canvas.board, point))
        elif doing == "pressed" and self._hit.key and not event.modifiers() & _MANY:
            self._sorting.select([self._hit.key], self._hit.key)

    def cancel(self) -> bool:
        """Put all back that is held; False if nothing was."""
        if not self.is_busy:
            return False
        self._doing = ""
        self._at_edge.stop()
        self._band.hide()
        self._let_go()
        return True

    def refresh(self) -> None:
        """The board has changed: what is held stays held, but for ideas that are gone."""
        if self._doing != "notes":
            return
        self._held = tuple(key for key in self._held if key in self._canvas.board.spots)
        if not self._held or self._sorting.step is None:
            self.cancel()
            return
        self._canvas.board.fade(self._held, faded=True)

    # How it is done

    def _picked(self) -> tuple[str, ...]:
        return (*self._sorting.ideas(), *self._sorting.clusters())

    def _begin(self) -> None:
        spot, card = self._hit.spot, self._hit.card
        can_move = self._sorting.step is not None
        if spot is not None and can_move:
            if spot.key not in self._sorting.ideas():
                self._sorting.select([spot.key], spot.key)
            self._doing, self._held = "notes", self._sorting.ideas()
            self._canvas.board.fade(self._held, faded=True)
            text, colour, rect, many = spot.text, spot.colour, spot.rect, len(self._held)
        elif self._hit.is_title and card is not None and card.key and can_move:
            self._doing, self._held = "title", (card.key,)
            number = self._canvas.board.cards.index(card)
            text, colour, many = card.text, number, 1
            wide = self._canvas.board.pictures.sizes.note
            high = self._canvas.board.pictures.height(text)
            rect = QRectF(card.place.title.topLeft(), QSize(int(wide), int(high)))
        else:
            self._doing = "frame"
            self._band.setGeometry(QRect(self._from, QSize()))
            self._band.show()
            return
        ratio = self._canvas.devicePixelRatioF() * max(1.0, self._canvas.zoom)
        picture = self._canvas.board.pictures.lifted(text, colour, rect.height(), many, ratio)
        self._lifted = QGraphicsPixmapItem(picture)
        self._lifted.setZValue(9)
        self._lifted.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        self._canvas.board.addItem(self._lifted)
        grip = self._canvas.mapToScene(self._from) - rect.topLeft()
        self._grip = QPointF(min(grip.x(), rect.width()), min(grip.y(), rect.height()))

    def _carry(self, where: QPointF) -> None:
        point = self._canvas.mapToScene(where.toPoint())
        if self._lifted is not None:
            self._lifted.setPos(point - self._grip - NotePictures.lift_offset())
        card = at(self._canvas.board, point).card
        target = QRectF()
        if card is not None and (self._doing == "notes" or card.key not in {LOOSE, *self._held}):
            target = card.place.card
        self._canvas.rings.show_target(target)

    def _go_on(self) -> None:
        """Follow the pointer, and at the edge let the board pass beneath it."""
        is_at_edge = self._push(self._last)
        if self._doing == "frame":
            self._band.setGeometry(QRect(self._from, self._last.toPoint()).normalized())
        else:
            self._carry(self._last)
        if is_at_edge and not self._at_edge.isActive():
            self._at_edge.start()
        elif not is_at_edge:
            self._at_edge.stop()

    def _push(self, where: QPointF) -> bool:
        """Pan where something is held at the edge; False where the board goes no further."""
        room = self._canvas.viewport().rect()
        x = _PUSH * ((where.x() > room.right() - _EDGE) - (where.x() < _EDGE))
        y = _PUSH * ((where.y() > room.bottom() - _EDGE) - (where.y() < _EDGE))
        bars = (self._canvas.horizontalScrollBar(), self._canvas.verticalScrollBar())
        before = [bar.value() for bar in bars]
        if x or y:
            self._canvas.pan(QPointF(-x, -y))
        gone = QPoint(*(bar.value() - was for bar, was in zip(bars, before, strict=True)))
        self._from -= gone  # a frame begins where it began on the board
        return not gone.isNull()

    def _end_frame(self, where: QPoint) -> None:
        self._band.hide()
        seen = QRect(self._from, where).normalized()
        rect = self._canvas.mapToScene(seen).boundingRect()
        found = within(self._canvas.board, rect)
        chosen = [*self._before, *(key for key in found if key not in self._before)]
        self._sorting.select(chosen, found[0] if found else None)

    def _drop(self, hit: Hit) -> None:
        corner = self._lifted.pos() + NotePictures.lift_offset() if self._lifted else QPointF()
        held = self._held
        self._let_go()
        if hit.card is None:
            self._canvas.board.lay_down(held, corner)
            self._canvas.new_requested.emit(held)
        else:
            self._canvas.board.lay_down(held, corner)
            if not self._sorting.move(held, hit.card.key or None, stays=True):
                self._canvas.board.settle()

    def _drop_title(self, hit: Hit) -> None:
        held = self._held
        self._let_go()
        if hit.card is not None and hit.card.key not in {LOOSE, *held}:
            self._sorting.merge_into(hit.card.key, held)

    def _let_go(self) -> None:
        board = self._canvas.board
        self._canvas.rings.show_target(QRectF())
        board.fade(self._held, faded=False)
        if self._lifted is not None:
            board.removeItem(self._lifted)
        self._lifted, self._held = None, ()
