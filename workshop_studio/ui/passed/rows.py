"""One row of a ballot on the laptop passed round, by what is marked in it."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QPoint, QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QSizePolicy,
    QSlider,
    QSpinBox,
    QWidget,
)

from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.theme import set_property
from workshop_studio.ui.widgets.flow import FlowLayout
from workshop_studio.ui.widgets.inputs import CheckBox
from workshop_studio.ui.widgets.labels import Card, PlainLabel, QuietButton
from workshop_studio.ui.widgets.wrapped_button import WrappedButton

TOUCH: Final = 48
"""Least pixels of what a finger presses."""
Give = Callable[[str, int | None], None]
"""Marks a key with a value, or takes the mark away."""
Choices = Sequence[tuple[int, str, str]]
"""Values with what stands on their buttons, and what a screen reader says."""


def be_touched(button: QPushButton) -> None:
    """Have the style sheet make a button high enough for a finger."""
    button.setProperty("touch", True)
    button.setMinimumWidth(TOUCH)


def be_a_sign(button: QPushButton) -> None:
    """Have a button of one sign, such as +, drawn so that the sign is seen."""
    be_touched(button)
    button.setProperty("sign", True)
    button.setFixedWidth(max(TOUCH, 2 * button.fontMetrics().lineSpacing()))


class Row(Card):
    """One option, or one question about some.

    Attributes:
        give: what gets the keyboard first.
    """

    give: QWidget

    def show_given(self, given: int | None, *, can_give: bool) -> None:
        """Show what it has been given, and whether more can be."""
        raise NotImplementedError


class DotsRow(Row):
    """An option with − and +."""

    def __init__(self, key: str, text: str, give: Give, translator: Translator) -> None:
        super().__init__()
        self._translator = translator
        self._text = text
        self._given = 0
        self.column.setContentsMargins(16, 8, 8, 8)
        line = QHBoxLayout()
        line.setSpacing(8)
        self.less, self.more = QuietButton("−"), QuietButton("+")
        self.given = PlainLabel("0", "title", wrap=False)
        self.given.setMinimumWidth(TOUCH)
        self.given.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for button, change in ((self.less, -1), (self.more, 1)):
            be_a_sign(button)
            button.setAutoRepeat(True)  # a hundred are not given one press at a time
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(
                lambda _=False, change=change: give(key, self._given + change or None)
            )
        self.less.setAccessibleName(translator.text("One dot less: {option}", option=text))
        self.more.setAccessibleName(translator.text("One dot more: {option}", option=text))
        self.give = self.more
        line.addWidget(PlainLabel(text, "lead"), 1, Qt.AlignmentFlag.AlignVCenter)
        for widget in (self.less, self.given, self.more):
            line.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self.column.addLayout(line)

    def show_given(self, given: int | None, *, can_give: bool) -> None:
        """Show its dots."""
        self._given = given or 0
        self.given.setText(str(self._given))
        self.given.setAccessibleName(
            self._translator.text("{option}: {n} dots", option=self._text, n=self._given)
        )
        # A disabled button would hand the keyboard on to its neighbour.
        for button, is_on in ((self.less, self._given > 0), (self.more, can_give)):
            if not is_on and button.hasFocus():
                other = self.more if button is self.less else self.less
                other.setEnabled(True)
                other.setFocus()
            button.setEnabled(is_on)


class _WholeRow(CheckBox):
    """A box that is ticked wherever its row is pressed; Qt asks for its text, which it has not."""

    def hitButton(self, pos: QPoint) -> bool:
        """Anywhere in it."""
        return self.rect().contains(pos)


class TickRow(Row):
    """An option with a tick; the whole row takes a press."""

    def __init__(self, key: str, text: str, give: Give, cost: str = "") -> None:
        super().__init__()
        self.column.setContentsMargins(16, 0, 16, 0)
        self.box = _WholeRow()
        self.box.setMinimumHeight(TOUCH)
        self.box.setAccessibleName(f"{text} · {cost}" if cost else text)
        self.box.setProperty("ring_around", "parent")
        self.box.toggled.connect(lambda on: give(key, 1 if on else None))
        self.give = self.box
        label = PlainLabel(text, "lead")
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        label.setContentsMargins(40, 12, 0, 12)
        one = QGridLayout()
        one.addWidget(self.box, 0, 0, 1, 2)
        one.addWidget(label, 0, 0)
        label.raise_()
        if cost:  # in a column of its own, so that costs can be compared
            beside = PlainLabel(cost, "lead", wrap=False)
            beside.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            beside.setContentsMargins(16, 12, 0, 12)
            one.addWidget(beside, 0, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            one.setColumnStretch(0, 1)
        self.column.addLayout(one)

    def show_given(self, given: int | None, *, can_give: bool) -> None:
        """Show its tick."""
        with QSignalBlocker(self.box):  # what is shown is not given again
            self.box.setChecked(bool(given))
        self.box.setEnabled(bool(given) or can_give)


class ChoiceRow(Row):
    """A question with a button for each answer; pressed again, an answer is taken back."""

    def __init__(self, key: str, text: str, choices: Choices, give: Give) -> None:
        super().__init__()
        self.column.setContentsMargins(16, 10, 16, 12)
        self.column.setSpacing(8)
        if text:
            self.column.addWidget(PlainLabel(text, "lead"))
        inside = QWidget()
        layout = self._laid_out(inside)
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self.buttons: dict[int, QuietButton] = {}
        self._given: int | None = None
        for value, said, spoken in choices:
            button = WrappedButton(said)
            button.setCheckable(True)
            be_touched(button)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setAccessibleName(f"{text}: {spoken}" if text else spoken)
            button.clicked.connect(
                lambda _=False, value=value: give(key, None if self._given == value else value)
            )
            self._group.addButton(button)
            self.buttons[value] = button
            layout.addWidget(button)
        self.give = next(iter(self.buttons.values()), inside)
        self.column.addWidget(inside)

    def _laid_out(self, inside: QWidget) -> QLayout:
        """One answer after the other, as words in a line."""
        return FlowLayout(inside)

    def show_given(self, given: int | None, *, can_give: bool) -> None:
        """Press in the button of the answer."""
        del can_give
        self._given = given
        for value, button in self.buttons.items():
            with QSignalBlocker(button):
                button.setChecked(value == given)


class PairRow(ChoiceRow):
    """Two options beside each other, and between them that they are equally good."""

    def __init__(self, key: str, text: str, choices: Choices, give: Give) -> None:
        super().__init__(key, text, choices, give)
        for value, button in self.buttons.items():
            if value:  # the same width for each, whatever it says
                button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
                self._line.setStretchFactor(button, 1)

    def _laid_out(self, inside: QWidget) -> QLayout:
        self._line = QHBoxLayout(inside)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(8)
        return self._line


class NumberRow(Row):
    """An option with a number on a wide scale; empty where somebody has no opinion."""

    def __init__(
        self, key: str, text: str, ends: tuple[int, int], give: Give, translator: Translator
    ) -> None:
        super().__init__()
        low, high = ends
        self._low = low
        self.column.setContentsMargins(16, 8, 8, 8)
        line = QHBoxLayout()
        line.setSpacing(12)
        self.box = QSpinBox()
        self.box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.box.setRange(low - 1, high)
        self.box.setSpecialValueText("–")
        self.box.setValue(low - 1)
        line_high = self.box.fontMetrics().lineSpacing()
        self.box.setFixedSize(max(2 * TOUCH, 4 * line_high), max(TOUCH, round(1.7 * line_high)))
        self.box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.box.setAccessibleName(
            translator.text("{option}: from {low} to {high}", option=text, low=low, high=high)
        )
        self.box.valueChanged.connect(lambda value: give(key, None if value < low else value))
        self.give = self.box
        line.addWidget(PlainLabel(text, "lead"), 1, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.box)
        self.column.addLayout(line)

    def show_given(self, given: int | None, *, can_give: bool) -> None:
        """Show the number."""
        del can_give
        with QSignalBlocker(self.box):
            self.box.setValue(self._low - 1 if given is None else given)


class RankRow(Row):
    """An option that is pressed in the order in which somebody prefers, and can be moved."""

    def __init__(
        self,
        key: str,
        text: str,
        press: Callable[[str], None],
        move: Callable[[str, int], None],
        translator: Translator,
    ) -> None:
        super().__init__()
        self._text, self._translator = text, translator
        self.column.setContentsMargins(8, 8, 8, 8)
        line = QHBoxLayout()
        line.setSpacing(12)
        self.place = QuietButton()
        self.place.setCheckable(True)
        self.up, self.down = QuietButton("↑"), QuietButton("↓")
        for button in (self.place, self.up, self.down):
            be_a_sign(button)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.place.clicked.connect(lambda _=False: press(key))
        self.up.clicked.connect(lambda _=False: move(key, -1))
        self.down.clicked.connect(lambda _=False: move(key, 1))
        self.up.setAccessibleName(translator.text("Better: {option}", option=text))
        self.down.setAccessibleName(translator.text("Worse: {option}", option=text))
        self.give = self.place
        line.addWidget(self.place, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(PlainLabel(text, "lead"), 1, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.up, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.down, 0, Qt.AlignmentFlag.AlignVCenter)
        self.column.addLayout(line)

    def show_given(self, given: int | None, *, can_give: bool) -> None:
        """Show its rank; only what has one can be moved."""
        text = self._translator.text
        with QSignalBlocker(self.place):
            self.place.setChecked(given is not None)
        self.place.setText("" if given is None else str(given))
        self.place.setAccessibleName(
            text("Not ranked: {option}", option=self._text)
            if given is None
            else text("Rank {rank}: {option}", rank=given, option=self._text)
        )
        self.place.setEnabled(given is not None or can_give)
        for button in (self.up, self.down):
            button.setVisible(given is not None)


class PlaceRow(Row):
    """An option with a slider for each axis; untouched, it lies nowhere."""

    def __init__(
        self,
        text: str,
        axes: Sequence[tuple[str, str, str, str]],
        ends: tuple[int, int],
        give: Give,
    ) -> None:
        """Make the row.

        Args:
            text: the option.
            axes: key, name, and what the low and the high end mean, of each axis.
            ends: the lowest and the highest place.
            give: marks a key.
        """
        super().__init__()
        self.column.setContentsMargins(16, 10, 16, 12)
        self.column.addWidget(PlainLabel(text, "lead"))
        self.sliders: dict[str, QSlider] = {}
        self._middle = sum(ends) // 2
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        for line, (key, name, low, high) in enumerate(axes):
            slider = QSlider(Qt.Orientation.Horizontal)
            slider.setRange(*ends)
            slider.setValue(self._middle)
            slider.setProperty("unset", True)
            slider.setMinimumHeight(TOUCH)
            slider.setAccessibleName(f"{text}: {name}")
            slider.valueChanged.connect(lambda value, key=key: give(key, value))
            slider.sliderReleased.connect(lambda s=slider, key=key: give(key, s.value()))
            grid.addWidget(PlainLabel(name, "label", wrap=False), line, 0)
            grid.addWidget(PlainLabel(low, "small", wrap=False), line, 1)
            grid.addWidget(slider, line, 2)
            grid.addWidget(PlainLabel(high, "small", wrap=False), line, 3)
            self.sliders[key] = slider
        grid.setColumnStretch(2, 1)
        self.give = next(iter(self.sliders.values()), self)
        self.column.addLayout(grid)

    def show_places(self, marks: "dict[str, int]") -> None:
        """Show where it lies on each axis."""
        for key, slider in self.sliders.items():
            with QSignalBlocker(slider):
                slider.setValue(marks.get(key, self._middle))
            set_property(slider, "unset", key not in marks)

    def show_given(self, given: int | None, *, can_give: bool) -> None:
        """Nothing of one value: see :meth:`show_places`."""
