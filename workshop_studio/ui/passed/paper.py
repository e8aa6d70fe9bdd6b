"""A ballot of any kind, filled in on the laptop passed round."""

from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from workshop_studio.blocks import Ballot, Choosable
from workshop_studio.i18n.translator import Translator
from workshop_studio.i18n.words import (
    ANSWERS,
    ASKS,
    PROMISES,
    cluster_title,
    column_name,
    number,
    word,
)
from workshop_studio.ui.blocks.base import BlockView
from workshop_studio.ui.passed.group import GroupRow
from workshop_studio.ui.passed.rows import (
    ChoiceRow,
    Choices,
    DotsRow,
    NumberRow,
    PairRow,
    PlaceRow,
    RankRow,
    Row,
    TickRow,
)
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.labels import PlainLabel

MOST_BUTTONS: Final = 11
"""Values of a scale from which a number is typed in place of a button pressed."""


class BallotPaper(BlockView[Ballot]):
    """A ballot that is filled in.

    What is marked lies here alone until it is handed in, and goes with the widget.
    """

    def __init__(self, translator: Translator, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(translator, theme, parent)
        self._block: Ballot | None = None
        self.marks: dict[str, int] = {}
        self.rows: dict[str, Row] = {}
        self.count = PlainLabel("", "strong")
        self.asks = PlainLabel("", "soft")
        self.promise = PlainLabel("", "small")
        self.group = GroupRow(translator)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.column.addWidget(self.promise)
        self.column.addWidget(self.group)  # above, for what hands on is in sight from the first
        self.column.addWidget(self.asks)
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
            self.marks = {key: n for key, n in self.marks.items() if _is_on(block, key)}
            self.rows = self._rows(block)
            for row in self.rows.values():
                self._list.addWidget(row)
        self.group.show_groups(block)
        self.promise.setText(word(PROMISES, block.promise, self.translator))
        asks = [self.translator.text(ASKS[code], **block.rule) for code in block.asks]
        self.asks.setText(" ".join(asks))
        self.asks.setVisible(bool(asks))
        self._say()

    def sent(self) -> dict[str, object]:
        """The ballot as plain data."""
        fixed = {} if self._block is None else self._block.fixed
        is_asked = self._block is not None and bool(self._block.groups)
        group = {"group": self.group.chosen()} if is_asked else {}
        return {"type": "CastVote", **fixed, "marks": dict(self.marks), **group}

    @property
    def is_blank(self) -> bool:
        """Whether nothing is marked."""
        return not self.marks

    def first_input(self) -> QWidget | None:
        """What gives the first option something."""
        return next((row.give for row in self.rows.values()), None)

    # Making

    def _rows(self, block: Ballot) -> dict[str, Row]:
        if block.method == "pairwise":
            return {pair: self._pair(block, pair) for pair in block.pairs}
        texts = {one.id: cluster_title(one.text, self.translator) for one in block.options}
        if not block.scales or block.method in {"axes", "columns"}:
            return {key: self._row(block, key, key, text) for key, text in texts.items()}
        return {  # one criterion after the other
            f"{scale.id}/{key}": self._row(
                block,
                f"{scale.id}/{key}",
                key,
                f"{self.translator.words(scale.name)} · {text}",
            )
            for scale in block.scales
            for key, text in texts.items()
        }

    def _row(self, block: Ballot, key: str, option: str, text: str) -> Row:
        match block.method:
            case "dots":
                return DotsRow(key, text, self._give, self.translator)
            case "approval":
                return TickRow(key, text, self._give)
            case "budget":
                cost = next((one.cost for one in block.options if one.id == option), None)
                said = "" if cost is None else number(cost, self.translator)
                return TickRow(key, text, self._give, said)
            case "rank":
                return RankRow(key, text, self._press, self._move, self.translator)
            case "axes":
                return self._place(block, option, text)
            case "columns":
                names = [column_name(scale, self.translator) for scale in block.scales]
                choices = [(n, name, name) for n, name in enumerate(names)]
                return ChoiceRow(key, text, choices, self._give)
            case _:
                return self._scale(block, key, text)

    def _scale(self, block: Ballot, key: str, text: str) -> Row:
        if block.method == "consent":
            answers = [word(ANSWERS, f"consent.own.{n}", self.translator) for n in (2, 1, 0)]
            choices: Choices = [
                (value, said, said) for value, said in zip((2, 1, 0), answers, strict=True)
            ]
            return ChoiceRow(key, text, choices, self._give)
        low, high = (
            (0, 5) if block.method == "fist" else (self._number("low"), self._number("high"))
        )
        low, high = low or 0, 10 if high is None else high
        if high - low >= MOST_BUTTONS:
            return NumberRow(key, text, (low, high), self._give, self.translator)
        numbers = range(low, high + 1)
        return ChoiceRow(key, text, [(n, str(n), str(n)) for n in numbers], self._give)

    def _pair(self, block: Ballot, pair: str) -> Row:
        one, other = (cluster_title(option.text, self.translator) for option in _two(block, pair))
        level = self.translator.text("Equally good")
        return PairRow(pair, "", [(1, one, one), (0, level, level), (-1, other, other)], self._give)

    def _place(self, block: Ballot, option: str, text: str) -> Row:
        words = self.translator.words
        axes = [
            (f"{axis.id}/{option}", words(axis.name), words(axis.low), words(axis.high))
            for axis in block.scales
        ]
        low, high = self._number("low"), self._number("high")
        ends = (low or 0, 100 if high is None else high)
        return PlaceRow(text, axes, ends, self._give)

    # Marking

    def _give(self, key: str, value: int | None) -> None:
        if value is None:
            self.marks.pop(key, None)
        else:
            self.marks[key] = value
        self.forget_refusal()
        self._say()

    def _press(self, key: str) -> None:
        """Rank behind those that have a rank; pressed again, out of the order."""
        order = self._order()
        if key in order:
            order.remove(key)
        else:
            order.append(key)
        self._rank(order)

    def _move(self, key: str, by: int) -> None:
        order = self._order()
        place = order.index(key)
        order.insert(min(max(0, place + by), len(order) - 1), order.pop(place))
        self._rank(order)

    def _order(self) -> list[str]:
        return sorted(self.marks, key=lambda key: self.marks[key])

    def _rank(self, order: list[str]) -> None:
        self.marks = {key: rank for rank, key in enumerate(order, start=1)}
        self.forget_refusal()
        self._say()

    # Saying

    def _number(self, name: str) -> int | None:
        value = None if self._block is None else self._block.rule.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def _say(self) -> None:
        block = self._block
        if block is None:
            return
        most = self._most(block)
        given = sum(self.marks.values()) if block.method == "dots" else len(self.marks)
        on_one = self._number("most_per_option") if block.method == "dots" else 1
        left = self._money_left(block)
        self.count.setText(self._said(block, given, most, left))
        costs = {option.id: option.cost or 0 for option in block.options}
        for key, row in self.rows.items():
            if isinstance(row, PlaceRow):
                row.show_places(self.marks)
                continue
            own = self.marks.get(key)
            is_full = most is not None and given >= most
            is_full = is_full or (
                on_one is not None and block.method == "dots" and (own or 0) >= on_one
            )
            too_dear = left is not None and costs.get(key, 0) > left
            row.show_given(own, can_give=not is_full and not too_dear)

    def _most(self, block: Ballot) -> int | None:
        """The most that may be given in all; None where there is no limit."""
        if block.method == "dots":
            return self._number("dots")
        return self._number("most") if block.method in {"approval", "rank"} else None

    def _money_left(self, block: Ballot) -> int | None:
        budget = self._number("budget") if block.method == "budget" else None
        if budget is None:
            return None
        costs = {option.id: option.cost or 0 for option in block.options}
        return budget - sum(costs.get(key, 0) for key in self.marks)

    def _said(self, block: Ballot, given: int, most: int | None, left: int | None) -> str:
        text = self.translator.text
        if block.method == "dots" and most is not None:
            return text("{left} of {most} dots left", left=most - given, most=most)
        if left is not None:
            return text("{left} left to spend", left=number(left, self.translator))
        if block.method in {"approval", "budget"}:
            if most is not None:
                return text("{n} of at most {most} chosen", n=given, most=most)
            return self.translator.count("{n} chosen", "{n} chosen", given)
        if most is not None:
            return text("{n} of at most {most} ranked", n=given, most=most)
        asked = sum(
            len(row.sliders) if isinstance(row, PlaceRow) else 1 for row in self.rows.values()
        )
        return text("{n} of {of} answered", n=given, of=asked)


def _is_on(block: Ballot, key: str) -> bool:
    """Whether a ballot asks for a key."""
    ids = {option.id for option in block.options}
    if key in ids or key in block.pairs:
        return True
    return any(key == f"{scale.id}/{option}" for scale in block.scales for option in ids)


def _two(block: Ballot, pair: str) -> tuple[Choosable, Choosable]:
    """The two options of a pair."""
    for one in block.options:
        for other in block.options:
            if pair == f"{one.id}/{other.id}":
                return one, other
    raise ValueError(pair)
