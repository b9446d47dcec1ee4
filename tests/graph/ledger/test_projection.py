"""What live claims about one thing come to."""

from __future__ import annotations

from itertools import permutations

from graph.ledger import projection
from graph.ledger.projection import Statement
from graph.schema import load_schema

SCHEMA = load_schema()


def terms(*statements: Statement) -> list[tuple[str | None, list[str]]]:
    facts = projection.relationships(SCHEMA, "MEMBER_OF", "p1", "d1", statements)
    return sorted(((each.properties.get("since"), each.properties.get("sources", [])) for each in facts), key=str)


def test_a_year_and_a_month_in_it_are_one_fact() -> None:
    found = terms(Statement({}, ("s1",), since="2019"), Statement({}, ("s2",), since="2019-08"))
    assert found == [("2019-08", ["s1", "s2"])]


def test_a_year_that_two_months_share_stays_its_own_fact() -> None:
    found = terms(
        *(
            Statement({}, (source,), since=since)
            for source, since in (("s1", "2019"), ("s2", "2019-03"), ("s3", "2019-08"))
        )
    )
    assert [since for since, _ in found] == ["2019", "2019-03", "2019-08"]


def test_the_same_person_may_serve_twice() -> None:
    assert len(terms(Statement({}, since="2012"), Statement({}, since="2019"))) == 2


def test_another_role_is_another_fact() -> None:
    assert len(terms(Statement({"role": "团长"}), Statement({"role": "团员"}))) == 2


def test_order_of_arrival_does_not_matter() -> None:
    statements = [
        Statement({"name": "测试甲", "roles": ["专家"]}, ("s2",), observed="2020", born=3),
        Statement({"name": "测试甲甲", "title": "教授"}, ("s1",), observed="2019", born=1),
        Statement({"name": "测试乙", "title": "副教授"}, ("s3",), born=2),
    ]
    facts = {str(projection.node(SCHEMA, "p1", "Person", list(order))) for order in permutations(statements)}
    assert len(facts) == 1


def test_the_latest_statement_counts_and_the_other_name_is_kept() -> None:
    fact = projection.node(
        SCHEMA,
        "p1",
        "Person",
        [
            Statement({"name": "新名"}, observed="2022", born=9),
            Statement({"name": "旧名", "title": "教授"}, observed="2019"),
        ],
    )
    assert fact.properties["name"] == "新名"
    assert fact.properties["alias"] == ["旧名"]
    assert fact.properties["title"] == "教授"


def test_seen_first_and_last_are_kept_apart_from_since() -> None:
    (fact,) = projection.relationships(
        SCHEMA, "PARTNER_IN", "e1", "j1", [Statement({}, observed="2020-06-01"), Statement({}, observed="2021")]
    )
    assert (fact.properties["observed_first"], fact.properties["observed"]) == ("2020-06-01", "2021")
    assert "since" not in fact.properties


def test_a_reference_entry_that_is_also_on_file_is_no_mere_reference() -> None:
    entry = Statement({"name": "样例大学", "reference": True}, born=1)
    assert projection.node(SCHEMA, "i", "Institution", [entry, entry]).properties["reference"] is True
    on_file = Statement({"name": "样例大学"}, born=2)
    assert "reference" not in projection.node(SCHEMA, "i", "Institution", [entry, on_file]).properties
