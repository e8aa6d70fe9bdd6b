"""Pictures of every window, in a process of their own as a user makes them."""

import importlib
import json
import os
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QImageReader
from PySide6.QtWidgets import QWidget

from workshop_studio import ui
from workshop_studio.app.catalogue import Catalogue
from workshop_studio.resources import resources
from workshop_studio.steps.registry import KINDS
from workshop_studio.ui.screenshots.album import SHOWS

pytestmark = pytest.mark.timeout(900)  # a busy machine draws for minutes


def pictures(folder: Path, *options: str) -> list[Path]:
    result = subprocess.run(
        [sys.executable, "-m", "workshop_studio", "screenshots", str(folder), *options],
        env={**os.environ, "QT_QPA_PLATFORM": ""},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=840,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert result.stderr == ""
    told = json.loads(result.stdout.splitlines()[-1])
    assert bool(told["sheets"]) == ("--sheets" in options)
    assert all(Path(path).is_file() for path in told["sheets"])
    return [Path(path) for path in told["pictures"]]


@pytest.fixture(scope="module")
def light(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return pictures(tmp_path_factory.mktemp("light"), "--lang", "en", "--sheets")


def test_every_window_and_step_is_there(light: list[Path]) -> None:
    names = [path.stem for path in light]
    assert len(set(names)) == len(names)
    assert {"home-empty", "home-full", "dialog-frame", "console-fault", "rehearsal-console"} <= set(
        names
    )
    for kind in KINDS.keys() - {"place"}:
        assert any(name.startswith("console-") and f"-{kind}-" in f"{name}-" for name in names)
        assert any(name.startswith("stage-") and f"-{kind}-" in f"{name}-" for name in names)
    for technique in Catalogue(resources()).techniques.values():
        kinds = [step.kind for step in technique.steps]
        if kinds[0] in {"vote", "place"}:
            for picture in ("ballot", "result", "told"):
                assert f"{picture}-{technique.id}" in names
        if kinds[0] == "place":
            assert f"placing-{technique.id}-together" in names
            assert f"placing-{technique.id}-together-stage" in names
    assert any(name.endswith("-confirm") for name in names)
    assert all(path.is_file() for path in light)


def test_every_widget_of_ours_is_in_a_picture(light: list[Path]) -> None:
    for module in pkgutil.walk_packages(ui.__path__, f"{ui.__name__}."):
        importlib.import_module(module.name)

    def leaves(kind: type[QWidget]) -> Iterator[str]:
        below = [one for one in kind.__subclasses__() if one.__module__.startswith(ui.__name__)]
        for one in below:
            yield from leaves(one)
        if not below and kind.__module__.startswith(ui.__name__):
            yield f"{kind.__module__.removeprefix(ui.__name__ + '.')}.{kind.__name__}"

    def every(kind: type[QWidget]) -> Iterator[str]:
        yield from leaves(kind)
        for one in kind.__subclasses__():
            if not one.__module__.startswith(ui.__name__):
                yield from every(one)

    seen = {name for path in light for name in QImageReader(str(path)).text(SHOWS).split()}
    assert set(every(QWidget)) - seen == set()


def test_no_picture_is_blank(light: list[Path]) -> None:
    for path in light:
        image = QImage(str(path))
        assert not image.isNull()
        size = image.size()
        colours = {
            image.pixel(x, y)
            for x in range(0, size.width(), 11)
            for y in range(0, size.height(), 11)
        }
        assert (len(colours) == 1) if path.stem == "stage-blank" else (len(colours) > 3), path.name


def test_sizes_follow_the_scale(light: list[Path], tmp_path: Path) -> None:
    kinds = ("home", "dialog", "settings")
    options = ("--theme", "dark", "--scale", "2", "--only", *kinds)
    large = pictures(tmp_path / "new" / "folder", *options)
    same = [path for path in light if path.stem.partition("-")[0] in kinds]
    assert {path.stem for path in large} == {path.stem for path in same}
    for one, two in zip(same, large, strict=True):
        small, big = QImage(str(one)), QImage(str(two))
        if one.stem.startswith(("home", "console", "stage")):
            assert small.size() * 2 == big.size()
    home = QImage(str(large[0]))
    assert home.pixelColor(5, home.height() - 5).lightness() < 60  # the dark ground
