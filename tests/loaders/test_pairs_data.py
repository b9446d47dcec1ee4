"""The judged pairs are whole: their form, their splits, and that their README counts them rightly."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

from graph import contacts

FOLDER = Path(__file__).parents[1] / "data" / "resolution"
COLUMNS = ["id", "split", "type", "first", "second", "verdict", "reason", "judged", "group"]
FIELDS = set(
    "source row name short institution lab title person place address field project agency kind year batch code "
    "related note".split()
)
VERDICTS = ("same", "different", "unsure")


@cache
def pairs() -> list[dict[str, str]]:
    with (FOLDER / "pairs.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def mentions() -> list[dict[str, str]]:
    return [json.loads(pair[end]) for pair in pairs() for end in ("first", "second")]


def test_columns_and_words_are_the_agreed_ones() -> None:
    assert {tuple(pair) for pair in pairs()} == {tuple(COLUMNS)}
    assert {pair["verdict"] for pair in pairs()} == set(VERDICTS)
    assert {pair["split"] for pair in pairs()} == {"tune", "test"}
    assert {pair["judged"] for pair in pairs()} == {"by reading"}
    assert all(re.search(r"[\u4e00-\u9fff]", pair["reason"]) for pair in pairs())
    assert len({pair["id"] for pair in pairs()}) == len(pairs())


def test_mentions_say_where_they_stand_in_uniform_fields() -> None:
    for mention in mentions():
        assert {"source", "row", "name"} <= set(mention) <= FIELDS
        assert all(isinstance(value, str) and value.strip() for value in mention.values())


def test_no_pair_stands_twice() -> None:
    ends = Counter(frozenset((pair["type"], pair["first"], pair["second"])) for pair in pairs())
    assert [each for each, times in ends.items() if times > 1 or len(each) < 3] == []


def test_no_group_and_no_name_is_in_both_splits() -> None:
    sides: dict[str, set[str]] = defaultdict(set)
    for pair in pairs():
        sides[pair["group"]].add(pair["split"])
        for end in ("first", "second"):
            sides[pair["type"] + "".join(json.loads(pair[end])["name"].split())].add(pair["split"])
    assert [name for name, splits in sides.items() if len(splits) > 1] == []


def test_readme_counts_what_the_file_holds() -> None:
    count = Counter((pair["type"], pair["split"], pair["verdict"]) for pair in pairs())
    rows = re.findall(r"^\| ([A-Z]\w+) \| (tune|test) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", readme(), re.MULTILINE)
    told = {(kind, split): tuple(map(int, numbers)) for kind, split, *numbers in rows}
    held = {(kind, split): tuple(count[kind, split, verdict] for verdict in VERDICTS) for kind, split, _ in count}
    assert told == {key: (*numbers, sum(numbers)) for key, numbers in held.items()}


def readme() -> str:
    return (FOLDER / "README.md").read_text("utf-8")


def test_no_contact_details() -> None:
    values = {value for mention in mentions() for key, value in mention.items() if key != "code"}
    assert {value for value in values if contacts.in_value(value)} == set()
