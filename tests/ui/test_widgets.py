"""The small widgets: nothing is cut off, nothing is markup, and clocks tick only when seen."""

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QDate, QMimeData, QPoint, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QLineEdit,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.sample_blocks import HOSTILE
from workshop_studio.blocks import Timer
from workshop_studio.i18n.translator import Translator
from workshop_studio.ui.theme import TABULAR, Scheme, Theme, apply, contrast
from workshop_studio.ui.widgets.clearing import can_be_cleared
from workshop_studio.ui.widgets.clock import Clock, read_clock
from workshop_studio.ui.widgets.focus import MARGIN, FocusRing
from workshop_studio.ui.widgets.inputs import DateField, TextInput, read_date
from workshop_studio.ui.widgets.labels import (
    Chip,
    PlainLabel,
    PrimaryButton,
    QuietButton,
    plain_tooltip,
    set_tooltip,
)
from workshop_studio.ui.widgets.wrapping import lay_out

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

NOW = datetime(2026, 11, 24, 13, 0, tzinfo=UTC)


# Text in lines


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:20]))
@pytest.mark.parametrize("width", [90, 200, 700])
def test_every_line_goes_into_the_width_and_no_character_is_lost(
    theme: Theme, text: str, width: int
) -> None:
    font = theme.type("body")
    lines = lay_out(text, font, width)
    metrics = QFontMetricsF(font)
    assert all(metrics.horizontalAdvance(line) <= width + 1 for line in lines.texts if line[1:])
    shown = "".join("".join(lines.texts).split())
    whole = "".join(text.replace("\0", "\ufffd").split())
    assert shown == whole
    assert lines.size.height() == pytest.approx(lines.line_height * len(lines.texts))


def test_what_does_not_go_in_ends_in_an_ellipsis(theme: Theme) -> None:
    font = theme.type("body")
    lines = lay_out("word " * 200, font, 200, most=3)
    assert lines.is_cut
    assert len(lines.texts) == 3
    assert lines.texts[-1].endswith("…")
    assert QFontMetricsF(font).horizontalAdvance(lines.texts[-1]) <= 200
    assert not lay_out("word", font, 200, most=1).is_cut


def test_a_wrapping_label_gets_the_height_that_its_text_needs(theme: Theme, qtbot: QtBot) -> None:
    del theme
    holder = QWidget()
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    label = PlainLabel("x" * 300 + " word" * 40, "title")
    column.addWidget(label)
    column.addStretch(1)
    holder.resize(300, 900)
    holder.show()
    needed = label.heightForWidth(label.width())
    assert label.height() >= needed > label.fontMetrics().height() * 5
    holder.resize(600, 900)
    qtbot.waitUntil(lambda: label.height() < needed)


def test_qt_asks_for_a_height_at_a_width_only_where_a_text_goes_on_in_lines(
    theme: Theme, qtbot: QtBot
) -> None:
    del theme
    for wraps in (True, False):
        label = PlainLabel("one", wrap=wraps)
        qtbot.addWidget(label)
        assert label.hasHeightForWidth() is wraps
        label.setText("another")
        assert label.hasHeightForWidth() is wraps
    # By itself, without asking Python: a layout asks each label many times, and each time waits
    # for the interpreter's lock, which the core has while hundreds vote.
    assert "hasHeightForWidth" not in vars(PlainLabel)


def test_a_label_that_does_not_wrap_says_the_rest_in_a_tooltip(theme: Theme, qtbot: QtBot) -> None:
    del theme
    label = PlainLabel("<b>a long name</b> " * 10, wrap=False)
    qtbot.addWidget(label)
    label.resize(100, 30)
    label.show()
    assert "&lt;b&gt;a long name&lt;/b&gt;" in label.toolTip()
    label.setText("short")
    assert label.toolTip() == ""


