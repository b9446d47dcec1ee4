"""How right the rules of resolution are on pairs judged by hand.

Of the pairs that the rules make one thing, the share that is one (precision, with its 95 % interval after Wilson); of
the pairs that are one thing, the share made one (recall) and the share that staff is asked about.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from statistics import NormalDist
from typing import Any, NamedTuple

from graph.resolution import Mark, Profile, judge, keys, load_rules
from graph.resolution.marks import mark

FOLDER = Path(__file__).parents[1] / "tests" / "data" / "resolution"
FILES = ("pairs.csv", "held-out.csv")
_LEVEL = "(?:省|自治区|市辖区|市|州|盟|县|区|镇|乡)"
_LEVELS = re.compile(f"^(?:{'|'.join(load_rules().regions)}){_LEVEL}?|.{{2,}}?{_LEVEL}|.{{2,}}")
_PARTS = re.compile("[；;]")
_FIELDS = {
    "Person": {
        "body": ["institution"],
        "field": ["field", "project"],
        "title": ["title"],
        "office": ["title"],
        "group": ["institution"],
    },
    "Platform": {"body": ["institution"]},
}
"""By type, the fields of a mention that say what a tie or a property of a record would say."""


@dataclass(frozen=True)
class Pair:
    """Two mentions, and what a person who read them said: same, different or unsure."""

    id: str
    split: str
    label: str
    first: Mapping[str, str]
    second: Mapping[str, str]
    verdict: str


class Outcome(NamedTuple):
    """How many pairs were judged one by rule and by hand; (right, made one, one by hand, of these asked)."""

    right: int
    made: int
    same: int
    asked: int


def pairs() -> Iterator[Pair]:
    """The judged pairs."""
    for name in FILES:
        with (FOLDER / name).open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                first, second = (json.loads(row[side]) for side in ("first", "second"))
                yield Pair(row["id"], row["split"], row["type"], first, second, row["verdict"])


def profile(label: str, mention: Mapping[str, str], record: str) -> Profile:
    """A mention as a record of a source of its own."""
    marks: defaultdict[str, list[Mark]] = defaultdict(list)
    if found := _places(mention.get("place", ""), mention["name"] if label == "Place" else ""):
        for kind in ("around", "parent") if label == "Place" else ("place",):
            marks[kind].append(mark("place", found[:1], found[1:]))
    for kind, names in _FIELDS.get(label, {}).items():
        marks[kind] += [mark(kind, [text]) for name in names for text in _PARTS.split(mention.get(name, "")) if text]
    if label == "Institution" and mention["source"].startswith("national/universities") and "code" in mention:
        marks["code"].append(mark("code", [mention["code"]]))
    aliases = tuple(mention[name] for name in ("short", "former") if mention.get(name))
    years = [int(year) for year in re.findall(r"(?:19|20)\d\d", mention.get("year", ""))]
    seen = (min(years), max(years)) if years else None
    kept = {kind: tuple(each) for kind, each in marks.items()}
    return Profile(record, label, (mention["name"],), frozenset({record}), aliases, seen, kept)


def _places(text: str, own: str) -> list[str]:
    """江苏省扬州市 as 扬州市, 江苏省: the narrowest first, without the place itself."""
    bare = own == keys("Place", own)
    found = [part for part in _LEVELS.findall(text) if part != own and not (bare and keys("Place", part) == own)]
    return found[::-1]


def decided(pair: Pair) -> str:
    """What the rules say of a pair: same, ask or different."""
    first, second = (profile(pair.label, each, at) for at, each in (("a", pair.first), ("b", pair.second)))
    return judge(first, second).decision


def measured(split: str) -> dict[str, Outcome]:
    """The outcome by type, and of all types together."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for pair in pairs():
        if pair.split == split:
            found = decided(pair)
            for name in (pair.label, "all"):
                counts[name].update(
                    {
                        "right": found == "same" and pair.verdict == "same",
                        "made": found == "same",
                        "same": pair.verdict == "same",
                        "asked": found == "ask" and pair.verdict == "same",
                    }
                )
    return {name: Outcome(*(each[field] for field in Outcome._fields)) for name, each in sorted(counts.items())}


def interval(right: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share, after Wilson (1927)."""
    if not of:
        return 0.0, 1.0
    z = NormalDist().inv_cdf(0.975)
    share, spread = right / of, z * z / of
    middle = (share + spread / 2) / (1 + spread)
    half = z * sqrt(share * (1 - share) / of + spread / (4 * of)) / (1 + spread)
    return middle - half, middle + half


def run() -> dict[str, Any]:
    """The figures of `tune`, with which the rules were made, of `test`, looked into once, and of `held-out`."""
    return {
        split: {label: _figures(each) for label, each in measured(split).items()}
        for split in ("tune", "test", "held-out")
    }


def _figures(found: Outcome) -> dict[str, Any]:
    low, high = interval(found.right, found.made)
    return {
        **found._asdict(),
        "precision": round(found.right / found.made, 4) if found.made else None,
        "interval": [round(low, 4), round(high, 4)],
        "recall": round(found.right / found.same, 4) if found.same else None,
    }
