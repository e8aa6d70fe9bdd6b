"""How soon the phones' page can be used after its first byte, with the processor made slower.

It is usable once a press on its first button, painted by then, is acted upon: a request to join
goes out. Pressed again after each frame that has the button, by the page's own clock, which runs
from the first byte of the answer; a frame that was drawn before the button came does not count.
A press comes before other work that waits, as it does in a browser.
The browser's driver puts no script of its own into the page meanwhile.

The clock on the wall counts whatever else the machine does, and a browser of four processes on
two processors waits for itself, too: a bare button alone can be beyond the limit. So the time
that the page's own thread works until then is told as well, times as many as the processor is to
be slower: what a phone of that speed has to do, whoever shares this machine.
"""

import json
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.phone.conftest import CHROMIUM, FLAGS
from tests.server.conftest import Place
from workshop_studio.bootstrap import phone_pages
from workshop_studio.server.pages import Pages

SLOWER = 6
RUNS = 15
LIMIT = 300.0
_BARE = Pages(
    "<!doctype html><main id=main></main><script>/* page.js */</script>",
    "",
    "const one = document.createElement('button'); one.onclick = () => fetch('/join');"
    "document.getElementById('main').append(one)",
    {},
)
"""The least that a page with a button can be, in one answer as ours: this machine's floor."""
_PRESS = """
(() => {
  const begun = window.fetch;
  window.fetch = (path, ...rest) => {
    if (path !== "/join") return begun(path, ...rest);
    window.fetch = begun;
    const [shown] = performance.getEntriesByType("navigation");
    usable(JSON.stringify(performance.now() - shown.responseStart));
    console.log("usable");
    return new Promise(() => {});
  };
  const frame = () => {
    const button = document.querySelector("main button");
    if (button) scheduler.postTask(() => press(button), {priority: "user-blocking"});
    else requestAnimationFrame(frame);
  };
  const press = (button) => {
    button.click();
    if (window.fetch !== begun) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
})();
"""


def page(folder: Path) -> list[tuple[str, float, float]]:
    """Name, milliseconds and limit; nothing where there is no Chromium."""
    if CHROMIUM is None:
        return []
    ours = Place(folder / "page", "brainstorm", pages=phone_pages())
    bare = Place(folder / "bare", "brainstorm", pages=_BARE)
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(
            executable_path=str(CHROMIUM), headless=True, args=list(FLAGS)
        )
        pairs, works = [], []
        for _ in range(RUNS):  # one beside the other, for the machine has other work at times
            pairs.append([_visit(chromium, at.url, SLOWER)[0] for at in (ours, bare)])
            works.append([_visit(chromium, at.url, 1)[1] for at in (ours, bare)])
        chromium.close()
    ours.close()
    bare.close()
    took, floor = (statistics.median(side) for side in zip(*pairs, strict=True))
    least, least_floor = (min(side) for side in zip(*pairs, strict=True))
    name = (
        f"the phones' page, {SLOWER} times slower, median of {RUNS} (a bare button: {floor:.0f} "
        f"ms, ratio {took / floor:.2f}; at best {least:.0f} and {least_floor:.0f} ms)"
    )
    work, floor = (statistics.median(side) * SLOWER for side in zip(*works, strict=True))
    worked = (
        f"the same, as processor time of the page's thread times {SLOWER} "
        f"(a bare button: {floor:.0f} ms, ratio {work / floor:.2f})"
    )
    return [(name, took, LIMIT), (worked, work, LIMIT)]


def _visit(chromium: Browser, url: str, slower: int) -> tuple[float, float]:
    """Milliseconds from the first byte until a press is acted upon, on a phone that is new.

    And those that the page's thread worked, from its beginning until it has told so.
    """
    with chromium.new_context(locale="nb-NO") as phone:
        tab = phone.new_page()
        line = phone.new_cdp_session(tab)
        told: list[float] = []
        line.on("Runtime.bindingCalled", lambda call: told.append(json.loads(call["payload"])))
        line.send("Runtime.enable")
        line.send("Runtime.addBinding", {"name": "usable"})
        line.send("Performance.enable", {"timeDomain": "threadTicks"})
        line.send("Emulation.setCPUThrottlingRate", {"rate": slower})
        tab.add_init_script(_PRESS)
        with tab.expect_console_message():  # asking again and again would slow the page down
            tab.goto(url, wait_until="commit")
        found = line.send("Performance.getMetrics")["metrics"]
        [worked] = [one["value"] for one in found if one["name"] == "ThreadTime"]
        return told[0], worked * 1000


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as made:
        for what, took, most in page(Path(made)):
            sys.stdout.write(f"{what}: {took:.1f} ms (at most {most:g})\n")
