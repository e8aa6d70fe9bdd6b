"""The hub: the one writer of a session.

A plain class without a thread of its own, so that tests need none; in the program
:class:`workshop_studio.app.session.Session` runs it on one core thread. Journal first, then
publish: nobody sees a state that a crash could take back.
"""

import logging
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, TypeAlias

from workshop_studio.app.ports import Entry, Replayed, Run
from workshop_studio.domain.boxes import BOXED, Box, Slip, open_boxes, vote_box
from workshop_studio.domain.commands import CastVote, Command, EnterBallots, undoable_names
from workshop_studio.domain.decide import Context, Decision, UndoEntry, decide
from workshop_studio.domain.errors import Failure
from workshop_studio.domain.kinds import Rules
from workshop_studio.domain.records import Role
from workshop_studio.domain.rejections import Rejection
from workshop_studio.domain.state import State, free_order
from workshop_studio.domain.undo import touched

_log = logging.getLogger(__name__)
_Stack: TypeAlias = tuple[UndoEntry, "_Stack"] | None
"""Commands to take back, the last one first: linked, so that a batch need not copy it."""
REMEMBERED = 1_000
"""How many refused envelopes are known again: a phone hears within seconds, or asks again."""
_BALLOTS = frozenset({"CastVote", "EnterBallots"})
_MADE = frozenset({"ideas", "clusters", "votes", "initiatives"})


class Actor(NamedTuple):
    """Who sends: the role is written down, the token stays in memory.

    ``heads`` is for how many people they answer, as a phone may for its table.
    """

    role: Role
    token: str = ""
    heads: int = 1


class Envelope(NamedTuple):
    """A command on its way. The sender makes the id, so that a repeat is recognised."""

    id: str
    actor: Actor
    command: Command


class Receipt(NamedTuple):
    """What came of an envelope: accepted and on the disk, or refused.

    Attributes:
        envelope: the envelope's id.
        seq: the publication that shows the outcome.
        rejection: why it was refused; None where it was accepted.
        made: ids of the ideas, clusters, votes and initiatives that it made.
    """

    envelope: str
    seq: int
    rejection: Rejection | None = None
    made: tuple[str, ...] = ()


class Snapshot(NamedTuple):
    """What all surfaces show from; (epoch, seq) orders them.

    Attributes:
        epoch: random for each run of the program.
        seq: counts publications, so a vote moves it too.
        entries: how many entries the history has.
        state: the state.
        boxes: the open ballot boxes by id.
        undo: type of the command that undo would take back.
        redo: type of the command that redo would bring back.
    """

    epoch: str
    seq: int
    entries: int
    state: State
    boxes: Mapping[str, Box]
    undo: str | None = None
    redo: str | None = None


@dataclass(slots=True)
class _Batch:
    """What a batch of envelopes comes to, before it is on the disk."""

    state: State
    boxes: dict[str, Box]
    number: int
    order: int
    undo: _Stack
    redo: _Stack
    entries: list[Entry] = field(default_factory=list)
    slips: dict[str, list[Slip]] = field(default_factory=dict)
    created: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    outcomes: dict[str, Receipt] = field(default_factory=dict)

    def remember(self, command: str, role: Role, done: UndoEntry) -> None:
        """Keep the undo and redo stacks: the same live as when a journal is read back."""
        if command == "Undo" and self.undo is not None:
            taken, self.undo = self.undo
            self.redo = (done._replace(command=taken.command), self.redo)
        elif command == "Redo" and self.redo is not None:
            taken, self.redo = self.redo
            self.undo = (done._replace(command=taken.command), self.undo)
        elif role == "facilitator" and command in undoable_names() and done.after:
            self.undo = (done, self.undo)
            self.redo = None
        for change in done.after:
            self.order = max(self.order, getattr(change.record, "order", -1) + 1)


