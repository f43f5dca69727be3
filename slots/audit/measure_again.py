"""The audit: a decision checked against the rules by measuring the finished flow again.

It shares no code with placing but the rules themselves, so that a mistake of the one is not a
mistake of the other. What it looks at:

    each box        region, width, size and reported edges, positions, from_top, from_end,
                    clearance, adjacent, only_before, never_*, the story's conditions
    boxes together  one box a gap, overlap, distance, spacing, order, max, max_ads, max_per_screen,
                    never_together, density, promotion

    given way       all that stands on relaxed terms, no more of a slot than its `min`

Rules that gave way (`Decision.relaxed`) are taken as they were in the end, for those they gave way
for; all others are held to the rules as they are written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction

from slots.audit.box_in_copy import at_position, in_copy, names
from slots.audit.finished_flow import (
    Breach,
    Guest,
    Kind,
    amount_text,
    begun,
    depth,
    flow_of,
    measured,
)
from slots.audit.whole_flow import in_flow, in_numbers, in_short_stories
from slots.case import Case
from slots.rules.conditions import When
from slots.rules.frozen_table import Table
from slots.rules.terms import Clearance, Region, Step, Strategy, Terms
from slots.strip.content import About, Content
from slots.strip.decision import Decision, Placement
from slots.strip.measured_flow import Role, Strip
from slots.units import Length, Unit, compared

_NONE = Length(Fraction(0), Unit.PX)
_SIDES = ("above", "below")


def audit(case: Case, decision: Decision) -> tuple[Breach, ...]:
    """Every rule that a decision breaks on any strip of the case it was made for; nothing where it
    is sound. Of one rule, one slot and one opponent only the first breach is given."""
    strips, page = case.strips, case.page
    contents = {content.id: content for content in case.contents}
    requested = tuple(each for each in decision.placements if each.slot in contents)
    gaps = {item.id: gap for gap, item in enumerate(strips[0].items)}
    guests = tuple(
        _guest(
            case,
            decision,
            contents[each.slot],
            len(gaps) if each.before is None else gaps[each.before],
        )
        for each in requested
    )
    found = [*_strangers(decision, contents), *_shared(guests)]
    found += _in_relaxation(case, guests, decision)
    found += in_numbers(guests, page)
    found += in_short_stories(guests, page, _words(case.about, strips[0]))
    for guest in guests:
        found += _alone(guest, begun(strips, guests, _passed(guest, case)))
        found += _unwelcome(guest, case)
    for index, strip in enumerate(strips):
        found += in_flow(flow_of(strip, index, guests), page, index)
    found += _edges(guests, requested, strips[0])
    firsts: dict[tuple[str, str, str | None], Breach] = {}
    for breach in found:
        firsts.setdefault((breach.rule, breach.slot, breach.against), breach)
    return tuple(firsts.values())


def _passed(guest: Guest, case: Case) -> tuple[str, ...]:
    """The slots whose boxes were there when a guest's place was measured: with `greedy`, those
    before its own in the file; else the copy is measured bare."""
    if case.page.strategy is not Strategy.GREEDY:
        return ()
    names = tuple(case.rules.slot)
    return names[: names.index(guest.content.slot)]


def _guest(case: Case, decision: Decision, content: Content, gap: int) -> Guest:
    steps = {
        each.step
        for each in decision.relaxed
        if each.slot == content.slot and content.id in each.ads
    }
    terms = relaxed(case.terms(content.slot), steps)
    return Guest(content, terms, case.rules.slot[content.slot].holds, gap)


def _strangers(decision: Decision, contents: dict[str, Content]) -> Iterator[Breach]:
    """Contents that nobody asked for, or that stand twice."""
    for name, count in Counter(each.slot for each in decision.placements).items():
        if name not in contents:
            yield Breach("content", name, "something the story has", "nothing of that name")
        elif count > 1:
            yield Breach("content", name, "one place", f"{count} places")


def _shared(guests: tuple[Guest, ...]) -> Iterator[Breach]:
    """Gaps that hold more than one box."""
    first: dict[int, Guest] = {}
    for guest in guests:
        other = first.setdefault(guest.gap, guest)
        if other is not guest:
            yield Breach("gap", guest.content.id, "an empty gap", "a slot", other.content.id)


def _alone(guest: Guest, strips: tuple[Strip, ...]) -> Iterator[Breach]:
    """Every rule of a guest's own terms that it breaks, at any width."""
    if guest.terms.region not in (Region.ARTICLE, Region.BESIDE):
        region = guest.terms.region.value
        yield Breach("region", guest.content.id, f"a place in the {region}", "a gap of the copy")
    yield from at_position(guest, strips)
    yield from in_copy(guest, strips)
    for index, strip in enumerate(strips):
        width = guest.content.sizes[index][0]
        if not guest.beside and width > strip.width:
            sides = amount_text(width, Kind.MPT), amount_text(strip.width, Kind.MPT)
            yield Breach("width", guest.content.id, *sides, strip=index)


