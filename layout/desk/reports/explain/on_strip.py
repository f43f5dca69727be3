"""Placements of a strip, as data and for people; docs/place.md has both."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

from layout.work.terminal.report import points
from layout.work.terminal.text_tables import table
from slots.interchange.place_strip import NamedRules
from slots.interchange.yardstick import Measured, Trial, measured_by
from slots.reasons.outcome import Fate, fates_of
from slots.reasons.scene import Scene
from slots.reasons.why_it_stands_or_not import changes, reason
from slots.regions.outside_copy import Homes
from slots.rules.keys import Keys
from slots.rules.terms import AD
from slots.strip.content import About
from slots.strip.measured_flow import Strip
from slots.strip.refusal import Refusal
from slots.strip.stretches import Stretches, stretches
from slots.units import PX


@dataclass(frozen=True, slots=True)
class Side:
    """One placement of a strip with what reports show of it: its name, strategy and stretches."""

    name: str
    trial: Trial
    strategy: str
    gaps: Stretches
    scene: Scene
    fates: tuple[Fate, ...]


def side_of(named: NamedRules, trial: Trial, strip: Strip) -> Side:
    """A placement, measured."""
    rules, slots = trial.case.rules, {content.id: content.slot for content in trial.case.contents}
    strategy = trial.case.page.strategy.value
    boxes = trial.decision.placements
    ads = (box.before for box in boxes if rules.slot[slots[box.slot]].holds == AD)
    scene = _scene(trial, strip)
    placed = {box.slot for box in boxes}
    meant: Homes = {c.id: trial.case.terms(c.slot).region for c in trial.case.contents}
    stands: Homes = {name: home if name in placed else None for name, home in meant.items()}
    fates = fates_of((meant, stands), trial.case.contents, trial.decision, scene)
    return Side(named.name, trial, strategy, stretches(strip, ads), scene, fates)


def _scene(trial: Trial, strip: Strip) -> Scene:
    return Scene(
        Keys(trial.case.rules, trial.case.breakpoint),
        {item.id: item for item in strip.items},
        {},
        {content.id: content.slot for content in trial.case.contents},
        frozenset(box.slot for box in trial.decision.placements),
    )


# --- as data --------------------------------------------------------------------------------------


def as_data(side: Side) -> dict[str, Any]:
    """A placement as JSON: the keys of `newsgrid schema placement`."""
    decision = side.trial.decision
    slots = {content.id: content.slot for content in side.trial.case.contents}
    refusals = dict.fromkeys(_refusal(each, slots[each.slot]) for each in decision.refusals)
    return {
        "breakpoint": side.trial.case.breakpoint,
        "strategy": side.strategy,
        "placements": [
            {
                "slot": slots[box.slot],
                "before": box.before,
                "size": [_px(box.size[0]), _px(box.size[1])],
                "top": _px(box.top),
                "bottom": _px(box.bottom),
                "id": box.slot,
            }
            for box in decision.placements
        ],
        "refusals": [dict(zip(_REFUSAL, each, strict=True)) for each in refusals],
        "unplaced": list(_unplaced(side)),
        "objective": decision.objective,
        "bound": decision.bound,
        "density": round(decision.density, 6),
        "lighthouse": round(decision.lighthouse, 6),
        "relaxed": [
            {
                "slot": step.slot,
                "step": step.step,
                "rule": step.rule,
                "asked": step.asked,
                "instead": step.instead,
                "ads": list(step.ads),
            }
            for step in decision.relaxed
        ],
        "gaps": _gaps(side.gaps),
    }


def _unplaced(side: Side) -> Iterator[dict[str, Any]]:
    """What stands nowhere, with the reason in a sentence and what would have to change; contents
    of a slot that share it together."""
    groups: dict[tuple[str, str], list[Fate]] = {}
    for fate in side.fates:
        slot = side.scene.slots[fate.content]
        groups.setdefault((slot, reason(fate, side.scene)), []).append(fate)
    for (slot, why), fates in groups.items():
        made = changes(fates[0], side.scene)
        ids = [fate.content for fate in fates]
        yield {"slot": slot, "ids": ids, "why": why, "changes": [each.data() for each in made]}


_REFUSAL = ("candidate", "slot", "rule", "required", "actual", "against")


def _refusal(refusal: Refusal, slot: str) -> tuple[str | None, ...]:
    return (
        refusal.candidate,
        slot,
        str(refusal.rule),
        refusal.required,
        refusal.actual,
        refusal.against,
    )


def _gaps(gaps: Stretches) -> dict[str, Any]:
    return {
        "count": gaps.count,
        "longest": _px(gaps.longest),
        "shortest": _px(gaps.shortest),
        "mean": _px(gaps.mean),
    }


def _px(mpt: int | Fraction) -> int | float:
    """Millipoints in px: whole where they are, else to a thousandth."""
    px = Fraction(mpt) / PX
    return px.numerator if px.denominator == 1 else round(float(px), 3)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two placements of a strip, the second measured by the rules of the first: its worth and the
    rules that it breaks, or a sentence why they cannot be given."""

    first: Side
    second: Side
    measured: Measured | str


