"""The problem that strips, contents and rules pose: every rule looked up and measured, once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from slots.problem.barriers import out_of_the_rail, too_wide
from slots.problem.choices import Limit, Needs, Problem
from slots.problem.clearance import closing, shut
from slots.problem.conditions_met import Tally, tally_of, unmet
from slots.rules.relaxation import NOTHING, Leaves, relaxed_terms
from slots.rules.spacing import Spacing
from slots.rules.terms import AD, PageTerms, Region, Rules, Terms
from slots.strip.content import NO_STORY, About, Content
from slots.strip.distance import Axis, Need, Ruler, needs_of, rulers_of
from slots.strip.measured_flow import Strip
from slots.strip.obstacle import Obstacle
from slots.units import Length

_T = TypeVar("_T")

Steps = Mapping[str, int]
"""How many steps of relaxation each content has taken, by its id; none where it is not in it."""

_Guest = tuple[Content, int]
"""A content, and the steps of relaxation it has taken."""

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
    rules, steps = relaxed
    guests = tuple((content, steps.get(content.id, 0)) for content in contents)
    return _posed(strips, guests, rules, breakpoint, about)


def pose_open(
    strips: tuple[Strip, ...],
    contents: tuple[Content, ...],
    relaxed: tuple[Rules, Leaves],
    breakpoint: str,
    about: About = NO_STORY,
) -> Problem:
    """The problem in which some of each slot's contents may stand on relaxed terms, whichever.

    A content whose slot has leave is there once as written, and then once for each leave, on the
    terms after its steps; one of these stands at most, and no more on relaxed terms than have
    leave.
    """
    rules, leaves = relaxed
    guests = tuple(
        (content, steps)
        for content in contents
        for steps in (0, *(leave.steps for leave in leaves.get(content.slot, ())))
    )
    problem = _posed(strips, guests, rules, breakpoint, about)
    return replace(problem, limits=tuple(_limits(problem, leaves)))


def _limits(problem: Problem, leaves: Leaves) -> Iterator[Limit]:
    """Of the variants of a content one stands; of those on relaxed terms as many as have leave."""
    own: dict[str, list[int]] = {}
    for place, content in enumerate(problem.contents):
        own.setdefault(content.id, []).append(place)
    yield from (Limit(tuple(places), 1) for places in own.values() if len(places) > 1)
    for slot, allowed in leaves.items():
        for leave in allowed:
            eased = tuple(
                place
                for place, content in enumerate(problem.contents)
                if content.slot == slot and problem.steps[place] >= leave.steps
            )
            yield Limit(eased, leave.most)


def _posed(
    strips: tuple[Strip, ...],
    guests: tuple[_Guest, ...],
    rules: Rules,
    breakpoint: str,
    about: About,
) -> Problem:
    """The problem of contents, each with its steps taken."""
    assert strips, "a placement needs a strip"
    assert len({tuple((i.id, i.role) for i in strip.items) for strip in strips}) == 1, "one story"
    terms = {
        (content.slot, steps): relaxed_terms(rules.terms(content.slot, breakpoint), steps)
        for content, steps in guests
    }
    guests = tuple((c, steps) for c, steps in guests if terms[c.slot, steps].region in PLACED)
    inside = tuple(content for content, _ in guests)
    own = tuple(terms[content.slot, steps] for content, steps in guests)
    rulers = rulers_of(strips)
    page = rules.page_terms(breakpoint)
    by_copy = _by_copy(own, rulers)
    tally = tally_of(strips[0].items)
    bars = tuple(
        _bars(content, rules, each, (about, tally, breakpoint))
        for content, each in zip(inside, own, strict=True)
    )
    spacing = _spacing(page.spacing, rulers)
    pairs = _pairs(rules, terms, guests, rulers)
    kinds = tuple(_kind(guest, terms) for guest in guests)
    return Problem(
        contents=inside,
        terms=own,
        holds=tuple(rules.slot[c.slot].holds for c in inside),
        page=page,
        rulers=rulers,
        shut=tuple(
            _shut(content, rulers, each, gaps, its)
            for content, each, gaps, its in zip(inside, own, by_copy, bars, strict=True)
        ),
        bars=bars,
        needs=tuple(tuple(pairs[a, b] for b in kinds) for a in kinds),
        margins=tuple(_each_once(own, lambda each: _heights(each.margin, rulers))),
        beside=tuple(each.region is Region.BESIDE for each in own),
        least=tuple(_each_once(own, lambda each: _least(each, rulers))),
        categories=tuple(categories for _, _, categories in kinds),
        spacing=spacing,
        fixed=_heights(page.sticky_ad, rulers),
        far=_far(
            (*pairs.values(), (("spacing", each[1]) for each in spacing)), inside, page, rulers
        ),
        steps=tuple(steps for _, steps in guests),
    )


def _each_once(own: tuple[Terms, ...], found: Callable[[Terms], _T]) -> Iterator[_T]:
    """What is found of terms, worked out once for those that many contents share."""
    known: dict[int, _T] = {}
    for terms in own:
        if id(terms) not in known:
            known[id(terms)] = found(terms)
        yield known[id(terms)]


def _categories(content: Content, terms: Terms) -> tuple[str, ...]:
    """The advertisers' categories of a content: its own, and those of its slot."""
    return tuple(dict.fromkeys((*content.categories, *terms.categories)))


