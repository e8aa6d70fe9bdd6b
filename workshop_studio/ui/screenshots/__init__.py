"""Draws every window as a picture, offscreen, from the moments of a session that was held.

Nothing here is shown to anybody: the pictures are for whoever judges, documents or compares.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, Literal

from workshop_studio.app.hub import Snapshot
from workshop_studio.app.simulate import Held
from workshop_studio.i18n.translator import Translator
from workshop_studio.projections.stage import stage
from workshop_studio.ui.screenshots.album import CONSOLE, Album, with_time_left
from workshop_studio.ui.screenshots.pictures import (
    PASSED,
    PICTURES,
    WORKING,
    passed,
    show_working,
    take_turn,
)
from workshop_studio.ui.screenshots.scene import Scene
from workshop_studio.ui.screenshots.sheets import draw_sheets, kind_of

_STEPS: Final = frozenset({"console", "stage"})
_VOTES: Final = frozenset({"ballot", "result", "working", "told", "talk", "placing"})


def draw(
    folder: Path,
    walk: Sequence[tuple[str, Snapshot]],
    votes: Callable[[], Sequence[Held]],
    translator: Translator,
    scheme: Literal["light", "dark"],
    *,
    sheets: bool = False,
    only: frozenset[str] = frozenset(),
) -> tuple[list[Path], list[Path]]:
    """Draw every window and every moment of a session.

    Args:
        folder: where they go; it is there already.
        walk: a name and a snapshot of each moment of the session that was held.
        votes: holds a vote of each technique that has one, which takes long.
        translator: the language.
        scheme: the theme.
        sheets: whether contact sheets are made of them.
        only: the kinds of pictures that are drawn, such as ``home``; all where it is empty.

    Returns:
        The pictures in order, and the sheets.
    """
    album = Album(folder, translator, scheme)
    try:
        scene = Scene(album, walk)
        for picture in PICTURES:
            if only and kind_of(Path(picture.name)) not in only:
                continue
            window = picture.make(scene)
            if picture.after is not None:
                album.show(window, picture.size)
                picture.after(window)
            album.draw(window, picture.name, picture.size)
            scene.let_go()
        if not only or only & _STEPS:
            _draw_steps(scene, walk)
        for vote in votes() if not only or only & _VOTES else ():
            _draw_vote(scene, vote)
        made = draw_sheets(album.pictures, folder, album.theme) if sheets else []
    finally:
        album.close()
    return album.pictures, made


def _draw_steps(scene: Scene, walk: Sequence[tuple[str, Snapshot]]) -> None:
    """Console and stage at each moment of the session, and the stage when it is full."""
    for name, snapshot in (
        ("full", scene.full()),
        ("wall", scene.full("collect go")),
        ("rehearsal", scene.rehearsed()),
    ):
        scene.album.draw_stage(stage(snapshot.state, snapshot.boxes), f"stage-{name}")
    for number, (name, snapshot) in enumerate(walk, start=1):
        scene.album.draw_step(number, name, snapshot)


def _draw_vote(scene: Scene, vote: Held) -> None:
    """A ballot, the result in console and on the stage, its working, and the talk about it."""
    album = scene.album
    if vote.open is not None:
        paper = passed(scene, vote.open)
        album.show(paper, PASSED)
        take_turn(paper)
        album.draw(paper, f"ballot-{vote.technique}", PASSED)
    if vote.placing is not None:
        shot = vote.placing
        album.draw(album.console(shot), f"placing-{vote.technique}", WORKING)
        album.draw(album.console(shot), f"placing-{vote.technique}-narrow", CONSOLE)
        album.draw_stage(stage(shot.state, shot.boxes), f"placing-{vote.technique}-stage")
    if vote.told is not None:
        album.draw(album.console(vote.told), f"result-{vote.technique}", CONSOLE)
        console = album.console(vote.told)
        if show_working(console):
            album.draw(console, f"working-{vote.technique}", WORKING)
        else:
            console.close()
            console.deleteLater()
        album.draw_stage(stage(vote.told.state, vote.told.boxes), f"told-{vote.technique}")
    if vote.talk is not None:
        talk = with_time_left(vote.talk)
        album.draw(album.console(talk), f"talk-{vote.technique}", CONSOLE)
        blocks = stage(talk.state, talk.boxes)
        album.draw_stage(blocks, f"talk-{vote.technique}-stage")
