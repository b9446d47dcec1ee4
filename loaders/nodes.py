"""The node that a row is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.errors import LoadError
from graph.ledger.claims import NodeClaim, Value
from graph.schema import Schema
from loaders import cells
from loaders.ends import ends
from loaders.layout import Cell, File, Node
from loaders.rows import Given, Reading, originals
from loaders.table import Row


class NodeReader:
    """Reads the nodes of one file; remembers which rows stood, for the relationships that they state."""

    def __init__(
        self, file: File, node: Node, schema: Schema, followed: Mapping[str, Mapping[str, Row]], *, reference: bool
    ) -> None:
        self.file = file
        self.node = node
        self.schema = schema
        self.followed = followed
        self.reference = reference
        self.records: dict[int, str] = {}
        """Line → id of the node that the row is about; a refused row is missing."""
        self._matches = _index(node, followed)
        self._stated: dict[str, dict[str, Value]] = {}

    def in_order(self, rows: Iterable[Row]) -> Iterable[Row]:
        """The rows, better ones first where the layout prefers some."""
        if not self.node.prefer:
            return rows
        ranks = {name: {value: rank for rank, value in enumerate(values)} for name, values in self.node.prefer.items()}
        return sorted(
            rows, key=lambda row: [rank.get(row.cells.get(name, ""), len(rank)) for name, rank in ranks.items()]
        )

    def read(self, reading: Reading) -> NodeClaim | None:
        """The claim of the row; None where it is refused or repeats another."""
        label = self._label(reading)
        identity = self._identity(reading, label) if label else None
        if identity is None or self._stands_for_another(reading, str(identity.value)):
            return None
        record, matched, joined = self._record(reading, label, str(identity.value))
        if self.node.repeats and reading.known.labels.get(record) == label:
            self.records[reading.row.line] = record
            return None
        if record in reading.known.labels and not (matched or self.node.key):
            reading.refuse(LoadError("loaders.id_twice", id=record), identity.column, label, whole_row=True)
            return None
        return self._claim(reading, label, record, matched=matched, joined=joined)

    def _label(self, reading: Reading) -> str:
        if isinstance(self.node.label, str):
            return self.node.label
        column = self.node.label_column or ""
        text = reading.row.cells.get(column, "")
        if text not in self.node.label:
            known = " · ".join(self.node.label)
            reading.refuse(LoadError("loaders.unknown_class", value=text, known=known), column, "", whole_row=True)
            return ""
        return self.node.label[text]

    def _identity(self, reading: Reading, label: str) -> Given | None:
        found = reading.value(self.node.id, label)
        if found is None and not self.node.optional:
            column = next(iter(cells.columns_of(self.node.id)), "")
            reading.refuse(LoadError("loaders.no_id"), column, label, whole_row=True)
        return found

    def _stands_for_another(self, reading: Reading, given: str) -> bool:
        other = self.node.same_as
        if other is None or not all(reading.row.cells.get(name) in values for name, values in other.when.items()):
            return False
        reading.known.joined[given] = reading.known.record(_text(reading, other.record))
        return True

    def _record(self, reading: Reading, label: str, given: str) -> tuple[str, bool, bool]:
        """The id of the node, whether the row matched one of another file, and whether it joined a known one."""
        known = reading.known
        if self.node.match is not None:
            found = self._matches.get(tuple(_text(reading, spec) for spec in self.node.match.where.values()))
            if found is not None and found in known.labels:
                return found, True, False
        if self.node.join is not None:
            joined = _joined(reading, self.node, label, given)
            if joined is not None:
                if joined != given:
                    known.joined[given] = joined
                return joined, False, True
        return given, False, False

    def _claim(self, reading: Reading, label: str, record: str, *, matched: bool, joined: bool) -> NodeClaim | None:
        given = reading.properties({**({} if matched else self.node.made), **self.node.properties}, label)
        if joined and self.node.join is not None:
            given = {name: each for name, each in given.items() if name in self.node.join.keep}
        elif self.reference:
            given["reference"] = Given(True, "", "")
        given.update(self._inferred(reading))
        given = self._not_stated_better(reading, label, record, given)
        partial = matched or joined or record in reading.known.labels
        cleaned = reading.checked(given, label, lambda values: self.schema.check_node(label, values, partial=partial))
        if cleaned is None:
            return None
        sources = reading.sources(label)
        name = str(cleaned.get("name", ""))
        if not partial:
            reading.known.add(record, label, name, _own_date(label, cleaned))
        elif joined:
            reading.known.labels.setdefault(record, label)
        self.records[reading.row.line] = record
        key = "|".join([self.file.file, *(reading.row.cells.get(column, "") for column in self.node.key)])
        return NodeClaim(
            record,
            label,
            cleaned,
            sources,
            _own_date(label, cleaned) or reading.day(reading.observed(sources, label), label),
            reading.origin,
            originals(given, cleaned),
            key if self.node.key or partial else "",
        )

    def _inferred(self, reading: Reading) -> dict[str, Given]:
        marks = {}
        for relationship in self.file.relationships:
            if relationship.inferred and any(
                end.inferred
                for spec in (relationship.start, relationship.end)
                if spec
                for end in ends(spec, reading, self.followed)
            ):
                marks[relationship.inferred] = Given(True, "", "")
        return marks

    def _not_stated_better(
        self, reading: Reading, label: str, record: str, given: dict[str, Given]
    ) -> dict[str, Given]:
        """Leaves out what a better row states; where it says something else, the lesser cell is refused."""
        if not self.node.prefer:
            return given
        stated = self._stated.setdefault(record, {})
        for name, each in given.items():
            if name in stated and stated[name] != each.value and not self._beside(name, stated):
                error = LoadError("loaders.stated_better", property=name, value=each.value, stated=stated[name])
                reading.refuse(error, each.column, label)
        kept = {name: each for name, each in given.items() if name not in stated}
        stated.update({name: each.value for name, each in kept.items()})
        return kept

    def _beside(self, name: str, stated: Mapping[str, Value]) -> bool:
        spec = self.node.properties.get(name)
        return spec is not None and spec.beside is not None and spec.beside in stated


def _index(node: Node, followed: Mapping[str, Mapping[str, Row]]) -> dict[tuple[str, ...], str]:
    if node.match is None:
        return {}
    rows = followed[node.match.file]
    return {tuple(row.cells.get(column, "") for column in node.match.where): record for record, row in rows.items()}


def _own_date(label: str, properties: Mapping[str, Value]) -> str:
    """A source is as old as it says; nothing else dates itself."""
    return str(properties.get("date", "")) if label == "Source" else ""


def _text(reading: Reading, spec: Cell) -> str:
    value = cells.value(spec, reading.row.cells, reading.known)
    return "" if value is None else str(value)


def _joined(reading: Reading, node: Node, label: str, given: str) -> str | None:
    """The known thing that a reference row is about: of the same id, or the only one of its name (and parent)."""
    elsewhere = reading.known.elsewhere
    if elsewhere.held(given):
        return given
    name = _text(reading, node.properties["name"])
    found = elsewhere.named(label, name)
    if node.join is not None and node.join.parent is not None:
        parent = reading.known.record(_text(reading, node.join.parent))
        found = [each for each in found if parent in elsewhere.parents(each)]
    return found[0] if len(found) == 1 else None
