"""The block of a table, whose rows may be edited."""

import datetime as dt
from typing import Literal

from pydantic import Field

from workshop_studio.blocks.base import Base
from workshop_studio.domain.records import Words


class Cell(Base):
    """One cell of a table: a text as typed, words, a code to be translated, or a date."""

    text: str = ""
    words: Words = Field(default_factory=dict)
    code: str = ""
    date: dt.date | None = None


class Row(Base):
    """One row of a table; ``id`` names the record where it can be edited."""

    id: str
    cells: tuple[Cell, ...]


class Table(Base):
    """Rows under columns named by codes."""

    block: Literal["table"] = "table"
    code: str
    """What the rows are, such as ``initiatives`` or ``chosen``."""
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    edit: str | None = None
    """The command that writes a row anew, where rows may be edited."""
    remove: str | None = None
