"""More pictures: the windows beside Home and console, with files of their own."""

import csv
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from workshop_studio.app.door import NoDoor, Policy
from workshop_studio.app.organisation import Kept, OrganisationStore, Written
from workshop_studio.app.people import Join
from workshop_studio.app.phones import Address, Fault, RoomStatus
from workshop_studio.app.room import Room
from workshop_studio.domain.errors import BadInput, WorkshopError
from workshop_studio.domain.organisation import LeadershipGroup, Organisation
from workshop_studio.settings import LONGEST_NAME, Settings
from workshop_studio.ui.blocks.board import BoardView
from workshop_studio.ui.console.window import ConsoleWindow
from workshop_studio.ui.dialogs.about import AboutBox
from workshop_studio.ui.dialogs.files import FileDialogs
from workshop_studio.ui.dialogs.settings import SettingsWindow
from workshop_studio.ui.imports.ballots import BallotsWindow
from workshop_studio.ui.imports.window import ImportWindow
from workshop_studio.ui.organisation.bringing import read_sample
from workshop_studio.ui.organisation.window import OrganisationWindow
from workshop_studio.ui.room.window import RoomWindow
from workshop_studio.ui.screenshots.scene import LONG, Scene

SMALL: Final = QSize(800, 600)
TALL: Final = QSize(680, 1180)
ORGANISATION: Final = QSize(860, 700)
IMPORT: Final = QSize(1100, 760)
ROOM: Final = QSize(760, 820)
_PLACE: Final = Path("/felles/Oppvekst/Lederprogrammet/organisasjon.json")
_COPY: Final = _PLACE.with_name("organisasjon (min).json")


def _theirs() -> Organisation:
    """What somebody else has made of it meanwhile."""
    return read_sample().model_copy(update={"goals": ()})


class _Busy(OrganisationStore):
    """A shared folder in which somebody else has changed the file, or taken it away, meanwhile."""

    def __init__(self, copy: Path | None) -> None:
        self._copy = copy

    def read(self) -> Kept:
        return Kept(_PLACE, read_sample(), None)

    def write(self, organisation: Organisation, before: Kept) -> Written:
        if self._copy is None:
            return Written(Kept(before.path, organisation, None), was_gone=True)
        return Written(Kept(before.path, _theirs(), None), self._copy)


class _NoDisk(OrganisationStore):
    """A disk that takes whatever it is given."""

    def read(self) -> Kept:
        return Kept(_PLACE, Organisation(), None)

    def write(self, organisation: Organisation, before: Kept) -> Written:
        return Written(Kept(before.path, organisation, None))


def settings(scene: Scene) -> SettingsWindow:
    """The settings as somebody has chosen them."""
    window = SettingsWindow(scene.translator)
    window.show_settings(
        Settings(facilitator="Kari Nordmann", text_size=125),
        "/home/kari/Dokumenter/Workshop Studio",
    )
    return window


def settings_fault(scene: Scene) -> SettingsWindow:
    """With a folder that nothing can be written in."""
    window = settings(scene)
    window.show_folder_fault(is_wrong=True)
    return window


def settings_full(scene: Scene) -> SettingsWindow:
    """With a name and a folder that are as long as they get, and large text."""
    window = SettingsWindow(scene.translator)
    folder = "/felles" + "/Oppvekst og læring i Lederprogrammet" * 6
    window.show_settings(Settings(facilitator=LONG[:LONGEST_NAME], text_size=200), folder)
    return window


def about(scene: Scene) -> AboutBox:
    """What program this is."""
    return AboutBox(scene.translator)


def organisation(kept: Callable[[], Kept | WorkshopError]) -> Callable[[Scene], OrganisationWindow]:
    """The window of the organisation with what is on the disk."""

    def make(scene: Scene) -> OrganisationWindow:
        return OrganisationWindow(_NoDisk(), kept(), scene.translator, scene.jobs, FileDialogs())

    return make


