"""What is told of session files without opening them: to be searched, and chosen from."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from workshop_studio.app.ports import Loaded
from workshop_studio.domain.errors import WorkshopError
from workshop_studio.domain.state import State

SUFFIX: Final = ".workshop"
MOST: Final = 2_000
"""Most files that are looked at; the newest come first."""

Fault = Literal["", "missing", "refused"]


@dataclass(frozen=True, slots=True)
class Heading:
    """One session file, as a list tells of it.

    Attributes:
        path: where it lies.
        title: the session's title.
        group: the leadership group, or the programme area where no group is named.
        ideas: how many ideas it holds.
        initiatives: how many initiatives.
        texts: what else its frame says.
    """

    path: str
    title: str
    group: str
    ideas: int
    initiatives: int
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Headings:
    """What was found.

    Attributes:
        found: the sessions, newest first.
        unreadable: the names of files that are no session, or cannot be read as one.
        folder: the sessions folder.
        fault: why nothing was found there: it is not there, or may not be looked into.
    """

    found: tuple[Heading, ...] = ()
    unreadable: tuple[str, ...] = ()
    folder: str = ""
    fault: Fault = ""


class HeadingReader:
    """Reads headings, and remembers those of files that have not changed since.

    Args:
        read: reads a session file.
    """

    def __init__(self, read: Callable[[Path], Loaded]) -> None:
        self._read = read
        self._known: dict[str, tuple[tuple[int, int], Heading | None]] = {}

    def look(self, folder: Path, others: Iterable[Path], stopped: Callable[[], bool]) -> Headings:
        """The sessions in a folder and those at other paths; rehearsals are left out.

        Args:
            folder: the sessions folder.
            others: session files elsewhere; one that is gone is passed over.
            stopped: whether nobody waits for the answer any more; asked before each file.
        """
        fault: Fault = ""
        paths = {str(path.absolute()): path for path in others}
        try:
            inside = [path for path in folder.iterdir() if path.suffix.lower() == SUFFIX]
            paths.update((str(path.absolute()), path) for path in inside)
        except FileNotFoundError:
            fault = "missing"
        except OSError:
            fault = "refused"
        marked = [(mark, path) for path in paths.values() if (mark := _mark(path)) is not None]
        marked.sort(key=lambda one: one[0], reverse=True)
        found: list[Heading] = []
        unreadable: list[str] = []
        for mark, path in marked[:MOST]:
            if stopped():
                break
            known, heading = self._known.get(str(path), (None, None))
            if known != mark:
                try:
                    state = self._read(path).state
                except WorkshopError:
                    heading = _NONE
                else:
                    heading = heading_of(path, state)
                self._known[str(path)] = mark, heading
            if heading is _NONE:
                unreadable.append(path.name)
            elif heading is not None:
                found.append(heading)
        return Headings(tuple(found), tuple(unreadable), str(folder), fault)


_NONE: Final = Heading("", "", "", 0, 0, ())
"""Stands for a file that is no session."""


def heading_of(path: Path, state: State) -> Heading | None:
    """What a list tells of a session; None for a rehearsal, which no list tells of."""
    frame = state.frame
    if state.document is not None and state.document.rehearsal:
        return None
    if frame is None:
        return Heading(str(path), path.stem, "", 0, 0, ())
    group = frame.group or frame.area
    texts = (
        *(frame.challenge, frame.group, frame.area, frame.cohort, frame.goal),
        *(frame.place, frame.facilitator),
    )
    return Heading(
        path=str(path),
        title=frame.title,
        group=group,
        ideas=sum(1 for idea in state.ideas.values() if not idea.is_away),
        initiatives=len(state.initiatives),
        texts=tuple(dict.fromkeys(text for text in texts if text and text != group)),
    )


def _mark(path: Path) -> tuple[int, int] | None:
    """When a file was last changed and its size; None where there is no file."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size
