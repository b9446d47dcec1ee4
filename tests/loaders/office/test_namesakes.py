"""Which mentions of a name in a file are one person."""

from __future__ import annotations

from loaders.office.namesakes import Mention, Namesakes


def mention(bodies: str = "", beside: str = "", text: str = "", *, refers: bool = False) -> Mention:
    return Mention(tuple(bodies.split()), tuple(beside.split()), text, refers)


def people(*mentions: Mention) -> list[tuple[str, ...]]:
    """Who each mention of one name is."""
    namesakes = Namesakes()
    for each in mentions:
        namesakes.add("测试甲", each)
    return [namesakes.who("测试甲", each) for each in mentions]


def test_a_name_that_stands_once_is_one_person() -> None:
    assert people(mention()) == [()]


def test_the_same_body_is_the_same_person() -> None:
    assert people(mention("样例大学"), mention("样例大学 样例公司")) == [(), ()]


def test_other_bodies_are_other_people_in_one_delegation_too() -> None:
    one, other = people(mention("样例大学", "样例团"), mention("虚构大学", "样例团"))
    assert one != other


def test_a_group_joins_where_a_body_is_missing() -> None:
    assert people(mention("样例大学", "样例专家组"), mention("", "样例专家组")) == [(), ()]


def test_rows_of_a_list_of_people_are_not_joined_by_the_name() -> None:
    one, other = people(mention(text="测试甲讲师"), mention(text="测试甲教授"))
    assert one != other


def test_a_row_that_speaks_of_the_others_group() -> None:
    assert people(mention("", "样例专家组"), mention(text="测试甲样例专家组首席")) == [(), ()]


def test_a_reference_means_the_one_who_is_known_and_nobody_where_there_are_two() -> None:
    assert people(mention("样例大学"), mention(refers=True)) == [(), ()]
    assert len(set(people(mention("样例大学"), mention("虚构大学"), mention(refers=True)))) == 3
