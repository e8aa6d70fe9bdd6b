"""A whole workshop through the real windows, on the real votes of real people."""

import csv
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.bench.sessions import library
from tests.ui.fakes import looks
from workshop_studio.app.hub import Actor, Envelope
from workshop_studio.app.session import Session
from workshop_studio.app.simulate import Script, read_script
from workshop_studio.blocks import Ballot, Entry
from workshop_studio.domain.commands import AddIdea, CastVote, Command
from workshop_studio.domain.state import State
from workshop_studio.i18n.translator import Translator
from workshop_studio.projections.participant import participant
from workshop_studio.projections.report import report
from workshop_studio.reports.markdown import markdown
from workshop_studio.resources import resources
from workshop_studio.settings import Settings
from workshop_studio.steps.vote_result import result
from workshop_studio.storage.verify import verify
from workshop_studio.ui.blocks.board import BoardView
from workshop_studio.ui.blocks.form import FormView
from workshop_studio.ui.console.window import ConsoleWindow
from workshop_studio.ui.dialogs.frame import FrameDialog
from workshop_studio.ui.home.cards import PlanCard
from workshop_studio.ui.home.studio import Studio
from workshop_studio.ui.start import UiServices
from workshop_studio.ui.theme import Theme, apply

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

PATIENCE = 20_000
ENGLISH = Translator("en", resources() / "locales")
TOKENS = [f"phone number {number}" for number in range(26)]


@pytest.fixture
def studio(qapp: QApplication, tmp_path: Path) -> Iterator[Studio]:
    theme = Theme("light")
    apply(qapp, theme)
    services = UiServices(
        translator=ENGLISH,
        settings=Settings(welcomed=True),
        save_settings=lambda _: None,
        library=lambda _: library(tmp_path, render=lambda s, t: markdown(report(s), t)),
        log_path=None,
    )
    made = Studio(qapp, services, looks(services))
    yield made
    made.home.hide()
    made.close()


