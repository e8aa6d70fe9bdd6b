"""What comes next: the primary button's way through forms that are filled in, and what follows."""

from collections.abc import Callable, Mapping

from workshop_studio.app.hub import Receipt
from workshop_studio.domain.commands import Command, GoTo
from workshop_studio.domain.rejections import Rejection
from workshop_studio.i18n.translator import Translator
from workshop_studio.projections.facilitator import FacilitatorView
from workshop_studio.steps.kind import Next
from workshop_studio.ui.blocks.work import WorkArea
from workshop_studio.ui.bridge import Bridge
from workshop_studio.ui.console import words


class Onward:
    """Does what comes next; a form that is filled in goes first, and holds it up if refused."""

    def __init__(
        self,
        bridge: Bridge,
        work: WorkArea,
        translator: Translator,
        close: Callable[[], object],
    ) -> None:
        """Stand by.

        Args:
            bridge: where commands go.
            work: where forms are filled in.
            translator: the language.
            close: leaves a session that is finished.
        """
        self._bridge, self._work = bridge, work
        self._translator, self._close = translator, close
        self._following: Command | None = None
        self._is_opening = False

    def press(self) -> None:
        """Do what comes next."""
        view = self._bridge.view
        going = view.next
        # What was opened is written or counted next: the keyboard goes there by itself.
        self._is_opening = _opens(going)
        if going is None:
            self._close()
        elif going.form:
            onward = words.leads_on(view)
            self._submit(going.form, GoTo(step=onward) if onward else None)
        elif going.command is not None:
            unsent = self._work.unsent_form()
            if unsent:
                self._submit(unsent, going.command)
            else:
                self._bridge.send(going.command)

    def send(self, command: Mapping[str, object]) -> None:
        """Send what the work area asks for, and then what was to follow it."""
        following, self._following = self._following, None

        def go_on(_: Receipt) -> None:
            if following is not None:
                self._bridge.send(following)

        self._bridge.send(command, go_on, self._on_refused)

    def has_opened(self, view: FacilitatorView, *, moved: bool) -> bool:
        """Whether what was to be opened is open since now."""
        opened = self._is_opening and not _opens(view.next)
        self._is_opening = self._is_opening and not (opened or moved)
        return opened

    def _submit(self, form: str, following: Command | None) -> None:
        self._following = following
        if not self._work.submit(form):
            self._following = None

    def _on_refused(self, rejection: Rejection) -> None:
        self._work.show_rejection(words.told(rejection, self._translator))


def _opens(going: Next | None) -> bool:
    return going is not None and going.code.endswith(".open")
