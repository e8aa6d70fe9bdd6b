"""Publishing leaves the old file or the new one, whole, whatever happens on the way."""

import contextlib
import errno
import hashlib
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.storage import examples, killed
from tests.storage.faults import Counting, PowerCut, PowerOffError, Refusing, ShortWrites
from workshop_studio.app.ports import Entry, Fingerprint
from workshop_studio.domain.errors import BadInput, Conflict, Failure
from workshop_studio.domain.state import State
from workshop_studio.storage import session_file
from workshop_studio.storage.disk import Disk
from workshop_studio.storage.files import REAL, Files
from workshop_studio.storage.journal import entry_body
from workshop_studio.storage.publish import Publisher, conflict_path

OLD = examples.small_entries(1)
NEW = [*OLD, *examples.further(OLD, 3)]


def save(
    path: Path,
    entries: list[Entry],
    expected: Fingerprint | None,
    files: Files = REAL,
    disk: Disk | None = None,
) -> Fingerprint:
    return (disk or Disk(path.parent / "state", files)).publish(
        path,
        examples.state_of(entries),
        [entry_body(entry) for entry in entries],
        revision=len(entries),
        expected=expected,
        members={"media/x": b"1"},
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "Delt mappe"
    folder.mkdir()
    return folder / "økt 1.workshop"


def hash_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def temporary_in(folder: Path) -> list[Path]:
    return sorted(folder.glob(".~*"))


def test_a_new_file_and_then_another_in_its_place(path: Path) -> None:
    first = save(path, OLD, None)
    assert session_file.read(path).fingerprint == first
    second = save(path, NEW, first)
    loaded = session_file.read(path)
    assert loaded.fingerprint == second
    assert loaded.state == examples.state_of(NEW)
    assert loaded.revision == len(NEW)
    assert loaded.members == {"media/x": b"1"}
    assert [one.name for one in path.parent.iterdir()] == [path.name]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no umask")
def test_others_may_read_it_as_far_as_the_umask_says(path: Path) -> None:
    before = os.umask(0o027)
    try:
        first = save(path, OLD, None)
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
        save(path, NEW, first)
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
    finally:
        os.umask(before)


def test_a_disk_that_takes_a_little_at_a_time(path: Path) -> None:
    save(path, OLD, None, ShortWrites())
    assert session_file.read(path).state == examples.state_of(OLD)


def test_a_very_long_name(path: Path) -> None:
    long = path.with_name("ø" * 120 + ".workshop")
    save(long, NEW, save(long, OLD, None))
    assert session_file.read(long).entries == len(NEW)


# Ends at every operation


@pytest.mark.parametrize("scenario", ["publish-new", "publish-again"])
@pytest.mark.parametrize("tear", [False, True], ids=["between", "within a write"])
def test_killed_at_every_operation(tmp_path: Path, scenario: str, tear: bool) -> None:
    folders = killed.at_every_operation(scenario, tmp_path, tear=tear)
    assert len(folders) > 5
    seen = set()
    for folder in folders:
        path = folder / killed.FILE
        if not path.exists():
            assert scenario == "publish-new"
            seen.add("none")
            found = None
        else:
            loaded = session_file.read(path)
            seen.add("old" if loaded.entries == len(OLD) else "new")
            assert loaded.state == examples.state_of(NEW if loaded.entries == len(NEW) else OLD)
            found = loaded.fingerprint
        assert len(temporary_in(folder)) <= 1
        save(path, NEW, found)
        assert session_file.read(path).entries == len(NEW)
    assert seen == {"none" if scenario == "publish-new" else "old", "new"}


def every_cut(**how: object) -> Iterator[PowerCut]:
    for number in range(1, 100):
        yield PowerCut(number, **how)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "how", [{}, {"keep": 0.5}, {"nul": True}], ids=["nothing kept", "half kept", "NULs"]
)
@pytest.mark.parametrize("there", [False, True], ids=["new", "again"])
def test_power_cut_at_every_operation(tmp_path: Path, how: dict[str, object], there: bool) -> None:
    cuts = 0
    for number, cut in enumerate(every_cut(**how)):
        path = tmp_path / f"{number}" / "økt.workshop"
        path.parent.mkdir()
        expected = save(path, OLD, None) if there else None
        try:
            save(path, NEW, expected, cut)
        except PowerOffError:
            cuts += 1
            cut.fall_out()
            if there or path.exists():
                assert session_file.read(path).entries in {len(OLD) if there else 0, len(NEW)}
        else:
            cut.fall_out()
            assert session_file.read(path).entries == len(NEW)
            break
    assert cuts == (5 if there else 6)


