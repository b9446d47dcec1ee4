"""Writes docs/reference/model.md from the schema: `python -m graph.reference`, with `--check` only compares."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from graph.pages import write_or_check
from graph.schema import Chain, NodeType, Property, RelationshipType, Schema, Text, load_schema

PATH = Path(__file__).parent.parent / "docs" / "reference" / "model.md"

_INTRODUCTION = """\
# The model

What the graph holds, as `graph/schema/*.yaml` says it. This page is written by `python -m graph.reference`; change the
type files, not this page.

- Every node has the label `Entity` beside its type and a unique `id`. Dates are text as fine as known: `2019`,
  `2019-08`, `2019-08-12`.
- Every relationship has a `key`, unique within its type, made of the type, its ends and the properties named under
  *Told apart by*; "term" means that since and until count as well.
- `since` and `until` are there only where a source states them; `observed` is when a source last shows it true.
- Contact details (telephone, e-mail, identity number, bank account, home address) are refused, by name and by
  pattern.
- **Bold** properties are required, "…" marks a list, *(search)* a property that the search box finds as a name.
"""


def page(schema: Schema) -> str:
    """The whole page as Markdown."""
    parts = [_INTRODUCTION, f"Schema version {schema.version}.", *_contents(schema)]
    shared = _shared(node.properties for node in schema.nodes.values())
    parts += ["## Properties of every node", _properties(shared.values())]
    for chain in schema.chains.values():
        parts += [f"## {_both(chain.label)}", _chain(chain)]
        for node in schema.nodes.values():
            if node.chain == chain.name:
                parts += _node(node, shared)
    parts.append("## 关系 · Relationships")
    shared = _shared(each.properties for each in schema.relationships.values())
    parts += ["### Properties of every relationship", _properties(shared.values())]
    for relationship in schema.relationships.values():
        parts += _relationship(relationship, shared)
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def main(arguments: list[str]) -> int:
    """Writes the page; with `--check` returns 1 where it is not up to date."""
    return write_or_check(PATH, page(load_schema()), arguments)


def _contents(schema: Schema) -> Iterator[str]:
    rows = ["| chain | nodes |", "|---|---|"]
    for chain in schema.chains.values():
        nodes = (f"{node.name} · {node.label.zh}" for node in schema.nodes.values() if node.chain == chain.name)
        rows.append(f"| {_both(chain.label)} | {', '.join(nodes)} |")
    yield "\n".join(rows)


def _shared(several: Iterable[dict[str, Property]]) -> dict[str, Property]:
    """The properties that all of them have, in the words most of them use."""
    everywhere = list(several)
    names = [name for name in everywhere[0] if all(name in each for each in everywhere)]
    return {
        name: max((each[name] for each in everywhere), key=[each[name] for each in everywhere].count) for name in names
    }


def _chain(chain: Chain) -> str:
    return f"Colour `{chain.colour}`, in dark `{chain.colour_dark}`; shape {chain.shape}."


def _node(node: NodeType, shared: dict[str, Property]) -> Iterator[str]:
    yield f"### {node.name} · {node.label.zh}"
    yield f"{node.about.zh}\n\n{node.about.en}"
    if node.actor:
        yield "Can stand inside a route of introduction."
    for name, values in node.containers.items():
        yield f"Only a container where `{name}` is {' or '.join(values)}."
    yield _properties(each for each in node.properties.values() if shared.get(each.name) != each)


def _relationship(relationship: RelationshipType, shared: dict[str, Property]) -> Iterator[str]:
    yield f"### {relationship.name} · {relationship.label.zh}"
    yield f"{relationship.about.zh}\n\n{relationship.about.en}"
    told = [f"`{name}`" for name in relationship.key] + (["term"] if relationship.term else [])
    lines = [f"- Read forward: {_both(relationship.forward)}; backward: {_both(relationship.backward)}"]
    lines += [f"- Told apart by: {', '.join(told) or 'type and ends alone'}"]
    lines += [f"- {starts} → {ends}" for starts, ends in _ends(relationship)]
    yield "\n".join(lines)
    yield _properties(each for each in relationship.properties.values() if shared.get(each.name) != each)


def _ends(relationship: RelationshipType) -> Iterator[tuple[str, str]]:
    """The allowed ends, starts with the same ends together."""
    reached: dict[str, list[str]] = {}
    for start, end in relationship.ends:
        reached.setdefault(start, []).append(end)
    grouped: dict[str, list[str]] = {}
    for start, ends in reached.items():
        grouped.setdefault(", ".join(ends), []).append(start)
    return ((", ".join(starts), ends) for ends, starts in grouped.items())


def _properties(properties: Iterable[Property]) -> str:
    rows = [f"| {' | '.join(_cells(each))} |" for each in properties]
    return "\n".join(["| property | 中文 | English | type | |", "|---|---|---|---|---|", *rows]) if rows else ""


def _cells(each: Property) -> Iterator[str]:
    yield _name(each)
    yield each.label.zh
    yield each.label.en
    yield _type(each)
    yield _both(each.about) if each.about else ""


def _name(each: Property) -> str:
    name = f"**`{each.name}`**" if each.required else f"`{each.name}`"
    return f"{name}{' …' if each.many else ''}{' *(search)*' if each.search else ''}"


def _type(each: Property) -> str:
    if not each.choices:
        return each.type
    words = (text.en if value == text.zh else _both(text) for value, text in each.choices.items())
    return "; ".join(f"`{value}` {word}" for value, word in zip(each.choices, words, strict=True))


def _both(text: Text) -> str:
    return f"{text.zh} · {text.en}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
