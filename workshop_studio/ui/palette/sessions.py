"""The sessions that can be found by typing: those opened lately and those in their folder."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from workshop_studio.i18n.translator import Translator
from workshop_studio.settings import Recent
from workshop_studio.ui.palette.line import Entry
from workshop_studio.ui.palette.matching import folded


class Told(Protocol):
    """What the line below a session's title is made of."""

    @property
    def group(self) -> str:
        """The leadership group."""

    @property
    def ideas(self) -> int:
        """How many ideas it holds."""

    @property
    def initiatives(self) -> int:
        """How many initiatives."""


class Heading(Told, Protocol):
    """What is told of a session; ``app/headings.py: Heading`` is one."""

    @property
    def path(self) -> str:
        """Where its file lies."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def texts(self) -> tuple[str, ...]:
        """What else its frame says."""


class Found(Protocol):
    """What a look into the sessions folder brought; ``app/headings.py: Headings`` is one."""

    @property
    def found(self) -> Sequence[Heading]:
        """The sessions, newest first."""

    @property
    def unreadable(self) -> Sequence[str]:
        """The names of files that are no session."""

    @property
    def folder(self) -> str:
        """The sessions folder."""

    @property
    def fault(self) -> str:
        """``missing`` or ``refused`` where it could not be looked into."""


def prepare(found: Found) -> Found:
    """The same once its texts are folded for the search: slow for many, so done in a worker."""
    for one in found.found:
        for text in (one.title, *one.texts):
            folded(text)
    return found


def summary(session: Told, translator: Translator) -> str:
    """What is told of a session in one line: the group and what came of it."""
    parts = [session.group] if session.group else []
    if session.ideas:
        parts.append(translator.count("{n} idea", "{n} ideas", session.ideas))
    if session.initiatives:
        n = session.initiatives
        parts.append(translator.count("{n} initiative", "{n} initiatives", n))
    return " · ".join(parts) or translator.text("Nothing written yet")


class SessionShelf(QObject):
    """The sessions to search among; whoever reads the disk puts them in.

    Signals:
        wanted(): somebody is about to search.
        changed(): there is something else to be found.
    """

    wanted = Signal()
    changed = Signal()

    def __init__(
        self, translator: Translator, recent: Iterable[Recent] = (), parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._translator = translator
        self._recent = tuple(recent)
        self._missing: Collection[str] = ()
        self._found: Found | None = None
        self._is_chosen = True

    def speak(self, translator: Translator) -> None:
        """Tell of them in another language from now on."""
        self._translator = translator

    def show_recent(self, recent: Iterable[Recent], missing: Collection[str] = ()) -> None:
        """Have these sessions opened lately; those at ``missing`` are gone."""
        self._recent, self._missing = tuple(recent), missing
        self.changed.emit()

    def show_found(self, found: Found, *, is_chosen: bool = True) -> None:
        """Have these sessions too; a folder that nobody has chosen need not be there yet."""
        if (found, is_chosen) != (self._found, self._is_chosen):
            self._found, self._is_chosen = found, is_chosen
            self.changed.emit()

    def entries(self, open_: Callable[[str], object], without: str = "") -> Iterator[Entry]:
        """Each session once, those opened lately first.

        Args:
            open_: opens the session at a path.
            without: the path of a session that is left out.
        """
        headings = {one.path: one for one in self._found.found} if self._found else {}
        kind = self._translator.text("Session")
        for recent in self._recent:
            heading = headings.pop(recent.path, None)
            if recent.path not in self._missing and recent.path != without:
                texts = heading.texts if heading else ()
                about = (summary(heading or recent, self._translator), *texts)
                yield Entry(recent.title, kind, partial(open_, recent.path), about)
        for path, heading in headings.items():
            if path != without:
                about = (summary(heading, self._translator), *heading.texts)
                yield Entry(heading.title, kind, partial(open_, path), about)

    def faults(self) -> list[str]:
        """What could not be searched, a calm line each."""
        text, found = self._translator.text, self._found
        if found is None:
            return []
        told = []
        if found.fault == "missing" and self._is_chosen:
            line = text(
                "The sessions folder {folder} is not there now. Sessions in it are not searched.",
                folder=found.folder,
            )
            told.append(line)
        elif found.fault == "refused":
            line = text(
                "The sessions folder {folder} may not be read from here. Sessions in it are not "
                "searched.",
                folder=found.folder,
            )
            told.append(line)
        if len(found.unreadable) == 1:
            line = text(
                "{name} cannot be read as a session, and is not searched.",
                name=found.unreadable[0],
            )
            told.append(line)
        elif found.unreadable:
            line = self._translator.count(
                "{n} file cannot be read as a session, {name} for one, and is not searched.",
                "{n} files cannot be read as sessions, {name} for one, and are not searched.",
                len(found.unreadable),
                name=found.unreadable[0],
            )
            told.append(line)
        return told
