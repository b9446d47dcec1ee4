"""Columns set by hand: which column of a table is read as what, kept among the mappings of a workspace."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass
from pathlib import Path

from graph.errors import LoadError
from graph.folding import fold
from graph.schema import Text
from loaders.headers import Column, Table
from loaders.headers.places import letters
from loaders.office.adapted import Adapted, Wordings, adapt
from loaders.office.adapted_yaml import as_yaml
from loaders.office.catalogue import OWN, Catalogue, bundled
from loaders.office.fitting import fit_of
from loaders.office.mapping import Mapping, Reads

UNREAD = "unread"
_NAME = re.compile(r"\w[\w（）()·-]{0,59}")


@dataclass(frozen=True)
class Offer:
    """Something that a column may be read as; `required` where no table of this kind does without."""

    name: str
    title: Text
    reads: Reads
    required: bool


@dataclass(frozen=True)
class Custom:
    """A layout set by hand: as it is kept, and the whole mapping that it makes."""

    adapted: Adapted
    mapping: Mapping


def origin(mapping: Mapping, catalogue: Catalogue) -> Mapping:
    """The mapping that one adapts, or the one itself: all that its columns could be read as."""
    if mapping.adapts is None:
        return mapping
    return (bundled() if mapping.adapts == mapping.name else catalogue).named(mapping.adapts)


def offers(mapping: Mapping) -> list[Offer]:
    """What the columns of a table may be read as, in the order of the mapping's template, then of its columns."""
    names = dict.fromkeys([*mapping.template, *mapping.columns])
    return [Offer(name, mapping.titled(name), mapping.columns[name].reads, name in mapping.required) for name in names]


def custom(
    table: Table,
    choice: MappingOf[int, str],
    *,
    name: str,
    base: Mapping | None = None,
    title: Text | None = None,
    catalogue: Catalogue | None = None,
) -> Custom:
    """The mapping `name` by which the table is read as the choice says: position of a column → its name, or "unread".

    Columns that are not chosen are read as `base` reads them. Without a base it is the mapping that has all the columns
    chosen and fits best. LoadError says what is not possible: columns missing that the kind of roster needs, a column
    chosen twice, one without a header or not to be told from another by it, one of contact details.
    """
    catalogue = catalogue or bundled()
    _check_columns(table, choice)
    base = base or _base(table, choice, catalogue)
    whole = origin(base, catalogue)
    named = {**_read_by(table, base), **choice}
    _check_names(table, named, whole)
    columns = {named[each.position]: each for each in _chosen(table, named)}
    adapted = adapted_to(table, columns, whole, name=name, title=title or whole.title)
    mapping = adapt(adapted, whole)
    _check_fit(table, named, mapping)
    return Custom(adapted, mapping)


