"""The bridge: the latest and only the latest, on the UI thread, and nothing after its end."""

import sys
import threading

import pytest
import shiboken6
from pydantic import ValidationError
from pytestqt.qtbot import QtBot

from tests.ui.fakes import FakeSession, ThreadedSession
from workshop_studio.app.hub import Receipt
from workshop_studio.app.session import Saving
from workshop_studio.blocks import Entry, Ideas
from workshop_studio.domain.commands import AddIdea, ImportIdeas
from workshop_studio.domain.errors import BadInput, Failure
from workshop_studio.projections.facilitator import facilitator
from workshop_studio.ui.bridge import Bridge
from workshop_studio.ui.jobs import Jobs


def never(*_: object) -> None:
    pytest.fail("called")


def idea(session: FakeSession, text: str) -> dict[str, object]:
    return {"type": "AddIdea", "step": session.steps("collect")[0], "text": text}


def test_a_view_is_made_once_for_each_snapshot(qtbot: QtBot) -> None:
    session = FakeSession()
    bridge = Bridge(session)
    first = bridge.view
    assert bridge.view is first
    with qtbot.waitSignal(bridge.snapshot_changed):
        bridge.send(idea(session, "Frokost"))
    assert bridge.view is not first
    assert bridge.snapshot is session.snapshot
    bridge.close()


def test_what_is_as_it_was_is_the_very_same_in_the_next_view(qtbot: QtBot) -> None:
    session = FakeSession()
    session.do({"type": "GoTo", "step": session.steps("collect")[0]})
    bridge = Bridge(session)
    first = bridge.view
    with qtbot.waitSignal(bridge.snapshot_changed):
        bridge.send(idea(session, "Frokost"))
    [entry] = (block for block in bridge.view.work if isinstance(block, Entry))
    [ideas] = (block for block in bridge.view.work if isinstance(block, Ideas))
    assert any(entry is block for block in first.work)
    assert ideas not in first.work
    assert bridge.view == facilitator(session.snapshot.state, session.snapshot.boxes)
    bridge.close()


def test_many_publications_before_the_window_comes_to_it_are_one(qtbot: QtBot) -> None:
    session = ThreadedSession()
    bridge = Bridge(session)
    seen: list[tuple[int, bool]] = []

    def look() -> None:
        on_ui = threading.current_thread() is threading.main_thread()
        seen.append((bridge.snapshot.seq, on_ui))

    bridge.snapshot_changed.connect(look)
    for number in range(20):
        bridge.send(idea(session, f"{number}"))
    for thread in session.threads:
        thread.join()
    qtbot.waitUntil(lambda: bridge.snapshot.seq == session.snapshot.seq)
    assert len(seen) == 1
    assert all(on_ui for _, on_ui in seen)
    bridge.close()


def test_what_was_published_before_the_window_listened_is_shown(qtbot: QtBot) -> None:
    session = FakeSession()
    bridge = Bridge(session)
    stop, session.listeners = session.listeners, []
    session.do(idea(session, "unheard"))
    session.listeners = stop
    qtbot.waitUntil(lambda: bridge.snapshot is session.snapshot)
    bridge.close()


def test_a_refusal_and_a_failure_are_told(qtbot: QtBot) -> None:
    session = FakeSession()
    bridge = Bridge(session)
    with qtbot.waitSignal(bridge.rejected) as refused:
        bridge.send(idea(session, "   "))
    assert refused.args[0].code == "idea.blank"
    codes: list[str] = []
    bridge.send(idea(session, ""), refused=lambda rejection: codes.append(rejection.code))
    qtbot.waitUntil(lambda: codes == ["idea.blank"])
    session.fails = Failure("journal.full")
    with qtbot.waitSignal(bridge.failed) as failed:
        bridge.send(idea(session, "Frokost"))
    assert failed.args[0].code == "journal.full"
    bridge.close()


def test_plain_data_that_is_no_command_is_a_bug_not_a_rejection() -> None:
    bridge = Bridge(FakeSession())
    with pytest.raises(ValidationError):
        bridge.send({"type": "AddIdea"})
    bridge.close()


