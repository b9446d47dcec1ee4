"""Invented people, bodies and ties for every benchmark: one generator, one seed, any size.

An affiliation model: bodies are chosen with probability 1 / rank (so that the first institution of 100,000 people has
more than 10,000 of them) and people have a heavy-tailed number of ties. Nothing here is a real person or firm.
"""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from benchmarks import names_data as parts
from graph.ledger.claims import NodeClaim, RelationshipClaim

SEED = 20200826

SOURCES = ("benchmark",)
"""The source that every row states."""

_SHARES = {
    "Institution": 0.005,
    "Enterprise": 0.15,
    "Project": 0.12,
    "Delegation": 0.005,
    "Segment": 0.002,
    "Event": 0.02,
    "Place": 0.003,
}
"""Bodies of each type for one person."""

_TIES = (
    ("AFFILIATED_WITH", "Institution", 0.34),
    ("WORKED_ON", "Project", 0.22),
    ("FOCUSES_ON", "Segment", 0.14),
    ("MEMBER_OF", "Delegation", 0.1),
    ("SECONDED_TO", "Enterprise", 0.1),
    ("PARTICIPATED_IN", "Event", 0.1),
)
"""What a person is tied to: relationship type, type of the other end, share."""


@dataclass(frozen=True)
class Size:
    """How much to make: `people`, and `relationships` in all, of which one in ten or fewer ties firms to places."""

    people: int
    relationships: int

    def count(self, label: str) -> int:
        """Nodes of a type."""
        return self.people if label == "Person" else max(4, int(self.people * _SHARES[label]))

    @property
    def nodes(self) -> int:
        """Nodes of all types."""
        return self.people + sum(self.count(label) for label in _SHARES)

    @classmethod
    def of_people(cls, people: int) -> Size:
        """The usual five relationships a person."""
        return cls(people, people * 5)

    @classmethod
    def of_names(cls, names: int) -> Size:
        """As many nodes as `names`, with two relationships a person: enough to rank and to hint by."""
        people = int(names / (1 + sum(_SHARES.values())))
        return cls(people, people * 2)


def node_id(label: str, number: int) -> str:
    """The id of the `number`th node of a type: by rank, so number 0 of a body is its largest hub."""
    return f"{label.lower()}-{number}"


def nodes(size: Size) -> Iterator[NodeClaim]:
    """Every node, bodies first."""
    maker = Maker(size)
    for label in (*_SHARES, "Person"):
        for number in range(size.count(label)):
            yield maker.node(label, number)


def relationships(size: Size) -> Iterator[RelationshipClaim]:
    """Every relationship, each pair of ends once a type; exactly `size.relationships` of them."""
    rng = random.Random(SEED + 1)
    located = min(size.count("Enterprise"), size.relationships // 10)
    places = Ranks(size.count("Place"))
    for number in range(located):
        place = node_id("Place", places.draw(rng))
        yield RelationshipClaim("LOCATED_IN", node_id("Enterprise", number), place, sources=SOURCES)
    types = list(accumulate(share for _, _, share in _TIES))
    ranks = {label: Ranks(size.count(label)) for _, label, _ in _TIES}
    for person, ties in enumerate(_tie_counts(size.people, size.relationships - located, rng)):
        taken: set[tuple[str, int]] = set()
        while len(taken) < ties:
            type_, label, _ = _TIES[bisect(types, rng.random() * types[-1])]
            other = ranks[label].draw(rng)
            if (type_, other) not in taken:
                taken.add((type_, other))
                yield _tie(type_, node_id("Person", person), node_id(label, other), rng)


def _tie(type_: str, start: str, end: str, rng: random.Random) -> RelationshipClaim:
    year = rng.randrange(2005, 2025)
    form = rng.random()
    since = until = observed = None
    if form < 0.5:
        since = str(year) if rng.random() < 0.5 else f"{year}-{rng.randrange(1, 13):02}"
    if form < 0.3:
        until = str(year + rng.randrange(1, 4))
    if 0.5 <= form < 0.8:
        observed = f"{year}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"
    role = {"AFFILIATED_WITH": "教师", "MEMBER_OF": "团员", "SECONDED_TO": "副总经理"}.get(type_)
    properties = {"role": role} if role else {}
    return RelationshipClaim(type_, start, end, properties, since, until, observed, SOURCES)


def _tie_counts(people: int, total: int, rng: random.Random) -> list[int]:
    """Ties of each person: Pareto-distributed, at least one, at most 200, with the sum asked for."""
    drawn = [min(200.0, rng.paretovariate(1.3)) for _ in range(people)]
    scale = max(0.0, total - people) / sum(drawn)
    counts = [1 + int(value * scale) for value in drawn]
    for _ in range(total - sum(counts)):
        counts[rng.randrange(people)] += 1
    return counts


class Ranks:
    """Draws a rank from 0 with probability proportional to 1 / (rank + 1)."""

    def __init__(self, count: int, offset: float = 1.0) -> None:
        self._sums = list(accumulate(1 / (rank + offset) for rank in range(count)))

    def draw(self, rng: random.Random) -> int:
        return bisect(self._sums, rng.random() * self._sums[-1])


class Maker:
    """Makes nodes; names repeat as often as real ones do."""

    def __init__(self, size: Size) -> None:
        self._size = size
        self._rng = random.Random(SEED)
        pairs = [(item.rstrip("0123456789"), item) for item in parts.SURNAMES.split()]
        self._surnames = [name for name, _ in pairs]
        self._weights = list(accumulate(int(item[len(name) :]) for name, item in pairs))
        self._given = Ranks(len(parts.GIVEN), 8)

    def node(self, label: str, number: int) -> NodeClaim:
        """The `number`th node of a type."""
        name = self.person() if label == "Person" else self._body(label, number)
        properties: dict[str, str | list[str]] = {"name": name}
        if label == "Person":
            properties["title"] = self._rng.choice(["教授", "副教授", "研究员", "高级工程师", "博士"])
        if label == "Enterprise" and self._rng.random() < 0.3:
            properties["alias"] = [name[:4]]
        return NodeClaim(node_id(label, number), label, properties, SOURCES)

    def person(self) -> str:
        """The next name of a person."""
        surname = self._surnames[bisect(self._weights, self._rng.random() * self._weights[-1])]
        length = 1 if self._rng.random() < 0.12 else 2
        return surname + "".join(parts.GIVEN[self._given.draw(self._rng)] for _ in range(length))

    def _body(self, label: str, number: int) -> str:
        pick = self._rng.choice
        match label:
            case "Institution":
                return pick(parts.CITIES) + pick(parts.SCHOOLS) + (f"第{number}校区" if number > 400 else "")
            case "Enterprise":
                brand = pick(parts.BRANDS) if self._rng.random() < 0.3 else self._brand()
                return pick(parts.CITIES) + brand + pick(parts.TRADES) + pick(parts.FORMS)
            case "Project":
                return self._brand() + pick(parts.TOPICS) + pick(parts.WORKS) + "项目"
            case "Delegation":
                return f"{pick(parts.CITIES)}科技镇长团第{number % 20 + 1}批"
            case "Segment":
                return pick(parts.TOPICS) + (str(number) if number >= len(parts.TOPICS) else "")
            case "Event":
                return f"{self._rng.randrange(2005, 2025)}年{pick(parts.CITIES)}{pick(parts.TOPICS)}对接会"
            case _:
                return pick(parts.CITIES) + self._brand() + "镇"

    def _brand(self) -> str:
        return "".join(parts.GIVEN[self._given.draw(self._rng)] for _ in range(2))
