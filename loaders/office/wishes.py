"""How a person wants a file to be read, where it is not to be read as it tells itself."""

from __future__ import annotations

from dataclasses import dataclass, field

from loaders.office.catalogue import Catalogue, bundled
from loaders.office.corrections import Corrections


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was asked for; the rest is as the file tells.

    `source` is the source that the file speaks for. `mapping` names the only mapping that is tried, of those of the
    `catalogue`. `hidden` has hidden sheets, rows and columns read as well. `corrections` are read instead of what
    stands in the cells.
    """

    source: str | None = None
    mapping: str | None = None
    hidden: bool = False
    corrections: Corrections = field(default_factory=dict)
    catalogue: Catalogue = field(default_factory=bundled)
