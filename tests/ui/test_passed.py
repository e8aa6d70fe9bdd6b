"""The laptop passed round: each answers alone, nobody sees another's, and all is counted."""

from collections.abc import Iterator
from concurrent.futures import Future

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.ui.fakes import FakeSession
from workshop_studio.app.hub import Actor, Envelope, Receipt
from workshop_studio.app.seat import Seat
from workshop_studio.domain.boxes import idea_box
from workshop_studio.domain.commands import AddIdea, CastVote, CountHands, ImportIdeas
from workshop_studio.domain.rejections import reject
from workshop_studio.i18n.translator import Translator
from workshop_studio.steps.vote_result import result
from workshop_studio.ui.console import words
from workshop_studio.ui.console.window import ConsoleWindow
from workshop_studio.ui.home.summons import raise_window
from workshop_studio.ui.jobs import Jobs
from workshop_studio.ui.passed.paper import BallotPaper
from workshop_studio.ui.passed.rows import (
    TOUCH,
    ChoiceRow,
    DotsRow,
    NumberRow,
    PairRow,
    RankRow,
    Row,
    TickRow,
)
from workshop_studio.ui.passed.window import PassedWindow
from workshop_studio.ui.theme import Theme, apply
from workshop_studio.ui.widgets.labels import PlainLabel
from workshop_studio.ui.widgets.wrapped_button import WrappedButton

pytestmark = pytest.mark.qt_log_ignore(
    "propagateSizeHints", "does not support raise", "Unhandled key code"
)

OTHERS = ("Rolige kvelder på kjøkkenet", "Mer tid til samtaler", "Felles lunsj hver fredag")


class Round:
    """A console whose laptop goes round."""

    def __init__(
        self,
        qtbot: QtBot,
        console: ConsoleWindow,
        session: FakeSession,
        translator: Translator,
    ) -> None:
        self.qtbot, self.console, self.session = qtbot, console, session
        self.translator = translator

    @property
    def window(self) -> PassedWindow:
        assert self.console.passing.window is not None
        return self.console.passing.window

    @property
    def paper(self) -> BallotPaper:
        assert self.window.sheet is not None
        paper = self.window.sheet.view("ballot")
        assert isinstance(paper, BallotPaper)
        return paper

    def start(self) -> None:
        self.console.actions_["pass_round"].trigger()
        self.qtbot.waitUntil(lambda: self.window.isVisible())

    def be_ready(self) -> None:
        QTest.mouseClick(self.window.ready, Qt.MouseButton.LeftButton)
        self.qtbot.waitUntil(lambda: self.window.sheet is not None)

    def mark(self, option: int, dots: int = 1) -> None:
        vote = self.paper._block.fixed["vote"] if self.paper._block is not None else ""
        options = self.session.state.votes[vote].options  # each person has an order of their own
        row = self.paper.rows[options[option].id]
        for _ in range(dots):
            QTest.mouseClick(row.give, Qt.MouseButton.LeftButton)

    def hand_on(self) -> None:
        QTest.mouseClick(self.window.hand_on_button, Qt.MouseButton.LeftButton)

    def see_cover(self) -> None:
        self.qtbot.waitUntil(lambda: self.window.sheet is None)

    def write(self, text: str) -> None:
        widget = self.window.focusWidget()
        assert isinstance(widget, QPlainTextEdit)
        QTest.keyClicks(widget, text)


@pytest.fixture
def room(qtbot: QtBot, theme: Theme, translator: Translator) -> Iterator[Round]:
    session, jobs = FakeSession(), Jobs()
    console = ConsoleWindow(session, translator, theme, jobs, lambda _: "")
    qtbot.addWidget(console)
    console.show()
    made = Round(qtbot, console, session, translator)
    yield made
    console.close()
    jobs.close()


def collecting(room: Round) -> str:
    step = room.session.steps("collect")[0]
    room.session.do({"type": "GoTo", "step": step})
    room.session.do({"type": "OpenStep", "step": step})
    room.session.do(ImportIdeas(step=step, texts=OTHERS))
    room.qtbot.waitUntil(lambda: room.console.actions_["pass_round"].isEnabled())
    return step


