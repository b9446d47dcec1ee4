"""What is on the canvas as a workbook, with a sheet that says what it leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from explorer.components.legend import summary_lines
from explorer.dates import date_text, date_words
from explorer.i18n import Words
from explorer.picture import Picture
from explorer.state import Scene
from explorer.workbooks import as_xlsx
from graph.schema import Schema


def workbook(picture: Picture, scene: Scene, schema: Schema, data_as_of: str | None, words: Words) -> bytes:
    """Three sheets: nodes, ties (dates in words, sources by id), and what the file says and leaves out."""
    return as_xlsx(
        {
            words("export.nodes"): _node_rows(picture, schema, words),
            words("export.ties"): _tie_rows(picture, schema, words),
            words("export.about"): _about_rows(picture, scene, data_as_of, words),
        }
    )


def _node_rows(picture: Picture, schema: Schema, words: Words) -> Iterable[Sequence[str]]:
    yield [words(key) for key in ("export.id", "list.type", "list.name", "details.note", "details.sources")]
    for node in picture.subgraph.nodes:
        properties = node.properties
        note, sources = str(properties.get("note") or ""), " ".join(properties.get("sources") or ())
        yield [node.id, words.of(schema.node(node.label).label), node.name, note, sources]


def _tie_rows(picture: Picture, schema: Schema, words: Words) -> Iterable[Sequence[str]]:
    keys = ("export.from", "list.type", "export.to", "export.role", "export.dates", "details.sources")
    yield [words(key) for key in keys]
    names = {node.id: node.name for node in picture.subgraph.nodes}
    for tie in picture.subgraph.relationships:
        dates = " · ".join(each.text for each in date_words(words, tie.properties))
        role, sources = str(tie.properties.get("role") or ""), " ".join(tie.properties.get("sources") or ())
        kind = words.of(schema.relationship(tie.type).label)
        yield [names[tie.start], kind, names[tie.end], role, dates, sources]


def _about_rows(picture: Picture, scene: Scene, data_as_of: str | None, words: Words) -> Iterable[Sequence[str]]:
    yield [words("product")]
    yield [words("export.made", date=datetime.now().astimezone().strftime("%Y-%m-%d %H:%M"))]
    yield [words("export.as_of", date=date_text(words, scene.as_of)) if scene.as_of else words("export.any_time")]
    yield [words("export.view", view=scene.key())]
    for line in summary_lines(scene, picture, data_as_of, words):
        yield [line]
    yield [words("export.beyond")]
