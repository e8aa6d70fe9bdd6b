"""One set of windows for each user: a second start hands its file to the one that runs.

Commands without windows run beside. Where the running one does not answer, the second opens
windows of its own: no fault here may keep anybody from starting.
"""

import hashlib
import json
import logging
import os
import tempfile
from pathlib import Path
from typing import Final

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_log = logging.getLogger(__name__)

MOST: Final = 16_384
"""Most bytes in a message; a path is far shorter."""
LONGEST_NAME: Final = 100
"""Most bytes in a socket's name; the system takes a few more."""
_OK: Final = b"ok\n"
_ANSWER: Final = 2_000
"""Milliseconds that the running one has to answer."""


def server_name(state_folder: Path) -> str:
    """The name under which this user's windows are reached; its holder owns the state folder.

    On Linux and macOS it is the path of a socket in a folder of the user's own if there is one;
    on Windows the name of a pipe.
    """
    user = str(os.getuid()) if hasattr(os, "getuid") else os.environ.get("USERNAME", "user")
    which = hashlib.sha256(str(state_folder).encode("utf-8", "surrogatepass")).hexdigest()[:8]
    name = f"workshop-studio-{user}-{which}"
    if os.name == "nt":
        return name
    for folder in (os.environ.get("XDG_RUNTIME_DIR", ""), tempfile.gettempdir()):
        path = os.path.join(folder, name)
        if folder and os.path.isdir(folder) and len(os.fsencode(path)) <= LONGEST_NAME:
            return path
    return os.path.join("/tmp", name)  # noqa: S108 # checked to be ours before it is used


def message(file: Path | None) -> bytes:
    """What a second start says: the file to open, or nothing but that it was started."""
    path = "" if file is None else str(file.absolute())
    return json.dumps({"open": path}).encode("ascii") + b"\n"


def read_message(data: bytes) -> str | None:
    """The path that a message names, empty for none; None for what is no message of ours."""
    try:
        read = json.loads(data)
    except (ValueError, RecursionError):
        return None
    path = read.get("open") if isinstance(read, dict) else None
    if not isinstance(path, str) or "\0" in path:
        return None
    return path if not path or Path(path).is_absolute() else None


class SingleInstance(QObject):
    """The door of the running windows, and the knock on another's.

    Signals:
        asked(str): somebody started the program again, with this file; empty for none.
    """

    asked = Signal(str)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._server: QLocalServer | None = None

    def begin(self, file: Path | None) -> bool:
        """Become the one that runs; False where another runs and has taken the request."""
        lock = QLockFile(f"{self._lock_path()}")
        lock.tryLock(_ANSWER)  # two starts at once; without it the last one to listen wins
        try:
            if self._knock(file):
                return False
            self._listen()
        finally:
            lock.unlock()
        return True

    def close(self) -> None:
        """Open the door no more."""
        if self._server is not None:
            self._server.close()
            self._server = None

    def _lock_path(self) -> str:
        if os.name == "nt":
            return os.path.join(tempfile.gettempdir(), f"{self._name}.lock")
        return f"{self._name}.lock"

    def _knock(self, file: Path | None) -> bool:
        if os.name != "nt" and not _is_ours(self._name):
            return False
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_ANSWER):
            return False
        socket.write(message(file))
        socket.flush()
        answer = b""
        while not answer.endswith(b"\n") and socket.waitForReadyRead(_ANSWER):
            answer += socket.readAll().data()
        socket.abort()
        return answer == _OK

    def _listen(self) -> None:
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        if os.name == "nt" or not os.path.lexists(self._name) or _is_ours(self._name):
            QLocalServer.removeServer(self._name)  # nobody answered: its program was killed
        if not server.listen(self._name):
            _log.warning("a second start cannot be heard: %s", server.serverError())
            server.deleteLater()
            return
        server.newConnection.connect(self._on_connection)
        self._server = server

    def _on_connection(self) -> None:
        server = self._server
        while server is not None and server.hasPendingConnections():
            socket = server.nextPendingConnection()
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(lambda socket=socket: self._on_read(socket))
            self._on_read(socket)

    def _on_read(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > MOST:
                socket.abort()
            return
        line = bytes(socket.readLine(MOST + 1).data())
        path = read_message(line) if line.endswith(b"\n") and len(line) <= MOST else None
        if path is None:
            _log.warning("a message that is none was refused")
            socket.abort()
            return
        socket.write(_OK)
        socket.flush()
        socket.disconnectFromServer()
        self.asked.emit(path)


def _is_ours(path: str) -> bool:
    """Whether something lies there that this user made: a folder for all may hold others'."""
    try:
        return os.lstat(path).st_uid == os.getuid()
    except OSError:
        return False
