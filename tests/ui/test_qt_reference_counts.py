"""PySide6 must not lose references to None, True and False.

6.12.0 on Python 3.11 dropped one in each void call and each signal emit, until the interpreter
died of it ("none_dealloc") after a thousand calls or so.
"""

import sys

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

CALLS = 5_000
NOISE = 500
"""References that come and go by themselves; a real loss is one a call."""


class Sender(QObject):
    nothing = Signal()
    flag = Signal(bool)


def counts() -> tuple[int, int, int]:
    return sys.getrefcount(None), sys.getrefcount(True), sys.getrefcount(False)


def test_painter_calls_lose_no_reference(qtbot: QtBot) -> None:
    del qtbot
    image = QImage(64, 64, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    before = counts()
    for number in range(CALLS):
        painter.setOpacity(1.0)
        painter.fillRect(QRect(0, 0, 8, 8), QColor(number % 256, 0, 0))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    after = counts()
    painter.end()
    for was, now in zip(before, after, strict=True):
        assert abs(now - was) < NOISE


def test_emitted_signals_lose_no_reference(qtbot: QtBot) -> None:
    del qtbot
    sender = Sender()
    seen: list[bool] = []
    sender.nothing.connect(lambda: None)
    sender.flag.connect(seen.append)
    before = counts()
    for _ in range(CALLS):
        sender.nothing.emit()
        sender.flag.emit(True)
        sender.flag.emit(False)
    assert seen == [True, False] * CALLS
    seen.clear()
    for was, now in zip(before, counts(), strict=True):
        assert abs(now - was) < NOISE
