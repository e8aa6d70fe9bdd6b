"""The composition root: the only place that names adapters and wires objects.

What is heavy is imported where it is first needed, for Home must paint before it.
"""

import copy
import locale
import logging
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import platformdirs

from workshop_studio.domain.errors import described
from workshop_studio.i18n.translator import Translator, language_of
from workshop_studio.resources import resources
from workshop_studio.settings import Settings
from workshop_studio.storage.settings_file import (
    load_settings,
    save_settings,
    sessions_folder,
    settings_path,
)

if TYPE_CHECKING:
    from types import TracebackType

    from workshop_studio.app.hub import Snapshot
    from workshop_studio.app.library import Library
    from workshop_studio.app.organisation import OrganisationStore
    from workshop_studio.app.phones import OpensRooms
    from workshop_studio.app.rehearsal import Rehearsals
    from workshop_studio.app.simulate import Held, Seeded
    from workshop_studio.cli.command import Services
    from workshop_studio.server.pages import Pages
    from workshop_studio.ui.start import UiServices

APPLICATION = "workshop-studio"
COMMANDS = frozenset(
    {
        "demo",
        "new",
        "import",
        "show",
        "report",
        "verify",
        "recover",
        "tally",
        "ballots",
        "screenshots",
        "desktop",
        "host",
    }
)
"""Words that mean a command; without one of them the windows open."""


class Discreet(logging.Formatter):
    """Writes exceptions without their messages, which may hold what people wrote."""

    def format(self, record: logging.LogRecord) -> str:
        """One record, without what another handler may have made of its exception."""
        own = copy.copy(record)
        own.exc_text = None
        return super().format(own)

    def formatException(  # noqa: N802 # logging's own name
        self,
        ei: "tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, ...]",
    ) -> str:
        """Types and places only."""
        return described(ei[1])


@dataclass
class Program:
    """What a run of the program has, made when first asked for."""

    language: str | None = None

    @cached_property
    def state_folder(self) -> Path:
        """The safe place: journals and the log."""
        return platformdirs.user_state_path(APPLICATION, appauthor=False)

    @cached_property
    def log(self) -> Path | None:
        """The log's file, which never holds what people write; None where it cannot be written."""
        path = self.state_folder / "log" / "workshop-studio.log"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handler = RotatingFileHandler(path, maxBytes=500_000, backupCount=2, encoding="utf-8")
        except OSError:
            logging.getLogger(__name__).warning("no log can be written")
            return None
        handler.setFormatter(Discreet("%(asctime)s %(levelname)s %(name)s %(message)s"))
        root = logging.getLogger()
        root.addHandler(handler)
        root.setLevel(logging.INFO)
        return path

    @cached_property
    def settings(self) -> Settings:
        """The settings as they were at the start."""
        return load_settings(settings_path())

    @cached_property
    def translator(self) -> Translator:
        """Texts in the language asked for, else of the settings, else of the system."""
        wanted = self.language or self.settings.language or language_of(system_locale())
        return Translator(wanted, resources() / "locales")

    def library(
        self,
        *,
        seeded: "Seeded | None" = None,
        folder: Path | None = None,
        settings: Callable[[], Settings] | None = None,
        state_folder: Path | None = None,
    ) -> "Library":
        """The library on this machine's disk."""
        from datetime import UTC, datetime

        from workshop_studio.app.catalogue import Catalogue
        from workshop_studio.app.ids import RandomIds
        from workshop_studio.app.library import Library
        from workshop_studio.projections.report import report
        from workshop_studio.reports.markdown import markdown
        from workshop_studio.steps.registry import KINDS
        from workshop_studio.storage.disk import Disk

        return Library(
            Disk(state_folder or self.state_folder),
            KINDS,
            Catalogue(resources()),
            lambda: folder or sessions_folder(settings() if settings else self.settings),
            lambda state, translator: markdown(report(state), translator),
            clock=seeded.clock if seeded else lambda: datetime.now(UTC),
            new_id=seeded.new_id if seeded else RandomIds(),
        )

    @cached_property
    def rehearsals(self) -> "Rehearsals":
        """Where rehearsals are begun: beside everything that is kept."""
        from workshop_studio.app.rehearsal import Rehearsals

        return Rehearsals(
            self.state_folder / "rehearsals",
            lambda folder: self.library(folder=folder, state_folder=folder),
            resources() / "rehearsal" / "ideas.json",
        )

    @cached_property
    def rooms(self) -> "OpensRooms":
        """Opens sessions to phones."""
        from workshop_studio.server.rooms import Rooms

        return Rooms(phone_pages)

    def services(self) -> "Services":
        """What the commands are given."""
        from workshop_studio.cli.command import Services
        from workshop_studio.storage.verify import verify

        return Services(
            self.translator,
            library=self.library,
            verify=verify,
            draw=draw,
            organisation=lambda: organisation(lambda: self.settings),
            rooms=lambda: self.rooms,
            log=self.log,
        )

    def ui_services(self) -> "UiServices":
        """What the windows are given."""
        from workshop_studio.ui.start import UiServices

        return UiServices(
            translator=self.translator,
            settings=self.settings,
            save_settings=lambda settings: save_settings(settings_path(), settings),
            library=lambda settings: self.library(settings=settings),
            log_path=self.log,
            state_folder=self.state_folder,
            holds_sleep=True,
            system_language=language_of(system_locale()),
            sessions_folder=sessions_folder,
            rehearsals=lambda: self.rehearsals,
            rooms=lambda: self.rooms,
            organisation=organisation,
        )


