"""A session file is read rightly or refused with its name, the place and a code; never changed."""

import hashlib
import io
import json
import random
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.storage import examples
from workshop_studio.app.ports import Fingerprint, Loaded
from workshop_studio.domain.errors import BadInput, Failure
from workshop_studio.domain.state import State
from workshop_studio.storage import container, session_file
from workshop_studio.storage.journal import entry_body

SMALL = examples.small_entries(1)
MEMBERS = {"media/ab12.png": b"\x89PNG\0", "notes/later.json": b"{}"}


def history_of(entries: list[Any]) -> bytes:
    return b"".join(entry_body(entry) + b"\n" for entry in entries)


def built(entries: list[Any], members: Mapping[str, bytes] | None = None) -> bytes:
    return session_file.build(
        examples.state_of(entries), history_of(entries), 3, MEMBERS if members is None else members
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "økt 1.workshop"


def parse(data: bytes, path: Path = Path("økt.workshop")) -> Loaded:
    return session_file.parse(data, path, Fingerprint(len(data), 0, ""))


def refused(path: Path, data: bytes) -> BadInput:
    """The refusal of a file with these bytes, which stay."""
    path.write_bytes(data)
    with pytest.raises(BadInput) as caught:
        session_file.read(path)
    assert path.read_bytes() == data
    assert caught.value.params["name"] == str(path)
    return caught.value


def test_what_is_built_is_read(path: Path) -> None:
    entries = examples.every_entry()
    data = built(entries)
    path.write_bytes(data)
    loaded = session_file.read(path)
    assert loaded.state == examples.state_of(entries)
    assert loaded.entries == len(entries)
    assert loaded.history == history_of(entries)
    assert loaded.revision == 3
    assert loaded.members == MEMBERS
    assert loaded.fingerprint == Fingerprint(
        len(data), path.stat().st_mtime_ns, hashlib.sha256(data).hexdigest()
    )
    assert built(entries) == data


def test_without_history(path: Path) -> None:
    state = examples.state_of(SMALL)
    path.write_bytes(session_file.build(state, b"", 1, {}))
    loaded = session_file.read(path)
    assert loaded.entries is None
    assert loaded.history == b""
    assert loaded.state == state


def test_without_a_document_nothing_is_built() -> None:
    with pytest.raises(ValueError, match="document"):
        session_file.build(State(), b"", 1, {})


def test_cut_at_every_byte(path: Path) -> None:
    data = built(SMALL)
    for end in range(len(data)):
        code = refused(path, data[:end]).code
        assert code == ("file.empty" if end == 0 else "file.not_a_zip" if end < 4 else "file.cut")


def test_a_larger_file_cut_at_many_places(path: Path) -> None:
    data = built(examples.big_entries(100, 1, 1000))
    for end in random.Random(1).sample(range(len(data)), 200):
        refused(path, data[:end])


@pytest.mark.parametrize("flip", [0x01, 0x80, 0xFF])
def test_every_flipped_byte_is_found_or_changes_nothing(flip: int) -> None:
    data = built(SMALL)
    right = parse(data)
    harmless = 0
    for place in range(len(data)):
        broken = bytearray(data)
        broken[place] ^= flip
        try:
            found = parse(bytes(broken))
        except BadInput:
            continue
        harmless += 1
        assert (found.state, found.history, found.members, found.revision) == (
            right.state,
            right.history,
            right.members,
            right.revision,
        )
    assert harmless < 0.2 * len(data)  # times and attributes in the zip's directory


@given(st.binary(max_size=200))
def test_anything_at_all_is_refused(data: bytes) -> None:
    for start in (b"", b"PK\x03\x04"):
        with pytest.raises(BadInput):
            parse(start + data)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(data), 4, 0)
    with pytest.raises(BadInput):
        parse(b"PK\x03\x04" + data + end)


