"""What befalls phones that sleep, keep nothing, change their mind, wait or are made one."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from tests.phone.conftest import PATIENCE, Phones, Rooms
from tests.phone.test_page import join
from tests.server.conftest import Place
from workshop_studio.app.door import Policy
from workshop_studio.domain import commands as c

WAITS = "Venter på å bli sendt"
PERSONAL = "JSON.parse(localStorage.getItem('workshop-studio')).personal"
REFUSED = (
    "Object.defineProperty(window, 'localStorage',"
    " {get() { throw new DOMException('no', 'SecurityError'); }})"
)
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"


def write(page: Page, text: str) -> None:
    page.get_by_label("Idéen din").fill(text)
    page.get_by_role("button", name="Send").click()


def waiting(rooms: Rooms, phones: Phones) -> tuple[Place, Page]:
    """A phone without a network, with an idea that waits for one."""
    place = rooms()
    place.open_collect()
    page = phones(place.url)
    join(page)
    page.context.set_offline(True)
    write(page, "Skolehage")
    expect(page.get_by_text(WAITS)).to_be_visible()
    return place, page


def soon(page: Page, what: Callable[[], bool]) -> None:
    """Wait until something holds that no page shows."""
    until = time.monotonic() + PATIENCE / 1000
    while not what():
        assert time.monotonic() < until
        page.wait_for_timeout(20)


def cast(place: Place) -> list[dict[str, int]]:
    [box] = place.session.snapshot.boxes.values()
    return [dict(slip.body) for (slip,) in box.slips.values() if not isinstance(slip.body, str)]


def ideas(place: Place) -> list[str]:
    return sorted(idea.text for idea in place.session.snapshot.state.ideas.values())


@pytest.mark.parametrize("storage", [REFUSED, FULL], ids=["refused", "full"])
def test_a_phone_that_may_keep_nothing_takes_part_all_the_same(
    rooms: Rooms, phones: Phones, storage: str
) -> None:
    place = rooms()
    place.open_collect()
    page = phones(place.url.partition("#")[0])
    page.add_init_script(storage)
    page.goto(place.url)
    page.reload()
    join(page)
    write(page, "Skolehage")
    expect(page.locator("main")).to_contain_text("Du har skrevet 1", timeout=PATIENCE)
    assert ideas(place) == ["Skolehage"]


def test_a_ballot_is_sent_as_it_was_when_it_was_handed_in(rooms: Rooms, phones: Phones) -> None:
    place = rooms("dot-vote")
    _, (first, second) = place.open_vote("Frokost", "Uteskole")
    page = phones(place.url)
    join(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Én prikk mer: Frokost").click()
    page.get_by_role("button", name="Lever").click()
    expect(page.locator("main")).to_contain_text(WAITS)
    page.get_by_role("button", name="Én prikk mer: Uteskole").click()  # a thought, not handed in
    page.context.set_offline(False)
    again = page.get_by_role("button", name="Lever på nytt")
    expect(again).to_be_enabled(timeout=PATIENCE)
    assert cast(place) == [{first: 1}]
    again.click()
    expect(page.locator("main")).to_contain_text("Mottatt", timeout=PATIENCE)
    assert cast(place) == [{first: 1, second: 1}]


def test_with_an_old_qr_code_one_types_the_new_code(rooms: Rooms, phones: Phones) -> None:
    place = rooms()
    place.open_collect()
    page = phones(place.url)
    place.room.renew_keys()
    page.get_by_role("button", name="Bli med nå").click()
    page.get_by_label("Koden", exact=False).first.fill(place.room.code)
    join(page)


def test_where_a_name_is_asked_for_meanwhile_there_is_a_place_for_it(
    rooms: Rooms, phones: Phones
) -> None:
    place = rooms(policy=Policy(names="none"))
    page = phones(place.url)
    expect(page.get_by_role("button", name="Bli med nå")).to_be_visible()
    place.room.set_policy(Policy(names="required"))
    page.get_by_role("button", name="Bli med nå").click()
    page.get_by_label("Navn").fill("Kari")
    join(page)
    assert [one.name for one in place.room.snapshot.participants] == ["Kari"]


def test_what_was_written_before_waits_until_one_is_let_in(rooms: Rooms, phones: Phones) -> None:
    place, page = waiting(rooms, phones)
    place.room.leave(page.evaluate("me.token"))  # as where the laptop no longer knows the phone
    place.room.set_policy(Policy(approval=True))
    page.context.set_offline(False)
    answers: list[int] = []
    page.on("response", lambda got: answers.append(got.status) if "/send" in got.url else None)
    page.get_by_role("button", name="Bli med nå").click(timeout=PATIENCE)
    expect(page.locator("main")).to_contain_text("Venter", timeout=PATIENCE)
    expect(page.get_by_text(WAITS)).to_be_visible()
    soon(page, lambda: 403 in answers)
    place.room.let_in()
    expect(page.locator("main")).to_contain_text("Du har skrevet 1", timeout=PATIENCE)
    assert ideas(place) == ["Skolehage"]


def test_a_phone_that_slept_counts_down_from_what_the_laptop_says(
    rooms: Rooms, phones: Phones
) -> None:
    place = rooms()
    step = place.open_collect()
    place.lead(c.StartTimer(step=step, seconds=300.0))
    page = phones(place.url.partition("#")[0])
    page.add_init_script(
        "let slept = 0; const now = performance.now.bind(performance);"
        "performance.now = () => now() - slept; window.sleep_ = (ms) => { slept += ms; };"
    )
    page.goto(place.url)
    page.reload()
    join(page)
    expect(page.get_by_role("timer")).to_contain_text("04:", timeout=PATIENCE)
    page.evaluate("sleep_(120000)")
    expect(page.get_by_role("timer")).to_contain_text("06:")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_role("timer")).to_contain_text("04:", timeout=PATIENCE)


def test_a_phone_whose_clock_is_wrong_counts_down_as_the_others(
    rooms: Rooms, phones: Phones
) -> None:
    place = rooms()
    step = place.open_collect()
    place.lead(c.StartTimer(step=step, seconds=300.0))
    page = phones(place.url.partition("#")[0])
    page.clock.install(time=datetime(2001, 1, 1, tzinfo=UTC))
    page.goto(place.url)
    page.reload()
    join(page)
    expect(page.get_by_role("timer")).to_contain_text("04:", timeout=PATIENCE)


def test_what_comes_after_the_end_is_told_and_stays_to_be_read(
    rooms: Rooms, phones: Phones
) -> None:
    place, page = waiting(rooms, phones)
    place.lead(c.FinishSession())
    page.context.set_offline(False)
    main = page.locator("main")
    expect(main).to_contain_text("Ikke tatt imot: Økten er slutt", timeout=PATIENCE)
    expect(page.get_by_role("button", name="Fjern")).to_be_visible()
    expect(page.get_by_role("button", name="Skriv på nytt")).to_have_count(0)  # there is no place


def test_a_phone_that_is_made_one_with_another_is_there_and_has_its_code(
    rooms: Rooms, phones: Phones
) -> None:
    place = rooms()
    place.open_collect()
    one, other = phones(place.url), phones(place.url)
    join(one)
    write(one, "Skolehage")
    expect(one.locator("main")).to_contain_text("Du har skrevet 1", timeout=PATIENCE)
    join(other)
    code = one.evaluate(PERSONAL)
    stays, goes = place.room.snapshot.participants
    one.context.close()
    place.room.merge(goes.id, stays.id)
    write(other, "Frokost")
    expect(other.locator("main")).to_contain_text("Du har skrevet 2", timeout=PATIENCE)
    assert other.evaluate(PERSONAL) == code  # what it tells to type should the network go
    seat = place.room.presence.seat(stays.id)
    assert seat is not None
    soon(other, lambda: place.room.presence.of(seat).links == 1)


def test_a_phone_that_reloads_while_it_joins_is_one_participant(
    rooms: Rooms, phones: Phones
) -> None:
    place = rooms()
    place.open_collect()
    page = phones(place.url)
    heard: list[int] = []
    page.route("**/join", lambda route: heard.append(route.fetch().status))  # no answer comes
    page.get_by_role("button", name="Bli med nå").click()
    soon(page, lambda: bool(heard))
    page.reload()
    page.unroute("**/join")  # not before: what is held would go on, and one would have joined
    join(page)
    assert len(place.room.snapshot.participants) == 1


def test_another_tab_does_not_take_back_what_this_one_keeps(rooms: Rooms, phones: Phones) -> None:
    place = rooms()
    place.open_collect()
    one = phones(place.url)
    join(one)
    other = one.context.new_page()
    other.goto(place.url)
    other.get_by_label("Idéen din").fill("halvskrevet")
    soon(one, lambda: "halvskrevet" in one.evaluate("Object.values(me.drafts)"))
    one.get_by_role("button", name="English").click()
    expect(one.get_by_label("Your idea")).to_be_visible(timeout=PATIENCE)
    other.reload()
    expect(other.get_by_label("Your idea")).to_have_value("halvskrevet", timeout=PATIENCE)


def test_a_ballot_that_waits_is_on_the_paper_after_a_reload(rooms: Rooms, phones: Phones) -> None:
    place = rooms("dot-vote")
    _, (first, _) = place.open_vote("Frokost", "Uteskole")
    page = phones(place.url)
    join(page)
    page.route("**/send", lambda route: route.abort())
    page.get_by_role("button", name="Én prikk mer: Frokost").click()
    page.get_by_role("button", name="Lever").click()
    expect(page.locator("main")).to_contain_text(WAITS)
    page.reload()
    expect(page.locator("main")).to_contain_text("2 av 3 prikker igjen", timeout=PATIENCE)
    expect(page.locator("main")).to_contain_text(WAITS)
    page.unroute("**/send")
    expect(page.locator("main")).to_contain_text("Mottatt", timeout=PATIENCE)
    assert cast(place) == [{first: 1}]


def test_what_is_being_written_is_there_again_when_the_group_comes_back(
    rooms: Rooms, phones: Phones
) -> None:
    place = rooms()
    step = place.open_collect()
    page = phones(place.url)
    join(page)
    page.get_by_label("Idéen din").fill("halvskrevet")
    place.lead(c.GoTo(step=place.step("brief")))
    expect(page.get_by_label("Idéen din")).to_have_count(0, timeout=PATIENCE)
    place.lead(c.GoTo(step=step))
    place.lead(c.OpenStep(step=step))
    expect(page.get_by_label("Idéen din")).to_have_value("halvskrevet", timeout=PATIENCE)
