"""The settings on disk: one small JSON file in the user's configuration folder.

It is replaced whole, so a crash leaves the old or the new one. A file that cannot be read as
settings is set aside under another name, never deleted, and the defaults are used.
"""

import json
import logging
import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import platformdirs

from workshop_studio.domain.errors import Failure
from workshop_studio.settings import Settings, read_settings, written_settings

APPLICATION = "workshop-studio"
SESSIONS = "Workshop Studio"
"""The folder of sessions below the user's documents."""
LARGEST = 4 * 1024 * 1024
"""Bytes in the largest file that can be settings."""

_log = logging.getLogger(__name__)


def settings_path() -> Path:
    """Where the settings of this user are."""
    return platformdirs.user_config_path(APPLICATION, appauthor=False, roaming=True) / (
        "settings.json"
    )


def sessions_folder(settings: Settings) -> Path:
    """Where new sessions are put: the folder that was chosen, else one among the documents."""
    if settings.sessions_folder is not None:
        return Path(settings.sessions_folder)
    return platformdirs.user_documents_path() / SESSIONS


def load_settings(path: Path) -> Settings:
    """The settings at ``path``; defaults if there are none or they cannot be read."""
    try:
        if path.stat().st_size > LARGEST:
            _set_aside(path)
            return Settings()
        data = json.loads(path.read_bytes())
    except FileNotFoundError:
        return Settings()
    except (ValueError, RecursionError):
        _set_aside(path)
        return Settings()
    except OSError as error:
        _log.warning("settings not read: %s", error.strerror)
        return Settings()
    if not isinstance(data, dict):
        _set_aside(path)
        return Settings()
    return read_settings(data)


def save_settings(path: Path, settings: Settings) -> None:
    """Write the settings in place of those at ``path``.

    Raises:
        Failure: they could not be written; what was there is unchanged.
    """
    data = json.dumps(written_settings(settings), ensure_ascii=False, indent=1)
    part: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        number, part = tempfile.mkstemp(prefix=".settings-", suffix=".part", dir=path.parent)
        with os.fdopen(number, "wb") as file:
            file.write(data.encode("utf-8", "surrogatepass") + b"\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except OSError as error:
        if part is not None:
            with suppress(OSError):
                os.unlink(part)
        raise Failure("settings.not_saved", reason=error.strerror or "", path=str(path)) from error


def _set_aside(path: Path) -> None:
    """Rename a file that is no settings, so that it is neither used nor lost."""
    stamp = time.strftime("%Y%m%d-%H%M%S")
    aside = path.with_name(f"{path.stem}.broken-{stamp}-{os.getpid()}{path.suffix}")
    try:
        os.replace(path, aside)
    except OSError as error:
        _log.warning("broken settings not set aside: %s", error.strerror)
    else:
        _log.warning("broken settings set aside as %s", aside.name)
