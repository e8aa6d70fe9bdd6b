"""Charts of ``drawing/`` on a painter: in the theme's colours, and in the translator's words."""

from functools import cache

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor
from PySide6.QtSvg import QSvgRenderer

from workshop_studio.blocks import ChartBlock
from workshop_studio.drawing.draw import draw
from workshop_studio.drawing.lettering import Lettering
from workshop_studio.drawing.marks import Drawing
from workshop_studio.drawing.roles import Colours
from workshop_studio.drawing.sheet import Say, Sheet
from workshop_studio.i18n.charts import column, value_names
from workshop_studio.i18n.translator import Translator
from workshop_studio.i18n.words import cluster_title, numbers
from workshop_studio.resources import resources
from workshop_studio.ui.theme import Theme


def make_ready() -> None:
    """Read the widths of letters; for a worker, before the first result is shown."""
    _lettering().make_ready()


def drawn(
    chart: ChartBlock,
    width: float,
    height: float | None,
    size: float,
    gap: float,
    theme: Theme,
    translator: Translator,
    *,
    is_stage: bool = False,
    page: int = 0,
    most: int | None = None,
    bare: bool = False,
) -> Drawing:
    """A chart, or a page of it, for a surface.

    Args:
        chart: what is drawn.
        width: room in pixels.
        height: room in pixels; None where it may be as high as it needs, on one page.
        size: of the type in pixels.
        gap: between rows.
        theme: its colours.
        translator: its language.
        is_stage: on the stage's ground, else on a card.
        page: which page.
        most: how many points of a plot are numbered.
        bare: a plot without the texts of its points.
    """
    colours = _colours(theme, is_stage)
    sheet = Sheet(width, height, size, gap, colours, _lettering(), _say(translator), most, bare)
    return draw(chart, sheet, page)


def renderer(drawing: Drawing) -> QSvgRenderer:
    """What paints a drawing."""
    return QSvgRenderer(QByteArray(drawing.svg().encode("utf-8", "replace")))


@cache
def _lettering() -> Lettering:
    return Lettering(resources() / "fonts")


def _colours(theme: Theme, is_stage: bool) -> Colours:
    def of(role: str) -> str:
        return QColor(theme.colour(role)).name().upper()

    return Colours(
        ground=of("stage" if is_stage else "surface"),
        track=of("stage_well" if is_stage else "sunken"),
        ink=of("ink"),
        soft=of("soft"),
        edge=of("edge"),
        accent=of("accent"),
        on_accent=of("on_accent"),
        warn=of("warn"),
    )


def _say(translator: Translator) -> Say:
    text = translator.text
    return Say(
        words=translator.words,
        head=lambda one: column(one, translator),
        numbers=lambda values: numbers(values, translator),
        values=lambda chart: value_names(chart, translator),
        title=lambda title: cluster_title(title, translator),
        share=translator.share,
        split=text("we see this differently"),
        total=text("Total"),
        none=text("No opinion"),
        before=text("First vote"),
        after=text("Second vote"),
    )
