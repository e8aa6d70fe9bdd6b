"""What befalls phones in a room: tables, blocked WebSockets, another address, odd texts, time."""

import json
from pathlib import Path

from playwright.sync_api import Page, WebSocketRoute, expect

from tests.phone.conftest import PATIENCE, TYPE, Phones, Rooms
from tests.server.conftest import HERE
from tests.server.conftest import until as server
from workshop_studio.blocks import Ideas
from workshop_studio.domain import commands as c
from workshop_studio.projections.stage import stage
from workshop_studio.server.limits import Limits


def test_a_phone_answers_for_its_table_and_says_so(rooms: Rooms, phones: Phones) -> None:
    place = rooms("dot-vote")
    vote, _ = place.open_vote("Frokost", "Uteskole")
    page = phones(place.url)
    hint = page.get_by_text("Dere leverer én stemmeseddel sammen", exact=False)
    expect(hint).to_be_hidden()
    page.get_by_label("Hvor mange svarer denne telefonen for?").fill("4")
    expect(hint).to_be_visible()
    page.get_by_role("button", name="Bli med nå").click()
    expect(page.locator("#foot")).to_contain_text("svarer for 4 personer", timeout=PATIENCE)
    page.get_by_role("button", name="Én prikk mer: Frokost").click()
    page.get_by_role("button", name="Lever").click()
    expect(page.locator("main")).to_contain_text("Mottatt", timeout=PATIENCE)
    place.lead(c.CloseVote(vote=vote))
    place.lead(c.Reveal(step=place.session.snapshot.state.votes[vote].step))
    expect(page.locator("main")).to_contain_text("Stemte: 1 · På vegne av 4 personer")


def test_where_websockets_are_blocked_the_page_asks_and_keeps_up(
    rooms: Rooms, phones: Phones
) -> None:
    place = rooms()
    step = place.open_collect()
    page = phones(place.url.partition("#")[0])
    tried: list[WebSocketRoute] = []

    def block(link: WebSocketRoute) -> None:
        tried.append(link)
        link.close(code=1011)

    page.route_web_socket("**/live", block)
    page.goto(place.url)
    page.reload()
    page.get_by_role("button", name="Bli med nå").click()
    page.get_by_label("Idéen din").fill("Skolehage")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("main")).to_contain_text("Du har skrevet 1", timeout=PATIENCE)
    place.lead(c.CloseStep(step=step))
    expect(page.get_by_label("Idéen din")).to_have_count(0, timeout=PATIENCE)
    assert tried
    assert place.room.snapshot.here == 1


def test_where_nothing_comes_through_an_open_websocket_one_sees_what_one_sent(
    rooms: Rooms, phones: Phones
) -> None:
    place = rooms()
    place.open_collect()
    page = phones(place.url.partition("#")[0])
    silent: list[WebSocketRoute] = []
    page.route_web_socket(
        "**/live", lambda link: silent.append(link)
    )  # answered by nobody, and never closed
    page.goto(place.url)
    page.reload()
    page.get_by_role("button", name="Bli med nå").click()
    page.get_by_label("Idéen din").fill("Skolehage")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("main")).to_contain_text("Du har skrevet 1", timeout=PATIENCE)
    assert silent


def test_at_another_address_the_personal_code_brings_the_same_participant(
    rooms: Rooms, phones: Phones
) -> None:
    place = rooms()
    place.open_collect()
    page = phones(place.url)
    page.get_by_role("button", name="Bli med nå").click()
    page.get_by_label("Idéen din").fill("Skolehage")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("main")).to_contain_text("Du har skrevet 1", timeout=PATIENCE)
    code = page.evaluate("JSON.parse(localStorage.getItem('workshop-studio')).personal")
    place.network = ()
    server(place.server, lambda status: status.state == "lost")
    expect(page.locator("#line")).to_contain_text(f"skriv koden din der: {code}", timeout=30_000)
    place.network = HERE
    url = server(place.server, lambda status: status.state == "open").url
    expect(page.locator("#line")).to_be_empty(timeout=PATIENCE)
    other = phones(url)  # nothing is kept at an address where it has not been
    other.get_by_label("Kommer du tilbake? Din personlige kode").fill(code.lower())
    other.get_by_role("button", name="Bli med nå").click()
    expect(other.locator("main")).to_contain_text("Skolehage", timeout=PATIENCE)
    assert len(place.room.snapshot.participants) == 1


def test_two_tabs_of_a_phone_are_one_participant_and_keep_what_waits_in_both(
    rooms: Rooms, phones: Phones
) -> None:
    place = rooms()
    place.open_collect()
    one = phones(place.url)
    other = one.context.new_page()
    other.goto(place.url)
    expect(other.get_by_role("button", name="Bli med nå")).to_be_visible()
    one.get_by_role("button", name="Bli med nå").click()
    expect(other.get_by_label("Idéen din")).to_be_visible(timeout=PATIENCE)
    assert len(place.room.snapshot.participants) == 1
    one.context.set_offline(True)
    for tab, text in ((one, "Skolehage"), (other, "Frokost")):
        tab.get_by_label("Idéen din").fill(text)
        tab.get_by_role("button", name="Send").click()
    for tab in (one, other):
        expect(tab.get_by_text("Venter på å bli sendt")).to_have_count(2)
    kept = other.evaluate("JSON.parse(localStorage.getItem('workshop-studio')).outbox")
    assert sorted(item["text"] for item in kept) == ["Frokost", "Skolehage"]
    other.close()
    one.context.set_offline(False)
    expect(one.locator("main")).to_contain_text("Du har skrevet 2", timeout=PATIENCE)
    texts = sorted(idea.text for idea in place.session.snapshot.state.ideas.values())
    assert texts == ["Frokost", "Skolehage"]


