"""Values go in and come out the same on both engines."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from neo4j.spatial import WGS84Point
from neo4j.time import Date, DateTime, Duration

from graph.database import Database

VALUES = {
    "chinese": "扬州东升汽车零部件股份有限公司",
    "rare character": "𠮷𡈽",
    "emoji": "👩‍🔬🇨🇳",
    "quotes": "'\"`\\ \n\t",
    "empty": "",
    "one megabyte": "牵" * 350_000,
    "small integer": 0,
    "64 bit": 2**63 - 1,
    "least 64 bit": -(2**63),
    "float": 0.1 + 0.2,
    "tiny float": 5e-324,
    "whole float": 3.0,
    "true": True,
    "false": False,
    "texts": ["甲", "乙", "甲"],
    "integers": [1, 2, 3],
    "no texts": [],
    "partial date": "2019-08",
}


@pytest.mark.parametrize("name", VALUES)
def test_a_property_comes_back_as_it_went_in(database: Database, name: str) -> None:
    value = VALUES[name]
    database.write("CREATE (:Entity {id: 'x', value: $value})", {"value": value})
    found = database.read("MATCH (n:Entity {id: 'x'}) RETURN n.value AS value")[0]["value"]
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    "value",
    [
        date(2020, 8, 26),
        datetime(2020, 8, 26, 9, 30, tzinfo=timezone(timedelta(hours=8))),
        timedelta(days=3, seconds=5),
        WGS84Point((119.41, 32.39)),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_the_product_does_not_store_still_travels(database: Database, value: object) -> None:
    found = database.read("RETURN $value AS value", {"value": value})[0]["value"]
    if isinstance(found, Date | DateTime):
        found = found.to_native()
    if isinstance(value, timedelta):
        assert found == Duration(days=3, seconds=5)
    else:
        assert found == value


def test_null_is_absence(database: Database) -> None:
    database.write("CREATE (n:Entity {id: 'x'}) SET n += {a: null, b: 1}")
    assert database.read("MATCH (n:Entity {id: 'x'}) RETURN properties(n) AS p, n.a AS a") == [
        {"p": {"id": "x", "b": 1}, "a": None}
    ]


def test_setting_all_properties_drops_the_old_ones(database: Database) -> None:
    database.write("CREATE (n:Entity {id: 'x', old: 1})")
    database.write(
        "UNWIND $rows AS r MATCH (n:Entity {id: r.id}) SET n = r.p", {"rows": [{"id": "x", "p": {"id": "x", "new": 2}}]}
    )
    assert database.read("MATCH (n:Entity) RETURN properties(n) AS p") == [{"p": {"id": "x", "new": 2}}]
