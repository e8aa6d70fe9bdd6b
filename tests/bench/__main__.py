"""Print every ratio; the exit code says whether one is above its limit."""

import sys
import tempfile
from pathlib import Path

from tests.bench import sessions


def main() -> int:
    """Measure everything."""
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        folder = Path(name)
        ratios = [sessions.opening(folder), *sessions.commands(folder)]
    for ratio in ratios:
        sys.stdout.write(ratio.line() + "\n")
    return 0 if all(ratio.ratio <= ratio.most for ratio in ratios) else 1


if __name__ == "__main__":
    sys.exit(main())
