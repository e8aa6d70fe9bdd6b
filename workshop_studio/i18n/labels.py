"""The words for the codes that blocks and views carry, for windows, stage, phones and reports.

A row is the code and its English text; :func:`label` translates it. A code without a row is a
mistake of ours that a test finds.
"""

from collections.abc import Mapping

from workshop_studio.i18n.translator import Translator, mark

LABELS: Mapping[str, str] = {
    # The frame
    "frame.challenge": mark("Challenge"),
    "frame.area": mark("Programme area"),
    "frame.cohort": mark("Cohort"),
    "frame.group": mark("Leadership group"),
    "frame.goal": mark("Strategy goal"),
    "frame.date": mark("Date"),
    "frame.place": mark("Place"),
    "frame.facilitator": mark("Facilitator"),
    "frame.headcount": mark("Number of people"),
    # How a step is done
    "collect.open": mark("everybody sees what is written"),
    "collect.hidden": mark("alone, in silence"),
    "vote.dots": mark("with dots, in secret"),
    "vote.approval": mark("mark all that you support, in secret"),
    # Quiet states
    "session.soon": mark("We begin soon."),
    "session.finished": mark("Thank you for today."),
    "brief.listen": mark("Look up and listen."),
    "collect.soon": mark("Soon you can write your ideas."),
    "collect.reveal_soon": mark("The ideas are shown in a moment."),
    "cluster.on_stage": mark("Look at the screen: what belongs together?"),
    "vote.soon": mark("The vote opens soon."),
    "vote.counted": mark("The votes are counted. The result is shown in a moment."),
    "choose.soon": mark("Now we choose what goes on."),
    "plan.soon": mark("Now we agree on who does what by when."),
    # Promises
    "promise.anonymous": mark("Nobody sees who wrote what. Others may recognise your style."),
    "promise.secret": mark("Your vote is secret."),
    # Forms and tables
    "choose.items": mark("What goes on"),
    "choose.reason": mark("Reason"),
    "choose.by_top": mark("Chosen as the group voted."),
    "choose.by_hand": mark("Chosen by hand."),
    "plan.item": mark("From the idea"),
    "plan.title": mark("Initiative"),
    "plan.owner": mark("Owner"),
    "plan.due": mark("Due"),
    "table.chosen": mark("Goes on"),
    "table.initiatives": mark("Initiatives"),
    "column.item": mark("Goes on"),
    "column.title": mark("Initiative"),
    "column.owner": mark("Owner"),
    "column.due": mark("Due"),
    "column.from": mark("From the idea"),
    "column.rank": mark("Rank"),
    "column.option": mark("Option"),
    "column.dots": mark("Dots"),
    "column.approval": mark("Approvals"),
    # Reports
    "report.agenda": mark("Agenda"),
    "report.not_sorted": mark("Not sorted"),
    "report.untitled": mark("Untitled cluster"),
}


def label(code: str, translator: Translator) -> str:
    """The words for a code."""
    return translator.text(LABELS[code])
