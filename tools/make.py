"""Sets the project up, runs it, tests it: what ``make`` and ``make.cmd`` call.

Imports the standard library only, and has to say something sensible on a bare machine: Python too
old, no venv module, no Qt libraries, no display.
"""

from __future__ import annotations

import hashlib
import importlib.util
import io
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "setup-stamp"
OUT = Path("out")

OLDEST_PYTHON = (3, 11)
NEWEST_PYTHON = (3, 14)
OLDEST_PIP = (25, 1)
"""The first pip that knows ``--group``."""
PIP = "pip>=25.1,<27"

MADE = (
    *(".venv", "out", "dist", "build"),
    *(".mypy_cache", ".pytest_cache", ".ruff_cache", ".import_linter_cache", ".hypothesis"),
)
"""What the targets make, and ``clean`` takes away."""


def stop(message: str) -> NoReturn:
    """End with a message for a person."""
    print(f"\n{message}\n", file=sys.stderr)
    raise SystemExit(1)


def run(*command: str | Path) -> None:
    """Run a command in the project's folder; end as it ends if it fails."""
    code = subprocess.run([str(part) for part in command], cwd=ROOT, check=False).returncode
    if code:
        raise SystemExit(code)


def in_venv(*arguments: str | Path) -> None:
    """Run the environment's Python."""
    run(VENV_PYTHON, *arguments)


def find_python() -> None:
    """Go on with this Python, or with a newer one on the path if this one is too old."""
    if sys.version_info[:2] >= OLDEST_PYTHON:
        return
    for minor in range(NEWEST_PYTHON[1], OLDEST_PYTHON[1] - 1, -1):
        newer = shutil.which(f"python3.{minor}")
        if newer:
            raise SystemExit(subprocess.run([newer, *sys.argv], check=False).returncode)
    stop(
        f"Workshop Studio needs Python 3.11 or newer; this is {sys.version.split()[0]}.\n"
        "Install a newer one, or name it: make PYTHON=/path/to/python3.11"
    )


def qt_probe() -> ModuleType:
    """The application's own table of the libraries that Qt needs; it is standard library only."""
    path = ROOT / "workshop_studio" / "ui" / "qt_probe.py"
    spec = importlib.util.spec_from_file_location("qt_probe", path)
    if spec is None or spec.loader is None:
        stop(f"{path} is missing.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def system_packages() -> list[str]:
    """Debian's packages with all that Qt needs: one set, whichever of them is missing."""
    probe = qt_probe()
    packages: list[str] = probe.packages_for([*probe.LIBRARIES, *probe.WAYLAND_LIBRARIES])
    return packages


def install_system_packages() -> None:
    """Where Linux lacks a library that Qt needs, install the set, or say how to."""
    if not sys.platform.startswith("linux"):
        return
    probe = qt_probe()
    wayland = probe.WAYLAND_LIBRARIES if "WAYLAND_DISPLAY" in os.environ else {}
    missing = probe.missing_libraries([*probe.LIBRARIES, *wayland])
    if not missing:
        return
    names = ", ".join(missing)
    if not shutil.which("apt-get"):
        print(f"Qt needs libraries that this machine lacks: {names}", file=sys.stderr)
        return
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *system_packages()]
    if os.geteuid() != 0:
        stop(
            f"Qt needs libraries that this machine lacks: {names}\n"
            f"Install them, then try again:\n\n  sudo {' '.join(install)}"
        )
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    run("apt-get", "update")
    run(*install)


def make_venv() -> None:
    """Make the virtual environment, or keep the one that works."""
    ask = "import sys, pip; print(sys.version_info[:2] >= (3, 11), pip.__version__)"
    answer = ""
    if VENV_PYTHON.exists():
        answer = subprocess.run(
            [str(VENV_PYTHON), "-c", ask], capture_output=True, text=True, check=False
        ).stdout
    if not answer.startswith("True"):
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
            stop(
                f"This Python ({sys.executable}, {version}) cannot make virtual environments.\n"
                "On Debian and Ubuntu, install the missing part, then try again:\n\n"
                f"  sudo apt-get install python{version}-venv"
            )
        run(sys.executable, "-m", "venv", "--clear", VENV)
    pip = subprocess.run(
        [str(VENV_PYTHON), "-c", ask], capture_output=True, text=True, check=True
    ).stdout.split()[1]
    if tuple(int(part) for part in pip.split(".")[:2]) < OLDEST_PIP:
        in_venv("-m", "pip", "install", "--quiet", "--upgrade", PIP)


