"""How far something is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import IO


class Meter:
    """Opens what has `size` bytes, and knows how far it was read by whoever opened it last."""

    def __init__(self, open: Callable[[], IO[bytes]], size: int) -> None:
        self.size = size
        self._open = open
        self._stream: IO[bytes] | None = None

    def open(self) -> IO[bytes]:
        """A stream from the beginning."""
        self._stream = self._open()
        return self._stream

    @property
    def position(self) -> int | None:
        """The bytes read so far; None where nothing is being read."""
        return None if self._stream is None or self._stream.closed else self._stream.tell()


class Expected:
    """How many rows there will be in all, by how many of the bytes the rows so far took; None where that is not known.

    `meters` are those of the sheets, which are read one after the other.
    """

    def __init__(self, meters: Iterable[Meter | None]) -> None:
        given = dict.fromkeys(meters)
        self._meters = [] if None in given else [meter for meter in given if meter]
        self._size = sum(meter.size for meter in self._meters)
        self._read = 0

    def __call__(self, rows: int) -> int | None:
        """After so many rows."""
        before = 0
        for meter in self._meters:
            if (position := meter.position) is not None:
                # A sheet with several tables is read several times, each time a little further.
                self._read = max(self._read, min(before + position, self._size))
            before += meter.size
        return round(rows * self._size / self._read) if self._read and rows else None
