"""A refused command: a value with a code and parameters that each surface translates."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why a command was refused.

    Attributes:
        code: which message of ``i18n/messages.py`` tells about it, such as ``"idea.blank"``.
        params: numbers and names that the message holds; never the text of an idea.
    """

    code: str
    params: Mapping[str, object] = field(default_factory=dict)


def reject(code: str, **params: object) -> Rejection:
    """A rejection with its parameters by name."""
    return Rejection(code, params) if params else _plain(code)


@cache
def _plain(code: str) -> Rejection:
    """The one that says no more than its code, and is the same each time: many are remembered."""
    return Rejection(code)
