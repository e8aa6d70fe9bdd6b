"""What the user has chosen and what the program remembers of its last run: one frozen record.

Standard library only: Home reads it before the first paint, and pydantic alone would cost 0.18 s.
The file it is kept in is ``storage/settings_file.py``'s business. A value that is not within its
range falls back to its default, one by one; a key that a later version wrote is kept.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Final

LANGUAGES: Final = ("nb", "en")
THEMES: Final = ("system", "light", "dark")
MOST_RECENT: Final = 12
"""Recent sessions that are remembered; the oldest that is not pinned is forgotten first."""
LONGEST_NAME: Final = 200
"""Most characters in a name; more is no name but a slip of the clipboard."""
LONGEST_GEOMETRY: Final = 4_000
MOST_COUNTED: Final = 1_000_000
REHEARSAL_PEOPLE: Final = (5, 30)
"""Fewest and most simulated people of a rehearsal."""
TEXT_SIZE: Final = (100, 300)
"""Percent of the drawn size."""


@dataclass(frozen=True, slots=True)
class Recent:
    """A session that was opened lately, with what Home tells about it without opening its file.

    Attributes:
        path: where the file was.
        title: the session's title.
        opened: when it was last opened, with its zone.
        group: the leadership group, or the programme area where no group was named.
        ideas: how many ideas it held.
        initiatives: how many initiatives.
        pinned: whether it stands before the others, and is not forgotten for newer ones.
    """

    path: str
    title: str
    opened: datetime
    group: str = ""
    ideas: int = 0
    initiatives: int = 0
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; each field's default is what a new user gets.

    Attributes:
        language: ``nb`` or ``en``; None follows the system.
        theme: ``system``, ``light`` or ``dark``.
        sessions_folder: where new sessions are put; None is the folder of documents.
        facilitator: the name that a new session's frame starts with.
        geometry: size and place of each window by its name, as the window itself encodes it.
        recent: the sessions opened lately: those that are pinned, then the others, each newest
            first.
        stage_theme: ``light`` or ``dark``: the stage does not follow the windows.
        stage_screens: which screen has the stage, by the set of screens that there are.
        board: whether ideas are sorted on the ``board`` or in the ``outline``.
        sound: whether a soft sound tells that the time of a step is up.
        flash: whether the console's clock flashes then.
        text_size: percent of the drawn size of text in the windows; None follows the system.
        rehearsal_people: how many simulated people take part in a rehearsal.
        welcomed: whether the three questions to a new user were answered or skipped.
        unknown: what a later version has written; it is written back as it was.
    """

    language: str | None = None
    theme: str = "system"
    sessions_folder: str | None = None
    facilitator: str = ""
    geometry: Mapping[str, str] = field(default_factory=dict)
    recent: tuple[Recent, ...] = ()
    sound: bool = True
    stage_theme: str = "light"
    stage_screens: Mapping[str, str] = field(default_factory=dict)
    board: str = "board"
    flash: bool = True
    text_size: int | None = None
    rehearsal_people: int = 12
    welcomed: bool = False
    unknown: Mapping[str, object] = field(default_factory=dict)

    @property
    def is_new(self) -> bool:
        """Whether these are of somebody who has not used the program yet, nor been asked."""
        return not (self.welcomed or self.recent or self.facilitator)

    def with_recent(self, recent: Recent) -> "Settings":
        """The settings with a session foremost among the recent ones, each file once.

        A file that was pinned stays so.
        """
        before = next((one for one in self.recent if one.path == recent.path), None)
        pinned = recent.pinned or (before is not None and before.pinned)
        others = (other for other in self.recent if other.path != recent.path)
        return replace(self, recent=_in_order((replace(recent, pinned=pinned), *others)))

    def with_pinned(self, path: str, *, pinned: bool) -> "Settings":
        """The settings with the session file at ``path`` pinned, or let go again."""
        changed = (replace(one, pinned=pinned) if one.path == path else one for one in self.recent)
        return replace(self, recent=_in_order(changed))

    def without_recent(self, path: str) -> "Settings":
        """The settings that no longer remember the session file at ``path``."""
        return replace(self, recent=tuple(one for one in self.recent if one.path != path))

    def with_folder(self, folder: str) -> "Settings":
        """With new sessions put there."""
        return replace(self, sessions_folder=folder)

    def without_places(self) -> "Settings":
        """With every window where it is at first, and the stage where the screens suggest."""
        return replace(self, geometry={}, stage_screens={})

    def with_stage_screen(self, screens: str, stage: str) -> "Settings":
        """The settings that remember which of a set of screens has the stage."""
        return replace(self, stage_screens={**self.stage_screens, screens: stage})

    def with_geometry(self, window: str, geometry: str) -> "Settings":
        """The settings with a window's size and place remembered."""
        return replace(self, geometry={**self.geometry, window: geometry})


