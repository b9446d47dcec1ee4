"""What is told while an office file is loaded: its stages, how far each is, how much there is in all."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from graph.ledger import Ledger
from loaders.load import state_path

ROWS = 4_000
Told = list[tuple[str, int, int | None]]


def rows(first: int, last: int) -> list[list[str]]:
    return [[str(number + 1), name(number), "样例大学"] for number in range(first, last)]


def name(number: int) -> str:
    return f"测试{chr(0x4E00 + number)}"


def as_csv(path: Path) -> Path:
    with path.with_suffix(".csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["序号", "姓名", "单位"], *rows(0, ROWS)])
    return path.with_suffix(".csv")


def as_gz(path: Path) -> Path:
    packed = path.with_suffix(".csv.gz")
    packed.write_bytes(gzip.compress(as_csv(path).read_bytes()))
    return packed


def as_json_lines(path: Path) -> Path:
    lines = (f'{{"姓名": "{name(number)}", "单位": "样例大学"}}\n' for number in range(ROWS))
    path.with_suffix(".jsonl").write_text("".join(lines), "utf-8")
    return path.with_suffix(".jsonl")


def as_xlsx(path: Path) -> Path:
    """Two sheets, and two tables one beneath the other on the second."""
    book = Workbook()
    for sheet, first, last in (("一", 0, 1_000), ("二", 1_000, 3_000)):
        page = book.create_sheet(sheet)
        for row in [["序号", "姓名", "单位"], *rows(first, last)]:
            page.append(row)
    for line in ([], ["样例镇第二张名册"], ["序号", "姓名", "职务"], *rows(3_000, ROWS)):
        book["二"].append(line)
    book.remove(book["Sheet"])
    book.save(path.with_suffix(".xlsx"))
    return path.with_suffix(".xlsx")


def told_of(ledger: Ledger, path: Path) -> Told:
    told: Told = []
    state_path(ledger, path, progress=lambda stage, more, total: told.append((stage, more, total)))
    return told


@pytest.mark.parametrize(
    ("made", "least"),
    [(as_csv, 0.7), (as_xlsx, 0.7), (as_json_lines, 0.7), (as_gz, 0.1)],
    ids=["csv", "xlsx", "jsonl", "gz"],
)
def test_each_stage_tells_how_far_it_is_and_how_much_there_is(
    ledger: Ledger, tmp_path: Path, made: Callable[[Path], Path], least: float
) -> None:
    told = told_of(ledger, made(tmp_path / "样例_名册"))
    assert list(dict.fromkeys(stage for stage, *_ in told)) == ["looking", "reading", "alike", "facts"]
    for stage in ("looking", "reading"):
        assert sum(more for each, more, _ in told if each == stage) == ROWS
        assert [total for each, _, total in told if each == stage][-1] == ROWS
    guesses = [total for stage, more, total in told if stage == "looking" and more]
    # What is read ahead and not yet looked at makes the first guesses small; a gz this small is inflated at once.
    assert all(total and least * ROWS < total < 1.3 * ROWS for total in guesses)
    assert guesses[-1] == pytest.approx(ROWS, rel=0.05)
    assert {total for stage, _, total in told if stage == "reading"} == {ROWS}


def test_where_it_is_not_known_how_far_a_file_is_read_only_what_is_done_is_told(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "样例_名册.json"
    path.write_text('[{"姓名": "测试甲", "单位": "样例大学"}]', "utf-8")
    assert told_of(ledger, path)[:3] == [("looking", 0, None), ("looking", 1, 1), ("reading", 0, 1)]