class Facilitator:
    """Somebody who has a mouse, a keyboard and eyes."""

    def __init__(self, qtbot: QtBot, console: ConsoleWindow, session: Session) -> None:
        self.qtbot, self.console, self.session = qtbot, console, session

    def see(self, until: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(until, timeout=PATIENCE)

    @property
    def next(self) -> str:
        return self.console.bottom.next.text()

    def press(self, text: str) -> None:
        """Wait until the one primary button says this, and press it."""
        self.see(lambda: text in self.next)
        before = self.next
        QTest.mouseClick(self.console.bottom.next, Qt.MouseButton.LeftButton)
        self.see(lambda: self.next != before)

    def write(self, text: str) -> None:
        """Type into what has the keyboard."""
        widget = self.console.focusWidget()
        assert widget is not None
        QTest.keyClicks(widget, text)

    def on_stage(self) -> str:
        """What the projector shows, as data."""
        return "".join(block.model_dump_json() for block in self.console.bridge.view.stage)

    def form(self) -> FormView:
        return next(f for f in self.console.place.work.findChildren(FormView) if f.isVisible())

    def hand_in(self, commands: list[tuple[str, Command]]) -> None:
        """What the phones send, while the windows are open."""
        futures = [
            self.session.send(Envelope(uuid4().hex, Actor("participant", token), command))
            for token, command in commands
        ]
        for future in futures:
            assert future.result(PATIENCE / 1000).rejection is None

    def blocks(self, token: str, kind: type) -> list[object]:
        snapshot = self.session.snapshot
        shown = participant(snapshot.state, snapshot.boxes, token)
        return [block for block in shown if isinstance(block, kind)]


def begin(qtbot: QtBot, studio: Studio, script: Script) -> Facilitator:
    """From Home to the console: a click on the workshop, the frame typed, Enter."""
    studio.start()
    card = next(c for c in studio.home.findChildren(PlanCard) if c.plan.id == script.workshop)
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    dialogs: list[FrameDialog] = []

    def asked() -> bool:
        dialogs[:] = [d for d in studio.home.findChildren(FrameDialog) if d.isVisible()]
        return bool(dialogs)

    qtbot.waitUntil(asked, timeout=PATIENCE)
    title = dialogs[0].focusWidget()
    assert isinstance(title, QLineEdit)
    title.selectAll()
    QTest.keyClicks(title, script.title)
    QTest.keyClick(title, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: studio.console is not None, timeout=PATIENCE)
    console, session = studio.console, studio._session
    assert console is not None
    assert isinstance(session, Session)
    return Facilitator(qtbot, console, session)


def test_a_workshop_from_home_to_report(
    qtbot: QtBot, studio: Studio, tmp_path: Path, real_data: Path
) -> None:
    script = read_script(resources() / "samples" / "youth-policing.json")
    ideas = [idea.text for idea in script.ideas]
    assert set(ideas) <= {row["comment-body"] for row in read(real_data / "comments.csv")}
    someone = begin(qtbot, studio, script)

    def state() -> State:
        return someone.session.snapshot.state

    work = someone.console.place.work

    # Rules, then ideas: phones write, the facilitator types one and takes it back.
    someone.press("Next")
    someone.press("Open")
    contributions: list[tuple[str, Command]] = []
    for number, text in enumerate(ideas):
        token = TOKENS[number % len(TOKENS)]
        [entry] = someone.blocks(token, Entry)
        assert isinstance(entry, Entry)
        contributions.append((token, AddIdea(step=entry.fixed["step"], text=text)))
    someone.hand_in(contributions)
    assert work.focus_entry()
    someone.write("typed by mistake")
    entry_field = someone.console.focusWidget()
    assert entry_field is not None
    QTest.keyClick(entry_field, Qt.Key.Key_Return)
    someone.see(lambda: len(state().ideas) == len(ideas) + 1)
    someone.see(lambda: someone.console.actions_["undo"].isEnabled())
    someone.console.actions_["undo"].trigger()
    someone.see(lambda: len(state().ideas) == len(ideas))
    assert not any(text in someone.on_stage() for text in ideas)  # hidden until they are shown
    someone.press("Close")
    someone.press("Show")
    someone.press("Next")

    # Clusters, by keyboard in the outline.
    outline = work.view("board")  # which may come a turn later
    assert isinstance(outline, BoardView)
    outline.show_as("outline")
    for number, title in enumerate(script.clusters):
        wanted = {i.text for i in script.ideas if i.cluster == number}
        pick(outline, [i.id for i in state().ideas.values() if i.text in wanted])
        QTest.keyClick(outline.tree, Qt.Key.Key_N)
        QTest.keyClicks(outline.chooser.line, title)
        QTest.keyClick(outline.chooser.line, Qt.Key.Key_Return)
        someone.see(partial(has_clusters, state, number + 1))
    inside = {m.idea: state().clusters[m.cluster].title for m in state().memberships.values()}
    assert sorted(inside.values()) == sorted(
        script.clusters[i.cluster] for i in script.ideas if i.cluster is not None
    )
    someone.press("Next")

    # What each cluster is really about.
    for number, title in enumerate(script.clusters, start=1):
        someone.see(partial(shows, someone, title))
        someone.write(f"What we said about {title}")
        is_last = number == len(script.clusters)
        someone.see(partial(says, someone, "Save, and next" if is_last else "the next"))
        QTest.mouseClick(someone.console.bottom.next, Qt.MouseButton.LeftButton)
        someone.see(partial(has_said, state, number))

    # Dots on clusters, then approvals as the people of London cast them.
    for approvals in (False, True):
        someone.press("Open")
        ballots: list[tuple[str, Command]] = []
        for number, token in enumerate(TOKENS):
            [ballot] = someone.blocks(token, Ballot)
            assert isinstance(ballot, Ballot)
            by_text = {option.text: option.id for option in ballot.options}
            marks = (
                {by_text[ideas[place]]: 1 for place in script.approvals[number]}
                if approvals
                else {ballot.options[number % len(ballot.options)].id: 2}
            )
            ballots.append((token, CastVote(vote=ballot.fixed["vote"], marks=marks)))
        someone.hand_in(ballots)
        someone.see(lambda: '"count":26' in someone.on_stage())
        assert "total" not in someone.on_stage()
        assert '"bars"' not in someone.on_stage()
        someone.press("Close the vote")
        someone.press("Close for good")
        someone.press("Show the result")
        someone.press("Next")
    agrees = counted(real_data / "participants-votes.csv")
    [vote] = [v for v in state().votes.values() if v.method == "approval"]
    totals = {option.id: option.total for option in result(state(), vote).options}
    comment = {row["comment-body"]: row["comment-id"] for row in read(real_data / "comments.csv")}
    for option in vote.options:
        assert totals[option.id] == agrees[comment[option.text]]

    # Choose what the vote put first, plan it, and end.
    someone.press("Save the choice")
    someone.see(lambda: len(state().choices) == 1)
    someone.press("Next")
    form = someone.form()
    form.field("owner").enter("Head of community safety")
    form.field("due").enter(date(2027, 2, 1).isoformat())
    assert form.submit()
    someone.see(lambda: len(state().initiatives) == 1)
    path = someone.session.path
    someone.press("End the session")
    someone.press("End the session?")
    someone.see(lambda: state().flow.finished)
    someone.console.close()
    qtbot.waitUntil(lambda: studio.home.isVisible() and studio._closing == 0, timeout=PATIENCE)

    loaded = library(tmp_path).read(path)
    assert verify(path).ok
    assert library(tmp_path).recoverable() == []
    told = markdown(report(loaded.state), ENGLISH)
    assert "Head of community safety" in told
    assert all(title in told for title in script.clusters)
    assert all(f"What we said about {title}" in told for title in script.clusters)


def shows(someone: Facilitator, title: str) -> bool:
    """Whether the stage shows a cluster, and what is typed goes beside it."""
    talk = next((b for b in someone.console.place.work.findChildren(FormView)), None)
    return title in someone.on_stage() and talk is not None and talk.isVisible()


def says(someone: Facilitator, text: str) -> bool:
    return text in someone.next


def has_said(state: Callable[[], State], many: int) -> bool:
    return len(state().talks) == many


def has_clusters(state: Callable[[], State], many: int) -> bool:
    return len(state().clusters) == many


def pick(outline: BoardView, ids: list[str]) -> None:
    """Click the ideas, the second and further ones with Ctrl held."""
    held = Qt.KeyboardModifier.NoModifier
    for index in outline.model.indexes_of(ids):
        outline.tree.scrollTo(index)
        place = outline.tree.visualRect(index).center()
        QTest.mouseClick(outline.tree.viewport(), Qt.MouseButton.LeftButton, held, place)
        held = Qt.KeyboardModifier.ControlModifier
    assert set(outline.selected_ideas()) == set(ids)


@pytest.fixture
def real_data() -> Path:
    """The real data as it came; its licence lets it travel with the project."""
    return Path(__file__).parent.parent / "data" / "youth-policing"


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def counted(path: Path) -> dict[str, int]:
    """How many of the first 26 participants agree with each statement."""
    rows = read(path)[:26]
    numbers = [name for name in rows[0] if name.isdigit()]
    return {number: sum(row[number] == "1" for row in rows) for number in numbers}
