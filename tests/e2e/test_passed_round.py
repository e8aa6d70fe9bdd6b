"""Laptop passed round and raised hands in one vote, through the real windows and on a real disk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.bench.sessions import library
from workshop_studio.app.session import Session
from workshop_studio.domain import commands as c
from workshop_studio.domain.records import Frame
from workshop_studio.i18n.translator import Translator
from workshop_studio.resources import resources
from workshop_studio.steps.vote_result import result
from workshop_studio.ui.blocks.form import FormView
from workshop_studio.ui.blocks.numbers import CountsField, NumberField
from workshop_studio.ui.console.window import ConsoleWindow
from workshop_studio.ui.jobs import Jobs
from workshop_studio.ui.passed.paper import BallotPaper
from workshop_studio.ui.theme import Theme, apply

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "does not support raise")

PATIENCE = 20_000
IDEAS = ("Rolige kvelder på kjøkkenet", "Mer tid til samtaler", "Felles lunsj hver fredag")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    frame = Frame(title="Rundt bordet", headcount=8)
    made = library(tmp_path).create("need-to-idea", frame)
    yield made
    made.close().result(PATIENCE / 1000)


def accept(session: Session, command: c.Command) -> tuple[str, ...]:
    receipt = session.submit(command).result(PATIENCE / 1000)
    assert receipt.rejection is None, receipt.rejection
    return receipt.made


def voting(session: Session) -> str:
    """Bring a session to an open vote on two clusters; the vote's id."""
    steps = {step.kind: step.id for step in reversed(list(session.snapshot.state.steps.values()))}
    state = session.snapshot.state
    dots = [s.id for s in state.steps.values() if s.params.get("method") == "dots"]
    accept(session, c.GoTo(step=steps["collect"]))
    accept(session, c.ImportIdeas(step=steps["collect"], texts=IDEAS))
    accept(session, c.Reveal(step=steps["collect"]))
    ids = tuple(session.snapshot.state.ideas)
    for title, ideas in (("Ro", ids[:2]), ("Mat", ids[2:])):
        accept(session, c.MakeCluster(step=steps["cluster"], title=title, ideas=ideas))
    accept(session, c.GoTo(step=dots[0]))
    [vote] = accept(session, c.OpenVote(step=dots[0]))
    return vote


def test_three_at_the_laptop_and_five_hands_are_one_result(
    qtbot: QtBot, qapp: QApplication, session: Session, tmp_path: Path
) -> None:
    theme, jobs = Theme("light"), Jobs()
    apply(qapp, theme)
    vote = voting(session)
    options = session.snapshot.state.votes[vote].options  # each person has another order
    english = Translator("en", resources() / "locales")
    console = ConsoleWindow(session, english, theme, jobs, lambda _: "")
    qtbot.addWidget(console)
    console.show()
    qtbot.waitUntil(console.side.pass_round.isVisible, timeout=PATIENCE)
    QTest.mouseClick(console.side.pass_round, Qt.MouseButton.LeftButton)
    window = console.passing.window
    assert window is not None
    tokens = []
    for option, dots in ((0, 2), (0, 1), (1, 2)):
        tokens.append(console.passing.seat._token)
        QTest.mouseClick(window.ready, Qt.MouseButton.LeftButton)
        assert window.sheet is not None
        paper = window.sheet.view("ballot")
        assert isinstance(paper, BallotPaper)
        for _ in range(dots):
            QTest.mouseClick(paper.rows[options[option].id].give, Qt.MouseButton.LeftButton)
        QTest.mouseClick(window.hand_on_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: window.sheet is None, timeout=PATIENCE)
    assert len(set(tokens)) == 3
    [box] = session.snapshot.boxes.values()
    keys = [*box.slips, box.secret.hex()]
    window.returned.emit()

    form = console.place.work.view("form")
    assert isinstance(form, FormView)
    heads, counts = form.field("heads"), form.field("counts")
    assert isinstance(heads, NumberField)
    assert isinstance(counts, CountsField)
    first, second = counts.steppers
    for button, times in (
        (heads.stepper.more, 5),
        (counts.steppers[first].more, 4),
        (counts.steppers[second].more, 6),
    ):
        for _ in range(times):
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert console.place.work.submit("hands")
    qtbot.waitUntil(lambda: session.snapshot.state.votes[vote].hands is not None, timeout=PATIENCE)
    accept(session, c.CloseVote(vote=vote))

    counted = result(session.snapshot.state, session.snapshot.state.votes[vote])
    assert {one.id: one.total for one in counted.options} == {first: 7, second: 8}
    assert (counted.ballots, counted.heads) == (3, 5)
    written = b"\n".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"Rolige kvelder" in written  # else nothing would be proven
    for secret in (*tokens, *keys):
        assert secret.encode() not in written
    console.close()
    jobs.close()
