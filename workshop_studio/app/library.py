"""The library: beginning, opening and recovering sessions."""

import contextlib
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path

from pathvalidate import sanitize_filename

from workshop_studio.app.catalogue import Catalogue
from workshop_studio.app.desk import Desk, Origin
from workshop_studio.app.earlier import open_initiatives
from workshop_studio.app.headings import SUFFIX, HeadingReader, Headings
from workshop_studio.app.hub import Hub
from workshop_studio.app.ports import Loaded, Recoverable, Run, Sessions
from workshop_studio.app.session import Session
from workshop_studio.domain.commands import CreateSession
from workshop_studio.domain.errors import BadInput, Failure, WorkshopError
from workshop_studio.domain.kinds import Rules
from workshop_studio.domain.records import Earlier, Frame
from workshop_studio.domain.state import State
from workshop_studio.domain.technique import Technique, Workshop
from workshop_studio.i18n.translator import Translator

LONGEST_NAME = 80


class Library:
    """Where sessions are begun, opened and recovered.

    Its methods wait for the disk: windows call them on a thread beside their own.
    """

    def __init__(
        self,
        sessions: Sessions,
        kinds: Mapping[str, Rules],
        catalogue: Catalogue,
        folder: Callable[[], Path],
        render: Callable[[State, Translator], str],
        *,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        """Put a library together.

        Args:
            sessions: the disk.
            kinds: the registry of step kinds.
            catalogue: techniques and workshops.
            folder: where new sessions get their files, as the settings say now.
            render: writes a session's report as Markdown.
            clock: tells the time, with its zone.
            new_id: makes random ids.
        """
        self._sessions = sessions
        self._kinds = kinds
        self._catalogue = catalogue
        self._folder = folder
        self._render = render
        self._clock = clock
        self._new_id = new_id
        self._headings = HeadingReader(sessions.read)

    def techniques(self) -> list[Technique]:
        """The techniques to begin from."""
        return list(self._catalogue.techniques.values())

    def workshops(self) -> list[Workshop]:
        """The workshops to begin from."""
        return list(self._catalogue.workshops.values())

    def read(self, path: Path) -> Loaded:
        """A session file as it stands, without opening a session."""
        return self._sessions.read(path)

    def earlier(self, state: State, stopped: Callable[[], bool]) -> tuple[Earlier, ...]:
        """Open initiatives of the group's other sessions in the sessions folder."""
        try:
            paths = [path for path in self._folder().iterdir() if path.suffix == SUFFIX]
            paths.sort(key=lambda path: path.stat().st_mtime, reverse=True)
        except OSError:  # no folder yet, or a file that went meanwhile: nothing is brought along
            return ()
        return open_initiatives(paths, state, self._sessions.read, stopped)

    def headings(self, others: Iterable[Path], stopped: Callable[[], bool]) -> Headings:
        """What is told of the sessions in the sessions folder, and of those at other paths."""
        return self._headings.look(self._folder(), others, stopped)

    def report(self, state: State, translator: Translator) -> str:
        """A session's report as Markdown, in the translator's language."""
        return self._render(state, translator)

    def free_path(self, title: str) -> Path:
        """A path in the sessions folder that nothing lies at, named after a title.

        The folder is made if need be; where it cannot be, publishing will say so.
        """
        folder = self._folder()
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
        path = folder / file_name(title)
        number = 2
        while path.exists():
            path = folder / f"{Path(file_name(title)).stem} ({number}){SUFFIX}"
            number += 1
        return path

    def new_desk(
        self,
        plan: str,
        frame: Frame,
        path: Path | None = None,
        on_receipt: Callable[[str, str, tuple[str, ...]], None] | None = None,
    ) -> Desk:
        """Begin a session from a workshop or technique, and write its file.

        Args:
            plan: id of the workshop or technique.
            frame: what the session is about.
            path: where its file is to lie; None for a name of its own in the sessions folder.
            on_receipt: told id, type and made ids of the first command, once it is on the disk.

        Raises:
            BadInput: there is no such plan, or something lies at ``path`` already.
            Failure: journal or file could not be written.
        """
        desk = self._new(plan, frame, path, on_receipt)
        try:
            desk.publish(desk.hub.snapshot)
        except WorkshopError as error:
            desk.discard()
            raise _not_begun(error) from error
        return desk

    def _new(
        self,
        plan: str,
        frame: Frame,
        path: Path | None,
        on_receipt: Callable[[str, str, tuple[str, ...]], None] | None = None,
        *,
        rehearsal: bool = False,
    ) -> Desk:
        agenda = self._catalogue.agenda(plan)
        if path is None:
            path = self.free_path(frame.title)
        elif path.exists():
            code = "file.is_folder" if path.is_dir() else "file.exists"
            raise BadInput(code, name=str(path))
        document = self._new_id()
        run = self._sessions.begin(document, path, None)
        desk = self._desk(self._hub(run), run, Origin(path))
        command = CreateSession(
            document=document, workshop=plan, frame=frame, agenda=agenda, rehearsal=rehearsal
        )
        receipt = desk.handle(command)
        if receipt.rejection is not None:
            desk.discard()
            raise BadInput(receipt.rejection.code, **receipt.rejection.params)
        if on_receipt is not None:
            on_receipt(receipt.envelope, command.type, receipt.made)
        return desk

    def open_desk(self, path: Path) -> Desk:
        """Open a session file; where a program left it without closing, with all that was there.

        Raises:
            BadInput: it cannot be read, or is open already; it is unchanged.
        """
        loaded = self._sessions.read(path)
        document = loaded.state.document
        if document is None:
            raise BadInput("file.no_document", name=str(path))
        for found in self._sessions.recoverable():
            if found.document != document.id or not _is_same_file(found.path, path):
                continue
            if found.running:
                raise BadInput("session.running", name=str(path))
            return self.recover_desk(found)
        run = self._sessions.begin(document.id, path, loaded)
        entries = loaded.entries or 0
        hub = self._hub(run, loaded)
        origin = Origin(path, loaded.revision, loaded.fingerprint, loaded.members, entries)
        return self._desk(hub, run, origin)

    def recoverable(self) -> list[Recoverable]:
        """The sessions that a program left without closing, and those that run now."""
        return self._sessions.recoverable()

    def recover_desk(self, found: Recoverable, path: Path | None = None) -> Desk:
        """Take a session over that a program left, with all that was acknowledged.

        Args:
            found: one that is not running.
            path: where its file is to lie; None for where it lay. If somebody changed that
                file meanwhile, publishing goes to a copy beside it.
        """
        replayed = self._sessions.replay(found)
        hub = Hub.restored(
            replayed, self._kinds, clock=self._clock, new_id=self._new_id, epoch=self._new_id()
        )
        origin = Origin(
            path or replayed.path,
            replayed.revision,
            replayed.fingerprint if path is None else None,
            replayed.members,
        )
        return self._desk(hub, replayed.run, origin)

    def discard(self, found: Recoverable) -> None:
        """Delete what a program left, for good."""
        self._sessions.discard(found)

    def create(self, plan: str, frame: Frame, *, rehearsal: bool = False) -> Session:
        """Begin a running session; a file that cannot be written now does not stop it."""
        return Session(self._new(plan, frame, None, rehearsal=rehearsal), clock=self._clock)

    def sample(self) -> Session:
        """A session that others have held, to look around in: a new one each time."""
        from workshop_studio.app.simulate import Seeded, Simulation, read_script

        script = read_script(self._catalogue.folder / "samples" / "school-day.json")
        desk = self._new(script.workshop, script.full_frame(script.frame.headcount), None)
        seeded = Seeded.of(1, script.frame.date, new_id=self._new_id)
        Simulation(desk, script, seeded, script.frame.headcount, ends=False).hold()
        return Session(desk, clock=self._clock)

    def open(self, path: Path) -> Session:
        """Open a file as a running session; see :meth:`open_desk`."""
        return Session(self.open_desk(path), clock=self._clock)

    def recover(self, found: Recoverable) -> Session:
        """Take a session over as a running one; see :meth:`recover_desk`."""
        return Session(self.recover_desk(found), clock=self._clock)

    def _hub(self, run: Run, loaded: Loaded | None = None) -> Hub:
        return Hub(
            run,
            self._kinds,
            clock=self._clock,
            new_id=self._new_id,
            epoch=self._new_id(),
            state=loaded.state if loaded else None,
            entries=(loaded.entries or 0) if loaded else 0,
        )

    def _desk(self, hub: Hub, run: Run, origin: Origin) -> Desk:
        return Desk(
            hub,
            run,
            self._sessions,
            origin,
            clock=self._clock,
            new_id=self._new_id,
        )


def file_name(title: str) -> str:
    """A file name for a title that every system takes, without what could mislead an eye."""
    plain = "".join(char for char in title if char.isprintable())
    name = sanitize_filename(plain, platform="universal", max_len=LONGEST_NAME).strip(" .")
    return (name or "workshop") + SUFFIX


def _not_begun(error: WorkshopError) -> WorkshopError:
    """Why there is no session, for what could not be written at its very beginning."""
    place, _, cause = error.code.partition(".")
    if place != "file" or not isinstance(error, Failure):
        return error
    known = cause in {"full_disk", "read_only", "folder_missing", "not_written"}
    return Failure(f"begin.{cause if known else 'failed'}", **error.params)


def _is_same_file(one: Path | None, other: Path) -> bool:
    return one is not None and one.absolute() == other.absolute()
