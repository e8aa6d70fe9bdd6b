"""How something that takes its time is followed, and stopped."""

from collections.abc import Callable

Watch = Callable[[float], None]
"""Is told how much is done, from 0 to 1, and raises :class:`Stopped` to end it there."""


class Stopped(Exception):
    """Whoever asked for it wants it no more; nothing has happened."""


def unwatched(done: float) -> None:
    """Nobody looks on."""
    del done
