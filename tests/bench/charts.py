"""How long a result of a thousand voters takes from its block to the stage and to the console."""

import time

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from tests.drawing.sample_charts import every_chart
from workshop_studio.blocks import ChartBlock, StackChart
from workshop_studio.i18n.translator import Translator
from workshop_studio.resources import resources
from workshop_studio.ui.blocks.chart import ChartView
from workshop_studio.ui.blocks.picture import make_ready
from workshop_studio.ui.blocks.scene import paint
from workshop_studio.ui.stage.plan import make_plan
from workshop_studio.ui.theme import Theme, apply

OPTIONS = 100
VOTERS = 1000
_STAGE = (1920, 1080)
_WIDTH = 760


def charts() -> list[tuple[str, float]]:
    """Each chart, and the milliseconds that it takes on both surfaces and as a table."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme, translator = Theme("light"), Translator("nb", resources() / "locales")
    apply(app, theme)
    make_ready()  # a console does so in a worker when it opens
    texts = tuple(f"Idé nummer {n} om den digitale skolehverdagen" for n in range(OPTIONS))
    found: list[tuple[str, float]] = []
    for chart in every_chart(texts):
        block = _of_many(chart)
        found.append((f"{block.chart}, {VOTERS} voters, on the stage", _stage(block, theme)))
        view = ChartView(translator, theme)
        view.resize(_WIDTH, 900)
        view.show()
        app.processEvents()
        begin = time.perf_counter()
        view.show_block(block)
        view.picture.grab()
        found.append((f"{block.chart}, {VOTERS} voters, in the console", _since(begin)))
        begin = time.perf_counter()
        view.as_table.setChecked(True)
        view.table.grab()
        found.append((f"{block.chart}, {VOTERS} voters, as a table", _since(begin)))
        view.close()
    return found


def _of_many(chart: ChartBlock) -> ChartBlock:
    update: dict[str, object] = {"voters": VOTERS}
    if isinstance(chart, StackChart):
        counts = (120, 80, 200, 350, 250)
        update["rows"] = tuple(row.model_copy(update={"counts": counts}) for row in chart.rows)
    return chart.model_copy(update=update)


def _stage(block: ChartBlock, theme: Theme) -> float:
    translator = Translator("nb", resources() / "locales")
    image = QImage(*_STAGE, QImage.Format.Format_RGB32)
    begin = time.perf_counter()
    plan = make_plan((block,), QSizeF(*_STAGE), theme, translator)
    painter = QPainter(image)
    paint(painter, plan.pieces)
    painter.end()
    return _since(begin)


def _since(begin: float) -> float:
    return (time.perf_counter() - begin) * 1000
