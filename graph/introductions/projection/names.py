"""Ids of the graph and the numbers that arrays know them by, in order of ids."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray


class Names:
    """Ids in ascending order, each numbered by its place; in one array, which a file can be mapped to."""

    def __init__(self, ids: NDArray[np.bytes_]) -> None:
        self.ids = ids

    @classmethod
    def of(cls, ids: Iterable[str]) -> Names:
        """These ids, sorted; each once."""
        return cls(np.array(sorted(id.encode() for id in ids), dtype=np.bytes_))

    def joined(self, ids: Iterable[str]) -> tuple[Names, NDArray[np.intp]]:
        """These ids and those, and the number that each of these has then."""
        more = Names.of(id for id in ids if self.number(id) is None)
        numbers = np.arange(len(self)) + np.searchsorted(more.ids, self.ids)
        return Names(np.insert(self._wide(more), np.searchsorted(self.ids, more.ids), more.ids)), numbers

    def _wide(self, more: Names) -> NDArray[np.bytes_]:
        return self.ids.astype(np.promote_types(self.ids.dtype, more.ids.dtype))

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, number: int) -> str:
        return bytes(self.ids[number]).decode()

    def number(self, id: str) -> int | None:
        """The number of an id; None where it has none."""
        sought = id.encode()
        # Cut to the width of the array, which numpy would else widen as a whole; what was cut is not found there.
        at = int(np.searchsorted(self.ids, np.array(sought, self.ids.dtype)))
        return at if at < len(self.ids) and bytes(self.ids[at]) == sought else None

    def numbers(self, ids: Iterable[str]) -> list[int]:
        """The numbers of those that have one."""
        return [number for id in ids if (number := self.number(id)) is not None]
