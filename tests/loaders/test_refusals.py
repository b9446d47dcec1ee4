"""What does not fit is refused with its place and reason, alone where the row stands without it."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import UnreadableFile
from loaders.reading import open_folder
from tests.loaders.conftest import Read, layout, read

SOURCES = "id,title,publisher,date,url,kind,linkable,file\ns-1,样例报道,样例报,2020-08-26,,报纸,no,\n"
PLACES = "id,name,level,code,parent_id,source_id\npl-1,样例市,city,,,s-1\npl-2,样例镇,town,,pl-1,s-1\n"
PEOPLE = "id,name,name_pinyin,title,roles,is_talent,source_id\np-1,测试甲,Ce Shijia,教授,专家,yes,s-1\n"
RELATIONS = "source_node_id,type,target_node_id,role,start_date,end_date,observed_date,note,source_id\n"


def folder(path: Path, **files: str) -> Path:
    texts = {"sources": SOURCES, "places": PLACES, "people": PEOPLE, "relations": RELATIONS, **files}
    for name, text in texts.items():
        (path / f"{name}.csv").write_text(text, "utf-8")
    return path


def node(found: Read, record: str) -> dict[str, object]:
    [claim] = [claim for claim in found.nodes if claim.record == record]
    return dict(claim.properties)


def test_whole_folder_stands(tmp_path: Path) -> None:
    found = read(folder(tmp_path))
    assert found.refused() == []
    assert {claim.record for claim in found.nodes} == {"s-1", "pl-1", "pl-2", "p-1"}


def test_bad_cell_is_refused_alone_where_the_row_stands(tmp_path: Path) -> None:
    found = read(folder(tmp_path, people=PEOPLE.replace(",yes,", ",大概,")))
    assert found.refused() == [("people.csv", 2, "is_talent", "values.boolean")]
    assert "is_talent" not in node(found, "p-1")
    assert node(found, "p-1")["title"] == "教授"


def test_row_without_a_required_value_is_refused_with_what_hangs_on_it(tmp_path: Path) -> None:
    relations = RELATIONS + "p-1,SECONDED_TO,pl-2,挂职副镇长,,,,,s-1\n"
    found = read(folder(tmp_path, people=PEOPLE.replace("测试甲", ""), relations=relations))
    assert [(file, line, code) for file, line, _, code in found.refused()] == [
        ("people.csv", 2, "schema.required"),
        ("relations.csv", 2, "loaders.unknown_id"),
    ]
    assert "p-1" not in {claim.record for claim in found.nodes}


def test_refusal_names_line_column_cell_value_reason_and_cure(tmp_path: Path) -> None:
    found = read(folder(tmp_path, sources=SOURCES.replace("2020-08-26", "2020年8月")))
    [refusal] = found.reading.refused
    told = refusal.as_json("zh")
    assert told["file"] == "sources.csv"
    assert (told["line"], told["column"], told["cell"], told["value"]) == (2, "date", "D2", "2020年8月")
    assert "2020年8月" in str(told["message"])
    assert told["hint"]
    assert told["code"] == "values.date"


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("p-1,SECONDED_TO,pl-9,,,,,,s-1", "target_node_id", "loaders.unknown_id"),
        ("p-1,SECONDED_TO,,,,,,,s-1", "target_node_id", "loaders.no_end"),
        ("p-1,FRIEND_OF,pl-2,,,,,,s-1", "type", "schema.unknown_relationship"),
        ("p-1,PART_OF,pl-2,,,,,,s-1", "", "schema.ends"),
        ("p-1,SECONDED_TO,pl-2,,2020,2019,,,s-1", "", "schema.ends_before_it_begins"),
    ],
)
def test_relationship_that_cannot_stand_is_refused_whole(tmp_path: Path, row: str, column: str, code: str) -> None:
    found = read(folder(tmp_path, relations=RELATIONS + row + "\n"))
    assert found.refused() == [("relations.csv", 2, column, code)]
    assert found.reading.refused[0].whole_row
    assert [tie for tie in found.relationships if tie.origin.file == "relations.csv"] == []


def test_bad_date_of_a_relationship_is_refused_alone(tmp_path: Path) -> None:
    row = "p-1,SECONDED_TO,pl-2,挂职副镇长,2019-02-30,,2020-05-01,,s-1\n"
    found = read(folder(tmp_path, relations=RELATIONS + row))
    assert found.refused() == [("relations.csv", 2, "start_date", "values.date")]
    [tie] = [tie for tie in found.relationships if tie.type == "SECONDED_TO"]
    assert (tie.since, tie.observed) == (None, "2020-05-01")


def test_unknown_source_is_refused_and_the_row_stands(tmp_path: Path) -> None:
    found = read(folder(tmp_path, people=PEOPLE.replace("s-1", "s-1;s-9")))
    assert found.refused() == [("people.csv", 2, "source_id", "loaders.unknown_source")]
    [claim] = [claim for claim in found.nodes if claim.record == "p-1"]
    assert claim.sources == ("s-1",)


def test_id_that_stands_twice_is_taken_once(tmp_path: Path) -> None:
    found = read(folder(tmp_path, people=PEOPLE + "p-1,测试乙,,,,no,s-1\n"))
    assert found.refused() == [("people.csv", 3, "id", "loaders.id_twice")]
    assert node(found, "p-1")["name"] == "测试甲"


def test_row_without_id_is_refused(tmp_path: Path) -> None:
    found = read(folder(tmp_path, people=PEOPLE + ",测试乙,,,,no,s-1\n"))
    assert found.refused() == [("people.csv", 3, "id", "loaders.no_id")]


def test_contact_column_is_never_read(tmp_path: Path) -> None:
    people = "id,name,联系电话,source_id\np-1,测试甲,13800000000,s-1\n"
    found = read(folder(tmp_path, people=people))
    assert [(each.file, each.column, each.error.code) for each in found.reading.ignored] == [
        ("people.csv", "联系电话", "loaders.contact_column")
    ]
    assert "13800000000" not in repr(found)


def test_contact_detail_in_a_cell_is_refused_and_not_repeated(tmp_path: Path) -> None:
    found = read(folder(tmp_path, people=PEOPLE.replace("教授", "教授 13800000000")))
    [refusal] = found.reading.refused
    assert (refusal.column, refusal.error.code, refusal.value) == ("title", "schema.contact_value", "")
    assert "13800000000" not in str(refusal.as_json("zh")) + repr(found.claims)


def test_unknown_column_and_file_are_named(tmp_path: Path) -> None:
    people = "id,name,血型,source_id\np-1,测试甲,O,s-1\n"
    found = read(folder(tmp_path, people=people, extra="a,b\n"))
    assert [(each.file, each.column, each.error.code) for each in found.reading.ignored] == [
        ("people.csv", "血型", "loaders.unknown_column"),
        ("extra.csv", "", "loaders.ignored_file"),
    ]


def test_second_batch_row_that_contradicts_the_reported_one_is_refused(tmp_path: Path) -> None:
    batches = "number,label,place_id,start,end,basis,note,source_id\n5,第五批,pl-1,2012-08,,报道,,s-1\n"
    batches += "5,第五批,pl-1,2012-09,2013-08,推算,,s-1\n"
    found = read(folder(tmp_path, batches=batches))
    assert found.refused() == [("batches.csv", 3, "start", "loaders.stated_better")]
    made = {
        name: value for claim in found.nodes if claim.label == "Delegation" for name, value in claim.properties.items()
    }
    assert made["name"] == "第五批科技镇长团·样例市"
    assert (made["kind"], made["start"], made["end"]) == ("县域团", "2012-08", "2013-08")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"", "loaders.empty_file"),
        (b"\n", "loaders.empty_file"),
        (b"id,name,id\n", "loaders.column_twice"),
        (b"name,title\n", "loaders.no_column"),
        (b"id,name\n" + "p-1,测试甲\n".encode("gb18030"), "loaders.not_utf8"),
        ('id,name\np-1,"测试甲'.encode(), "loaders.broken_csv"),
        ("id,name\np-1,测试甲,教授\n".encode(), "loaders.too_many_cells"),
    ],
)
def test_file_that_cannot_be_read_is_refused_whole(tmp_path: Path, text: bytes, code: str) -> None:
    folder(tmp_path)
    (tmp_path / "people.csv").write_bytes(text)
    with pytest.raises(UnreadableFile) as raised:
        list(open_folder(layout("canonical-1"), tmp_path).claims())
    assert raised.value.code == code
    assert "people.csv" in raised.value.message()


def test_byte_order_mark_is_no_part_of_a_name(tmp_path: Path) -> None:
    found = read(folder(tmp_path, people="\ufeff" + PEOPLE))
    assert "p-1" in {claim.record for claim in found.nodes}


def test_lines_are_counted_through_quoted_line_breaks(tmp_path: Path) -> None:
    people = PEOPLE.replace("教授", '"教授\n博士生导师"') + "p-2,测试乙,,,,大概,s-1\n"
    found = read(folder(tmp_path, people=people))
    assert found.refused() == [("people.csv", 4, "is_talent", "values.boolean")]
