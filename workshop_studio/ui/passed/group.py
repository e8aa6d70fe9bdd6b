"""Where whoever votes on the laptop passed round may say which group they belong to."""

from workshop_studio.blocks import Ballot
from workshop_studio.i18n.translator import Translator
from workshop_studio.i18n.words import GROUPS, word
from workshop_studio.ui.passed.rows import TOUCH
from workshop_studio.ui.widgets.inputs import DropDown
from workshop_studio.ui.widgets.labels import Card, PlainLabel


class GroupRow(Card):
    """A list of the groups; at first nobody says anything.

    Attributes:
        box: the list.
    """

    def __init__(self, translator: Translator) -> None:
        super().__init__()
        self._translator = translator
        self._groups: tuple[str, ...] = ()
        self.column.setContentsMargins(16, 10, 16, 12)
        self.column.setSpacing(8)
        self.label = PlainLabel("", "lead")
        self.box = DropDown()
        self.box.setMinimumHeight(TOUCH)
        self.label.setBuddy(self.box)
        self.told = PlainLabel("", "small")
        for widget in (self.label, self.box, self.told):
            self.column.addWidget(widget)
        self.hide()

    def show_groups(self, block: Ballot) -> None:
        """Offer the groups of a ballot; what is chosen stays."""
        text = self._translator.text
        label = word(GROUPS, block.by, self._translator) if block.groups else ""
        self.label.setText(label)
        self.box.setAccessibleName(label)
        self.told.setText(
            text(
                "It is taken off the ballot when the vote is closed. Groups of fewer than {least} "
                "are never shown by themselves.",
                least=block.least,
            )
        )
        if block.groups != self._groups:
            self._groups = block.groups
            self.box.clear()
            self.box.addItem(text("I would rather not say"), "")
            for group in block.groups:
                self.box.addItem(group, group)
            self.box.setCurrentIndex(max(0, self.box.findData(block.group)))
        self.setVisible(bool(block.groups))

    def chosen(self) -> str:
        """The chosen group; empty where nothing is said."""
        return str(self.box.currentData() or "")
