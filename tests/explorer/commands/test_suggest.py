"""load --suggest: a draft printed or written, kept in the workspace, and read from then on."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.explorer.commands.conftest import Command
from tests.loaders.office.layouts import LAYOUTS

FILE = "样例镇_专家.csv"


@pytest.fixture
def unknown(tmp_path: Path) -> Path:
    path = tmp_path / FILE
    path.write_text(LAYOUTS["experts"].text, "utf-8")
    return path


@pytest.mark.usefixtures("unknown")
def test_the_draft_is_printed_and_its_fit_told(in_folder: Command) -> None:
    assert in_folder("load", FILE, "--dry-run", "--json").json["error"]["code"] == "office.no_mapping"
    said = in_folder("load", "--suggest", FILE)
    assert said.status == 0
    assert yaml.safe_load(said.out)["columns"] == {"name": ["专家"], "unit": ["供职机构"], "field": ["研究专长"]}
    assert "读 3 列，留 1 列不读；现有的映射认得 0%" in said.err
    assert "12300000001" not in said.out + said.err
    assert "座机" not in said.out + said.err


@pytest.mark.usefixtures("unknown")
def test_a_draft_kept_in_the_workspace_is_read_by(in_folder: Command, tmp_path: Path) -> None:
    kept = tmp_path / "home" / "mappings" / "专家.yaml"
    said = in_folder("load", "--suggest", FILE, "--output", str(kept))
    assert (said.status, said.out) == (0, "")
    assert kept.name in said.err
    for mapping in ([], ["--mapping", "专家"]):
        report = in_folder("load", FILE, "--dry-run", "--json", *mapping).json
        assert [table["mapping"] for table in report["tables"]] == ["专家"]
        assert report["counts"]["Person"]["made"] == 3
    assert "专家" in in_folder("template").out
    assert "现有的映射认得 75%" in in_folder("load", "--suggest", FILE).err


@pytest.mark.usefixtures("unknown")
def test_the_document_for_programs(in_folder: Command) -> None:
    document = in_folder("load", "--suggest", FILE, "--json").json
    assert document.pop("mapping").startswith("# 草拟的映射")
    assert document == {
        "path": None,
        "adapts": "people",
        "sheet": "",
        "columns": {"name": "专家", "unit": "供职机构", "field": "研究专长"},
        "unread": ["起聘年月"],
        "share": 0.75,
    }


def test_no_table_no_draft(in_folder: Command, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("一句话\n", "utf-8")
    said = in_folder("load", "--suggest", FILE, "--json")
    assert (said.status, said.json["error"]["code"]) == (1, "office.no_header")
    assert in_folder("load", "--suggest", "没有.csv", "--json").status == 1


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--suggest", "a.csv", "b.csv"], "cli.one_file"),
        (["a.csv", "--output", "b.yaml"], "cli.output_without_suggest"),
    ],
)
def test_wrong_use(in_folder: Command, arguments: list[str], code: str) -> None:
    said = in_folder("load", *arguments, "--json")
    assert (said.status, said.json["error"]["code"]) == (2, code)


@pytest.mark.usefixtures("unknown")
def test_a_broken_mapping_of_the_workspace_stops_the_load_and_says_where(in_folder: Command, tmp_path: Path) -> None:
    folder = tmp_path / "home" / "mappings"
    folder.mkdir(parents=True)
    (folder / "坏的.yaml").write_text("title: {zh: 样例, en: Sample}\nadapts: people\ncolumns: {}\n", "utf-8")
    said = in_folder("load", FILE, "--dry-run")
    assert said.status == 1
    assert "坏的.yaml 第 3 行有误" in said.err
