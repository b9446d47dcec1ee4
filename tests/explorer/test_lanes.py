"""The order of the lanes keeps crossings few."""

from __future__ import annotations

import random

from explorer.lanes import CARD, GAP, GROUP_TITLE, TITLE, Slot, crossings, order, stack


def test_a_reversed_lane_is_untangled() -> None:
    talent, innovation = [f"t{n}" for n in range(8)], [f"i{n}" for n in range(8)]
    ties = [(f"t{n}", f"i{7 - n}") for n in range(8)]
    before: list[list[list[str]]] = [[talent], [innovation], [[]]]
    after = order(before, ties)
    assert crossings(before, ties) == 28
    assert crossings(after, ties) == 0


def test_groups_stay_whole_and_in_their_order() -> None:
    after = order([[["a", "b"], ["c"]], [["x"]], [[]]], [("c", "x"), ("a", "x")])
    assert [sorted(group) for group in after[0]] == [["a", "b"], ["c"]]


def test_the_order_seldom_makes_things_worse() -> None:
    rng = random.Random(7)
    better = 0
    for _ in range(40):
        lanes = [[[f"{lane}{n}" for n in range(10)]] for lane in "tie"]
        ties = [(f"t{rng.randrange(10)}", f"i{rng.randrange(10)}") for _ in range(12)]
        ties += [(f"i{rng.randrange(10)}", f"e{rng.randrange(10)}") for _ in range(12)]
        better += crossings(order(lanes, ties), ties) < crossings(lanes, ties)
    assert better >= 38


def test_slots_are_put_under_one_another() -> None:
    slots = [Slot("node", "Person", 0, "a", "甲"), Slot("node", "Person", 0, "b", "乙")]
    lane = stack("talent", [("Person", slots), ("", [Slot("empty", "Team", 0)])])
    first = TITLE + GROUP_TITLE
    assert lane.headings == (("Person", TITLE),)
    assert [slot.top for slot in lane.slots[:2]] == [first, first + CARD + GAP]
    assert lane.slots[2].top > lane.slots[1].top + CARD
    assert lane.height > lane.slots[2].top + CARD
