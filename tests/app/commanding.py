"""Random commands that a session might meet, sensible and silly ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from hypothesis import strategies as st
from pydantic import JsonValue

from tests.fakes import Room
from workshop_studio.domain import commands as c
from workshop_studio.domain.records import Earlier, Focus, Frame, Item, Topic
from workshop_studio.domain.state import State

TEXTS = st.sampled_from(["Én app i stedet for seks", "<b>x</b>", " ", "", "æøå", "x" * 300, "\0"])


TOKENS = ("token of phone one", "token of phone two", "token of phone three")
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


class Known:
    """What a command may speak of: each thing that is there, and one that is not."""

    def __init__(self, state: State) -> None:
        self.state = state

    @property
    def steps(self) -> st.SearchStrategy[str]:
        return _ids(self.state.steps)

    @property
    def ideas(self) -> st.SearchStrategy[str]:
        return _ids(self.state.ideas)

    @property
    def clusters(self) -> st.SearchStrategy[str]:
        return _ids(self.state.clusters)

    @property
    def votes(self) -> st.SearchStrategy[str]:
        return _ids(self.state.votes)

    @property
    def activities(self) -> st.SearchStrategy[str]:
        return _ids(self.state.activities)

    @property
    def initiatives(self) -> st.SearchStrategy[str]:
        return _ids(self.state.initiatives)

    @property
    def topics(self) -> st.SearchStrategy[str]:
        return st.one_of(self.ideas, self.clusters)

    @property
    def some_ideas(self) -> st.SearchStrategy[tuple[str, ...]]:
        return st.lists(self.ideas, min_size=1, max_size=4).map(tuple)

    @property
    def some_clusters(self) -> st.SearchStrategy[tuple[str, ...]]:
        return st.lists(self.clusters, min_size=1).map(tuple)

    @property
    def items(self) -> st.SearchStrategy[tuple[Item, ...]]:
        ideas = self.ideas.map(lambda key: Item(kind="ideas", id=key))
        clusters = self.clusters.map(lambda key: Item(kind="clusters", id=key))
        each = st.one_of(ideas, clusters)
        return st.lists(each, max_size=3, unique_by=lambda item: item.id).map(tuple)

    @property
    def focus(self) -> st.SearchStrategy[Focus]:
        kinds = st.sampled_from(["idea", "earlier", "parking"])
        return st.builds(Focus, kind=kinds, id=self.ideas)

    @property
    def marks(self) -> st.SearchStrategy[dict[str, int]]:
        """What stands on a ballot, right or wrong."""
        votes = self.state.votes.values()
        options = sorted({o.id for vote in votes for o in vote.options}) or ["nobody"]
        each = st.sampled_from([*options, "nobody"])
        return st.dictionaries(each, st.integers(-1, 3), max_size=4)

    @property
    def papers(self) -> st.SearchStrategy[tuple[dict[str, int], ...]]:
        return st.lists(self.marks, min_size=1, max_size=3).map(tuple)

    @property
    def placings(self) -> st.SearchStrategy[c.Command]:
        return st.tuples(self.ideas, self.votes).flatmap(lambda pair: placing_of(*pair))


Maker = Callable[[Known], st.SearchStrategy[c.Command]]
DUE = st.sampled_from([None, dt.date(2027, 2, 1)])
OF_GROUP = st.sampled_from(["", *GROUPS, "nobody's"])
SETTINGS: list[dict[str, JsonValue]] = [{"by": "group"}, {"by": "each"}, {"up.name": ""}]

FACILITATORS: list[Maker] = [
    lambda _: st.builds(c.EditFrame, frame=TEXTS.map(lambda text: Frame(title=text))),
    lambda k: st.builds(c.EditStep, step=k.steps, title=st.none() | TEXTS, minutes=st.none()),
    lambda k: st.builds(c.EditStep, step=k.steps, settings=st.sampled_from(SETTINGS)),
    lambda k: st.builds(c.GoTo, step=k.steps),
    lambda k: st.builds(c.OpenStep, step=k.steps),
    lambda k: st.builds(c.CloseStep, step=k.steps),
    lambda k: st.builds(c.Reveal, step=k.steps),
    lambda k: st.builds(c.Conceal, step=k.steps),
    lambda k: st.builds(c.StartTimer, step=k.steps, seconds=st.sampled_from([None, 60.0])),
    lambda k: st.builds(c.PauseTimer, step=k.steps),
    lambda k: st.builds(c.AddTime, step=k.steps, seconds=st.just(60.0)),
    lambda k: st.builds(c.StopTimer, step=k.steps),
    lambda k: st.builds(c.AddIdea, step=k.steps, text=TEXTS),
    lambda k: st.builds(c.AddIdea, step=k.steps, text=TEXTS),
    lambda k: st.builds(c.ImportIdeas, step=k.steps, texts=st.just(("Skolehage", "Frokost"))),
    lambda k: st.builds(c.EditIdea, idea=k.ideas, text=TEXTS),
    lambda k: st.builds(c.HideIdea, idea=k.ideas, hidden=st.booleans()),
    lambda k: st.builds(c.ParkIdea, idea=k.ideas, parked=st.booleans()),
    lambda _: st.builds(c.AddParked, text=TEXTS),
    lambda k: st.builds(c.WriteNotes, step=k.steps, text=TEXTS),
    lambda k: st.builds(c.SetFocus, focus=st.none() | k.focus),
    lambda _: st.builds(c.BringEarlier, initiatives=st.sampled_from([(), EARLIER])),
    lambda k: st.builds(c.AddActivity, activity=st.just(PLANNED), after=st.none() | k.activities),
    lambda k: st.builds(
        c.SetActivityStatus,
        activity=k.activities,
        status=st.sampled_from(["planned", "skipped", "parked"]),
    ),
    lambda k: st.builds(c.RepeatActivity, activity=k.activities),
    lambda k: st.builds(
        c.ResizeActivity, activity=k.activities, minutes=st.sampled_from([1, 7, 90])
    ),
    lambda k: st.builds(c.MakeCluster, step=k.steps, title=TEXTS, ideas=k.some_ideas),
    lambda k: st.builds(c.RenameCluster, cluster=k.clusters, title=TEXTS),
    lambda k: st.builds(
        c.MoveIdeas, step=k.steps, ideas=k.some_ideas, cluster=st.none() | k.clusters
    ),
    lambda k: st.builds(c.MergeClusters, into=k.clusters, clusters=k.some_clusters),
    lambda k: st.builds(c.DissolveCluster, cluster=k.clusters),
    lambda k: st.builds(c.OpenVote, step=k.steps),
    lambda k: st.builds(
        c.CountHands,
        vote=k.votes,
        counts=st.dictionaries(k.ideas, st.integers(0, 5), max_size=3),
        heads=st.integers(0, 9),
    ),
    lambda k: k.placings,
    lambda k: st.builds(c.EnterBallots, vote=k.votes, ballots=k.papers, groups=st.just(())),
    lambda k: st.builds(
        c.EnterBallots,
        vote=k.votes,
        ballots=k.marks.map(lambda marks: (marks,)),
        groups=st.tuples(OF_GROUP),
    ),
    lambda _: st.builds(c.MergeSeats, goes=st.sampled_from(TOKENS), stays=st.sampled_from(TOKENS)),
    lambda _: st.builds(c.CountSeat, seat=st.sampled_from(TOKENS), heads=st.integers(1, 9)),
    lambda k: st.builds(c.CloseVote, vote=k.votes),
    lambda k: st.builds(
        c.SettleTie,
        vote=k.votes,
        rank=st.integers(1, 3),
        way=st.sampled_from(["decision", "lot"]),
        first=k.items,
        reason=TEXTS,
    ),
    lambda k: st.builds(
        c.WriteTalk, step=k.steps, about=k.topics, text=TEXTS, to=st.just("") | k.topics
    ),
    lambda k: st.builds(c.TurnTo, step=k.steps, topic=k.topics.map(lambda key: Topic(id=key))),
    lambda k: st.builds(c.Choose, step=k.steps, items=k.items, reason=TEXTS),
    lambda k: st.builds(c.PlanInitiative, step=k.steps, title=TEXTS, owner=TEXTS, due=DUE),
    lambda k: st.builds(
        c.EditInitiative, initiative=k.initiatives, title=TEXTS, owner=TEXTS, due=DUE
    ),
    lambda k: st.builds(c.RemoveInitiative, initiative=k.initiatives),
    lambda _: st.sampled_from([c.Undo(), c.Undo(), c.Undo(), c.FinishSession()]),  # little follows
    lambda _: st.just(c.Undo()),
    lambda _: st.just(c.Redo()),
]
PARTICIPANTS: list[Maker] = [
    lambda k: st.builds(c.AddIdea, step=k.steps, text=TEXTS),
    lambda k: st.builds(c.EditIdea, idea=k.ideas, text=TEXTS),
    lambda k: st.builds(c.CastVote, vote=k.votes, marks=k.marks),
    lambda k: st.builds(c.CastVote, vote=k.votes, marks=k.marks, group=OF_GROUP),
    lambda k: st.builds(c.CloseVote, vote=k.votes),
    lambda _: st.just(c.Undo()),
]


def any_command(state: State) -> st.SearchStrategy[c.Command]:
    """A command of the facilitator's that speaks of what is there, or of nothing."""
    known = Known(state)  # only the chosen maker makes its strategies: all would take most time
    return st.sampled_from(FACILITATORS).flatmap(lambda make: make(known))


def any_contribution(state: State) -> st.SearchStrategy[c.Command]:
    """A command of a participant's."""
    known = Known(state)
    return st.sampled_from(PARTICIPANTS).flatmap(lambda make: make(known))


def drive(room: Room, data: st.DataObject, most: int = 25) -> None:
    """Send a room random commands, some from three phones."""
    for _ in range(data.draw(st.integers(1, most))):
        token = data.draw(st.sampled_from([None, None, *TOKENS]))
        commands = any_command if token is None else any_contribution
        room.send(data.draw(commands(room.state)), token)


def any_room(data: st.DataObject) -> Room:
    """A room in the midst of its work: see :func:`lively` and :func:`together`."""
    return data.draw(st.sampled_from([lively, together, grouped]))()


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
