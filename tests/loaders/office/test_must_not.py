"""What must not be in a graph of the rosters: every rule of EXPECTED.json's good files, asked of both engines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from graph.ledger import Ledger
from graph.ledger.projection import NodeFact
from graph.settings import Settings
from graph.workspace import Workspace
from loaders.load import load_path
from loaders.office.wishes import Wishes
from loaders.report import LoadReport
from tests.conftest import ENGINES, empty
from tests.loaders.office.expected import ROSTERS, Tie, View, expected, normal

ROSTER, CORRECTED = "科技镇长团成员名册.xlsx", "人员更正.csv"
SAMPLE, SAMPLE_CORRECTED = "样例镇_人员名册.csv", "样例镇_人员更正.csv"
DEMANDS, SAMPLE_DEMANDS = "企业技术需求汇总表.xlsx", "样例镇_企业技术需求汇总表.xlsx"
FIRMS, EXPERTS = "产业链企业名录.csv", "产才对接专家组名单.xls"
RESULTS, INTRODUCTIONS, CONTACTS = "高校院所成果清单.json", "引荐记录.csv", "联系方式样例.xlsx"


class Load(NamedTuple):
    """A file to load, the source it speaks for, and whether it is all that the source has."""

    file: str
    source: str | None = None
    complete: bool = False


class Graph(View):
    """What a graph says after some loads, with their reports and, for each, the digest of the ledger."""

    def __init__(self, workspace: Workspace, reports: list[LoadReport], digests: list[str]) -> None:
        ledger: Ledger = workspace.ledger
        super().__init__(ledger, reports[-1])
        self.reports, self.digests = reports, digests
        read = workspace.database.read
        found = read("MATCH (n:Entity) RETURN n.id AS id, labels(n) AS labels, properties(n) AS p")
        self.nodes = {row["id"]: NodeFact(row["id"], _label(row["labels"]), dict(row["p"])) for row in found}
        statement = "MATCH (a:Entity)-[r]->(b:Entity) RETURN type(r) AS type, a.id AS s, b.id AS e, properties(r) AS p"
        self.ties = [Tie(row["type"], row["s"], row["e"], dict(row["p"])) for row in read(statement)]

    def named(self, label: str) -> list[str]:
        return sorted(str(node.properties["name"]) for node in self.nodes.values() if node.label == label)

    def one(self, label: str, name: str) -> str:
        """The id of the only node of that name."""
        [found] = (
            node.id
            for node in self.nodes.values()
            if node.label == label and normal(str(node.properties["name"])) == normal(name)
        )
        return found

    def ends(self, start: str, type: str) -> list[str]:
        """The names of what a node is tied to."""
        ends = (tie.end for tie in self.ties if tie.start == start and tie.type == type)
        return sorted(str(self.nodes[end].properties["name"]) for end in ends)

    def posts(self, name: str) -> list[tuple[str, object]]:
        """Where each person of a name works, and as what."""
        people = self.of("Person", name)
        ties = [tie for tie in self.ties if tie.type == "AFFILIATED_WITH" and tie.start in people]
        return sorted((str(self.nodes[tie.end].properties["name"]), tie.properties.get("role")) for tie in ties)

    def texts(self) -> Iterator[str]:
        """Everything that stands anywhere."""
        held = [*(node.properties for node in self.nodes.values()), *(tie.properties for tie in self.ties)]
        for value in (value for properties in held for value in properties.values()):
            yield from map(str, value if isinstance(value, list) else [value])

    def told(self) -> list[str]:
        return [each.error.code for each in self.report.ignored]


def _label(labels: list[str]) -> str:
    [label] = {*labels} - {"Entity"}
    return label


Graphs = Callable[..., Graph]


@pytest.fixture(scope="module", params=ENGINES)
def graph_of(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graphs]:
    """Files loaded one after the other into a workspace of their own on an engine."""
    database = request.getfixturevalue(f"{request.param}_database")

    @cache
    def graph(*loads: Load) -> Graph:
        empty(database)
        home: Path = tmp_path_factory.mktemp("home")
        with Workspace.open(settings=Settings(home=home, uri=None)) as workspace:
            workspace.__dict__["database"] = database
            reports, digests = [], []
            for file, source, complete in loads:
                reports.append(load_path(workspace, ROSTERS / file, Wishes(source=source), complete=complete))
                digests.append(workspace.ledger.digest())
            found = Graph(workspace, reports, digests)
            del workspace.__dict__["database"]
        return found

    yield graph
    empty(database)


Rule = Callable[[Graphs], None]
RULES: dict[tuple[str, int], Rule] = {}


def rule(file: str, number: int) -> Callable[[Rule], Rule]:
    """The rule of that number of a file."""

    def kept(check: Rule) -> Rule:
        RULES[file, number] = check
        return check

    return kept


@rule(ROSTER, 0)
def the_two_of_one_name_stay_two(graph: Graphs) -> None:
    found = graph(Load(ROSTER))
    assert len(found.of("Person", "刘军")) == 2
    assert found.posts("刘军") == [("江苏大学", "教授"), ("沈阳理工大学", "校长")]


@rule(ROSTER, 1)
def nobody_is_called_like_a_total_a_post_or_a_number(graph: Graphs) -> None:
    names = graph(Load(ROSTER)).named("Person")
    assert len(names) == expected()["good"][ROSTER]["distinct"]["Person"]
    assert [name for name in names if re.search(r"\d|合\s*计|教授|团长|注|未见报道|[、（(]", name)] == []


@rule(ROSTER, 2)
def numbered_lines_and_the_hidden_sheet_give_nothing(graph: Graphs) -> None:
    found = graph(Load(ROSTER))
    codes = [each for each in found.report.ignored if each.error.code == "headers.numbered_lines"]
    assert [(each.sheet, each.error.details["count"]) for each in codes if each.sheet == "仪征团"] == [("仪征团", 7)]
    place = found.of("Delegation", "第十二批科技镇长团·仪征市")
    assert len([tie for tie in found.ties if tie.end in place and tie.type in {"MEMBER_OF", "LEADS"}]) == 3
    assert "代码表" not in {table.sheet for table in found.report.tables}
    assert "office.hidden_sheet" in found.told()


@rule(ROSTER, 3)
def a_batch_written_in_three_ways_is_one(graph: Graphs) -> None:
    found = graph(Load(ROSTER))
    batches = Counter(normal(name) for name in found.named("Delegation"))
    assert batches["第十二批@高邮市"] == 1
    assert max(batches.values()) == 1


@rule(DEMANDS, 0)
def empty_sums_and_contacts_give_nothing(graph: Graphs) -> None:
    found = graph(Load(DEMANDS))
    assert {node.label for node in found.nodes.values()} & {"Person"} == set()
    demands = [node.properties for node in found.nodes.values() if node.label == "Demand"]
    assert len(demands) == 4
    assert [each for each in demands if {"amount_min", "amount_max"} & set(each)] == []


def sums(found: Graph) -> dict[str, list[object] | None]:
    demands = (node.properties for node in found.nodes.values() if node.label == "Demand")
    return {
        str(each["number"]): [each.get("amount_min"), each.get("amount_max")] if "amount_min" in each else None
        for each in demands
    }


@rule(SAMPLE_DEMANDS, 0)
def no_sum_is_no_number(graph: Graphs) -> None:
    found = graph(Load(SAMPLE_DEMANDS))
    assert {number for number, each in sums(found).items() if each is None} == {"YL-002", "YL-008", "YL-010"}
    amounts = ("amount_min", "amount_max")
    assert all(node.properties.get(name) != 0 for node in found.nodes.values() for name in amounts)


@rule(SAMPLE_DEMANDS, 1)
def sums_are_in_ten_thousands(graph: Graphs) -> None:
    wanted = expected()["good"][SAMPLE_DEMANDS]["amounts_in_10k_yuan"]
    assert sums(graph(Load(SAMPLE_DEMANDS))) == {each["no"]: each["min_max"] for each in wanted}


@rule(FIRMS, 0)
def firms_that_are_only_like_each_other_stay_apart(graph: Graphs) -> None:
    found = graph(Load(FIRMS))
    for alike in (("华富公司", "华富锂电", "江苏华富控股集团有限公司"), ("中油中天有限公司", "中天能源有限公司")):
        assert len({found.one("Enterprise", name) for name in alike}) == len(alike)


@rule(FIRMS, 1)
def no_name_is_spoilt_by_its_encoding(graph: Graphs) -> None:
    assert [text for text in graph(Load(FIRMS)).texts() if "\ufffd" in text or "\ufeff" in text] == []


@rule(EXPERTS, 0)
def the_professor_is_not_the_president(graph: Graphs) -> None:
    assert graph(Load(EXPERTS)).posts("刘军") == [("江苏大学", "教授")]


@rule(EXPERTS, 1)
def two_who_sound_alike_are_two(graph: Graphs) -> None:
    found = graph(Load(EXPERTS), Load(ROSTER))
    people = found.of("Person", "唐为华"), found.of("Person", "汤卫华")
    assert people[0]
    assert not people[0] & people[1]
    assert [body for body, _ in found.posts("唐为华")] == ["江苏康宝电器有限公司"]
    assert [pair for pair in found.asked if pair & people[0] and pair & people[1]] == []


@rule(EXPERTS, 2)
def a_year_is_whole_and_nobody_is_put_into_a_group(graph: Graphs) -> None:
    found = graph(Load(EXPERTS))
    group = found.nodes[found.one("ExpertGroup", "扬州科技镇长团产才对接专家组")].properties
    assert [value for value in group.values() if str(value).startswith("2018")] == ["2018"]
    members = {tie.start for tie in found.ties if tie.type in {"MEMBER_OF", "LEADS"}}
    assert {str(found.nodes[each].properties["name"]) for each in members} == {"尤玉军", "邹学校"}


@rule(RESULTS, 0)
def a_project_of_two_is_one(graph: Graphs) -> None:
    assert graph(Load(RESULTS)).one("Project", "智能仓储定位系统研发")


@rule(INTRODUCTIONS, 0)
def the_byte_order_mark_is_no_part_of_a_name(graph: Graphs) -> None:
    [table] = graph(Load(INTRODUCTIONS)).report.tables
    assert "日期" in table.columns.values()
    assert "\ufeff" not in "".join(table.columns.values())


@rule(INTRODUCTIONS, 1)
def a_delegation_in_the_column_of_introducers_is_one(graph: Graphs) -> None:
    found = graph(Load(INTRODUCTIONS))
    delegations = Counter(normal(name) for name in found.named("Delegation"))
    assert delegations == {"第十二批@仪征市": 1, "历批@扬州市": 1, "第十二批@高邮市": 1}
    assert [name for name in found.named("Person") if "团" in name or "批" in name] == []


@rule(INTRODUCTIONS, 2)
def a_joint_introduction_is_one(graph: Graphs) -> None:
    found = graph(Load(INTRODUCTIONS))
    introductions = [node.id for node in found.nodes.values() if node.label == "Introduction"]
    assert len(introductions) == expected()["good"][INTRODUCTIONS]["sheets"]["-"]["data_rows"]
    joint = [each for each in introductions if "阚道远" in found.ends(each, "BY")]
    assert [len(found.ends(each, "BY")) for each in joint] == [2]


@rule(INTRODUCTIONS, 3)
def a_channel_ties_nobody_and_is_no_contact(graph: Graphs) -> None:
    found = graph(Load(INTRODUCTIONS))
    people = {node.id for node in found.nodes.values() if node.label == "Person"}
    assert [tie for tie in found.ties if {tie.start, tie.end} <= people] == []
    credited = [node for node in found.nodes.values() if node.properties.get("kind") == "渠道归因"]
    assert len(credited) == 3
    assert [name for each in credited for name in found.ends(each.id, "BY") if name in found.named("Person")] == []
    around = {each.id for each in credited}
    ties = {tie.type for tie in found.ties if tie.start in around or tie.end in around}
    assert ties <= {"BY", "OF", "TO", "FOR"}


@rule(INTRODUCTIONS, 4)
def what_is_empty_stays_empty(graph: Graphs) -> None:
    found = graph(Load(INTRODUCTIONS))
    introductions = [node for node in found.nodes.values() if node.label == "Introduction"]
    assert sum(1 for node in introductions if not found.ends(node.id, "TO")) == 1
    dated = [node.properties["date"] for node in introductions if "date" in node.properties]
    assert sorted(dated) == ["2019", "2024-07-04"]


def corrected(graph: Graphs) -> Graph:
    return graph(Load(ROSTER, "名册"), Load(CORRECTED, "名册"), Load(CORRECTED, "名册"))


@rule(CORRECTED, 0)
def who_moved_is_one_and_holds_the_new_post(graph: Graphs) -> None:
    found = corrected(graph)
    assert found.posts("赵宽安") == [("扬州市工信局(原市经信委)", "市工信局副局长")]
    assert found.posts("李桂山") == [("生态科技新城管委会", "生态科技新城党工委书记")]
    assert [len(found.of("Person", name)) for name in ("赵宽安", "李桂山")] == [1, 1]


@rule(CORRECTED, 1)
def nobody_is_lost(graph: Graphs) -> None:
    before = graph(Load(ROSTER, "名册")).named("Person")
    assert corrected(graph).named("Person") == before


@rule(CORRECTED, 2)
def the_correction_again_changes_nothing(graph: Graphs) -> None:
    found = corrected(graph)
    assert found.reports[-1].changed == 0
    assert found.digests[-1] == found.digests[-2]


def sample(graph: Graphs, *, complete: bool = False) -> Graph:
    later = Load(SAMPLE_CORRECTED, complete=complete)
    return graph(Load(FIRMS), Load(SAMPLE), later, later)


@rule(SAMPLE_CORRECTED, 0)
def another_spelling_is_no_second_person(graph: Graphs) -> None:
    found = sample(graph)
    people = found.of("Person", "测试顺") | found.of("Person", "测试順")
    assert len(people) == 1 or any(pair <= people for pair in found.asked)


@rule(SAMPLE_CORRECTED, 1)
def who_is_missing_goes_only_where_the_list_is_complete(graph: Graphs) -> None:
    assert sample(graph).of("Person", "测试卯")
    whole = sample(graph, complete=True)
    assert not whole.of("Person", "测试卯")
    assert set(graph(Load(FIRMS)).named("Enterprise")) <= set(whole.named("Enterprise"))


@rule(SAMPLE_CORRECTED, 2)
def a_new_post_replaces_the_old(graph: Graphs) -> None:
    found = sample(graph)
    assert len(found.of("Person", "测试辰")) == 1
    assert found.posts("测试辰") == [("样例镇人民政府", "主任")]


@rule(SAMPLE_CORRECTED, 3)
def the_same_again_changes_nothing(graph: Graphs) -> None:
    found = sample(graph)
    assert found.reports[-1].changed == 0
    assert found.digests[-1] == found.digests[-2]


@rule(CONTACTS, 0)
def contact_details_are_nowhere(graph: Graphs) -> None:
    found = graph(Load(CONTACTS))
    private: list[Any] = expected()["good"][CONTACTS]["must_never_be_stored"]
    everything = "\n".join(normal(text) for text in found.texts())
    assert [each for each in private if normal(each) in everything or each.replace("-", "") in everything] == []
    assert found.posts("测试丁") == [("样例大学", "科员")]
    for name in ("测试丙", "测试戊", "测试庚"):
        [person] = (found.nodes[each].properties for each in found.of("Person", name))
        assert not re.search(r"\d|@|wx_", str(person.get("note", "")))


def test_every_rule_is_asked_for() -> None:
    good = expected()["good"]
    assert set(RULES) == {(file, number) for file in good for number in range(len(good[file]["must_not_hold"]))}


@pytest.mark.parametrize(("file", "number"), list(RULES), ids=[f"{file}-{number}" for file, number in RULES])
def test_rule(graph_of: Graphs, file: str, number: int) -> None:
    RULES[file, number](graph_of)
