"""What a leadership group decided in earlier sessions and has not done yet."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from workshop_studio.app.ports import Loaded
from workshop_studio.domain.errors import WorkshopError
from workshop_studio.domain.records import Earlier, Frame
from workshop_studio.domain.state import State, ordered

OPEN: Final = frozenset({"planned", "started"})
MOST: Final = 200
"""Most initiatives that are brought along; the newest sessions come first."""


def open_initiatives(
    paths: Iterable[Path],
    state: State,
    read: Callable[[Path], Loaded],
    stopped: Callable[[], bool],
) -> tuple[Earlier, ...]:
    """Open initiatives of the same group's other sessions.

    Args:
        paths: session files, the newest first. One that cannot be read is passed over: whoever
            opens it hears why.
        state: the session that asks.
        read: reads a file.
        stopped: whether nobody waits for the answer any more; asked before each file.
    """
    if state.document is None or state.frame is None or not _group(state.frame):
        return ()
    found: dict[str, Earlier] = {}
    for path in paths:
        if stopped() or len(found) >= MOST:
            break
        try:
            other = read(path).state
        except WorkshopError:
            continue
        found.update((row.key, row) for row in _open_in(other, state))
    return tuple(found.values())[:MOST]


def _open_in(other: State, state: State) -> list[Earlier]:
    document, frame = other.document, other.frame
    if document is None or frame is None or state.document is None or state.frame is None:
        return []
    if document.rehearsal or document.id == state.document.id or not _same(frame, state.frame):
        return []
    return [
        Earlier(
            document=document.id,
            initiative=one.id,
            session=frame.title,
            held=frame.date,
            title=one.title,
            owner=one.owner,
            due=one.due,
            status=one.status,
        )
        for one in ordered(other.initiatives.values())
        if one.status in OPEN
    ]


def _group(frame: Frame) -> str:
    return " ".join(frame.group.split()).casefold()


def _same(one: Frame, other: Frame) -> bool:
    """The same group by its id in the organisation where both have one, else by its name."""
    ids = one.chosen.get("group"), other.chosen.get("group")
    return ids[0] == ids[1] if all(ids) else _group(one) == _group(other)
