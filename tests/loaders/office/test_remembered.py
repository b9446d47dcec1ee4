"""What cells come to is worked out once: no row says anything else for it, and none is refused less."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from loaders.office import remembered
from loaders.office.reading import open_office
from loaders.office.remembered import Remembered
from tests.loaders.office.expected import ROSTERS

GOOD = sorted(path.name for path in ROSTERS.iterdir() if path.suffix in {".csv", ".xls", ".xlsx", ".json"})


Refused = tuple[int, str, bool, str]


def told(path: Path) -> tuple[list[object], list[Refused]]:
    """All that the rows state, row by row, and what of them is refused."""
    reading = open_office(path)
    rows = [(row.record.line if row else 0, stated) for row, stated in reading.rows()]
    return [*rows], [(each.line, each.column, each.whole_row, each.error.code) for each in reading.refused]


def forgetting(path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[list[object], list[Refused]]:
    """The same with nothing remembered from cell to cell."""
    with monkeypatch.context() as patch:
        patch.setattr(Remembered, "keep", lambda self, key, value: value)
        return told(path)


@pytest.mark.parametrize("name", [name for name in GOOD if name != "EXPECTED.json"])
def test_rosters(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(ROSTERS / name) == forgetting(ROSTERS / name, monkeypatch)


def test_rows_that_share_most_of_their_cells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = shuffled(tmp_path / "样例市_人员名册.csv", 400)
    rows, refused = told(path)
    assert (rows, refused) == forgetting(path, monkeypatch)
    assert len(rows) > 300
    assert {code for *_, code in refused} >= {"office.ends_first", "office.no_subject", "cells.not_a_name"}
    monkeypatch.setattr(remembered, "_MOST", 3)
    assert (rows, refused) == told(path)


def shuffled(path: Path, rows: int) -> Path:
    """A roster with namesakes, places and firms called alike, and cells that are refused again and again."""
    rng = random.Random(8)
    lines = ["姓名,批次,派出单位,职称,挂职单位,挂职职务,挂职开始时间,挂职结束时间,备注"]
    for _ in range(rows):
        cells = [
            rng.choice(["样例一", "样例二", "样例三", "样例四（教授）", "", "无", "样例一等3人"]),
            rng.choice(["第十二批", "13批", "很多批"]),
            rng.choice(["样例大学", "样例职业技术学院", "样例县"]),
            rng.choice(["教授", "副教授", ""]),
            rng.choice(["样例县", "样例镇", "样例机械有限公司", "样例大学"]),
            rng.choice(["副镇长", "副总经理"]),
            rng.choice(["2019.08", "2021年8月", "不详的日子", ""]),
            rng.choice(["2020.07", "2022年7月", ""]),
            rng.choice(["", "样例机械有限公司"]),
        ]
        lines.append(",".join(cells))
    path.write_text("\n".join(lines), "utf-8")
    return path
