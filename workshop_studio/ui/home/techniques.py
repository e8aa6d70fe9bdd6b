"""The techniques, each to be started at once or tried first."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.home.page import Page, card_grid, heading
from workshop_studio.ui.home.plans import Plan
from workshop_studio.ui.theme import Theme


class TechniquesPage(Page):
    """All techniques, in the order in which a group needs them.

    Signals:
        start_requested(Plan): begin a session with this one alone.
        rehearse_requested(Plan): try it with simulated people.

    Attributes:
        cards: one for each technique.
    """

    start_requested = Signal(object)
    rehearse_requested = Signal(object)

    def __init__(self, translator: Translator, theme: Theme, techniques: Sequence[Plan]) -> None:
        super().__init__()
        self.rows.addLayout(
            heading(
                translator.text("Techniques"),
                translator.text(
                    "Start one now, or try it first with simulated participants. The ready "
                    "workshops are made of them."
                ),
            )
        )

        grid, self.cards = card_grid(
            techniques,
            translator,
            theme,
            self.start_requested.emit,
            self.rehearse_requested.emit,
        )
        self.rows.addLayout(grid)
        self.rows.addStretch(1)
