"""Every sound roster gives what EXPECTED.json says, without a mapping written for that one file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest

from graph.ledger import open_ledger
from tests.loaders.office.expected import View, expected, loaded, normal

GOOD = sorted(expected()["good"])
_DATES = {"start_date": "since", "date": "since", "posted": "posted"}
"""Names of the files' dates → those of the model."""


Views = Callable[[str], View]


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> Views:
    """The ledger into which only that file was loaded."""

    @cache
    def of(name: str) -> View:
        with open_ledger(f"sqlite:///{tmp_path_factory.mktemp('ledger')}/ledger.sqlite") as ledger:
            return loaded(ledger, name)

    return of


@pytest.mark.parametrize("name", GOOD)
def test_names_of_every_kind(view: Views, name: str) -> None:
    found, entry = view(name), expected()["good"][name]
    for kind, names in entry["names"].items():
        wanted = sorted(normal(each.split("（沈阳")[0]) for each in names)
        assert sorted(_said(found, kind, set(wanted))) == wanted, kind


def _said(found: View, kind: str, wanted: set[str]) -> Iterator[str]:
    """The names of a kind; a firm's other spelling is left out where it is marked as possibly one that is wanted."""
    for node in found.nodes.values():
        if found.kind(node.id) != kind:
            continue
        called = found.called(node.properties)
        name = next(iter(called & wanted), normal(str(node.properties["name"])))
        if name not in wanted and any(tie.type == "PART_OF" and tie.end == node.id for tie in found.ties):
            continue  # what a wanted place is part of
        doubted = {other for pair in found.asked if node.id in pair for other in pair - {node.id}}
        if name in wanted or not any(found.called(found.nodes[other].properties) & wanted for other in doubted):
            yield name


@pytest.mark.parametrize("name", [each for each in GOOD if "spellings" in expected()["good"][each]])
def test_other_spellings_are_one_firm_or_asked_about(view: Views, name: str) -> None:
    found = view(name)
    for each in expected()["good"][name]["spellings"]:
        written, canonical = (found.of("Enterprise", each[part]) for part in ("written", "canonical"))
        assert written
        asked = any(pair & written and pair & canonical for pair in found.asked)
        assert written & canonical or asked, each


def facts(name: str) -> Iterator[Any]:
    for number, each in enumerate(expected()["good"][name]["must_hold"]):
        yield pytest.param(name, each, id=f"{name}-{number}")


@pytest.mark.parametrize(("name", "fact"), [each for name in GOOD for each in facts(name)])
def test_fact(view: Views, name: str, fact: dict[str, Any]) -> None:
    found = view(name)
    if "node" in fact:
        nodes = found.of(fact["node"]["kind"], fact["node"]["name"])
        assert nodes
        assert any(_has(found.nodes[each].properties, fact.get("props", {})) for each in nodes)
    elif "introduction" in fact and name.endswith(".xls"):  # its columns tell a tie, not what kind
        made = fact["introduction"]
        ends = [found.of(made[part][0]["kind"], made[part][0]["name"]) for part in ("by", "of")]
        assert found.between("PARTICIPATED_IN", *ends)
    elif "introduction" in fact:
        assert _introductions(found, fact["introduction"])
    else:
        start = found.of(fact["source"]["kind"], fact["source"]["name"])
        end = found.of(fact["target"]["kind"], fact["target"]["name"])
        assert start
        assert end
        types = ("WORKED_ON", "CANDIDATE_IN", "PARTICIPATED_IN") if name.endswith(".xls") else (fact["type"],)
        ties = [tie for type in (*types, fact["type"]) for tie in found.between(type, start, end)]
        props = fact.get("props", {})
        assert any(_has({**found.nodes[tie.end].properties, **tie.properties}, props) for tie in ties), ties


def _has(properties: dict[str, Any], wanted: dict[str, Any]) -> bool:
    for name, value in wanted.items():
        if name == "amount" and value is None:
            if {"amount_min", "amount_max"} & set(properties):
                return False
            continue
        key = name if name in properties else {"start_date": "since", "date": "since"}.get(name, name)
        key = "start" if key == "since" and "since" not in properties else key
        held = properties.get(key)
        text = str(value).split(" (")[0] if isinstance(value, str) else value
        same = normal(str(held)) == normal(text) if isinstance(text, str) else held == text
        if not same:
            return False
    return True


def _introductions(found: View, wanted: dict[str, Any]) -> list[str]:
    def ends(node: str, type: str) -> set[str]:
        return {tie.end for tie in found.ties if tie.start == node and tie.type == type}

    def named(each: dict[str, str]) -> set[str]:
        return found.of(each["kind"], each["name"])

    return [
        node.id
        for node in found.nodes.values()
        if node.label == "Introduction"
        and _has(node.properties, {name: wanted[name] for name in ("kind", "state", "date") if name in wanted})
        and all(
            len(ends(node.id, type)) == len(wanted[part])
            and all(named(each) & ends(node.id, type) for each in wanted[part])
            for part, type in (("by", "BY"), ("of", "OF"), ("to", "TO"))
        )
        and all(named(wanted[part]) & ends(node.id, "FOR") for part in ("need", "project") if part in wanted)
    ]
