"""A node's neighbours: counted before anything is fetched, then page by page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from functools import cache
from math import isqrt
from typing import NamedTuple

from graph.database import Database
from graph.schema import load_schema
from graph.subgraph.dates import HELD, UNDATED, condition, parameters
from graph.subgraph.model import Count, Node, Omitted, Relationship, Subgraph
from graph.subgraph.nodes import as_node, as_relationship, node

MANY = 40
"""Times more relationships than are wanted, from which on sorting them all costs more than finding a floor first."""

_NEWEST = "coalesce(r.since, r.observed, '')"
_UNION = "\n  UNION ALL\n  "


@cache
def counting_statement(dated: bool) -> str:
    """One branch for each type of the schema and direction, whether the node has any or not.

    A hub has ten thousand relationships, and the embedded engine reads one only where something is asked of it, be it
    its type: named in the pattern it costs nothing, and without a day the records stay unread.
    """
    branches = [_counted(type, outgoing, dated) for type in load_schema().relationships for outgoing in (True, False)]
    return f"""MATCH (n:Entity {{id: $id}})
CALL (n) {{
  {_UNION.join(branches)}
}}
RETURN type, outgoing, labels, hidden, undated, total"""


def _counted(type: str, outgoing: bool, dated: bool) -> str:
    tie, told = "", "false AS hidden, false AS undated"
    if dated:
        tie, told = "r", f"NOT ({HELD}) AS hidden, {UNDATED} AS undated"
    return (
        f"MATCH {_arrow(tie, type, outgoing)} RETURN '{type}' AS type, {str(outgoing).lower()} AS outgoing,"
        f" labels(m) AS labels, {told}, count(*) AS total"
    )


def _arrow(tie: str, type: str, outgoing: bool) -> str:
    return f"(n)-[{tie}:`{type}`]->(m)" if outgoing else f"(n)<-[{tie}:`{type}`]-(m)"


def counts(database: Database, id: str, as_of: str | None = None) -> list[Count]:
    """How many relationships the node has, by type, direction and the neighbour's label; in the schema's order.

    With `as_of`, a date of any fineness, what certainly did not hold then is counted apart, and so is what has no date.
    """
    shown: Counter[tuple[str, bool, str]] = Counter()
    undated: Counter[tuple[str, bool, str]] = Counter()
    hidden: Counter[tuple[str, bool, str]] = Counter()
    for row in database.read(counting_statement(as_of is not None), {"id": id, **parameters(as_of)}):
        label = next(each for each in row["labels"] if each != "Entity")
        group = (row["type"], row["outgoing"], label)
        if row["hidden"]:
            hidden[group] += row["total"]
        else:
            shown[group] += row["total"]
            undated[group] += row["total"] if row["undated"] else 0
    order = list(load_schema().relationships)
    groups = sorted(shown.keys() | hidden.keys(), key=lambda group: (order.index(group[0]), not group[1], group[2]))
    return [Count(*group, shown[group], undated[group], hidden[group]) for group in groups]


class _Range(NamedTuple):
    """Which of `total` relationships of one type and direction a page holds: after the first `skip`, up to `upto`."""

    type: str
    outgoing: bool
    skip: int
    upto: int
    total: int

    @property
    def sample(self) -> int:
        """How many relationships tell well enough what the others have to reach; 0 where sorting all costs less."""
        return isqrt(self.upto * self.total) if self.total >= MANY * self.upto else 0


def neighbours(
    database: Database,
    id: str,
    *,
    types: Collection[str] | None = None,
    cap: int = 25,
    skip: int = 0,
    as_of: str | None = None,
) -> Subgraph:
    """The node and `cap` of its relationships with their other ends, after the first `skip` of them.

    Order: the types (of `types`, or all) and directions take turns in the schema's order, so that ten thousand members
    never hide the only founder; within a type the newest first by since, else by when last seen, undated ones last.
    `omitted` says how many there are in all ("25 of 500"), how many are undated, and how many did certainly not hold
    at `as_of` and are hidden. NotFound where there is no such node.
    """
    found = [count for count in counts(database, id, as_of) if types is None or count.type in types]
    ranges = _turns(found, skip, skip + cap)
    centre, rows = _page(database, id, ranges, as_of) if ranges else (node(database, id), [])
    omitted = Omitted(
        shown=len(rows),
        total=sum(count.total for count in found),
        undated=sum(count.undated for count in found),
        hidden=sum(count.hidden for count in found),
    )
    return Subgraph.of([centre, *(other for other, _ in rows)], [tie for _, tie in rows], omitted)


def _turns(found: Sequence[Count], first: int, last: int) -> list[_Range]:
    """The ranges that hold the relationships `first` … `last` when types and directions take turns."""
    totals: Counter[tuple[str, bool]] = Counter()
    for count in found:
        totals[count.type, count.outgoing] += count.total
    before, after = _taken(totals, first), _taken(totals, last)
    return [
        _Range(*group, before[group], after[group], totals[group]) for group in totals if after[group] > before[group]
    ]


def _taken(totals: Counter[tuple[str, bool]], number: int) -> Counter[tuple[str, bool]]:
    """How many of each group are among the first `number`, one of each at a time."""
    taken: Counter[tuple[str, bool]] = Counter()
    open_groups = [group for group in totals if totals[group]]
    while number > 0 and open_groups:
        rounds = min(number // len(open_groups), *(totals[group] - taken[group] for group in open_groups))
        chosen = open_groups if rounds else open_groups[:number]
        for group in chosen:
            taken[group] += rounds or 1
        number -= len(chosen) * (rounds or 1)
        open_groups = [group for group in open_groups if taken[group] < totals[group]]
    return taken


def _page(
    database: Database, id: str, ranges: Sequence[_Range], as_of: str | None
) -> tuple[Node, list[tuple[Node, Relationship]]]:
    wanted = {f"skip{at}": each.skip for at, each in enumerate(ranges)}
    wanted |= {f"upto{at}": each.upto for at, each in enumerate(ranges)}
    wanted |= {f"sample{at}": each.sample for at, each in enumerate(ranges)}
    rows = database.read(page_statement(ranges, as_of), {"id": id, **wanted, **parameters(as_of)})
    centre = as_node(rows[0]["centre_labels"], rows[0]["centre"])
    return centre, [(as_node(row["labels"], row["other"]), as_relationship(row, as_of)) for row in rows]


def page_statement(ranges: Sequence[_Range], as_of: str | None) -> str:
    """One branch for each type and direction; parameters `skip0`, `upto0`, `sample0` … by position."""
    branches = [_branch(at, each, as_of) for at, each in enumerate(ranges)]
    return f"""MATCH (n:Entity {{id: $id}})
