"""A body and a post in one cell."""

from __future__ import annotations

import pytest

from loaders.values.posts import body_and_post


@pytest.mark.parametrize(
    ("text", "body", "post"),
    [
        ("样例大学材料学院副教授", "样例大学材料学院", "副教授"),
        ("样例大学科研处处长", "样例大学", "科研处处长"),
        ("样例大学 教授、博导", "样例大学", "教授、博导"),
        ("样例大学\n教授", "样例大学", "教授"),
        ("样例县人民政府副县长", "样例县人民政府", "副县长"),
        ("样例县委常委（挂职）", "样例县委", "常委（挂职）"),
        ("东样镇党委副书记", "东样镇", "党委副书记"),
        ("样例市科技局三级主任科员", "样例市科技局", "三级主任科员"),
        ("样例经济开发区管委会主任助理", "样例经济开发区管委会", "主任助理"),
        ("样例科技有限公司总工程师", "样例科技有限公司", "总工程师"),
        ("样例公司研发部部长", "样例公司", "研发部部长"),
        ("样例大学", "样例大学", ""),
        ("副教授", "", "副教授"),
        ("", "", ""),
    ],
)
def test_a_cell_is_parted_at_the_post(text: str, body: str, post: str) -> None:
    assert body_and_post(text) == (body, post)


def test_a_long_cell_of_titles_is_parted_at_once() -> None:
    assert body_and_post("样例大学" + "副主任" * 200 + "。") == ("样例大学" + "副主任" * 200 + "。", "")
