"""Entry of the program: ``workshop-studio`` and ``python -m workshop_studio``."""

import sys

from workshop_studio.bootstrap import start


def main() -> int:
    """Run what the command line asks for and return the exit code."""
    return start(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
