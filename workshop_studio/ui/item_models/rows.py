"""How one list of rows becomes another by taking out and putting in, so that views keep theirs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol, runtime_checkable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex


class RowParts(NamedTuple):
    """All that the height of a row depends on, asked for at once.

    Attributes:
        text: what the row says.
        badge: what stands at its right end.
        is_group: whether it is the head of a group.
        has_box: whether a box to be ticked stands before the text.
    """

    text: str
    badge: str = ""
    is_group: bool = False
    has_box: bool = False


@runtime_checkable
class SaysRowParts(Protocol):
    """A model of many rows, of which each can be asked for without Qt between."""

    def row_parts(self, index: QModelIndex | QPersistentModelIndex) -> RowParts:
        """The parts of a row."""


@dataclass(frozen=True, slots=True)
class Removal:
    """Rows ``first`` to ``last`` go."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Insertion:
    """Rows ``first`` to ``last`` of the new list come in there."""

    first: int
    last: int


def changes(before: Sequence[str], after: Sequence[str]) -> list[Removal | Insertion]:
    """The removals, from the last up, and then the insertions, from the first down.

    Rows that changed their order are taken out and put in again.
    """
    staying = _staying(before, after)
    gone = [row for row, key in enumerate(before) if key not in staying]
    new = [row for row, key in enumerate(after) if key not in staying]
    removals = [Removal(first, last) for first, last in reversed(list(_runs(gone)))]
    return [*removals, *(Insertion(first, last) for first, last in _runs(new))]


def _staying(before: Sequence[str], after: Sequence[str]) -> frozenset[str]:
    known, wanted = frozenset(before), frozenset(after)
    common = [key for key in before if key in wanted]
    if common == [key for key in after if key in known]:
        return frozenset(common)
    place = {key: row for row, key in enumerate(after)}
    staying: list[str] = []
    for key in common:  # greedy: keeps the order of the new list, drops what runs against it
        if not staying or place[key] > place[staying[-1]]:
            staying.append(key)
    return frozenset(staying)


def _runs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = end = -2
    for row in rows:
        if row == end + 1:
            end = row
            continue
        if start >= 0:
            yield start, end
        start = end = row
    if start >= 0:
        yield start, end
