"""What to change so that a rule lets something in: a key of a rule file, and the value it needs.

A refusal says what a rule requires and what there is; the change that takes it away sets the key of
the rule to what there is. It takes away that one refusal: another rule may still stand in the way,
or the gap be worth more to another content.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from slots.reasons.scene import RULE_FILE, Scene
from slots.rules.keys import Path, dotted
from slots.rules.names import names_of
from slots.strip.refusal import Amount, Kind, Refusal
from slots.units import PX, Length

_Value = str | int | tuple[Any, ...] | None
"""A value as TOML has it; None where the key is to be dropped."""

_LOWEST = 50
"""The height in px of the lowest creative that anybody books (`published_limits.IAB_SIZES`)."""


@dataclass(frozen=True, slots=True)
class Change:
    """A key of a rule file, and the value that takes a refusal away.

    >>> print(Change(("slot", "ad", "at", "mobile", "distance", "ad"), "320px"))
    [slot.ad.at.mobile] distance.ad = "320px"
    """

    path: Path
    to: _Value
    file: str = RULE_FILE

    @property
    def table(self) -> str:
        """The table the key stands in: "slot.inline-ad.at.mobile"."""
        return dotted(self.path[: self._tables()])

    @property
    def key(self) -> str:
        """The key in its table: "clearance.image.below"."""
        return dotted(self.path[self._tables() :])

    def data(self) -> dict[str, Any]:
        """The same as JSON has it."""
        return {"file": self.file, "table": self.table, "key": self.key, "to": self.to}

    def _tables(self) -> int:
        head = {"slot": 2, "category": 2}.get(self.path[0], 1)
        return head + 2 if self.path[head : head + 1] == ("at",) else head

    def __str__(self) -> str:
        if self.to is None:
            return f"[{self.table}] {self.key} dropped"
        return f"[{self.table}] {self.key} = {json.dumps(self.to, ensure_ascii=False)}"


def change_of(refusal: Refusal, scene: Scene) -> Change | None:
    """The change of the rules that takes a refusal away; None where no rule refuses (a gap that is
    taken), or no value of it would do (a rail without room)."""
    made = _MADE.get(refusal.rule.kind)
    found = made(refusal, scene) if made else None
    if found is None:
        return None
    path, to = found
    return Change(path, to, scene.file(path))


_Found = tuple[Path, _Value] | None


def _own_slot(refusal: Refusal, scene: Scene) -> str:
    """The slot of the content that is refused."""
    return scene.slots[refusal.slot]


def clearance_name(refusal: Refusal, scene: Scene) -> str:
    """The name under which a slot has its clearance from a block: the most specific in its
    table."""
    role, way = refusal.rule.path
    item = scene.items.get(refusal.against or "")
    table = scene.terms(refusal.slot).clearance
    names = names_of(item) if item else (role,)
    return next((n for n in names if n in table and getattr(table[n], way) is not None), role)


def _clearance(refusal: Refusal, scene: Scene) -> _Found:
    way, name = refusal.rule.path[1], clearance_name(refusal, scene)
    path = scene.keys.slot_path(_own_slot(refusal, scene), "clearance", name, way)
    return path, refusal.actual


def _own_length(refusal: Refusal, scene: Scene) -> _Found:
    """A length, or a count of words, that goes down to what there is."""
    return scene.keys.slot_path(_own_slot(refusal, scene), refusal.rule.kind), refusal.actual


def refusing_slot(refusal: Refusal, scene: Scene) -> str:
    """The slot whose distance refuses a content: its own, or that of the one it is too near to."""
    own, (name,), third = scene.slots[refusal.slot], refusal.rule.path, refusal.rule.third
    other = scene.slots.get(refusal.against or "", own)
    pairs = (own, other) if third is None else (other, scene.slots.get(third, other))
    refusing = (
        each for each in pairs if scene.keys.terms(each).distance.get(name) == refusal.needed
    )
    return next(refusing, own)


def _distance(refusal: Refusal, scene: Scene) -> _Found:
    path = scene.keys.slot_path(refusing_slot(refusal, scene), "distance", *refusal.rule.path)
    return path, refusal.actual


def _spacing(refusal: Refusal, scene: Scene) -> _Found:
    """The list with no entry that requires more than there is."""
    entries = scene.keys.rules.page_terms(scene.keys.point).spacing
    there = refusal.has
    assert isinstance(there, Length)
    new = tuple(
        str(replace(each, length=there)) if _more(each.length, there, refusal) else str(each)
        for each in entries
    )
    return scene.keys.page_path("spacing"), new


def _more(needed: Length, there: Length, refusal: Refusal) -> bool:
    if needed.unit is there.unit:
        return needed.value > there.value
    return needed == refusal.needed


def _page_count(refusal: Refusal, scene: Scene) -> _Found:
    has = refusal.has
    path = scene.keys.page_path(refusal.rule.kind)
    return path, has if isinstance(has, int) else refusal.actual


def _fewer(refusal: Refusal, scene: Scene) -> _Found:
    """All that is about stories as long as the one refused, with as many ads as it would have."""
    (words,), has = refusal.rule.path, refusal.has
    assert isinstance(has, int)
    written = scene.keys.rules.page_terms(scene.keys.point).fewer_ads
    raised = (
        replace(each, most=max(each.most, has)) if each.words >= int(words) else each
        for each in written
    )
    return scene.keys.page_path("fewer_ads"), tuple(map(str, raised))


def _density(refusal: Refusal, scene: Scene) -> _Found:
    """The density; the sticky video instead, where that is what limits density."""
    terms = scene.keys.rules.page_terms(scene.keys.point)
    own, limit = terms.density, refusal.needed
    assert isinstance(limit, Length)
    if terms.sticky_video and (own is None or own.value > limit.value):
        return scene.keys.page_path("sticky_video"), False
    return scene.keys.page_path("density"), refusal.actual


def _max(refusal: Refusal, scene: Scene) -> _Found:
    assert isinstance(refusal.has, int)
    return scene.keys.slot_path(_own_slot(refusal, scene), "max"), refusal.has


def _order(refusal: Refusal, scene: Scene) -> _Found:
    slot, order = _own_slot(refusal, scene), scene.keys.rules.page_terms(scene.keys.point).order
    return scene.keys.page_path("order"), tuple(each for each in order if each != slot)


def _together(refusal: Refusal, scene: Scene) -> _Found:
    groups = scene.keys.rules.page_terms(scene.keys.point).never_together
    kept = tuple(group for group in groups if group != refusal.needed)
    return scene.keys.page_path("never_together"), kept


def _when(refusal: Refusal, scene: Scene) -> _Found:
    """A condition: a count that goes to what there is, a list without what bars it or none."""
    has, (*category, name) = refusal.has, refusal.rule.path
    if has is None or not set(category) <= set(scene.keys.rules.category):
        return None
    path = ("category", *refusal.rule.path)
    if not category:
        path = scene.keys.slot_path(_own_slot(refusal, scene), "when", name)
    if isinstance(has, datetime.date):
        return path, refusal.actual
    if not isinstance(has, tuple):
        return path, int(has.value if isinstance(has, Length) else has)
    when = scene.keys.rules.category[category[0]] if category else scene.terms(refusal.slot).when
    if not name.startswith("without_"):
        return path, ()
    barred = {each.casefold() for each in has or ("",)}
    return path, tuple(each for each in getattr(when, name) if each.casefold() not in barred)


def _listed(refusal: Refusal, scene: Scene) -> _Found:
    """A list of names without the one that forbids it."""
    kind, names = refusal.rule.kind, refusal.rule.path
    path = scene.keys.slot_path(_own_slot(refusal, scene), kind)
    listed = getattr(scene.terms(refusal.slot), kind)
    return path, tuple(each for each in listed if each not in (names, *names[:1]))


def _lead_in(refusal: Refusal, scene: Scene) -> _Found:
    return scene.keys.slot_path(_own_slot(refusal, scene), "after_lead_in"), True


def _only(refusal: Refusal, scene: Scene) -> _Found:
    """The names it may stand above, with what follows here; at the end nothing does: no names."""
    path = scene.keys.slot_path(_own_slot(refusal, scene), "only_before")
    listed = scene.terms(refusal.slot).only_before
    return path, (*listed, refusal.actual) if refusal.against else ()


def _positions(refusal: Refusal, scene: Scene) -> _Found:
    """The positions with this one, by the paragraph above or below; without one, no positions."""
    path = scene.keys.slot_path(_own_slot(refusal, scene), "positions")
    here = place_of(refusal.candidate, scene)
    listed = tuple(map(str, scene.terms(refusal.slot).positions))
    return path, (*listed, here) if here else ()


def place_of(before: str | None, scene: Scene) -> str:
    """A gap as a position: "after paragraph 3"; "" where no paragraph is next to it."""
    count, above = scene.paragraphs(before), scene.above(before)
    below = scene.items.get(before or "")
    if above is not None and above.role.value == "paragraph":
        return f"after paragraph {count}"
    if below is not None and below.role.value == "paragraph":
        return f"before paragraph {count + 1}"
    return ""


def _width(refusal: Refusal, scene: Scene) -> _Found:
    """The sizes with one that is no wider than the room."""
    sizes = scene.terms(refusal.slot).sizes
    room = _px(refusal.has)
    if not sizes or room < _LOWEST:
        return None
    low = min(size.height for size in sizes)
    path = scene.keys.slot_path(_own_slot(refusal, scene), "sizes")
    return path, (*map(str, sizes), f"{room}x{low}")


def _room(refusal: Refusal, scene: Scene) -> _Found:
    """Room in the rail or beside the copy: another region where there is no rail, else the sizes
    with one that is low enough; no change where the content stands in a lower one already. What an
    ad's box adds to its creative stays as it is."""
    slot, point = _own_slot(refusal, scene), scene.keys.point
    if refusal.rule.kind is Kind.NO_RAIL:
        return ("slot", slot, "at", point, "region"), "end"
    if not lower_helps(refusal, scene):
        return None
    assert refusal.size
    sizes, (width, height) = scene.terms(refusal.slot).sizes, refusal.size
    low = _px(refusal.has) - (_px(refusal.needed) - height)
    if low < _LOWEST:
        return None
    return scene.keys.slot_path(slot, "sizes"), (*map(str, sizes), f"{width}x{low}")


