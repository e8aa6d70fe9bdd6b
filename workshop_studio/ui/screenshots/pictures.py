"""The pictures beside the steps: a table of names and how each window is made.

A new window gets a row here: its kind and state, a function that makes it from a scene, and its
size if it has no size of its own. The kind, which ends at the first hyphen, names its sheet.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from workshop_studio.app.headings import Headings
from workshop_studio.app.hub import Snapshot
from workshop_studio.app.seat import Seat
from workshop_studio.app.session import Saving
from workshop_studio.domain.state import Change
from workshop_studio.settings import LONGEST_NAME, MOST_RECENT
from workshop_studio.ui.blocks.chart import ChartView
from workshop_studio.ui.bridge import Bridge
from workshop_studio.ui.console.window import ConsoleWindow
from workshop_studio.ui.home.welcome import Welcome
from workshop_studio.ui.home.window import HomeWindow
from workshop_studio.ui.passed.paper import BallotPaper
from workshop_studio.ui.passed.window import PassedWindow
from workshop_studio.ui.screenshots.album import CONSOLE, HOME, Still
from workshop_studio.ui.screenshots.dialogs import (
    dialog_crash,
    dialog_frame,
    dialog_frame_chosen,
    dialog_frame_empty,
    dialog_frame_full,
    dialog_frame_unread,
    dialog_groups,
    dialog_groups_new,
    dialog_people,
    dialog_settings,
    dialog_step,
    dialog_step_full,
)
from workshop_studio.ui.screenshots.menus import MENUS
from workshop_studio.ui.screenshots.moments import MOMENTS
from workshop_studio.ui.screenshots.others import OTHERS
from workshop_studio.ui.screenshots.scene import LONG, FakeCrowd, Scene
from workshop_studio.ui.screenshots.screens import SCREENS

VOTES: Final = (
    "dot-vote",
    "approve-options",
    "rank-order",
    "pairwise",
    "weighted-matrix",
    "participatory-budget",
    "fist-to-five",
    "consent-check",
)
"""A technique for each way of voting, whose settings are drawn."""
NARROW: Final = QSize(900, 560)
SMALL: Final = QSize(800, 600)
PASSED: Final = QSize(1366, 768)
WORKING: Final = QSize(1440, 1300)


@dataclass(frozen=True, slots=True)
class Picture:
    """One window in one state.

    Attributes:
        name: kind and state, such as ``home-empty``; the file is called so.
        make: makes the window, not shown yet.
        size: its size; None for the size that it takes itself.
        after: what is done once it is shown, such as opening a list in it.
    """

    name: str
    make: Callable[[Scene], QWidget]
    size: QSize | None = None
    after: Callable[[QWidget], None] | None = None


def home_empty(scene: Scene) -> HomeWindow:
    """As a new user has it."""
    home = HomeWindow(scene.translator, scene.theme, scene.plans)
    home.show_recent([])
    return home


def home_normal(scene: Scene) -> HomeWindow:
    """As somebody who has led sessions has it."""
    home = home_empty(scene)
    home.show_recent(scene.recent())
    return home


def home_full(scene: Scene) -> HomeWindow:
    """With a session that is gone and one that was interrupted."""
    home = home_empty(scene)
    home.show_recent(scene.recent(), {"d"})
    home.show_interrupted([scene.interrupted()])
    return home


def home_welcome(scene: Scene) -> HomeWindow:
    """As somebody has it who starts the program for the first time."""
    home = home_empty(scene)
    home.welcome().show_view(Welcome(folder="/home/kari/Dokumenter/Workshop Studio"))
    return home


def home_welcome_fault(scene: Scene) -> HomeWindow:
    """The same with a folder in which nothing can be written."""
    home = home_empty(scene)
    fault = "Nothing can be written there. Choose another folder, or ask whoever looks after it."
    view = Welcome("Kari", "/felles/Oppvekst/Lederprogrammet/Økter", scene.translator.text(fault))
    home.welcome().show_view(view)
    return home


def home_pinned(scene: Scene) -> HomeWindow:
    """With sessions that are kept at the top."""
    home = home_empty(scene)
    first, second, *others = scene.recent()
    home.show_recent([replace(second, pinned=True), first, *others])
    return home


def home_many(scene: Scene) -> HomeWindow:
    """With as many sessions as are remembered, one of them with a title that was pasted."""
    home = home_empty(scene)
    told = scene.recent()
    many = [replace(told[n % 4], path=f"{n}", pinned=n < 2) for n in range(MOST_RECENT)]
    many[2] = replace(many[2], title=LONG, group=LONG[:LONGEST_NAME])
    home.show_recent(many, {"0", "5"})
    home.show_interrupted([scene.interrupted(), scene.interrupted()])
    return home


def home_folder(scene: Scene) -> HomeWindow:
    """With a sessions folder in which a file is no session."""
    home = home_normal(scene)
    home.sessions.show_found(scene.headings())
    return home


def home_lost(scene: Scene) -> HomeWindow:
    """With a sessions folder that is gone."""
    home = home_normal(scene)
    home.sessions.show_found(Headings(folder="/felles/Økter", fault="missing"))
    return home


def home_fault(scene: Scene) -> HomeWindow:
    """With a file that could not be opened."""
    home = home_full(scene)
    text = scene.translator.text("{name} could not be opened.", name="Kantina.workshop")
    home.say(text, warn=True)
    return home


def console_full(scene: Scene) -> ConsoleWindow:
    """More ideas than anybody reads, and a title of 500 characters."""
    return scene.album.console(scene.full())


def console_groups(scene: Scene) -> ConsoleWindow:
    """A result, and below it the same by groups of voters."""
    told = next(shot for name, shot in scene.walk if name == "vote go")
    return scene.album.console(told)


def console_fault(scene: Scene) -> ConsoleWindow:
    """The shared file cannot be written."""
    return scene.album.console(scene.first, scene.lost())


def console_question(scene: Scene) -> ConsoleWindow:
    """Somebody opens another file meanwhile."""
    console = scene.album.console(scene.at("collect.close"))
    console.manners.ask_to_open("/Kantina vi vil ha.workshop")
    return console


def rehearsal(scene: Scene) -> ConsoleWindow:
    """A plan is tried with simulated people."""
    return ConsoleWindow(
        Still(scene.rehearsed(), Saving("saved")),
        scene.translator,
        scene.theme,
        scene.jobs,
        lambda _: "",
        crowd=FakeCrowd(),
    )


def passed(scene: Scene, snapshot: Snapshot) -> PassedWindow:
    """The laptop that is passed round."""
    still = Still(snapshot, Saving("saved"))
    window = PassedWindow(Bridge(still), Seat(still.send), scene.translator, scene.theme)
    window.setWindowModality(Qt.WindowModality.NonModal)
    return window


def passed_at(moment: str) -> Callable[[Scene], PassedWindow]:
    """The same at a moment of the session."""
    return lambda scene: passed(scene, scene.at(moment))


def passed_cover(scene: Scene) -> PassedWindow:
    """The same before anybody has answered."""
    return passed(scene, scene.at("vote.close")._replace(boxes={}))


def passed_full(scene: Scene) -> PassedWindow:
    """The same where the group has written more than anybody reads; nobody sees what others did."""
    return passed(scene, scene.full())


def passed_scale(scene: Scene) -> PassedWindow:
    """A ballot with more values than there are buttons for."""
    shot = scene.at("vote.close")
    vote = next(one for one in shot.state.votes.values() if one.status == "open")
    rule = {"low": 0, "high": 100, "no_opinion": True}
    changed = vote.model_copy(update={"method": "score", "rule": rule})
    asked = {"nb": "Hvor mye tror du på dette?", "en": "How much do you believe in this?"}
    params = {"method": "score", "low": 0, "high": 100}
    step = shot.state.steps[vote.step].model_copy(update={"prompt": asked, "params": params})
    changes = [Change("votes", vote.id, changed), Change("steps", step.id, step)]
    return passed(scene, shot._replace(state=shot.state.put(changes)))


def take_turn(window: QWidget) -> None:
    """Have somebody take the cover off."""
    if isinstance(window, PassedWindow):
        window.begin_turn()


def say_group(window: QWidget) -> None:
    """Have somebody look at the end of their ballot, where they may say their group."""
    take_turn(window)
    if isinstance(window, PassedWindow) and window.sheet is not None:
        paper = window.sheet.view("ballot")
        if isinstance(paper, BallotPaper):
            paper.group.box.setFocus()


def ask_blank(window: QWidget) -> None:
    """Have somebody hand on with nothing marked."""
    if isinstance(window, PassedWindow):
        window.begin_turn()
        window.hand_on()


def return_half_way(window: QWidget) -> None:
    """Have the facilitator hold the keys."""
    if isinstance(window, PassedWindow):
        window.show_progress(0.6)


def show_working(console: ConsoleWindow) -> bool:
    """Have the facilitator ask how a result came about; False where there is no more to tell."""
    view = console.place.work.view("chart")
    if not isinstance(view, ChartView) or not view.as_working.isEnabled():
        return False
    view.as_working.setChecked(True)
    return True


def show_messages(window: QWidget) -> None:
    """Open the console's list of messages."""
    if isinstance(window, ConsoleWindow):
        window.show_messages()


