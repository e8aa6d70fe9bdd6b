"""A real browser as a phone, in a real room: skipped only where there is no Chromium."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.server.conftest import Place
from workshop_studio import blocks as b
from workshop_studio.bootstrap import phone_pages
from workshop_studio.domain import commands as c
from workshop_studio.domain.items import agenda

CHROMIUM = next(
    (
        path
        for path in map(Path, ("/usr/bin/chromium", "/usr/bin/chromium-browser"))
        if path.exists()
    ),
    None,
)
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
PATIENCE = 15_000
Rooms = Callable[..., Place]
Phones = Callable[..., Page]
Turn = Callable[..., None]
TYPE = """(texts) => texts.map((text) => {
    const box = document.querySelector("textarea");
    box.value = text;
    box.dispatchEvent(new Event("input"));
    const typed = box.value; // as a text field has it: line ends are all of one kind
    if (!typed.trim()) return ""; // what looks like nothing is not sent
    document.querySelector("main button.primary").click();
    return typed;
})"""
"""Types and sends texts one after the other, in the page; gives what was sent, or nothing."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all phones of a file."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not on this machine")
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(
            executable_path=str(CHROMIUM), headless=True, args=list(FLAGS)
        )
        yield chromium
        chromium.close()


@pytest.fixture
def rooms(tmp_path: Path) -> Iterator[Rooms]:
    """Opens rooms that serve the real page."""
    made: list[Place] = []

    def one(plan: str = "brainstorm", **parts: object) -> Place:
        folder = tmp_path / f"room{len(made)}"
        folder.mkdir()
        made.append(Place(folder, plan, pages=phone_pages(), **parts))  # type: ignore[arg-type]
        return made[-1]

    yield one
    for place in made:
        place.close()


@pytest.fixture
def phones(browser: Browser) -> Iterator[Phones]:
    """Phones in hand: each a browser context of its own, failing on any error of the page."""
    contexts = []
    faults: list[str] = []

    def one(url: str, **parts: object) -> Page:
        options = {"viewport": {"width": 390, "height": 844}, "locale": "nb-NO", **parts}
        context = browser.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(url)
        return page

    yield one
    for context in contexts:
        context.close()
    assert not faults


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
