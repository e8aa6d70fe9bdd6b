"""One console follows another on the same session, when language or look change."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication, QWidget

from workshop_studio.app.seat import Seat
from workshop_studio.domain.records import Earlier
from workshop_studio.ui.console.messages import Message
from workshop_studio.ui.console.screens import Standing

if TYPE_CHECKING:
    from workshop_studio.app.phones import OpenRoom
    from workshop_studio.ui.console.window import ConsoleWindow


@dataclass(frozen=True, slots=True)
class Left:
    """What was begun in a console and belongs to no session yet.

    Attributes:
        drafts: what is written and not sent, by the block that it is written in.
        messages: what has happened so far.
        seat: who has had the laptop.
        stage: how the stage stands; it goes on being shown.
        parked: what is being written in the parking lot.
        earlier: initiatives that are offered, and neither taken nor put off.
        wanted: the file of another session that is asked about; empty for none.
        phones: the room that is open to phones, and whether the stage shows how one joins.
    """

    drafts: Mapping[tuple[object, ...], Any]
    messages: tuple[Message, ...]
    seat: Seat
    stage: Standing
    parked: str
    earlier: tuple[Earlier, ...]
    wanted: str
    phones: "tuple[OpenRoom | None, bool]"


def is_calm(console: "ConsoleWindow") -> bool:
    """Whether another console can follow: nothing is asked, under way or passed round."""
    busy = console.passing.window is not None or console.errands.preview is not None
    return not (busy or console.bridge.is_waiting or QApplication.activeModalWidget())


def leave(console: "ConsoleWindow") -> Left:
    """Let go of the session in a console, but for the stage; the window is an empty ground then.

    Its widgets go at once: a change of the look costs time for each that there is.
    """
    console.side.notes.write()
    left = Left(
        console.place.work.drafts(),
        console.messages.messages,
        console.passing.seat,
        console.stage.leave(),
        console.side.parking.line.text(),
        console.earlier.unanswered,
        console.manners.unanswered,
        (console.phones.leave(), console.phones.shows_join),
    )
    console.let_go()
    ground = QWidget()
    ground.setProperty("role", "ground")
    console.setCentralWidget(ground)
    return left


def follow(before: "ConsoleWindow", left: Left, after: "ConsoleWindow") -> None:
    """Go on in a new console where the one before it was, which goes."""
    after.earlier.stop()  # it has looked
    after.earlier.ask(left.earlier)
    if left.wanted:
        after.manners.ask_to_open(left.wanted)
    after.side.parking.line.setText(left.parked)
    after.place.work.take_drafts(left.drafts)
    after.messages.go_on_from(left.messages)
    after.passing.seat = left.seat
    room, shows_join = left.phones
    if room is not None:
        after.phones.take(room)
        after.phones.shows_join = not shows_join
        after.phones.toggle_join()
    after.stage.stand(left.stage)
    after.restoreGeometry(before.saveGeometry())
    after.show()
    before.hide()
    before.deleteLater()