def failure_of(work: Callable[[], object]) -> Failure | None:
    try:
        work()
    except Failure as failure:
        return failure
    return None


ERRORS = {
    errno.ENOSPC: "file.full_disk",
    errno.EDQUOT: "file.full_disk",
    errno.EIO: "file.not_written",
    errno.EROFS: "file.read_only",
    errno.EACCES: "file.read_only",
}


@pytest.mark.parametrize("code", ERRORS, ids=errno.errorcode.get)
@pytest.mark.parametrize("there", [False, True], ids=["new", "again"])
def test_refused_at_every_operation(tmp_path: Path, code: int, there: bool) -> None:
    for number in range(1, 100):
        path = tmp_path / f"{number}" / "økt.workshop"
        path.parent.mkdir()
        expected = save(path, OLD, None) if there else None
        before = hash_of(path) if there else None
        files = Refusing(number, code)
        disk = Disk(tmp_path, files)
        failure = failure_of(lambda: save(path, NEW, expected, disk=disk))  # noqa: B023
        if failure is not None:
            assert failure.params["name"] == str(path)
            if failure.code == "file.unsure":
                assert session_file.read(path).entries == len(NEW)
            else:
                assert failure.code == ERRORS[code]
                assert (hash_of(path) if path.exists() else None) == before
            assert temporary_in(path.parent) == []
            # the same again succeeds, and is no conflict with ourselves
            save(path, NEW, expected, disk=disk)
        assert session_file.read(path).entries == len(NEW)
        if not files.refused:
            break
    assert number > 5


def test_a_folder_that_cannot_be_synced_is_no_failure(path: Path) -> None:
    class Share(Files):
        def sync_folder(self, path: Path) -> None:
            raise AssertionError

    if os.name != "nt":
        real = os.fsync

        def fsync(fd: int) -> None:
            if stat.S_ISDIR(os.fstat(fd).st_mode):
                raise OSError(errno.EINVAL, "Invalid argument")
            real(fd)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "fsync", fsync)
            save(path, OLD, None)
    assert session_file.read(path).entries == len(OLD)


def test_what_comes_back_other_than_written_is_never_put_in_place(path: Path) -> None:
    first = save(path, OLD, None)

    class Forgetful(Files):
        def sync(self, fd: int) -> None:
            os.ftruncate(fd, os.fstat(fd).st_size - 1)

    with pytest.raises(Failure) as caught:
        save(path, NEW, first, Forgetful())
    assert caught.value.code == "file.not_verified"
    assert hash_of(path) == first.sha256
    assert temporary_in(path.parent) == []


def test_what_does_not_read_as_the_session_is_never_put_in_place(path: Path) -> None:
    def check(data: bytes) -> None:
        raise BadInput("file.bad_line", name="x", place="session.json", line=1, field="")

    with pytest.raises(Failure) as caught:
        Publisher().publish(path, b"data", None, check)
    assert caught.value.code == "file.not_verified"
    assert list(path.parent.iterdir()) == []


# Real trouble


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 256 kB."""
    folder = tmp_path / "small"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(folder)]
    if sys.platform != "linux" or shutil.which("mount") is None:
        pytest.skip("there is no mount command for a tmpfs")
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode != 0:
        pytest.skip("this user may not mount a tmpfs")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_that_is_really_full(small_disk: Path) -> None:
    path = small_disk / "økt.workshop"
    first = save(path, OLD, None)
    with contextlib.suppress(OSError), (small_disk / "other").open("wb", buffering=0) as other:
        while other.write(b"x" * 1024):
            pass
    with pytest.raises(Failure) as caught:
        save(path, NEW, first)
    assert caught.value.code == "file.full_disk"
    assert hash_of(path) == first.sha256
    assert temporary_in(small_disk) == []
    (small_disk / "other").unlink()
    save(path, NEW, first)


@contextlib.contextmanager
def as_a_user_without_rights(folder: Path) -> Iterator[None]:
    """Run as somebody who is not root, in a folder that only root may write."""
    if os.name == "nt":
        pytest.skip("Windows folders have no such mode")
    if os.geteuid() == 0:
        for parent in [folder, *folder.parents]:
            if not parent.stat().st_mode & stat.S_IXOTH:
                pytest.skip("another user cannot reach the test's folder")
        os.seteuid(65534)
        try:
            yield
        finally:
            os.seteuid(0)
        return
    folder.chmod(0o555)
    try:
        yield
    finally:
        folder.chmod(0o755)


@pytest.fixture
def reachable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder that other users reach, unlike pytest's own."""
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


