"""In which encoding a text file is written: found out over the whole file, and refused where it is none throughout."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from graph.errors import UnreadableFile
from loaders.files.limits import Limits
from loaders.files.source import Source

_BLOCK = 1024 * 1024
_LONGEST_LINE = 2 * 1024 * 1024
"""Characters."""
_HEAD = 64 * 1024
_LATIN = re.compile(r"[\t\n\r -~]")
_CHINESE = re.compile("[\u4e00-\u9fff]")
_STRAY = 1000
"""Lines that read as Chinese in UTF-8 too are chance in a GB18030 file where they are fewer than one in so many."""


_CONTROLS = bytes({*range(1, 32)} - set(b"\t\n\v\f\r\x1a\x1b"))
_FEW, _MANY = 0.02, 0.2
"""Shares. Of Latin characters, in bytes read as UTF-16, with and without an end of a line; of control characters."""


class Encoding(NamedTuple):
    """`codec` reads the file, a byte order mark left out; `name` is what people call it."""

    codec: str
    name: str


UTF8 = Encoding("utf-8-sig", "utf-8")
GB18030 = Encoding("gb18030", "gb18030")
_UTF16 = {
    "mark": Encoding("utf-16", "utf-16"),
    "le": Encoding("utf-16-le", "utf-16"),
    "be": Encoding("utf-16-be", "utf-16"),
}


def encoding_of(source: Source, limits: Limits) -> Encoding:
    """The encoding in which the whole file can be read.

    UnreadableFile with the line where it breaks: bytes of no encoding known, or of two in one file.
    """
    head = source.head(_HEAD)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        order, encoding = ("le" if head.startswith(codecs.BOM_UTF16_LE) else "be"), _UTF16["mark"]
    else:
        order = utf16_order(head)
        encoding = _UTF16[order] if order else UTF8
    if order:
        broken = _broken_line(source, codecs.utf_16_le_decode if order == "le" else codecs.utf_16_be_decode)
    else:
        broken = _broken_line(source, codecs.utf_8_decode)
        if broken and not head.startswith(codecs.BOM_UTF8):
            encoding, broken = GB18030, _not_gb18030(source, limits)
    if broken:
        raise UnreadableFile("files.broken_encoding", file=source.name, line=broken)
    return encoding


def utf16_order(head: bytes) -> str:
    """`le` or `be` where bytes without a mark are UTF-16, else "": its line ends, blanks and digits hold a NUL each."""
    for order in ("le", "be"):
        text = head[: len(head) // 2 * 2].decode(f"utf-16-{order}", "replace")
        latin = len(_LATIN.findall(text))
        if "\0" not in text and latin > len(text) * (_FEW if "\n" in text else _MANY):
            return order
    return ""


def is_binary(head: bytes) -> bool:
    """Whether these are not the first bytes of a text: too many control characters."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or utf16_order(head):
        return False
    nuls = head.count(0)
    others = len(head) - len(head.translate(None, _CONTROLS))
    return nuls > len(head) * _MANY or others > len(head) * _FEW


def _blocks(source: Source) -> Iterator[bytes]:
    with source.open() as stream:
        while block := stream.read(_BLOCK):
            yield block


def _broken_line(source: Source, decode: Callable[[bytes, str, bool], tuple[str, int]]) -> int | None:
    """The line with the first bytes that the decoder does not accept; None where it accepts all."""
    line, rest = 1, b""
    for block in _blocks(source):
        data = rest + block
        try:
            text, used = decode(data, "strict", False)
        except UnicodeDecodeError as error:
            return line + decode(data[: error.start], "replace", True)[0].count("\n")
        line += text.count("\n")
        rest = data[used:]
    return line if rest else None


def _not_gb18030(source: Source, limits: Limits) -> int | None:
    """The line where a file that is no UTF-8 is no GB18030 either, or turns from one of them to the other."""
    first_utf8 = first_other = utf8 = other = 0
    for number, line in enumerate(_lines(source, limits), 1):
        if line.isascii():
            continue
        if _is_chinese_utf8(line):
            utf8 += 1
            first_utf8 = first_utf8 or number
            continue
        other += 1
        first_other = first_other or number
        try:
            line.decode("gb18030")
        except UnicodeDecodeError:
            return max(first_utf8, first_other) if utf8 else number
    return max(first_utf8, first_other) if utf8 * _STRAY > other else None


def _is_chinese_utf8(line: bytes) -> bool:
    try:
        return bool(_CHINESE.search(line.decode("utf-8")))
    except UnicodeDecodeError:
        return False


def _lines(source: Source, limits: Limits) -> Iterator[bytes]:
    rest = b""
    for block in _blocks(source):
        *lines, rest = (rest + block).split(b"\n")
        yield from lines
        if len(rest) > limits.tree_bytes:  # json may be one long line
            raise UnreadableFile("files.long_line", file=source.name)
    yield rest


def texts(source: Source, encoding: Encoding) -> Iterator[str]:
    """The lines with their ends, line feeds and carriage returns; UnreadableFile where one is endless."""
    with source.open() as stream, io.TextIOWrapper(stream, encoding.codec, newline="") as text:
        while line := text.readline(_LONGEST_LINE):
            if len(line) == _LONGEST_LINE:
                raise UnreadableFile("files.long_line", file=source.name)
            yield line