def _in_order(recent: Iterable[Recent]) -> tuple[Recent, ...]:
    """Those that are pinned first, each part newest first; as many as are remembered."""
    newest = sorted(recent, key=lambda one: one.opened, reverse=True)
    return tuple(sorted(newest, key=lambda one: not one.pinned))[:MOST_RECENT]


def read_settings(data: Mapping[str, object]) -> Settings:
    """Settings of plain data, as JSON gives it; what cannot be used keeps its default."""
    known: dict[str, object] = {}
    for name, read in _READERS.items():
        if name in data:
            value = read(data[name])
            if value is not _UNUSABLE:
                known[name] = value
    unknown = {name: value for name, value in data.items() if name not in _READERS}
    return replace(Settings(unknown=unknown), **known)  # type: ignore[arg-type] # each reader has its field's type


def written_settings(settings: Settings) -> dict[str, object]:
    """The settings as plain data for JSON; defaults are left out, so that they can change."""
    plain: dict[str, object] = dict(settings.unknown)
    default = Settings()
    for name in _READERS:
        value = getattr(settings, name)
        if value == getattr(default, name):
            continue
        if name == "recent":
            value = [_written_recent(one) for one in settings.recent]
        plain[name] = dict(value) if isinstance(value, Mapping) else value
    return plain


def _written_recent(recent: Recent) -> dict[str, object]:
    plain = {part.name: getattr(recent, part.name) for part in fields(recent)}
    if not recent.pinned:
        del plain["pinned"]
    return {**plain, "opened": recent.opened.isoformat()}


_UNUSABLE: Final = object()


def _text(longest: int) -> Callable[[object], object]:
    def read(value: object) -> object:
        return value if isinstance(value, str) and len(value) <= longest else _UNUSABLE

    return read


def _one_of(*allowed: str | None) -> Callable[[object], object]:
    def read(value: object) -> object:
        known = value is None or isinstance(value, str)
        return value if known and value in allowed else _UNUSABLE

    return read


def _switch(value: object) -> object:
    return value if isinstance(value, bool) else _UNUSABLE


def _whole(least: int, most: int) -> Callable[[object], object]:
    def read(value: object) -> object:
        is_whole = isinstance(value, int) and not isinstance(value, bool)
        return (
            value if is_whole and isinstance(value, int) and least <= value <= most else _UNUSABLE
        )

    return read


def _none_or(read: Callable[[object], object]) -> Callable[[object], object]:
    return lambda value: None if value is None else read(value)


def _folder(value: object) -> object:
    """An absolute folder; a relative one would depend on where the program was started."""
    if value is None:
        return None
    if isinstance(value, str) and "\0" not in value and Path(value).is_absolute():
        return value
    return _UNUSABLE


def _geometry(value: object) -> object:
    if not isinstance(value, dict):
        return _UNUSABLE
    read = _text(LONGEST_GEOMETRY)
    return {name: one for name, one in value.items() if read(one) is not _UNUSABLE}


def _recent(value: object) -> object:
    if not isinstance(value, list):
        return _UNUSABLE
    found: dict[str, Recent] = {}
    for one in value:
        recent = _one_recent(one)
        if recent is not None:
            found.setdefault(recent.path, recent)
    return _in_order(found.values())


def _one_recent(value: object) -> Recent | None:
    if not isinstance(value, dict):
        return None
    path, title, opened = (value.get(name) for name in ("path", "title", "opened"))
    if not (isinstance(path, str) and path and "\0" not in path):
        return None
    if not (isinstance(title, str) and isinstance(opened, str)):
        return None
    try:
        at = datetime.fromisoformat(opened)
    except ValueError:
        return None
    group = value.get("group")
    return Recent(
        path=path,
        title=title[:LONGEST_NAME],
        opened=at.astimezone() if at.tzinfo is None else at,
        group=group[:LONGEST_NAME] if isinstance(group, str) else "",
        ideas=_number(value.get("ideas")),
        initiatives=_number(value.get("initiatives")),
        pinned=value.get("pinned") is True,
    )


def _number(value: object) -> int:
    known = isinstance(value, int) and not isinstance(value, bool)
    return value if known and isinstance(value, int) and 0 <= value <= MOST_COUNTED else 0


_READERS: Final[Mapping[str, Callable[[object], object]]] = {
    "language": _one_of(None, *LANGUAGES),
    "theme": _one_of(*THEMES),
    "sessions_folder": _folder,
    "facilitator": _text(LONGEST_NAME),
    "geometry": _geometry,
    "recent": _recent,
    "sound": _switch,
    "stage_theme": _one_of("light", "dark"),
    "stage_screens": _geometry,
    "board": _one_of("board", "outline"),
    "flash": _switch,
    "text_size": _none_or(_whole(*TEXT_SIZE)),
    "rehearsal_people": _whole(*REHEARSAL_PEOPLE),
    "welcomed": _switch,
}
"""How each setting is read; what it does not take is not used."""
