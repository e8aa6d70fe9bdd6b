"""Home against a bare window, and the gaps in the UI thread while a session is led."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.measure import Ratio

BARE = """
import time
from PySide6.QtWidgets import QApplication, QWidget
class Bare(QWidget):
    def paintEvent(self, event):
        print(time.time(), flush=True)
        app.quit()
app = QApplication([])
window = Bare()
window.resize(1280, 820)
window.show()
app.exec()
"""

HOME = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from workshop_studio.bootstrap import Program
from workshop_studio.settings import Recent, Settings
from workshop_studio.storage.settings_file import save_settings, settings_path
program = Program("nb")
if sys.argv[1] == "prepare":
    recent = tuple(
        Recent(path=f"/nowhere/{n}.workshop", title=f"Digital skolehverdag {n}",
               opened=datetime.now(UTC), group="Oppvekst vest", ideas=47, initiatives=3)
        for n in range(8))
    save_settings(settings_path(), Settings(recent=recent))
    sys.exit(0)
from workshop_studio.ui.home import application, studio
from workshop_studio.ui.home.cards import PlanCard
from workshop_studio.ui.start import Options
from PySide6.QtCore import QObject, QTimer, Qt, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
start = studio.Studio.start
def watched(self, file=None):
    card = self.home.findChildren(PlanCard)[0]
    class Watch(QObject):
        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Paint and isinstance(watched, QDialog):
                print(time.time(), flush=True)
                QTimer.singleShot(0, QApplication.instance().quit)
            return False
    self.watch = Watch()
    QApplication.instance().installEventFilter(self.watch)
    def click():
        print(time.time(), flush=True)
        QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    self.home.first_painted.connect(lambda: QTimer.singleShot(0, click))
    start(self, file)
studio.Studio.start = watched
sys.exit(application.run(program.ui_services(), Options()))
"""


def child(script: str, *words: str) -> list[float]:
    """Milliseconds from the start of a process to each time that it prints."""
    begin = time.time()
    done = subprocess.run(
        [sys.executable, "-c", script, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # the offscreen platform says what it cannot do
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": ""},
        check=True,
        text=True,
    )
    return [(float(line) - begin) * 1000 for line in done.stdout.split()]


def home(runs: int = 9) -> list[Ratio]:
    """First frame with recent sessions, and the answer to a click on a workshop at once after."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DOCUMENTS_DIR"):
            os.environ[name] = str(Path(folder) / name)
        child(HOME, "prepare")
        pairs = [(child(HOME, "run"), child(BARE)[0]) for _ in range(runs + 1)][1:]
    floor = statistics.median(bare for _, bare in pairs)
    ratios = []
    for place, name in enumerate(("Home painted", "Home answers a click")):
        took = statistics.median(marks[place] for marks, _ in pairs)
        ratio = statistics.median(marks[place] / bare for marks, bare in pairs)
        ratios.append(Ratio(f"{name} / a bare window painted", took, floor, ratio, 4))
    return ratios
