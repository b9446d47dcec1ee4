"""The bundled model holds together, and data is checked against it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from graph.errors import SchemaError
from graph.schema import NodeType, RelationshipType, Schema, load_schema
from graph.schema.model import FOLDER
from graph.schema.read import read_folder

TYPES = {
    "talent": {"Person", "Team", "Institution", "Delegation", "ExpertGroup"},
    "innovation": {
        "Project", "Technology", "Achievement", "Demand", "Platform", "Event", "Agreement", "Programme",
    },
    "industry": {"Segment", "Enterprise", "Place"},
    "context": {"Agency", "Introduction", "Credential", "Statistic", "Source"},
}  # fmt: skip
RELATIONSHIPS = {
    "AFFILIATED_WITH", "SECONDED_TO", "MEMBER_OF", "LEADS", "OVERSEES", "ASSISTS", "SERVES", "FOCUSES_ON", "WORKED_ON",
    "TAKEN_UP", "POSTED", "PARTNER_IN", "PARTICIPATED_IN", "SPOKE_ABOUT", "CANDIDATE_IN", "VISITED", "HOLDS",
    "LOCATED_IN", "BELONGS_TO", "PART_OF", "FOUNDED_BY", "SENT_MEMBERS_TO", "STUDIED_UNDER", "ALUMNUS_OF",
    "POSSIBLY_SAME_AS", "BY", "OF", "TO", "FOR",
}  # fmt: skip


@pytest.fixture(scope="module")
def schema() -> Schema:
    return load_schema()


def test_every_type_of_the_model_is_there(schema: Schema) -> None:
    assert {chain: {n.name for n in schema.nodes.values() if n.chain == chain} for chain in schema.chains} == TYPES
    assert set(schema.relationships) == RELATIONSHIPS
    assert load_schema() is schema


def test_chains_have_their_colours_and_shapes(schema: Schema) -> None:
    assert list(schema.chains) == list(TYPES)
    colours = {chain.name: chain.colour for chain in schema.chains.values()}
    assert colours["talent"] == "#0F6CBD"
    assert colours["innovation"] == "#157A5E"
    assert colours["industry"] == "#C2540A"
    assert len({chain.shape for chain in schema.chains.values()}) == len(TYPES)
    assert all(node.shape == schema.chains[node.chain].shape for node in schema.nodes.values())


def test_words_are_chinese_on_one_side_and_not_on_the_other(schema: Schema) -> None:
    types: list[NodeType | RelationshipType] = [*schema.nodes.values(), *schema.relationships.values()]
    labels = [each.label for each in types] + [p.label for each in types for p in each.properties.values()]
    labels += [words for tie in schema.relationships.values() for words in (tie.forward, tie.backward)]
    assert all(any("\u4e00" <= c <= "\u9fff" for c in label.zh) for label in labels)
    assert all(label.en.isascii() and label.get("en") == label.en and label.get("zh") == label.zh for label in labels)
    texts = [c for each in types for p in each.properties.values() for c in p.choices.values()]
    assert all(text.en.isascii() and not text.zh.isascii() for text in texts)


def test_ranks_are_given_once(schema: Schema) -> None:
    assert len({tie.rank for tie in schema.relationships.values()}) == len(RELATIONSHIPS)
    assert len({(node.chain, node.rank) for node in schema.nodes.values()}) == len(schema.nodes)


def test_containers_are_told_by_their_kind(schema: Schema) -> None:
    delegation = schema.node("Delegation")
    assert delegation.is_container({"kind": "历批汇总"})
    assert delegation.is_container({"kind": "批次汇总"})
    assert not delegation.is_container({"kind": "县域团"})
    assert not delegation.is_container({})
    assert not schema.node("ExpertGroup").is_container({"kind": "历批汇总"})


def test_names_that_are_searched(schema: Schema) -> None:
    searched = {node.name: {each.name for each in node.searched()} for node in schema.nodes.values()}
    assert all({"name", "alias"} <= names for names in searched.values())
    assert "short_name" in searched["Institution"]
    assert "description" in searched["Demand"]


def test_a_node_comes_back_cleaned(schema: Schema) -> None:
    given = {
        "id": "p-1",
        "name": " 刘红兵　",
        "roles": ["专家", "专家", " "],
        "is_talent": "yes",
        "title": "",
        "note": None,
    }
    assert schema.check_node("Person", given) == {"id": "p-1", "name": "刘红兵", "roles": ["专家"], "is_talent": True}
    assert schema.check_node("Person", {"name": "刘红兵", "alias": "刘教授"})["alias"] == ["刘教授"]
    assert schema.check_node("Statistic", {"name": "合格率", "value": "99.8"})["value"] == 99.8
    assert schema.check_node("Person", {"title": "教授"}, partial=True) == {"title": "教授"}
    assert schema.check_node("Delegation", schema.check_node("Delegation", {"name": "团", "batch": "12"})) == {
        "name": "团",
        "batch": 12,
    }


@pytest.mark.parametrize(
    ("label", "properties", "code", "details"),
    [
        ("Expert", {}, "schema.unknown_node", {"type": "Expert"}),
        ("Person", {"title": "教授"}, "schema.required", {"property": "name"}),
        ("Person", {"name": " "}, "schema.required", {"property": "name"}),
        ("Person", {"name": "甲", "age": 3}, "schema.unknown_property", {"property": "age"}),
        ("Person", {"name": "甲", "status": "离职"}, "values.choice", {"property": "status", "value": "离职"}),
        ("Person", {"name": ["甲", "乙"]}, "schema.one_value", {"property": "name"}),
        ("Person", {"name": "甲", "手机": "1"}, "schema.contact_name", {"property": "手机", "kind": "phone"}),
        ("Person", {"name": "甲", "email": None}, "schema.contact_name", {"property": "email", "kind": "email"}),
        ("Person", {"name": "甲", "note": "电话13912345678"}, "schema.contact_value", {"kind": "phone"}),
        ("Person", {"name": "甲", "alias": ["乙", "a@b.cn"]}, "schema.contact_value", {"property": "alias"}),
        ("Person", {"name": "甲 321081198001011234"}, "schema.contact_value", {"kind": "identity_number"}),
        ("Person", {"name": "甲", "id": "p-13912345678"}, "schema.contact_value", {"property": "id"}),
        ("Delegation", {"name": "团", "stated_size": 13912345678}, "schema.contact_value", {"kind": "phone"}),
        ("Delegation", {"name": "团", "batch": "第十二批"}, "values.integer", {"property": "batch"}),
        ("Project", {"name": "项目", "start": "去年"}, "values.date", {"property": "start", "value": "去年"}),
        ("Source", {"name": "报道", "url": "javascript:1"}, "values.url", {"property": "url"}),
    ],
)
def test_nodes_that_do_not_fit_are_refused(
    schema: Schema, label: str, properties: dict[str, object], code: str, details: dict[str, object]
) -> None:
    with pytest.raises(SchemaError) as error:
        schema.check_node(label, properties)
    assert error.value.code == code
    assert error.value.details | details == error.value.details
    assert error.value.message("zh") != code
    assert error.value.message("en") != code


def test_a_contact_detail_is_not_repeated_in_the_refusal(schema: Schema) -> None:
    with pytest.raises(SchemaError) as error:
        schema.check_node("Person", {"name": "甲", "note": "电话13912345678"})
    assert "13912345678" not in repr(error.value.as_json("zh")) + repr(error.value.as_json("en")) + str(error.value)
    assert "13912345678" not in repr(error.value.details)


def test_numbers_that_are_no_contact_details_pass(schema: Schema) -> None:
    place = {"name": "新集镇", "level": "town", "code": "321081100201"}
    assert schema.check_node("Place", place) == place
    source = {"name": "报道", "url": "http://example.com/t13912345678.html", "date": "2020-06-01"}
    assert schema.check_node("Source", source) == source
    total = {"name": "产值", "value": 13912345678, "unit": "元"}
    assert schema.check_node("Statistic", total) == total


def test_a_relationship_comes_back_cleaned(schema: Schema) -> None:
    given = {"role": " 教授 ", "since": "2019", "until": "", "observed": "2020-08-26", "sources": ["s-1"]}
    assert schema.check_relationship("AFFILIATED_WITH", "Person", "Institution", given) == {
        "role": "教授",
        "since": "2019",
        "observed": "2020-08-26",
        "sources": ["s-1"],
    }


@pytest.mark.parametrize(
    ("type", "start", "end", "properties", "code"),
    [
        ("KNOWS", "Person", "Person", {}, "schema.unknown_relationship"),
        ("AFFILIATED_WITH", "Institution", "Person", {}, "schema.ends"),
        ("AFFILIATED_WITH", "Expert", "Institution", {}, "schema.unknown_node"),
        ("POSSIBLY_SAME_AS", "Person", "Enterprise", {}, "schema.ends"),
        ("MEMBER_OF", "Person", "Delegation", {"since": "2020", "until": "2019-12"}, "schema.ends_before_it_begins"),
        ("MEMBER_OF", "Person", "Delegation", {"intake": "续任"}, "values.choice"),
        ("MEMBER_OF", "Person", "Delegation", {"post": "团长"}, "schema.unknown_property"),
        ("MEMBER_OF", "Person", "Delegation", {"telephone": "1"}, "schema.contact_name"),
        ("MEMBER_OF", "Person", "Delegation", {"role": "团长 13912345678"}, "schema.contact_value"),
    ],
)
def test_relationships_that_do_not_fit_are_refused(
    schema: Schema, type: str, start: str, end: str, properties: dict[str, object], code: str
) -> None:
    with pytest.raises(SchemaError) as error:
        schema.check_relationship(type, start, end, properties)
    assert error.value.code == code


def test_an_end_within_the_coarse_beginning_is_no_contradiction(schema: Schema) -> None:
    term = {"since": "2019-08", "until": "2019"}
    assert schema.check_relationship("MEMBER_OF", "Person", "Delegation", term) == term


def _set(*path: str | int, value: object) -> Callable[[dict[str, object]], None]:
    def change(fields: dict[str, object]) -> None:
        inner: dict[str, object] = fields
        for step in path[:-1]:
            inner = inner[step]  # type: ignore[index, assignment]
        inner[path[-1]] = value  # type: ignore[index]

    return change


@pytest.mark.parametrize(
    ("file", "change", "fault"),
    [
        ("nodes/Person.yaml", _set("caption", value="nick"), "no property nick"),
        ("nodes/Person.yaml", _set("featured", value=["age"]), "no property age"),
        ("nodes/Person.yaml", _set("icon", value="cat"), "no icon cat"),
        ("nodes/Person.yaml", _set("chain", value="money"), "no chain money"),
        ("nodes/Person.yaml", _set("label", value={"zh": "人员"}), "label.en"),
        ("nodes/Person.yaml", _set("label", "en", value=""), "label.en"),
        ("nodes/Person.yaml", _set("label", "zh", value="团队"), "Team has the same"),
        ("nodes/Person.yaml", _set("name", value="People"), "named by its file"),
        ("nodes/Person.yaml", _set("colour", value="red"), "colour"),
        ("nodes/Person.yaml", _set("properties", "status", "choices", value={}), "choices"),
        ("nodes/Person.yaml", _set("properties", "title", "choices", value={"a": "b"}), "choices"),
        ("nodes/Person.yaml", _set("properties", "title", "type", value="colour"), "type"),
        ("nodes/Person.yaml", _set("properties", "title", "label", "zh", value="姓名"), "姓名 stands twice"),
        ("nodes/Delegation.yaml", _set("containers", "kind", value=["历年汇总"]), "no choice 历年汇总"),
        ("nodes/Delegation.yaml", _set("containers", "sort", value=["历批汇总"]), "no choice 历批汇总"),
        ("relationships/LEADS.yaml", _set("ends", value=[]), "none given"),
        ("relationships/LEADS.yaml", _set("ends", value=[{"from": ["Person"], "to": ["Cat"]}]), "no node type Cat"),
        ("relationships/LEADS.yaml", _set("ends", value=[{"from": ["Person"], "to": ["Team", "Team"]}]), "twice"),
        ("relationships/LEADS.yaml", _set("ends", value=[{"form": ["Person"], "to": ["Team"]}]), "form"),
        ("relationships/LEADS.yaml", _set("key", value=["rank"]), "no property rank"),
        ("relationships/LEADS.yaml", _set("forward", value="牵头"), "forward"),
        ("relationships/LEADS.yaml", _set("symmetric", value=True), "symmetric"),
        (
            "relationships/POSSIBLY_SAME_AS.yaml",
            _set("ends", value=[{"from": ["Person"], "to": ["Team"]}]),
            "symmetric",
        ),
        ("chains.yaml", _set("talent", "colour", value="blue"), "colour"),
        ("common.yaml", _set("version", value="one"), "version"),
    ],
)
def test_a_wrong_type_file_is_refused_by_name(
    tmp_path: Path, file: str, change: Callable[[dict[str, object]], None], fault: str
) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "schema")
    fields = yaml.safe_load((folder / file).read_text("utf-8"))
    change(fields)
    (folder / file).write_text(yaml.safe_dump(fields, allow_unicode=True), "utf-8")
    with pytest.raises(SchemaError) as error:
        read_folder(folder)
    assert error.value.code == "schema.file"
    assert file.endswith(str(error.value.details["file"]))
    assert fault in str(error.value.details["fault"])


@pytest.mark.parametrize("text", ["- a list", "a: [", "label: {zh: 人, en: P}\nlabel: {zh: 人, en: P}", ""])
def test_a_file_that_is_no_mapping_is_refused(tmp_path: Path, text: str) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "schema")
    (folder / "nodes/Person.yaml").write_text(text, "utf-8")
    with pytest.raises(SchemaError) as error:
        read_folder(folder)
    assert error.value.details["file"] == "Person.yaml"


def test_a_value_that_is_no_choice_is_told_in_the_words_people_choose_from(schema: Schema) -> None:
    with pytest.raises(SchemaError) as error:
        schema.check_relationship("FOCUSES_ON", "Enterprise", "Segment", {"position": "上游/中游"})
    assert error.value.message("zh") == "“链上位置”没有“上游/中游”这一项"
    assert error.value.hint("zh") == "可选：上游（upstream） · 中游（midstream） · 下游（downstream）。"
    assert error.value.message("en") == "Position has no choice 上游/中游"
    assert "Midstream（midstream）" in error.value.hint("en")
