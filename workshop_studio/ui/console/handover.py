"""One console follows another on the same session, when language or look change."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from workshop_studio.ui.console.window import ConsoleWindow


def is_calm(console: "ConsoleWindow") -> bool:
    """Whether another console can follow: nothing is asked, under way or passed round."""
    busy = console.passing.window is not None or console.errands.preview is not None
    return not (busy or console.bridge.is_waiting or QApplication.activeModalWidget())


def hand_over(before: "ConsoleWindow", after: "ConsoleWindow") -> None:
    """Let a new console go on where the one before it was, which goes.

    What is written and not sent, what has happened, who has had the laptop, and how the stage
    stands belong to no session yet; the stage is shown again before the old one closes, so that
    the room sees no gap.
    """
    before.side.notes.write()
    after.earlier.stop()  # it has been asked
    after.place.work.take_drafts(before.place.work.drafts())
    after.messages.go_on_from(before.messages.messages)
    after.passing.seat = before.passing.seat
    after.stage.stand(before.stage.standing)
    before.let_go()
    before.hide()
    before.deleteLater()
