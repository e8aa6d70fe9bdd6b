"""Another language or look for every window, the console as soon as nothing hangs on it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer

from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.home.looks import Looks
from workshop_studio.ui.home.preferences import Preferences
from workshop_studio.ui.home.window import HomeWindow
from workshop_studio.ui.qt_words import QtWords

if TYPE_CHECKING:
    from workshop_studio.ui.console.handover import Left
    from workshop_studio.ui.console.window import ConsoleWindow

CALM: Final = 300
"""Milliseconds after which it is asked again whether the console can be made anew."""


class Dressing(QObject):
    """Shows all windows anew; a new console follows the one that is shown.

    Args:
        home: the first window.
        preferences: settings and About box.
        others: show what else may be open in a language.
        looks: tells of another theme.
        current: the console that is shown; None where there is none.
        make: makes another of the same session, in the language and look of now.
        followed: hears of the one before and the new one, which is not shown yet.
    """

    def __init__(
        self,
        home: HomeWindow,
        preferences: Preferences,
        others: Sequence[Callable[[Translator], None]],
        looks: Looks,
        current: "Callable[[], ConsoleWindow | None]",
        make: "Callable[[], ConsoleWindow]",
        followed: "Callable[[ConsoleWindow, ConsoleWindow], None]",
    ) -> None:
        super().__init__(home)
        self._home, self._preferences, self._looks = home, preferences, looks
        self._others = others
        self._current, self._make, self._followed = current, make, followed
        self._translator = home.translator
        self._words = QtWords(home.translator, self)
        self._left: Left | None = None
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(CALM)
        self._again.timeout.connect(self._try)
        looks.changing.connect(self._clear)
        looks.changed.connect(lambda: self.dress(self._translator))

    def undress(self) -> None:
        """Empty the windows before they change; a console only where nothing hangs on it now."""
        self._leave_console()
        self._home.undress()
        self._preferences.undress()

    def dress(self, translator: Translator) -> None:
        """Show every window in this language and the look of now, those that are seen first."""
        self._translator = translator
        self._words.speak(translator)
        if self._current() is None:
            self._dress_home()
            return
        self._dress_console()
        QTimer.singleShot(0, self, self._dress_home)

    def stop(self) -> None:
        """Make nothing anew any more."""
        self._again.stop()

    def _clear(self) -> None:
        """Have as few widgets as can be when the look changes, which takes time for each."""
        self.undress()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _dress_home(self) -> None:
        self._home.dress(self._translator, self._looks.theme)
        self._preferences.dress(self._translator)
        for dress in self._others:
            dress(self._translator)

    def _leave_console(self) -> None:
        from workshop_studio.ui.console.handover import is_calm, leave

        console = self._current()
        if console is not None and self._left is None and is_calm(console):
            self._left = leave(console)

    def _dress_console(self) -> None:
        """Show a new console, or wait until a dialog, an answer or the laptop is back."""
        from workshop_studio.ui.console.handover import follow

        before, left = self._current(), self._left
        if before is None:
            return
        if left is None:
            self._again.start()
            return
        self._left = None
        after = self._make()
        self._followed(before, after)
        follow(before, left, after)

    def _try(self) -> None:
        self._leave_console()
        self._dress_console()
