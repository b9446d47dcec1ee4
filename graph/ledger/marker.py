"""The marker: the one node that says whose graph this is, of which ledger, and how far it has been brought."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from graph.database import Database

PRODUCT = "qianxian"
MATCH = "MATCH (m:QianxianMarker {id: 'marker'})"


@dataclass(frozen=True, slots=True)
class Marker:
    """What the marker says.

    `state`: "clearing", "filling" (towards `target`, done up to `position`), "filled" or "ready". `moment` is when the
    ledger made the revision, which tells revisions of one number apart after a ledger was put back from a copy.
    """

    ledger: str
    schema_version: int
    revision: int = 0
    target: int = 0
    moment: str = ""
    state: str = "clearing"
    position: str = ""
    product: str = PRODUCT
    id: str = "marker"

    @classmethod
    def read(cls, database: Database) -> Marker | None:
        """The marker of a graph, None where there is none; what another version wrote besides is passed over."""
        found = database.marker()
        if found is None:
            return None
        known: dict[str, Any] = {"ledger": "", "schema_version": 0}
        known |= {name: found[name] for name in _NAMES if name in found}
        return cls(**known)

    def set(self, database: Database, **changed: str | int) -> Marker:
        """Writes the marker with some of it changed."""
        values: dict[str, Any] = dict(changed)
        marker = replace(self, **values)
        database.write(f"MERGE {MATCH.removeprefix('MATCH ')} SET m = $marker", {"marker": asdict(marker)})
        return marker


_NAMES = [field.name for field in fields(Marker)]