def show_techniques(window: QWidget) -> None:
    """Turn to the techniques."""
    if isinstance(window, HomeWindow):
        window.show_techniques()


def search(query: str) -> Callable[[QWidget], None]:
    """Search on Home."""

    def search_home(window: QWidget) -> None:
        if isinstance(window, HomeWindow):
            window.begin_search()
            window.search.setText(query)

    return search_home


def open_palette(window: QWidget) -> None:
    """Open the palette of a window."""
    if isinstance(window, ConsoleWindow | HomeWindow):
        window.finder.open_palette()


def seek(window: QWidget) -> None:
    """Type into the palette what nothing answers."""
    open_palette(window)
    if isinstance(window, ConsoleWindow | HomeWindow):
        palette = window.finder.palette
        if palette is not None:
            palette.line.setText("ordet som ikke er der")


def show_shortcuts(window: QWidget) -> None:
    """Open the list of shortcuts of a window."""
    if isinstance(window, ConsoleWindow | HomeWindow):
        window.finder.show_shortcuts()


PICTURES: Final[tuple[Picture, ...]] = (
    Picture("home-empty", home_empty, HOME),
    Picture("home-normal", home_normal, HOME),
    Picture("home-full", home_full, HOME),
    Picture("home-fault", home_fault, HOME),
    Picture("home-narrow", home_full, NARROW),
    Picture("home-welcome", home_welcome, HOME),
    Picture("home-welcome-fault", home_welcome_fault, NARROW),
    Picture("home-small", home_full, SMALL),
    Picture("home-pinned", home_pinned, HOME),
    Picture("home-many", home_many, HOME),
    Picture("home-search", home_folder, HOME, search("om")),
    Picture("home-search-nothing", home_folder, HOME, search("ordet som ikke er der")),
    Picture("home-search-fault", home_lost, HOME, search("kant")),
    Picture("home-search-narrow", home_folder, NARROW, search("o")),
    Picture("home-techniques", home_empty, HOME, show_techniques),
    Picture("home-techniques-narrow", home_empty, NARROW, show_techniques),
    Picture("dialog-frame", dialog_frame),
    Picture("dialog-frame-empty", dialog_frame_empty),
    Picture("dialog-frame-chosen", dialog_frame_chosen),
    Picture("dialog-frame-unread", dialog_frame_unread),
    Picture("dialog-step", dialog_step),
    Picture("dialog-groups", dialog_groups),
    Picture("dialog-groups-new", dialog_groups_new),
    Picture("dialog-people", dialog_people),
    Picture("dialog-placing-axes", dialog_settings("impact-effort", "place")),
    Picture("dialog-placing-columns", dialog_settings("moscow", "place")),
    *(
        Picture(f"dialog-vote-{technique}", dialog_settings(technique, "vote"))
        for technique in VOTES
    ),
    Picture("dialog-frame-full", dialog_frame_full),
    Picture("dialog-step-full", dialog_step_full),
    Picture("dialog-crash", dialog_crash),
    Picture("console-full", console_full, CONSOLE),
    Picture("console-groups", console_groups, WORKING),
    Picture("console-fault", console_fault, CONSOLE),
    Picture("console-fault-list", console_fault, CONSOLE, show_messages),
    Picture("console-question", console_question, CONSOLE),
    Picture("palette-console", console_full, CONSOLE, open_palette),
    Picture("palette-home", home_full, HOME, open_palette),
    Picture("palette-nothing", console_full, CONSOLE, seek),
    Picture("palette-narrow", console_full, NARROW, open_palette),
    Picture("shortcuts-console", console_full, CONSOLE, show_shortcuts),
    Picture("shortcuts-home", home_full, HOME, show_shortcuts),
    Picture("console-narrow", console_full, NARROW),
    Picture("passed-cover", passed_cover, PASSED),
    Picture("passed-done", passed_at("vote.close"), PASSED),
    Picture("passed-returning", passed_cover, PASSED, return_half_way),
    Picture("passed-collecting", passed_at("collect.close"), PASSED, take_turn),
    Picture("passed-voting", passed_at("vote.close"), PASSED, take_turn),
    Picture("passed-scale", passed_scale, PASSED, take_turn),
    Picture("passed-group", passed_at("vote.close"), PASSED, say_group),
    Picture("passed-blank", passed_at("vote.close"), SMALL, ask_blank),
    Picture("passed-small", passed_at("vote.close"), SMALL, take_turn),
    Picture("passed-full", passed_full, PASSED, take_turn),
    Picture("passed-nothing", passed_at("vote.open"), SMALL),
    Picture("rehearsal-console", rehearsal, CONSOLE),
    Picture("rehearsal-narrow", rehearsal, NARROW),
    *(Picture(name, make, size) for name, make, size in (*SCREENS, *MOMENTS, *OTHERS)),
    *(Picture(name, make) for name, make in MENUS),
)
