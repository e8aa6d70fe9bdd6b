"""Sessions made by hand: one with every table and every type of event, and ones of any size."""

import json
import random
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta

from workshop_studio.app.ports import Entry
from workshop_studio.domain import events as e
from workshop_studio.domain import records as r
from workshop_studio.domain.evolve import evolve_all
from workshop_studio.domain.records import Role
from workshop_studio.domain.state import State

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DOCUMENT = "d0c0000000000001"


def created(document: str = DOCUMENT, title: str = "Kantina – «skolemat» for alle") -> e.Event:
    """A session with five steps."""
    kinds = ("brief", "collect", "cluster", "vote", "choose", "plan")
    steps = tuple(
        r.Step(
            id=f"s{number}",
            activity="a1" if number < 3 else "a2",
            order=number + 2,
            kind=kind,
            title={"nb": f"Trinn {number} æøå", "en": f"Step {number}"},
            prompt={"nb": "Hva er viktigst?"},
            minutes=5 if number % 2 else None,
            source=f"s{number - 1}" if number else None,
            params={"dots": 3, "share": 0.25, "open": True, "more": {"list": [1, None, "x"]}},
        )
        for number, kind in enumerate(kinds)
    )
    return e.SessionCreated(
        document=r.Document(id=document, created=START, workshop="need-to-idea"),
        frame=r.Frame(title=title, group="Ledergruppa", date=date(2026, 11, 23), headcount=26),
        activities=(
            r.Activity(id="a1", order=0, technique="brainstorm", name={"nb": "Idédugnad"}),
            r.Activity(id="a2", order=1, technique="dot-vote", name={"nb": "Prikker"}, phase="p"),
        ),
        steps=steps,
    )


def idea(number: int, text: str = "", *, by: str = "participant") -> r.Idea:
    """An idea of the second step."""
    return r.Idea.model_validate(
        {
            "id": f"i{number}",
            "step": "s1",
            "order": 100 + number,
            "text": text or f'Idé {number}: <b>gulrøtter</b>\n\t"og" \\ 👩‍🍳 \u202e \x00',
            "by": by,
        }
    )


def vote(number: int, options: Iterable[str]) -> r.Vote:
    """An open vote of the fourth step."""
    return r.Vote(
        id=f"v{number}",
        step="s3",
        order=500 + number,
        round=number,
        method="dots",
        items="ideas",
        rule={"dots": 3, "most": 2},
        options=tuple(r.Option(id=one, text=f"Teksten til {one}") for one in options),
    )


def ballots(count: int, options: Sequence[str], seed: int = 1) -> tuple[r.Marks, ...]:
    """Ballots as a box gives them: sorted by content."""
    dice = random.Random(seed)
    made = (
        dict(
            sorted((one, dice.randint(1, 3)) for one in dice.sample(options, min(3, len(options))))
        )
        for _ in range(count)
    )
    return tuple(sorted(made, key=json.dumps))


def envelope_ids(count: int, seed: int = 1) -> tuple[str, ...]:
    """Sorted ids."""
    dice = random.Random(seed)
    return tuple(sorted(f"{dice.getrandbits(64):016x}" for _ in range(count)))


