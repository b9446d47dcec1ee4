"""XML of office files, as a stream of tags without their prefixes; entities were refused before (see archive)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import IO
from xml.etree import ElementTree
from xml.parsers import expat

_BLOCK = 64 * 1024

Attributes = Mapping[str, str]


class _Bare(dict[str, str]):
    """Names of tags without their namespace."""

    def __missing__(self, name: str) -> str:
        self[name] = name.rpartition(" ")[2]
        return self[name]


def feed(
    stream: IO[bytes],
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> Iterator[None]:
    """Reads the XML to its end, calling for each tag and piece of text; stops after each block, to take what is ready.

    Names of tags are bare; attributes of a namespace are `namespace name`. expat.ExpatError where it is not well
    formed. Nothing is kept: memory is flat.
    """
    bare = _Bare()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: start(bare[name], attributes)
    parser.EndElementHandler = end and (lambda name: end(bare[name]))
    parser.CharacterDataHandler = text
    while block := stream.read(_BLOCK):
        parser.Parse(block)
        yield
    parser.Parse(b"", True)
    yield


def tree(markup: bytes) -> ElementTree.Element:
    """The XML as a tree."""
    return ElementTree.fromstring(markup)


def bare(name: str) -> str:
    """The name of a tag or attribute of a tree without its namespace."""
    return name.rpartition("}")[2]


def attribute(element: ElementTree.Element, name: str) -> str:
    """The attribute of that bare name; "" where there is none."""
    return next((value for key, value in element.attrib.items() if bare(key) == name), "")
