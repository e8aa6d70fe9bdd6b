"""What can be done in the console just now, from what it shows: see ``ui/actions.py``."""

from workshop_studio.app.hub import Snapshot
from workshop_studio.blocks import Ballot, Ideas, People, Result
from workshop_studio.projections.facilitator import FacilitatorView
from workshop_studio.ui.actions import Situation
from workshop_studio.ui.console.agenda_menu import STEP


def situation_of(
    view: FacilitatorView,
    snapshot: Snapshot,
    *,
    takes_ideas: bool,
    stage_shown: bool,
    takes_phones: bool = False,
    phones_open: bool = False,
) -> Situation:
    """The situation of a running session.

    Args:
        view: what the console shows.
        snapshot: the snapshot that it shows.
        takes_ideas: ideas can be brought into the current step.
        stage_shown: the stage is on a screen.
        takes_phones: the session can be opened to phones.
        phones_open: it is.
    """
    timer = view.timer
    hidden = any(isinstance(b, Ideas) and b.code == "hidden" and b.count for b in view.work)
    placing = any(isinstance(b, Ballot) for b in view.work)  # by the group, without ballots
    together = any(isinstance(b, Result) and b.together for b in view.work)
    counted = any(isinstance(block, Result) for block in view.work)
    kind = _kind(view)
    is_one = snapshot.state.steps[view.step].params.get("by") == "group" if view.step else False
    is_voting = any(vote.status == "open" for vote in snapshot.state.votes.values())
    can_reveal = (kind == "collect" and hidden) or (kind in {"vote", "place"} and counted)
    is_next = view.next is not None and view.next.code.endswith(".reveal")
    return Situation(
        finished=view.finished,
        undo=snapshot.undo,
        redo=snapshot.redo,
        has_back=view.back is not None and not view.finished,
        has_next=True,
        takes_ideas=takes_ideas,
        can_reveal=can_reveal and not together and not view.revealed and not is_next,
        can_conceal=view.revealed and kind in {"collect", "vote", "place"},
        has_clock=timer is not None,
        has_length=view.minutes is not None and not view.finished,
        is_running=timer is not None and timer.ends_at is not None,
        stage_shown=stage_shown,
        has_ideas=bool(view.seen),
        has_focus=view.focus is not None,
        takes_answers=(kind == "collect" and view.status == "open")
        or any(isinstance(block, People) and block.code == "voted" for block in view.work),
        takes_ballots=is_voting and not placing,
        takes_groups=kind in {"vote", "place"} and not (is_voting or is_one or view.finished),
        has_ballots=counted and kind in {"vote", "place"},
        takes_phones=takes_phones,
        phones_open=phones_open,
        can_reopen=kind == "collect" and view.status == "closed" and not view.finished,
        can_shorten=not view.finished and _minutes(view) > STEP,
    )


def _kind(view: FacilitatorView) -> str:
    steps = (step for activity in view.agenda.activities for step in activity.steps)
    return next((step.kind for step in steps if step.id == view.step), "")


def _minutes(view: FacilitatorView) -> int:
    """The length of the activity that the group is in."""
    return next((one.minutes for one in view.agenda.activities if one.state == "current"), 0)
