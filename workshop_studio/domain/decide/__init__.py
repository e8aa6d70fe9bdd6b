"""Whether a command is carried out, and what follows from it. Pure: see :class:`Context`."""

from typing import assert_never

from workshop_studio.domain import commands as c
from workshop_studio.domain.decide import (
    activities,
    agenda,
    clusters,
    flow,
    ideas,
    plan,
    talk,
    undo,
    votes,
)
from workshop_studio.domain.decide.context import BoxSlip, Context, Decision, UndoEntry
from workshop_studio.domain.records import Step
from workshop_studio.domain.rejections import Rejection, reject
from workshop_studio.domain.state import State

__all__ = ["BoxSlip", "Context", "Decision", "UndoEntry", "decide"]


def decide(state: State, command: c.Command, context: Context) -> Decision | Rejection:
    """Carry a command out on a state, or say why not."""
    if context.role not in command.roles:
        return reject("command.not_yours")
    if isinstance(command, c.CreateSession):
        return agenda.create(state, command, context)
    if state.document is None:
        return reject("session.none")
    if state.flow.finished:
        return reject("session.finished")
    step = step_of(state, command)
    if isinstance(step, Rejection):
        return step
    if step is not None:
        rules = context.kinds.get(step.kind)
        if rules is None:
            return reject("step.unknown_kind", kind=step.kind)
        if command.type not in rules.commands and command.type not in flow.EVERYWHERE:
            return reject("step.takes_not", kind=step.kind)
        refused = rules.review(state, step, command, context)
        if refused is not None:
            return refused
    return _decide(state, command, context)


def step_of(state: State, command: c.Command) -> Step | Rejection | None:
    """The step that a command is about; a rejection if what it names does not exist."""
    match command:
        case c.AddIdea():  # first, for it is the most frequent by far
            return state.steps.get(command.step) or reject("step.gone")
        case c.EditIdea() | c.HideIdea() | c.ParkIdea():
            return None if command.idea in state.ideas else reject("idea.gone")
        case c.RenameCluster() | c.DissolveCluster():
            return _step_at(state, state.clusters.get(command.cluster), "cluster.gone")
        case c.MergeClusters():
            return _step_at(state, state.clusters.get(command.into), "cluster.gone")
        case (
            c.CastVote()
            | c.EnterBallots()
            | c.PlaceOption()
            | c.CountHands()
            | c.CloseVote()
            | c.SettleTie()
        ):
            return _step_at(state, state.votes.get(command.vote), "vote.gone")
        case c.EditInitiative() | c.RemoveInitiative():
            return _step_at(state, state.initiatives.get(command.initiative), "initiative.gone")
        case (
            c.EditFrame()
            | c.AddActivity()
            | c.SetActivityStatus()
            | c.RepeatActivity()
            | c.ResizeActivity()
            | c.SetFocus()
            | c.BringEarlier()
            | c.AddParked()
            | c.FinishSession()
            | c.Undo()
            | c.Redo()
            | c.CreateSession()
            | c.MergeSeats()
            | c.CountSeat()
        ):
            return None
        case _:
            return state.steps.get(command.step) or reject("step.gone")


def _step_at(state: State, record: object, code: str) -> Step | Rejection:
    step = state.steps.get(getattr(record, "step", ""))
    return step if step is not None else reject(code)


def _decide(state: State, command: c.Command, context: Context) -> Decision | Rejection:
    match command:
        case c.AddIdea():  # these two first, for they are the most frequent by far
            return ideas.add(state, command, context)
        case c.CastVote():
            return votes.cast(state, command, context)
        case c.CreateSession():
            return agenda.create(state, command, context)
        case c.EditFrame() | c.EditStep():
            return agenda.edit(state, command, context)
        case c.AddActivity() | c.SetActivityStatus() | c.RepeatActivity() | c.ResizeActivity():
            return activities.arrange(state, command, context)
        case c.WriteNotes():
            return plan.write_notes(state, command)
        case c.WriteTalk() | c.TurnTo():
            return talk.talk(state, command, context)
        case c.BringEarlier():
            return plan.bring_earlier(state, command)
        case c.SetFocus():
            return flow.set_focus(state, command)
        case c.AddParked():
            return ideas.park(state, command, context)
        case c.GoTo() | c.OpenStep() | c.CloseStep() | c.Reveal() | c.Conceal():
            return flow.move(state, command, context)
        case c.StartTimer() | c.PauseTimer() | c.AddTime() | c.StopTimer():
            return flow.time(state, command, context)
        case c.FinishSession():
            return flow.finish(state, context)
        case c.ImportIdeas():
            return ideas.bring_in(state, command, context)
        case c.EditIdea() | c.HideIdea() | c.ParkIdea():
            return ideas.edit(state, command, context)
        case c.MakeCluster():
            return clusters.make(state, command, context)
        case c.RenameCluster():
            return clusters.rename(state, command)
        case c.MoveIdeas():
            return clusters.move(state, command, context)
        case c.MergeClusters():
            return clusters.merge(state, command, context)
        case c.DissolveCluster():
            return clusters.dissolve(state, command)
        case c.OpenVote():
            return votes.open_vote(state, command, context)
        case c.EnterBallots():
            return votes.enter(state, command, context)
        case c.MergeSeats():
            return votes.merge_seats(command, context)
        case c.CountSeat():
            return votes.count_seat(command, context)
        case c.PlaceOption():
            return votes.place(state, command)
        case c.CountHands():
            return votes.count_hands(state, command)
        case c.CloseVote():
            return votes.close(state, command, context)
        case c.SettleTie():
            return votes.settle_tie(state, command, context)
        case c.Choose():
            return plan.choose(state, command, context)
        case c.PlanInitiative() | c.EditInitiative() | c.RemoveInitiative():
            return plan.initiative(state, command, context)
        case c.Undo() | c.Redo():
            return undo.take_back(state, command, context)
        case _:
            assert_never(command)
