"""Random commands that a session might meet, sensible and silly ones."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st
from pydantic import JsonValue

from tests.fakes import Room
from workshop_studio.domain import commands as c
from workshop_studio.domain.records import Earlier, Focus, Frame, Item
from workshop_studio.domain.state import State

TEXTS = st.sampled_from(["Én app i stedet for seks", "<b>x</b>", " ", "", "æøå", "x" * 300, "\0"])


GROUPS = ("nord", "sør")
PLANNED = c.ActivityPlan(
    technique="dot-vote",
    name={"en": "Once more"},
    steps=(
        c.StepPlan(id="a", kind="collect", title={"en": "Write"}, minutes=5),
        c.StepPlan(id="b", kind="vote", title={"en": "Vote"}, params={"method": "dots"}),
    ),
)
EARLIER = (
    Earlier(document="d1", initiative="i1", session="Kantina", title="Salatbar", owner="Kari"),
)


def _ids(rows: object) -> st.SearchStrategy[str]:
    known = sorted(rows.keys())  # type: ignore[attr-defined]
    return st.sampled_from([*known, "nobody"])


def placing_of(option: str, vote: str) -> st.SearchStrategy[c.Command]:
    """An option put on the axes, into a column that there is not, or taken away."""
    place = st.integers(-1, 101)
    axes = st.builds(lambda x, y: {f"effort/{option}": x, f"impact/{option}": y}, place, place)
    marks = st.one_of(axes, axes, st.just({}), st.just({option: 0}))
    return st.builds(c.PlaceOption, vote=st.just(vote), option=st.just(option), marks=marks)


def marks_on(state: State) -> st.SearchStrategy[dict[str, int]]:
    """What stands on a ballot, right or wrong."""
    options = sorted({o.id for vote in state.votes.values() for o in vote.options}) or ["nobody"]
    return st.dictionaries(st.sampled_from([*options, "nobody"]), st.integers(-1, 3), max_size=4)


def any_command(state: State) -> st.SearchStrategy[c.Command]:
    """A command of the facilitator's that speaks of what is there, or of nothing."""
    steps, ideas, clusters = _ids(state.steps), _ids(state.ideas), _ids(state.clusters)
    votes, initiatives = _ids(state.votes), _ids(state.initiatives)
    some = st.lists(ideas, min_size=1, max_size=4).map(tuple)
    items = st.lists(
        st.one_of(
            ideas.map(lambda key: Item(kind="ideas", id=key)),
            clusters.map(lambda key: Item(kind="clusters", id=key)),
        ),
        max_size=3,
        unique_by=lambda item: item.id,
    ).map(tuple)
    activities = _ids(state.activities)
    focus = st.builds(Focus, kind=st.sampled_from(["idea", "earlier", "parking"]), id=ideas)
    due = st.sampled_from([None, dt.date(2027, 2, 1)])
    return st.one_of(
        st.builds(c.EditFrame, frame=TEXTS.map(lambda text: Frame(title=text))),
        st.builds(c.EditStep, step=steps, title=st.none() | TEXTS, minutes=st.none()),
        st.builds(c.GoTo, step=steps),
        st.builds(c.OpenStep, step=steps),
        st.builds(c.CloseStep, step=steps),
        st.builds(c.Reveal, step=steps),
        st.builds(c.Conceal, step=steps),
        st.builds(c.StartTimer, step=steps, seconds=st.sampled_from([None, 60.0])),
        st.builds(c.PauseTimer, step=steps),
        st.builds(c.AddTime, step=steps, seconds=st.just(60.0)),
        st.builds(c.StopTimer, step=steps),
        st.builds(c.AddIdea, step=steps, text=TEXTS),
        st.builds(c.AddIdea, step=steps, text=TEXTS),
        st.builds(c.ImportIdeas, step=steps, texts=st.just(("Skolehage", "Frokost"))),
        st.builds(c.EditIdea, idea=ideas, text=TEXTS),
        st.builds(c.HideIdea, idea=ideas, hidden=st.booleans()),
        st.builds(c.ParkIdea, idea=ideas, parked=st.booleans()),
        st.builds(c.AddParked, text=TEXTS),
        st.builds(c.WriteNotes, step=steps, text=TEXTS),
        st.builds(c.SetFocus, focus=st.none() | focus),
        st.builds(c.BringEarlier, initiatives=st.sampled_from([(), EARLIER])),
        st.builds(c.AddActivity, activity=st.just(PLANNED), after=st.none() | activities),
        st.builds(
            c.SetActivityStatus,
            activity=activities,
            status=st.sampled_from(["planned", "skipped", "parked"]),
        ),
        st.builds(c.RepeatActivity, activity=activities),
        st.builds(c.ResizeActivity, activity=activities, minutes=st.sampled_from([1, 7, 90])),
        st.builds(c.MakeCluster, step=steps, title=TEXTS, ideas=some),
        st.builds(c.RenameCluster, cluster=clusters, title=TEXTS),
        st.builds(c.MoveIdeas, step=steps, ideas=some, cluster=st.none() | clusters),
        st.builds(
            c.MergeClusters, into=clusters, clusters=st.lists(clusters, min_size=1).map(tuple)
        ),
        st.builds(c.DissolveCluster, cluster=clusters),
        st.builds(c.OpenVote, step=steps),
        st.builds(
            c.CountHands,
            vote=votes,
            counts=st.dictionaries(ideas, st.integers(0, 5), max_size=3),
            heads=st.integers(0, 9),
        ),
        st.tuples(ideas, votes).flatmap(lambda pair: placing_of(*pair)),
        st.builds(
            c.EditStep,
            step=steps,
            settings=st.sampled_from([{"by": "group"}, {"by": "each"}, {"up.name": ""}]),
        ),
        st.builds(c.CloseVote, vote=votes),
        st.builds(c.Choose, step=steps, items=items, reason=TEXTS),
        st.builds(c.PlanInitiative, step=steps, title=TEXTS, owner=TEXTS, due=due),
        st.builds(c.EditInitiative, initiative=initiatives, title=TEXTS, owner=TEXTS, due=due),
        st.builds(c.RemoveInitiative, initiative=initiatives),
        st.just(c.Undo()),
        st.just(c.Undo()),
        st.just(c.Redo()),
    )


