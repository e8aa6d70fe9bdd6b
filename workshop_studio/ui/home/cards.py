"""Cards that can be pressed: a workshop or technique with its flow as a bar."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from workshop_studio.i18n.times import duration
from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.home.plans import Plan
from workshop_studio.ui.theme import Theme, mixed
from workshop_studio.ui.widgets.labels import PlainLabel, QuietButton, no_mnemonic, set_tooltip

W = TypeVar("W", bound=QWidget)

RADIUS = 12.0
PAD = 18
BAR = 7
GAP = 4
BUTTON = 12
"""Room between the edge of a small bare button and its letters."""


class CardButton(QAbstractButton):
    """A card that is pressed by mouse, Enter or Space, with widgets inside.

    Its height follows what is in it, at whatever width it is given.

    Args:
        theme: the look.
        parent: the widget that it lies in.
        flat: whether it lies flat on the ground until the mouse is on it.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, flat: bool = False) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_flat = flat
        self._is_hovered = False
        self._offered: list[tuple[str, Callable[[], object]]] = []
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(PAD, PAD, PAD, PAD)
        self._inside.setSpacing(6)

    def seen_through(self, widget: W) -> W:
        """The widget itself, which leaves the mouse to the card."""
        widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        return widget

    def offer(self, text: str, does: Callable[[], object]) -> None:
        """Have something in the menu of the right button and of the menu key."""
        self._offered.append((text, does))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu."""
        self.menu().popup(event.globalPos())

    def menu(self) -> QMenu:
        """What is offered, made anew each time: most cards are never asked for theirs."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, does in self._offered:
            menu.addAction(no_mnemonic(text)).triggered.connect(lambda *, does=does: does())
        return menu

    def sizeHint(self) -> QSize:
        """As large as what is inside."""
        return self._inside.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """As small as what is inside can be."""
        return self._inside.totalMinimumSize()

    def heightForWidth(self, width: int) -> int:
        """How high it is at a width."""
        return self._inside.totalHeightForWidth(width)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        super().enterEvent(event)
        self._is_hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Lie flat again."""
        super().leaveEvent(event)
        self._is_hovered = False
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it as Space does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Surface and hairline; a stronger edge under the mouse."""
        del event
        lively = self.isEnabled() and (self._is_hovered or self.isDown())
        if self._is_flat and not lively:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("edge" if lively else "line"), 1))
        down = self.isDown()
        painter.setBrush(self._theme.colour("accent_wash" if down else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        painter.end()


class FlowBar(QWidget):
    """The parts of a plan side by side, each as long as its minutes."""

    def __init__(self, theme: Theme, flow: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._flow = [minutes for minutes in flow if minutes > 0] or [1]
        self.setFixedHeight(BAR + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the parts; the hue says nothing, the lengths do."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mixed(self._theme.colour("accent"), self._theme.colour("surface"), 0.15))
        free = self.width() - GAP * (len(self._flow) - 1)
        whole, left = sum(self._flow), 0.0
        for minutes in self._flow:
            length = free * minutes / whole
            painter.drawRoundedRect(QRectF(left, 6, length, BAR), BAR / 2, BAR / 2)
            left += length + GAP
        painter.end()


class PlanCard(CardButton):
    """A workshop or technique to begin from, or to try with simulated people first.

    Signals:
        rehearse_requested(Plan): try it.
    """

    rehearse_requested = Signal(object)

    def __init__(
        self, plan: Plan, translator: Translator, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self.plan = plan
        name, purpose = translator.words(plan.name), translator.words(plan.purpose)
        facts = _facts(plan, translator)
        self.setAccessibleName(name)
        self.setAccessibleDescription(f"{purpose} {parts_of(plan, translator)}. {facts}")
        self._inside.setContentsMargins(PAD, PAD, PAD - BUTTON, PAD - 8)  # the button has its own
        told = QWidget()
        texts = QVBoxLayout(told)
        texts.setContentsMargins(0, 0, BUTTON, 0)
        texts.setSpacing(6)
        texts.addWidget(PlainLabel(name, role="title"))
        texts.addWidget(PlainLabel(purpose, role="soft"))
        texts.addStretch(1)
        texts.addWidget(FlowBar(theme, plan.flow))
        if not plan.is_workshop:
            texts.addWidget(PlainLabel(parts_of(plan, translator), role="small"))
        self._inside.addWidget(self.seen_through(told))
        self._inside.setStretch(0, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        about = self.seen_through(PlainLabel(facts, role="small"))
        self.rehearse = QuietButton(translator.text("Try it"), "bare", small=True)
        self.rehearse.setAccessibleName(translator.text("Try {name} in a rehearsal", name=name))
        set_tooltip(self.rehearse, translator.text("Rehearse with simulated participants"))
        self.rehearse.clicked.connect(self._on_rehearse)
        foot.addWidget(about, 1)
        foot.addWidget(self.rehearse)
        self._inside.addLayout(foot)
        self.offer(translator.text("Rehearse with simulated participants"), self._on_rehearse)

    def _on_rehearse(self) -> None:
        self.rehearse_requested.emit(self.plan)


def parts_of(plan: Plan, translator: Translator) -> str:
    """What its activities or steps are called, in their order."""
    return " · ".join(translator.words(part) for part in plan.parts)


def _facts(plan: Plan, translator: Translator) -> str:
    fewest, most = plan.people
    people = translator.text("{fewest} to {most} people", fewest=fewest, most=most)
    if not plan.is_workshop:
        return f"{duration(plan.minutes, translator)} · {people}"
    n = len(plan.flow)
    activities = translator.count("{n} activity", "{n} activities", n)
    return f"{duration(plan.minutes, translator)} · {activities} · {people}"
