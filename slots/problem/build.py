"""Builds the problem of strips, contents and rules: every rule looked up and measured, once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple, TypeVar

from slots.case import Case
from slots.problem.barriers import out_of_the_rail, too_wide
from slots.problem.choices import Limit, Needs, Problem, RequiredDistance, Spaced
from slots.problem.clearance import closing, shut
from slots.problem.conditions_met import categories_of, tally_of, unmet_by, words_of
from slots.rules.relaxation import NOTHING, Leaves, relaxed_terms
from slots.rules.spacing import Spacing
from slots.rules.terms import AD, PageTerms, Region, Rules, Terms
from slots.strip.content import Content
from slots.strip.distance import Axis, Need, Ruler, needs_of, rulers_of
from slots.strip.refusal import Kind, Obstacle, Rule
from slots.units import Length

_T = TypeVar("_T")

Steps = Mapping[str, int]
"""How many steps of relaxation each content has taken, by its id; none where it is not in it."""

_AS_WRITTEN: Steps = {}


class _Guest(NamedTuple):
    """A content, and the steps of relaxation it has taken."""

    content: Content
    steps: int


PLACED = (Region.ARTICLE, Region.BESIDE)
"""Regions whose contents stand at gaps of the copy."""


def build_problem(case: Case, steps: Steps = _AS_WRITTEN) -> Problem:
    """The problem of a case, its contents after some steps of relaxation."""
    guests = tuple(_Guest(content, steps.get(content.id, 0)) for content in case.contents)
    return _built(case, guests)


def build_open_problem(case: Case, leaves: Leaves) -> Problem:
    """The problem in which some of each slot's contents may stand on relaxed terms, whichever.

    A content whose slot has leave is there once as written, and then once for each leave, on the
    terms after its steps; one of these stands at most, and no more on relaxed terms than have
    leave.
    """
    guests = tuple(
        _Guest(content, steps)
        for content in case.contents
        for steps in (0, *(leave.steps for leave in leaves.get(content.slot, ())))
    )
    problem = _built(case, guests)
    return replace(problem, limits=tuple(_limits(problem, leaves)))


def _about(page: PageTerms, words: int | None) -> PageTerms:
    """A page's terms, of `fewer_ads` those alone that hold for a story of so many words."""
    holding = tuple(each for each in page.fewer_ads if words is not None and words < each.words)
    return page if holding == page.fewer_ads else page.model_copy(update={"fewer_ads": holding})


def _limits(problem: Problem, leaves: Leaves) -> Iterator[Limit]:
    """At most one of the variants of a content stands; of those on relaxed terms, as many as have
    leave."""
    own: dict[str, list[int]] = {}
    for place, content in enumerate(problem.contents):
        own.setdefault(content.id, []).append(place)
    yield from (Limit(tuple(places), 1) for places in own.values() if len(places) > 1)
    for slot, allowed in leaves.items():
        for leave in allowed:
            relaxed = tuple(
                place
                for place, content in enumerate(problem.contents)
                if content.slot == slot and problem.steps[place] >= leave.steps
            )
            yield Limit(relaxed, leave.most)


def _built(case: Case, guests: tuple[_Guest, ...]) -> Problem:
    """The problem of contents, each with its steps taken."""
    strips, rules, page = case.strips, case.rules, case.page
    assert strips, "a placement needs a strip"
    assert len({tuple((i.id, i.role) for i in strip.items) for strip in strips}) == 1, "one story"
    written = {slot: case.terms(slot) for slot in dict.fromkeys(g.content.slot for g in guests)}
    guests = tuple(each for each in guests if written[each.content.slot].region in PLACED)
    inside = tuple(each.content for each in guests)
    kinds = tuple(
        _Kind(c.slot, each.steps, categories_of(c, written[c.slot]))
        for c, each in zip(inside, guests, strict=True)
    )
    terms = {kind: relaxed_terms(written[kind.slot], kind.steps) for kind in dict.fromkeys(kinds)}
    own = tuple(terms[kind] for kind in kinds)
    rulers = rulers_of(strips)
    by_copy = _by_copy(own, rulers)
    tally = tally_of(strips[0].items)
    page = _about(page, words_of(tally, case.about))
    bars = tuple(tuple(unmet_by(case, content, tally)) for content in inside)
    spacing = _spacing(page.spacing, rulers)
    pairs = _pairs(rules, terms, rulers)
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
        categories=tuple(kind.categories for kind in kinds),
        spacing=spacing,
        fixed=_heights(page.sticky_ad, rulers),
        far=_far(_all_needs(pairs.values(), spacing), inside, page, rulers),
        steps=tuple(each.steps for each in guests),
    )


