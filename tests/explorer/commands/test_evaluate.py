"""evaluate introducers: its table, its JSON, what it refuses."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from explorer.cli import run

EVENTS = """year,event_id,person_ids
2018,1,样甲;样丙
2018,2,样甲;样丁
2018,3,样甲;样戊
2019,4,样乙;样丙
2019,5,样乙;样丁;样戊
2020,6,样甲;样乙;样丙
"""


@pytest.fixture
def events(tmp_path: Path) -> Path:
    path = tmp_path / "样例活动.csv.gz"
    path.write_bytes(gzip.compress(EVENTS.encode()))
    return path


def test_the_figures_are_the_contracts(events: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", "introducers", str(events), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["events"], found["left_out"], found["cases"], found["kind"]) == (6, 0, 1, "joint_paper")
    assert set(found["methods"]) == {"random", "degree", "count_product", "newman", "rules"}
    assert found["methods"]["random"]["hit@1"] == pytest.approx(1 / 3, abs=1e-4)
    assert found["methods"]["rules"]["hit@1"] == 1
    [share] = found["calibration"]["by_strength"].values()
    assert (share["candidates"], share["took_part"]) == (3, pytest.approx(1 / 3, abs=1e-4))
    assert sum(each["candidates"] for each in found["calibration"]["by_score"]) == 3
    for each in found["methods"].values():
        assert set(each) == {"hit@1", "hit@3", "mrr", "interval"}
        assert set(each["interval"]) == {"hit@1", "hit@3", "mrr"}


def test_people_read_a_table(events: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", "introducers", str(events), "--from", "2020", "--kind", "joint_event"]) == 0
    said = capsys.readouterr()
    assert "现行规则" in said.out
    assert "较弱的一步" in said.out
    assert "1 个案例" in said.err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["--from", "2021"], "evaluate.no_cases"), (["--kind", "none"], "introductions.no_such_kind")],
)
def test_what_cannot_be_evaluated_is_said(
    events: Path, arguments: list[str], code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["evaluate", "introducers", str(events), *arguments, "--json"]) == 1
    assert code in capsys.readouterr().out


def test_a_broken_file_is_named_with_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "样例活动.csv"
    path.write_text(EVENTS + "二〇二〇,7,样甲;样丁\n", "utf-8")
    assert run(["evaluate", "introducers", str(path)]) == 1
    said = capsys.readouterr().err
    assert "样例活动.csv 第 8 行" in said
    assert run(["evaluate", "introducers", str(tmp_path / "none.csv")]) == 1
