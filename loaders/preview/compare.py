"""Claims of a file beside those in force: which rows are new or changed, and what their cells were before."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from pydantic import TypeAdapter
from sqlalchemy import Connection

from graph.ledger.stated import names
from graph.progress import Progress, Steps
from loaders.office.rows import Sheet
from loaders.preview.marks import position_behind
from loaders.preview.model import Mark
from loaders.preview.store import written, written_note

_BATCH = 1_000
_MARKS = TypeAdapter(dict[int, Mark])
_DIFFERING = """
SELECT c.line, c.made_by, c.subject, c.again, c.identity, c.end, c.statement FROM claim c
LEFT JOIN held h ON h.content = c.content WHERE c.line > 0 AND h.content IS NULL ORDER BY c.rowid
"""
_HELD = "SELECT end, statement, origin FROM held WHERE identity = ?"
_GONE = f"{_HELD} AND NOT EXISTS (SELECT 1 FROM claim c WHERE c.content = held.content AND c.again = 0)"


class _Claim(NamedTuple):
    line: int
    by: str | int
    subject: bool
    again: bool
    identity: bytes
    end: str
    statement: str


class _Old(NamedTuple):
    """A claim in force that one of the file takes the place of."""

    end: str
    statement: str
    origin: str


class Difference(NamedTuple):
    """A property, "since", "until" or "end" ("": not to be told which), and what it was; "" where it was nothing."""

    what: str
    before: str


def compare(
    connection: sqlite3.Connection, held: Connection, sheets: Sequence[Sheet], progress: Progress | None
) -> None:
    """Gives every line its state and marks the cells that say something else than is in force."""
    comparison = _Comparison(connection, held, sheets)
    comparing = Steps(progress, "comparing")
    updates: list[tuple[object, ...]] = []
    claims = map(_Claim._make, connection.execute(_DIFFERING))
    for line, group in groupby(claims, key=itemgetter(0)):
        updates.append((*comparison.line(line, list(group)), line))
        comparing.one()
        if len(updates) == _BATCH:
            _update(connection, updates)
    _update(connection, updates)
    comparing.end()


def _update(connection: sqlite3.Connection, updates: list[tuple[object, ...]]) -> None:
    connection.executemany("UPDATE line SET state = ?, marks = ?, note = ? WHERE id = ?", updates)
    updates.clear()


def meaning(statement: str, end: str) -> tuple[object, ...]:
    """What a claim says, whoever says it and whenever it was seen so."""
    stated = json.loads(statement)
    return end, stated.get("properties"), stated.get("since"), stated.get("until")


class _Comparison:
    def __init__(self, connection: sqlite3.Connection, held: Connection, sheets: Sequence[Sheet]) -> None:
        self._connection = connection
        self._sheets = sheets
        self._first = connection.execute("SELECT 1 FROM held LIMIT 1").fetchone() is None
        self._name = lru_cache(10_000)(lambda record: names(held, [record]).get(record, ""))

    def line(self, line: int, claims: Sequence[_Claim]) -> tuple[str, str, str | None]:
        """State, marks and note of a line, of which some claims are not in force as they stand."""
        query = "SELECT place, cells, state, marks, note FROM line WHERE id = ?"
        place, cells, state, kept, note = self._connection.execute(query, (line,)).fetchone()
        if state == "refused":
            return state, kept, note
        olds = [self._old(claim) for claim in claims]
        if any(claim.subject and not old for claim, old in zip(claims, olds, strict=True)):
            return "new", kept, note
        marks = _MARKS.validate_json(kept)
        texts = {int(at): text for at, text in json.loads(cells).items()}
        changed, told = not all(olds), False
        for claim, old in zip(claims, olds, strict=True):
            for difference in self._differences(claim, old):
                changed = told = True
                at = position_behind(self._sheets[place].fit, claim.by, difference.what, texts)
                if at is None:
                    note = note or written_note(Mark("changed", before=difference.before))
                else:
                    marks[at] = _marked(marks.get(at), difference)
        if changed and not told:
            note = note or written_note(Mark("changed"))
        return ("changed" if changed else "same"), written(marks), note

    def _old(self, claim: _Claim) -> list[_Old]:
        if self._first:
            return []
        query = _HELD if claim.again else _GONE
        return [_Old(*found) for found in self._connection.execute(query, (claim.identity,))]

    def _differences(self, claim: _Claim, olds: Sequence[_Old]) -> Iterator[Difference]:
        if any(meaning(claim.statement, claim.end) == meaning(old.statement, old.end) for old in olds):
            return
        if not olds and isinstance(claim.by, int):
            yield Difference("end", "")
            return
        if len(olds) != 1:
            # A new thing is told by the tie to it; of several olds it cannot be told which one this was.
            if olds:
                yield Difference("", "")
            return
        (old,) = olds
        if claim.end != old.end:
            yield Difference("end", self._name(old.end))
        new, before = _properties(claim.statement), _properties(old.statement)
        wordings = json.loads(old.origin).get("original", {})
        for name in sorted(new.keys() | before.keys()):
            if new.get(name) != before.get(name):
                yield Difference(name, str(wordings.get(name) or _said(before.get(name))))


def _properties(statement: str) -> dict[str, Any]:
    stated = json.loads(statement)
    dates = {name: stated[name] for name in ("since", "until") if stated.get(name)}
    return {**stated.get("properties", {}), **dates}


def _said(value: object) -> str:
    if value is None:
        return ""
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)


def _marked(mark: Mark | None, difference: Difference) -> Mark:
    """A cell that says something new; one that was refused or typed anew stays marked so, with what it was before.

    A tie that takes the place of none is added: what the cell said before stays on file as well.
    """
    before = (mark.before if mark else "") or difference.before
    if mark is not None and mark.kind in ("refused", "mended"):
        return replace(mark, before=before)
    if before or difference.what != "end" or (mark is not None and mark.kind == "changed"):
        return Mark("changed", before=before)
    return Mark("added")
