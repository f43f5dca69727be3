"""The problem that strips, contents and rules pose: every rule looked up and measured, once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from slots.barriers import out_of_the_rail, too_wide
from slots.clearance import closing, shut
from slots.condition import Tally, unmet
from slots.content import About, Content
from slots.distance import Axis, Need, Ruler, needs_of, rulers_of
from slots.obstacle import Obstacle
from slots.problem import Needs, Problem
from slots.rules import AD, PageTerms, Region, Rules, Terms
from slots.spacing import Spacing
from slots.step import NOTHING, relaxed_terms
from slots.strip import Strip
from slots.units import Length

Steps = Mapping[str, int]
"""How many steps of relaxation each slot has taken; none for slots that are not in it."""

NO_STORY = About()
PLACED = (Region.ARTICLE, Region.BESIDE)
"""Regions whose contents stand at gaps of the copy."""


def pose(
    strips: tuple[Strip, ...],
    contents: tuple[Content, ...],
    relaxed: tuple[Rules, Steps],
    breakpoint: str,
    about: About = NO_STORY,
) -> Problem:
    """The problem that strips and contents pose at a breakpoint under rules, some steps relaxed."""
    assert strips, "a placement needs a strip"
    assert len({tuple((i.id, i.role) for i in strip.items) for strip in strips}) == 1, "one story"
    rules, steps = relaxed
    terms = _terms(rules, steps, contents, breakpoint)
    inside = tuple(c for c in contents if terms[c.slot].region in PLACED)
    rulers = rulers_of(strips)
    page, slots = rules.page_terms(breakpoint), {c.slot: terms[c.slot] for c in inside}
    by_copy = _by_copy(slots, rulers)
    bars = tuple(_bars(c, rules, slots, (about, rulers[0], breakpoint)) for c in inside)
    margins = {slot: _heights(slots[slot].margin, rulers) for slot in slots}
    spacing = _spacing(page.spacing, rulers)
    pairs = _pairs(rules, slots, inside, rulers)
    return Problem(
        contents=inside,
        terms=tuple(slots[c.slot] for c in inside),
        holds=tuple(rules.slot[c.slot].holds for c in inside),
        page=page,
        rulers=rulers,
        shut=tuple(
            _shut(c, rulers, slots[c.slot], by_copy[c.slot], its)
            for c, its in zip(inside, bars, strict=True)
        ),
        bars=bars,
        needs=tuple(tuple(pairs[_kind(a, slots), _kind(b, slots)] for b in inside) for a in inside),
        margins=tuple(margins[c.slot] for c in inside),
        beside=tuple(slots[c.slot].region is Region.BESIDE for c in inside),
        least=tuple(_least(slots[c.slot], rulers) for c in inside),
        categories=tuple(_categories(c, slots) for c in inside),
        spacing=spacing,
        fixed=_heights(page.sticky_ad, rulers),
        far=_far(
            (*pairs.values(), (("spacing", each[1]) for each in spacing)), inside, page, rulers
        ),
    )


def _terms(
    rules: Rules, steps: Steps, contents: tuple[Content, ...], breakpoint: str
) -> dict[str, Terms]:
    """The terms of each slot, with its steps of relaxation taken."""
    names = dict.fromkeys(content.slot for content in contents)
    return {
        slot: relaxed_terms(rules.terms(slot, breakpoint), steps.get(slot, 0)) for slot in names
    }


def _categories(content: Content, slots: Mapping[str, Terms]) -> tuple[str, ...]:
    """The advertisers' categories of a content: its own, and those of its slot."""
    return tuple(dict.fromkeys((*content.categories, *slots[content.slot].categories)))


def _bars(
    content: Content,
    rules: Rules,
    slots: Mapping[str, Terms],
    story: tuple[About, Ruler, str],
) -> tuple[Obstacle, ...]:
    """Every condition of a content's slot and categories that the story does not meet."""
    about, measured, breakpoint = story
    words, paragraphs = measured.whole[Axis.WORDS], measured.whole[Axis.PARAGRAPHS]
    tally = Tally(words, paragraphs, len(measured.strip.items))
    bars = list(unmet(slots[content.slot].when, about, tally, breakpoint))
    for category in _categories(content, slots):
        when = rules.category.get(category)
        for bar in unmet(when, about, tally, breakpoint) if when else ():
            rule = bar.rule.replace("when", f"category.{category}", 1)
            bars.append(Obstacle(rule, bar.required, bar.actual, bar.against))
    return tuple(bars)


def _by_copy(slots: Mapping[str, Terms], rulers: tuple[Ruler, ...]) -> dict[str, frozenset[int]]:
    """The gaps that the copy closes to each slot; to slots that ask for the same, the same."""
    known: list[tuple[object, frozenset[int]]] = []
    found: dict[str, frozenset[int]] = {}
    for slot, terms in slots.items():
        asked = closing(terms)
        gaps = next((gaps for other, gaps in known if other == asked), None)
        if gaps is None:
            gaps = shut(terms, rulers)
            known.append((asked, gaps))
        found[slot] = gaps
    return found