def voting(room: Round) -> str:
    session = room.session
    collect, vote = session.steps("collect")[0], session.steps("vote")[0]
    session.do({"type": "GoTo", "step": collect})
    session.do(ImportIdeas(step=collect, texts=OTHERS))
    session.do({"type": "Reveal", "step": collect})
    ids = list(session.state.ideas)
    cluster = session.steps("cluster")[0]
    for title, ideas in (("Ro", ids[:2]), ("Mat", ids[2:])):
        session.do({"type": "MakeCluster", "step": cluster, "title": title, "ideas": ideas})
    session.do({"type": "GoTo", "step": vote})
    session.do({"type": "OpenVote", "step": vote})
    room.qtbot.waitUntil(lambda: room.console.actions_["pass_round"].isEnabled())
    (opened,) = session.state.votes
    return opened


def texts_of(window: QWidget) -> str:
    return "\n".join(label.text() for label in window.findChildren(QLabel))


def everything_said(window: QWidget) -> str:
    """Every text of every widget, whether it is seen, hidden, read aloud or only kept."""
    said: list[str] = []
    for widget in [window, *window.findChildren(QWidget)]:
        said += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        said.append(widget.windowTitle())
        if isinstance(widget, QLabel | QLineEdit | QPushButton):
            said.append(widget.text())
        if isinstance(widget, QLineEdit):
            assert not widget.isUndoAvailable()
        if isinstance(widget, QPlainTextEdit):
            said += [widget.toPlainText(), widget.placeholderText()]
            assert not widget.document().isUndoAvailable()
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            model = widget.model()
            for row in range(model.rowCount()):
                said += [str(model.index(row, 0).data(role)) for role in range(32)]
        spoken = QAccessible.queryAccessibleInterface(widget)
        if spoken is not None:
            said += [spoken.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Value)]
    return "\n".join(said)


def test_an_idea_goes_to_the_session_and_out_of_sight(room: Round) -> None:
    step = collecting(room)
    room.start()
    room.be_ready()
    said = everything_said(room.window)
    assert not any(text in said for text in OTHERS)
    room.write("Hemmelig nummer en")
    QTest.keyClick(room.window.focusWidget(), Qt.Key.Key_Return)
    room.qtbot.waitUntil(lambda: "Hemmelig nummer en" in everything_said(room.window))
    room.write("Hemmelig nummer to")  # not sent: handing on sends it
    QGuiApplication.clipboard().setText("Hemmelig utklipp")
    sheet = room.window.sheet
    assert sheet is not None
    room.hand_on()
    room.see_cover()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(sheet)
    assert QGuiApplication.clipboard().text() == ""
    assert "Hemmelig" not in everything_said(room.window)
    assert "1 has had it · 23 of 24 have not answered yet" in everything_said(room.window)
    room.be_ready()
    assert "Hemmelig" not in everything_said(room.window)
    texts = [idea.text for idea in room.session.state.ideas.values() if idea.by == "participant"]
    assert sorted(texts) == ["Hemmelig nummer en", "Hemmelig nummer to"]
    opening = room.session.state.progress_of(step).opening
    assert room.session.snapshot.boxes[idea_box(step, opening)].voters == 1


def test_pasted_lines_are_ideas_of_their_own(room: Round) -> None:
    collecting(room)
    room.start()
    room.be_ready()
    field = room.window.focusWidget()
    assert isinstance(field, QPlainTextEdit)
    field.setPlainText("en idé\nen til")
    room.hand_on()
    room.see_cover()
    mine = [i.text for i in room.session.state.ideas.values() if i.by == "participant"]
    assert sorted(mine) == ["en idé", "en til"]


def test_a_line_that_is_refused_keeps_the_laptop_where_it_is(
    room: Round, theme: Theme, translator: Translator
) -> None:
    collecting(room)

    def send(envelope: Envelope) -> "Future[Receipt]":
        if getattr(envelope.command, "text", "") != "nektet":
            return room.session.send(envelope)
        future: Future[Receipt] = Future()
        future.set_result(Receipt(envelope.id, 0, reject("idea.blank")))
        return future

    window = PassedWindow(room.console.bridge, Seat(send), translator, theme)
    window.begin()
    window.begin_turn()
    field, sheet = window.focusWidget(), window.sheet
    assert isinstance(field, QPlainTextEdit)
    assert sheet is not None
    field.setPlainText("nektet\nen til")
    window.hand_on()
    room.qtbot.waitUntil(lambda: "You have written 1 idea" in texts_of(window))
    assert window.sheet is sheet
    assert sheet.rejection()
    assert "nektet" in field.toPlainText()
    window.end()


