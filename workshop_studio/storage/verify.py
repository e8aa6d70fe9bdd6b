"""Checking a session file: that it is whole, that history and state agree, that votes are secret.

Details name places, never contents. A check that cannot be made has ``ok`` None.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

from pydantic import ValidationError

from workshop_studio.app.ports import Check, Entry, Loaded, Verified
from workshop_studio.domain.boxes import MOST_HEADS
from workshop_studio.domain.errors import BadInput
from workshop_studio.domain.evolve import evolve_all
from workshop_studio.domain.state import PARTS, SINGLES, State
from workshop_studio.storage import codec, journal, session_file
from workshop_studio.storage.container import Container
from workshop_studio.tally.breakdown import LEAST

ZIP, CHECKSUMS, SCHEMA = "zip", "checksums", "schema"
HISTORY, NUMBERING, AGREEMENT, SECRECY = "history", "numbering", "agreement", "secrecy"
CHECKS = (ZIP, CHECKSUMS, SCHEMA, HISTORY, NUMBERING, AGREEMENT, SECRECY)

_SECRET_FIELDS = frozenset({"key", "token", "secret", "slips"})
_NO_HISTORY = "no history"


class _FoundError(Exception):
    """A check found something wrong, which the message says."""


def verify(path: Path) -> Verified:
    """Check the file at ``path``.

    Raises:
        BadInput: there is no file, or it may not be read.
        Failure: the disk did not give it.
    """
    data, _ = session_file.load(path)
    checks: list[Check] = []

    def run(name: str, check: Callable[[], str | None]) -> bool:
        """Make one check; it gives a reason where it cannot be made, and raises what is wrong."""
        try:
            skipped = check()
        except BadInput as error:
            checks.append(Check(name, False, _where(error), error))
        except _FoundError as error:
            checks.append(Check(name, False, str(error)))
        else:
            checks.append(Check(name, None if skipped else True, skipped or ""))
        return checks[-1].ok is not False

    one = _Verifier(data, path)
    going = run(ZIP, one.zip) and run(CHECKSUMS, one.checksums) and run(SCHEMA, one.schema)
    if going and run(HISTORY, one.history):
        run(NUMBERING, one.numbering)
        run(AGREEMENT, one.agreement)
    if going:
        run(SECRECY, one.secrecy)
    made = {check.check: check for check in checks}
    whole = tuple(made.get(name, Check(name, None, "not reached")) for name in CHECKS)
    return Verified(all(check.ok is not False for check in whole), whole)


def _where(error: BadInput) -> str:
    """What a reading error says, as code and place."""
    named = [str(error.params[name]) for name in ("place", "line") if name in error.params]
    field = error.params.get("field")
    return " ".join([error.code, ":".join(named), f"({field})" if field else ""]).strip()


class _Verifier:
    """The checks, each on what the ones before it have found."""

    def __init__(self, data: bytes, path: Path) -> None:
        self._data = data
        self._path = path
        self._texts: dict[str, bytes] = {}
        self._lines: list[object] = []
        self._entries: list[Entry] = []
        self._session: object = None
        self._newer = False
        self._loaded: Loaded

    def zip(self) -> None:
        container = Container(self._data, str(self._path))
        for name in container.names:
            container.read(name)

    def checksums(self) -> None:
        name = str(self._path)
        container = Container(self._data, name)
        manifest = session_file.read_manifest(container, name)
        self._newer = manifest.format > session_file.FORMAT
        self._texts = session_file.checked_members(container, manifest, name)

    def schema(self) -> None:
        status = self._path.stat()
        fingerprint = session_file.fingerprint_of(self._data, status)
        self._loaded = session_file.parse(self._data, self._path, fingerprint)
        self._session = _strict(self._texts[session_file.SESSION], session_file.SESSION, 0)

    def _people_add_up(self) -> None:
        """A vote has the ballots that it says, and speaks for no more people than tables hold."""
        state = self._loaded.state
        held: Counter[str] = Counter()
        for bundle in state.bundles.values():
            held[bundle.vote] += len(bundle.ballots)
        for vote in state.votes.values():
            most = vote.ballots * (MOST_HEADS - 1)
            if vote.ballots != held[vote.id] or vote.beside > most:
                raise _FoundError(f"{session_file.SESSION} (votes, {vote.id})")

    def history(self) -> str | None:
        if self._loaded.entries is None:
            return _NO_HISTORY
        for number, line in enumerate(self._loaded.history.splitlines(), 1):
            self._lines.append(_strict(line, session_file.HISTORY, number))
            try:
                self._entries += journal.ENTRIES.validate_json(b"[" + line + b"]")
            except ValidationError as error:
                if self._newer:
                    self._entries = []
                    return "made by a newer version"
                field = ".".join(map(str, error.errors(include_input=False)[0]["loc"][1:]))
                raise _FoundError(f"{session_file.HISTORY}:{number} ({field})") from None
        return None

    def numbering(self) -> str | None:
        if not self._entries:
            return _NO_HISTORY
        for number, entry in enumerate(self._entries, 1):
            if entry.number != number:
                raise _FoundError(f"{session_file.HISTORY}:{number} (number)")
        return None

    def agreement(self) -> str | None:
        self._people_add_up()
        if not self._entries:
            return _NO_HISTORY
        state = State()
        for entry in self._entries:
            try:
                state = evolve_all(state, entry.events)
            except (LookupError, ValueError):  # it speaks of what there is not
                raise _FoundError(f"{session_file.HISTORY}:{entry.number}") from None
        differ = [part for part in PARTS if not _is_same(part, state, self._loaded.state)]
        if differ:
            raise _FoundError(", ".join(differ))
        return None

    def secrecy(self) -> None:
        for where, field in _fields(self._session, session_file.SESSION):
            if field in _SECRET_FIELDS:
                raise _FoundError(f"{where} ({field})")
        for number, line in enumerate(self._lines, 1):
            for where, field in _fields(line, f"{session_file.HISTORY}:{number}"):
                # what an undo puts back is named by its key in a table
                if field in _SECRET_FIELDS and not (field == "key" and ".records." in where):
                    raise _FoundError(f"{where} ({field})")
        for entry in self._entries:
            if entry.command == "CastVote" or (entry.role == "participant" and entry.at):
                raise _FoundError(f"{session_file.HISTORY}:{entry.number}")
        self._votes_are_sorted()
        self._small_groups_are_hidden()

    def _votes_are_sorted(self) -> None:
        """Ballots and envelopes in an order of their own tell nothing about who came when."""
        state = self._loaded.state
        for vote in state.votes.values():
            parts = sorted(
                (bundle for bundle in state.bundles.values() if bundle.vote == vote.id),
                key=lambda bundle: bundle.part,
            )
            ballots = [json.dumps(dict(marks)) for part in parts for marks in part.ballots]
            if ballots != sorted(ballots) or list(vote.envelopes) != sorted(vote.envelopes):
                raise _FoundError(f"{session_file.SESSION} (votes, bundles)")

    def _small_groups_are_hidden(self) -> None:
        """Every ballot of a vote by groups is in one part, and no part is too small."""
        for vote in self._loaded.state.votes.values():
            asked, found = vote.rule.get("breakdown"), vote.breakdown
            if found is None or not found.parts:
                continue
            least = asked.get("least", LEAST) if isinstance(asked, dict) else LEAST
            sizes = [part.ballots for part in found.parts]
            if sum(sizes) != vote.ballots or min(sizes) < int(str(least)):
                raise _FoundError(f"{session_file.SESSION} (votes, breakdown)")


def _strict(text: bytes, place: str, line: int) -> object:
    """What the JSON says, with no key twice in an object; reading alone does not look for that."""
    try:
        return codec.strict_json(text.decode())
    except (ValueError, RecursionError):
        raise _FoundError(f"{place}:{line}" if line else place) from None


def _is_same(part: str, one: State, other: State) -> bool:
    if part in SINGLES:
        return bool(getattr(one, part) == getattr(other, part))
    return codec.encode_table(one, part) == codec.encode_table(other, part)


def _fields(value: object, where: str) -> Iterator[tuple[str, str]]:
    """Every field in a JSON value: where it is, and its name."""
    if isinstance(value, dict):
        inner = ((f"{where}.{name}", item) for name, item in value.items())
        yield from ((where, name) for name in value)
    elif isinstance(value, list):
        inner = ((f"{where}.{number}", item) for number, item in enumerate(value))
    else:
        return
    yield from chain.from_iterable(_fields(item, place) for place, item in inner)
