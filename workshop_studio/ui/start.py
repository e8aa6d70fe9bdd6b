"""Opens the windows. Imports the standard library only until Qt is known to start here."""

import logging
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workshop_studio.i18n.translator import LANGUAGES, Translator
from workshop_studio.settings import THEMES, Settings
from workshop_studio.ui.qt_probe import start_probe

if TYPE_CHECKING:
    from workshop_studio.app.library import Library
    from workshop_studio.app.organisation import OrganisationStore
    from workshop_studio.app.phones import OpensRooms
    from workshop_studio.app.rehearsal import Rehearsals

_log = logging.getLogger(__name__)

BAD_USE: Final = 2
NO_WINDOWS: Final = 1


@dataclass(frozen=True, slots=True)
class UiServices:
    """What bootstrap gives to the windows.

    Attributes:
        translator: texts in the language of this run.
        settings: the settings as they were at the start.
        save_settings: writes them; raises ``Failure`` where it cannot.
        library: makes the library, which imports what is heavy; it asks for the settings as
            they are whenever it needs them. Called in a worker.
        log_path: the log; None where none can be written.
        state_folder: the safe place, which one set of windows at a time works in; None lets
            any number of them run.
        rehearsals: makes what begins rehearsals, which imports what is heavy; called in a worker.
        sessions_folder: where new sessions are put by some settings.
        organisation: makes what keeps the organisation on the disk, as ``library`` is made.
        system_language: what is spoken where the settings name no language.
        rooms: makes what opens sessions to phones, as ``library`` is made; None for nothing.
        holds_sleep: whether the machine is kept awake while the stage is shown.
    """

    translator: Translator
    settings: Settings
    save_settings: Callable[[Settings], None]
    library: "Callable[[Callable[[], Settings]], Library]"
    log_path: Path | None
    state_folder: Path | None = None
    holds_sleep: bool = False
    system_language: str = "en"
    rehearsals: "Callable[[], Rehearsals] | None" = None
    sessions_folder: Callable[[Settings], Path] = lambda settings: Path(
        settings.sessions_folder or Path.home()
    )
    organisation: "Callable[[Callable[[], Settings]], OrganisationStore] | None" = None
    rooms: "Callable[[], OpensRooms] | None" = None


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asks of the windows.

    Attributes:
        language: ``nb`` or ``en``; None follows settings and system.
        theme: ``system``, ``light`` or ``dark``; None follows the settings.
        file: the session file to open.
        unknown: a word that is not understood.
    """

    language: str | None = None
    theme: str | None = None
    file: Path | None = None
    unknown: str = ""


def wanted(argv: Sequence[str]) -> Options:
    """What the words after the program's name ask for."""
    found: dict[str, str] = {}
    files: list[str] = []
    unknown = ""
    allowed = {"--lang": LANGUAGES, "--theme": THEMES}
    words = iter(argv)
    for word in words:
        name, has_value, value = word.partition("=")
        if name in allowed:
            value = value if has_value else next(words, "")
            if value in allowed[name]:
                found[name] = value
            else:
                unknown = f"{name} {value}".strip()
        elif word.startswith("-") or files:
            unknown = word
        else:
            files.append(word)
    return Options(
        language=found.get("--lang"),
        theme=found.get("--theme"),
        file=Path(files[0]) if files else None,
        unknown=unknown,
    )


def run(services: UiServices, options: Options) -> int:
    """Open the windows, and return the exit code when the last one is closed."""
    text = services.translator.text
    if options.unknown:
        told = text(
            "{word} is not understood. See: workshop-studio --help", word=repr(options.unknown)
        )
        sys.stderr.write(f"{told}\n")
        return BAD_USE
    probe = start_probe()
    try:
        from workshop_studio.ui.home import application
    except ImportError as error:
        problem = probe.finish(text) or str(error)
    else:
        problem = probe.finish(text) or ""
    if problem:
        sys.stderr.write(f"{problem}\n")
        return NO_WINDOWS
    return application.run(services, options)
