"""The log never holds what people wrote, whatever goes wrong."""

import logging
import subprocess
import sys
from pathlib import Path

from workshop_studio.bootstrap import Program

SECRET = "Sjefen er helt umulig 4711"


def fail() -> None:
    try:
        int(SECRET)
    except ValueError as error:
        raise RuntimeError(SECRET) from error


def test_an_exception_is_logged_without_its_message() -> None:
    log = Program("en").log
    assert log is not None
    try:
        fail()
    except RuntimeError:
        logging.getLogger("workshop_studio.any").exception("a bug")
    for handler in list(logging.getLogger().handlers):
        if getattr(handler, "baseFilename", "") == str(log):
            logging.getLogger().removeHandler(handler)
            handler.close()
    told = log.read_text(encoding="utf-8")
    assert "RuntimeError" in told
    assert "ValueError" in told
    assert "test_discreet_log.py" in told
    assert SECRET not in told


def test_a_session_with_ideas_leaves_nothing_of_them_in_the_log(tmp_path: Path) -> None:
    ideas = tmp_path / "ideas.txt"
    ideas.write_text(f"{SECRET}\nEn annen idé\n", encoding="utf-8")
    file = tmp_path / "a.workshop"

    def run(*words: str) -> None:
        subprocess.run(
            [sys.executable, "-m", "workshop_studio", *words], capture_output=True, check=False
        )

    run("new", "--technique", "brainstorm", "--title", "x", str(file))
    run("import", str(file), str(ideas))
    run("show", str(file), "--json")
    run("report", str(file), "--out", str(tmp_path / "no" / "folder" / SECRET))
    assert file.exists()
    log = Program("en").state_folder / "log"
    assert not any(SECRET in path.read_text(encoding="utf-8") for path in log.glob("*.log*"))
