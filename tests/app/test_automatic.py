"""Leading a session without a facilitator: what comes next, and when."""

from tests.fakes import Room
from workshop_studio.app.automatic import LOOKED_AT, Automatic
from workshop_studio.app.hub import Snapshot
from workshop_studio.domain import commands as c


def test_what_opens_is_done_at_once_and_what_closes_when_the_time_is_up() -> None:
    room = Room().begin("brainstorm")
    leader = Automatic(lambda: room.now)

    def snapshot() -> Snapshot:
        return room.hub.snapshot

    done: list[str] = []
    while (move := leader.next(snapshot())) is not None and len(done) < 40:
        assert move.at is not None, (done, move)
        if move.at > room.now:
            waited = move.at - room.now
            if isinstance(move.command, c.GoTo | c.FinishSession):
                assert waited <= LOOKED_AT or "StartTimer" in done
            room.now = move.at
        room.accept(move.command)
        done.append(move.command.type)
    assert done[-1] == "FinishSession"
    assert done.index("OpenStep") < done.index("CloseStep")
    assert room.state.flow.finished