def comparison(first: Side, second: Side, strip: Strip, about: About) -> Comparison:
    """Two placements side by side."""
    return Comparison(first, second, measured_by(first.trial, second.trial))


def comparison_data(compared: Comparison) -> dict[str, Any]:
    """A comparison as JSON: both sides, `objective` by the first rules for both."""
    measured = compared.measured
    sides = []
    for side in (compared.first, compared.second):
        data = as_data(side)
        own = {"name": side.name, **data, "own_objective": data["objective"], "broken": []}
        sides.append(own)
    if isinstance(measured, Measured):
        sides[1]["objective"] = measured.objective
        sides[1]["broken"] = [
            dict(zip(_REFUSAL, _refusal(each, each.slot), strict=True)) for each in measured.broken
        ]
        return {"comparable": True, "why": None, "sides": sides}
    sides[1]["objective"] = None
    return {"comparable": False, "why": measured, "sides": sides}


# --- for people -----------------------------------------------------------------------------------


def as_text(side: Side, verbose: bool) -> str:
    """A placement for people: the table, its figures, and refusals."""
    parts = [_head(side), _placements(side), "\n".join(_sums(side))]
    parts += _refusals(side, verbose)
    return "\n\n".join(part for part in parts if part)


def _head(side: Side) -> str:
    return f"{side.trial.case.breakpoint}, {side.strategy} placement by {side.name.split(', ')[0]}"


def _placements(side: Side) -> str:
    boxes = side.trial.decision.placements
    if not boxes:
        return "  nothing is placed" if side.trial.case.contents else "  there is nothing to place"
    rows = [
        (
            box.slot,
            box.before if box.before is not None else "(the end)",
            f"{_px(box.size[0])}x{_px(box.size[1])}",
            f"{_px(box.top):g}",
            f"{_px(box.bottom):g}",
        )
        for box in boxes
    ]
    return table(("what", "before", "size", "top", "bottom"), rows, "  ")


def _sums(side: Side) -> Iterator[str]:
    """The figures of a placement: the proof, the densities, the stretches, the relaxed rules."""
    decision = side.trial.decision
    placed, offered = len(decision.placements), len(side.trial.case.contents)
    yield f"{placed} of {offered} placed, worth {points(decision.objective)}: {_proof(side)}"
    limit = side.trial.case.page.density
    allowed = f" (limit {limit})" if limit else " (no limit)"
    yield (
        f"ads are {decision.density:.1%} of the copy{allowed}, "
        f"{decision.lighthouse:.1%} as Lighthouse measures"
    )
    gaps = side.gaps
    yield (
        f"copy without an ad: {_px(gaps.longest):g}px at the longest, "
        f"{_px(gaps.shortest):g}px at the shortest, {_px(round(gaps.mean)):.0f}px on average"
    )
    for step in decision.relaxed:
        yield f"gave way: {step}"


def _proof(side: Side) -> str:
    decision = side.trial.decision
    if decision.objective == decision.bound:
        return "no placement is worth more"
    return f"the best is worth {points(decision.bound)} at most"


class _Closed(NamedTuple):
    """A gap, by the block below it, and what closes it."""

    before: str | None
    why: str


