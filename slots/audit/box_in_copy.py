"""The audit of one box against the bare copy: the requirements of its terms on its gap."""

from __future__ import annotations

from collections.abc import Iterator

from slots.audit.finished_flow import (
    Breach,
    Guest,
    Kind,
    amount_text,
    counted,
    depth,
    mark_of,
    measured,
)
from slots.rules.positions import Count, Position
from slots.rules.terms import Clearance, Terms
from slots.strip.measured_flow import Item, Role, Strip
from slots.units import Length


def in_copy(guest: Guest, strips: tuple[Strip, ...]) -> Iterator[Breach]:
    """Every rule that a gap breaks at any width: ends of the copy, clearances, neighbours."""
    yield from _neighbours(guest, strips[0])
    yield from _parting(guest, strips[0])
    opponents = tuple(_opponents(guest, strips[0]))
    for index, strip in enumerate(strips):
        yield from _ends(guest, strip, index)
        for each in opponents:
            yield from _too_near(guest, strip, index, *each)


def at_position(guest: Guest, strips: tuple[Strip, ...]) -> Iterator[Breach]:
    """Whether the gap is one of those that the slot's positions name at every width."""
    positions = guest.terms.positions
    if positions and not any(guest.gap in _gaps(each, strips) for each in positions):
        required = f"a gap at {' or '.join(map(str, positions))}"
        yield Breach("positions", guest.content.id, required, f"gap {guest.gap}")


def names(item: Item | None) -> tuple[str, ...]:
    """What rules may call a block, the most specific name first; nothing where there is none."""
    if item is None:
        return ()
    found = [f"#{tag}" for tag in item.tags]
    found += [f"{item.display.value}-{item.role.value}"] if item.display else []
    found += [f"h{item.level}"] if item.role is Role.HEADING else []
    found.append(item.role.value)
    if item.role is Role.EMBED and not item.display:
        found.append("rich-link")
    return tuple(found)


def _ends(guest: Guest, strip: Strip, index: int) -> Iterator[Breach]:
    """From the top of the copy to the mark, and from there to its end."""
    end = len(strip.items)
    for rule, length in (("from_top", guest.terms.from_top), ("from_end", guest.terms.from_end)):
        if length is None:
            continue
        kind, amount = measured(length, strip)
        top = depth(strip, guest.gap, kind)
        actual = top if rule == "from_top" else depth(strip, end, kind) - top
        if actual < amount:
            yield Breach(
                rule, guest.content.id, str(length), amount_text(actual, kind), strip=index
            )


def _opponents(guest: Guest, strip: Strip) -> Iterator[tuple[int, str, Length]]:
    """All blocks that a guest keeps away from where it stands: the place of each, the direction it
    is in, and the clearance to it."""
    below = strip.items[guest.gap] if guest.gap < len(strip.items) else None
    for place, item in enumerate(strip.items):
        direction = "above" if place < guest.gap else "below"
        clearance = _clearance(guest.terms, item, direction)
        if clearance is None:
            continue
        excused = direction == "below" and set(names(below)) & set(clearance.unless_before)
        length = clearance.above if direction == "above" else clearance.below
        if length is not None and not excused:
            yield place, direction, length


def _clearance(terms: Terms, item: Item, direction: str) -> Clearance | None:
    """The clearance that counts for an item: that of its most specific name that has one."""
    clearances = (terms.clearance.get(name) for name in names(item))
    return next(
        (each for each in clearances if each and getattr(each, direction) is not None), None
    )


def _too_near(
    guest: Guest, strip: Strip, index: int, place: int, direction: str, length: Length
) -> Iterator[Breach]:
    """From the foot of an item above to the mark, or from the mark to the head of one below."""
    item = strip.items[place]
    kind, amount = measured(length, strip)
    if direction == "below":
        actual = counted(strip, guest.gap, place, kind)
    elif kind is Kind.MPT:
        actual = mark_of(strip, guest.gap) - item.bottom
    else:
        actual = counted(strip, place + 1, guest.gap, kind)
    if actual < amount:
        rule = f"clearance {direction} {item.role.value}"
        yield Breach(rule, guest.content.id, str(length), amount_text(actual, kind), item.id, index)


