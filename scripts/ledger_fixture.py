"""Makes tests/data/ledger-0001.sqlite, the ledger of the first release, from invented people.

Kept as it is for ever, so that every later release is tried on it; run again only before the first release.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from graph.ledger import Claim, NodeClaim, Origin, RelationshipClaim, open_ledger

FIXTURE = Path(__file__).parents[1] / "tests" / "data" / "ledger-0001.sqlite"
DIGEST = "435b085f23392d7b5054c188c080e628531180f426e8508e85de93a66568c463"


def person(id: str, name: str, line: int, observed: str | None = None) -> Claim:
    return NodeClaim(
        id, "Person", {"name": name}, ("s1",), observed, Origin("名册.xlsx", "第一批", line), {"name": f" {name} "}
    )


def member(start: str, line: int, since: str | None, role: str) -> Claim:
    origin = Origin("名册.xlsx", "第一批", line)
    return RelationshipClaim("MEMBER_OF", start, "d1", {"role": role}, since, None, "2020-08-26", ("s1",), origin)


def make() -> str:
    """Two loads in force, one taken back, a merge, a pair decided apart, one merge taken back."""
    FIXTURE.unlink(missing_ok=True)
    delegation = NodeClaim("d1", "Delegation", {"name": "样例镇科技镇长团"}, ("s1",))
    people = [person(f"p{n}", f"测试{name}", n) for n, name in enumerate("甲乙丙丁", 1)]
    ties = [member(f"p{n}", n, since, "团员") for n, since in enumerate(["2019", "2019-08", None, "2020-08-01"], 1)]
    with open_ledger(f"sqlite:///{FIXTURE}") as ledger:
        ledger.load("名册", [delegation, *people, *ties], title="第一批名册", files=["名册.xlsx"])
        mistake = ledger.load("名册", [person("p1", "测试错", 1)]).load
        ledger.rollback(mistake)
        ledger.load("通讯录", [person("p5", "测试甲", 9, "2021"), member("p5", 9, "2019-09", "团长")])
        ledger.merge(["p1", "p5"], "同一人")
        ledger.apart("p2", "p3", "同名不同人")
        ledger.undo(ledger.merge(["p3", "p4"], "误判"))
        digest = ledger.digest()
    connection = sqlite3.connect(FIXTURE)
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.execute("PRAGMA page_size=1024")
    connection.execute("VACUUM")
    connection.close()
    for file in FIXTURE.parent.glob(f"{FIXTURE.name}.*.lock"):
        file.unlink()
    return digest


if __name__ == "__main__":
    print(make())
