"""The errors that a user may meet, as codes that every surface translates.

A :class:`WorkshopError` says what happened with a code and parameters; the words stand in
``i18n/messages.py``. An expected refusal of a command is no exception but a
:class:`~workshop_studio.domain.rejections.Rejection`. Anything else that is raised is a bug.
"""

import traceback
from typing import ClassVar


class WorkshopError(Exception):
    """Something went wrong that a user can understand and act on.

    Attributes:
        code: which message of ``i18n/messages.py`` tells about it, such as ``"file.not_a_zip"``.
        params: what the message names: paths, lines, numbers. Never the text of an idea.
        exit_code: what the command line ends with.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{self.code}({details})"


class BadInput(WorkshopError):
    """What was given cannot be used: a damaged file, a wrong column, an unknown name."""

    exit_code = 2


class Conflict(WorkshopError):
    """Somebody else changed the file meanwhile; nothing of theirs is overwritten."""


class Failure(WorkshopError):
    """The machine did not do what it should: a full disk, a lost folder, a refused write."""


def described(error: BaseException | None) -> str:
    """An exception as types and places, without its message: that may hold what people wrote."""
    parts: list[str] = []
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        parts.append(
            type(error).__name__ + "\n" + "".join(traceback.format_tb(error.__traceback__))
        )
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\nduring\n".join(parts)
