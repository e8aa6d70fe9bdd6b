"""What make says on a machine where something is missing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux only")


def make(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, ROOT / "tools" / "make.py", *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_unknown_target_names_those_there_are() -> None:
    result = make("tset")
    assert result.returncode == 1
    assert "There is no target 'tset'. There are: setup, run, test" in result.stderr


def test_packages_are_one_list_for_every_library() -> None:
    packages = make("packages").stdout.split()
    assert {"libxcb-cursor0", "libegl1", "libwayland-cursor0"} <= set(packages)
    assert packages == sorted(set(packages))


def test_missing_library_is_named_where_nothing_can_install_it(tmp_path: Path) -> None:
    (tmp_path / "libxcb-cursor.so.0").touch()  # found first, and no library
    code = "import make; make.install_system_packages()"
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT / "tools",
        env={"LD_LIBRARY_PATH": str(tmp_path), "PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stderr == "Qt needs libraries that this machine lacks: libxcb-cursor.so.0\n"
