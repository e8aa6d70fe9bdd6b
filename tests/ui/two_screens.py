"""Run with two offscreen screens: shows, swaps, and pulls the projector out during a reveal."""

import sys
from collections.abc import Callable
from dataclasses import replace
from time import monotonic
from unittest.mock import patch

from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QApplication

from tests.ui.fakes import FakeSession
from workshop_studio.domain.commands import ImportIdeas
from workshop_studio.i18n.translator import Translator
from workshop_studio.resources import resources
from workshop_studio.settings import Settings
from workshop_studio.ui.console.window import ConsoleWindow
from workshop_studio.ui.jobs import Jobs
from workshop_studio.ui.stage.places import Place, place_of
from workshop_studio.ui.stage.strip import Strip
from workshop_studio.ui.theme import Theme, apply


def main() -> None:
    """Fail by an assertion, or say that all was told."""
    app = QApplication([])
    theme = Theme("light")
    apply(app, theme)
    laptop, projector = app.screens()
    assert (laptop.name(), projector.name()) == ("laptop", "projector")
    jobs, session, saved = Jobs(), FakeSession(), [Settings()]
    console = ConsoleWindow(
        session,
        Translator("en", resources() / "locales"),
        theme,
        jobs,
        lambda _: "",
        settings=lambda: saved[0],
    )
    stage = console.stage
    stage.settings_chosen.connect(lambda settings: saved.__setitem__(0, settings))
    heard: list[str] = []
    stage.shown.connect(lambda: heard.append("shown"))
    stage.hidden.connect(lambda: heard.append("hidden"))
    console.show()
    step = session.steps("collect")[0]
    session.do({"type": "GoTo", "step": step})
    session.do(ImportIdeas(step=step, texts=("Frokost",)))
    stage.toggle()
    wait(app, lambda: stage.window.geometry() == projector.geometry())
    assert stage.screen_name == "1920×1080"
    assert not stage.shares_screen

    # The reveal, and in the middle of it the plug.
    session.do({"type": "Reveal", "step": step})
    app.screenRemoved.emit(projector)
    wait(app, lambda: not stage.is_shown)
    assert heard == ["shown", "hidden"]
    assert "screen is gone" in console.messages.messages[-1].text
    assert console.isVisible()
    assert QApplication.activeModalWidget() is None
    app.screenAdded.emit(projector)
    wait(app, lambda: stage.is_shown)
    assert stage.window.geometry() == projector.geometry()
    wait(app, lambda: "Frokost" in stage.window.said())
    assert "1920×1080" in console.messages.messages[-1].text

    # Swapped, and remembered for this set of screens.
    stage.swap()
    wait(app, lambda: stage.window.geometry() == laptop.geometry())
    assert console.screen() is projector
    assert list(saved[0].stage_screens.values()) == ["laptop"]
    stage.toggle()
    stage.toggle()
    wait(app, lambda: stage.window.geometry() == laptop.geometry())

    # Somebody has the system show the same on both, and takes it back.
    stage.swap()
    wait(app, lambda: stage.window.geometry() == projector.geometry())
    strip = stage.window.findChild(Strip)
    assert strip is not None
    assert not strip.isVisible()
    assert console.side.notes.isVisibleTo(console)

    def same(screen: QScreen) -> Place:
        return replace(place_of(screen), geometry=laptop.geometry())

    with patch("workshop_studio.ui.console.screens.place_of", same):
        projector.geometryChanged.emit(laptop.geometry())
        wait(app, lambda: stage.window.geometry() == laptop.geometry())
    assert strip.isVisible()
    assert not console.side.notes.isVisibleTo(console)
    assert "show the same now" in console.messages.messages[-1].text
    projector.geometryChanged.emit(projector.geometry())
    wait(app, lambda: stage.window.geometry() == projector.geometry())
    assert not strip.isVisible()
    assert console.side.notes.isVisibleTo(console)

    stage.identify()
    assert [one.screen().name() for one in stage.identifier.numbers] == ["laptop", "projector"]
    console.close()
    jobs.close()
    sys.stdout.write("all told\n")


def wait(app: QApplication, until: Callable[[], bool]) -> None:
    """Let events run until something is so."""
    end = monotonic() + 5
    while not until():
        assert monotonic() < end, "it did not come to be"
        app.processEvents()


if __name__ == "__main__":
    main()
