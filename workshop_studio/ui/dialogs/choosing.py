"""What of a frame is chosen from the organisation: four lines that know of each other."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from workshop_studio.domain.errors import WorkshopError
from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.dialogs.choice import Choice, ChoiceLine
from workshop_studio.ui.theme import set_role
from workshop_studio.ui.widgets.labels import PlainLabel, QuietButton

if TYPE_CHECKING:  # heavy; the dialog may open before it is imported
    from workshop_studio.domain.organisation import Kind, Organisation

CHOSEN: Final[tuple["Kind", ...]] = ("group", "cohort", "area", "goal")
"""What is chosen, in the order of the form."""


class Choosing(QWidget):
    """The lines, and below them what there is to choose from.

    A text that was there before keeps its id as long as nobody changes it, whatever has become of
    the organisation.

    Signals:
        organise_requested(): make or edit the organisation.
        grown(): this may need more room.

    Attributes:
        lines: the line of each kind; the form places them.
    """

    organise_requested = Signal()
    grown = Signal()

    def __init__(
        self, translator: Translator, texts: Mapping[str, str], chosen: Mapping[str, str]
    ) -> None:
        """Begin with these texts, of which some were chosen before, and nothing to choose from."""
        super().__init__()
        self._translator = translator
        self._before = {kind: texts.get(kind, "") for kind in CHOSEN}
        self._known = dict(chosen)
        self._picked: dict[Kind, tuple[str, str]] = {}
        self._organisation: Organisation | None = None
        text = translator.text
        self.lines: dict[Kind, ChoiceLine] = {}
        for kind in CHOSEN:
            line = self.lines[kind] = ChoiceLine(text("Free text"))
            line.setText(self._before[kind])
            line.setCursorPosition(0)
            line.picked.connect(lambda unit, kind=kind: self._on_picked(kind, unit))
            line.settled.connect(self._tell)
        self.told = PlainLabel("", "small")
        self.organise = QuietButton(text("Make the organisation …"), "bare", small=True)
        self.organise.clicked.connect(self.organise_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.told, 1)
        row.addWidget(self.organise)
        self.hide()

    def show_organisation(self, found: "Organisation | WorkshopError") -> None:
        """Offer what is in the organisation, or say that it cannot be read."""
        fault = found if isinstance(found, WorkshopError) else None
        self._organisation = None if isinstance(found, WorkshopError) else found
        for kind, line in self.lines.items():
            line.show_choices(self._choices(kind))
        text = self._translator.text
        is_new = self._organisation is not None and self._organisation.is_empty
        self.organise.set_text(
            text("Make the organisation …") if is_new else text("Open the organisation …")
        )
        set_role(self.told, "warn_small" if fault else "small")
        self.show()
        self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep every line of what is told."""
        super().resizeEvent(event)
        self._keep_height()

    def chosen(self) -> dict[str, str]:
        """Ids of what is chosen, by kind; what is typed freely has none."""
        ids = {kind: self._unit(kind) for kind in CHOSEN}
        rest = {kind: unit for kind, unit in self._known.items() if kind not in CHOSEN}
        return {**rest, **{kind: unit for kind, unit in ids.items() if unit is not None}}

    def _choices(self, kind: "Kind") -> list[Choice]:
        if self._organisation is None:
            return []
        from workshop_studio.ui.organisation import words

        names = words.places(self._organisation)
        units = self._organisation.units(kind)
        return [Choice(unit.id, unit.name, words.row(unit, names)) for unit in units]

    def _unit(self, kind: "Kind") -> str | None:
        """The id behind a text: what was picked, what was there before, or what has that name."""
        now = self.lines[kind].text()
        unit, name = self._picked.get(kind, ("", ""))
        if unit and now == name:
            return unit
        if kind in self._known and now == self._before[kind]:
            return self._known[kind]
        if self._organisation is None or not now.strip():
            return None
        from workshop_studio.app.organisation import named

        others = {one: self._unit(one) for one in ("area", "cohort") if kind == "group"}
        return named(self._organisation, kind, now, others.get("area"), others.get("cohort"))

    def _on_picked(self, kind: "Kind", unit: str) -> None:
        self._picked[kind] = (unit, self.lines[kind].text())
        if self._organisation is None:
            return
        if kind == "group":
            group = next((one for one in self._organisation.groups if one.id == unit), None)
            if group is not None:
                self._fill("area", group.area)
                self._fill("cohort", group.cohort)
        self._tell()

    def _fill(self, kind: "Kind", unit: str | None) -> None:
        """Put a group's area or cohort in, but over nothing that was typed freely."""
        found = self._organisation.find(kind, unit) if self._organisation is not None else None
        line = self.lines[kind]
        if found is not None and (not line.text().strip() or self._unit(kind) is not None):
            line.setText(found.name)
            line.setCursorPosition(0)
            self._picked[kind] = (found.id, found.name)

    def _tell(self) -> None:
        """Mark what is free, and say what there is to choose from."""
        text = self._translator.text
        free = [kind for kind in CHOSEN if self._is_free(kind)]
        explained = text("Free text, not in the organisation")
        for kind, line in self.lines.items():
            line.show_free(free=kind in free, told=explained)
        if self._organisation is None:
            told = text("The organisation cannot be read now, so write freely. Nothing is lost.")
        elif self._organisation.is_empty:
            told = text("There is no organisation to choose from yet, so write freely.")
        elif free:
            told = text("What is marked as free text is not in the organisation.")
        else:
            told = text("Choose from the organisation, or write freely.")
        if told != self.told.text():
            self.told.setText(told)
            self._keep_height()
            self.grown.emit()

    def _keep_height(self) -> None:
        """Say how high the text is, which a form layout does not ask of a whole row."""
        self.told.setMinimumHeight(self.told.heightForWidth(self.told.width()))

    def _is_free(self, kind: "Kind") -> bool:
        has_text = bool(self.lines[kind].text().strip())
        return self.lines[kind].has_choices and has_text and self._unit(kind) is None
