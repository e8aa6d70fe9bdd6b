"""The session that ships opens, holds together, and is what its script gives."""

import zipfile
from pathlib import Path

from tests.bench.sessions import library
from tools.sample import SAMPLE, make
from workshop_studio.storage.verify import verify


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_it_is_whole_and_what_its_script_gives(tmp_path: Path) -> None:
    assert verify(SAMPLE).ok
    assert members(make(tmp_path)) == members(SAMPLE), "run tools/sample.py"


def test_everybody_gets_a_session_of_their_own_that_can_be_gone_on_with(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    documents = set()
    for _ in range(2):
        session = shelf.sample()
        state = session.snapshot.state
        documents.add(session.document)
        assert 40 <= len(state.ideas) <= 60
        assert not state.flow.finished
        assert state.initiatives
        session.close().result(10)
    assert len(documents) == 2
