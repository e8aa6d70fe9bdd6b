"""The report in Markdown (CommonMark with tables), from the report's blocks.

Ideas are hostile input: every text is escaped so that it shows as the characters it is.
"""

import re
from collections.abc import Sequence

from workshop_studio import blocks as b
from workshop_studio.i18n.charts import Grid, agreement, grid, how, settled, ties
from workshop_studio.i18n.times import duration
from workshop_studio.i18n.translator import Translator
from workshop_studio.i18n.words import (
    COLUMNS,
    FRAME,
    IDEAS,
    METHODS,
    NOTES,
    STATES,
    TABLES,
    cell_text,
    cluster_title,
    frame_value,
    voters,
    word,
)
from workshop_studio.i18n.workings import left_out, money, without, working

_INLINE = re.compile(r"([\\`*_\[\]<>&|~^$]|:(?=//)|@|(?<=\b[wW]{3})\.)")
_LEADING = re.compile(r"^(#|[+=-]|\d+(?=[.)]))")
_NOTHING = "\u200b"
"""Stands where a text has nothing to show, so that the list or table around it holds."""
_MOST_TIES = 3
_LINE = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def escaped(text: str) -> str:
    """A text as Markdown that shows just these characters, on one line.

    What means something in the middle of a line or at its beginning gets a backslash, and so do
    the marks by which some readers make a link of an address. The rest stays easy to read.
    """
    line = inline(text)
    line = _LEADING.sub(lambda m: m[0] + "\\" if m[0].isdigit() else "\\" + m[0], line)
    return line or _NOTHING


def inline(text: str) -> str:
    """A text that stands behind another on its line."""
    line = _LINE.sub(" ", text).replace("\t", " ").strip()
    return _INLINE.sub(r"\\\1", line)


def cell(text: str) -> str:
    """A text that fills a cell of a table, where no mark can begin a line."""
    return inline(text) or _NOTHING


def markdown(blocks: b.Blocks, translator: Translator) -> str:
    """The whole report."""
    return "\n\n".join(part for block in blocks for part in _block(block, translator)) + "\n"


def _block(block: b.Block, t: Translator) -> list[str]:
    match block:
        case b.FrameBlock():
            return _frame(block, t)
        case b.Agenda():
            return _agenda(block, t)
        case b.Heading():
            return ["#" * block.level + " " + escaped(t.words(block.words))]
        case b.Ideas():
            head = ["## " + t.text(IDEAS[block.code])] if block.code in IDEAS else []
            return [*head, _list(block.ideas)] if block.ideas else []
        case b.Board():
            return _board(block, t)
        case b.Result():
            return _chart(block, t)
        case b.Table():
            return _table(block, t)
        case b.Notes():
            told = word(NOTES, block.code, t)
            return [f"**{escaped(told)}:** {escaped(block.text)}" if block.text else escaped(told)]
        case _:
            return []


def _frame(block: b.FrameBlock, t: Translator) -> list[str]:
    rows = [
        f"- **{word(FRAME, code, t)}:** {inline(frame_value(value))}" for code, value in block.parts
    ]
    return ["# " + escaped(block.title), *(["\n".join(rows)] if rows else [])]


def _agenda(block: b.Agenda, t: Translator) -> list[str]:
    rows: list[str] = []
    for activity in block.activities:
        told = [duration(activity.minutes, t)] if activity.minutes else []
        told += [t.text(STATES[activity.state])] if activity.state in STATES else []
        rows.append(" · ".join([f"- **{escaped(t.words(activity.name))}**", *told]))
        rows += [f"  - {escaped(t.words(step.title))}" for step in activity.steps]
    return ["## " + t.text("Agenda"), "\n".join(rows)]


def _list(notes: tuple[b.Note, ...]) -> str:
    return "\n".join("- " + escaped(note.text) for note in notes)


def _board(block: b.Board, t: Translator) -> list[str]:
    parts: list[str] = []
    for pile in block.clusters:
        parts += [
            f"#### {escaped(cluster_title(pile.title, t))}",
            *([_list(pile.ideas)] if pile.ideas else []),
        ]
    if block.loose:
        parts += [f"#### {t.text('Not sorted')}", _list(block.loose)]
    return parts


def _chart(block: b.ChartBlock, t: Translator) -> list[str]:
    table = grid(block, word(METHODS, block.method, t), t)
    said = [voters(block, t), *ties(block, t)[:_MOST_TIES], *agreement(block, t)]
    if block.round > 1:
        said.insert(0, t.text("round {round}", round=block.round))
    told = [escaped(" · ".join(said)), *(escaped(one) for one in settled(block, t))]
    told += [escaped(one) for one in without(block, t)]
    if spent := money(block, t):
        told.append(escaped(spent))
    if counted := how(block, t):
        told.append(f"*{escaped(counted)}*")
    for one in block.working:
        title, rows = working(one, t)
        told += [f"**{escaped(title)}**", _grid_of(rows)]
        if left := left_out(one, t):
            told.append(escaped(left))
    if block.method.startswith("by."):  # it stands below the result of all
        return [f"**{escaped(word(METHODS, block.method, t))}**", _grid_of(table), *told[1:]]
    return [_grid_of(table), *told]


def _grid_of(table: Grid) -> str:
    aligned = tuple("--:" if at in table.figures else "---" for at in range(len(table.head)))
    return _grid(table.head, table.rows, aligned)


def _table(block: b.Table, t: Translator) -> list[str]:
    head = [word(COLUMNS, code, t) for code in block.columns]
    rows = [[cell_text(told, t) for told in row.cells] for row in block.rows]
    grid = _grid(head, rows, ("---",) * len(head))
    return ["## " + t.text(TABLES["earlier"]), grid] if block.code == "earlier" else [grid]


def _grid(head: Sequence[str], rows: Sequence[Sequence[str]], aligned: Sequence[str]) -> str:
    told = [[cell(text) for text in line] for line in (head, *rows)]
    told.insert(1, list(aligned))
    return "\n".join("| " + " | ".join(line) + " |" for line in told)
