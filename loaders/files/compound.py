"""Compound files, in which old Office and WPS keep their documents: streams of sectors, as MS-CFB describes them."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

_HEADER = struct.Struct("<30xH16xI4xII4xI")
_ENTRY = struct.Struct("<64sHB49xII4x")
_FIRST_TABLES = struct.Struct("<76x109I")
_LAST_SECTOR = 0xFFFFFFFA
_STREAM, _ROOT = 2, 5
_SMALL_SECTOR = 64


class _Entry(NamedTuple):
    kind: int
    start: int
    size: int


class Compound:
    """The streams of a compound file, held as a whole; any exception where it is damaged, and no endless chain."""

    def __init__(self, data: bytes) -> None:
        shift, directory, self._cutoff, small_table, more = _HEADER.unpack_from(data)
        if shift not in (9, 12):
            raise ValueError(shift)
        self._data, self._size = data, 1 << shift
        self._count = len(data) // self._size + 1
        self._following = self._numbers(islice(self._tables(more), self._count))
        self._entries = dict(_entries(self._joined(directory)))
        self._following_small = self._numbers(self._chain(small_table))
        root = next(entry for entry in self._entries.values() if entry.kind == _ROOT)
        self._small = self._joined(root.start)

    @property
    def names(self) -> frozenset[str]:
        """The names of all streams."""
        return frozenset(name for name, entry in self._entries.items() if entry.kind == _STREAM)

    def stream(self, name: str) -> bytes:
        """All bytes of a stream; KeyError where there is none of that name."""
        entry = self._entries[name]
        if entry.size >= self._cutoff:
            return self._joined(entry.start)[: entry.size]
        sectors = _walk(entry.start, self._following_small, len(self._small) // _SMALL_SECTOR + 1)
        return b"".join(self._small[at * _SMALL_SECTOR : (at + 1) * _SMALL_SECTOR] for at in sectors)[: entry.size]

    def _tables(self, more: int) -> Iterator[int]:
        """The sectors of the table that says which sector follows which; those past 109 stand in a chain."""
        yield from _FIRST_TABLES.unpack_from(self._data)
        while more < _LAST_SECTOR:
            *sectors, more = self._numbers([more])
            yield from sectors

    def _numbers(self, sectors: Iterable[int]) -> tuple[int, ...]:
        joined = b"".join(self._sector(at) for at in sectors if at < _LAST_SECTOR)
        return struct.unpack(f"<{len(joined) // 4}I", joined)

    def _sector(self, at: int) -> bytes:
        sector = self._data[(at + 1) * self._size : (at + 2) * self._size]
        if not sector:
            raise ValueError(at)
        return sector.ljust(self._size, b"\0")

    def _chain(self, at: int) -> Iterator[int]:
        return _walk(at, self._following, self._count)

    def _joined(self, at: int) -> bytes:
        return b"".join(self._sector(sector) for sector in self._chain(at))


def _walk(at: int, following: tuple[int, ...], most: int) -> Iterator[int]:
    for _ in range(most):
        if at >= _LAST_SECTOR:
            return
        yield at
        at = following[at]
    raise ValueError(at)  # a circle


def _entries(directory: bytes) -> Iterator[tuple[str, _Entry]]:
    for name, length, kind, start, size in _ENTRY.iter_unpack(directory):
        if kind in (_STREAM, _ROOT):
            yield name[: max(0, length - 2)].decode("utf-16-le"), _Entry(kind, start, size)
