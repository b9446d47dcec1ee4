"""The relationships that a row states."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.errors import LoadError, SchemaError
from graph.ledger.claims import RelationshipClaim
from graph.schema import Schema
from loaders import cells
from loaders.ends import Found, ends
from loaders.layout import Cell, Relationship
from loaders.rows import Given, Reading, originals
from loaders.table import Row

_DATES = ("since", "until", "observed")
INFERRED = "推算"
"""Value of `basis` on a relationship whose end is not named but follows from another row."""


def relationships(
    specs: list[Relationship],
    reading: Reading,
    record: str | None,
    schema: Schema,
    followed: Mapping[str, Mapping[str, Row]],
) -> Iterator[RelationshipClaim]:
    """The claims of one row; `record` is the node it is about, None in a file of relationships only."""
    own = [Found(record, "")] if record is not None else []
    for spec in specs:
        type = _type(spec, reading, schema)
        if not type:
            continue
        starts = ends(spec.start, reading, followed) if spec.start else own
        finishes = ends(spec.end, reading, followed) if spec.end else own
        if record is None and not (starts and finishes):
            missing = spec.end if starts else spec.start
            column = next(iter(cells.columns_of(missing)), "") if missing else ""
            reading.refuse(LoadError("loaders.no_end"), column, type, whole_row=True)
            continue
        for start in starts:
            for finish in finishes:
                claim = _claim(spec, type, start, finish, reading, schema)
                if claim is not None:
                    yield claim


def _type(spec: Relationship, reading: Reading, schema: Schema) -> str:
    if isinstance(spec.type, str):
        return spec.type
    column = spec.type.column or ""
    type = str(cells.value(spec.type, reading.row.cells, reading.known) or "")
    try:
        return schema.relationship(type).name
    except SchemaError as error:
        reading.refuse(error, column, "", whole_row=True)
        return ""


def _claim(
    spec: Relationship, type: str, start: Found, end: Found, reading: Reading, schema: Schema
) -> RelationshipClaim | None:
    labels = [reading.known.label(each.record) for each in (start, end)]
    for found, label in zip((start, end), labels, strict=True):
        if label is None:
            reading.refuse(
                LoadError("loaders.unknown_id", id=found.record), found.column, type, whole_row=_whole(reading)
            )
            return None
    sources = reading.sources(type)
    given = reading.properties(spec.properties, type)
    given.update(_dates(spec, reading, sources, type))
    if start.inferred or end.inferred:
        given["basis"] = Given(INFERRED, "", "")
    cleaned = reading.checked(
        given, type, lambda values: schema.check_relationship(type, str(labels[0]), str(labels[1]), values)
    )
    if cleaned is None:
        return None
    dates = {name: str(cleaned[name]) for name in _DATES if name in cleaned}
    properties = {name: value for name, value in cleaned.items() if name not in _DATES}
    return RelationshipClaim(
        type,
        start.record,
        end.record,
        properties,
        sources=sources,
        origin=reading.origin,
        original=originals(given, cleaned),
        **dates,
    )


def _dates(spec: Relationship, reading: Reading, sources: tuple[str, ...], type: str) -> dict[str, Given]:
    named: dict[str, Cell | None] = {"since": spec.since, "until": spec.until}
    given = {name: found for name, cell in named.items() if cell is not None and (found := reading.value(cell, type))}
    observed = reading.observed(sources, type)
    if observed is not None:
        given["observed"] = observed
    return given


def _whole(reading: Reading) -> bool:
    """A row that is nothing but a relationship goes with its end; a node's row stands without one of its cells."""
    return reading.file.node is None
