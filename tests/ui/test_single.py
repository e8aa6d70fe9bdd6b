"""One set of windows for each user: with real processes, one of them killed."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import platformdirs
import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from workshop_studio.resources import resources
from workshop_studio.storage.settings_file import settings_path
from workshop_studio.ui.single import MOST, SingleInstance, message, read_message, server_name

PATIENCE = 30_000


def state_folder() -> Path:
    return platformdirs.user_state_path("workshop-studio", appauthor=False)


@pytest.fixture
def processes() -> Iterator[list["subprocess.Popen[bytes]"]]:
    started: list[subprocess.Popen[bytes]] = []
    yield started
    for one in started:
        one.kill()
        one.wait()


def start(processes: list["subprocess.Popen[bytes]"], *words: str) -> "subprocess.Popen[bytes]":
    one = subprocess.Popen(
        [sys.executable, "-m", "workshop_studio", "--lang", "en", *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    processes.append(one)
    return one


def answers() -> bool:
    """Whether windows run that hear a second start."""
    door = SingleInstance(server_name(state_folder()))
    is_first = door.begin(None)
    door.close()
    return not is_first


def test_a_second_start_hands_its_file_to_the_first_and_a_killed_one_is_replaced(
    qtbot: QtBot, processes: list["subprocess.Popen[bytes]"], tmp_path: Path
) -> None:
    session = tmp_path / "Økt fra i går.workshop"
    session.write_bytes((resources() / "samples" / "school-day.workshop").read_bytes())

    def wait(until: object) -> None:
        assert callable(until)
        qtbot.waitUntil(until, timeout=PATIENCE)

    first = start(processes)
    wait(lambda: os.path.exists(server_name(state_folder())) or os.name == "nt")
    wait(answers)
    second = start(processes, str(session))
    wait(lambda: second.poll() == 0)
    settings = settings_path()
    wait(lambda: settings.exists() and "Økt fra i går" in settings.read_text(encoding="utf-8"))
    assert first.poll() is None

    first.kill()  # its socket stays behind
    first.wait()
    third = start(processes)
    wait(answers)
    assert third.poll() is None
    fourth = start(processes)
    wait(lambda: fourth.poll() == 0)


def test_commands_run_beside_the_windows(qtbot: QtBot, tmp_path: Path) -> None:
    door = SingleInstance(server_name(state_folder()))
    assert door.begin(None)
    with qtbot.assertNotEmitted(door.asked, wait=0):
        done = subprocess.run(
            [sys.executable, "-m", "workshop_studio", "recover", "--json"],
            capture_output=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    door.close()


@pytest.mark.parametrize(
    "sent",
    [
        b"nonsense\n",
        b'{"open": 7}\n',
        b'{"open": "relative.workshop"}\n',
        b'{"open": "/a\\u0000b"}\n',
        b'["/a.workshop"]\n',
        b"\xff\xfe\n",
        b'{"open": "' + b"x" * MOST + b'"}\n',
        b"x" * (MOST + 2),
        b"[" * 9_000 + b"\n",
    ],
)
def test_what_is_no_message_is_refused(qtbot: QtBot, sent: bytes) -> None:
    name = server_name(state_folder())
    door = SingleInstance(name)
    assert door.begin(None)
    asked: list[str] = []
    door.asked.connect(asked.append)
    socket = QLocalSocket()
    with qtbot.waitSignal(socket.disconnected):
        socket.connectToServer(name)
        assert socket.waitForConnected(1_000)
        socket.write(sent)
    assert socket.readAll().data() == b""
    assert asked == []
    door.close()


def test_a_message_comes_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "Økt «én».workshop"
    assert read_message(message(path)) == str(path)
    assert read_message(message(None)) == ""


def test_the_name_is_each_users_own_and_short(monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = server_name(Path("/state/a")), server_name(Path("/state/b"))
    assert here != there
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/" + "long" * 50)
    assert len(os.fsencode(server_name(Path("/state/a")))) <= 100
    if hasattr(os, "getuid"):
        assert f"-{os.getuid()}-" in here
