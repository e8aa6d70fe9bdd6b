"""By keyboard and by ear: the focus stays where it was, and what was said is not said again."""

import re
from collections.abc import Callable, Mapping

import pytest
from playwright.sync_api import expect

from tests.phone.conftest import PATIENCE, Phones, Rooms
from tests.phone.examples import ballot
from tests.phone.test_odd_days import ideas, soon, write
from tests.phone.test_page import join, voting
from workshop_studio import blocks as b
from workshop_studio.blocks.tables import Cell, Row
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


@pytest.mark.parametrize("technique", ["dot-vote", "approve-options"])
def test_a_ballot_is_filled_in_by_keyboard_and_the_focus_is_never_lost(
    rooms: Rooms, phones: Phones, technique: str
) -> None:
    place = rooms(technique)
    voting(place, technique)
    page = phones(place.url)
    join(page)
    expect(page.get_by_text("Frokost").first).to_be_visible()
    page.locator("main :is(button, input)").first.focus()
    cast = page.locator("[data-key=cast]")
    for _ in range(60):
        if cast.evaluate("one => one === document.activeElement"):
            break
        before = page.evaluate("document.activeElement.dataset.key")
        for _ in range(5):  # more than there are dots, so that the key comes to its end
            page.keyboard.press("Space")
            assert page.evaluate("document.activeElement.dataset.key") == before
        page.keyboard.press("Tab")
    gone_out: list[str] = []
    page.on("request", lambda one: gone_out.append(one.url.rpartition("/")[2]))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Mottatt")).to_be_visible()
    expect(cast).to_have_text("Lever på nytt")
    expect(cast).to_be_focused()
    page.keyboard.press("Enter")  # nothing is changed, so nothing goes out
    soon(page, lambda: page.evaluate("me.outbox.length") == 0)
    assert gone_out.count("send") == 1
    assert [box.voters for box in place.session.snapshot.boxes.values() if box.voters] == [1]


def test_an_option_is_left_in_the_middle_of_two_axes_by_keyboard(
    rooms: Rooms, phones: Phones
) -> None:
    place = rooms("impact-effort")
    voting(place, "impact-effort")
    page = phones(place.url)
    join(page)
    slider = page.locator("input[type=range]").first
    expect(slider).to_have_attribute("aria-valuetext", "Ikke plassert ennå")
    slider.focus()
    page.keyboard.press("Enter")
    expect(slider).to_be_focused()
    expect(slider).not_to_have_attribute("aria-valuetext", "Ikke plassert ennå")
    expect(page.locator("input[type=range]").nth(1)).to_have_attribute(
        "aria-valuetext", "Ikke plassert ennå"
    )


def test_each_row_of_a_table_is_named_by_what_it_is_about(
    turned: tuple[str, Turn], phones: Phones
) -> None:
    url, turn = turned
    row = Row(id="1", cells=(Cell(text="Skolehage"), Cell(text="Kari")))
    turn(b.Table(code="plan", columns=("plan.title", "plan.owner"), rows=(row,)))
    page = phones(url)
    join(page)
    expect(page.get_by_role("rowheader", name="Skolehage")).to_be_visible()


LIMITED: Mapping[b.BallotMethod, tuple[Mapping[str, b.Value], str, str]] = {
    "approval": ({"least": 0, "most": 1}, "Uteskole", "1 av høyst 1"),
    "budget": ({"budget": 50_000}, "Uteskole", "10\u00a0000 igjen"),
    "rank": ({"least": 0, "most": 1, "ties": 0}, "Uten plass: Uteskole", "1 av høyst 1"),
    "dots": (
        {"dots": 1, "most_per_option": None, "all_used": 0},
        "mer: Uteskole",
        "0 av 1 prikker",
    ),
}
"""A rule that the first option uses up, a key that is at its limit then, and what says so."""


@pytest.mark.parametrize("method", sorted(LIMITED))
def test_at_its_limit_a_key_keeps_the_focus_says_why_and_does_nothing(
    turned: tuple[str, Turn], phones: Phones, method: b.BallotMethod
) -> None:
    url, turn = turned
    rule, name, why = LIMITED[method]
    paper = ballot(method, ("Frokost", "Uteskole")).model_copy(update={"rule": rule})
    turn(paper)
    page = phones(url)
    join(page)
    key = page.locator("[data-key]").and_(
        page.get_by_role("checkbox", name=name).or_(page.get_by_role("button", name=name))
    )
    key.focus()
    for _ in range(2):
        page.keyboard.press("Space")
        expect(key).to_be_focused()
        expect(key).to_be_disabled()
        expect(key).to_have_accessible_description(re.compile(re.escape(why)))
    assert page.evaluate("Object.values(papers)[0].marks") == paper.marks
    assert page.evaluate("document.querySelector('main :is(button, input):disabled')") is None
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement !== document.body")


def test_where_all_ideas_are_written_the_last_key_keeps_the_focus_and_the_draft(
    turned: tuple[str, Turn], phones: Phones
) -> None:
    url, turn = turned
    entry = b.Entry(fixed={"step": "s1"}, most=2, used=1, promise="anonymous")
    turn(entry)
    page = phones(url)
    join(page)
    page.get_by_label("Idéen din").fill("en til")
    key = page.get_by_role("button", name="Send")
    key.focus()
    turn(entry.model_copy(update={"used": 2}))
    expect(key).to_be_disabled(timeout=PATIENCE)
    expect(key).to_be_focused()
    expect(key).to_have_accessible_description(re.compile("2 av 2"))
    page.keyboard.press("Enter")
    expect(page.get_by_label("Idéen din")).to_have_value("en til")
    assert page.evaluate("me.outbox") == []


def test_an_idea_that_is_being_changed_is_left_alone_and_survives_a_reload(
    rooms: Rooms, phones: Phones
) -> None:
    place = rooms()
    step = place.open_collect()
    page = phones(place.url)
    join(page)
    write(page, "Skolehage")
    key = page.get_by_role("button", name="Endre: Skolehage")
    key.press("Enter")
    box = page.get_by_label("Endre: Skolehage")
    expect(box).to_be_focused()
    box.press("End")
    box.press_sequentially("r")
    place.lead(c.StartTimer(step=step, seconds=300.0))
    expect(page.get_by_role("timer")).to_be_visible()
    write(page, "Frokost")
    expect(page.locator("main")).to_contain_text("Du har skrevet 2", timeout=PATIENCE)
    expect(box).to_have_value("Skolehager")
    page.reload()
    expect(box).to_have_value("Skolehager", timeout=PATIENCE)
    page.get_by_role("button", name="Lagre").press("Enter")
    expect(page.get_by_role("button", name="Endre: Skolehager")).to_be_focused(timeout=PATIENCE)
    expect(page.get_by_role("button", name="Lagre")).to_have_count(0)
    assert ideas(place) == ["Frokost", "Skolehager"]
    page.get_by_role("button", name="Endre: Frokost").press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # never mind
    expect(page.get_by_role("button", name="Endre: Frokost")).to_be_focused()
    place.lead(c.CloseStep(step=step))
    expect(page.get_by_role("button", name="Endre")).to_have_count(0, timeout=PATIENCE)
