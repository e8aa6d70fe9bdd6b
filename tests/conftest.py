"""What holds for every test: no display, no folder of the user's own, no thread left behind."""

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# Before anything imports Qt. A run under Xvfb says otherwise in its environment.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The same examples in each run; other ones with --hypothesis-profile=default.
settings.register_profile("ci", deadline=None, derandomize=True, max_examples=50)
settings.load_profile("ci")

REPOSITORY = Path(__file__).resolve().parent.parent
PATIENCE = 3.0


@pytest.fixture(scope="session")
def untouched() -> list[Path]:
    """Homes that no test has written to: to make one for each test took half a minute in all."""
    return []


@pytest.fixture(autouse=True)
def own_folders(
    untouched: list[Path],
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Path]:
    """A home of the test's own, so that no test reads or writes the user's folders.

    It lies in ``tmp_path`` where the test has that: some look through all that was written.
    """
    has_folder = "tmp_path" in request.fixturenames
    is_new = has_folder or not untouched
    if has_folder:
        home = request.getfixturevalue("tmp_path") / "home"
    elif untouched:
        home = untouched.pop()
    else:
        home = request.getfixturevalue("tmp_path_factory").mktemp("home")
    folders = {
        "HOME": home,
        "USERPROFILE": home,
        "XDG_CONFIG_HOME": home / ".config",
        "XDG_DATA_HOME": home / ".local" / "share",
        "XDG_STATE_HOME": home / ".local" / "state",
        "XDG_CACHE_HOME": home / ".cache",
        "XDG_RUNTIME_DIR": home / ".run",
        "XDG_DOCUMENTS_DIR": home / "Documents",
        "APPDATA": home / "AppData" / "Roaming",
        "LOCALAPPDATA": home / "AppData" / "Local",
        # platformdirs asks Windows itself unless told so
        "WIN_PD_OVERRIDE_APPDATA": home / "AppData" / "Roaming",
        "WIN_PD_OVERRIDE_LOCAL_APPDATA": home / "AppData" / "Local",
        "WIN_PD_OVERRIDE_PERSONAL": home / "Documents",
    }
    for name, folder in folders.items():
        if is_new:
            folder.mkdir(parents=True, exist_ok=True)
        monkeypatch.setenv(name, str(folder))
    folders["XDG_RUNTIME_DIR"].chmod(0o700)  # Qt warns of anything else
    if has_folder:
        yield home
        return
    before = _tree(home)
    yield home
    if _tree(home) == before:
        untouched.append(home)


def _tree(home: Path) -> set[tuple[str, int]]:
    """All that is in a folder, and what may be done with it."""
    found = {(str(home), home.stat().st_mode)}
    for place, folders, files in os.walk(home):
        paths = [os.path.join(place, name) for name in (*folders, *files)]
        found |= {(path, os.lstat(path).st_mode) for path in paths}
    return found


@pytest.fixture(autouse=True)
def no_stray_threads() -> Iterator[None]:
    """A test that leaves a thread running has failed: the next one would meet it."""
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + PATIENCE
    # A dummy stands for a thread of Qt's that once ran Python; it cannot be joined and stays.
    stray = {
        thread
        for thread in threading.enumerate()
        if thread not in before and not isinstance(thread, threading._DummyThread)
    }
    for thread in stray:
        thread.join(max(0.0, deadline - time.monotonic()))
    left = sorted(thread.name for thread in stray if thread.is_alive())
    assert not left, f"threads left running: {', '.join(left)}"


@pytest.fixture
def shared_data() -> Path:
    """The folder of real-world data beside the repository; the project stands without it."""
    folder = REPOSITORY.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the data folder ../shared/data is not beside this checkout")
    return folder
