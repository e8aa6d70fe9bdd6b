"""The entry in the desktop's menu: complete, valid, and taken away without a trace."""

import json
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from workshop_studio.cli.desktop import _quoted, data_folder, files
from workshop_studio.resources import resources

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="there is no such desktop here")


def run(word: str) -> list[Path]:
    done = subprocess.run(
        [sys.executable, "-m", "workshop_studio", "desktop", word],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return [Path(path) for path in json.loads(done.stdout.splitlines()[-1])["files"]]


def test_it_is_put_there_and_taken_away() -> None:
    written = run("--install")
    assert all(path.is_file() and path.is_relative_to(data_folder()) for path in written)
    entry = next(path for path in written if path.suffix == ".desktop").read_text()
    assert "MimeType=application/x-workshop-studio;" in entry
    [command] = [line for line in entry.splitlines() if line.startswith("Exec=")]
    assert command.endswith(" %f")
    assert Path(command.split('"')[1]).is_file()
    assert run("--remove") == written
    assert not any(path.exists() for path in written)
    assert run("--remove") == written  # a second time does no harm


def test_session_files_are_known_by_their_beginning() -> None:
    data = (resources() / "samples" / "school-day.workshop").read_bytes()
    assert data[:4] == b"PK\x03\x04"
    assert data[30:43] == b"manifest.json"  # as the file type's magic says
    ET.fromstring((resources() / "desktop" / "workshop-studio.xml").read_text())  # noqa: S314


def test_the_desktops_own_tools_accept_it(tmp_path: Path) -> None:
    for path, content in files(tmp_path).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    if shutil.which("update-mime-database") is None:
        pytest.skip("update-mime-database is not on this machine")
    subprocess.run(["update-mime-database", str(tmp_path / "mime")], check=True)
    assert "*.workshop" in (tmp_path / "mime" / "globs2").read_text()


def test_the_entry_is_valid(tmp_path: Path) -> None:
    if shutil.which("desktop-file-validate") is None:
        pytest.skip("desktop-file-validate is not on this machine")
    entry = resources() / "desktop" / "workshop-studio.desktop"
    subprocess.run(["desktop-file-validate", str(entry)], check=True)


def test_paths_with_odd_characters_are_quoted() -> None:
    assert _quoted("/opt/My Program") == '"/opt/My Program"'
    assert _quoted("/opt/50%") == '"/opt/50%%"'
    assert _quoted("/opt/$HOME") == '"/opt/\\\\$HOME"'
