"""A log keeps what was acknowledged, drops what was torn, and steps over what is spoilt."""

import errno
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.storage.faults import Counting, PowerCut, PowerOffError, Refusing, ShortWrites
from workshop_studio.storage.files import REAL, Files
from workshop_studio.storage.log import Log, body_of, parts_of, read_log, seal, unseal

FLAGS = os.O_RDWR | os.O_APPEND


def line(number: int) -> bytes:
    return seal(b'{"n":%d,"text":"%b"}' % (number, b"x" * (number % 7)))


def numbers(path: Path) -> list[object]:
    return [body_of(one)["n"] for one in read_log(path).lines]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "run"
    folder.mkdir()
    return folder / "box.[a].jsonl"


def made(path: Path, count: int, files: Files = REAL) -> Log:
    log = Log.create(path, files, [line(0)])
    for number in range(1, count):
        log.append(line(number))
    return log


def resumed(path: Path, files: Files = REAL) -> Log:
    return Log.resume(path, files, os.open(path, FLAGS), read_log(path))


@given(st.dictionaries(st.text(), st.text() | st.integers(), min_size=1))
def test_a_sealed_line_is_json_and_opens(value: dict[str, object]) -> None:
    body = json.dumps(value, ensure_ascii=True).encode()
    sealed = seal(body)
    assert json.loads(sealed).keys() == {"crc", *value}
    assert sealed.endswith(b"\n")
    assert unseal(sealed[:-1]) == body


def test_a_changed_line_does_not_open() -> None:
    sealed = line(5)[:-1]
    for place in range(len(sealed)):
        broken = bytearray(sealed)
        broken[place] ^= 1
        assert unseal(bytes(broken)) is None
    assert unseal(b"") is None
    assert unseal(b"{}") is None


def test_append_and_read(path: Path) -> None:
    made(path, 5).close()
    assert numbers(path) == [0, 1, 2, 3, 4]
    log = resumed(path)
    log.append(line(5) + line(6))
    log.close()
    assert numbers(path) == [0, 1, 2, 3, 4, 5, 6]
    assert list(path.parent.iterdir()) == [path]


def test_a_disk_that_takes_a_little_at_a_time(path: Path) -> None:
    made(path, 5, ShortWrites()).close()
    assert numbers(path) == [0, 1, 2, 3, 4]


def test_one_write_and_one_sync_an_append(path: Path) -> None:
    files = Counting()
    log = made(path, 1, files)
    files.done.clear()
    log.append(line(1) + line(2))
    log.close()
    assert files.done == ["write", "sync"]


@pytest.mark.parametrize("tail", [b"", b"\0" * 50, b"\0" * 4096, b"\xff"])
def test_torn_at_every_byte(path: Path, tail: bytes) -> None:
    made(path, 4).close()
    whole = path.read_bytes()
    ends = [n + 1 for n, byte in enumerate(whole) if byte == 10]
    for end in range(len(whole)):
        path.write_bytes(whole[:end] + tail)
        reading = read_log(path)
        kept = sum(one <= end for one in ends)
        assert [body_of(one)["n"] for one in reading.lines] == list(range(kept))
        assert reading.damaged is None
        log = resumed(path)
        log.append(line(kept))
        log.close()
        assert numbers(path) == list(range(kept + 1))
        assert list(path.parent.iterdir()) == [path]


def test_damage_in_the_midst_is_told_and_stays_on_the_disk(path: Path) -> None:
    made(path, 6).close()
    whole = path.read_bytes()
    for place in range(len(whole) - 1):
        broken = bytearray(whole)
        broken[place] ^= 0x10
        path.write_bytes(broken)
        reading = read_log(path)
        bad = whole[:place].count(b"\n") + 1
        assert reading.damaged == bad
        assert [one.number for one in reading.lines] == list(range(1, bad))
        log = resumed(path)
        log.append(line(100))
        log.append(line(101))
        log.close()
        assert numbers(path) == [*range(bad - 1), 100, 101]
        assert path.read_bytes() == bytes(broken)
        again = read_log(path)
        assert again.damaged is None
        for part in parts_of(path):
            part.unlink()
        path.write_bytes(whole)


