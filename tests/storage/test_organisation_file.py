"""The organisation's file: whole, never over another's change, and each fault told."""

import errno
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from workshop_studio.app.organisation import Kept, added
from workshop_studio.domain.errors import BadInput, Failure
from workshop_studio.domain.organisation import Organisation
from workshop_studio.resources import resources
from workshop_studio.storage.files import Files
from workshop_studio.storage.organisation_file import NAME, OrganisationFile, decoded, encoded
from workshop_studio.storage.publish import Publisher

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
ONE = added(Organisation(), "area", "Helse", "a")
TWO = added(ONE, "goal", "Alle med", "g")


@pytest.fixture
def store(tmp_path: Path) -> OrganisationFile:
    return OrganisationFile(lambda: tmp_path / "sessions", tmp_path / "settings", lambda: NOW)


def lying(kept: Kept) -> Organisation:
    return decoded(kept.path.read_bytes(), "x")


def test_the_first_is_put_into_the_sessions_folder(store: OrganisationFile, tmp_path: Path) -> None:
    before = store.read()
    assert before.organisation == Organisation()
    assert before.fingerprint is None
    written = store.write(ONE, before)
    assert written.kept.path == tmp_path / "sessions" / NAME
    assert store.read() == written.kept
    assert lying(store.write(TWO, written.kept).kept) == TWO
    assert [path.name for path in (tmp_path / "sessions").iterdir()] == [NAME]


def test_one_in_the_settings_folder_is_used_where_there_is_no_other(
    store: OrganisationFile, tmp_path: Path
) -> None:
    (tmp_path / "settings").mkdir()
    (tmp_path / "settings" / NAME).write_bytes(encoded(ONE))
    before = store.read()
    assert before.organisation == ONE
    store.write(TWO, before)
    assert not (tmp_path / "sessions").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_sessions_folder_that_takes_nothing_leaves_it_to_the_settings_folder(
    store: OrganisationFile, tmp_path: Path
) -> None:
    (tmp_path / "sessions").mkdir(mode=0o500)
    assert store.write(ONE, store.read()).kept.path == tmp_path / "settings" / NAME


def test_a_folder_that_cannot_be_made_leaves_it_to_the_settings_folder(
    store: OrganisationFile, tmp_path: Path
) -> None:
    before = store.read()
    (tmp_path / "sessions").write_text("a file in the way")
    assert store.write(ONE, before).kept.path == tmp_path / "settings" / NAME


def test_what_others_changed_meanwhile_stays_and_ours_lies_beside(
    store: OrganisationFile, tmp_path: Path
) -> None:
    kept = store.write(ONE, store.read()).kept
    theirs = added(ONE, "cohort", "Theirs", "c")
    kept.path.write_bytes(encoded(theirs))
    copies = []
    for _ in range(2):
        written = store.write(TWO, kept)
        assert written.kept.organisation == theirs
        assert written.copy is not None
        assert decoded(written.copy.read_bytes(), "x") == TWO
        copies.append(written.copy)
    assert lying(kept) == theirs
    assert len({*copies, *(tmp_path / "sessions").iterdir()}) == 3


def test_one_that_others_made_meanwhile_stays(store: OrganisationFile, tmp_path: Path) -> None:
    before = store.read()
    (tmp_path / "sessions").mkdir()
    before.path.write_bytes(encoded(TWO))
    written = store.write(ONE, before)
    assert written.copy is not None
    assert written.kept.organisation == TWO


def test_one_that_went_meanwhile_is_written_anew(store: OrganisationFile) -> None:
    kept = store.write(ONE, store.read()).kept
    kept.path.unlink()
    written = store.write(TWO, kept)
    assert written.was_gone
    assert lying(written.kept) == TWO


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "broken"),
        (b"\x00\xff", "broken"),
        (b"[" * 100_000, "broken"),
        (b"[]", "broken"),
        (b"{}", "broken"),
        (b'{"format": 1, "areas": {}}', "broken"),
        (b'{"format": 1, "areas": [{"id": "a", "name": ""}]}', "broken"),
        (b'{"format": 1, "goals": [{"id":"a","name":"x"},{"id":"a","name":"y"}]}', "broken"),
        (b'{"format": 2, "areas": {}}', "newer"),
    ],
)
def test_a_file_that_is_none_is_told_and_left(
    data: bytes, code: str, store: OrganisationFile, tmp_path: Path
) -> None:
    path = tmp_path / "sessions" / NAME
    path.parent.mkdir()
    path.write_bytes(data)
    with pytest.raises(BadInput) as caught:
        store.read()
    assert caught.value.code == f"organisation.{code}"
    assert path.read_bytes() == data


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, store: OrganisationFile) -> None:
    class Full(Files):
        def write(self, fd: int, data: bytes | memoryview) -> int:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    kept = store.write(ONE, store.read()).kept
    full = OrganisationFile(
        lambda: tmp_path / "sessions", tmp_path / "settings", lambda: NOW, Publisher(Full())
    )
    with pytest.raises(Failure) as caught:
        full.write(TWO, kept)
    assert caught.value.code == "organisation.not_saved"
    assert lying(kept) == ONE
    assert [path.name for path in kept.path.parent.iterdir()] == [NAME]


def test_what_a_later_version_added_is_kept(store: OrganisationFile) -> None:
    raw = {"format": 1, "areas": [{"id": "a", "name": "Helse", "colour": "red"}], "maps": [1, 2]}
    one = decoded(json.dumps(raw).encode(), "x")
    back = json.loads(encoded(added(one, "goal", "Mål", "g")))
    assert back["maps"] == [1, 2]
    assert back["areas"] == raw["areas"]


def test_the_sample_is_an_organisation() -> None:
    sample = decoded(
        (resources() / "samples" / "organisation" / "fjordvang.json").read_bytes(), "x"
    )
    areas, cohorts = ({unit.id for unit in units} for units in (sample.areas, sample.cohorts))
    assert sample.groups
    assert sample.goals
    assert {group.area for group in sample.groups} <= areas
    assert {group.cohort for group in sample.groups} <= cohorts
