"""Refusals in sentences, each with what would have to change: in the rules, or in the story.

An ad manager reads them, who knows the keys of slots.toml, and a web editor, who knows the story.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from layout.desk.preview.web.keys import Keys
from slots.decision import Refusal
from slots.opponent import names_of
from slots.rules import Terms
from slots.strip import Item
from slots.units import PX, Length, Unit, parse_length, spell

KINDS = {
    "paragraph": "the paragraph",
    "heading": "the crosshead",
    "image": "the picture",
    "rich-link": "the link box",
    "list": "the list",
    "quote": "the quote",
    "embed": "the embed",
    "table": "the table",
    "rule": "the rule",
    "ad": "the ad of the copy",
}
"""What people call the blocks of a story."""

Said = tuple[str, str]
"""A sentence that says what is asked and what there is, and one with what would help."""


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What sentences name: the blocks by their ids, the slot of each content, and the rules.

    `placed` are the contents that stand somewhere; of a `front` the blocks are its containers.
    """

    keys: Keys
    items: Mapping[str, Item]
    openings: Mapping[str, str]
    slots: Mapping[str, str]
    placed: frozenset[str] = frozenset()
    front: bool = False

    def block(self, name: str | None) -> str:
        """A block, or another content, as people call it."""
        item = self.items.get(name or "")
        if item is None:
            return name or "the end of the copy"
        opening = self.openings.get(item.id, "")
        kind = self.kind(name)
        return f"{kind} “{opening}”" if opening else f"{kind} {item.id}"

    def kind(self, name: str | None) -> str:
        """The same once more, where it was named before."""
        item = self.items.get(name or "")
        if item is None:
            return name or "the end"
        return "the container" if self.front else KINDS[item.role.value]

    def terms(self, content: str) -> Terms:
        """The terms of a content's slot at this breakpoint."""
        return self.keys.terms(self.slots[content])


def explained(refusal: Refusal, scene: Scene) -> dict[str, Any]:
    """A refusal as JSON has it, with its sentences."""
    kind = re.split(r"[ .]", refusal.rule)[0]
    said, remedy = _SAID.get(kind, _plain)(refusal, scene)
    return {
        "rule": refusal.rule,
        "required": refusal.required,
        "actual": refusal.actual,
        "against": refusal.against,
        "missing": missing(refusal),
        "said": _sentence(said),
        "remedy": _sentence(remedy),
    }


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}"


