"""Running a report: read-only on either engine, its columns checked, what is not on file counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cypher.header import Report, Scalar
from cypher.parameters import bound
from graph.database import Database
from graph.errors import ColumnMismatch
from graph.messages import Language

SECONDS = 30.0
ROWS = 10_000


@dataclass(frozen=True, slots=True)
class ReportResult:
    """The answer of a report.

    `as_of` is the day of the latest source in the graph (data as of); `missing` counts by column the rows whose cell is
    empty: not on file, which is not the same as not so. `truncated` where there were more than 10,000 rows.
    """

    report: Report
    parameters: dict[str, Scalar | None]
    as_of: str | None
    rows: list[list[Any]]
    missing: dict[str, int]
    truncated: bool = False

    @property
    def slug(self) -> str:
        """The report's address."""
        return self.report.slug

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return list(self.report.header.columns)

    def headings(self, language: Language) -> list[str]:
        """The columns in words."""
        return [each.label.get(language) for each in self.report.header.columns.values()]

    def cells(self, language: Language) -> list[list[Any]]:
        """The rows as people read them: states in words, lists joined."""
        kinds = list(self.report.header.columns.values())
        return [
            [_cell(kind.states, cell, language) for kind, cell in zip(kinds, row, strict=True)] for row in self.rows
        ]

    def as_json(self, language: Language = "zh") -> dict[str, object]:
        """The document of `--json`."""
        columns = [
            {"name": name, "type": each.type, "label": each.label.get(language)}
            for name, each in self.report.header.columns.items()
        ]
        return {
            "slug": self.slug,
            "as_of": self.as_of,
            "parameters": self.parameters,
            "columns": columns,
            "rows": self.rows,
            "missing": self.missing,
            "truncated": self.truncated,
        }


def run(
    database: Database, report: Report, parameters: Mapping[str, Scalar] | None = None, *, seconds: float = SECONDS
) -> ReportResult:
    """Runs a report with what the person gave.

    Raises ParameterError for what does not fit, ColumnMismatch where the statement returns other columns than its
    header says, StatementTimeout after `seconds`.
    """
    values = bound(report, parameters or {})
    table = database.read_only(report.statement, values, timeout=seconds, limit=ROWS)
    declared = list(report.header.columns)
    # The embedded engine names no columns where there are no rows.
    if table.columns != declared and (table.columns or table.rows):
        raise ColumnMismatch(
            "cypher.columns", slug=report.slug, declared=", ".join(declared), returned=", ".join(table.columns)
        )
    missing = {
        name: count
        for at, name in enumerate(declared)
        if (count := sum(1 for row in table.rows if row[at] is None or row[at] == []))
    }
    return ReportResult(report, values, data_as_of(database), table.rows, missing, table.truncated)


def data_as_of(database: Database) -> str | None:
    """The day of the latest source in the graph; None where no source has one."""
    found = database.read("MATCH (s:Source) WHERE s.date IS NOT NULL RETURN max(s.date) AS latest")
    return found[0]["latest"] if found else None


def _cell(states: Mapping[str, Any], cell: object, language: Language) -> object:
    if isinstance(cell, list):
        return ("、" if language == "zh" else ", ").join(map(str, cell))
    if isinstance(cell, str) and cell in states:
        return states[cell].get(language)
    return cell
