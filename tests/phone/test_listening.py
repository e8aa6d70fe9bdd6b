"""By keyboard and by ear: the focus stays where it was, and what was said is not said again."""

import itertools
import re

import pytest
from playwright.sync_api import expect

from tests.phone.conftest import PATIENCE, Phones, Rooms, Turn
from tests.phone.examples import examples
from tests.phone.test_odd_days import soon
from tests.phone.test_page import join, voting
from workshop_studio import blocks as b
from workshop_studio.blocks.tables import Cell, Row
from workshop_studio.domain import commands as c

NOTED = """() => {
    window.noted = [];
    new MutationObserver((changes) => changes.forEach((change) =>
        change.addedNodes.forEach((one) => window.noted.push(one.textContent.trim()))
    )).observe(document.querySelector("main [aria-live=polite]"), {childList: true, subtree: true});
}"""
"""Notes down every text that comes to what a screen reader reads out by itself."""


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
    expect(page.locator("main").get_by_text("Mottatt")).to_be_visible()
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
    sliders = page.locator("input[type=range]").count()
    expect(page.get_by_text("Ikke plassert ennå")).to_have_count(sliders)
    slider.focus()
    page.keyboard.press("Enter")
    expect(slider).to_be_focused()
    expect(slider).not_to_have_attribute("aria-valuetext", "Ikke plassert ennå")
    expect(page.get_by_text("Ikke plassert ennå")).to_have_count(sliders - 1)
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


READ_OUT = """() => {
    window.noted = [];
    const live = "[aria-live], [role=status], [role=alert], output";
    new MutationObserver((changes) => changes.forEach(({target, addedNodes}) => {
        const part = (target.nodeType === 1 ? target : target.parentElement).closest(live);
        if (part && part.textContent) window.noted.push(part.textContent.trim());
        addedNodes.forEach((one) => one.nodeType === 1 && [one, ...one.querySelectorAll("*")]
            .filter((inside) => inside.matches(live) && !part)
            .forEach((inside) => window.noted.push("new: " + inside.textContent.trim())));
    })).observe(document.body, {childList: true, subtree: true, characterData: true});
}"""
"""Notes down all that any live region of the page comes to say."""


def test_what_changes_is_read_out_once_and_nothing_chatters(rooms: Rooms, phones: Phones) -> None:
    place = rooms("dot-vote")
    vote = voting(place, "dot-vote")
    step = place.session.snapshot.state.votes[vote].step
    page = phones(place.url)
    join(page)
    key = page.get_by_role("button", name="Én prikk mer: Frokost")
    expect(key).to_be_visible()
    page.evaluate(READ_OUT)
    noted: list[str] = []

    def read_out() -> list[str]:
        nonlocal noted
        before, noted = len(noted), page.evaluate("window.noted")
        return noted[before:]

    place.lead(c.StartTimer(step=step, seconds=300.0))
    clock = page.get_by_role("timer")
    expect(clock).to_contain_text("04:", timeout=PATIENCE)
    expect(clock).not_to_have_text(clock.inner_text())
    assert read_out() == []  # the clock runs in silence
    key.click()
    assert read_out() == ["2 av 3 prikker igjen"]
    key.click()
    assert read_out() == ["1 av 3 prikker igjen"]
    page.get_by_role("button", name="Lever").click()
    expect(page.locator("main").get_by_text("Mottatt")).to_be_visible(timeout=PATIENCE)
    soon(page, lambda: page.evaluate("me.outbox.length") == 0)
    assert read_out() == ["Mottatt ✓ Du kan endre den til avstemningen er lukket."]
    other = place.phone()
    marks = {place.session.snapshot.state.votes[vote].options[0].id: 1}
    other.send(type="CastVote", vote=vote, marks=marks)
    place.lead(c.CloseVote(vote=vote))
    place.lead(c.Reveal(step=step))
    expect(page.get_by_text("Stemte: 2", exact=False)).to_be_visible(timeout=PATIENCE)
    assert len(read_out()) <= 1


def test_that_there_is_no_contact_is_read_out_once(rooms: Rooms, phones: Phones) -> None:
    place = rooms()
    place.open_collect()
    page = phones(place.url)
    page.route_web_socket("**/live", lambda link: link.close(code=1011))
    page.reload()
    join(page)
    expect(page.get_by_label("Idéen din")).to_be_visible()
    page.evaluate(READ_OUT)
    page.route("**/view*", lambda route: route.abort())
    soon(page, lambda: page.evaluate("silent") > 4)
    said = page.evaluate("window.noted")
    assert [one[:13] for one in said] == ["Ingen kontakt"] * 2  # the latter with what to do
    assert said[0] != said[1]


CONTROL = re.compile(
    r"- '?(button|checkbox|slider|spinbutton|textbox|combobox)(?: \"((?:[^\"\\\\]|\\\\.)*)\")?"
)


def test_every_control_is_known_by_its_name_alone(turned: tuple[str, Turn], phones: Phones) -> None:
    url, turn = turned
    turn(*examples())
    page = phones(url)
    join(page)
    nodes = page.locator("#main > *")
    expect(nodes.nth(len(examples()) - 1)).to_be_visible(timeout=PATIENCE)
    found = 0
    for node in nodes.all():
        names = [name for _, name in CONTROL.findall(node.aria_snapshot())]
        found += len(names)
        assert all(names), node.aria_snapshot()
        assert all(re.search(r"[^\W\d_]{2}", name) for name in names), names  # not a bare number
        form = node.locator("fieldset").count() > 0  # where the group says which of them
        assert form or len(names) == len(set(names)), names
    assert found > 100
    slider = page.get_by_role("slider").first
    expect(slider).to_have_accessible_name(re.compile("Innsats · lite – mye"))


def test_headings_follow_one_another_and_there_is_one_of_each_landmark(
    turned: tuple[str, Turn], phones: Phones
) -> None:
    url, turn = turned
    turn(*examples())
    page = phones(url)
    for landmark in ("banner", "main", "contentinfo"):
        expect(page.get_by_role(landmark)).to_have_count(1)
    join(page)
    expect(page.locator("main form select").first).to_be_visible(timeout=PATIENCE)
    levels = page.locator("h1, h2, h3").evaluate_all("all => all.map((one) => +one.tagName[1])")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(now <= before + 1 for before, now in itertools.pairwise(levels))


def test_the_language_is_switched_by_keyboard_without_losing_what_is_typed(
    rooms: Rooms, phones: Phones
) -> None:
    place = rooms()
    place.open_collect()
    page = phones(place.url)
    page.get_by_label("Navnet ditt").fill("Kari")
    key = page.get_by_role("button", name="English")
    key.press("Enter")
    expect(page.get_by_label("Your name")).to_have_value("Kari")
    expect(key).to_be_focused()
    expect(key).to_have_attribute("aria-pressed", "true")
    expect(key).to_have_attribute("lang", "en")
    assert page.evaluate("document.documentElement.lang") == "en"
    page.get_by_role("button", name="Join now").press("Enter")
    expect(page.locator("#foot")).to_contain_text("Your code")
    assert page.evaluate("document.activeElement.id") == "main"  # not nowhere
