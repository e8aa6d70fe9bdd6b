"""The phones' page in Chromium, against the real server: joining, writing, voting, coming back."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

from tests.phone.conftest import PATIENCE, TYPE, Phones, Rooms
from tests.server.conftest import HERE, Place
from tests.server.conftest import until as server
from workshop_studio.bootstrap import phone_pages
from workshop_studio.domain import commands as c
from workshop_studio.domain.records import Topic
from workshop_studio.i18n.phone import LANGUAGES
from workshop_studio.resources import resources

IDEAS = ("Frokost", "Uteskole", "Én app")
WAYS = {
    "dot-vote": "dots",
    "fist-to-five": "fist",
    "consent-check": "consent",
    "pairwise": "pairwise",
    "rank-order": "rank",
    "score-options": "score",
    "participatory-budget": "budget",
    "impact-effort": "axes",
    "moscow": "columns",
    "nuf-test": "criteria",
}
HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "<b>fet</b>",
    "javascript:alert(1)",
    "{{7*7}}",
    "\u202eabc",
)


def join(page: Page) -> None:
    page.get_by_role("button", name="Bli med nå").click()
    expect(page.locator("#foot")).to_contain_text("Koden din")


def voting(place: Place, technique: str) -> str:
    step = place.step("place" if WAYS.get(technique) in {"axes", "columns"} else "vote")
    place.lead(c.GoTo(step=step))
    place.lead(c.ImportIdeas(step=step, texts=IDEAS))
    ids = sorted(place.session.snapshot.state.ideas)
    costs = dict.fromkeys(ids, 40_000) if technique == "participatory-budget" else {}
    [vote] = place.lead(c.OpenVote(step=step, costs=costs)).made
    return vote


def until(place: Place, page: Page, what: "str") -> None:
    """Wait on the page for a text; nothing is asked of a clock."""
    del place
    expect(page.locator("main")).to_contain_text(what, timeout=PATIENCE)


def test_page_style_and_script_are_small_and_ask_for_nothing_outside() -> None:
    files = [resources() / "phone" / name for name in ("index.html", "page.css", "page.js")]
    assert sum(file.stat().st_size for file in files) < 60_000
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert "http://" not in text
        assert "https://" not in text
        for never in ("innerHTML", "insertAdjacentHTML", "document.write", "eval(", "randomUUID"):
            assert never not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_has_a_word_for_everything_that_it_says(language: str) -> None:
    said = json.loads(phone_pages().words[f"/words/{language}.json"].content)
    script = (resources() / "phone" / "page.js").read_text(encoding="utf-8")
    parts = script.replace("?", '"').split('"')
    used = {part for part in parts if part.startswith("page.") and part.count(".") == 1}
    assert len(used) > 40
    assert not used - said.keys()


def test_join_write_and_see_it_received(rooms: Rooms, phones: Phones) -> None:
    place = rooms()
    step = place.open_collect()
    page = phones(place.url)
    expect(page.get_by_text("Nobody can see", exact=False)).to_have_count(0)
    join(page)
    page.get_by_label("Idéen din").fill("Skolehage")
    page.get_by_role("button", name="Send").click()
    until(place, page, "Du har skrevet 1")
    until(place, page, "Skolehage")
    [idea] = place.session.snapshot.state.ideas.values()
    assert (idea.text, idea.step, idea.by) == ("Skolehage", step, "participant")


def test_by_the_code_that_is_read_aloud(rooms: Rooms, phones: Phones) -> None:
    place = rooms()
    place.open_collect()
    page = phones(place.url.partition("#")[0])
    page.get_by_label("Koden på veggen").fill("aaaa-aaaa")
    page.get_by_role("button", name="Bli med nå").click()
    expect(page.get_by_role("alert")).not_to_be_empty()
    page.get_by_label("Koden på veggen").fill(place.server.status.code.lower())
    join(page)


def test_a_draft_and_the_participant_survive_a_reload(rooms: Rooms, phones: Phones) -> None:
    place = rooms()
    place.open_collect()
    page = phones(place.url)
    join(page)
    page.get_by_label("Idéen din").fill("halvskrevet")
    code = page.locator("#foot").inner_text()
    page.reload()
    expect(page.get_by_label("Idéen din")).to_have_value("halvskrevet")
    assert page.locator("#foot").inner_text() == code
    assert len(place.room.snapshot.participants) == 1


def test_what_is_written_without_a_network_comes_once_when_it_is_back(
    rooms: Rooms, phones: Phones
) -> None:
    place = rooms()
    place.open_collect()
    page = phones(place.url)
    join(page)
    page.context.set_offline(True)
    for text in IDEAS:
        page.get_by_label("Idéen din").fill(text)
        page.get_by_role("button", name="Send").click()
    until(place, page, "Venter på å bli sendt")
    page.context.set_offline(False)
    until(place, page, "Du har skrevet 3")
    texts = sorted(idea.text for idea in place.session.snapshot.state.ideas.values())
    assert texts == sorted(IDEAS)
    expect(page.get_by_text("Venter på å bli sendt")).to_have_count(0)


def test_the_page_finds_the_laptop_again_when_the_laptop_had_lost_the_network(
    rooms: Rooms, phones: Phones
) -> None:
    place = rooms()
    step = place.open_collect()
    page = phones(place.url)
    join(page)
    place.network = ()
    server(place.server, lambda status: status.state == "lost")
    page.get_by_label("Idéen din").fill("Skolehage")
    page.get_by_role("button", name="Send").click()
    until(place, page, "Venter på å bli sendt")
    place.lead(c.StartTimer(step=step, seconds=300.0))  # which the page has to catch up with
    place.network = HERE
    server(place.server, lambda status: status.state == "open")
    until(place, page, "Du har skrevet 1")
    expect(page.get_by_role("timer")).to_contain_text("04:")
    assert [idea.text for idea in place.session.snapshot.state.ideas.values()] == ["Skolehage"]
    assert len(place.room.snapshot.participants) == 1


def test_however_much_waits_is_kept_and_sent(rooms: Rooms, phones: Phones) -> None:
    place = rooms()
    place.open_collect()
    page = phones(place.url)
    join(page)
    page.context.set_offline(True)
    texts = [f"idé {number}" for number in range(60)]
    assert page.evaluate(TYPE, texts) == texts
    page.context.set_offline(False)
    until(place, page, "Du har skrevet 60")
    ideas = place.session.snapshot.state.ideas.values()
    assert sorted(idea.text for idea in ideas) == sorted(texts)


def test_what_is_written_while_something_is_sent_is_sent_too(rooms: Rooms, phones: Phones) -> None:
    place = rooms()
    place.open_collect()
    page = phones(place.url)
    join(page)
    held: list[Route] = []
    page.route("**/send", lambda route: route.continue_() if held else held.append(route))
    page.get_by_label("Idéen din").fill("Først")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Venter på å bli sendt")).to_have_count(1)
    page.get_by_label("Idéen din").fill("Så")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Venter på å bli sendt")).to_have_count(2)
    held[0].continue_()
    until(place, page, "Du har skrevet 2")
    expect(page.get_by_text("Venter på å bli sendt")).to_have_count(0)


def test_what_was_sent_is_shown_as_such_until_the_laptop_shows_it(
    rooms: Rooms, phones: Phones
) -> None:
    place = rooms()
    place.open_collect()
    page = phones(place.url.partition("#")[0])
    page.route_web_socket("**/live", lambda link: link.close(code=1011))
    page.goto(place.url)
    page.reload()
    join(page)
    expect(page.get_by_label("Idéen din")).to_be_visible(timeout=PATIENCE)
    held: list[Route] = []
    page.route("**/view*", lambda route: held.append(route))
    page.clock.install()
    page.clock.pause_at(datetime.now(UTC) + timedelta(minutes=1))  # else it is told half a second
    page.get_by_label("Idéen din").fill("Skolehage")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("main")).to_contain_text("Skolehage Sendt ✓", timeout=PATIENCE)
    page.unroute("**/view*")  # what was held goes on
    expect(page.locator("main")).to_contain_text("Du har skrevet 1", timeout=PATIENCE)
    expect(page.get_by_text("Sendt ✓")).to_have_count(0)


def test_a_hundred_are_typed_and_never_more_than_are_left(rooms: Rooms, phones: Phones) -> None:
    place = rooms("hundred-kroner")
    vote = voting(place, "hundred-kroner")
    page = phones(place.url)
    join(page)
    until(place, page, "100")
    ids = {idea.text: idea.id for idea in place.session.snapshot.state.ideas.values()}
    for option, text, kept in (("Frokost", "70", "70"), ("Uteskole", "50", "30")):
        page.get_by_role("spinbutton", name=option).fill(text)
        page.get_by_role("spinbutton", name=option).blur()
        expect(page.get_by_role("spinbutton", name=option)).to_have_value(kept)
    expect(page.get_by_role("button", name="Én prikk mer: Uteskole")).to_be_disabled()
    page.get_by_role("button", name="Lever").click()
    until(place, page, "Mottatt")
    [box] = place.session.snapshot.boxes.values()
    assert [slip.body for mine in box.slips.values() for slip in mine] == [
        {ids["Frokost"]: 70, ids["Uteskole"]: 30}
    ]
    assert vote in place.session.snapshot.state.votes


@pytest.mark.parametrize("technique", sorted(WAYS))
def test_every_kind_of_ballot_is_filled_in_and_counted(
    rooms: Rooms, phones: Phones, technique: str
) -> None:
    place = rooms(technique)
    vote = voting(place, technique)
    page = phones(place.url)
    join(page)
    until(place, page, "Frokost")
    method = WAYS[technique]
    ids = {idea.text: idea.id for idea in place.session.snapshot.state.ideas.values()}
    first = ids["Frokost"]
    if method == "dots":
        page.get_by_role("button", name="Én prikk mer: Frokost").click()
        page.get_by_role("button", name="Én prikk mer: Frokost").click()
    elif method == "budget":
        page.get_by_label("Frokost · 40\u00a0000").check()
    elif method == "rank":
        page.get_by_role("button", name="Uten plass: Uteskole").click()
        page.get_by_role("button", name="Uten plass: Frokost").click()
        page.get_by_role("button", name="Bedre: Frokost").click()
    elif method == "pairwise":
        for _ in range(3):
            page.locator("li:not([hidden]) button[aria-pressed=false]").filter(
                has_text="like gode"
            ).last.click()
    elif method == "axes":
        for key, at in (("effort", 20), ("impact", 90)):
            slider = page.locator(f'input[type=range][data-key="{key}/{first}"]')
            slider.evaluate(
                "(one, at) => { one.value = at; one.dispatchEvent(new Event('change')); }", at
            )
    elif method == "columns":
        group = page.get_by_role("group", name="Frokost")
        group.get_by_text("Bør", exact=True).click()
    elif method == "criteria":
        group = page.get_by_role("group", name="Nyttig · Frokost")
        group.get_by_text("7", exact=True).click()
    else:
        value = {"fist": "0", "consent": "Har innvending", "score": "0"}[method]
        group = page.get_by_role("group", name="Frokost")
        group.get_by_text(value, exact=True).click()
    page.get_by_role("button", name="Lever").click()
    until(place, page, "Mottatt")
    place.lead(c.CloseVote(vote=vote))
    state = place.session.snapshot.state
    [bundle] = state.bundles.values()
    [marks] = bundle.ballots
    expected = {
        "dots": {first: 2},
        "budget": {first: 1},
        "rank": {first: 1, ids["Uteskole"]: 2},
        "fist": {first: 0},
        "consent": {first: 0},
        "score": {first: 0},
        "axes": {f"effort/{first}": 20, f"impact/{first}": 90},
        "columns": {first: 1},
        "criteria": {f"useful/{first}": 7},
    }
    if method == "pairwise":
        assert list(marks.values()) == [0, 0, 0]
    else:
        assert dict(marks) == expected[method]
    place.lead(c.Reveal(step=state.votes[vote].step))
    until(place, page, "Stemte: 1")


def test_the_page_speaks_bokmaal_nynorsk_and_english(rooms: Rooms, phones: Phones) -> None:
    place = rooms("dot-vote")
    voting(place, "dot-vote")
    page = phones(place.url)
    join(page)
    for language, hand_in, promise in (
        ("Nynorsk", "Lever", "Ingen kan sjå kva du røysta."),
        ("English", "Hand in", "Nobody can see what you voted."),
        ("Bokmål", "Lever", "Ingen kan se hva du stemte."),
    ):
        page.get_by_role("button", name=language).click()
        until(place, page, promise)
        expect(page.get_by_role("button", name=hand_in)).to_have_count(1)


def test_what_is_talked_about_and_what_came_of_it_is_on_the_phone(
    rooms: Rooms, phones: Phones
) -> None:
    place = rooms("six-hats")
    page = phones(place.url)
    join(page)
    step = place.step("discuss")
    until(place, page, "Hva vet vi?")
    expect(page.locator(".eyebrow").first).to_have_text("Seks tenkehatter · Hvit hatt")
    place.lead(c.WriteTalk(step=step, about="white", text="<b>Tre tall</b>", to="red"))
    until(place, page, "Hva føler du om dette")
    place.lead(c.TurnTo(step=step, topic=Topic(id="white")))
    until(place, page, "<b>Tre tall</b>")


@pytest.mark.parametrize("technique", ["impact-effort", "moscow"])
def test_what_the_group_places_together_is_seen_and_not_answered(
    technique: str, rooms: Rooms, phones: Phones
) -> None:
    place = rooms(technique)
    place.lead(c.EditStep(step=place.step("place"), settings={"by": "group"}))
    page = phones(place.url)
    join(page)
    vote = voting(place, technique)
    until(place, page, "Vi plasserer disse sammen.")
    options = [option.id for option in place.session.snapshot.state.votes[vote].options]
    for number, option in enumerate(options[:2]):
        axes = {f"effort/{option}": 20 + number, f"impact/{option}": 90}
        marks = {option: number} if technique == "moscow" else axes
        place.lead(c.PlaceOption(vote=vote, option=option, marks=marks))
    until(place, page, f"Plassert: 2 av {len(options)}")
    until(place, page, "Plassert av gruppen sammen")
    until(place, page, "Må · 1" if technique == "moscow" else "Innsats")
    expect(page.get_by_role("button", name="Lever")).to_have_count(0)
    place.lead(c.CloseVote(vote=vote))
    expect(page.locator("main")).not_to_contain_text("Vi plasserer", timeout=PATIENCE)
    until(place, page, "Plassert av gruppen sammen")


def test_a_ballot_can_be_changed_until_the_vote_is_closed(rooms: Rooms, phones: Phones) -> None:
    place = rooms("dot-vote")
    vote = voting(place, "dot-vote")
    page = phones(place.url)
    join(page)
    page.get_by_role("button", name="Én prikk mer: Frokost").click()
    page.get_by_role("button", name="Lever").click()
    until(place, page, "Mottatt")
    page.get_by_role("button", name="Én prikk mindre: Frokost").click()
    page.get_by_role("button", name="Én prikk mer: Uteskole").click()
    page.get_by_role("button", name="Lever på nytt").click()
    until(place, page, "Mottatt")
    place.lead(c.CloseVote(vote=vote))
    ids = {idea.text: idea.id for idea in place.session.snapshot.state.ideas.values()}
    [bundle] = place.session.snapshot.state.bundles.values()
    assert [dict(marks) for marks in bundle.ballots] == [{ids["Uteskole"]: 1}]


def test_no_phone_sees_what_another_wrote_or_voted(rooms: Rooms, phones: Phones) -> None:
    place = rooms()
    place.open_collect()
    one, other = phones(place.url), phones(place.url)
    join(one)
    join(other)
    one.get_by_label("Idéen din").fill("Bare min")
    one.get_by_role("button", name="Send").click()
    until(place, one, "Du har skrevet 1")
    other.get_by_label("Idéen din").fill("Bare din")
    other.get_by_role("button", name="Send").click()
    until(place, other, "Du har skrevet 1")
    step = place.session.snapshot.state.steps[place.step("collect")]
    if step.params.get("visibility") == "hidden":
        assert "Bare min" not in other.content()
        assert "Bare din" not in one.content()
    assert len(place.session.snapshot.state.ideas) == 2


def test_hostile_texts_are_shown_as_the_characters_they_are(rooms: Rooms, phones: Phones) -> None:
    place = rooms()
    place.open_collect()
    page = phones(place.url)
    join(page)
    for number, text in enumerate(HOSTILE, start=1):
        page.get_by_label("Idéen din").fill(text)
        page.get_by_role("button", name="Send").click()
        until(place, page, f"Du har skrevet {number}")
    shown = page.locator("main ul.items li span").all_inner_texts()
    assert set(HOSTILE) <= set(shown)
    assert page.locator("main img, main b").count() == 0
    texts = {idea.text for idea in place.session.snapshot.state.ideas.values()}
    assert texts == set(HOSTILE)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("technique", ["brainstorm", "dot-vote", "rank-order", "score-options"])
def test_axe_finds_nothing(rooms: Rooms, phones: Phones, technique: str, scheme: str) -> None:
    place = rooms(technique)
    page = phones(place.url, color_scheme=scheme)
    before = Axe().run(page)
    assert before.violations_count == 0, before.generate_report()
    if technique == "brainstorm":
        place.open_collect()
    else:
        voting(place, technique)
    join(page)
    expect(page.get_by_role("heading", level=2)).to_be_visible()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("technique", [*sorted(WAYS), "hundred-kroner"])
def test_nothing_scrolls_sideways_on_a_small_phone_with_large_text(
    rooms: Rooms, phones: Phones, technique: str
) -> None:
    place = rooms(technique)
    voting(place, technique)
    page = phones(place.url, viewport={"width": 320, "height": 640})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    join(page)
    until(place, page, "Frokost")
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 320
    small = page.evaluate(
        """() => [...document.querySelectorAll("main button, main input")].filter((one) => {
            const box = one.getBoundingClientRect();
            return box.height > 0 && box.height < 44 && one.type !== "checkbox";
        }).map((one) => one.outerHTML.slice(0, 80))"""
    )
    assert small == []


def test_the_language_is_switched_and_remembered(rooms: Rooms, phones: Phones) -> None:
    place = rooms()
    place.open_collect()
    page = phones(place.url, locale="en-GB")
    expect(page.get_by_role("button", name="Join now")).to_be_visible()
    page.get_by_role("button", name="Bokmål").click()
    join(page)
    assert page.evaluate("document.documentElement.lang") == "nb"
    page.reload()
    expect(page.get_by_label("Idéen din")).to_be_visible()


def test_where_the_words_of_another_language_do_not_come_the_page_goes_on_in_its_own(
    rooms: Rooms, phones: Phones
) -> None:
    place = rooms()
    place.open_collect()
    page = phones(place.url)
    page.route("**/words/*", lambda route: route.abort())
    page.get_by_role("button", name="English").click()
    expect(page.locator("#line")).to_contain_text("Ingen kontakt")
    page.reload()  # it was chosen, and is asked for again
    join(page)
    expect(page.get_by_label("Idéen din")).to_be_visible()
    page.unroute("**/words/*")
    page.reload()
    expect(page.get_by_label("Your idea")).to_be_visible()


def test_a_phone_that_is_taken_out_is_told(rooms: Rooms, phones: Phones) -> None:
    place = rooms()
    place.open_collect()
    page = phones(place.url)
    join(page)
    [one] = place.room.snapshot.participants
    place.room.remove(one.id)
    until(place, page, "tatt denne telefonen ut")
