"""What never comes into play: rules that do nothing in their slot's region or without another rule,
slots below others that take all there is, and what nobody serves: categories of advertisers that no
slot has, and sizes that ad networks do not sell, with the nearest that they do.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction

from slots.finding import Severity
from slots.lint.per_breakpoint import IN_COPY
from slots.published_limits import IAB_SIZES
from slots.rules.mistake import Mistake, suggestion, table_name
from slots.rules.reach import page_tables, reached, spots, term_tables
from slots.rules.size import Size
from slots.rules.terms import AD, Region, Rules, Slot, Terms
from slots.text.source_map import Path

_OF_THE_COPY = (
    *("positions", "from_top", "from_end", "adjacent", "only_before", "never_inside"),
    *("never_after", "never_before", "never_between", "clearance"),
)
"""Rules about the gaps of the copy."""


_WARNING = Severity.WARNING
_GOOGLE_SIZES = ((336, 280), (468, 60), (250, 250), (200, 200), (120, 600), (300, 50))
"""Fixed sizes that Google's networks serve beside those of the IAB portfolio."""

_VIDEO_SIZES = ((620, 350), (550, 310), (300, 274), (300, 197))
"""Sizes of video and card ads that run in text, as publishers' size lists have them (Guardian)."""

_RATIOS = (
    *((1, 1), (2, 1), (4, 1), (6, 1), (8, 1), (10, 1)),
    *((1, 2), (1, 3), (1, 4), (2, 3), (9, 16)),
)
"""Flexible units of the IAB New Ad Portfolio: width to height."""

_DISPLAY = tuple(dict.fromkeys((*IAB_SIZES, *_GOOGLE_SIZES)))


def reach_lints(rules: Rules) -> Iterator[Mistake]:
    """Every rule of a slot, or of the defaults, that is written where it does nothing."""
    for path, terms in term_tables(rules):
        if path[0] == "slot":
            yield from _out_of_copy(rules, path, terms)
            yield from _elsewhere(rules, path)
        yield from _needs_min(rules, path, terms)
        yield from _half(rules, path, terms)
        yield from _twice(path, terms)


def _out_of_copy(rules: Rules, path: Path, terms: Terms) -> Iterator[Mistake]:
    """Rules about the copy of a slot that stands in the rail or at the end wherever they reach."""
    for rule in _OF_THE_COPY:
        if rule not in terms.model_fields_set or not getattr(terms, rule):
            continue
        found = [rules.terms(*spot).region for spot in reached(rules, path, (rule,))]
        if found and not any(region in IN_COPY for region in found):
            where = " or ".join(dict.fromkeys(f'"{region}"' for region in found))
            message = f"{rule} is about gaps of the copy, and the slot stands in region {where}"
            yield _no_effect((*path, rule), message, "drop it")


def _elsewhere(rules: Rules, path: Path) -> Iterator[Mistake]:
    """Tables of a breakpoint that the slot's own conditions keep it away from."""
    if len(path) < 4:
        return
    slot, point = str(path[1]), str(path[3])
    if point not in rules.breakpoints:
        return
    devices = rules.terms(slot, point).when.devices
    if devices and point not in devices:
        message = (
            f'slot "{slot}" never stands at {point}: its when.devices has {", ".join(devices)}'
        )
        hint = f"drop {table_name(path)}, or add the breakpoint to devices"
        yield Mistake("unreachable", path, message, hint, Severity.WARNING, key=True)


def _needs_min(rules: Rules, path: Path, terms: Terms) -> Iterator[Mistake]:
    """`relax` and `min_from` of slots that have no `min`."""
    for rule in ("relax", "min_from"):
        if not getattr(terms, rule):
            continue
        found = [rules.terms(*spot) for spot in reached(rules, path, (rule,))]
        if found and not any(each.min for each in found):
            verb = "gives way" if rule == "relax" else "counts"
            message = f"{rule}: nothing {verb}, for min is 0"
            yield _no_effect((*path, rule), message, "add min = 1")


def _half(rules: Rules, path: Path, terms: Terms) -> Iterator[Mistake]:
    """`unless_before` without a clearance `below` that it could waive."""
    for name, clearance in terms.clearance.items():
        keys = ("clearance", name, "unless_before")
        found = [rules.terms(*spot).clearance[name].below for spot in reached(rules, path, keys)]
        if clearance.unless_before and found and not any(found):
            message = f"clearance.{name}: unless_before waives `below`, which is not asked"
            yield _no_effect((*path, *keys), message, 'add below = "200px"')


def _twice(path: Path, terms: Terms) -> Iterator[Mistake]:
    """Positions, sizes and names of a list that are written twice."""
    for rule in (
        "positions",
        "sizes",
        "only_before",
        "never_after",
        "never_before",
        "never_inside",
    ):
        values = getattr(terms, rule)
        for index, value in enumerate(values):
            if value in values[:index]:
                yield _no_effect(
                    (*path, rule, index), f'{rule}: "{value}" is there twice', "drop it"
                )


def _no_effect(path: Path, message: str, hint: str) -> Mistake:
    return Mistake(
        "no-effect", path, message, hint, Severity.WARNING, key=not isinstance(path[-1], int)
    )


