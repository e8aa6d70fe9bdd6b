"""What flows from step to step: ideas and clusters along the sources.

Each step may take its input from an earlier step's result. Following ``source`` back from a step
gives what it works on; a choose step lets only the chosen through.
"""

from workshop_studio.domain.records import Cluster, Idea, ItemKind, Step
from workshop_studio.domain.state import State, ordered


def is_out(state: State, idea: Idea) -> bool:
    """Whether everybody may see an idea: not away, and its step has nothing to reveal."""
    if idea.is_away:
        return False
    step = state.steps.get(idea.step)
    if step is None or step.params.get("visibility") != "hidden":
        return True
    return state.progress_of(step.id).revealed


def own_ideas(state: State, step: str) -> list[Idea]:
    """The ideas that were contributed to a step itself, hidden ones too but none that is parked."""
    return ordered(i for i in state.ideas.values() if i.step == step and not i.parked)


def parked_ideas(state: State) -> list[Idea]:
    """What lies in the parking lot, without what is hidden."""
    return ordered(idea for idea in state.ideas.values() if idea.parked and not idea.hidden)


def sources(state: State, step: str) -> list[Step]:
    """The step and those it draws from, nearest first."""
    chain: list[Step] = []
    at = state.steps.get(step)
    while at is not None and at not in chain:
        chain.append(at)
        at = state.steps.get(at.source) if at.source else None
    return chain


def ideas_of(state: State, step: str) -> list[Idea]:
    """The ideas that a step works on or passes on, without those that are away."""
    chain = sources(state, step)
    kept: set[str] | None = None
    wanted: set[str] = set()
    for at in chain:
        choice = state.choices.get(at.id)
        if choice is not None and kept is None:
            kept = {item.id for item in choice.items}
        wanted.add(at.id)
    found = [i for i in state.ideas.values() if i.step in wanted and not i.is_away]
    if kept is not None:
        inside = {m.idea for m in state.memberships.values() if m.cluster in kept}
        found = [idea for idea in found if idea.id in kept or idea.id in inside]
    return ordered(found)


def clusters_of(state: State, step: str) -> list[Cluster]:
    """The clusters that a step works on or passes on."""
    kept: set[str] | None = None
    for at in sources(state, step):
        choice = state.choices.get(at.id)
        if choice is not None and kept is None:
            kept = {item.id for item in choice.items}
        if at.kind == "cluster":
            found = (c for c in state.clusters.values() if c.step == at.id)
            return ordered(c for c in found if kept is None or c.id in kept)
    return []


def place_on_board(state: State, cluster: str) -> int:
    """Where a cluster stands on its board, from 0; 0 for what is no cluster."""
    found = state.clusters.get(cluster)
    if found is None:
        return 0
    return [one.id for one in clusters_of(state, found.step)].index(cluster)


def cluster_step_of(state: State, step: str) -> Step | None:
    """The nearest cluster step among the sources of a step, itself included."""
    return next((at for at in sources(state, step) if at.kind == "cluster"), None)


def texts_of(state: State, step: str, items: ItemKind) -> list[tuple[str, str]]:
    """Id and text of the items of a kind that a step works on."""
    if items == "fixed":
        return fixed_of(state, step)
    if items == "clusters":
        return [(cluster.id, cluster.title) for cluster in clusters_of(state, step)]
    return [(idea.id, idea.text) for idea in ideas_of(state, step)]


def fixed_of(state: State, step: str) -> list[tuple[str, str]]:
    """Id and text of the fixed list that was voted on last, in the step or before it."""
    for at in sources(state, step):
        rounds = [v for v in state.votes.values() if v.step == at.id and v.items == "fixed"]
        if rounds:
            vote = max(rounds, key=lambda vote: vote.round)
            return [(option.id, option.text) for option in vote.options]
    return []


def agenda(state: State) -> list[Step]:
    """All steps in the order in which the group goes through them."""
    activities = {activity.id: activity.order for activity in state.activities.values()}
    return sorted(state.steps.values(), key=lambda step: (activities[step.activity], step.order))


def path(state: State) -> list[Step]:
    """The steps that the group goes through: without activities that are skipped or parked."""
    return [s for s in agenda(state) if state.activities[s.activity].status == "planned"]


def vote_of(state: State, step: str, *, breaking: bool = True) -> str | None:
    """The id of the latest round of voting in a step.

    Args:
        state: the session.
        step: the step.
        breaking: whether rounds that only break a tie of another count.
    """
    rounds = [vote for vote in state.votes.values() if vote.step == step]
    rounds = [vote for vote in rounds if breaking or vote.breaks is None]
    return max(rounds, key=lambda vote: vote.round).id if rounds else None
