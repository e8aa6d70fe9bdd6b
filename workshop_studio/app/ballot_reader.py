"""From what lines say to ballots: puts them together, and lists each line that is refused."""

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from workshop_studio.tally.ballots import Refusal, Rule

_WHOLE_NUMBER = re.compile(r"[-+]?[0-9]+")
_MOST_DIGITS = 18


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A line of a file of ballots that spoils its ballot, by its number in the file."""

    line: int
    refusal: Refusal


class BallotReader:
    """Takes lines in any order, several or one for each ballot.

    A line that cannot be counted spoils its whole ballot, since nobody knows what was meant.

    Attributes:
        repeated: lines that say again, word for word, what a ballot of that id has said.
    """

    def __init__(self, rule: Rule, options: Sequence[str], groups: Iterable[str] = ()) -> None:
        """Begin without a ballot.

        Args:
            rule: what a ballot may give.
            options: the ids to vote for.
            groups: what voters may call the group that they belong to.
        """
        self._groups = frozenset(groups)
        self.repeated: list[int] = []
        self._refused: list[RefusedLine] = []
        self._rule = rule
        self._options = {option: option for option in options}  # one string for all its ballots
        self._values: dict[str, int | Refusal] = {}
        self._ballots: dict[str, dict[str, int]] = {}
        self._given: dict[str, int] = {}
        self._last: dict[str, int] = {}
        self._rows: dict[str, tuple[tuple[str, str], ...]] = {}
        self._named: dict[str, str] = {}
        self._spoiled: set[str] = set()
        self._over: set[str] = set()
        self._numbers: dict[str, int] = {}
        self._lines = array("q")  # of a million lines: 16 bytes each, not a list for each ballot
        self._ballot_of = array("q")

    def value(self, line: int, ballot: str, idea: str, text: str) -> None:
        """Take a line that gives one option a value; without both it is a blank ballot's."""
        refusal = None if ballot else Refusal("ballot.no_id")
        if not refusal and not idea and not text:
            self._ballots.setdefault(ballot, {})
        elif not refusal:
            refusal = self._take(ballot, idea, text)
        self._close(line, ballot, refusal)

    def row(self, line: int, ballot: str, values: Iterable[tuple[str, str]]) -> None:
        """Take a line that is a whole ballot."""
        given = tuple(values)
        if not ballot:
            self.refuse(line, ballot, Refusal("ballot.no_id"))
            return
        if ballot in self._last:
            if self._rows.get(ballot) == given:
                self.repeated.append(line)
            else:
                self.refuse(line, ballot, Refusal("ballot.other_content"))
            return
        self._rows[ballot] = given
        self._ballots[ballot] = {}
        refusal: Refusal | None = None
        for option, text in given:
            refusal = refusal or self._take(ballot, option, text)
        self._close(line, ballot, refusal)

    def group(self, line: int, ballot: str, name: str) -> bool:
        """Take the group of voters that a line names for its ballot; an empty one says nothing.

        False where the line is refused for it, and spoils its ballot.
        """
        if not name or not ballot:
            return True
        code = "" if name in self._groups else "ballot.unknown_group"
        if not code and self._named.setdefault(ballot, name) != name:
            code = "ballot.two_groups"
        if code:
            self._close(line, ballot, Refusal(code))
        return not code

    def refuse(self, line: int, ballot: str, refusal: Refusal) -> None:
        """List a line that says nothing, and spoil its ballot."""
        self._close(line, ballot, refusal)

    def accepted(self) -> Iterator[tuple[dict[str, int], str]]:
        """The ballots without a refused line, each with its group, when all have been read."""
        for ballot, values in self._ballots.items():
            if ballot in self._spoiled:
                continue
            if refusal := self._rule.check_whole(values):
                self.refuse(self._last[ballot], ballot, refusal)
            else:
                yield values, self._named.get(ballot, "")

    def refused(self) -> tuple[RefusedLine, ...]:
        """The refused lines from first to last, when all ballots have been asked for."""
        return tuple(sorted(self._refused, key=lambda one: one.line))

    def spoiled(self) -> tuple[int, ...]:
        """The lines that are sound, but of a ballot that another line spoils."""
        if not self._spoiled:
            return ()
        refused = {one.line for one in self._refused}
        lost = {self._numbers[ballot] for ballot in self._spoiled}
        told = zip(self._lines, self._ballot_of, strict=True)
        found = {line for line, number in told if number in lost}
        return tuple(sorted(found - refused))

    def _close(self, line: int, ballot: str, refusal: Refusal | None) -> None:
        self._last[ballot] = line
        self._lines.append(line)
        self._ballot_of.append(self._numbers.setdefault(ballot, len(self._numbers)))
        if refusal:
            self._refused.append(RefusedLine(line, refusal))
            self._spoiled.add(ballot)

    def _take(self, ballot: str, key: str, text: str) -> Refusal | None:
        option = self._options.get(key)
        if option is None:
            if not self._rule.knows(key, self._options):
                return Refusal("ballot.unknown_option", {"option": key})
            option = self._options[key] = key
        value = self._values.get(text)
        if value is None:
            value = self._values[text] = _value(text, self._rule)
        if isinstance(value, Refusal):
            return value
        values = self._ballots.setdefault(ballot, {})
        if option in values:
            return Refusal("ballot.twice")
        values[option] = value
        given = self._given[ballot] = self._given.get(ballot, 0) + value
        refusal = self._rule.check_sum(given)
        if refusal and ballot not in self._over:  # only the line that passes the limit is at fault
            self._over.add(ballot)
            return refusal
        return None


def _value(text: str, rule: Rule) -> int | Refusal:
    """The whole number that a cell holds, or why it may not stand there."""
    if not _WHOLE_NUMBER.fullmatch(text):
        return Refusal("ballot.not_whole")
    if len(text) > _MOST_DIGITS:
        return Refusal("ballot.too_large")
    value = int(text)
    return rule.check_value(value) or value
