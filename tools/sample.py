"""Make ``resources/samples/school-day.workshop`` anew: ``python tools/sample.py``.

The session that ships is held by the simulation from ``school-day.json`` with a fixed seed, so it
is the same each time; tests/samples checks that it is.
"""

import sys
import tempfile
from pathlib import Path

from workshop_studio.app.simulate import Seeded, Simulation, read_script
from workshop_studio.bootstrap import Program
from workshop_studio.resources import resources

SEED = 2026
SAMPLE = resources() / "samples" / "school-day.workshop"


def make(folder: Path) -> Path:
    """Hold the sample session and leave its file in a folder."""
    script = read_script(SAMPLE.with_suffix(".json"))
    seeded = Seeded.of(SEED, script.frame.date)
    program = Program("nb")
    program.state_folder = folder / "state"
    people = script.frame.headcount
    library = program.library(seeded=seeded, folder=folder)
    path = folder / SAMPLE.name
    with library.new_desk(script.workshop, script.full_frame(people), path) as desk:
        Simulation(desk, script, seeded, people, ends=False).hold()
    return path


def main() -> int:
    """Put the file in its place."""
    with tempfile.TemporaryDirectory() as folder:
        SAMPLE.write_bytes(make(Path(folder)).read_bytes())
    sys.stdout.write(f"{SAMPLE}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
