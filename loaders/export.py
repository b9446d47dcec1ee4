"""Writing everything out: the canonical folder version 2, and the formats of other tools."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

from graph.errors import LoadError
from graph.ledger.projection import NodeFact, RelationshipFact
from graph.schema import load_schema
from loaders import exported
from loaders.export_neo4j import export_neo4j_admin
from loaders.writing import Content, Written, replacing


def export_folder(content: Content, path: Path) -> Written:
    """Writes the canonical folder; it stands whole or not at all. LoadError where something else is in the way."""
    with replacing(path, exported.MANIFEST) as folder:
        nodes = _write(
            folder, content.nodes(), lambda fact: (exported.node_file(fact.label), exported.node_columns(fact.label))
        )
        relationships = _write(
            folder,
            content.relationships(),
            lambda fact: (exported.relationship_file(fact.type), exported.relationship_columns(fact.type)),
        )
        manifest = {
            "product": "qianxian",
            "layout": exported.VERSION,
            "schema": load_schema().version,
            "revision": content.marker.revision,
            "digest": content.digest,
            "files": dict(sorted({**nodes, **relationships}.items())),
        }
        (folder / exported.MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", "utf-8")
    return Written(path, sum(nodes.values()), sum(relationships.values()))


def _write(folder: Path, facts: Iterable[Any], place: Callable[[Any], tuple[str, list[str]]]) -> Counter[str]:
    """Each fact as a row of the file of its type; how many rows each file got."""
    counted: Counter[str] = Counter()
    with ExitStack() as open_files:
        writers: dict[str, tuple[Any, list[str]]] = {}
        for fact in facts:
            name, columns = place(fact)
            if name not in writers:
                file = folder / name
                file.parent.mkdir(parents=True, exist_ok=True)
                stream = open_files.enter_context(file.open("w", encoding="utf-8", newline=""))
                writers[name] = csv.writer(stream, lineterminator="\n"), columns
                writers[name][0].writerow(columns)
            writer, columns = writers[name]
            values = {"start": getattr(fact, "start", ""), "end": getattr(fact, "end", ""), **fact.properties}
            writer.writerow([cell(values.get(column)) for column in columns])
            counted[name] += 1
    return counted


def cell(value: object) -> str:
    """A value as a cell: lists as JSON, whole numbers without and others with a point, nothing for what is absent."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return json.dumps(list(value), ensure_ascii=False)
    return repr(value) if isinstance(value, float) else str(value)


def export_json(content: Content, path: Path) -> Written:
    """One JSON document: {"nodes": [{"id", "label", "properties"}], "relationships": [{"type", "start", "end", …}]}."""
    counted = Counter[str]()
    with path.open("w", encoding="utf-8") as stream:
        stream.write('{"nodes": [')
        _write_items(stream.write, (_node_json(fact) for fact in content.nodes()), counted, "nodes")
        stream.write('],\n"relationships": [')
        _write_items(stream.write, (_relationship_json(f) for f in content.relationships()), counted, "relationships")
        stream.write("]}\n")
    return Written(path, counted["nodes"], counted["relationships"])


def _write_items(
    write: Callable[[str], int], items: Iterator[dict[str, Any]], counted: Counter[str], name: str
) -> None:
    for item in items:
        write(",\n" if counted[name] else "\n")
        write(json.dumps(item, ensure_ascii=False))
        counted[name] += 1


def _node_json(fact: NodeFact) -> dict[str, Any]:
    properties = {name: value for name, value in fact.properties.items() if name != "id"}
    return {"id": fact.id, "label": fact.label, "properties": properties}


def _relationship_json(fact: RelationshipFact) -> dict[str, Any]:
    return {"type": fact.type, "start": fact.start, "end": fact.end, "properties": fact.properties}


def export_networkx(content: Content, path: Path, kind: str) -> Written:
    """GraphML or GEXF by networkx: lists become text parted by `; `, and what has decimals once has them always.

    GEXF means something of its own by start, end and type, so those are start_date, end_date and relationship there.
    """
    import networkx

    multigraph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    renamed = {"start": "start_date", "end": "end_date", "type": "relationship"} if kind == "gexf" else {}
    for fact in content.nodes():
        given = {**fact.properties, "type": fact.label, "label": fact.properties.get("name", fact.id)}
        multigraph.add_node(fact.id, **_flat(given, renamed))
    for tie in content.relationships():
        multigraph.add_edge(tie.start, tie.end, key=tie.key, **_flat({**tie.properties, "type": tie.type}, renamed))
    writer = networkx.write_graphml if kind == "graphml" else networkx.write_gexf
    writer(multigraph, path)
    return Written(path, multigraph.number_of_nodes(), multigraph.number_of_edges())


def _flat(properties: Mapping[str, Any], renamed: Mapping[str, str]) -> dict[str, str | int | float | bool]:
    flat: dict[str, str | int | float | bool] = {}
    for name, value in properties.items():
        if name in {"id", "key"}:
            continue
        as_text = isinstance(value, list)
        plain = "; ".join(map(str, value)) if as_text else float(value) if name in _with_decimals() else value
        flat[renamed.get(name, name)] = plain
    return flat


@cache
def _with_decimals() -> set[str]:
    """The properties of type number in any node type."""
    types = load_schema().nodes.values()
    return {each.name for node in types for each in node.properties.values() if each.type == "number"}


FORMATS: dict[str, Callable[[Content, Path], Written]] = {
    "folder": export_folder,
    "json": export_json,
    "neo4j-admin": export_neo4j_admin,
    "graphml": lambda content, path: export_networkx(content, path, "graphml"),
    "gexf": lambda content, path: export_networkx(content, path, "gexf"),
}


def export(content: Content, path: Path, kind: str = "folder") -> Written:
    """Writes everything in one of the formats; LoadError where the format is unknown or the path cannot be written."""
    if kind not in FORMATS:
        raise LoadError("loaders.export_format", format=kind, known=" · ".join(FORMATS))
    try:
        return FORMATS[kind](content, path)
    except OSError as error:
        raise LoadError("loaders.export_failed", path=path, reason=error.strerror or str(error)) from error