def organisation_meanwhile(copy: Path | None) -> Callable[[Scene], OrganisationWindow]:
    """Somebody else changes the file, or takes it away, while it is edited here."""

    def make(scene: Scene) -> OrganisationWindow:
        store = _Busy(copy)
        window = OrganisationWindow(
            store, store.read(), scene.translator, scene.jobs, FileDialogs()
        )
        area, *others = window.organisation.areas
        renamed = area.model_copy(update={"name": f"{area.name} 2"})
        edited = window.organisation.model_copy(update={"areas": (renamed, *others)})
        window.draft.change(lambda: edited)
        return window

    return make


def import_of(name: str, data: bytes) -> Callable[[Scene], ImportWindow]:
    """The preview of a file, once it has been read."""

    def make(scene: Scene) -> ImportWindow:
        snapshot = scene.at("collect.close")
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_bytes(data)
            window = ImportWindow(
                path,
                snapshot.state,
                snapshot.state.flow.current or "",
                scene.translator,
                scene.theme,
                scene.jobs,
            )
            while not window.progress.isHidden():
                QApplication.processEvents()
        return window

    return make


def papers_of(
    name: str, *, is_fine: bool = True, times: int = 1
) -> Callable[[Scene], BallotsWindow]:
    """The preview of a file of paper ballots, once it has been read; ``times`` as many of them."""

    def make(scene: Scene) -> BallotsWindow:
        state = scene.at("vote.close").state
        vote = next(vote for vote in state.votes.values() if vote.status == "open")
        texts = [option.text for option in vote.options[:6]]
        rows = [
            [str(n), *(str((n * k) % 3 % 2) for k in range(1, 7))] for n in range(1, 7 * times + 1)
        ]
        rows += [[str(len(rows) + n), "x", "99"] for n in range(1, times + 1)]
        with (
            tempfile.TemporaryDirectory() as folder,
            (path := Path(folder) / name).open("w", encoding="utf-8", newline="") as file,
        ):
            if is_fine:
                csv.writer(file, delimiter=";").writerows([["nr", *texts], *rows])
            file.flush()
            window = BallotsWindow(path, state, vote, scene.translator, scene.theme, scene.jobs)
            while scene.jobs.running:
                QApplication.processEvents()
        return window

    return make


