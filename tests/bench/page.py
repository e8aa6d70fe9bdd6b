"""How soon the phones' page can be used after its first byte, with the processor made slower."""

import statistics
from pathlib import Path

from playwright.sync_api import Page as Tab
from playwright.sync_api import sync_playwright

from tests.phone.conftest import CHROMIUM, FLAGS
from tests.server.conftest import Place
from workshop_studio.bootstrap import phone_pages
from workshop_studio.server.pages import Page

SLOWER = 6
RUNS = 5
LIMIT = 300.0
_BARE = {
    "/": Page(
        b"<!doctype html><main id=main></main><script src=/page.js></script>",
        b"text/html; charset=utf-8",
    ),
    "/page.js": Page(
        b"document.getElementById('main').append(document.createElement('button'))",
        b"text/javascript; charset=utf-8",
    ),
}
"""The least that a page with a button and a script of its own can be: this machine's floor."""
_WATCH = """
new MutationObserver((_, self) => {
  if (!document.querySelector("main button")) return;
  self.disconnect();
  const [shown] = performance.getEntriesByType("navigation");
  requestAnimationFrame(() => setTimeout(() => {
    window.usable = performance.now() - shown.responseStart;
  }));
}).observe(document, { childList: true, subtree: true });
"""


def page(folder: Path) -> list[tuple[str, float, float]]:
    """Name, milliseconds and limit; nothing where there is no Chromium."""
    if CHROMIUM is None:
        return []
    ours = Place(folder / "page", "brainstorm", pages=phone_pages())
    bare = Place(folder / "bare", "brainstorm", pages={**phone_pages(), **_BARE})
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(
            executable_path=str(CHROMIUM), headless=True, args=list(FLAGS)
        )
        took, floor = (
            statistics.median(_usable(chromium.new_page(), place.url) for _ in range(RUNS))
            for place in (ours, bare)
        )
        chromium.close()
    ours.close()
    bare.close()
    name = f"the phones' page, {SLOWER} times slower (a bare button: {floor:.0f} ms)"
    return [(name, took, LIMIT)]


def _usable(tab: Tab, url: str) -> float:
    """Milliseconds from the first byte until there is a button that answers."""
    line = tab.context.new_cdp_session(tab)
    line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    tab.add_init_script(_WATCH)
    tab.goto(url)
    tab.wait_for_selector("main button")
    while (took := tab.evaluate("window.usable")) is None:  # the page lets no test evaluate texts
        tab.wait_for_timeout(10)
    tab.close()
    return float(took)
