"""Reads a file of ideas beside the window, and again whenever something of it is corrected."""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot

from workshop_studio.app.idea_file import IdeaFile, read_idea_file, what_became
from workshop_studio.app.ideas_in import Choices, Reading, ideas_of_step, look, read_rows
from workshop_studio.app.progress import Stopped, Watch
from workshop_studio.app.spreadsheet import is_spreadsheet
from workshop_studio.app.tables import Grid
from workshop_studio.domain.errors import WorkshopError
from workshop_studio.domain.state import State
from workshop_studio.ui.jobs import Jobs

_FILE, _ROWS = 0.1, 0.9
"""How much is done when the file is read, and when its rows are."""

RowsOf = Callable[[bytes, str, Choices, Watch], Grid]
"""Reads the rows of a file: its bytes, its name, how, and what is told how much is read."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of reading a file.

    Attributes:
        choices: how it was to be read.
        file: the file, once it was read from the disk.
        grid: its rows, where these could be read.
        reading: what of them can come in.
        error: why it could not be read.
    """

    choices: Choices
    file: IdeaFile | None = None
    grid: Grid | None = None
    reading: Reading | None = None
    error: WorkshopError | None = None

    @property
    def is_sheet(self) -> bool:
        """Whether the file is a spreadsheet, or should be one."""
        return self.file is not None and is_spreadsheet(self.file.data, self.file.name)


class _Token:
    """Whether anybody still waits for what a worker does."""

    __slots__ = ("is_stopped",)

    def __init__(self) -> None:
        self.is_stopped = False


class Reader(QObject):
    """Reads one file, as often as need be; only what was asked for last is ever told.

    Signals:
        progressed(int): so many percent are read.
        ended(Outcome): the file is read, or cannot be.
        checked(str): the file is the ``same`` as it was read, has ``changed`` or is ``gone``.
    """

    progressed = Signal(int)
    ended = Signal(object)
    checked = Signal(str)
    _told = Signal(object, int)

    def __init__(
        self,
        jobs: Jobs,
        path: Path,
        state: State,
        step: str,
        rows: RowsOf = read_rows,
        parent: QObject | None = None,
    ) -> None:
        """Be ready.

        Args:
            jobs: the workers.
            path: the file.
            state: the session, for the ideas that are there already.
            step: the step that the ideas are for.
            rows: reads the rows of a file, in a worker.
            parent: the window that it belongs to.
        """
        super().__init__(parent)
        self._jobs = jobs
        self._path = path
        self._state = state
        self._step = step
        self._rows = rows
        self._token = _Token()
        self._last = Outcome(Choices())
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)

    def read(self, choices: Choices, *, anew: bool = False) -> None:
        """Read the file, instead of what is being read just now.

        Args:
            choices: how.
            anew: whether to read it from the disk again.
        """
        self.stop()
        token = self._token = _Token()
        before = Outcome(choices) if anew else self._last
        self._jobs.run(
            self,
            lambda: self._work(choices, before, token),
            lambda outcome: self._on_done(token, outcome),
            lambda error: self._on_done(token, Outcome(choices, error=error)),
        )

    def stop(self) -> None:
        """Give up what is being read; nothing more is told of it."""
        self._token.is_stopped = True

    def check(self) -> None:
        """Look whether the file is still what was read."""
        file = self._last.file
        if file is not None:
            self._jobs.run(self, lambda: what_became(file), self.checked.emit, lambda _: None)

    def _work(self, choices: Choices, before: Outcome, token: _Token) -> Outcome | None:
        """Read, in a worker; None when it was stopped."""
        percent = -1

        def tell(done: float) -> None:
            nonlocal percent
            if token.is_stopped:
                raise Stopped
            if int(done * 100) > percent:
                percent = int(done * 100)
                self._told.emit(token, percent)

        file = before.file
        grid = before.grid if _are_same_rows(choices, before.choices) else None
        try:
            if file is None:
                file = read_idea_file(self._path, self._path.name, lambda done: tell(done * _FILE))
            if grid is None:
                grid = self._rows(
                    file.data,
                    file.name,
                    choices,
                    lambda done: tell(_FILE + done * (_ROWS - _FILE)),
                )
            known: AbstractSet[str] = ideas_of_step(self._state, self._step)
            tell(_ROWS)
            reading = look(
                grid, file.name, choices, known, lambda done: tell(_ROWS + done * (1 - _ROWS))
            )
        except Stopped:
            return None
        except WorkshopError as error:
            return Outcome(choices, file, grid, error=error)
        return Outcome(choices, file, grid, reading)

    def _on_done(self, token: _Token, outcome: Outcome | None) -> None:
        if outcome is not None and token is self._token and not token.is_stopped:
            token.is_stopped = True
            self._last = outcome
            self.ended.emit(outcome)

    @Slot(object, int)
    def _on_told(self, token: _Token, percent: int) -> None:
        if token is self._token and not token.is_stopped:
            self.progressed.emit(percent)


def _are_same_rows(one: Choices, other: Choices) -> bool:
    """Whether two ways of reading a file give the same rows, however these are looked at."""
    return (one.sheet, one.encoding, one.separator) == (
        other.sheet,
        other.encoding,
        other.separator,
    )
