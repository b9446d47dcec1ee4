"""What becomes of office files that nobody wrote a mapping for: names, facts, and what must not be kept.

Each file of tests/data/unseen has its expectation beside it; see the README there for how they are counted.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.unseen_facts import holds
from graph.errors import QianxianError
from graph.ledger import open_ledger
from loaders.load import state_path
from loaders.office.catalogue import mappings
from loaders.office.mapping import Mapping as Roster
from tests.loaders.office.expected import View, normal

FOLDER = Path(__file__).parents[1] / "tests" / "data" / "unseen"
ENDING = ".expected.json"
_NAMED = {
    "person": ["Person"],
    "people": ["Person"],
    "body": ["Institution", "Agency", "Enterprise"],
    "bodies": ["Institution", "Agency", "Enterprise"],
    "place": ["Place"],
    "segment": ["Segment"],
    "segments": ["Segment"],
    "delegation": ["Delegation"],
    "group": ["ExpertGroup"],
    "work": ["Project", "Event", "Agreement", "Platform"],
    "works": ["Project", "Event", "Agreement", "Platform"],
}
"""How a column is read → the types of what it may name."""


@dataclass
class Outcome:
    """What became of one file; all but `error` count."""

    file: str
    error: str = ""
    kinds: list[str] = field(default_factory=list)
    right_kind: bool = False
    right: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    held: int = 0
    facts: int = 0
    lacking: list[Any] = field(default_factory=list)
    violated: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    refused: int = 0


def files(folder: Path = FOLDER) -> list[Path]:
    """The office files of a folder that say beside them what is expected."""
    return sorted(each.with_name(each.name.removesuffix(ENDING)) for each in folder.glob(f"*{ENDING}"))


def judged(path: Path) -> Outcome:
    """Loads a file into a ledger of its own and compares it with what a careful clerk would expect."""
    wanted = json.loads(path.with_name(path.name + ENDING).read_text("utf-8"))
    found = Outcome(path.name, facts=len(wanted["must_hold"]))
    with TemporaryDirectory() as folder, open_ledger(f"sqlite:///{folder}/ledger.sqlite") as ledger:
        try:
            view = View(ledger, state_path(ledger, path))
        except QianxianError as error:
            found.error = error.code
            found.missed = [_spellings(name)[0] for names in wanted["names"].values() for name in names]
            found.lacking = wanted["must_hold"]
            return found
    _recognised(found, view, wanted["rows_about"])
    _named(found, view, wanted)
    found.lacking = [fact for fact in wanted["must_hold"] if not holds(view, fact)]
    found.held = found.facts - len(found.lacking)
    found.violated = list(_violations(view, wanted))
    return found


def _recognised(found: Outcome, view: View, about: list[str]) -> None:
    rosters = {each.name: each for each in mappings()}
    found.kinds = sorted({table.mapping for table in view.report.tables})
    found.right_kind = bool(found.kinds) and all(set(about) & _subjects(rosters[kind]) for kind in found.kinds)
    found.unread = [each.column for each in view.report.ignored if each.column]
    found.refused = len(view.report.refused)


def _subjects(roster: Roster) -> set[str]:
    """The types that the rows of a roster are about."""
    labels: set[str] = set()
    for name in roster.subjects:
        thing = roster.things[name]
        if thing.label or thing.composed:
            labels.add(thing.label or "Delegation")
        elif thing.column:
            column = roster.columns[thing.column]
            labels.update(_NAMED.get(column.reads, []), [column.label] if column.label else [])
    return labels


def _spellings(name: str | list[str]) -> list[str]:
    return [name] if isinstance(name, str) else name


def _named(found: Outcome, view: View, wanted: Mapping[str, Any]) -> None:
    """Counts names: each node stands for one; what only a fact mentions is neither wanted nor wrong."""
    left = {node.id for node in view.nodes.values()}
    labels: set[str] = set()
    for key, names in wanted["names"].items():
        labels.update(key.split("|"))
        for name in names:
            spellings = {normal(each) for each in _spellings(name)}
            match = next((each for each in sorted(left) if _is(view, each, key.split("|"), spellings)), None)
            if match:
                left.remove(match)
                found.right += 1
            else:
                found.missed.append(_spellings(name)[0])
    said = {*_mentioned(wanted["must_hold"]), *_mentioned_spellings(wanted["names"])}
    parents = {tie.end for tie in view.ties if tie.type == "PART_OF" and view.kind(tie.end) == "Place"}
    for each in sorted(left - parents):
        node = view.nodes[each]
        if node.label in labels and not view.called(node.properties) & said:
            found.wrong.append(f"{node.label}:{node.properties['name']}")


def _is(view: View, node: str, labels: list[str], spellings: set[str]) -> bool:
    if view.nodes[node].label not in labels:
        return False
    called = view.called(view.nodes[node].properties)
    if view.nodes[node].label == "Demand":
        return any(name.startswith(each) for name in called for each in spellings)
    return bool(called & spellings)


def _mentioned_spellings(names: Mapping[str, list[Any]]) -> Iterator[str]:
    for each in chain.from_iterable(names.values()):
        yield from map(normal, _spellings(each))


def _mentioned(facts: object) -> Iterator[str]:
    if isinstance(facts, dict):
        if "kind" in facts and "name" in facts:
            yield normal(facts["name"])
        for each in facts.values():
            yield from _mentioned(each)
    elif isinstance(facts, list):
        for each in facts:
            yield from _mentioned(each)


def _violations(view: View, wanted: Mapping[str, Any]) -> Iterator[str]:
    said = [*(dict(each.properties) for each in view.nodes.values()), *(each.properties for each in view.ties)]
    stored = json.dumps(said, ensure_ascii=False, default=str)
    yield from (f"stored {each}" for each in wanted["must_never_be_stored"] if each in stored)
    names = {normal(str(node.properties["name"])) for node in view.nodes.values()}
    yield from (f"name {each}" for each in wanted["must_not_be_names"] if normal(each) in names)


def table(outcomes: list[Outcome]) -> str:
    """The outcomes as a table in Markdown, with a last line for all of them."""
    head = "| file | read as | names found | wrong | missed | facts held | must-not broken | columns not read | error |"
    lines = [head, "|---|---|---|---|---|---|---|---|---|"]
    for each in outcomes:
        kinds = "、".join(each.kinds) + ("" if each.right_kind or not each.kinds else " ✗")
        lines.append(
            f"| {each.file} | {kinds} | {each.right} | {len(each.wrong)} | {len(each.missed)} |"
            f" {each.held} of {each.facts} | {len(each.violated)} | {len(each.unread)} | {each.error} |"
        )
    return "\n".join([*lines, "", total(outcomes)])


def precision(outcomes: list[Outcome]) -> float:
    """Of the names found, the share that is right."""
    right = sum(each.right for each in outcomes)
    return right / max(right + sum(len(each.wrong) for each in outcomes), 1)


def recall(outcomes: list[Outcome]) -> float:
    """Of the names there are, the share that is found."""
    right = sum(each.right for each in outcomes)
    return right / max(right + sum(len(each.missed) for each in outcomes), 1)


def total(outcomes: list[Outcome]) -> str:
    """All files in one sentence."""
    return (
        f"{sum(each.right_kind for each in outcomes)} of {len(outcomes)} files read as the right kind; "
        f"names: precision {precision(outcomes):.3f}, recall {recall(outcomes):.3f}; "
        f"facts held: {sum(each.held for each in outcomes)} of {sum(each.facts for each in outcomes)}; "
        f"must-not broken: {sum(len(each.violated) for each in outcomes)}; "
        f"columns not read: {sum(len(each.unread) for each in outcomes)}; "
        f"errors: {sum(bool(each.error) for each in outcomes)}."
    )


def run() -> None:
    """Prints how the files of the three sets are read."""
    for heading, folder in (("first set", FOLDER), ("second set", FOLDER / "second"), ("third set", FOLDER / "third")):
        print(f"## {heading}\n\n{table([judged(path) for path in files(folder)])}\n")
