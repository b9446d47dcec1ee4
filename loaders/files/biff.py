"""The records of xls workbooks (BIFF8, Excel 97 to 2003 and WPS), as MS-XLS describes them."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

BOF, END, CONTINUE = 0x809, 0x0A, 0x3C
_WIDE, _PHONETIC, _RICH = 0x1, 0x4, 0x8


class Record(NamedTuple):
    """A record: its kind, its bytes, and those of the records that continue it."""

    kind: int
    body: bytes
    more: tuple[bytes, ...] = ()


def records(data: bytes, at: int) -> Iterator[Record]:
    """The records from a place in the workbook's stream to the end of the part that begins there.

    struct.error or ValueError where no part begins there or where it does not end.
    """
    depth = 0
    while True:
        kind, body, at = _record(data, at)
        more = []
        while data[at : at + 2] == b"\x3c\0":
            _, continued, at = _record(data, at)
            more.append(continued)
        depth += (kind == BOF) - (kind == END)
        if depth == 0:
            if kind != END:
                raise ValueError(kind)
            return
        if depth == 1:  # charts on a sheet are parts within it
            yield Record(kind, body, tuple(more))


def _record(data: bytes, at: int) -> tuple[int, bytes, int]:
    kind, length = struct.unpack_from("<HH", data, at)
    end = at + 4 + length
    if end > len(data):
        raise ValueError(end)
    return kind, data[at + 4 : end], end


class Segments:
    """Bytes that run on over the records which continue them; struct.error past their end."""

    def __init__(self, record: Record, at: int = 0) -> None:
        self._segments = [record.body, *record.more]
        self._index, self._at = 0, at

    @property
    def done(self) -> bool:
        """Whether all was read."""
        self._step()
        return self._index >= len(self._segments)

    def _step(self) -> None:
        while self._index < len(self._segments) and self._at >= len(self._segments[self._index]):
            self._index, self._at = self._index + 1, 0

    def take(self, count: int) -> bytes:
        """The next bytes, fewer where a segment ends before."""
        self._step()
        if count and self.done:
            raise struct.error
        taken = self._segments[self._index][self._at : self._at + count] if count else b""
        self._at += len(taken)
        return taken

    def number(self, form: str) -> int:
        """A number of one format character; it never runs over a segment's end."""
        size = struct.calcsize(form)
        (number,) = struct.unpack(form, self.take(size))
        return int(number)

    def skip(self, count: int) -> None:
        """Leaves bytes out."""
        while count > 0:
            count -= len(self.take(count))

    def text(self, length: int, most: int) -> str:
        """A text of so many characters with what goes before and after it; no more than `most` of them are kept.

        Where it runs over a segment's end, the next begins with a byte that says how wide its characters are.
        """
        flags = self.number("<B")
        runs = self.number("<H") if flags & _RICH else 0
        phonetic = self.number("<I") if flags & _PHONETIC else 0
        pieces: list[str] = []
        while length > 0:
            width = 2 if flags & _WIDE else 1
            taken = self.take(length * width)
            length -= len(taken) // width
            pieces.append(taken.decode("utf-16-le" if width == 2 else "latin-1", "surrogatepass"))
            if length > 0:
                self._step()
                flags = self.number("<B")
        self.skip(4 * runs + phonetic)
        return "".join(pieces)[:most]
