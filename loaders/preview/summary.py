"""What a load would do as a whole, counted as the ledger would count it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import cast

from graph.errors import QianxianError
from graph.ledger import Ledger
from loaders.office.catalogue import Catalogue
from loaders.office.custom import origin
from loaders.office.reading import OfficeReading
from loaders.office.rows import Sheet
from loaders.preview.compare import meaning
from loaders.preview.model import Before, PreviewColumn, PreviewTable, RowState, Summary, Told, both
from loaders.report import COUNTED, Counts

_NAMED = 20
"""How many of those that would be retired are named."""
_VIEWS = """
CREATE TEMP TABLE fresh AS SELECT content, identity, min(type) AS type, min(end) AS end, min(statement) AS statement
  FROM claim WHERE again = 0 AND content NOT IN (SELECT content FROM held) GROUP BY content, identity;
CREATE TEMP TABLE gone AS SELECT * FROM held WHERE content NOT IN (SELECT content FROM claim WHERE again = 0);
CREATE TEMP TABLE pair AS SELECT f.identity, f.type, f.n AS fresh, g.n AS gone FROM
  (SELECT identity, min(type) AS type, count(*) AS n FROM fresh GROUP BY identity) AS f JOIN
  (SELECT identity, count(*) AS n FROM gone GROUP BY identity) AS g ON g.identity = f.identity;
CREATE INDEX temp.fresh_identity ON fresh (identity);
CREATE INDEX temp.gone_identity ON gone (identity);
"""
_COUNTS = """
SELECT type, 'made', count(*) FROM fresh GROUP BY type
UNION ALL SELECT type, 'changed', sum(min(fresh, gone)) FROM pair GROUP BY type
UNION ALL SELECT type, 'unchanged', count(*) FROM held
  WHERE content IN (SELECT content FROM claim WHERE again = 0) GROUP BY type
UNION ALL SELECT type, 'retired', count(*) FROM gone GROUP BY type
"""


def summarise(
    connection: sqlite3.Connection, ledger: Ledger, reading: OfficeReading, catalogue: Catalogue, *, complete: bool
) -> Summary:
    """The summary of what stands in the file of the preview."""
    connection.executescript(_VIEWS + "BEGIN;")
    refused = reading.refused
    return Summary(
        source=reading.source,
        revision=ledger.revision,
        before=_before(ledger, reading.source),
        tables=tuple(_table(connection, place, sheet, catalogue) for place, sheet in enumerate(reading.sheets)),
        counts=_counts(connection, reading, complete=complete),
        restated=_restated(connection),
        refused=len(refused),
        ignored=tuple(_told(each.error, each.sheet, each.column) for each in reading.ignored),
        retired=tuple(_retired(connection)) if complete else (),
        most=reading.most,
    )


def _counts(connection: sqlite3.Connection, reading: OfficeReading, *, complete: bool) -> dict[str, Counts]:
    found: dict[str, Counts] = {}
    for type, what, count in connection.execute(_COUNTS):
        found.setdefault(type, dict.fromkeys(COUNTED, 0))[what] += count
    for counts in found.values():
        counts["made"] -= counts["changed"]
        counts["retired"] = counts["retired"] - counts["changed"] if complete else 0
    for refusal in reading.refused:
        found.setdefault(refusal.type, dict.fromkeys(COUNTED, 0))["refused"] += 1
    return dict(sorted(found.items()))


def _restated(connection: sqlite3.Connection) -> int:
    """How many of the changed claims say what they said before, under another source or date of it."""
    pairs = connection.execute(
        "SELECT f.statement, f.end, g.statement, g.end FROM pair p JOIN fresh f ON f.identity = p.identity "
        "JOIN gone g ON g.identity = p.identity WHERE p.fresh = 1 AND p.gone = 1"
    )
    return sum(meaning(new, end) == meaning(old, old_end) for new, end, old, old_end in pairs)


def _retired(connection: sqlite3.Connection) -> Iterator[str]:
    """Names of what the source would no longer speak of, people first."""
    rows = connection.execute(
        "SELECT statement FROM gone WHERE end = '' AND type <> 'Source' "
        "AND identity NOT IN (SELECT identity FROM claim) ORDER BY type <> 'Person', start LIMIT ?",
        (_NAMED,),
    )
    for (statement,) in rows:
        yield str(json.loads(statement).get("properties", {}).get("name", ""))


def _before(ledger: Ledger, source: str) -> Before | None:
    found = ledger.latest(source)
    return Before(found.load, found.at, found.title) if found else None


def _table(connection: sqlite3.Connection, place: int, sheet: Sheet, catalogue: Catalogue) -> PreviewTable:
    mapping = sheet.fit.mapping
    # A layout has the file's own headers; what a column is read as is told by the mapping that it adapts.
    whole = origin(mapping, catalogue)
    read = {column.position: name for name, column in sheet.fit.columns.items()}
    columns = []
    for column in sheet.table.columns:
        name = read.get(column.position, "")
        spec = whole.columns.get(name)
        wording = spec.wordings[0] if spec and spec.wordings else name
        columns.append(PreviewColumn(column.position, column.name, name, wording, spec.reads if spec else ""))
    rows = connection.execute("SELECT state, count(*) FROM line WHERE place = ? GROUP BY state", (place,)).fetchall()
    refused = connection.execute("SELECT count(*) FROM line WHERE place = ? AND refused = 1", (place,)).fetchone()[0]
    return PreviewTable(
        sheet.table.sheet,
        mapping.name,
        mapping.title,
        sheet.fit.share,
        tuple(columns),
        {_wording(sheet, name): each.said for name, each in sheet.told.items()},
        tuple(column.name for column in sheet.table.dropped),
        cast(dict[RowState, int], dict(rows)),
        refused,
    )


def _wording(sheet: Sheet, name: str) -> str:
    wordings = sheet.fit.mapping.columns[name].wordings
    return wordings[0] if wordings else name


def _told(error: QianxianError, sheet: str, column: str) -> Told:
    message, hint = both(error)
    return Told(error.code, sheet, column, message, hint)