class Hub:
    """Decides, writes down and publishes, in that order. Used by one thread at a time."""

    def __init__(
        self,
        run: Run,
        kinds: Mapping[str, Rules],
        *,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
        epoch: str,
        state: State | None = None,
        entries: int = 0,
    ) -> None:
        """Begin with a new session (no ``state``) or one as it was opened.

        Args:
            run: the safe place for journal and boxes.
            kinds: the registry of step kinds.
            clock: tells the time, with its zone.
            new_id: makes random ids.
            epoch: names this run of the program in snapshots.
            state: the opened state; its undo stack is empty.
            entries: how many entries its history has.
        """
        self._run = run
        self._kinds = kinds
        self._clock = clock
        self._new_id = new_id
        self._epoch = epoch
        self._state = state or State()
        self._boxes: dict[str, Box] = {}
        self._entries = entries
        self._order = free_order(self._state)
        self._undo: _Stack = None
        self._redo: _Stack = None
        self._outcomes: dict[str, Receipt] = {}
        self._refused: OrderedDict[str, Rejection] = OrderedDict()
        self._undropped: list[str] = []
        self._seq = 0
        self._make_missing_boxes()
        self._snapshot = self._publish()

    @classmethod
    def restored(
        cls,
        replayed: Replayed,
        kinds: Mapping[str, Rules],
        *,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
        epoch: str,
    ) -> "Hub":
        """The hub of a crashed run, with all that was acknowledged, undo stack included."""
        first = replayed.entries[0].number - 1 if replayed.entries else replayed.base_entries
        hub = cls.__new__(cls)
        hub._run = replayed.run
        hub._kinds, hub._clock, hub._new_id, hub._epoch = kinds, clock, new_id, epoch
        hub._seq = 0
        batch = _Batch(replayed.base, {}, first, free_order(replayed.base), None, None)
        for entry in replayed.entries:
            batch.state, done = touched(batch.state, entry.events, entry.command)
            batch.remember(entry.command, entry.role, done)
            batch.number = entry.number
            batch.outcomes[entry.envelope] = Receipt(entry.envelope, 0, made=_made(done))
        hub._state, hub._entries, hub._order = batch.state, batch.number, batch.order
        hub._undo, hub._redo, hub._outcomes = batch.undo, batch.redo, batch.outcomes
        hub._boxes, hub._undropped, hub._refused = {}, [], OrderedDict()
        needed = open_boxes(batch.state)
        for key, box in replayed.boxes.items():
            if key in needed:
                hub._boxes[key] = _without_orphans(box, batch.state)
            else:
                hub._drop([key])
        hub._make_missing_boxes()
        hub._snapshot = hub._publish()
        return hub

    @property
    def snapshot(self) -> Snapshot:
        """The newest publication; may be read by any thread."""
        return self._snapshot

    def handle(self, envelope: Envelope) -> Receipt:
        """Handle a batch of one."""
        return self.handle_all([envelope])[0]

    def handle_all(self, envelopes: Sequence[Envelope]) -> list[Receipt]:
        """Decide each on its predecessor's state, write all down, publish once.

        Raises:
            Failure: the safe place did not take it; nothing has happened.
        """
        batch = _Batch(
            self._state,
            dict(self._boxes),
            self._entries,
            self._order,
            self._undo,
            self._redo,
        )
        seq = self._seq
        try:
            receipts = [self._handle(envelope, batch, seq + 1) for envelope in envelopes]
            for box, slips in batch.slips.items():
                self._run.put(box, slips)
            if batch.entries:
                self._run.append(batch.entries)
        except BaseException:
            self._drop(batch.created)
            raise
        self._drop(batch.dropped)
        self._keep(envelopes, batch)
        if not batch.entries and not batch.slips:
            return [receipt._replace(seq=seq) for receipt in receipts]
        self._state, self._boxes, self._order = batch.state, batch.boxes, batch.order
        self._entries, self._undo, self._redo = batch.number, batch.undo, batch.redo
        self._snapshot = self._publish()
        return receipts

    def _handle(self, envelope: Envelope, batch: _Batch, seq: int) -> Receipt:
        known = self._known(envelope, batch)
        if known is not None:
            return known._replace(seq=seq)
        command, role = envelope.command, envelope.actor.role
        context = Context(
            now=self._clock(),
            new_id=self._new_id,
            kinds=self._kinds,
            role=role,
            token=envelope.actor.token,
            heads=envelope.actor.heads,
            boxes=batch.boxes,
            order=batch.order,
            undo=batch.undo[0] if batch.undo else None,
            redo=batch.redo[0] if batch.redo else None,
        )
        decision = decide(batch.state, command, context)
        if isinstance(decision, Rejection):
            receipt = Receipt(envelope.id, seq, rejection=decision)
        else:
            receipt = self._carry_out(envelope, decision, context, batch, seq)
        batch.outcomes[envelope.id] = receipt
        return receipt

    def _carry_out(
        self, envelope: Envelope, decision: Decision, context: Context, batch: _Batch, seq: int
    ) -> Receipt:
        for body in decision.slips:
            box = batch.boxes[body.box]
            key = box.key_of(body.token or envelope.actor.token)
            slip = Slip(key, body.body, envelope.id, body.group, body.heads)
            batch.boxes[body.box] = box.with_slip(slip)
            batch.slips.setdefault(body.box, []).append(slip)
        if not decision.events:
            return Receipt(envelope.id, seq)
        name, role = envelope.command.type, envelope.actor.role
        batch.state, done = touched(batch.state, decision.events, name)
        batch.remember(name, role, done)
        batch.number += 1
        at = context.now if role == "facilitator" else None  # a time can tell who wrote
        batch.entries.append(Entry(batch.number, role, envelope.id, name, decision.events, at))
        if any(change.table in BOXED for change in done.after):
            self._keep_boxes(batch)
        return Receipt(envelope.id, seq, made=_made(done))

    def _keep_boxes(self, batch: _Batch) -> None:
        """Have a box for each open vote and collect step, and let go of the others."""
        needed = open_boxes(batch.state)
        if needed == batch.boxes.keys():
            return
        for key in sorted(needed - batch.boxes.keys()):
            batch.boxes[key] = self._run.create_box(key)
            batch.created.append(key)
        for key in sorted(batch.boxes.keys() - needed):
            del batch.boxes[key]
            batch.dropped.append(key)

    def _keep(self, envelopes: Sequence[Envelope], batch: _Batch) -> None:
        """Remember what came of envelopes; a ballot's own box remembers it."""
        for envelope in envelopes:
            receipt = batch.outcomes.get(envelope.id)
            if receipt is None:
                continue
            if receipt.rejection is not None:
                self._refused[envelope.id] = receipt.rejection
                if len(self._refused) > REMEMBERED:
                    self._refused.popitem(last=False)
            elif envelope.command.type != "CastVote":
                self._outcomes[envelope.id] = receipt

    def _known(self, envelope: Envelope, batch: _Batch) -> Receipt | None:
        """The first outcome of an envelope that has come before, after a restart too."""
        known = batch.outcomes.get(envelope.id) or self._outcomes.get(envelope.id)
        refused = self._refused.get(envelope.id)
        if refused is not None:
            return Receipt(envelope.id, 0, rejection=refused)
        command = envelope.command
        if known is not None or command.type not in _BALLOTS:
            return known
        assert isinstance(command, CastVote | EnterBallots)  # noqa: S101 # asked last: it is slow
        box = batch.boxes.get(vote_box(command.vote))
        vote = batch.state.votes.get(command.vote)
        in_box = box is not None and envelope.id in box.envelopes
        counted = vote is not None and _holds(vote.envelopes, envelope.id)
        return Receipt(envelope.id, 0) if in_box or counted else None

    def _drop(self, boxes: Iterable[str]) -> None:
        """Delete boxes; what cannot be deleted now is tried again, for its secret must go."""
        left = []
        for box in (*self._undropped, *boxes):
            try:
                self._run.drop_box(box)
            except Failure:
                _log.exception("a ballot box could not be deleted yet")
                left.append(box)
        self._undropped = left

    def _make_missing_boxes(self) -> None:
        for key in sorted(open_boxes(self._state) - self._boxes.keys()):
            self._boxes[key] = self._run.create_box(key)

    def _publish(self) -> Snapshot:
        self._seq += 1
        can_go_back = not self._state.flow.finished
        return Snapshot(
            self._epoch,
            self._seq,
            self._entries,
            self._state,
            self._boxes,
            self._undo[0].command if self._undo and can_go_back else None,
            self._redo[0].command if self._redo and can_go_back else None,
        )


def _holds(ids: Sequence[str], wanted: str) -> bool:
    """Whether a sorted sequence holds an id."""
    place = bisect_left(ids, wanted)
    return place < len(ids) and ids[place] == wanted


def _made(done: UndoEntry) -> tuple[str, ...]:
    return tuple(
        [  # not a generator, for this is done with every command
            now.key
            for was, now in zip(done.before, done.after, strict=True)
            if now.table in _MADE and was.record is None and now.record is not None
        ]
    )


def _without_orphans(box: Box, state: State) -> Box:
    """A box without slips of ideas that never reached the journal."""
    slips = [slip for mine in box.slips.values() for slip in mine]
    kept = [slip for slip in slips if not isinstance(slip.body, str) or slip.body in state.ideas]
    if len(kept) == len(slips):  # with the envelopes of ballots that a later one replaced, too
        return box
    return Box(box.id, box.secret).with_slips(kept)
