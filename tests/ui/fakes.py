"""Sessions and libraries without a disk or a thread, for tests of the windows."""

import itertools
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from workshop_studio.app.catalogue import Catalogue
from workshop_studio.app.door import NoDoor
from workshop_studio.app.headings import Headings
from workshop_studio.app.hub import Actor, Envelope, Hub, Receipt, Snapshot
from workshop_studio.app.ports import Entry, Recoverable
from workshop_studio.app.session import Saving
from workshop_studio.domain.boxes import Box, Slip
from workshop_studio.domain.commands import COMMAND, Command, CreateSession
from workshop_studio.domain.errors import WorkshopError
from workshop_studio.domain.records import Earlier, Frame
from workshop_studio.domain.state import State
from workshop_studio.domain.technique import Technique
from workshop_studio.resources import resources
from workshop_studio.steps.registry import KINDS
from workshop_studio.ui.home.looks import Looks
from workshop_studio.ui.start import UiServices

FACILITATOR = Actor("facilitator")


def looks(services: UiServices) -> Looks:
    """The looks that settings ask for, light where they leave it to the system."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return Looks(app, services.settings, wanted="light")


class MemoryRun:
    """A safe place that forgets everything."""

    def append(self, entries: Sequence[Entry]) -> None:
        pass

    def create_box(self, box: str) -> Box:
        return Box(box, b"secret")

    def put(self, box: str, slips: Sequence[Slip]) -> None:
        pass

    def drop_box(self, box: str) -> None:
        pass

    def history(self, entries: int) -> Iterable[bytes]:
        return ()

    def door(self) -> NoDoor:
        return NoDoor()

    def close(self, *, done: bool) -> None:
        pass


class FakeSession:
    """A session on a real hub, carried out at once on the thread that sends."""

    def __init__(self, plan: str = "need-to-idea", title: str = "Digital skolehverdag") -> None:
        numbers = itertools.count(1)
        self.now = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)
        self.hub = Hub(
            MemoryRun(),
            KINDS,
            clock=lambda: self.now,
            new_id=lambda: f"id{next(numbers)}",
            epoch="fake",
        )
        self.ids = (f"e{number}" for number in itertools.count(1))
        self.listeners: list[Callable[[], None]] = []
        self.sent: list[Command] = []
        self.saving = Saving("saved", self.now)
        self.path = Path("Digital skolehverdag.workshop")
        self.document = "doc"
        self.closed = False
        self.fails: WorkshopError | None = None
        frame = Frame(
            title=title, group="Oppvekst vest", cohort="Kull 7", headcount=24, challenge="Skole"
        )
        agenda = Catalogue(resources()).agenda(plan)
        self.do(CreateSession(document="doc", workshop=plan, frame=frame, agenda=agenda))
        self.sent.clear()

    @property
    def snapshot(self) -> Snapshot:
        return self.hub.snapshot

    @property
    def state(self) -> State:
        return self.hub.snapshot.state

    def submit(self, command: Command) -> "Future[Receipt]":
        future: Future[Receipt] = Future()
        if self.fails is not None:
            future.set_exception(self.fails)
        else:
            future.set_result(self._handle(FACILITATOR, command))
        return future

    def send(self, envelope: Envelope) -> "Future[Receipt]":
        future: Future[Receipt] = Future()
        if self.fails is not None:
            future.set_exception(self.fails)
            return future
        before = self.snapshot.seq
        self.sent.append(envelope.command)
        future.set_result(self.hub.handle(envelope))
        if self.snapshot.seq != before:
            self.tell()
        return future

    def listen(self, callback: Callable[[], None]) -> Callable[[], None]:
        self.listeners.append(callback)
        return lambda: self.listeners.remove(callback)

    def close(self) -> "Future[None]":
        self.closed = True
        future: Future[None] = Future()
        if self.fails is not None:
            future.set_exception(self.fails)
        else:
            future.set_result(None)
        return future

    def do(self, command: Command | Mapping[str, object]) -> tuple[str, ...]:
        """Send as the facilitator and expect it to be accepted."""
        if isinstance(command, Mapping):
            command = COMMAND.validate_python(command)
        receipt = self._handle(FACILITATOR, command)
        assert receipt.rejection is None, receipt.rejection
        return receipt.made

    def participate(self, token: str, **command: object) -> tuple[str, ...]:
        """Send as a participant and expect it to be accepted."""
        actor = Actor("participant", token)
        receipt = self._handle(actor, COMMAND.validate_python(command))
        assert receipt.rejection is None, receipt.rejection
        return receipt.made

    def steps(self, kind: str) -> list[str]:
        """Ids of the steps of a kind, in the order of the agenda."""
        order = {one.id: one.order for one in self.state.activities.values()}
        steps = sorted(self.state.steps.values(), key=lambda s: (order[s.activity], s.order))
        return [step.id for step in steps if step.kind == kind]

    def save(self, saving: Saving) -> None:
        self.saving = saving
        self.tell()

    def tell(self) -> None:
        for listener in list(self.listeners):
            listener()

    def _handle(self, actor: Actor, command: Command) -> Receipt:
        before = self.snapshot.seq
        self.sent.append(command)
        receipt = self.hub.handle(Envelope(next(self.ids), actor, command))
        if self.snapshot.seq != before:
            self.tell()
        return receipt


class ThreadedSession(FakeSession):
    """The same with answers from another thread, as the real one gives them."""

    def submit(self, command: Command) -> "Future[Receipt]":
        future: Future[Receipt] = Future()

        def work() -> None:
            future.set_result(self._handle(FACILITATOR, command))

        thread = threading.Thread(target=work)
        thread.start()
        self.threads = [*getattr(self, "threads", []), thread]
        return future


class FakeLibrary:
    """A library with sessions in memory."""

    def __init__(self) -> None:
        self.found: list[Recoverable] = []
        self.fails: WorkshopError | None = None
        self.session: FakeSession | None = None
        self.calls: list[tuple[object, ...]] = []

    def techniques(self) -> list[Technique]:
        return []

    def earlier(self, state: State, stopped: Callable[[], bool]) -> tuple[Earlier, ...]:
        return ()

    def headings(self, others: Iterable[Path], stopped: Callable[[], bool]) -> Headings:
        return Headings()

    def create(self, plan_id: str, frame: Frame) -> FakeSession:
        self.calls.append(("create", plan_id, frame))
        return self._session()

    def open(self, path: Path) -> FakeSession:
        self.calls.append(("open", path))
        session = self._session()
        session.path = path
        return session

    def recoverable(self) -> list[Recoverable]:
        return self.found

    def recover(self, found: Recoverable) -> FakeSession:
        self.calls.append(("recover", found))
        return self._session()

    def sample(self) -> FakeSession:
        self.calls.append(("sample",))
        return self._session()

    def report(self, state: State, lang: str) -> str:
        del state
        return f"# Report in {lang}\n"

    def _session(self) -> FakeSession:
        if self.fails is not None:
            raise self.fails
        self.session = FakeSession()
        return self.session


class Answers:
    """Answers at once with a path, in place of the platform's dialogs."""

    def __init__(self) -> None:
        self.path = ""
        self.proposed = ""

    def ask_open(
        self, parent: QWidget, title: str, folder: str, kinds: str, then: Callable[[str], None]
    ) -> None:
        self.proposed = folder
        then(self.path)

    def ask_folder(
        self, parent: QWidget, title: str, folder: str, then: Callable[[str], None]
    ) -> None:
        then(self.path)

    def ask_save(
        self, parent: QWidget, title: str, path: str, kinds: str, then: Callable[[str], None]
    ) -> None:
        self.proposed = path
        then(self.path)
