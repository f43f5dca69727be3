"""What became of a content: each region that did not take it, with the rules that bound there.

A content is refused gap by gap, rule by rule, but people want one reason. That is one of

    alone      the rule that, taken away with all others kept, would have let it in: a gap that it
               alone closes, or the room it denies in the rail or after the copy; or one that does
               so once the others make way (`slots.placing.sole_rule`)
    worth      no rule: there is a gap, but the page is worth more without it
    taken      no rule but others: each gap that its rules leave it has a content already
    together   none alone: the rules that close the gap which the fewest of them close
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from slots.reasons.change import change_of
from slots.reasons.scene import Scene
from slots.regions.outside_copy import AT_GAPS, Homes
from slots.rules.terms import Region
from slots.strip.content import Content
from slots.strip.decision import Decision
from slots.strip.refusal import CONDITIONS, Kind, Refusal, Rule
from slots.units import Length

NO_RULES = (Kind.WORTH, Kind.STRATEGY, Kind.STABLE)
"""What refuses without a rule of the slot or the page that forbids it."""

ROOM = (Kind.RAIL, Kind.BESIDE, Kind.NO_RAIL, Kind.REGION)
"""What refuses for want of room, and by no rule of its own."""

_NEVER = (Kind.NEVER_AFTER, Kind.NEVER_BEFORE, Kind.NEVER_INSIDE, Kind.NEVER_BETWEEN)


class How(StrEnum):
    """How rules bind."""

    ALONE = "alone"
    TOGETHER = "together"
    TAKEN = "taken"
    WORTH = "worth"


@dataclass(frozen=True, slots=True)
class Miss:
    """A region that did not take a content, and what bound there: the refusals of one place.

    Where a rule binds alone, `also` are others whose absence would have let the content in as well,
    each in a place of its own; `moving` says that without the rule others have to make way before
    it fits. `places` counts the gaps that this reason closes.
    """

    region: Region
    how: How
    refusals: tuple[Refusal, ...]
    also: tuple[Refusal, ...] = ()
    moving: bool = False
    places: int = 1


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a content: the region it is meant for, those it missed in the order it came
    to them, and its home; None where it stands nowhere.

    `fallback` is what its rules say of one: a region, "none", or None where they say nothing.
    `final` says that no other region was looked for: conditions of its slot keep it from all of
    them, or there is only the copy, as in a bare strip and on a front.
    """

    content: str
    meant: Region
    home: Region | None
    misses: tuple[Miss, ...] = ()
    fallback: str | None = None
    final: bool = False

    @property
    def lead(self) -> Miss | None:
        """The miss to report first: the first that is due to one rule alone, else the first due to
        lack of room alone, else the first."""
        alone = [miss for miss in self.misses if miss.how is How.ALONE]
        ruled = [miss for miss in alone if miss.refusals[0].rule.kind not in ROOM]
        return next(iter((*ruled, *alone, *self.misses)), None)

    @property
    def beyond_rail(self) -> bool:
        """Whether it has its place in the rail, and what keeps it away is screens without one."""
        regions = [miss.region for miss in self.misses]
        return self.meant is Region.RAIL and self.home is None and regions == [Region.END]


_Family = tuple[str, ...]
"""What refusals have in common that one change takes away: the key of a rule, or a kind."""


def family(refusal: Refusal, scene: Scene) -> _Family:
    """The key that a refusal comes from; its kind where it comes from none."""
    key = (refusal.slot, refusal.rule, refusal.needed, refusal.against)
    found = scene.families.get(key)
    if found is None or found[0] in ROOM:
        found = scene.families[key] = _family(refusal, scene)
    return found


def _family(refusal: Refusal, scene: Scene) -> _Family:
    kind = refusal.rule.kind
    if kind in _NEVER:
        return (kind, *refusal.rule.path)
    change = None if kind in (Kind.GAP, *NO_RULES) else change_of(refusal, scene)
    return change.path if change else (kind,)