def test_nuls_of_the_right_length(path: Path) -> None:
    data = built(SMALL)
    assert refused(path, bytes(len(data))).code == "file.not_a_zip"
    assert refused(path, data[: len(data) // 2].ljust(len(data), b"\0")).code == "file.cut"


def test_a_tail_of_something_else(path: Path) -> None:
    assert refused(path, built(SMALL) + b"<html>HTTP 500</html>").code == "file.damaged_zip"
    assert refused(path, b"<html>HTTP 500</html>").code == "file.not_a_zip"
    assert refused(path, b"#!/bin/sh\n" + built(SMALL)).code == "file.not_a_zip"


def test_places_that_are_no_file(tmp_path: Path) -> None:
    for path, code in (
        (tmp_path / "none.workshop", "file.missing"),
        (tmp_path, "file.is_folder"),
        (tmp_path / "none" / "none.workshop", "file.missing"),
    ):
        with pytest.raises(BadInput) as caught:
            session_file.read(path)
        assert caught.value.code == code
    with pytest.raises((BadInput, Failure)):
        session_file.read(tmp_path / "a\0b.workshop")


# Members against the manifest


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def changed(change: Callable[[dict[str, bytes]], object], data: bytes | None = None) -> bytes:
    members = unpacked(data or built(SMALL))
    change(members)
    return container.pack(members)


def with_manifest(**fields: object) -> bytes:
    def change(members: dict[str, bytes]) -> None:
        manifest = json.loads(members["manifest.json"]) | fields
        members["manifest.json"] = json.dumps(manifest).encode()

    return changed(change)


@pytest.mark.parametrize("member", ["session.json", "history.jsonl", "media/ab12.png"])
def test_a_member_that_is_missing_changed_or_added(path: Path, member: str) -> None:
    missing = refused(path, changed(lambda members: members.pop(member)))
    assert (missing.code, missing.params["place"]) == ("file.member_missing", member)
    other = refused(path, changed(lambda members: members.update({member: b"{}"})))
    assert (other.code, other.params["place"]) == ("file.changed_member", member)
    added = refused(path, changed(lambda members: members.update({"media/x": b"1"})))
    assert (added.code, added.params["place"]) == ("file.member_added", "media/x")


def test_a_manifest_that_is_missing_or_makes_no_sense(path: Path) -> None:
    def pop(members: dict[str, bytes]) -> None:
        members.pop("manifest.json")

    assert refused(path, changed(pop)).code == "file.member_missing"
    assert refused(path, container.pack({"word/document.xml": b"<x/>"})).code == (
        "file.not_a_session"
    )
    for text in (b"", b"[]", b"{}", b"\xff", b'{"a":1,"a":1}', b"[" * 100_000, b'{"a":NaN}'):
        data = container.pack({**unpacked(built(SMALL)), "manifest.json": text})
        error = refused(path, data)
        assert (error.code, error.params["place"]) == ("file.bad_line", "manifest.json")
    wrong: tuple[dict[str, object], ...] = (
        {"revision": -1},
        {"document": 1},
        {"members": {"session.json": {"sha256": "x", "size": 1}}},
        {"format": "1"},
        {"minimum_reader": []},
        {"document": "other"},
        {"extra": 1e400},
    )
    for fields in wrong:
        error = refused(path, with_manifest(**fields))
        assert (error.code, error.params["place"]) == ("file.bad_line", "manifest.json")


def test_a_session_without_a_document(path: Path) -> None:
    whole = unpacked(built(SMALL))
    session = whole["session.json"].split(b"\n")
    session[1] = b'"document": null,'
    text = b"\n".join(session)
    mark = {"sha256": hashlib.sha256(text).hexdigest(), "size": len(text)}
    manifest = json.loads(whole["manifest.json"])
    manifest["members"]["session.json"] = mark
    whole |= {"session.json": text, "manifest.json": json.dumps(manifest).encode()}
    assert refused(path, container.pack(whole)).code == "file.bad_line"


@pytest.mark.parametrize(
    ("history", "line"),
    [
        (b"\n", 1),
        (b'{"number":2}\n', 1),
        (b'{"number":1}\n{"number":3}\n', 2),
        (b'{"number":1}', 1),
        (b"\xff\n", 1),
        (b"[" * 100_000 + b"\n", 1),
        (b"[1]\n", 1),
    ],
)
def test_a_history_that_cannot_be_gone_on_with(path: Path, history: bytes, line: int) -> None:
    error = refused(path, session_file.build(examples.state_of(SMALL), history, 1, {}))
    assert (error.params["place"], error.params["line"]) == ("history.jsonl", line)


# Versions


def test_a_newer_format_is_refused_as_newer(path: Path) -> None:
    writer = {"name": "Workshop Studio", "version": "9.1"}
    for newer in ([2, 0], [1, 1], [1, 0, 1]):
        error = refused(path, with_manifest(format=newer, minimum_reader=newer, writer=writer))
        assert error.code == "file.newer"
        assert error.params["writer"] == "Workshop Studio 9.1"
    error = refused(path, with_manifest(minimum_reader=[2, 0], members=7, writer=[1]))
    assert error.code == "file.newer"
    for format_ in ([2, 0], 2, "2.0", "9"):  # whatever it says of who may read it
        assert refused(path, with_manifest(format=format_)).code == "file.newer"


def test_a_newer_minor_format_opens_and_keeps_what_is_new(path: Path) -> None:
    data = with_manifest(format=[1, 7], signature={"by": "æ", "at": [1.5, None]})
    path.write_bytes(data)
    loaded = session_file.read(path)
    saved = session_file.build(loaded.state, loaded.history, 4, loaded.members)
    manifest = json.loads(unpacked(saved)["manifest.json"])
    assert manifest["signature"] == {"by": "æ", "at": [1.5, None]}
    again = parse(saved)
    assert again.members == loaded.members
    assert again.revision == 4
    assert {**MEMBERS}.items() <= again.members.items()


# Zips that lie


def zipped(*files: tuple[zipfile.ZipInfo | str, bytes], packed: bool = True) -> bytes:
    buffer = io.BytesIO()
    how = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(buffer, "w", how) as made:
        for info, content in files:
            made.writestr(info, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd",
        "../up",
        "a/../../up",
        "a\\b",
        "C:/x",
        "a//b",
        "a/./b",
        "folder/",
        "dot.",
        " space ",
        "nul\x01",
        "a" * 300,
        "\u202etxt",
    ],
)
def test_names_that_mean_mischief(path: Path, name: str) -> None:
    error = refused(path, zipped(("manifest.json", b"{}"), (name, b"x")))
    assert error.code == "file.odd_member"
    assert str(error.params["place"]).isprintable()


def test_links_and_devices(path: Path) -> None:
    for mode in (stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFDIR):
        info = zipfile.ZipInfo("session.json")
        info.external_attr = (mode | 0o777) << 16
        assert refused(path, zipped((info, b"/etc/passwd"))).code == "file.odd_member"


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("other", ["a.json", "A.JSON"])
def test_one_name_twice(path: Path, other: str) -> None:
    assert refused(path, zipped(("a.json", b"1"), (other, b"2"))).code == "file.odd_member"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_to_pack(path: Path, method: int) -> None:
    info = zipfile.ZipInfo("session.json")
    info.compress_type = method
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr(info, b"x" * 100, method)
    assert refused(path, buffer.getvalue()).code == "file.odd_member"


def patched(data: bytes, field: int, value: bytes, *, both: bool = True) -> bytes:
    """The zip with a field of its first member changed in its directory, and where it lies."""
    made = bytearray(data)
    central = data.index(b"PK\x01\x02")
    made[central + field : central + field + len(value)] = value
    if both:
        made[field - 2 : field - 2 + len(value)] = value
    return bytes(made)


def test_encrypted(path: Path) -> None:
    data = zipped(("manifest.json", b"{}"))
    for flag in (1, 0x40, 0x2000):
        found = refused(path, patched(data, 8, struct.pack("<H", flag)))
        assert found.code in {"file.odd_member", "file.damaged_zip"}
    assert refused(path, patched(data, 10, struct.pack("<H", 99))).code == "file.odd_member"


def test_a_bomb_that_says_so(path: Path) -> None:
    data = zipped(("manifest.json", b"{}"), ("session.json", bytes(64 << 20)))
    assert len(data) < 100_000
    assert refused(path, data).code == "file.member_too_big"


def test_a_bomb_that_lies(path: Path) -> None:
    data = zipped(("manifest.json", bytes(32 << 20)))
    lying = patched(data, 24, struct.pack("<L", 1000))
    assert refused(path, lying).code == "file.damaged_member"


def test_declared_sizes_are_not_trusted(path: Path) -> None:
    data = zipped(("manifest.json", b"{}"))
    for size in (0, 1, 3, 1000):
        assert refused(path, patched(data, 24, struct.pack("<L", size))).code == (
            "file.damaged_member"
        )
    huge = patched(data, 24, struct.pack("<L", 0xFFFFFFFE))
    assert refused(path, huge).code == "file.member_too_big"
    assert refused(path, patched(data, 20, struct.pack("<L", 10_000))).code == (
        "file.damaged_member"
    )


def test_members_that_share_their_bytes(path: Path) -> None:
    """The bomb of overlapping members: many names for one packed block."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    content = bytes(1 << 20)
    block = packer.compress(content) + packer.flush()
    fields = (zlib.crc32(content), len(block), len(content))
    local = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 8, 0, 33, *fields, 1, 0) + b"a" + block
    entries = b""
    for number in range(100):
        name = f"{number:01x}".encode()
        head = struct.pack(
            "<4s6H3L5H2L", b"PK\1\2", 20, 20, 0, 8, 0, 33, *fields, len(name), 0, 0, 0, 0, 0, 0
        )
        entries += head + name
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 100, 100, len(entries), len(local), 0)
    assert refused(path, local + entries + end).code == "file.damaged_member"


def test_more_members_than_anyone_needs(path: Path) -> None:
    data = zipped(*((f"media/{n}", b"") for n in range(container.MEMBERS_LIMIT + 1)))
    assert refused(path, data).code == "file.too_many_members"


def test_a_directory_that_says_it_is_smaller_or_elsewhere(path: Path) -> None:
    data = zipped(("a", b"1"), ("b", b"2"))
    for field, size in ((8, 2), (10, 2), (12, 4), (16, 4), (20, 2), (4, 2), (6, 2)):
        for value in (1, 7, 255):
            made = bytearray(data)
            at = len(data) - 22 + field
            made[at : at + size] = value.to_bytes(size, "little")
            if bytes(made) != data:
                assert refused(path, bytes(made)).code in {
                    "file.damaged_zip",
                    "file.cut",
                    "file.damaged_member",
                }


def test_a_zip_within_a_zip_stays_bytes(path: Path) -> None:
    bomb = zipped(("x", bytes(32 << 20)))
    path.write_bytes(built(SMALL, {"media/inner.zip": bomb}))
    assert session_file.read(path).members == {"media/inner.zip": bomb}


def test_many_equal_ballots_are_no_bomb(path: Path) -> None:
    from workshop_studio.domain import events as e

    many = tuple({"i0": 1} for _ in range(200_000))
    entries = [
        *examples.small_entries(1),
        *examples.entries_of(
            [
                ("facilitator", "OpenVote", (e.VoteOpened(vote=examples.vote(1, ["i0"])),)),
                (
                    "facilitator",
                    "CloseVote",
                    (e.VoteClosed(vote="v1", ballots=many, envelopes=()),),
                ),
            ],
            3,
        ),
    ]
    path.write_bytes(built(entries))
    assert session_file.read(path).state.votes["v1"].ballots == 200_000


def test_a_file_over_the_limit(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_file, "FILE_LIMIT", 100)
    assert refused(path, built(SMALL)).code == "file.too_big"
