"""The blocks that a participant answers on the laptop: the ballot, and the ideas just written."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from workshop_studio.blocks import Ballot, Choosable, Ideas
from workshop_studio.i18n.translator import Translator
from workshop_studio.i18n.words import PROMISES, cluster_title, ideas_count, word
from workshop_studio.ui.blocks.base import BlockView
from workshop_studio.ui.blocks.entry import EntryView
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.labels import Card, PlainLabel, QuietButton

TOUCH: Final = 48
"""Least pixels of what a finger presses."""
_HINTS: Final = (  # a keyboard on the screen must not learn the words, and offer them to the next
    Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
)


class BallotPaper(BlockView[Ballot]):
    """A ballot that is filled in: dots by − and +, or a tick for each option.

    What is marked lies here alone until it is handed in, and goes with the widget.
    """

    def __init__(self, translator: Translator, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(translator, theme, parent)
        self._block: Ballot | None = None
        self.marks: dict[str, int] = {}
        self.rows: dict[str, _Row] = {}
        self.count = PlainLabel("", "strong")
        self.promise = PlainLabel("", "small")
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.column.addWidget(self.promise)
        self.column.addWidget(self.count)
        self.column.addLayout(self._list)

    def show_block(self, block: Ballot) -> None:
        """Offer these options; what is marked of them stays."""
        is_same = self._block is not None and self._block.options == block.options
        if self._block is None:
            self.marks = dict(block.marks)
        self._block = block
        if not is_same:
            for row in self.rows.values():
                self._list.removeWidget(row)
                row.hide()
                row.deleteLater()
            self.marks = {o.id: n for o in block.options if (n := self.marks.get(o.id, 0))}
            self.rows = {option.id: self._row(option) for option in block.options}
            for row in self.rows.values():
                self._list.addWidget(row)
        self.promise.setText(word(PROMISES, block.promise, self.translator))
        self._say()

    def sent(self) -> dict[str, object]:
        """The ballot as plain data."""
        fixed = {} if self._block is None else self._block.fixed
        return {"type": "CastVote", **fixed, "marks": dict(self.marks)}

    @property
    def is_blank(self) -> bool:
        """Whether nothing is marked."""
        return not self.marks

    def first_input(self) -> QWidget | None:
        """What gives the first option something."""
        return next((row.give for row in self.rows.values()), None)

    def _row(self, option: Choosable) -> "_Row":
        text = cluster_title(option.text, self.translator)
        give = partial(self._give, option.id)
        assert self._block is not None  # noqa: S101 # rows are made of a block
        if self._block.method == "dots":
            return _DotsRow(text, give, self.translator)
        return _TickRow(text, give)

    def _give(self, option: str, change: int) -> None:
        given = self.marks.get(option, 0) + change
        if given > 0:
            self.marks[option] = given
        else:
            self.marks.pop(option, None)
        self.forget_refusal()
        self._say()

    def _most(self, name: str) -> int | None:
        value = None if self._block is None else self._block.rule.get(name)
        return value if isinstance(value, int) else None

    def _say(self) -> None:
        given, text = sum(self.marks.values()), self.translator.text
        is_dots = self._block is not None and self._block.method == "dots"
        most = self._most("dots" if is_dots else "most")
        on_one = self._most("most_per_option") if is_dots else 1
        if is_dots and most is not None:
            self.count.setText(text("{left} of {most} dots left", left=most - given, most=most))
        elif most is not None:
            self.count.setText(text("{n} of at most {most} chosen", n=given, most=most))
        else:
            self.count.setText(self.translator.count("{n} chosen", "{n} chosen", given))
        for key, row in self.rows.items():
            own = self.marks.get(key, 0)
            is_full = (most is not None and given >= most) or (on_one is not None and own >= on_one)
            row.show_given(own, can_give=not is_full)


class _Row(Card):
    """One option."""

    give: QWidget

    def show_given(self, given: int, *, can_give: bool) -> None:
        """Show what it has been given."""
        raise NotImplementedError


class _DotsRow(_Row):
    """An option with − and +."""

    def __init__(self, text: str, give: "partial[None]", translator: Translator) -> None:
        super().__init__()
        self._translator = translator
        self._text = text
        self.column.setContentsMargins(16, 8, 8, 8)
        line = QHBoxLayout()
        line.setSpacing(8)
        self.less, self.more = QuietButton("−"), QuietButton("+")
        self.given = PlainLabel("0", "title", wrap=False)
        self.given.setFixedWidth(TOUCH)
        self.given.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for button, change in ((self.less, -1), (self.more, 1)):
            button.setFixedSize(TOUCH, TOUCH)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(lambda _=False, change=change: give(change))
        self.less.setAccessibleName(translator.text("One dot less: {option}", option=text))
        self.more.setAccessibleName(translator.text("One dot more: {option}", option=text))
        self.give = self.more
        line.addWidget(PlainLabel(text, "lead"), 1, Qt.AlignmentFlag.AlignVCenter)
        for widget in (self.less, self.given, self.more):
            line.addWidget(widget)
        self.column.addLayout(line)

    def show_given(self, given: int, *, can_give: bool) -> None:
        """Show its dots."""
        self.given.setText(str(given))
        self.given.setAccessibleName(
            self._translator.text("{option}: {n} dots", option=self._text, n=given)
        )
        # A disabled button would hand the keyboard on to its neighbour.
        for button, is_on in ((self.less, given > 0), (self.more, can_give)):
            if not is_on and button.hasFocus():
                other = self.more if button is self.less else self.less
                other.setEnabled(True)
                other.setFocus()
            button.setEnabled(is_on)


class _TickRow(_Row):
    """An option with a tick; the whole row takes a press."""

    def __init__(self, text: str, give: "partial[None]") -> None:
        super().__init__()
        self.column.setContentsMargins(16, 0, 16, 0)
        self.box = QCheckBox()
        self.box.setMinimumHeight(TOUCH)
        self.box.setAccessibleName(text)
        self.box.toggled.connect(lambda on: give(1 if on else -1))
        self.give = self.box
        label = PlainLabel(text, "lead")
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        label.setContentsMargins(40, 12, 0, 12)
        one = QGridLayout()
        one.addWidget(self.box, 0, 0)
        one.addWidget(label, 0, 0)
        label.raise_()
        self.column.addLayout(one)

    def show_given(self, given: int, *, can_give: bool) -> None:
        """Show its tick."""
        self.box.blockSignals(True)  # what is shown is not given again
        self.box.setChecked(bool(given))
        self.box.blockSignals(False)
        self.box.setEnabled(bool(given) or can_give)


class OwnEntry(EntryView):
    """Where an idea is written, high enough for a finger."""

    def __init__(self, translator: Translator, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(translator, theme, parent)
        self.button.setFixedHeight(TOUCH)
        self.input.setInputMethodHints(_HINTS)


class OwnIdeas(BlockView[Ideas]):
    """What the person with the laptop has written, until they hand it on."""

    def __init__(self, translator: Translator, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(translator, theme, parent)
        self.heading = PlainLabel("", "label")
        self._rows: list[Card] = []
        self.column.addWidget(self.heading)

    def show_block(self, block: Ideas) -> None:
        """Show these ideas, the newest first."""
        said = self.translator.text(
            "You have written {ideas}", ideas=ideas_count(block.count, self.translator)
        )
        self.heading.setText(said if block.count else "")
        for row in self._rows:
            self.column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        for note in reversed(block.ideas):
            row = Card()
            row.column.setContentsMargins(16, 10, 16, 10)
            row.column.addWidget(PlainLabel(note.text, "lead"))
            self.column.addWidget(row)
            self._rows.append(row)