def _bars(
    content: Content,
    rules: Rules,
    terms: Terms,
    story: tuple[About, Tally, str],
) -> tuple[Obstacle, ...]:
    """Every condition of a content's slot and categories that the story does not meet."""
    about, tally, breakpoint = story
    bars = list(unmet(terms.when, about, tally, breakpoint))
    for category in _categories(content, terms):
        when = rules.category.get(category)
        for bar in unmet(when, about, tally, breakpoint) if when else ():
            rule = bar.rule.replace("when", f"category.{category}", 1)
            bars.append(Obstacle(rule, bar.required, bar.actual, bar.against))
    return tuple(bars)


def _by_copy(own: tuple[Terms, ...], rulers: tuple[Ruler, ...]) -> Iterator[frozenset[int]]:
    """The gaps that the copy closes to each content; to those that ask for the same, the same."""
    known: list[tuple[object, frozenset[int]]] = []

    def found(terms: Terms) -> frozenset[int]:
        asked = closing(terms)
        gaps = next((gaps for other, gaps in known if other == asked), None)
        if gaps is None:
            gaps = shut(terms, rulers)
            known.append((asked, gaps))
        return gaps

    return _each_once(own, found)


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


_Kind = tuple[str, int, tuple[str, ...]]
"""What distances depend on: a content's slot, the steps it has taken, and its categories."""

_Kinds = Mapping[tuple[str, int], Terms]
"""The terms of each slot after each number of steps."""


def _kind(guest: _Guest, terms: _Kinds) -> _Kind:
    content, steps = guest
    return content.slot, steps, _categories(content, terms[content.slot, steps])


def _pairs(
    rules: Rules, terms: _Kinds, guests: tuple[_Guest, ...], rulers: tuple[Ruler, ...]
) -> dict[tuple[_Kind, _Kind], Needs]:
    """The distances each two kinds of contents ask of each other, on every strip."""
    kinds = tuple(dict.fromkeys(_kind(guest, terms) for guest in guests))
    pairs: dict[tuple[_Kind, _Kind], Needs] = {}
    for above in kinds:
        for below in kinds:
            upper, lower = terms[above[:2]], terms[below[:2]]
            asked = (
                *_distances(rules, upper, above, below),
                *_distances(rules, lower, below, above),
                *_side_by_side(upper, lower),
            )
            pairs[above, below] = tuple(
                (name, needs_of(length, rulers)) for name, length in dict.fromkeys(asked)
            )
    return pairs


def _side_by_side(above: Terms, below: Terms) -> Iterator[tuple[str, Length]]:
    """Two boxes in the rail never overlap, whatever rules say of them."""
    if above.region is Region.BESIDE and below.region is Region.BESIDE:
        yield "beside", NOTHING


def _distances(
    rules: Rules, terms: Terms, own: _Kind, other: _Kind
) -> Iterator[tuple[str, Length]]:
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
    asked += [f"#{category}" for category in other[2]]
    asked += ["same-category"] if set(own[2]) & set(other[2]) else []
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
