"""The list of shortcuts, made from the table of actions."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QWidget

from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.action import GROUPS
from workshop_studio.ui.actions import Actions
from workshop_studio.ui.palette.overlay import Overlay
from workshop_studio.ui.palette.words import keys_of
from workshop_studio.ui.widgets.labels import PlainLabel, QuietButton


class ShortcutList(Overlay):
    """Every shortcut of a window, group by group."""

    def __init__(self, window: QWidget, actions: Actions, translator: Translator) -> None:
        super().__init__(window, 560, 640)
        text = translator.text
        head = QHBoxLayout()
        head.addWidget(PlainLabel(text("Shortcuts"), "title", wrap=False), 1)
        self.close_button = QuietButton(text("Close"), small=True)
        self.close_button.clicked.connect(self.close_up)
        head.addWidget(self.close_button)
        self.column.addLayout(head)
        body = QWidget()
        body.setProperty("role", "surface")
        grid = QGridLayout(body)
        grid.setContentsMargins(8, 8, 12, 8)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        self.lines: list[tuple[str, str]] = []
        group = ""
        for row in actions.table:
            keys = keys_of(row)
            if not keys:
                continue
            if row.group != group:
                group = row.group
                grid.addWidget(PlainLabel(text(GROUPS[row.group]), "label"), grid.rowCount(), 0)
            at = grid.rowCount()
            grid.addWidget(PlainLabel(text(row.text)), at, 0)
            grid.addWidget(PlainLabel(keys, "key", wrap=False), at, 1, Qt.AlignmentFlag.AlignRight)
            self.lines.append((text(row.text), keys))
        grid.setRowStretch(grid.rowCount(), 1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName(text("Shortcuts"))
        self.area.setWidget(body)
        self.column.addWidget(self.area, 1)
