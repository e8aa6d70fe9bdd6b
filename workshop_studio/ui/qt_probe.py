"""Asks a child process whether Qt can open a window here, before this process dares to.

Where a library or the display is missing Qt does not raise: it ends the process with an abort.
So a child goes first, while the parent does its imports, and the parent can say in plain words
what is missing. Imports the standard library only: ``tools/make.py`` loads this file by its path
before there is anything else, so the table of libraries stands in one place.
"""

import importlib.util
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import IO, Final

LIBRARIES: Final[Mapping[str, str]] = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libbrotlicommon.so.1": "libbrotli1",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
"""What Qt's windows link to outside the wheel, and Debian's package that has it."""

WAYLAND_LIBRARIES: Final[Mapping[str, str]] = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
"""The same for a Wayland session; without one they are not missed."""

_PATIENCE: Final = 10.0
_WITHOUT_DISPLAY: Final = frozenset(
    {"offscreen", "minimal", "minimalegl", "vnc", "linuxfb", "eglfs", "vkkhrdisplay"}
)

# Both run isolated, with the parent's import path as arguments. A core file helps nobody.
_OPEN: Final = """
import os, resource, sys
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
sys.path[:] = sys.argv[1:]
from PySide6.QtGui import QGuiApplication
QGuiApplication(["workshop-studio"])
os._exit(0)
"""
_LOAD: Final = """
import ctypes, sys
for name in sys.argv[1:]:
    try:
        ctypes.CDLL(name)
    except OSError as error:
        print(name, error, sep="\\t")
"""

Text = Callable[..., str]


def plain(message: str, **params: object) -> str:
    """The English message, where no translator is at hand."""
    return message.format(**params)


def missing_libraries(names: Iterable[str]) -> dict[str, str]:
    """Which of these shared libraries do not load, each with the loader's reason."""
    result = subprocess.run(  # noqa: S603 - our own child
        [sys.executable, "-I", "-S", "-c", _LOAD, *names],
        capture_output=True,
        text=True,
        timeout=_PATIENCE,
        check=False,
    )
    return dict(line.split("\t", 1) for line in result.stdout.splitlines() if "\t" in line)


def packages_for(names: Iterable[str]) -> list[str]:
    """Debian's packages that have these libraries, each once."""
    table = {**LIBRARIES, **WAYLAND_LIBRARIES}
    return sorted({table[name] for name in names if name in table})


def platforms() -> list[str]:
    """The names of the platform plugins that Qt will try here, without their options."""
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    if chosen:
        return [name.partition(":")[0] for name in chosen.split(";")]
    wayland = "WAYLAND_DISPLAY" in os.environ or os.environ.get("XDG_SESSION_TYPE") == "wayland"
    return ["wayland"] * wayland + ["xcb"] * ("DISPLAY" in os.environ)


class Probe:
    """A child that opens Qt's connection to the display; made by :func:`start_probe`."""

    def __init__(self, child: "subprocess.Popen[bytes] | None", errors: IO[bytes] | None) -> None:
        self._child = child
        self._errors = errors
        self._deadline = time.monotonic() + _PATIENCE

    def finish(self, text: Text = plain) -> str | None:
        """Wait for the child, at most ten seconds from its start.

        Args:
            text: translates, as :meth:`~workshop_studio.i18n.translator.Translator.text` does.

        Returns:
            None if a window can be opened, else what is missing and what to do about it.
        """
        if self._child is None or self._errors is None:
            return None
        with self._errors as errors:
            try:
                code = self._child.wait(max(0.0, self._deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                self._child.kill()
                self._child.wait()
                return _no_answer(text)
            if code == 0:
                return None
            errors.seek(0)
            said = errors.read().decode(errors="replace").strip()
        return _diagnosis(said, text)


def start_probe() -> Probe:
    """Start asking; returns at once. Where Qt needs no display there is nothing to ask."""
    names = platforms()
    if not sys.platform.startswith("linux") or (names and _WITHOUT_DISPLAY.issuperset(names)):
        return Probe(None, None)
    errors = tempfile.TemporaryFile()  # noqa: SIM115 - finish() closes it; a pipe could fill up
    child = subprocess.Popen(  # noqa: S603 - our own child
        [sys.executable, "-I", "-S", "-c", _OPEN, *filter(None, sys.path)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=errors,
    )
    return Probe(child, errors)


def _diagnosis(said: str, text: Text) -> str:
    names = platforms()
    if not names:
        return _no_answer(text)
    plugins = [str(path) for path in map(_plugin, names) if path is not None]
    wanted = {**LIBRARIES, **(WAYLAND_LIBRARIES if "wayland" in names else {})}
    missing = missing_libraries([*wanted, *plugins])
    libraries = [name for name in missing if name in wanted]
    if libraries:
        return text(
            "Windows cannot be opened here, because this machine lacks {libraries}. "
            "On Debian and Ubuntu this installs them: sudo apt-get install {packages}",
            libraries=", ".join(libraries),
            packages=" ".join(packages_for(libraries)),
        )
    if missing:
        return text(
            "Windows cannot be opened here, because a library cannot be loaded: {reason}",
            reason="; ".join(missing.values()),
        )
    if plugins and (
        "could not connect to display" in said or "Failed to create wl_display" in said
    ):
        return _no_answer(text)
    return text(
        "Windows cannot be opened here. Qt says: {reason}",
        reason=said.splitlines()[0] if said else "-",
    )


def _no_answer(text: Text) -> str:
    shown = [os.environ[name] for name in ("WAYLAND_DISPLAY", "DISPLAY") if os.environ.get(name)]
    if not shown:
        return text("There is no display here: neither DISPLAY nor WAYLAND_DISPLAY is set.")
    return text("No display answers at {display}.", display=", ".join(shown))


def _plugin(platform: str) -> Path | None:
    spec = importlib.util.find_spec("PySide6")
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / "Qt" / "plugins" / "platforms" / f"libq{platform}.so"
    return path if path.is_file() else None
