"""What a session is about, for whom, where and when: asked before it begins, and edited later."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from workshop_studio.i18n.translator import Translator, mark
from workshop_studio.ui.dialogs.base import MARGINS, CalmDialog
from workshop_studio.ui.dialogs.choosing import Choosing
from workshop_studio.ui.dialogs.numbers import NumberField
from workshop_studio.ui.widgets.inputs import DateField, TextInput
from workshop_studio.ui.widgets.labels import PlainLabel, PrimaryButton, QuietButton

if TYPE_CHECKING:
    from workshop_studio.domain.errors import WorkshopError
    from workshop_studio.domain.organisation import Organisation
    from workshop_studio.ui.dialogs.arranging import Arranging

FrameValues = Mapping[str, str | date | int | Mapping[str, str] | None]
"""The fields of ``domain/records.py: Frame`` by name."""

_LINES = (
    ("title", mark("Title")),
    ("challenge", mark("Challenge")),
    ("group", mark("Leadership group")),
    ("cohort", mark("Cohort")),
    ("area", mark("Programme area")),
    ("goal", mark("Strategy goal")),
    ("place", mark("Place")),
    ("facilitator", mark("Facilitator")),
)
_LONGEST = 500
MOST_PEOPLE = 100_000
_CHALLENGE_LINES = 4
_WIDTH = 560
_WIDER = 720


class FrameDialog(CalmDialog):
    """Asks for the frame; Enter accepts it from every field.

    Signals:
        given(dict): the values of the frame by the names of its fields.
        organise_requested(): make or edit what can be chosen.

    Attributes:
        choosing: what of it is chosen from the organisation.
        challenge: the one text that is often longer than a line.
    """

    given = Signal(object)
    organise_requested = Signal()

    def __init__(
        self,
        translator: Translator,
        values: FrameValues,
        *,
        heading: str,
        accept: str,
        parent: QWidget | None = None,
    ) -> None:
        """Ask.

        Args:
            translator: the language.
            values: what is known already.
            heading: what this is for.
            accept: what the button says.
            parent: the window that it belongs to.
        """
        super().__init__(_WIDTH, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(heading)
        text = translator.text
        self._lines: dict[str, QLineEdit] = {}
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        texts = {name: str(values.get(name) or "") for name, _ in _LINES}
        known = values.get("chosen")
        self.choosing = Choosing(translator, texts, known if isinstance(known, Mapping) else {})
        self.choosing.organise_requested.connect(self.organise_requested)
        self.choosing.grown.connect(self._on_grown)
        self.challenge = TextInput(most=_CHALLENGE_LINES)
        self.challenge.setPlainText(texts["challenge"])
        self.challenge.submitted.connect(self.accept)
        self.challenge.textChanged.connect(self._on_grown)
        for name, label in _LINES:
            if name == "challenge":
                self._add(form, text(label), self.challenge)
                continue
            line = self.choosing.lines.get(name) or QLineEdit(texts[name])  # type: ignore[call-overload]
            line.setMaxLength(_LONGEST)
            line.setCursorPosition(0)
            self._add(form, text(label), line)
            self._lines[name] = line
            if name == "goal":
                form.addRow(self.choosing)
        self.date = DateField(translator)
        known = values.get("date")
        self.date.set_value(known if isinstance(known, date) else None)
        self.date.submitted.connect(self.accept)
        self.date.edited.connect(self._on_edited)
        self._add(form, text("Date"), self.date)
        self.headcount = NumberField(1, MOST_PEOPLE, text("not known yet"))
        people = values.get("headcount")
        self.headcount.set_value(people if isinstance(people, int) else None)
        self.headcount.textChanged.connect(self._on_edited)
        self._add(form, text("How many take part"), self.headcount)

        self.accept_button = PrimaryButton(accept)
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self.accept)
        cancel = QuietButton(text("Cancel"))
        cancel.clicked.connect(self.reject)
        self.hint = PlainLabel(
            text("Only the title is needed. All of it can be edited later."), "small"
        )
        buttons = QHBoxLayout()
        buttons.addWidget(self.hint, 1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.accept_button)
        rows = self.column
        rows.addWidget(PlainLabel(heading, "title"))
        rows.addLayout(form)
        rows.addLayout(buttons)
        self._lines["title"].textChanged.connect(self._on_edited)
        self._on_edited()
        _show_start(self._lines["title"])
        self._lines["title"].setFocus()

    def line(self, name: str) -> QLineEdit:
        """The input of one of the texts."""
        return self._lines[name]

    def show_organisation(self, found: "Organisation | WorkshopError") -> None:
        """Let the group be chosen from the organisation, or say that it cannot be read."""
        self.choosing.show_organisation(found)

    def values(self) -> FrameValues:
        """What was entered; a text is kept as typed."""
        return {
            **{name: line.text() for name, line in self._lines.items()},
            "challenge": self.challenge.typed(),
            "chosen": self.choosing.chosen(),
            "date": self.date.value(),
            "headcount": self.headcount.value(),
        }

    def accept(self) -> None:
        """Give the values, if there is a title."""
        if not self.accept_button.isEnabled():
            return
        values = self.values()
        super().accept()
        self.given.emit(values)

    def _add(self, form: QFormLayout, label: str, field: QWidget) -> None:
        caption = PlainLabel(label, "soft", wrap=False)
        caption.setBuddy(field)
        field.setAccessibleName(label)
        form.addRow(caption, field)

    def _on_grown(self) -> None:
        if self.isVisible():
            self.fit()

    def _on_edited(self) -> None:
        has_title = bool(self._lines["title"].text().strip())
        spoilt = self.date.is_spoilt() or self.headcount.is_spoilt()
        self.accept_button.setEnabled(has_title and not spoilt)


def _show_start(line: QLineEdit) -> None:
    """Select all of a text backwards, so that one sees how a long one begins."""
    line.end(False)  # Qt's own
    line.cursorBackward(True, len(line.text()))  # Qt's own


class StepDialog(CalmDialog):
    """Asks for the texts and the length of a step, and for what else can be set of it.

    Signals:
        given(dict): ``title``, ``prompt`` and ``minutes``, None for what stands as it did; and
            ``settings`` where there are some.

    Attributes:
        arranging: the fields of the settings; None where there are none.
    """

    given = Signal(object)

    def __init__(
        self,
        translator: Translator,
        title: str,
        prompt: str,
        minutes: int | None,
        parent: QWidget | None = None,
        arranging: "Arranging | None" = None,
    ) -> None:
        super().__init__(_WIDTH if arranging is None else _WIDER, parent)
        self.arranging = arranging
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        text = translator.text
        self.setWindowTitle(text("Edit this step"))
        self._before = (title, prompt, minutes)
        self.title = QLineEdit(title)
        self.title.setMaxLength(_LONGEST)
        self.title.setCursorPosition(0)
        self.title.textChanged.connect(self._on_edited)
        self.prompt = QPlainTextEdit(prompt)
        self.prompt.setTabChangesFocus(True)
        self.prompt.setMinimumHeight(110)
        self.minutes = NumberField(1, 600, text("no length"))
        self.minutes.set_value(minutes)
        self.minutes.textChanged.connect(self._on_edited)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for label, field in (
            (text("Title"), self.title),
            (text("Question on the stage"), self.prompt),
            (text("Minutes"), self.minutes),
        ):
            caption = PlainLabel(label, "soft", wrap=False)
            caption.setBuddy(field)
            field.setAccessibleName(label)
            form.addRow(caption, field)
        self.save = PrimaryButton(text("Save"))
        self.save.setDefault(True)
        self.save.clicked.connect(self.accept)
        cancel = QuietButton(text("Cancel"))
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addWidget(
            PlainLabel(text("Everybody sees the change at once. You can undo it."), "small"), 1
        )
        buttons.addWidget(cancel)
        buttons.addWidget(self.save)
        rows = self.column
        heading = PlainLabel(text("Edit this step"), "title")
        rows.addWidget(heading)
        rows.addLayout(form)
        if arranging is not None:
            rows.setContentsMargins(24, 24, 16, 24)
            for part in (heading, form, buttons):  # in line with what scrolls
                part.setContentsMargins(MARGINS)
            self.prompt.setFixedHeight(2 * self.prompt.fontMetrics().lineSpacing() + 28)
            rows.addWidget(arranging)
        rows.addLayout(buttons)
        self.prompt.setFocus()

    def accept(self) -> None:
        """Give what was changed."""
        if not self.save.isEnabled():
            return
        title, prompt, minutes = self._before
        new = (self.title.text(), self.prompt.toPlainText(), self.minutes.value())
        super().accept()
        given: dict[str, object] = {
            "title": new[0] if new[0] != title and new[0].strip() else None,
            "prompt": new[1] if new[1] != prompt else None,
            "minutes": new[2] if new[2] != minutes else None,
        }
        if self.arranging is not None:
            given["settings"] = self.arranging.changed() or None
        self.given.emit(given)

    def _on_edited(self) -> None:
        self.save.setEnabled(bool(self.title.text().strip()) and not self.minutes.is_spoilt())
