"""What a person has on the canvas, as ids: kept in the browser, saved as a view, never read back from elements."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from explorer.layouts import Point

HARD_CAP = 5_000
"""Nodes a canvas takes at most; from COMFORT on it says that it is getting slow."""

COMFORT = 500


@dataclass(frozen=True)
class Scene:
    """Nodes with their places in the order they came; what is new, how far each was expanded, and the filters."""

    places: Mapping[str, Point] = field(default_factory=dict)
    fresh: tuple[str, ...] = ()
    expanded: Mapping[str, int] = field(default_factory=dict)
    off: tuple[str, ...] = ()
    as_of: str | None = None

    @classmethod
    def read(cls, stored: Mapping[str, Any] | None) -> Scene:
        """The scene of a store or a saved view; an empty one where there is nothing or what is there is no scene."""
        if not stored or not isinstance(stored.get("places"), Mapping):
            return cls()
        return cls(
            places={str(id): (float(x), float(y)) for id, (x, y) in stored["places"].items()},
            fresh=tuple(stored.get("fresh", ())),
            expanded={str(id): int(n) for id, n in stored.get("expanded", {}).items()},
            off=tuple(stored.get("off", ())),
            as_of=stored.get("as_of"),
        )

    def stored(self) -> dict[str, Any]:
        """The scene as JSON holds it."""
        return {
            "places": {id: list(point) for id, point in self.places.items()},
            "fresh": list(self.fresh),
            "expanded": dict(self.expanded),
            "off": list(self.off),
            "as_of": self.as_of,
        }

    def moved(self, positions: Mapping[str, Any] | None) -> Scene:
        """The scene with nodes where the person dragged them to."""
        dragged = {id: (float(x), float(y)) for id, (x, y) in (positions or {}).items() if id in self.places}
        return replace(self, places={**self.places, **dragged})

    def without(self, ids: Iterable[str]) -> Scene:
        """Hides nodes."""
        gone = set(ids)
        return replace(
            self,
            places={id: point for id, point in self.places.items() if id not in gone},
            fresh=(),
            expanded={id: n for id, n in self.expanded.items() if id not in gone},
        )

    def only(self, ids: Iterable[str]) -> Scene:
        """Keeps nothing but these nodes."""
        kept = set(ids)
        return self.without(id for id in self.places if id not in kept)

    def unexpanded(self) -> Scene:
        """Forgets how far nodes were expanded."""
        return replace(self, expanded={})

    def toggled(self, label: str) -> Scene:
        """Shows or hides a type of node."""
        off = tuple(each for each in self.off if each != label) if label in self.off else (*self.off, label)
        return replace(self, off=off, fresh=())

    def at(self, as_of: str | None) -> Scene:
        """The scene as of a date; None for any time."""
        return replace(self, as_of=as_of, fresh=())

    def key(self) -> str:
        """A short id made of the content: one scene, one address."""
        content = json.dumps({**self.stored(), "fresh": []}, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()[:12]
