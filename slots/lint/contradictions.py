"""Contradictions that only show in use: between rules about the copy, where one wants the gaps that
another forbids, and between the slots of a page, whose quotas leave no room for what `min`
requires.
"""

from __future__ import annotations

from collections.abc import Iterator

from slots.finding import Severity
from slots.lint.per_breakpoint import IN_COPY, AtPoint, at_points
from slots.rules.conditions import When
from slots.rules.mistake import Mistake
from slots.rules.names import more_general
from slots.rules.positions import Count, Position
from slots.rules.reach import Spot, page_writer, spots, writer
from slots.rules.terms import AD, PageTerms, Rules, Terms
from slots.strip.measured_flow import Role
from slots.units import SHARES, Unit


def copy_lints(rules: Rules) -> Iterator[Mistake]:
    """Slots that the rules about the copy leave no gap, or that lose what they name."""
    return at_points(_found(rules), rules)


def _found(rules: Rules) -> Iterator[AtPoint]:
    for spot in spots(rules):
        terms = rules.terms(*spot)
        if terms.region in IN_COPY:
            yield from (AtPoint(spot[1], m) for m in _ends(rules, spot, terms))
            yield from (AtPoint(spot[1], m) for m in _candidates(rules, spot, terms))
            yield from (AtPoint(spot[1], m) for m in _positions(rules, spot, terms))


def _ends(rules: Rules, spot: Spot, terms: Terms) -> Iterator[Mistake]:
    """Distances from the top and to the end that leave nothing in between."""
    top, end = terms.from_top, terms.from_end
    for rule, length in (("from_top", top), ("from_end", end)):
        if length is not None and length.unit in SHARES and length.value > 100:
            message = f'{rule}: no gap of slot "{spot[0]}" is {length} from there'
            yield Mistake("contradictory", writer(rules, spot, (rule,)), message, "ask for less")
    if top is None or end is None or top.unit is not end.unit or top.unit not in SHARES:
        return
    if top.value <= 100 and end.value <= 100 and top.value + end.value > 100:
        message = f'slot "{spot[0]}" has no gap: {top} from the top and {end} to the end overlap'
        path = writer(rules, spot, ("from_end",), ("from_top",))
        yield Mistake("contradictory", path, message, "let both come to less than 100%")


def _candidates(rules: Rules, spot: Spot, terms: Terms) -> Iterator[Mistake]:
    """Blocks that `only_before` wants right below, and another rule forbids there."""
    lost = {name: why for name in terms.only_before if (why := _forbidden(terms, name))}
    path = writer(rules, spot, ("only_before",))
    if lost and len(lost) == len(terms.only_before):
        why = "; ".join(dict.fromkeys(lost.values()))
        message = f'slot "{spot[0]}" has no gap: only_before wants what {why}'
        hint = "drop one of the two, or set the clearance below to 0px"
        yield Mistake("contradictory", path, message, hint)
        return
    for name, why in lost.items():
        message = f'only_before: slot "{spot[0]}" never stands before {name}, for {why}'
        index = (terms.only_before.index(name),)
        yield Mistake("unreachable", (*path, *index), message, "drop it", Severity.WARNING)


def _forbidden(terms: Terms, name: str) -> str:
    """Why a slot can never stand right above a block of a name; "" where it can."""
    names = _names(name)
    barred = next((each for each in names if each in terms.never_before), None)
    if barred:
        return f'never_before = ["{barred}"] bars it'
    for each in names:
        clearance = terms.clearance.get(each)
        if clearance is None or clearance.below is None:
            continue
        if clearance.below.value and not set(names) & set(clearance.unless_before):
            return f"clearance.{each}.below = {clearance.below} keeps away"
        break
    return ""


def _names(name: str) -> tuple[str, ...]:
    """A name and the more general one: ("full-width-image", "image")."""
    return (name, *more_general(name))


def _positions(rules: Rules, spot: Spot, terms: Terms) -> Iterator[Mistake]:
    """Positions in gaps that another rule forbids, as far as counting paragraphs shows."""
    lost = {
        index: why
        for index, position in enumerate(terms.positions)
        if (why := _lost(position, terms))
    }
    path = writer(rules, spot, ("positions",))
    if lost and len(lost) == len(terms.positions):
        why = "; ".join(dict.fromkeys(lost.values()))
        message = f'slot "{spot[0]}" has no gap: its positions are where {why}'
        yield Mistake("contradictory", path, message, "move the positions, or relax the rule")
        return
    for index, why in lost.items():
        message = f'position "{terms.positions[index]}" of slot "{spot[0]}" is where {why}'
        yield Mistake("unreachable", (*path, index), message, "drop it", Severity.WARNING)


