"""ods, as a stream.

The one library at hand writes repeated cells out, by the billion where a file says so, and tells neither merges nor
hidden lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from graph.errors import UnreadableFile
from loaders.files import archive
from loaders.files.content import Content
from loaders.files.limits import Limits
from loaders.files.markup import feed
from loaders.files.ods_sheet import ContentReader, Found
from loaders.files.sheet import Line, Sheet
from loaders.files.source import Source

_CONTENT, _MANIFEST = "content.xml", "META-INF/manifest.xml"


def read(source: Source, limits: Limits) -> Content:
    """The sheets of the document, hidden ones too. Costs a first reading, for their names, merges and hidden lines."""
    with archive.opened_part(source, _MANIFEST).open() as stream:
        if b"encryption-data" in stream.read(limits.tree_bytes):
            raise UnreadableFile("files.password", file=source.name)
    part = archive.opened_part(source, _CONTENT)
    reader = ContentReader(source.name, limits)
    with part.open() as stream:
        for _ in feed(stream, reader.start, reader.end, reader.text):
            reader.lines.clear()
    return Content("ods", tuple(_sheet(part, position, found, limits) for position, found in enumerate(reader.found)))


def _sheet(part: Source, position: int, found: Found, limits: Limits) -> Sheet:
    return Sheet(
        found.name,
        partial(_lines, part, position, limits),
        tuple(found.merges),
        found.hidden,
        frozenset(found.hidden_lines),
        frozenset(found.hidden_columns),
    )


def _lines(part: Source, position: int, limits: Limits) -> Iterator[Line]:
    reader = ContentReader(part.name, limits, position)
    with part.open() as stream:
        for _ in feed(stream, reader.start, reader.end, reader.text):
            yield from reader.lines
            reader.lines.clear()
            if len(reader.found) > position + 1:
                return
