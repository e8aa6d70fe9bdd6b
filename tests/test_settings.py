"""Settings: defaults, ranges, what a later version wrote, and a file that survives everything."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from workshop_studio.domain.errors import Failure
from workshop_studio.settings import (
    MOST_RECENT,
    Recent,
    Settings,
    read_settings,
    written_settings,
)
from workshop_studio.storage.settings_file import (
    load_settings,
    save_settings,
    sessions_folder,
    settings_path,
)

SESSIONS = str(Path("/srv/økter").absolute())
AT = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)
FULL = Settings(
    language="nb",
    theme="dark",
    sessions_folder=SESSIONS,
    facilitator="Kari",
    geometry={"home": "AdnQ"},
    recent=(Recent("/srv/a.workshop", "Digital skolehverdag", AT, "Oppvekst vest", 47, 3),),
    stage_theme="dark",
    stage_screens={"eDP-1 + HDMI-1": "HDMI-1"},
    board="outline",
    sound=False,
    flash=False,
    unknown={"font_size": 14, "later": {"deep": [1, None]}},
)


def test_settings_come_back_as_they_were_saved(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "settings.json"
    save_settings(path, FULL)
    assert load_settings(path) == FULL
    assert [file.name for file in path.parent.iterdir()] == ["settings.json"]


def test_defaults_are_not_written() -> None:
    assert written_settings(Settings()) == {}
    assert load_settings(settings_path()) == Settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("language", "de"),
        ("language", 3),
        ("language", ["nb"]),
        ("theme", "pink"),
        ("theme", None),
        ("sessions_folder", "relative/folder"),
        ("sessions_folder", "/with\0null"),
        ("facilitator", "x" * 201),
        ("facilitator", {"a": 1}),
        ("geometry", "AdnQ"),
        ("recent", {"path": "/a"}),
        ("board", "wall"),
        ("board", None),
        ("stage_theme", "system"),
        ("stage_screens", ["HDMI-1"]),
        ("sound", "yes"),
        ("sound", 0),
        ("flash", None),
    ],
)
def test_a_value_out_of_range_falls_back_alone(name: str, value: object) -> None:
    read = read_settings({**written_settings(FULL), name: value})
    default = getattr(Settings(), name)
    assert getattr(read, name) == default
    others = {**written_settings(FULL)}
    del others[name]
    assert {k: v for k, v in written_settings(read).items() if k != name} == others


@pytest.mark.parametrize(
    "broken",
    [
        None,
        {},
        {"path": "", "title": "t", "opened": AT.isoformat()},
        {"path": "/a", "title": 1, "opened": AT.isoformat()},
        {"path": "/a", "title": "t", "opened": "yesterday"},
    ],
)
def test_one_broken_recent_session_does_not_take_the_others_along(broken: object) -> None:
    good = {"path": "/b", "title": "B", "opened": "2026-11-23T14:00", "ideas": -1, "group": 4}
    (read,) = read_settings({"recent": [broken, good]}).recent
    assert (read.path, read.title, read.ideas, read.group) == ("/b", "B", 0, "")
    assert read.opened.tzinfo is not None


def test_recent_sessions_are_newest_first_each_once_and_not_too_many() -> None:
    settings = Settings()
    for number in [*range(20), 15]:
        settings = settings.with_recent(Recent(f"/{number}", f"{number}", AT))
    assert len(settings.recent) == MOST_RECENT
    assert [one.title for one in settings.recent[:3]] == ["15", "19", "18"]
    assert "/15" not in [one.path for one in settings.without_recent("/15").recent]


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff\xfe\x00", b"[1]", b"null", b"[" * 100_000, b" " * 5_000_000],
    ids=["empty", "cut", "binary", "list", "null", "deep", "huge"],
)
def test_a_broken_file_is_set_aside_and_kept(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    assert load_settings(path) == Settings()
    (aside,) = tmp_path.glob("settings*")
    assert aside.name.startswith("settings.broken-")
    assert aside.read_bytes() == content
    save_settings(path, FULL)
    assert load_settings(path) == FULL


def test_a_refused_write_says_so_and_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(Failure) as caught:
        save_settings(tmp_path / "file" / "settings.json", FULL)
    assert caught.value.code == "settings.not_saved"
    folder = tmp_path / "settings.json"
    folder.mkdir()
    with pytest.raises(Failure):
        save_settings(folder, FULL)
    left = sorted(path.name for path in tmp_path.iterdir() if path.is_file() or path == folder)
    assert left == ["file", "settings.json"]


def test_sessions_go_where_the_user_said_or_among_the_documents() -> None:
    assert sessions_folder(FULL) == Path(SESSIONS)
    assert sessions_folder(Settings()).name == "Workshop Studio"


def test_reading_settings_imports_nothing_heavy() -> None:
    code = "import sys, workshop_studio.settings; print('pydantic' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


def test_what_is_written_is_plain_json() -> None:
    assert read_settings(json.loads(json.dumps(written_settings(FULL)))) == FULL


def test_a_pinned_session_comes_first_and_is_not_forgotten() -> None:
    settings = Settings(recent=(Recent("/keep", "keep", AT),)).with_pinned("/keep", pinned=True)
    for number in range(MOST_RECENT + 3):
        settings = settings.with_recent(Recent(f"/{number}", f"{number}", AT))
    assert len(settings.recent) == MOST_RECENT
    assert [one.title for one in settings.recent[:2]] == ["keep", "14"]
    again = settings.with_recent(Recent("/keep", "new title", AT)).recent[0]
    assert (again.title, again.pinned) == ("new title", True)
    assert read_settings(written_settings(settings)) == settings
    assert not settings.with_pinned("/keep", pinned=False).recent[0].pinned
    assert not any(
        one.pinned
        for one in read_settings(
            {"recent": [{"path": "/a", "title": "a", "opened": AT.isoformat(), "pinned": "yes"}]}
        ).recent
    )