def test_laptop_and_raised_hands_add_up_in_one_vote(room: Round) -> None:
    vote = voting(room)
    first, second = (option.id for option in room.session.state.votes[vote].options)
    room.start()
    for option, dots in ((0, 2), (0, 1), (1, 2)):
        room.be_ready()
        assert room.paper.is_blank
        room.mark(option, dots)
        room.hand_on()
        room.see_cover()
    assert "3 have had it · 21 of 24 have not answered yet" in everything_said(room.window)
    room.window.returned.emit()
    assert ("On this laptop", "3") in room.console.side.counts.rows()
    room.session.do(CountHands(vote=vote, heads=5, counts={first: 4, second: 6}))

    def here() -> dict[str, str]:
        return dict(words.in_the_room(room.console.bridge.view, room.translator))

    room.qtbot.waitUntil(lambda: here().get("Have voted") == "8 of 24")
    assert here()["By raised hand"] == "5"
    assert "8 of 24" not in "".join(b.model_dump_json() for b in room.console.bridge.view.stage)
    assert any(
        getattr(block, "count", None) == 3 for block in room.console.bridge.view.stage
    )  # the hands are shown to nobody else until closing
    room.session.do({"type": "CloseVote", "vote": vote})
    room.qtbot.waitUntil(lambda: "On this laptop" not in dict(room.console.side.counts.rows()))
    counted = result(room.session.state, room.session.state.votes[vote])
    assert {one.id: one.total for one in counted.options} == {first: 7, second: 8}
    assert (counted.ballots, counted.heads, counted.abstentions) == (3, 5, 0)
    (bundle,) = room.session.state.bundles.values()
    assert sorted(sum(ballot.values()) for ballot in bundle.ballots) == [1, 2, 2]


def test_no_more_dots_than_there_are(room: Round) -> None:
    voting(room)
    room.start()
    room.be_ready()
    for option in (0, 1):
        room.mark(option, 9)
    dots = sum(room.paper.marks.values())
    assert room.paper.asks.text() == "At most 2 on one."
    assert f"0 of {dots} dots left" in everything_said(room.window)
    assert not any(row.give.isEnabled() for row in room.paper.rows.values())


def test_a_blank_ballot_is_asked_about_in_place_and_counts_as_abstained(room: Round) -> None:
    vote = voting(room)
    room.start()
    room.be_ready()
    room.hand_on()
    assert room.window.blank.isVisible()
    assert "abstain" in room.window.question.text()
    QTest.mouseClick(room.window.back, Qt.MouseButton.LeftButton)
    assert room.window.hand_on_button.isVisible()
    room.hand_on()
    QTest.mouseClick(room.window.blank, Qt.MouseButton.LeftButton)
    room.see_cover()
    room.session.do({"type": "CloseVote", "vote": vote})
    assert result(room.session.state, room.session.state.votes[vote]).abstentions == 1


def test_the_window_says_so_when_the_vote_is_closed_meanwhile(room: Round) -> None:
    vote = voting(room)
    room.start()
    room.be_ready()
    room.mark(0)
    room.session.do({"type": "CloseVote", "vote": vote})
    room.see_cover()
    assert "Nothing can be answered just now" in room.window.cover.told.text()
    assert not room.window.ready.isVisible()


