"""Copies of a SQLite ledger."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path


def copy(source: Path, target: Path) -> None:
    """Copies a ledger as it is at one moment, also while others write to it; over what `target` holds, in one go."""
    one, other = sqlite3.connect(source), sqlite3.connect(target)
    try:
        one.backup(other)
    finally:
        one.close()
        other.close()


def keep(file: Path, why: str) -> Path:
    """A copy beside the ledger, named after what it is kept from and when."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    kept = file.with_name(f"{file.stem}.{why}-{stamp}{file.suffix}")
    copy(file, kept)
    return kept
