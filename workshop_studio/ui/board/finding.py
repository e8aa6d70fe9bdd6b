"""What lies under the pointer, and what lies beside what the keyboard is at."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt

from workshop_studio.ui.board.scene import BoardScene, CardItem, Spot

_ASIDE = 3.0
"""How much farther it counts to go aside than to go ahead."""


@dataclass(frozen=True, slots=True)
class Hit:
    """What lies at a point: a card or none, on it its title, a note, or neither."""

    card: CardItem | None = None
    spot: Spot | None = None
    is_title: bool = False

    @property
    def key(self) -> str | None:
        """Id of the note or of the cluster whose title it is; None where it is neither."""
        if self.spot is not None:
            return self.spot.key
        return self.card.key if self.card is not None and self.is_title else None


def at(scene: BoardScene, point: QPointF) -> Hit:
    """What lies at a point of the board."""
    for number, card in enumerate(scene.cards):
        if not card.place.card.contains(point):
            continue
        if card.place.title.contains(point):
            return Hit(card, None, is_title=True)
        box = QRectF(point, point).adjusted(-0.5, -0.5, 0.5, 0.5)
        spots = (spot for spot in scene.in_view(box) if spot.card == number)
        return Hit(card, next((s for s in spots if s.rect.contains(point)), None))
    return Hit()


def within(scene: BoardScene, rect: QRectF) -> list[str]:
    """Ids of the notes that a rectangle touches."""
    return [spot.key for spot in scene.in_view(rect)]


def rect_of(scene: BoardScene, key: str) -> QRectF:
    """Where a note or the title of a card lies; empty if it is not there."""
    spot = scene.spots.get(key)
    if spot is not None:
        return spot.rect
    return next((card.place.title for card in scene.cards if card.key == key), QRectF())


def beside(scene: BoardScene, key: str | None, arrow: Qt.Key) -> str | None:
    """The note or the title that lies nearest in the direction of an arrow."""
    places = [(spot.key, spot.rect.center()) for spot in scene.spots.values()]
    places += [
        (card.key, QPointF(card.place.title.left() + 60, card.place.title.center().y()))
        for card in scene.cards
        if card.key
    ]
    if not places:
        return None
    start = next((point for name, point in places if name == key), None)
    if start is None:
        return min(places, key=lambda one: (one[1].y(), one[1].x()))[0]
    dx, dy = {
        Qt.Key.Key_Left: (-1, 0),
        Qt.Key.Key_Right: (1, 0),
        Qt.Key.Key_Up: (0, -1),
        Qt.Key.Key_Down: (0, 1),
    }[arrow]
    best: tuple[float, str] | None = None
    for name, point in places:
        way = point - start
        ahead = way.x() * dx + way.y() * dy
        if ahead <= 1 or name == key:
            continue
        cost = ahead + _ASIDE * abs(way.x() * dy + way.y() * dx)
        if best is None or cost < best[0]:
            best = (cost, name)
    return best[1] if best is not None else None
