"""The application of the windows: made, run, and left again."""

import faulthandler
import gc
import signal
import sys
from pathlib import Path

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from workshop_studio.resources import resources
from workshop_studio.ui.home.crashes import Crashes
from workshop_studio.ui.home.looks import Looks, system_scale
from workshop_studio.ui.home.studio import Studio
from workshop_studio.ui.single import SingleInstance, server_name
from workshop_studio.ui.start import Options, UiServices

_TURN = 0.00002
"""Seconds after which a busy thread lets the windows have their turn.

Python's own 5 ms add up: a window asks for its turn again after each of many calls to Qt.
"""
_COLLECT = (5_000, 8, 500)
"""When garbage is looked for. With Python's own thresholds all of a large session is looked through
again and again, which holds everything up for 50 to 100 ms each time; almost nothing here is
garbage, since records are frozen and hold no cycles. What is young is looked through in portions
of 40,000 at most: those of 200,000 held everything up for 46 ms while a workbook was read.
"""


def be_responsive() -> None:
    """Have Python's threads and its collector hold the windows up as little as may be."""
    sys.setswitchinterval(_TURN)
    gc.set_threshold(*_COLLECT)


def run(services: UiServices, options: Options) -> int:
    """Run the windows in an application of their own."""
    be_responsive()
    app = QApplication([sys.argv[0]])
    app.setApplicationName("Workshop Studio")
    app.setDesktopFileName("workshop-studio")
    app.setWindowIcon(QIcon(str(resources() / "desktop" / "workshop-studio-128.png")))
    app.setQuitOnLastWindowClosed(False)
    door = None
    if services.state_folder is not None:
        door = SingleInstance(server_name(services.state_folder), app)
        if not door.begin(options.file):
            return 0
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # from a terminal; the journal is safe
    if services.log_path is not None:
        _watch_hard_ends(services.log_path)
    own = system_scale()
    looks = Looks(app, services.settings, wanted=options.theme, own_scale=own)
    studio = Studio(app, services, looks)
    if door is not None:
        door.asked.connect(studio.summon)
    with Crashes(lambda: studio.home.translator, services.log_path, studio.tell_crash):
        studio.start(options.file)
        code = app.exec()
        if door is not None:
            door.close()
        studio.close()
    return code


def _watch_hard_ends(log: Path) -> None:
    """Have an end that Python cannot catch, such as a fatal message of Qt's, leave its places.

    They go into a file beside the log: names of functions and numbers of lines, no content.
    """
    try:
        file = log.with_name("hard-end.log").open("a", encoding="utf-8")
    except OSError:
        return
    faulthandler.enable(file)
