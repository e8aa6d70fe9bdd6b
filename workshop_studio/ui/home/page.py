"""What the pages of Home have in common: a body that scrolls, and cards in two columns."""

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.home.cards import PlanCard
from workshop_studio.ui.home.plans import Plan
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets import pages
from workshop_studio.ui.widgets.labels import PlainLabel


class Page(pages.Page):
    """A page of Home.

    Attributes:
        rows: what lies on it, from above.
        cards: what can be begun, in order.
    """

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[PlanCard] = []
        self.rows = self.column
        self.rows.setContentsMargins(40, 32, 40, 32)
        self.rows.setSpacing(16)
        self.setProperty("ring", False)

    def show_focus(self) -> None:
        """Keep it in sight; the first card, which has the keyboard at once, with all above it."""
        if self.cards and self.window().focusWidget() is self.cards[0]:
            self.verticalScrollBar().setValue(0)
        else:
            super().show_focus()


def heading(title: str, about: str) -> QVBoxLayout:
    """What a page is called, and what to do on it."""
    head = QVBoxLayout()
    head.setSpacing(4)
    head.addWidget(PlainLabel(title, role="display"))
    head.addWidget(PlainLabel(about, role="soft"))
    return head


def card_grid(
    plans: Iterable[Plan],
    translator: Translator,
    theme: Theme,
    start: Callable[[Plan], object],
    rehearse: Callable[[Plan], object],
) -> tuple[QGridLayout, list[PlanCard]]:
    """Cards in two columns, and a list of them."""
    grid = QGridLayout()
    grid.setSpacing(14)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    cards = []
    for number, plan in enumerate(plans):
        card = PlanCard(plan, translator, theme)
        card.clicked.connect(lambda *, plan=plan: start(plan))
        card.rehearse_requested.connect(rehearse)
        grid.addWidget(card, number // 2, number % 2)
        cards.append(card)
    return grid, cards
