"""A running session on its threads and a real disk."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bench.sessions import library, step
from workshop_studio.app.hub import Actor, Envelope
from workshop_studio.app.session import APART, QUIET, SETTLE, Session, due_at
from workshop_studio.domain import commands as c
from workshop_studio.domain.errors import BadInput, Conflict
from workshop_studio.domain.records import Frame

PATIENCE = 10.0


def wait(session: Session, until: Callable[[], bool]) -> None:
    """Wait for a condition that a listener's call may make true."""
    told = threading.Event()
    stop = session.listen(told.set)
    while not until():
        assert told.wait(PATIENCE), session.saving
        told.clear()
    stop()


@pytest.mark.parametrize(
    ("changed", "published", "ended", "due"),
    [
        (100.0, 0.0, 100.0, 100.0 + SETTLE),
        (100.0, 0.0, None, 100.0 + QUIET),
        (100.0, 95.0, None, 95.0 + APART),
        (100.0, 99.0, 100.0, 100.0 + SETTLE),
        (109.0, 99.0, 100.0, 100.0 + SETTLE),  # what follows does not put it off
    ],
)
def test_when_to_publish(changed: float, published: float, ended: float | None, due: float) -> None:
    assert due_at(changed, published, ended) == due


def test_a_new_session_has_its_file_at_once_and_a_step_that_ends_is_in_it(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    session = shelf.create("brainstorm", Frame(title="Skoledagen"))
    wait(session, lambda: session.saving.status == "saved")
    collect = next(s.id for s in session.snapshot.state.steps.values() if s.kind == "collect")
    assert session.submit(c.AddIdea(step=collect, text="Skolehage")).result(PATIENCE).made
    session.submit(c.GoTo(step=collect)).result(PATIENCE)
    wait(session, lambda: session.saving.status == "saved")
    assert len(shelf.read(session.path).state.ideas) == 1
    session.submit(c.AddIdea(step=collect, text="Frokost"))  # sent, not waited for
    session.close().result(PATIENCE)
    assert len(shelf.read(session.path).state.ideas) == 2
    assert shelf.recoverable() == []


def test_thirty_phones_at_once_are_all_acknowledged(tmp_path: Path) -> None:
    session = library(tmp_path).create("brainstorm", Frame(title="Skoledagen"))
    collect = next(s.id for s in session.snapshot.state.steps.values() if s.kind == "collect")
    for command in (c.GoTo(step=collect), c.OpenStep(step=collect)):
        session.submit(command)
    seq = session.snapshot.seq
    futures = [
        session.send(
            Envelope(f"e{n}", Actor("participant", f"p{n}"), c.AddIdea(step=collect, text=f"{n}"))
        )
        for n in range(30)
    ]
    assert all(future.result(PATIENCE).made for future in futures)
    assert len(session.snapshot.state.ideas) == 30
    assert session.snapshot.seq - seq < 30  # gathered into batches
    session.submit(c.CloseStep(step=collect)).result(PATIENCE)
    session.close().result(PATIENCE)


def test_a_lost_folder_stops_no_workshop_and_loses_nothing(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    (tmp_path / "sessions").write_text("a file where the folder should be")
    session = shelf.create("brainstorm", Frame(title="Skoledagen"))
    wait(session, lambda: session.saving.status == "failed")
    assert session.saving.code.startswith("file.")
    collect = next(s.id for s in session.snapshot.state.steps.values() if s.kind == "collect")
    session.submit(c.AddIdea(step=collect, text="Skolehage")).result(PATIENCE)
    error = session.close().exception(PATIENCE)
    assert error is not None
    [found] = shelf.recoverable()
    assert not found.running
    (tmp_path / "sessions").unlink()
    (tmp_path / "sessions").mkdir()
    with shelf.recover_desk(found) as desk:
        assert [i.text for i in desk.hub.snapshot.state.ideas.values()] == ["Skolehage"]
    assert shelf.recoverable() == []


def test_somebody_elses_change_of_the_file_is_left_as_it_is(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    with shelf.new_desk("brainstorm", Frame(title="Skoledagen")) as desk:
        path = desk.path
    session = shelf.open(path)
    theirs = path.read_bytes() + b"theirs"
    path.write_bytes(theirs)
    collect = next(s.id for s in session.snapshot.state.steps.values() if s.kind == "collect")
    session.submit(c.AddIdea(step=collect, text="Skolehage")).result(PATIENCE)
    session.submit(c.GoTo(step=collect)).result(PATIENCE)
    wait(session, lambda: session.saving.status == "conflict")
    assert session.saving.code == "file.conflict"
    assert session.saving.params == {"path": str(path), "copy": str(session.path)}
    assert path.read_bytes() == theirs
    assert session.path != path
    session.close().result(PATIENCE)
    assert len(shelf.read(session.path).state.ideas) == 1


def test_a_desk_that_had_to_go_into_a_copy_leaves_no_journal_behind(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    with shelf.new_desk("brainstorm", Frame(title="Skoledagen")) as desk:
        path = desk.path
    first = shelf.open_desk(path)
    collect = next(s.id for s in first.hub.snapshot.state.steps.values() if s.kind == "collect")
    with shelf.open_desk(path) as other:
        other.handle(c.AddIdea(step=collect, text="Sykkelvei"))
    with pytest.raises(Conflict) as told, first:
        first.handle(c.AddIdea(step=collect, text="Skolehage"))
    assert told.value.params == {"path": str(path), "copy": str(first.path)}
    assert [i.text for i in shelf.read(first.path).state.ideas.values()] == ["Skolehage"]
    assert shelf.recoverable() == []
    with shelf.open_desk(path) as again:
        assert [i.text for i in again.hub.snapshot.state.ideas.values()] == ["Sykkelvei"]


def test_a_session_that_is_open_is_not_opened_twice(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    desk = shelf.new_desk("brainstorm", Frame(title="Skoledagen"))
    with pytest.raises(BadInput) as refused:
        shelf.open_desk(desk.path)
    assert refused.value.code == "session.running"
    desk.close()


def test_a_finished_session_is_never_written_again(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    with shelf.new_desk("brainstorm", Frame(title="Skoledagen")) as desk:
        desk.handle(c.FinishSession())
        collect = step(desk, "collect")
    before = desk.path.read_bytes()
    with shelf.open_desk(desk.path) as again:
        refused = again.handle(c.AddIdea(step=collect, text="for sent")).rejection
        assert refused is not None
        assert refused.code == "session.finished"
    assert desk.path.read_bytes() == before


def test_a_fault_in_the_room_leaves_the_journal(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    desk = shelf.new_desk("brainstorm", Frame(title="Skoledagen"))
    collect = step(desk, "collect")
    desk.handle(c.AddIdea(step=collect, text="Skolehage"))
    with pytest.raises(ZeroDivisionError), desk:
        raise ZeroDivisionError
    [found] = shelf.recoverable()
    with shelf.recover_desk(found) as again:
        assert len(again.hub.snapshot.state.ideas) == 1
        assert again.path == desk.path
    assert len(shelf.read(desk.path).state.ideas) == 1


def test_names_of_files_are_safe_on_every_system() -> None:
    from workshop_studio.app.library import file_name

    named = {
        "Hva nå? / Kantina: del 2": "Hva nå Kantina del 2.workshop",
        "../../etc/passwd": None,
        "CON": None,
        "\u202egnp.exe": "gnp.exe.workshop",
        "...": "workshop.workshop",
        "": "workshop.workshop",
        "æ" * 300: None,
    }
    for title, expected in named.items():
        name = file_name(title)
        assert expected in (None, name.replace("  ", " "))
        assert not set(name) & set('/\\:*?"<>|')
        assert len(name.encode()) < 255
        assert not name.upper().startswith("CON.")