CALL (n) {{
  {_UNION.join(branches)}
}}
RETURN labels(n) AS centre_labels, properties(n) AS centre, type, start, end, tie, labels, other"""


def _branch(at: int, wanted: _Range, as_of: str | None) -> str:
    """LIMIT before SKIP: for a SKIP the embedded engine sorts everything, for a LIMIT only the best.

    The best of some are a floor that none of the best of all is below: of ten thousand, few are left to sort.
    """
    match, held = f"MATCH {_arrow('r', wanted.type, wanted.outgoing)} WHERE", condition(as_of)
    best = f"WITH n, r, m ORDER BY {_NEWEST} DESC, r.key"
    floor = ""
    if wanted.sample:
        floor = (
            f"{match} {held} WITH n, {_NEWEST} AS newest LIMIT $sample{at}"
            f" WITH n, newest ORDER BY newest DESC LIMIT $upto{at} WITH n, min(newest) AS floor "
        )
        match += f" {_NEWEST} >= floor AND"
    skip = f" {best} SKIP $skip{at}" if wanted.skip else ""
    start, end = ("n", "m") if wanted.outgoing else ("m", "n")
    return (
        f"{floor}{match} {held} {best} LIMIT $upto{at}{skip}"
        f" RETURN type(r) AS type, {start}.id AS start, {end}.id AS end, properties(r) AS tie,"
        " labels(m) AS labels, properties(m) AS other"
    )