def _shut(
    content: Content,
    rulers: tuple[Ruler, ...],
    terms: Terms,
    by_copy: frozenset[int],
    bars: tuple[Obstacle, ...],
) -> frozenset[int]:
    """Gaps closed to a content: by the copy, by conditions, by its width, or by the rail."""
    assert len(content.sizes) == len(rulers), f"{content.id} needs a size for each strip"
    if bars or (terms.region is not Region.BESIDE and any(too_wide(content, rulers))):
        return frozenset(range(len(rulers[0].strip.items) + 1))
    if terms.region is Region.BESIDE:
        return by_copy.union(out_of_the_rail(content, terms, rulers))
    return by_copy


def _least(terms: Terms, rulers: tuple[Ruler, ...]) -> int:
    """A slot's `min`, which may count in longer stories only: at every width of the range."""
    if terms.min_from is None:
        return terms.min
    needs = zip(rulers, needs_of(terms.min_from, rulers), strict=True)
    return terms.min if all(m.whole[need.axis] >= need.amount for m, need in needs) else 0


def _heights(length: Length | None, rulers: tuple[Ruler, ...]) -> tuple[int, ...]:
    """A length of white on each strip, in millipoints; 0 for none."""
    return tuple(need.amount for need in needs_of(length or NOTHING, rulers))


def _spacing(
    entries: tuple[Spacing, ...], rulers: tuple[Ruler, ...]
) -> tuple[tuple[int, tuple[Need, ...]], ...]:
    """Spacings on every strip, by how many ads must stand above, fewest first."""
    ordered = sorted(entries, key=lambda entry: entry.ads)
    return tuple((entry.ads, needs_of(entry.length, rulers)) for entry in ordered)


Kind = tuple[str, tuple[str, ...]]
"""What distances depend on: a content's slot and categories."""


def _kind(content: Content, slots: Mapping[str, Terms]) -> Kind:
    return content.slot, _categories(content, slots)


def _pairs(
    rules: Rules,
    slots: Mapping[str, Terms],
    contents: tuple[Content, ...],
    rulers: tuple[Ruler, ...],
) -> dict[tuple[Kind, Kind], Needs]:
    """The distances each two kinds of contents ask of each other, on every strip."""
    kinds = tuple(dict.fromkeys(_kind(content, slots) for content in contents))
    pairs: dict[tuple[Kind, Kind], Needs] = {}
    for above in kinds:
        for below in kinds:
            asked = (
                *_distances(rules, slots[above[0]], above, below),
                *_distances(rules, slots[below[0]], below, above),
                *_side_by_side(slots[above[0]], slots[below[0]]),
            )
            pairs[above, below] = tuple(
                (name, needs_of(length, rulers)) for name, length in dict.fromkeys(asked)
            )
    return pairs


def _side_by_side(above: Terms, below: Terms) -> Iterator[tuple[str, Length]]:
    """Two boxes in the rail never overlap, whatever rules say of them."""
    if above.region is Region.BESIDE and below.region is Region.BESIDE:
        yield "beside", NOTHING


def _distances(rules: Rules, terms: Terms, own: Kind, other: Kind) -> Iterator[tuple[str, Length]]:
    """What one kind asks of another: by the most specific name of its slot or of what it holds,
    and by every category that they are of."""
    if not terms.distance:
        return
    holds = rules.slot[other[0]].holds
    names = (
        *(("same",) if own[0] == other[0] else ()),
        *(other[0], holds),
        *(() if holds == AD else ("module",)),
        "any",
    )
    asked = [next((name for name in names if name in terms.distance), "")]
    asked += [f"#{category}" for category in other[1]]
    asked += ["same-category"] if set(own[1]) & set(other[1]) else []
    for name in asked:
        if name in terms.distance:
            yield f"distance {name}", terms.distance[name]


def _far(
    needs: Iterable[Iterable[tuple[str, tuple[Need, ...]]]],
    contents: tuple[Content, ...],
    page: PageTerms,
    rulers: tuple[Ruler, ...],
) -> tuple[int, ...]:
    """The greatest need on each axis; a box beside the copy may reach so much further down."""
    most = [0] * len(Axis)
    for pair in needs:
        for _, strips in pair:
            for need in strips:
                most[need.axis] = max(most[need.axis], need.amount)
    if page.max_per_screen:
        most[Axis.MPT] = max(most[Axis.MPT], *(r.strip.viewport[1] for r in rulers))
    tallest = max((height for content in contents for _, height in content.sizes), default=0)
    most[Axis.MPT] += tallest
    return tuple(most)
