"""The stage: read from the back row, whole on every screen, and never more than it should show."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import combinations
from time import perf_counter

import pytest
from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.drawing.sample_charts import TEXTS, bars_chart, every_chart
from tests.ui.sample_blocks import (
    HOSTILE,
    agenda,
    ballot,
    board,
    chart,
    chosen,
    every_block,
    frame,
    ideas,
    initiatives,
    prompt,
    sample_ideas,
    timer,
)
from workshop_studio.blocks import (
    Bar,
    Block,
    Blocks,
    Board,
    Chart,
    Ideas,
    Join,
    Note,
    Notes,
    People,
    Pile,
    Prompt,
    Settled,
    Timer,
    Waiting,
)
from workshop_studio.i18n.translator import Translator
from workshop_studio.resources import resources
from workshop_studio.ui.blocks.scene import Box, Text, paint
from workshop_studio.ui.stage.clock import font_for
from workshop_studio.ui.stage.plan import Plan, make_plan
from workshop_studio.ui.stage.strip import HEIGHT
from workshop_studio.ui.stage.window import StageWindow
from workshop_studio.ui.theme import Scheme, Theme, contrast
from workshop_studio.ui.widgets.clock import read_clock

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

WHY = Notes(code="choose.reason", text="Disse to kan vi gjøre selv, og de hjelper flest.")
LONG = "Hvordan kan vi sammen " * 23


MANY = tuple(sample_ideas()[:24])


def join(of: int | None) -> Join:
    url = "http://192.168.100.200:8080/#" + "k" * 22
    return Join(url=url, place="192.168.100.200:8080", code="ABCD-EFGH", joined=12, of=of)


def one(text: str) -> Ideas:
    return Ideas(ideas=ideas([text]).ideas, count=24, number=3, code="one")


SCENES: dict[str, Blocks] = {
    "collect": (prompt(), timer(), Ideas(count=47, code="hidden")),
    "long prompt": (prompt(LONG), timer(), Ideas(count=4, code="hidden")),
    "wall of few": (prompt(), ideas(sample_ideas()[:3])),
    "wall": (prompt(), timer(), ideas()),
    "wall of 400": (prompt(LONG), timer(), ideas(sample_ideas() * 8)),
    "vote": (prompt(), timer(), People(code="voted", count=18, of=26)),
    "result": (prompt("Hvilke idéer bør vi ta videre?"), chart()),
    "long result": (prompt(LONG), chart(tuple(sample_ideas()))),
    "board": (prompt(), board(step=None)),
    "small board": (prompt(), board(sample_ideas()[:8], step=None)),
    "chosen": (prompt(), chosen(), WHY),
    "plan": (prompt(), initiatives(tuple(sample_ideas()[:30]), edit=False)),
    "waiting": (prompt(), Waiting(code="vote.counted")),
    "soon": (Waiting(code="session.soon"),),
    "finished": (
        Prompt(activity={}, title={}, prompt={"und": "X"}),
        Waiting(code="session.finished"),
    ),
    "agenda": (agenda(), ballot()),
    "frame": (frame(),),
    "one idea": (prompt(), timer(), one("Felles frokost på ungdomsskolen hver dag")),
    "one long idea": (prompt(LONG), one("Felles frokost på ungdomsskolen " * 30)),
    "join": (prompt(), join(26)),
    "contributed": (prompt(), timer(), ideas(), People(code="contributed", count=18, of=26)),
    "parking lot": (prompt(), timer(), Ideas(ideas=ideas().ideas[:4], count=4, code="parking")),
    "rehearsal": (Notes(code="rehearsal", text=""), prompt(), timer(), ideas()),
    "long rehearsal": (Notes(code="rehearsal", text=""), prompt(LONG * 3), timer(), ideas()),
    "long board": (prompt(), board(tuple(sample_ideas() * 8), step=None)),
    **{f"result as {one.chart}": (prompt(), one) for one in every_chart()},
    **{f"long result as {one.chart}": (prompt(), one) for one in every_chart(MANY)},
    "empty": (),
}
MUCH = ("400", "long board", "long result", "long rehearsal")
FEW = {name: blocks for name, blocks in SCENES.items() if not any(one in name for one in MUCH)}
PAINTED = [name for name in SCENES if "result" in name and "long" not in name]
PAINTED += ["wall of few", "small board", "collect", "chosen", "vote"]
FEW_SIZES = [(1920, 1080), (800, 600), (1024, 1366), (2560, 1080)]
SIZES = [*FEW_SIZES, (1093, 617), (600, 1000), (800, 800)]
scene = pytest.mark.parametrize("blocks", SCENES.values(), ids=SCENES.keys())
size = pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")


def texts(plan: Plan) -> list[Text]:
    return [piece for piece in plan.pieces if isinstance(piece, Text)]


def said(blocks: Blocks, theme: Theme, translator: Translator) -> str:
    plan = make_plan(blocks, QSizeF(1920, 1080), theme, translator)
    return "\n".join(" ".join(text.lines.texts) for text in texts(plan))


def used(text: Text) -> QRectF:
    """Where the letters are."""
    rect = QRectF(text.rect.topLeft(), text.lines.size)
    if text.align == Qt.AlignmentFlag.AlignRight:
        rect.moveRight(text.rect.right())
    return rect.adjusted(1, 1, -1, -1)


def some_pages(
    blocks: Blocks, size: QSizeF, theme: Theme, translator: Translator
) -> Iterator[Plan]:
    """The first pages, and the last."""
    first = make_plan(blocks, size, theme, translator)
    yield first
    for page in sorted({first.pages // 2, first.pages - 1} - {0}):
        yield make_plan(blocks, size, theme, translator, page)


def all_pages(blocks: Blocks, size: QSizeF, theme: Theme, translator: Translator) -> list[Plan]:
    first = make_plan(blocks, size, theme, translator)
    others = range(1, first.pages)
    return [first, *(make_plan(blocks, size, theme, translator, page) for page in others)]


@scene
def test_the_facilitators_strip_hides_nothing(
    blocks: Blocks, theme: Theme, translator: Translator
) -> None:
    for size in (QSizeF(800, 600), QSizeF(1280, 720), QSizeF(1920, 1080)):
        for plan in some_pages(blocks, size, theme, translator):
            free = size.height() - HEIGHT
            assert all(used(text).bottom() <= free for text in texts(plan))
            if (clock := plan.clock) is not None:  # figures have nothing below their line
                assert clock.figures.top() + QFontMetricsF(clock.font).ascent() <= free


@pytest.mark.parametrize("name", ["rehearsal", "long rehearsal"])
@size
def test_a_rehearsal_is_marked_on_every_page_clear_of_the_edge(
    name: str, size: tuple[int, int], theme: Theme, translator: Translator
) -> None:
    """A title that is too long has pages of its own; they are marked too."""
    whole = QSizeF(*size)
    plans = all_pages(SCENES[name], whole, theme, translator)
    assert name == "rehearsal" or len(plans) > 1
    for plan in plans:
        [mark] = [one for one in texts(plan) if one.lines.texts == ("Rehearsal",)]
        assert used(mark).top() >= whole.height() / 50
        others = [used(one) for one in texts(plan) if one is not mark]
        assert not any(used(mark).intersects(other) for other in others)


@scene
@size
def test_nothing_is_smaller_than_a_twentieth_all_is_on_the_screen_and_no_text_on_another(
    blocks: Blocks, size: tuple[int, int], theme: Theme, each_translator: Translator
) -> None:
    width, height = size
    screen = QRectF(0, 0, width, height)
    for plan in some_pages(blocks, QSizeF(width, height), theme, each_translator):
        for text in texts(plan):
            assert text.font.pixelSize() >= height / 20
            assert screen.contains(used(text)), text.lines.texts
        for box in plan.pieces:
            if isinstance(box, Box):
                assert screen.contains(box.rect)
        if plan.clock is not None:
            assert plan.clock.font.pixelSize() >= height / 20
            assert screen.contains(plan.clock.figures.adjusted(0, 0, 0, -height / 20))
        places = [(used(text), text.lines.texts) for text in texts(plan)]
        if plan.clock is not None:
            places.append((plan.clock.figures.adjusted(2, 2, -2, -2), ("clock",)))
        for (one, what), (other, that) in combinations(places, 2):
            assert not one.intersects(other), (what, that)


@pytest.mark.parametrize("blocks", FEW.values(), ids=FEW.keys())
@pytest.mark.parametrize("size", FEW_SIZES, ids=str)
def test_nothing_is_cut_but_a_title_that_is_whole_on_a_page_of_its_own(
    blocks: Blocks, size: tuple[int, int], theme: Theme, each_translator: Translator
) -> None:
    plans = all_pages(blocks, QSizeF(*size), theme, each_translator)
    on_pages = [text for plan in plans for text in texts(plan)]
    whole = " ".join(
        line for text in on_pages if not text.lines.is_cut for line in text.lines.texts
    )
    for text in on_pages:
        if text.lines.is_cut:
            assert text.font.pixelSize() >= theme.type("stage_strong", size[1]).pixelSize()
            kept = " ".join(text.lines.texts).removesuffix("…").strip()
            assert len(kept) > 8, text.lines.texts
            assert kept in whole, text.lines.texts


@scene
@pytest.mark.usefixtures("theme")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_seven_times(
    blocks: Blocks, scheme: Scheme, translator: Translator
) -> None:
    for plan in some_pages(blocks, QSizeF(1920, 1080), Theme(scheme), translator):
        for text in texts(plan):
            assert contrast(text.colour, text.ground) >= 7.0, text.lines.texts


def stands_out(picture: QImage, at: QRectF) -> float:
    """How well what is painted in a place stands out from what is most of it."""
    rect = at.toAlignedRect().intersected(picture.rect())
    across, down = range(rect.left(), rect.right(), 2), range(rect.top(), rect.bottom(), 2)
    seen = Counter(picture.pixel(x, y) for y in down for x in across)
    ground = QColor(seen.most_common(1)[0][0])
    often = [QColor(colour) for colour, n in seen.items() if n >= max(3, seen.total() * 0.002)]
    return max(contrast(colour, ground) for colour in often)


@pytest.mark.usefixtures("theme")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("blocks", [SCENES[name] for name in PAINTED], ids=PAINTED)
def test_what_is_painted_stands_out_seven_times(
    blocks: Blocks, scheme: Scheme, translator: Translator
) -> None:
    """As the pixels have it: whatever a picture lays beneath a text."""
    theme, size = Theme(scheme), QSizeF(1920, 1080)
    plan = make_plan(blocks, size, theme, translator)
    picture = QImage(size.toSize(), QImage.Format.Format_RGB32)
    picture.fill(theme.colour("stage"))
    painter = QPainter(picture)
    paint(painter, plan.pieces)
    painter.end()
    for text in filter(lambda one: any(one.lines.texts), texts(plan)):
        assert stands_out(picture, used(text)) >= 7.0, text.lines.texts


@pytest.mark.usefixtures("theme")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("left", [7200, 500, 120, 20, -30, -6100, -36_000])
@pytest.mark.parametrize("paused", [False, True])
def test_the_clock_stands_out_in_every_state(
    scheme: Scheme, left: int, paused: bool, translator: Translator, qtbot: QtBot
) -> None:
    now = datetime(2026, 11, 24, 13, 0, tzinfo=UTC)
    window = StageWindow(translator, Theme(scheme), now=lambda: now)
    qtbot.addWidget(window)
    window.resize(1920, 1080)
    ends = now + timedelta(seconds=left)
    clock = Timer(seconds=600, left=left) if paused else Timer(seconds=600, ends_at=ends)
    for blocks in ((prompt(), clock), (prompt(), clock, ideas(MARKED[:3]))):
        window.show_blocks(blocks)
        place = window.plan().clock
        assert place is not None
        reading = read_clock(clock, now, translator)
        font = font_for(reading.text, place)
        assert min(font.pixelSize(), place.word_font.pixelSize()) >= 54
        assert QFontMetricsF(font).horizontalAdvance(reading.text) <= place.figures.width() + 1
        picture = window.render_to(QSize(1920, 1080))
        assert stands_out(picture, place.figures) >= 7.0
        if paused or left < 0:
            assert stands_out(picture, place.word) >= 7.0


def test_hidden_ideas_are_only_counted(theme: Theme, translator: Translator) -> None:
    told = said((prompt(), timer(), Ideas(count=47, code="hidden")), theme, translator)
    assert "47 ideas" in told
    assert "shown when we are done" in told
    assert "Brainstorming · each alone, in silence" in told


def pages(blocks: Blocks, size: tuple[int, int] = (1920, 1080)) -> list[str]:
    """What is written on each page."""
    light, english = Theme("light"), Translator("en", resources() / "locales")
    plans = all_pages(blocks, QSizeF(*size), light, english)
    return ["\n".join(" ".join(text.lines.texts) for text in texts(plan)) for plan in plans]


MARKED = [f"#{n} {text}" for n, text in enumerate(sample_ideas() * 8, 1)]


@pytest.mark.parametrize(
    ("n", "size"),
    [
        *[(n, at) for n in (1, 2, 9, 47) for at in ((1920, 1080), (800, 600), (600, 1000))],
        (400, (1920, 1080)),
    ],
    ids=str,
)
def test_every_idea_has_its_page(n: int, size: tuple[int, int]) -> None:
    found = pages((prompt(), timer(), ideas(MARKED[:n])), size)
    together = "\n".join(found)
    flat = "".join(together.split())  # a long word may go on in the next line
    for text in MARKED[:n]:
        assert text.split()[0] in together.split()
        assert text.split()[-1] in flat
    if n > 9 and len(found) > 1:  # on a narrow stage the question has a page of its own
        assert sum(f"of {n}" in page for page in found) >= len(found) - 1


def test_an_idea_of_a_book_is_read_page_by_page() -> None:
    words = [f"ord{n}" for n in range(400)]
    for block in (ideas([" ".join(words), "Kort"]), one(" ".join(words))):
        found = " ".join(pages((prompt(), block)))
        assert [word for word in words if word not in found.split()] == []


@pytest.mark.parametrize("size", [(1920, 1080), (800, 600)], ids=str)
def test_a_title_of_500_characters_is_whole_somewhere(size: tuple[int, int]) -> None:
    words = [f"tittel{n}" for n in range(56)]
    for block in (ideas(), chart(), board(step=None), Ideas(count=3, code="hidden")):
        found = " ".join(pages((prompt(" ".join(words)), timer(), block), size))
        assert [word for word in words if word not in found.split()] == []


def test_more_options_than_go_in_are_turned_over_with_their_ranks() -> None:
    found = pages((prompt(), chart(tuple(f"Valg {n}" for n in range(30)))))
    assert len(found) > 1
    assert all(f"Valg {n}" in "\n".join(found).split("\n") for n in range(30))
    assert "1–" in found[0]
    assert all("of 30" in page for page in found)
    assert all("Tied for second place" in page for page in found)


@pytest.mark.parametrize("size", [(1920, 1080), (800, 600)], ids=str)
def test_who_abstained_and_who_raised_a_hand_is_said_on_every_page(size: tuple[int, int]) -> None:
    for bars in (5, 30):
        many = chart(tuple(f"Valg {n}" for n in range(bars)))
        for page in pages((prompt(), timer(), many), size):
            assert "1 abstained · 3 by raised hand" in page
            assert "Tied for second place" in page


def test_a_long_reason_has_a_page_of_its_own() -> None:
    words = [f"grunn{n}" for n in range(150)]
    why = Notes(code="choose.reason", text=" ".join(words))
    found = pages((prompt(), chosen(), why))
    assert "Én app" in found[0]
    assert [word for word in words if word not in " ".join(found[1:]).split()] == []


def test_clusters_begin_with_all_titles_and_go_on_with_every_idea() -> None:
    found = pages((prompt(), board(step=None)))
    flat = "".join("".join(found).split())
    for text in sample_ideas():
        assert text.split()[-1] in flat
    assert "Not sorted" in found[0]


def test_one_idea_is_as_large_as_goes_in(theme: Theme, translator: Translator) -> None:
    plan = make_plan((prompt(), one("Frokost")), QSizeF(1920, 1080), theme, translator)
    large = next(text for text in texts(plan) if text.lines.texts == ("Frokost",))
    assert large.font.pixelSize() == 190
    assert "3 of 24" in said((prompt(), one("Frokost")), theme, translator)


def test_a_cluster_that_is_talked_about_has_the_colour_that_it_has_on_the_board(
    theme: Theme, translator: Translator
) -> None:
    names = ("Frokost", "Uteskole", "Kveld")
    ideas = {name: Note(id=name, text=f"{name} først") for name in names}
    piles = tuple(Pile(id=name, title=name, ideas=(ideas[name],)) for name in names)

    def ground(block: Block, told: str) -> str:
        plan = make_plan((prompt(), block), QSizeF(1920, 1080), theme, translator)
        return next(t.ground.name() for t in texts(plan) if " ".join(t.lines.texts) == told)

    on_board = [ground(Board(clusters=piles, loose=()), ideas[name].text) for name in names]
    for place, name in enumerate(names):
        alone = one(name).model_copy(update={"colour": place})
        assert ground(alone, name) == on_board[place]
    assert len(set(on_board)) == 3


def test_a_wall_of_400_is_laid_out_in_no_time(theme: Theme, translator: Translator) -> None:
    """Once somebody writes one more, that one alone is laid out; see also make bench."""
    at = QSizeF(1920, 1080)
    make_plan((prompt(), ideas(MARKED[:399])), at, theme, translator)
    start = perf_counter()
    make_plan((prompt(), ideas(MARKED)), at, theme, translator)
    assert perf_counter() - start < 0.5  # a loaded machine; 0.01 s on a quiet one


def test_few_ideas_are_written_large(theme: Theme, translator: Translator) -> None:
    plan = make_plan((ideas(["One", "Two"]),), QSizeF(1920, 1080), theme, translator)
    assert [t.font.pixelSize() for t in texts(plan) if t.lines.texts[0] in {"One", "Two"}] == [
        86,
        86,
    ]


def test_a_result_says_ties_in_words(theme: Theme, translator: Translator) -> None:
    told = said((prompt(), chart()), theme, translator)
    assert "Tied for second place" in told
    assert "25 voted" in told
    assert "1 abstained · 3 by raised hand" in told


def test_a_result_says_how_a_tie_was_settled_and_what_the_group_is_split_on(
    theme: Theme, translator: Translator
) -> None:
    lot = Settled(way="lot", order=("o2", "o1"), seed="4711")
    block = bars_chart().model_copy(update={"settled": (lot,)})
    told = said((prompt(), block), theme, translator).replace("\u2068", "").replace("\u2069", "")
    assert f"The group is split on “{TEXTS[1]}”" in told
    assert "The tie was settled by lot: Elevene lager kortfilmer, Vika" in told


def test_a_board_names_every_cluster_and_what_is_not_sorted(
    theme: Theme, translator: Translator
) -> None:
    told = said((prompt(), board(step=None)), theme, translator)
    for title in ("Mat i magen", "Kantina som møteplass", "Verktøy som virker", "Without a title"):
        assert title in told
    assert "Not sorted" in told


def test_a_long_prompt_shrinks_step_by_step(theme: Theme, translator: Translator) -> None:
    sizes = []
    for times in (1, 8, 20, 60):
        plan = make_plan((prompt("Hva nå? " * times),), QSizeF(1920, 1080), theme, translator)
        sizes.append(max(text.font.pixelSize() for text in texts(plan)))
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == 104
    assert set(sizes) <= {104, 86, 54}


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
def test_hostile_texts_stay_on_the_screen(text: str, theme: Theme, translator: Translator) -> None:
    screen = QRectF(0, 0, 1280, 720)
    for block in every_block(text):
        plan = make_plan((prompt(text), block), QSizeF(1280, 720), theme, translator)
        for piece in texts(plan):
            assert screen.contains(used(piece)), (block.block, piece.lines.texts)


# The window


def test_pages_turn_by_themselves_until_somebody_turns_them(
    stage: StageWindow, qtbot: QtBot
) -> None:
    stage.show_blocks((prompt(), ideas(MARKED[:60])))
    assert not stage._turn.isActive()  # nobody looks
    stage._turn.setInterval(1)
    with qtbot.waitSignal(stage.turned):
        stage.show()
    stage._turn.setInterval(60_000)
    page = stage.page
    QTest.keyClick(stage, Qt.Key.Key_PageDown)
    assert stage.page == (page + 1) % stage.plan().pages
    assert not stage._turn.isActive()
    stage.show_blocks((prompt(), ideas(MARKED[:61])))
    assert stage.page == stage.plan().pages - 1
    assert MARKED[60].split()[0] in stage.said().split()
    stage.show_blocks((prompt("Og nå?"), ideas(MARKED[:61])))
    assert stage.page == 0
    qtbot.waitUntil(stage._turn.isActive)
    stage.set_frozen(frozen=True)
    assert not stage._turn.isActive()


@pytest.fixture
def stage(theme: Theme, translator: Translator, qtbot: QtBot) -> StageWindow:
    window = StageWindow(translator, theme)
    qtbot.addWidget(window)
    window.resize(960, 540)
    return window


def test_the_picture_is_what_the_window_shows(stage: StageWindow, qtbot: QtBot) -> None:
    stage.show_blocks((prompt(), chart()))
    stage.show()
    qtbot.waitUntil(stage.isVisible)
    assert stage.grab().toImage().pixel(5, 5) == stage.render_to(QSize(960, 540)).pixel(5, 5)
    image = stage.render_to(QSize(960, 540), 2.0)
    assert image.size() == QSize(1920, 1080)
    assert image.devicePixelRatio() == 2.0


def test_what_is_written_is_told_to_whoever_does_not_see_it(
    stage: StageWindow, qtbot: QtBot
) -> None:
    stage.show()
    stage.show_blocks((prompt(), People(code="voted", count=18, of=26)))
    qtbot.waitUntil(lambda: "18 of 26 have voted" in stage.accessibleName())


def test_the_clock_ticks_on_the_stage_and_stops_with_it(
    theme: Theme, translator: Translator, qtbot: QtBot
) -> None:
    now = [datetime(2026, 11, 24, 13, 0, tzinfo=UTC)]
    window = StageWindow(translator, theme, now=lambda: now[0])
    qtbot.addWidget(window)
    window.resize(960, 540)
    window.show_blocks((prompt(), Timer(seconds=60.0, ends_at=now[0] + timedelta(seconds=30))))
    before = window.render_to(QSize(960, 540))
    now[0] += timedelta(seconds=45)
    window.show()
    after = window.render_to(QSize(960, 540))
    assert before != after
    assert window._countdown.reading.text == "+00:15"
    assert window._countdown.is_ticking()
    window.hide()
    assert not window._countdown.is_ticking()


def test_the_same_blocks_are_not_put_in_their_places_again(stage: StageWindow) -> None:
    stage.show_blocks((prompt(), chart()))
    plan = stage.plan()
    stage.show_blocks((prompt(), chart()))
    assert stage.plan() is plan
    stage.set_theme(Theme("dark"))
    assert stage.plan() is not plan


def test_the_stage_is_dark_where_that_is_chosen(stage: StageWindow) -> None:
    stage.show_blocks((prompt(),))
    stage.set_theme(Theme("dark"))
    image = stage.render_to(QSize(960, 540))
    assert image.pixelColor(3, 3) == Theme("dark").colour("stage")


def test_esc_leaves_full_screen_and_no_scroll_bar_is_ever_there(
    stage: StageWindow, qtbot: QtBot
) -> None:
    stage.show_blocks((prompt(LONG), ideas(sample_ideas() * 8)))
    stage.showFullScreen()
    qtbot.waitUntil(stage.isFullScreen)
    assert stage.findChildren(QWidget) == []
    QTest.keyClick(stage, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not stage.isFullScreen())


def many_ties() -> Chart:
    """Eighteen options that share nine places, on seven of which the group is split."""
    bars = tuple(
        Bar(id=f"o{n}", text=f"Valg {n}", value=9 - n // 2, rank=n // 2 * 2 + 1) for n in range(18)
    )
    split = tuple(f"o{n}" for n in range(7))
    agreement = bars_chart().agreement
    assert agreement is not None
    return bars_chart().model_copy(
        update={
            "bars": bars,
            "ties": tuple((f"o{n}", f"o{n + 1}") for n in range(0, 18, 2)),
            "agreement": agreement.model_copy(update={"divided": split}),
        }
    )


def test_many_ties_leave_room_for_the_result_and_are_read_from_the_top(
    theme: Theme, translator: Translator
) -> None:
    plan = make_plan((prompt(), many_ties()), QSizeF(1920, 1080), theme, translator)
    tops = {" ".join(text.lines.texts): text.rect.top() for text in texts(plan)}
    assert {"Tied for first place", "Tied for third place", "Tied for 7 more places"} <= set(tops)
    assert "Tied for fifth place" not in tops
    split = "The group is split on 7 of 18"
    assert tops["Tied for first place"] <= tops["Tied for 7 more places"] <= tops[split]
    assert plan.pages <= 4


def test_ties_stay_beside_each_other_where_the_bottom_line_is_too_short(theme: Theme) -> None:
    nb = Translator("nb", resources() / "locales")
    bars = tuple(
        Bar(id=f"o{n}", text=f"Valg {n}", value=9 - n // 2, rank=n // 2 * 2 + 1) for n in range(7)
    )
    known = bars_chart().agreement
    assert known is not None
    agreed = known.model_copy(update={"level": "together", "divided": ()})
    shared = (("o0", "o1"), ("o2", "o3"))
    block = bars_chart().model_copy(update={"bars": bars, "ties": shared, "agreement": agreed})
    plan = make_plan((prompt(), block), QSizeF(1920, 1080), theme, nb)
    tops = {" ".join(text.lines.texts): text.rect.top() for text in texts(plan)}
    assert tops["Likt på førsteplass"] == tops["Likt på tredjeplass"] < tops["Gruppen er samstemt"]
