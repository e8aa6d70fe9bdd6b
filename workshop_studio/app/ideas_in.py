"""Bringing ideas into a session from a file, in one step that one undo takes back."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from workshop_studio.app.desk import Desk
from workshop_studio.app.progress import Watch, unwatched
from workshop_studio.app.spreadsheet import is_spreadsheet, read_sheet
from workshop_studio.app.tables import (
    MOST_ROWS,
    Grid,
    Refused,
    Table,
    column_key,
    ideas_of,
    table_of,
)
from workshop_studio.app.text_import import read_grid
from workshop_studio.domain.commands import ImportIdeas
from workshop_studio.domain.decide.ideas import check_text
from workshop_studio.domain.errors import BadInput
from workshop_studio.domain.items import agenda
from workshop_studio.domain.records import Step
from workshop_studio.domain.state import State
from workshop_studio.steps.registry import KINDS

_LETTERS = 26
_EACH = 500
"""Rows between two looks at whether anybody still wants them."""


@dataclass(frozen=True, slots=True)
class Choices:
    """How a file is to be read; None for what is to be found out.

    Attributes:
        sheet: the sheet of a spreadsheet.
        encoding: the encoding of a text file, by a name that Python knows.
        separator: what separates two cells of a text file; empty where a line is one.
        header: whether the first row names the columns.
        column: the column of the ideas: its number from 0, or its name; another is looked for
            where there is no such number.
        leaves_same_out: whether an idea that is there already stays out.
    """

    sheet: str | None = None
    encoding: str | None = None
    separator: str | None = None
    header: bool | None = None
    column: int | str | None = None
    leaves_same_out: bool = False


@dataclass(frozen=True, slots=True)
class Same:
    """A row whose idea is there already.

    Attributes:
        line: where the row begins.
        first: the row above with the same idea; None where the step has it.
    """

    line: int
    first: int | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What of a file can come in.

    Attributes:
        texts: the ideas as typed.
        refused: each row that cannot come in, from first to last.
        same: each row whose idea is there already, whether or not it is left out.
        column: the column of the ideas, from 0.
        table: all that stands in the file.
    """

    texts: tuple[str, ...]
    refused: tuple[Refused, ...]
    same: tuple[Same, ...]
    column: int
    table: Table = field(repr=False)


def read_rows(data: bytes, name: str, choices: Choices, watch: Watch = unwatched) -> Grid:
    """The rows of a file of ideas, whatever kind it is.

    Args:
        data: the whole file.
        name: what to call it in an error.
        choices: what is known of it.
        watch: is told how much is read.

    Raises:
        BadInput: the file as a whole cannot be read, or a choice does not go with it.
        Stopped: by the watch.
    """
    if is_spreadsheet(data, name):
        if choices.encoding is not None or choices.separator is not None:
            raise BadInput("import.no_text_file", name=name)
        return read_sheet(data, name, sheet=choices.sheet, watch=watch)
    if choices.sheet is not None:
        raise BadInput("import.no_sheets", name=name, sheet=choices.sheet)
    return read_grid(
        data, name, encoding=choices.encoding, separator=choices.separator, watch=watch
    )


def look(
    grid: Grid,
    name: str,
    choices: Choices,
    known: AbstractSet[str] = frozenset(),
    watch: Watch = unwatched,
) -> Reading:
    """What of the rows can come in; those that a session would refuse are set aside.

    Args:
        grid: the rows of the file.
        name: what to call it in an error.
        choices: what is known of it.
        known: the ideas that are there already.
        watch: is told how much is looked at.
    """
    table = table_of(grid, name, header=choices.header)
    ideas = ideas_of(table, _column(table, choices.column, name))
    refused = list(ideas.refused)
    texts: list[str] = []
    same: list[Same] = []
    first: dict[str, int] = {}
    for number, (text, line) in enumerate(zip(ideas.texts, ideas.lines, strict=True)):
        if number % _EACH == 0:
            watch(number / len(ideas.texts))
        rejection = check_text(text)
        if rejection is not None:
            refused.append(Refused(line, rejection.code, rejection.params))
            continue
        above = first.setdefault(text, line)
        if text in known or above != line:
            same.append(Same(line, None if text in known else above))
            if choices.leaves_same_out:
                refused.append(_left_out(same[-1]))
                continue
        texts.append(text)
    if len(texts) > MOST_ROWS:
        raise BadInput("import.too_many_rows", name=name, most=MOST_ROWS)
    refused.sort(key=lambda row: row.line)
    return Reading(tuple(texts), tuple(refused), tuple(same), ideas.column, table)


