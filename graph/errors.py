"""Every failure a person can meet, as one tree.

    QianxianError
    ├── SettingsError
    ├── DatabaseError
    │   ├── Unavailable
    │   ├── AuthenticationFailed
    │   ├── ReadOnlyViolation
    │   ├── StatementTimeout
    │   ├── ConstraintViolated
    │   ├── NotOurs
    │   └── SchemaTooNew
    ├── SchemaError
    ├── LedgerError
    ├── LoadError
    │   ├── UnreadableFile
    │   ├── UnknownLayout
    │   ├── MappingError
    │   └── RowsRefused
    ├── NotFound
    ├── Ambiguous
    └── ReportError
        ├── HeaderError
        ├── ParameterError
        └── ColumnMismatch

An error carries a stable code and its details; the words for it, in Chinese and English, stand in the
package's `messages.yaml` and are looked up when it is shown.
"""

from __future__ import annotations

from graph.messages import Language, words


class QianxianError(Exception):
    """What went wrong, where, why and what to do about it.

    `code` is stable and names an entry of `messages.yaml`; `details` fill its placeholders; `choices` are offered
    where the person has to pick one (an ambiguous name).
    """

    exit_status = 1

    def __init__(self, code: str, *, choices: list[dict[str, str]] | None = None, **details: object) -> None:
        self.code = code
        self.details = details
        self.choices = choices or []
        super().__init__(code)

    def message(self, language: Language = "zh") -> str:
        """The one sentence that says what and where."""
        return words(self.code, "message", language, self.details)

    def hint(self, language: Language = "zh") -> str:
        """What to do next; empty where there is nothing to add."""
        return words(self.code, "hint", language, self.details)

    def __str__(self) -> str:
        return " ".join(part for part in (self.message(), self.hint()) if part)

    def as_json(self, language: Language = "zh") -> dict[str, object]:
        """The `{"error": …}` document that `--json` prints."""
        return {
            "error": {
                "code": self.code,
                "message": self.message(language),
                "hint": self.hint(language),
                "choices": self.choices,
            }
        }


class SettingsError(QianxianError):
    """A setting is missing, malformed or contradicts another."""


class DatabaseError(QianxianError):
    """The graph database refused or failed; raised by `graph.database` and nowhere else."""


class Unavailable(DatabaseError):
    """No server answers at the address."""


class AuthenticationFailed(DatabaseError):
    """The server does not accept the user or the password."""


class ReadOnlyViolation(DatabaseError):
    """A statement that must only read tried to write or to reach outside."""


class StatementTimeout(DatabaseError):
    """The statement ran longer than its limit and was stopped."""


class ConstraintViolated(DatabaseError):
    """A write would have doubled a key."""


class Busy(DatabaseError):
    """The server could not do it now: another transaction was in the way, or it was short of memory."""


class NotOurs(DatabaseError):
    """The graph holds data of somebody else and carries no marker."""


class SchemaTooNew(DatabaseError):
    """The graph or the ledger was written by a newer version."""


class SchemaError(QianxianError):
    """A type file is wrong, or data does not fit the model."""


class LedgerError(QianxianError):
    """The ledger cannot do what was asked: unknown load, a decision that contradicts another, a second writer."""


class LoadError(QianxianError):
    """A file could not be loaded."""


class UnreadableFile(LoadError):
    """The file cannot be opened or decoded."""


class UnknownLayout(LoadError):
    """No layout or mapping fits the file."""


class MappingError(LoadError):
    """A mapping file is wrong."""


class RowsRefused(LoadError):
    """Rows were refused and `--strict` was asked for."""


class NotFound(QianxianError):
    """No node, load or report of that name."""


class Ambiguous(QianxianError):
    """A name fits several nodes; `choices` lists them."""

    exit_status = 3


class ReportError(QianxianError):
    """A report cannot be read or run."""


class HeaderError(ReportError):
    """The header of a report file is wrong."""


class ParameterError(ReportError):
    """A parameter is missing or of the wrong type."""


class ColumnMismatch(ReportError):
    """A statement returns other columns than its header declares."""
