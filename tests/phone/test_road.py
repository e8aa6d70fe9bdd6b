"""A phone's whole way: by the picture on the stage into the room, and back when it was lost."""

import pytest
import zxingcpp
from playwright.sync_api import expect
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.phone.conftest import PATIENCE, Phones, Rooms
from tests.phone.test_odd_days import cast, ideas, write
from tests.phone.test_page import join
from tests.server.conftest import Place
from workshop_studio.blocks import Join, Prompt
from workshop_studio.domain import commands as c
from workshop_studio.i18n.translator import Translator
from workshop_studio.resources import resources
from workshop_studio.ui.stage.window import StageWindow
from workshop_studio.ui.theme import Theme, apply


def on_the_wall(place: Place, qtbot: QtBot, wide: int, high: int) -> QImage:
    """The stage's picture of how one joins."""
    status = place.server.status
    words = {"nb": "Velkommen"}
    block = Join(url=status.url, place=status.place, code=status.code)
    stage = StageWindow(Translator("nb", resources() / "locales"), Theme("dark"))
    qtbot.addWidget(stage)
    stage.resize(wide, high)
    stage.show_blocks((Prompt(activity=words, title=words, prompt=words), block))
    return stage.render_to(QSize(wide, high), 1.0)


@pytest.mark.parametrize(("wide", "high"), [(1920, 1080), (800, 600)])
def test_by_the_picture_on_the_stage_one_joins_writes_votes_and_comes_back(
    rooms: Rooms, phones: Phones, qapp: QApplication, qtbot: QtBot, wide: int, high: int
) -> None:
    apply(qapp, Theme("dark"))
    place = rooms("ideas-and-priorities")
    code = zxingcpp.read_barcode(on_the_wall(place, qtbot, wide, high))
    apply(qapp, Theme("light"))
    assert code is not None
    page = phones(code.text)
    join(page)
    collect = place.open_collect()
    write(page, "Skolehage")
    expect(page.locator("main")).to_contain_text("Du har skrevet 1", timeout=PATIENCE)
    page.context.set_offline(True)
    write(page, "Frokost")
    expect(page.get_by_text("Venter på å bli sendt")).to_be_visible()
    page.context.set_offline(False)
    expect(page.locator("main")).to_contain_text("Du har skrevet 2", timeout=PATIENCE)
    assert ideas(place) == ["Frokost", "Skolehage"]
    place.lead(c.CloseStep(step=collect))
    place.lead(c.Reveal(step=collect))
    step = place.step("vote")
    place.lead(c.GoTo(step=step))
    [vote] = place.lead(c.OpenVote(step=step)).made
    more = page.get_by_role("button", name="Én prikk mer: Skolehage")
    expect(more).to_be_visible(timeout=PATIENCE)
    page.context.set_offline(True)
    more.click()
    page.get_by_role("button", name="Lever").click()
    expect(page.locator("main")).to_contain_text("Venter på å bli sendt")
    page.context.set_offline(False)
    expect(page.locator("main")).to_contain_text("Mottatt", timeout=PATIENCE)
    page.reload()
    expect(page.locator("main")).to_contain_text("Mottatt", timeout=PATIENCE)
    [option] = [
        one.id
        for one in place.session.snapshot.state.votes[vote].options
        if one.text == "Skolehage"
    ]
    assert cast(place) == [{option: 1}]
    assert len(place.room.snapshot.participants) == 1
    place.lead(c.CloseVote(vote=vote))
    place.lead(c.Reveal(step=step))
    expect(page.locator("main")).to_contain_text("Stemte: 1", timeout=PATIENCE)
