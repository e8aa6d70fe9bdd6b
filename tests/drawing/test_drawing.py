"""Charts as pictures: whole, honest, readable, and harmless whatever a text holds."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drawing.sample_charts import (
    TEXTS,
    bars_chart,
    every_chart,
    matrix_chart,
    stack_chart,
)
from workshop_studio.blocks import AxesChart, ChartBlock
from workshop_studio.drawing.draw import draw
from workshop_studio.drawing.lettering import LINE, Lettering
from workshop_studio.drawing.marks import Box, Drawing, Oval, Stroke, Text
from workshop_studio.drawing.roles import ROLES, Colours, contrast
from workshop_studio.drawing.sheet import Say, Sheet, page_of
from workshop_studio.drawing.stack import shares
from workshop_studio.i18n.charts import grid, named
from workshop_studio.i18n.translator import Translator
from workshop_studio.resources import resources

LETTERING = Lettering(resources() / "fonts")
SIZES = [(1748, 640, 54), (704, 300, 30), (560, None, 15), (300, None, 13), (760, None, 18)]
LONG = tuple(f"{n} {text} og et langt stykke tekst om det" for n, text in enumerate(TEXTS * 5))
SAMPLES = [*every_chart(), *every_chart(LONG), *every_chart(("x" * 90,)), *every_chart(())]
each = pytest.mark.parametrize(
    "chart", SAMPLES, ids=[f"{c.chart}-{len(named(c))}-{n // 6}" for n, c in enumerate(SAMPLES)]
)
size = pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
SAY = Say(
    head=lambda one: (
        one.name.get("nb", one.code) + ("" if one.weight is None else f" {one.weight * 100:.0f} %")
    ),
    words=lambda words: words.get("nb", ""),
    numbers=lambda values: [
        "–" if value is None else f"{value:g}".replace(".", ",") for value in values
    ],
    values=lambda chart: [
        chart.names[at].get("nb", "") if chart.names else f"{value:g}"
        for at, value in enumerate(chart.scale)
    ],
    title=lambda text: text or "Uten tittel",
    share=lambda part: f"{part * 100:.0f} %",
    split="vi ser ulikt på denne",
    total="Sum",
    none="Ingen mening",
    before="Første avstemning",
    after="Andre avstemning",
)


def colours(at: int = 0) -> Colours:
    roles = ("stage", "stage_well", "ink", "soft", "edge", "accent", "on_accent", "warn")
    return Colours(*(ROLES[role][at] for role in roles))


def drawn(
    chart: ChartBlock, size: tuple[int, int | None, int] = SIZES[0], page: int = 0, scheme: int = 0
) -> Drawing:
    width, height, type_size = size
    sheet = Sheet(width, height, type_size, type_size / 3, colours(scheme), LETTERING, SAY)
    return draw(chart, sheet, page)


def all_pages(chart: ChartBlock, size: tuple[int, int | None, int]) -> list[Drawing]:
    return [drawn(chart, size, page) for page in range(drawn(chart, size).pages)]


@each
@size
def test_all_is_inside_the_picture_and_no_smaller_than_asked(
    chart: ChartBlock, size: tuple[int, int | None, int]
) -> None:
    for drawing in all_pages(chart, size):
        for mark in drawing.marks:
            match mark:
                case Box():
                    box = mark.x, mark.y, mark.width, mark.height
                case Oval():
                    box = (
                        mark.x - mark.across,
                        mark.y - mark.down,
                        mark.across * 2,
                        mark.down * 2,
                    )
                case Stroke():
                    left, top = min(mark.x1, mark.x2), min(mark.y1, mark.y2)
                    box = left, top, abs(mark.x1 - mark.x2), abs(mark.y1 - mark.y2)
                case _:
                    box = mark.box
                    assert mark.size == size[2]
            left, top, wide, high = box
            assert left >= -1.5, mark
            assert top >= -1.5, mark
            assert left + wide <= drawing.width + 1.5, mark
            assert top + high <= drawing.height + 1.5, mark


@each
@size
def test_every_row_stands_on_some_page(
    chart: ChartBlock, size: tuple[int, int | None, int]
) -> None:
    pages = all_pages(chart, size)
    rows = named(chart)
    spans = [(page.first, page.last) for page in pages]
    assert sum(last - first + 1 for first, last in spans if first) == len(rows)
    told = "".join("".join("".join(text.lines).split()) for page in pages for text in page.texts)
    for _, text in rows:
        assert "".join(text.split())[:8] in told


@each
@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_text_stands_out_seven_times(chart: ChartBlock, scheme: int) -> None:
    for text in drawn(chart, scheme=scheme).texts:
        assert contrast(text.colour, text.ground) >= 7.0, text.lines


def test_bars_are_as_long_as_their_values() -> None:
    chart = bars_chart()
    long = {box.row: box.width for box in drawn(chart).marks if isinstance(box, Box) and box.row}
    for bar in chart.bars:
        assert long[bar.id] == pytest.approx(long["o0"] * bar.value / chart.bars[0].value)
    assert long["o1"] == long["o2"]


@given(
    st.lists(st.integers(1, 400), min_size=1, max_size=9),
    st.floats(10, 60),
    st.floats(700, 3000),
)
def test_parts_fill_their_bar_and_none_is_too_narrow(
    counts: list[int], least: float, room: float
) -> None:
    widths = shares(counts, [least] * len(counts), room)
    assert sum(widths) == pytest.approx(room)
    assert min(widths) >= least - 1e-6
    for one, wide in zip(counts, widths, strict=True):
        assert all(wide <= w + 1e-6 for n, w in zip(counts, widths, strict=True) if n >= one)


def test_each_part_says_how_many_it_stands_for() -> None:
    chart = stack_chart()
    said = [line for text in drawn(chart).texts for line in text.lines]
    for row in chart.rows:
        for n in {*row.counts, row.none} - {0}:
            assert str(n) in said


@each
def test_what_the_group_is_split_on_is_said_in_words(chart: ChartBlock) -> None:
    if chart.chart in {"stack", "axes", "slope"} and len(named(chart)) == len(TEXTS):
        told = " ".join(
            line for page in all_pages(chart, SIZES[2]) for t in page.texts for line in t.lines
        )
        assert "vi ser ulikt" in told


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(), max_size=120))
def test_a_hostile_text_is_only_text(text: str) -> None:
    for chart in every_chart((text, "<script>alert(1)</script>", '"><a href="http://x">&#0;')):
        for size in (SIZES[0], SIZES[3]):
            root = ET.fromstring(drawn(chart, size).svg())  # noqa: S314 - made here
            tags = {element.tag.rpartition("}")[2] for element in root.iter()}
            assert tags <= {"svg", "rect", "ellipse", "line", "text"}
            named = {name for element in root.iter() for name in element.attrib}
            assert not [name for name in named if "href" in name or name.startswith("on")]


@given(st.lists(st.floats(1, 500), max_size=60), st.floats(50, 900), st.integers(0, 9))
def test_pages_leave_no_row_out(heights: list[float], room: float, page: int) -> None:
    n = page_of(heights, room, 5, 0).pages
    pages = [page_of(heights, room, 5, at) for at in range(n)]
    rows = [at for one in pages for at in range(one.start, one.end)]
    assert rows == list(range(len(heights)))
    assert page_of(heights, room, 5, page) == pages[page % n]


@settings(deadline=None)
@given(st.text(max_size=200), st.floats(20, 900))
def test_lines_keep_every_sign_and_the_width(text: str, width: float) -> None:
    wrapped = LETTERING.wrap(text, 15, 400, width)
    assert all("\n" not in line for line in wrapped.lines)
    assert LETTERING.wrap(text, 15, 400, width, 1).lines[0][:3].strip("…") in (
        " ".join(wrapped.lines)
    )
    together = "".join("".join(wrapped.lines).split())
    assert len(together) == len("".join(text.split()))


def test_a_number_and_its_sign_stay_on_one_line() -> None:
    name = "Gjennomførbarhet 25\u00a0%"
    assert LETTERING.wrap(name, 15, 400, LETTERING.width("Gjennomførbarhet 25", 15)).lines == (
        "Gjennomførbarhet",
        "25\u00a0%",
    )


def test_widths_are_those_that_the_letters_have() -> None:
    assert LETTERING.width("Elevene lager kortfilmer", 54) == pytest.approx(599, abs=25)
    assert LETTERING.width("i", 10) < LETTERING.width("m", 10)
    assert LINE > 1


def test_the_table_says_all_that_the_picture_shows() -> None:
    nb = Translator("nb", Path(resources()) / "locales")
    for chart in every_chart():
        table = grid(chart, "Prikker", nb)
        assert len(table.rows) == len(TEXTS)
        assert all(len(row) == len(table.head) for row in table.rows)
        told = {cell for row in table.rows for cell in row}
        assert {text for _, text in named(chart)} <= told


def test_a_cell_is_as_deep_as_its_shade_where_it_has_one() -> None:
    """Numbers of groups of different sizes are no scale: the shades say what is much."""
    plain = matrix_chart(TEXTS[:2])
    shades = ((0.0, 1.0, 0.5, 0.5), (1.0, 1.0, 0.0, 0.25))
    rows = tuple(
        row.model_copy(update={"shades": one}) for row, one in zip(plain.rows, shades, strict=True)
    )
    boxes = [m for m in drawn(plain.model_copy(update={"rows": rows})).marks if isinstance(m, Box)]
    fills = [box.fill for box in boxes]
    assert len(fills) == 8
    depth = dict(zip((one for row in shades for one in row), fills, strict=True))
    assert [depth[one] for row in shades for one in row] == fills  # one colour for each depth
    assert len(set(fills)) == 4
    assert depth[0.0] == colours().ground


@pytest.mark.parametrize("at", [(0.03, 0.05), (0.97, 0.95), (0.03, 0.95), (0.97, 0.05)])
@size
def test_the_name_of_a_quarter_gives_way_to_what_lies_in_its_corner(
    at: tuple[float, float], size: tuple[int, int | None, int]
) -> None:
    sample = next(one for one in every_chart() if isinstance(one, AxesChart))
    place = {"x": at[0], "y": at[1], "spread_x": 0.0, "spread_y": 0.0}
    points = (sample.points[0].model_copy(update=place),)
    drawing = drawn(sample.model_copy(update={"points": points}), size)
    disc = next(mark for mark in drawing.marks if isinstance(mark, Oval) and mark.row)
    assert drawing.plot is not None
    high = drawing.plot.height
    y = min(max(high * (1 - at[1]), disc.down), high - disc.down)
    assert disc.y == pytest.approx(y)  # it lies where it belongs, not where the name leaves room
    quarters = {words["nb"] for words in sample.quadrants}
    named_so = [
        mark for mark in drawing.marks if isinstance(mark, Text) and mark.lines[0] in quarters
    ]
    for x, y, wide, high in (mark.box for mark in named_so):
        beside = x - disc.across < disc.x < x + wide + disc.across
        assert not (beside and y - disc.down < disc.y < y + high + disc.down)
