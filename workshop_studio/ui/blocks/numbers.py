"""The fields of a form that take numbers: one number, or a count for each of many options."""

from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSpinBox, QWidget

from workshop_studio.blocks import Choosable, FormField
from workshop_studio.i18n.translator import Translator
from workshop_studio.i18n.words import answered
from workshop_studio.ui.blocks.fields import FieldView
from workshop_studio.ui.widgets.labels import PlainLabel, QuietButton

MOST = 99_999_999
_WIDTH = 104
_EDGES = 40
"""Pixels of a box beside its number."""
_AROUND = 1.7
"""How many lines of its text a box is high, if that is more than a finger needs."""
TOUCH = 44
"""Pixels of a button that a finger may press."""
_PAGE = 12
"""Options that are shown at first, and by which more are shown."""
_AT_ONCE = 4
"""Rows that are made between two frames."""


class CountBox(QSpinBox):
    """A whole number from 0, marked when the box gets the keyboard; arrow keys count up and down.

    The style sheet gives its buttons no width. With ``NoButtons`` instead, Qt gives the number a
    single pixel where a style sheet draws the border.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(0, MOST)
        self.setAccelerated(True)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the wheel scrolls past, not through it
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Be as wide as larger text asks for."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.setFixedWidth(max(_WIDTH, self.fontMetrics().horizontalAdvance("00000") + _EDGES))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Be ready to be typed over."""
        super().focusInEvent(event)
        self.selectAll()

    def stepBy(self, steps: int) -> None:
        """Count on; nothing is marked where no keyboard is."""
        super().stepBy(steps)
        if not self.hasFocus():
            self.lineEdit().deselect()


class Stepper(QWidget):
    """A box between − and +, for one mouse or a finger.

    The buttons take no keyboard: in the box the arrow keys do the same.
    """

    def __init__(self, box: CountBox, translator: Translator) -> None:
        super().__init__()
        self.less, self.more = QuietButton("−"), QuietButton("+")
        self._box = box
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        for button in (self.less, self.more):
            button.setProperty("sign", True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAutoRepeat(True)
        box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.less.setAccessibleName(translator.text("One less: {what}", what=box.accessibleName()))
        self.more.setAccessibleName(translator.text("One more: {what}", what=box.accessibleName()))
        self.less.clicked.connect(box.stepDown)
        self.more.clicked.connect(box.stepUp)
        for widget in (self.less, box, self.more):
            line.addWidget(widget)
        line.addStretch(1)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Be as high as larger text asks for."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        side = max(TOUCH, round(self.fontMetrics().lineSpacing() * _AROUND))
        for button in (self.less, self.more):
            button.setFixedSize(side, side)
        self._box.setFixedHeight(side)


class NumberField(FieldView):
    """One whole number."""

    def __init__(self, spec: FormField, label: str, translator: Translator) -> None:
        super().__init__(spec, label, translator)
        self.box = CountBox()
        if spec.least is not None and spec.most is not None:
            self.box.setRange(spec.least, spec.most)
        self.box.valueChanged.connect(self._on_changed)
        self._is_filling = False
        self.box.setAccessibleName(label)
        self.stepper = Stepper(self.box, translator)
        self._hold(self.box, self.stepper)

    def _on_changed(self) -> None:
        if not self._is_filling:
            self._on_touched()

    def enter(self, value: Any) -> None:  # noqa: ANN401
        """Show a number; None is 0."""
        self._is_filling = True
        self.box.setValue(int(value or 0))
        self._is_filling = False

    def entered(self) -> int:
        """The number."""
        return self.box.value()


class CountsField(FieldView):
    """A count for each option: one row each, the option to the left; of many a page at a time."""

    def __init__(self, spec: FormField, label: str, translator: Translator) -> None:
        super().__init__(spec, label, translator)
        self.boxes: dict[str, CountBox] = {}
        self.steppers: dict[str, Stepper] = {}
        self.sum = PlainLabel("", "strong")
        self._each: int | None = None
        self._counts: dict[str, int] = {}
        self._is_filling = False
        self._shown = 0
        self._next_rows = QTimer(self)
        self._next_rows.setSingleShot(True)
        self._next_rows.timeout.connect(self._show_rows)
        rows = QWidget()
        self._grid = QGridLayout(rows)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(0, 1)
        self.more = QuietButton("")
        self.more.clicked.connect(self._show_page)
        self._column.addWidget(rows)
        self._column.addWidget(self.sum)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._options: tuple[Choosable, ...] = ()
        self._take_options(spec.options)

    def show_field(self, spec: FormField) -> None:
        """Show the options as they are now, and what was counted."""
        self._each = spec.each
        if spec.options != self._options:
            self._take_options(spec.options)
        super().show_field(spec)
        self._say_sum()

    def _say_sum(self) -> None:
        said = self.translator.count("{n} in all", "{n} in all", sum(self._counts.values()))
        if self._each is not None:
            most = self.translator.text("at most {n} for each person", n=self._each)
            said = f"{said} · {most}"
        self.sum.setText(said)

    def _take_options(self, options: tuple[Choosable, ...]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self.boxes, self.steppers, self._options, self._shown = {}, {}, options, 0
        self._show_page()
        self.input = next(iter(self.boxes.values()), self)
        if self.input is not self:
            self.setFocusProxy(self.input)

    def _show_page(self) -> None:
        self._shown += _PAGE
        self._show_rows()
        left = max(0, len(self._options) - self._shown)
        self.more.setVisible(left > 0)
        count = min(left, _PAGE)
        self.more.setText(self.translator.count("Show {n} more", "Show {n} more", count))

    def _show_rows(self) -> None:
        """A few rows now, and the others of the page when the window has answered."""
        first = len(self.boxes)
        for row, option in enumerate(self._options[first : self._shown][:_AT_ONCE], first):
            text = answered(option.text, option.kind, self.translator)
            box = CountBox()
            box.setAccessibleName(f"{self.label}: {text}")
            box.setValue(self._counts.get(option.id, 0))
            box.valueChanged.connect(partial(self._on_counted, option.id))
            said = PlainLabel(text)
            said.setBuddy(box)
            stepper = Stepper(box, self.translator)
            self._grid.addWidget(said, row, 0, Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(stepper, row, 1, Qt.AlignmentFlag.AlignTop)
            if self.boxes:  # Tab goes from row to row, whenever they came
                self.setTabOrder(next(reversed(self.boxes.values())), box)
            self.steppers[option.id] = stepper
            self.boxes[option.id] = box
        if len(self.boxes) < min(self._shown, len(self._options)):
            self._next_rows.start()

    def _on_counted(self, option: str, value: int) -> None:
        if not self._is_filling:
            self._counts[option] = value
            self._say_sum()
            self._on_touched()

    def enter(self, value: Any) -> None:  # noqa: ANN401
        """Show counts by option id; what is not named is 0."""
        self._counts = {str(option): int(count) for option, count in (value or {}).items()}
        self._is_filling = True
        for option, box in self.boxes.items():
            box.setValue(self._counts.get(option, 0))
        self._is_filling = False
        self._say_sum()

    def entered(self) -> dict[str, int]:
        """The counts that are not 0."""
        return {option: count for option, count in self._counts.items() if count}
