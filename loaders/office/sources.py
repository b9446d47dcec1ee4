"""Which source a file speaks for, where nobody says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from loaders.headers import Table
from loaders.office.catalogue import mappings
from loaders.office.mapping import Column
from loaders.office.told import labelled

_REVISED = re.compile(
    r"[_\-\s·]*(?:未接受|更正|修订|修改|更新|最终|终稿|定稿|新版?|名册|名单|表)+版?(?:[（(]?\d*[）)]?)$"
)
_HANDED_OUT = re.compile(r"[（(]?模板[）)]?")
_COPY = re.compile(r"[（(]\d+[）)]$|\s*-\s*副本$")
_DRAWN_UP_BY = Column(wordings=["填报单位", "报送单位", "上报单位", "填表单位", "制表单位"])


def source_of(path: Path) -> str:
    """What a file's name tells: without what tells a first list from a corrected one (更正, 修订, 最终版)."""
    stem = path.stem
    while (shorter := _REVISED.sub("", stem)) and shorter != stem:
        stem = shorter
    return stem


def speaks_for(path: Path, tables: Iterable[Table]) -> str:
    """As `source_of`, and for a file that is called as the template is handed out also who drew it up (填报单位).

    Two offices that send the same template back under its own name would correct each other's lists otherwise, and
    their people of one name would be taken for one.
    """
    name = source_of(path)
    if not _is_called_as_handed_out(path.stem):
        return name
    drawn_up = next((found for table in tables if (found := labelled(table, _DRAWN_UP_BY))), None)
    return f"{name}·{drawn_up.value}" if drawn_up else name


def _is_called_as_handed_out(stem: str) -> bool:
    return _bare(stem) in _titles()


@cache
def _titles() -> frozenset[str]:
    return frozenset(_bare(each.title.zh) for each in mappings())


def _bare(stem: str) -> str:
    stem = _COPY.sub("", _HANDED_OUT.sub("", stem)).strip()
    return source_of(Path(f"{stem}.xlsx"))
