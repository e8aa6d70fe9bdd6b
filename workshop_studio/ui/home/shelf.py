"""The library, made when first asked for: it imports what is heavy."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workshop_studio.app.library import Library


class Shelf:
    """Keeps the one library of a run; may be asked by any worker.

    Attributes:
        made: the library; None until somebody has asked for it.
    """

    def __init__(self, make: "Callable[[], Library]") -> None:
        self._make = make
        self._lock = threading.Lock()
        self.made: Library | None = None

    def library(self) -> "Library":
        """The library; the first call imports what is heavy. Called in workers."""
        with self._lock:
            if self.made is None:
                self.made = self._make()
            return self.made
