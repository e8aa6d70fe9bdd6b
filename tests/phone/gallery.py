"""Pictures of the test page, in all its looks: ``python -m tests.phone.gallery DIR``."""

import sys
import tempfile
from pathlib import Path
from typing import Literal
from unittest.mock import patch

from playwright.sync_api import sync_playwright

from tests.phone.conftest import CHROMIUM, FLAGS
from tests.phone.examples import examples
from tests.server.conftest import Place
from workshop_studio.bootstrap import phone_pages

SIZES = ((320, "100%"), (320, "200%"), (390, "100%"), (768, "100%"))
"""Widths, and sizes of text."""
LOOKS: tuple[tuple[str, Literal["light", "dark"]], ...] = (
    ("nb-NO", "light"),
    ("nb-NO", "dark"),
    ("nn-NO", "light"),
    ("en-GB", "light"),
)


def main(folder: Path) -> None:
    """Write them."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        patch("workshop_studio.server.views.participant", lambda *_: examples()),
        tempfile.TemporaryDirectory() as made,
        sync_playwright() as driver,
    ):
        place = Place(Path(made), pages=phone_pages())
        chromium = driver.chromium.launch(
            executable_path=str(CHROMIUM), headless=True, args=list(FLAGS)
        )
        for width, size in SIZES:
            for locale, scheme in LOOKS:
                page = chromium.new_page(
                    viewport={"width": width, "height": 800}, locale=locale, color_scheme=scheme
                )
                page.goto(place.url)
                page.evaluate("(size) => { document.documentElement.style.fontSize = size; }", size)
                look = f"{width}-{size[0]}-{locale[:2]}-{scheme}.png"
                page.screenshot(path=folder / f"join-{look}", full_page=True)
                page.locator("main button.primary").click()
                page.locator("main form select").first.wait_for()
                page.screenshot(path=folder / f"blocks-{look}", full_page=True)
                page.close()
        chromium.close()
        place.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
