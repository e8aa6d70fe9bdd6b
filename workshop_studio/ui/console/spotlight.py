"""One idea at a time on the stage: the next one, the one before, and all again."""

from PySide6.QtCore import QObject

from workshop_studio.domain.commands import SetFocus
from workshop_studio.domain.records import Focus
from workshop_studio.ui.bridge import Bridge
from workshop_studio.ui.console.screens import StageKeeper


class Spotlight(QObject):
    """Moves the stage's focus through the ideas of the current step.

    The focus is an event: console, preview and a stage that comes back all show the same.
    """

    def __init__(self, bridge: Bridge, stage: StageKeeper) -> None:
        super().__init__(stage)
        self._bridge = bridge
        stage.window.stepped.connect(self._on_stepped)
        stage.window.all_requested.connect(self.show_all)

    def next(self) -> None:
        """Show the idea behind the one that is shown, or the first; after the last all again."""
        self._step(1)

    def previous(self) -> None:
        """Show the idea before the one that is shown, or the last; before the first all again."""
        self._step(-1)

    def show_all(self) -> None:
        """Show the step again."""
        if self._bridge.view.focus is not None:
            self._bridge.send(SetFocus(focus=None))

    def _on_stepped(self, by: int) -> None:
        self._step(by)

    def _step(self, by: int) -> None:
        ids = self._bridge.view.seen
        if not ids:
            return
        focus = self._bridge.view.focus
        if focus is None or focus.kind != "idea" or focus.id not in ids:
            at = 0 if by > 0 else len(ids) - 1
        else:
            at = ids.index(focus.id) + by
        if 0 <= at < len(ids):
            self._bridge.send(SetFocus(focus=Focus(kind="idea", id=ids[at])))
        else:
            self.show_all()
