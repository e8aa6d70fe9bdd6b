"""Cluster: ideas are sorted into titled clusters."""

from pydantic import Field

from workshop_studio.blocks import Blocks, Board, Pile, Waiting
from workshop_studio.domain.commands import Command, MakeCluster
from workshop_studio.domain.decide import Context
from workshop_studio.domain.items import clusters_of, ideas_of
from workshop_studio.domain.records import Idea, ItemKind, Step
from workshop_studio.domain.rejections import Rejection, reject
from workshop_studio.domain.state import State, ordered
from workshop_studio.steps import kind
from workshop_studio.steps.kind import Kind, Seen, note, shown, told_here, typed_here


class ClusterParams(kind.Params):
    """Settings of a cluster step."""

    most: int | None = Field(default=None, ge=1, le=1000)
    """Most clusters."""
    title_needed: bool = False


class Clustering(Kind):
    """A step in which the facilitator sorts what the group says belongs together."""

    name = "cluster"
    commands = frozenset(
        {
            "MakeCluster",
            "RenameCluster",
            "MoveIdeas",
            "MergeClusters",
            "DissolveCluster",
            "AddIdea",
            "ImportIdeas",
        }
    )
    Params = ClusterParams

    def takes(self, step: Step) -> frozenset[ItemKind]:
        """Ideas."""
        del step
        return frozenset({"ideas"})

    def gives(self, step: Step) -> frozenset[ItemKind]:
        """Clusters, and the ideas that came in."""
        del step
        return frozenset({"ideas", "clusters"})

    def review(
        self, state: State, step: Step, command: Command, context: Context
    ) -> Rejection | None:
        """No more clusters than agreed."""
        refused = super().review(state, step, command, context)
        if refused is not None or not isinstance(command, MakeCluster):
            return refused
        params = ClusterParams.model_validate(step.params)
        if params.most is not None and len(clusters_of(state, step.id)) >= params.most:
            return reject("cluster.enough", most=params.most)
        return None

    def leave(self, state: State, step: Step) -> Rejection | None:
        """Each cluster has a title where one is needed."""
        params = ClusterParams.model_validate(step.params)
        untitled = [c for c in clusters_of(state, step.id) if not c.title.strip()]
        return reject("cluster.no_title") if params.title_needed and untitled else None

    def count(self, state: State, step: Step) -> int | None:
        """How many clusters."""
        return len(clusters_of(state, step.id)) or None

    def work(self, seen: Seen) -> Blocks:
        """The board, to be worked on; and where nothing flows in, a place to type."""
        board = _board(seen.state, seen.step, ideas_of(seen.state, seen.step.id), editable=True)
        return (*typed_here(seen)[:1], board)

    def stage(self, seen: Seen) -> Blocks:
        """The board as far as everybody may see it."""
        return (_shown_board(seen),)

    def participant(self, seen: Seen) -> Blocks:
        """People look at the wall and say what belongs together."""
        del seen
        return (Waiting(code="cluster.on_stage"),)

    def report(self, seen: Seen) -> Blocks:
        """Ideas by cluster."""
        board = _shown_board(seen)
        return (board,) if board.clusters else told_here(seen)


def _shown_board(seen: Seen) -> Board:
    ideas = shown(seen.state, ideas_of(seen.state, seen.step.id))
    return _board(seen.state, seen.step, ideas, editable=False)


def _board(state: State, step: Step, ideas: list[Idea], *, editable: bool) -> Board:
    known = {idea.id: idea for idea in ideas}
    members = ordered(m for m in state.memberships.values() if m.step == step.id)
    lying: dict[str, list[Idea]] = {}
    for member in members:
        if member.idea in known:
            lying.setdefault(member.cluster, []).append(known[member.idea])
    sorted_ids = {member.idea for member in members}
    piles = tuple(
        Pile(
            id=cluster.id,
            title=cluster.title,
            ideas=tuple(note(idea) for idea in lying.get(cluster.id, ())),
        )
        for cluster in clusters_of(state, step.id)
    )
    loose = tuple(note(idea) for idea in ideas if idea.id not in sorted_ids)
    return Board(clusters=piles, loose=loose, step=step.id if editable else None)
