"""Sorting ideas into clusters."""

from collections.abc import Iterable

from workshop_studio.domain import commands as c
from workshop_studio.domain import events as e
from workshop_studio.domain.decide.context import Context, Decision
from workshop_studio.domain.items import ideas_of
from workshop_studio.domain.records import Cluster, Membership, membership_key
from workshop_studio.domain.rejections import Rejection, reject
from workshop_studio.domain.state import State, ordered
from workshop_studio.domain.undo import referenced


def _unknown(state: State, step: str, ideas: Iterable[str]) -> bool:
    known = {idea.id for idea in ideas_of(state, step)}
    return not known.issuperset(ideas)


def _memberships(
    step: str, ideas: Iterable[str], cluster: str, order: int
) -> tuple[Membership, ...]:
    distinct = dict.fromkeys(ideas)
    return tuple(
        Membership(step=step, idea=idea, cluster=cluster, order=order + number)
        for number, idea in enumerate(distinct)
    )


def make(state: State, command: c.MakeCluster, context: Context) -> Decision | Rejection:
    """Make a cluster of nothing or of some ideas."""
    if _unknown(state, command.step, command.ideas):
        return reject("idea.gone")
    cluster = Cluster(
        id=context.new_id(), step=command.step, order=context.order, title=command.title
    )
    members = _memberships(command.step, command.ideas, cluster.id, context.order + 1)
    return Decision((e.ClusterMade(cluster=cluster, memberships=members),))


def rename(state: State, command: c.RenameCluster) -> Decision | Rejection:
    """Give a cluster another title."""
    cluster = state.clusters[command.cluster]
    if cluster.title == command.title:
        return Decision()
    renamed = cluster.model_copy(update={"title": command.title})
    return Decision((e.ClusterRenamed(cluster=renamed),))


def move(state: State, command: c.MoveIdeas, context: Context) -> Decision | Rejection:
    """Move ideas into a cluster or out of theirs; those already there stay where they are."""
    if _unknown(state, command.step, command.ideas):
        return reject("idea.gone")
    lying = {
        idea: state.memberships.get(membership_key(command.step, idea)) for idea in command.ideas
    }
    if command.cluster is None:
        out = tuple(idea for idea, member in lying.items() if member is not None)
        moved = e.IdeasMoved(step=command.step, taken_out=out)
        return Decision((moved,)) if out else Decision()
    cluster = state.clusters.get(command.cluster)
    if cluster is None or cluster.step != command.step:
        return reject("cluster.gone")
    going = [i for i, member in lying.items() if member is None or member.cluster != cluster.id]
    if not going:
        return Decision()
    members = _memberships(command.step, going, cluster.id, context.order)
    return Decision((e.IdeasMoved(step=command.step, memberships=members),))


def _members(state: State, clusters: Iterable[str]) -> list[Membership]:
    wanted = frozenset(clusters)
    return ordered(member for member in state.memberships.values() if member.cluster in wanted)


def merge(state: State, command: c.MergeClusters, context: Context) -> Decision | Rejection:
    """Empty clusters into another; one that a vote or a choice speaks of stays."""
    into = state.clusters[command.into]
    gone = tuple(dict.fromkeys(cluster for cluster in command.clusters if cluster != into.id))
    found = [state.clusters.get(cluster) for cluster in gone]
    if any(cluster is None or cluster.step != into.step for cluster in found):
        return reject("cluster.gone")
    if referenced(state, but_memberships=True) & {("clusters", cluster) for cluster in gone}:
        return reject("cluster.in_use")
    if not gone:
        return Decision()
    ideas = (member.idea for member in _members(state, gone))
    members = _memberships(into.step, ideas, into.id, context.order)
    return Decision((e.ClustersMerged(into=into.id, gone=gone, memberships=members),))


def dissolve(state: State, command: c.DissolveCluster) -> Decision | Rejection:
    """Take a cluster away; its ideas lie loose again."""
    cluster = state.clusters[command.cluster]
    if ("clusters", cluster.id) in referenced(state, but_memberships=True):
        return reject("cluster.in_use")
    ideas = tuple(member.idea for member in _members(state, [cluster.id]))
    return Decision((e.ClusterDissolved(cluster=cluster.id, step=cluster.step, ideas=ideas),))