def _refusals(side: Side, verbose: bool) -> Iterator[str]:
    """For each slot without a place (all of them with `verbose`), what stands in the way."""
    slots = {content.id: content.slot for content in side.trial.case.contents}
    standing = {slots[box.slot] for box in side.trial.decision.placements}
    gaps: dict[str, dict[_Closed, None]] = {}
    for refusal in side.trial.decision.refusals:
        slot = slots[refusal.slot]
        if verbose or slot not in standing:
            gaps.setdefault(slot, {})[_Closed(refusal.candidate, str(refusal))] = None
    for slot, found in gaps.items():
        fate = next((each for each in side.fates if slots[each.content] == slot), None)
        rows = [(_gap(candidate), why) for candidate, why in _shortened(found)]
        if fate is None or slot in standing:
            yield f'slot "{slot}"\n{table(("before", "why not"), rows, "  ")}'
            continue
        title = f'slot "{slot}" has no place: {reason(fate, side.scene)}'
        repeated = rows[0][0] == _EVERY
        yield title if repeated else f"{title}\n{table(('before', 'why not'), rows, '  ')}"


_EVERY = "(every gap)"
"""Where a reason holds that is the same in all gaps."""


def _shortened(found: Collection[_Closed]) -> Iterator[_Closed]:
    """Refusals gap by gap; where one is the same in every gap, only that."""
    gaps = len({candidate for candidate, _ in found})
    reasons = [why for _, why in found]
    everywhere = [why for why in dict.fromkeys(reasons) if reasons.count(why) == gaps > 1]
    yield from (_Closed(_EVERY, why) for why in everywhere)
    if not everywhere:
        order = {candidate: place for place, (candidate, _) in reversed([*enumerate(found)])}
        yield from sorted(found, key=lambda each: order[each[0]])


def _gap(candidate: str | None) -> str:
    return "(the end)" if candidate is None else candidate


def comparison_text(compared: Comparison) -> str:
    """A comparison for people: a table with a column for each side."""
    sides, measured = (compared.first, compared.second), compared.measured
    by_first = measured.objective if isinstance(measured, Measured) else None
    worth = [points(sides[0].trial.decision.objective)]
    worth.append("not comparable" if by_first is None else points(by_first))
    decisions = [side.trial.decision for side in sides]
    rows = [
        ("strategy", *(side.strategy for side in sides)),
        ("placed", *(f"{len(each.placements)}" for each in decisions)),
        ("worth by the first rules", *worth),
        ("worth by its own rules", *(points(each.objective) for each in decisions)),
        ("its bound", *(points(each.bound) for each in decisions)),
        ("ad density", *(f"{each.density:.1%}" for each in decisions)),
        ("as Lighthouse measures", *(f"{each.lighthouse:.1%}" for each in decisions)),
        *(
            (f"{name} stretch without an ad", *(f"{_px(length(s.gaps)):.0f}px" for s in sides))
            for name, length in _LENGTHS
        ),
    ]
    lines = [table(("", *_names(sides)), rows, "  "), *_breaks(compared)]
    return "\n\n".join(lines)


_LENGTHS: tuple[tuple[str, Callable[[Stretches], int]], ...] = (
    ("longest", lambda gaps: gaps.longest),
    ("shortest", lambda gaps: gaps.shortest),
    ("mean", lambda gaps: round(gaps.mean)),
)


def _names(sides: tuple[Side, Side]) -> tuple[str, str]:
    names = (sides[0].name, sides[1].name)
    if names[0] != names[1]:
        return names
    return (f"{names[0]} (1)", f"{names[1]} (2)")


def _breaks(compared: Comparison) -> Iterator[str]:
    """The rules of the first placement that the second one breaks."""
    measured, name = compared.measured, compared.second.name
    if isinstance(measured, str):
        yield f"{name} is not comparable by the first rules: {measured}"
    elif measured.broken:
        rows = [
            ("(all)" if each.slot == "all" else _gap(each.candidate), each.slot, str(each))
            for each in measured.broken
        ]
        head = table(("before", "as slot", "rule"), rows, "  ")
        yield f"what {name} breaks of {compared.first.name}\n{head}"
