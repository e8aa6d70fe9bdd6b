"""Where windows were: encoded for the settings, and put back where they can be seen."""

import base64

from PySide6.QtCore import QByteArray, QPoint, QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

_LEAST = 80
"""Points of a title bar that must be on some screen, so that a window can be taken hold of."""

_BAR = 40
"""Points that a title bar takes at most."""


def written_place(window: QWidget) -> str:
    """Size and place of a window, as text."""
    return base64.b64encode(window.saveGeometry().data()).decode("ascii")


def restore_place(window: QWidget, written: str) -> None:
    """Put a window back where it was; one whose screen is gone comes to the first screen.

    One that was never shown before is made no larger than the screen has room for.
    """
    if not written:
        room = QGuiApplication.primaryScreen().availableGeometry().adjusted(0, _BAR, 0, 0)
        window.resize(window.size().boundedTo(room.size()))
        return
    before = window.geometry()
    window.restoreGeometry(QByteArray.fromBase64(written.encode("ascii", "replace")))
    if window.width() < _LEAST or window.height() < _LEAST:  # what was written is cut off
        window.setGeometry(before)
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    primary = QGuiApplication.primaryScreen().availableGeometry()
    seen = visible_place(window.geometry(), screens, primary)
    if seen != window.geometry():
        window.setGeometry(seen)


def visible_place(wanted: QRect, screens: list[QRect], primary: QRect) -> QRect:
    """The place itself where its head is on a screen, else one in the middle of the first.

    Args:
        wanted: size and place as remembered.
        screens: what can be used of each screen.
        primary: what can be used of the first one.
    """
    head = QRect(wanted.x(), wanted.y(), wanted.width(), min(wanted.height(), _BAR))
    for screen in screens:
        part = head.intersected(screen)
        if part.width() >= min(_LEAST, head.width()) and part.height() >= head.height() // 2:
            return wanted
    room = primary.adjusted(0, _BAR, 0, 0)  # above a window stands its title bar
    size = wanted.size().boundedTo(room.size())
    left = room.x() + (room.width() - size.width()) // 2
    top = room.y() + (room.height() - size.height()) // 2
    return QRect(QPoint(left, top), size)
