"""Forms: labels beside their values."""

from __future__ import annotations

from graph.errors import LoadError
from loaders.headers import Table, find_tables
from tests.loaders.headers.sheets import known, sheet


def records(table: Table) -> list[dict[str, str]]:
    """The records by the name of the column."""
    names = {column.position: column.name for column in table.columns}
    return [{names[at]: text for at, text in record.cells.items()} for record in table.records()]


def test_labels_in_the_first_column_and_one_value_beside_each() -> None:
    [table] = find_tables(sheet("挂职人员登记表|\n姓名|测试甲\n派出单位|样例大学\n民族|汉族\n职务|讲师"), known)
    assert table.context == ("挂职人员登记表",)
    assert table.header_lines == ()
    assert records(table) == [{"姓名": "测试甲", "派出单位": "样例大学", "民族": "汉族", "职务": "讲师"}]
    [record] = table.records()
    assert record.line == 2
    assert record.places == {0: (2, 1), 1: (3, 1), 2: (4, 1), 3: (5, 1)}


def test_one_person_in_each_column() -> None:
    [table] = find_tables(sheet("姓名|测试甲|测试乙\n单位|样例大学|样例学院\n职务|讲师|\n政治面貌|样例|样例"), known)
    assert records(table) == [
        {"姓名": "测试甲", "单位": "样例大学", "职务": "讲师", "政治面貌": "样例"},
        {"姓名": "测试乙", "单位": "样例学院", "政治面貌": "样例"},
    ]
    assert [record.places[1] for record in table.records()] == [(2, 1), (2, 2)]


def test_a_firm_beside_its_label_does_not_make_a_header_of_a_form_that_is_hardly_filled() -> None:
    rows = "登记表|||\n企业名称|样例机械有限公司|板块|\n产业链||备注|\n状态||团名|"
    [table] = find_tables(sheet(rows), known)
    assert table.header_lines == ()
    assert records(table) == [{"企业名称": "样例机械有限公司"}]


def test_labels_and_values_in_four_columns() -> None:
    rows = """
登记表|||
姓名：|测试甲|性别：|男
派出单位|样例大学||
职务|讲师|职称|
籍贯|样例省|挂职单位|样例镇
备注|||"""
    [table] = find_tables(sheet(rows, "A1:D1 B3:D3 B6:D6"), known)
    assert records(table) == [
        {"姓名": "测试甲", "性别": "男", "派出单位": "样例大学", "职务": "讲师", "籍贯": "样例省", "挂职单位": "样例镇"}
    ]
    assert [column.name for column in table.columns] == [
        "姓名",
        "性别",
        "派出单位",
        "职务",
        "职称",
        "籍贯",
        "挂职单位",
        "备注",
    ]


def test_the_place_of_a_photograph_is_no_value() -> None:
    rows = "姓名|测试甲|出生年月|1980年1月|照片\n单位|样例大学|||\n职务|讲师|批次|第十二批|"
    for merges in ("B2:D2 E1:E3", "B2:D2"):
        [table] = find_tables(sheet(rows, merges), known)
        assert records(table)[0]["出生年月"] == "1980年1月"


def test_the_first_label_again_begins_the_next_person() -> None:
    one = "登记表|||\n姓名|{}|性别|男\n单位|{}|职务|讲师\n"
    rows = one.format("测试甲", "样例大学") + "\n" + one.format("测试乙", "样例学院")
    [table] = find_tables(sheet(rows), known)
    assert [record["姓名"] for record in records(table)] == ["测试甲", "测试乙"]
    assert [record.line for record in table.records()] == [2, 6]


def test_a_label_merged_before_others_is_their_group() -> None:
    rows = "姓名||测试甲\n派出|单位|样例大学\n|职务|讲师\n挂职|单位|样例镇\n|职务|副镇长"
    [table] = find_tables(sheet(rows, "A1:B1 A2:A3 A4:A5"), known)
    assert [column.path for column in table.columns] == [
        ("姓名",),
        ("派出", "单位"),
        ("派出", "职务"),
        ("挂职", "单位"),
        ("挂职", "职务"),
    ]
    [record] = table.records()
    assert list(record.cells.values()) == ["测试甲", "样例大学", "讲师", "样例镇", "副镇长"]


def test_a_list_of_other_people_inside_a_form_is_not_read() -> None:
    rows = """
姓名|测试甲|性别|男
单位|样例大学|职务|讲师
派出单位|样例大学|职称|教授
挂职单位|样例镇|批次|第十二批
家庭成员|姓名|单位|职务
配偶|测试丁|样例公司|职员
子女|测试戊|样例小学|"""
    [table] = find_tables(sheet(rows), known)
    assert [record["姓名"] for record in records(table)] == ["测试甲"]
    assert "测试丁" not in repr(list(table.records()))
    assert [(remark.code, remark.details["lines"]) for remark in table.remarks()] == [("headers.not_read", "5–7")]


def test_contact_details_in_a_form_are_dropped() -> None:
    [table] = find_tables(sheet("姓名|测试甲|手机|12300000001\n单位|样例大学|备注|电话12300000001"), known)
    assert [column.name for column in table.dropped] == ["手机"]
    assert records(table) == [{"姓名": "测试甲", "单位": "样例大学"}]


def test_faults_in_a_form_go_with_their_place() -> None:
    fault = LoadError("样例")
    [table] = find_tables(sheet("姓名|测试甲\n单位|\n职务|讲师", faults={(2, 1): fault}), known)
    [record] = table.records()
    assert record.faults == {1: fault}
    assert record.places[1] == (2, 1)


def test_a_form_without_values_has_no_record() -> None:
    [table] = find_tables(sheet("姓名||性别|\n单位||职务|\n派出单位||职称|"), known)
    assert list(table.records()) == []


def test_a_table_beneath_a_form_under_a_title_of_its_own() -> None:
    form = "姓名|测试甲|性别|男\n单位|样例大学|职务|讲师"
    rows = f"{form}\n\n企业名录|||\n企业名称|产业链|板块|备注\n样例机械有限公司|样例||"
    one, table = find_tables(sheet(rows), known)
    assert len(records(one)) == 1
    assert table.context == ("企业名录",)
    assert records(table) == [{"企业名称": "样例机械有限公司", "产业链": "样例"}]


def test_many_forms_whose_lines_are_alike() -> None:
    one = "登记表|||\n姓名|测试甲|性别|男\n单位|样例大学|职务|讲师\n\n"
    [table] = find_tables(sheet(one * 40), known)
    assert len(records(table)) == 40


def test_a_form_above_a_table_without_a_title_is_read_as_a_form() -> None:
    form = "姓名|测试甲|派出单位|样例大学\n职务|讲师|职称|教授\n挂职单位|样例镇|备注|样例"
    first, second = find_tables(sheet(f"{form}\n\n企业名称|板块|备注\n样例机械有限公司|样例镇|样例"), known)
    assert records(first)[0]["姓名"] == "测试甲"
    assert first.header_lines == ()
    assert [column.name for column in second.columns] == ["企业名称", "板块", "备注"]


def test_who_drew_a_table_up_is_no_form_above_it() -> None:
    above = "填报单位|样例镇\n填报日期|2024年3月1日\n联系人|测试甲"
    tables = find_tables(sheet(f"{above}\n\n企业名称|板块|备注\n样例机械有限公司|样例镇|样例"), known)
    assert all(table.header_lines for table in tables)
    assert [column.name for column in tables[-1].columns] == ["企业名称", "板块", "备注"]