def phone_pages() -> "Pages":
    """The phones' page and its words."""
    from workshop_studio.i18n.phone import LANGUAGES, phone_words
    from workshop_studio.server.pages import pages

    words = {
        language: phone_words(Translator(language, resources() / "locales"))
        for language in LANGUAGES
    }
    return pages(resources() / "phone", words)


def organisation(settings: "Callable[[], Settings]") -> "OrganisationStore":
    """The organisation on this machine's disk."""
    from datetime import datetime

    from workshop_studio.storage.organisation_file import OrganisationFile

    return OrganisationFile(
        lambda: sessions_folder(settings()),
        settings_path().parent,
        lambda: datetime.now().astimezone(),
    )


def draw(
    folder: Path,
    walk: "Sequence[tuple[str, Snapshot]]",
    votes: "Callable[[], Sequence[Held]]",
    translator: Translator,
    scheme: Literal["light", "dark"],
    *,
    sheets: bool = False,
    only: frozenset[str] = frozenset(),
) -> tuple[list[Path], list[Path]]:
    """Draw every window as a picture, and contact sheets of them."""
    from workshop_studio.ui import screenshots  # Qt, which no other command needs

    return screenshots.draw(folder, walk, votes, translator, scheme, sheets=sheets, only=only)


def system_locale() -> str | None:
    """The name of the system's language."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "LANG"):
        value = os.environ.get(name, "").split(":")[0]
        if value and value not in {"C", "POSIX", "C.UTF-8"}:
            return value
    return locale.getlocale()[0]


def start(argv: Sequence[str]) -> int:
    """Run a command, or open the windows, and return the exit code."""
    if is_command(argv):
        from workshop_studio.cli.main import run

        # Python has None where a stream was closed from the start, as ">&-" does
        with open(os.devnull, "w", encoding="utf-8") as nowhere:
            stdout, stderr = (getattr(sys, name) or nowhere for name in ("stdout", "stderr"))
            return run(argv, lambda lang: Program(lang).services(), stdout, stderr)
    from workshop_studio.ui.start import run as run_windows
    from workshop_studio.ui.start import wanted

    options = wanted(argv)
    return run_windows(Program(options.language).ui_services(), options)


def is_command(argv: Sequence[str]) -> bool:
    """Whether the words ask for a command, for help or for the version, not for the windows."""
    words = iter(argv)
    for word in words:
        if word in {"-h", "--help", "--version"} or word in COMMANDS:
            return True
        if word in {"--lang", "--theme"}:
            next(words, None)
        elif not word.startswith("-"):
            return not Path(word).exists() and not word.endswith(".workshop")
    return False
