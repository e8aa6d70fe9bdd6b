"""What the report tells: frame, agenda, and step by step what came of it."""

from workshop_studio.blocks import Block, Blocks, Heading, Ideas, Notes
from workshop_studio.domain.items import agenda as agenda_steps
from workshop_studio.domain.state import State, ordered
from workshop_studio.projections.facilitator import agenda_block, frame_block
from workshop_studio.projections.stage import is_rehearsal
from workshop_studio.steps.kind import Seen, earlier_table, parking
from workshop_studio.steps.registry import KINDS


def report(state: State) -> Blocks:
    """The report's blocks. Hidden ideas and open votes are not in them."""
    steps = agenda_steps(state)
    blocks: list[Block] = [frame_block(state)]
    if is_rehearsal(state):
        blocks.append(Notes(code="rehearsal", text=""))
    if steps:
        blocks.append(agenda_block(state))
    if state.earlier:
        blocks.append(earlier_table(state))
    sorted_in = {
        step.source for step in steps if step.kind == "cluster" and _has_clusters(state, step.id)
    }
    for activity in ordered(state.activities.values()):
        told: list[Block] = []
        for step in steps:
            if step.activity != activity.id or step.kind not in KINDS:
                continue
            found = KINDS[step.kind].report(Seen(state, {}, step))
            if step.id in sorted_in:  # the same ideas stand below by cluster
                found = tuple(block for block in found if not isinstance(block, Ideas))
            if found:
                told += [Heading(level=3, words=step.title), *found]
        if told:
            blocks += [Heading(level=2, words=activity.name), *told]
    lot = parking(state)
    if lot.count:
        blocks.append(lot)
    return tuple(blocks)


def _has_clusters(state: State, step: str) -> bool:
    return any(cluster.step == step for cluster in state.clusters.values())
