"""Keeps the stage: one window, the screen that it is on, and what became of that screen."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, cast

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage, QKeySequence, QScreen, QShortcut
from PySide6.QtWidgets import QWidget

from workshop_studio.blocks import Blocks, Note
from workshop_studio.i18n.translator import Translator
from workshop_studio.settings import Settings
from workshop_studio.ui.actions import Actions
from workshop_studio.ui.jobs import Jobs
from workshop_studio.ui.stage.identify import Identify
from workshop_studio.ui.stage.places import Place, place_of, screens_now, set_name, stage_place
from workshop_studio.ui.stage.strip import NAMES, Strip
from workshop_studio.ui.stage.window import StageWindow
from workshop_studio.ui.theme import Theme

WINDOWED: Final = QSize(1120, 630)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a stage stands.

    Attributes:
        window: the stage itself, on the screen until another takes its place.
        screen: the name of the screen that it is on; empty where it is on none.
        is_blank: whether nothing is to be seen on it.
        frozen: the picture that it keeps; None where it follows the work.
        was_shared: whether it has been on the console's own screen, which the room then sees.
    """

    window: StageWindow
    screen: str
    is_blank: bool
    frozen: Blocks | None
    was_shared: bool


class StageKeeper(QObject):
    """The stage of one console.

    Signals:
        changed(): the stage was shown, closed, moved, blanked or frozen.
        shown(): it is on a screen now.
        hidden(): it is on no screen any more.
        told(str): one calm line about its screen.
        settings_chosen(Settings): the settings that remember which screen has the stage.
    """

    changed = Signal()
    shown = Signal()
    hidden = Signal()
    told = Signal(str)
    settings_chosen = Signal(object)

    def __init__(
        self,
        translator: Translator,
        theme: Theme,
        console: QWidget,
        settings: Callable[[], Settings] = Settings,
        jobs: Jobs | None = None,
    ) -> None:
        super().__init__(console)
        self._translator = translator
        self._theme = theme
        self._console = console
        self._settings = settings
        self._blocks: Blocks | None = None
        self._chosen: dict[str, str] = {}
        self._on = ""
        self._lost = ""
        self._is_left = False
        self._was_shared = False
        self._strip: Strip | None = None
        self.identifier = Identify(theme, self)
        self.window = StageWindow(translator, self._stage_theme(), jobs=jobs)
        self.window.installEventFilter(self)
        QShortcut(QKeySequence("F11"), self.window).activated.connect(self.toggle_full_screen)
        # Screens change places one after the other: only then is it known how they stand.
        self._settling = QTimer(self, singleShot=True, interval=0)
        self._settling.timeout.connect(self._on_settled)
        app = self._app()
        app.screenRemoved.connect(self._on_removed)
        app.screenAdded.connect(self._on_added)
        for screen in app.screens():
            screen.geometryChanged.connect(self._on_moved)

    @property
    def is_shown(self) -> bool:
        """Whether the stage is on a screen."""
        return self.window.isVisible()

    @property
    def shares_screen(self) -> bool:
        """Whether the room sees the console's screen: what is private is not for it then."""
        return self._second() is None

    @property
    def is_console_seen(self) -> bool:
        """Whether the room sees the console: screens show the same, or the stage was on its one."""
        return self.shares_screen and (len(self.places()) > 1 or self._was_shared)

    @property
    def screen_name(self) -> str | None:
        """Size of the screen that it is shown on; None while it is not."""
        if not self.is_shown:
            return None
        return place_of(self.window.screen()).size

    def take_actions(self, actions: Actions) -> None:
        """Let the console's keys work in the stage's window too, and lay the strip over it."""
        for name in (*NAMES, "minute"):
            self.window.addAction(actions[name])
        back = self._translator.text("Back to the console")
        self._strip = Strip(actions, self._theme, self.window, back)

    def show_blocks(self, blocks: Blocks) -> None:
        """Show these blocks, if they are others than before."""
        if blocks != self._blocks:
            self._blocks = blocks
            self.window.show_blocks(blocks)

    def let_go_of(self, hidden: Sequence[Note]) -> None:
        """Keep no frozen picture of an idea that is hidden by now."""
        gone = {note.id for note in hidden}
        kept = self.window.kept_picture
        if not gone or kept is None or gone.isdisjoint(_ids(kept)):
            return
        self.toggle_freeze()
        self.told.emit(
            self._translator.text(
                "The frozen picture showed an idea that is hidden now. The stage follows the work "
                "again."
            )
        )

    def render(self, size: QSize, ratio: float) -> QImage:
        """A picture of what the stage shows just now, whether it is on a screen or not."""
        return self.window.render_to(size, ratio)

    def follow_settings(self) -> None:
        """Be light or dark as the settings say by now."""
        self.window.set_theme(self._stage_theme())
        self.changed.emit()

    def toggle_full_screen(self) -> None:
        """Fill the screen, or become a window again."""
        if self.window.isFullScreen():
            self.window.showNormal()
        else:
            self.window.showFullScreen()

    def toggle_blank(self) -> None:
        """Show nothing but a calm ground, or what there is again."""
        self.window.set_blank(blank=not self.window.is_blank)
        self.changed.emit()

    def toggle_freeze(self) -> None:
        """Keep the picture while the work goes on, or show how it stands."""
        self.window.set_frozen(frozen=not self.window.is_frozen)
        self.changed.emit()

    def toggle(self) -> None:
        """Show the stage, or close it."""
        self._lost = ""
        if self.is_shown:
            self.window.hide()
            self._console.activateWindow()
            return
        self.window.set_theme(self._stage_theme())
        place = self._second()
        self._show_on(place_of(self._console.screen()) if place is None else place)

    def leave(self) -> Standing:
        """Keep the stage no longer; it stays on its screen for the keeper that goes on with it."""
        window, on = self.window, self._on if self.is_shown else ""
        self._let_go()
        if self._strip is not None:
            self._strip.hide()
        return Standing(window, on, window.is_blank, window.kept_picture, self._was_shared)

    def stand(self, standing: Standing) -> None:
        """Go on as another keeper's stage stands, which closes then: the room sees no gap."""
        self._was_shared = standing.was_shared
        screen = screens_now().get(standing.screen)
        if screen is not None:
            if standing.frozen is not None:
                self.window.show_blocks(standing.frozen)
                self.window.set_frozen(frozen=True)
                self.window.show_blocks(self._blocks or ())
            self.window.set_blank(blank=standing.is_blank)
            self._show_on(place_of(screen))
        standing.window.hide()
        standing.window.close()
        standing.window.deleteLater()
        self.changed.emit()

    def places(self) -> list[Place]:
        """The screens that there are."""
        return [place_of(screen) for screen in QGuiApplication.screens()]

    def choose(self, name: str) -> None:
        """Show the stage on the screen of this name; the console makes room where it must."""
        if name not in screens_now():
            return
        if name == place_of(self._console.screen()).name:
            self.swap()
            return
        self._remember(name)
        self._show_on(place_of(screens_now()[name]))

    def swap(self) -> None:
        """Let stage and console change screens."""
        own, second = self._console.screen(), self._second()
        if second is None:
            self.told.emit(self._translator.text("There is no second screen to swap with."))
            return
        if self.is_shown and self._on in screens_now() and self._on != place_of(own).name:
            second = place_of(screens_now()[self._on])
        self._move_console(screens_now()[second.name])
        self._remember(place_of(own).name)
        self._show_on(place_of(own))

    def identify(self) -> None:
        """Put a large number on each screen for a moment."""
        self.identifier.show_on(QGuiApplication.screens())

    def close(self) -> None:
        """Close the stage with its console, unless another keeper goes on with it."""
        if self._is_left:
            return
        self._lost = ""
        self.window.hide()
        self._let_go()
        self.window.close()
        self.window.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice when the stage is shown or closed, by whatever key."""
        if event.type() == QEvent.Type.Show:
            self.shown.emit()
            self.changed.emit()
        elif event.type() == QEvent.Type.Hide:
            if not self._lost:  # whoever shows it again begins with what there is
                self.window.set_blank(blank=False)
                self.window.set_frozen(frozen=False)
            self.hidden.emit()
            self.changed.emit()
        return super().eventFilter(watched, event)

    # Inside

    def _let_go(self) -> None:
        self._is_left = True
        app = self._app()
        app.screenRemoved.disconnect(self._on_removed)
        app.screenAdded.disconnect(self._on_added)
        for screen in app.screens():
            screen.geometryChanged.disconnect(self._on_moved)
        self._settling.stop()
        self.identifier.stop()
        self.window.removeEventFilter(self)

    def _app(self) -> QGuiApplication:
        return cast("QGuiApplication", QGuiApplication.instance())

    def _stage_theme(self) -> Theme:
        return Theme("dark" if self._settings().stage_theme == "dark" else "light")

    def _second(self, *, without: str = "") -> Place | None:
        places = [place for place in self.places() if place.name != without]
        key = set_name(places)
        wanted = self._chosen.get(key) or self._settings().stage_screens.get(key, "")
        return stage_place(places, place_of(self._console.screen()).name, wanted)

    def _remember(self, name: str) -> None:
        key = set_name(self.places())
        self._chosen[key] = name
        self.settings_chosen.emit(self._settings().with_stage_screen(key, name))

    def _show_on(self, place: Place) -> None:
        """Fill a screen; where it is the console's own the facilitator gets the strip."""
        screen = screens_now().get(place.name)
        if screen is None:
            return
        self._on = place.name
        is_shared = place.name == place_of(self._console.screen()).name
        self._was_shared = self._was_shared or is_shared
        if self.window.isFullScreen():
            self.window.showNormal()
        self.window.setScreen(screen)
        small = WINDOWED.boundedTo(place.geometry.size())
        at = QRect(place.geometry.topLeft(), small)
        at.moveCenter(place.geometry.center())
        self.window.setGeometry(at)
        self.window.showFullScreen()
        self.window.setFocus()
        if self._strip is not None:
            self._strip.set_wanted(wanted=is_shared)
        (self.window if is_shared else self._console).activateWindow()
        self.changed.emit()

    def _move_console(self, screen: QScreen) -> None:
        console, full = self._console, self._console.windowState()
        console.setWindowState(Qt.WindowState.WindowNoState)
        room = screen.availableGeometry()
        place = QRect(room.topLeft(), console.size().boundedTo(room.size()))
        place.moveCenter(room.center())
        console.setScreen(screen)
        console.setGeometry(place)
        console.setWindowState(full)

    def _on_removed(self, screen: QScreen) -> None:
        gone = place_of(screen).name
        if not self.is_shown or gone not in {self._on, place_of(self._console.screen()).name}:
            return
        self._lost = gone
        self.window.hide()
        self.told.emit(
            self._translator.text(
                "The stage's screen is gone, and the stage is closed. Nothing is lost; it comes "
                "back with the screen."
            )
        )

    def _on_added(self, screen: QScreen) -> None:
        # A new screen is often put beside the others, or mirrored, only a moment later.
        screen.geometryChanged.connect(self._on_moved)
        self._settling.start()

    def _on_moved(self) -> None:
        self._settling.start()

    def _on_settled(self) -> None:
        """Screens have come, or lie elsewhere: show the stage where it belongs by now."""
        own, second = place_of(self._console.screen()), self._second()
        text = self._translator.text
        is_beside = self.is_shown and self._on in screens_now() and self._on != own.name
        if second is None and is_beside:
            self._show_on(own)
            self.told.emit(text("The screens show the same now. What is yours alone is covered."))
        elif second is not None and not is_beside and (self.is_shown or self._lost):
            self._lost = ""
            self._show_on(second)
            self.told.emit(text("The stage is on the screen {size}.", size=second.size))
        elif is_beside and self.window.isFullScreen():
            self._show_on(place_of(screens_now()[self._on]))  # it may have another size
        else:
            self.changed.emit()


def _ids(blocks: Blocks) -> Iterator[str]:
    """The ids of all that blocks show."""
    waiting: list[object] = [block.model_dump() for block in blocks]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield str(one.get("id", ""))
            waiting += one.values()
        elif isinstance(one, list | tuple):
            waiting += one
