"""Zip files, and the office files that are zips: counted before anything in them is read."""

from __future__ import annotations

import copy
import re
import struct
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from graph.errors import UnreadableFile
from loaders.files.limits import Limits
from loaders.files.meter import Meter
from loaders.files.source import Source, refuse_bomb, unpacked

_BLOCK = 1024 * 1024
_END = b"PK\x05\x06"
_LONGEST_END = 22 + 65_535
_ENCRYPTED = 0x1
_UTF8_NAME = 0x800
_LITTER = re.compile(r"(^|/)(__MACOSX/|\.|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)

_MAIN_TYPES = {
    "xlsx": re.compile(rb"spreadsheetml\.(sheet|template)\.main|ms-excel\.(sheet|template)\.macroEnabled\.main"),
    "docx": re.compile(rb"wordprocessingml\.(document|template)\.main|ms-word\.(document|template)\.macroEnabled"),
}
_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"

# Office XML has no entities, and what declares one wants to be blown up by the parser, or to make it fetch a file.
_ENTITIES = tuple("<!ENTITY".encode(codec) for codec in ("ascii", "utf-16-le", "utf-16-be"))
_LONGEST_ENTITY = max(map(len, _ENTITIES))


def verify(packed: Source, limits: Limits) -> None:
    """UnreadableFile where a zip is a bomb, damaged, locked, or declares XML entities.

    Its list of parts is looked at first; then each part is inflated without being kept, as the list may lie.
    """
    _refuse_long_directory(packed, limits)
    with packed.open() as stream, ZipFile(stream) as archive:
        parts = archive.infolist()
        for part in parts:
            if part.flag_bits & _ENCRYPTED:
                raise UnreadableFile("files.password", file=packed.name)
            if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):  # others inflate by blocks without a limit
                raise UnreadableFile("files.damaged", file=packed.name)
            refuse_bomb(packed.name, part.file_size, part.compress_size, limits)
        refuse_bomb(packed.name, sum(part.file_size for part in parts), limits.inflated_bytes, limits)
        for part in parts:
            _inflate(archive, part, packed.name)


def _refuse_long_directory(packed: Source, limits: Limits) -> None:
    """The list of parts is read as a whole when a zip is opened; one of a gigabyte would be as well."""
    with packed.open() as stream:
        size = stream.seek(0, 2)
        stream.seek(max(0, size - _LONGEST_END))
        tail = stream.read()
    start = tail.rfind(_END)
    if start < 0 or len(tail) < start + 16:
        raise UnreadableFile("files.damaged", file=packed.name)
    (directory,) = struct.unpack_from("<I", tail, start + 12)
    if directory > limits.directory_bytes:
        raise UnreadableFile("files.bomb", file=packed.name)


def _inflate(archive: ZipFile, part: ZipInfo, name: str) -> None:
    """UnreadableFile where the part is not as long as the list says, or declares entities."""
    told = part.file_size
    part = copy.copy(part)
    part.file_size = told + 1  # zipfile stops at the size told, whatever comes after it
    count, end = 0, b""
    with archive.open(part) as stream:
        while block := stream.read(_BLOCK):
            count += len(block)
            block = end + block
            if any(entity in block for entity in _ENTITIES):
                raise UnreadableFile("files.entities", file=name)
            end = block[-_LONGEST_ENTITY:]
    if count != told:
        raise UnreadableFile("files.damaged", file=name)


def parts(packed: Source) -> list[ZipInfo]:
    """The parts of a zip."""
    with packed.open() as stream, ZipFile(stream) as archive:
        return archive.infolist()


def opened_part(packed: Source, name: str, size: int = 0) -> Source:
    """One part, to be streamed; `size` is what the list of parts says, which makes it known how far it is read."""
    meter = Meter(partial(_open, packed, name), size)
    return Source(packed.name, meter.open, meter if size else None)


def _open(packed: Source, name: str) -> IO[bytes]:
    file = packed.open()
    try:
        return unpacked(ZipFile(file).open(name), file)
    except BaseException:
        file.close()
        raise


def only_file(packed: Source) -> Source:
    """The one file in a zip; UnreadableFile where there are none or several."""
    with packed.open() as stream, ZipFile(stream) as archive:
        files = list(_files(archive))
    if len(files) != 1:
        raise UnreadableFile("files.several_in_zip", file=packed.name, count=len(files))
    return Source(f"{packed.name}/{_name(files[0])}", partial(_open, packed, files[0].filename), packed.meter)


def office_kind(packed: Source, limits: Limits) -> str:
    """xlsx, docx or ods; "other" for what other office programs write, "" for a zip of files."""
    names = {part.filename for part in parts(packed)}
    if "[Content_Types].xml" in names:
        types = opened_part(packed, "[Content_Types].xml").held(limits.tree_bytes)
        return next((kind for kind, main in _MAIN_TYPES.items() if main.search(types)), "other")
    if "mimetype" in names:
        mimetype = opened_part(packed, "mimetype").head(len(_ODS_TYPE))
        return "ods" if mimetype == _ODS_TYPE else "other"
    return ""


def _files(archive: ZipFile) -> Iterator[ZipInfo]:
    return (each for each in archive.infolist() if not each.is_dir() and not _LITTER.search(each.filename))


def _name(file: ZipInfo) -> str:
    """The file's own name; Windows packs Chinese names as GBK without saying so."""
    name = file.filename
    if not file.flag_bits & _UTF8_NAME:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("gb18030")
    return name.rpartition("/")[2]