def test_a_log_can_be_damaged_twice(path: Path) -> None:
    made(path, 4).close()
    for count in range(3):
        newest = parts_of(path)[0]
        lines = newest.read_bytes().split(b"\n")
        lines[-3] = b"spoilt"
        newest.write_bytes(b"\n".join(lines))
        assert read_log(path).damaged
        log = resumed(path)
        for number in range(3):
            log.append(line(10 * (count + 1) + number))
        log.close()
    assert numbers(path) == [0, 1, 10, 20, 30, 31, 32]
    assert len(parts_of(path)) == 4


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("name", ["write", "sync", "truncate", "create", "sync_folder"])
def test_after_any_refusal_the_log_holds_what_was_acknowledged(
    tmp_path: Path, code: int, name: str
) -> None:
    """Every operation fails in turn, in a log whose first fsync fails too."""
    refusals = 0
    for at in range(1, 40):
        path = tmp_path / f"{at}.jsonl"
        files = Refusing(10_000, code)
        log = made(path, 2, files)
        expected = [0, 1]
        files.names = frozenset({"sync"})
        files.at = len(files.done) + 2  # the fsync of the next append
        with pytest.raises(OSError, match=os.strerror(code)):
            log.append(line(99))
        files.names = frozenset({name})
        files.at = len(files.done) + at
        for number in range(2, 8):
            try:
                log.append(line(number))
            except OSError:
                assert numbers(path) == expected
            else:
                expected.append(number)
        files.at = 10_000
        log.append(line(100))
        log.close()
        assert numbers(path) == [*expected, 100]
        assert read_log(path).damaged is None
        refusals += files.refused - 1
    assert refusals or name == "truncate"


def test_a_full_disk_that_has_room_again(path: Path) -> None:
    files = Refusing(10_000, errno.ENOSPC, names=frozenset({"write"}), lasting=True)
    log = made(path, 3, files)
    size = path.stat().st_size
    files.at = 0
    for _ in range(3):
        with pytest.raises(OSError, match="space"):
            log.append(line(99))
        assert path.stat().st_size == size
    files.at = 10_000
    log.append(line(3))
    log.close()
    assert numbers(path) == [0, 1, 2, 3]
    assert list(path.parent.iterdir()) == [path]


def test_after_a_failed_sync_the_file_is_not_trusted(path: Path) -> None:
    """Linux reports a lost page once: the next fsync succeeds although the page is gone."""
    files = Refusing(10_000, errno.EIO, names=frozenset({"sync"}))
    log = made(path, 3, files)
    files.at = len(files.done) + 2
    with pytest.raises(OSError, match="output"):
        log.append(line(99))
    log.append(line(3))
    log.close()
    first, second = reversed(parts_of(path))
    assert b'"n":3' in second.read_bytes()
    # even if the cut was lost as well, what was refused does not count
    first.write_bytes(first.read_bytes() + line(99))
    assert numbers(path) == [0, 1, 2, 3]


def test_a_part_whose_making_was_not_finished_does_not_count(path: Path) -> None:
    made(path, 3).close()
    for unfinished in (b"", b"\0\0", seal(b'{"follows":0,"after":0}')[:20], line(7)):
        path.with_name(path.name + ".1").write_bytes(unfinished)
        assert numbers(path) == [0, 1, 2]
    log = resumed(path)
    log.append(line(3))
    log.close()
    assert numbers(path) == [0, 1, 2, 3]


def test_making_a_log_leaves_nothing_where_it_fails(path: Path) -> None:
    for at in range(1, 20):
        files = Refusing(at, errno.ENOSPC)
        try:
            Log.create(path, files, [line(0), line(1)]).close()
        except OSError:
            assert list(path.parent.iterdir()) == []
        else:
            assert not files.refused
            assert at > 4
            break
        with pytest.raises(FileNotFoundError):
            read_log(path)


@pytest.mark.parametrize("how", [{}, {"keep": 0.4}, {"nul": True}, {"keep": 0.7, "nul": True}])
def test_power_cut_at_every_operation(tmp_path: Path, how: dict[str, float]) -> None:
    for at in range(1, 60):
        path = tmp_path / f"{at}" / "log.jsonl"
        path.parent.mkdir()
        cut = PowerCut(at, **how)  # type: ignore[arg-type]
        acknowledged = -1
        try:
            log = Log.create(path, cut, [line(0)])
            for number in range(1, 6):
                acknowledged = number - 1
                log.append(line(2 * number - 1) + line(2 * number))
            acknowledged = 5
            log.close()
        except PowerOffError:
            pass
        cut.fall_out()
        if acknowledged >= 0:
            found = numbers(path)
            assert found[: 2 * acknowledged + 1] == list(range(2 * acknowledged + 1))
            assert found == list(range(len(found)))
            assert read_log(path).damaged is None
        if acknowledged == 5:
            return
    raise AssertionError("it comes through in the end")
