"""The order of the house: who may import whom, and what every file keeps to."""

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "workshop_studio"
LONGEST_FILE = 400
LONGER_FILES: frozenset[str] = frozenset()
DOMAIN_MAY_IMPORT = {*sys.stdlib_module_names, "pydantic", "rpds", "workshop_studio"}

FILES = sorted(PACKAGE.rglob("*.py"))
every_file = pytest.mark.parametrize(
    "path", FILES, ids=[path.relative_to(PACKAGE).as_posix() for path in FILES]
)


def imported(tree: ast.Module) -> Iterator[str]:
    """The top-level packages that a module names in imports, wherever they stand in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def lint_imports(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).parent / "lint-imports", *options],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_imports_point_one_way() -> None:
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("importer", "imported_module", "broken"),
    [
        ("domain/x.py", "workshop_studio.blocks", "domain is not allowed to import"),
        ("steps/x.py", "workshop_studio.app", "steps is not allowed to import"),
        ("tally/x.py", "workshop_studio.i18n", "tally is not allowed to import"),
        ("reports/x.py", "workshop_studio.storage", "reports is not allowed to import"),
        ("ui/x.py", "workshop_studio.storage", "ui is not allowed to import"),
        ("i18n/x.py", "workshop_studio.app", "i18n is not allowed to import"),
        ("app/x.py", "PySide6.QtCore", "app is not allowed to import PySide6"),
        ("attic.py", "pathlib", "workshop_studio.attic"),
    ],
)
def test_import_in_the_wrong_direction_is_told(
    importer: str, imported_module: str, broken: str, tmp_path: Path
) -> None:
    shutil.copytree(PACKAGE, tmp_path / PACKAGE.name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / PACKAGE.name / importer).write_text(f"import {imported_module}\n")
    result = lint_imports(tmp_path, "--no-cache")
    assert result.returncode != 0
    assert broken in result.stdout


@every_file
def test_file_keeps_the_house_rules(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source, path)
    name = path.relative_to(PACKAGE).as_posix()
    room = name.partition("/")[0]

    assert source.count("\n") <= LONGEST_FILE or name in LONGER_FILES
    if room != "ui":
        assert not {"PySide6", "shiboken6"}.intersection(imported(tree))
    if room == "domain":
        assert not set(imported(tree)) - DOMAIN_MAY_IMPORT
    if room != "cli":
        called = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
        assert not [f for f in called if isinstance(f, ast.Name) and f.id == "print"]
