"""The canonical folder, version 2: everything the model holds, one csv file a type, with a manifest. The layout follows
from the schema, so there is no layout file to keep in step with it."""

from __future__ import annotations

from functools import cache

from graph.schema import Property, Text, load_schema
from loaders.layout import Cell, End, File, Layout, Node, Relationship

VERSION = 2
MANIFEST = "manifest.json"
LIST = "list"
ENDS = ("start", "end")
DATES = ("since", "until", "observed", "observed_first")
SEEN = ("observed", "observed_first")
HELD = {"id", "key", "sources"}
"""Properties of the schema that have columns of their own kind: identity, or the list of sources."""


def node_file(label: str) -> str:
    """Where the nodes of a type stand in the folder."""
    return f"nodes/{label}.csv"


def relationship_file(type: str) -> str:
    """Where the relationships of a type stand in the folder."""
    return f"relationships/{type}.csv"


def node_columns(label: str) -> list[str]:
    """The columns of a node file."""
    properties = [name for name in load_schema().node(label).properties if name not in HELD]
    return ["id", *properties, "sources"]


def relationship_columns(type: str) -> list[str]:
    """The columns of a relationship file."""
    properties = [name for name in load_schema().relationship(type).properties if name not in {*HELD, *DATES}]
    return [*ENDS, *properties, *DATES, "sources"]


@cache
def layout() -> Layout:
    """What the files of an exported folder become; sources first, since every row points at them."""
    schema = load_schema()
    labels = sorted(schema.nodes, key=lambda label: label != "Source")
    return Layout(
        name="canonical-2",
        title=Text(zh="规范数据文件夹（第二版）", en="Canonical folder, version 2"),
        recognised_by=[MANIFEST],
        manifest=MANIFEST,
        files=[
            *(_node_entry(label) for label in labels),
            *(_relationship_entry(type, seen) for type in schema.relationships for seen in SEEN),
        ],
    )


def _node_entry(label: str) -> File:
    properties = load_schema().node(label).properties
    cells = {name: _cell(each) for name, each in properties.items() if name not in HELD}
    return File(
        file=node_file(label),
        sources=_SOURCES,
        observed_by_source=False,
        node=Node(label=label, id=Cell(column="id"), properties=cells),
    )


def _relationship_entry(type: str, seen: str) -> File:
    """Rows as claims of the day last seen; where that differs, once more as claims of the day first seen."""
    properties = load_schema().relationship(type).properties
    cells = {name: _cell(each) for name, each in properties.items() if name not in {*HELD, *DATES}}
    stated = Relationship(
        type=type,
        start=End(column="start"),
        end=End(column="end"),
        since=Cell(column="since"),
        until=Cell(column="until"),
        properties=cells,
    )
    return File(
        file=relationship_file(type),
        filled="observed_first" if seen == "observed_first" else None,
        sources=_SOURCES,
        observed=Cell(column=seen),
        observed_by_source=False,
        relationships=[stated],
    )


def _cell(wanted: Property) -> Cell:
    return Cell(column=wanted.name, reader=LIST) if wanted.many else Cell(column=wanted.name)


_SOURCES = Cell(column="sources", reader=LIST)
