"""Where a file's bytes come from: the file itself, or the one file packed in it."""

from __future__ import annotations

import errno
import gzip
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import IO, TypeAlias

from graph.errors import UnreadableFile
from loaders.files.limits import Limits
from loaders.files.meter import Meter

Packed: TypeAlias = IO[bytes] | gzip.GzipFile


@dataclass(frozen=True)
class Source:
    """Bytes that can be read again and again; messages call them `name`, and `meter` tells how far they are read."""

    name: str
    open: Callable[[], IO[bytes]]
    meter: Meter | None = None

    @property
    def suffix(self) -> str:
        """The ending of the name in small letters, with its dot; that before .gz."""
        return PurePath(self.name.lower().removesuffix(".gz")).suffix

    def head(self, length: int) -> bytes:
        """The first bytes."""
        with self.open() as stream:
            return stream.read(length)

    def held(self, most: int) -> bytes:
        """All bytes; UnreadableFile where there are more than `most`."""
        with self.open() as stream:
            held = stream.read(most + 1)
        if len(held) > most:
            raise too_large(self.name, most)
        return held


def too_large(name: str, most: int) -> UnreadableFile:
    """The file is larger than the limit, in bytes."""
    return UnreadableFile("files.too_large", file=name, most=f"{most / 1024 / 1024:,.0f}")


@contextmanager
def guarded(name: str) -> Iterator[None]:
    """Whatever goes wrong inside is an UnreadableFile: damaged bytes make any parser fail in any way."""
    try:
        yield
    except UnreadableFile:
        raise
    except OSError as error:
        if error.errno in {None, errno.EINVAL}:  # of gzip and zip, about what they hold
            raise UnreadableFile("files.damaged", file=name) from error
        raise UnreadableFile("files.cannot_open", file=name, reason=error.strerror or "") from error
    except Exception as error:
        raise UnreadableFile("files.damaged", file=name) from error


def plain(path: Path, limits: Limits) -> Source:
    """The file as it is; UnreadableFile where it is empty or too large."""
    size = path.stat().st_size
    if size == 0:
        raise UnreadableFile("files.empty", file=path.name)
    if size > limits.file_bytes:
        raise too_large(path.name, limits.file_bytes)
    meter = Meter(lambda: path.open("rb"), size)
    return Source(path.name, meter.open, meter)


def gunzipped(packed: Source, limits: Limits) -> Source:
    """What a gz file holds, counted each time while it is inflated; what its end says of its length may be a lie."""

    def opened() -> IO[bytes]:
        file = packed.open()
        stream = gzip.GzipFile(fileobj=file)
        return unpacked(stream, file, lambda count: refuse_bomb(packed.name, count, file.tell(), limits))

    return Source(packed.name, opened, packed.meter)


def refuse_bomb(name: str, inflated: int, packed: int, limits: Limits) -> None:
    """UnreadableFile where so few bytes inflate to so many."""
    if inflated > limits.inflated_bytes or (
        inflated > limits.ratio_from_bytes and inflated > limits.ratio * max(packed, 1)
    ):
        raise UnreadableFile("files.bomb", file=name)


_BLOCK = 1024 * 1024


def unpacked(
    stream: IO[bytes] | gzip.GzipFile, file: IO[bytes], counted: Callable[[int], None] | None = None
) -> IO[bytes]:
    """A stream that closes the file it is unpacked from with itself, and tells how much it has given so far."""
    return io.BufferedReader(_Unpacked(stream, file, counted), _BLOCK)


class _Unpacked(io.RawIOBase):
    def __init__(
        self, stream: IO[bytes] | gzip.GzipFile, file: IO[bytes], counted: Callable[[int], None] | None
    ) -> None:
        self._stream, self._file, self._counted = stream, file, counted
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        block = self._stream.read(len(buffer))
        buffer[: len(block)] = block
        self._count += len(block)
        if self._counted:
            self._counted(self._count)
        return len(block)

    def tell(self) -> int:
        return self._count

    def close(self) -> None:
        self._stream.close()
        self._file.close()
        super().close()
