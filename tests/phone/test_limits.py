"""By keyboard and by ear, at the end of what one may give, and in the midst of a change."""

import re
from collections.abc import Mapping

import pytest
from playwright.sync_api import expect

from tests.phone.conftest import PATIENCE, Phones, Rooms, Turn
from tests.phone.examples import ballot
from tests.phone.test_odd_days import ideas, write
from tests.phone.test_page import join
from workshop_studio import blocks as b
from workshop_studio.domain import commands as c

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
