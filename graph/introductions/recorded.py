"""Introductions on record between two ends, each shown as what it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.introductions.dates import Span
from graph.introductions.grounds import sources_of
from graph.introductions.reader import Reader, Request
from graph.introductions.texts import Texts
from graph.subgraph import Node
from graph.values import PartialDate

PARTIES = ("BY", "OF", "TO", "FOR")
_STANDS_FOR = ("WORKED_ON", "TAKEN_UP", "POSTED")
"""An end has a part in an introduction of the projects it works on and the demands it posted or took up."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """One introduction with its parties, each in order of ids."""

    node: Node
    by: tuple[Node, ...]
    of: tuple[Node, ...]
    to: tuple[Node, ...]

    @property
    def kind(self) -> str:
        return str(self.node.properties.get("kind", ""))

    @property
    def to_inferred(self) -> bool:
        """True where the source does not name the recipient and it follows from the project or demand."""
        return self.node.properties.get("to_inferred") is True

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(sources_of(self.node.properties))

    def kind_word(self, texts: Texts) -> str:
        """What sort of introduction it was, in words."""
        return texts.value(self.node, "kind")

    def text(self, texts: Texts) -> str:
        """The introduction in one sentence, without its remarks."""
        return texts(
            f"recorded.{self.kind}",
            date=self._date(texts),
            by=texts.join(node.name for node in self.by),
            of=texts.join(node.name for node in self.of),
            to=texts.join(node.name for node in self.to),
            state=texts.state(self.node),
        )

    def remarks(self, texts: Texts) -> list[str]:
        """What the source leaves open."""
        said = []
        if self.by and all(node.label != "Person" for node in self.by):
            said.append(texts("recorded.unnamed_person", by=texts.join(node.name for node in self.by)))
        if self.to_inferred:
            said.append(texts("recorded.to_inferred"))
        return said

    def _date(self, texts: Texts) -> str:
        date, observed = self.node.properties.get("date"), self.node.properties.get("observed")
        if date:
            return texts.date(PartialDate.parse(str(date)))
        return texts("date.at_latest", date=texts.date(PartialDate.parse(str(observed)))) if observed else ""


def recorded(reader: Reader, one: Node, other: Node, day: PartialDate) -> list[Recorded]:
    """Introductions in which both ends had a part, in different roles; 牵线引荐 and the latest first."""
    found: dict[str, dict[str, set[str]]] = {}
    ends = frozenset({one.id, other.id})
    reader.fetch(Request(type, True, ids=ends) for type in _STANDS_FOR)
    things = ends.union(*(_things(reader, end) for end in (one, other)))
    reader.fetch(Request(type, False, ids=things) for type in PARTIES)
    for end in (one, other):
        for introduction, role in _parts(reader, end):
            found.setdefault(introduction, {}).setdefault(end.id, set()).add(role)
    both = [id for id, roles in found.items() if len(roles) == 2 and _differ(*roles.values())]
    reader.fetch(Request(type, True, ids=frozenset(both)) for type in PARTIES)
    read = (_read(reader, id) for id in sorted(both))
    kept = [each for each in read if _when(each).state(day) != "not_yet"]
    return sorted(kept, key=lambda each: (each.kind != "牵线引荐", _reverse(each), each.node.id))


def _things(reader: Reader, end: Node) -> set[str]:
    """The end, and the projects and demands that are its own."""
    around = reader.facts.around(end.id)
    return {end.id} | {each.end for each in around if each.start == end.id and each.type in _STANDS_FOR}


def _parts(reader: Reader, end: Node) -> Iterator[tuple[str, str]]:
    """The introductions that an end has a part in, with the part; what one was made for counts as introduced."""
    for thing in sorted(_things(reader, end)):
        for relationship in reader.facts.around(thing):
            if relationship.type in PARTIES and relationship.end == thing:
                yield relationship.start, "OF" if relationship.type == "FOR" else relationship.type


def _differ(first: set[str], second: set[str]) -> bool:
    """True where the two had different parts in it."""
    return any(one != other for one in first for other in second)


def _read(reader: Reader, id: str) -> Recorded:
    parties = {type: [] for type in PARTIES}  # type: dict[str, list[Node]]
    for relationship in reader.facts.around(id):
        if relationship.start == id and relationship.type in parties:
            parties[relationship.type].append(reader.facts.nodes[relationship.end])
    by, of, to = (tuple(sorted(parties[type], key=lambda node: node.id)) for type in ("BY", "OF", "TO"))
    return Recorded(reader.facts.nodes[id], by, of, to)


def _when(each: Recorded) -> Span:
    return Span.of({"since": each.node.properties.get("date")})


def _reverse(each: Recorded) -> int:
    """Sorts the latest first, the undated last."""
    date = each.node.properties.get("date") or each.node.properties.get("observed")
    return -PartialDate.parse(str(date)).latest.toordinal() if date else 0
