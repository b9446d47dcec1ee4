"""The judged pairs are whole: their form, their splits, and that their README counts them rightly."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest

from graph import contacts

FOLDER = Path(__file__).parents[1] / "data" / "resolution"
COLUMNS = ["id", "split", "type", "first", "second", "verdict", "reason", "judged", "group"]
FIELDS = set(
    "source row name short institution lab title person place address field project agency kind year batch code "
    "related note".split()
)
VERDICTS = ("same", "different", "unsure")
SPLITS = {"pairs.csv": {"tune", "test"}, "held-out.csv": {"held-out"}}

each_file = pytest.mark.parametrize("name", SPLITS)


@cache
def pairs(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def all_pairs() -> list[dict[str, str]]:
    return [pair for name in SPLITS for pair in pairs(name)]


def mentions(name: str) -> list[dict[str, str]]:
    return [json.loads(pair[end]) for pair in pairs(name) for end in ("first", "second")]


@each_file
def test_columns_and_words_are_the_agreed_ones(name: str) -> None:
    assert {tuple(pair) for pair in pairs(name)} == {tuple(COLUMNS)}
    assert {pair["verdict"] for pair in pairs(name)} == set(VERDICTS)
    assert {pair["split"] for pair in pairs(name)} == SPLITS[name]
    assert {pair["judged"] for pair in pairs(name)} == {"by reading"}
    assert all(re.search(r"[\u4e00-\u9fff]", pair["reason"]) for pair in pairs(name))


def test_no_id_stands_twice() -> None:
    assert [each for each, times in Counter(pair["id"] for pair in all_pairs()).items() if times > 1] == []


@each_file
def test_mentions_say_where_they_stand_in_uniform_fields(name: str) -> None:
    for mention in mentions(name):
        assert {"source", "row", "name"} <= set(mention) <= FIELDS
        assert all(isinstance(value, str) and value.strip() for value in mention.values())


def test_no_pair_stands_twice() -> None:
    ends = Counter(frozenset((pair["type"], pair["first"], pair["second"])) for pair in all_pairs())
    assert [each for each, times in ends.items() if times > 1 or len(each) < 3] == []


def test_no_group_and_no_name_is_in_two_splits() -> None:
    sides: dict[str, set[str]] = defaultdict(set)
    for pair in all_pairs():
        sides[pair["group"]].add(pair["split"])
        for end in ("first", "second"):
            sides[pair["type"] + "".join(json.loads(pair[end])["name"].split())].add(pair["split"])
    assert [name for name, splits in sides.items() if len(splits) > 1] == []


def test_readme_counts_what_the_files_hold() -> None:
    count = Counter((pair["type"], pair["split"], pair["verdict"]) for pair in all_pairs())
    row = r"^\| ([A-Z]\w+) \| (tune|test|held-out) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$"
    rows = re.findall(row, readme(), re.MULTILINE)
    told = {(kind, split): tuple(map(int, numbers)) for kind, split, *numbers in rows}
    held = {(kind, split): tuple(count[kind, split, verdict] for verdict in VERDICTS) for kind, split, _ in count}
    assert told == {key: (*numbers, sum(numbers)) for key, numbers in held.items()}


def readme() -> str:
    return (FOLDER / "README.md").read_text("utf-8")


@each_file
def test_no_contact_details(name: str) -> None:
    values = {value for mention in mentions(name) for key, value in mention.items() if key != "code"}
    assert {value for value in values if contacts.in_value(value)} == set()
