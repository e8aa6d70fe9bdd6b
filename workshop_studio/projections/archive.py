"""What is told of a session as plain data: for ``show``, and later for search and export."""

from collections.abc import Mapping
from typing import Any

from workshop_studio.domain.items import agenda, parked_ideas
from workshop_studio.domain.records import Choice, Initiative, Vote
from workshop_studio.domain.state import State, ordered
from workshop_studio.steps.choose import text_of
from workshop_studio.steps.vote_result import hidden_ideas, result


def archive(state: State) -> Mapping[str, Any]:
    """The session's frame, ideas, clusters, votes, choices and initiatives.

    Ideas that the facilitator has hidden are left out everywhere; those in the parking lot stand
    under ``parking``, where there are any. An idea's ``cluster`` is the
    id of the one it lies in in the last cluster step that sorted it, or None.
    """
    document, frame = state.document, state.frame
    place = {step.id: number for number, step in enumerate(agenda(state))}
    lying: dict[str, str] = {}
    for member in sorted(state.memberships.values(), key=lambda m: (place[m.step], m.order)):
        lying[member.idea] = member.cluster
    ideas = [idea for idea in ordered(state.ideas.values()) if not idea.is_away]
    ideas.sort(key=lambda idea: place[idea.step])
    lot = parked_ideas(state)
    members: dict[str, list[str]] = {}
    for idea in ideas:
        if idea.id in lying:
            members.setdefault(lying[idea.id], []).append(idea.id)
    return {
        "document": "" if document is None else document.id,
        "title": "" if frame is None else frame.title,
        "frame": {} if frame is None else frame.model_dump(mode="json", exclude={"title"}),
        "ideas": [{"id": i.id, "text": i.text, "cluster": lying.get(i.id)} for i in ideas],
        **({"parking": [{"id": i.id, "text": i.text} for i in lot]} if lot else {}),
        "clusters": [
            {"id": cluster.id, "title": cluster.title, "ideas": members.get(cluster.id, [])}
            for cluster in ordered(state.clusters.values())
        ],
        "votes": [
            _vote(state, vote)
            for vote in sorted(state.votes.values(), key=lambda v: (place[v.step], v.round))
        ],
        "choices": [
            _choice(state, choice)
            for choice in sorted(state.choices.values(), key=lambda c: place[c.step])
        ],
        "initiatives": [
            _initiative(initiative)
            for initiative in sorted(
                state.initiatives.values(), key=lambda i: (place[i.step], i.order)
            )
        ],
    }


def _vote(state: State, vote: Vote) -> Mapping[str, Any]:
    told: dict[str, Any] = {
        "id": vote.id,
        "step": vote.step,
        "round": vote.round,
        "method": vote.method,
        "status": vote.status,
    }
    if vote.status == "open":
        return told
    counted, hidden = result(state, vote), hidden_ideas(state)
    if vote.breakdown is not None:
        told["breakdown"] = vote.breakdown.model_dump(mode="json")
        for part in told["breakdown"]["parts"]:
            part["totals"] = {k: n for k, n in part["totals"].items() if k not in hidden}
    texts = {option.id: option.text for option in vote.options}
    return told | {
        "ballots": counted.ballots,
        "abstentions": counted.abstentions,
        "people": counted.ballots + vote.beside,
        "hands": counted.heads,
        "options": [
            {"id": o.id, "text": texts[o.id], "total": float(o.total), "rank": o.rank}
            for o in counted.options
            if o.id not in hidden
        ],
        "winners": [winner for winner in counted.winners if winner not in hidden],
    }


def _choice(state: State, choice: Choice) -> Mapping[str, Any]:
    return {
        "step": choice.step,
        "rule": choice.rule,
        "reason": choice.reason,
        "items": [
            {"kind": item.kind, "id": item.id, "text": text_of(state, item)}
            for item in choice.items
        ],
    }


def _initiative(initiative: Initiative) -> Mapping[str, Any]:
    return initiative.model_dump(mode="json", exclude={"order"})
