"""The wheel, installed somewhere else, is the whole program."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def pip(*arguments: str | Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments],
        check=True,
    )


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the wheel is installed in."""
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT)
    (wheel,) = folder.glob("*.whl")
    target = folder / "installed"
    pip("install", "--no-deps", "--no-index", "--no-compile", "--target", target, wheel)
    return target


def run(installed: Path, elsewhere: Path, *arguments: str) -> str:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=elsewhere,
        env={**os.environ, "PYTHONPATH": str(installed), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_program_runs_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    assert "0.1.0" in run(installed, tmp_path, "-m", "workshop_studio", "--version")


def test_wheel_has_all_resources(installed: Path, tmp_path: Path) -> None:
    code = "from workshop_studio.resources import resources; print(resources())"
    found = Path(run(installed, tmp_path, "-c", code).strip())
    assert found.is_relative_to(installed)

    def files(folder: Path) -> set[str]:
        return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}

    assert files(found) == files(ROOT / "resources")


def test_wheel_speaks_norwegian(installed: Path, tmp_path: Path) -> None:
    code = (
        "from workshop_studio.i18n.translator import Translator\n"
        "from workshop_studio.resources import resources\n"
        "text = Translator('nb', resources() / 'locales').text\n"
        "print(ascii(text('No display answers at {display}.', display=':1')))"
    )
    assert run(installed, tmp_path, "-c", code).strip() == "'Ingen skjerm svarer p\\xe5 :1.'"