class StillRoom:
    """A room that stands open and still, with those who have joined."""

    def __init__(self, names: Sequence[str], *addresses: Address, approval: bool = False) -> None:
        self.room = Room(NoDoor(), Policy(approval=approval))
        for number, name in enumerate(names):
            self.room.join(
                Join(str(number), "", key=self.room.key, name=name, heads=1 + number % 3)
            )
        place = f"{addresses[0].ip}:8080"
        self.status = RoomStatus(
            state="open",
            url=f"http://{place}/#{self.room.key}",
            place=place,
            code=self.room.code,
            address=addresses[0].ip,
            addresses=addresses,
        )

    def listen(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Never call: nothing happens."""
        del callback
        return lambda: None

    def move(self, address: str) -> None:
        """Stay: this is a picture."""

    def stop(self) -> "Future[None]":
        """Done at once."""
        done: Future[None] = Future()
        done.set_result(None)
        return done


_WIFI: Final = Address("10.2.14.37", "Wi-Fi")
_CABLE: Final = Address("192.168.56.1", "Ethernet 2", "virtual")
_NAMES: Final = ("Kari", "", "Bord ved vinduet", "Ola N.", "")


def room_of(
    names: Sequence[str], *, is_check: bool = False, is_late: bool = False, approval: bool = False
) -> Callable[[Scene], RoomWindow]:
    """The window of a room."""

    def make(scene: Scene) -> RoomWindow:
        addresses = (_WIFI,) if is_check else (_WIFI, _CABLE)
        window = RoomWindow(
            StillRoom(names, *addresses, approval=approval),
            scene.translator,
            scene.theme,
            scene.jobs,
            is_check=is_check,
        )
        if is_late:
            window.show_causes()
        return window

    return make


def room_fault(scene: Scene) -> RoomWindow:
    """A room without a network."""
    room = StillRoom((), _WIFI)
    room.status = RoomStatus(state="lost", faults=(Fault("room.no_network"),))
    return RoomWindow(room, scene.translator, scene.theme, scene.jobs)


def many_units() -> Kept:
    """An organisation of hundreds, some with names that were pasted."""
    groups = tuple(
        LeadershipGroup(id=f"g{n}", name=LONG if n == 3 else f"Ledergruppe {n}") for n in range(400)
    )
    return Kept(_PLACE, read_sample().model_copy(update={"groups": groups}), None)


def organisation_full(scene: Scene) -> OrganisationWindow:
    """Hundreds of groups."""
    window = organisation(many_units)(scene)
    window.show_kind("group")
    return window


def console_phones(scene: Scene) -> ConsoleWindow:
    """A session that is open to phones, and how one joins on the stage."""
    console = scene.album.console(scene.at("collect.close"), phones=True)
    console.phones.take(StillRoom(_NAMES, _WIFI))
    return console


def outline(scene: Scene) -> ConsoleWindow:
    """Clusters in the outline in place of the board."""
    console = scene.album.console(scene.at("cluster"))
    board = console.place.work.view("board")
    if isinstance(board, BoardView):
        board.show_as("outline")
    return console


_GOOD: Final = (
    "Tekst;Fra\n"
    "Gratis frokost på alle skoler;Rektorene\n"
    "Møtefri onsdag;Lærerne\n"
    "Åpent hus med elevene som verter;FAU\n"
)
_MIXED: Final = f"{_GOOD};Ingen\n{LONG * 3};Foresatte\n   ;Blank\n"

OTHERS: Final[tuple[tuple[str, Callable[[Scene], QWidget], QSize | None], ...]] = (
    ("settings-normal", settings, TALL),
    ("settings-full", settings_full, SMALL),
    ("settings-fault", settings_fault, SMALL),
    ("dialog-about", about, None),
    ("organisation-empty", organisation(lambda: Kept(_PLACE, Organisation(), None)), ORGANISATION),
    ("organisation-normal", organisation(lambda: Kept(_PLACE, read_sample(), None)), ORGANISATION),
    ("organisation-full", organisation_full, ORGANISATION),
    (
        "organisation-fault",
        organisation(lambda: BadInput("file.empty", name=str(_PLACE))),
        ORGANISATION,
    ),
    ("organisation-edited", organisation_meanwhile(_COPY), ORGANISATION),
    ("organisation-gone", organisation_meanwhile(None), ORGANISATION),
    ("import-normal", import_of("Idéer.csv", _GOOD.encode("cp1252")), IMPORT),
    ("import-full", import_of("Idéer.csv", _MIXED.encode()), IMPORT),
    ("import-fault", import_of("Bilde.csv", b"\x89PNG\r\n\x1a\n\0\0"), IMPORT),
    ("import-empty", import_of("Tom.csv", b""), IMPORT),
    ("papers-normal", papers_of("Stemmesedler.csv"), IMPORT),
    ("papers-full", papers_of("Stemmesedler.csv", times=60), IMPORT),
    ("papers-fault", papers_of("Tom.csv", is_fine=False), IMPORT),
    ("room-normal", room_of(_NAMES), ROOM),
    ("room-waiting", room_of(_NAMES, approval=True), ROOM),
    ("room-late", room_of((), is_late=True), TALL),
    ("room-full", room_of(_NAMES * 12), ROOM),
    ("room-fault", room_fault, ROOM),
    ("room-check", room_of((), is_check=True), ROOM),
    ("room-check-late", room_of((), is_check=True, is_late=True), TALL),
    ("room-check-done", room_of(("",), is_check=True), ROOM),
    ("console-phones", console_phones, QSize(1440, 900)),
    ("console-outline", outline, QSize(1440, 900)),
)
"""Name, what makes the window, and its size if it has none of its own."""
