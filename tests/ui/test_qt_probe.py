"""The probe says in plain words why no window can open, and the parent lives on."""

import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from workshop_studio.ui import qt_probe

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux only")


@pytest.fixture(autouse=True)
def no_session(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def display() -> Iterator[str]:
    """A display without a screen."""
    if shutil.which("Xvfb") is None:
        pytest.skip("Xvfb is not installed")
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "640x480x24", "-nolisten", "tcp"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with server:
        assert server.stdout is not None
        yield f":{server.stdout.readline().strip()}"
        server.terminate()


@pytest.mark.parametrize("platform", ["offscreen", "minimal", "vnc:size=800x600"])
def test_platform_without_display_is_not_asked(
    platform: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    assert qt_probe.start_probe()._child is None
    assert qt_probe.start_probe().finish() is None


def test_display_that_answers_is_fine(display: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", display)
    assert qt_probe.start_probe().finish() is None


def test_no_display_is_told() -> None:
    told = qt_probe.start_probe().finish()
    assert told == "There is no display here: neither DISPLAY nor WAYLAND_DISPLAY is set."


def test_display_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":9999")
    assert qt_probe.start_probe().finish() == "No display answers at :9999."


def test_display_that_hangs_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":9999")
    monkeypatch.setattr(qt_probe, "_PATIENCE", 0.0)
    assert qt_probe.start_probe().finish() == "No display answers at :9999."


def test_missing_library_is_told_with_its_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "libxcb-cursor.so.0").touch()  # found first, and no library
    monkeypatch.setenv("LD_LIBRARY_PATH", str(tmp_path))
    monkeypatch.setenv("DISPLAY", ":9999")
    told = qt_probe.start_probe().finish()
    assert told is not None
    assert "lacks libxcb-cursor.so.0." in told
    assert told.endswith("sudo apt-get install libxcb-cursor0")


def test_unknown_platform_is_told_in_qts_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "nosuch")
    told = qt_probe.start_probe().finish()
    assert told is not None
    assert 'Could not find the Qt platform plugin "nosuch"' in told


def test_words_are_translated_by_whom_it_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":9999")

    def shouted(message: str, **params: object) -> str:
        return message.format(**params).upper()

    assert qt_probe.start_probe().finish(shouted) == "NO DISPLAY ANSWERS AT :9999."


def test_table_names_every_library_that_qt_links_to() -> None:
    """A Qt release that needs one more must not be found out by a user."""
    if shutil.which("objdump") is None:
        pytest.skip("objdump is not installed")
    spec = importlib.util.find_spec("PySide6")
    assert spec is not None
    assert spec.origin is not None
    qt = Path(spec.origin).parent / "Qt"
    core = ("Core", "Gui", "Widgets", "Svg", "DBus", "Network", "XcbQpa", "WaylandClient", "OpenGL")
    files = [qt / "lib" / f"libQt6{name}.so.6" for name in core]
    files += [qt / "plugins" / "platforms" / f"libq{name}.so" for name in ("xcb", "wayland")]
    linked = subprocess.run(
        ["objdump", "-p", *files],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    needed = {line.split()[1] for line in linked.splitlines() if line.startswith("  NEEDED")}
    of_the_system = ("libQt6", "libc.", "libm.", "libdl.", "librt.", "libpthread.", "libresolv.")
    of_the_compiler = ("libstdc++", "libgcc_s", "ld-linux", "libicu")
    known = {*qt_probe.LIBRARIES, *qt_probe.WAYLAND_LIBRARIES}
    assert not {n for n in needed if not n.startswith(of_the_system + of_the_compiler)} - known
