"""Whether a ledger holds a fact that an expectation states; several types or ends are alternatives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.loaders.office.expected import Tie, View, normal

_BETWEEN = {"Introduction", "Project", "Platform", "Agreement", "Credential", "Demand", "Achievement", "Event", "Team"}
"""What may stand between two things that a row brings together."""
_DATES = {"since", "until", "start", "end", "date", "posted", "expires", "observed"}
Fact = dict[str, Any]


def holds(view: View, fact: Fact) -> bool:
    """Whether the ledger says so; a date may be finer than it is asked for."""
    if "node" in fact:
        return any(_node_says(view, each, fact.get("props", {})) for each in _named(view, fact["node"]))
    if "introduction" in fact:
        return any(_introduces(view, node, fact) for node, each in view.nodes.items() if each.label == "Introduction")
    if "linked" in fact:
        return _linked(view, *(_named(view, end) for end in fact["linked"]))
    if "has" in fact:
        return any(fact["text"] in text for each in _named(view, fact["has"]) for text in _texts(view, each))
    if "holds" in fact:
        return _has_credential(view, fact)
    starts, ends = _named(view, fact["source"]), _named(view, fact["target"])
    ties = [each for each in view.ties if each.type in fact["type"] and each.start in starts and each.end in ends]
    return any(_tie_says(each, fact.get("props", {})) for each in ties)


def _named(view: View, ends: list[dict[str, str]]) -> set[str]:
    """The nodes so called, by the model's own types."""
    return {
        node
        for end in ends
        for kind in {"Project", end["kind"]}
        for node in view.of({"ExpertGroup": "Group"}.get(kind, kind), end["name"])
        if view.nodes[node].label == end["kind"]
    }


def _introduces(view: View, node: str, fact: Fact) -> bool:
    wanted = fact["introduction"]
    for part, type in (("by", "BY"), ("of", "OF"), ("to", "TO")):
        ends = {tie.end for tie in view.ties if tie.start == node and tie.type == type}
        if not all(_named(view, each) & ends for each in wanted[part]):
            return False
    return _all(view.nodes[node].properties, fact.get("props", {}))


def _linked(view: View, first: set[str], second: set[str]) -> bool:
    reached = {(tie.start, tie.end) for tie in view.ties}
    reached |= {(end, start) for start, end in reached}
    if any((a, b) in reached for a in first for b in second):
        return True
    middles = {end for start, end in reached if start in first and view.nodes[end].label in _BETWEEN}
    return any((middle, end) in reached for middle in middles for end in second)


def _has_credential(view: View, fact: Fact) -> bool:
    holders = _named(view, fact["holds"])
    held = [
        {**view.nodes[tie.end].properties, **tie.properties}
        for tie in view.ties
        if tie.start in holders and tie.type in fact["type"]
    ]
    return any(fact["like"] in str(each) and _all(each, fact["props"]) for each in held)


def _texts(view: View, node: str) -> list[str]:
    ties = [tie for tie in view.ties if node in (tie.start, tie.end)]
    return [str(dict(view.nodes[node].properties)), *(str(tie.properties) for tie in ties)]


def _node_says(view: View, node: str, wanted: Fact) -> bool:
    rest = dict(wanted)
    title = rest.pop("title", "")
    return any(title in text for text in _texts(view, node)) and _all(view.nodes[node].properties, rest)


def _tie_says(tie: Tie, wanted: Fact) -> bool:
    held = dict(tie.properties)
    if "observed" in wanted:
        held["observed"] = held.get("observed", held.get("since"))
    return _all(held, wanted)


def _all(held: Mapping[str, object], wanted: Fact) -> bool:
    return all(_same(name, held.get(name), value) for name, value in wanted.items())


def _same(name: str, held: object, wanted: object) -> bool:
    if wanted is None or held is None:
        return wanted is held
    if name in _DATES:
        return str(held).startswith(str(wanted))
    if isinstance(wanted, int | float):
        return isinstance(held, int | float) and abs(held - wanted) < 1e-6
    if name == "batch":
        return str(wanted) in str(held)
    plain = normal(str(held))
    return plain == normal(str(wanted)) or plain.split("(")[0] == normal(str(wanted))
