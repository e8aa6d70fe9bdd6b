"""What every window has to find one's way: the palette and the list of shortcuts."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.actions import Actions
from workshop_studio.ui.palette.line import Entry
from workshop_studio.ui.palette.sessions import SessionShelf
from workshop_studio.ui.palette.words import keys_of
from workshop_studio.ui.theme import Theme

if TYPE_CHECKING:  # Home paints before they are needed
    from workshop_studio.ui.palette.shortcuts import ShortcutList
    from workshop_studio.ui.palette.window import Palette


class Finder(QObject):
    """Opens the palette and the list of shortcuts over a window; each is made when first asked for.

    Args:
        window: what they lie over.
        actions: the window's actions.
        translator: the language.
        theme: the look.
        others: what else can be found just now.
        shelf: the sessions among it, which may come in while the palette is open.

    Attributes:
        palette: the palette; None until it was opened.
        shortcuts: the list of shortcuts; None until it was opened.
    """

    def __init__(
        self,
        window: QWidget,
        actions: Actions,
        translator: Translator,
        theme: Theme,
        others: Callable[[], Iterable[Entry]],
        shelf: SessionShelf,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._translator = translator
        self._theme = theme
        self._others = others
        self._shelf = shelf
        shelf.changed.connect(self._on_changed)
        self.palette: Palette | None = None
        self.shortcuts: ShortcutList | None = None

    def dress(self, translator: Translator, theme: Theme) -> None:
        """Find in this language and look from now on."""
        self._translator, self._theme = translator, theme
        for overlay in (self.palette, self.shortcuts):
            if overlay is not None:
                overlay.hide()
                overlay.deleteLater()
        self.palette, self.shortcuts = None, None

    def open_palette(self) -> None:
        """Find something by typing, and do it."""
        if self.palette is None:
            from workshop_studio.ui.palette.window import Palette

            self.palette = Palette(self._window, self._translator, self._theme)
        self.palette.open_over((*self._doable(), *self._others()))
        self._shelf.wanted.emit()

    def show_shortcuts(self) -> None:
        """Show all shortcuts of the window."""
        if self.shortcuts is None:
            from workshop_studio.ui.palette.shortcuts import ShortcutList

            self.shortcuts = ShortcutList(self._window, self._actions, self._translator)
        self.shortcuts.open_with(self.shortcuts.area)

    def _on_changed(self) -> None:
        if self.palette is not None and self.palette.isVisible():
            self.palette.rows.show_entries((*self._doable(), *self._others()))

    def _doable(self) -> Iterator[Entry]:
        """What can be done now: a row that does nothing would only be in the way."""
        for row in self._actions.table:
            live = self._actions[row.id]
            if live.isEnabled() and row.id != "palette":
                yield Entry(live.text().replace("&&", "&"), keys_of(row), live.trigger)
