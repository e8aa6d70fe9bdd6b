"""Every kind of ballot on the laptop: marked by mouse and keys, sent as what was marked."""

from collections.abc import Mapping
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QSpinBox
from pytestqt.qtbot import QtBot

from workshop_studio.blocks import Ballot, BallotMethod, Choosable, Scale, Value
from workshop_studio.i18n.translator import Translator
from workshop_studio.tally.rules import pairs_of
from workshop_studio.ui.passed.paper import BallotPaper
from workshop_studio.ui.passed.rows import TOUCH, ChoiceRow, PlaceRow, RankRow, TickRow
from workshop_studio.ui.theme import Theme

# The offscreen platform says so of every window whose layout sets a least size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

TEXTS = {"a": "Frokost", "b": "Uteskole", "c": "Én app"}
AXES = (
    Scale(id="effort", name={"en": "Effort", "nb": "Innsats"}, low={"en": "little"}),
    Scale(id="impact", name={"en": "Impact", "nb": "Nytte"}, high={"en": "much"}),
)


def ballot(
    method: BallotMethod,
    rule: Mapping[str, Value] | None = None,
    scales: tuple[Scale, ...] = (),
    costs: Mapping[str, int] | None = None,
    marks: Mapping[str, int] | None = None,
) -> Ballot:
    costs = costs or {}
    return Ballot(
        fixed={"vote": "v"},
        method=method,
        rule=rule or {},
        items="ideas",
        options=tuple(Choosable(id=k, text=t, cost=costs.get(k)) for k, t in TEXTS.items()),
        scales=scales,
        pairs=pairs_of(list(TEXTS)) if method == "pairwise" else (),
        marks=marks or {},
    )


@pytest.fixture
def paper(qtbot: QtBot, theme: Theme, translator: Translator) -> BallotPaper:
    made = BallotPaper(translator, theme)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


def press(button: QAbstractButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def choice(paper: BallotPaper, key: str) -> ChoiceRow:
    return cast("ChoiceRow", paper.rows[key])


@pytest.mark.parametrize(
    ("method", "rule", "values"),
    [
        ("score", {"low": 0, "high": 10, "no_opinion": True}, (0, 7, 10)),
        ("score", {"low": -2, "high": 2, "no_opinion": True}, (-2, 0, 2)),
        ("fist", {}, (0, 3, 5)),
        ("consent", {}, (0, 1, 2)),
    ],
)
def test_a_value_for_each_option(
    paper: BallotPaper, method: BallotMethod, rule: dict[str, Value], values: tuple[int, int, int]
) -> None:
    paper.show_block(ballot(method, rule))
    assert paper.is_blank
    assert "0 of 3 answered" in paper.count.text()
    for key, value in zip(TEXTS, values, strict=True):
        press(choice(paper, key).buttons[value])
    assert paper.sent()["marks"] == dict(zip(TEXTS, values, strict=True))
    assert "3 of 3 answered" in paper.count.text()
    press(choice(paper, "a").buttons[values[0]])  # pressed again: no opinion
    assert "a" not in paper.marks
    press(choice(paper, "b").buttons[values[0]])  # another one: changed
    assert paper.marks["b"] == values[0]


def test_a_wide_scale_is_typed(paper: BallotPaper) -> None:
    paper.show_block(ballot("score", {"low": 0, "high": 100, "no_opinion": True}))
    box = cast("QSpinBox", paper.rows["b"].give)
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, "85")
    assert paper.marks == {"b": 85}
    box.setValue(box.minimum())
    assert paper.is_blank


def test_options_are_ranked_in_the_order_of_pressing_and_moved(paper: BallotPaper) -> None:
    paper.show_block(ballot("rank", {"least": 0, "most": None, "ties": True}))
    rows = {key: cast("RankRow", row) for key, row in paper.rows.items()}
    for key in ("c", "a", "b"):
        press(rows[key].place)
    assert paper.marks == {"c": 1, "a": 2, "b": 3}
    press(rows["b"].up)
    assert paper.marks == {"c": 1, "b": 2, "a": 3}
    QTest.keyClick(rows["c"].down, Qt.Key.Key_Space)
    assert paper.marks == {"b": 1, "c": 2, "a": 3}
    press(rows["b"].place)  # out of the order: the others move up
    assert paper.marks == {"c": 1, "a": 2}
    assert not rows["b"].up.isVisible()


def test_no_more_are_ranked_than_may_be(paper: BallotPaper) -> None:
    paper.show_block(ballot("rank", {"least": 0, "most": 2, "ties": True}))
    rows = {key: cast("RankRow", row) for key, row in paper.rows.items()}
    for key in ("a", "b", "c"):
        press(rows[key].place)
    assert paper.marks == {"a": 1, "b": 2}
    assert "2 of at most 2 ranked" in paper.count.text()


