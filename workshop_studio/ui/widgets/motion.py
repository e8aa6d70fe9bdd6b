"""Whether anything may move: the system's own answer, which Qt hears by its style."""

from PySide6.QtWidgets import QApplication, QStyle


def is_motion_wanted() -> bool:
    """False where the system asks for no motion."""
    hint = QStyle.StyleHint.SH_Widget_Animation_Duration
    return QApplication.style().styleHint(hint) > 0
