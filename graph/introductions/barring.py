"""Who is never proposed between two ends: the retired and the dead, and officials and managers who are no talent.

The latter may be by a choice made by hand (需领导出面).
"""

from __future__ import annotations

from enum import IntEnum

from graph.introductions.rules import Introducers
from graph.subgraph import Node


class Barring(IntEnum):
    """What bars somebody."""

    NOTHING = 0
    ROLE = 1
    STATUS = 2


def barring(node: Node, introducers: Introducers) -> Barring:
    """What bars somebody or a body from standing between two ends."""
    if node.properties.get("status") in introducers.never_status:
        return Barring.STATUS
    roles = node.properties.get("roles")
    held = set(roles) if isinstance(roles, list | tuple) else set()
    official = bool(held & set(introducers.never_roles)) and node.properties.get("is_talent") is not True
    return Barring.ROLE if official else Barring.NOTHING


def is_barred(node: Node, introducers: Introducers, *, officials: bool = False) -> bool:
    """Whether somebody may not stand between two ends; `officials`: it was chosen that they may."""
    return barring(node, introducers) >= bars_from(officials)


def bars_from(officials: bool) -> Barring:
    """From which on it bars."""
    return Barring.STATUS if officials else Barring.ROLE
