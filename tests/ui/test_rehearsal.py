"""From a card on Home into a rehearsal and out again: marked everywhere, kept nowhere."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.bench.sessions import library
from tests.ui.fakes import FakeSession, looks
from workshop_studio.app.rehearsal import Rehearsals
from workshop_studio.i18n.translator import Translator
from workshop_studio.resources import resources
from workshop_studio.settings import Settings, read_settings
from workshop_studio.ui.console.rehearsal import RehearsalBar
from workshop_studio.ui.console.window import ConsoleWindow
from workshop_studio.ui.home.studio import Studio
from workshop_studio.ui.jobs import Jobs
from workshop_studio.ui.start import UiServices
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.labels import PlainLabel

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "does not support raise")

PATIENCE = 20_000
ENGLISH = Translator("en", resources() / "locales")


class App:
    """Counts nothing; nothing quits in these tests."""

    def quit(self) -> None:
        """Stay."""


class FakeCrowd:
    """Notes what it is told."""

    people = 12

    def __init__(self) -> None:
        self.is_paused = False
        self.finished = 0

    def pause(self, *, paused: bool) -> None:
        self.is_paused = paused

    def finish_step(self) -> None:
        self.finished += 1
        self.is_paused = False


@pytest.fixture
def studio(qtbot: QtBot, tmp_path: Path) -> Iterator[Studio]:
    rehearsals = Rehearsals(
        tmp_path / "rehearsals", library, resources() / "rehearsal" / "ideas.json"
    )
    services = UiServices(
        translator=ENGLISH,
        settings=Settings(rehearsal_people=7),
        save_settings=lambda _: None,
        library=lambda _: library(tmp_path),
        log_path=None,
        rehearsals=lambda: rehearsals,
    )
    made = Studio(cast("QApplication", App()), services, looks(services))
    made.start()
    yield made
    made.home.hide()
    made.close()


def test_from_a_card_into_a_rehearsal_and_nothing_of_it_stays(
    qtbot: QtBot, studio: Studio, tmp_path: Path
) -> None:
    studio.home.cards[0].rehearse.click()
    qtbot.waitUntil(lambda: studio.console is not None, timeout=PATIENCE)
    console = studio.console
    assert console is not None
    qtbot.waitUntil(console.isVisible, timeout=PATIENCE)
    assert console.windowTitle().startswith("Rehearsal · ")
    bar = console.rehearsal
    assert bar is not None
    assert "Rehearsal · 7 simulated participants" in bar.label.text()
    assert not console.top.saving.isVisible()  # "saved" would be no more than half true
    assert "Rehearsal" in console.stage.window.said()
    console.passing.start()
    passed = console.passing.window
    assert passed is not None
    assert "Rehearsal" in [label.text() for label in passed.findChildren(PlainLabel) if seen(label)]
    console.passing.close()
    assert len(list((tmp_path / "rehearsals").iterdir())) == 1
    console.close()
    qtbot.waitUntil(lambda: studio.jobs.running == 0, timeout=PATIENCE)
    assert list((tmp_path / "rehearsals").iterdir()) == []
    assert not (tmp_path / "sessions").exists()
    assert studio.settings.recent == ()
    assert library(tmp_path).recoverable() == []
    assert studio.home.isVisible()


def seen(label: PlainLabel) -> bool:
    """Whether a label is seen, wherever its window is."""
    return label.isVisibleTo(label.window())


def test_every_card_offers_it_by_keyboard_and_menu(qtbot: QtBot, studio: Studio) -> None:
    tried: list[object] = []
    studio.home.rehearse_requested.disconnect(studio.rehearse)
    studio.home.rehearse_requested.connect(tried.append)
    for card in studio.home.cards:
        assert card.rehearse.accessibleName().startswith("Try ")
        [action] = card.menu().actions()
        action.trigger()
        card.rehearse.click()
    assert tried == [card.plan for card in studio.home.cards for _ in range(2)]
    qtbot.waitUntil(lambda: studio.jobs.running == 0, timeout=PATIENCE)


def test_the_bar_holds_the_reins(qtbot: QtBot, translator: Translator, theme: Theme) -> None:
    crowd = FakeCrowd()
    bar = RehearsalBar(crowd, translator, theme)
    qtbot.addWidget(bar)
    assert bar.pause.text() == "Pause them"
    bar.pause.click()
    assert crowd.is_paused
    assert bar.pause.text() == "Let them go on"
    bar.finish.click()
    assert crowd.finished == 1
    assert bar.pause.text() == "Pause them"


def test_a_real_session_has_no_such_bar(qtbot: QtBot, translator: Translator, theme: Theme) -> None:
    jobs = Jobs()
    window = ConsoleWindow(FakeSession(), translator, theme, jobs, lambda _: "")
    assert window.rehearsal is None
    assert not any("Rehearsal" in label.text() for label in window.findChildren(QLabel))
    assert "Rehearsal" not in window.windowTitle()
    window.close()
    window.deleteLater()
    jobs.close()


@pytest.mark.parametrize(
    ("written", "people"), [(5, 5), (30, 30), (4, 12), (31, 12), ("9", 12), (True, 12), (None, 12)]
)
def test_how_many_take_part_is_a_setting_with_a_range(written: object, people: int) -> None:
    assert read_settings({"rehearsal_people": written}).rehearsal_people == people
