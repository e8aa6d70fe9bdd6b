"""Asking for a file to read or to write. The user asks first: none of these opens by itself."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QFileDialog, QWidget

Then = Callable[[str], None]


class Files(Protocol):
    """What asks for files; tests have one that answers by itself."""

    def ask_open(self, parent: QWidget, title: str, folder: str, kinds: str, then: Then) -> None:
        """Ask for a file to read and call ``then`` with its path, if one is chosen."""

    def ask_save(self, parent: QWidget, title: str, path: str, kinds: str, then: Then) -> None:
        """Ask where to write and call ``then`` with the path, if one is chosen."""

    def ask_folder(self, parent: QWidget, title: str, folder: str, then: Then) -> None:
        """Ask for a folder and call ``then`` with its path, if one is chosen."""


class FileDialogs:
    """Asks with the dialogs of the platform, without holding the event loop up."""

    def ask_open(self, parent: QWidget, title: str, folder: str, kinds: str, then: Then) -> None:
        """Ask for a file to read."""
        dialog = self._dialog(parent, title, kinds, then)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setDirectory(folder)
        dialog.open()

    def ask_folder(self, parent: QWidget, title: str, folder: str, then: Then) -> None:
        """Ask for a folder; the dialog itself can make a new one."""
        dialog = self._dialog(parent, title, "", then)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setDirectory(folder)
        dialog.open()

    def ask_save(self, parent: QWidget, title: str, path: str, kinds: str, then: Then) -> None:
        """Ask where to write; the dialog itself asks before a file is replaced."""
        dialog = self._dialog(parent, title, kinds, then)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.selectFile(path)
        dialog.open()

    def _dialog(self, parent: QWidget, title: str, kinds: str, then: Then) -> QFileDialog:
        dialog = QFileDialog(parent, title)
        if kinds:
            dialog.setNameFilter(kinds)
        dialog.fileSelected.connect(lambda path: then(path))
        dialog.finished.connect(lambda _: dialog.deleteLater())
        return dialog
