"""Files for the tests that no library writes: parts of a zip changed, ods by hand, xls of single records."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path


def with_part(source: Path, target: Path, part: str, change: Callable[[str], str]) -> Path:
    """A copy of a zip in which the text of one part is another."""
    with zipfile.ZipFile(source) as read, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as write:
        assert part in read.namelist()
        for name in read.namelist():
            data = read.read(name)
            write.writestr(name, change(data.decode()).encode() if name == part else data)
    return target


def replaced(old: str, new: str) -> Callable[[str], str]:
    """A change that must find what it replaces."""

    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new)

    return change


_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def xlsx(path: Path, rows: str, texts: str = "", sheet: str = "xl/worksheets/sheet1.xml") -> Path:
    """An xlsx file with one sheet of these rows and a table of these texts, as XML."""
    content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    kinds = {"worksheet": sheet, "sharedStrings": "xl/sharedStrings.xml"}
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Override PartName="/xl/workbook.xml" '
        f'ContentType="{content_type}"/></Types>',
        "_rels/.rels": _references({"officeDocument": "xl/workbook.xml"}),
        "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_OFFICE}"><sheets><sheet name="一" sheetId="1" '
        'r:id="worksheet"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _references({kind: f"/{part}" for kind, part in kinds.items()}),
        sheet: f"<worksheet {_MAIN}><sheetData>{rows}</sheetData></worksheet>",
        "xl/SharedStrings.xml": f"<sst {_MAIN}>{texts}</sst>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


def _references(targets: dict[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="{kind}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for kind, target in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


_NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
)


def ods(path: Path, tables: str, styles: str = "", manifest: str = "") -> Path:
    """An ods file of these tables, as XML."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMESPACES} '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
        archive.writestr("content.xml", content)
    return path


def ods_cell(text: str, attributes: str = 'office:value-type="string"') -> str:
    paragraphs = "".join(f"<text:p>{line}</text:p>" for line in text.split("\n"))
    return f"<table:table-cell {attributes}>{paragraphs}</table:table-cell>"


def ods_row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


_SECTOR = 512
_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def compound(path: Path, streams: dict[str, bytes]) -> Path:
    """A compound file: a header, the table of sectors, one sector for the directory, then the streams."""
    padded = {name: data.ljust(max(4096, -(-len(data) // _SECTOR) * _SECTOR), b"\0") for name, data in streams.items()}
    sectors = sum(map(len, padded.values())) // _SECTOR + 1
    tables = next(count for count in range(1, 110) if count * _SECTOR // 4 >= count + sectors)
    following = [_TABLE] * tables + [_END]
    entries = [_entry("Root Entry", 5, _END, 0)]
    for name, data in padded.items():
        start, count = len(following), len(data) // _SECTOR
        following += [*range(start + 1, start + count), _END]
        entries.append(_entry(name, 2, start, len(data)))
    header = struct.pack(
        "<8s16xHHHHH6x10I",
        bytes.fromhex("d0cf11e0a1b11ae1"),
        *(0x3E, 3, 0xFFFE, 9, 6),
        *(0, tables, tables, 0, 4096, _END, 0, _END, 0, 0),
    )[:76] + struct.pack(f"<{tables}I", *range(tables))
    table = struct.pack(f"<{len(following)}I", *following).ljust(tables * _SECTOR, b"\xff")
    directory = b"".join(entries).ljust(_SECTOR, b"\0")
    path.write_bytes(header.ljust(_SECTOR, b"\xff") + table + directory + b"".join(padded.values()))
    return path


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le")
    child = 1 if kind == 5 else _FREE
    return struct.pack(
        "<64sHBBIII16x4x16xIQ",
        encoded,
        len(encoded) + 2,
        kind,
        1,
        _FREE,
        2 if name == "Workbook" else _FREE,
        child,
        start,
        size,
    )


def record(kind: int, form: str = "", *values: object) -> bytes:
    """A record of an xls workbook."""
    body = struct.pack("<" + form, *values)
    return struct.pack("<HH", kind, len(body)) + body


def wide(text: str, length: str = "H") -> bytes:
    """A text as xls keeps it, two bytes a character."""
    return struct.pack(f"<{length}B", len(text), 1) + text.encode("utf-16-le")


BIFF_END = record(0x0A)


def begin(kind: int, version: int = 0x0600) -> bytes:
    return record(0x809, "HHHHII", version, kind, 0x0DBB, 0x07CC, 0x41, 0x06)


def xls(path: Path, sheets: dict[str, bytes], shared: Iterable[bytes] = (), formats: Iterable[str] = ()) -> Path:
    """An xls workbook of sheets given by their records; style n (from 1) has the nth number format.

    A sheet whose name begins with # is hidden.
    """
    head = begin(0x5) + b"".join(shared)
    for number, text in enumerate(formats):
        head += record(0x41E, f"H{len(wide(text))}s", 164 + number, wide(text))
    for number in range(-1, len(list(formats))):
        head += record(0xE0, "HHHH12x", 0, 164 + number if number >= 0 else 0, 0, 0)
    entries = {name: wide(name.lstrip("#"), "B") for name in sheets}
    at = len(head) + sum(10 + len(entry) for entry in entries.values()) + len(BIFF_END)
    tail = b""
    for name, entry in entries.items():
        head += record(0x85, f"IBB{len(entry)}s", at + len(tail), name.startswith("#"), 0, entry)
        tail += begin(0x10) + sheets[name] + BIFF_END
    return compound(path, {"Workbook": head + BIFF_END + tail})