def _all_needs(pairs: Iterable[Needs], spacing: tuple[Spaced, ...]) -> Iterator[tuple[Need, ...]]:
    """All that any two contents require of each other."""
    yield from (distance.needs for pair in pairs for distance in pair)
    yield from (each.needs for each in spacing)


def _each_once(own: tuple[Terms, ...], found: Callable[[Terms], _T]) -> Iterator[_T]:
    """What is found of terms, worked out once for those that many contents share."""
    known: dict[int, _T] = {}
    for terms in own:
        if id(terms) not in known:
            known[id(terms)] = found(terms)
        yield known[id(terms)]


def _by_copy(own: tuple[Terms, ...], rulers: tuple[Ruler, ...]) -> Iterator[frozenset[int]]:
    """The gaps that the copy closes to each content, found once for all whose terms agree about the
    copy."""
    known: list[tuple[object, frozenset[int]]] = []

    def found(terms: Terms) -> frozenset[int]:
        key = closing(terms)
        gaps = next((gaps for other, gaps in known if other == key), None)
        if gaps is None:
            gaps = shut(terms, rulers)
            known.append((key, gaps))
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


def _spacing(entries: tuple[Spacing, ...], rulers: tuple[Ruler, ...]) -> tuple[Spaced, ...]:
    """Spacings on every strip, by how many ads must stand above, fewest first."""
    ordered = sorted(entries, key=lambda entry: entry.ads)
    return tuple(Spaced(entry.ads, needs_of(entry.length, rulers)) for entry in ordered)


class _Kind(NamedTuple):
    """What distances depend on: a content's slot, the steps it has taken, and its categories."""

    slot: str
    steps: int
    categories: tuple[str, ...]


def _pairs(
    rules: Rules, terms: Mapping[_Kind, Terms], rulers: tuple[Ruler, ...]
) -> dict[tuple[_Kind, _Kind], Needs]:
    """The distances that each two kinds of contents require of each other, on every strip."""
    pairs: dict[tuple[_Kind, _Kind], Needs] = {}
    for above, upper in terms.items():
        for below, lower in terms.items():
            distances = (
                *_distances(rules, upper, above, below),
                *_distances(rules, lower, below, above),
                *_side_by_side(upper, lower),
            )
            pairs[above, below] = tuple(
                RequiredDistance(rule, needs_of(length, rulers))
                for rule, length in dict.fromkeys(distances)
            )
    return pairs


def _side_by_side(above: Terms, below: Terms) -> Iterator[tuple[Rule, Length]]:
    """Two boxes in the rail never overlap, whatever rules say of them."""
    if above.region is Region.BESIDE and below.region is Region.BESIDE:
        yield Rule(Kind.BESIDE), NOTHING


def _distances(
    rules: Rules, terms: Terms, own: _Kind, other: _Kind
) -> Iterator[tuple[Rule, Length]]:
    """The distances that one kind requires of another: by the most specific name of its slot or of
    what it holds, and by every category of both."""
    if not terms.distance:
        return
    holds = rules.slot[other.slot].holds
    names = (
        *(("same",) if own.slot == other.slot else ()),
        *(other.slot, holds),
        *(() if holds == AD else ("module",)),
        "any",
    )
    keys = [next((name for name in names if name in terms.distance), "")]
    keys += [f"#{category}" for category in other.categories]
    keys += ["same-category"] if set(own.categories) & set(other.categories) else []
    for name in keys:
        if name in terms.distance:
            yield Rule(Kind.DISTANCE, (name,)), terms.distance[name]


def _far(
    needs: Iterable[tuple[Need, ...]],
    contents: tuple[Content, ...],
    page: PageTerms,
    rulers: tuple[Ruler, ...],
) -> tuple[int, ...]:
    """The greatest need on each axis; in millipoints with the tallest box added, for one beside the
    copy reaches that much further down."""
    most = [0] * len(Axis)
    for strips in needs:
        for need in strips:
            most[need.axis] = max(most[need.axis], need.amount)
    if page.max_per_screen:
        most[Axis.MPT] = max(most[Axis.MPT], *(r.strip.viewport[1] for r in rulers))
    tallest = max((height for content in contents for _, height in content.sizes), default=0)
    most[Axis.MPT] += tallest
    return tuple(most)
