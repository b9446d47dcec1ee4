"""What EXPECTED.json says of the rosters, asked of a ledger into which one was loaded."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from graph.ledger import Ledger
from loaders.load import state_path
from loaders.office.wishes import Wishes
from loaders.report import LoadReport

ROSTERS = Path(__file__).parents[2] / "data" / "rosters"
KINDS = {"ExpertGroup": "Group"} | dict.fromkeys(
    ("Project", "Event", "Agreement", "Platform", "Credential", "Programme"), "Project"
)
"""EXPECTED.json follows the classes of the files it was compiled from; these are the model's labels for them."""
_DELEGATION = re.compile(r"^(第.+批|历批)科技镇长团·(.+)$")


@cache
def expected() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ROSTERS / "EXPECTED.json").read_text("utf-8"))
    return found


def normal(name: str) -> str:
    """The form in which EXPECTED.json compares names."""
    text = unicodedata.normalize("NFKC", name)
    text = "".join(each for each in text if unicodedata.category(each) != "Cf")
    text = "".join(text.split())
    match = _DELEGATION.match(text)
    return f"{match.group(1)}@{match.group(2)}" if match else text


@dataclass(frozen=True)
class Tie:
    type: str
    start: str
    end: str
    properties: dict[str, Any]


class View:
    """A ledger's facts by kind and normal name."""

    def __init__(self, ledger: Ledger, report: LoadReport) -> None:
        self.report = report
        self.nodes = {node.id: node for node in ledger.nodes()}
        self.ties = [Tie(each.type, each.start, each.end, dict(each.properties)) for each in ledger.relationships()]
        self.asked = [frozenset((each.first, each.second)) for each in ledger.questions()]

    def kind(self, record: str) -> str:
        label = self.nodes[record].label
        return KINDS.get(label, label)

    def of(self, kind: str, name: str) -> set[str]:
        """Ids of the nodes so called; a demand is called by how its description begins."""
        wanted = normal(name)
        return {
            node.id
            for node in self.nodes.values()
            if self.kind(node.id) == kind
            and (
                wanted in self.called(node.properties)
                or (kind == "Demand" and _begins(str(node.properties["name"]), wanted))
            )
        }

    def called(self, properties: dict[str, Any]) -> set[str]:
        return {normal(str(each)) for each in (properties["name"], *properties.get("alias", ()))}

    def between(self, type: str, starts: Iterable[str], ends: Iterable[str]) -> list[Tie]:
        start, end = set(starts), set(ends)
        return [tie for tie in self.ties if tie.type == type and tie.start in start and tie.end in end]


def _begins(name: str, wanted: str) -> bool:
    plain = re.sub(r"[,，;；。、:：]", "", normal(name))
    return plain.startswith(re.sub(r"[,，;；。、:：]", "", wanted))


def loaded(ledger: Ledger, name: str, source: str | None = None, *, complete: bool = False) -> View:
    return View(ledger, state_path(ledger, ROSTERS / name, Wishes(source=source), complete=complete))