def test_the_receipt_of_an_accepted_command_reaches_its_sender(qtbot: QtBot) -> None:
    session = ThreadedSession()
    bridge = Bridge(session)
    receipts: list[Receipt] = []
    step = session.steps("collect")[0]
    bridge.send(ImportIdeas(step=step, texts=("a", "b")), receipts.append)
    qtbot.waitUntil(lambda: bool(receipts))
    assert len(receipts[0].made) == 2
    bridge.close()


def test_saving_is_told_only_when_it_changes(qtbot: QtBot) -> None:
    session = FakeSession()
    bridge = Bridge(session)
    told: list[Saving] = []
    bridge.saving_changed.connect(lambda: told.append(bridge.saving))
    with qtbot.waitSignal(bridge.saving_changed):
        session.save(Saving("failed", session.now, "file.folder_gone"))
    session.tell()
    with qtbot.waitSignal(bridge.saving_changed):
        session.save(Saving("saved", session.now))
    assert [one.status for one in told] == ["failed", "saved"]
    bridge.close()


def test_nothing_is_heard_after_the_end(qtbot: QtBot) -> None:
    session = FakeSession()
    bridge = Bridge(session)
    bridge.snapshot_changed.connect(lambda: pytest.fail("heard after the end"))
    wake = session.listeners[0]
    session.do(idea(session, "on its way when it closed"))
    bridge.close()
    assert session.listeners == []
    wake()
    bridge.send(idea(session, "sent when it was closed"))
    other = Bridge(session)
    with qtbot.waitSignal(other.snapshot_changed):
        other.send(idea(session, "later"))
    other.close()


def test_what_came_of_a_command_is_told_when_the_view_shows_it(qtbot: QtBot) -> None:
    session = ThreadedSession()
    bridge = Bridge(session)
    shown: list[int] = []
    step = session.steps("collect")[0]
    texts = tuple(f"Idé nummer {number} om skolehverdagen" for number in range(600))
    bridge.send(
        ImportIdeas(step=step, texts=texts),
        lambda _: shown.append(len(bridge.snapshot.state.ideas)),
    )
    qtbot.waitUntil(lambda: bool(shown))
    assert shown == [600]
    assert not bridge.is_waiting
    bridge.close()


def test_a_view_that_cannot_be_made_is_not_silent(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    session = FakeSession()
    bridge = Bridge(session)
    monkeypatch.setattr("workshop_studio.ui.bridge.facilitator", broken)
    with qtbot.captureExceptions() as caught:
        bridge.send(idea(session, "Frokost"))
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError
    bridge.close()


def test_jobs_come_back_on_the_ui_thread(qtbot: QtBot) -> None:
    jobs, owner = Jobs(), Bridge(FakeSession())
    told: list[tuple[object, bool]] = []

    def done(value: object) -> None:
        told.append((value, threading.current_thread() is threading.main_thread()))

    jobs.run(owner, lambda: threading.current_thread().name, done, done)
    qtbot.waitUntil(lambda: len(told) == 1)
    assert str(told[0][0]).startswith("job")
    assert told[0][1]

    def fail() -> None:
        raise BadInput("file.missing", name="x")

    jobs.run(owner, fail, done, done)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert isinstance(told[1][0], BadInput)
    assert jobs.running == 0
    owner.close()
    jobs.close()


def test_a_job_whose_window_is_gone_calls_nobody(qtbot: QtBot) -> None:
    jobs, bridge = Jobs(), Bridge(FakeSession())
    go = threading.Event()
    jobs.run(bridge, lambda: go.wait(5), never, never)
    bridge.close()
    bridge.deleteLater()
    qtbot.waitUntil(lambda: not shiboken6.isValid(bridge))
    go.set()
    qtbot.waitUntil(lambda: jobs.running == 0)
    jobs.close()


def test_a_bug_in_a_job_is_not_swallowed(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs, owner = Jobs(), Bridge(FakeSession())
    told: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_: told.append(kind))

    def bug() -> object:
        raise ZeroDivisionError

    jobs.run(owner, bug, never, never)
    qtbot.waitUntil(lambda: told == [ZeroDivisionError])
    owner.close()
    jobs.close()


def test_an_idea_typed_is_sent_as_it_is(qtbot: QtBot) -> None:
    session = FakeSession()
    bridge = Bridge(session)
    bridge.send(idea(session, "<b>  fet </b>"))
    sent = session.sent[-1]
    assert isinstance(sent, AddIdea)
    assert sent.text == "<b>  fet </b>"
    bridge.close()
