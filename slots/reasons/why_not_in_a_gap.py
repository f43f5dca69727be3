"""Refusals in sentences, each with what would have to change: in the rules, or in the story.

An ad manager reads them, who knows the keys of slots.toml, and a web editor, who knows the story.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from slots.reasons.change import (
    Change,
    change_of,
    clearance_name,
    lower_helps,
    place_of,
    refusing_slot,
)
from slots.reasons.scene import Scene
from slots.rules.keys import dotted
from slots.strip.refusal import Kind, Refusal, either
from slots.units import PX, Unit, spell

_Words = tuple[str, str]
"""A sentence with what is required and what there is, and one with what would help."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A refusal in words: what is required and what there is, what would help, and the key to
    change with its value, if one would do."""

    reason: str
    remedy: str
    change: Change | None


def explanation(refusal: Refusal, scene: Scene) -> Explanation:
    """A refusal in words, without capitals and full stops."""
    reason, remedy = _WORDS[refusal.rule.kind](refusal, scene)
    return Explanation(reason, remedy, change_of(refusal, scene))


def missing(refusal: Refusal) -> int | str | None:
    """What is lacking: px as a number, other lengths as text; None where nothing can be counted."""
    lacks = refusal.lacks
    if lacks is None:
        return None
    if lacks.unit is Unit.PX:
        return -(-lacks.mpt // PX)
    return str(lacks)


def _more(refusal: Refusal) -> str:
    """ "38px more", "2 more paragraphs", or just "more" where it cannot be counted."""
    lacks = refusal.lacks
    if lacks is None:
        return "more room"
    if lacks.unit in (Unit.WORD, Unit.PARAGRAPH, Unit.CHARACTER, Unit.LINE):
        number, _, unit = spell(lacks.value, lacks.unit).partition(" ")
        return f"{number} more {unit}"
    return f"{lacks} more"


def _clearance(refusal: Refusal, scene: Scene) -> _Words:
    way, name = refusal.rule.path[1], clearance_name(refusal, scene)
    near, aim = ("below", "up") if way == "above" else ("above", "down")
    block, kind = scene.block(refusal.against), scene.kind(refusal.against)
    reason = f"it must stand {refusal.required} {near} {block}, and here it is {refusal.actual}"
    remedy = f"it needs {_more(refusal)} {near} {kind}: move {kind} {aim}, "
    remedy += f"or let {_key(refusal, scene)} go to {refusal.actual}"
    return reason, remedy + _relax(refusal, scene, ("clearance", name, way))


def _key(refusal: Refusal, scene: Scene) -> str:
    """The key that would have to change, as it is written in TOML."""
    change = change_of(refusal, scene)
    assert change, "a rule of the slot or of the page has a key"
    return dotted(change.path)


def _relax(refusal: Refusal, scene: Scene, path: tuple[str, ...]) -> str:
    """How a slot that stands nowhere could give way: by a step that it has, or by one more. Steps
    are taken while the slot has fewer than its `min` in the copy."""
    slot = scene.slots[refusal.slot]
    if refusal.slot in scene.placed:
        return ""
    step, wanted = scene.keys.step(slot, path), scene.standing(slot) + 1
    short = scene.terms(refusal.slot).min < wanted
    if step:
        number, rule, instead = step
        least = f"raise its min to {wanted}" if short else "lower that step"
        return (
            f", or {least}: relax step {number} ({rule} to {instead}) is taken only "
            "while the slot has fewer than that"
        )
    rule, least = ".".join(path), f", with min = {wanted}" if short else ""
    return f', or allow a relax step: {{rule = "{rule}", to = "{refusal.actual}"}}{least}'


def _edge(refusal: Refusal, scene: Scene) -> _Words:
    """Distances from the top and to the end of the copy."""
    rule = refusal.rule.kind
    end = rule is Kind.FROM_END
    edge = "the end of the article" if end else "the top of the article"
    key = scene.keys.slot(scene.slots[refusal.slot], rule)
    reason = f"it must keep {refusal.required} from {edge}, and here it is {refusal.actual}"
    side = "below" if end else "above"
    remedy = f"it needs {_more(refusal)} of copy {side} this gap: write it, take a gap "
    remedy += f"{'higher up' if end else 'further down'}, or let {key} go to {refusal.actual}"
    return reason, remedy + _relax(refusal, scene, (rule,))


def _distance(refusal: Refusal, scene: Scene) -> _Words:
    other = refusal.rule.third
    against = refusal.against or "another slot"
    key = _key(refusal, scene)
    if other:
        reason = f"with it here, {against} would be {refusal.actual} from {other}, which must be "
        reason += f"{refusal.required}: where it stands now it keeps them apart"
        return reason, f"move {against} or {other}, or let {key} go to {refusal.actual}"
    reason = f"it must keep {refusal.required} from {against}, and here it is {refusal.actual}"
    remedy = f"it needs {_more(refusal)} to {against}: take {against} out or give it another gap, "
    remedy += f"put copy between them, or let {key} go to {refusal.actual}"
    own = refusing_slot(refusal, scene) == scene.slots[refusal.slot]
    return reason, remedy + (
        _relax(refusal, scene, ("distance", *refusal.rule.path)) if own else ""
    )


def _spacing(refusal: Refusal, scene: Scene) -> _Words:
    key = scene.keys.page("spacing")
    against, other = refusal.against or "the ad above", refusal.rule.third
    reason = f"ads must be {refusal.required} apart here, and {against} is {refusal.actual} away"
    if other:
        reason = f"with it here, {against} and {other} must be {refusal.required} apart, and they "
        reason += f"are {refusal.actual}"
    return reason, (
        f"it needs {_more(refusal)} between them: take {against} out, put copy between, "
        f"or let {key} go to {refusal.actual}"
    )


def _screen(refusal: Refusal, scene: Scene) -> _Words:
    key = scene.keys.page("max_per_screen")
    reason = f"{refusal.required} at once, and here a screen would show {refusal.actual}"
    remedy = f"take {refusal.against or 'an ad'} out or put a screen of copy between them, "
    return reason, remedy + f"or let {key} be {refusal.actual}"


def _gap(refusal: Refusal, scene: Scene) -> _Words:
    holder = refusal.against or "another slot"
    slot = scene.slots.get(holder)
    reason = f"the gap is taken by {holder}"
    if not slot or slot == scene.slots[refusal.slot]:
        return reason, f"it could stand here in place of {holder}, which would be worth no more"
    if scene.terms(refusal.slot).value > scene.keys.terms(slot).value:
        return reason, f"take {holder} out: with both of them, nothing is worth more than this"
    key = scene.keys.slot(scene.slots[refusal.slot], "value")
    return reason, f"take {holder} out, or raise {key} over that of slot {slot}"


def _width(refusal: Refusal, scene: Scene) -> _Words:
    key = scene.keys.slot(scene.slots[refusal.slot], "sizes")
    reason = f"it is {refusal.required} wide, and there is room for {refusal.actual}"
    return reason, f"offer a size at most {refusal.actual} wide in {key}, or another region"


def _rail(refusal: Refusal, scene: Scene) -> _Words:
    """Refusals for want of room beside the copy or in the rail."""
    slot, against = scene.slots[refusal.slot], refusal.against
    if refusal.rule.kind is Kind.NO_RAIL:
        reason = f"it needs {refusal.required}, and screens of {refusal.has} have none"
        key = dotted(("slot", slot, "at", scene.keys.point, "region"))
        return reason, f'set {key} = "article" or "end"'
    if not against:
        reason = f"the boxes stacked in the rail reach {refusal.required} down, beyond this gap at "
        reason += refusal.actual
        boxes = " or ".join(scene.rail) or "a box"
        return reason, f"take a gap {_more(refusal)} down, or take {boxes} out of the rail"
    low = ", offer a lower size" if lower_helps(refusal, scene) else ""
    if refusal.rule.kind is Kind.RAIL:
        reason = f"it needs {refusal.required} in {against}, and the rail has {refusal.actual} left"
        remedy = f"it needs {_more(refusal)}: take another box out of the rail{low}, or make the "
        return reason, remedy + "story longer"
    reason = (
        f"it is {refusal.required} high in {against}, and {refusal.actual} are left beside the "
    )
    remedy = f"it needs {_more(refusal)}: take a gap higher up{low}, or make the story longer"
    return reason + "copy", remedy


def _run(refusal: Refusal, scene: Scene) -> _Words:
    key = scene.keys.slot(scene.slots[refusal.slot], "min_run")
    reason = (
        f"it must stay in view along {refusal.required}, and there are {refusal.actual} for that"
    )
    low = "offer a lower size" if scene.terms(refusal.slot).sizes else "shorten the box"
    up = "" if refusal.candidate == "rail" else "take a gap higher up, "
    remedy = f"it needs {_more(refusal)} of copy beside it: {up}{low}, or "
    return reason, f"{remedy}let {key} go to {refusal.actual}"


def _density(refusal: Refusal, scene: Scene) -> _Words:
    key = _key(refusal, scene)
    what = "ads" if refusal.rule.kind is Kind.DENSITY else "ads and promotion"
    reason = f"{what} may be {refusal.required} of the page's height, and would be {refusal.actual}"
    fewer = "a longer story, fewer ads or a lower size would let it in"
    if key.endswith("sticky_video"):
        return reason, f"{fewer}; so would a page without a sticky video ({key} = false)"
    remedy = f"{fewer}; or let {key} go to {refusal.actual}"
    return reason, f"{remedy}, if your agreements allow that"


def _count(refusal: Refusal, scene: Scene) -> _Words:
    slot = scene.slots[refusal.slot]
    ads = "ad " if str(refusal.needed) == "1" else "ads "
    what = f"of {slot} " if refusal.rule.kind is Kind.MAX else ads
    page = "on the page" if refusal.candidate in ("rail", "end") else "in the article"
    reason = f"at most {refusal.needed} {what}may stand {page}"
    reason += f", and this would be the {_th(refusal.actual)}"
    return reason, f"take one of the others out, or let {_key(refusal, scene)} be {refusal.actual}"


def _fewer(refusal: Refusal, scene: Scene) -> _Words:
    (words,) = refusal.rule.path
    ads = "ad" if str(refusal.needed) == "1" else "ads"
    reason = f"at most {refusal.needed} {ads} may stand in a story under {words} words, "
    reason += f"and this would be the {_th(refusal.actual)}"
    key = _key(refusal, scene)
    return reason, f"a longer story would have it; so would {key} with {refusal.actual} there"


def _th(number: str) -> str:
    ends = {"1": "st", "2": "nd", "3": "rd"}
    teen = number[-2:-1] == "1"
    return f"{number}{'th' if teen else ends.get(number[-1:], 'th')}"


def _order(refusal: Refusal, scene: Scene) -> _Words:
    key, against = scene.keys.page("order"), refusal.against or "another slot"
    there = refusal.needed
    reason = f"slots have an order, and it would stand {refusal.actual} {against}"
    return reason, f"take a gap {there} {against}, or change {key}"


def _together(refusal: Refusal, scene: Scene) -> _Words:
    reason = f"only {refusal.required} may be in the article, and there would be {refusal.actual}"
    return reason, f"take the others out, or change {scene.keys.page('never_together')}"


def _when(refusal: Refusal, scene: Scene) -> _Words:
    """Conditions on the story: of the slot, or of a category of advertisers."""
    own, path = refusal.rule.kind is Kind.WHEN, refusal.rule.path
    key = scene.keys.slot(scene.slots[refusal.slot], "when", *path) if own else refusal.rule
    whose = "its slot" if own else f"category {path[0]}"
    reason = f"{whose} asks for {refusal.required}, and the story has {refusal.actual}"
    if path[-1] == "devices":
        reason = f"{whose} is for {refusal.required}, and this is {refusal.actual}"
    if change_of(refusal, scene) is None:
        return (
            reason,
            f"this holds everywhere: write the date of the story and of the page, or {key}",
        )
    return reason, f"this holds everywhere: change the story, or {key}"


def _adjacent(refusal: Refusal, scene: Scene) -> _Words:
    (way,) = refusal.rule.path
    key = scene.keys.slot(scene.slots[refusal.slot], "adjacent")
    block, kind = scene.block(refusal.against), scene.kind(refusal.against)
    reason = f"{block} right {way} it must have {refusal.required}, and has {refusal.actual}"
    remedy = f"join {kind} with the next one, write {_more(refusal)} into it, or let {key} go to "
    return reason, remedy + refusal.actual + _relax(refusal, scene, ("adjacent",))


def _never(refusal: Refusal, scene: Scene) -> _Words:
    rule, name = refusal.rule.kind, " and ".join(refusal.rule.path)
    key = scene.keys.slot(scene.slots[refusal.slot], rule)
    block, kind = scene.block(refusal.against), scene.kind(refusal.against)
    reason, help_ = {
        Kind.NEVER_AFTER: (
            f"it may not stand right below {block}",
            f"put a paragraph below {kind}",
        ),
        Kind.NEVER_BEFORE: (
            f"it may not stand right above {block}",
            f"put a paragraph above {kind}",
        ),
        Kind.NEVER_INSIDE: (f"it may not stand inside a run of {name}", "take a gap outside of it"),
        Kind.NEVER_BETWEEN: (f"it may not stand between {name}", f"put a paragraph below {block}"),
    }[rule]
    return reason, f'{help_}, or take "{name}" out of {key}'


def _lead_in(refusal: Refusal, scene: Scene) -> _Words:
    key = scene.keys.slot(scene.slots[refusal.slot], "after_lead_in")
    block, kind = scene.block(refusal.against), scene.kind(refusal.against)
    reason = f"{block} leads to what follows, and nothing may come between"
    return reason, f"put a paragraph below {kind}, or set {key} = true"


def _only(refusal: Refusal, scene: Scene) -> _Words:
    key = scene.keys.slot(scene.slots[refusal.slot], "only_before")
    wanted = either(refusal.needed)
    reason = f"it may stand right above {wanted} only, and here {refusal.actual} follows"
    other = f"add {refusal.actual} to {key}" if refusal.against else f"set {key} = []"
    return reason, f"take a gap right above {wanted}, or {other}"


def _positions(refusal: Refusal, scene: Scene) -> _Words:
    key = scene.keys.slot(scene.slots[refusal.slot], "positions")
    reason = f"it stands at {either(refusal.needed)} only; this gap has "
    here = place_of(refusal.candidate, scene)
    remedy = f'add "{here}" to {key}' if here else f"set {key} = []"
    return reason + refusal.actual, remedy


def _worth(refusal: Refusal, scene: Scene) -> _Words:
    key = scene.keys.slot(scene.slots[refusal.slot], "value")
    reason = f"no rule forbids it, but it would make the page worth less: {refusal.actual}"
    return reason, f"raise {key}, or let {scene.keys.page('source_order')} go to 0"


def _front(refusal: Refusal, scene: Scene) -> _Words:
    reason = "its slot is for fronts, and this is a story"
    return reason, f'set {_key(refusal, scene)} = "article"'


def _strategy(refusal: Refusal, scene: Scene) -> _Words:
    key = scene.keys.page("strategy")
    if refusal.rule.kind is Kind.STABLE:
        reason = "what is added at the end may still need this place: it waits for "
        reason += f"{refusal.required}, and there is {refusal.actual}"
        return reason, f'write more below it, or set {key} = "exact"'
    reason = f"no rule forbids it: the {refusal.actual} strategy went by and does not go back"
    return reason, f'set {key} = "exact"'


_WORDS: dict[Kind, Callable[[Refusal, Scene], _Words]] = {
    Kind.CLEARANCE: _clearance,
    Kind.FROM_TOP: _edge,
    Kind.FROM_END: _edge,
    Kind.DISTANCE: _distance,
    Kind.SPACING: _spacing,
    Kind.MAX_PER_SCREEN: _screen,
    Kind.GAP: _gap,
    Kind.WIDTH: _width,
    Kind.BESIDE: _rail,
    Kind.NO_RAIL: _rail,
    Kind.RAIL: _rail,
    Kind.MIN_RUN: _run,
    Kind.DENSITY: _density,
    Kind.PROMOTION: _density,
    Kind.MAX: _count,
    Kind.MAX_ADS: _count,
    Kind.FEWER_ADS: _fewer,
    Kind.ORDER: _order,
    Kind.NEVER_TOGETHER: _together,
    Kind.WHEN: _when,
    Kind.CATEGORY: _when,
    Kind.ADJACENT: _adjacent,
    Kind.NEVER_AFTER: _never,
    Kind.NEVER_BEFORE: _never,
    Kind.NEVER_INSIDE: _never,
    Kind.NEVER_BETWEEN: _never,
    Kind.AFTER_LEAD_IN: _lead_in,
    Kind.ONLY_BEFORE: _only,
    Kind.POSITIONS: _positions,
    Kind.WORTH: _worth,
    Kind.STRATEGY: _strategy,
    Kind.STABLE: _strategy,
    Kind.REGION: _front,
}