def test_nothing_but_the_held_keys_leads_out(room: Round) -> None:
    voting(room)
    room.start()
    window = room.window
    room.be_ready()
    assert window.windowModality() == Qt.WindowModality.ApplicationModal
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_F11, Qt.Key.Key_F5, Qt.Key.Key_Menu):
        QTest.keyClick(window, key)
    for letter in (Qt.Key.Key_K, Qt.Key.Key_W, Qt.Key.Key_Q, Qt.Key.Key_Z):
        QTest.keyClick(window, letter, Qt.KeyboardModifier.ControlModifier)
    window.close()
    QTest.keyClick(  # pressed, not held
        window,
        Qt.Key.Key_F,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    raise_window(room.console)
    assert window.isVisible()
    assert window.isFullScreen()
    assert room.console.passing.window is window
    assert not window.progress.isVisible()


KEYS = [key for key in Qt.Key if Qt.Key.Key_Escape.value <= key.value <= Qt.Key.Key_Help.value]
KEYS += [key for key in Qt.Key if Qt.Key.Key_Space.value <= key.value <= Qt.Key.Key_Z.value]
HELD = Qt.KeyboardModifier


@pytest.mark.parametrize(
    "held",
    [
        HELD.NoModifier,
        HELD.ControlModifier,
        HELD.AltModifier,
        HELD.MetaModifier,
        HELD.ControlModifier | HELD.ShiftModifier,
        HELD.ControlModifier | HELD.AltModifier,
        HELD.AltModifier | HELD.ShiftModifier,
    ],
    ids=str,
)
@pytest.mark.parametrize("begins", [True, False], ids=["turn", "cover"])
def test_no_key_leads_out_or_shows_what_others_wrote(
    room: Round, held: Qt.KeyboardModifier, begins: bool
) -> None:
    collecting(room)
    room.start()
    sent = len(room.session.sent)
    for key in KEYS:
        if begins and room.window.sheet is None:
            room.be_ready()
        QTest.keyClick(room.window.focusWidget(), key, held)
        seen = [one for one in QGuiApplication.topLevelWindows() if one.isVisible()]
        assert seen == [room.window.windowHandle()], key
        assert QApplication.activePopupWidget() is None, key
    assert not any(text in texts_of(room.window) for text in OTHERS)
    assert all(isinstance(one, AddIdea) for one in room.session.sent[sent:])
    assert room.window.isFullScreen()


def test_the_console_is_nowhere_while_the_laptop_goes_round(room: Round) -> None:
    """Nor in the list of windows through which the system's own keys switch."""
    collecting(room)
    room.start()
    assert not room.console.isVisible()
    seen = [one for one in QGuiApplication.topLevelWindows() if one.isVisible()]
    assert seen == [room.window.windowHandle()]
    raise_window(room.console)
    assert not room.console.isVisible()
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_F4, Qt.Key.Key_Space, Qt.Key.Key_M, Qt.Key.Key_Left):
        QTest.keyClick(room.window, key, Qt.KeyboardModifier.AltModifier)
    QApplication.closeAllWindows()
    assert room.window.isVisible()
    assert not room.console.isVisible()
    room.window.returned.emit()
    room.qtbot.waitUntil(room.console.isVisible)
    assert room.console.passing.window is None


def on_a_small_screen(room: Round, qapp: QApplication, scale: float) -> PassedWindow:
    """Somebody's turn on the laptop with its text at a size."""
    theme = Theme("light", scale)
    apply(qapp, theme)
    window = PassedWindow(room.console.bridge, Seat(room.session.send), room.translator, theme)
    room.qtbot.addWidget(window)
    window.begin()
    window.showNormal()
    window.resize(800, 600)
    window.begin_turn()
    return window


@pytest.mark.parametrize("scale", [1.0, 3.0])
def test_cover_and_question_are_whole_with_large_text_on_a_small_screen(
    room: Round, qapp: QApplication, scale: float
) -> None:
    voting(room)
    window = on_a_small_screen(room, qapp, scale)
    window.hand_on()
    qapp.processEvents()
    whole = window.rect()
    for widget in (window.question, window.blank, window.back, window.way_back):
        assert whole.contains(QRect(widget.mapTo(window, QPoint()), widget.size()))
        needed = widget.heightForWidth(widget.width()) if widget.hasHeightForWidth() else 0
        assert widget.height() >= max(needed, widget.minimumSizeHint().height())
    sheet = window.sheet
    assert sheet is not None
    assert sheet.isVisible() == (scale < 2)  # where it goes in, the ballot stays in sight
    window.back.click()
    assert sheet.isVisible()
    window.hand_on()
    window.blank.click()
    room.qtbot.waitUntil(lambda: window.sheet is None)
    seen = window.cover.viewport()

    def is_whole() -> bool:
        place = QRect(window.ready.mapTo(seen, QPoint()), window.ready.size())
        return seen.rect().contains(place)

    room.qtbot.waitUntil(is_whole)
    for label in (window.cover.title, window.cover.told, window.cover.count):
        assert label.height() >= label.heightForWidth(label.width())
    window.end()
    apply(qapp, Theme("light"))


def test_what_is_typed_is_seen_however_large_the_question_is(
    room: Round, qapp: QApplication
) -> None:
    collecting(room)
    window = on_a_small_screen(room, qapp, 3.0)
    qapp.processEvents()
    field, sheet = window.focusWidget(), window.sheet
    assert isinstance(field, QPlainTextEdit)
    assert sheet is not None

    def is_whole() -> bool:
        return sheet.rect().contains(QRect(field.mapTo(sheet, QPoint()), field.size()))

    assert not is_whole()  # the question is read first
    QTest.keyClicks(field, "Frokost")
    room.qtbot.waitUntil(is_whole)
    window.end()
    apply(qapp, Theme("light"))