def _unwelcome(guest: Guest, case: Case) -> Iterator[Breach]:
    """Conditions of the slot, and of its advertisers' categories, that the story does not meet."""
    conditions, rules = [guest.terms.when], case.rules
    if guest.ad:
        conditions += [rules.category[c] for c in guest.categories if c in rules.category]
    for when in conditions:
        for key in _failed(when, case.about, case.strips[0], case.breakpoint):
            yield Breach(key, guest.content.id, "a story that meets it", "one that does not")


def _edges(
    guests: tuple[Guest, ...], placements: tuple[Placement, ...], strip: Strip
) -> Iterator[Breach]:
    """Where the decision says a box stands, against where it does, on the first strip.

    Beside the copy a box may be shown larger than it was placed, for the page knows its rail.
    """
    boxes = {box.guest.content.id: box for box in flow_of(strip, 0, guests).boxes}
    for guest, placement in zip(guests, placements, strict=True):
        if guest.beside:
            continue
        box = boxes[guest.content.id]
        if (placement.top, placement.bottom) != (box.top, box.bottom):
            real = f"{amount_text(box.top, Kind.MPT)} to {amount_text(box.bottom, Kind.MPT)}"
            edges = (amount_text(edge, Kind.MPT) for edge in (placement.top, placement.bottom))
            stated = " to ".join(edges)
            yield Breach("edges", guest.content.id, real, stated)
        if placement.size != guest.content.sizes[0]:
            sizes = str(guest.content.sizes[0]), str(placement.size)
            yield Breach("size", guest.content.id, *sizes)


def _failed(when: When, about: About, strip: Strip, breakpoint: str) -> Iterator[str]:
    """The names of the conditions that a story does not meet."""
    for key, holds in (
        *_named(when, about),
        *_written(when, about),
        *_dated(when, about),
        *_long(when, about, strip),
        *_held(when, strip),
        ("devices", not when.devices or breakpoint in when.devices),
    ):
        if not holds:
            yield f"when.{key}"


def _named(when: When, about: About) -> Iterator[tuple[str, bool]]:
    authors = {name.casefold() for name in about.authors}
    tongue = f"{about.language.lower()}-"
    yield "sections", not when.sections or about.section in when.sections
    yield "without_sections", about.section not in when.without_sections
    yield "tags", not when.tags or bool({*when.tags} & {*about.tags})
    yield "without_tags", not {*when.without_tags} & {*about.tags}
    yield "authors", not when.authors or any(n.casefold() in authors for n in when.authors)
    yield "without_authors", all(n.casefold() not in authors for n in when.without_authors)
    spoken = (tongue.startswith(f"{each.lower()}-") for each in when.languages)
    yield "languages", not when.languages or any(spoken)


def _written(when: When, about: About) -> Iterator[tuple[str, bool]]:
    text = " ".join(about.text.casefold().split())
    yield "words", not when.words or any(_contains(text, words) for words in when.words)
    yield "without_words", not any(_contains(text, words) for words in when.without_words)


def _contains(text: str, words: str) -> bool:
    """Whether a text has words in this order, whole."""
    phrase = " ".join(words.casefold().split())
    return bool(phrase) and bool(re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text))


