"""The example session: a workshop that simulated people have held up to its last step."""

from contextlib import suppress
from typing import Final

from workshop_studio.app.library import Library
from workshop_studio.app.session import Session
from workshop_studio.app.simulate import Seeded, Simulation, read_script
from workshop_studio.domain.commands import FinishSession
from workshop_studio.projections.facilitator import facilitator
from workshop_studio.resources import resources

SAMPLE: Final = "school-day"
_SEED: Final = 1


class _EnoughError(Exception):
    """Only the end of the session is left."""


def sample_session(library: Library) -> Session:
    """A fresh copy of the example in the sessions folder, open. Blocks on the disk."""
    script = read_script(resources() / "samples" / f"{SAMPLE}.json")
    seeded = Seeded.of(_SEED, script.frame.date)
    people = script.frame.headcount
    desk = library.new_desk(script.workshop, script.full_frame(people))

    def look() -> None:
        snapshot = desk.hub.snapshot
        going = facilitator(snapshot.state, snapshot.boxes).next
        if going is not None and isinstance(going.command, FinishSession):
            raise _EnoughError

    with desk:
        simulation = Simulation(desk, script, seeded, people)
        simulation.on_step = look
        with suppress(_EnoughError):
            simulation.hold()
    return library.open(desk.path)
