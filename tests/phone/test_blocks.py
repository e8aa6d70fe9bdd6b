"""The test page: every block of the closed set, shown by the real page from the real server."""

import json
from collections.abc import Callable
from typing import get_args

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request, expect

from tests.phone.conftest import PATIENCE, Phones, Rooms
from tests.phone.examples import every_field, examples
from workshop_studio import blocks as b
from workshop_studio.i18n.translator import Translator
from workshop_studio.i18n.words import ASKS
from workshop_studio.resources import resources

NB = Translator("nb", resources() / "locales")
HOSTILE = "<img src=x onerror=alert(1)><b>{n}</b>"
NAMED = {
    "timer": "09:00",
    "entry": "2 av 5",
    "people": ("Stemte: 3 av 26", "Har bidratt: 1"),
    "join": "ABCD-EFGH",
    "waiting": "snart",
}
"""What stands in a block that holds no text of somebody's."""
Show = Callable[..., Page]


@pytest.fixture
def show(rooms: Rooms, phones: Phones, monkeypatch: pytest.MonkeyPatch) -> Show:
    """A phone that has joined a room whose projection is these blocks."""

    def one(blocks: tuple[b.Block, ...], **parts: object) -> Page:
        monkeypatch.setattr("workshop_studio.server.views.participant", lambda *_: blocks)
        page = phones(rooms().url, **parts)
        page.locator("main button.primary").click()
        expect(page.locator("#foot")).to_contain_text("-")
        return page

    return one


def test_there_is_an_example_of_every_block_ballot_chart_and_field() -> None:
    shown = examples()
    charts = get_args(get_args(b.ChartBlock)[0])
    members = get_args(get_args(b.Block)[0])
    blocks = {kind for kind in members if isinstance(kind, type)} | set(charts)
    assert {type(block) for block in shown} == blocks
    ballots = {block.method for block in shown if isinstance(block, b.Ballot)}
    assert ballots == set(get_args(b.BallotMethod))
    fields = {field.kind for block in shown if isinstance(block, b.Form) for field in block.fields}
    assert fields == set(get_args(b.FormField.model_fields["kind"].annotation))


def test_each_block_shows_what_it_holds_and_hostile_texts_are_inert(show: Show) -> None:
    texts = tuple(HOSTILE.replace("{n}", str(n)) for n in range(3))
    question = HOSTILE.replace("{n}", "?")
    blocks = examples(texts, question)
    page = show(blocks)
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    nodes = page.locator("#main > *")
    expect(nodes.nth(len(blocks) - 1)).to_be_visible(timeout=PATIENCE)
    for place, block in enumerate(blocks):
        node = nodes.nth(place)
        expect(node).to_be_visible()
        said = node.inner_text()
        told = json.dumps(block.model_dump(mode="json"), ensure_ascii=False)
        values = node.locator("textarea, option").evaluate_all("all => all.map(one => one.value)")
        for text in (*texts, question):
            if json.dumps(text, ensure_ascii=False)[1:-1] in told:
                assert text in said or text in values, (block.block, text, said)
        if isinstance(block, b.Ballot):  # what it must keep to, in words with its numbers
            for code in block.asks:
                assert NB.text(ASKS[code], **block.rule) in said, code
        for expected in (NAMED.get(block.block, ""),):
            wanted = (expected,) if isinstance(expected, str) else expected
            assert any(one in said for one in wanted), (block.block, said)
        assert said.strip()
        assert "hemmelig" not in said or block.block in {"prompt", "ballot", "form"}
        assert "undefined" not in said
        assert "null" not in said
    assert page.locator("main img, main b:text('0')").count() == 0
    assert dialogs == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["nb-NO", "nn-NO", "en-GB"])
def test_axe_finds_nothing_on_any_block(show: Show, scheme: str, locale: str) -> None:
    page = show(examples(), color_scheme=scheme, locale=locale)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    codes = page.evaluate(
        """() => [...document.querySelectorAll("main *")].filter((one) => !one.children.length)
            .map((one) => one.textContent)
            .filter((text) => /^[a-z_]+\\.[a-z_.]+$/.test(text))"""
    )
    assert codes == []


