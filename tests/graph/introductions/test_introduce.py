"""Who can introduce whom on the bundled data of Yangzhou, on both engines."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, TypedDict, Unpack

import pytest

from graph.database import Database
from graph.errors import NotFound, SchemaError
from graph.introductions import Rules, introduce, load_rules
from graph.introductions.reader import is_gathered
from graph.messages import Language

DONGSHENG = "e-dong-sheng-gong-si"
LIU_HONGBING = "p-liuhongbing"
EXPERT_GROUP = "g-yang-zhou-ke-ji-zhen-zhang-tuan-chan-cai-dui-jie-zhuan-jia-zu"
SHANGJIN = "e-shang-jin-guang-dian"
SUN_ZHICHENG = "p-sunzhicheng"
XINHAO = "e-jiang-su-sheng-xin-hao-zhong-ji-you-xian-gong-si"
WANG_HEPING = "p-wangheping"
JIANGDU = "pl-321012"
INSTITUTE = "j-jiang-su-da-xue-xin-neng-yuan-qi-che-yan-jiu-yuan-jiang-du"
DAY = "2022-01-01"

NODE = {"id", "label", "name"}
SOURCE = {"id", "title", "publisher", "date", "url"}
REASON = {"kind", "text", "since", "until", "observed", "sources"}


class Options(TypedDict, total=False):
    """What a question may add."""

    k: int
    further: int
    max_hops: int
    as_of: str
    exclude: list[str]
    exclude_kinds: list[str]


def ask(
    database: Database, start: str, end: str, language: Language = "zh", **options: Unpack[Options]
) -> dict[str, Any]:
    asked: Options = {"as_of": DAY, **options}
    return introduce(database, start, end, **asked).as_json(language)


def ids(path: dict[str, Any]) -> list[str]:
    return [path["hops"][0]["from"]["id"], *(hop["to"]["id"] for hop in path["hops"])]


def test_dongsheng_and_liu_hongbing_are_together_already(yangzhou: Database) -> None:
    answer = ask(yangzhou, DONGSHENG, LIU_HONGBING)
    assert answer["code"] == "together"
    kinds = {link["kind"]: link for link in answer["together"]}
    assert set(kinds) == {"demand_taken_up", "joint_project"}
    assert kinds["joint_project"]["text"] == "共同承担东升公司“磁浮焊”稳定杆焊接工艺攻关（已见效）"
    assert [source["id"] for source in kinds["joint_project"]["sources"]] == ["s-seed"]


def test_their_introduction_is_on_record_by_a_group_and_no_person(yangzhou: Database) -> None:
    answer = ask(yangzhou, DONGSHENG, LIU_HONGBING)
    (record,) = answer["recorded"]
    assert record["kind"] == "牵线引荐"
    assert [node["id"] for node in record["by"]] == [EXPERT_GROUP]
    assert [node["id"] for node in record["of"]] == [LIU_HONGBING]
    assert [node["id"] for node in record["to"]] == [DONGSHENG]
    assert (record["date"], record["state"], record["to_inferred"]) == ("2019", "已促成", False)
    assert record["remarks"] == ["来源未载扬州科技镇长团产才对接专家组中由何人经手"]
    assert "2019年经扬州科技镇长团产才对接专家组引荐" in answer["message"]
    assert "来源未载" in answer["message"]


def test_a_firm_and_an_expert_not_linked_yet_shangjin_and_sun_zhicheng(yangzhou: Database) -> None:
    """By the delegation of its county, or the leader who served the firm before; then by who invited the professor."""
    answer = ask(yangzhou, SHANGJIN, SUN_ZHICHENG)
    assert (answer["code"], answer["together"], answer["recorded"]) == ("found", [], [])
    assert [ids(path) for path in answer["paths"]] == [
        ["d-d12-gao-you", "p-zhangxiaofeng", SUN_ZHICHENG],
        ["p-kandaoyuan", "p-zhangxiaofeng", SUN_ZHICHENG],
        ["p-yangweiyou", "d-d12-gao-you", "p-zhangxiaofeng", SUN_ZHICHENG],
        ["p-niuchangming", "p-mihaokun", "p-zhangxiaofeng", SUN_ZHICHENG],
    ]
    through_leader = answer["paths"][1]
    reasons = [[reason["text"] for reason in hop["reasons"]] for hop in through_leader["hops"]]
    assert reasons[0][0].startswith("同批挂职：第十二批科技镇长团·高邮市")
    assert reasons[1][0] == "至迟2021年6月3日张晓峰邀请孙志成参加高邮市首届科技创新创业大赛"
    (opening,) = through_leader["contacts"]
    assert opening["of"]["id"] == SHANGJIN
    assert opening["contact"]["id"] == "p-kandaoyuan"
    assert opening["reasons"][0]["text"].startswith("阚道远曾为江苏尚今光电科技有限公司牵线")
    assert all(
        source["id"] == "s-jssj-gy12" for hop in through_leader["hops"] for source in hop["reasons"][0]["sources"]
    )


def test_a_firm_and_an_expert_not_linked_yet_xinhao_and_wang_heping(yangzhou: Database) -> None:
    """The scholar seconded to the firm's town comes from the vice dean's school; the same school alone is weak."""
    answer = ask(yangzhou, XINHAO, WANG_HEPING)
    assert (answer["code"], answer["together"], answer["recorded"]) == ("found", [], [])
    (path,) = answer["paths"]
    assert ids(path) == ["p-hugang", WANG_HEPING]
    assert path["strength"] == "weak"
    assert path["hops"][0]["reasons"][0]["kind"] == "same_body"
    assert path["contacts"][0]["reasons"][0]["text"] == "胡钢在江苏省鑫昊重机有限公司所在的宜陵镇挂职（挂职科技副镇长）"


def test_jiangdu_and_its_institute_name_the_right_liu_jun(yangzhou: Database) -> None:
    answer = ask(yangzhou, JIANGDU, INSTITUTE)
    assert answer["code"] == "together"
    assert [node["id"] for node in answer["recorded"][0]["by"]] == ["p-liujun"]
    assert ids(answer["paths"][0]) == [JIANGDU, "p-liujun"]
    assert "p-liujun-2" not in json.dumps(answer)


def test_an_expert_nobody_reaches_is_answered_with_what_would_help(yangzhou: Database) -> None:
    answer = ask(yangzhou, SUN_ZHICHENG, "p-duyouwei")
    assert answer["code"] == "none_within_hops"
    assert answer["paths"] == []
    assert answer["message"].startswith("3 步以内没有查到引荐路径。库中未收录不等于没有")
    assert answer["nearest"][0]["node"]["id"] == "p-zhangxiaofeng"
    assert answer["nearest"][0]["side"] == "from"
    for word in ("无关联", "没有关系", "缺口"):
        assert word not in json.dumps(answer, ensure_ascii=False)
    english = ask(yangzhou, SUN_ZHICHENG, "p-duyouwei", "en")
    assert "unconnected" not in json.dumps(english).lower()


def test_answer_has_the_shape_of_the_contract(yangzhou: Database) -> None:
    for start, end in ((DONGSHENG, LIU_HONGBING), (SHANGJIN, SUN_ZHICHENG), (SUN_ZHICHENG, "p-duyouwei")):
        answer = json.loads(json.dumps(ask(yangzhou, start, end)))
        assert set(answer) == {
            "from", "to", "as_of", "max_hops", "together", "recorded", "paths", "nearest", "code", "message"
        }  # fmt: skip
        assert set(answer["from"]) == set(answer["to"]) == NODE
        assert (answer["as_of"], answer["max_hops"]) == (DAY, 3)
        for record in answer["recorded"]:
            assert {"id", "kind", "by", "of", "to", "to_inferred", "date", "state", "outcome", "sources"} <= set(record)
        for path in answer["paths"]:
            assert {"score", "strength", "hops"} <= set(path)
            assert 0 < path["score"] < 1
            assert sum(hop["weakest"] for hop in path["hops"]) == 1
            for hop in path["hops"]:
                assert {"from", "to", "tie", "weakest", "reasons"} <= set(hop)
                assert hop["tie"]
        reasons = [
            *answer["together"],
            *(r for path in answer["paths"] for hop in path["hops"] for r in hop["reasons"]),
        ]
        for reason in reasons:
            assert set(reason) >= REASON
            assert reason["sources"]
            assert all(set(source) == SOURCE and source["title"] for source in reason["sources"])


def test_reprints_are_cited_without_a_link(yangzhou: Database) -> None:
    answer = ask(yangzhou, SHANGJIN, SUN_ZHICHENG)
    (source,) = answer["paths"][0]["hops"][0]["reasons"][0]["sources"]
    assert source["publisher"] == "高邮本地媒体(江苏尚今光电网站转载)"
    assert source["url"] is None


def test_officials_managers_and_containers_never_stand_between(yangzhou: Database) -> None:
    never = set(load_rules().evidence.introducers.never_roles)
    starts = (DONGSHENG, SHANGJIN, XINHAO, "e-liu-ji-ban-jin-qi-ye", "pl-321084")
    people = {row["id"]: row["n"] for row in yangzhou.read("MATCH (n:Person) RETURN n.id AS id, properties(n) AS n")}
    containers = {
        row["id"] for row in yangzhou.read("MATCH (n:Delegation) WHERE n.kind ENDS WITH '汇总' RETURN n.id AS id")
    }
    routes = 0
    for start in starts:
        for end in ("p-lizhenhua", "p-kandaoyuan", "p-panghuan"):
            for path in ask(yangzhou, start, end)["paths"]:
                routes += 1
                own = [
                    contact["contact"]["id"] for contact in path["contacts"] if contact["reasons"][0]["kind"] == "staff"
                ]
                for id in ids(path):
                    assert id not in containers
                    roles = set(people.get(id, {}).get("roles", []))
                    assert not roles & never or people[id].get("is_talent") or id in {start, end, *own}
    assert routes > 20


def test_excluding_a_person_reruns_without_them(yangzhou: Database) -> None:
    without = ask(yangzhou, SHANGJIN, SUN_ZHICHENG, exclude=["p-kandaoyuan"])
    assert without["paths"]
    assert all("p-kandaoyuan" not in ids(path) for path in without["paths"])
    assert ask(yangzhou, SHANGJIN, SUN_ZHICHENG, exclude=["p-zhangxiaofeng"])["code"] == "none_within_hops"


def test_excluding_a_kind_of_tie_reruns_without_it(yangzhou: Database) -> None:
    assert ask(yangzhou, SHANGJIN, SUN_ZHICHENG, exclude_kinds=["invitation"])["paths"] == []
    without = ask(yangzhou, SHANGJIN, SUN_ZHICHENG, exclude_kinds=["serves_there", "introducer"])
    assert {path["hops"][0]["from"]["id"] for path in without["paths"]} == {"p-niuchangming", "p-yangweiyou"}
    with pytest.raises(NotFound) as caught:
        ask(yangzhou, SHANGJIN, SUN_ZHICHENG, exclude_kinds=["friendship"])
    assert caught.value.code == "introductions.no_such_kind"


def test_fewer_hops_fewer_routes_and_k_bounds_them(yangzhou: Database) -> None:
    routes = [ask(yangzhou, SHANGJIN, SUN_ZHICHENG, max_hops=hops)["paths"] for hops in (1, 2, 3)]
    assert [len(paths) for paths in routes] == [0, 2, 4]
    assert ask(yangzhou, SHANGJIN, SUN_ZHICHENG, k=1)["paths"] == routes[2][:1]


def test_further_routes_follow_the_short_list_whoever_comes_first(yangzhou: Database) -> None:
    short = ask(yangzhou, SHANGJIN, SUN_ZHICHENG)
    answer = ask(yangzhou, SHANGJIN, SUN_ZHICHENG, further=3)
    listed, further = answer["paths"][:4], answer["paths"][4:]
    assert (listed, answer["message"]) == (short["paths"], short["message"])
    assert [path["further"] for path in answer["paths"]] == [False] * 4 + [True] * 3
    assert len({tuple(ids(path)) for path in answer["paths"]}) == 7
    scores = [path["score"] for path in further]
    assert scores == sorted(scores, reverse=True)
    introducers = {
        path["hops"][0]["to"]["id"] if path["hops"][0]["from"]["id"] == SHANGJIN else ids(path)[0] for path in listed
    }
    assert all(introducers & set(ids(path)[:2]) for path in further)


def test_the_answer_is_the_same_from_the_other_end(yangzhou: Database) -> None:
    there = ask(yangzhou, "p-mihaokun", SUN_ZHICHENG)["paths"][0]
    back = ask(yangzhou, SUN_ZHICHENG, "p-mihaokun")["paths"][0]
    assert ids(there) == ids(back)[::-1]
    assert there["score"] == back["score"]


def test_as_of_before_the_batch_leaves_its_ties_out(yangzhou: Database) -> None:
    together_then = ask(yangzhou, "p-lizhenhua", "p-zhufeng", as_of="2020-06-01")
    (path,) = together_then["paths"][:1]
    assert path["hops"][0]["reasons"][0]["text"] == "同批挂职一年（推算）：第十二批科技镇长团·仪征市"
    assert path["hops"][0]["reasons"][0]["basis"] == "推算"
    assert ask(yangzhou, "p-lizhenhua", "p-zhufeng", as_of="2015")["code"] == "none_within_hops"


def test_a_delegation_whose_term_is_over_says_so(yangzhou: Database) -> None:
    answer = ask(yangzhou, DONGSHENG, "p-lizhenhua")
    openings = {
        each["contact"]["id"]: each["reasons"][0]["text"] for path in answer["paths"] for each in path["contacts"]
    }
    assert openings["d-d12-yi-zheng"].endswith("（任期已满·推算）")


def test_an_intention_is_not_called_work(yangzhou: Database) -> None:
    answer = ask(yangzhou, SHANGJIN, "p-yangweiyou")
    assert answer["together"][0]["text"].startswith("杨为佑有意承接")


def test_a_container_has_no_contact_point(yangzhou: Database) -> None:
    answer = ask(yangzhou, "d-yang-zhou-ke-ji-zhen-zhang-tuan", LIU_HONGBING)
    assert answer["paths"] == []
    assert "库中未收录" in ask(yangzhou, "d-d-jiang-du", SUN_ZHICHENG)["message"]


def test_channel_credit_is_shown_as_what_it_is(yangzhou: Database) -> None:
    answer = ask(yangzhou, "pl-yang-zhou-jing-ji-ji-shu-kai-fa-qu", "p-wanglijun")
    assert answer["code"] == "recorded"
    assert answer["recorded"][0]["kind"] == "渠道归因"
    assert "来源将" in answer["recorded"][0]["text"]


def test_same_end_unknown_end_and_wrong_date(yangzhou: Database) -> None:
    assert ask(yangzhou, SHANGJIN, SHANGJIN)["code"] == "same"
    with pytest.raises(NotFound) as caught:
        ask(yangzhou, SHANGJIN, "p-nobody")
    assert caught.value.code == "introductions.no_such_node"
    with pytest.raises(SchemaError):
        ask(yangzhou, SHANGJIN, SUN_ZHICHENG, as_of="去年")


def test_english_is_english_but_for_names_and_roles(yangzhou: Database) -> None:
    answer = ask(yangzhou, "p-lizhenhua", "p-zhufeng", "en", as_of="2020-06-01")
    reason = answer["paths"][0]["hops"][0]["reasons"][0]
    assert reason["text"] == "Seconded together for a year (worked out): 第十二批科技镇长团·仪征市"
    assert answer["message"] == f"Routes within 3 hops: {len(answer['paths'])}."


def bounded(**bounds: int) -> Rules:
    evidence = load_rules().evidence
    limited = evidence.bounds.model_copy(update=bounds)
    return replace(load_rules(), evidence=evidence.model_copy(update={"bounds": limited}))


def test_a_search_that_came_to_its_limit_says_so(yangzhou: Database) -> None:
    answer = introduce(yangzhou, SHANGJIN, SUN_ZHICHENG, as_of=DAY, rules=bounded(actors=2))
    assert not answer.complete
    assert answer.as_json()["message"].endswith("查找范围已到上限，可能还有其他路径。")
    assert introduce(yangzhou, SHANGJIN, SUN_ZHICHENG, as_of=DAY).complete


def test_a_graph_is_gathered_where_a_question_may_not_read_it_and_memory_holds_it(yangzhou: Database) -> None:
    assert is_gathered(yangzhou, bounded(actors=2, gathered=10_000))
    assert not is_gathered(yangzhou, bounded(actors=2, gathered=3))
    assert not is_gathered(yangzhou, bounded(actors=10_000))


def test_a_hub_too_crowded_to_read_ties_nobody(yangzhou: Database) -> None:
    answer = introduce(yangzhou, SHANGJIN, SUN_ZHICHENG, as_of=DAY, rules=bounded(hub=2))
    hubs = {reason["kind"] for path in answer.as_json()["paths"] for hop in path["hops"] for reason in hop["reasons"]}
    assert "same_delegation" not in hubs