def save(adapted: Adapted, home: Path, *, replace: bool = False) -> Path:
    """Keeps a layout among the mappings of a workspace, from then on chosen for its like; returns the file.

    LoadError for a name that no file can have or that a bundled mapping has, and where one of the name is there
    already unless it is to `replace` it.
    """
    path = path_of(adapted.name, home)
    if path.exists() and not replace:
        raise LoadError("office.mapping_name_taken", name=adapted.name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_name(f".{path.name}.new")
        new.write_text(as_yaml(adapted), "utf-8")
        new.replace(path)
    except OSError as error:
        raise LoadError("loaders.export_failed", path=path, reason=error.strerror or "") from error
    return path


def check_name(name: str) -> None:
    """LoadError for a name that no file can have or that a bundled mapping has."""
    if not _NAME.fullmatch(name):
        raise LoadError("office.mapping_name", name=name)
    if any(name == each.name for each in bundled().mappings):
        raise LoadError("office.mapping_name_taken", name=name)


def name_like(text: str) -> str:
    """A name that a layout may have, as near to a text as can be."""
    return "_".join(re.findall(r"[\w（）()·-]+", text)).lstrip("（）()·-")[:60]


def path_of(name: str, home: Path) -> Path:
    """Where a workspace keeps the mapping of that name."""
    check_name(name)
    return home / OWN / f"{name}.yaml"


def forget(name: str, home: Path) -> None:
    """Takes a mapping out of those of a workspace."""
    path_of(name, home).unlink(missing_ok=True)


def adapted_to(table: Table, columns: MappingOf[str, Column], base: Mapping, *, name: str, title: Text) -> Adapted:
    """The layout of a table of which these columns, by the base's names, are read and no others."""
    read = {header_of(column, table) for column in columns.values()}
    others = [header_of(each, table) for each in table.columns if each.path and each not in columns.values()]
    return Adapted(
        name=name,
        title=title,
        adapts=base.name,
        columns={named: wordings_of(column, table) for named, column in columns.items()},
        unread=[header for header in dict.fromkeys(others) if header not in read],
    )


def wordings_of(column: Column, table: Table) -> Wordings:
    """What tells a column by its header: its lowest text, with the one above where another has the same lowest."""
    leaf = column.path[-1]
    if len(column.path) > 1 and _times(leaf, table) > 1:
        return Wordings(below={column.path[-2]: [leaf]})
    return Wordings(wordings=[leaf])


def header_of(column: Column, table: Table) -> str:
    """The header as a mapping's `unread` has it: its lowest text, or the whole where another has the same lowest."""
    return column.path[-1] if _times(column.path[-1], table) == 1 else column.name


def _times(leaf: str, table: Table) -> int:
    return Counter(fold(column.path[-1]) for column in table.columns if column.path)[fold(leaf)]


def _chosen(table: Table, named: MappingOf[int, str]) -> list[Column]:
    return [column for column in table.columns if named.get(column.position, UNREAD) != UNREAD]


def _read_by(table: Table, base: Mapping) -> dict[int, str]:
    fit = fit_of(table, base)
    return {column.position: name for name, column in fit.columns.items()} if fit else {}


def _base(table: Table, choice: MappingOf[int, str], catalogue: Catalogue) -> Mapping:
    """Of the mappings that have all the columns chosen, the one that fits best and needs nothing else."""
    wanted = {name for name in choice.values() if name != UNREAD}
    found: list[tuple[bool, float, Mapping]] = []
    for mapping in catalogue.mappings:
        if mapping.adapts is None and wanted <= mapping.columns.keys():
            fit = fit_of(table, mapping)
            read = wanted.union(fit.columns if fit else ())
            found.append((any(read.issuperset(needed) for needed in mapping.needs), fit.score if fit else 0.0, mapping))
    if not found:
        raise LoadError("office.custom_no_kind", columns=" · ".join(sorted(wanted)))
    return max(found, key=lambda each: each[:2])[2]


def _check_columns(table: Table, choice: MappingOf[int, str]) -> None:
    """Columns that are there, hold no contact details, and have a header of their own."""
    columns = {column.position: column for column in table.columns}
    again = {second.position: second for _, second in table.doubled}
    for position, name in choice.items():
        letter = letters(position)
        if any(column.position == position for column in table.dropped):
            raise LoadError("office.custom_contacts", letter=letter)
        if position not in columns:
            raise LoadError("office.custom_no_column", letter=letter)
        if name != UNREAD and not columns[position].path:
            raise LoadError("office.custom_no_header", letter=letter)
        if name != UNREAD and position in again:
            raise LoadError("office.custom_not_apart", letter=letter, column=columns[position].name)


def _check_names(table: Table, named: MappingOf[int, str], base: Mapping) -> None:
    """Columns that the mapping has, each for one column of the table."""
    seen: dict[str, Column] = {}
    for column in _chosen(table, named):
        name = named[column.position]
        if name not in base.columns:
            raise LoadError("office.no_such_column", column=name, mapping=base.title.zh, known=" · ".join(base.columns))
        if name in seen:
            first, second = letters(seen[name].position), letters(column.position)
            raise LoadError("office.custom_twice", column=base.titled(name), first=first, second=second)
        seen[name] = column


def _check_fit(table: Table, named: MappingOf[int, str], mapping: Mapping) -> None:
    """The mapping reads the table just so."""
    read = _read_by(table, mapping)
    for column in table.columns:
        if column.path and read.get(column.position, UNREAD) != named.get(column.position, UNREAD):
            raise LoadError("office.custom_not_apart", letter=letters(column.position), column=column.name)
