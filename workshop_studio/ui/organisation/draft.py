"""The organisation as it is edited: undo, redo, and its way to the disk, one change at a time."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from workshop_studio.app.organisation import Kept, OrganisationStore, Written
from workshop_studio.domain.errors import BadInput, WorkshopError
from workshop_studio.domain.organisation import Organisation
from workshop_studio.ui.jobs import Jobs


class Draft(QObject):
    """Holds what is edited; each change is written at once, in a worker.

    Signals:
        changed(): there is another organisation to show.
        refused(WorkshopError): a change cannot be made; nothing was changed.
        written(Written): this came of writing, and nothing more is to be written.
        failed(WorkshopError): the last change is not on the disk, but still here.
        found(Kept | WorkshopError): what was read again.

    Attributes:
        kept: as it lies on the disk; None where that cannot be said, and nothing can be edited.
        organisation: as it is edited.
        is_writing: whether the disk is at work.
        is_unsaved: whether the last change could not be written.
    """

    changed = Signal()
    refused = Signal(object)
    written = Signal(object)
    failed = Signal(object)
    found = Signal(object)

    def __init__(self, store: OrganisationStore, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._store, self._jobs = store, jobs
        self._before: list[Organisation] = []
        self._after: list[Organisation] = []
        self.kept: Kept | None = None
        self.organisation = Organisation()
        self.is_writing = self.is_unsaved = False

    @property
    def before(self) -> Organisation | None:
        """As it was before the last change; None where there is none to take back."""
        return self._before[-1] if self._before else None

    @property
    def after(self) -> Organisation | None:
        """As it was with the change that undo took back last; None where there is none."""
        return self._after[-1] if self._after else None

    def begin(self, kept: Kept | None) -> None:
        """Edit what is on the disk; what was edited before is no longer undone."""
        self._before.clear()
        self._after.clear()
        self.kept = kept
        self.organisation = Organisation() if kept is None else kept.organisation
        self.changed.emit()

    def change(self, change: Callable[[], Organisation]) -> bool:
        """Make a change and write it; False where it is refused."""
        if self.kept is None:
            return False
        try:
            after = change()
        except BadInput as error:
            self.refused.emit(error)
            return False
        if after != self.organisation:
            self._before.append(self.organisation)
            self._after.clear()
            self._put(after)
        return True

    def undo(self) -> None:
        """Take the last change back."""
        if self._before:
            self._after.append(self.organisation)
            self._put(self._before.pop())

    def redo(self) -> None:
        """Bring back what undo took back."""
        if self._after:
            self._before.append(self.organisation)
            self._put(self._after.pop())

    def go_on(self) -> None:
        """Try again what did not work: to write, or to read."""
        if self.kept is not None:
            self.write()
        else:
            self._jobs.run(self, self._store.read, self.found.emit, self.found.emit)

    def write(self) -> None:
        """Write what is shown; the last state in the end, however many there are meanwhile."""
        kept, now = self.kept, self.organisation
        if kept is None or self.is_writing:
            return
        self.is_writing = True
        self._jobs.run(
            self,
            lambda: self._store.write(now, kept),
            lambda written: self._on_written(now, written),
            self._on_failed,
        )

    def _put(self, organisation: Organisation) -> None:
        self.organisation = organisation
        self.changed.emit()
        self.write()

    def _on_written(self, now: Organisation, written: Written) -> None:
        self.is_writing = self.is_unsaved = False
        if written.copy is None:
            self.kept = written.kept
        if now is not self.organisation:
            self.write()  # after a conflict too: what was edited since goes into a copy as well
            return
        if written.copy is not None:
            self.begin(written.kept)
        self.written.emit(written)

    def _on_failed(self, error: WorkshopError) -> None:
        self.is_writing, self.is_unsaved = False, True
        self.failed.emit(error)