def test_menus_and_drops_are_shut(room: Round) -> None:
    collecting(room)
    room.start()
    room.be_ready()
    field = room.window.focusWidget()
    assert field is not None
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1))
    QApplication.sendEvent(field, asked)
    assert QApplication.activePopupWidget() is None
    assert room.window.eventFilter(field, QEvent(QEvent.Type.Drop))
    assert room.window.eventFilter(field, QEvent(QEvent.Type.DragEnter))


def test_holding_the_keys_leads_back_to_the_console(
    room: Round, theme: Theme, translator: Translator
) -> None:
    collecting(room)
    window = PassedWindow(room.console.bridge, Seat(room.session.send), translator, theme, hold=1)
    window.begin()
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    with room.qtbot.waitSignal(window.returned):
        QTest.keyPress(window, Qt.Key.Key_F, keys)
    window.end()
    assert not window.isVisible()


def test_that_a_mirrored_projector_shows_the_laptop_is_said_before_anybody_writes(
    room: Round,
) -> None:
    collecting(room)
    room.start()
    assert not room.window.cover.warning.isVisible()
    room.window.returned.emit()
    room.console.stage.toggle()  # on the one screen that there is
    room.qtbot.waitUntil(lambda: room.console.stage.is_shown)
    room.start()
    assert room.window.cover.warning.isVisible()


def test_each_turn_has_a_token_of_its_own() -> None:
    session = FakeSession()
    step = session.steps("collect")[0]
    session.do({"type": "GoTo", "step": step})
    session.do({"type": "OpenStep", "step": step})
    seat = Seat(session.send)
    place = seat.view(session.snapshot).place
    for text in ("idé nummer en", "idé nummer to"):
        assert seat.submit(AddIdea(step=step, text=text)).result().rejection is None
    assert "idé nummer en" in str(seat.view(session.snapshot).blocks)
    seat.hand_on(place)
    view = seat.view(session.snapshot)
    assert view.had == 1
    assert view.left == 23
    assert "idé nummer" not in str(view.blocks)
    seat.submit(AddIdea(step=step, text="tre")).result()
    [box] = session.snapshot.boxes.values()
    assert sorted(len(slips) for slips in box.slips.values()) == [1, 2]


def test_who_answers_by_phone_is_not_waited_for_at_the_laptop(room: Round) -> None:
    vote = voting(room)
    first = room.session.state.votes[vote].options[0].id
    ballot = CastVote(vote=vote, marks={first: 1})
    room.start()
    assert "24 of 24 have not answered yet" in everything_said(room.window)
    room.session.send(Envelope("a table", Actor("participant", "table", 20), ballot))
    room.session.send(Envelope("a phone", Actor("participant", "phone"), ballot))

    def see(wanted: str) -> None:
        room.qtbot.waitUntil(lambda: wanted in everything_said(room.window))

    see("3 of 24 have not answered yet")
    for left in (2, 1, 0):
        room.be_ready()
        room.mark(0)
        room.hand_on()
        room.see_cover()
        see(f"{left} of 24 ha")
    assert "Everybody has answered. Thank you." in everything_said(room.window)
    assert "Give the laptop back to the facilitator" in everything_said(room.window)


def test_a_turn_without_an_idea_is_a_turn_all_the_same() -> None:
    session = FakeSession()
    step = session.steps("collect")[0]
    session.do({"type": "GoTo", "step": step})
    session.do({"type": "OpenStep", "step": step})
    seat = Seat(session.send)
    place = seat.view(session.snapshot).place
    session.send(Envelope("x", Actor("participant", "phone"), AddIdea(step=step, text="Ro")))
    seat.hand_on(place)
    assert seat.submit(AddIdea(step=step, text="Mat")).result().rejection is None
    seat.hand_on(place)
    view = seat.view(session.snapshot)
    assert (view.had, view.answered, view.left) == (2, 3, 21)


