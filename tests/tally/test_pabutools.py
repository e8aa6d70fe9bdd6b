"""Another program comes to the same: pabutools counts the same elections, and reads our files.

pabutools 1.2 (github.com/COMSOC-Community/pabutools) takes ties as it is told, here in the order
given, as we do. Its cardinality satisfaction is one for each approved option; with the cost as
satisfaction its greedy rule goes by number of approvals.
"""

from pathlib import Path
from random import Random

import pytest
from pabutools.election import (
    ApprovalBallot,
    ApprovalProfile,
    Cardinality_Sat,
    Cost_Sat,
    Instance,
    Project,
    parse_pabulib,
)
from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares
from pabutools.tiebreaking import TieBreakingRule

from workshop_studio.app.ballot_files import Options
from workshop_studio.app.pabulib import Kind, written
from workshop_studio.tally.methods import Settings, tally

OPTIONS = ("a", "b", "c", "d", "e", "f")
RULES = {
    "equal-shares": (method_of_equal_shares, Cardinality_Sat),
    "greedy": (greedy_utilitarian_welfare, Cost_Sat),
}


@pytest.mark.parametrize("method", RULES)
def test_the_same_options_are_paid_for(method: str) -> None:
    random = Random(11)
    rule, satisfaction = RULES[method]
    in_order = TieBreakingRule(lambda _instance, _profile, one: OPTIONS.index(one.name))
    for _ in range(1_000):
        approved = [
            {o for o in OPTIONS if random.random() < 0.4} for _ in range(random.randint(1, 12))
        ]
        approved[0].add("a")
        costs = {o: random.choice((1, 2, 3, 5, 8, 10, 10)) for o in OPTIONS}
        budget = random.randint(1, 30)
        projects = {o: Project(o, costs[o]) for o in OPTIONS}
        instance = Instance(projects.values(), budget_limit=budget)
        ballots = [ApprovalBallot({projects[o] for o in one}) for one in approved]
        theirs = rule(
            instance,
            ApprovalProfile(ballots, instance=instance),
            sat_class=satisfaction,
            tie_breaking=in_order,
        )
        ours = tally(
            method,
            OPTIONS,
            [dict.fromkeys(one, 1) for one in approved],
            None,
            Settings(budget=budget, costs=costs),
        )
        assert list(ours.winners) == [project.name for project in theirs]


@pytest.mark.parametrize(
    ("kind", "ballots"),
    [
        ("approval", [{"a": 1, "b": 1}, {"c": 1}]),
        ("dots", [{"a": 2, "b": 1}, {"c": 3}]),
        ("rank", [{"a": 2, "b": 1}, {"c": 1}]),
        ("score", [{"a": 2, "b": 0}, {"c": 3}]),
    ],
)
def test_it_reads_what_we_write(kind: Kind, ballots: list[dict[str, int]], tmp_path: Path) -> None:
    path = tmp_path / "election.pb"
    texts = {"a": 'A "loose"; mark', "b": "Ærlig, og\nto linjer", "c": "C"}
    options = Options(texts, {"a": 5, "b": 6, "c": 7})
    path.write_text(written(kind, options, ballots, {"budget": 12}), encoding="utf-8", newline="")
    instance, profile = parse_pabulib(str(path))
    assert {project.name: project.cost for project in instance} == {"a": 5, "b": 6, "c": 7}
    assert instance.budget_limit == 12
    named = [sorted(str(option) for option in ballot) for ballot in profile]
    assert named == [sorted(ballot) for ballot in ballots]
    if kind == "rank":
        assert [str(option) for option in profile[0]] == ["b", "a"]
    if kind in {"dots", "score"}:
        assert {str(o): int(points) for o, points in profile[0].items()} == ballots[0]
