"""The keys of all ties on a day, by the very rules of `evidence` and `ties`, for millions at once."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.introductions.activity import UNKNOWN, counting
from graph.introductions.dates import YEAR
from graph.introductions.evidence import fading
from graph.introductions.projection.table import DIRECT, Table
from graph.introductions.routes import UNIT
from graph.introductions.rules import Rules
from graph.introductions.ties import most_of

PART = 1 << 18
"""Rows that are looked at together."""
NO_TIE = 0
"""The key of a pair without evidence on the day."""


class Keys(NamedTuple):
    """Ties between actors `ones` and `others`, as `routes.tie_key` has them; `NO_TIE` where there is none."""

    ones: NDArray[np.int32]
    others: NDArray[np.int32]
    keys: NDArray[np.int64]


class _Groups(NamedTuple):
    """Rows of one pair, kind and hub: they met there in each of these ways, and only the best of them counts."""

    starts: NDArray[np.intp]
    kinds: NDArray[np.uint8]
    pairs: NDArray[np.intp]
    """The pair of each group, by number."""
    pair_starts: NDArray[np.intp]
    """The first group of each pair."""


def keys_on(
    table: Table,
    shares: NDArray[np.float64],
    rules: Rules,
    day: int,
    *,
    without_kinds: Collection[str] = (),
    without_hubs: Collection[int] = (),
) -> Keys:
    """The keys of every pair of the table on a day (an ordinal), some kinds of tie and some hubs left out.

    `shares` are those of the actors by their activity on that day.
    """
    asked = partial(_keys_of, shares, rules, day, without_kinds, without_hubs)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = list(pool.map(asked, _parts(table)))
    if not found:
        return Keys(table.one, table.other, np.empty(0, np.int64))
    return Keys(*(np.concatenate(columns) for columns in zip(*found, strict=True)))


def _parts(table: Table) -> Iterator[Table]:
    """The table in parts, every pair whole: what is made of one stays small, and several are made at once."""
    begin, rows = 0, len(table.one)
    while begin < rows:
        end = min(begin + PART, rows)
        while end < rows and (table.one[end], table.other[end]) == (table.one[end - 1], table.other[end - 1]):
            end += 1
        columns: list[NDArray[Any]] = [column[begin:end] for column in table]
        yield Table(*columns)
        begin = end


def _keys_of(
    shares: NDArray[np.float64],
    rules: Rules,
    day: int,
    without_kinds: Collection[str],
    without_hubs: Collection[int],
    table: Table,
) -> Keys:
    groups = _groups(table)
    weights = np.maximum.reduceat(_weights(table, rules, day, without_kinds, without_hubs), groups.starts)
    _drop_what_adds_nothing(weights, groups, rules)
    counts = weights >= 0
    totals = np.add.reduceat(np.where(counts, weights, 0.0), groups.pair_starts)
    most = np.array([most_of(rule.cap, rules) for rule in rules.ties.values()])
    limits = np.maximum.reduceat(np.where(counts, most[groups.kinds], 0.0), groups.pair_starts)
    p = np.minimum(rules.evidence.ceiling * (1 - np.exp(-totals)), limits)
    first = groups.starts[groups.pair_starts]
    p = counting(p, shares[table.one[first]], shares[table.other[first]])
    with np.errstate(divide="ignore"):
        keys = 8 * np.rint(-np.log(rules.evidence.attrition * p) * UNIT) + 1
    return Keys(table.one[first], table.other[first], np.where(p > 0, keys, NO_TIE).astype(np.int64))


def _groups(table: Table) -> _Groups:
    changed = (np.diff(table.one) != 0) | (np.diff(table.other) != 0)
    pair_begins = np.concatenate([[True], changed])
    apart = changed | (np.diff(table.kind) != 0) | (np.diff(table.hub) != 0) | (table.hub[1:] == DIRECT)
    starts = np.flatnonzero(np.concatenate([[True], apart]))
    begins = pair_begins[starts]
    return _Groups(starts, table.kind[starts], np.cumsum(begins) - 1, np.flatnonzero(begins))


def _weights(
    table: Table, rules: Rules, day: int, without_kinds: Collection[str], without_hubs: Collection[int]
) -> NDArray[np.float64]:
    """The weight of every row; −1 where it counts for nothing on that day."""
    weights = np.empty(len(table.one))
    ages = np.where(table.last == UNKNOWN, rules.evidence.undated_age, np.maximum(0.0, (day - table.last) / YEAR))
    for number, (kind, rule) in enumerate(rules.ties.items()):
        rows = table.kind == number
        weights[rows] = -1.0 if kind in without_kinds else table.factor[rows] * fading(rule, ages[rows])
    weights[table.begins > day] = -1.0
    if without_hubs:
        weights[np.isin(table.hub, list(without_hubs))] = -1.0
    return weights


def _drop_what_adds_nothing(weights: NDArray[np.float64], groups: _Groups, rules: Rules) -> None:
    """As `ties` does: some kinds add nothing beside others of the same pair."""
    numbers = {kind: number for number, kind in enumerate(rules.ties)}
    for kind, rule in rules.ties.items():
        if not rule.beside:
            continue
        beside = np.isin(groups.kinds, [numbers[each] for each in rule.beside]) & (weights >= 0)
        has = np.zeros(len(groups.pair_starts), bool)
        has[groups.pairs[beside]] = True
        weights[(groups.kinds == numbers[kind]) & has[groups.pairs]] = -1.0
