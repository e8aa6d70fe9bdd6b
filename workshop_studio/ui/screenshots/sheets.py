"""Contact sheets: many pictures small on one, each with its name, to be judged side by side."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter

from workshop_studio.domain.errors import Failure
from workshop_studio.ui.theme import Theme

COLUMNS: Final = 4
WIDE: Final = 600
"""Pixels of a small picture's width, so that its texts can still be made out."""
GAP: Final = 24
LABEL: Final = 30
MOST_ROWS: Final = 6
"""Rows on one sheet; the next ones go on another."""


def kind_of(picture: Path) -> str:
    """What kind of window a picture shows, which its name begins with."""
    return picture.stem.partition("-")[0]


def draw_sheets(pictures: Sequence[Path], folder: Path, theme: Theme) -> list[Path]:
    """Make the sheets of some pictures, one or more for each kind of window; needs an application.

    Raises:
        Failure: one of them cannot be read or written.
    """
    sheets: list[Path] = []
    for kind, group in groupby(sorted(pictures, key=kind_of), key=kind_of):
        members = sorted(group)
        most = COLUMNS * MOST_ROWS
        for start in range(0, len(members), most):
            number = f"-{start // most + 1}" if len(members) > most else ""
            path = folder / f"sheet-{kind}{number}.png"
            sheet = _sheet(members[start : start + most], theme)
            if not sheet.save(str(path)):
                raise Failure("system.refused", reason=str(path))
            sheets.append(path)
    return sheets


def _sheet(pictures: Sequence[Path], theme: Theme) -> QImage:
    small = [(path.stem, _small(path)) for path in pictures]
    rows = [small[start : start + COLUMNS] for start in range(0, len(small), COLUMNS)]
    heights = [max(image.height() for _, image in row) for row in rows]
    columns = min(COLUMNS, len(small))
    width = GAP + columns * (WIDE + GAP)
    height = GAP + sum(high + LABEL + GAP for high in heights)
    sheet = QImage(width, height, QImage.Format.Format_RGB32)
    sheet.fill(theme.colour("sunken"))
    painter = QPainter(sheet)
    painter.setFont(theme.type("strong"))
    painter.setPen(theme.colour("ink"))
    top = GAP
    for row, high in zip(rows, heights, strict=True):
        for number, (name, image) in enumerate(row):
            left = GAP + number * (WIDE + GAP)
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRect(left, top, WIDE, LABEL), flags, name)
            painter.drawImage(left, top + LABEL, image)
        top += high + LABEL + GAP
    painter.end()
    return sheet


def _small(path: Path) -> QImage:
    image = QImage(str(path))
    if image.isNull():
        raise Failure("system.refused", reason=str(path))
    image.setDevicePixelRatio(1)
    if image.width() <= WIDE:
        return image
    size = QSize(WIDE, max(1, round(image.height() * WIDE / image.width())))
    smooth = Qt.TransformationMode.SmoothTransformation
    return image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
