"""Every row and every filled cell of the bundled folder stands in a claim; the folder is compared by its own reader."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable

import pytest

from graph.ledger.claims import NodeClaim, RelationshipClaim
from tests.loaders.conftest import YANGZHOU, Read

Rows = list[dict[str, str]]
FILES = sorted(path.name for path in YANGZHOU.glob("*.csv"))
LABELS = {
    "agencies.csv": "Agency",
    "batches.csv": "Delegation",
    "delegations.csv": "Delegation",
    "demands.csv": "Demand",
    "enterprises.csv": "Enterprise",
    "groups.csv": "ExpertGroup",
    "institutions.csv": "Institution",
    "introductions.csv": "Introduction",
    "people.csv": "Person",
    "places.csv": "Place",
    "segments.csv": "Segment",
    "sources.csv": "Source",
    "statistics.csv": "Statistic",
}
CLASSES = {"Selection": "Credential", "Cluster": "Platform"}

PROPERTY_OF = {
    "label": "",
    "number": "batch",
    "start_date": "start",
    "end_date": "end",
    "metric": "name",
    "title": "title",
    "observed_date": "observed",
}
"""Columns named differently from their property; every other plain column is its property."""

TIES = {
    "place_id": {"Agency": "LOCATED_IN", "Delegation": "SERVES", "ExpertGroup": "SERVES", "Statistic": "BELONGS_TO"},
    "parent_id": {},
    "introducer_ids": {"Introduction": "BY"},
    "introduced_ids": {"Introduction": "OF"},
    "recipient_ids": {"Introduction": "TO"},
    "need_id": {"Introduction": "FOR"},
    "project_id": {"Introduction": "FOR"},
}
DEFAULT_TIE = {"place_id": "LOCATED_IN", "parent_id": "PART_OF"}


def rows(name: str) -> Rows:
    with (YANGZHOU / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def node_of(read: Read, name: str, line: int) -> NodeClaim:
    [claim] = [claim for claim in read.nodes if (claim.origin.file, claim.origin.line) == (name, line)]
    return claim


def ties_of(read: Read, name: str, line: int) -> list[RelationshipClaim]:
    return [claim for claim in read.relationships if (claim.origin.file, claim.origin.line) == (name, line)]


def test_nothing_is_refused_or_ignored(yangzhou: Read) -> None:
    assert yangzhou.refused() == []
    assert yangzhou.reading.ignored == []
    assert sorted(path.name for path in yangzhou.reading.files) == FILES


@pytest.mark.parametrize("name", sorted(LABELS))
def test_every_row_makes_a_node_of_its_type(yangzhou: Read, name: str) -> None:
    for line, row in enumerate(rows(name), 2):
        claim = node_of(yangzhou, name, line)
        assert claim.label == LABELS[name]
        if "id" in row:
            assert claim.record == row["id"]


def test_projects_become_the_types_of_their_class(yangzhou: Read) -> None:
    for line, row in enumerate(rows("projects.csv"), 2):
        claim = node_of(yangzhou, "projects.csv", line)
        assert claim.label == CLASSES.get(row["class"], row["class"])
    kinds = Counter(row["kind"] for row in rows("projects.csv") if row["class"] == "Cluster")
    assert kinds == {"cluster": 1, "park": 1}


@pytest.mark.parametrize("name", [name for name in FILES if name != "relations.csv"])
def test_every_filled_cell_of_a_node_file_stands_in_a_claim(yangzhou: Read, name: str) -> None:
    checked = 0
    for line, row in enumerate(rows(name), 2):
        claim, ties = node_of(yangzhou, name, line), ties_of(yangzhou, name, line)
        for column, cell in row.items():
            if cell:
                check = SPECIAL.get((name, column)) or SPECIAL.get(("", column)) or stands_as_property
                assert check(claim, ties, column, cell), (name, line, column, cell)
                checked += 1
    assert checked > len(rows(name))


def stands_as_property(claim: NodeClaim, ties: list[RelationshipClaim], column: str, cell: str) -> bool:
    value = claim.properties[PROPERTY_OF.get(column, column)]
    if isinstance(value, bool):
        return value is (cell == "yes")
    if isinstance(value, int | float):
        return value == float(cell)
    return value == cell


def stands_as_tie(claim: NodeClaim, ties: list[RelationshipClaim], column: str, cell: str) -> bool:
    type = TIES[column].get(claim.label) or DEFAULT_TIE[column]
    ends = {(tie.type, tie.end) for tie in ties if tie.start == claim.record}
    return {(type, each) for each in cell.split(";")} <= ends


def stands_as_source(claim: NodeClaim, ties: list[RelationshipClaim], column: str, cell: str) -> bool:
    sources = tuple(cell.split(";"))
    return claim.sources == sources and all(tie.sources == sources for tie in ties)


def stands_in_batch(claim: NodeClaim, ties: list[RelationshipClaim], column: str, cell: str) -> bool:
    """The batch's label made a number, or said by the kind."""
    if cell == "历批":
        return claim.properties["kind"] == "历批汇总"
    numbers = {"第五批": 5, "第六批": 6, "第十二批": 12, "第十六批": 16, "第十七批": 17}
    return claim.properties["batch"] == numbers[cell] and claim.original["batch"] == cell


