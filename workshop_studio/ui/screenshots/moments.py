"""The console and the stage at moments that no plain session comes to."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from workshop_studio.app.hub import Snapshot
from workshop_studio.blocks import Join, Waiting
from workshop_studio.domain.records import Earlier, Focus
from workshop_studio.domain.state import Change
from workshop_studio.projections.report import report
from workshop_studio.projections.stage import stage
from workshop_studio.ui.blocks.board import BoardView
from workshop_studio.ui.blocks.work import WorkArea
from workshop_studio.ui.console.window import ConsoleWindow
from workshop_studio.ui.screenshots.album import CONSOLE, STAGE, with_time_left
from workshop_studio.ui.screenshots.scene import Scene
from workshop_studio.ui.stage.window import StageWindow

_NEAR: Final = timedelta(seconds=25)
_OVER: Final = timedelta(minutes=-2, seconds=-5)


def _left(time: timedelta) -> Callable[[Scene], Snapshot]:
    """Ideas are collected, with so much time left."""
    return lambda scene: with_time_left(scene.at("collect.close"), time)


def _away(scene: Scene) -> Snapshot:
    """Some ideas are hidden and others wait in the parking lot; an activity is put aside."""
    shot = scene.at("collect.close")
    ideas = list(shot.state.ideas.values())
    changes = [Change("ideas", i.id, i.model_copy(update={"hidden": True})) for i in ideas[:2]]
    changes += [Change("ideas", i.id, i.model_copy(update={"parked": True})) for i in ideas[2:4]]
    *_, before, last = sorted(shot.state.activities.values(), key=lambda one: one.order)
    for activity, status in ((before, "skipped"), (last, "parked")):
        changed = activity.model_copy(update={"status": status})
        changes.append(Change("activities", activity.id, changed))
    return shot._replace(state=shot.state.put(changes))


def _focused(kind: str) -> Callable[[Scene], Snapshot]:
    """The stage shows something in place of the step."""

    def make(scene: Scene) -> Snapshot:
        shot = _away(scene) if kind == "parking" else scene.at("collect go")
        idea = next(one for one in shot.state.ideas.values() if not one.is_away)
        earlier = [
            Earlier(
                document="d",
                initiative=str(number),
                session="Kantina vi vil ha",
                held=date(2026, 9, 14),
                title=title,
                owner=owner,
                due=date(2026, 12, 1),
                status="started",
            )
            for number, (title, owner) in enumerate(
                (
                    ("Prøve frokost på to skoler", "Rektor, Nordre"),
                    ("Ny avtale om frukt", "Innkjøp"),
                )
            )
        ]
        focus = Focus.model_validate({"kind": kind, "id": idea.id if kind == "idea" else ""})
        flow = shot.state.flow.model_copy(update={"focus": focus})
        changes = [Change("flow", "", flow), *(Change("earlier", e.key, e) for e in earlier)]
        return shot._replace(state=shot.state.put(changes))

    return make


def _console(of: Callable[[Scene], Snapshot]) -> Callable[[Scene], ConsoleWindow]:
    return lambda scene: scene.album.console(of(scene))


def _stage(of: Callable[[Scene], Snapshot]) -> Callable[[Scene], StageWindow]:
    def make(scene: Scene) -> StageWindow:
        shot = of(scene)
        window = StageWindow(scene.translator, scene.theme)
        window.show_blocks(stage(shot.state, shot.boxes))
        return window

    return make


def _board(then: Callable[[BoardView, str], None]) -> Callable[[Scene], ConsoleWindow]:
    """The board while something is asked in it."""

    def make(scene: Scene) -> ConsoleWindow:
        shot = scene.at("cluster")
        console = scene.album.console(shot)
        console.resize(CONSOLE)
        console.show()
        board = console.place.work.view("board")
        if isinstance(board, BoardView):
            then(board, next(iter(shot.state.ideas)))
        return console

    return make


def _search(board: BoardView, idea: str) -> None:
    del idea
    board.search.open()
    board.search.line.setText("kantine")


def _ask_where(board: BoardView, idea: str) -> None:
    board.sorting.select((idea,))
    board.ask_where()


def _report(scene: Scene) -> WorkArea:
    """What a report begins with, and how one joins, as windows show it."""
    work = WorkArea(scene.translator, scene.theme)
    join = Join(url="http://10.2.14.37:8080/#k", place="10.2.14.37:8080", code="5HJ2-KHB7")
    work.show_blocks((join, Waiting(code="vote.soon"), *report(scene.at("plan finish").state)))
    return work


MOMENTS: Final[tuple[tuple[str, Callable[[Scene], QWidget], QSize | None], ...]] = (
    ("console-time-near", _console(_left(_NEAR)), CONSOLE),
    ("console-time-over", _console(_left(_OVER)), CONSOLE),
    ("console-away", _console(_away), CONSOLE),
    ("console-idea-alone", _console(_focused("idea")), CONSOLE),
    ("console-earlier", _console(_focused("earlier")), CONSOLE),
    ("console-board-search", _board(_search), CONSOLE),
    ("console-board-asks", _board(_ask_where), CONSOLE),
    ("blocks-report", _report, CONSOLE),
    ("stage-time-over", _stage(_left(_OVER)), STAGE),
    ("stage-idea-alone", _stage(_focused("idea")), STAGE),
    ("stage-earlier", _stage(_focused("earlier")), STAGE),
    ("stage-parking", _stage(_focused("parking")), STAGE),
)
"""Name, what makes the window, and its size."""
