"""The national lists as a reference directory: everything read, nothing refused, every node flagged."""

from __future__ import annotations

import csv
from collections import Counter

import pytest

from tests.loaders.conftest import NATIONAL, Read, read


@pytest.fixture(scope="module")
def national() -> Read:
    return read(NATIONAL, "national")


def test_nothing_is_refused_or_ignored(national: Read) -> None:
    assert national.refused() == []
    assert national.reading.ignored == []


def test_every_node_but_the_sources_is_flagged(national: Read) -> None:
    flagged = Counter(claim.label for claim in national.nodes if claim.properties.get("reference") is True)
    assert Counter(claim.label for claim in national.nodes) - flagged == Counter(Source=6)


def test_every_thing_named_in_a_file_is_there_once(national: Read) -> None:
    def distinct(name: str, *columns: str) -> int:
        with (NATIONAL / name).open(encoding="utf-8", newline="") as stream:
            keys = {tuple(row[column].strip() for column in columns) for row in csv.DictReader(stream)}
        return len({key for key in keys if key[0]})

    counted = Counter(claim.label for claim in national.nodes)
    pseudo_cities, cities_once_more = 9, 3
    divisions = sum(
        distinct(f"divisions-{name}.csv", "code") for name in ("provinces", "cities", "areas", "towns-jiangsu")
    )
    assert counted["Place"] == divisions - pseudo_cities - cities_once_more
    assert counted["Institution"] == distinct("universities-moe-2017.csv", "学校标识码") + distinct(
        "state-key-labs.csv", "name"
    )
    assert counted["Enterprise"] == distinct("leading-agri-firms.csv", "name")
    assert counted["Project"] == distinct("rd-projects.csv", "number", "title")
    assert counted["Credential"] == distinct("leading-agri-firms.csv", "year")


def test_divisions_hang_together_up_to_the_provinces(national: Read) -> None:
    parents = {tie.start: tie.end for tie in national.relationships if tie.type == "PART_OF"}
    places = [claim.record for claim in national.nodes if claim.label == "Place"]
    provinces = {claim.record for claim in national.nodes if claim.properties.get("level") == "province"}
    for place in places:
        top, steps = place, 0
        while top in parents and steps < 5:
            top, steps = parents[top], steps + 1
        assert top in provinces


def test_counties_right_under_a_province_have_it_as_parent(national: Read) -> None:
    parents = {tie.start: tie.end for tie in national.relationships if tie.type == "PART_OF"}
    assert parents["pl-110101"] == "pl-110000"
    assert not any(claim.properties.get("name") == "市辖区" for claim in national.nodes)


def test_zones_under_statistical_codes_are_zones(national: Read) -> None:
    [zone] = [claim for claim in national.nodes if claim.properties.get("statistical_code") == "321071"]
    assert (zone.properties["name"], zone.properties["level"]) == ("扬州经济技术开发区", "development zone")
    assert "code" not in zone.properties


def test_list_of_all_holders_is_no_batch(national: Read) -> None:
    batches = {claim.record: claim.properties.get("batch") for claim in national.nodes if claim.label == "Credential"}
    assert (batches["c-agri-leading-2024"], batches["c-agri-leading-2025"]) == ("8", None)
