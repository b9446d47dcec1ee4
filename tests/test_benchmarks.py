"""The population that figures are taken on is what it says it is."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from pathlib import Path

import pytest

from benchmarks import roster
from benchmarks.generate import Size, nodes, relationships
from benchmarks.measure import summary
from benchmarks.queries import KINDS, mix
from graph.ledger import open_ledger
from graph.schema import load_schema
from graph.search_index import indexed
from loaders.load import state_path

SIZE = Size(2_000, 10_000)


def test_the_population_has_its_size_and_fits_the_schema() -> None:
    schema = load_schema()
    labels = {}
    for claim in nodes(SIZE):
        schema.check_node(claim.label, claim.properties)
        labels[claim.record] = claim.label
    assert len(labels) == SIZE.nodes
    seen = set()
    for tie in relationships(SIZE):
        dates = {"since": tie.since, "until": tie.until, "observed": tie.observed}
        schema.check_relationship(tie.type, labels[tie.start], labels[tie.end], {**tie.properties, **dates})
        seen.add((tie.type, tie.start, tie.end))
    assert len(seen) == SIZE.relationships


def test_the_population_is_the_same_every_time() -> None:
    assert list(chain(nodes(SIZE), relationships(SIZE))) == list(chain(nodes(SIZE), relationships(SIZE)))


def test_its_tail_is_heavy() -> None:
    size = Size.of_people(60_000)
    degrees = Counter(tie.end for tie in relationships(size))
    assert degrees.most_common(1)[0][1] >= 10_000
    assert sum(1 for degree in degrees.values() if degree == 1) > len(degrees) / 10
    assert len({claim.properties["name"] for claim in nodes(SIZE)}) < SIZE.nodes


def test_queries_are_the_stated_mix() -> None:
    found = [indexed(each.label, {"id": each.record, **each.properties}, 1) for each in nodes(SIZE)]
    asked = list(mix(found, 10 * len(KINDS)))
    assert Counter(query.kind for query in asked) == dict.fromkeys(KINDS, 10)
    assert 10 < sum(query.type is not None for query in asked) < 60
    assert all(query.text for query in asked)


def test_summary_gives_percentiles() -> None:
    assert summary([5.0]) == {"n": 1, "p50": 5.0, "p95": 5.0, "p99": 5.0, "max": 5.0}
    assert summary(range(1, 101)) == {"n": 100, "p50": 50.5, "p95": 95.05, "p99": 99.01, "max": 100}


@pytest.mark.parametrize("format", roster.FORMATS)
def test_the_roster_states_five_relationships_a_row(tmp_path: Path, format: str) -> None:
    path = roster.write(tmp_path / f"样例市_人员名册.{format}", 200)
    with open_ledger(f"sqlite:///{tmp_path / 'ledger.sqlite'}") as ledger:
        report = state_path(ledger, path)
        assert (report.refused, [table.share for table in report.tables]) == ([], [1.0])
        assert report.counts["Person"]["made"] == 200
        assert ledger.changed(since=0).relationships > 950
