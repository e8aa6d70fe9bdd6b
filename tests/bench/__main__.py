"""Print every ratio and every gap; the exit code says whether one is above its limit."""

import gc
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Qt reads its platform at import
from tests.bench import (
    board,
    charts,
    day,
    idle,
    imports,
    looks,
    page,
    phones,
    sessions,
    stalls,
    tally,
    windows,
)
from tests.bench.measure import timed
from workshop_studio.ui.home.application import be_responsive


def main() -> int:
    """Measure everything."""
    gc.freeze()  # both as ui/home does
    be_responsive()
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        folder = Path(name)
        ratios = [sessions.opening(folder), *sessions.commands(folder), *windows.home()]
        ratios += tally.tallies()
        gaps = stalls.in_rounds(
            lambda: [*stalls.stalls(folder), *imports.imports(folder), *charts.charts()]
        )
        usual, longest = stalls.bare_turns()
        rests = idle.idle(folder)
        opened = looks.looks_and_windows(folder)
        frames, floor = board.board()
        more, room = phones.phones(folder)
        ratios += more
        room += page.page(folder)
        whole_day = day.day(folder / "day")
    sys.stdout.write(
        f"This machine's floor: a plain loop of a million additions takes "
        f"{timed(_plain_loop):.0f} ms\n\n"
    )
    for ratio in ratios:
        sys.stdout.write(ratio.line() + "\n")
    sys.stdout.write(
        f"\nLongest time without an answer of the UI thread, {sessions.IDEAS} ideas and "
        f"{sessions.BALLOTS} ballots (at most {stalls.LIMIT:g} ms)\n"
        f"Medians of {stalls.ROUNDS} rounds, and the longest of them; this machine takes "
        f"{usual:.1f} ms and at times {longest:.1f} ms to count as far\n"
    )
    for what, gap, worst in gaps:
        verdict = "ok" if worst <= stalls.LIMIT else "TOO LONG"
        sys.stdout.write(f"{what:<58} {gap:9.1f} ms {worst:9.1f} ms {verdict}\n")
    sys.stdout.write(
        f"\nWhat the console takes of one core while nothing happens (at most {idle.LIMIT:g} %)\n"
    )
    for what, part in rests:
        verdict = "ok" if part <= idle.LIMIT else "TOO MUCH"
        sys.stdout.write(f"{what:<58} {part:9.2f} %  {verdict}\n")
    sys.stdout.write("\nUntil the whole first frame is drawn\n")
    for what, took, most in opened:
        verdict = "ok" if took <= most else "TOO SLOW"
        sys.stdout.write(f"{what:<58} {took:9.1f} ms (at most {most:g}) {verdict}\n")
    sys.stdout.write(
        f"\nThe board with {board.NOTES} notes, {board.SCREEN[0]}x{board.SCREEN[1]} in software; "
        f"medians (this machine scales one such picture in {floor:.2f} ms)\n"
    )
    for frame in frames:
        sys.stdout.write(frame.line() + "\n")
    sys.stdout.write("\nPhones in another process, by loopback\n")
    for what, took, most in room:
        verdict = "ok" if took <= most else "TOO SLOW"
        sys.stdout.write(f"{what:<58} {took:9.1f} ms (at most {most:g}) {verdict}\n")
    sys.stdout.write("\n" + whole_day.told())
    fine = all(frame.is_fine for frame in frames)
    fine = (
        fine
        and whole_day.is_fine
        and all(part <= idle.LIMIT for _, part in rests)
        and all(took <= most for _, took, most in (*opened, *room))
        and all(ratio.ratio <= ratio.most for ratio in ratios)
    )
    return 0 if fine and all(worst <= stalls.LIMIT for _, _, worst in gaps) else 1


def _plain_loop() -> None:
    total = 0
    for number in range(1_000_000):
        total += number


if __name__ == "__main__":
    sys.exit(main())
