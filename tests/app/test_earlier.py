"""Open initiatives of a group's earlier sessions, from real files."""

from datetime import date
from pathlib import Path

from tests.bench.sessions import library
from workshop_studio.app.library import Library
from workshop_studio.domain import commands as c
from workshop_studio.domain.items import agenda
from workshop_studio.domain.records import Frame
from workshop_studio.domain.state import State


def held(shelf: Library, title: str, group: str, *initiatives: str) -> State:
    """A session that was held and saved, with initiatives."""
    with shelf.new_desk("action-plan", Frame(title=title, group=group)) as desk:
        plan = next(s.id for s in agenda(desk.hub.snapshot.state) if s.kind == "plan")
        desk.handle(c.GoTo(step=plan))
        for text in initiatives:
            due = date(2027, 2, 1)
            made = desk.handle(c.PlanInitiative(step=plan, title=text, owner="Kari", due=due))
            assert made.rejection is None
        return desk.hub.snapshot.state


def test_the_same_group_finds_what_it_left_open(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    held(shelf, "Kantina", "Ledergruppe  Vest", "Salatbar", "Ny kokk")
    held(shelf, "Skoleveien", "Ledergruppe Øst", "Gangfelt")
    now = held(shelf, "Skoledagen", "ledergruppe vest")
    found = shelf.earlier(now, lambda: False)
    assert [(one.session, one.title) for one in found] == [
        ("Kantina", "Salatbar"),
        ("Kantina", "Ny kokk"),
    ]
    assert shelf.earlier(now, lambda: True) == ()


def test_a_file_that_cannot_be_read_is_passed_over(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    held(shelf, "Kantina", "Vest", "Salatbar")
    now = held(shelf, "Skoledagen", "Vest")
    folder = shelf.free_path("x").parent
    (folder / "broken.workshop").write_bytes(b"not a session")
    assert [one.title for one in shelf.earlier(now, lambda: False)] == ["Salatbar"]


def test_a_session_without_a_group_asks_for_nothing(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    held(shelf, "Kantina", "", "Salatbar")
    assert shelf.earlier(held(shelf, "Skoledagen", " "), lambda: False) == ()
