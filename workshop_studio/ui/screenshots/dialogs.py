"""The dialogs, empty and full."""

from collections.abc import Callable

from workshop_studio.app.catalogue import Catalogue
from workshop_studio.domain.errors import BadInput
from workshop_studio.domain.organisation import Kind
from workshop_studio.domain.records import Step
from workshop_studio.domain.state import State
from workshop_studio.projections.facilitator import facilitator
from workshop_studio.resources import resources
from workshop_studio.steps.ballot_params import params_of
from workshop_studio.steps.registry import KINDS
from workshop_studio.ui.dialogs.arranging import Arranging
from workshop_studio.ui.dialogs.crash import CrashDialog
from workshop_studio.ui.dialogs.frame import FrameDialog, StepDialog
from workshop_studio.ui.dialogs.groups import GroupsDialog
from workshop_studio.ui.dialogs.people import PeopleDialog
from workshop_studio.ui.organisation.bringing import read_sample
from workshop_studio.ui.screenshots.scene import LONG, Scene


def dialog_frame(scene: Scene) -> FrameDialog:
    """What a session is about, filled in."""
    text, frame = scene.translator.text, scene.first.state.frame
    return FrameDialog(
        scene.translator,
        {} if frame is None else frame.model_dump(),
        heading=text("What is the session about?"),
        accept=text("Start the session"),
    )


def dialog_frame_empty(scene: Scene) -> FrameDialog:
    """The same with nothing in it."""
    text = scene.translator.text
    heading = text("What is the session about?")
    return FrameDialog(scene.translator, {}, heading=heading, accept=text("Start the session"))


def dialog_frame_chosen(scene: Scene) -> FrameDialog:
    """What a session is about, chosen from the organisation but for one free text."""
    dialog = dialog_frame(scene)
    organisation = read_sample()
    group = organisation.groups[1]
    chosen: dict[Kind, str | None] = {
        "area": group.area,
        "cohort": group.cohort,
        "group": group.id,
    }
    for kind, unit in chosen.items():
        found = organisation.find(kind, unit)
        dialog.line(kind).setText("" if found is None else found.name)
    dialog.show_organisation(organisation)
    return dialog


def dialog_frame_unread(scene: Scene) -> FrameDialog:
    """The same where the organisation cannot be read."""
    dialog = dialog_frame_empty(scene)
    dialog.show_organisation(BadInput("file.empty", name="organisasjon.json"))
    return dialog


def dialog_frame_full(scene: Scene) -> FrameDialog:
    """The same with texts that were pasted."""
    text, values = scene.translator.text, {"title": LONG * 2, "challenge": LONG * 3, "group": LONG}
    heading = text("What is the session about?")
    return FrameDialog(scene.translator, values, heading=heading, accept=text("Start the session"))


def dialog_step_full(scene: Scene) -> StepDialog:
    """The texts of a step, pasted."""
    return StepDialog(scene.translator, LONG * 2, LONG * 5, 600)


def dialog_step(scene: Scene) -> StepDialog:
    """The texts of a step."""
    view = facilitator(scene.first.state, scene.first.boxes)
    words = scene.translator.words
    return StepDialog(scene.translator, words(view.step_title), words(view.prompt), view.minutes)


def dialog_groups(scene: Scene) -> GroupsDialog:
    """By which groups a result is shown."""
    vote = next(iter(scene.at("vote.close").state.votes.values()))
    dialog = GroupsDialog(scene.translator, params_of(vote).breakdown)
    dialog.show_organisation(read_sample())
    return dialog


def dialog_groups_new(scene: Scene) -> GroupsDialog:
    """The same with the programme areas of the organisation, one of them twice."""
    dialog = GroupsDialog(scene.translator, None)
    dialog.show_organisation(read_sample())
    dialog.by.setCurrentIndex(dialog.by.findData("area"))
    dialog.lines.appendPlainText(read_sample().areas[0].name)
    return dialog


def dialog_people(scene: Scene) -> PeopleDialog:
    """How many sit at a phone."""
    text = scene.translator.text
    told = text("Open votes count them anew. What is counted already stays as it was.")
    return PeopleDialog(scene.translator, LONG, text("People at this phone"), told, 40, 50)


def dialog_settings(technique: str, kind: str) -> Callable[[Scene], StepDialog]:
    """The texts and settings of the last step of a kind in a technique."""

    def make(scene: Scene) -> StepDialog:
        plan = Catalogue(resources()).techniques[technique]
        step = [step for step in plan.steps if step.kind == kind][-1]
        record = Step(id="s", activity="a", order=0, kind=step.kind, title={}, params=step.params)
        words = scene.translator.words
        settings = KINDS[kind].settings(State(), record)
        return StepDialog(
            scene.translator,
            words(step.title),
            words(step.prompt),
            step.minutes,
            arranging=Arranging(settings, scene.translator, scene.theme),
        )

    return make


def dialog_crash(scene: Scene) -> CrashDialog:
    """A bug."""
    return CrashDialog(scene.translator, "~/…/workshop-studio.log")
