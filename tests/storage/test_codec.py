"""session.json: one state, one text; what is not known is kept; what is wrong is told."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rpds import HashTrieMap

from tests.storage import examples
from workshop_studio.domain.errors import BadInput
from workshop_studio.domain.records import Idea
from workshop_studio.domain.state import PARTS, TABLES, State
from workshop_studio.storage import codec

NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=30)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)


@st.composite
def states(draw: st.DrawFn) -> State:
    """States with drawn texts, unknown fields in all kinds of rows, and unknown parts."""
    base = json.loads(codec.encode(examples.state_of(examples.every_entry())))
    for table in TABLES:
        rows = base[table]
        if rows and draw(st.booleans()):
            extra = draw(st.dictionaries(NAMES.map("x".__add__), JSON, max_size=2))
            rows[draw(st.integers(0, len(rows) - 1))].update(extra)
    for row in base["ideas"]:
        row["text"] = draw(TEXTS)
    base["frame"]["title"] = draw(TEXTS)
    base["bundles"] = base["bundles"][: draw(st.integers(0, 3))]
    for name, value in draw(st.dictionaries(NAMES, JSON, max_size=2)).items():
        if name not in base:
            base[name] = value
    return codec.decode(json.dumps(base).encode(), name="drawn")


@given(states())
def test_what_is_written_is_read(state: State) -> None:
    text = codec.encode(state)
    assert json.loads(text)["format"] == codec.FORMAT
    back = codec.decode(text, name="x")
    assert back == state
    assert codec.encode(back) == text


@given(st.dictionaries(NAMES, JSON, min_size=1, max_size=3))
def test_unknown_parts_and_fields_are_kept(parts: dict[str, Any]) -> None:
    whole = json.loads(codec.encode(examples.state_of(examples.small_entries())))
    unknown = {f"new {name}": value for name, value in parts.items()}
    whole |= unknown
    whole["ideas"][0] |= unknown
    whole["document"] |= unknown
    back = json.loads(codec.encode(codec.decode(json.dumps(whole).encode(), name="x")))
    assert back == whole


def test_one_row_a_line_in_the_order_of_the_tables() -> None:
    text = codec.encode(examples.state_of(examples.every_entry()))
    lines = text.decode().splitlines()
    assert lines[0] == '{"format": 1,'
    assert lines[-1] == "}"
    names = [line.split('"')[1] for line in lines if line.startswith('"')]
    assert ["format", *names] == ["format", *PARTS]
    ideas = lines[lines.index('"ideas": [') + 1 :]
    assert [json.loads(line.rstrip(","))["id"] for line in ideas[:4]] == ["i0", "i1", "i2", "i3"]


def test_the_same_state_gives_the_same_bytes_in_every_process() -> None:
    program = (
        "import hashlib; from tests.storage import examples; "
        "from workshop_studio.storage import codec; "
        "state = examples.state_of(examples.every_entry()); "
        "print(hashlib.sha256(codec.encode(state)).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "random")
    }
    assert len(found) == 1


@pytest.mark.parametrize("indent", [None, 1, 4])
def test_another_layout_of_the_same_json_is_read(indent: int | None) -> None:
    state = examples.state_of(examples.every_entry())
    whole = json.loads(codec.encode(state))
    for text in (
        json.dumps(whole, indent=indent),
        json.dumps(dict(reversed(whole.items())), indent=indent, ensure_ascii=False),
        "\ufeff" + json.dumps(whole, indent=indent),
    ):
        assert codec.decode(text.encode(), name="x") == state


def test_parts_that_an_older_version_did_not_write_are_empty() -> None:
    assert codec.decode(b'{"format": 1}', name="x") == State()
    assert codec.decode(b'{"format": 1\n}\n', name="x") == State()


TEXT = codec.encode(examples.state_of(examples.small_entries()))


def wrong(text: bytes) -> BadInput:
    with pytest.raises(BadInput) as caught:
        codec.decode(text, name="økt.workshop")
    assert caught.value.params["name"] == "økt.workshop"
    return caught.value


def test_cut_at_every_byte() -> None:
    for end in range(len(TEXT) - 2):
        assert wrong(TEXT[:end]).params["place"] == "session.json"


@settings(max_examples=300)
@given(st.integers(0, len(TEXT) - 1), st.integers(1, 255))
def test_any_flipped_byte_is_read_as_json_or_refused(place: int, flip: int) -> None:
    broken = bytearray(TEXT)
    broken[place] ^= flip
    try:
        state = codec.decode(bytes(broken), name="x")
    except BadInput:
        return
    assert codec.decode(codec.encode(state), name="x") == state


@settings(max_examples=300)
@given(st.binary(max_size=60))
def test_anything_at_all_is_json_or_refused(inner: bytes) -> None:
    for text in (
        inner,
        b'{"format": 1,\n"ideas": ' + inner + b"\n}\n",
        b'{"format": 1,\n"document": {' + inner + b'},\n"flow": {}\n}\n',
        b'{"format": 1,\n"later": ' + inner + b"\n}\n",
    ):
        try:
            state = codec.decode(text, name="x")
        except BadInput:
            continue
        json.loads(text)
        assert codec.decode(codec.encode(state), name="x") == state


def test_the_line_and_the_field_are_named_but_not_the_content() -> None:
    lines = TEXT.split(b"\n")
    at = next(n for n, line in enumerate(lines) if b'"i1"' in line)
    lines[at] = lines[at].replace(b'"order":101', b'"order":"hemmelig"')
    error = wrong(b"\n".join(lines))
    assert error.params["line"] == at + 1
    assert error.params["field"] == "ideas.order"
    assert "hemmelig" not in str(error)


def row(text: bytes) -> bytes:
    """A session with one activity of this text."""
    return b'{"format": 1,\n"activities": [\n' + text + b"\n]\n}\n"


ACTIVITY = b'{"id":"a","order":0,"technique":"t","name":{},'


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(row(ACTIVITY + b'"x":NaN}'), id="NaN in an unknown field"),
        pytest.param(row(ACTIVITY + b'"x":[-Infinity]}'), id="infinity"),
        pytest.param(row(ACTIVITY + b'"x":1e999}'), id="beyond a float"),
        pytest.param(row(ACTIVITY + b'"x":' + b"[" * 100_000 + b"}"), id="deep"),
        pytest.param(
            row(ACTIVITY + b'"x":' + b"[" * 50_000 + b"]" * 50_000 + b"}"), id="deep and closed"
        ),
        pytest.param(row(ACTIVITY + b'"x":"\\ud800"}'), id="half a surrogate"),
        pytest.param(row(ACTIVITY + b'"x":"\xff"}'), id="no UTF-8"),
        pytest.param(row(ACTIVITY + b'"order":' + b"9" * 10_000 + b"}"), id="huge number"),
        pytest.param(
            row(ACTIVITY + b'"x":1},\n' + ACTIVITY + b'"x":2}'), id="two rows with one key"
        ),
        pytest.param(b'{"format": 1,\n"x": ' + b"[" * 100_000 + b"\n}\n", id="deep part"),
        pytest.param(b'{"format": 1,\n"x": 1e999\n}\n', id="part beyond a float"),
        pytest.param(b'{"format": 1,\n"x": NaN\n}\n', id="NaN as a part"),
        pytest.param(b'{"format": 1,\n"x": 1,\n"x": 1\n}\n', id="a part twice"),
        pytest.param(b'{"format": 1,\n"flow": null\n}\n', id="no flow"),
        pytest.param(b'{"format": 0}', id="format 0"),
        pytest.param(b'{"format": true}', id="format true"),
        pytest.param(b'{"ideas": []}', id="no format"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b"[" * 100_000, id="only brackets"),
    ],
)
def test_what_json_forbids_is_refused(text: bytes) -> None:
    assert wrong(text).code == "file.bad_line"


def test_a_newer_layout_says_so() -> None:
    assert wrong(b'{"format": 2,\n"ideas": {}\n}\n').code == "file.newer"


def test_the_word_nan_in_a_text_is_no_number() -> None:
    state = examples.state_of(examples.small_entries())
    for text in ("NaN", "-Infinity", "NaN,\n]"):
        told = state.ideas["i0"].model_copy(update={"text": text})
        saved = codec.encode(State(ideas=HashTrieMap({"i0": told})))
        assert codec.decode(saved, name="x").ideas["i0"].text == text


def test_a_table_larger_than_a_chunk_and_where_it_is_wrong() -> None:
    ideas = {
        f"i{n}": Idea(id=f"i{n}", step="s", order=n, text="x" * 500, by="import")
        for n in range(1000)
    }
    text = codec.encode(State(ideas=HashTrieMap(ideas)))
    assert len(text) > 5 * codec.CHUNK
    assert len(codec.decode(text, name="x").ideas) == 1000
    lines = text.split(b"\n")
    at = next(n for n, line in enumerate(lines) if b'"i900"' in line)
    lines[at] = lines[at].replace(b'"by":"import"', b'"by":"nobody"')
    assert wrong(b"\n".join(lines)).params["line"] == at + 1


@given(st.lists(st.text("ab\n", max_size=20)).map("\n".join), st.integers(1, 9))
def test_pieces_join_to_the_whole_and_end_at_line_ends(text: str, size: int) -> None:
    pieces = list(codec.cut(text.encode(), size))
    assert b"".join(pieces) == text.encode()
    assert all(piece.endswith(b"\n") for piece in pieces[:-1])
