"""Timing in pairs, so that a ratio holds when the machine's speed drifts."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Ratio:
    """How long something takes against its floor, both in milliseconds, medians."""

    name: str
    took: float
    floor: float
    ratio: float
    most: float

    def line(self) -> str:
        """One row of the bench's table."""
        verdict = "ok" if self.ratio <= self.most else "TOO SLOW"
        return (
            f"{self.name:<58} {self.took:9.2f} ms {self.floor:9.2f} ms "
            f"{self.ratio:6.2f} (at most {self.most:g}) {verdict}"
        )


def timed(work: Callable[[], object]) -> float:
    """How many milliseconds a call takes."""
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000


def against(
    name: str, most: float, work: Callable[[], object], floor: Callable[[], object], runs: int
) -> Ratio:
    """Time both in turn, and take the median of the ratios pair by pair."""
    work(), floor()
    pairs = [(timed(work), timed(floor)) for _ in range(runs)]
    return Ratio(
        name=name,
        took=statistics.median(one for one, _ in pairs),
        floor=statistics.median(two for _, two in pairs),
        ratio=statistics.median(one / two for one, two in pairs),
        most=most,
    )