def missing(refusal: Refusal) -> int | str | None:
    """What is lacking: px as a number, other lengths as text; None where nothing can be counted."""
    lacks = _lacking(refusal)
    if lacks is None:
        return None
    if lacks.unit is Unit.PX:
        return -(-lacks.mpt // PX)
    return str(lacks)


def _lacking(refusal: Refusal) -> Length | None:
    try:
        needs, has = parse_length(refusal.required), parse_length(refusal.actual)
    except ValueError:
        return None
    if needs.unit is not has.unit or has.value >= needs.value:
        return None
    return Length(needs.value - has.value, needs.unit)


def _more(refusal: Refusal) -> str:
    """ "38px more", "2 more paragraphs", or just "more" where it cannot be counted."""
    lacks = _lacking(refusal)
    if lacks is None:
        return "more room"
    if lacks.unit in (Unit.WORD, Unit.PARAGRAPH, Unit.CHARACTER, Unit.LINE):
        number, _, unit = spell(lacks.value, lacks.unit).partition(" ")
        return f"{number} more {unit}"
    return f"{lacks} more"


def _clearance(refusal: Refusal, scene: Scene) -> Said:
    _, way, role = refusal.rule.split(" ", 2)
    item = scene.items.get(refusal.against or "")
    names = names_of(item) if item else (role,)
    table = scene.terms(refusal.slot).clearance
    name = next((n for n in names if n in table and getattr(table[n], way) is not None), role)
    near, aim = ("below", "up") if way == "above" else ("above", "down")
    block, kind = scene.block(refusal.against), scene.kind(refusal.against)
    key = scene.keys.slot(scene.slots[refusal.slot], "clearance", name, way)
    said = f"it must stand {refusal.required} {near} {block}, and here it is {refusal.actual}"
    remedy = f"it needs {_more(refusal)} {near} {kind}: move {kind} {aim}, "
    remedy += f"or let {key} go to {refusal.actual}"
    return said, remedy + _relax(refusal, scene, ("clearance", name, way))


def _relax(refusal: Refusal, scene: Scene, path: tuple[str, ...]) -> str:
    """How a slot that stands nowhere could give way: by a step that it has, or by one more."""
    slot = scene.slots[refusal.slot]
    if refusal.slot in scene.placed:
        return ""
    step = scene.keys.step(slot, path)
    if step:
        number, rule, instead = step
        return (
            f", or raise its min: relax step {number} ({rule} to {instead}) is taken only "
            "while the slot has fewer than that"
        )
    rule, least = ".".join(path), "" if scene.terms(refusal.slot).min else ", with min = 1"
    return f', or allow a relax step: {{rule = "{rule}", to = "{refusal.actual}"}}{least}'


def _edge(refusal: Refusal, scene: Scene) -> Said:
    """Distances from the top and to the end of the copy."""
    rule = refusal.rule
    end = rule == "from_end"
    edge = "the end of the article" if end else "the top of the article"
    key = scene.keys.slot(scene.slots[refusal.slot], rule)
    said = f"it must keep {refusal.required} from {edge}, and here it is {refusal.actual}"
    side = "below" if end else "above"
    remedy = f"it needs {_more(refusal)} of copy {side} this gap: write it, take a gap "
    remedy += f"{'higher up' if end else 'further down'}, or let {key} go to {refusal.actual}"
    return said, remedy + _relax(refusal, scene, (rule,))


def _distance(refusal: Refusal, scene: Scene) -> Said:
    name, _, other = refusal.rule.removeprefix("distance ").partition(" from ")
    against = refusal.against or "another slot"
    asker = _asker(refusal, scene, name)
    key = scene.keys.slot(asker, "distance", name)
    if other:
        said = f"with it here, {against} would be {refusal.actual} from {other}, which must be "
        said += f"{refusal.required}: where it stands now it keeps them apart"
        return said, f"move {against} or {other}, or let {key} go to {refusal.actual}"
    said = f"it must keep {refusal.required} from {against}, and here it is {refusal.actual}"
    remedy = f"it needs {_more(refusal)} to {against}: take {against} out or give it another gap, "
    remedy += f"put copy between them, or let {key} go to {refusal.actual}"
    own = asker == scene.slots[refusal.slot]
    return said, remedy + (_relax(refusal, scene, ("distance", name)) if own else "")


def _asker(refusal: Refusal, scene: Scene, name: str) -> str:
    """The slot whose distance it is: its own, or that of the one it is too near to."""
    own = scene.slots[refusal.slot]
    other = scene.slots.get(refusal.against or "", own)
    for slot in (own, other):
        asked = scene.keys.terms(slot).distance.get(name)
        if asked is not None and str(asked) == refusal.required:
            return slot
    return own


def _spacing(refusal: Refusal, scene: Scene) -> Said:
    key = scene.keys.page("spacing")
    against = refusal.against or "the ad above"
    said = f"ads must be {refusal.required} apart here, and {against} is {refusal.actual} away"
    return said, (
        f"it needs {_more(refusal)} between them: take {against} out, put copy between, "
        f"or let {key} go to {refusal.actual}"
    )


def _screen(refusal: Refusal, scene: Scene) -> Said:
    key = scene.keys.page("max_per_screen")
    said = f"{refusal.required} at once, and here a screen would show {refusal.actual}"
    remedy = f"take {refusal.against or 'an ad'} out or put a screen of copy between them, "
    return said, remedy + f"or let {key} be {refusal.actual}"


def _gap(refusal: Refusal, scene: Scene) -> Said:
    holder = refusal.against or "another slot"
    slot = scene.slots.get(holder)
    said = f"the gap is taken by {holder}"
    if not slot or slot == scene.slots[refusal.slot]:
        return said, f"it could stand here in place of {holder}, which would be worth no more"
    if scene.terms(refusal.slot).value > scene.keys.terms(slot).value:
        return said, f"take {holder} out: with both of them, nothing is worth more than this"
    key = scene.keys.slot(scene.slots[refusal.slot], "value")
    return said, f"take {holder} out, or raise {key} over that of slot {slot}"


def _width(refusal: Refusal, scene: Scene) -> Said:
    key = scene.keys.slot(scene.slots[refusal.slot], "sizes")
    said = f"it is {refusal.required} wide, and there is room for {refusal.actual}"
    return said, f"offer a size at most {refusal.actual} wide in {key}, or another region"


def _rail(refusal: Refusal, scene: Scene) -> Said:
    """What stands beside the copy, or in the rail, and has too little of it."""
    key = scene.keys.slot(scene.slots[refusal.slot], "region")
    if refusal.actual.startswith("none"):
        width = refusal.actual.removeprefix("none at ")
        said = f"it needs a rail at every width, and screens of {width} have none"
        return said, f'set {key} = "article" or "end" at this breakpoint'
    size = f" in {refusal.against}" if refusal.against else ""
    if not refusal.against:
        said = f"the boxes stacked in the rail reach {refusal.required} down, beyond this gap at "
        said += refusal.actual
        remedy = f"take a gap {_more(refusal)} down, or take a box out of the rail"
        return said, remedy
    said = f"it needs {refusal.required}{size}, and the rail has {refusal.actual} left"
    remedy = f"it needs {_more(refusal)}: take another box out of the rail, offer a lower size, or "
    return said, remedy + "make the story longer"


def _run(refusal: Refusal, scene: Scene) -> Said:
    key = scene.keys.slot(scene.slots[refusal.slot], "min_run")
    said = f"it must have {refusal.required} to stand and travel in, and there are {refusal.actual}"
    remedy = f"it needs {_more(refusal)} of copy beside it: take a gap higher up, offer a lower "
    return said, remedy + f"size, or lower {key}"


def _density(refusal: Refusal, scene: Scene) -> Said:
    rule = refusal.rule
    key = scene.keys.page(rule)
    what = "ads" if rule == "density" else "ads and promotion"
    said = f"{what} may be {refusal.required} of the page's height, and would be {refusal.actual}"
    remedy = "a longer story, fewer ads or a lower size would let it in; or let "
    return said, f"{remedy}{key} go to {refusal.actual}, if your agreements allow that"


def _count(refusal: Refusal, scene: Scene) -> Said:
    slot = scene.slots[refusal.slot]
    paths = {"max": scene.keys.slot(slot, "max"), "max_ads": scene.keys.page("max_ads")}
    what = f"of {slot} " if refusal.rule == "max" else "ads "
    least = refusal.required.split(" of ")[0]
    said = f"{least} {what}may stand in the article, and this would be the {_th(refusal.actual)}"
    return said, f"take one of the others out, or let {paths[refusal.rule]} be {refusal.actual}"


def _th(number: str) -> str:
    ends = {"1": "st", "2": "nd", "3": "rd"}
    teen = number[-2:-1] == "1"
    return f"{number}{'th' if teen else ends.get(number[-1:], 'th')}"


def _order(refusal: Refusal, scene: Scene) -> Said:
    key, against = scene.keys.page("order"), refusal.against or "another slot"
    there = "above" if refusal.actual == "below" else "below"
    said = f"slots have an order, and it would stand {refusal.actual} {against}"
    return said, f"take a gap {there} {against}, or change {key}"


def _together(refusal: Refusal, scene: Scene) -> Said:
    said = f"only {refusal.required} may be in the article, and there would be {refusal.actual}"
    return said, f"take the others out, or change {scene.keys.page('never_together')}"


def _when(refusal: Refusal, scene: Scene) -> Said:
    """Conditions on the story: of the slot, or of a category of advertisers."""
    own = refusal.rule.startswith("when.")
    slot = scene.slots[refusal.slot]
    key = scene.keys.slot(slot, *refusal.rule.split(".")) if own else refusal.rule
    whose = "its slot" if own else f"category {refusal.rule.split('.')[1]}"
    said = f"{whose} asks for {refusal.required}, and the story has {refusal.actual}"
    if refusal.rule.endswith("devices"):
        said = f"{whose} is for {refusal.required}, and this is {refusal.actual}"
    return said, f"this holds for every gap: change the story, or {key}"


def _adjacent(refusal: Refusal, scene: Scene) -> Said:
    way = refusal.rule.split(" ")[1]
    key = scene.keys.slot(scene.slots[refusal.slot], "adjacent")
    block, kind = scene.block(refusal.against), scene.kind(refusal.against)
    said = f"{block} right {way} it must have {refusal.required}, and has {refusal.actual}"
    remedy = f"join {kind} with the next one, write {_more(refusal)} into it, or let {key} go to "
    return said, remedy + refusal.actual + _relax(refusal, scene, ("adjacent",))


def _never(refusal: Refusal, scene: Scene) -> Said:
    rule, _, name = refusal.rule.partition(" ")
    key = scene.keys.slot(scene.slots[refusal.slot], rule)
    block, kind = scene.block(refusal.against), scene.kind(refusal.against)
    said, help_ = {
        "never_after": (f"it may not stand right below {block}", f"put a paragraph below {kind}"),
        "never_before": (f"it may not stand right above {block}", f"put a paragraph above {kind}"),
        "never_inside": (f"it may not stand inside a run of {name}", "take a gap outside of it"),
        "never_between": (f"it may not stand between {name}", f"put a paragraph below {block}"),
    }[rule]
    return said, f'{help_}, or take "{name}" out of {key}'


def _only(refusal: Refusal, scene: Scene) -> Said:
    key = scene.keys.slot(scene.slots[refusal.slot], "only_before")
    wanted = refusal.required.removesuffix(" directly below")
    said = f"it may stand right above {wanted} only, and here {refusal.actual} follows"
    name = refusal.actual if refusal.against else "another name"
    return said, f"take a gap right above {wanted}, or add {name} to {key}"


def _positions(refusal: Refusal, scene: Scene) -> Said:
    key = scene.keys.slot(scene.slots[refusal.slot], "positions")
    said = f"it stands at {refusal.required.removeprefix('a gap at ')} only; this gap has "
    return said + refusal.actual, f"add this place to {key}"


def _worth(refusal: Refusal, scene: Scene) -> Said:
    key = scene.keys.slot(scene.slots[refusal.slot], "value")
    said = f"no rule forbids it, but it would make the page worth less: {refusal.actual}"
    return said, f"raise {key}, or lower {scene.keys.page('source_order')}"


def _strategy(refusal: Refusal, scene: Scene) -> Said:
    key = scene.keys.page("strategy")
    if refusal.rule == "stable":
        said = "what is added at the end may still need this place: it waits for "
        said += f"{refusal.required}, and there is {refusal.actual}"
        return said, f'write more below it, or set {key} = "exact"'
    said = f"no rule forbids it: the {refusal.actual} strategy went by and does not go back"
    return said, f'set {key} = "exact"'


def _plain(refusal: Refusal, _: Scene) -> Said:
    said = f"{refusal.rule} needs {refusal.required}, and there is {refusal.actual}"
    return said, f"change the rule {refusal.rule}"


_SAID: dict[str, Callable[[Refusal, Scene], Said]] = {
    "clearance": _clearance,
    "from_top": _edge,
    "from_end": _edge,
    "distance": _distance,
    "spacing": _spacing,
    "max_per_screen": _screen,
    "gap": _gap,
    "width": _width,
    "beside": _rail,
    "rail": _rail,
    "min_run": _run,
    "density": _density,
    "promotion": _density,
    "max": _count,
    "max_ads": _count,
    "order": _order,
    "never_together": _together,
    "when": _when,
    "category": _when,
    "adjacent": _adjacent,
    "never_after": _never,
    "never_before": _never,
    "never_inside": _never,
    "never_between": _never,
    "only_before": _only,
    "positions": _positions,
    "worth": _worth,
    "strategy": _strategy,
    "stable": _strategy,
}