def test_amounts_are_set_off_by_thousands(paper: BallotPaper) -> None:
    costs = {"a": 40_000, "b": 1_250_000}
    paper.show_block(ballot("budget", {"budget": 2_000_000}, costs=costs))
    ticks = {key: cast("TickRow", row).box for key, row in paper.rows.items()}
    assert ticks["a"].accessibleName().endswith("· 40,000")
    ticks["b"].click()
    assert "750,000 left to spend" in paper.count.text()


def test_what_does_not_fit_the_money_cannot_be_chosen(paper: BallotPaper) -> None:
    costs = {"a": 50, "b": 40, "c": 20}
    paper.show_block(ballot("budget", {"budget": 70}, costs=costs))
    ticks = {key: cast("TickRow", row).box for key, row in paper.rows.items()}
    ticks["a"].click()
    assert "20 left to spend" in paper.count.text()
    assert not ticks["b"].isEnabled()
    ticks["c"].click()
    assert paper.marks == {"a": 1, "c": 1}
    ticks["a"].click()
    assert ticks["b"].isEnabled()


def test_pairs_are_answered_one_by_one(paper: BallotPaper) -> None:
    paper.show_block(ballot("pairwise", {"every": False}))
    first, second, third = paper.rows
    press(choice(paper, first).buttons[1])
    press(choice(paper, second).buttons[0])
    press(choice(paper, third).buttons[-1])
    assert paper.marks == {first: 1, second: 0, third: -1}
    assert choice(paper, first).buttons[1].text() == "Frokost"
    assert choice(paper, first).buttons[-1].text() == "Uteskole"


def test_places_on_two_axes(paper: BallotPaper) -> None:
    paper.show_block(ballot("axes", {"low": 0, "high": 100}, scales=AXES))
    row = cast("PlaceRow", paper.rows["a"])
    assert paper.is_blank  # nobody has said anything yet
    slider = row.sliders["impact/a"]
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert paper.marks == {"impact/a": 51}
    row.sliders["effort/a"].setValue(10)
    assert paper.marks == {"impact/a": 51, "effort/a": 10}
    assert "2 of 6 answered" in paper.count.text()
    assert slider.accessibleName() == "Frokost: Impact"


def test_a_column_for_each(paper: BallotPaper) -> None:
    columns = tuple(Scale(id=f"c{n}", name={"en": name}) for n, name in enumerate(("Must", "Not")))
    paper.show_block(ballot("columns", scales=columns))
    press(choice(paper, "b").buttons[0])
    press(choice(paper, "c").buttons[1])
    assert paper.marks == {"b": 0, "c": 1}


def test_scores_by_criterion(paper: BallotPaper) -> None:
    rule = {"low": 0, "high": 3, "no_opinion": True}
    paper.show_block(ballot("score", rule, scales=AXES))
    assert list(paper.rows)[:4] == ["effort/a", "effort/b", "effort/c", "impact/a"]
    press(choice(paper, "impact/b").buttons[3])
    assert paper.marks == {"impact/b": 3}


@pytest.mark.parametrize(
    "block",
    [
        ballot("score", {"low": 0, "high": 10, "no_opinion": True}),
        ballot("rank", {"most": None}),
        ballot("pairwise"),
        ballot("axes", {"low": 0, "high": 100}, scales=AXES),
        ballot("budget", {"budget": None}, costs=dict.fromkeys(TEXTS, 5)),
        ballot("consent"),
    ],
    ids=lambda block: block.method,
)
def test_every_input_is_large_named_and_reached_by_keys(paper: BallotPaper, block: Ballot) -> None:
    paper.show_block(block)
    for row in paper.rows.values():
        inputs = [w for w in (row.give, *row.findChildren(QAbstractButton)) if w.isVisible()]
        for widget in inputs:
            assert widget.height() >= TOUCH
            assert widget.accessibleName() or widget.text()  # type: ignore[attr-defined]
            assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert paper.rect().right() >= row.geometry().right()


def test_what_was_handed_in_is_shown_and_can_be_changed(paper: BallotPaper) -> None:
    paper.show_block(ballot("fist", marks={"a": 0, "b": 5}))
    assert paper.marks == {"a": 0, "b": 5}
    assert choice(paper, "a").buttons[0].isChecked()
    press(choice(paper, "a").buttons[4])
    assert paper.sent() == {"type": "CastVote", "vote": "v", "marks": {"a": 4, "b": 5}}
