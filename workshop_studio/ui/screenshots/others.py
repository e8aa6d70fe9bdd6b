"""More pictures: the windows beside Home and console, with files of their own."""

import csv
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from workshop_studio.app.organisation import Kept, OrganisationStore, Written
from workshop_studio.domain.errors import BadInput, WorkshopError
from workshop_studio.domain.organisation import Organisation
from workshop_studio.settings import Settings
from workshop_studio.ui.blocks.board import BoardView
from workshop_studio.ui.console.window import ConsoleWindow
from workshop_studio.ui.dialogs.about import AboutBox
from workshop_studio.ui.dialogs.files import FileDialogs
from workshop_studio.ui.dialogs.settings import SettingsWindow
from workshop_studio.ui.imports.ballots import BallotsWindow
from workshop_studio.ui.imports.window import ImportWindow
from workshop_studio.ui.organisation.bringing import read_sample
from workshop_studio.ui.organisation.window import OrganisationWindow
from workshop_studio.ui.screenshots.scene import LONG, Scene

SMALL: Final = QSize(800, 600)
TALL: Final = QSize(680, 1180)
ORGANISATION: Final = QSize(860, 700)
IMPORT: Final = QSize(1100, 760)
_PLACE: Final = Path("/felles/Oppvekst/Lederprogrammet/organisasjon.json")


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


def about(scene: Scene) -> AboutBox:
    """What program this is."""
    return AboutBox(scene.translator)


def organisation(kept: Callable[[], Kept | WorkshopError]) -> Callable[[Scene], OrganisationWindow]:
    """The window of the organisation with what is on the disk."""

    def make(scene: Scene) -> OrganisationWindow:
        return OrganisationWindow(_NoDisk(), kept(), scene.translator, scene.jobs, FileDialogs())

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
            while scene.jobs.running:
                QApplication.processEvents()
        return window

    return make


def papers_of(name: str, *, is_fine: bool = True) -> Callable[[Scene], BallotsWindow]:
    """The preview of a file of paper ballots, once it has been read."""

    def make(scene: Scene) -> BallotsWindow:
        votes = scene.at("vote.close").state.votes.values()
        vote = next(vote for vote in votes if vote.status == "open")
        texts = [option.text for option in vote.options[:6]]
        rows = [[str(n), *(str((n * k) % 3 % 2) for k in range(1, 7))] for n in range(1, 8)]
        rows.append(["8", "x", "99"])
        with (
            tempfile.TemporaryDirectory() as folder,
            (path := Path(folder) / name).open("w", encoding="utf-8", newline="") as file,
        ):
            if is_fine:
                csv.writer(file, delimiter=";").writerows([["nr", *texts], *rows])
            file.flush()
            window = BallotsWindow(path, vote, scene.translator, scene.theme, scene.jobs)
            while scene.jobs.running:
                QApplication.processEvents()
        return window

    return make


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
    ("settings-fault", settings_fault, SMALL),
    ("dialog-about", about, None),
    ("organisation-empty", organisation(lambda: Kept(_PLACE, Organisation(), None)), ORGANISATION),
    ("organisation-normal", organisation(lambda: Kept(_PLACE, read_sample(), None)), ORGANISATION),
    (
        "organisation-fault",
        organisation(lambda: BadInput("file.empty", name=str(_PLACE))),
        ORGANISATION,
    ),
    ("import-normal", import_of("Idéer.csv", _GOOD.encode("cp1252")), IMPORT),
    ("import-full", import_of("Idéer.csv", _MIXED.encode()), IMPORT),
    ("import-fault", import_of("Bilde.csv", b"\x89PNG\r\n\x1a\n\0\0"), IMPORT),
    ("papers-normal", papers_of("Stemmesedler.csv"), IMPORT),
    ("papers-fault", papers_of("Tom.csv", is_fine=False), IMPORT),
    ("console-outline", outline, QSize(1440, 900)),
)
"""Name, what makes the window, and its size if it has none of its own."""
