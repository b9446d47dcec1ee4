"""What a person does to the scene, one function an action: the old scene and the services in, the new scene out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from explorer.layouts import place
from explorer.services import Services
from explorer.state import HARD_CAP, Scene

CAP = 25
"""Neighbours that one expansion brings; more on asking again."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What is said about an action, in numbers; words are found when it is shown."""

    kind: Literal["added", "present", "expanded", "complete", "brought", "missing", "full"]
    id: str = ""
    label: str = ""
    name: str = ""
    shown: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    scene: Scene
    notice: Notice | None = None


def perform(services: Services, scene: Scene, action: Mapping[str, Any]) -> Outcome:
    """The scene after `action` ({"kind", "id", "value", "moved"}); an unknown kind leaves it as it is."""
    scene = scene.moved(action.get("moved"))
    handler = ACTIONS.get(str(action.get("kind")))
    return handler(services, scene, action) if handler else Outcome(scene)


def _open(services: Services, scene: Scene, action: Mapping[str, Any]) -> Outcome:
    """A saved view, or the nodes an address names."""
    if view := action.get("view"):
        saved = services.views.read(str(view))
        return Outcome(Scene.read(saved), None) if saved else Outcome(scene, Notice("missing", id=str(view)))
    wanted = [str(id) for id in action.get("ids", ())][:HARD_CAP]
    return Outcome(_with(services, replace(Scene(), as_of=action.get("as_of") or None), wanted))


def _add(services: Services, scene: Scene, action: Mapping[str, Any]) -> Outcome:
    id = str(action.get("id"))
    if id in scene.places:
        return Outcome(scene, Notice("present", id=id))
    node = services.node(id)
    if node is None:
        return Outcome(scene, Notice("missing", id=id))
    if len(scene.places) >= HARD_CAP:
        return Outcome(scene, Notice("full"))
    total = services.degree(id, scene.as_of)
    return Outcome(_with(services, scene, [id], anchor=None), Notice("added", id=id, name=node.name, total=total))


def _expand(services: Services, scene: Scene, action: Mapping[str, Any]) -> Outcome:
    """The next neighbours of a node, strongest first, until at least one of them is new here."""
    id = str(action.get("id"))
    node = services.node(id)
    if node is None:
        return Outcome(scene, Notice("missing", id=id))
    shown, total = scene.expanded.get(id, 0), 0
    fresh: list[str] = []
    while not fresh:
        page = services.neighbours(id, scene.as_of, skip=shown, cap=CAP)
        shown, total = shown + page.taken, page.total
        fresh = [each for each in page.ids if each not in scene.places]
        if shown >= total or not page.taken:
            break
    room = HARD_CAP - len(scene.places)
    if len(fresh) > room:
        return Outcome(scene, Notice("full"))
    start = scene if id in scene.places else _with(services, scene, [id])
    grown = replace(_with(services, start, fresh, anchor=id), expanded={**start.expanded, id: shown})
    kind: Literal["expanded", "complete"] = "expanded" if shown < total or fresh else "complete"
    return Outcome(grown, Notice(kind, id=id, name=node.name, shown=min(shown, total), total=total))


def _focus(services: Services, scene: Scene, action: Mapping[str, Any]) -> Outcome:
    """Starts over around one node."""
    return _expand(services, scene.only([str(action.get("id"))]).unexpanded(), action)


def _hide(_services: Services, scene: Scene, action: Mapping[str, Any]) -> Outcome:
    return Outcome(scene.without([str(action.get("id"))]))


def _toggle(_services: Services, scene: Scene, action: Mapping[str, Any]) -> Outcome:
    return Outcome(scene.toggled(str(action.get("value"))))


def _as_of(_services: Services, scene: Scene, action: Mapping[str, Any]) -> Outcome:
    value = action.get("value")
    return Outcome(scene.at(str(value) if value else None))


def _bring(services: Services, scene: Scene, action: Mapping[str, Any]) -> Outcome:
    """Neighbours of one type, of any node of the scene."""
    label = str(action.get("value"))
    page = services.bring(list(scene.places), label, scene.as_of, CAP)
    if len(scene.places) + len(page.ids) > HARD_CAP:
        return Outcome(scene, Notice("full"))
    rest = page.total - len(page.ids)
    return Outcome(
        _with(services, scene, list(page.ids)), Notice("brought", label=label, shown=len(page.ids), total=rest)
    )


def _clear(_services: Services, _scene: Scene, _action: Mapping[str, Any]) -> Outcome:
    return Outcome(Scene())


def _move(_services: Services, scene: Scene, _action: Mapping[str, Any]) -> Outcome:
    return Outcome(scene)


def _with(services: Services, scene: Scene, new: list[str], anchor: str | None = None) -> Scene:
    """The scene with more nodes, placed by their ties to what stands there; ids that are not known are left out."""
    together = services.subgraph([*scene.places, *new])
    known = {node.id for node in together.nodes}
    fresh = [id for id in dict.fromkeys(new) if id in known and id not in scene.places]
    ties = [(tie.start, tie.end) for tie in together.relationships]
    places = place(scene.places, fresh, ties, anchor)
    return replace(scene, places=places, fresh=tuple(fresh) if scene.places else ())


ACTIONS: dict[str, Callable[[Services, Scene, Mapping[str, Any]], Outcome]] = {
    "open": _open,
    "add": _add,
    "expand": _expand,
    "focus": _focus,
    "hide": _hide,
    "toggle": _toggle,
    "as-of": _as_of,
    "bring": _bring,
    "clear": _clear,
    "move": _move,
}
