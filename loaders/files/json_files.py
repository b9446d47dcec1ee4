"""json and json lines: lists of objects."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from itertools import islice

from graph.errors import LoadError, UnreadableFile
from loaders.files.content import Content
from loaders.files.encoding import Encoding, texts
from loaders.files.limits import Limits
from loaders.files.objects import (
    Headers,
    Object,
    Path,
    Record,
    cell,
    is_objects,
    items,
    parse,
    records,
    records_in,
    twice,
)
from loaders.files.sheet import Line, Sheet
from loaders.files.source import Source

_TITLES = frozenset(("标题", "题目", "名称", "title", "name"))
_SAMPLE = 1_000


def read(source: Source, encoding: Encoding, limits: Limits) -> Content:
    """One sheet for each list of objects: a line of the keys, then a line for each innermost object.

    Values beside the lists come first, a line each. UnreadableFile where there is no such list.
    """
    value = _value(source, encoding, limits)
    tables = list(_tables(value))
    if not tables:
        empty = value == [] or (isinstance(value, Object) and any(each == [] for _, each in items(value)))
        raise UnreadableFile("files.no_data" if empty else "files.json_shape", file=source.name)
    context = tuple(Line(number, *made) for number, made in enumerate(_context(value), 1))
    sheets: list[Sheet] = []
    for path, values in tables:
        headers = Headers(records_in(values, path), limits, source.name)

        def lines(home: Path, headers: Headers = headers, values: object = values, path: Path = path) -> Iterator[Line]:
            return headers.lines(home, records_in(values, path), context)

        sheets.extend(Sheet("/".join(home), partial(lines, home)) for home in headers)
    return Content("json", tuple(sheets), encoding.name)


def _value(source: Source, encoding: Encoding, limits: Limits) -> object:
    text = source.held(limits.tree_bytes).decode(encoding.codec)
    try:
        return parse(text)
    except RecursionError as error:
        raise UnreadableFile("files.json_deep", file=source.name) from error
    except json.JSONDecodeError as error:
        raise UnreadableFile("files.json_broken", file=source.name, line=error.lineno) from error


def _tables(value: object) -> Iterator[tuple[Path, object]]:
    if isinstance(value, Object):
        yield from (((key,), each) for key, each in items(value) if is_objects(each))
    elif is_objects(value):
        yield (), value


def _context(value: object) -> Iterator[tuple[tuple[str], dict[int, LoadError]]]:
    """What stands beside the lists: the bare text of a title, 键：值 of the others."""
    if not isinstance(value, Object):
        return
    for key, found in value.items():
        beside = not isinstance(found, Object) and not is_objects(found)
        text = twice(key) if key in value.twice else cell(found) if beside else ""
        if isinstance(text, LoadError):
            yield ("",), {0: text}
        elif text:
            yield (text if key.lower() in _TITLES else f"{key}：{text}",), {}


def are_lines(source: Source, encoding: Encoding, named_so: bool) -> bool:
    """Whether each line is an object by itself: the first is, and there are others or the name says so."""
    try:
        first, *others = islice((text for text in texts(source, encoding) if text.strip()), 2)
        return isinstance(parse(first), Object) and (named_so or bool(others))
    except (ValueError, RecursionError, UnreadableFile):  # all of a json file may stand on one long line
        return named_so


def read_lines(source: Source, encoding: Encoding, limits: Limits) -> Content:
    """json lines, streamed: the keys are those of the first thousand objects.

    UnreadableFile where none of these is an object.
    """

    def found() -> Iterator[Record]:
        return _records(source, encoding)

    sample = list(islice(found(), _SAMPLE))
    if not any(record.row for record in sample):
        raise UnreadableFile("files.json_shape", file=source.name)
    headers = Headers(sample, limits, source.name)

    def lines(home: Path) -> Iterator[Line]:
        return headers.lines(home, found())

    sheets = (Sheet("/".join(home), partial(lines, home), meter=source.meter) for home in headers)
    return Content("jsonl", tuple(sheets), encoding.name)


def _records(source: Source, encoding: Encoding) -> Iterator[Record]:
    for number, text in enumerate(texts(source, encoding), 1):
        if not text.strip():
            continue
        try:
            value = parse(text)
        except (ValueError, RecursionError):
            value = None
        if isinstance(value, Object):
            yield from records(value)
        else:
            yield Record((), {}, LoadError("files.broken_record", line=number))