def every_event() -> list[tuple[Role, str, tuple[e.Event, ...]]]:
    """A history with every type of event, in which every table gets a row."""
    step = r.Step(id="s2", activity="a1", order=4, kind="cluster", title={"und": "Samle dem"})
    left = r.Cluster(id="c1", step="s2", order=300, title="Mat")
    right = r.Cluster(id="c2", step="s2", order=301)
    member = r.Membership(step="s2", idea="i0", cluster="c1", order=302)
    moved = r.Membership(step="s2", idea="i1", cluster="c2", order=303)
    opened = r.Progress(
        step="s1",
        status="open",
        opening=1,
        seconds=300.0,
        ends_at=START + timedelta(minutes=5),
    )
    closed = r.Progress(step="s1", status="closed", opening=1, revealed=True, left=12.5)
    initiative = r.Initiative(
        id="n1",
        step="s5",
        order=900,
        title="Ny kokk",
        owner="Kari",
        due=date(2027, 1, 31),
        item=r.Item(kind="ideas", id="i0"),
    )
    other = r.Initiative(id="n2", step="s5", order=901, title="Ta bort meg")
    back = r.Cluster(id="c3", step="s2", order=310, title="Angres")
    before = r.Earlier(
        document="d1",
        initiative="n7",
        session="Kantina i fjor",
        held=date(2025, 11, 3),
        title="Salatbar",
        owner="Per",
        due=date(2026, 1, 15),
        status="started",
    )
    more = r.Activity(
        id="a3", order=2, technique="dot-vote", name={"nb": "En gang til"}, repeats="a2"
    )
    skipped = more.model_copy(update={"status": "skipped", "spent": 7})
    late = r.Step(id="s9", activity="a3", order=0, kind="vote", title={"nb": "Igjen"}, minutes=9)
    marks = ballots(260, ["i0", "i1", "i2", "i3"])
    by_role = r.Breakdown(
        parts=(
            r.Part(group="Lærere", ballots=140, totals={"i0": 31, "i1": 12.5}),
            r.Part(ballots=120, totals={"i0": 9}),
        ),
        together=("Rektorer", "Foresatte"),
    )
    f: Role = "facilitator"
    p: Role = "participant"
    return [
        (f, "CreateSession", (created(),)),
        (f, "EditFrame", (e.FrameEdited(frame=r.Frame(title="Skolemat", headcount=24)),)),
        (f, "EditStep", (e.StepEdited(step=step),)),
        (f, "GoTo", (e.StepEntered(step="s1"),)),
        (f, "OpenStep", (e.StepProgressed(what="opened", progress=opened),)),
        (p, "AddIdea", (e.IdeaAdded(idea=idea(0)),)),
        (f, "ImportIdeas", (e.IdeasImported(ideas=tuple(idea(n, by="import") for n in (1, 2))),)),
        (f, "AddIdea", (e.IdeaAdded(idea=idea(3, by="facilitator")),)),
        (f, "EditIdea", (e.IdeaEdited(idea=idea(3, "Bedre sagt", by="facilitator")),)),
        (f, "CloseStep", (e.StepProgressed(what="closed", progress=closed),)),
        (f, "MakeCluster", (e.ClusterMade(cluster=left, memberships=(member,)),)),
        (f, "MakeCluster", (e.ClusterMade(cluster=right),)),
        (
            f,
            "RenameCluster",
            (e.ClusterRenamed(cluster=right.model_copy(update={"title": "Annet"})),),
        ),
        (
            f,
            "MoveIdeas",
            (e.IdeasMoved(step="s2", memberships=(moved,), taken_out=("i9",)),),
        ),
        (
            f,
            "MergeClusters",
            (
                e.ClustersMerged(
                    into="c1",
                    gone=("c2",),
                    memberships=(moved.model_copy(update={"cluster": "c1"}),),
                ),
            ),
        ),
        (f, "MakeCluster", (e.ClusterMade(cluster=back),)),
        (
            f,
            "Undo",
            (
                e.Undone(
                    command="MakeCluster",
                    records=(
                        e.Was(table="clusters", key="c3", record=None),
                        e.Was(table="frame", key="", record={"title": "Skolemat", "headcount": 25}),
                    ),
                ),
            ),
        ),
        (f, "MakeCluster", (e.ClusterMade(cluster=back),)),
        (f, "DissolveCluster", (e.ClusterDissolved(cluster="c3", step="s2", ideas=()),)),
        (f, "OpenVote", (e.VoteOpened(vote=vote(1, ["i0", "i1", "i2", "i3"])),)),
        (f, "PlaceOption", (e.OptionPlaced(vote="v1", option="i0", marks={"i0": 2}),)),
        (f, "CountHands", (e.HandsCounted(vote="v1", hands=r.Hands(counts={"i0": 2}, heads=3)),)),
        (
            f,
            "CloseVote",
            (
                e.VoteClosed(
                    vote="v1",
                    ballots=marks,
                    beside=3,
                    envelopes=envelope_ids(260),
                    breakdown=by_role,
                ),
            ),
        ),
        (
            f,
            "SettleTie",
            (
                e.TieSettled(
                    vote="v1",
                    settlement=r.Settlement(rank=1, way="lot", reason="", seed="4711"),
                ),
            ),
        ),
        (
            f,
            "Choose",
            (
                e.ChoiceMade(
                    choice=r.Choice(
                        step="s4",
                        items=(r.Item(kind="ideas", id="i0"),),
                        rule="hand",
                        reason="Flest ville",
                    )
                ),
            ),
        ),
        (f, "PlanInitiative", (e.InitiativePlanned(initiative=initiative),)),
        (f, "PlanInitiative", (e.InitiativePlanned(initiative=other),)),
        (
            f,
            "EditInitiative",
            (e.InitiativeEdited(initiative=initiative.model_copy(update={"status": "started"})),),
        ),
        (f, "RemoveInitiative", (e.InitiativeRemoved(initiative="n2"),)),
        (f, "WriteNotes", (e.NotesWritten(notes=r.StepNotes(step="s4", text="Spør Kari")),)),
        (
            f,
            "WriteTalk",
            (
                e.TalkWritten(
                    talk=r.Talk(step="s4", about="i0", order=90, text="Begynn i det små")
                ),
                e.StepProgressed(what="turned", progress=r.Progress(step="s4", topic="i0")),
            ),
        ),
        (f, "BringEarlier", (e.EarlierBrought(initiatives=(before,), gone=("d0/n0",)),)),
        (f, "SetFocus", (e.FocusSet(focus=r.Focus(kind="earlier")),)),
        (f, "AddActivity", (e.ActivityAdded(activity=more, steps=(late,)),)),
        (f, "SetActivityStatus", (e.ActivitiesChanged(activities=(skipped,)),)),
        (f, "ResizeActivity", (e.StepsResized(steps=(late.model_copy(update={"minutes": 4}),)),)),
        (f, "GoTo", (e.StepEntered(step="s5", at=START + timedelta(hours=1)),)),
        (f, "FinishSession", (e.SessionFinished(),)),
    ]


