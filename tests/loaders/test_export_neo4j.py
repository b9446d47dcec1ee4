"""What is exported for Neo4j's offline import is what that import makes a graph of."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from graph.database import Database
from graph.ledger import Claim, Ledger, NodeClaim, Publisher, RelationshipClaim, open_ledger
from graph.search import find
from loaders.export import export
from loaders.writing import Content
from tests.conftest import missing
from tests.engines.neo4j_server import CannotBeHad, running
from tests.loaders.conftest import Read
from tests.loaders.test_export import AWKWARD

MORE: list[Claim] = [
    NodeClaim("p-3", "Person", {"name": '"', "alias": ["a,b", "c\\", "；", "x;y|z", "'"], "roles": ["\\n", "，"]}),
    NodeClaim("p-4", "Person", {"name": "@SUM(A1)", "note": '第一行,"引"\n\n=1+1\n末行\\'}),
    NodeClaim("q-1", "Demand", {"name": "测试\t需求", "amount_min": 0.5, "amount_max": 80}),
    NodeClaim("q-2", "Demand", {"name": "true", "amount_min": 50, "amount_max": 80.0, "open_call": True}),
    NodeClaim("q-3", "Demand", {"name": "null", "posted": "2019-08"}),
    NodeClaim("e-1", "Enterprise", {"name": "样例公司𠮷", "named": False}),
    RelationshipClaim("POSTED", "e-1", "q-1", {}, since="2019", sources=("s-1",)),
    RelationshipClaim("POSTED", "e-1", "q-2", {"note": "-1\n+1"}, observed="2020-02-29"),
]


@pytest.fixture
def office(yangzhou: Read, tmp_path: Path) -> Ledger:
    """The bundled data, and beside it whatever is hard to write."""
    ledger = open_ledger(f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    ledger.load("扬州", yangzhou.claims)
    ledger.load("样例", [*AWKWARD, *MORE])
    return ledger


@pytest.mark.neo4j
@pytest.mark.timeout(600)
def test_neo4j_imports_it_to_an_equal_digest_and_publishing_goes_on(office: Ledger, tmp_path: Path) -> None:
    written = export(Content.of(office), tmp_path / "out", "neo4j-admin")
    assert written.nodes == sum(1 for _ in office.nodes())
    try:
        with running(tmp_path / "neo4j", imported=tmp_path / "out") as server, Database.connect(*server) as database:
            publisher = Publisher(office, database)
            found = publisher.check()
            assert (found.differing, found.equal, found.revision) == ({}, True, office.revision)

            told: list[str] = []
            publisher.publish(lambda stage, more, total: told.append(stage))
            assert set(told) == {"search"}
            assert find(database, "lhb").results[0].id == "p-liuhongbing"
            assert {row["name"] for row in database.read("SHOW CONSTRAINTS YIELD name")} >= {"unique_Entity_id"}

            office.load("更正", [NodeClaim("p-5", "Person", {"name": "测试乙"})])
            publisher.publish()
            assert publisher.check().equal
    except CannotBeHad as error:
        missing("Neo4j", str(error))


def test_every_file_has_a_header_of_as_many_columns_and_stands_in_the_arguments(office: Ledger, tmp_path: Path) -> None:
    written = export(Content.of(office), tmp_path / "out", "neo4j-admin")
    arguments = (tmp_path / "out" / "import.args").read_text("utf-8").split()
    listed = [each.partition("=")[2].split(",") for each in arguments if each.startswith(("--nodes", "--rel"))]
    assert {name for pair in listed for name in pair} == {
        str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*.csv")
    }
    rows = 0
    for header, data in listed:
        [columns], lines = cells(tmp_path / "out" / header), cells(tmp_path / "out" / data)
        assert {len(line) for line in lines} == {len(columns)}
        rows += len(lines)
    assert rows == written.nodes + written.relationships + len(["the marker"])


def cells(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream, strict=True))


def test_lines_within_a_value_are_told_only_where_there_are_any(tmp_path: Path) -> None:
    ledger = open_ledger(f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    ledger.load("样例", [NodeClaim("p-1", "Person", {"name": "测试甲"})])
    export(Content.of(ledger), tmp_path / "out", "neo4j-admin")
    assert "multiline" not in (tmp_path / "out" / "import.args").read_text("utf-8")
    ledger.load("更多", [NodeClaim("p-2", "Person", {"name": "测试乙", "note": "一\n二"})])
    export(Content.of(ledger), tmp_path / "out", "neo4j-admin")
    assert "--multiline-fields=true" in (tmp_path / "out" / "import.args").read_text("utf-8")


def test_the_readme_names_the_command_and_what_was_written(office: Ledger, tmp_path: Path) -> None:
    written = export(Content.of(office), tmp_path / "out", "neo4j-admin")
    readme = (tmp_path / "out" / "README.md").read_text("utf-8")
    assert "neo4j-admin database import full neo4j @import.args" in readme
    assert office.digest() in readme
    assert f"{written.nodes} nodes, {written.relationships} relationships" in readme
