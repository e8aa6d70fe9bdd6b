"""Nothing that is private ever stands on the stage, in no step and on no page."""

import pytest
from PySide6.QtCore import QSizeF

from tests.ui.fakes import FakeSession
from workshop_studio.blocks import Form
from workshop_studio.domain.commands import AddParked, ImportIdeas, ParkIdea, SetFocus, WriteNotes
from workshop_studio.domain.records import Focus
from workshop_studio.i18n.translator import Translator
from workshop_studio.projections.facilitator import facilitator
from workshop_studio.projections.stage import stage
from workshop_studio.resources import resources
from workshop_studio.ui.blocks.scene import Text
from workshop_studio.ui.stage.plan import make_plan
from workshop_studio.ui.theme import Theme

pytestmark = pytest.mark.usefixtures("theme")
ENGLISH = Translator("en", resources() / "locales")
OPEN = ("Skolefrokost", "Uteskole", "Leksehjelp")


def written(session: FakeSession) -> str:
    """All that stands on all pages of the stage."""
    blocks = stage(session.state, session.snapshot.boxes)
    size, theme = QSizeF(1920, 1080), Theme("light")
    pages = make_plan(blocks, size, theme, ENGLISH).pages
    plans = [make_plan(blocks, size, theme, ENGLISH, page) for page in range(pages)]
    pieces = [piece for plan in plans for piece in plan.pieces if isinstance(piece, Text)]
    return "\n".join("\n".join(piece.lines.texts) for piece in pieces)


def held(session: FakeSession) -> list[str]:
    """Lead a whole session, and gather what the stage says at each moment."""
    pictures: list[str] = []
    for _ in range(120):
        pictures.append(written(session))
        view = facilitator(session.state, session.snapshot.boxes)
        going = view.next
        if session.state.flow.finished or going is None:
            return pictures
        vote = next((v for v in session.state.votes.values() if v.status == "open"), None)
        if going.code == "vote.close" and vote is not None:
            for person in ("a", "b", "c"):  # 3 ballots for the first, while it is open
                marks = {vote.options[0].id: 1}
                session.participate(person, type="CastVote", vote=vote.id, marks=marks)
                pictures.append(written(session))
        if going.form:
            form = next(b for b in view.work if isinstance(b, Form) and b.code == going.form)
            session.do({"type": form.command, **form.fixed, **_filled(form)})
            pictures.append(written(session))
            going = facilitator(session.state, session.snapshot.boxes).next
        if going is not None and going.command is not None:
            session.do(going.command)
    raise AssertionError("the session never ends")


def _filled(form: Form) -> dict[str, object]:
    filled: dict[str, object] = {}
    for field in form.fields:
        if field.kind == "items":
            filled[field.name] = [{"kind": o.kind, "id": o.id} for o in field.options[:1]]
        elif field.kind == "item":
            filled[field.name] = None
        elif field.kind == "date":
            filled[field.name] = "2027-02-01"
        elif field.kind in {"text", "long"}:
            filled[field.name] = "Kari tar det"
    return filled


def test_a_held_session_never_shows_a_secret() -> None:
    session = FakeSession()
    for step in session.state.steps:
        session.do(WriteNotes(step=step, text="HEMMELIG-notat"))
    step = session.steps("collect")[0]
    session.do(ImportIdeas(step=step, texts=(*OPEN, "HEMMELIG-skjult", "HEMMELIG-parkert")))
    ids = {idea.text: idea.id for idea in session.state.ideas.values()}
    session.do({"type": "HideIdea", "idea": ids["HEMMELIG-skjult"]})
    session.do(ParkIdea(idea=ids["HEMMELIG-parkert"]))
    session.do(AddParked(text="HEMMELIG-utenfor"))
    tips = [text[:30] for s in session.state.steps.values() for text in s.tips.values() if text]
    assert tips
    pictures = held(session)
    assert len(pictures) > 12
    for picture in pictures:
        assert "HEMMELIG" not in picture
        assert not any(tip in picture.replace("\n", " ") for tip in tips)
    assert any("Uteskole" in picture for picture in pictures)  # the test can see


def test_ideas_wait_for_their_reveal_even_one_at_a_time() -> None:
    session = FakeSession()
    step = session.steps("collect")[0]
    session.do({"type": "GoTo", "step": step})
    session.do(ImportIdeas(step=step, texts=OPEN))
    assert not any(text in written(session) for text in OPEN)
    idea = next(one.id for one in session.state.ideas.values() if one.text == OPEN[0])
    session.do({"type": "Reveal", "step": step})
    session.do(SetFocus(focus=Focus(kind="idea", id=idea)))
    assert OPEN[0] in written(session)
    session.do({"type": "Conceal", "step": step})
    assert not any(text in written(session) for text in OPEN)


def test_an_open_vote_says_how_many_and_never_what() -> None:
    session = FakeSession()
    collect, vote = session.steps("collect")[0], session.steps("vote")[0]
    session.do({"type": "GoTo", "step": collect})
    session.do(ImportIdeas(step=collect, texts=OPEN))
    session.do({"type": "Reveal", "step": collect})
    where, ids = session.steps("cluster")[0], list(session.state.ideas)
    names = ("Klynge-en", "Klynge-to")
    for title, ideas in zip(names, (ids[:2], ids[2:]), strict=True):
        session.do({"type": "MakeCluster", "step": where, "title": title, "ideas": ideas})
    session.do({"type": "GoTo", "step": vote})
    session.do({"type": "OpenVote", "step": vote})
    before = written(session)
    (ballots,) = session.state.votes.values()
    for person in range(7):
        marks = {ballots.options[0].id: 1}
        session.participate(f"p{person}", type="CastVote", vote=ballots.id, marks=marks)
    after = written(session)
    assert "7 of 24 have voted" in after
    assert after.replace("7 of 24", "0 of 24") == before
    session.do({"type": "CloseVote", "vote": ballots.id})
    assert not any(name in written(session) for name in names)  # the result waits
    session.do({"type": "Reveal", "step": vote})
    assert all(name in written(session) for name in names)


def test_the_parking_lot_is_shown_when_it_is_asked_for_and_only_then() -> None:
    session = FakeSession()
    session.do(AddParked(text="Parkering ved skolen"))
    assert "Parkering ved skolen" not in written(session)
    session.do({"type": "GoTo", "step": session.steps("collect")[0]})
    session.do(SetFocus(focus=Focus(kind="parking")))
    told = written(session)
    assert told.startswith("Parking lot")
    assert "Parkering ved skolen" in told.replace("\n", " ")
