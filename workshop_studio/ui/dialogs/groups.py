"""By which groups of voters a result is shown as well: asked before a vote is opened."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QWidget

from workshop_studio.domain.organisation import Organisation, name_key
from workshop_studio.i18n.translator import Translator, mark
from workshop_studio.steps.groups import LEAST_RANGE, MOST_GROUPS, MOST_LETTERS, Groups
from workshop_studio.tally.breakdown import LEAST
from workshop_studio.ui.dialogs.base import CalmDialog
from workshop_studio.ui.dialogs.numbers import NumberField
from workshop_studio.ui.widgets.inputs import DropDown, TextInput
from workshop_studio.ui.widgets.labels import PlainLabel, PrimaryButton, QuietButton

if TYPE_CHECKING:
    from workshop_studio.domain.errors import WorkshopError

WAYS: Final[Mapping[str, str]] = {
    "": mark("Only for all together"),
    "area": mark("By programme area"),
    "role": mark("By role"),
    "other": mark("By groups of another kind"),
}
_WIDTH: Final = 600


class GroupsDialog(CalmDialog):
    """Asks for the groups, one on a line; programme areas are taken from the organisation.

    Signals:
        given(object): what ``steps/groups.py: Groups`` is made from; None for no groups.
        organise_requested(): make or edit the organisation.
    """

    given = Signal(object)
    organise_requested = Signal()

    def __init__(
        self, translator: Translator, now: Groups | None, parent: QWidget | None = None
    ) -> None:
        """Ask; ``now`` is what stands there already."""
        super().__init__(_WIDTH, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._translator = translator
        self._areas: tuple[str, ...] | None = None
        text = translator.text
        heading = text("Show the result by group as well?")
        self.setWindowTitle(heading)
        self.by = DropDown()
        for code, name in WAYS.items():
            self.by.addItem(text(name), code)
        self.lines = TextInput(least=5, most=9, enter_submits=False)
        self.lines.setTabChangesFocus(True)
        self.least = NumberField(*LEAST_RANGE)
        self.take = QuietButton(text("Take the programme areas of the organisation"), small=True)
        self.take.clicked.connect(self._take_areas)
        self.organise = QuietButton(text("Make the organisation …"), small=True)
        self.organise.clicked.connect(self.organise_requested)
        self.told = PlainLabel(
            text(
                "Whoever votes may say which group is theirs, or not. That lies with the ballot "
                "until the vote is closed; then it is taken off, and only the totals of groups "
                "are kept. Groups with fewer ballots than you say are shown together. Nothing can "
                "hide that everybody in a group voted alike, or how somebody voted who took part "
                "in only one of two votes on the same, if nobody else in the group changed "
                "anything."
            ),
            "small",
        )
        self.fault = PlainLabel("", "danger")
        self.save = PrimaryButton(text("Save"))
        self.save.setDefault(True)
        self.save.clicked.connect(self.accept)
        self._lay_out(heading)
        if now is not None:
            self.by.setCurrentIndex(self.by.findData(now.by))
            self.lines.setPlainText("\n".join(now.groups))
        self.least.set_value(LEAST if now is None else now.least)
        self.by.currentIndexChanged.connect(self._on_way)
        self.lines.textChanged.connect(self._on_edited)
        self.least.textChanged.connect(self._on_edited)
        self._on_way()
        self.by.setFocus()

    def show_organisation(self, found: "Organisation | WorkshopError") -> None:
        """Propose the programme areas of the organisation; none where it cannot be read."""
        areas = found.areas if isinstance(found, Organisation) else None
        self._areas = None if areas is None else tuple(area.name for area in areas)
        self._on_way()

    def values(self) -> dict[str, object] | None:
        """What was entered; None for no groups."""
        if not self.by.currentData():
            return None
        return {
            "by": self.by.currentData(),
            "groups": list(self._groups()),
            "least": self.least.value(),
        }

    def accept(self) -> None:
        """Give what was entered, if it can be used."""
        if not self.save.isEnabled():
            return
        values = self.values()
        super().accept()
        self.given.emit(values)

    def _lay_out(self, heading: str) -> None:
        text = self._translator.text
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        labels = (
            text("Show the result"),
            text("Groups, one on each line"),
            text("Fewest in a group"),
        )
        self._captions = []
        for label, field in zip(labels, (self.by, self.lines, self.least), strict=True):
            caption = PlainLabel(label, "soft", wrap=False)
            caption.setBuddy(field)
            field.setAccessibleName(label)
            form.addRow(caption, field)
            self._captions.append(caption)
        beside = QHBoxLayout()
        beside.addWidget(self.take)
        beside.addWidget(self.organise)
        beside.addStretch(1)
        form.insertRow(2, "", beside)
        cancel = QuietButton(text("Cancel"))
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addWidget(self.fault, 1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.save)
        for part in (PlainLabel(heading, "title"), self.told):
            self.column.addWidget(part)
        self.column.addLayout(form)
        self.column.addLayout(buttons)

    def _groups(self) -> tuple[str, ...]:
        lines = self.lines.toPlainText().splitlines()
        return tuple(" ".join(line.split()) for line in lines if line.strip())

    def _take_areas(self) -> None:
        self.lines.setPlainText("\n".join((self._areas or ())[:MOST_GROUPS]))

    def _on_way(self) -> None:
        """Propose what the organisation has, where nothing is written yet."""
        way = self.by.currentData()
        if way == "area" and self._areas and not self._groups():
            self._take_areas()
        for widget in (self.lines, self.least, *self._captions[1:]):
            widget.setEnabled(bool(way))
        self._on_edited()

    def _on_edited(self) -> None:
        way, areas = self.by.currentData(), self._areas
        is_new = bool(areas) and areas != self._groups()
        self.take.setVisible(way == "area" and is_new)
        self.organise.setVisible(way == "area" and areas == ())
        fault = self._fault() if way else ""
        self.fault.setText(fault)
        self.save.setEnabled(not fault)

    def _fault(self) -> str:
        """Why it cannot be used so, in words."""
        text, groups = self._translator.text, self._groups()
        if not 2 <= len(groups) <= MOST_GROUPS:
            return text("Write from 2 to {most} groups.", most=MOST_GROUPS)
        if any(len(group) > MOST_LETTERS for group in groups):
            return text("A name has at most {most} characters.", most=MOST_LETTERS)
        if len({name_key(group) for group in groups}) < len(groups):
            return text("Two groups are called the same.")
        if self.least.value() is None or self.least.is_spoilt():
            low, high = LEAST_RANGE
            return text("The fewest in a group is from {low} to {high}.", low=low, high=high)
        return ""