def stands_in_basis(claim: NodeClaim, ties: list[RelationshipClaim], column: str, cell: str) -> bool:
    return cell in {claim.properties.get("start_basis"), claim.properties.get("end_basis")}


def names_the_batch(claim: NodeClaim, ties: list[RelationshipClaim], column: str, cell: str) -> bool:
    """A batch row names its delegation: by matching that of the delegations file, or in the name made for it."""
    ids = {row["id"]: row for row in rows("delegations.csv")}
    if claim.record in ids:
        return ids[claim.record]["batch"] == cell
    return str(claim.properties["name"]).startswith(cell)


def numbers_the_batch(claim: NodeClaim, ties: list[RelationshipClaim], column: str, cell: str) -> bool:
    return claim.key.split("|")[1] == cell and claim.properties.get("batch", int(cell)) == int(cell)


def starts_as_reported(claim: NodeClaim, ties: list[RelationshipClaim], column: str, cell: str) -> bool:
    """Claimed by the row, or by the reported row of the same batch and place in the same words."""
    same = (row for row in rows("batches.csv") if row["basis"] == "报道" and row["start"] == cell)
    return claim.properties.get("start") == cell or any(claim.key.split("|")[1] == row["number"] for row in same)


def is_posted(claim: NodeClaim, ties: list[RelationshipClaim], column: str, cell: str) -> bool:
    return [(tie.type, tie.start, tie.end) for tie in ties] == [("POSTED", cell, claim.record)]


def is_name(claim: NodeClaim, ties: list[RelationshipClaim], column: str, cell: str) -> bool:
    return claim.properties["name"] == cell


Check = Callable[[NodeClaim, list[RelationshipClaim], str, str], bool]
SPECIAL: dict[tuple[str, str], Check] = {
    ("", "id"): lambda claim, ties, column, cell: claim.record == cell,
    ("", "source_id"): stands_as_source,
    ("", "source_ids"): stands_as_source,
    **{("", column): stands_as_tie for column in TIES},
    ("people.csv", "roles"): lambda claim, ties, column, cell: claim.properties["roles"] == cell.split(";"),
    ("projects.csv", "class"): lambda claim, ties, column, cell: claim.label == CLASSES.get(cell, cell),
    ("sources.csv", "title"): is_name,
    ("delegations.csv", "batch"): stands_in_batch,
    ("batches.csv", "number"): numbers_the_batch,
    ("batches.csv", "label"): names_the_batch,
    ("batches.csv", "start"): starts_as_reported,
    ("batches.csv", "basis"): stands_in_basis,
    ("demands.csv", "enterprise_id"): is_posted,
}


def test_every_row_of_relations_is_a_relationship_with_all_its_cells(yangzhou: Read) -> None:
    for line, row in enumerate(rows("relations.csv"), 2):
        [tie] = ties_of(yangzhou, "relations.csv", line)
        stated = (tie.type, tie.start, tie.end, tie.since or "", tie.until or "", tie.observed or "")
        columns = ("type", "source_node_id", "target_node_id", "start_date", "end_date", "observed_date")
        day = next(each["date"] for each in rows("sources.csv") if each["id"] == row["source_id"])
        expected = tuple(row[column] for column in columns)
        assert stated == (expected if row["observed_date"] else (*expected[:-1], day))
        assert (tie.properties.get("role", ""), tie.properties.get("note", "")) == (row["role"], row["note"])
        assert tie.sources == (row["source_id"],)