def read_ideas(data: bytes, name: str, choices: Choices = Choices()) -> Reading:
    """The ideas of a file, and the rows that hold none.

    Raises:
        BadInput: the file as a whole cannot be read, or a choice does not go with it.
    """
    return look(read_rows(data, name, choices), name, choices)


def column_letters(column: int) -> str:
    """What a spreadsheet calls the column of a number from 0: A, B and so on, after Z AA."""
    letters = ""
    while column >= 0:
        column, letter = divmod(column, _LETTERS)
        letters = chr(ord("A") + letter) + letters
        column -= 1
    return letters


def _column(table: Table, wanted: int | str | None, name: str) -> int | None:
    """A column by its name, else by its letters or its number from 1; None to look for one."""
    if not isinstance(wanted, str):
        return wanted if wanted is not None and wanted < table.width else None
    if wanted in table.columns:
        return table.columns.index(wanted)
    keys = [column_key(column) for column in table.columns]
    if column_key(wanted) in keys:
        return keys.index(column_key(wanted))
    letters = [column_letters(column) for column in range(table.width)]
    if wanted.upper() in letters:
        return letters.index(wanted.upper())
    if wanted.isascii() and wanted.isdigit() and len(wanted) < 6 and 0 < int(wanted) <= table.width:
        return int(wanted) - 1
    known = [column for column in table.columns if column.strip()] or letters
    raise BadInput("import.no_such_column", name=name, column=wanted, known=", ".join(known))


def _left_out(same: Same) -> Refused:
    if same.first is None:
        return Refused(same.line, "import.same_as_known")
    return Refused(same.line, "import.same_as_line", {"line": same.first})


def step_for_ideas(state: State, number: int | None) -> str:
    """The step that ideas are brought into.

    Args:
        state: the session.
        number: the step's place on the agenda, from 1; None for the first that collects ideas.

    Raises:
        BadInput: there is no such step.
    """
    steps = agenda(state)
    if number is not None:
        if not 1 <= number <= len(steps):
            raise BadInput("import.no_such_step", number=number, steps=len(steps))
        step = steps[number - 1]
        if step.source is None and step.kind != "collect" and not _begins_with_ideas(step):
            raise BadInput("import.step_takes_none", number=number)
        return step.id
    collecting = [step for step in steps if step.kind == "collect"]
    beginning = [step for step in steps if step.source is None and _begins_with_ideas(step)]
    if not collecting and not beginning:
        raise BadInput("import.no_step")
    return (collecting or beginning)[0].id


def _begins_with_ideas(step: Step) -> bool:
    """Whether a step without a source works on ideas that are typed into it."""
    kind = KINDS[step.kind]
    works_on_ideas = "ideas" in kind.takes(step) & kind.gives(step)
    return works_on_ideas and "ImportIdeas" in kind.commands


def ideas_of_step(state: State, step: str) -> AbstractSet[str]:
    """The ideas that a step has and that are not hidden."""
    return {idea.text for idea in state.ideas.values() if idea.step == step and not idea.hidden}


def bring_in(desk: Desk, step: str, reading: Reading) -> None:
    """Put the ideas of a file into a step of a session on the desk."""
    if not reading.texts:
        return
    receipt = desk.handle(ImportIdeas(step=step, texts=reading.texts))
    if receipt.rejection is not None:
        raise BadInput(receipt.rejection.code, **receipt.rejection.params)
