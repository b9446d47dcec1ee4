"""Columns set by hand: read as they were set, kept in the workspace, chosen again for the same layout."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import LoadError, MappingError, NotFound, QianxianError
from graph.ledger import Ledger
from graph.schema import Text
from loaders.headers import Table
from loaders.load import state_path
from loaders.office.adapted_yaml import as_yaml
from loaders.office.assumed import tables_of
from loaders.office.catalogue import FOLDER, Catalogue, bundled, catalogue_of, mappings
from loaders.office.custom import UNREAD, Custom, custom, offers, origin, save
from loaders.office.fitting import best_fit, fit_of
from loaders.office.reading import open_office
from loaders.office.wishes import Wishes
from tests.loaders.headers.sheets import sheet as sheet_of

ROSTER = (
    "姓名|单位|籍贯地|板块|电话\n张测甲|样例大学|样例县|样例市|12300000001\n王测乙|样例学院|样例县|样例区|12300000002"
)
NAME, UNIT, HOMETOWN, PLACE, PHONE = range(5)


def table(text: str = ROSTER) -> Table:
    [found] = tables_of(sheet_of(text), bundled().known)
    return found


def set_by_hand(choice: dict[int, str], text: str = ROSTER, base: str | None = "people") -> Custom:
    return custom(table(text), choice, name="样例镇名单", base=bundled().named(base) if base else None)


def code_of(choice: dict[int, str], text: str = ROSTER, base: str | None = "people") -> str:
    with pytest.raises(QianxianError) as raised:
        set_by_hand(choice, text, base)
    for language in ("zh", "en"):
        assert "{" not in raised.value.message(language) + raised.value.hint(language)
        assert raised.value.hint(language)
    return raised.value.code


def read_as(found: Custom, text: str = ROSTER) -> dict[str, str]:
    fit = fit_of(table(text), found.mapping)
    assert fit is not None
    assert fit.whole
    return {column.name: name for name, column in fit.columns.items()}


def test_a_column_set_otherwise_and_one_left_out() -> None:
    found = set_by_hand({UNIT: "home", PLACE: UNREAD})
    assert read_as(found) == {"姓名": "name", "单位": "home"}
    assert found.adapted.unread == ["籍贯地", "板块"]
    assert {name: each.wordings for name, each in found.adapted.columns.items()} == {"name": ["姓名"], "home": ["单位"]}


def test_columns_that_are_not_chosen_stay_as_they_are() -> None:
    assert read_as(set_by_hand({})) == {"姓名": "name", "单位": "unit", "板块": "place"}


def test_a_column_that_nobody_knew() -> None:
    assert read_as(set_by_hand({HOMETOWN: "note"}))["籍贯地"] == "note"


def test_without_a_base_the_kind_is_told_by_the_columns() -> None:
    text = "对象|所处|说法\n样例一公司|上游|样例说法\n样例二公司|下游|样例说法"
    found = set_by_hand({0: "enterprise", 1: "position"}, text, base=None)
    assert found.mapping.adapts == "enterprises"
    assert read_as(found, text) == {"对象": "enterprise", "所处": "position"}
    assert code_of({0: "team_role", 1: "position"}, text, base=None) == "office.custom_no_kind"


def test_two_columns_of_one_name_are_told_by_what_stands_above() -> None:
    text = "人员|来处|||去处||\n|单位|职务|级|单位|职务|级\n张测甲|样例大学|教授|甲|样例镇|副镇长|乙"
    choice = {0: "name", 1: "home", 2: "home_role", 3: UNREAD, 4: "host", 5: "host_role", 6: UNREAD}
    found = set_by_hand(choice, text)
    assert read_as(found, text) == {
        "人员": "name",
        "来处 / 单位": "home",
        "来处 / 职务": "home_role",
        "去处 / 单位": "host",
        "去处 / 职务": "host_role",
    }
    assert found.adapted.unread == ["来处 / 级", "去处 / 级"]


@pytest.mark.parametrize(
    ("choice", "text", "base", "code"),
    [
        ({NAME: UNREAD}, ROSTER, "people", "office.needs_not_met"),
        ({UNIT: "name"}, ROSTER, "people", "office.custom_twice"),
        ({UNIT: "enterprise"}, ROSTER, "people", "office.no_such_column"),
        ({PHONE: "note"}, ROSTER, "people", "office.custom_contacts"),
        ({9: "note"}, ROSTER, "people", "office.custom_no_column"),
        ({0: "note"}, "序号|姓名|单位\n1|张测甲|样例大学\n2|王测乙|样例学院", "people", "office.custom_no_column"),
        ({2: "note"}, "姓名|单位|\n张测甲|样例大学|甲\n王测乙|样例学院|乙", "people", "office.custom_no_header"),
        ({2: "home"}, "姓名|单位|单位\n张测甲|样例大学|样例学院", "people", "office.custom_not_apart"),
        ({0: "by"}, "谁|给谁\n张测甲|样例公司\n王测乙|样例公司", "introductions", "office.needs_not_met"),
    ],
)
def test_what_is_not_possible_is_said(choice: dict[int, str], text: str, base: str, code: str) -> None:
    assert code_of(choice, text, base) == code


def test_what_is_missing_is_named() -> None:
    with pytest.raises(LoadError) as raised:
        set_by_hand({NAME: UNREAD})
    assert "姓名" in raised.value.message()
    with pytest.raises(LoadError) as raised:
        set_by_hand({0: "by"}, "谁|把谁\n张测甲|李测丙\n王测乙|赵测丁", "introductions")
    assert "被引荐人" in raised.value.message()


@pytest.mark.parametrize("kind", [each.name for each in mappings()])
def test_offers_name_every_column_in_both_languages(kind: str) -> None:
    found = offers(bundled().named(kind))
    assert {each.name for each in found} == set(bundled().named(kind).columns)
    assert all(each.title.zh and each.title.en and each.title.en != each.name for each in found)
    titles = [each.title for each in found]
    assert len({title.zh for title in titles}) == len({title.en for title in titles}) == len(titles)


def test_those_that_are_needed_are_marked() -> None:
    assert [each.name for each in offers(bundled().named("demands")) if each.required] == ["enterprise", "description"]


def file_of(tmp_path: Path, text: str = ROSTER) -> Path:
    path = tmp_path / "样例镇_名单.csv"
    path.write_text(text.replace("|", ","), "utf-8")
    return path


def test_a_kept_layout_goes_before_the_mapping_it_is_made_of(ledger: Ledger, tmp_path: Path) -> None:
    home = tmp_path / "home"
    path = save(set_by_hand({UNIT: "home", PLACE: UNREAD}).adapted, home)
    assert path == home / "mappings" / "样例镇名单.yaml"
    catalogue = catalogue_of(home)
    report = state_path(ledger, file_of(tmp_path), Wishes(catalogue=catalogue))
    [read] = report.tables
    assert (read.mapping, dict(read.columns)) == ("样例镇名单", {"name": "姓名", "home": "单位"})
    assert [each.error.code for each in report.ignored] == ["loaders.contact_column"]
    assert {tie.properties["nature"] for tie in ledger.relationships() if tie.type == "AFFILIATED_WITH"} == {"派出单位"}


def test_another_layout_is_still_read_by_the_bundled_mapping(tmp_path: Path) -> None:
    save(set_by_hand({UNIT: "home", PLACE: UNREAD}).adapted, tmp_path)
    catalogue = catalogue_of(tmp_path)
    other = table("姓名|单位|职务|板块\n张测甲|样例大学|教授|样例市")
    fit = best_fit(other, catalogue.mappings, catalogue.own)
    assert fit is not None
    assert fit.mapping.name == "people"


def test_a_kept_layout_is_set_anew_from_all_that_its_kind_has(tmp_path: Path) -> None:
    save(set_by_hand({UNIT: "home", PLACE: UNREAD}).adapted, tmp_path)
    catalogue = catalogue_of(tmp_path)
    kept = catalogue.named("样例镇名单")
    assert origin(kept, catalogue) is bundled().named("people")
    again = custom(table(), {PLACE: "place"}, name="样例镇名单", base=kept, catalogue=catalogue)
    assert read_as(again) == {"姓名": "name", "单位": "home", "板块": "place"}


def test_the_file_is_short_and_reads_back(tmp_path: Path) -> None:
    found = custom(
        table(), {UNIT: "home"}, name="样例", base=bundled().named("people"), title=Text(zh="样例: 表", en="It's")
    )
    assert as_yaml(found.adapted).splitlines() == [
        "title: {zh: '样例: 表', en: It's}",
        "adapts: people",
        "columns:",
        "  name: [姓名]",
        "  home: [单位]",
        "  place: [板块]",
        "unread:",
        "  - 籍贯地",
    ]
    save(found.adapted, tmp_path)
    assert catalogue_of(tmp_path).named("样例") == found.mapping


@pytest.mark.parametrize("name", ["", "../样例", "a/b", "样 例", ".样例", "样" * 61])
def test_names_that_no_file_can_have(name: str, tmp_path: Path) -> None:
    adapted = set_by_hand({}).adapted.model_copy(update={"name": name})
    with pytest.raises(LoadError) as raised:
        save(adapted, tmp_path)
    assert raised.value.code == "office.mapping_name"
    assert list(tmp_path.iterdir()) == []


def test_names_that_are_taken(tmp_path: Path) -> None:
    adapted = set_by_hand({}).adapted
    first = save(adapted, tmp_path)
    with pytest.raises(LoadError) as raised:
        save(adapted, tmp_path)
    assert raised.value.code == "office.mapping_name_taken"
    other = set_by_hand({PLACE: UNREAD}).adapted
    assert save(other, tmp_path, replace=True) == first
    assert "板块" in first.read_text("utf-8").partition("unread")[2]
    assert [path.name for path in first.parent.iterdir()] == [first.name]
    with pytest.raises(LoadError) as raised:
        save(adapted.model_copy(update={"name": "people"}), tmp_path, replace=True)
    assert raised.value.code == "office.mapping_name_taken"


def own(tmp_path: Path, text: str, name: str = "样例") -> Catalogue:
    path = tmp_path / "mappings" / f"{name}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return catalogue_of(tmp_path)


TITLE = "title: {zh: 样例, en: Sample}\n"
WHOLE = (FOLDER / "places.yaml").read_text("utf-8")


def line_of(text: str) -> int:
    return WHOLE[: WHOLE.index(text)].count("\n") + 1


@pytest.mark.parametrize(
    ("text", "line", "fault"),
    [
        (f"{TITLE}adapts: people\ncolumns:\n  name: [大名]\n  nmae: [小名]\n", 5, "没有叫 nmae 的列"),
        (f"{TITLE}adapts: peeple\ncolumns:\n  name: [大名]\n", 2, "没有叫 peeple 的映射可以改"),
        (f"{TITLE}adapts: people\ncolumns:\n  unit: [单位]\n", 3, "缺少写明姓名的列"),
        (f"{TITLE}adapts: people\ncolumns:\n  name: 大名\n", 4, "columns.name"),
        ("adapts: people\ncolumns:\n  name: [大名]\n", 1, "缺少 title"),
        (f"{TITLE}adapts: people\ncolumns:\n  name: [大名\n", 5, "不是正确的 YAML"),
        ("只有一句话", 1, "不是正确的 YAML"),
        (f"{TITLE}columms: {{}}\n", 1, "缺少 subjects"),
        (WHOLE.replace("type: PART_OF", "type: PART"), line_of("type: PART_OF"), "没有类型 PART"),
        (WHOLE.replace("subjects: [place]", "subjects: [town]"), 2, "things 里没有 town"),
        (WHOLE.replace("code: number", "kode: number"), line_of("  place:"), "没有属性 kode"),
    ],
)  # fmt: skip
def test_a_broken_mapping_is_named_with_file_and_line(tmp_path: Path, text: str, line: int, fault: str) -> None:
    with pytest.raises(MappingError) as raised:
        own(tmp_path, text)
    message = raised.value.message()
    assert str(tmp_path / "mappings" / "样例.yaml") in message
    assert f"第 {line} 行" in message
    assert fault in message
    assert f"in line {line}:" in raised.value.message("en")
    assert "mappings" in raised.value.hint()


def test_a_whole_mapping_of_a_workspace_stands_in_for_a_bundled_one(tmp_path: Path) -> None:
    catalogue = own(tmp_path, WHOLE.replace("属地名单", "样例名单"), "places")
    assert catalogue.named("places").title.zh == "样例名单"
    assert len(catalogue.mappings) == len(mappings())


def test_mappings_of_a_workspace_may_adapt_one_another_but_in_no_circle(tmp_path: Path) -> None:
    own(tmp_path, WHOLE.replace("属地名单", "样例名单"), "地方")
    catalogue = own(tmp_path, f"{TITLE}adapts: 地方\ncolumns:\n  name: [地名]\n  level: [等级]\n", "地方二")
    assert catalogue.named("地方二").adapts == "地方"
    with pytest.raises(MappingError):
        own(tmp_path, f"{TITLE}adapts: 地方二\ncolumns:\n  name: [地名]\n  level: [等级]\n", "地方")


def test_a_saved_name_is_one_that_may_be_asked_for(tmp_path: Path) -> None:
    save(set_by_hand({UNIT: "home"}).adapted, tmp_path)
    reading = open_office(file_of(tmp_path), Wishes(mapping="样例镇名单", catalogue=catalogue_of(tmp_path)))
    assert reading.sheets[0].fit.mapping.name == "样例镇名单"
    with pytest.raises(NotFound) as raised:
        open_office(file_of(tmp_path), Wishes(mapping="样例镇名单"))
    assert raised.value.code == "office.no_such_mapping"
