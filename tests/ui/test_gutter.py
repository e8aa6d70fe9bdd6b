"""What scrolls stays in its place when a scroll bar comes, and what is few does not scroll."""

import pytest
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.sample_blocks import choose_form, initiatives
from workshop_studio.blocks import Agenda, AgendaActivity, AgendaStep
from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.blocks.fields import ItemsField
from workshop_studio.ui.blocks.form import FormView
from workshop_studio.ui.blocks.table import TableView
from workshop_studio.ui.console.agenda_panel import AgendaPanel
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.gutter import Gutter

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def test_the_right_edge_is_the_same_with_a_bar_and_without(qtbot: QtBot, theme: Theme) -> None:
    scroll, page, inside = QScrollArea(), QWidget(), QFrame()
    column = QVBoxLayout(page)
    column.addWidget(inside)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setWidgetResizable(True)
    scroll.setWidget(page)
    Gutter(scroll, column, 18)
    qtbot.addWidget(scroll)
    scroll.resize(400, 300)
    scroll.show()
    bar = scroll.verticalScrollBar()

    def right() -> int:
        return inside.mapTo(scroll, inside.rect().topRight()).x()

    qtbot.waitUntil(lambda: right() == 400 - 18 - 1)
    assert not bar.isVisible()
    inside.setMinimumHeight(900)
    qtbot.waitUntil(bar.isVisible)
    qtbot.waitUntil(lambda: right() == 400 - 18 - 1)
    inside.setMinimumHeight(0)
    qtbot.waitUntil(lambda: not bar.isVisible())
    qtbot.waitUntil(lambda: right() == 400 - 18 - 1)


@pytest.mark.parametrize(("many", "scrolls"), [(1, False), (5, False), (60, True)])
def test_a_table_of_few_rows_is_as_high_as_they_are(
    qtbot: QtBot, theme: Theme, translator: Translator, many: int, scrolls: bool
) -> None:
    view = TableView(translator, theme)
    qtbot.addWidget(view)
    view.show_block(initiatives(tuple(f"Tiltak nummer {n} av flere" for n in range(many))))
    view.resize(700, view.minimumSizeHint().height())
    view.show()
    view.resize(700, view.minimumSizeHint().height())
    bar = view.table.verticalScrollBar()
    qtbot.waitUntil(lambda: (bar.maximum() > 0) == scrolls)


@pytest.mark.parametrize("long", [1, 3])
def test_a_list_of_ticks_shows_half_of_the_row_after_the_last(
    qtbot: QtBot, theme: Theme, translator: Translator, long: int
) -> None:
    form = FormView(translator, theme)
    qtbot.addWidget(form)
    text = "Fast svartid på meldinger hjemmefra, så slipper læreren å sitte med det på kvelden. "
    form.show_block(choose_form(tuple(f"{n} {text * long}" for n in range(20))))
    form.resize(600, 900)
    form.show()
    field = form.field("items")
    assert isinstance(field, ItemsField)
    rows = field.list

    def seen_of(row: int) -> float:
        rect = rows.visualRect(rows.model().index(row, 0))
        shown = rows.viewport().rect().intersected(rect)
        return shown.height() / rect.height() if rect.height() else 0.0

    qtbot.waitUntil(lambda: seen_of(7) == 1.0)
    qtbot.waitUntil(lambda: 0.3 < seen_of(8) < 0.7)


def _agenda(*steps: str, minutes: int = 26) -> Agenda:
    return Agenda(
        activities=(
            AgendaActivity(
                id="a",
                name={"en": "Hvordan-nå-wow"},
                minutes=minutes,
                state="current",
                steps=tuple(
                    AgendaStep(
                        id=str(n),
                        kind="place",
                        title={"en": title},
                        minutes=5,
                        state="current" if n == 0 else "ahead",
                    )
                    for n, title in enumerate(steps)
                ),
            ),
        )
    )


_LONG = ("Wow, nå eller hvordan?", "Snakk om det dere ser ulikt på", "Velg ut")


def test_an_agenda_that_has_the_room_does_not_scroll(
    qtbot: QtBot, theme: Theme, translator: Translator
) -> None:
    panel = AgendaPanel(translator, theme)
    qtbot.addWidget(panel)
    panel.resize(264, 700)
    panel.tree.show_agenda(_agenda(*_LONG))  # before it has its size, as a console opens
    panel.show()
    bar = panel.tree.verticalScrollBar()
    qtbot.waitUntil(lambda: panel.tree.height() == panel.tree.maximumHeight())
    qtbot.waitUntil(lambda: bar.maximum() == 0)