def stamp() -> str:
    """What the environment was made from. A moved folder counts: an environment cannot move."""
    parts = [(ROOT / name).read_bytes() for name in ("pyproject.toml", "constraints.txt")]
    return hashlib.sha256(b"\0".join([*parts, str(ROOT).encode()])).hexdigest()


def setup(_arguments: list[str]) -> None:
    """Make the environment and install what the project needs; nothing to do is quick."""
    install_system_packages()
    wanted = stamp()
    if STAMP.is_file() and STAMP.read_text() == wanted and VENV_PYTHON.exists():
        return
    print("Setting up; the first time takes a minute ...", file=sys.stderr)
    make_venv()
    constraints = ("-c", ROOT / "constraints.txt")
    quiet = ("--quiet", "--disable-pip-version-check")
    in_venv("-m", "pip", "install", *quiet, *constraints, "-e", ".", "--group", "dev")
    STAMP.write_text(wanted)


def has_display() -> bool:
    """Whether a window can be hoped for; the application itself finds out for certain."""
    hints = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(hint) for hint in hints)


def start(arguments: list[str]) -> None:
    """Open the application; without a display, hold the demonstration session instead."""
    setup([])
    if arguments or has_display():
        in_venv("-m", "workshop_studio", *arguments)
        return
    print("There is no display here, so no window can open. Holding the demonstration instead.")
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    in_venv("-m", "workshop_studio", "demo", "--out", OUT)
    in_venv("-m", "workshop_studio", "screenshots", OUT / "screenshots")
    print(f"\nIn {OUT}{os.sep} there are now a session, its report, and pictures of the windows:")
    for path in sorted(path for path in (ROOT / OUT).rglob("*") if path.is_file()):
        print(f"  {path.relative_to(ROOT)}")


def check(arguments: list[str]) -> None:
    """Run every check, stop at the first that fails; pytest last, so it has the last word."""
    setup([])
    began = time.monotonic()
    in_venv("-m", "ruff", "format", "--check", "--quiet")
    in_venv("-m", "ruff", "check", "--quiet")
    in_venv("-m", "mypy", "--no-error-summary")
    in_venv("tools/catalogue.py", "check")
    print(f"Format, lint, types and texts are in order ({time.monotonic() - began:.0f} s).")
    # one more than there are cores: many tests wait for a browser, a disk or another process
    workers = min(4, (os.cpu_count() or 1) + 1)
    in_venv(
        "-m",
        "pytest",
        f"--numprocesses={workers}",
        "--dist=loadfile",
        "--no-loadscope-reorder",
        *arguments,
    )


def bench(arguments: list[str]) -> None:
    """Measure how fast the program is."""
    setup([])
    in_venv("-m", "tests.bench", *arguments)


def clean(_arguments: list[str]) -> None:
    """Take away everything that the other targets made."""
    for name in MADE:
        shutil.rmtree(ROOT / name, ignore_errors=True)
    for path in [*ROOT.glob("workshop_studio/**/__pycache__"), *ROOT.glob("t*/**/__pycache__")]:
        shutil.rmtree(path, ignore_errors=True)


def packages(_arguments: list[str]) -> None:
    """List Debian's packages that Qt needs, for scripts."""
    print(*system_packages())


TARGETS: dict[str, Callable[[list[str]], None]] = {
    "setup": setup,
    "run": start,
    "test": check,
    "bench": bench,
    "clean": clean,
    "packages": packages,
}


def main(arguments: list[str]) -> None:
    """Do what the first argument names, with the others."""
    find_python()
    for stream in (sys.stdout, sys.stderr):  # what we say stands before what our children say
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(line_buffering=True)
    target, *rest = arguments or ["setup"]
    if target not in TARGETS:
        stop(f"There is no target {target!r}. There are: {', '.join(TARGETS)}.")
    TARGETS[target](rest)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        raise SystemExit(130) from None
