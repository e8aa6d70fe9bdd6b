"""The About box: what program this is, and whose work is in it under which licence."""

import re
from dataclasses import dataclass
from importlib import metadata
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.dialogs.base import CalmDialog
from workshop_studio.ui.widgets.labels import PlainLabel, PrimaryButton

PROGRAM: Final = "workshop-studio"
_LICENCE_LIMIT: Final = 60
_FONT: Final = ("Inter", "4", "OFL-1.1")


@dataclass(frozen=True, slots=True)
class Part:
    """A work of others that the program holds or uses."""

    name: str
    version: str
    licence: str


def version() -> str:
    """The program's own version; empty where nobody installed it."""
    try:
        return metadata.version(PROGRAM)
    except metadata.PackageNotFoundError:
        return ""


def parts() -> tuple[Part, ...]:
    """The libraries that the program runs on, those that they need too, and the font."""
    found: dict[str, Part] = {}
    waiting = [PROGRAM]
    while waiting:
        name = waiting.pop()
        try:
            about = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # one that this system does not need
        for line in about.requires or ():
            needed = re.match(r"[A-Za-z0-9._-]+", line)
            if needed is None or "extra ==" in line or _one_name(needed[0]) in found:
                continue
            waiting.append(needed[0])
        if name != PROGRAM:
            found[_one_name(about.name)] = Part(about.name, about.version, licence_of(about))
    font = Part(*_FONT)
    return tuple(sorted((*found.values(), font), key=lambda part: part.name.casefold()))


def _one_name(name: str) -> str:
    """A package's name as it is compared: the same however it is written."""
    return re.sub(r"[-_.]+", "-", name).casefold()


def licence_of(about: metadata.Distribution) -> str:
    """The licence in a few words: as an SPDX expression, else as the package says it."""
    told = about.metadata
    if "License-Expression" in told:
        return told["License-Expression"]
    text = " ".join(told.get_all("License") or ())
    classified = [
        line.rpartition("::")[2].strip()
        for line in told.get_all("Classifier") or ()
        if line.startswith("License ::")
    ]
    first = text.strip().partition("\n")[0]
    if first and len(first) <= _LICENCE_LIMIT:
        return first
    return ", ".join(classified)


class AboutBox(CalmDialog):
    """Names the program, its version, and the works of others in it."""

    def __init__(self, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(560, parent)
        text = translator.text
        self.setWindowTitle(text("About Workshop Studio"))
        self.column.setSpacing(12)
        self.column.addWidget(PlainLabel("Workshop Studio", "display"))
        self.column.addWidget(PlainLabel(text("Version {n}", n=version() or "–"), "soft"))
        self.column.addWidget(
            PlainLabel(
                text(
                    "Lead a group from need to idea to initiative: on one laptop, with one file to "
                    "keep. No account, no cloud, no internet."
                )
            )
        )
        self.column.addWidget(PlainLabel(text("Work by others in the program"), "title"))
        self.table = self._table(text("Name"), text("Version"), text("Licence"))
        self.table.setAccessibleName(text("Work by others in the program"))
        self.column.addWidget(self.table, 1)
        close = PrimaryButton(text("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(close)
        self.column.addLayout(line)

    def _table(self, *headings: str) -> QTableWidget:
        rows = parts()
        table = QTableWidget(len(rows), len(headings))
        table.setProperty("role", "grid")
        table.setHorizontalHeaderLabels(list(headings))
        table.verticalHeader().hide()
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setMinimumHeight(280)
        for y, part in enumerate(rows):
            for x, said in enumerate((part.name, part.version, part.licence)):
                table.setItem(y, x, QTableWidgetItem(said))
        head = table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setStretchLastSection(True)
        return table