def _lost(position: Position, terms: Terms) -> str:
    """The rule that forbids a position in every story; "" where none does for sure."""
    above, below = _paragraphs(position)
    for rule, length, there in (
        ("from_top", terms.from_top, above),
        ("from_end", terms.from_end, below),
    ):
        if length and there is not None and length.unit is Unit.PARAGRAPH and there < length.value:
            return f"{rule} wants {length}"
    paragraph = Role.PARAGRAPH.value
    if position.count is Count.BEFORE:
        wanted = terms.only_before
        if wanted and paragraph not in wanted and not any(n.startswith("#") for n in wanted):
            return f"a paragraph is right below, and only_before wants {' or '.join(wanted)}"
        return _forbidden(terms, paragraph)
    if position.count is Count.AFTER and paragraph in terms.never_after:
        return 'a paragraph is right above, and never_after = ["paragraph"] bars it'
    return ""


def _paragraphs(position: Position) -> tuple[int | None, int | None]:
    """Whole paragraphs above and below a position, where they are the same in every story."""
    number = position.number
    match position.count:
        case Count.AFTER:
            return (number, None) if number > 0 else (None, -number - 1)
        case Count.BEFORE:
            return (number - 1, None) if number > 0 else (None, -number)
        case _:
            return None, None


def page_lints(rules: Rules) -> Iterator[Mistake]:
    """What all slots of a page together can never meet."""
    return at_points(_found_of_pages(rules), rules)


def _found_of_pages(rules: Rules) -> Iterator[AtPoint]:
    for point in rules.breakpoints:
        page = rules.page_terms(point)
        terms = {slot: rules.terms(slot, point) for slot in rules.slot}
        inside = {slot: each for slot, each in terms.items() if each.region in IN_COPY}
        yield from (AtPoint(point, m) for m in _quota(rules, point, page, inside))
        yield from (AtPoint(point, m) for m in _together(rules, point, page, inside))
        yield from (AtPoint(point, m) for m in _auto(rules, point, terms))


def _quota(rules: Rules, point: str, page: PageTerms, terms: dict[str, Terms]) -> Iterator[Mistake]:
    """More ads required by `min` than `max_ads` lets in; slots with conditions are left out, for
    they may take turns."""
    least = {
        slot: each.min
        for slot, each in terms.items()
        if rules.slot[slot].holds == AD and each.min and each.when == When()
    }
    if page.max_ads is not None and sum(least.values()) > page.max_ads:
        minimums = ", ".join(f"{slot} {count}" for slot, count in least.items())
        message = f"max_ads = {page.max_ads}, and min asks for more: {minimums}"
        hint = f"let max_ads be at least {sum(least.values())}"
        yield Mistake("contradictory", page_writer(rules, point, "max_ads"), message, hint)


def _together(
    rules: Rules, point: str, page: PageTerms, terms: dict[str, Terms]
) -> Iterator[Mistake]:
    """Groups of which only one may be in, with a `min` for several."""
    for index, group in enumerate(page.never_together):
        must = {
            slot: 1 if slot in group else each.min
            for slot, each in terms.items()
            if each.min and each.when == When() and _grouped(slot, each, group)
        }
        if sum(must.values()) > 1:
            message = f"never_together lets in one of {', '.join(group)}, and min asks for more of "
            path = (*page_writer(rules, point, "never_together"), index)
            hint = "drop the min of all but one"
            yield Mistake("contradictory", path, message + ", ".join(must), hint)


def _grouped(slot: str, terms: Terms, group: tuple[str, ...]) -> bool:
    return slot in group or any(f"#{category}" in group for category in terms.categories)


def _auto(rules: Rules, point: str, terms: dict[str, Terms]) -> Iterator[Mistake]:
    """Ads of `auto` that `max` never lets in."""
    for slot, each in terms.items():
        if rules.slot[slot].holds == AD and each.max is not None and each.auto > each.max:
            message = f'slot "{slot}" adds {each.auto} ads to every story, and lets in {each.max}'
            path = writer(rules, (slot, point), ("auto",))
            hint = f"write auto = {each.max}"
            yield Mistake("no-effect", path, message, hint, Severity.WARNING)