def _missed(
    region: Region, refusals: Iterable[Refusal], scene: Scene, alone: Rule | None = None
) -> Miss | None:
    """Why a region did not take a content, from all its refusals there; None without any.

    `alone` is the rule without which it gets in once the others make way, where no single rule
    closes any gap.
    """
    places: dict[str | None, list[Refusal]] = {}
    for refusal in refusals:
        places.setdefault(refusal.candidate, []).append(refusal)
    if not places:
        return None
    if region not in AT_GAPS or all(name in _OUTSIDE for name in places):
        return _room_missed(region, next(iter(places.values())))
    return _gap_missed(region, places, scene, alone)


def _room_missed(region: Region, refusals: list[Refusal]) -> Miss:
    """The rail, or what follows the copy: refused at its lowest size last; or by conditions."""
    barred = [each for each in refusals if each.rule.kind in CONDITIONS]
    bound = tuple(barred or refusals[-1:])
    return Miss(region, How.ALONE if len(bound) == 1 else How.TOGETHER, bound)


@dataclass(frozen=True, slots=True)
class _Gap:
    """A gap with what closes it: its refusals by their families."""

    families: Mapping[_Family, Refusal]

    @property
    def only(self) -> _Family | None:
        """The family that alone closes it."""
        return next(iter(self.families)) if len(self.families) == 1 else None


def _gap_missed(
    region: Region,
    places: Mapping[str | None, list[Refusal]],
    scene: Scene,
    alone: Rule | None,
) -> Miss:
    gaps = [_Gap(_by_family(found, scene)) for found in places.values()]
    single: dict[_Family, list[Refusal]] = {}
    for gap in gaps:
        if gap.only:
            single.setdefault(gap.only, []).append(gap.families[gap.only])
    free = [name for name in single if name[0] in NO_RULES]
    ruled = [name for name in single if name[0] not in (Kind.GAP, *NO_RULES)]
    ruled.sort(key=lambda name: -len(single[name]))
    if free:
        found = single[free[0]]
        return Miss(region, How.WORTH, (_least(found),), places=len(found))
    if ruled:
        first, *rest = ruled
        also = tuple(_least(single[name]) for name in rest)
        return Miss(region, How.ALONE, (_least(single[first]),), also, places=len(single[first]))
    moved = [each for found in places.values() for each in found if each.rule.base == alone]
    if moved:
        return Miss(region, How.ALONE, (_least(moved),), moving=True, places=len(moved))
    if single:
        found = single[Kind.GAP,]
        return Miss(region, How.TAKEN, tuple(found[:1]), places=len(found))
    fewest = min(gaps, key=lambda gap: len(gap.families))
    return Miss(region, How.TOGETHER, tuple(fewest.families.values()))


def _by_family(refusals: list[Refusal], scene: Scene) -> dict[_Family, Refusal]:
    """The refusals of a gap, of each family the one that lacks most."""
    found: dict[_Family, Refusal] = {}
    for refusal in refusals:
        name = family(refusal, scene)
        known = found.get(name)
        if known is None or _worse(refusal, known):
            found[name] = refusal
    return found


def _worse(refusal: Refusal, known: Refusal) -> bool:
    """Whether one of two refusals by the same key needs more of a change: what is enough for it is
    enough for the other."""
    own, other = refusal.has, known.has
    if isinstance(own, int) and isinstance(other, int):
        return own > other
    if refusal.lacks is None or known.lacks is None:
        return False
    assert isinstance(own, Length) and isinstance(other, Length)
    return own.value < other.value if own.unit is other.unit else _share(refusal) < _share(known)


def _least(refusals: list[Refusal]) -> Refusal:
    """The refusal that lacks least; of equal ones the first."""
    return max(refusals, key=_share)