def any_contribution(state: State) -> st.SearchStrategy[c.Command]:
    """A command of a participant's."""
    votes = _ids(state.votes)
    return st.one_of(
        st.builds(c.AddIdea, step=_ids(state.steps), text=TEXTS),
        st.builds(c.EditIdea, idea=_ids(state.ideas), text=TEXTS),
        st.builds(c.CastVote, vote=votes, marks=marks_on(state)),
        st.builds(c.CloseVote, vote=_ids(state.votes)),
        st.just(c.Undo()),
    )


TOKENS = ("token of phone one", "token of phone two", "token of phone three")


def drive(room: Room, data: st.DataObject, most: int = 25) -> None:
    """Send a room random commands, some from three phones."""
    for _ in range(data.draw(st.integers(1, most))):
        token = data.draw(st.sampled_from([None, None, *TOKENS]))
        commands = any_command if token is None else any_contribution
        room.send(data.draw(commands(room.state)), token)


def any_room(data: st.DataObject) -> Room:
    """A room in the midst of its work: see :func:`lively` and :func:`together`."""
    return data.draw(st.sampled_from([lively, together]))()


def together() -> Room:
    """A room in which the group is placing ideas on two axes as one, beside a hidden one."""
    room = lively(plans=("need-to-idea", "impact-effort"))
    step = room.step("place")
    room.accept(c.GoTo(step=room.step("collect")))
    room.accept(c.ImportIdeas(step=room.step("collect"), texts=("Skolehage", "Frokost")))
    room.accept(c.GoTo(step=step))
    room.accept(c.EditStep(step=step, settings={"by": "group"}))
    room.accept(c.OpenVote(step=step))
    [vote] = room.state.votes.values()
    for option in vote.options[:3]:
        marks = {f"effort/{option.id}": 30, f"impact/{option.id}": 70}
        room.accept(c.PlaceOption(vote=vote.id, option=option.id, marks=marks))
    return room


def grouped() -> Room:
    """A room in which a vote is open that is told by groups of voters, with three ballots in it."""
    room = lively()
    step = room.step("vote")
    asked: JsonValue = {"by": "area", "groups": list(GROUPS), "least": 3}
    room.accept(c.GoTo(step=step))
    room.accept(c.EditStep(step=step, params={**room.state.steps[step].params, "breakdown": asked}))
    [vote] = room.accept(c.OpenVote(step=step))
    for token in TOKENS:
        marks = {room.state.votes[vote].options[0].id: 1}
        room.accept(c.CastVote(vote=vote, marks=marks, group=GROUPS[0]), token)
    return room


def lively(seed: int = 1, plans: tuple[str, ...] = ("need-to-idea",)) -> Room:
    """A room that has come to its clusters, with a hidden idea."""
    room = Room(seed=seed).begin(*plans)
    collect = room.step("collect")
    room.accept(c.GoTo(step=collect))
    room.accept(c.OpenStep(step=collect))
    for token in TOKENS:
        for number in range(2):
            room.accept(c.AddIdea(step=collect, text=f"idé {number} fra en telefon"), token)
    room.accept(c.AddIdea(step=collect, text="fra fasilitator"))
    room.accept(c.CloseStep(step=collect))
    room.accept(c.Reveal(step=collect))
    cluster = room.step("cluster")
    room.accept(c.GoTo(step=cluster))
    ideas = sorted(room.state.ideas)
    room.accept(c.MakeCluster(step=cluster, title="Skole", ideas=tuple(ideas[:3])))
    room.accept(c.MakeCluster(step=cluster, title="Mat", ideas=tuple(ideas[3:5])))
    room.accept(c.HideIdea(idea=ideas[-1]))
    return room