def test_a_finger_hits_every_answer_and_no_option_is_cut_off(
    qtbot: QtBot, theme: Theme, translator: Translator
) -> None:
    long = "Ett varmt måltid i uka, og vi begynner med onsdager " * 4
    rows: list[Row] = [
        ChoiceRow("k", "", [(1, long, long), (0, "level", "level")], lambda *_: None),
        DotsRow("k", long, lambda *_: None, translator),
        RankRow("k", long, lambda *_: None, lambda *_: None, translator),
    ]
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    for row in rows:
        column.addWidget(row)
    page.resize(600, 700)
    page.show()
    for button in page.findChildren(QPushButton):
        if button.isVisible():
            assert min(button.height(), button.width()) >= TOUCH
    [whole, _] = rows[0].findChildren(WrappedButton)
    assert whole.width() <= rows[0].width()
    assert whole.height() >= whole.fontMetrics().lineSpacing() * 3


def _shown(qtbot: QtBot, *rows: Row) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    for row in rows:
        column.addWidget(row)
    page.resize(736, 300)
    page.show()
    return page


def test_scores_stand_in_one_line_and_the_options_of_a_pair_are_as_wide(
    qtbot: QtBot, theme: Theme
) -> None:
    short, long = "Uteskole", "Ett varmt måltid i uka, og vi begynner med onsdager " * 2
    scores = ChoiceRow("k", "Uteskole", [(n, str(n), str(n)) for n in range(11)], lambda *_: None)
    pair = PairRow(
        "a/b", "", [(1, short, short), (0, "like", "like"), (-1, long, long)], lambda *_: None
    )
    page = _shown(qtbot, scores, pair)
    assert page.isVisible()
    assert len({button.y() for button in scores.buttons.values()}) == 1
    one, other = pair.buttons[1], pair.buttons[-1]
    assert abs(one.width() - other.width()) <= 1
    assert one.width() > pair.buttons[0].width()
    assert other.height() >= other.fontMetrics().lineSpacing() * 2


def test_costs_stand_below_each_other_and_take_a_press_too(qtbot: QtBot, theme: Theme) -> None:
    given: list[int | None] = []
    rows = [
        TickRow("k", text, lambda _, value: given.append(value), cost)
        for text, cost in (("Uteskole", "9 000"), ("Gratis frokost på alle skoler", "128 571"))
    ]
    page = _shown(qtbot, *rows)
    costs = [row.findChildren(PlainLabel)[-1] for row in rows]
    assert [cost.text() for cost in costs] == ["9 000", "128 571"]
    assert len({cost.mapTo(page, cost.rect().topRight()).x() for cost in costs}) == 1
    assert rows[0].box.accessibleName() == "Uteskole · 9 000"
    for label in rows[0].findChildren(PlainLabel):
        where = label.mapTo(rows[0], label.rect().center())
        under = rows[0].childAt(where)
        assert under is not None
        QTest.mouseClick(under, Qt.MouseButton.LeftButton, pos=under.mapFrom(rows[0], where))
    assert given == [1, None]


def test_ballots_stand_beside_heads_where_a_phone_answers_for_a_table(room: Round) -> None:
    vote = voting(room)
    first = room.session.state.votes[vote].options[0].id
    ballot = CastVote(vote=vote, marks={first: 1})

    def here() -> dict[str, str]:
        return dict(words.in_the_room(room.console.bridge.view, room.translator))

    room.session.send(Envelope("the ballot of one", Actor("participant", "one"), ballot))
    room.qtbot.waitUntil(lambda: here().get("Have voted") == "1 of 24")
    assert "Ballots" not in here()
    room.session.send(Envelope("that of a table", Actor("participant", "table", 4), ballot))
    room.qtbot.waitUntil(lambda: here().get("Have voted") == "5 of 24")
    assert here()["Ballots"] == "2"


@pytest.mark.parametrize("scale", [1.0, 3.0])
def test_a_number_on_a_wide_scale_is_whole_at_any_size_of_text(
    qtbot: QtBot, qapp: QApplication, translator: Translator, scale: float
) -> None:
    apply(qapp, Theme("light", scale))
    row = NumberRow("k", "Frokost", (0, 100), lambda *_: None, translator)
    qtbot.addWidget(row)
    row.show_given(100, can_give=True)
    row.show()
    metrics, line = row.box.fontMetrics(), row.box.lineEdit()
    qtbot.waitUntil(lambda: line.height() >= metrics.height())
    qtbot.waitUntil(lambda: line.width() > metrics.horizontalAdvance("100"))
    apply(qapp, Theme("light"))
