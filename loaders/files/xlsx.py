"""xlsx, as a stream.

The libraries that read it keep no bare date numbers (the false day 60 becomes 28 February 1900), or tell a formula
without a result from an empty cell only in a second reading, and hold whole workbooks in memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from xml.etree.ElementTree import Element

from loaders.files.content import Content
from loaders.files.dates import BUILT_IN
from loaders.files.limits import Limits
from loaders.files.markup import attribute, bare
from loaders.files.merges import uncovered
from loaders.files.package import Package
from loaders.files.sheet import Line, Merge, Sheet
from loaders.files.source import Source
from loaders.files.workbook import Workbook
from loaders.files.xlsx_sheet import Shape, SheetReader, shared_texts


def read(source: Source, limits: Limits) -> Content:
    """The sheets of the workbook. Costs a first reading of each, as merges stand behind its cells."""
    package = Package(source, limits)
    root = package.tree(package.main)
    workbook = Workbook(
        _texts(package, limits),
        _formats(package),
        any(attribute(each, "date1904") in {"1", "true"} for each in _named(root, "workbookPr")),
    )
    targets = package.targets(package.main, "worksheet")
    sheets = (
        _sheet(package.opened(targets[attribute(each, "id")]), each, workbook, limits)
        for each in _named(root, "sheet")
        if attribute(each, "id") in targets
    )
    return Content("xlsx", tuple(sheets))


def _named(root: Element, name: str) -> Iterator[Element]:
    return (each for each in root.iter() if bare(each.tag) == name)


def _sheet(part: Source, entry: Element, workbook: Workbook, limits: Limits) -> Sheet:
    with part.open() as stream:
        shape = Shape(stream, limits)
    return Sheet(
        attribute(entry, "name"),
        partial(_lines, part, workbook, shape.merges, limits),
        tuple(shape.merges),
        attribute(entry, "state") in {"hidden", "veryHidden"},
        frozenset(shape.hidden_lines),
        frozenset(shape.hidden_columns),
        meter=part.meter,
    )


def _lines(part: Source, workbook: Workbook, merges: list[Merge], limits: Limits) -> Iterator[Line]:
    with part.open() as stream:
        yield from uncovered(SheetReader(workbook, limits).lines(stream), merges, limits)


def _texts(package: Package, limits: Limits) -> list[str]:
    for part in package.targets(package.main, "sharedStrings").values():
        with package.opened(part, limits.held_bytes).open() as stream:
            return shared_texts(stream, limits)
    return []


def _formats(package: Package) -> list[str]:
    """The number format of each style."""
    for part in package.targets(package.main, "styles").values():
        root = package.tree(part)
        known = {attribute(each, "numFmtId"): attribute(each, "formatCode") for each in _named(root, "numFmt")}
        built_in = {str(number): text for number, text in BUILT_IN.items()}
        styles = [style for each in _named(root, "cellXfs") for style in each]
        numbers = [attribute(style, "numFmtId") for style in styles]
        return [known.get(number, built_in.get(number, "")) for number in numbers]
    return []
