"""A simulation as people read it in a terminal: by slot, by breakpoint, and what changes."""

from __future__ import annotations

from collections.abc import Iterator

from layout.simulation.results import Side, Simulation, SlotTally, StoryResult, Totals
from layout.work.terminal.report import counted
from layout.work.terminal.text_tables import table
from slots.legible import shown

_MOST = 12
"""Changed stories that the text lists; JSON and the HTML report have all."""


def simulation_text(summed: Simulation) -> str:
    """The whole report: rules, slots, breakpoints, changed stories, summary."""
    parts = [_head(summed), _slots(summed), _points(summed)]
    if summed.b:
        parts.append(_changed(summed))
    parts.append(_summary(summed))
    return "\n\n".join(part for part in parts if part)


def signed(number: float) -> str:
    """A difference with its sign: "+3", "−2", "0"."""
    return f"{number:+,g}".replace("-", "−") if number else "0"


def _share(part: int, whole: int) -> str:
    """ "312 (78%)" """
    return f"{part:,} ({part / whole:.0%})" if whole else str(part)


def paired(summed: Simulation) -> Iterator[tuple[SlotTally | None, SlotTally | None]]:
    """The tallies of both sides for each slot at each breakpoint; None where one has none."""
    sides = [
        {(each.breakpoint, each.slot): each for each in side.slots} if side else {}
        for side in (summed.a, summed.b)
    ]
    keys = dict.fromkeys((*sides[0], *sides[1]))
    yield from ((sides[0].get(key), sides[1].get(key)) for key in keys)


def _head(summed: Simulation) -> str:
    against = f"\nB: {shown(summed.b.rules)}" if summed.b else ""
    return f"A: {shown(summed.a.rules)}{against}"


def _slots(summed: Simulation) -> str:
    if not summed.a.slots and not (summed.b and summed.b.slots):
        return "No story asks for an ad or a box, and no slot has any of its own."
    if summed.b is None:
        head = ("slot", "kind", "at", "asked", "filled", "article", "beside", "rail", "end")
        return table(head, [_slot_row(each) for each in summed.a.slots])
    columns = ("slot", "kind", "at", "asked A", "asked B", "filled A", "filled B", "change")
    return table(columns, [_pair_row(a, b) for a, b in paired(summed)])


def _slot_row(each: SlotTally) -> tuple[str, ...]:
    homes = (each.article, each.beside, each.rail, each.end)
    filled = _share(each.filled, each.asked)
    return (each.slot, each.kind, each.breakpoint, f"{each.asked:,}", filled, *map(str, homes))


def _pair_row(a: SlotTally | None, b: SlotTally | None) -> tuple[str, ...]:
    either = a or b
    assert either
    requested = (f"{each.asked:,}" if each else "–" for each in (a, b))
    filled = (_share(each.filled, each.asked) if each else "–" for each in (a, b))
    change = signed((b.filled if b else 0) - (a.filled if a else 0))
    return (either.slot, either.kind, either.breakpoint, *requested, *filled, change)


def _points(summed: Simulation) -> str:
    head = (
        *("breakpoint", "rules", "filled", "value", "density mean", "p95", "max", "over limit"),
        *("lighthouse", "mean gap", "longest without ad", "no ads", "proven", "relaxed", "broken"),
    )
    sides = [("A", summed.a), *([("B", summed.b)] if summed.b else [])]
    rows = [
        _point_row(name, totals)
        for point in breakpoints_of(summed)
        for name, side in sides
        for totals in _at(side, point)
    ]
    return table(head, rows)


def breakpoints_of(summed: Simulation) -> tuple[str, ...]:
    """The breakpoints of both sides."""
    sides = (summed.a, *((summed.b,) if summed.b else ()))
    return tuple(dict.fromkeys(each.breakpoint for side in sides for each in side.breakpoints))


def _at(side: Side, point: str) -> Iterator[Totals]:
    yield from (each for each in side.breakpoints if each.breakpoint == point)


def _point_row(name: str, totals: Totals) -> tuple[str, ...]:
    return (
        totals.breakpoint,
        name,
        _share(totals.filled, totals.asked),
        f"{totals.value:,}",
        f"{totals.density_mean:.1%}",
        f"{totals.density_p95:.1%}",
        f"{totals.density_max:.1%}",
        f"{totals.over} ({totals.standard:.0%})",
        f"{totals.lighthouse_mean:.1%}",
        f"{totals.gap_mean:,.0f}px" if totals.gap_mean else "–",
        f"{totals.gap_longest:,}px, {totals.gap_screens:.1f} screens",
        str(totals.without_ads),
        f"{totals.proven}/{totals.stories}",
        str(totals.relaxed),
        str(totals.breaches),
    )


def _changed(summed: Simulation) -> str:
    changed = sorted((s for s in summed.results if s.changes), key=lambda s: -len(s.changes))
    if not changed:
        return "No story changes."
    points = breakpoints_of(summed)
    rows = [
        (shown(story.file), *(_moves(story, point) for point in points))
        for story in changed[:_MOST]
    ]
    left = len(changed) - _MOST
    more = (
        f"\n  and {counted(left, 'story')} more: see --json, or -o REPORT.html" if left > 0 else ""
    )
    title = f"{len(changed):,} of {counted(summed.stories, 'story')} would change"
    return f"{title}\n{table(('story', *points), rows, '  ')}{more}"


def _moves(story: StoryResult, point: str) -> str:
    """ "3 moved, 1 gone", of one breakpoint"""
    kinds = [each.change for each in story.changes if each.breakpoint == point]
    counts = (f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds))
    return ", ".join(counts) or "–"


def _summary(summed: Simulation) -> str:
    failed = f", {counted(summed.failed, 'story')} could not be used" if summed.failed else ""
    sides = (summed.a, *((summed.b,) if summed.b else ()))
    broken = sum(each.breaches for side in sides for each in side.breakpoints)
    audit = f"the audit found {counted(broken, 'broken rule')}" if broken else "no rule is broken"
    return f"{counted(summed.stories, 'story')}, {counted(summed.words, 'word')}{failed}; {audit}"