def test_tooltips_are_to_the_letter(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    set_tooltip(widget, "<b>R&D</b>\nnext")
    assert widget.toolTip() == "<qt>&lt;b&gt;R&amp;D&lt;/b&gt;<br>next</qt>"
    assert plain_tooltip("") == ""
    assert len(plain_tooltip("x" * 10_000)) < 1_100


def test_an_ampersand_is_a_character_on_buttons(qtbot: QtBot) -> None:
    primary, quiet = PrimaryButton("R&D"), QuietButton("R&D", shortcut="F2")
    qtbot.addWidget(primary)
    qtbot.addWidget(quiet)
    for button in (primary, quiet):
        assert button.shortcut().isEmpty()
        assert button.accessibleName() == "R&D"
    assert "R&amp;D (F2)" in quiet.toolTip()


def test_a_click_on_a_quiet_button_leaves_the_keyboard_where_one_types(
    theme: Theme, qtbot: QtBot
) -> None:
    del theme
    holder = QWidget()
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    line, button = QLineEdit(), QuietButton("Hide")
    column.addWidget(line)
    column.addWidget(button)
    holder.show()
    holder.activateWindow()
    qtbot.waitUntil(holder.isActiveWindow)
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    with qtbot.waitSignal(button.clicked):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert line.hasFocus()
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert button.hasFocus()


def test_a_chip_is_one_line(theme: Theme, qtbot: QtBot) -> None:
    del theme
    chip = Chip("Tied for second place", warn=True)
    qtbot.addWidget(chip)
    assert chip.property("role") == "warn_chip"
    assert chip.sizeHint().height() < 2 * chip.fontMetrics().height()


# The clock


@pytest.mark.parametrize(
    ("left", "text", "word", "over"),
    [
        (522.0, "08:42", "", False),
        (521.2, "08:42", "", False),
        (60.0, "01:00", "", False),
        (0.4, "00:01", "", False),
        (0.0, "00:00", "", True),
        (-0.5, "00:00", "", True),
        (-1.0, "+00:01", "over time", True),
        (-83.9, "+01:23", "over time", True),
        (6000.0, "100:00", "", False),
    ],
)
def test_what_a_clock_says(
    translator: Translator, left: float, text: str, word: str, over: bool
) -> None:
    timer = Timer(seconds=720.0, ends_at=NOW + timedelta(seconds=left))
    reading = read_clock(timer, NOW, translator)
    assert (reading.text, reading.word, reading.is_over) == (text, word, over)
    assert reading.to_next is not None
    assert 0 < reading.to_next <= 1
    later = NOW + timedelta(seconds=reading.to_next + 0.001)
    assert read_clock(timer, later, translator).text != text or left in {0.0, 0.4}


def test_a_paused_clock_and_one_that_has_not_begun(translator: Translator) -> None:
    paused = read_clock(Timer(seconds=720.0, left=100.0), NOW, translator)
    assert (paused.text, paused.word, paused.to_next) == ("01:40", "paused", None)
    ahead = read_clock(Timer(seconds=720.0), NOW, translator)
    assert (ahead.text, ahead.word, ahead.to_next) == ("12:00", "", None)
    assert read_clock(None, NOW, translator).text == ""


def test_a_clock_ticks_by_itself_while_it_is_seen(
    theme: Theme, translator: Translator, qtbot: QtBot
) -> None:
    del theme
    clock = Clock(translator)
    qtbot.addWidget(clock)
    clock.show_timer(Timer(seconds=60.0, ends_at=datetime.now(UTC) + timedelta(seconds=30.2)))
    assert not clock.countdown.is_ticking()
    clock.show()
    assert clock.text() == "00:31"
    qtbot.waitUntil(lambda: clock.text() == "00:30")
    clock.hide()
    assert not clock.countdown.is_ticking()
    clock.show()
    assert clock.countdown.is_ticking()
    clock.show_timer(Timer(seconds=60.0, left=20.0))
    assert not clock.countdown.is_ticking()
    assert (clock.text(), clock.word()) == ("00:20", "paused")
    assert clock.accessibleName() == "1 minute left, paused"


@pytest.mark.parametrize(
    ("left", "level", "word", "said"),
    [
        (145.0, "calm", "", "3 minutes left"),
        (144.0, "warn", "soon over", "3 minutes left, soon over"),
        (37.0, "warn", "soon over", "1 minute left, soon over"),
        (36.0, "danger", "nearly over", "1 minute left, nearly over"),
        (-0.5, "danger", "", "over time"),
        (-61.0, "danger", "over time", "1 minute over time"),
        (-150.0, "danger", "over time", "2 minutes over time"),
    ],
)
def test_a_clock_warns_at_a_fifth_and_a_twentieth_and_says_so_in_words(
    translator: Translator, left: float, level: str, word: str, said: str
) -> None:
    timer = Timer(seconds=720.0, ends_at=NOW + timedelta(seconds=left))
    reading = read_clock(timer, NOW, translator)
    assert (reading.level, reading.word or reading.warning, reading.said) == (level, word, said)


def test_figures_of_a_clock_are_of_one_width(
    theme: Theme, translator: Translator, qtbot: QtBot
) -> None:
    del theme
    clock = Clock(translator)
    qtbot.addWidget(clock)
    clock.show()
    clock.show_timer(Timer(seconds=60.0, left=11.0))
    [figures] = [label for label in clock.findChildren(PlainLabel) if label.text() == "00:11"]
    font: QFont = figures.font()
    assert font.featureValue(TABULAR) == 1
    wide = QFontMetricsF(font)
    assert wide.horizontalAdvance("1") == pytest.approx(wide.horizontalAdvance("8"))


# Inputs


def typing(qtbot: QtBot, **kinds: bool) -> TextInput:
    text = TextInput(**kinds)  # type: ignore[arg-type]
    qtbot.addWidget(text)
    text.show()
    text.activateWindow()
    qtbot.waitUntil(text.isActiveWindow)
    text.setFocus()
    return text


def test_enter_submits_and_shift_enter_breaks_the_line(theme: Theme, qtbot: QtBot) -> None:
    del theme
    text = typing(qtbot)
    QTest.keyClicks(text, "one")
    QTest.keyClick(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(text, "two")
    assert text.paragraphs() == ["one\ntwo"]
    with qtbot.waitSignal(text.submitted):
        QTest.keyClick(text, Qt.Key.Key_Return)
    long = typing(qtbot, enter_submits=False)
    QTest.keyClick(long, Qt.Key.Key_Return)
    with qtbot.waitSignal(long.submitted):
        QTest.keyClick(long, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert long.typed() == "\n"


def test_what_is_typed_comes_out_to_the_letter(theme: Theme, qtbot: QtBot) -> None:
    del theme
    text = typing(qtbot)
    for written in (
        "<b>bold</b>",
        "a\u00a0b",
        " both ends ",
        "👩🏽‍🚀",
        "\u202eright to left",
        "tab\tend",
    ):
        text.setPlainText(written)
        assert text.typed() == written


def test_pasted_markup_comes_in_as_the_text_that_goes_with_it(theme: Theme, qtbot: QtBot) -> None:
    del theme
    text = typing(qtbot)
    clip = QMimeData()
    clip.setHtml("<b>bold</b><img src='file:///x.png'>")
    clip.setText("bold\nplain")
    text.insertFromMimeData(clip)
    assert text.paragraphs() == ["bold", "plain"]


def test_an_input_grows_with_its_text_and_then_scrolls(theme: Theme, qtbot: QtBot) -> None:
    del theme
    text = typing(qtbot)
    one = text.sizeHint().height()
    text.setPlainText("\n".join("abc"))
    three = text.sizeHint().height()
    text.setPlainText("\n".join("abcdefghijklm"))
    assert one < three < text.sizeHint().height() < one * 6


def test_undo_is_the_windows_where_the_input_has_nothing_to_take_back(
    theme: Theme, qtbot: QtBot
) -> None:
    del theme
    text = typing(qtbot)
    shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), text)
    with qtbot.waitSignal(shortcut.activated):
        QTest.keyClick(text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(text, "typed")
    QTest.keyClick(text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert text.typed() == ""


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("24.12.2026", date(2026, 12, 24)),
        (" 1.2.26 ", date(2026, 2, 1)),
        ("2026-12-24", date(2026, 12, 24)),
        ("24/12/2026", date(2026, 12, 24)),
        ("31.02.2026", None),
        ("24.12", None),
        ("tomorrow", None),
        ("", None),
        ("1.1.0", date(2000, 1, 1)),
        ("٢٤.12.2026", None),
        ("1.1.99999", None),
    ],
)
def test_dates_as_people_write_them(text: str, day: date | None) -> None:
    assert read_date(text) == day


@pytest.mark.qt_log_ignore("propagateSizeHints", "does not support (raise|grabbing)")  # a popup
def test_a_date_is_picked_from_a_calendar(
    theme: Theme, translator: Translator, qtbot: QtBot
) -> None:
    del theme
    field = DateField(translator)
    qtbot.addWidget(field)
    field.show()
    field.set_value(date(2026, 12, 1))
    field.open_calendar()
    [calendar] = [w for w in QApplication.allWidgets() if isinstance(w, QCalendarWidget)]
    assert calendar.selectedDate() == QDate(2026, 12, 1)
    with qtbot.waitSignal(field.edited):
        calendar.activated.emit(QDate(2026, 12, 24))
    assert field.line.text() == "24.12.2026"
    field.line.setText("no date")
    assert field.is_spoilt()
    assert field.value() is None


# The focus ring


def test_the_ring_lies_around_what_has_the_keyboard_and_follows_it(
    theme: Theme, qapp: QApplication, qtbot: QtBot
) -> None:
    del theme
    window = QWidget()
    qtbot.addWidget(window)
    area, page = QScrollArea(window), QWidget()
    line = QLineEdit(page)
    line.setGeometry(20, 20, 100, 30)
    page.resize(300, 2_000)
    area.setWidget(page)
    area.setGeometry(10, 10, 280, 180)
    window.resize(300, 200)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    ring = FocusRing.of(qapp)._ring
    assert ring is not None
    corner = line.mapTo(window, QPoint(0, 0))
    assert ring.geometry().topLeft() == corner - QPoint(MARGIN, MARGIN)
    assert ring.geometry().size().width() == 100 + 2 * MARGIN
    assert ring.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    area.verticalScrollBar().setValue(15)
    assert ring.geometry().top() == corner.y() - MARGIN - 15
    line.hide()
    qtbot.waitUntil(lambda: not ring.isVisible())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_cross_that_empties_a_line_is_seen(
    qtbot: QtBot, qapp: QApplication, scheme: Scheme
) -> None:
    theme = Theme(scheme)
    apply(qapp, theme)
    line = QLineEdit("kantine")
    qtbot.addWidget(line)
    can_be_cleared(line)
    line.show()
    [button] = line.findChildren(QToolButton)
    drawn = button.icon().pixmap(16, 16).toImage()
    colours = [drawn.pixelColor(x, y) for x in range(16) for y in range(16)]
    solid = [colour for colour in colours if colour.alpha() > 200]
    assert solid
    assert all(contrast(colour, theme.colour("surface")) >= 4.5 for colour in solid)
    button.click()
    assert not line.text()
