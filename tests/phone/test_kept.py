"""What was marked, written or said on a phone and has not arrived yet: kept, said once, let go."""

import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, Response, Route, expect

from tests.phone.conftest import PATIENCE, Phones, Rooms
from tests.phone.test_odd_days import cast, soon, write
from tests.phone.test_page import join, voting
from tests.server.conftest import Place
from tests.server.conftest import until as server
from workshop_studio.app.door import Policy
from workshop_studio.domain import commands as c

KEPT = "JSON.parse(localStorage.getItem('workshop-studio'))"
MORE = "Én prikk mer: "
DONE = re.compile("Jeg er ferdig")


def marked(rooms: Rooms, phones: Phones) -> tuple[Place, Page, str]:
    """A phone with one dot on Frokost that is not handed in."""
    place = rooms("dot-vote")
    vote = voting(place, "dot-vote")
    page = phones(place.url)
    join(page)
    page.get_by_role("button", name=MORE + "Frokost").click()
    expect(page.locator("main")).to_contain_text("2 av 3 prikker igjen")
    return place, page, vote


def kept(page: Page) -> dict[str, object]:
    found: dict[str, object] = page.evaluate(f"{KEPT}.papers")
    return found


def test_marks_that_are_not_handed_in_survive_a_reload_and_do_not_show_as_handed_in(
    rooms: Rooms, phones: Phones
) -> None:
    place, page, vote = marked(rooms, phones)
    page.reload()
    expect(page.locator("main")).to_contain_text("2 av 3 prikker igjen", timeout=PATIENCE)
    expect(page.locator("main")).not_to_contain_text("Mottatt")
    assert place.session.snapshot.boxes[f"vote.{vote}"].voters == 0
    page.get_by_role("button", name="Lever", exact=True).click()
    expect(page.locator("main")).to_contain_text("Mottatt", timeout=PATIENCE)
    soon(page, lambda: kept(page) == {})
    page.reload()
    expect(page.locator("main")).to_contain_text("Mottatt", timeout=PATIENCE)
    assert [sum(marks.values()) for marks in cast(place)] == [1]


def test_a_change_that_is_not_handed_in_is_told_from_what_was(rooms: Rooms, phones: Phones) -> None:
    place, page, _ = marked(rooms, phones)
    page.get_by_role("button", name="Lever", exact=True).click()
    expect(page.locator("main")).to_contain_text("Mottatt", timeout=PATIENCE)
    page.get_by_role("button", name=MORE + "Uteskole").click()
    page.reload()
    expect(page.locator("main")).to_contain_text("1 av 3 prikker igjen", timeout=PATIENCE)
    expect(page.locator("main")).not_to_contain_text("Mottatt")
    expect(page.get_by_role("button", name="Lever på nytt")).to_be_enabled()
    assert [sum(marks.values()) for marks in cast(place)] == [1]


def test_marks_are_let_go_when_the_vote_is_closed(rooms: Rooms, phones: Phones) -> None:
    place, page, vote = marked(rooms, phones)
    assert list(kept(page)) == [vote]
    page.context.set_offline(True)  # it is closed, and voted on anew, while the phone is away
    place.lead(c.CloseVote(vote=vote))
    [again] = place.lead(c.OpenVote(step=place.step("vote"))).made
    page.context.set_offline(False)
    expect(page.locator("main")).to_contain_text("3 av 3 prikker igjen", timeout=PATIENCE)
    assert kept(page) == {}
    page.get_by_role("button", name=MORE + "Frokost").click()
    assert list(kept(page)) == [again]
    place.lead(c.CloseVote(vote=again))
    expect(page.get_by_role("button", name="Lever")).to_have_count(0, timeout=PATIENCE)
    assert kept(page) == {}


def test_who_joins_anew_finds_nothing_of_what_somebody_else_marked(
    rooms: Rooms, phones: Phones
) -> None:
    place, page, _ = marked(rooms, phones)
    place.room.leave(page.evaluate("me.token"))  # as where another room answers at this address
    page.context.set_offline(True)
    page.context.set_offline(False)
    join(page)
    expect(page.locator("main")).to_contain_text("3 av 3 prikker igjen", timeout=PATIENCE)
    assert kept(page) == {}


