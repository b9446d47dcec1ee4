"""Objects of json as rows: the innermost ones, each with what the objects around it say."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from graph.errors import LoadError, UnreadableFile
from loaders.files.cells import Value, line_of, number_text, truth_text
from loaders.files.limits import Limits
from loaders.files.sheet import Line

Path: TypeAlias = tuple[str, ...]
"""The keys of the lists, from the outermost, in which an object stands."""

JOINT = "；"
_DEEPEST = 30
_KEY_SHOWN = 40


class Column(NamedTuple):
    """A key of the objects of one list; keys of an object inside of one are joined to its own by a stroke."""

    path: Path
    key: str


Row: TypeAlias = dict[Column, Value]


class Record(NamedTuple):
    """A row and the lists it stands in; `fault` says why there is none."""

    path: Path
    row: Row
    fault: LoadError | None = None


class Object(dict[str, object]):
    """An object of json; `twice` are the keys that it has more than once."""

    twice: frozenset[str] = frozenset()


class _NoNumber:
    """NaN and Infinity, which are not json."""


def parse(text: str) -> object:
    """The value; ValueError or RecursionError where it is none. Numbers are the texts that cells get."""
    return _DECODER.decode(text)


def _object(pairs: list[tuple[str, object]]) -> Object:
    made = Object(pairs)
    if len(made) < len(pairs):
        made.twice = frozenset(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
    return made


def _number(text: str) -> object:
    try:
        return number_text(float(text))
    except ValueError:
        return _NoNumber()


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=str, parse_float=_number, parse_constant=lambda text: _NoNumber()
)


def is_objects(value: object) -> bool:
    """Whether it is a list with an object in it."""
    return isinstance(value, list) and any(isinstance(each, Object) for each in value)


def twice(key: str) -> LoadError:
    """Why nothing is taken from a key that an object has more than once."""
    return LoadError("files.key_twice", key=key[:_KEY_SHOWN])


def items(made: Object, depth: int = 0) -> Iterator[tuple[str, object]]:
    """The keys and values of an object, those of the objects in it among them: 单位/名称."""
    for key, value in made.items():
        if key in made.twice:
            yield key, twice(key)
        elif isinstance(value, Object) and depth < _DEEPEST:
            yield from ((f"{key}/{inner}", found) for inner, found in items(value, depth + 1))
        else:
            yield key, value


def records(made: Object, path: Path = (), around: Row | None = None) -> Iterator[Record]:
    """The rows of an object: those of the objects in its lists, which inherit its own values; else itself."""
    row, lists = dict(around or {}), []
    for key, value in items(made):
        if is_objects(value) and len(path) < _DEEPEST:
            lists.append(((*path, key), value))
        elif value != []:
            row[Column(path, key)] = cell(value)
    for inner_path, values in lists:
        yield from records_in(values, inner_path, row)
    if not lists:
        yield Record(path, row)


def records_in(values: object, path: Path, around: Row | None = None) -> Iterator[Record]:
    """The rows of a list of objects; what is no object in it is a row with a fault."""
    for value in values if isinstance(values, list) else ():
        if isinstance(value, Object):
            yield from records(value, path, around)
        else:
            yield Record(path, {}, LoadError("files.no_object"))


def cell(value: object) -> Value:
    """A value as the text of a cell; a list of plain values is joined."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return truth_text(value)
    if isinstance(value, str | LoadError):
        return value
    if isinstance(value, _NoNumber):
        return LoadError("files.no_number")
    if isinstance(value, list) and not any(isinstance(item, list | Object) for item in value):
        texts = [cell(item) for item in value]
        fault = next((text for text in texts if isinstance(text, LoadError)), None)
        return fault or JOINT.join(str(text) for text in texts if text)
    return LoadError("files.nested_cell")


class Header(dict[Column, int]):
    """The columns of a sheet in the order met, with their positions."""

    def learn(self, row: Iterable[Column]) -> None:
        """Adds the columns that are new."""
        for column in row:
            self.setdefault(column, len(self))

    def names(self) -> tuple[str, ...]:
        """The keys; one that an outer list has too is written with the name of its own list: 成果/名称."""
        outermost: dict[str, Path] = {}
        for path, key in self:
            outermost[key] = min(outermost.get(key, path), path, key=len)
        return tuple(key if outermost[key] == path else "/".join((*path[-1:], key)) for path, key in self)

    def line(self, number: int, row: Row, limits: Limits) -> Line:
        """The row as a line; a key that is no column is a fault beside the last one."""
        values = {self[column]: value for column, value in row.items() if column in self}
        unknown = next((column.key for column in row if column not in self), None)
        if unknown is not None:
            values[len(self)] = LoadError("files.late_key", key=unknown[:_KEY_SHOWN])
        return line_of(number, values, limits)


class Headers(dict[Path, Header]):
    """The columns of the sheets that a list of objects makes: one for each of its innermost lists."""

    def __init__(self, records: Iterable[Record], limits: Limits, file: str) -> None:
        super().__init__()
        self._limits = limits
        for path, row, _ in records:
            header = self.setdefault(path, Header())
            header.learn(row)
            if len(header) > limits.columns:
                raise UnreadableFile("files.too_many_columns", file=file, line=1, most=limits.columns)
        self.homes = {path: self._home(path) for path in self}
        for path, home in self.homes.items():
            if path != home:
                self[home].learn(self.pop(path))

    def _home(self, path: Path) -> Path:
        """Where an object goes whose lists are empty: to the first of the lists that others have."""
        return next((other for other in self if other[: len(path)] == path and other != path), path)

    def lines(self, home: Path, records: Iterable[Record], context: tuple[Line, ...] = ()) -> Iterator[Line]:
        """The sheet of one list: the lines of context, the line of its keys, a line for each of its rows."""
        yield from context
        header = self[home]
        number = len(context) + 1
        yield Line(number, header.names())
        for path, row, fault in records:
            if self.homes.get(path, next(iter(self))) == home:
                number += 1
                yield Line(number, ("",), {0: fault}) if fault else header.line(number, row, self._limits)