def lower_helps(refusal: Refusal, scene: Scene) -> bool:
    """Whether a lower size would let an ad into the rail: it stands in none, and is refused in the
    lowest that it has; of a higher one there is a lower one already."""
    sizes = scene.terms(refusal.slot).sizes
    if refusal.slot in scene.placed or not (sizes and refusal.size):
        return False
    return refusal.size[1] <= min(size.height for size in sizes)


def _run(refusal: Refusal, scene: Scene) -> _Found:
    return scene.keys.slot_path(_own_slot(refusal, scene), "min_run"), refusal.actual


def _worth(_: Refusal, scene: Scene) -> _Found:
    return scene.keys.page_path("source_order"), 0


def _strategy(_: Refusal, scene: Scene) -> _Found:
    return scene.keys.page_path("strategy"), "exact"


def _front(refusal: Refusal, scene: Scene) -> _Found:
    return scene.keys.slot_path(_own_slot(refusal, scene), "region"), "article"


def _px(amount: Amount) -> int:
    assert isinstance(amount, Length)
    return amount.mpt // PX


_MADE: dict[Kind, Callable[[Refusal, Scene], _Found]] = {
    Kind.CLEARANCE: _clearance,
    Kind.FROM_TOP: _own_length,
    Kind.FROM_END: _own_length,
    Kind.ADJACENT: _own_length,
    Kind.DISTANCE: _distance,
    Kind.SPACING: _spacing,
    Kind.MAX_PER_SCREEN: _page_count,
    Kind.MAX_ADS: _page_count,
    Kind.FEWER_ADS: _fewer,
    Kind.PROMOTION: _page_count,
    Kind.DENSITY: _density,
    Kind.MAX: _max,
    Kind.ORDER: _order,
    Kind.NEVER_TOGETHER: _together,
    Kind.WHEN: _when,
    Kind.CATEGORY: _when,
    Kind.NEVER_AFTER: _listed,
    Kind.NEVER_BEFORE: _listed,
    Kind.NEVER_INSIDE: _listed,
    Kind.NEVER_BETWEEN: _listed,
    Kind.AFTER_LEAD_IN: _lead_in,
    Kind.ONLY_BEFORE: _only,
    Kind.POSITIONS: _positions,
    Kind.WIDTH: _width,
    Kind.BESIDE: _room,
    Kind.NO_RAIL: _room,
    Kind.RAIL: _room,
    Kind.MIN_RUN: _run,
    Kind.WORTH: _worth,
    Kind.STRATEGY: _strategy,
    Kind.STABLE: _strategy,
    Kind.REGION: _front,
}
