"""The group that a voter may say on the phone: asked beside the ballot, kept, sent, never shown."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from pydantic import JsonValue

from tests.phone.conftest import Phones, Rooms
from tests.phone.test_page import join, until, voting
from tests.server.conftest import Place
from workshop_studio.domain import commands as c

GROUPS = ("Helse og omsorg", "Oppvekst", "<b>Kultur</b>")
LABEL = "Programområdet ditt, hvis du vil"
NOT_SAID = "Vil helst ikke si det"


def asking(place: Place, groups: tuple[str, ...] = GROUPS) -> str:
    """Open a vote of dots that asks for the voter's programme area; its id."""
    step = place.step("vote")
    place.lead(c.GoTo(step=step))
    asked: JsonValue = {"by": "area", "groups": list(groups), "least": 6}
    params = {**place.session.snapshot.state.steps[step].params, "breakdown": asked}
    place.lead(c.EditStep(step=step, params=params))
    if place.session.snapshot.state.ideas:
        return place.lead(c.OpenVote(step=step)).made[0]
    return voting(place, "dot-vote")


def said(place: Place, vote: str) -> list[str]:
    box = place.session.snapshot.boxes[f"vote.{vote}"]
    return sorted(group for group, _ in box.grouped())


def test_a_group_is_said_changed_and_taken_back(rooms: Rooms, phones: Phones) -> None:
    place = rooms("dot-vote")
    vote = asking(place)
    page = phones(place.url)
    join(page)
    group = page.get_by_label(LABEL)
    assert group.locator("option").all_inner_texts() == [NOT_SAID, *GROUPS]
    expect(group).to_have_value("")
    until(place, page, "Grupper på færre enn 6 vises aldri alene")
    page.get_by_role("button", name="Én prikk mer: Frokost").click()
    page.get_by_role("button", name="Lever").click()
    until(place, page, "Mottatt")
    assert said(place, vote) == [""]
    for chosen in ("Oppvekst", "<b>Kultur</b>", ""):
        group.select_option(chosen)
        page.get_by_role("button", name="Lever på nytt").click()
        until(place, page, "Mottatt")
        expect(group).to_have_value(chosen)
        assert said(place, vote) == [chosen]
    assert page.locator("main b").count() == 0


def test_the_next_vote_with_the_same_groups_begins_with_ones_own_and_says_so(
    rooms: Rooms, phones: Phones
) -> None:
    place = rooms("dot-vote")
    vote = asking(place)
    page = phones(place.url)
    join(page)
    page.get_by_label(LABEL).select_option("Oppvekst")
    page.get_by_role("button", name="Lever").click()
    until(place, page, "Mottatt")
    page.reload()
    expect(page.get_by_label(LABEL)).to_have_value("Oppvekst")
    expect(page.get_by_text("Valgt som i forrige avstemning")).to_have_count(0)
    place.lead(c.CloseVote(vote=vote))
    again = asking(place)
    until(place, page, "Valgt som i forrige avstemning")
    expect(page.get_by_label(LABEL)).to_have_value("Oppvekst")
    page.get_by_role("button", name="Lever").click()
    until(place, page, "Mottatt")
    assert said(place, again) == ["Oppvekst"]
    place.lead(c.CloseVote(vote=again))
    asking(place, ("Nord", "Sør"))  # other groups: nothing is known of them
    expect(page.get_by_label(LABEL)).to_have_value("")
    expect(page.get_by_text("Valgt som i forrige avstemning")).to_have_count(0)


def test_who_joins_anew_is_asked_anew(rooms: Rooms, phones: Phones) -> None:
    place = rooms("dot-vote")
    asking(place)
    page = phones(place.url)
    join(page)
    page.get_by_label(LABEL).select_option("Oppvekst")
    page.evaluate(
        """() => { const kept = JSON.parse(localStorage.getItem("workshop-studio"));
        kept.token = "gone"; localStorage.setItem("workshop-studio", JSON.stringify(kept)); }"""
    )
    page.reload()
    join(page)
    expect(page.get_by_label(LABEL)).to_have_value("")


def test_a_vote_without_groups_asks_for_none(rooms: Rooms, phones: Phones) -> None:
    place = rooms("dot-vote")
    vote = voting(place, "dot-vote")
    page = phones(place.url)
    join(page)
    until(place, page, "Frokost")
    assert page.locator("select").count() == 0
    page.get_by_role("button", name="Lever").click()
    until(place, page, "Mottatt")
    assert said(place, vote) == [""]


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_a_small_phone_and_axe_finds_nothing(
    rooms: Rooms, phones: Phones, width: int, scheme: str
) -> None:
    place = rooms("dot-vote")
    asking(place, ("Programområde for bærekraftig byutvikling og samfunnssikkerhet", *GROUPS))
    page = phones(place.url, viewport={"width": width, "height": 844}, color_scheme=scheme)
    join(page)
    group = page.get_by_label(LABEL)
    group.select_option(index=1)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    box = group.bounding_box()
    assert box is not None
    assert box["height"] >= 44
