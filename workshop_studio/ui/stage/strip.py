"""The facilitator's strip at the stage's lower edge, where stage and console share one screen.

It holds nothing private: what comes next, back, black, the clock and the way to the console.
"""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from workshop_studio.ui.actions import Actions
from workshop_studio.ui.home.bar import Bar
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.labels import QuietButton, no_mnemonic

HEIGHT: Final = 48
STAYS: Final = 4000
"""Milliseconds without a movement after which it goes."""
_EDGE: Final = 2 * HEIGHT
NAMES: Final = ("back", "blank", "freeze", "clock", "stage", "next")


class StripButton(QuietButton):
    """Does what an action does, and says what it says or, where given, something else."""

    def __init__(self, action: QAction, text: str = "") -> None:
        super().__init__("", shortcut=action.shortcut(), small=True)
        self._action = action
        self._text = text
        self.clicked.connect(action.trigger)
        action.changed.connect(self._on_changed)
        self._on_changed()

    def _on_changed(self) -> None:
        text = self._text or self._action.text().replace("&&", "&")
        self.setText(no_mnemonic(text))
        self.setAccessibleName(text)
        self.setEnabled(self._action.isEnabled())


class Strip(Bar):
    """Lies over the stage's lower edge and goes by itself; the mouse there or Tab brings it back.

    Args:
        actions: the console's actions.
        theme: the look of the windows.
        stage: the window that it lies in.
        back_text: what the button to the console says.
        stays: milliseconds without a movement after which it goes.
    """

    def __init__(
        self,
        actions: Actions,
        theme: Theme,
        stage: QWidget,
        back_text: str,
        stays: int = STAYS,
    ) -> None:
        super().__init__(theme, is_top=False, height=HEIGHT)
        self.setParent(stage)
        self._stage = stage
        texts = {"stage": back_text}
        self.buttons = {name: StripButton(actions[name], texts.get(name, "")) for name in NAMES}
        for name, button in self.buttons.items():
            if name == "stage":
                self.line.addStretch(1)
            self.line.addWidget(button)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(stays)
        self._rest.timeout.connect(self.go)
        self._is_wanted = False
        self.hide()
        stage.installEventFilter(self)

    def set_wanted(self, *, wanted: bool) -> None:
        """Whether stage and console share a screen, so that it is needed."""
        self._is_wanted = wanted
        self._stage.setMouseTracking(wanted)
        if wanted:
            self.come()
        else:
            self.go()

    def come(self) -> None:
        """Lie at the lower edge for a while."""
        high = max(HEIGHT, self.sizeHint().height())
        self.setGeometry(0, self._stage.height() - high, self._stage.width(), high)
        self.show()
        self.raise_()
        self._stage.unsetCursor()
        self._rest.start()

    def go(self) -> None:
        """Be gone, and the mouse's arrow with it."""
        if self._is_wanted and self.underMouse():
            self._rest.start()
            return
        self._rest.stop()
        if self._stage.focusWidget() in self.buttons.values():
            self._stage.setFocus()
        self.hide()
        if self._is_wanted:
            self._stage.setCursor(Qt.CursorShape.BlankCursor)
        else:
            self._stage.unsetCursor()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Come where the mouse nears the edge or Tab is pressed; keep to the edge."""
        if event.type() in {QEvent.Type.Hide, QEvent.Type.Close}:
            self._is_wanted = False
            self.go()
        if not self._is_wanted:
            return super().eventFilter(watched, event)
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            self._stage.unsetCursor()
            if self.isVisible() or event.position().y() > self._stage.height() - _EDGE:
                self.come()
        elif event.type() == QEvent.Type.Resize and self.isVisible():
            self.come()
        elif (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Tab
            and not self.isVisible()
        ):
            self.come()
            self.buttons["next"].setFocus()
            return True
        return super().eventFilter(watched, event)
