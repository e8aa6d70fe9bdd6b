"""Where the facilitator places options on behalf of the group: in the picture, or from the list.

The picture is the one that all see. A disc or a card is dragged in it; what lies nowhere yet is
chosen in the list and put down by a click, or with sliders, buttons and keys.
"""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from workshop_studio.blocks import Ballot, ColumnsChart
from workshop_studio.i18n.charts import grid, named
from workshop_studio.i18n.translator import Translator
from workshop_studio.i18n.words import METHODS, cluster_title, column_name, word
from workshop_studio.ui.blocks.base import BlockView, Sent
from workshop_studio.ui.blocks.chart import spoken
from workshop_studio.ui.blocks.placing_parts import PlacePicture, PlacingList
from workshop_studio.ui.item_models.ideas import ID_ROLE
from workshop_studio.ui.item_models.placing import Lying, PlacingModel
from workshop_studio.ui.passed.rows import ChoiceRow, PlaceRow
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.labels import Card, PlainLabel, QuietButton

_QUIET: Final = 350
"""Milliseconds without a key after which a slider's place counts: one move is one undo."""
_NARROW: Final = 560
_LIST: Final = 240
_MOST_NUMBERED: Final = 60
Marks = dict[str, int]


class PlacingView(BlockView[Ballot]):
    """What the group places, and where it lies.

    Attributes:
        picture: what all see.
        list: the options.
        row: the sliders or buttons of the option that is chosen; None where none is.
        away: takes it away.
    """

    def __init__(self, translator: Translator, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(translator, theme, parent)
        self._block: Ballot | None = None
        self._moved: Marks = {}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_QUIET)
        self._soon.timeout.connect(self._send_moved)
        self.said = PlainLabel("", "label")
        self.hint = PlainLabel("", "small")
        self.picture = PlacePicture(translator, theme)
        self.picture.taken_up.connect(self.choose)
        self.picture.put_down.connect(self._on_put_down)
        self.picture.pressed_at.connect(self._on_pressed_at)
        self.model = PlacingModel(self)
        self.list = PlacingList(theme, self._press)
        self.list.setModel(self.model)
        self.list.setFixedHeight(_LIST)
        self.list.setAccessibleName(translator.text("Options"))
        self.list.selectionModel().currentChanged.connect(self._on_chosen)
        self.row: PlaceRow | ChoiceRow | None = None
        self.away = QuietButton(translator.text("Take it away"), small=True)
        self.away.clicked.connect(lambda: self._press(None))
        card = Card()
        card.column.setContentsMargins(20, 16, 20, 20)
        card.column.setSpacing(12)
        card.column.addWidget(self.said)
        card.column.addWidget(self.picture)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(16)
        self._chosen = QVBoxLayout()
        self._chosen.addWidget(self.away, 0, Qt.AlignmentFlag.AlignLeft)
        self._chosen.addWidget(self.hint)
        self._chosen.addStretch(1)
        self._beside.addWidget(self.list, 1, Qt.AlignmentFlag.AlignTop)
        self._beside.addLayout(self._chosen, 1)
        card.column.addLayout(self._beside)
        self.column.addWidget(card)

    def show_block(self, block: Ballot) -> None:
        """Show where all lies now; the option that is chosen stays so."""
        before, self._block = self._block, block
        text, places = self.translator.text, self._places(block)
        lying = sum(1 for place, _ in places.values() if place)
        method = word(METHODS, block.method, self.translator)
        placed = self.translator.count(
            "{n} of {of} is placed", "{n} of {of} are placed", lying, of=len(block.options)
        )
        self.said.setText(f"{method} · {placed}")
        chosen = self.chosen()
        self.model.show_rows(
            tuple(
                Lying(one.id, cluster_title(one.text, self.translator), *places[one.id])
                for one in block.options
            )
        )
        self.picture.setVisible(block.picture is not None)
        if block.picture is not None:
            self.picture.show_chart(block.picture, _MOST_NUMBERED)
            self.picture.setAccessibleName(f"{method}, {placed}")
            told = spoken(grid(block.picture, method, self.translator))
            self.picture.setAccessibleDescription("\n".join(told))
        self.hint.setText(
            text("In the list, the keys 1 to {n} put it into that column.", n=len(block.scales))
            if block.method == "columns"
            else text("Click in the picture, or use the sliders. Drag what lies there already.")
        )
        if before is None or before.fixed != block.fixed or self.model.row_of(chosen) < 0:
            self._moved = {}
            self.choose(self._next_of(""))
        elif before.scales != block.scales:
            self._make_row()
        self._show_row()

    def chosen(self) -> str:
        """Id of the option that is chosen; empty where none is."""
        return str(self.list.currentIndex().data(ID_ROLE) or "")

    def choose(self, option: str) -> None:
        """Choose an option."""
        row = self.model.row_of(option)
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row))

    def first_input(self) -> QWidget | None:
        """The list."""
        return self.list

    def refuse(self, text: str, sent: Sent | None) -> bool:
        """Say why, and come back to the option that could not be placed so."""
        if sent is not None:
            self.choose(str(sent.get("option", "")))
        self._show_row()
        return super().refuse(text, sent)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """List and sliders under each other where it is narrow."""
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        is_narrow = event.size().width() < _NARROW
        self._beside.setDirection(ways.TopToBottom if is_narrow else ways.LeftToRight)

    # What is where

    def _places(self, block: Ballot) -> dict[str, tuple[str, str]]:
        """Where each option lies, short and as it is read aloud."""
        nowhere = ("", self.translator.text("not placed"))
        if block.method != "axes":
            names = [self.translator.words(scale.name) for scale in block.scales]
            at = {key: names[n] for key, n in block.marks.items() if n < len(names)}
            return {
                one.id: (at[one.id], at[one.id]) if one.id in at else nowhere
                for one in block.options
            }
        numbers = {}
        if block.picture is not None:
            numbers = {key: n for n, (key, _) in enumerate(named(block.picture), 1)}
        across, up = block.scales
        places = {}
        for one in block.options:
            x, y = (block.marks.get(f"{axis.id}/{one.id}") for axis in (across, up))
            if x is None or y is None:
                places[one.id] = nowhere
                continue
            number = f"{numbers.get(one.id, '')}"
            told = ", ".join(
                f"{self.translator.words(axis.name)} {value}"
                for axis, value in ((up, y), (across, x))
            )
            places[one.id] = (f"{number} · ↑{y} →{x}", f"{number}: {told}")
        return places

    def _keys(self, option: str) -> list[str]:
        """The keys that an option has on the ballot."""
        block = self._block
        if block is None or block.method != "axes":
            return [option]
        return [f"{scale.id}/{option}" for scale in block.scales]

    def _marks(self, option: str) -> Marks:
        """Where an option lies."""
        marks = {} if self._block is None else self._block.marks
        return {key: marks[key] for key in self._keys(option) if key in marks}

    def _ends(self) -> tuple[int, int]:
        rule = {} if self._block is None else self._block.rule
        low, high = rule.get("low"), rule.get("high")
        return (low if isinstance(low, int) else 0), (high if isinstance(high, int) else 100)

    def _next_of(self, option: str) -> str:
        """The next option that lies nowhere, behind one and then from the first; else the same."""
        block = self._block
        if block is None:
            return ""
        keys = [one.id for one in block.options]
        at = keys.index(option) + 1 if option in keys else 0
        free = [key for key in (*keys[at:], *keys[:at]) if key != option and not self._marks(key)]
        return next(iter(free), option or next(iter(keys), ""))

    # Placing

    def _on_pressed_at(self, across: float, up: float) -> None:
        """Put the chosen option there if it lies nowhere yet."""
        option = self.chosen()
        if option and not self._marks(option):
            self._put(option, across, up)

    def _on_put_down(self, option: str, across: float, up: float) -> None:
        self._put(option, across, up)

    def _put(self, option: str, across: float, up: float) -> None:
        block = self._block
        if block is None:
            return
        if isinstance(block.picture, ColumnsChart):
            n = len(block.scales)
            self._place(option, {option: min(int(across * n), n - 1)})
            return
        low, high = self._ends()
        at = [round(low + part * (high - low)) for part in (across, up)]
        self._place(option, dict(zip(self._keys(option), at, strict=True)))

    def _press(self, column: int | None) -> bool:
        """Put the chosen option into a column, or take it away; False where neither can be."""
        option, block = self.chosen(), self._block
        if block is None or not option:
            return False
        if column is None:
            if not self._marks(option):
                return False
            self._place(option, {})
            return True
        if block.method != "columns" or column >= len(block.scales):
            return False
        self._place(option, {option: column})
        return True

    def _place(self, option: str, marks: Marks) -> None:
        """Ask for it, and go on to the next that lies nowhere if this one did not lie anywhere."""
        self._soon.stop()
        self._moved = {}
        block = self._block
        if block is None or marks == self._marks(option):
            self._show_row()
            return
        was_free = not self._marks(option)
        self._ask(option, marks)
        if was_free and marks:
            self.choose(self._next_of(option))

    def _give(self, key: str, value: int | None) -> None:
        """A button was pressed, or a slider moved, which counts when it rests."""
        if isinstance(self.row, ChoiceRow):
            self._press(value)
            return
        option, (low, high) = self.chosen(), self._ends()
        begin = dict.fromkeys(self._keys(option), (low + high) // 2)
        self._moved = {**begin, **self._marks(option), **self._moved}
        if value is not None:
            self._moved[key] = value
        self._show_row()
        is_held = isinstance(self.row, PlaceRow) and any(
            slider.isSliderDown() for slider in self.row.sliders.values()
        )
        if not is_held:
            self._soon.start()

    def _send_moved(self) -> None:
        """Ask for where the sliders have brought an option."""
        self._soon.stop()
        moved, self._moved = self._moved, {}
        if not moved or self._block is None:
            return
        option = next(iter(moved)).rpartition("/")[2]
        if moved != self._marks(option):
            self._ask(option, moved)

    def _ask(self, option: str, marks: Marks) -> None:
        block = self._block
        if block is not None:
            sent = {"type": block.command, **block.fixed, "option": option, "marks": marks}
            self.command_requested.emit(sent)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Where the keyboard leaves a slider, its place counts at once."""
        if event.type() == QEvent.Type.FocusOut:
            self._send_moved()
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget what was moved: the group has gone on."""
        self._soon.stop()
        self._moved = {}
        super().hideEvent(event)

    # The chosen one

    def _on_chosen(self) -> None:
        """Another option: what was moved of the last one counts."""
        self._send_moved()
        self.forget_refusal()
        self._make_row()
        self._show_row()

    def _make_row(self) -> None:
        """Sliders or buttons for the option that is chosen."""
        block, option = self._block, self.chosen()
        if self.row is not None:
            self._chosen.removeWidget(self.row)
            self.row.hide()
            self.row.deleteLater()
            self.row = None
        found = None if block is None else next((o for o in block.options if o.id == option), None)
        if block is None or found is None or block.method not in {"axes", "columns"}:
            return
        words, text = self.translator.words, cluster_title(found.text, self.translator)
        if block.method == "axes":
            axes = [
                (f"{axis.id}/{option}", words(axis.name), words(axis.low), words(axis.high))
                for axis in block.scales
            ]
            self.row = PlaceRow(text, axes, self._ends(), self._give)
            for slider in self.row.sliders.values():
                slider.installEventFilter(self)
        else:
            names = [column_name(scale, self.translator) for scale in block.scales]
            choices = [(n, f"{n + 1}  {name}", name) for n, name in enumerate(names)]
            self.row = ChoiceRow(option, text, choices, self._give)
        self._chosen.insertWidget(0, self.row)

    def _show_row(self) -> None:
        """Where the chosen option lies, or is being moved."""
        option = self.chosen()
        marks = self._marks(option)
        self.away.setEnabled(bool(marks))
        if isinstance(self.row, PlaceRow):
            self.row.show_places({**marks, **self._moved})
        elif isinstance(self.row, ChoiceRow):
            self.row.show_given(marks.get(option), can_give=True)
