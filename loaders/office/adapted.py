"""A mapping told by another one: which of its columns a file has, and by which wordings."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from graph.errors import LoadError
from graph.schema import Text
from loaders.cells import columns as columns_named
from loaders.office.mapping import Mapping, Strict, Thing, Tie, Value


class Wordings(Strict):
    """The headers that a column goes by, or those that it goes by below another."""

    wordings: list[str] = Field(default_factory=list)
    below: dict[str, list[str]] = Field(default_factory=dict)


Short = Annotated[Wordings, BeforeValidator(lambda value: {"wordings": value} if isinstance(value, list) else value)]
"""`name: [专家]` is short for `name: {wordings: [专家]}`."""


class Adapted(Strict):
    """What a file says that adapts a mapping to another layout."""

    name: str
    title: Text
    adapts: str
    """The name of the mapping whose columns, things and ties these are."""
    columns: dict[str, Short]
    unread: list[str] = Field(default_factory=list)


def adapt(adapted: Adapted, base: Mapping) -> Mapping:
    """The whole mapping: what the base makes of the columns that there are.

    Columns that a title may tell stay as the base has them. LoadError where the base has no such column, or where
    columns are missing without which a row is about nothing.
    """
    unknown = next((name for name in adapted.columns if name not in base.columns), None)
    if unknown is not None:
        raise LoadError("office.no_such_column", column=unknown, mapping=base.name, known=" · ".join(base.columns))
    columns = {
        name: column.model_copy(update={**adapted.columns[name].model_dump(), "made": {}})
        if name in adapted.columns
        else column
        for name, column in base.columns.items()
        if name in adapted.columns or column.told
    }
    part = _Part(base, set(columns))
    needs = [needed for needed in base.needs if set(needed) <= set(adapted.columns)]
    subjects = [name for name in base.subjects if name in part.things]
    if not needs or not subjects:
        raise LoadError("office.needs_not_met", mapping=base.title, missing=_missing(base, set(adapted.columns)))
    return Mapping(
        name=adapted.name,
        title=adapted.title,
        adapts=base.name,
        subjects=subjects,
        needs=needs,
        columns=columns,
        template={name: example for name, example in base.template.items() if name in adapted.columns},
        observed=base.observed if base.observed and part.has(base.observed) else None,
        periods=[period for period in base.periods if columns.keys() >= set(period)],
        bodies=[name for name in base.bodies if name in part.things],
        beside=[name for name in base.beside if name in part.things],
        things=part.things,
        ties=[tie for each in base.ties if (tie := part.tie(each))],
        unread=adapted.unread,
    )


def _missing(base: Mapping, chosen: set[str]) -> Text:
    """The columns that are wanted beside those there are: the fewest first."""
    made = {name for subject in base.subjects for name in _made_of(base.things[subject])}
    wanted = [[name for name in (*needed, *made) if name not in chosen] for needed in base.needs]
    fewest = min(filter(None, wanted), key=len, default=[])
    titles = [base.titled(name) for name in dict.fromkeys(fewest)]
    return Text(zh="、".join(each.zh for each in titles), en=", ".join(each.en for each in titles))


def _made_of(thing: Thing) -> list[str]:
    """The columns without which a row does not name or make a thing."""
    if thing.column:
        return [thing.column]
    shortest = min(thing.key, key=len, default=[])
    return [*_outside_brackets(thing.name or ""), *(shortest if len(thing.key) == 1 else [])]


def _outside_brackets(template: str) -> tuple[str, ...]:
    while "[" in template:
        before, _, rest = template.partition("[")
        template = before + rest.partition("]")[2]
    return columns_named(template)


class _Part:
    """What is left of a mapping where it has only some columns."""

    def __init__(self, base: Mapping, columns: set[str]) -> None:
        self._columns = columns
        found = {name: self._thing(thing) for name, thing in base.things.items()}
        kept = {name: thing for name, thing in found.items() if thing is not None}
        self.things = {
            name: thing.model_copy(update={"within": thing.within if thing.within in kept else None})
            for name, thing in kept.items()
            if thing.to is None or thing.to in kept
        }

    def has(self, value: Value) -> bool:
        """True for a fixed value and for that of a column there is."""
        return value.column is None or value.column in self._columns

    def tie(self, tie: Tie) -> Tie | None:
        """A tie as far as there are columns for it; None where an end, or what it depends on, is gone."""
        if not {tie.start, tie.end} <= self.things.keys() or not tie.only.keys() <= self._columns:
            return None
        update: dict[str, Any] = {
            "unless": {name: pattern for name, pattern in tie.unless.items() if name in self._columns},
            "since": self._values(tie.since),
            "until": self._values(tie.until),
            "properties": self._properties(tie.properties),
        }
        return tie.model_copy(update=update)

    def _thing(self, thing: Thing) -> Thing | None:
        named = [thing.column, thing.refers, *(["batch", "place"] if thing.composed else [])]
        keys = [key for key in thing.key if set(key) <= self._columns]
        if not self._all(filter(None, named)) or not self._all(_outside_brackets(thing.name or "")):
            return None
        if thing.key and not keys:
            return None
        return thing.model_copy(update={"key": keys, "properties": self._properties(thing.properties)})

    def _all(self, names: Iterable[str]) -> bool:
        return self._columns.issuperset(names)

    def _properties(self, properties: dict[str, list[Value]]) -> dict[str, list[Value]]:
        kept = {name: self._values(values) for name, values in properties.items()}
        return {name: values for name, values in kept.items() if values}

    def _values(self, values: list[Value]) -> list[Value]:
        return [
            value.model_copy(update={"without": value.without if value.without in self._columns else None})
            for value in itertools.filterfalse(lambda value: not self.has(value), values)
        ]
