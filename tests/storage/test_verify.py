"""verify finds what does not hold, says where, and changes nothing."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.storage import examples
from workshop_studio.app.ports import Entry
from workshop_studio.domain import events as e
from workshop_studio.domain import records
from workshop_studio.domain.errors import BadInput
from workshop_studio.storage import session_file, verify
from workshop_studio.storage.container import Container, pack
from workshop_studio.storage.disk import Disk
from workshop_studio.storage.journal import entry_body

ALL = examples.every_entry()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "økt.workshop"


def history_of(entries: list[Entry]) -> bytes:
    return b"".join(entry_body(entry) + b"\n" for entry in entries)


def save(path: Path, entries: list[Entry], state: Any = None) -> None:
    state = state or examples.state_of(ALL)
    path.write_bytes(session_file.build(state, history_of(entries), 1, {}))


def results(path: Path) -> dict[str, tuple[bool | None, str]]:
    before = path.read_bytes()
    found = verify.verify(path)
    assert path.read_bytes() == before
    assert [check.check for check in found.checks] == list(verify.CHECKS)
    assert found.ok == all(check.ok is not False for check in found.checks)
    return {check.check: (check.ok, check.detail) for check in found.checks}


def rewrite(path: Path, member: str, change: Callable[[bytes], bytes]) -> None:
    """Change a member, and the manifest with it."""
    container = Container(path.read_bytes(), "x")
    members = {name: container.read(name) for name in container.names}
    members[member] = content = change(members[member])
    manifest = json.loads(members["manifest.json"])
    if member != "manifest.json":
        mark = {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
        manifest["members"][member] = mark
        members["manifest.json"] = json.dumps(manifest).encode()
    path.write_bytes(pack(members))


def test_a_whole_file(path: Path) -> None:
    save(path, ALL)
    assert results(path) == dict.fromkeys(verify.CHECKS, (True, ""))


def test_a_file_without_history(path: Path) -> None:
    save(path, [])
    found = results(path)
    for check in ("history", "numbering", "agreement"):
        assert found.get(check, (None, ""))[0] is None
    assert found["schema"] == found["secrecy"] == (True, "")
    assert verify.verify(path).ok


def test_no_zip(path: Path) -> None:
    path.write_bytes(b"x")
    found = results(path)
    assert found["zip"] == (False, "file.not_a_zip")
    assert {ok for check, (ok, _) in found.items() if check != "zip"} == {None}


def test_a_changed_member(path: Path) -> None:
    save(path, ALL)
    container = Container(path.read_bytes(), "x")
    members = {name: container.read(name) for name in container.names}
    path.write_bytes(pack(members | {"session.json": b"{}"}))
    found = results(path)
    assert found["zip"][0]
    assert found["checksums"] == (False, "file.changed_member session.json")


def test_a_row_that_makes_no_sense(path: Path) -> None:
    save(path, ALL)
    rewrite(path, "session.json", lambda text: text.replace(b'"order":100', b'"order":"x"'))
    ok, detail = results(path)["schema"]
    assert not ok
    assert "session.json:" in detail
    assert "(ideas.order)" in detail


def test_a_key_twice_in_one_row(path: Path) -> None:
    save(path, ALL)
    rewrite(path, "session.json", lambda text: text.replace(b'"hidden"', b'"id":"i9","hidden"', 1))
    assert results(path)["schema"] == (False, "session.json")


@pytest.mark.parametrize(
    "wrong",
    [b'{"number":1}', b"[]", b"{", b'{"number":1,"number":1}', b"[" * 100_000, b"\xff"],
)
def test_a_line_of_the_history_that_makes_no_sense(path: Path, wrong: bytes) -> None:
    save(path, ALL)

    def change(text: bytes) -> bytes:
        lines = text.split(b"\n")
        return b"\n".join([lines[0], wrong, *lines[2:]])

    rewrite(path, "history.jsonl", change)
    found = results(path)
    ok, detail = found["schema"] if found["history"][0] is None else found["history"]
    assert ok is False
    assert "history.jsonl" in detail


def test_numbers_with_a_gap(path: Path) -> None:
    last = replace(ALL[-1], number=len(ALL))
    save(path, [*ALL[:5], replace(ALL[5], number=7), *ALL[6:-1], last])
    assert results(path)["numbering"] == (False, "history.jsonl:6 (number)")


def test_history_and_state_that_disagree(path: Path) -> None:
    state = examples.state_of([*ALL, *examples.further(ALL)])
    save(path, ALL, state)
    assert results(path)["agreement"] == (False, "ideas")


def test_a_history_that_speaks_of_what_there_is_not(path: Path) -> None:
    counted = e.VoteClosed(vote="never", ballots=(), envelopes=())
    extra = Entry(len(ALL) + 1, "facilitator", "x", "CloseVote", (counted,))
    save(path, [*ALL, extra])
    assert results(path)["agreement"] == (False, f"history.jsonl:{len(ALL) + 1}")


def field_of_an_idea(name: str) -> Callable[[bytes], bytes]:
    return lambda text: text.replace(b'"hidden"', b'"%b":"k","hidden"' % name.encode(), 1)


@pytest.mark.parametrize("name", ["key", "token", "secret"])
@pytest.mark.parametrize("member", ["session.json", "history.jsonl"])
def test_a_mark_of_who_it_was(path: Path, name: str, member: str) -> None:
    save(path, ALL)
    rewrite(path, member, field_of_an_idea(name))
    ok, detail = results(path)["secrecy"]
    assert ok is False
    assert member in detail
    assert detail.endswith(f"({name})")


def test_a_participants_time_or_ballot_in_the_history(path: Path) -> None:
    timed = [replace(entry, at=examples.START) for entry in ALL]
    save(path, timed)
    at = next(entry.number for entry in ALL if entry.role == "participant")
    assert results(path)["secrecy"] == (False, f"history.jsonl:{at}")
    cast = Entry(len(ALL) + 1, "participant", "x", "CastVote", ())
    save(path, [*ALL, cast])
    assert results(path)["secrecy"] == (False, f"history.jsonl:{len(ALL) + 1}")


def test_ballots_in_the_order_in_which_they_came(path: Path) -> None:
    state = examples.state_of(ALL)
    bundle = state.bundles["v1/00000"]
    mixed = bundle.model_copy(update={"ballots": tuple(reversed(bundle.ballots))})
    save(path, [], state._replace(bundles=state.bundles.insert(bundle.key, mixed)))
    assert results(path)["secrecy"][0] is False


@pytest.mark.parametrize("sizes", [(8, 2), (7, 5), (6, 6)])
def test_groups_that_are_too_small_or_do_not_add_up(path: Path, sizes: tuple[int, ...]) -> None:
    state = examples.state_of(ALL)
    vote = state.votes["v1"]
    asked = {"by": "role", "groups": ["a", "b"], "least": 6}
    parts = tuple(
        records.Part(group=group, ballots=n, totals={})
        for group, n in zip("ab", sizes, strict=True)
    )
    wrong = vote.model_copy(
        update={
            "rule": {**vote.rule, "breakdown": asked},
            "breakdown": records.Breakdown(parts=parts),
            "ballots": 12 if sizes == (7, 5) else vote.ballots,
        }
    )
    assert wrong.ballots != sum(sizes) or min(sizes) < 6
    save(path, [], state._replace(votes=state.votes.insert("v1", wrong)))
    assert results(path)["secrecy"] == (False, "session.json (votes, breakdown)")


@pytest.mark.parametrize(
    "forged",
    [{"ballots": 3}, {"ballots": 300}, {"beside": 1_000_000}, {"ballots": 0, "beside": 0}],
)
def test_a_vote_that_speaks_for_other_people_than_there_are(
    path: Path, forged: dict[str, int]
) -> None:
    state = examples.state_of(ALL)
    vote = next(vote for vote in state.votes.values() if vote.ballots > 1)
    votes = state.votes.insert(vote.id, vote.model_copy(update=forged))
    for history in (ALL, []):
        save(path, history, state._replace(votes=votes))
        assert results(path)[verify.AGREEMENT] == (False, f"session.json (votes, {vote.id})")


@pytest.mark.parametrize("field", ["ballots", "beside"])
def test_a_vote_of_fewer_people_than_none_is_not_opened(path: Path, field: str) -> None:
    state = examples.state_of(ALL)
    vote = next(vote for vote in state.votes.values() if vote.ballots > 1)
    votes = state.votes.insert(vote.id, vote.model_copy(update={field: -5}))
    save(path, ALL, state._replace(votes=votes))
    with pytest.raises(BadInput):
        Disk(path.parent / "state").read(path)
    assert results(path)[verify.SCHEMA][0] is False


def test_a_newer_history_is_not_judged(path: Path) -> None:
    save(path, ALL)

    def newer(text: bytes) -> bytes:
        return json.dumps(json.loads(text) | {"format": [1, 9]}).encode()

    def unknown(text: bytes) -> bytes:
        return text.replace(b'"type":"FrameEdited"', b'"type":"FrameDreamt"')

    rewrite(path, "history.jsonl", unknown)
    assert results(path)["history"][0] is False
    rewrite(path, "manifest.json", newer)
    assert results(path)["history"] == (None, "made by a newer version")
    assert verify.verify(path).ok


def test_no_file(path: Path) -> None:
    with pytest.raises(BadInput):
        verify.verify(path)
