"""Contact sheets: every picture is on one, with its name."""

from pathlib import Path
from typing import NoReturn

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from workshop_studio import ui
from workshop_studio.app.catalogue import Catalogue
from workshop_studio.domain.errors import Failure
from workshop_studio.i18n.translator import Translator
from workshop_studio.resources import resources
from workshop_studio.ui.screenshots import draw
from workshop_studio.ui.screenshots.menus import MENUS
from workshop_studio.ui.screenshots.pictures import PICTURES, VOTES
from workshop_studio.ui.screenshots.sheets import COLUMNS, GAP, LABEL, MOST_ROWS, WIDE, draw_sheets
from workshop_studio.ui.theme import Theme


def picture(folder: Path, name: str, width: int = 1200, height: int = 800) -> Path:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    path = folder / f"{name}.png"
    assert image.save(str(path))
    return path


def test_one_sheet_for_each_kind_and_a_second_where_one_is_full(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    many = [picture(tmp_path, f"console-{n:02}") for n in range(COLUMNS * MOST_ROWS + 1)]
    few = [picture(tmp_path, name) for name in ("home-empty", "home-full")]
    sheets = draw_sheets([*many, *few], tmp_path, theme)
    assert [path.name for path in sheets] == [
        "sheet-console-1.png",
        "sheet-console-2.png",
        "sheet-home.png",
    ]
    home = QImage(str(sheets[-1]))
    assert home.width() == GAP + 2 * (WIDE + GAP)
    for place in range(2):
        middle = GAP + place * (WIDE + GAP) + WIDE // 2
        assert home.pixelColor(middle, GAP + LABEL + 200) == QColor("red")
    label = home.copy(GAP, GAP, WIDE, LABEL)
    colours = {label.pixel(x, y) for x in range(label.width()) for y in range(label.height())}
    assert len(colours) > 3  # a name is written there


def test_a_picture_that_cannot_be_read_is_told(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    broken = tmp_path / "home-broken.png"
    broken.write_text("no picture")
    with pytest.raises(Failure):
        draw_sheets([broken], tmp_path, theme)


def test_no_two_pictures_have_the_same_name() -> None:
    names = [one.name for one in PICTURES]
    assert len(set(names)) == len(names)
    for state in ("empty", "normal", "full", "fault"):
        assert f"home-{state}" in names


def test_every_way_of_voting_and_placing_has_a_picture_of_its_settings() -> None:
    techniques = Catalogue(resources()).techniques
    votes = {
        str(step.params["method"])
        for technique in techniques.values()
        for step in technique.steps
        if step.kind == "vote"
    }
    drawn = {str(step.params.get("method")) for name in VOTES for step in techniques[name].steps}
    assert votes <= drawn


def test_every_menu_has_a_picture() -> None:
    sources = [
        path for path in Path(ui.__path__[0]).rglob("*.py") if "screenshots" not in path.parts
    ]
    made = sum(path.read_text(encoding="utf-8").count("= QMenu(") for path in sources)
    assert len(MENUS) == made + 1  # Home and the console have theirs from one table


def test_no_vote_is_held_where_none_is_drawn(
    qtbot: QtBot, translator: Translator, tmp_path: Path
) -> None:
    def hold() -> NoReturn:
        pytest.fail("a vote was held")

    pictures, _ = draw(tmp_path, [], hold, translator, "light", only=frozenset({"settings"}))
    assert [path.stem for path in pictures] == [
        "settings-normal",
        "settings-full",
        "settings-fault",
    ]
