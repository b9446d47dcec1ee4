"""The names in the rosters and in the lists that come with the product."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[3]
ROSTERS = ROOT / "tests" / "data" / "rosters"


@dataclass(frozen=True)
class Folder:
    """A folder of csv files."""

    path: Path

    def column(self, file: str, column: str) -> set[str]:
        """The different texts of a column, wrapped lines joined, without the empty one."""
        with (self.path / file).open(encoding="utf-8", newline="") as lines:
            return {"".join(row[column].split("\n")) for row in csv.DictReader(lines)} - {""}


NATIONAL = Folder(ROOT / "loaders" / "data" / "national")
YANGZHOU = Folder(ROOT / "loaders" / "data" / "yangzhou")


def expected(kind: str) -> set[str]:
    """Every name of a kind that a right load of the good rosters gives."""
    good = json.loads((ROSTERS / "EXPECTED.json").read_text("utf-8"))["good"]
    return {name for file in good.values() for name in file["names"].get(kind, [])}