def served_lints(rules: Rules) -> Iterator[Mistake]:
    """Slots that get nothing, and names in `takes` that bring nothing, because an earlier slot
    without a `max` takes it all."""
    before: dict[str, Slot] = {}
    for name, slot in rules.slot.items():
        if slot.region is not Region.FRONT:
            yield from (
                _ad(rules, name, before) if slot.holds == AD else _module(rules, name, before)
            )
            before[name] = slot


def _ad(rules: Rules, name: str, before: dict[str, Slot]) -> Iterator[Mistake]:
    slot, path = rules.slot[name], ("slot", name)
    if not slot.takes:
        first = next((n for n, s in before.items() if s.holds == AD and not s.takes), None)
        taker = first if first is not None and _endless(rules, first) else None
        lost = {} if taker is None else {"": taker}
    else:
        takers = {each: _taker(rules, each, before) for each in slot.takes}
        lost = {each: taker for each, taker in takers.items() if taker is not None}
    if lost and len(lost) == max(1, len(slot.takes)) and not _auto(rules, name):
        taker = next(iter(lost.values()))
        yield _never(path, name, f'"{taker}" takes the same ads')
    elif slot.takes:
        for each, taker in lost.items():
            message = f'takes: slot "{taker}" has every "{each}", for it comes first without a max'
            index = slot.takes.index(each)
            place: Path = (*path, "takes", index)
            yield Mistake("shadowed", place, message, "drop it, or give that slot a max", _WARNING)


def _taker(rules: Rules, requested: str, before: dict[str, Slot]) -> str | None:
    """The slot above that gets every ad requested by a name."""
    names = (n for n, slot in before.items() if slot.holds == AD and requested in slot.takes)
    return next((name for name in names if _endless(rules, name)), None)


def _module(rules: Rules, name: str, before: dict[str, Slot]) -> Iterator[Mistake]:
    holds = rules.slot[name].holds
    same = (n for n, slot in before.items() if slot.holds == holds)
    taker = next((n for n in same if _endless(rules, n)), None)
    if taker is not None:
        yield _never(("slot", name), name, f'"{taker}" holds every {holds}')


def _endless(rules: Rules, slot: str) -> bool:
    """Whether a slot takes any number: no table that could say otherwise has a `max` for it."""
    return all(
        terms.max is None
        for path, terms in term_tables(rules)
        if path[0] == "defaults" or path[:2] == ("slot", slot)
    )


def _auto(rules: Rules, slot: str) -> bool:
    return any(rules.terms(slot, point).auto for point in rules.breakpoints)


def _never(path: Path, name: str, why: str) -> Mistake:
    message = f'slot "{name}" never gets anything: {why}, for it comes first without a max'
    hint = "give that slot a max, or move this one above it"
    return Mistake("shadowed", path, message, hint, Severity.WARNING, key=True)


def category_lints(rules: Rules, categories: Collection[str]) -> Iterator[Mistake]:
    """Names of categories that no slot serves; `categories` are those that ads of the book have."""
    served = {each for spot in spots(rules) for each in rules.terms(*spot).categories}
    known = tuple(sorted(served | set(categories)))
    for path, name, key in _named(rules):
        if name not in known:
            message = f'no slot serves category "{name}"{suggestion(name, known)}'
            hint = f'add categories = ["{name}"] to a slot, or give an ad of the book the category'
            yield Mistake("unserved-category", path, message, hint, Severity.WARNING, key=key)


def _named(rules: Rules) -> Iterator[tuple[Path, str, bool]]:
    """Every category that rules name: its place, its name, and whether a key names it."""
    for name in rules.category:
        yield ("category", name), name, True
    for path, page in page_tables(rules):
        for index, group in enumerate(page.never_together):
            for place, name in enumerate(group):
                if name.startswith("#"):
                    yield (*path, "never_together", index, place), name[1:], False
    for path, terms in term_tables(rules):
        for name in terms.distance:
            if name.startswith("#"):
                yield (*path, "distance", name), name[1:], True


# --- sizes ----------------------------------------------------------------------------------------


def size_lints(rules: Rules) -> Iterator[Mistake]:
    """Sizes that are neither a standard one nor of a flexible unit's ratio."""
    for path, terms in term_tables(rules):
        for index, size in enumerate(terms.sizes):
            if not is_served(size):
                near = nearest_served(size)
                message = f"size {size} is none that ad networks serve: the nearest is {near}"
                hint = f'write "{near}", or keep it for house ads'
                place = (*path, "sizes", index)
                yield Mistake("size-not-served", place, message, hint, Severity.WARNING)


def is_served(size: Size) -> bool:
    """Whether networks sell a size: a fixed one of theirs, or one of a flexible unit."""
    ratio = Fraction(size.width, size.height)
    return (size.width, size.height) in (*_DISPLAY, *_VIDEO_SIZES) or any(
        Fraction(width, height) == ratio for width, height in _RATIOS
    )


def nearest_served(size: Size) -> Size:
    """The standard size nearest to one; of equally near ones the one that fits inside it."""
    width, height = min(
        _DISPLAY,
        key=lambda each: (
            abs(each[0] - size.width) + abs(each[1] - size.height),
            each[0] > size.width or each[1] > size.height,
        ),
    )
    return Size(width, height)
