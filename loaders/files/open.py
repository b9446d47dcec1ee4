"""Opening a file of whatever format: told by what it holds, not by its name."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from graph.errors import LoadError, UnreadableFile
from loaders.files import archive, delimited, json_files
from loaders.files.cells import checked
from loaders.files.content import Content
from loaders.files.encoding import encoding_of, is_binary
from loaders.files.limits import LIMITS, Limits
from loaders.files.sheet import Line, OfficeFile, Sheet
from loaders.files.source import Source, guarded, gunzipped, plain

_HEAD = 64 * 1024
_GZ = b"\x1f\x8b"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
_OTHERS = {
    b"%PDF": "PDF",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7z",
    b"{\\rtf": "RTF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
}
_MARKUP = re.compile(
    r"\s*(<!--|<(!doctype|\?xml|html|head|meta|body|table|div|style|script)\b|MIME-Version:)", re.IGNORECASE
)
_JSON = re.compile(r'\s*[\[{]\s*["{\[]')
_JSON_BY_NAME = re.compile(r'\s*(["{\[]|-?[0-9]|true|false|null|NaN|-?Infinity)')
_LINES_SUFFIXES = frozenset((".jsonl", ".ndjson"))
_JSON_SUFFIXES = _LINES_SUFFIXES | {".json"}
_OWN_SUFFIXES = {
    "xlsx": frozenset((".xlsx", ".xlsm", ".xltx", ".xltm", ".et")),
    "xls": frozenset((".xls", ".xlt", ".et", ".ett")),
    "ods": frozenset((".ods", ".ots")),
    "docx": frozenset((".docx", ".docm", ".dotx")),
    "csv": frozenset((".csv", ".txt", ".tsv", ".tab")),
    "tsv": frozenset((".csv", ".txt", ".tsv", ".tab")),
    "json": frozenset((".json",)),
    "jsonl": frozenset((".jsonl", ".ndjson", ".json")),
}
_KNOWN_SUFFIXES = frozenset().union(*_OWN_SUFFIXES.values())


def open_file(path: Path, limits: Limits = LIMITS) -> OfficeFile:
    """The sheets of a file: xlsx, xls, et, ods, docx, csv, tsv, json, json lines, or one of these in a gz or zip.

    UnreadableFile, and nothing else, where it cannot be opened, is none of these, is locked, damaged, beyond the
    limits, or holds no filled cell; so also from the lines of a sheet. Nothing in the file is run or fetched.
    """
    with guarded(path.name):
        source, content = _content(plain(path, limits), limits)
        sheets = (replace(each, lines=partial(_lines, source.name, each, limits)) for each in content.sheets)
        filled = tuple(sheet for sheet in sheets if next(sheet.lines(), None))
        if not filled:
            raise UnreadableFile("files.no_data", file=source.name)
        notes = (*_renamed(source, content.format), *content.notes)
        return OfficeFile(path, source.name, content.format, content.encoding, filled, notes)


def _lines(name: str, sheet: Sheet, limits: Limits) -> Iterator[Line]:
    lines = sheet.lines()
    with guarded(name):
        try:
            yield from checked(lines, name, limits)
        finally:
            # Or a refusal half-way, which remembers where it was raised, would keep the file open with it.
            if isinstance(lines, Generator):
                lines.close()


def _renamed(source: Source, found: str) -> Iterator[LoadError]:
    """A note where the name says that it is something else."""
    if source.suffix in _KNOWN_SUFFIXES - _OWN_SUFFIXES[found]:
        yield LoadError("files.renamed", file=source.name, suffix=source.suffix, format=found)


def _content(source: Source, limits: Limits, may_unpack: bool = True) -> tuple[Source, Content]:
    head = source.head(_HEAD)
    if not head:
        raise UnreadableFile("files.empty", file=source.name)
    if head.startswith(_ZIP):
        archive.verify(source, limits)
        if read := _office_reader(source, limits):
            return source, read(source, limits)
    elif not head.startswith(_GZ):
        return source, _bare_content(source, head, limits)
    if not may_unpack:
        raise UnreadableFile("files.packed_twice", file=source.name)
    inner = archive.only_file(source) if head.startswith(_ZIP) else gunzipped(source, limits)
    return _content(_seekable(inner, limits), limits, may_unpack=False)


def _seekable(source: Source, limits: Limits) -> Source:
    """What is read from end to end may stay packed; other files are held inflated."""
    if not source.head(len(_COMPOUND)).startswith((_COMPOUND, *_ZIP)):
        return source
    held = source.held(limits.held_bytes)
    return Source(source.name, lambda: io.BytesIO(held))


def _office_reader(source: Source, limits: Limits) -> Callable[[Source, Limits], Content] | None:
    """The reader for what a zip is, None where it just packs files; UnreadableFile for other kinds of documents."""
    kind = archive.office_kind(source, limits)
    if kind == "xlsx":
        from loaders.files import xlsx

        return xlsx.read
    if kind == "ods":
        from loaders.files import ods

        return ods.read
    if kind == "docx":
        from loaders.files import docx

        return docx.read
    if kind:
        raise UnreadableFile("files.other_office", file=source.name)
    return None


def _bare_content(source: Source, head: bytes, limits: Limits) -> Content:
    if head.startswith(_COMPOUND):
        from loaders.files import xls

        return xls.read(source, limits)
    other = next((name for start, name in _OTHERS.items() if head.startswith(start)), "")
    if other:
        raise UnreadableFile("files.not_a_table", file=source.name, kind=other)
    if is_binary(head):
        raise UnreadableFile("files.unknown_format", file=source.name)
    encoding = encoding_of(source, limits)
    text = head.decode(encoding.codec, "replace")
    if _MARKUP.match(text):
        raise UnreadableFile("files.web_page", file=source.name)
    if not _JSON.match(text) and not (source.suffix in _JSON_SUFFIXES and _JSON_BY_NAME.match(text)):
        return delimited.read(source, encoding, limits)
    if json_files.are_lines(source, encoding, source.suffix in _LINES_SUFFIXES):
        return json_files.read_lines(source, encoding, limits)
    return json_files.read(source, encoding, limits)