def test_a_folder_that_may_not_be_written(reachable: Path) -> None:
    path = reachable / "økt.workshop"
    first = save(path, OLD, None)
    with as_a_user_without_rights(reachable), pytest.raises(Failure) as caught:
        save(path, NEW, first)
    assert caught.value.code == "file.read_only"
    assert caught.value.params["folder"] == str(reachable)
    assert hash_of(path) == first.sha256


def test_a_file_that_may_not_be_read(reachable: Path) -> None:
    path = reachable / "økt.workshop"
    save(path, OLD, None)
    path.chmod(0)
    with as_a_user_without_rights(reachable), pytest.raises(BadInput) as caught:
        session_file.read(path)
    assert caught.value.code == "file.not_allowed"


def test_a_folder_that_is_not_there(path: Path) -> None:
    with pytest.raises(Failure) as caught:
        save(path.parent / "borte" / "økt.workshop", OLD, None)
    assert caught.value.code == "file.folder_missing"
    assert caught.value.params["folder"] == str(path.parent / "borte")


# Others


def test_what_somebody_else_wrote_is_theirs(path: Path) -> None:
    first = save(path, OLD, None)
    theirs = save(path, [*OLD, *examples.further(OLD)], first)
    for expected in (first, None):
        with pytest.raises(Conflict) as caught:
            save(path, NEW, expected)
        assert caught.value.params["name"] == str(path)
        assert hash_of(path) == theirs.sha256
        assert temporary_in(path.parent) == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:-1] + b"x"),
        lambda path: path.write_bytes(path.read_bytes() + b" "),
    ],
)
def test_a_target_that_somebody_spoilt_stays_so(path: Path, spoil: Callable[[Path], None]) -> None:
    first = save(path, OLD, None)
    spoil(path)
    before = hash_of(path)
    with pytest.raises(Conflict):
        save(path, NEW, first)
    assert hash_of(path) == before


def test_a_file_that_is_gone_is_not_made_again(path: Path) -> None:
    first = save(path, OLD, None)
    path.rename(path.with_name("omdøpt.workshop"))
    with pytest.raises(Conflict) as caught:
        save(path, NEW, first)
    assert caught.value.code == "file.gone"
    assert not path.exists()


def test_a_file_that_is_replaced_by_a_folder(path: Path) -> None:
    first = save(path, OLD, None)
    path.unlink()
    path.mkdir()
    for expected in (first, None):
        with pytest.raises(Conflict):
            save(path, NEW, expected)


def test_a_new_time_alone_is_nobodys_change(path: Path) -> None:
    first = save(path, OLD, None)
    os.utime(path, (1, 1))
    save(path, NEW, first)
    assert session_file.read(path).entries == len(NEW)


def test_a_change_while_the_temporary_file_is_written_is_seen(path: Path) -> None:
    first = save(path, OLD, None)

    class Raced(Counting):
        def at_step(self, name: str, number: int) -> None:
            if name == "sync":
                path.write_bytes(b"theirs")

    with pytest.raises(Conflict):
        save(path, NEW, first, Raced())
    assert path.read_bytes() == b"theirs"


def test_two_that_make_the_same_new_file(path: Path) -> None:
    class Raced(Counting):
        def at_step(self, name: str, number: int) -> None:
            if name == "place":
                path.write_bytes(b"theirs")

    with pytest.raises(Conflict) as caught:
        save(path, NEW, None, Raced())
    assert caught.value.code == "file.exists"
    assert path.read_bytes() == b"theirs"
    assert temporary_in(path.parent) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows renames without links")
