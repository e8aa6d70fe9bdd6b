"""What a vote came to, in words that a leader understands."""

from workshop_studio.blocks import Bar, Chart
from workshop_studio.i18n.translator import Translator, mark

_PLACES = (
    mark("Tied for first place"),
    mark("Tied for second place"),
    mark("Tied for third place"),
)


def told_ties(chart: Chart, translator: Translator, *, most: int = 3) -> list[str]:
    """The ties of a result, best first, at most so many; none where nobody gave anything."""
    by_id = {bar.id: bar for bar in chart.bars}
    told: list[str] = []
    for tie in chart.ties:
        tied = [by_id[key] for key in tie if key in by_id]
        if len(tied) > 1 and tied[0].value > 0:
            told.append(_told_tie(tied[0].rank, len(tied), translator))
    return told[:most]


def _told_tie(rank: int, count: int, translator: Translator) -> str:
    if rank <= len(_PLACES):
        place = translator.text(_PLACES[rank - 1])
    else:
        place = translator.text("Tied for place {rank}", rank=rank)
    return place if count == 2 else translator.text("{place} ({n})", place=place, n=count)


def told_turnout(chart: Chart, translator: Translator) -> str:
    """How many voted and how: ballots, abstentions apart, raised hands."""
    parts = [translator.count("{n} voted", "{n} voted", chart.voters - chart.abstentions)]
    if chart.abstentions:
        parts.append(translator.count("{n} abstained", "{n} abstained", chart.abstentions))
    if chart.hands:
        parts.append(translator.count("{n} by raised hand", "{n} by raised hand", chart.hands))
    return " · ".join(parts)


def winners(chart: Chart) -> list[Bar]:
    """The options that share the first place."""
    return [bar for bar in chart.bars if bar.rank == 1 and bar.value > 0]
