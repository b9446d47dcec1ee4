"""What the name in a cell is the name of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from importlib import resources

from graph.errors import LoadError
from graph.folding import fold
from graph.quick_yaml import read_yaml
from loaders.office.entities import Entity, named
from loaders.values.batches import batches_in
from loaders.values.blanks import said
from loaders.values.bodies import body as read_body
from loaders.values.people import person as read_person
from loaders.values.places import level, places
from loaders.values.posts import body_and_post
from loaders.values.words import Reason, shown

_PARTS = re.compile(r"[、；;\n]|(?<=[^\d])[，,](?=[^\d])")
_CHAIN = re.compile(r"\s*(?:—+|–|－|->|→|>|＞|/|／)\s*")
_BRACKETS = re.compile(r"[（(]([^（）()]*)[）)]")
_ALL_BATCHES = re.compile(r"历批|历届|各批")
ALL = "历批"
"""Stands for the number where all batches of a place are meant."""
_WHATEVER_THE_NAME = {"Technology", "Credential", "Achievement", "Platform"}
"""What a column of these holds is one, although its name may sound like a project or a platform (水处理技术)."""
_DIGITS = "〇一二三四五六七八九"


def parts(text: str) -> Iterator[str]:
    """The parts of a cell that lists several things; those inside brackets are left together."""
    depth = 0
    begin = 0
    for at, character in enumerate(text):
        depth += (character in "（(《“") - (character in "）)》”")
        if depth <= 0 and _PARTS.match(character):
            yield text[begin:at].strip()
            begin = at + 1
    yield text[begin:].strip()


def person(text: str, default: str | None = None) -> Entity | None:
    """Somebody's name, what stood beside it as the note."""
    found = read_person(text)
    return Entity("Person", found.name, (fold(found.name),), note=found.note or "", own=True) if found else None


@lru_cache(10_000)
def body(text: str, default: str | None = None) -> Entity | None:
    """An institution, an agency, an enterprise or a platform."""
    found = read_body(text)
    if found is None:
        return None
    label = found.label or default
    if label == "Place":
        return place(text)
    if label is None:
        raise LoadError("office.unknown_kind", value=text)
    kind = {"kind": found.kind} if found.kind and found.label else {}
    return named(label, found.name, properties=kind)


@lru_cache(10_000)
def place(text: str, default: str | None = None) -> Entity | None:
    """The innermost place that the cell names, within the others that it names."""
    entity: Entity | None = None
    for name in places(text):
        known = level(name)
        properties = {"level": known} if known else {}
        entity = named("Place", name, entity, properties)
        if entity.within is not None and known in ("town", "village", "district"):
            entity = Entity("Place", name, (*entity.within.key, *entity.key), properties, within=entity.within)
    return entity


@lru_cache(10_000)
def segment(text: str, default: str | None = None) -> Entity | None:
    """The innermost of the segments that the cell names from the widest inwards (汽车及零部件—稳定杆)."""
    entity: Entity | None = None
    for name in _CHAIN.split(said(text)):
        if name:
            entity = named(default or "Segment", name, entity)
    return entity


def delegation_of(batch: int | str, where: Entity) -> Entity:
    """The delegation of a batch to a place; with 历批 what gathers all of its batches."""
    gathers = batch == ALL
    number = ALL if isinstance(batch, str) else f"第{_in_words(batch)}批"
    properties: dict[str, str | int] = {"kind": "历批汇总"} if gathers else {"kind": "县域团", "batch": batch}
    return Entity("Delegation", f"{number}科技镇长团·{where.name}", (str(batch), *where.key), properties)


def delegation(text: str, default: str | None = None) -> Entity | None:
    """第十二批科技镇长团（高邮市）, 历批科技镇长团（扬州市）, or one that goes by a name of its own."""
    name = said(text)
    if not name:
        return None
    batches: list[int | str] = [ALL] if _ALL_BATCHES.search(name) else list(batches_in(name))
    beside = _BRACKETS.search(name)
    where = maybe_place(beside.group(1) if beside else re.split(r"第|历批|科技镇长团", name)[0])
    if len(batches) == 1 and where is not None:
        return delegation_of(batches[0], where)
    return named("Delegation", name, properties={"kind": "产业团"} if "产业科技镇长团" in name else {})


def group(text: str, default: str | None = None) -> Entity | None:
    """An expert group."""
    name = said(text)
    return named("ExpertGroup", name) if name else None


def work(text: str, default: str | None = None) -> Entity | None:
    """A project, event, agreement, platform … as its name says, else what its column holds."""
    name = said(text)
    if not name:
        return None
    if default in _WHATEVER_THE_NAME:
        return named(default, name)
    label = next((label for label, pattern in _works() if pattern.search(name)), default)
    return named(label or "Project", name)


def party(text: str, default: str | None = None) -> Entity | None:
    """Whoever or whatever is named, of any kind; LoadError where the name does not tell."""
    name = said(text)
    if not name:
        return None
    if "专家组" in name:
        return group(name)
    if "科技镇长团" in name and not any(pattern.search(name) for label, pattern in _works()):
        return delegation(name)
    if (found := read_body(name)) and found.label and not _inner(name):
        return body(name)
    if where := maybe_place(name):
        return where
    label = next((label for label, pattern in _works() if pattern.search(name)), None)
    if label:
        return named(label, name)
    return person(name)


def maybe_place(text: str) -> Entity | None:
    """A place, or None where the text names none."""
    try:
        return place(text)
    except LoadError:
        return None


def _inner(name: str) -> bool:
    """A work named after a body and a place: 江苏大学新能源汽车研究院(江都)."""
    beside = _BRACKETS.search(name)
    return bool(beside) and any(pattern.search(name) for label, pattern in _works() if label != "Platform")


@cache
def _works() -> list[tuple[str, re.Pattern[str]]]:
    text = resources.files("loaders.office").joinpath("works.yaml").read_text("utf-8")
    return [(each["label"], re.compile("|".join(each["patterns"]))) for each in read_yaml(text)]


def _in_words(number: int) -> str:
    """12 → 十二; batches are few."""
    tens, ones = divmod(number, 10)
    if number >= 100:
        return str(number)
    ten = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return ten + (_DIGITS[ones] if ones or not tens else "")


def post(text: str, default: str | None = None) -> Entity | None:
    """The body or place of 样例大学副教授, with the post there as the note."""
    found = body_and_post(text)
    if found.post and not found.body:
        raise LoadError("cells.not_a_body", value=shown(text), reason=Reason("cells.reason.title"))
    where = body(found.body, default) if default else party(found.body)
    return where._replace(note=found.post) if where else None


ONE: dict[str, Callable[[str, str | None], Entity | None]] = {
    "person": person,
    "body": body,
    "place": place,
    "segment": segment,
    "delegation": delegation,
    "group": group,
    "work": work,
    "party": party,
    "post": post,
}
MANY = {"people": "person", "bodies": "body", "works": "work", "segments": "segment", "parties": "party"}
"""Readers of cells that list several → the reader of each part."""
