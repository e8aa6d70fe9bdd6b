"""How a result came about, in words and tables."""

from collections.abc import Mapping, Sequence

from workshop_studio.blocks import ChartBlock, Fact, MatrixChart, Result, Working
from workshop_studio.i18n.charts import Grid, named
from workshop_studio.i18n.counted import NO_RESULT
from workshop_studio.i18n.translator import Translator, mark
from workshop_studio.i18n.words import cluster_title, isolated, number, numbers, word

TITLES: Mapping[str, str] = {
    "money": mark("What the money goes to"),
    "pairs": mark("On how many ballots the row is preferred to the column"),
    "places": mark("On how many ballots each option has which place"),
    "rounds": mark("First places, round by round"),
    "dots": mark("On how many ballots each option got how many dots"),
    "approvals": mark("How many ballots approve each option"),
    "scores": mark("The scores that each mean is made of"),
    "weights": mark("How far each weight can move before the first place changes"),
}
"""What a table of a working shows."""
FACTS: Mapping[str, str] = {
    "option": mark("Option"),
    "cost": mark("Cost"),
    "approvals": mark("Approvals"),
    "result": mark("Result"),
    "highest": mark("Highest payment"),
    "paid": mark("paid for"),
    "not_paid": mark("not paid for"),
    "unranked": mark("Not ranked"),
    "round": mark("Round"),
    "exhausted": mark("Ballots that rank nobody who is left"),
    "gave": mark("Ballots with dots"),
    "least_given": mark("Fewest from one"),
    "most_given": mark("Most from one"),
    "approve": mark("Approve"),
    "not_approve": mark("Do not"),
    "hands": mark("Raised hands"),
    "sum": mark("Sum"),
    "scores": mark("Scores"),
    "mean": mark("Mean"),
    "lowest_score": mark("Lowest"),
    "highest_score": mark("Highest"),
    "no_opinion": mark("No opinion"),
    "criterion": mark("Criterion"),
    "weight": mark("Weight"),
    "lowest": mark("Can sink to"),
    "level_below": mark("Then level with"),
    "highest_weight": mark("Can rise to"),
    "level_above": mark("Then level with"),
}
"""The heads and the cells that are no names and no numbers."""
_SIGNS = {"none": "–", "number": "#"}


def working(table: Working, translator: Translator) -> tuple[str, Grid]:
    """The title of a working, and the table."""
    head = tuple(_told(one, translator) for one in table.head)
    columns = [_column(facts, translator) for facts in zip(*table.rows, strict=True)]
    rows = tuple(zip(*columns, strict=True))
    figures = frozenset(
        column
        for column in range(len(head))
        if any(row[column].value is not None for row in table.rows)
    )
    return word(TITLES, table.code, translator), Grid(head, rows, figures)


def left_out(table: Working, translator: Translator) -> str:
    """What a working does not show, and where all of it is; empty where it shows all."""
    if table.of is None:
        return ""
    shown = sum(1 for row in table.rows if any(fact.texts for fact in row))
    return translator.text(
        "The first {n} of {of} are shown here, counted over all of them. Export the ballots, and "
        "“workshop-studio tally --json” gives the whole working.",
        n=shown,
        of=table.of,
    )


def money(chart: ChartBlock, translator: Translator, *, is_short: bool = False) -> str:
    """What is paid for, and what that leaves of the budget; empty where it is not about money.

    Args:
        chart: the chart.
        translator: the language.
        is_short: without the names, where the picture has a mark beside them.
    """
    known: Result = chart
    if known.paid is None:
        return ""
    texts = dict(named(chart))
    seen = [cluster_title(texts[key], translator) for key in known.paid.options if key in texts]
    if not seen:
        said = translator.text("Nothing is paid for.")
    elif is_short:
        said = translator.text("✓ is paid for.")
    else:
        said = translator.text("Paid for: {options}", options=", ".join(map(isolated, seen)))
    left = translator.text(
        "{left} of {budget} is left.",
        left=number(known.paid.budget - known.paid.cost, translator),
        budget=number(known.paid.budget, translator),
    )
    return f"{said} {left}" if is_short or not seen else f"{left} {said}"


def without(chart: ChartBlock, translator: Translator) -> list[str]:
    """Why options have no result, a line each: of a matrix, or because nobody placed them."""
    known: Result = chart
    if known.unplaced:
        texts = ", ".join(isolated(cluster_title(one, translator)) for one in known.unplaced)
        return [translator.text("Not placed: {options}", options=texts)]
    if not isinstance(chart, MatrixChart):
        return []
    lines = []
    for row in chart.rows:
        if row.fault:
            why = word(NO_RESULT, row.fault, translator, criterion=translator.words(row.at))
            lines.append(f"{isolated(cluster_title(row.text, translator))}: {why}")
    return lines


def _column(facts: Sequence[Fact], translator: Translator) -> list[str]:
    """The cells below a head, numbers with as many decimals as the one that needs most."""
    are_figures = [fact.value is not None and not fact.is_share for fact in facts]
    values = [
        fact.value if is_figure else None
        for fact, is_figure in zip(facts, are_figures, strict=True)
    ]
    return [
        figure if is_figure else _told(fact, translator)
        for fact, is_figure, figure in zip(
            facts, are_figures, numbers(values, translator), strict=True
        )
    ]


def _told(fact: Fact, translator: Translator) -> str:
    if fact.texts:
        return ", ".join(cluster_title(text, translator) for text in fact.texts)
    if fact.words:
        return translator.words(fact.words)
    if fact.value is not None:
        return translator.share(fact.value) if fact.is_share else number(fact.value, translator)
    if fact.code in _SIGNS:
        return _SIGNS[fact.code]
    return word(FACTS, fact.code, translator)