def entries_of(
    happened: Iterable[tuple[Role, str, tuple[e.Event, ...]]], first: int = 1
) -> list[Entry]:
    """The entries that a hub would write: participants' carry no time."""
    return [
        Entry(
            number,
            role,
            f"e{number:015x}",
            command,
            events,
            START + timedelta(seconds=number) if role == "facilitator" else None,
        )
        for number, (role, command, events) in enumerate(happened, first)
    ]


def every_entry() -> list[Entry]:
    """The history of :func:`every_event`."""
    return entries_of(every_event())


def state_of(entries: Iterable[Entry], base: State | None = None) -> State:
    """What the entries lead to."""
    return evolve_all(base or State(), [event for entry in entries for event in entry.events])


def small_entries(ideas: int = 2) -> list[Entry]:
    """A short history."""
    added: list[tuple[Role, str, tuple[e.Event, ...]]] = [
        ("participant", "AddIdea", (e.IdeaAdded(idea=idea(number, f"Idé {number}")),))
        for number in range(ideas)
    ]
    return entries_of([("facilitator", "CreateSession", (created(),)), *added])


def further(after: Sequence[Entry], count: int = 1) -> list[Entry]:
    """Entries that go on behind others."""
    number = after[-1].number if after else 0
    return entries_of(
        [
            ("participant", "AddIdea", (e.IdeaAdded(idea=idea(1000 + number + n, "Mer")),))
            for n in range(count)
        ],
        number + 1,
    )


def big_entries(ideas: int = 600, votes: int = 6, each: int = 1000) -> list[Entry]:
    """A session as large as the speed test asks for."""
    options = [f"i{number}" for number in range(30)]
    happened: list[tuple[Role, str, tuple[e.Event, ...]]] = [
        ("facilitator", "CreateSession", (created(),))
    ]
    happened += [
        (
            "participant",
            "AddIdea",
            (e.IdeaAdded(idea=idea(n, f"Vi kan gjøre frokosten bedre for elev nummer {n}")),),
        )
        for n in range(ideas)
    ]
    for number in range(votes):
        closed = e.VoteClosed(
            vote=f"v{number}",
            ballots=ballots(each, options, seed=number),
            envelopes=envelope_ids(each, seed=number),
        )
        happened.append(("facilitator", "OpenVote", (e.VoteOpened(vote=vote(number, options)),)))
        happened.append(("facilitator", "CloseVote", (closed,)))
    return entries_of(happened)
