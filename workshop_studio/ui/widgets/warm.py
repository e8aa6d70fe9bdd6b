"""Windows that are laid out and drawn once before they are shown, a part at a time."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget


def warmed(window: QWidget, *parts: QWidget) -> Iterator[None]:
    """Do what showing a window would do in one go; yield where Qt may have its turn.

    Args:
        window: what will be shown.
        parts: its largest parts: letters and icons are drawn for the first time with them.
    """
    window.ensurePolished()
    layout = window.layout()
    if layout is not None:
        layout.activate()
    for part in parts:
        yield
        part.grab()