def _neighbours(guest: Guest, strip: Strip) -> Iterator[Breach]:
    """What may not, or must, stand right above and right below."""
    items, gap, terms = strip.items, guest.gap, guest.terms
    above = items[gap - 1] if gap else None
    below = items[gap] if gap < len(items) else None
    over, under = set(names(above)), set(names(below))
    seen = f"{above.id if above else 'the top'} | {below.id if below else 'the end'}"

    def broken(rule: str, required: str) -> Breach:
        return Breach(rule, guest.content.id, required, seen)

    for name in sorted(over & set(terms.never_after)):
        yield broken(f"never_after {name}", f"no {name} right above")
    for name in sorted(under & set(terms.never_before)):
        yield broken(f"never_before {name}", f"no {name} right below")
    for name in sorted(over & under & set(terms.never_inside)):
        yield broken(f"never_inside {name}", f"not within {name}")
    for first, second in terms.never_between:
        if first in over and second in under:
            yield broken(f"never_between {first} and {second}", "not between them")
    if terms.only_before and not under & set(terms.only_before):
        yield broken("only_before", f"right above {' or '.join(terms.only_before)}")
    least = terms.adjacent
    for item in (above, below):
        if least and item and item.role is Role.PARAGRAPH and item.words < least.value:
            yield broken("adjacent", f"{least} in {item.id}")


def _parting(guest: Guest, strip: Strip) -> Iterator[Breach]:
    """A box in the copy that parts a lead-in from what it leads to."""
    inside = 0 < guest.gap < len(strip.items) and not guest.beside
    if inside and strip.items[guest.gap - 1].leads and not guest.terms.after_lead_in:
        above = strip.items[guest.gap - 1].id
        required = "no lead-in right above"
        yield Breach("after_lead_in", guest.content.id, required, "a lead-in", above)


def _gaps(position: Position, strips: tuple[Strip, ...]) -> tuple[int, ...]:
    """The gaps a position names."""
    first = strips[0].items
    paragraphs = [place for place, item in enumerate(first) if item.role is Role.PARAGRAPH]
    if position.count in (Count.AFTER, Count.BEFORE):
        number = position.number - 1 if position.number > 0 else position.number + len(paragraphs)
        if not 0 <= number < len(paragraphs):
            return ()
        return (paragraphs[number] + (position.count is Count.AFTER),)
    assert position.length
    if position.count is Count.FROM_END:
        found = tuple(_last_above(position.length, strip) for strip in strips)
        return (min(found),) if min(found) >= 0 else ()
    if position.count is Count.FROM_TOP:
        return tuple(_first_at(strips, position.length, position.length, 0))
    assert position.start
    gaps: list[int] = []
    while gap := _first_at(strips, position.start, position.length, len(gaps)):
        gaps += gap
    return tuple(gaps)


def _first_at(strips: tuple[Strip, ...], start: Length, step: Length, times: int) -> list[int]:
    """The gap at or past `start` plus `times` steps at every width, in a list; an empty one beyond
    the end."""
    furthest = 0
    for strip in strips:
        kind, amount = measured(start, strip)
        amount += times * max(1, measured(step, strip)[1])
        here = [g for g in range(len(strip.items) + 1) if depth(strip, g, kind) >= amount]
        if not here:
            return []
        furthest = max(furthest, here[0])
    return [furthest]


def _last_above(length: Length, strip: Strip) -> int:
    """The last gap with at least `length` of copy below it; -1 where there is none."""
    kind, amount = measured(length, strip)
    end = len(strip.items)
    return max((g for g in range(end + 1) if counted(strip, g, end, kind) >= amount), default=-1)