def _dated(when: When, about: About) -> Iterator[tuple[str, bool]]:
    date, first, last = about.date, when.published_from, when.published_until
    yield "published_from", first is None or (date is not None and date >= first)
    yield "published_until", last is None or (date is not None and date <= last)
    age = (about.today - date).days if about.today and date else None
    yield "min_age", when.min_age is None or (age is not None and age >= when.min_age)
    yield "max_age", when.max_age is None or (age is not None and age <= when.max_age)


def _words(about: About, strip: Strip) -> int:
    own = sum(item.words for item in strip.items)
    return own if about.words is None else about.words


def _long(when: When, about: About, strip: Strip) -> Iterator[tuple[str, bool]]:
    counts = {
        "words": _words(about, strip),
        "paragraphs": sum(item.role is Role.PARAGRAPH for item in strip.items),
        "blocks": len(strip.items),
    }
    for what, count in counts.items():
        least, most = getattr(when, f"min_{what}"), getattr(when, f"max_{what}")
        yield f"min_{what}", least is None or count >= least
        yield f"max_{what}", most is None or count <= most


def _held(when: When, strip: Strip) -> Iterator[tuple[str, bool]]:
    """What the copy holds, by any name of its blocks."""
    held = {name for item in strip.items for name in names(item)}
    yield "blocks", not when.blocks or bool(held & {*when.blocks})
    yield "without_blocks", not held & {*when.without_blocks}


def relaxed(terms: Terms, steps: Iterable[int]) -> Terms:
    """Terms after these steps of `relax`, counted from 1."""
    for step in sorted(steps):
        terms = _relaxed(terms, terms.relax[step - 1])
    return terms


def _relaxed(terms: Terms, step: Step) -> Terms:
    """Terms after one step. A name that is dropped from a table is set to 0 there, or else a more
    general one would take its place."""
    rule, _, name = step.rule.partition(".")
    to = _NONE if step.to is None else step.to
    match rule:
        case "clearance":
            name, direction = _split(name)
            table = {**terms.clearance, name: _wider(terms.clearance.get(name), to, direction)}
            change: object = Table(table)
        case "distance":
            change = Table({**terms.distance, name: to})
        case _:
            empty = Terms.model_fields[rule].default
            change = empty if step.to is None else step.to
    return terms.model_copy(update={rule: change})


def _split(name: str) -> tuple[str, tuple[str, ...]]:
    """The block that a clearance is from, and the directions that a step weakens."""
    for side in _SIDES:
        if name.endswith(f".{side}"):
            return name.removesuffix(f".{side}"), (side,)
    return name, _SIDES


def _wider(clearance: Clearance | None, to: Length, sides: tuple[str, ...]) -> Clearance:
    """A clearance lowered to `to` in those of the directions `sides` that required more; where the
    name had none of its own, it gets `to` in all of them."""
    if clearance is None:
        return Clearance().model_copy(update=dict.fromkeys(sides, to))
    before = {side: getattr(clearance, side) for side in sides}
    lowered = {
        side: length if compared(length, to) == -1 else to
        for side, length in before.items()
        if length is not None
    }
    return clearance.model_copy(update=lowered)


def _in_relaxation(case: Case, guests: tuple[Guest, ...], decision: Decision) -> Iterator[Breach]:
    """What is wrong with the contents on relaxed terms: some that do not stand at all, and more of
    a slot than its `min` needs, for all beyond that must keep the rules as they are written."""
    stand = {guest.content.id: guest.content.slot for guest in guests}
    freed: dict[str, set[str]] = {}
    for each in decision.relaxed:
        freed.setdefault(each.slot, set()).update(each.ads)
        for name in each.ads:
            if stand.get(name) != each.slot:
                yield Breach("relax", name, f"a place for a {each.slot}", "none")
    for slot, freed_ones in freed.items():
        least = _least(case.terms(slot), case.strips)
        if len(freed_ones) > least:
            yield Breach("relax", slot, f"at most {least} on relaxed terms", str(len(freed_ones)))


def _least(terms: Terms, strips: tuple[Strip, ...]) -> int:
    """A slot's `min`, where the story is long enough for it at every width."""
    for strip in strips if terms.min_from else ():
        assert terms.min_from
        kind, amount = measured(terms.min_from, strip)
        if depth(strip, len(strip.items), kind) < amount:
            return 0
    return terms.min
