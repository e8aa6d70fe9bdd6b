"""``workshop-studio desktop``: the program in the desktop's menu, and its files opened with it."""

import argparse
import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from workshop_studio.cli.command import Services
from workshop_studio.cli.parser import Parser
from workshop_studio.domain.errors import Failure
from workshop_studio.i18n.translator import Translator, mark
from workshop_studio.resources import resources

NAME = "desktop"
HELP = mark("open session files from the desktop")

ICON: Final = "workshop-studio"
SIZES: Final = (16, 32, 48, 128, 256)
_TOOLS: Final = (("update-mime-database", "mime"), ("update-desktop-database", "applications"))


def configure(parser: Parser, translator: Translator) -> None:
    """Add the command's arguments to its parser, and tell how it is used."""
    parser.describe(
        translator.text(
            "For this user, on Linux: an entry in the menu, an icon, and a file type of its own, "
            "so that a double click on a session file opens it. On Windows and macOS nothing is "
            "done: choose the program yourself the first time that you open a session file."
        ),
        translator.text(
            "Examples:\n"
            "  {command} --install\n"
            "  {command} --remove\n\n"
            "The JSON object: files, the paths that were written or deleted.",
            command=parser.prog,
        ),
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--install", action="store_true", help=translator.text("put it there"))
    what.add_argument("--remove", action="store_true", help=translator.text("take it away again"))


def run(args: argparse.Namespace, services: Services) -> Mapping[str, object]:
    """Write or delete the files, and have the desktop look at them."""
    del services
    if not sys.platform.startswith("linux"):
        raise Failure("system.refused", reason=sys.platform)
    folder = data_folder()
    targets = files(folder)
    for target, content in targets.items():
        if args.install:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        else:
            target.unlink(missing_ok=True)
    for tool, below in _TOOLS:
        if shutil.which(tool) and (folder / below).is_dir():
            with contextlib.suppress(OSError):  # the desktop finds out by itself, only later
                subprocess.run([tool, str(folder / below)], capture_output=True, check=False)  # noqa: S603
    return {"files": [str(path) for path in targets]}


def data_folder() -> Path:
    """Where this user's desktop looks for programs, by the XDG base directory specification."""
    named = os.environ.get("XDG_DATA_HOME", "")
    return Path(named) if os.path.isabs(named) else Path.home() / ".local" / "share"


def files(folder: Path) -> dict[Path, bytes]:
    """What is put where."""
    source = resources() / "desktop"
    entry = (source / f"{ICON}.desktop").read_text(encoding="utf-8")
    entry = entry.replace("Exec=workshop-studio %f", f"Exec={_command()} %f")
    icons = folder / "icons" / "hicolor"
    found = {
        folder / "applications" / f"{ICON}.desktop": entry.encode(),
        folder / "mime" / "packages" / f"{ICON}.xml": (source / f"{ICON}.xml").read_bytes(),
        icons / "scalable" / "apps" / f"{ICON}.svg": (source / f"{ICON}.svg").read_bytes(),
    }
    for size in SIZES:
        picture = (source / f"{ICON}-{size}.png").read_bytes()
        found[icons / f"{size}x{size}" / "apps" / f"{ICON}.png"] = picture
    return found


def _command() -> str:
    """How this very program is started, as an entry of the menu quotes it."""
    beside = Path(sys.executable).with_name(ICON)
    words = [str(beside)] if beside.is_file() else [sys.executable, "-m", "workshop_studio"]
    return " ".join(_quoted(word) for word in words)


def _quoted(word: str) -> str:
    """A word in quotes, with what the specification of desktop entries reserves kept as it is."""
    kept = word.replace("%", "%%")
    for char in ("\\", '"', "`", "$"):
        kept = kept.replace(char, "\\" + char)
    return '"' + kept.replace("\\", "\\\\") + '"'
