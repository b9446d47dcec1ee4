"""Templates: handed out, filled in as they are, and loaded by fit, with nothing asked and nothing lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from graph import contacts
from graph.errors import LoadError, MappingError
from graph.ledger import Ledger
from graph.messages import Language
from loaders.files.open import open_file
from loaders.headers import find_tables
from loaders.load import state_path
from loaders.office.catalogue import FOLDER, bundled, mappings
from loaders.office.mapping import Mapping
from loaders.office.mapping_files import read_mapping
from loaders.office.reading import open_office
from loaders.office.templates import template, write_template
from loaders.report import LoadReport

HEADER, EXAMPLE = 3, 4
"""Lines of the header and of the example, counted from 1."""
KINDS = [each.name for each in mappings()]

each_kind = pytest.mark.parametrize("kind", KINDS)


def handed_out(kind: str, tmp_path: Path, language: Language = "zh") -> Path:
    path = tmp_path / f"样例镇_{kind}.xlsx"
    write_template(bundled().named(kind), path, language)
    return path


def first(book: Workbook) -> Worksheet:
    sheet = book.worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def filled(kind: str, tmp_path: Path, *, mark: str | None = "1") -> Path:
    """The template with the example copied under itself as a row of data; `mark` is the number it gets."""
    path = handed_out(kind, tmp_path)
    book = load_workbook(path)
    sheet = first(book)
    for cell in list(sheet[EXAMPLE]):
        sheet.cell(EXAMPLE + 1, cell.column, cell.value)
    sheet.cell(EXAMPLE + 1, 1, mark)
    book.save(path)
    return path


def codes(report: LoadReport) -> set[str]:
    return {each.error.code for each in report.ignored}


@each_kind
def test_a_filled_template_loads_by_fit_and_every_column_is_read(kind: str, ledger: Ledger, tmp_path: Path) -> None:
    report = state_path(ledger, filled(kind, tmp_path))
    assert [table.mapping for table in report.tables] == [kind]
    assert list(report.tables[0].columns) != []
    assert set(report.tables[0].columns) == set(bundled().named(kind).examples)
    assert report.tables[0].told == {}
    assert report.refused == []
    assert codes(report) == {"headers.examples"}
    assert report.changed > 1


@each_kind
def test_a_template_handed_back_empty_says_nothing(kind: str, ledger: Ledger, tmp_path: Path) -> None:
    report = state_path(ledger, handed_out(kind, tmp_path))
    assert (report.changed, report.refused) == (0, [])
    assert list(ledger.nodes()) == []


@each_kind
def test_an_example_that_is_typed_over_and_numbered_is_loaded(kind: str, ledger: Ledger, tmp_path: Path) -> None:
    path = handed_out(kind, tmp_path)
    book = load_workbook(path)
    first(book).cell(EXAMPLE, 1, 1)
    book.save(path)
    report = state_path(ledger, path)
    assert (report.refused, codes(report)) == ([], set())
    assert report.changed > 1


@each_kind
def test_headers_are_wordings_and_none_asks_for_contact_details(kind: str, tmp_path: Path) -> None:
    [sheet] = [each for each in open_file(handed_out(kind, tmp_path)).sheets if each.name != "填写说明"]
    [table] = find_tables(sheet, bundled().known)
    mapping = bundled().named(kind)
    assert [column.name for column in table.columns] == [mapping.columns[name].wordings[0] for name in mapping.template]
    assert [contacts.in_name(column.name) for column in table.columns] == [None] * len(table.columns)
    assert table.serial is not None


@each_kind
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_sheet_of_hints_is_no_table_and_tells_of_every_column(
    kind: str, language: Language, tmp_path: Path
) -> None:
    path = handed_out(kind, tmp_path, language)
    reading = open_office(path)
    assert {sheet.table.sheet for sheet in reading.sheets} == {bundled().named(kind).title.zh}
    assert [each.sheet for each in reading.ignored if each.sheet != bundled().named(kind).title.zh] == []
    hints = load_workbook(path).worksheets[1]
    assert hints.title == {"zh": "填写说明", "en": "How to fill it in"}[language]
    texts = [str(row[0].value) for row in hints.iter_rows()]
    for title in map(bundled().named(kind).titled, bundled().named(kind).examples):
        assert any(text.startswith(title.zh) for text in texts)
        assert language == "zh" or any(title.en in text for text in texts)


def offered(kind: str) -> dict[str, tuple[list[str], str]]:
    """Header → what its drop-down offers, and what becomes of other words."""
    sheet = first(template(bundled().named(kind), "zh"))
    headers = {cell.column_letter: str(cell.value) for cell in sheet[HEADER]}
    found: dict[str, tuple[list[str], str]] = {}
    for rule in sheet.data_validations.dataValidation:
        if rule.type == "list":
            letter = str(rule.sqref).split(":")[0].rstrip("0123456789")
            found[headers[letter]] = rule.formula1.strip('"').split(","), rule.errorStyle
    return found


def test_drop_downs_of_closed_vocabularies() -> None:
    assert offered("people") == {
        "团内职务": (["团长", "副团长", "团员"], "warning"),
        "新任/留任": (["新任", "留任"], "stop"),
        "组内职务": (["组长", "副组长", "成员"], "warning"),
    }
    assert offered("demands")["状态"] == (
        ["已发布", "对接中", "达成意向", "已解决", "未解决", "已撤回", "已过期"],
        "stop",
    )
    assert offered("places")["级别"][0] == ["省", "市", "区", "县", "县级市", "开发区", "镇", "村"]
    assert offered("enterprises")["链上位置"][0] == ["上游", "中游", "下游"]
    assert set(offered("introductions")) == {"引荐方式", "结果"}


@each_kind
def test_every_word_offered_is_taken(kind: str, ledger: Ledger, tmp_path: Path) -> None:
    path = filled(kind, tmp_path)
    book = load_workbook(path)
    sheet = first(book)
    columns = {str(cell.value): cell.column for cell in sheet[HEADER]}
    line = EXAMPLE + 2
    for header, (words, _) in offered(kind).items():
        for word in words:
            for cell in list(sheet[EXAMPLE]):
                sheet.cell(line, cell.column, cell.value)
            sheet.cell(line, 1, line)
            sheet.cell(line, columns[header], word)
            line += 1
    book.save(path)
    assert state_path(ledger, path).refused == []


@each_kind
def test_every_cell_to_fill_in_keeps_texts_and_has_its_hint(kind: str, tmp_path: Path) -> None:
    sheet = first(load_workbook(handed_out(kind, tmp_path, "en")))
    width = len(bundled().named(kind).examples) + 1
    assert {sheet.cell(EXAMPLE + 1, column).number_format for column in range(1, width + 1)} == {"@"}
    assert {sheet.column_dimensions[cell.column_letter].number_format for cell in sheet[HEADER]} == {"@"}
    prompts = [rule.prompt for rule in sheet.data_validations.dataValidation]
    assert len(prompts) == width - 1
    assert all(prompt and len(prompt) <= 255 for prompt in prompts)


def test_it_is_ready_for_screen_and_paper(tmp_path: Path) -> None:
    sheet = first(load_workbook(handed_out("people", tmp_path)))
    assert sheet.freeze_panes == f"C{EXAMPLE}"
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == f"${HEADER}:${HEADER}"
    assert sheet["A1"].value == "人员名册"
    assert sheet.column_dimensions["B"].width >= 10


def test_a_date_with_october_and_a_range_stay_what_was_typed(ledger: Ledger, tmp_path: Path) -> None:
    path = filled("demands", tmp_path)
    book = load_workbook(path)
    columns = {str(cell.value): cell.column for cell in first(book)[HEADER]}
    for header, text in (("提出日期", "2019.10"), ("拟投入（万元）", "5-8")):
        first(book).cell(EXAMPLE + 1, columns[header]).value = text
    book.save(path)
    assert state_path(ledger, path).refused == []
    [demand] = [node.properties for node in ledger.nodes() if node.label == "Demand"]
    assert (demand["posted"], demand["amount_min"], demand["amount_max"]) == ("2019-10", 5, 8)


def test_whoever_is_seconded_works_at_no_body_of_the_place_that_is_served(ledger: Ledger, tmp_path: Path) -> None:
    path = filled("people", tmp_path)
    book = load_workbook(path)
    columns = {str(cell.value): cell.column for cell in first(book)[HEADER]}
    first(book).cell(EXAMPLE + 1, columns["单位"], "样例大学")
    book.save(path)
    state_path(ledger, path)
    nodes = {node.id: node.properties["name"] for node in ledger.nodes()}
    located = {nodes[tie.start] for tie in ledger.relationships() if tie.type == "LOCATED_IN"}
    assert "样例大学" not in located


def test_a_file_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    path = handed_out("people", tmp_path)
    before = path.read_bytes()
    with pytest.raises(LoadError) as raised:
        write_template(bundled().named("places"), path, "zh")
    assert raised.value.code == "office.file_exists"
    assert path.read_bytes() == before
    with pytest.raises(LoadError) as raised:
        write_template(bundled().named("places"), tmp_path / "没有" / "a.xlsx", "zh")
    assert raised.value.code == "loaders.export_failed"


def changed(tmp_path: Path, kind: str, *pairs: tuple[str, str]) -> Mapping:
    """A mapping file with texts replaced."""
    text = (FOLDER / f"{kind}.yaml").read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    path = tmp_path / f"{kind}.yaml"
    path.write_text(text, "utf-8")
    return read_mapping(path)


def test_a_changed_mapping_file_changes_the_template_and_nothing_else_is_needed(tmp_path: Path) -> None:
    mapping = changed(
        tmp_path,
        "places",
        ("[备注, 说明]}", "[附言]}\n  chief: {english: Chief, wordings: [负责人], words: {有: 有, 无人: 无人}}"),
        ("  note: 样例备注", "  chief: 有\n  note: 样例附言"),
    )
    sheet = first(template(mapping, "zh"))
    rows: list[list[Any]] = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=HEADER, max_row=EXAMPLE)]
    assert rows == [
        ["序号", "编号", "名称", "级别", "上级编号", "负责人", "附言"],
        ["示例", "样例-1", "样例镇", "镇", None, "有", "样例附言"],
    ]
    lists = [rule.formula1 for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert '"有,无人"' in lists


@pytest.mark.parametrize(
    ("title", "name"), [("'甲/乙: 样例[1]'", "甲乙 样例1"), ("'" + "长" * 40 + "'", "长" * 31), ("'?'", "places")]
)
def test_a_title_that_no_sheet_could_have(tmp_path: Path, title: str, name: str) -> None:
    mapping = changed(tmp_path, "places", ("zh: 属地名单", f"zh: {title}"))
    assert first(template(mapping, "zh")).title == name


def test_a_mapping_without_a_template_hands_out_all_its_columns_without_an_example(tmp_path: Path) -> None:
    text = (FOLDER / "places.yaml").read_text("utf-8")
    begin, end = text.index("template:"), text.index("unread:")
    mapping = changed(tmp_path, "places", (text[begin:end], ""))
    rows = [[cell.value for cell in row] for row in first(template(mapping, "zh")).iter_rows(min_row=HEADER)]
    assert rows[0] == ["序号", "编号", "名称", "级别", "上级编号", "备注"]
    assert {value for row in rows[1:] for value in row} == {None}


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("  size: \"12\"", "  sizes: \"12\"", "第 37 行有误：没有叫 sizes 的列"),
        ("  since: 2019年8月", "  since: 八月", "列 since 读不出示例“八月”"),
        ("  batch: 第十二批", "  batch: 无", "列 batch 读不出示例“无”"),
    ],
)  # fmt: skip
def test_a_template_that_its_columns_would_refuse_is_refused(tmp_path: Path, old: str, new: str, fault: str) -> None:
    with pytest.raises(MappingError) as raised:
        changed(tmp_path, "delegations", (old, new))
    assert fault in raised.value.message()


def drawn_up(path: Path, unit: str, name: str) -> Path:
    """A template sent back under the name it was handed out by, signed by who filled it in."""
    path.parent.mkdir()
    book = Workbook()
    sheet = first(book)
    for row in (
        ["人员名册"],
        [f"填报单位：{unit}"],
        ["姓名", "单位"],
        [name, f"{unit}样例大学"],
        ["测试乙", f"{unit}样例大学"],
    ):
        sheet.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize(
    "name", ["人员名册.xlsx", "人员名册（模板）.xlsx", "人员名册（模板）(1).xlsx", "人员名册 - 副本.xlsx"]
)
def test_the_same_template_of_two_offices_is_two_sources(ledger: Ledger, tmp_path: Path, name: str) -> None:
    one, other = (
        state_path(ledger, drawn_up(tmp_path / place / name, place, "测试甲")) for place in ("样例一镇", "样例二镇")
    )
    assert one.source != other.source
    assert (one.source.endswith("·样例一镇"), other.corrects) == (True, None)
    people = [node for node in ledger.nodes() if node.label == "Person"]
    assert sorted(str(node.properties["name"]) for node in people) == ["测试乙", "测试乙", "测试甲", "测试甲"]
