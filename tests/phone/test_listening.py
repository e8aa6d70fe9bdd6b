"""By keyboard and by ear: the focus stays where it was, and what was said is not said again."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.phone.conftest import Phones, Rooms
from tests.phone.test_page import join
from workshop_studio import blocks as b
from workshop_studio.domain import commands as c
from workshop_studio.domain.items import agenda

NOTED = """() => {
    window.noted = [];
    new MutationObserver((changes) => changes.forEach((change) =>
        change.addedNodes.forEach((one) => window.noted.push(one.textContent.trim()))
    )).observe(document.querySelector("main [aria-live=polite]"), {childList: true, subtree: true});
}"""
"""Notes down every text that comes to what a screen reader reads out by itself."""
Turn = Callable[..., None]


@pytest.fixture
def turned(rooms: Rooms, monkeypatch: pytest.MonkeyPatch) -> tuple[str, Turn]:
    """The address of a room, and what has its phones show some blocks."""
    now: list[tuple[b.Block, ...]] = [()]
    monkeypatch.setattr("workshop_studio.server.views.participant", lambda *_: now[0])
    place = rooms()
    step = next(one.id for one in agenda(place.session.snapshot.state) if one.kind == "collect")

    def turn(*blocks: b.Block) -> None:
        now[0] = blocks
        place.lead(c.ImportIdeas(step=step, texts=("noe nytt",)))

    return place.url, turn


def test_what_one_writes_in_keeps_the_focus_when_something_above_it_goes(
    turned: tuple[str, Turn], phones: Phones
) -> None:
    url, turn = turned
    entry = b.Entry(fixed={"step": "s1"}, most=5, used=2, promise="anonymous")
    turn(b.Timer(seconds=540.0), b.Waiting(code="vote.soon"), entry)
    page = phones(url)
    join(page)
    box = page.get_by_label("Idéen din")
    box.press_sequentially("Skole")
    turn(b.People(code="contributed", count=1), entry)
    expect(page.get_by_text("Har bidratt: 1")).to_be_visible()
    expect(box).to_be_focused()
    page.keyboard.type("hage")
    expect(box).to_have_value("Skolehage")


def test_what_waits_is_read_out_once_each(rooms: Rooms, phones: Phones) -> None:
    place = rooms()
    place.open_collect()
    page = phones(place.url)
    join(page)
    expect(page.get_by_label("Idéen din")).to_be_visible()
    page.evaluate(NOTED)
    page.route("**/send", lambda route: route.abort())
    for text in ("Skolehage", "Frokost"):
        page.get_by_label("Idéen din").fill(text)
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_text(text)).to_be_visible()
    waits = "Venter på å bli sendt …"
    assert page.evaluate("window.noted") == [f"Skolehage {waits}", f"Frokost {waits}"]
