"""The national lists that come with the product, as far as the names in a cell are told apart by them."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

_FOLDER = Path(__file__).parents[1] / "data" / "national"
_STATED_AS_ZONE = range(71, 80)
"""The last two digits of a county's statistical code where it is a development zone."""
_SUFFIX = re.compile(r"(?:壮族|回族|维吾尔)?自治区$|特别行政区$|[省市县区]$")
_NO_NAMES = frozenset(
    {"市辖区", "县", "城区", "郊区", "矿区", "东区", "西区", "省直辖县级行政区划", "自治区直辖县级行政区划"}
)
_TOWN = re.compile(r".{2,}(?:镇|乡|街道)$")


class Division(NamedTuple):
    """A place of the national list of divisions."""

    name: str
    level: str


@cache
def divisions() -> Mapping[str, Division]:
    """Provinces, cities, counties and the towns of Jiangsu, by full name; of like names the larger place."""
    found: dict[str, Division] = {}
    for division in _divisions():
        found.setdefault(division.name, division)
    return found


@cache
def short_names() -> Mapping[str, tuple[str, ...]]:
    """The full names that a name without 省, 市, 县, 区 may stand for, down to counties, larger places first."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for division in divisions().values():
        short = _SUFFIX.sub("", division.name)
        if division.level not in {"town", "development zone"} and len(short) > 1 and short != division.name:
            found[short][division.name] = None
    return {short: tuple(names) for short, names in found.items()}


@cache
def universities() -> frozenset[str]:
    """The names of the Ministry of Education's list of 2017."""
    return frozenset("".join(row["学校名称"].split()) for row in _rows("universities-moe-2017.csv"))


def _divisions() -> Iterator[Division]:
    for row in _rows("divisions-provinces.csv"):
        yield Division(row["name"], "province")
    for row in _rows("divisions-cities.csv"):
        if row["name"] not in _NO_NAMES:
            yield Division(row["name"], "city")
    for row in _rows("divisions-areas.csv"):
        if row["name"] not in _NO_NAMES:
            yield Division(row["name"], _level_of_county(row["name"], row["code"]))
    for row in _rows("divisions-towns-jiangsu.csv"):
        if _TOWN.match(row["name"]):
            yield Division(row["name"], "town")


def _level_of_county(name: str, code: str) -> str:
    if int(code[-2:]) in _STATED_AS_ZONE:
        return "development zone"
    return {"市": "county-level city", "区": "district"}.get(name[-1], "county")


def _rows(file: str) -> Iterator[dict[str, str]]:
    with (_FOLDER / file).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)
