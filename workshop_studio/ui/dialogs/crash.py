"""What is said when the program meets a bug: what is safe, and where the log is."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QWidget

from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.dialogs.base import CalmDialog
from workshop_studio.ui.widgets.labels import PlainLabel, PrimaryButton, QuietButton


def crash_text(translator: Translator, log: str) -> str:
    """The same in a line, for where nothing may open; ``log`` is empty where there is none."""
    if not log:
        return translator.text(
            "Something went wrong in the program. Everything that was written is safe here."
        )
    return translator.text(
        "Something went wrong in the program. Everything that was written is safe here. "
        "What happened is in {log}.",
        log=log,
    )


class CrashDialog(CalmDialog):
    """Tells of a bug calmly; the program goes on."""

    def __init__(self, translator: Translator, log: str, parent: QWidget | None = None) -> None:
        super().__init__(520, parent)
        text = translator.text
        self.setWindowTitle(text("Workshop Studio"))
        rows = self.column
        rows.setSpacing(12)
        rows.addWidget(PlainLabel(text("Something went wrong in the program"), "title"))
        rows.addWidget(
            PlainLabel(
                text(
                    "Everything that was written is safe on this machine. You can go on. If "
                    "something looks odd, close the program and start it again: the session is "
                    "offered with all that is in it."
                )
            )
        )
        where = PlainLabel(
            text("What happened is in the log, without any text from the session: {log}", log=log),
            "small",
        )
        where.setVisible(bool(log))
        rows.addWidget(where)
        go_on = PrimaryButton(text("Go on"))
        go_on.setDefault(True)
        go_on.clicked.connect(self.accept)
        look = QuietButton(text("Open the log folder"))
        folder = QUrl.fromLocalFile(str(Path(log).parent))
        look.clicked.connect(lambda: QDesktopServices.openUrl(folder))
        look.setVisible(bool(log))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(look)
        buttons.addWidget(go_on)
        rows.addSpacing(8)
        rows.addLayout(buttons)