def _share(refusal: Refusal) -> Fraction:
    """How much there is of what a rule requires, from 0 to 1; 0 where that cannot be counted."""
    if refusal.lacks is None:
        return Fraction(0)
    assert isinstance(refusal.has, Length) and isinstance(refusal.needed, Length)
    return refusal.has.value / refusal.needed.value


def fates_of(
    stages: tuple[Homes, ...],
    contents: tuple[Content, ...],
    decision: Decision,
    scene: Scene,
    late: tuple[Refusal, ...] = (),
) -> tuple[Fate, ...]:
    """What became of each content that does not stand in the region it is meant for.

    `stages` are the homes as the rules mean them, then once the copy was placed, once the rail was
    and once what follows the copy was; the later ones may be left out. `late` are refusals of
    contents that had a gap beside the copy and lost it: what else refuses them did not bind.
    """
    refused: dict[str, list[Refusal]] = {}
    for refusal in decision.refusals:
        refused.setdefault(refusal.slot, []).append(refusal)
    lost = (c for c in contents if stages[-1][c.id] is not scene.terms(c.id).region)
    lost_gap = {each.slot: each for each in late}
    memo = _MissMemo(scene, dict(decision.alone), {}, lost_gap)
    return tuple(_fate(stages, content, refused.get(content.id, []), memo) for content in lost)


@dataclass(frozen=True, slots=True, eq=False)
class _MissMemo:
    """Memo of misses: many contents of one slot miss a region for the same reason."""

    scene: Scene
    alone: Mapping[str, Rule]
    known: dict[tuple[object, ...], Miss | None]
    late: Mapping[str, Refusal]

    def missed(self, region: Region, content: Content, refusals: list[Refusal]) -> Miss | None:
        """As `_missed`, worked out once for contents of one slot with equal refusals."""
        if region in AT_GAPS and content.id in self.late:
            return Miss(region, How.ALONE, (self.late[content.id],))
        alone = self.alone.get(content.id)
        kept = tuple([(r.candidate, r.rule, r.needed, r.has, r.against) for r in refusals])
        key = (region, content.slot, alone, kept)
        if key not in self.known:
            self.known[key] = _missed(region, refusals, self.scene, alone)
        miss = self.known[key]
        return _whose(miss, content.id) if miss else None


def _whose(miss: Miss, name: str) -> Miss:
    """A miss as that of another content of its slot."""
    if miss.refusals[0].slot == name:
        return miss
    own = tuple(replace(each, slot=name) for each in miss.refusals)
    return replace(miss, refusals=own, also=tuple(replace(each, slot=name) for each in miss.also))


def _fate(
    stages: tuple[Homes, ...], content: Content, refused: list[Refusal], memo: _MissMemo
) -> Fate:
    scene = memo.scene
    terms = scene.terms(content.id)
    path = [homes[content.id] for homes in stages]
    barred = path[0] is None
    misses = []
    if barred:
        misses.append(memo.missed(terms.region, content, refused))
    for stage, (before, after) in enumerate(pairwise(path)):
        if before is not None and after is not before:
            region = Region.END if stage == len(_OUTSIDE) else before
            own = [each for each in refused if _stage(each, scene) == stage]
            misses.append(memo.missed(region, content, own))
    found = tuple(miss for miss in misses if miss)
    final = barred or len(stages) == 2
    fallback = None if terms.fallback == terms.region.value else terms.fallback
    return Fate(content.id, terms.region, path[-1], found, fallback, final)


_OUTSIDE = (Region.RAIL.value, Region.END.value)
"""Candidates of refusals outside the copy, in the order that the regions are filled."""


def _stage(refusal: Refusal, scene: Scene) -> int:
    """Which region a refusal is of: 0 at the gaps, then the rail, and what follows the copy."""
    if refusal.candidate in scene.items or refusal.candidate not in _OUTSIDE:
        return 0
    return (
        0
        if refusal.rule.kind in (Kind.BESIDE, Kind.NO_RAIL)
        else _OUTSIDE.index(refusal.candidate) + 1
    )
