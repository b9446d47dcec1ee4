"""Rows of a table that name other rows of it by their number (上级编号): which thing that is, and whether it may be."""

from __future__ import annotations

from graph.errors import LoadError
from graph.folding import fold
from loaders.office.entities import Entity


class References:
    """Told of every row first (`add`), then asked what a number stands for (`find`)."""

    def __init__(self) -> None:
        self._rows: dict[str, tuple[Entity, str]] = {}

    def add(self, number: str, entity: Entity, refers: str) -> None:
        """A row: its number, what it is about, the number that it refers to, if any; the first of a number counts."""
        self._rows.setdefault(fold(number), (entity, fold(refers)))

    def find(self, number: str, refers: str) -> Entity:
        """What a row refers to; LoadError where there is no such row, or where it comes back to the row itself."""
        own, wanted = fold(number), fold(refers)
        if wanted == own:
            raise LoadError("office.own_parent", number=number)
        if wanted not in self._rows:
            raise LoadError("office.no_such_row", number=refers)
        circle, at = [wanted], self._rows[wanted][1]
        while at in self._rows and at not in circle:
            if at == own:
                names = " → ".join(self._rows[each][0].name for each in [own, *circle, own] if each in self._rows)
                raise LoadError("office.circle", circle=names)
            circle.append(at)
            at = self._rows[at][1]
        return self._rows[wanted][0]
