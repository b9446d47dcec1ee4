"""Layouts that no bundled mapping knows, each as the office that made it might have, with what a person would read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Layout:
    """A csv; the mapping that it is a kind of; the columns (header → name) that a draft must find, and may find."""

    text: str
    adapts: str
    must: dict[str, str]
    may: dict[str, str]


LAYOUTS = {
    "experts": Layout(
        "专家,供职机构,研究专长,起聘年月,座机\n"
        "张测甲,样例大学,焊接,2019.10,12300000001\n"
        "王测乙,样例学院,涂装,2020.3,12300000002\n"
        "李测丙,样例研究院,焊接,2021年,12300000003\n",
        "people",
        {"专家": "name", "供职机构": "unit"},
        {"研究专长": "field"},
    ),
    "seconded": Layout(
        "批次号,干部,派出院校,下派乡镇,任何职,任职起止,身份\n"
        "第十二批,张测甲,样例大学,样例镇,副镇长,2019年8月—2021年7月,团长\n"
        "第十二批,王测乙,样例学院,样例乡,副乡长,2019年8月—2021年7月,团员\n"
        "第十三批,李测丙,样例学院,样例镇,副镇长,2021年8月至今,团员\n",
        "people",
        {"批次号": "batch", "干部": "name", "派出院校": "home", "下派乡镇": "host", "任职起止": "term"},
        {"任何职": "host_role", "身份": "team_role"},
    ),
    "english people": Layout(
        "full name,organisation,since\n"
        "张测甲,样例大学,2019-08\n"
        "王测乙,样例学院,2020-03\n"
        "李测丙,样例研究院,2021-01\n",
        "people",
        {"full name": "name", "organisation": "unit"},
        {},
    ),
    "problems of firms": Layout(
        "厂家,坐落,主打产品,想解决的难题,愿意出多少,何时提的,进度\n"
        "样例一公司,样例市样例镇,稳定杆,希望零件强度不变而重量减轻目前的工艺做不到请求支援,50万,2024.3,对接中\n"
        "样例二公司,样例市,弹簧,希望找到耐高温的涂料能在高温下长期使用而不脱落,面议,2024.5,已发布\n"
        "样例三公司,样例市,齿轮,希望把噪声降下来达到客户的标准要求并且不加成本,30-50万,2024.6,已发布\n",
        "demands",
        {"厂家": "enterprise", "想解决的难题": "description", "愿意出多少": "amount", "何时提的": "posted"},
        {"坐落": "place", "进度": "status"},
    ),
    "open calls": Layout(
        "榜单号,发榜企业,榜题,榜额,揭榜方,类目\n"
        "B-1,样例一公司,希望零件强度不变而重量减轻目前的工艺做不到请求支援,200万元,样例大学,技术攻关\n"
        "B-2,样例二公司,希望找到耐高温的涂料能在高温下长期使用而不脱落,100万元,样例学院,技术攻关\n",
        "demands",
        {"发榜企业": "enterprise", "榜题": "description", "类目": "kind", "揭榜方": "taker"},
        {"榜额": "amount", "榜单号": "number"},
    ),
    "firms of a chain": Layout(
        "厂名,落户镇区,链条,处于哪段\n"
        "样例一公司,样例镇,汽车零部件—稳定杆,上游\n"
        "样例二公司,样例乡,汽车零部件—弹簧,中游\n"
        "样例三公司,样例镇,汽车零部件—齿轮,下游\n",
        "enterprises",
        {"厂名": "enterprise", "处于哪段": "position", "链条": "segment"},
        {"落户镇区": "town"},
    ),
    "firms by park": Layout(
        "市场主体名称,落在哪个镇,别称\n样例一公司,样例镇,样例一\n样例二公司,样例乡,样例二\n",
        "enterprises",
        {"市场主体名称": "enterprise"},
        {"落在哪个镇": "town", "别称": "short"},
    ),
    "groups": Layout(
        "组别全称,领衔人,几位专家,哪年组的\n"
        "样例产业产才对接专家组,张测甲,12,2019年\n"
        "样例技术产才对接专家组,王测乙,8,2020年\n",
        "groups",
        {"组别全称": "group", "领衔人": "leader", "几位专家": "size"},
        {"哪年组的": "founded"},
    ),
    "places": Layout(
        "地名,等级,地名代号,上一级代号\n样例市,市,1,\n样例区,区,2,1\n样例镇,镇,3,2\n样例乡,镇,4,2\n",
        "places",
        {"地名": "name", "等级": "level"},
        {"地名代号": "number", "上一级代号": "parent"},
    ),
    "introductions": Layout(
        "牵线日子,怎么牵的,由谁牵线,牵的是谁,牵给哪家,后来怎样\n"
        "2024.3,牵线引荐,张测甲,李测丙,样例一公司,已促成\n"
        "2024.5,组织来访,王测乙,赵测丁,样例二公司,对接中\n",
        "introductions",
        {"怎么牵的": "kind", "由谁牵线": "by", "牵的是谁": "of", "后来怎样": "state"},
        {"牵给哪家": "to", "牵线日子": "date"},
    ),
    "achievements": Layout(
        "科研成果,归属院校,主要研发人员,转给的企业\n"
        "样例焊接方法,样例大学,张测甲、李测丙,样例一公司\n"
        "样例涂装方法,样例学院,王测乙、赵测丁,样例二公司\n",
        "achievements",
        {"科研成果": "work", "归属院校": "institution", "主要研发人员": "people", "转给的企业": "enterprises"},
        {},
    ),
    "delegations": Layout(
        "哪一批,派到哪里,几个人,哪年来的\n第十一批,样例市,12,2018年\n第十二批,样例区,10,2019年\n",
        "delegations",
        {"哪一批": "batch", "派到哪里": "place", "几个人": "size"},
        {"哪年来的": "since"},
    ),
    "contact details among it": Layout(
        "对接人,所属院校,手机号,邮箱,身份证号,家庭住址,微信\n"
        "张测甲,样例大学,12300000001,a@example.com,110101190001010000,样例镇1号,wx123\n"
        "王测乙,样例学院,12300000002,b@example.com,110101190001010001,样例镇2号,wx456\n",
        "people",
        {"对接人": "name", "所属院校": "unit"},
        {},
    ),
    "two levels": Layout(
        ",派来的学校,,下到的地方,\n"
        "大名,校名,原任,地名,所任\n"
        "张测甲,样例大学,副院长,样例镇,副镇长\n"
        "王测乙,样例学院,系主任,样例乡,副乡长\n",
        "people",
        {"大名": "name", "派来的学校 / 校名": "home"},
        {"下到的地方 / 地名": "place", "派来的学校 / 原任": "home_role"},
    ),
}  # fmt: skip