def test_i_am_done_arrives_when_the_network_is_back_and_only_as_said_last(
    rooms: Rooms, phones: Phones
) -> None:
    place = rooms()
    place.open_collect()
    page = phones(place.url)
    join(page)
    key = page.get_by_role("button", name=DONE)
    expect(key).to_be_visible()
    said: list[object] = []

    def note(got: Response) -> None:
        if "/signal" in got.url:
            said.append(got.request.post_data_json)

    page.on("response", note)
    page.context.set_offline(True)
    for pressed in ("true", "false", "true"):
        key.click()
        expect(key).to_have_attribute("aria-pressed", pressed)
        expect(key).to_be_focused()

    page.context.set_offline(False)
    soon(page, lambda: place.room.snapshot.done == 1)
    expect(key).to_have_attribute("aria-pressed", "true")
    soon(page, lambda: page.evaluate("me.said.heard") is True)
    assert said == [{"done": True}]
    page.reload()
    expect(key).to_have_attribute("aria-pressed", "true", timeout=PATIENCE)


def test_what_one_said_is_not_said_of_something_else(rooms: Rooms, phones: Phones) -> None:
    place = rooms("dot-vote")
    vote = voting(place, "dot-vote")
    page = phones(place.url)
    join(page)
    key = page.get_by_role("button", name=DONE)
    expect(key).to_be_visible()
    page.context.set_offline(True)
    key.click()
    place.lead(c.CloseVote(vote=vote))
    place.lead(c.OpenVote(step=place.step("vote")))
    page.context.set_offline(False)
    expect(key).to_have_attribute("aria-pressed", "false", timeout=PATIENCE)
    soon(page, lambda: page.evaluate("Object.keys(me.said).length") == 0)
    assert place.room.snapshot.done == 0


def test_more_time_arrives_when_the_network_is_back(rooms: Rooms, phones: Phones) -> None:
    place = rooms()
    step = place.open_collect()
    place.lead(c.StartTimer(step=step, seconds=1.0))
    page = phones(place.url)
    join(page)
    yes = page.get_by_role("button", name="Ja · Trenger du mer tid?")
    expect(yes).to_be_visible(timeout=PATIENCE)
    page.route("**/signal", lambda route: route.abort())
    yes.click()
    expect(yes).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(yes).to_have_attribute("aria-pressed", "true", timeout=PATIENCE)
    assert place.room.snapshot.more_time == 0
    page.unroute("**/signal")
    soon(page, lambda: place.room.snapshot.more_time == 1)


def test_however_often_one_sends_without_a_network_it_is_tried_one_at_a_time(
    rooms: Rooms, phones: Phones
) -> None:
    place = rooms()
    place.open_collect()
    page = phones(place.url)
    join(page)
    expect(page.get_by_label("Idéen din")).to_be_visible()
    page.clock.install()
    page.clock.pause_at(datetime.now(UTC) + timedelta(minutes=1))
    tried: list[str] = []

    def refuse(route: Route) -> None:
        tried.append(route.request.url)
        route.abort()

    page.route("**/send", refuse)
    for number in range(10):
        write(page, f"idé {number}")
        soon(page, lambda number=number: len(tried) == number + 1)  # type: ignore[misc]
        soon(page, lambda: not page.evaluate("flushing"))
    before = len(tried)
    page.clock.run_for(8000)
    soon(page, lambda: len(tried) > before and not page.evaluate("flushing"))
    assert len(tried) - before == 1


def test_a_newer_qr_code_is_followed_in_the_same_tab(rooms: Rooms, phones: Phones) -> None:
    place = rooms(policy=Policy(names="optional"))
    place.open_collect()
    page = phones(place.url)
    page.get_by_label("Navnet ditt").fill("Kari")
    page_url = page.url
    place.room.renew_keys()
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    newer = server(place.server, lambda status: status.url not in ("", page_url)).url
    key = newer.partition("#")[2]
    page.evaluate("(key) => { location.hash = key; }", key)
    expect(page.get_by_label("Navnet ditt")).to_have_value("Kari")  # and it need not be typed again
    join(page)
    assert [one.name for one in place.room.snapshot.participants] == ["Kari"]
    assert sum(one.endswith("/join") for one in asked) == 1


def test_where_the_laptop_could_not_save_the_join_it_says_so_and_one_joins_once(
    rooms: Rooms, phones: Phones
) -> None:
    place = rooms()
    place.open_collect()
    page = phones(place.url)
    asked: list[str] = []

    def full(route: Route) -> None:
        asked.append((route.request.post_data_json or {})["id"])
        if len(asked) > 1:
            route.continue_()
            return
        told = {"rejection": {"code": "server.not_saved", "params": {}}}
        route.fulfill(status=503, json=told)

    page.route("**/join", full)
    now = page.get_by_role("button", name="Bli med nå")
    now.click()
    expect(page.get_by_role("alert")).to_contain_text("Det er ikke lagret ennå")
    expect(now).to_be_focused()
    join(page)
    assert len(asked) == 2
    assert len(set(asked)) == 1
    assert len(place.room.snapshot.participants) == 1
