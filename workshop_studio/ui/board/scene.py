"""The board's scene: cards and notes of the model, drawn at need and moved calmly."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QEasingCurve, QPointF, QRectF, Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import QBrush, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import (
    QGraphicsPathItem,
    QGraphicsPixmapItem,
    QGraphicsScene,
    QGraphicsSimpleTextItem,
    QWidget,
)

from workshop_studio.ui.board.pictures import Look, NotePictures
from workshop_studio.ui.board.places import Group, Place, arrange, fitting
from workshop_studio.ui.item_models.outline import LOOSE, OutlineModel
from workshop_studio.ui.theme import Theme, tabular
from workshop_studio.ui.widgets.motion import is_motion_wanted
from workshop_studio.ui.widgets.wrapping import lay_out

_SLICE: Final = 0.008
"""Seconds of work between two looks at what the user does."""
_AT_ONCE: Final = 60
_MOTION: Final = 160
_MOST_MOVING: Final = 300
_MOST_PIXELS: Final = 24_000_000
"""Pixels of pictures that are kept, about 100 MB; what is out of view goes first."""
_TITLE_LINES: Final = 3
_TITLE_TOP, _TITLE_BELOW, _TITLE_SIDE = 11.0, 8.0, 14.0
_CORNER: Final = 12.0
_GROUND: Final = 8
"""Empty ground below all cards, where notes can be let go for a new cluster."""
_FADED: Final = 0.3


@dataclass(eq=False, slots=True)
class Spot:
    """A note on the board: its text, its colour, where it belongs, and its item."""

    key: str
    text: str
    item: QGraphicsPixmapItem
    card: int = 0
    colour: int | None = None
    rect: QRectF = field(default_factory=QRectF)
    look: Look | None = None
    is_placed: bool = False

    def corner(self) -> QPointF:
        """Where it lies just now, perhaps on its way; out of view it never is."""
        return self.item.pos() if self.is_placed else self.rect.topLeft()


@dataclass(eq=False, slots=True)
class CardItem:
    """A card: a cluster, or what is not sorted."""

    key: str
    ground: QGraphicsPathItem
    title: QGraphicsSimpleTextItem
    count: QGraphicsSimpleTextItem
    place: Place
    text: str = ""


class BoardScene(QGraphicsScene):
    """Shows a model's groups as cards and its ideas as notes.

    Signals:
        arranged(): every card and note has its place.
        moved(): notes lie elsewhere, perhaps on their way.
    """

    arranged = Signal()
    moved = Signal()

    def __init__(self, model: OutlineModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._model, self._theme = model, theme
        self.pictures = NotePictures(theme)
        self.spots: dict[str, Spot] = {}
        self.cards: list[CardItem] = []
        self.visible = QRectF()
        self.level = 1.0
        self._width = 800.0
        self._is_new = True
        self._is_stale = False
        self._pixels = 0.0
        self._moves: list[tuple[Spot, QPointF, QPointF]] = []
        self._motion = QVariantAnimation(self)
        self._motion.setDuration(_MOTION)
        self._motion.setStartValue(0.0)
        self._motion.setEndValue(1.0)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._motion.valueChanged.connect(self._on_motion)
        self._motion.finished.connect(self._on_motion_end)
        self._work = QTimer(self)
        self._work.setInterval(0)
        self._work.timeout.connect(self._on_work)
        model.shown.connect(self.sync)

    # What lies where

    def set_width(self, width: float) -> None:
        """Lay out for a window of so many pixels."""
        if abs(width - self._width) >= 1:
            self._width = width
            if self.cards:
                self._arrange(calm=False)

    def sync(self) -> None:
        """Become what the model holds; much that is new comes in slices."""
        self._is_stale = True
        groups = self._model.groups()
        new = sum(1 for _, _, notes in groups for note in notes if note.id not in self.spots)
        if new <= _AT_ONCE:
            self._take(None)
        else:
            self._work.start()

    @property
    def is_loading(self) -> bool:
        """Whether notes are still to come."""
        return self._is_stale

    @property
    def is_drawing(self) -> bool:
        """Whether something in view is still to be drawn."""
        return self._work.isActive()

    def _take(self, until: float | None) -> bool:
        """Make what is missing and arrange all; False if time ran out before."""
        groups = self._model.groups()
        for _, _, notes in groups:
            for note in notes:
                if note.id in self.spots:
                    continue
                self.pictures.lines(note.text)
                self.spots[note.id] = Spot(note.id, note.text, QGraphicsPixmapItem())
                if until is not None and time.perf_counter() > until:
                    return False
        wanted = {note.id for _, _, notes in groups for note in notes}
        for key in [key for key in self.spots if key not in wanted]:
            self._drop(self.spots.pop(key))
        for number, (_, _, notes) in enumerate(groups):
            colour = None if number == len(groups) - 1 else number
            for note in notes:
                spot = self.spots[note.id]
                spot.text, spot.card, spot.colour = note.text, number, colour
        self._take_cards([(key, title, len(notes)) for key, title, notes in groups])
        self._is_stale = False
        self._arrange(calm=not self._is_new)
        self._is_new = False
        return True

    def _drop(self, spot: Spot) -> None:
        self._forget(spot)
        if spot.is_placed:
            self.removeItem(spot.item)

    def _take_cards(self, groups: list[tuple[str, str, int]]) -> None:
        known = {card.key: card for card in self.cards}
        self.cards = []
        for key, title, count in groups:
            card = known.pop(key, None) or self._make_card(key)
            card.text = title
            card.count.setText(str(count))
            self.cards.append(card)
        for card in known.values():
            for item in (card.ground, card.title, card.count):
                self.removeItem(item)

    def _make_card(self, key: str) -> CardItem:
        theme = self._theme
        ground = QGraphicsPathItem()
        pen = QPen(theme.colour("edge" if key == LOOSE else "line"), 1)
        if key == LOOSE:
            pen.setStyle(Qt.PenStyle.DashLine)
        else:
            ground.setBrush(
                QBrush(theme.colour("ground" if theme.scheme == "light" else "surface"))
            )
        ground.setPen(pen)
        title, count = QGraphicsSimpleTextItem(), QGraphicsSimpleTextItem()
        title.setFont(theme.type("strong"))
        title.setBrush(QBrush(theme.colour("soft" if key == LOOSE else "ink")))
        count.setFont(tabular(theme.type("small")))
        count.setBrush(QBrush(theme.colour("soft")))
        for z, item in ((0, ground), (1, title), (1, count)):
            item.setZValue(z)
            self.addItem(item)
        empty = Place(QRectF(), QRectF(), ())
        return CardItem(key, ground, title, count, empty)

    def _arrange(self, *, calm: bool) -> None:
        """Give every card and note its place; calmly, where one can see it."""
        sizes = self.pictures.sizes
        by_card: list[list[Spot]] = [[] for _ in self.cards]
        for _, _, notes in self._model.groups():
            for note in notes:
                spot = self.spots.get(note.id)
                if spot is None:
                    return  # still loading: all is arranged at its end
                by_card[spot.card].append(spot)
        narrowest = min(3, fitting(self._width - 2 * sizes.between, sizes))
        widest = sizes.card(narrowest) - 2 * _TITLE_SIDE
        groups = []
        for card, spots in zip(self.cards, by_card, strict=True):
            room = widest - card.count.boundingRect().width() - 12
            lines = lay_out(card.text, card.title.font(), room, _TITLE_LINES)
            card.title.setText("\n".join(lines.texts))
            high = card.title.boundingRect().height()
            heights = [self.pictures.height(spot.text) for spot in spots]
            groups.append(Group(_TITLE_TOP + high + _TITLE_BELOW, heights))
        moves = []
        for card, place, spots in zip(
            self.cards, arrange(groups, self._width, sizes), by_card, strict=True
        ):
            self._place_card(card, place)
            for spot, rect in zip(spots, place.notes, strict=True):
                spot.rect = rect
                if spot.is_placed and spot.item.pos() != rect.topLeft():
                    moves.append((spot, spot.item.pos(), rect.topLeft()))
        self._move(moves, calm=calm)
        right = max((card.place.card.right() for card in self.cards), default=0.0)
        bottom = max((card.place.card.bottom() for card in self.cards), default=0.0)
        self.setSceneRect(QRectF(0, 0, right + sizes.between, bottom + _GROUND * sizes.between))
        self.moved.emit()
        self.work()
        self.arranged.emit()

    def _place_card(self, card: CardItem, place: Place) -> None:
        if card.place.card != place.card:
            path = QPainterPath()
            path.addRoundedRect(place.card, _CORNER, _CORNER)
            card.ground.setPath(path)
        card.place = place
        corner = place.card.topLeft()
        card.title.setPos(corner + QPointF(_TITLE_SIDE, _TITLE_TOP))
        wide = card.count.boundingRect().width()
        card.count.setPos(
            place.card.right() - _TITLE_SIDE - wide, place.card.top() + _TITLE_TOP + 2
        )

    # Moving calmly

    def _move(self, moves: list[tuple[Spot, QPointF, QPointF]], *, calm: bool) -> None:
        self._motion.stop()
        self._moves = []
        seen = [
            move
            for move in moves
            if self.visible.contains(move[1]) or self.visible.contains(move[2])
        ]
        calm = calm and is_motion_wanted() and 0 < len(seen) <= _MOST_MOVING
        moving = {id(move[0]) for move in seen} if calm else set()
        for spot, _, goal in moves:
            spot.item.setZValue(2)
            if id(spot) not in moving:
                spot.item.setPos(goal)
        if moving:
            self._moves = seen
            self._motion.start()

    def _on_motion(self, part: object) -> None:
        if isinstance(part, float):
            for spot, start, goal in self._moves:
                spot.item.setPos(start + (goal - start) * part)
            self.moved.emit()

    def _on_motion_end(self) -> None:
        self._moves = []
        self.moved.emit()

    def lay_down(self, keys: Sequence[str], corner: QPointF) -> None:
        """Put notes where a hand has let go of them; they go on from there when they may."""
        for number, key in enumerate(keys):
            spot = self.spots.get(key)
            if spot is not None and spot.is_placed:
                spot.item.setZValue(2.5)
                spot.item.setPos(corner + QPointF(3, 3) * min(number, 3))
        self.moved.emit()

    def settle(self) -> None:
        """Let every note go where it belongs."""
        spots = self.spots.values()
        self._move(
            [
                (spot, spot.item.pos(), spot.rect.topLeft())
                for spot in spots
                if spot.is_placed and spot.item.pos() != spot.rect.topLeft()
            ],
            calm=True,
        )
        self.moved.emit()

    def fade(self, keys: Sequence[str], *, faded: bool) -> None:
        """Show that notes are in somebody's hand, or that they lie again."""
        for key in keys:
            if key in self.spots:
                self.spots[key].item.setOpacity(_FADED if faded else 1.0)

    # Drawing what is seen

    def work(self) -> None:
        """Draw what came into view: some at once, the rest in slices."""
        if not self._draw_some(time.perf_counter() + _SLICE / 2):
            self._work.start()

    def _on_work(self) -> None:
        until = time.perf_counter() + _SLICE
        is_done = self._take(until) if self._is_stale else self._draw_some(until)
        if is_done and not self._is_stale and self._draw_some(until):
            self._work.stop()

    def _draw_some(self, until: float) -> bool:
        for spot in self.in_view(self.visible):
            look = (spot.text, spot.colour, spot.rect.height(), self.level)
            if spot.look == look:
                continue
            self._forget(spot)
            if not spot.is_placed:  # only what has been in view is in the scene
                spot.item.setPos(spot.rect.topLeft())
                spot.item.setZValue(2)
                self.addItem(spot.item)
                spot.is_placed = True
            spot.item.setPixmap(self.pictures.picture(look))
            spot.look = look
            self._pixels += _pixels(look, self.pictures.sizes.note)
            if time.perf_counter() > until:
                return False
        if self._pixels > _MOST_PIXELS:
            self._release()
        return True

    def _forget(self, spot: Spot) -> None:
        if spot.look is not None:
            self._pixels -= _pixels(spot.look, self.pictures.sizes.note)
            spot.look = None

    def _release(self) -> None:
        seen = {spot.key for spot in self.in_view(self.visible)}
        for spot in self.spots.values():
            if spot.look is not None and spot.key not in seen:
                self._forget(spot)
                spot.item.setPixmap(QPixmap())

    def in_view(self, rect: QRectF) -> list[Spot]:
        """The notes that a rectangle touches, by where they belong."""
        found: list[Spot] = []
        keys = self._model.groups()
        for card, (_, _, notes) in zip(self.cards, keys, strict=False):
            if not rect.intersects(card.place.card):
                continue
            is_whole = rect.contains(card.place.card)
            for note in notes:
                spot = self.spots.get(note.id)
                if spot is not None and (is_whole or rect.intersects(spot.rect)):
                    found.append(spot)
        return found


def _pixels(look: Look, width: float) -> float:
    _, _, height, level = look
    return width * height * level * level
