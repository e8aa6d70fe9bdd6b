"""Commands as somebody calls them, in this process or in one of their own."""

import contextlib
import io
import json
import logging
import subprocess
import sys
from typing import Any

from workshop_studio.bootstrap import start

Ended = tuple[int, str, str]
"""Exit code, standard output, standard error."""


def call(*words: object) -> Ended:
    """Run a command from the program's start on, without the half second of a new process."""
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="ascii") for _ in range(2)]
    root = logging.getLogger()
    handlers, level = [*root.handlers], root.level
    try:
        with contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
            code = start([str(word) for word in words])
    finally:
        for handler in [one for one in root.handlers if one not in handlers]:
            root.removeHandler(handler)
            handler.close()
        root.setLevel(level)
    for stream in streams:
        stream.flush()
    out, err = (stream.buffer.getvalue().decode() for stream in streams)
    return code, out, err


def call_apart(*words: object) -> Ended:
    """Run a command in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "workshop_studio", *map(str, words)],
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def told(*words: object, apart: bool = False) -> dict[str, Any]:
    """What a command that goes well says on its last line."""
    code, out, err = (call_apart if apart else call)(*words)
    assert (code, err) == (0, "")
    result: dict[str, Any] = json.loads(out.splitlines()[-1])
    return result


def refused(*words: object, apart: bool = False) -> str:
    """What a command that is refused says: one line."""
    code, out, err = (call_apart if apart else call)(*words)
    assert code == 2
    assert out == ""
    assert err.count("\n") == 1
    assert "Traceback" not in err
    return err
