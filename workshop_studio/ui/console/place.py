"""The middle of the console: where the group is, what the step asks, and the work area."""

from typing import Final

from PySide6.QtWidgets import QVBoxLayout

from workshop_studio.i18n.translator import Translator
from workshop_studio.projections.facilitator import FacilitatorView
from workshop_studio.ui.blocks.work import BAR, RING, WorkArea
from workshop_studio.ui.console import words
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.labels import Card, PlainLabel
from workshop_studio.ui.widgets.pages import Page

_LEAST: Final = 150
"""Pixels of height that the work keeps at the drawn size of text; the page scrolls below that."""


class Place(Page):
    """Activity, title and prompt of the step above its work area; whole in any window."""

    def __init__(self, translator: Translator, theme: Theme) -> None:
        super().__init__()
        self._translator = translator
        self.where = PlainLabel("", "label", wrap=False)
        self.title = PlainLabel("", "display")
        self.prompt = PlainLabel("", "lead")
        self.work = WorkArea(translator, theme, self, in_turns=True)
        self.calm = Card()
        self.calm_text = PlainLabel("")
        self.calm.column.addWidget(self.calm_text)
        self.work.setMinimumHeight(round(_LEAST * theme.scale))
        self.column.setContentsMargins(28 - RING, 22, 28 - RING - BAR, 16)
        self.column.setSpacing(12)
        head = QVBoxLayout()
        head.setContentsMargins(RING, 0, RING + BAR, 0)
        head.setSpacing(4)
        for widget in (self.where, self.title, self.prompt):
            head.addWidget(widget)
        head.addSpacing(4)
        head.addWidget(self.calm)
        self.column.addLayout(head)
        self.column.addWidget(self.work, 1)

    def focus_entry(self) -> bool:
        """Put the keyboard where typing goes, and have that in sight; False where nothing is."""
        has_entry = self.work.focus_entry()
        self.show_focus()
        return has_entry

    def show_view(self, view: FacilitatorView) -> None:
        """Show the step; where there is nothing to work with, what the facilitator does now."""
        words_of = self._translator.words
        self.where.setText(words.place_text(view, self._translator))
        self.title.setText(words_of(view.step_title))
        prompt = words_of(view.prompt)
        self.prompt.setText(prompt)
        self.prompt.setVisible(bool(prompt) and prompt != words_of(view.step_title))
        self.work.set_primary_form("" if view.next is None else view.next.form)
        self.work.show_blocks(view.work)
        self.calm.setVisible(not view.work)
        if not view.work:
            self.calm_text.setText(
                self._translator.text(
                    "Nothing is written in this step: you have the floor. The stage shows the "
                    "question above. Your tips are on the right."
                )
            )