def test_a_node_is_observed_on_the_day_of_its_source(yangzhou: Read) -> None:
    days = {row["id"]: row["date"] for row in rows("sources.csv")}
    for claim in yangzhou.nodes:
        if claim.origin.file not in {"sources.csv", "introductions.csv"}:
            assert (claim.observed or "") == max(days[source] for source in claim.sources), claim


def test_claims_come_from_rows_and_nowhere_else(yangzhou: Read) -> None:
    lines = {name: len(rows(name)) + 1 for name in FILES}
    assert all(2 <= claim.origin.line <= lines[claim.origin.file] for claim in yangzhou.claims)
    assert len({(claim.record, claim.key) for claim in yangzhou.nodes}) == len(yangzhou.nodes)


def test_reported_beginnings_outweigh_those_worked_out(yangzhou: Read) -> None:
    claims = [claim for claim in yangzhou.nodes if claim.record == "d-d5-gao-you"]
    stated = [(name, value) for claim in claims for name, value in claim.properties.items() if name != "name"]
    assert ("start_basis", "报道") in stated
    assert ("start_basis", "推算") not in stated
    assert {("end", "2013-08"), ("end_basis", "推算")} <= set(stated)


def test_batches_of_the_province_gather_and_are_no_contact_points(yangzhou: Read) -> None:
    gathered = [claim for claim in yangzhou.nodes if claim.properties.get("kind") == "批次汇总"]
    assert [claim.properties["batch"] for claim in gathered] == list(range(1, 18))
    assert {claim.properties["start_basis"] for claim in gathered} == {"推算"}
    served = {tie.end for tie in yangzhou.relationships if tie.start in {claim.record for claim in gathered}}
    assert served == {"pl-320000"}


def test_recipient_that_follows_from_the_project_is_marked(yangzhou: Read) -> None:
    marked = [claim.record for claim in yangzhou.nodes if claim.properties.get("to_inferred")]
    assert marked == ["intro-zhangxiaofeng-sunzhicheng"]
    [tie] = [tie for tie in yangzhou.relationships if tie.type == "TO" and tie.start == marked[0]]
    assert (tie.end, tie.properties) == ("pl-321084", {"basis": "推算"})


def test_introductions_are_named_by_kind_introduced_and_recipient(yangzhou: Read) -> None:
    names = {claim.record: claim.properties["name"] for claim in yangzhou.nodes if claim.label == "Introduction"}
    assert names["intro-dongsheng-liuhongbing"] == "牵线引荐：刘红兵 → 扬州东升汽车零部件股份有限公司"
    assert names["intro-zhangxiaofeng-sunzhicheng"] == "邀请参会：孙志成"


def test_firm_that_the_report_leaves_unnamed_is_marked(yangzhou: Read) -> None:
    assert [c.record for c in yangzhou.nodes if c.properties.get("named") is False] == ["e-liu-ji-ban-jin-qi-ye"]


def test_intention_to_take_a_demand_up_is_no_more_than_that(yangzhou: Read) -> None:
    states = {tie.start: tie.properties.get("state") for tie in yangzhou.relationships if tie.type == "TAKEN_UP"}
    assert states == {"p-liuhongbing": None, "p-lizhenhua": None, "p-yangweiyou": "意向", "p-duchangwen": None}


def test_possible_doubles_stay_a_question(yangzhou: Read) -> None:
    pairs = {(tie.start, tie.end) for tie in yangzhou.relationships if tie.type == "POSSIBLY_SAME_AS"}
    assert pairs == {("e-hua-fu-li-dian", "e-hua-fu-ji-tuan"), ("e-hua-fu-gong-si", "e-hua-fu-ji-tuan")}
    assert {"e-hua-fu-li-dian", "e-hua-fu-gong-si", "e-hua-fu-ji-tuan"} <= {claim.record for claim in yangzhou.nodes}
