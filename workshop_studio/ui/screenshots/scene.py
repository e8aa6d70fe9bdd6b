"""What pictures are made from: the moments of a session that was held, and states made of them."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path

from PySide6.QtWidgets import QWidget

from workshop_studio.app.headings import Heading, Headings
from workshop_studio.app.hub import Snapshot
from workshop_studio.app.rehearsal import ideas
from workshop_studio.app.session import Saving
from workshop_studio.domain.records import Idea
from workshop_studio.domain.state import Change
from workshop_studio.i18n.translator import Translator
from workshop_studio.resources import resources
from workshop_studio.settings import Recent
from workshop_studio.ui.home.plans import Plan, read_plans
from workshop_studio.ui.jobs import Jobs
from workshop_studio.ui.screenshots.album import Album, with_time_left
from workshop_studio.ui.theme import Theme

MANY = 400
"""Ideas in a picture of a step that is full."""
LONG = (
    "Hvordan kan vi gjøre hverdagen på helsehusene enklere for dem som kommer hjem fra sykehus "
    "fredag ettermiddag, for de pårørende som ikke vet hvem de skal ringe, og for de ansatte som "
    "har vakt den helgen? "
)
"""A title that somebody has pasted; twice and a half of it are the most that a title takes."""


@dataclass(frozen=True, slots=True)
class Found:
    """An interrupted session, as Home is told of one."""

    title: str
    entries: int
    at: datetime | None
    running: bool = False
    damaged: bool = False


class FakeCrowd:
    """Simulated people who do nothing: as many as the session is for."""

    people = 26
    is_paused = False

    def pause(self, *, paused: bool) -> None:
        """Sit still in any case."""

    def finish_step(self) -> None:
        """Do nothing more."""


class Scene:
    """What a picture may ask for.

    Attributes:
        album: draws.
        walk: a name and a snapshot of each moment of the session.
    """

    def __init__(self, album: Album, walk: Sequence[tuple[str, Snapshot]]) -> None:
        self.album = album
        self._kept: list[QWidget] = []
        self.walk = walk

    def keep(self, window: QWidget) -> None:
        """Keep the window that a picture's own belongs to until it is drawn."""
        self._kept.append(window)

    def let_go(self) -> None:
        """Close the windows that were kept."""
        while self._kept:
            window = self._kept.pop()
            window.close()
            window.deleteLater()

    @property
    def translator(self) -> Translator:
        """The language."""
        return self.album.translator

    @property
    def theme(self) -> Theme:
        """The look."""
        return self.album.theme

    @property
    def jobs(self) -> Jobs:
        """For windows that ask for it."""
        return self.album.jobs

    @cached_property
    def plans(self) -> list[Plan]:
        """The workshops and techniques on Home."""
        return list(read_plans(resources()))

    @property
    def first(self) -> Snapshot:
        """The session at its beginning."""
        return self.walk[0][1]

    def at(self, name: str) -> Snapshot:
        """The last moment whose name begins so, such as ``collect.close`` or ``vote``."""
        found = next(shot for told, shot in reversed(self.walk) if told.startswith(name))
        return with_time_left(found)

    def full(self, moment: str = "collect.close") -> Snapshot:
        """Ideas without number, some of them long, under a title that was pasted."""
        snapshot = self.at(moment)
        state = snapshot.state
        step = state.flow.current or ""
        texts = ideas(resources() / "rehearsal" / "ideas.json", self.translator.lang)
        chance = random.Random(1)  # noqa: S311 # only for a picture
        changes = []
        for number in range(MANY):
            text = " ".join(chance.sample(texts, chance.choice((1, 1, 1, 3, 6))))
            idea = Idea(id=f"full{number}", step=step, order=900 + number, text=text, by="import")
            changes.append(Change("ideas", idea.id, idea))
        frame = state.frame
        if frame is not None:
            title = (LONG * 3)[:500]
            changed = frame.model_copy(update={"title": title, "challenge": LONG})
            changes.append(Change("frame", "", changed))
        return snapshot._replace(state=state.put(changes))

    def rehearsed(self) -> Snapshot:
        """The same session as a rehearsal."""
        snapshot = self.at("collect.close")
        document = snapshot.state.document
        if document is None:
            return snapshot
        changed = document.model_copy(update={"rehearsal": True})
        return snapshot._replace(state=snapshot.state.put([Change("document", "", changed)]))

    def lost(self) -> Saving:
        """The shared file cannot be written."""
        gone = {"name": "Digital skolehverdag.workshop", "folder": "/sessions", "reason": ""}
        return Saving("failed", datetime.now(UTC), "file.folder_missing", gone)

    def recent(self) -> tuple[Recent, ...]:
        """Sessions that were led lately."""
        now = datetime.now(UTC)
        told = (
            ("a", "Digital skolehverdag", 1, "Oppvekst vest", 47, 3),
            ("b", "Smartmat, andre runde", 20, "Pleie og omsorg", 62, 2),
            ("c", "Kantina vi vil ha", 26, "Administrasjon", 31, 4),
            ("d", "Byggesak på ett sted", 42, "Teknisk", 12, 0),
        )
        return tuple(
            Recent(str(Path(path)), title, now - timedelta(days=days), group, many, came)
            for path, title, days, group, many, came in told
        )

    def headings(self) -> Headings:
        """What lies in the sessions folder beside those: one more session, and a letter."""
        more = Heading(
            path="e",
            title="Hjem fra sykehus på en fredag",
            group="Helse og omsorg",
            ideas=88,
            initiatives=5,
            texts=(LONG, "Kull 6", "Trygg hjemme", "Samfunnshuset på Torget"),
        )
        return Headings((more,), ("brev til kommunen.workshop",), "/økter")

    def interrupted(self) -> Found:
        """A session that ended without being closed."""
        return Found("Frivillighet i nabolaget", 49, datetime.now(UTC) - timedelta(hours=1))