def test_done_and_more_time_reach_the_laptop_as_counts(rooms: Rooms, phones: Phones) -> None:
    place = rooms()
    step = place.open_collect()
    page = phones(place.url)
    page.get_by_role("button", name="Bli med nå").click()
    page.get_by_role("button", name="Jeg er ferdig").click()
    done = page.get_by_role("button", name="Jeg er ferdig ✓")
    expect(done).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(done).to_be_visible()
    assert place.room.snapshot.done == 1
    expect(page.get_by_role("heading", name="Trenger du mer tid?")).to_have_count(0)
    place.lead(c.StartTimer(step=step, seconds=1.0))
    expect(page.get_by_role("heading", name="Trenger du mer tid?")).to_be_visible(timeout=PATIENCE)
    with page.expect_response("**/signal"):
        page.get_by_role("button", name="Ja · Trenger du mer tid?").click()
    assert place.room.snapshot.more_time == 1
    place.lead(c.AddTime(step=step, seconds=60))
    expect(page.get_by_role("heading", name="Trenger du mer tid?")).to_have_count(0)
    place.lead(c.StopTimer(step=step))
    place.lead(c.StartTimer(step=step, seconds=1.0))  # it is up again, and asked anew
    yes = page.get_by_role("button", name="Ja · Trenger du mer tid?")
    expect(yes).to_have_attribute("aria-pressed", "false", timeout=PATIENCE)
    assert place.room.snapshot.more_time == 0
    done.click()
    expect(page.get_by_role("button", name="Jeg er ferdig", exact=True)).to_be_visible()


def test_every_naughty_string_goes_through_the_page_unchanged(
    rooms: Rooms, phones: Phones, shared_data: Path
) -> None:
    texts: list[str] = json.loads((shared_data / "hostile" / "blns.json").read_text("utf-8"))
    place = rooms(limits=Limits(at_once=1000.0))
    step = place.step("collect")
    params = place.session.snapshot.state.steps[step].params
    place.lead(c.EditStep(step=step, params={**params, "visibility": "hidden"}))  # each its own
    place.open_collect()
    everything: list[str] = []
    waiting: list[tuple[Page, list[str]]] = []
    for start in range(0, len(texts), 45):
        given = texts[start : start + 45]
        page = phones(place.url)
        page.get_by_role("button", name="Bli med nå").click()
        expect(page.get_by_label("Idéen din")).to_be_visible(timeout=PATIENCE)
        typed: list[str] = page.evaluate(TYPE, given)
        changed = [text for text, one in zip(given, typed, strict=True) if one not in ("", text)]
        assert all("\r" in text or "\n" in text for text in changed)
        wanted = sorted(filter(None, typed))
        assert len(wanted) > len(given) - 10
        waiting.append((page, wanted))
        everything += wanted
    for page, wanted in waiting:
        said = f"Du har skrevet {len(wanted)}"
        expect(page.locator("main")).to_contain_text(said, timeout=60_000)
        shown = page.locator("main li.row span.grow")
        assert sorted(shown.evaluate_all("all => all.map(one => one.textContent)")) == wanted
        assert page.locator("main :is(img, script, iframe, svg, b, a)").count() == 0
    state = place.session.snapshot.state
    assert sorted(idea.text for idea in state.ideas.values()) == sorted(everything)
    place.lead(c.CloseStep(step=step))
    place.lead(c.Reveal(step=step))
    snapshot = place.session.snapshot
    told = [b for b in stage(snapshot.state, snapshot.boxes) if isinstance(b, Ideas)]
    assert sorted(note.text for block in told for note in block.ideas) == sorted(everything)
    page.wait_for_function(
        """(texts) => {
            const all = [...document.querySelectorAll("main li span")];
            const shown = new Set(all.map((one) => one.textContent));
            return texts.every((text) => shown.has(text));
        }""",
        arg=everything,
        timeout=PATIENCE,
    )
    assert page.locator("main :is(img, script, iframe, svg, b, a)").count() == 0


def _tab_to(page: Page, name: str) -> None:
    """Go on by the keyboard until what has the focus is called so, and see that this shows."""
    for _ in range(40):
        page.keyboard.press("Tab")
        called, outline = page.evaluate(
            """() => {
                const one = document.activeElement;
                const said = one.getAttribute("aria-label") || one.textContent;
                return [one.labels && one.labels[0] ? one.labels[0].textContent : said,
                    getComputedStyle(one).outlineWidth];
            }"""
        )
        if called == name:
            assert outline == "3px"
            return
    raise AssertionError(f"no way by the keyboard to {name}")


def test_all_of_it_can_be_done_by_the_keyboard(rooms: Rooms, phones: Phones) -> None:
    place = rooms("dot-vote")
    vote, _ = place.open_vote("Frokost", "Uteskole")
    page = phones(place.url)
    _tab_to(page, "Navnet ditt, hvis du vil")
    page.keyboard.type("Kari")
    _tab_to(page, "Bli med nå")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Frokost", timeout=PATIENCE)
    _tab_to(page, "Én prikk mer: Frokost")
    page.keyboard.press("Space")
    page.keyboard.press("Space")  # the focus has stayed where it was
    expect(page.locator("main")).to_contain_text("1 av 3 prikker igjen")
    _tab_to(page, "Lever")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Mottatt", timeout=PATIENCE)
    place.lead(c.CloseVote(vote=vote))
    [bundle] = place.session.snapshot.state.bundles.values()
    assert [sum(marks.values()) for marks in bundle.ballots] == [2]
    assert [one.name for one in place.room.snapshot.participants] == ["Kari"]
