"""Which mentions of one name in a file mean one person.

A name that a file has once is one person. Where it stands several times, mentions that share a body are one person,
and, unless their bodies differ, so are those that share a group or a delegation or of which one speaks of the other's.
Rows of a list of people are not taken for one by the name alone. Where rows about something else name somebody (an
introducer, a leader) and nothing tells the mentions apart, they refer to the one whom the file knows by that name.
"""

from __future__ import annotations

from typing import NamedTuple

_TELLING = 4
"""Characters of a name that, found in a text, tells something."""


class Mention(NamedTuple):
    """Where a name stands: folded names of the bodies where its person works, and of other things it stands with.

    Where there are neither, `text` is the row's folded text. `refers`: the row is about something else.
    """

    bodies: tuple[str, ...]
    beside: tuple[str, ...]
    text: str
    refers: bool

    @property
    def things(self) -> tuple[str, ...]:
        """All that it stands with."""
        return self.bodies + self.beside

    def same(self, other: Mention) -> bool:
        """True where both are surely about one person: who works at two different bodies is not."""
        if self.bodies and other.bodies:
            return not set(self.bodies).isdisjoint(other.bodies)
        return not set(self.things).isdisjoint(other.things) or self._speaks_of(other) or other._speaks_of(self)

    def _speaks_of(self, other: Mention) -> bool:
        return any(len(name) >= _TELLING and name in self.text for name in other.things)


class Namesakes:
    """Told of every mention first (`add`, in the file's order, then `end`), then asked for each who it is (`who`).

    Of a name that stands once nothing is kept: most of a million names do.
    """

    def __init__(self) -> None:
        self._once: dict[str, Mention] = {}
        self._mentions: dict[str, list[Mention]] = {}
        self._people: dict[str, list[list[Mention]]] = {}

    def add(self, name: str, mention: Mention) -> None:
        """A mention of a folded name."""
        if name in self._mentions:
            self._mentions[name].append(mention)
        elif name in self._once:
            self._mentions[name] = [self._once.pop(name), mention]
        else:
            self._once[name] = mention

    def end(self) -> None:
        """That was the last one."""
        self._once.clear()

    def repeats(self, name: str) -> bool:
        """Whether a name stands more than once."""
        return name in self._mentions

    def who(self, name: str, mention: Mention) -> tuple[str, ...]:
        """What tells the person meant from others of the name; nothing where there are none."""
        people = self._people_of(name) if self.repeats(name) else []
        if len(people) <= 1:
            return ()
        number, person = next((at, each) for at, each in enumerate(people) if mention in each)
        things = sorted(name for each in person for name in each.bodies or each.beside)
        return (things[0] if things else f"#{number}",)

    def _people_of(self, name: str) -> list[list[Mention]]:
        if name not in self._people:
            people: list[list[Mention]] = []
            for mention in self._mentions[name]:
                joined = [person for person in people if any(mention.same(each) for each in person)]
                if not joined and mention.refers and not mention.things and len(people) == 1:
                    joined = people
                people = [person for person in people if person not in joined]
                people.append([each for person in joined for each in person] + [mention])
            self._people[name] = people
        return self._people[name]
