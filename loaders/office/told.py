"""What the title, the lines above the header and the sheet's name say for every row of a table."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph.errors import LoadError
from graph.folding import fold
from loaders.headers import Table
from loaders.office.cells import Read, read
from loaders.office.entities import Entity
from loaders.office.mapping import Column, Mapping
from loaders.office.naming import maybe_place
from loaders.values.batches import batches_in
from loaders.values.gazetteer import divisions, short_names
from loaders.values.places import level

_LABELLED = re.compile(r"^\s*([^:：]{1,20})[:：]\s*(.+)$", re.DOTALL)
_CALLED = re.compile(r"([\u4e00-\u9fff]{2,12}?)(?:团|组|片区)?$")
_BRACKETS = re.compile(r"[（(]([^（）()]+)[）)]")
_TITLED = {
    "Event": re.compile(
        r"^(?:关于)?(.{4,40}?)(?:参会|参加|与会|出席|签到|报名|受邀|嘉宾)(?:人员|嘉宾|专家|代表|企业|单位)*"
        r"(?:名单|名册|登记表|签到表|一览表|汇总表|册|表)$"
    ),
    "Credential": re.compile(
        r"[“\"《]([^”\"》]{2,16})[”\"》](计划|工程|人才|项目)?.*(?:入选|人选|选聘|选拔|认定|获评|获奖)"
    ),
}
"""By type, the titles of lists of what has to do with one such thing, and the part that names it."""
_CHAINS = re.compile(r"(?:[省市县区]|重点|十大|^)([\u4e00-\u9fff]{2,10}?)产业链")
_TITLE = -1
_SHORTEST = 2
_SHORT = 12
"""Characters of a name of a sheet or place; a title is longer."""


def told(table: Table, mapping: Mapping, missing: set[str], called: str = "") -> dict[str, Read]:
    """The values of those of the missing columns that may be told above the table, or by what the file is `called`."""
    found: dict[str, Read] = {}
    for name in missing:
        column = mapping.columns[name]
        if column.told and (value := labelled(table, column) or _in_title(table, column, called)):
            found[name] = value
    return found


def labelled(table: Table, column: Column) -> Read | None:
    """`填报日期：2024年3月1日`"""
    wordings = {fold(wording) for wording in column.wordings}
    for text in table.context:
        match = _LABELLED.match(text)
        if match and fold(match.group(1)) in wordings:
            try:
                return read(column, match.group(2), _TITLE, match.group(1))
            except LoadError:
                continue
    return None


def _in_title(table: Table, column: Column, called: str) -> Read | None:
    texts = [*table.context, table.sheet]
    named = _word_in([*texts, called], column)
    if not named and column.label in _TITLED:
        named = _titled([*texts, called], _TITLED[column.label])
    if not named and column.reads == "segment":
        named = _titled(reversed(texts), _CHAINS)
    if named:
        return read(column, named, _TITLE, "")
    if column.reads == "batch":
        batches = {batch for text in texts for batch in batches_in(text)}
        return Read("", _TITLE, batches.pop()) if len(batches) == 1 else None
    if column.reads == "place":
        found = next((found for text in texts if (found := _place_in(text))), None)
        return Read("", _TITLE, entities=(found,)) if found else None
    return None


def _word_in(texts: Iterable[str], column: Column) -> str | None:
    """The longest of the words of a column that a title holds (2023年高新技术企业认定名单)."""
    found = [word for text in texts for word in column.words if len(word) > _SHORTEST and word in fold(text)]
    return max(found, key=len, default=None)


def _titled(texts: Iterable[str], pattern: re.Pattern[str]) -> str | None:
    """What the first title of that form is the title of."""
    match = next((match for text in texts if (match := pattern.search(text))), None)
    return "".join(each for each in match.groups() if each) if match else None


def _place_in(title: str) -> Entity | None:
    """The place in brackets or of a sheet's whole name (仪征团), else that the title begins with (江都区挂职…名册)."""
    beside = _BRACKETS.findall(title)
    for called in [*reversed(beside), *([title] if len(title) <= _SHORT else [])]:
        if level(called) is not None and (found := maybe_place(called)):
            return found
        match = _CALLED.fullmatch(called.strip())
        if match and (name := _division(match.group(1))):
            return maybe_place(name)
    ends = range(min(_SHORT, len(title)), 1, -1)
    begins = next((title[:end] for end in ends if title[:end] in divisions()), None)
    return maybe_place(begins) if begins and not beside else None


def _division(called: str) -> str | None:
    """The full name of a division, called in full or in short (仪征 → 仪征市), where only one is so called."""
    if called in divisions():
        return called
    names = short_names().get(called, ())
    return names[0] if len(names) == 1 else None