@pytest.mark.parametrize("size", ["100%", "200%"])
def test_no_block_is_wider_than_a_small_phone_and_all_can_be_hit(show: Show, size: str) -> None:
    long = "Donaudampfschifffahrtsgesellschaftskapitänswitwe" * 2
    page = show(
        examples((long, long + "2", "Én app"), long), viewport={"width": 320, "height": 640}
    )
    page.evaluate("(size) => { document.documentElement.style.fontSize = size; }", size)
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 320
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, input, select, textarea")].filter((one) => {
            const box = (one.closest("label.tick") || one).getBoundingClientRect();
            return box.height > 0 && (box.height < 44 || box.width < 44);
        }).map((one) => one.outerHTML.slice(0, 80))"""
    )
    assert small == []


CRAMPED = """() => [...document.querySelectorAll("#main *")].filter((one) => {
    const text = [...one.childNodes].filter((part) => part.nodeType === 3)
        .map((part) => part.textContent.trim()).join("");
    const box = one.getBoundingClientRect();
    if (!text || !box.height) return false;
    const size = parseFloat(getComputedStyle(one).fontSize);
    const scrolls = one.closest(".scroll");
    return text.length > 9 && box.width < 4 * size // words in pieces of a few letters
        || !scrolls && box.right > innerWidth
        || one.tagName === "BUTTON" && one.scrollWidth > one.clientWidth;
}).map((one) => one.outerHTML.slice(0, 120))"""
"""Where a text has no room: broken to pieces, off the screen, or wider than its key."""


@pytest.mark.parametrize("locale", ["nb-NO", "nn-NO", "en-GB"])
def test_with_large_text_on_a_small_phone_words_have_room(show: Show, locale: str) -> None:
    page = show(examples(), viewport={"width": 320, "height": 640}, locale=locale)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(CRAMPED) == []
    over = page.evaluate(
        """() => {
            const keys = [...document.querySelectorAll("button, input, select, textarea")]
                .map((one) => [one, one.getBoundingClientRect()]).filter(([, box]) => box.height);
            return keys.flatMap(([one, box], place) => keys.slice(place + 1, place + 12)
                .filter(([, other]) => box.left < other.right && other.left < box.right
                    && box.top < other.bottom && other.top < box.bottom)
                .map(([other]) => [one.outerHTML.slice(0, 80), other.outerHTML.slice(0, 80)]));
        }"""
    )
    assert over == []


def test_a_form_sends_each_kind_of_value(show: Show) -> None:
    page = show((every_field("Skolehage"),))
    sent: list[dict[str, object]] = []

    def note(request: Request) -> None:
        if "/send" in request.url:
            sent.append(dict(request.post_data_json or {}))

    page.on("request", note)
    page.get_by_label("Hva vi skal gjøre").fill("Så frø")
    page.get_by_role("button", name="Legg til tiltaket").click()
    expect(page.get_by_text("Ikke tatt imot")).to_be_visible()  # no such step: told, not swallowed
    assert [one["command"] for one in sent] == [
        {
            "type": "PlanInitiative",
            "step": "s9",
            "title": "Så frø",
            "why": "Skolehage",
            "due": "2027-02-01",
            "budget": 100,
            "item": {"kind": "ideas", "id": "o1"},
            "items": [{"kind": "ideas", "id": "o0"}],
            "counts": {"o0": 2},
            "by": "group",
        }
    ]
    page.get_by_role("button", name="Fjern").click()
    expect(page.get_by_text("Ikke tatt imot")).to_have_count(0)


def test_what_is_half_filled_in_survives_a_reload(show: Show) -> None:
    page = show((every_field("Skolehage"),))
    page.get_by_label("Hva vi skal gjøre").fill("halvskrevet")
    page.get_by_label("Skolehage (2)").last.fill("7")
    page.reload()
    expect(page.get_by_label("Hva vi skal gjøre")).to_have_value("halvskrevet")
    expect(page.get_by_label("Skolehage (2)").last).to_have_value("7")
