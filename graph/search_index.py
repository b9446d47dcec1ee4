"""The search index: one `:SearchName` node for every node that can be found, holding the keys of all its names.

The keys stand in one of eight properties: `people1` … `people4` for people, `others1` … `others4` for all else. The
number is the tier: 1 for the 1,000 best connected nodes of a label, then up to 10,000, up to 100,000, and the rest. A
search goes on to the next tier only where the one before does not fill the list, so it reads few rows however short the
text. The index is derived: neither it nor its notes are part of the graph's digest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

from graph.batches import named
from graph.database import Database
from graph.names import CHARACTERS, fold, keys
from graph.schema import load_schema

VERSION = 2
"""Of what is written here; an index of another version is filled again."""

LABEL = "SearchName"

TIERS = (1_000, 10_000, 100_000)
"""Nodes of a label up to which each tier reaches, in order of importance; the last tier holds the rest."""

FAMILIES = ("people", "others")
FIELDS = tuple(f"{family}{tier}" for family in FAMILIES for tier in range(1, len(TIERS) + 2))


_PROPERTIES = ("id", "label", "name", "importance", "tier", "aliases", "pinyin", "folded", *FIELDS)
_CREATE = f"UNWIND $rows AS r CREATE (n:{LABEL} {{{named(_PROPERTIES)}}})"
"""By name from lists, as `graph.ledger.fill`."""


@dataclass(frozen=True, slots=True)
class IndexedNode:
    """What the index has to know of a node; `degree`, the number of its relationships, is its importance."""

    id: str
    label: str
    name: str
    aliases: tuple[str, ...] = ()
    degree: int = 0
    pinyin: str | None = None

    @property
    def rank(self) -> tuple[int, str]:
        """Sorts the better connected first, equals by id."""
        return -self.degree, self.id


def indexed(label: str, properties: Mapping[str, Any], degree: int) -> IndexedNode:
    """What the index has to know of a node with these properties: every one that the schema marks as a name of it."""
    names: list[str] = []
    for searched in _searched(label):
        value = properties.get(searched, [])
        names += value if isinstance(value, list) else [value]
    name = properties.get("name", properties["id"])
    others = tuple(dict.fromkeys(each for each in names if each != name))
    return IndexedNode(properties["id"], label, name, others, degree, properties.get("name_pinyin"))


@cache
def _searched(label: str) -> tuple[str, ...]:
    return tuple(each.name for each in load_schema().node(label).searched())


def family(label: str) -> str:
    """The fields that hold the keys of a label."""
    return FAMILIES[0] if label == "Person" else FAMILIES[1]


def index_name(field: str) -> str:
    """The full-text index of a field."""
    return f"search_{field}"


def create(database: Database) -> None:
    """Makes the constraint and the full-text indexes; on the empty database, as both engines want it."""
    database.create_unique(LABEL, "id")
    for field in FIELDS:
        database.create_full_text(index_name(field), LABEL, field)


def version(database: Database) -> int | None:
    """The version of a whole index, None where none was ever finished."""
    found = database.read("MATCH (s:SearchState) RETURN s.version AS version")
    return int(found[0]["version"]) if found else None


def is_current(database: Database) -> bool:
    """True where the index is whole and of this version; publishing makes it so."""
    return version(database) == VERSION


def update(
    database: Database,
    changed: Iterable[IndexedNode],
    count: int,
    removed: Iterable[str],
    everything: Callable[[], Iterable[IndexedNode]],
    progress: Callable[[int], None] | None = None,
) -> None:
    """Brings the index up to date: `changed` nodes are written anew, `removed` ids deleted; repeating it is harmless.

    `count` is how many have changed; they are asked for one after the other, and only where they are written.
    `everything` gives all nodes, best connected first and equals by id. It is called, and the whole index filled from
    it, where the index was never finished, is of another version, or has since been written so often that its tiers
    no longer hold what they should. `progress` is told how many more nodes are written.
    """
    state = database.read("MATCH (s:SearchState) RETURN s.version AS version, s.filled AS filled, s.written AS written")
    if not state or state[0]["version"] != VERSION:
        if state:  # another version may have had other indexes
            create(database)
            database.await_indexes()
        _fill(database, everything(), progress)
        return
    written = state[0]["written"] + count
    if written > max(state[0]["filled"], TIERS[0]):
        _fill(database, everything(), progress)
        return
    gone = [{"id": id} for id in removed]
    database.write_batches(f"UNWIND $rows AS row MATCH (n:{LABEL} {{id: row.id}}) DELETE n", gone)
    tiers = _Tiers.read(database)
    rows = (_row(node, tiers.of(node)) for node in changed)
    database.write_batches(f"UNWIND $rows AS row MERGE (n:{LABEL} {{id: row.id}}) SET n = row", rows, on_batch=progress)
    database.write("MATCH (s:SearchState) SET s.written = $written", {"written": written})


def _fill(database: Database, nodes: Iterable[IndexedNode], progress: Callable[[int], None] | None) -> None:
    """Writes the whole index; its state is written last, so that one left half-way is filled again."""
    _clear(database)
    tiers = _Tiers()
    count = 0

    def rows() -> Iterator[dict[str, Any]]:
        nonlocal count
        for node in nodes:
            count += 1
            yield _row(node, tiers.next(node))

    database.write_batches(_CREATE, ([row.get(field) for field in _PROPERTIES] for row in rows()), on_batch=progress)
    database.write("UNWIND $rows AS row CREATE (t:SearchTiers) SET t = row", {"rows": tiers.as_rows()})
    database.write(
        "CREATE (:SearchState {version: $version, filled: $filled, written: 0})", {"version": VERSION, "filled": count}
    )


def _clear(database: Database) -> None:
    database.write("MATCH (s:SearchState) DELETE s")
    database.write("MATCH (t:SearchTiers) DELETE t")
    while database.write(f"MATCH (n:{LABEL}) WITH n LIMIT 5000 DELETE n RETURN count(n) AS deleted")[0]["deleted"]:
        pass


def _row(node: IndexedNode, tier: int) -> dict[str, Any]:
    names = [node.name, *node.aliases]
    person = node.label == "Person"
    found = dict.fromkeys(chain.from_iterable(keys(name, person, node.pinyin) for name in names))
    row: dict[str, Any] = {
        "id": node.id,
        "label": node.label,
        "name": node.name,
        "importance": node.degree,
        "tier": tier,
        f"{family(node.label)}{tier}": " ".join(found),
    }
    if node.aliases:
        row["aliases"] = list(node.aliases)
    if node.pinyin:
        row["pinyin"] = node.pinyin
    long = [folded for folded in map(fold, names) if len(folded) >= CHARACTERS]
    if long:
        row["folded"] = long
    return row


class _Tiers:
    """Which tier of its label a node belongs to, by the last node of each tier."""

    def __init__(self) -> None:
        self._last: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        self._seen: Counter[str] = Counter()

    def next(self, node: IndexedNode) -> int:
        """The tier of the next node in order of rank."""
        self._seen[node.label] += 1
        last = self._last[node.label]
        tier = len(last) + 1
        if len(last) < len(TIERS) and self._seen[node.label] == TIERS[len(last)]:
            last.append(node.rank)
        return tier

    def of(self, node: IndexedNode) -> int:
        """The tier of any node."""
        return 1 + sum(node.rank > bound for bound in self._last[node.label])

    def as_rows(self) -> list[dict[str, Any]]:
        return [
            {"label": label, "degrees": [-degree for degree, _ in last], "ids": [id for _, id in last]}
            for label, last in self._last.items()
            if last
        ]

    @classmethod
    def read(cls, database: Database) -> _Tiers:
        tiers = cls()
        for row in database.read("MATCH (t:SearchTiers) RETURN t.label AS label, t.degrees AS degrees, t.ids AS ids"):
            tiers._last[row["label"]] = [(-degree, id) for degree, id in zip(row["degrees"], row["ids"], strict=True)]
        return tiers
