"""The facilitator's strip at the stage's lower edge, where stage and console share one screen.

It holds nothing private: what comes next, back, black, the clock and the way to the console.
"""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStylePainter

from workshop_studio.ui.actions import Actions
from workshop_studio.ui.home.bar import Bar
from workshop_studio.ui.stage.window import StageWindow
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.labels import QuietButton, no_mnemonic
from workshop_studio.ui.widgets.once import count_once

HEIGHT: Final = 48
STAYS: Final = 4000
"""Milliseconds without a movement after which it goes."""
_EDGE: Final = 2 * HEIGHT
_ICON: Final = 18
_NEXT: Final = 0.4
"""The part of the width that what comes next is left before the others become icons."""
NAMES: Final = ("back", "blank", "freeze", "clock", "stage", "next")


class StripButton(QuietButton):
    """Does what an action does, and says what it says or, where given, something else.

    Its text is cut short where the strip is narrow, or an icon stands for it. A double click is
    one click, and a held key one press: what comes next may be the answer to a question by then.
    """

    def __init__(self, action: QAction, icon: int, text: str = "", role: str = "") -> None:
        super().__init__("", role, shortcut=action.shortcut(), small=True)
        self._action = action
        self._text = text
        self._is_icon = False
        count_once(self)
        self.setIconSize(QSize(icon, icon))
        self.clicked.connect(action.trigger)
        action.changed.connect(self._on_changed)
        self._on_changed()

    def show_as(self, *, icon: bool) -> None:
        """Be an icon alone, or a text."""
        if icon != self._is_icon:
            self._is_icon = icon
            self.updateGeometry()
            self.update()

    def text_width(self) -> int:
        """How wide it is with its whole text."""
        return super().sizeHint().width()

    def sizeHint(self) -> QSize:
        """What its text needs, or its icon."""
        whole = super().sizeHint()
        if not self._is_icon:
            return whole
        edges = whole - QSize(self._text_only(), self.fontMetrics().height())
        return self.iconSize().expandedTo(QSize(0, self.fontMetrics().height())) + edges

    def minimumSizeHint(self) -> QSize:
        """The same, but that a text may be cut short after a few letters."""
        hint = self.sizeHint()
        least = hint.width() if self._is_icon else min(hint.width(), 12 * hint.height() // 5)
        return QSize(least, hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon, or of the text what goes in."""
        del event
        option = QStyleOptionButton()
        self.initStyleOption(option)
        if self._is_icon:
            option.text, option.icon = "", self._action.icon()
        else:
            room = self.width() - (self.text_width() - self._text_only())
            elide = Qt.TextElideMode.ElideRight
            said = self.fontMetrics().elidedText(self.accessibleName(), elide, room + 1)
            option.text = no_mnemonic(said)
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.end()

    def _text_only(self) -> int:
        return self.fontMetrics().horizontalAdvance(self.accessibleName())

    def _on_changed(self) -> None:
        self.set_text(self._text or self._action.text().replace("&&", "&"))
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
        stage: StageWindow,
        back_text: str,
        stays: int = STAYS,
    ) -> None:
        super().__init__(theme, is_top=False, height=HEIGHT)
        self.setParent(stage)
        self._stage = stage
        icon = round(_ICON * theme.scale)
        texts = {"stage": back_text}
        roles = {"next": "primary"}
        self.buttons = {
            name: StripButton(actions[name], icon, texts.get(name, ""), roles.get(name, ""))
            for name in NAMES
        }
        for name, button in self.buttons.items():
            if name == "stage":
                self.line.addStretch(1)
            self.line.addWidget(button)
        self.line.setSpacing(8)
        actions["next"].changed.connect(self.make_room)
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
        for button in self.buttons.values():
            button.ensurePolished()  # so that it is measured in the type that it is shown in
        self._stage.keep_free(self._height() if wanted else 0)
        self._stage.setMouseTracking(wanted)
        if wanted:
            self.come()
        else:
            self.go()

    def make_room(self) -> None:
        """Show icons for all but what comes next where the texts do not go in."""
        going = self.buttons["next"]
        others = [button for button in self.buttons.values() if button is not going]
        margins = self.line.contentsMargins()
        taken = margins.left() + margins.right() + self.line.spacing() * self.line.count()
        taken += sum(button.text_width() for button in others)
        taken += min(going.text_width(), round(self.width() * _NEXT))
        for button in others:
            button.show_as(icon=taken > self.width())

    def come(self) -> None:
        """Lie at the lower edge for a while."""
        high = self._height()
        self.setGeometry(0, self._stage.height() - high, self._stage.width(), high)
        self.show()
        self.make_room()
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

    def _height(self) -> int:
        return max(HEIGHT, self.sizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Come where the mouse nears the edge or Tab is pressed; keep to the edge."""
        if event.type() in {QEvent.Type.Hide, QEvent.Type.Close}:
            self.set_wanted(wanted=False)
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