def test_a_share_without_links(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(source: Path, target: Path) -> None:
        if target.exists():
            raise FileExistsError(errno.EEXIST, "exists")
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", link)
    save(path, OLD, None)
    with pytest.raises(Conflict):
        save(path, NEW, None)
    assert session_file.read(path).entries == len(OLD)
    assert temporary_in(path.parent) == []


class HeldFiles(Files):
    """Windows, where another program holds the target for some tries."""

    def __init__(self, code: int, tries: float) -> None:
        self.code = code
        self.tries = tries

    def replace(self, source: Path, target: Path) -> None:
        if self.tries:
            self.tries -= 1
            error = PermissionError(errno.EACCES, "Access is denied")
            error.winerror = self.code  # type: ignore[attr-defined, unused-ignore]
            raise error
        super().replace(source, target)


def held_save(path: Path, files: Files, expected: Fingerprint) -> list[float]:
    pauses: list[float] = []
    state: State = examples.state_of(NEW)
    data = session_file.build(state, b"", 2, {})
    Publisher(files, pauses.append).publish(
        path, data, expected, lambda back: session_file.check(back, state, path)
    )
    return pauses


@pytest.mark.parametrize("code", [5, 32, 33])
def test_a_target_that_another_program_holds_for_a_while(path: Path, code: int) -> None:
    first = save(path, OLD, None)
    pauses = held_save(path, HeldFiles(code, 4), first)
    assert pauses == [0.05, 0.1, 0.2, 0.4]
    assert session_file.read(path).state == examples.state_of(NEW)


def test_a_target_that_another_program_holds_for_long(path: Path) -> None:
    first = save(path, OLD, None)
    files = HeldFiles(32, float("inf"))
    with pytest.raises(Failure) as caught:
        held_save(path, files, first)
    assert caught.value.code == "file.in_use"
    assert hash_of(path) == first.sha256
    assert temporary_in(path.parent) == []


def test_the_pauses_add_up_to_a_few_seconds(path: Path) -> None:
    first = save(path, OLD, None)
    pauses = held_save(path, HeldFiles(32, 6), first)
    assert 2 < sum(pauses) < 3
    with pytest.raises(Failure) as caught:
        held_save(path, HeldFiles(87, 1), session_file.read(path).fingerprint)
    assert caught.value.code == "file.read_only"


# What a crash leaves


def test_old_temporary_files_of_ours_are_swept_and_nothing_else(path: Path) -> None:
    ours = path.with_name(f".~{path.name}.0123456789abcdef.tmp")
    fresh = path.with_name(".~annet.workshop.0123456789abcdef.tmp")
    others = [path.with_name(name) for name in (".~lock.tmp", "x.tmp", "~$økt.docx")]
    for one in (ours, fresh, *others):
        one.write_bytes(b"x")
    for one in (ours, *others):
        os.utime(one, (1, 1))
    save(path, OLD, None)
    assert not ours.exists()
    assert all(one.exists() for one in (fresh, *others))


@pytest.mark.parametrize(
    ("name", "host", "expected"),
    [
        ("Økt 1.workshop", "pc-17", "Økt 1 (conflict pc-17 2026-11-23T1403).workshop"),
        ("a.workshop", "../evil\x00/ø", "a (conflict evil 2026-11-23T1403).workshop"),
        ("a.workshop", "", "a (conflict laptop 2026-11-23T1403).workshop"),
    ],
)
def test_the_name_of_a_copy(tmp_path: Path, name: str, host: str, expected: str) -> None:
    now = datetime(2026, 11, 23, 14, 3)  # noqa: DTZ001 # local time, as on the wall
    found = conflict_path(tmp_path / name, now, host)
    assert found == tmp_path / expected
    long = conflict_path(tmp_path / ("ø" * 120 + ".workshop"), now, "h" * 100)
    assert len(os.fsencode(long.name)) <= 255


def test_the_name_of_a_copy_is_free(path: Path) -> None:
    disk = Disk(path.parent / "state")
    now = datetime(2026, 11, 23, 14, 3)  # noqa: DTZ001 # local time, as on the wall
    names = []
    for _ in range(3):
        copy = disk.conflict_path(path, now)
        copy.write_bytes(b"")
        names.append(copy.name)
    assert len(set(names)) == 3
    assert all(name.endswith(".workshop") and "conflict" in name for name in names)
